"""The closed lists of bulletins."""
from django.db import models
from django.utils.translation import gettext_lazy as _


class BulletinState(models.TextChoices):
    READ = "read", _("To be gone through")
    DONE = "done", _("Gone through")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ClaimState(models.TextChoices):
    OPEN = "open", _("Open")
    ACCEPTED = "accepted", _("Accepted")
    CHANGED = "changed", _("Changed and accepted")
    REJECTED = "rejected", _("Rejected")
