"""From facts to narrow columns: each unit of a version once, with its two paths and the levels it counts from.

The store joins these to the wide rows of the star. Nothing here knows an engine: columns are plain lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from xuanguan.analytics.errors import FactError
from xuanguan.analytics.facts.batches import check_value
from xuanguan.analytics.facts.rows import ActivityFact, Measured
from xuanguan.analytics.tree import Path, Trees
from xuanguan.analytics.values import QUALIFIERS, MeasureKey
from xuanguan.periods import day_code

# "Not yet", as a day: later than any other.
FAR = 99991231
QUALIFIER_NUMBER = {qualifier: number for number, qualifier in enumerate(QUALIFIERS)}

VERSION = ("v", "activity", "version", "campaign", "repeat", "since", "verified", "until", "begun", "earliest", "latest",
           "front", "kind", "clauses")
STANDING = ("unit", "system", "d_path", "a_path", "counts_from_d", "counts_from_a", "counts_from_d_system",
            "counts_from_a_system")
ORGANISER = ("v", *STANDING)
PART = ("v", "role", *STANDING)


def key_of_clauses(clauses: Iterable[int]) -> str:
    """A set of clauses as one word, to find it by; "" is the empty one."""
    return ",".join(str(clause) for clause in sorted(set(clauses)))


def key_of_measures(measures: Iterable[tuple[int, int]]) -> str:
    """Numbers of measures with their qualifiers, in order: a value's place is its measure's place in this."""
    return ",".join(f"{measure}:{qualifier}" for measure, qualifier in measures)


class Words:
    """Numbers for measures and roles, which facts give as words. Known ones are kept, new ones get the next number."""

    def __init__(self, known: Mapping[MeasureKey, int] | None = None) -> None:
        self._numbers = dict(known or {})
        self.new: dict[MeasureKey, int] = {}

    def number(self, key: MeasureKey) -> int:
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = self.new[key] = len(self._numbers) + 1
        return found


class Columns:
    """Takes facts one by one; `tables` then holds the columns, `paths` the paths that they refer to by position."""

    def __init__(self, trees: Trees, numbers: Mapping[int, int], words: Words) -> None:
        self._trees, self._numbers, self._words = trees, numbers, words
        self._path_numbers: dict[Path, int] = {}
        self._standings: dict[tuple[int, date], tuple[int, int, Path, int, Path, int]] = {}
        self._days: dict[date | None, int] = {}
        self._versions = 0
        self.paths: list[Path] = []
        # measure: v, its set's key, values. share: v, role, unit, key, values.
        self.tables: dict[str, list[tuple[int | Decimal | str, ...]]] = {name: [] for name in ("version", "organiser", "part", "measure", "share")}

    def add(self, fact: ActivityFact) -> None:
        """Raises FactError where the days are out of order or a value does not fit."""
        since, until = self._day(fact.since), self._day(fact.until, FAR)
        verified, earliest, latest = self._day(fact.verified, FAR), self._day(fact.earliest), self._day(fact.latest)
        begun = self._day(fact.begun) if fact.begun else earliest
        if earliest > latest or since > until or begun > latest:
            raise FactError(
                f"Activity {fact.activity}, version {fact.version}: its days are out of order.",
                activity=fact.activity, version=fact.version,
            )
        if since == until:  # changed on the day it was submitted: it never stood at the end of a day
            return
        self._versions = v = self._versions + 1
        clauses = key_of_clauses(fact.clauses)
        for repeat, campaign in enumerate(fact.campaigns or (0,)):
            self.tables["version"].append((v, fact.activity, fact.version, campaign, repeat, since, verified, until, begun,
                                           earliest, latest, fact.front or 0, fact.kind or 0, clauses))
        self.tables["organiser"] += [(v, *standing) for standing in self.standings(fact.organisers, fact.latest)]
        if fact.measures:
            self.tables["measure"].append((v, *self._added_up(fact.measures, fact)))
        if fact.taking_part:
            self._add_taking_part(v, fact)

    def standings(self, units: Sequence[int], day: date) -> list[tuple[int, ...]]:
        """For each distinct unit: number, system, path numbers of that day and of today, and four `counts_from`.

        `counts_from` is the shallowest level at which the row is its version's first in the subtree: 0 for the first
        in the order of paths, else the number of leading levels shared with the row before it. So at a node of level k
        `counts_from <= k` leaves each version exactly one row (the design's proof is the test's oracle).
        """
        if len(units) == 1:
            number, system, _, d, _, a = self._standing(units[0], day)
            return [(number, system, d, a, 0, 0, 0, 0)]
        standing = [self._standing(unit, day) for unit in dict.fromkeys(units)]
        froms = [[0, 0, 0, 0] for _ in standing]
        for column, path_at, by_system in ((0, 2, False), (1, 4, False), (2, 2, True), (3, 4, True)):
            previous: dict[int, Path] = {}
            order = sorted(range(len(standing)), key=lambda i: (standing[i][path_at], standing[i][0]))
            for i in order:
                group = standing[i][1] if by_system else 0
                path: Path = standing[i][path_at]  # type: ignore[assignment]
                if group in previous:
                    froms[i][column] = _shared(previous[group], path)
                previous[group] = path
        return [(one[0], one[1], one[3], one[5], *counts) for one, counts in zip(standing, froms, strict=True)]

    def path_number(self, path: Path) -> int:
        """The position of a path in `paths`, by the dense numbers of its units."""
        dense = tuple(self._numbers[unit] if unit else 0 for unit in path)
        found = self._path_numbers.get(dense)
        if found is None:
            found = self._path_numbers[dense] = len(self.paths)
            self.paths.append(dense)
        return found

    def _add_taking_part(self, v: int, fact: ActivityFact) -> None:
        taking_part = list({(one.unit, one.role): one for one in fact.taking_part}.values())
        standings = dict(zip(
            dict.fromkeys(one.unit for one in taking_part),
            self.standings([one.unit for one in taking_part], fact.latest),
            strict=True,
        ))
        seen: set[int] = set()
        for one in taking_part:
            standing = standings[one.unit]
            if one.unit in seen:  # a second role of the same unit: it adds no activity at any level
                beyond = self._trees.depth + 1
                standing = (*standing[:4], beyond, beyond, beyond, beyond)
            seen.add(one.unit)
            role = self._words.number(MeasureKey("role", one.role))
            self.tables["part"].append((v, role, *standing))
            if one.shares:
                self.tables["share"].append((v, role, standing[0], *self._added_up(one.shares, fact)))

    def _standing(self, unit: int, day: date) -> tuple[int, int, Path, int, Path, int]:
        key = (unit, day)
        found = self._standings.get(key)
        if found is None:
            number = self._numbers.get(unit)
            if number is None:
                raise FactError(f"Unit {unit} is named by a fact and unknown to the tree.", unit=unit)
            d = self.path_number(self._trees.path(unit, day))
            a = self.path_number(self._trees.path_today(unit))
            found = (number, self._trees.system(unit, day) or 0, self.paths[d], d, self.paths[a], a)
            if len(self._standings) > 500_000:  # some 100 MB: start over rather than grow with the days
                self._standings.clear()
            self._standings[key] = found
        return found

    def _added_up(self, measured: Sequence[Measured], fact: ActivityFact) -> tuple[str | Decimal, ...]:
        """The key of the set, and its values: one for each measure and qualifier, those told twice added up."""
        sums: dict[tuple[int, int], Decimal] = {}
        for one in measured:
            measure, value, qualifier = self._measured(one, fact)
            sums[measure, qualifier] = sums.get((measure, qualifier), Decimal(0)) + value
        return key_of_measures(sorted(sums)), *(sums[which] for which in sorted(sums))

    def _measured(self, one: Measured, fact: ActivityFact) -> tuple[int, Decimal, int]:
        value = check_value(one, fact.activity)
        return self._words.number(MeasureKey(one.name, one.word)), value, QUALIFIER_NUMBER[one.qualifier]  # type: ignore[index]

    def _day(self, day: date | None, none: int = 0) -> int:
        if day is None:
            return none
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = day_code(day)
        return found


def _shared(one: Path, other: Path) -> int:
    shared = 0
    for left, right in zip(one, other, strict=True):
        if left != right:
            break
        shared += 1
    return shared
