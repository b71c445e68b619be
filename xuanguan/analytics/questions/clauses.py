# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""How many activities carried out each clause, by front.

Rule 1: once at the unit, once for each clause. An activity for a clause also counts for every clause above it, once
however many of those below it serves; so clauses add neither across nor upward.
"""

from __future__ import annotations

from dataclasses import dataclass

from xuanguan.analytics.questions.asking import Asked, count, once_each, split
from xuanguan.analytics.store.protocol import Reader
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
    source = once_each(reader, asked, "clause", ["clause", "front", "verified"])
    rows = reader.rows(f"SELECT clause, front, {split(asked)} FROM {source} GROUP BY clause, front")
    return tuple(
        ClauseCount(clause, front or None, count(verified, reported)) for clause, front, verified, reported in sorted(rows)
    )
