# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""The units on a roster as of a day, within a unit's territory on today's map."""

from __future__ import annotations

from datetime import date
from weakref import WeakKeyDictionary

from xuanguan.analytics.store.protocol import Node, Reader
from xuanguan.analytics.store.schema import path_columns
from xuanguan.periods import day_code

# A generation never changes, and a page asks of the same rosters again and again; an old reader takes its own with it.
_known: WeakKeyDictionary[Reader, dict[tuple[int, date], list[Node]]] = WeakKeyDictionary()
_sizes: WeakKeyDictionary[Reader, dict[int, int | None]] = WeakKeyDictionary()
MOST_KEPT = 200


def roster_units(reader: Reader, roster: int, unit: int | None, as_of: date) -> list[Node]:
    """In the order of the tree; all of the roster without a unit. An organ's own roster is itself."""
    everyone = _everyone(reader, roster, as_of)
    if unit is None:
        return everyone
    asked = reader.node(unit)
    if asked.level is None:
        return [node for node in everyone if node.number == asked.number]
    return [node for node in everyone if node.path[asked.level] == asked.number]


def stated_size(reader: Reader, roster: int) -> int | None:
    """How many units the roster is said to have, where names may lack."""
    if reader not in _sizes:
        _sizes[reader] = dict(reader.rows("SELECT roster, stated_size FROM roster"))
    return _sizes[reader].get(roster)


def _everyone(reader: Reader, roster: int, as_of: date) -> list[Node]:
    known = _known.setdefault(reader, {})
    if (roster, as_of) not in known:
        t = day_code(as_of)
        columns = ", ".join(path_columns("a", reader.depth))
        rows = reader.rows(f"""
            SELECT unit, number, level, {columns} FROM unit WHERE number IN (
                SELECT unit FROM roster_member WHERE roster = {int(roster)} AND since <= {t} AND until > {t})
            ORDER BY number
        """)
        if len(known) >= MOST_KEPT:
            known.clear()
        known[roster, as_of] = [Node(row[0], row[1], row[2], tuple(row[3:])) for row in rows]
    return known[roster, as_of]
