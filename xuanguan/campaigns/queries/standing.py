# ruff: noqa: S608  (the SQL is ours: only names of tables and whole numbers enter its text, days and codes are parameters)
"""How what is expected stands on a day: counted for many expectations at once, or unit by unit.

An expected item is no row. A slice is one expectation in one period; its list is the roster on the day that the slice is
counted on, less the units exempted. What was done is read in one pass of an index, grouped by unit. Units that need a second
look (they entered or left, were exempted, were given more time, came out of others) are few: they are taken out of the
grouped counts and looked at one by one.
"""
import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from django.db import connection
from django.db.models import Count, Q

from xuanguan.campaigns.deadlines import Due, due_at_hand, due_dates
from xuanguan.campaigns.enums import DONE, DutyState, ExtensionState
from xuanguan.campaigns.ground import Ground
from xuanguan.campaigns.lineage import Origin, origins
from xuanguan.campaigns.models import Campaign, Exemption, Expectation, Extension, Fulfilment, RosterEntry
from xuanguan.campaigns.rosters import holds_on, in_force
from xuanguan.organisations.models import Unit

NOTHING, REPORTED, VERIFIED = 1, 2, 3
STATES = {NOTHING: DutyState.NOTHING, REPORTED: DutyState.REPORTED, VERIFIED: DutyState.VERIFIED}
# SQLite takes at most 500 SELECTs in one statement.
SLICES_AT_ONCE = 100
# More ids than this in one statement are read from the tree's numbers instead, or all rows are.
IDS = 500
# A unit's own list holds every period of every expectation: then its rows are read by the unit.
MANY_SLICES = 60


# How it is known, since when it is reported, the last day on which it was done (where that was asked for).
type Found = tuple[int, dt.date, dt.date | None]


@dataclass(frozen=True, slots=True)
class Slice:
    """An expectation in one period."""

    expectation: Expectation
    due: Due

    @property
    def key(self) -> tuple[int, str]:
        return self.expectation.pk, self.due.period


@dataclass(frozen=True, slots=True)
class Item:
    """How one unit's item stands. late: done, but after the day it was due (or was given). extended: the day given.

    through: the unit that did it before this one took its place.
    """

    state: DutyState
    late: bool = False
    since: dt.date | None = None
    extended: dt.date | None = None
    through: int | None = None

    @property
    def is_done(self) -> bool:
        return self.state in DONE


@dataclass(slots=True)
class Counts:
    """Of one slice: how many units are on the list, and how many of them stand how. `unnamed` are only known to exist."""

    states: dict[DutyState, int] = field(default_factory=dict)
    late: int = 0
    exempted: int = 0
    unnamed: int = 0

    @property
    def named(self) -> int:
        return sum(self.states.values())

    @property
    def expected(self) -> int:
        return self.named + self.unnamed

    @property
    def received(self) -> int:
        """Done, whatever it was: "nothing to report" is a report (counting.md, rule 5)."""
        return sum(n for state, n in self.states.items() if state in DONE)

    @property
    def on_time(self) -> int:
        return self.received - self.late

    @property
    def missing(self) -> int:
        """Due and not done, by name."""
        return self.states.get(DutyState.OVERDUE, 0)

    def add(self, item: Item, n: int = 1) -> None:
        self.states[item.state] = self.states.get(item.state, 0) + n
        self.late += n * item.late


def slices_at_hand(expectations: Iterable[Expectation], on: dt.date, period: str = "") -> list[Slice]:
    """Of each expectation the last period that is over (or the first that has begun), or the period of this code where it has one."""
    found = []
    for one in expectations:
        dues = due_dates(one, on)
        due = next((due for due in dues if due.period == period), None) if period else None
        due = due or due_at_hand(dues, on)
        if due is not None:
            found.append(Slice(one, due))
    return found


