# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""From facts to the tables of one open DuckDB file: stage narrow columns, join them to the wide rows of the stars."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

from xuanguan.analytics.errors import FactError, RebuildNeeded
from xuanguan.analytics.facts import columns as narrow
from xuanguan.analytics.facts.columns import FAR, Columns, Words
from xuanguan.analytics.facts.rows import ActivityFact, FulfilmentFact, RosterFact, StatementFact
from xuanguan.analytics.store.schema import COUNTS_COLUMNS, STANDING_COLUMNS, STARS, VERSION_COLUMNS, create, path_columns, tables
from xuanguan.analytics.tree import Path, Trees
from xuanguan.analytics.values import MeasureKey
from xuanguan.periods import day_code

# Facts turned into columns at a time: some 60 MB of Python lists.
BATCH = 20_000
STAGES = {
    "version": narrow.VERSION, "organiser": narrow.ORGANISER, "part": narrow.PART, "measure": narrow.MEASURE,
    "share": narrow.SHARE, "clause": narrow.CLAUSE,
}
# Where each star takes its units from, and what is joined to it.
SOURCES = {
    "activity": ("organiser", None),
    "measure": ("organiser", "measure"),
    "clause": ("organiser", "clause"),
    "part": ("part", None),
    "share": ("share", None),
}
_ARROW = {"value": pa.decimal128(18, 2), "activity": pa.int64()}


