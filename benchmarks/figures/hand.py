"""What somebody would write for just one question: on the same tables, on normalised ones, and in C over the columns."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import duckdb

from xuanguan.analytics import Reader
from xuanguan.analytics.questions import Asked
from xuanguan.periods import day_code

# Columns that a total of the country reads.
COLUMNS = ("d0", "counts_from_d", "since", "until", "campaign", "earliest", "latest", "verified", "front", "kind")


def where(reader: Reader, asked: Asked, below: int = 0) -> str:
    node = reader.node(asked.units[0])
    p, t = asked.prefix, day_code(asked.as_of)
    first, last = asked.first_and_last
    fronts = f"AND front IN ({', '.join(map(str, asked.fronts))})" if asked.fronts else ""
    return (f"{p}{node.level} = {node.number} AND counts_from_{p} <= {(node.level or 0) + below} AND since <= {t} AND until > {t} "
            f"AND campaign = 1 AND earliest >= {first} AND latest <= {last} {fronts}")


def totals(reader: Reader, asked: Asked) -> object:
    rows, t = where(reader, asked), day_code(asked.as_of)
    sums = ", ".join(f"sum(value{place})" for place in range(1, reader.places + 1))
    return reader.rows(f"SELECT front, kind, measures, verified <= {t} AS v, count(*), {sums} FROM activity WHERE {rows} GROUP BY front, kind, measures, v")


def children(reader: Reader, asked: Asked) -> object:
    rows, t = where(reader, asked, 1), day_code(asked.as_of)
    child = f"{asked.prefix}{(reader.node(asked.units[0]).level or 0) + 1}"
    found = reader.rows(f"SELECT {child}, count(*), count(CASE WHEN verified <= {t} THEN 1 END) FROM activity WHERE {rows} GROUP BY {child}")
    joint = reader.rows(f"SELECT count(*) FROM (SELECT activity FROM activity WHERE {rows} GROUP BY activity HAVING count(*) > 1)")
    return found, joint


def clauses(reader: Reader, asked: Asked) -> object:
    rows, t = where(reader, asked), day_code(asked.as_of)
    return reader.rows(f"""
        SELECT clause, front, sum(n), sum(v) FROM (
            SELECT clauses, front, count(*) AS n, count(CASE WHEN verified <= {t} THEN 1 END) AS v FROM activity WHERE {rows} GROUP BY clauses, front) AS counted
        JOIN clause_set USING (clauses) GROUP BY clause, front""")


def series(reader: Reader, asked: Asked) -> object:
    rows, t = where(reader, asked), day_code(asked.as_of)
    return reader.rows(f"SELECT latest // 100, earliest // 100 = latest // 100 AS fits, count(*), count(CASE WHEN verified <= {t} THEN 1 END) "
                       f"FROM activity WHERE {rows} GROUP BY ALL")


class Normalised:
    """Versions, who organised them, and where units stand, each in its own table; a figure joins them and counts DISTINCT."""

    def __init__(self, generation: Path, folder: Path, depth: int, memory: str) -> None:
        path = ", ".join(f"a{level}" for level in range(depth + 1))
        self.connection = duckdb.connect(str(folder / "normalised.duckdb"), config={"threads": 1, "memory_limit": memory})
        self.connection.execute(f"ATTACH '{generation}' AS star (READ_ONLY)")
        self.connection.execute("""
            CREATE TABLE version AS SELECT DISTINCT activity, version, campaign, since, verified, until, earliest, latest, front, kind
            FROM star.activity ORDER BY latest, activity""")
        self.connection.execute("CREATE TABLE organiser AS SELECT DISTINCT activity, version, unit FROM star.activity ORDER BY activity")
        self.connection.execute(f"CREATE TABLE unit AS SELECT number, {path} FROM star.unit")
        self.connection.execute("DETACH star")

    def totals(self, level: int, number: int, t: int, first: int, last: int) -> list[tuple]:
        return self.connection.execute(f"""
            SELECT front, kind, count(DISTINCT CASE WHEN verified <= {t} THEN v.activity END), count(DISTINCT v.activity)
            FROM version AS v JOIN organiser AS o ON o.activity = v.activity AND o.version = v.version JOIN unit AS u ON u.number = o.unit
            WHERE u.a{level} = {number} AND since <= {t} AND until > {t} AND campaign = 1 AND earliest >= {first} AND latest <= {last}
            GROUP BY front, kind
        """).fetchall()


C_PASS = """
#include <stdint.h>
void totals(int64_t n, const int32_t *node, const int32_t *from, const int32_t *since, const int32_t *until, const int32_t *campaign,
            const int32_t *earliest, const int32_t *latest, const int32_t *verified, const int32_t *front, const int32_t *kind,
            int32_t number, int32_t level, int32_t t, int32_t first, int32_t last, int64_t *counts) {
  for (int64_t i = 0; i < n; i++)
    if (node[i] == number && from[i] <= level && since[i] <= t && until[i] > t && campaign[i] == 1 && earliest[i] >= first && latest[i] <= last)
      counts[(front[i] * 128 + kind[i]) * 2 + (verified[i] <= t)]++;
}
"""


def c_pass(reader: Reader, asked: Asked, generation: Path, folder: Path, rounds: int = 5) -> tuple[float, int] | None:
    """Milliseconds of the best of some passes in C over the uncompressed columns, and how many it counted; None without a compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        return None
    source, library = folder / "pass.c", folder / "pass.so"
    source.write_text(C_PASS, encoding="utf-8")
    subprocess.run([compiler, "-O3", "-shared", "-fPIC", "-o", str(library), str(source)], check=True)
    run = ctypes.CDLL(str(library)).totals
    with tempfile.TemporaryDirectory(dir=folder) as spill:
        columns, n = _columns(generation, Path(spill))
        node, t = reader.node(asked.units[0]), day_code(asked.as_of)
        first, last = asked.first_and_last
        best, total = float("inf"), 0
        for _ in range(rounds):
            counts = (ctypes.c_int64 * (64 * 128 * 2))()
            began = time.process_time()
            run(ctypes.c_int64(n), *(ctypes.c_void_p(one.ctypes) for one in columns), node.number, node.level or 0, t, first, last, counts)
            best, total = min(best, (time.process_time() - began) * 1000), sum(counts)
        return best, total


class _Column:
    """A column of whole numbers in memory, four bytes each."""

    def __init__(self, data: bytearray) -> None:
        self.buffer = (ctypes.c_char * len(data)).from_buffer(data)
        self.ctypes = ctypes.addressof(self.buffer)
        self.data = data


def _columns(generation: Path, spill: Path) -> tuple[list[_Column], int]:
    columns, n = [], 0
    with duckdb.connect(str(generation), read_only=True, config={"memory_limit": "700MB", "threads": 1, "temp_directory": str(spill)}) as connection:
        for name in COLUMNS:
            data = bytearray()
            for batch in connection.sql(f"SELECT CAST({name} AS INTEGER) AS it FROM activity").to_arrow_reader(1_000_000):
                column = batch.column(0)
                data += memoryview(column.buffers()[1])[column.offset * 4:(column.offset + len(column)) * 4]
            columns.append(_Column(data))
            n = len(data) // 4
    return columns, n
