"""Those whose turn it is are told: verifiers of what waits, officers of what came back; nobody any more once it is done.

Of what waits, a verifier is told once for a unit and a campaign, however many reports the unit sends: the queue counts them.
"""
from collections.abc import Sequence

from django.utils.translation import gettext_noop

from xuanguan.accounts.models import User
from xuanguan.activities.enums import ActivityState
from xuanguan.activities.models import Activity
from xuanguan.activities.permissions import REPORTERS, REVIEWERS
from xuanguan.campaigns.models import Campaign
from xuanguan.notices.actions import Told, settle, tell, tell_many
from xuanguan.notices.enums import NoticeKind
from xuanguan.organisations.models import Unit
from xuanguan.organisations.queries import people_at, people_nearest


def tell_of_review(activity: Activity, *, by, reason: str = "") -> None:
    """After an act on a report: by the state it is in now."""
    tell_of_reviews([activity], by=by)
    if activity.state == ActivityState.RETURNED:
        tell(people=officers_of(activity), kind=NoticeKind.RETURNED, key=returned_key(activity),
             text=gettext_noop("“%(title)s” of %(unit)s was returned: %(reason)s"),
             values={"title": activity.title or activity.kind, "unit": activity.reporting_unit, "reason": reason}, about=activity,
             link=("activities:activity", activity.pk), by=by)


def tell_of_reviews(activities: Sequence[Activity], *, by) -> None:
    """After an act on many reports: those that are not with their officers settle; verifiers hear of units with something to verify."""
    settle(key=[returned_key(one) for one in activities if one.state != ActivityState.RETURNED])
    places = {(one.campaign_id, one.reporting_unit_id): one for one in activities}
    waiting = {
        place for place in places
        if Activity.objects.filter(campaign=place[0], reporting_unit=place[1], state=ActivityState.SUBMITTED).exists()}
    settle(key=[waiting_key(one.campaign, one.reporting_unit) for place, one in places.items() if place not in waiting])
    submitted = {(one.campaign_id, one.reporting_unit_id): one for one in activities if one.state == ActivityState.SUBMITTED}
    tell_many(by=by, matters=[
        Told(people_nearest(one.reporting_unit, *REVIEWERS, without=[one.reported_by, by]), NoticeKind.WAITING,
             waiting_key(one.campaign, one.reporting_unit), gettext_noop("%(unit)s submitted reports that wait for you to verify them"),
             {"unit": one.reporting_unit}, one.reporting_unit, ("activities:queue",))
        for one in submitted.values()])


def officers_of(activity: Activity) -> list[User]:
    """Whoever reported it, and those who report at its unit; where none of them has an account in use, the nearest who may mend it."""
    found = {one.pk: one for one in (activity.reported_by, *people_at(activity.reporting_unit, *REPORTERS)) if one.is_active}
    return list(found.values()) or people_nearest(activity.reporting_unit, *REPORTERS)


def returned_key(activity: Activity) -> str:
    return f"returned:activity:{activity.pk}"


def waiting_key(campaign: Campaign, unit: Unit) -> str:
    return f"waiting:reports:{campaign.pk}:{unit.pk}"
