# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""How many activities carried out each clause, by front.

Rule 1: once at the unit, once for each clause. An activity for a clause also counts for every clause above it, once
however many of those below it serves; so clauses add neither across nor upward.
"""

from __future__ import annotations

from dataclasses import dataclass

from xuanguan.analytics.questions.asking import Asked, count, halves, once_each
from xuanguan.analytics.store.protocol import Reader, in_list
from xuanguan.analytics.values import Count


@dataclass(frozen=True, slots=True)
class ClauseCount:
    """Activities for a clause on a front; front None: on none."""

    clause: int
    front: int | None
    activities: Count


def clauses(reader: Reader, asked: Asked) -> tuple[ClauseCount, ...]:
    """Sorted by clause and front, only those with something. Asked of what units organised; roles are refused."""
    if asked.roles:
        raise ValueError("Clauses are asked of what units organised, not of taking part.")
    source = once_each(reader, asked, "activity", ["clauses", "front", "verified"], also=["clauses <> 0"])
    only = f"WHERE clause IN ({in_list(asked.clauses)})" if asked.clauses else ""
    verified, reported = halves(asked)
    # Counted by set, of which there are few, before a set is taken apart.
    rows = reader.rows(f"""
        SELECT clause, front, sum(n_verified), sum(n_reported)
        FROM (SELECT clauses, front, {verified} AS n_verified, {reported} AS n_reported FROM {source} GROUP BY clauses, front) AS counted
        JOIN clause_set USING (clauses) {only} GROUP BY clause, front
    """)
    return tuple(
        ClauseCount(clause, front or None, count(verified, reported)) for clause, front, verified, reported in sorted(rows)
    )
