# ruff: noqa: S608  (the SQL is ours: only names of tables and whole numbers enter its text, days and codes are parameters)
"""How what is expected stands on a day: counted for many expectations at once, or unit by unit.

An expected item is no row. A slice is one expectation in one period; its list is the roster on the day that the slice is
counted on, less the units exempted. What was done is read in one pass of an index, grouped by unit (`rows`). Units that need a
second look (`special`) are few: they are taken out of the grouped counts and looked at one by one.
"""
import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from itertools import batched

from django.db.models import Count

from xuanguan.campaigns.enums import DutyState
from xuanguan.campaigns.ground import Ground
from xuanguan.campaigns.lineage import Origin
from xuanguan.campaigns.models import Campaign, RosterEntry
from xuanguan.campaigns.queries.standing import rows
from xuanguan.campaigns.queries.standing.special import Look, Special
from xuanguan.campaigns.queries.standing.values import STATES, Counts, Found, Item, Slice, item_of
from xuanguan.campaigns.rosters import holds_on, in_force
from xuanguan.organisations.models import Unit

# More ids than this in one statement are read from the tree's numbers instead, or all rows are.
IDS = 500
# A unit's own list holds every period of every expectation: then its rows are read by the unit.
MANY_SLICES = 60


class Standing:
    """Some slices of one campaign as they stood on a day, under a unit (None: the whole campaign)."""

    def __init__(self, campaign: Campaign, slices: Sequence[Slice], on: dt.date, under: Unit | None = None) -> None:
        self.campaign, self.slices, self.on = campaign, list(slices), on
        self.under = None if under is None or under.pk == campaign.territory_id else under
        self._grounds: dict[dt.date, Ground] = {}
        self._scopes: dict[dt.date, str] = {}
        self._members: dict[tuple[int, dt.date], list[int]] = {}

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
                items[unit] = item_of(one.due, found) if found else missing
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
        sizes, grouped, looks = self._sizes(), rows.counted(self.slices, self.on, self._scope_of), self._looks()
        found = {}
        for one in self.slices:
            counts, day = Counts(), self.day(one)
            named = sizes[one.expectation.roster_id, day]
            for (code, late), n in grouped[one.key].items():
                counts.add(Item(STATES[code], late), n)
            of_slice = looks[one.key]
            for look in of_slice:
                if look.done is not None:
                    counts.add(item_of(one.due, look.done), -1)
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
        for unit, n in rows.times_done(overdue, self.on, self._scope_of).items():
            found[unit] -= n
        looks = self._looks()
        for one in overdue:
            for look in looks[one.key]:
                counted = look.is_listed - (look.done is not None)
                found[look.unit] += (look.item is not None and look.item.state is DutyState.OVERDUE) - counted
        return {unit: n for unit, n in found.items() if n > 0}

    # How it is computed

    @cached_property
    def special(self) -> Special:
        return Special(self.campaign, self.slices, self.on)

    def _looked_at(self, one: Slice, unit: int, done: dict[int, Found]) -> Item:
        """The unit's own deed, else what those it came out of had done, all of them; with the time it was given."""
        extended = self.special.extended_until(one, unit)
        found, through = done.get(unit), None
        if found is None and (origin := self.special.origin(one, unit, self.day(one))) is not None:
            found, through = self._inherited(one, origin, done)
        if found is None:
            return self.special.not_done(one, self.on, extended)
        return item_of(one.due, found, extended, through)

    def _inherited(self, one: Slice, origin: Origin, done: dict[int, Found]) -> tuple[Found | None, int | None]:
        """The weakest and latest of what the predecessors on the roster did before that day; nothing if one of them did not."""
        before = [unit for unit in origin.predecessors if self.special.was_on_roster(one, unit, origin.on - dt.timedelta(days=1))]
        deeds = [done[unit] for unit in before if unit in done and (done[unit][2] or dt.date.min) < origin.on]
        if not before or len(deeds) < len(before):
            return None, None
        return (min(code for code, _since, _done in deeds), max(since for _code, since, _done in deeds), None), before[0]

    def _looks(self) -> "dict[tuple[int, str], list[Look]]":
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
        found: dict[tuple[int, str], list[Look]] = {}
        for one in self.slices:
            day, of_slice, exempted = self.day(one), done[one.key], self.special.exempted[one.expectation.pk]
            looks = found[one.key] = []
            for unit in special[one.key] & inside[day]:
                listed = any((since is None or since <= day) and (until is None or until > day) for since, until in spells.get((one.expectation.roster_id, unit), ()))
                item = self._looked_at(one, unit, of_slice) if listed and unit not in exempted else None
                looks.append(Look(unit, listed, of_slice.get(unit), item))
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

    def _done(self, slices: Sequence[Slice], units: Collection[int] | None = None) -> dict[tuple[int, str], dict[int, Found]]:
        """Of each slice, each unit that did it: how it is known, since when, and the last day on which it was done."""
        if units is not None and len(slices) > MANY_SLICES:
            return rows.done_by_few(slices, self.on, units)
        return self._done_by(slices, {one.key: units for one in slices})

    def _done_by(self, slices: Sequence[Slice], units: Mapping[tuple[int, str], Collection[int] | None]) -> dict[tuple[int, str], dict[int, Found]]:
        """The same for other units in each slice (None: all), so that a statement touches only their rows."""
        return rows.done_by(slices, self.on, units, with_day=bool(self.special.origins))

    def _scope_of(self, one: Slice) -> str:
        return self.scope(self.day(one))
