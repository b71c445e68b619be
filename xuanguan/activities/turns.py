"""Whose turn it is to verify a report: the nearest verifiers above it, whoever stands in for them, and in the end the next level up.

Without a time-out in the campaign any verifier above the unit may do it at once. With one, the nearest come first; a report that
they leave lying for so many days may be verified by any level above. What is done in somebody's place carries a mark.
"""
import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from xuanguan.accounts.models import User
from xuanguan.activities.models import Activity
from xuanguan.campaigns.models import Campaign, Delegation
from xuanguan.organisations.enums import Role
from xuanguan.organisations.models import Grant, Unit
from xuanguan.organisations.permissions import grants_of, has_role
from xuanguan.organisations.queries import people_nearest

REVIEWERS = (Role.VERIFIER, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Turn:
    """How a person may verify a report. on_behalf_of: in whose name. instead_of: the unit whose verifiers let the time run out.

    opens: it is not their turn yet; from this day on it is. None everywhere: it is their own queue.
    """

    on_behalf_of: User | None = None
    instead_of: Unit | None = None
    opens: dt.date | None = None


def turn_of(person, activity: Activity) -> Turn | None:
    """None where the person has no part in verifying it."""
    unit, campaign = activity.reporting_unit, activity.campaign
    if has_role(person, unit, *REVIEWERS):
        if campaign.verify_within is None or getattr(person, "is_superuser", False):
            return Turn()
        nearest = people_nearest(unit, *REVIEWERS, without=[activity.reported_by])
        if not nearest or person in nearest:
            return Turn()
        if (delegated := _delegated(person, campaign, unit)) is not None:
            return delegated
        left = activity.submitted_at or timezone.now()
        opens = timezone.localtime(left).date() + dt.timedelta(days=campaign.verify_within + 1)
        whose = _unit_of(nearest[0], unit)
        return Turn(instead_of=whose) if opens <= timezone.localdate() else Turn(instead_of=whose, opens=opens)
    return _delegated(person, campaign, unit)


def delegations_to(person, campaign: Campaign | None = None) -> QuerySet[Delegation]:
    """In whose names the person verifies today."""
    day = timezone.localdate()
    held = Delegation.objects.filter(Q(ended_on=None) | Q(ended_on__gte=day), to=person, since__lte=day, until__gte=day).select_related("unit", "of", "campaign")
    return held if campaign is None else held.filter(campaign=campaign)


def delegated_reach(person, campaign: Campaign | None) -> Q | None:
    """A condition on activities: what waits in queues that the person was handed; None where they were handed none."""
    held = list(delegations_to(person, campaign))
    if not held:
        return None
    condition = Q(pk__in=[])
    for one in held:
        inside = Unit.objects.filter(first__range=(one.unit.first, one.unit.last)).values("pk")
        condition |= Q(campaign=one.campaign_id, reporting_unit__in=inside)
    return condition


def not_yet_theirs(person, campaign: Campaign) -> Q | None:
    """With a time-out: a condition on activities that verifiers nearer to them have first, for as long as their time runs."""
    if campaign.verify_within is None or getattr(person, "is_superuser", False):
        return None
    own = [grant.unit for grant in grants_of(person, *REVIEWERS)]
    mine = {grant.unit_id for grant in grants_of(person, *REVIEWERS)}
    day = timezone.localdate()
    nearer = Grant.objects.filter(
        Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gt=day), role__in=REVIEWERS, person__is_active=True).exclude(
        unit__in=mine).select_related("unit")
    inside = {grant.unit for grant in nearer if any(unit.first < grant.unit.first <= unit.last for unit in own)}
    if not inside:
        return None
    within = Q(pk__in=[])
    for unit in inside:
        within |= Q(first__range=(unit.first, unit.last))
    opened = timezone.now() - dt.timedelta(days=campaign.verify_within + 1)
    return Q(reporting_unit__in=Unit.objects.filter(within).values("pk"), submitted_at__gt=opened)


def _delegated(person, campaign: Campaign, unit: Unit) -> Turn | None:
    for one in delegations_to(person, campaign):
        if one.unit.first <= unit.first <= one.unit.last and has_role(one.of, unit, *REVIEWERS):
            return Turn(on_behalf_of=one.of)
    return None


def _unit_of(person: User, unit: Unit) -> Unit | None:
    """The unit at which the person holds the queue of this one."""
    day = timezone.localdate()
    grant = Grant.objects.filter(
        Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gt=day), person=person, role__in=REVIEWERS, unit__first__lte=unit.first,
        unit__last__gte=unit.first).select_related("unit").order_by("-unit__first").first()
    return grant.unit if grant is not None else None
