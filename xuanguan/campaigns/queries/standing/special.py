"""What makes a unit need a second look: it entered or left, was exempted, was given more time, came out of others."""
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from xuanguan.campaigns.enums import DutyState, ExtensionState
from xuanguan.campaigns.lineage import Origin, origins
from xuanguan.campaigns.models import Campaign, Exemption, Extension, RosterEntry
from xuanguan.campaigns.queries.standing.values import Found, Item, Slice
from xuanguan.campaigns.rosters import holds_on


@dataclass(frozen=True, slots=True)
class Look:
    """A special unit in one slice: whether its roster holds it on the day, what the rows say it did, how it really stands (None: not expected)."""

    unit: int
    is_listed: bool
    done: Found | None
    item: Item | None


class Special:
    """All of that, read once for all slices."""

    def __init__(self, campaign: Campaign, slices: Sequence[Slice], on: dt.date) -> None:
        self.campaign = campaign
        expectations = {one.expectation.pk for one in slices}
        self.exempted: dict[int, set[int]] = defaultdict(set)
        for expectation, unit in Exemption.objects.filter(expectation__in=expectations).values_list("expectation_id", "unit_id"):
            self.exempted[expectation].add(unit)
        self.extended: dict[tuple[int, str], dict[int, dt.date]] = defaultdict(dict)
        granted = Extension.objects.filter(
            expectation__in=expectations, period__in={one.due.period for one in slices}, state=ExtensionState.GRANTED, answered_on__lte=on)
        for expectation, period, unit, until in granted.values_list("expectation_id", "period", "unit_id", "until"):
            if until is not None:
                self.extended[expectation, period][unit] = max(until, self.extended[expectation, period].get(unit, until))
        self.rosters = {one.expectation.roster_id for one in slices}
        self.spelled: dict[int, list[RosterEntry]] = defaultdict(list)
        for entry in RosterEntry.objects.filter(Q(since__isnull=False) | Q(until__isnull=False), roster__in=self.rosters):
            self.spelled[entry.roster_id].append(entry)
        self.origins = origins((campaign.begins, on)) if any(self.spelled.values()) else {}
        self._ahead: dict[tuple[int, str], Item] = {}

    def of(self, one: Slice, day: dt.date) -> set[int]:
        """The special units of a slice, on its list or not."""
        return {
            *self.exempted[one.expectation.pk], *self.extended[one.key], *(entry.unit_id for entry in self.spelled[one.expectation.roster_id]),
            *(unit for unit in self.origins if self.origin(one, unit, day))}

    def predecessors(self, units: Iterable[int]) -> set[int]:
        return {old for unit in units if unit in self.origins for old in self.origins[unit].predecessors}

    def origin(self, one: Slice, unit: int, day: dt.date) -> Origin | None:
        """What the unit came out of, while the slice ran."""
        found = self.origins.get(unit)
        return found if found is not None and one.due.first < found.on <= day else None

    def was_on_roster(self, one: Slice, unit: int, day: dt.date) -> bool:
        spells = [entry for entry in self.spelled[one.expectation.roster_id] if entry.unit_id == unit]
        if spells:
            return any(holds_on(entry, day) for entry in spells)
        return RosterEntry.objects.filter(roster=one.expectation.roster_id, unit=unit).exists()

    def extended_until(self, of: Slice, unit: int) -> dt.date | None:
        """The day given to the unit, or to those it came out of."""
        given = self.extended[of.key]
        known = (unit, *(self.origins[unit].predecessors if unit in self.origins else ()))
        return max((given[one] for one in known if one in given), default=None)

    def not_done_yet(self, one: Slice, on: dt.date) -> Item:
        if one.key not in self._ahead:
            self._ahead[one.key] = self.not_done(one, on, None)
        return self._ahead[one.key]

    @staticmethod
    def not_done(one: Slice, on: dt.date, extended: dt.date | None) -> Item:
        due = one.due
        if due.first > on:
            return Item(DutyState.AHEAD, extended=extended)
        if due.due is None or due.due >= on:
            return Item(DutyState.OPEN, extended=extended)
        return Item(DutyState.EXTENDED if extended is not None and extended >= on else DutyState.OVERDUE, extended=extended)
