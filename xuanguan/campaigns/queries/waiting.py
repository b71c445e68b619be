"""Wishes for more time, who stands in for whom, and how long what waits has waited."""
import datetime as dt

from django.db.models import Q, QuerySet

from xuanguan.campaigns.enums import ExtensionState
from xuanguan.campaigns.models import Campaign, Delegation, Extension
from xuanguan.campaigns.queries.campaigns import SET_UP
from xuanguan.organisations.enums import Role
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import grants_of, has_role, within_scope

ANSWER = (Role.VERIFIER, Role.COORDINATOR, Role.ADMINISTRATOR)


def extensions_seen_by(person, campaign: Campaign) -> QuerySet[Extension]:
    """All of units within reach of any of the person's roles; what waits first, the oldest first."""
    found = Extension.objects.filter(expectation__campaign=campaign).select_related(
        "expectation__campaign__territory", "unit__territory", "unit__superior", "asked_by", "answered_by")
    if not has_role(person, campaign.territory):
        found = found.filter(unit__in=Unit.objects.filter(within_scope(person)).values("pk"))
    return found.order_by("asked_on", "pk")


def extensions_to_answer(person, campaign: Campaign) -> QuerySet[Extension]:
    """Those that wait for this person: asked by units below a unit where they answer (or anywhere, for the campaign's coordinator)."""
    waiting = extensions_seen_by(person, campaign).filter(state=ExtensionState.ASKED).exclude(asked_by=person)
    if has_role(person, campaign.territory, *SET_UP):
        return waiting
    above = Q(pk__in=[])
    for grant in grants_of(person, *ANSWER):
        above |= Q(unit__first__gt=grant.unit.first, unit__last__lte=grant.unit.last) & ~Q(unit__territory=grant.unit, unit__level=grant.unit.level)
    return waiting.filter(above)


def delegations_of(campaign: Campaign) -> QuerySet[Delegation]:
    return campaign.delegations.select_related("unit", "of", "to", "by").order_by("ended_on", "-until", "-pk")


def delegations_held(person, campaign_ids, on: dt.date) -> QuerySet[Delegation]:
    """In whose name the person verifies on a day."""
    return Delegation.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=on), to=person, campaign__in=campaign_ids, since__lte=on, until__gte=on).select_related("unit", "of")
