# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""The units on a roster as of a day, within a unit's territory on today's map."""

from __future__ import annotations

from datetime import date

from xuanguan.analytics.store.protocol import Node, Reader
from xuanguan.analytics.store.schema import path_columns
from xuanguan.periods import day_code


def roster_units(reader: Reader, roster: int, unit: int | None, as_of: date) -> list[Node]:
    """In the order of the tree; all of the roster without a unit. An organ's own roster is itself."""
    t = day_code(as_of)
    inside = "TRUE"
    if unit is not None:
        asked = reader.node(unit)
        inside = f"a{asked.level} = {asked.number}" if asked.is_division else f"number = {asked.number}"
    columns = ", ".join(path_columns("a", reader.depth))
    rows = reader.rows(f"""
        SELECT unit, number, level, {columns} FROM unit WHERE {inside} AND number IN (
            SELECT unit FROM roster_member WHERE roster = {int(roster)} AND since <= {t} AND until > {t})
        ORDER BY number
    """)
    return [Node(row[0], row[1], row[2], tuple(row[3:])) for row in rows]


def stated_size(reader: Reader, roster: int) -> int | None:
    """How many units the roster is said to have, where names may lack."""
    rows = reader.rows(f"SELECT stated_size FROM roster WHERE roster = {int(roster)}")
    return rows[0][0] if rows else None
