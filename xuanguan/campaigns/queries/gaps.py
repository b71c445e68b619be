"""What is missing, as a work list: due and not done, by expectation in the order of its deadline, then in the order of the tree."""
import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from xuanguan.campaigns.enums import DutyState
from xuanguan.campaigns.models import Nudge
from xuanguan.campaigns.queries.standing import Item, Slice, Standing
from xuanguan.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class Gap:
    """One missing thing of one unit: how late it is, and when the unit was last asked for it."""

    slice: Slice
    unit: int
    item: Item
    days: int
    asked: dt.date | None = None

    @property
    def due(self) -> dt.date | None:
        return max(filter(None, (self.slice.due.due, self.item.extended)), default=None)

    @property
    def key(self) -> str:
        """How a form names it: expectation, period, unit."""
        return f"{self.slice.expectation.code}/{self.slice.due.period}/{self.unit}"


@dataclass(frozen=True, slots=True)
class GapFilters:
    """level: only units of it. days: overdue at least so long. unasked: not asked within the time set for the expectation."""

    level: int | None = None
    days: int = 0
    unasked: bool = False


class Gaps:
    """The gaps of some slices. They are counted without being listed; a page of the list reads only the slices it shows."""

    def __init__(self, standing: Standing, filters: GapFilters = GapFilters()) -> None:
        self.standing, self.filters = standing, filters
        self.slices = sorted(
            (one for one in standing.slices if one.due.due is not None and one.due.due < standing.on),
            key=lambda one: (one.due.due, one.expectation.order, one.expectation.pk))
        self._lists: dict[tuple[int, str], list[Gap]] = {}
        self._counts: dict[tuple[int, str], int] | None = None

    def count_of(self, one: Slice) -> int:
        if self._counts is None:
            plain = not (self.filters.level is not None or self.filters.days or self.filters.unasked)
            if plain:
                counted = self.standing.counts()
                self._counts = {key: counts.missing for key, counts in counted.items()}
            else:
                self._counts = {one.key: len(self.of(one)) for one in self.slices}
        return self._counts[one.key]

    def __len__(self) -> int:
        return sum(self.count_of(one) for one in self.slices)

    def __getitem__(self, wanted: slice) -> list[Gap]:
        """As a list is cut, for a paginator."""
        start, stop, _step = wanted.indices(len(self))
        found: list[Gap] = []
        before = 0
        for one in self.slices:
            many = self.count_of(one)
            if before + many > start and before < stop:
                found += self.of(one)[max(start - before, 0):stop - before]
            before += many
        return found

    def of(self, one: Slice) -> list[Gap]:
        """All gaps of one slice."""
        if one.key not in self._lists:
            on = self.standing.on
            asked = last_asked([one], on)[one.key]
            lately = asked_lately([one], on)[one.key] if self.filters.unasked else ()
            late = {unit: item for unit, item in self.standing.items(one).items() if item.state is DutyState.OVERDUE}
            if self.filters.level is not None:
                at_level = set(Unit.objects.filter(level=self.filters.level).values_list("pk", flat=True)) if late else set()
                late = {unit: item for unit, item in late.items() if unit in at_level}
            found = (Gap(one, unit, item, (on - max(filter(None, (one.due.due, item.extended)))).days, asked.get(unit)) for unit, item in late.items())
            self._lists[one.key] = [gap for gap in found if gap.days >= self.filters.days and gap.unit not in lately]
        return self._lists[one.key]

    def all(self) -> list[Gap]:
        return [gap for one in self.slices for gap in self.of(one)]

    def of_keys(self, keys: Collection[str]) -> list[Gap]:
        """Those that a form names; what was done meanwhile is no gap any more and is left out."""
        wanted = set(keys)
        named = {key.rsplit("/", 1)[0] for key in wanted}
        return [
            gap for one in self.slices if f"{one.expectation.code}/{one.due.period}" in named for gap in self.of(one) if gap.key in wanted]


def last_asked(slices: Iterable[Slice], on: dt.date) -> dict[tuple[int, str], dict[int, dt.date]]:
    """Of each slice the day on which each unit was last asked, up to a day."""
    found: dict[tuple[int, str], dict[int, dt.date]] = defaultdict(dict)
    which = Q(pk__in=[])
    for one in slices:
        which |= Q(expectation=one.expectation.pk, period=one.due.period)
    nudges = Nudge.objects.filter(which, on__lte=on).order_by("on", "pk").values_list("expectation_id", "period", "unit_id", "on")
    for expectation, period, unit, day in nudges:
        found[expectation, period][unit] = day
    return found


def asked_lately(slices: Iterable[Slice], on: dt.date) -> dict[tuple[int, str], set[int]]:
    """Of each slice the units that were asked within the days that the expectation sets: they are left in peace."""
    slices = list(slices)
    asked = last_asked(slices, on)
    return {
        one.key: {unit for unit, day in asked[one.key].items() if (on - day).days < one.expectation.ask_again_days} for one in slices}


def nudge_key(expectation: int, unit: int, period: str) -> str:
    """The key of the notice by which a unit is asked for one thing: to be settled when it is done."""
    return f"nudged:{expectation}:{unit}:{period}"
