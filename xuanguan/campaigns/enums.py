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


class RosterBy(models.TextChoices):
    """How a roster came about."""

    RULE = "rule", _("all units of a level")
    NAMED = "named", _("a list of names")
    STATED = "stated", _("a stated size")


class DutyState(models.TextChoices):
    """How an expected item of one unit stands on a day. It is never stored: it follows from the fulfilments and the date."""

    AHEAD = "ahead", _("Not begun")
    OPEN = "open", _("Due")
    OVERDUE = "overdue", _("Overdue")
    NOTHING = "nothing", _("Nothing to report")
    REPORTED = "reported", _("Self-reported")
    VERIFIED = "verified", _("Verified")
