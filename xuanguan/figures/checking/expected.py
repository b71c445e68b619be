"""Figures of what is expected: coverage by records, and reports received and on time."""
import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from xuanguan.activities.models import Statement
from xuanguan.campaigns.deadlines import Due
from xuanguan.campaigns.enums import ExtensionState, FulfilledBy, FulfilmentState
from xuanguan.campaigns.models import Exemption, Expectation, Extension, Fulfilment, RosterEntry
from xuanguan.figures.answers import completeness, coverage
from xuanguan.figures.checking.places import own_node
from xuanguan.figures.checking.reading import Version
from xuanguan.figures.checking.stating import standing_statements
from xuanguan.figures.checking.tallies import Parts, Tally
from xuanguan.quantities import Qualifier


class _OfARoster(Tally):
    """Who of a roster is reached by a record, by whom the expectation says."""

    def __init__(self, question, places, expectation: Expectation) -> None:
        super().__init__(question.but(front=None, kind=None, state="itemised"), places)
        self.expectation = expectation
        self.kinds = frozenset(kind.pk for kind in expectation.kinds.all())
        self.spells = list(RosterEntry.objects.filter(roster=expectation.roster_id).values_list("unit_id", "since", "until"))
        self.homes: dict[int, list[int]] = defaultdict(list)
        for unit in {unit for unit, _since, _until in self.spells}:
            if home := places.home(unit):
                self.homes[home].append(unit)
        self.units_ever = {unit for unit, _since, _until in self.spells}

    @property
    def words(self) -> str:
        return f"{super().words} ({self.expectation.code})"

    def members(self, day: dt.date) -> set[int]:
        """On the roster on that day, and then in the territory of what is asked."""
        return {unit for unit in self.on_the_roster(day) if any(self.places.lies_in(unit, asked, day, "day") for asked in self.units)}

    def on_the_roster(self, day: dt.date) -> set[int]:
        return {unit for unit, since, until in self.spells if (since or dt.date.min) <= day < (until or dt.date.max)}

    def reached_by(self, version: Version) -> set[int]:
        """The members that the record reaches, wherever they lie."""
        units = [*version.organisers, *(unit for unit, _role in version.taking_part if self.expectation.taking_part_counts)]
        if self.expectation.fulfilled_by == FulfilledBy.SELF:
            return self.units_ever & set(units)
        found: set[int] = set()
        for unit in units:
            path = self.path(unit, version)
            nodes = [own_node(path)] if self.expectation.fulfilled_by == FulfilledBy.SAME_LEVEL else path
            found.update(member for node in nodes if node for member in self.homes.get(node, ()))
        return found


