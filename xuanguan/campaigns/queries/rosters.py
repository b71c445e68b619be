"""Of whom something is expected, and by whom it can be fulfilled."""
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from xuanguan.campaigns.enums import FulfilledBy
from xuanguan.campaigns.ground import Ground
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


def can_be_fulfilled_by(expectation: Expectation, expected: Unit, doer: Unit, ground: Ground | None = None) -> bool:
    """Whether what `doer` did counts for what is expected of `expected` (counting.md, rule 4). By the tree of the ground's day, else today's."""
    if doer.pk == expected.pk:
        return True
    if expectation.fulfilled_by == FulfilledBy.SELF or (expectation.fulfilled_by == FulfilledBy.SAME_LEVEL and doer.level != expected.level):
        return False
    home = home_of(expected)
    return ground.lies_in(doer, home) if ground else home.first <= doer.first <= home.last


def entries_that_may_be_fulfilled_by(doers: Iterable[Unit], campaign: Campaign, ground: Ground) -> QuerySet[RosterEntry]:
    """Roster entries of the doers, of the units above them and of the organs of the divisions above them: few, for any roster."""
    return RosterEntry.objects.filter(ground.near(doers), roster__campaign=campaign).select_related("unit__territory").order_by("unit__first", "pk")
