# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""Millions of facts into the stars of one open DuckDB file, in columns all the way: what a rebuild does.

Each batch is joined to the places of its units and laid down narrow (a path is a number); at the end each star is put in order
and given its wide paths. A refresh, whose few rows do not repay planning these joins, writes its rows out whole (`loading`);
the tests hold that both make the same figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from xuanguan.analytics.errors import FactError
from xuanguan.analytics.facts.batches import COLUMNS, FactBatch
from xuanguan.analytics.facts.columns import FAR, QUALIFIER_NUMBER, Words
from xuanguan.analytics.store.schema import (
    COUNTS_COLUMNS,
    STANDING_COLUMNS,
    STARS,
    VERSION_COLUMNS,
    Shape,
    create,
    place_columns,
)
from xuanguan.analytics.tree import Path, Trees
from xuanguan.analytics.values import MeasureKey
from xuanguan.periods import day_code

# How each star comes of a version's standings, and what holds its measures.
SOURCES = {
    "activity": "organised AS s LEFT JOIN measured AS j USING (v)",
    "part": "taken_part AS s LEFT JOIN shared AS j USING (v, unit_id, role)",
}
VALUE = "CAST(value AS DECIMAL(18, 2)) AS value"


@dataclass(slots=True)
class Bulk:
    """`stage`: an attached schema for what waits; DuckDB never gives back the room of what was deleted in a file."""

    connection: duckdb.DuckDBPyConnection
    trees: Trees
    numbers: dict[int, int]
    words: Words
    stage: str = "staging"
    shape: Shape = field(init=False)

    def begin(self) -> None:
        """Writes down where every unit stood at any time, and makes room for the narrow rows."""
        self.shape = Shape(self.trees.depth)
        spells, paths = self._spells()
        self._write("path", {"path": list(range(len(paths))), **{
            f"p{level}": [path[level] for path in paths] for level in range(self.trees.depth + 1)}})
        self._write("spell", spells)
        narrow = {**VERSION_COLUMNS, **STANDING_COLUMNS, "d": "INTEGER", "a": "INTEGER", **COUNTS_COLUMNS}
        for star, more in STARS.items():
            self._run(create(star, {**narrow, **more, **place_columns(1)}, f"{self.stage}."))
        for name in ("clauses", "measures"):
            self._run(f"CREATE TABLE {self.stage}.{name}_list ({name} INTEGER, key VARCHAR)")

    def take(self, batch: FactBatch) -> None:
        """Lays down a batch. Raises FactError for days out of order, and for a unit that the tree does not know."""
        for name in COLUMNS:
            self.connection.register(f"in_{name}", batch[name])
        self._check(batch)
        self._clause_sets()
        self._versions()
        self._standings("organised", "SELECT DISTINCT v, unit FROM in_organiser")
        self._places("activity", "measured", f"SELECT v, number AS measure, {VALUE}, {_qualifier()} AS qualifier FROM in_measure JOIN {self._words_of('in_measure')} USING (name, word)", "v")
        filled = ["activity"]
        if batch["part"].num_rows:
            self._taken_part()
            filled.append("part")
        for star in filled:
            own = [*STARS[star], *(f"coalesce({name}, 0) AS {name}" for name in place_columns(self.shape.places(star)))]
            chosen = [*VERSION_COLUMNS, "s.unit", "s.system", "d", "a", *COUNTS_COLUMNS, *own]
            self._run(f"INSERT INTO {self.stage}.{star} BY NAME SELECT {', '.join(chosen)} FROM {SOURCES[star]} JOIN versions USING (v)")
        for name in COLUMNS:
            self.connection.unregister(f"in_{name}")

    def insert_stars(self) -> None:
        """What waits becomes the stars: clustered by month and place, so that a question reads few of their rows."""
        for name, table, parts in (("clauses", "clause_set", "CAST(one AS INTEGER)"),
                                   ("measures", "measure_set", "place, CAST(split_part(one, ':', 1) AS INTEGER), CAST(split_part(one, ':', 2) AS TINYINT)")):
            self._run(f"""
                INSERT INTO {table} SELECT {name}, {parts}, key
                FROM (SELECT {name}, unnest(string_split(key, ',')) AS one, generate_subscripts(string_split(key, ','), 1) AS place, key FROM {self.stage}.{name}_list)
                ORDER BY {name}, place
            """)
        for star in STARS:
            self.insert_star(star)

    def insert_star(self, star: str) -> None:
        levels = range(self.trees.depth + 1)
        chosen = [*VERSION_COLUMNS, "unit", "system", *(f"d.p{level}" for level in levels), *(f"a.p{level}" for level in levels),
                  *COUNTS_COLUMNS, *STARS[star], *place_columns(self.shape.places(star))]
        order = ", ".join(["latest // 100", "d", "latest", "activity", "version", "unit", "repeat", *STARS[star]])
        # Put in order while narrow; the joins to the few paths keep the order.
        self._run(f"""
            INSERT INTO {star} SELECT {', '.join(chosen)} FROM (SELECT * FROM {self.stage}.{star} ORDER BY {order}) AS s
            JOIN {self.stage}.path AS d ON d.path = s.d JOIN {self.stage}.path AS a ON a.path = s.a
        """)
        self._run(f"DROP TABLE {self.stage}.{star}")

    def _spells(self) -> tuple[dict[str, list[Any]], list[Path]]:
        """Units with each place they had, and all paths there are, in the order of the tree: a path's number sorts as it does."""
        rows: list[tuple[int, int, int, Path, Path, int]] = []
        for unit in self.trees.units:
            today = self._dense(self.trees.path_today(unit))
            places = self.trees.standing(unit)
            for at, (first, path, system) in enumerate(places):
                until = day_code(places[at + 1][0]) if at + 1 < len(places) else FAR + 1
                if path:
                    rows.append((unit, 0 if first == date.min else day_code(first), until, self._dense(path), today, system or 0))
        paths = sorted({path for row in rows for path in row[3:5]})
        number = {path: at for at, path in enumerate(paths)}
        return {
            "unit_id": [row[0] for row in rows], "unit": [self.numbers[row[0]] for row in rows], "first": [row[1] for row in rows],
            "until": [row[2] for row in rows], "system": [row[5] for row in rows], "d": [number[row[3]] for row in rows],
            "a": [number[row[4]] for row in rows],
        }, paths

    def _dense(self, path: Path) -> Path:
        return tuple(self.numbers[unit] if unit else 0 for unit in path)

    def _check(self, batch: FactBatch) -> None:
        rows = self._rows("""
            SELECT activity, version FROM in_version
            WHERE earliest > latest OR (until IS NOT NULL AND since > until) OR (begun IS NOT NULL AND begun > latest) LIMIT 1
        """)
        if rows:
            activity, version = rows[0]
            raise FactError(f"Activity {activity}, version {version}: its days are out of order.", activity=activity, version=version)
        named = [f"SELECT unit FROM in_{name}" for name in ("organiser", "part") if batch[name].num_rows]
        unknown = self._rows(f"SELECT unit FROM ({' UNION '.join(named)}) AS named WHERE unit NOT IN (SELECT unit_id FROM {self.stage}.spell) LIMIT 1"
                             ) if named else []
        for unit, in unknown:
            self.trees.path(unit, self.trees.today)  # a unit without any place may stand in a circle, which says so itself
            raise FactError(f"Unit {unit} is named by a fact and unknown to the tree.", unit=unit)

    def _versions(self) -> None:
        """Versions with their days as numbers, once for each campaign. One changed on the day it was submitted never stood at the
        end of a day and is left out."""
        days = {name: f"CAST({name} AS DATE)" for name in ("since", "verified", "until", "begun", "earliest", "latest")}
        codes = {name: f"year({day}) * 10000 + month({day}) * 100 + day({day})" for name, day in days.items()}
        chosen = {name: name for name in VERSION_COLUMNS} | codes
        chosen |= {
            "verified": f"coalesce({codes['verified']}, {FAR})", "until": f"coalesce({codes['until']}, {FAR})",
            "begun": f"coalesce({codes['begun']}, {codes['earliest']})", "front": "coalesce(front, 0)", "kind": "coalesce(kind, 0)",
            "campaign": "coalesce(campaign, 0)", "clauses": "coalesce(clauses, 0)",
        }
        columns = ", ".join(f"CAST({expression} AS {VERSION_COLUMNS[name]}) AS {name}" for name, expression in chosen.items())
        self._run(f"""
            CREATE OR REPLACE TEMP TABLE versions AS
            SELECT v, {columns} FROM in_version JOIN in_campaign USING (v) LEFT JOIN carried USING (v) LEFT JOIN {self.stage}.clauses_list USING (key)
            WHERE until IS NULL OR since <> until
        """)

    def _standings(self, name: str, units: str) -> None:
        """Each unit of each version once, with its places and the levels it counts from (see facts.columns.standings)."""
        stage, levels = self.stage, range(self.trees.depth + 1)

        def shared(one: str, other: str) -> str:
            steps = " ".join(f"WHEN {one}.p{level} <> {other}.p{level} THEN {level}" for level in levels)
            return f"CASE WHEN {other}.path IS NULL THEN 0 {steps} ELSE {self.trees.depth + 1} END"

        before = {"d": "v ORDER BY d, unit", "a": "v ORDER BY a, unit", "d_system": "v, system ORDER BY d, unit", "a_system": "v, system ORDER BY a, unit"}
        lags = ", ".join(f"lag({which[0]}) OVER (PARTITION BY {order}) AS {which}_before" for which, order in before.items())
        joins = " ".join(f"LEFT JOIN {stage}.path AS {which}_path ON {which}_path.path = {which}_before" for which in before)
        counts = ", ".join(f"{shared(which[0] + '_own', which + '_path')} AS counts_from_{which}" for which in before)
        self._run(f"""
            CREATE OR REPLACE TEMP TABLE placed AS
            SELECT u.v, u.unit AS unit_id, s.unit, s.system, s.d, s.a
            FROM ({units}) AS u JOIN (SELECT v, latest FROM versions WHERE repeat = 0) AS w ON w.v = u.v
            JOIN {stage}.spell AS s ON s.unit_id = u.unit AND s.first <= w.latest AND w.latest < s.until
        """)
        # Nine in ten have one unit, and are the first in every subtree.
        self._run(f"""
            CREATE OR REPLACE TEMP TABLE {name} AS
            SELECT *, 0 AS counts_from_d, 0 AS counts_from_a, 0 AS counts_from_d_system, 0 AS counts_from_a_system
            FROM placed WHERE v IN (SELECT v FROM placed GROUP BY v HAVING count(*) = 1)
            UNION ALL
            SELECT v, unit_id, unit, system, d, a, {counts}
            FROM (SELECT *, {lags} FROM placed WHERE v IN (SELECT v FROM placed GROUP BY v HAVING count(*) > 1)) AS joint
            JOIN {stage}.path AS d_own ON d_own.path = d JOIN {stage}.path AS a_own ON a_own.path = a {joins}
        """)

    def _taken_part(self) -> None:
        """A second role of the same unit adds no activity at any level."""
        self._standings("guests", "SELECT DISTINCT v, unit FROM in_part")
        roles = self._numbered("role", [(role, MeasureKey("role", role)) for role, in self._rows("SELECT DISTINCT role FROM in_part ORDER BY role")], ("role",))
        beyond = self.trees.depth + 1
        counts = ", ".join(f"CASE WHEN place = 1 THEN {name} ELSE {beyond} END AS {name}" for name in COUNTS_COLUMNS)
        self._run(f"""
            CREATE OR REPLACE TEMP TABLE taken_part AS
            SELECT g.v, g.unit_id, g.unit, system, d, a, {counts}, number AS role
            FROM (SELECT *, row_number() OVER (PARTITION BY v, unit ORDER BY role) AS place FROM (SELECT DISTINCT * FROM in_part) AS once) AS p
            JOIN guests AS g ON g.v = p.v AND g.unit_id = p.unit JOIN {roles} AS r USING (role)
        """)
        words = self._words_of("in_share")
        self._places("part", "shared", f"""
            SELECT v, unit AS unit_id, r.number AS role, w.number AS measure, {VALUE}, {_qualifier()} AS qualifier
            FROM in_share JOIN {roles} AS r USING (role) JOIN {words} AS w USING (name, word)
        """, "v, unit_id, role")

    def _places(self, star: str, name: str, measures: str, whose: str) -> None:
        """The set and its values beside each other: one line for each of `whose`. The waiting star is widened where one has more than
        any before."""
        self._run(f"""
            CREATE OR REPLACE TEMP TABLE in_order AS
            SELECT *, row_number() OVER (PARTITION BY {whose} ORDER BY measure, qualifier) AS place
            FROM (SELECT {whose}, measure, qualifier, CAST(sum(value) AS DECIMAL(18, 2)) AS value FROM ({measures}) AS told GROUP BY ALL) AS once
        """)
        ((needed,),) = self._rows("SELECT coalesce(max(place), 0) FROM in_order")
        there = self.shape.places(star)
        for column, type_ in place_columns(needed).items():
            if column not in place_columns(there):
                self._run(f"ALTER TABLE {self.stage}.{star} ADD COLUMN {column} {type_} DEFAULT 0")
        if needed > there:
            self.shape = replace(self.shape, **{"measures" if star == "activity" else "shares": needed})
        each = ", ".join(f"max(CASE WHEN place = {place} THEN value END) AS value{place}" for place in range(1, self.shape.places(star) + 1))
        self._run(f"""
            CREATE OR REPLACE TEMP TABLE keyed AS
            SELECT {whose}, string_agg(measure || ':' || qualifier, ',' ORDER BY place) AS key, {each} FROM in_order GROUP BY {whose}
        """)
        self._number_sets("measures", "keyed")
        self._run(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT keyed.* EXCLUDE (key), measures FROM keyed JOIN {self.stage}.measures_list USING (key)")

    def _clause_sets(self) -> None:
        """Each version's clauses as one key."""
        self._run("""
            CREATE OR REPLACE TEMP TABLE carried AS
            SELECT v, string_agg(clause, ',' ORDER BY clause) AS key FROM (SELECT DISTINCT v, clause FROM in_clause) AS once GROUP BY v
        """)
        self._number_sets("clauses", "carried")

    def _number_sets(self, name: str, keys: str) -> None:
        """Keys that no batch before had get the next numbers (see facts.columns)."""
        self._run(f"""
            INSERT INTO {self.stage}.{name}_list
            SELECT (SELECT coalesce(max({name}), 0) FROM {self.stage}.{name}_list) + row_number() OVER (ORDER BY key), key
            FROM (SELECT DISTINCT key FROM {keys}) AS fresh WHERE key NOT IN (SELECT key FROM {self.stage}.{name}_list)
        """)

    def _words_of(self, table: str) -> str:
        found = self._rows(f"SELECT DISTINCT name, word FROM {table} ORDER BY name, word")
        return self._numbered(f"word_{table}", [((name, word), MeasureKey(name, word)) for name, word in found], ("name", "word"))

    def _numbered(self, name: str, keys: list[tuple[Any, MeasureKey]], columns: tuple[str, ...]) -> str:
        """A small table from words to their numbers."""
        rows = [(*(key if isinstance(key, tuple) else (key,)), self.words.number(measure)) for key, measure in keys]
        arrays = zip(*rows, strict=True) if rows else [()] * (len(columns) + 1)
        types = [pa.string()] * len(columns) + [pa.int32()]
        self.connection.register(f"numbers_{name}", pa.table({
            column: pa.array(values, type_) for column, values, type_ in zip((*columns, "number"), arrays, types, strict=True)}))
        return f"numbers_{name}"

    def _write(self, name: str, columns: Mapping[str, Sequence[int]]) -> None:
        types = {"unit_id": pa.int64()}
        self.connection.register("arriving", pa.table({one: pa.array(values, types.get(one, pa.int32())) for one, values in columns.items()}))
        self._run(f"CREATE TABLE {self.stage}.{name} AS SELECT * FROM arriving")
        self.connection.unregister("arriving")

    def _run(self, sql: str) -> None:
        self.connection.execute(sql)

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql).fetchall()


def _qualifier() -> str:
    cases = " ".join(f"WHEN '{qualifier.value}' THEN {number}" for qualifier, number in QUALIFIER_NUMBER.items())
    return f"CASE qualifier {cases} END"
