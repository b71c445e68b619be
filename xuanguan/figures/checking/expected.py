"""Figures of what is expected: coverage by records, and reports received and on time."""
import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from xuanguan.campaigns.enums import ExtensionState, FulfilledBy, FulfilmentState
from xuanguan.campaigns.models import Exemption, Expectation, Extension, Fulfilment, RosterEntry
from xuanguan.figures.answers import completeness, coverage
from xuanguan.figures.checking.places import own_node
from xuanguan.figures.checking.reading import Version
from xuanguan.figures.checking.tallies import Parts, Tally


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
        there = {unit for unit, since, until in self.spells if (since or dt.date.min) <= day < (until or dt.date.max)}
        return {unit for unit in there if any(self.places.lies_in(unit, asked, day, "day") for asked in self.units)}

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
    """The size, and who is reached by a verified or a self-reported record; what statements add is not looked at."""

    name = "coverage"

    def __init__(self, question, places, expectation: Expectation) -> None:
        super().__init__(question, places, expectation)
        self.answer = coverage(self.question, expectation)
        self.question = self.answer.question.but(kind=None)
        self.reached: dict[int, bool] = {}

    def take(self, version: Version, versions: Sequence[Version]) -> None:
        if self.is_inside(version):
            for member in self.reached_by(version):
                self.reached[member] = self.reached.get(member, False) or self.is_verified(version)

    def counted(self) -> Parts:
        members = self.members(self.question.as_of)
        return {"size": len(members), **{state: {unit for unit in members if self.reached.get(unit) is which}
                                         for state, which in (("verified", True), ("self-reported", False))}}

    def said(self) -> Parts:
        return {"size": self.answer.size - self.answer.nameless, "verified": {unit.pk for unit in self.answer.verified},
                "self-reported": {unit.pk for unit in self.answer.self_reported}}


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