class Standing:
    """Some slices of one campaign as they stood on a day, under a unit (None: the whole campaign)."""

    def __init__(self, campaign: Campaign, slices: Sequence[Slice], on: dt.date, under: Unit | None = None) -> None:
        self.campaign, self.slices, self.on = campaign, list(slices), on
        self.under = None if under is None or under.pk == campaign.territory_id else under
        self._grounds: dict[dt.date, Ground] = {}
        self._scopes: dict[dt.date, str] = {}
        self._members: dict[tuple[int, dt.date], list[int]] = {}
        self._special: _Special | None = None

    # Who is on the list

    def day(self, one: Slice) -> dt.date:
        return one.due.counted_on(self.on)

    def ground(self, day: dt.date) -> Ground:
        if day not in self._grounds:
            self._grounds[day] = Ground(day)
        return self._grounds[day]

    def scope(self, day: dt.date) -> str:
        """A condition on `unit_id` in SQL, empty for the whole campaign. By the tree of that day."""
        if self.under is None:
            return ""
        if day not in self._scopes:
            ground = self.ground(day)
            if not ground.has_moved:
                inside = f"SELECT id FROM {Unit._meta.db_table} WHERE first BETWEEN {int(self.under.first)} AND {int(self.under.last)}"
            else:
                inside = ", ".join(str(int(pk)) for pk in ground.below(self.under).values_list("pk", flat=True)) or "0"
            self._scopes[day] = f"AND unit_id IN ({inside})"
        return self._scopes[day]

    def in_scope(self, units: Collection[int], day: dt.date) -> set[int]:
        if self.under is None:
            return set(units)
        below = self.ground(day).below(self.under)
        return {pk for chunk in batched(units, IDS) for pk in below.filter(pk__in=chunk).values_list("pk", flat=True)}

    def members(self, one: Slice) -> list[int]:
        """The units on the list, in the order of the tree, less those exempted."""
        day = self.day(one)
        key = (one.expectation.roster_id, day)
        if key not in self._members:
            entries = in_force(RosterEntry.objects.filter(roster=one.expectation.roster_id), day)
            if self.under is not None:
                entries = entries.filter(unit__in=self.ground(day).below(self.under).values("pk"))
            self._members[key] = list(dict.fromkeys(entries.order_by("unit__first", "unit__code").values_list("unit_id", flat=True)))
        exempted = self.special.exempted[one.expectation.pk]
        return [unit for unit in self._members[key] if unit not in exempted] if exempted else self._members[key]

    # How they stand

    def items(self, one: Slice) -> dict[int, Item]:
        """Every unit on the list with its item, in the order of the tree."""
        members = self.members(one)
        done = self._done([one])[one.key]
        special = self.special.of(one, self.day(one))
        missing = self.special.not_done_yet(one, self.on)
        items = {}
        for unit in members:
            if unit in special:
                items[unit] = self._looked_at(one, unit, done)
            else:
                found = done.get(unit)
                items[unit] = _item(one.due, found) if found else missing
        return items

    def items_of(self, units: Sequence[int]) -> dict[tuple[int, str], dict[int, Item]]:
        """For a few units: of each slice those that are on its list. A fixed number of queries."""
        entries: dict[int, dict[int, list[RosterEntry]]] = defaultdict(lambda: defaultdict(list))
        rosters = {one.expectation.roster_id for one in self.slices}
        for entry in RosterEntry.objects.filter(unit__in=units, roster__in=rosters):
            entries[entry.roster_id][entry.unit_id].append(entry)
        near = {*units, *self.special.predecessors(units)}
        done = self._done(self.slices, near)
        found: dict[tuple[int, str], dict[int, Item]] = {}
        for one in self.slices:
            day, exempted, of_roster = self.day(one), self.special.exempted[one.expectation.pk], entries[one.expectation.roster_id]
            found[one.key] = {
                unit: self._looked_at(one, unit, done[one.key]) for unit in units
                if unit in of_roster and unit not in exempted and any(holds_on(entry, day) for entry in of_roster[unit])}
        return found

    def counts(self) -> dict[tuple[int, str], Counts]:
        """Of each slice how many stand how. Some ten queries for any number of slices and units."""
        sizes, grouped, looks = self._sizes(), self._grouped(), self._looks()
        found = {}
        for one in self.slices:
            counts, day = Counts(), self.day(one)
            named = sizes[one.expectation.roster_id, day]
            for (code, late), n in grouped[one.key].items():
                counts.add(Item(STATES[code], late), n)
            of_slice = looks[one.key]
            for look in of_slice:
                if look.done is not None:
                    counts.add(_item(one.due, look.done), -1)
            rest = named - sum(look.is_listed for look in of_slice) - counts.named
            if rest:
                counts.add(self.special.not_done_yet(one, self.on), rest)
            for look in of_slice:
                if look.item is not None:
                    counts.add(look.item)
            counts.exempted = sum(look.is_listed and look.item is None for look in of_slice)
            stated = one.expectation.roster.stated_size
            if stated is not None and self.under is None:
                counts.unnamed = max(stated - named, 0)
            counts.states = {state: n for state, n in counts.states.items() if n}
            found[one.key] = counts
        return found

    def missing_by_unit(self) -> dict[int, int]:
        """How many of the slices each unit on any of the lists has due and not done; only units that miss something."""
        overdue = [one for one in self.slices if self.special.not_done_yet(one, self.on).state is DutyState.OVERDUE]
        found: dict[int, int] = defaultdict(int)
        times: dict[tuple[int, dt.date], int] = defaultdict(int)
        for one in overdue:
            self.members(one)
            times[one.expectation.roster_id, self.day(one)] += 1
        for key, n in times.items():
            for unit in self._members[key]:
                found[unit] += n
        for unit, n in self._times_done(overdue).items():
            found[unit] -= n
        looks = self._looks()
        for one in overdue:
            for look in looks[one.key]:
                counted = look.is_listed - (look.done is not None)
                found[look.unit] += (look.item is not None and look.item.state is DutyState.OVERDUE) - counted
        return {unit: n for unit, n in found.items() if n > 0}

    # How it is computed

    @property
    def special(self) -> "_Special":
        if self._special is None:
            self._special = _Special(self.campaign, self.slices, self.on)
        return self._special

    def _looked_at(self, one: Slice, unit: int, done: dict[int, Found]) -> Item:
        """The unit's own deed, else what those it came out of had done, all of them; with the time it was given."""
        extended = self.special.extended_until(one, unit)
        found, through = done.get(unit), None
        if found is None and (origin := self.special.origin(one, unit, self.day(one))) is not None:
            found, through = self._inherited(one, origin, done)
        if found is None:
            return self.special.not_done(one, self.on, extended)
        item = _item(one.due, found, extended)
        return Item(item.state, item.late, item.since, extended, through)

    def _inherited(self, one: Slice, origin: Origin, done: dict[int, Found]) -> tuple[Found | None, int | None]:
        """The weakest and latest of what the predecessors on the roster did before that day; nothing if one of them did not."""
        before = [unit for unit in origin.predecessors if self.special.was_on_roster(one, unit, origin.on - dt.timedelta(days=1))]
        deeds = [done[unit] for unit in before if unit in done and (done[unit][2] or dt.date.min) < origin.on]
        if not before or len(deeds) < len(before):
            return None, None
        return (min(code for code, _since, _done in deeds), max(since for _code, since, _done in deeds), None), before[0]

    def _looks(self) -> "dict[tuple[int, str], list[_Look]]":
        """Of each slice its special units within the scope: how they stand in the grouped counts, and how they really stand."""
        special = {one.key: self.special.of(one, self.day(one)) for one in self.slices}
        units = set().union(*special.values()) if special else set()
        done = self._done_by(self.slices, {key: {*some, *self.special.predecessors(some)} for key, some in special.items()})
        spells: dict[tuple[int, int], list[tuple[dt.date | None, dt.date | None]]] = defaultdict(list)
        rosters = {one.expectation.roster_id for one in self.slices}
        for chunk in batched(units, IDS):
            for roster, unit, since, until in RosterEntry.objects.filter(unit__in=chunk, roster__in=rosters).values_list("roster_id", "unit_id", "since", "until"):
                spells[roster, unit].append((since, until))
        inside = {day: self.in_scope(units, day) for day in {self.day(one) for one in self.slices}}
        found: dict[tuple[int, str], list[_Look]] = {}
        for one in self.slices:
            day, of_slice, exempted = self.day(one), done[one.key], self.special.exempted[one.expectation.pk]
            looks = found[one.key] = []
            for unit in special[one.key] & inside[day]:
                listed = any((since is None or since <= day) and (until is None or until > day) for since, until in spells.get((one.expectation.roster_id, unit), ()))
                item = self._looked_at(one, unit, of_slice) if listed and unit not in exempted else None
                looks.append(_Look(unit, listed, of_slice.get(unit), item))
        return found

    def _times_done(self, slices: Sequence[Slice]) -> dict[int, int]:
        """Of how many of the slices each unit did what was expected, as the rows say."""
        found: dict[int, int] = defaultdict(int)
        for chunk in batched(slices, SLICES_AT_ONCE):
            parts: list[str] = []
            parameters: list[Any] = []
            for one in chunk:
                parts.append(f"""SELECT DISTINCT unit_id FROM {Fulfilment._meta.db_table}
                    WHERE expectation_id = %s AND period = %s AND "on" <= %s AND (until IS NULL OR until > %s) {self.scope(self.day(one))}""")
                parameters += [one.expectation.pk, one.due.period, self.on, self.on]
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT unit_id, COUNT(*) FROM ({' UNION ALL '.join(parts)}) AS done GROUP BY unit_id", parameters)
                for unit, n in cursor.fetchall():
                    found[unit] += n
        return found

    def _sizes(self) -> dict[tuple[int, dt.date], int]:
        sizes: dict[tuple[int, dt.date], int] = {}
        for day in {self.day(one) for one in self.slices}:
            rosters = {one.expectation.roster_id for one in self.slices if self.day(one) == day}
            entries = in_force(RosterEntry.objects.filter(roster__in=rosters), day).order_by()
            if self.under is not None:
                entries = entries.filter(unit__in=self.ground(day).below(self.under).values("pk"))
            found = dict(entries.values_list("roster").annotate(n=Count("unit", distinct=True)))
            sizes |= {(roster, day): found.get(roster, 0) for roster in rosters}
        return sizes

    def _grouped(self) -> dict[tuple[int, str], dict[tuple[int, bool], int]]:
        found: dict[tuple[int, str], dict[tuple[int, bool], int]] = {one.key: {} for one in self.slices}
        for chunk in batched(self.slices, SLICES_AT_ONCE):
            parts: list[str] = []
            parameters: list[Any] = []
            for n, one in enumerate(chunk):
                inner, inside = _done_by_unit(one, self.on, self.scope(self.day(one)))
                parts.append(f"SELECT {n}, code, CASE WHEN since > %s THEN 1 ELSE 0 END AS late, COUNT(*) FROM ({inner}) AS d{n} GROUP BY code, late")
                parameters += [one.due.due or dt.date.max, *inside]
            with connection.cursor() as cursor:
                cursor.execute(" UNION ALL ".join(parts), parameters)
                for n, code, late, many in cursor.fetchall():
                    found[chunk[n].key][code, bool(late)] = many
        return found

    def _done(self, slices: Sequence[Slice], units: Collection[int] | None = None) -> dict[tuple[int, str], dict[int, Found]]:
        """Of each slice, each unit that did it: how it is known, since when, and the last day on which it was done."""
        found: dict[tuple[int, str], dict[int, Found]] = {one.key: {} for one in slices}
        if units is not None and len(slices) > MANY_SLICES:
            return self._done_of_few(found, units)
        return self._done_by(slices, {one.key: units for one in slices})

    def _done_by(self, slices: Sequence[Slice], units: Mapping[tuple[int, str], Collection[int] | None]) -> dict[tuple[int, str], dict[int, Found]]:
        """The same for other units in each slice (None: all), so that a statement touches only their rows."""
        found: dict[tuple[int, str], dict[int, Found]] = {one.key: {} for one in slices}
        wanted = [one for one in slices if units[one.key] is None or units[one.key]]
        for chunk in batched(wanted, SLICES_AT_ONCE):
            parts: list[str] = []
            parameters: list[Any] = []
            for n, one in enumerate(chunk):
                some = units[one.key]
                which = f"AND unit_id IN ({', '.join(str(int(unit)) for unit in some)})" if some is not None else ""
                inner, inside = _done_by_unit(one, self.on, which, with_day=bool(self.special.origins))
                parts.append(f"SELECT {n} AS n, d{n}.* FROM ({inner}) AS d{n}")
                parameters += inside
            with connection.cursor() as cursor:
                cursor.execute(" UNION ALL ".join(parts), parameters)
                for n, unit, code, since, *day in cursor.fetchall():
                    found[chunk[n].key][unit] = (code, _day(since), _day(day[0]) if day and day[0] else None)
        return found

    def _done_of_few(self, found, units: Collection[int]):
        """The same by the units' own index: for the many periods of a unit's own list."""
        keys = ", ".join(str(pk) for pk in {pk for pk, _period in found})
        with connection.cursor() as cursor:
            cursor.execute(f"""
                SELECT expectation_id, period, unit_id,
                       MAX(CASE WHEN verified_on <= %s THEN {VERIFIED} WHEN state = 'nothing' THEN {NOTHING} ELSE {REPORTED} END),
                       MIN("on"), MAX(done_on)
                FROM {Fulfilment._meta.db_table}
                WHERE unit_id IN ({', '.join(str(int(unit)) for unit in units)}) AND expectation_id IN ({keys}) AND "on" <= %s
                  AND (until IS NULL OR until > %s)
                GROUP BY expectation_id, period, unit_id""", [self.on, self.on, self.on])
            for expectation, period, unit, code, since, day in cursor.fetchall():
                if (expectation, period) in found:
                    found[expectation, period][unit] = (code, _day(since), _day(day) if day else None)
        return found


