# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""From facts to the tables of one open DuckDB file, by rows: what a refresh changes, and the tables that stay small."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

from xuanguan.analytics.errors import FactError, RebuildNeeded
from xuanguan.analytics.facts import columns as narrow
from xuanguan.analytics.facts.columns import FAR, Columns, Words
from xuanguan.analytics.facts.rows import ActivityFact, FulfilmentFact, RosterFact, StatementFact
from xuanguan.analytics.store.schema import STARS, Shape, star_columns, tables, views
from xuanguan.analytics.tree import Path, Trees
from xuanguan.analytics.values import MeasureKey
from xuanguan.periods import day_code


@dataclass(slots=True)
class Loading:
    """Puts facts into the tables of `connection`: all of the small ones, and of the stars the few rows of a refresh, written out
    whole (`bulk` joins those of a rebuild)."""

    connection: duckdb.DuckDBPyConnection
    trees: Trees
    numbers: dict[int, int]
    words: Words
    shape: Shape

    def insert_activities(self, facts: Iterable[ActivityFact]) -> None:
        """Writes every version into both stars, which are widened where one has more measures than any before it."""
        columns = Columns(self.trees, self.numbers, self.words)
        for fact in facts:
            columns.add(fact)
        added = {"activity": _by(columns.tables["measure"], 1), "part": _by(columns.tables["share"], 3)}
        self._widen({star: max((len(one) - 1 for one in of_star.values()), default=0) for star, of_star in added.items()})
        clauses = self._set_numbers("clause_set", "clauses", {str(row[-1]) for row in columns.tables["version"]}, lambda key: [(int(one),) for one in key.split(",")])
        measures = self._set_numbers("measure_set", "measures", {one[0] for of_star in added.values() for one in of_star.values()}, lambda key: [
            (place, *map(int, one.split(":"))) for place, one in enumerate(key.split(","), 1)])
        for star in STARS:
            self._append(star, wide_rows(columns, star, clauses, measures, added[star], self.shape.places(star)))

    def views(self) -> None:
        """Makes the views anew: after the stars are made, and after they were widened."""
        for name, select in views(self.shape).items():
            self.connection.execute(f"CREATE OR REPLACE VIEW {name} AS {select}")

    def units(self, known: Collection[int]) -> None:
        """Writes the units that the generation does not hold yet."""
        rows = []
        for unit, level in self.trees.units.items():
            if unit in known:
                continue
            path = tuple(self.numbers.get(one, 0) for one in self.trees.path_today(unit))
            rows.append((self.numbers[unit], unit, level, *path, self.trees.kind(unit), self.trees.history_of(unit)))
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

    def _set_numbers(self, table: str, column: str, keys: Collection[str], parts: Callable[[str], list[tuple[int, ...]]]) -> dict[str, int]:
        """The numbers of sets by their keys; those that were never seen get the next ones, and are written down with their parts."""
        self.connection.register("wanted", pa.table({"key": pa.array(keys, pa.string())}))
        known = dict(self.connection.execute(f"SELECT DISTINCT key, {column} FROM {table} WHERE key IN (SELECT key FROM wanted)").fetchall())
        self.connection.unregister("wanted")
        ((last,),) = self.connection.execute(f"SELECT coalesce(max({column}), 0) FROM {table}").fetchall()
        new = {key: last + n for n, key in enumerate(sorted(set(keys) - known.keys() - {""}), 1)}
        self._append(table, [(number, *part, key) for key, number in new.items() for part in parts(key)])
        return {"": 0, **known, **new}

    def _widen(self, needed: Mapping[str, int]) -> None:
        wider = replace(self.shape, measures=max(self.shape.measures, needed["activity"]), shares=max(self.shape.shares, needed["part"]))
        if wider == self.shape:
            return
        for star in STARS:
            before = star_columns(star, self.shape)
            for name, type_ in star_columns(star, wider).items():
                if name not in before:
                    self.connection.execute(f"ALTER TABLE {star} ADD COLUMN {name} {type_} DEFAULT 0")
        self.connection.execute("UPDATE about SET measures = $measures, shares = $shares", {"measures": wider.measures, "shares": wider.shares})
        self.shape = wider
        self.views()

    def _number(self, unit: int) -> int:
        try:
            return self.numbers[unit]
        except KeyError:
            raise FactError(f"Unit {unit} is named by a fact and unknown to the tree.", unit=unit) from None

    def _append(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        if not rows:
            return
        types = tables(self.shape)[table]
        arrow = pa.table({
            name: pa.array(values, _arrow_type(type_))
            for (name, type_), values in zip(types.items(), zip(*rows, strict=True), strict=True)
        })
        self.connection.register("arriving", arrow)
        self.connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM arriving")
        self.connection.unregister("arriving")


def wide_rows(
    columns: Columns, star: str, clauses: Mapping[str, int], measures: Mapping[str, int], added: Mapping[tuple[Any, ...], tuple[Any, ...]], places: int
) -> list[tuple[Any, ...]]:
    """A star's rows: each version joined to its units, and these to their measures, place by place.

    clauses, measures: numbers of sets. added: a set with its values, by version; in a part by version, role and unit.
    """
    versions: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in columns.tables["version"]:
        versions[row[0]].append((*row[1:-1], clauses[row[-1]]))  # type: ignore[index]
    rows = []
    for row in columns.tables["organiser" if star == "activity" else "part"]:
        own, (unit, system, d, a, *counts_from) = row[1:-8], row[-8:]
        place = (unit, system, *columns.paths[d], *columns.paths[a], *counts_from)  # type: ignore[index]
        which, *values = added.get((row[0], *own, unit) if own else (row[0],), ("",))
        filled = (measures[which], *values, *[Decimal(0)] * (places - len(values)))
        rows += [(*version, *place, *own, *filled) for version in versions[row[0]]]  # type: ignore[index]
    return rows


def _by(rows: Iterable[tuple[Any, ...]], keys: int) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """Rows by their first columns."""
    return {row[:keys]: row[keys:] for row in rows}


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
