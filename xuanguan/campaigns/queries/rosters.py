"""Of whom something is expected, and by whom it can be fulfilled."""
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from xuanguan.campaigns.enums import FulfilledBy
from xuanguan.campaigns.models import Campaign, Expectation, Roster, RosterEntry
from xuanguan.campaigns.rosters import in_force
from xuanguan.organisations.enums import UnitKind
from xuanguan.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class RosterSize:
    """How many are expected: N is the stated size where one is stated, else the number of names (counting.md, rule 4)."""

    named: int
    stated: int | None

    @property
    def expected(self) -> int:
        return self.named if self.stated is None else max(self.stated, self.named)

    @property
    def unnamed(self) -> int:
        return self.expected - self.named


def roster_on(roster: Roster, on: dt.date) -> QuerySet[Unit]:
    """The units on the roster on a day, in the order of the tree."""
    return Unit.objects.filter(pk__in=in_force(RosterEntry.objects.filter(roster=roster), on).values("unit")).order_by("first", "code")


def roster_sizes(campaign: Campaign, on: dt.date) -> dict[int, RosterSize]:
    """Per roster id its size on a day, in two queries."""
    named = dict(
        in_force(RosterEntry.objects.filter(roster__campaign=campaign), on).order_by().values_list("roster").annotate(n=Count("unit", distinct=True)))
    return {pk: RosterSize(named.get(pk, 0), stated) for pk, stated in campaign.rosters.values_list("pk", "stated_size")}


# By whom an expectation can be fulfilled

def home_of(unit: Unit) -> Unit:
    """The territory a unit stands for: an organ its division, every other unit itself."""
    if unit.kind != UnitKind.DIVISION and unit.territory is not None and unit.territory.kind == UnitKind.DIVISION:
        return unit.territory
    return unit


def can_be_fulfilled_by(expectation: Expectation, expected: Unit, doer: Unit) -> bool:
    """Whether what `doer` did counts for what is expected of `expected` (counting.md, rule 4). By today's tree."""
    if doer.pk == expected.pk:
        return True
    home = home_of(expected)
    inside = home.first <= doer.first <= home.last
    if expectation.fulfilled_by == FulfilledBy.SAME_LEVEL:
        return inside and doer.level == expected.level
    return inside and expectation.fulfilled_by == FulfilledBy.SUBTREE


def entries_that_may_be_fulfilled_by(doers: Iterable[Unit], campaign: Campaign) -> QuerySet[RosterEntry]:
    """Roster entries of the doers, of the units above them and of the organs of the divisions above them: few, for any roster."""
    near = Q(pk__in=[])
    for doer in doers:
        near |= Q(unit=doer) | Q(unit__first__lte=doer.first, unit__last__gte=doer.first) | Q(
            unit__territory__kind=UnitKind.DIVISION, unit__territory__first__lte=doer.first, unit__territory__last__gte=doer.first)
    return RosterEntry.objects.filter(near, roster__campaign=campaign).select_related("unit__territory").order_by("unit__first", "pk")
