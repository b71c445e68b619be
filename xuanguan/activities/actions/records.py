"""What the actions share: a record locked and read afresh, its image kept before it changes, the outbox told."""
import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from xuanguan.activities.enums import ORGANISING, ReviewAct
from xuanguan.activities.facts import image_of
from xuanguan.activities.models import Activity, ActivityVersion, Change, Participation, Review, Statement
from xuanguan.activities.states import ACTIVITY_STATES
from xuanguan.audit.actions import record
from xuanguan.campaigns.actions import forget_deed, note_deed
from xuanguan.campaigns.enums import FulfilmentState
from xuanguan.common.exceptions import Changed, PersonError


class Gone(PersonError):
    """The record is no longer there: a draft that somebody deleted."""

    def __str__(self):
        return _("This draft was deleted. If you still need it, report the activity anew; what you typed is kept in this browser.")


def today(on: dt.date | None) -> dt.date:
    """The day of an act: today by the house's clock, unless the caller sets it."""
    return on or timezone.localdate()


def locked(activity: Activity, *, number: int | None = None) -> Activity:
    """The record as it is now, locked until the transaction ends. `number` is the version the person had on the screen."""
    found = (
        Activity.objects.select_for_update(of=("self",)).select_related("campaign__territory", "kind", "reporting_unit")
        .filter(pk=activity.pk).first())
    if found is None:
        raise Gone()
    if number is not None and number != found.number:
        raise Changed()
    return found


def move(activity: Activity, act: str) -> None:
    """Lead the record through the table of states; raises NotInThisState."""
    activity.state = ACTIVITY_STATES.check(act, activity.state)


def keep_version(activity: Activity, *, by, on: dt.date) -> None:
    """A counted record is about to change: keep what it was, and begin its next version. To be saved by the caller."""
    if activity.since is None:  # it did not count
        return
    ActivityVersion.objects.create(
        activity=activity, number=activity.number, since=activity.since, verified_on=activity.verified_on, until=on,
        image=image_of(activity), by=by)
    activity.number += 1


def cease_to_count(activity: Activity, *, by, on: dt.date) -> None:
    """Keep the version that counted until now; from `on` the record counts no more. To be saved by the caller."""
    keep_version(activity, by=by, on=on)
    activity.since = activity.verified_on = activity.verified_by = None


def note_review(activity: Activity, act: ReviewAct, *, by, reason: str = "", **data) -> None:
    """An act of the review, in the timeline and in the audit; the figures hear of it."""
    Review.objects.create(activity=activity, act=act, reason=reason, by=by)
    if reason:
        data["reason"] = reason
    record(act.value, activity, by=by, number=activity.number, **data)
    tell_figures(activity)


def tell_figures(thing: Activity | Statement) -> None:
    """A line in the outbox, in the same transaction: the figures read this record again. The campaign hears of an activity too."""
    Change.objects.create(thing=Change.ACTIVITY if isinstance(thing, Activity) else Change.STATEMENT, thing_id=thing.pk)
    if isinstance(thing, Activity):
        tell_campaign(thing)


def tell_campaign(activity: Activity) -> None:
    """Write down what the activity fulfils while it counts; what it fulfilled is open again when it does not."""
    thing = f"activity:{activity.pk}"
    if not activity.is_counted:
        forget_deed(thing=thing)
        return
    parts = list(Participation.objects.filter(activity=activity).select_related("unit__territory").order_by("order", "pk"))
    note_deed(
        campaign=activity.campaign, thing=thing, kind=activity.kind, earliest=activity.earliest, latest=activity.latest,
        organising=[part.unit for part in parts if part.role in ORGANISING],
        taking_part=[part.unit for part in parts if part.role not in ORGANISING],
        state=FulfilmentState.VERIFIED if activity.verified_on else FulfilmentState.REPORTED,
        on=activity.verified_on or activity.since, by=activity.verified_by or activity.reported_by)
