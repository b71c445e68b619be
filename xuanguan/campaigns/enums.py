"""The closed lists of campaigns."""
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CampaignState(models.TextChoices):
    PREPARING = "preparing", _("Being prepared")
    RUNNING = "running", _("Running")
    CLOSED = "closed", pgettext_lazy("campaign", "Closed")


class SetUpStep(models.TextChoices):
    """The steps in which a campaign is set up, in their order. Each can be left and taken up again."""

    BASICS = "basics", _("Policy and period")
    GROUP = "group", _("Leading group")
    FRONTS = "fronts", _("Fronts")
    KINDS = "kinds", _("Kinds of activity and measures")
    EXPECTATIONS = "expectations", _("What is expected")
    RESPONSIBILITY = "responsibility", _("Responsibilities")
    ISSUE = "issue", _("Preview and issue")


class PlanState(models.TextChoices):
    """How a unit's plan stands between the unit and the level above."""

    DRAFT = "draft", _("Being written")
    SUBMITTED = "submitted", _("Handed up")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Plan accepted")


class PlanItemState(models.TextChoices):
    """How one item stands: first what is agreed, then whether it is done."""

    PROPOSED = "proposed", _("Proposed by the unit")
    ASKED = "asked", _("Asked by the level above")
    COUNTERED = "countered", _("Other terms proposed")
    AGREED = "agreed", _("Agreed")
    REPORTED = "reported", _("Reported as done")
    CLOSED = "closed", _("Done and closed")
    DROPPED = "dropped", _("Dropped")


class EntryAct(models.TextChoices):
    """What was said or done in the conversation about a plan or an item."""

    COMMENT = "comment", _("said")
    ADD = "add", _("added it")
    CHANGE = "change", _("changed it")
    ASK = "ask", _("asked for it")
    ACCEPT = "accept", _("accepted it as asked")
    COUNTER = "counter", _("proposed other terms")
    AGREE = "agree", _("agreed")
    INSIST = "insist", _("stood by what was asked")
    PROGRESS = "progress", _("reported how far it is")
    REPORT = "report", _("reported it as done")
    PRESS = "press", _("pressed for it")
    CLOSE = "close", _("closed it")
    SEND_BACK = "send_back", _("sent it back")
    REOPEN = "reopen", _("opened it again")
    DROP = "drop", _("dropped it")
    SUBMIT = "submit", _("submitted the plan")
    TAKE_BACK = "take_back", _("took the plan back")
    RETURN = "return", _("returned the plan")
    ACCEPT_PLAN = "accept_plan", _("accepted the plan")
    ISSUE = "issue", _("put the plan in force")


class Side(models.TextChoices):
    """Who speaks in the conversation."""

    UNIT = "unit", _("the unit")
    ABOVE = "above", _("the level above")


class InstructionKind(models.TextChoices):
    WRITTEN = "written", _("Written instruction")
    REQUIREMENT = "requirement", _("Requirement")


class InstructionState(models.TextChoices):
    OPEN = "open", _("Being followed up")
    CLOSED = "closed", _("Done and closed")


class FulfilledBy(models.TextChoices):
    """By whom an expectation of a unit can be fulfilled (counting.md, rule 4)."""

    SELF = "self", _("the unit itself")
    SAME_LEVEL = "same_level", _("any unit of its level in its territory")
    SUBTREE = "subtree", _("any unit in its territory")


class Rhythm(models.TextChoices):
    ONCE = "once", _("once")
    MONTHLY = "monthly", _("every month")
    QUARTERLY = "quarterly", _("every quarter")
    HALF_YEARLY = "half_yearly", _("every half-year")
    YEARLY = "yearly", _("every year")


class DueBy(models.TextChoices):
    """How a day is counted that is so many days after the end of a period."""

    CALENDAR = "calendar", _("calendar days")
    WORKING = "working", _("working days")


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
    EXTENDED = "extended", _("Extended")
    OVERDUE = "overdue", _("Overdue")
    NOTHING = "nothing", _("Nothing to report")
    REPORTED = "reported", _("Self-reported")
    VERIFIED = "verified", _("Verified")


# Done, whatever it was, and whether it was in time or not.
DONE = frozenset({DutyState.NOTHING, DutyState.REPORTED, DutyState.VERIFIED})


class ExtensionState(models.TextChoices):
    """How a wish for more time stands."""

    ASKED = "asked", _("Asked for")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Taken back")


class LeadRule(models.TextChoices):
    """How a document marks which unit leads a task."""

    FIRST_LISTED = "first_listed", _("the first unit listed leads")
    LABELLED = "labelled", _("lead and support are labelled")
    JOINT = "joint", _("units listed together, no lead marked")
    BY_FUNCTION = "by_function", _("each by its own duties")


class AssignmentRole(models.TextChoices):
    LEAD = "lead", _("Lead")
    SUPPORT = "support", _("Support")
    JOINT = "joint", _("Joint")
    BY_FUNCTION = "by_function", _("By its duties")


class GroupName(models.TextChoices):
    """A name that stands for many units."""

    LEVEL = "level", _("all units of a level")
    MEMBERS = "members", _("the member units")
    OTHER = "other", _("a group named otherwise")
