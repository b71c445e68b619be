"""The matrix of units and what is expected of them: a page of units, each with how every slice stands."""
from dataclasses import dataclass

from django.db.models import QuerySet

from xuanguan.campaigns.enums import DutyState
from xuanguan.campaigns.models import RosterEntry
from xuanguan.campaigns.queries.standing import Item, Standing
from xuanguan.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class GridRow:
    """A unit with its item of each slice; None where the unit is not on the slice's list (or exempted)."""

    unit: Unit
    cells: tuple[Item | None, ...]

    @property
    def missing(self) -> int:
        return sum(item is not None and item.state is DutyState.OVERDUE for item in self.cells)

    @property
    def done(self) -> int:
        return sum(item is not None and item.is_done for item in self.cells)

    @property
    def expected(self) -> int:
        return sum(item is not None for item in self.cells)


def units_of(standing: Standing, *, level: int | None = None) -> QuerySet[Unit]:
    """The units on any roster of the slices, on any day, in the order of the tree."""
    rosters = {one.expectation.roster_id for one in standing.slices}
    units = Unit.objects.filter(pk__in=RosterEntry.objects.filter(roster__in=rosters).values("unit"))
    if standing.under is not None:
        units = units.filter(pk__in=standing.ground(standing.on).below(standing.under).values("pk"))
    if level is not None:
        units = units.filter(level=level)
    return units.select_related("territory").order_by("first", "code")


def units_with_gaps(standing: Standing, *, level: int | None = None) -> list[int]:
    """Ids of the units that miss something, those that miss most first."""
    missing = standing.missing_by_unit()
    ordered = units_of(standing, level=level).values_list("pk", flat=True)
    return sorted((pk for pk in ordered if pk in missing), key=lambda pk: -missing[pk])


def grid_rows(standing: Standing, units: list[Unit]) -> list[GridRow]:
    """A fixed number of queries for any page."""
    items = standing.items_of([unit.pk for unit in units])
    return [GridRow(unit, tuple(items[one.key].get(unit.pk) for one in standing.slices)) for unit in units]


