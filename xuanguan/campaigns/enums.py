"""The closed lists of campaigns."""
from django.db import models
from django.utils.translation import gettext_lazy as _


class CampaignState(models.TextChoices):
    PREPARING = "preparing", _("Being prepared")
    RUNNING = "running", _("Running")
    CLOSED = "closed", _("Closed")


class FulfilledBy(models.TextChoices):
    """By whom an expectation of a unit can be fulfilled (counting.md, rule 4)."""

    SELF = "self", _("the unit itself")
    SAME_LEVEL = "same_level", _("any unit of its level in its territory")
    SUBTREE = "subtree", _("any unit in its territory")


class Rhythm(models.TextChoices):
    ONCE = "once", _("once")
    MONTHLY = "monthly", _("every month")
    QUARTERLY = "quarterly", _("every quarter")


class FulfilmentState(models.TextChoices):
    REPORTED = "reported", _("Reported")
    VERIFIED = "verified", _("Verified")
    NOTHING = "nothing", _("Nothing to report")
