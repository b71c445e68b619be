"""What the actions share: a record locked and read afresh, its image kept before it changes, the outbox told."""
import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from xuanguan.activities.actions.telling import tell_of_review
from xuanguan.activities.enums import ORGANISING, ReviewAct
from xuanguan.activities.facts import image_of
from xuanguan.activities.models import Activity, ActivityVersion, Change, Participation, Review, Statement
from xuanguan.activities.states import ACTIVITY_STATES
from xuanguan.activities.turns import Turn, turn_of
from xuanguan.audit.actions import record
from xuanguan.campaigns.actions import Deed, forget_deeds, forget_deeds_elsewhere, note_deeds
from xuanguan.campaigns.enums import FulfilmentState
from xuanguan.campaigns.models import Campaign
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
    """An act of the review, in the timeline and in the audit; the figures hear of it, and those whose turn it is now."""
    turn = (turn_of(by, activity) if act in (ReviewAct.VERIFY, ReviewAct.RETURN) else None) or Turn()
    Review.objects.create(activity=activity, act=act, reason=reason, by=by, on_behalf_of=turn.on_behalf_of, instead_of=turn.instead_of)
    if turn.on_behalf_of is not None:
        data["on_behalf_of"] = turn.on_behalf_of.username
    if turn.instead_of is not None:
        data["instead_of"] = turn.instead_of.code
    if reason:
        data["reason"] = reason
    record(act.value, activity, by=by, number=activity.number, **data)
    tell_figures(activity, on=data.get("on"))
    tell_of_review(activity, by=by, reason=reason)


def tell_figures(thing: Activity | Statement, *, on: dt.date | None = None) -> None:
    """A line in the outbox, in the same transaction: the figures read this record again. The campaign hears of an activity too."""
    Change.objects.create(thing=Change.ACTIVITY if isinstance(thing, Activity) else Change.STATEMENT, thing_id=thing.pk)
    if isinstance(thing, Activity):
        tell_campaign(thing, on=on)


def tell_campaign(activity: Activity, *, on: dt.date | None = None) -> None:
    """Write down what the activity fulfils while it counts; what it fulfilled is open again, from the day `on`, when it does not."""
    tell_campaign_of_many(activity.campaign, [activity], on=on)


def tell_campaign_of_many(campaign: Campaign, activities: Sequence[Activity], *, on: dt.date | None = None) -> None:
    """As `tell_campaign`, for many of one campaign; the campaigns that they are also for hear of them as well."""
    forget_deeds(things=[_thing(one) for one in activities if not one.is_counted], on=on)
    counted = {one.pk: one for one in activities if one.is_counted}
    if not counted:
        return
    deeds = deeds_of(counted)
    note_deeds(campaign=campaign, deeds=list(deeds.values()), changed_on=on)
    _tell_others(campaign, deeds, on)


def deeds_of(counted: dict[int, Activity]) -> dict[int, Deed]:
    """Activities that count, by id, as what they did."""
    units: dict[int, list[Participation]] = {pk: [] for pk in counted}
    for part in Participation.objects.filter(activity__in=list(counted)).select_related("unit__territory").order_by("order", "pk"):
        units[part.activity_id].append(part)
    since = _reported_since(counted.values())
    return {
        pk: Deed(
            _thing(one), one.kind, tuple(part.unit for part in units[pk] if part.role in ORGANISING),
            tuple(part.unit for part in units[pk] if part.role not in ORGANISING), one.earliest, one.latest,
            FulfilmentState.VERIFIED if one.verified_on else FulfilmentState.REPORTED, since[pk], one.verified_by or one.reported_by, one.verified_on)
        for pk, one in counted.items()}


def _tell_others(campaign: Campaign, deeds: dict[int, Deed], on: dt.date | None) -> None:
    """The campaigns that activities are also for; those that they were for and are no more forget them."""
    others: dict[Campaign, list[Deed]] = {}
    through = Activity.also_for.through.objects.filter(activity__in=list(deeds)).exclude(campaign=campaign).select_related("campaign")
    for row in through:
        others.setdefault(row.campaign, []).append(deeds[row.activity_id])
    for other, of_it in others.items():
        note_deeds(campaign=other, deeds=of_it, changed_on=on)
    forget_deeds_elsewhere(
        campaigns={deed.thing: {campaign.pk, *(other.pk for other, of_it in others.items() if deed in of_it)} for deed in deeds.values()}, on=on)


def _reported_since(activities: Iterable[Activity]) -> dict[int, dt.date]:
    """The day since which each has counted without a pause: a revision of what counted does not make it late."""
    since = {one.pk: one.since or one.latest for one in activities}
    versions = ActivityVersion.objects.filter(activity__in=list(since)).order_by("activity_id", "-number")
    for pk, began, until in versions.values_list("activity_id", "since", "until"):
        if until == since[pk]:
            since[pk] = began
    return since


def _thing(activity: Activity) -> str:
    return f"activity:{activity.pk}"