class Coverage(_OfARoster):
    """The size, who is reached by a verified or a self-reported record, who is named by a statement, who perhaps, who not; how many surely."""

    name = "coverage"

    def __init__(self, question, places, expectation: Expectation, due: Due | None) -> None:
        super().__init__(question, places, expectation)
        self.answer = coverage(self.question, expectation, due=due)
        self.question = self.answer.question.but(kind=None)
        self.reached: dict[int, bool] = {}

    def take(self, version: Version, versions: Sequence[Version]) -> None:
        if self.is_inside(version):
            for member in self.reached_by(version):
                self.reached[member] = self.reached.get(member, False) or self.is_verified(version)

    def counted(self) -> Parts:
        as_of = self.question.as_of
        members, everyone = self.members(as_of), self.on_the_roster(as_of)
        reached = {unit: state for unit, state in self.reached.items() if unit in everyone}
        front = {self.expectation.front_id} if self.expectation.front_id else set()
        totals = [one for one in standing_statements(self.question, front, self.kinds) if not one.measure] if self.kinds else []
        names = {unit for one in totals for unit in one.named.values_list("pk", flat=True)}
        known = names | reached.keys()
        perhaps: set[int] = set()
        more: list[tuple[int, set[int]]] = []
        for one in totals:
            scope = {unit for unit in everyone if self.is_in_scope(unit, one)}
            here = scope & members
            unnamed = int(one.value) - len(scope & known)
            if here and (unnamed > 0 or one.qualifier in (Qualifier.AT_LEAST, Qualifier.ABOUT)):
                perhaps |= here - known
            # However many of them lie elsewhere, so many are left for here.
            left = unnamed - len(scope - known - members)
            if here and left > 0 and one.qualifier != Qualifier.AT_MOST:
                more.append((min(left, len(here - known)), here))
        surely, taken = len(members & known), set[int]()
        for left, here in sorted(more, key=lambda pair: -pair[0]):
            if not here & taken:
                surely, taken = surely + left, taken | here
        return {
            "size": len(members), "verified": {unit for unit in members if reached.get(unit) is True},
            "self-reported": {unit for unit in members if reached.get(unit) is False}, "named": members & names - reached.keys(),
            "perhaps": members & perhaps - known, "missing": members - known - perhaps, "at least": 0 if self.answer.nameless else surely}

    def said(self) -> Parts:
        found = self.answer
        lists = {"verified": found.verified, "self-reported": found.self_reported, "named": found.named, "perhaps": found.perhaps,
                 "missing": (*found.missing, *found.nothing)}
        # Of units that are only a number a total may tell more; that is not counted again here.
        return {"size": found.size - found.nameless, **{name: {unit.pk for unit in units} for name, units in lists.items()},
                "at least": 0 if found.nameless else found.at_least}

    def is_in_scope(self, unit: int, total: Statement) -> bool:
        """Whether a total speaks of this unit of the roster, by where it stands today."""
        path = self.places.path_in(unit, self.question.as_of, "today")
        return (total.territory_id in path or total.territory_id == unit) and (
            not total.levels or self.places.level(own_node(path) or 0) in total.levels)


class Completeness(_OfARoster):
    """By period: expected, received, on time, and who had nothing to report."""

    name = "completeness"

    def __init__(self, question, places, expectation: Expectation) -> None:
        super().__init__(question, places, expectation)
        self.rows = completeness(self.question, expectation)
        # By place of the row and member the day on which a record was first told.
        self.told: list[dict[int, dt.date]] = [{} for _row in self.rows]

    def take(self, version: Version, versions: Sequence[Version]) -> None:
        period, campaign = self.question.period, self.question.campaign.pk
        for row, told in zip(self.rows, self.told, strict=True):
            last = row.due.last or max(period.last, row.due.first)
            if row.due.first <= version.earliest and version.latest <= last:
                first = min(one.since for one in versions if campaign in one.campaigns)
                for member in self.reached_by(version):
                    told[member] = min(first, told.get(member, first))

    def counted(self) -> Parts:
        expectation, as_of = self.expectation, self.question.as_of
        exempted = set(Exemption.objects.filter(expectation=expectation).values_list("unit_id", flat=True))
        later = {(period, unit): day for period, unit, day in Extension.objects.filter(
            expectation=expectation, state=ExtensionState.GRANTED).values_list("period", "unit_id", "until")}
        said = Fulfilment.objects.filter(expectation=expectation, state=FulfilmentState.NOTHING).values_list("period", "unit_id", "on", "until")
        silent = {(period, unit): on for period, unit, on, until in said if on <= as_of < (until or dt.date.max)} if expectation.nothing_counts else {}
        found: dict[tuple[str, str], set[int]] = {}
        for row, told in zip(self.rows, self.told, strict=True):
            code, members = row.due.period, self.members(row.due.counted_on(as_of)) - exempted
            days = {unit: min(filter(None, (told.get(unit), silent.get((code, unit))))) for unit in members if unit in told or (code, unit) in silent}
            due = row.due.due or dt.date.max
            found |= {(code, "expected"): members, (code, "received"): set(days),
                      (code, "on time"): {unit for unit, day in days.items() if day <= (later.get((code, unit)) or due)},
                      (code, "nothing"): {unit for unit in members if (code, unit) in silent and unit not in told}}
        return found

    def said(self) -> Parts:
        return {(row.due.period, name): {unit.pk for unit in units} for row in self.rows for name, units in (
            ("expected", row.expected), ("received", row.received), ("on time", row.on_time), ("nothing", row.nothing))}
