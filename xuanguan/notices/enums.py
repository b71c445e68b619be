"""The closed lists of notices."""
from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeKind(models.TextChoices):
    """What a notice is about; the order is the order of a mail."""

    OVERDUE = "overdue", _("Overdue")
    INSTRUCTED = "instructed", _("Required by a leader")
    RETURNED = "returned", _("Returned to you")
    PLAN_RETURNED = "plan_returned", _("Plan returned")
    NUDGED = "nudged", _("Asked for again")
    WAITING = "waiting", _("Waiting for you")
    DELEGATED = "delegated", _("Handed to you")
    DUE = "due", _("Due soon")
    EXTENSION_GRANTED = "extension_granted", _("Extension granted")
    EXTENSION_REFUSED = "extension_refused", _("Extension refused")
    PLAN_ACCEPTED = "plan_accepted", _("Plan accepted")
    PASSAGES_TAKEN = "passages_taken", _("Taken into a bulletin above")
    PASSAGES_DECLINED = "passages_declined", _("Not taken into a bulletin above")


# What only tells: it is over when it was read. Every other kind asks for something, and is over when that is done (`settle`).
ENDS_WHEN_READ = frozenset({
    NoticeKind.EXTENSION_GRANTED, NoticeKind.EXTENSION_REFUSED, NoticeKind.PLAN_ACCEPTED, NoticeKind.PASSAGES_TAKEN,
    NoticeKind.PASSAGES_DECLINED})


class Rhythm(models.TextChoices):
    """How often the digest comes by e-mail."""

    DAILY = "daily", _("every day")
    WEEKLY = "weekly", _("once a week")
    OFF = "off", _("never")


class Weekday(models.IntegerChoices):
    """As Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class DigestState(models.TextChoices):
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not delivered")