@dataclass(slots=True)
class Loading:
    """Puts facts into the tables of `connection`.

    A rebuild stages narrow columns in an attached database and lets the engine join them; a refresh, whose few rows do not
    repay planning five joins (100 ms), writes them out whole. The tests hold that both make the same figures.
    """

    connection: duckdb.DuckDBPyConnection
    trees: Trees
    numbers: dict[int, int]
    words: Words
    stage: str = "staging"

    def stage_activities(self, facts: Iterable[ActivityFact], progress: Callable[[int], None] | None = None) -> None:
        """Turns every version into narrow columns that wait in the stage. Nothing of the generation changes yet."""
        columns = Columns(self.trees, self.numbers, self.words)
        self._create_stages()
        done = 0
        for done, fact in enumerate(facts, start=1):
            columns.add(fact)
            if done % BATCH == 0:
                self._take(columns)
                if progress:
                    progress(done)
        self._take(columns)
        if progress and done % BATCH:
            progress(done)
        self._insert("path", ("path", *path_columns("p", self.trees.depth)),
                     [(number, *path) for number, path in enumerate(columns.paths)])

    def insert_staged(self) -> None:
        """Joins what waits to the rows of the five stars, clustered by month and unit."""
        for star in STARS:
            self.connection.execute(self._insert_star(star))

    def insert_activities(self, facts: Iterable[ActivityFact]) -> None:
        """Writes every version into the five stars at once."""
        columns = Columns(self.trees, self.numbers, self.words)
        for fact in facts:
            columns.add(fact)
        for star in STARS:
            self._append(star, wide_rows(columns, star))

    def units(self, known: Collection[int]) -> None:
        """Writes the units that the generation does not hold yet."""
        rows = []
        for unit, level in self.trees.units.items():
            if unit in known:
                continue
            path = tuple(self.numbers.get(one, 0) for one in self.trees.path_today(unit))
            rows.append((self.numbers[unit], unit, level, *path, self.trees.history_of(unit)))
        self._append("unit", rows)

    def statements(self, facts: Iterable[StatementFact]) -> None:
        rows = []
        for fact in facts:
            d, a = (
                tuple(self.numbers.get(one, 0) for one in path)
                for path in (self.trees.path(fact.territory, fact.latest), self.trees.path_today(fact.territory))
            )
            measure = self.words.number(MeasureKey(fact.measure, fact.word)) if fact.measure else 0
            rows.append((
                fact.statement, fact.campaign or 0, *_three_days(fact), day_code(fact.earliest), day_code(fact.latest),
                fact.front or 0, fact.kind or 0, self._number(fact.unit), self._number(fact.territory), fact.system or 0,
                _joined(sorted(fact.levels)), _joined(sorted(self._number(unit) for unit in fact.named)), fact.word,
                measure, Decimal(fact.value), narrow.QUALIFIER_NUMBER[fact.qualifier], *d, *a,  # type: ignore[index]
            ))
        self._append("statement", rows)

    def rosters(self, facts: Iterable[RosterFact]) -> None:
        rosters, members = [], []
        for fact in facts:
            rosters.append((fact.roster, fact.stated_size))
            members += [
                (fact.roster, self._number(one.unit), day_code(one.since) if one.since else 0,
                 day_code(one.until) if one.until else FAR)
                for one in fact.members
            ]
        self._append("roster", rosters)
        self._append("roster_member", members)

    def fulfilments(self, facts: Iterable[FulfilmentFact]) -> None:
        self._append("fulfilment", [
            (fact.expectation, self._number(fact.unit), self._number(fact.by_unit), fact.period, *_three_days(fact),
             int(fact.nothing), fact.thing)
            for fact in facts
        ])

    def new_words(self) -> None:
        self._append("word", [(number, key.name, key.word) for key, number in self.words.new.items()])
        self.words.new.clear()

    def forget(self, tables_: Sequence[str], column: str, ids: Iterable[int]) -> None:
        """Deletes all rows of the ids. Joined to a column of ids: a list of 1,000 in the text costs 100 ms a table."""
        if ids := list(ids):
            self.connection.register("leaving", pa.table({"id": pa.array(ids, pa.int64())}))
            for table in tables_:
                self.connection.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM leaving)")
            self.connection.unregister("leaving")

    def _number(self, unit: int) -> int:
        try:
            return self.numbers[unit]
        except KeyError:
            raise FactError(f"Unit {unit} is named by a fact and unknown to the tree.", unit=unit) from None

    def _create_stages(self) -> None:
        types = {**VERSION_COLUMNS, **STANDING_COLUMNS, **COUNTS_COLUMNS, **STARS["share"], **STARS["clause"]}
        for stage, names in STAGES.items():
            self.connection.execute(create(stage, {name: types.get(name, "INTEGER") for name in names}, f"{self.stage}."))
        path = dict.fromkeys(("path", *path_columns("p", self.trees.depth)), "INTEGER")
        self.connection.execute(create("path", path, f"{self.stage}."))

    def _take(self, columns: Columns) -> None:
        for stage, names in STAGES.items():
            self._insert(stage, names, columns.tables[stage])
        columns.clear()

    def _insert(self, stage: str, names: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
        if not rows:
            return
        arrays = narrow.columns_of(rows, names)
        arrow = pa.table({name: pa.array(values, _ARROW.get(name, pa.int32())) for name, values in arrays.items()})
        self.connection.register("arriving", arrow)
        self.connection.execute(f"INSERT INTO {self.stage}.{stage} SELECT * FROM arriving")
        self.connection.unregister("arriving")

    def _insert_star(self, star: str) -> str:
        source, joined = SOURCES[star]
        levels = range(self.trees.depth + 1)
        chosen = [f"version.{name}" for name in VERSION_COLUMNS]
        chosen += [f"s.{name}" for name in STANDING_COLUMNS]
        chosen += [f"d.p{level} AS d{level}" for level in levels] + [f"a.p{level} AS a{level}" for level in levels]
        chosen += [f"s.{name}" for name in COUNTS_COLUMNS]
        chosen += [f"{'j' if joined else 's'}.{name}" for name in STARS[star]]
        more = f"JOIN {self.stage}.{joined} AS j ON j.v = version.v" if joined else ""
        order = ", ".join(["latest // 100", *path_columns("d", self.trees.depth), "latest", "activity"])
        return f"""
            INSERT INTO {star} SELECT {', '.join(chosen)}
            FROM {self.stage}.version JOIN {self.stage}.{source} AS s ON s.v = version.v {more}
            JOIN {self.stage}.path AS d ON d.path = s.d_path JOIN {self.stage}.path AS a ON a.path = s.a_path
            ORDER BY {order}
        """

    def _append(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        if not rows:
            return
        types = tables(self.trees.depth)[table]
        arrow = pa.table({
            name: pa.array(values, _arrow_type(type_))
            for (name, type_), values in zip(types.items(), zip(*rows, strict=True), strict=True)
        })
        self.connection.register("arriving", arrow)
        self.connection.execute(f"INSERT INTO {table} SELECT * FROM arriving")
        self.connection.unregister("arriving")


def wide_rows(columns: Columns, star: str) -> list[tuple[Any, ...]]:
    """A star's rows, each version joined to its units and these to what the star adds."""
    source, joined = SOURCES[star]
    versions: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in columns.tables["version"]:
        versions[row[0]].append(row[1:])  # type: ignore[index]
    added: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in columns.tables[joined] if joined else ():
        added[row[0]].append(row[1:])  # type: ignore[index]
    rows = []
    for row in columns.tables[source]:
        own, (unit, system, d, a, *counts_from) = row[1:-8], row[-8:]
        place = (unit, system, *columns.paths[d], *columns.paths[a], *counts_from)  # type: ignore[index]
        for version in versions[row[0]]:  # type: ignore[index]
            rows += [(*version, *place, *more) for more in (added[row[0]] if joined else [own])]  # type: ignore[index]
    return rows


def numbers_for(trees: Trees, known: dict[int, int], standing: dict[int, tuple[str, Path]]) -> dict[int, int]:
    """The known numbers, and the next ones for units that are new.

    standing: of each known unit its history and its path on the map of the day when it was written. Raises RebuildNeeded
    where either is another now; the map alone changes when a change that was entered ahead comes into force.
    """
    moved = [
        unit for unit, (history, path) in standing.items()
        if trees.history_of(unit) != history or tuple(known.get(one, 0) for one in trees.path_today(unit)) != path
    ]
    if moved:
        raise RebuildNeeded(
            f"{len(moved)} units changed their place in the tree, the first is {moved[0]}: rebuild the figures.",
            units=tuple(moved),
        )
    numbers = dict(known)
    for unit in sorted(trees.units.keys() - numbers.keys()):
        numbers[unit] = len(numbers) + 1
    return numbers


def _three_days(fact: StatementFact | FulfilmentFact) -> tuple[int, int, int]:
    return (day_code(fact.since), day_code(fact.verified) if fact.verified else FAR,
            day_code(fact.until) if fact.until else FAR)


def _joined(numbers: Iterable[int]) -> str:
    return ",".join(str(number) for number in numbers)


def _arrow_type(sql: str) -> pa.DataType:
    if sql.startswith("DECIMAL"):
        return pa.decimal128(18, 2)
    return {"VARCHAR": pa.string(), "BIGINT": pa.int64()}.get(sql, pa.int32())