@dataclass(frozen=True, slots=True)
class _Look:
    """A special unit in one slice: whether its roster holds it on the day, what the rows say it did, how it really stands (None: not expected)."""

    unit: int
    is_listed: bool
    done: Found | None
    item: Item | None


class _Special:
    """What makes a unit need a second look. Read once for all slices."""

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


def _done_by_unit(one: Slice, on: dt.date, which: str, *, with_day: bool = False) -> tuple[str, list[Any]]:
    """Each unit that did it, once: the best way in which it is known on the day, and the first day on which it was reported."""
    day = ', MAX(done_on) AS "day"' if with_day else ""
    return (f"""
        SELECT unit_id, MAX(CASE WHEN verified_on <= %s THEN {VERIFIED} WHEN state = 'nothing' THEN {NOTHING} ELSE {REPORTED} END) AS code,
               MIN("on") AS since{day}
        FROM {Fulfilment._meta.db_table}
        WHERE expectation_id = %s AND period = %s AND "on" <= %s AND (until IS NULL OR until > %s) {which}
        GROUP BY unit_id""", [on, one.expectation.pk, one.due.period, on, on])


def _item(due: Due, found: Found, extended: dt.date | None = None) -> Item:
    code, since, _done = found
    last = max(filter(None, (due.due, extended)), default=None)
    return Item(STATES[code], last is not None and since > last, since, extended)


def _day(value) -> dt.date:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value
