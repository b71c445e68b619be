"""The same facts as records of a transactional database, as they stand today: what the peers build their tables from.

What counted and was edited or returned is left out here: these forms know nothing of earlier days. Ids are eleven letters, as they write them.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.csv

from benchmarks.peers.postgres import Database
from xuanguan.analytics import FactBatch, Trees

TABLES = """
    CREATE TABLE records.unit (unit bigint, uid char(11), oulevel int, {levels});
    CREATE TABLE records.activity (activity bigint, uid char(11), state char(11), earliest date, latest date, front char(11), kind char(11), lastupdated timestamp);
    CREATE TABLE records.organiser (activity bigint, unit bigint);
    CREATE TABLE records.value (activity bigint, measure char(11), qualifier char(11), value numeric(18, 2));
    CREATE TABLE records.clause (activity bigint, clause char(11));
    CREATE TABLE records.measure (uid char(11), name text, word text)
"""
KEYS = """
    ALTER TABLE records.unit ADD PRIMARY KEY (unit);
    ALTER TABLE records.activity ADD PRIMARY KEY (activity);
    ALTER TABLE records.organiser ADD PRIMARY KEY (activity, unit);
    ALTER TABLE records.clause ADD PRIMARY KEY (activity, clause);
    CREATE INDEX ON records.unit (uid);
    CREATE INDEX ON records.value (activity);
    CREATE INDEX ON records.organiser (unit);
    CREATE INDEX ON records.activity (latest);
    CREATE INDEX ON records.activity (lastupdated);
    ANALYZE
"""
VERIFIED, REPORTED = "S0000000001", "S0000000000"


def uid(letter: str, number: int) -> str:
    """U: unit, A: activity, F: front, K: kind, C: clause, M: measure, Q: qualifier, S: state."""
    return f"{letter}{number:010d}"


def number_of(written: str | None) -> int | None:
    return int(written[1:]) if written else None


def load(database: Database, batches: Iterable[FactBatch], trees: Trees, *, as_of: date, campaign: int) -> int:
    """Lays down what stands at the end of the day in one campaign; how many participations."""
    database.run("DROP SCHEMA IF EXISTS records CASCADE")
    database.run("CREATE SCHEMA records")
    levels = [f"uidlevel{level + 1}" for level in range(trees.depth + 1)]
    for statement in TABLES.format(levels=", ".join(f"{level} char(11)" for level in levels)).split(";"):
        database.run(statement)
    database.copy("records.unit", _units(trees))
    measures: dict[tuple[str, str], int] = {}
    participations = 0
    with duckdb.connect(config={"threads": 1, "memory_limit": "1GB"}) as engine:
        for batch in batches:
            participations += _lay_down(database, engine, batch, as_of, campaign, measures)
    for (name, word), number in measures.items():
        database.run("INSERT INTO records.measure VALUES (%s, %s, %s)", (uid("M", number), name, word))
    for statement in KEYS.split(";"):
        database.run(statement)
    return participations


def _units(trees: Trees) -> bytes:
    rows = []
    for unit in trees.units:
        path = [uid("U", one) if one else "" for one in trees.path_today(unit)]
        rows.append(",".join([str(unit), uid("U", unit), str(sum(bool(one) for one in path)), *path]))
    return ("\n".join(rows) + "\n").encode()


def _lay_down(
    database: Database, engine: duckdb.DuckDBPyConnection, batch: FactBatch, as_of: date, campaign: int, measures: dict[tuple[str, str], int],
) -> int:
    for name in ("version", "campaign", "organiser", "measure", "clause"):
        engine.register(f"{name}_told", batch[name])
    for name, word in engine.execute("SELECT DISTINCT name, word FROM measure_told ORDER BY ALL").fetchall():
        measures.setdefault((name, word), len(measures) + 1)
    engine.register("measure_number", pa.table({
        "name": pa.array([name for name, _word in measures], pa.string()), "word": pa.array([word for _name, word in measures], pa.string()),
        "number": pa.array(list(measures.values()), pa.int64())}))
    day = f"DATE '{as_of.isoformat()}'"
    engine.execute(f"""
        CREATE OR REPLACE TEMP TABLE now AS SELECT * FROM version_told
        WHERE since <= {day} AND (until IS NULL OR until > {day})
          AND v IN (SELECT v FROM campaign_told WHERE campaign = {campaign})
    """)
    written = "'{letter}' || lpad(CAST({number} AS VARCHAR), 10, '0')".format
    for table, sql in {
        "activity": f"""
            SELECT activity, {written(letter='A', number='activity')}, CASE WHEN verified <= {day} THEN '{VERIFIED}' ELSE '{REPORTED}' END,
                   earliest, latest, {written(letter='F', number='coalesce(front, 0)')}, {written(letter='K', number='coalesce(kind, 0)')},
                   TIMESTAMP '2000-01-01' FROM now""",
        "organiser": "SELECT DISTINCT activity, unit FROM organiser_told JOIN now USING (v)",
        "value": f"""
            SELECT activity, {written(letter='M', number='number')}, 'Q' || rpad(left(qualifier, 10), 10, '_'), sum(value)
            FROM measure_told JOIN now USING (v) JOIN measure_number USING (name, word) GROUP BY ALL""",
        "clause": f"SELECT DISTINCT activity, {written(letter='C', number='clause')} FROM clause_told JOIN now USING (v)",
    }.items():
        out = io.BytesIO()
        pyarrow.csv.write_csv(engine.sql(sql).to_arrow_table(), out, pyarrow.csv.WriteOptions(include_header=False))
        database.copy(f"records.{table}", out.getvalue())
    return int(engine.execute("SELECT count(*) FROM (SELECT DISTINCT activity, unit FROM organiser_told JOIN now USING (v))").fetchall()[0][0])
