"""The closed lists of policies."""
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Certainty(models.TextChoices):
    """How far a clause or target was checked against a source."""

    CONFIRMED = "confirmed", _("Confirmed")
    NAME_CONFIRMED = "name_confirmed", _("Name confirmed, number not")
    CONTENT_CONFIRMED = "content_confirmed", _("Content confirmed, heading not")
    MISSING = "missing", pgettext_lazy("clause", "Missing")


class VersionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_FORCE = "in_force", _("In force")
    REPLACED = "replaced", _("Replaced")


class Relation(models.TextChoices):
    """How a value has to stand to the number of a target."""

    MORE_THAN = "more_than", _("more than")
    AT_LEAST = "at_least", _("no less than")
    EQUAL = "equal", _("equal to")
    AT_MOST = "at_most", _("no more than")
    QUALITATIVE = "qualitative", _("in words")
