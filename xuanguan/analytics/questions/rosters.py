# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""The units on a roster as of a day, within the territory of the units asked as it was on that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from xuanguan.analytics.store.protocol import Node, Reader
from xuanguan.analytics.store.schema import path_columns
from xuanguan.periods import day_code

# A generation never changes, and a page asks of the same rosters again and again; an old reader takes its own with it.
_known: WeakKeyDictionary[Reader, dict[tuple[int, date], list[Node]]] = WeakKeyDictionary()
_sizes: WeakKeyDictionary[Reader, dict[int, int | None]] = WeakKeyDictionary()
_levels: WeakKeyDictionary[Reader, dict[int, int]] = WeakKeyDictionary()
_places: WeakKeyDictionary[Reader, dict[int, _Life]] = WeakKeyDictionary()
MOST_KEPT = 200
# Deeper than any administration, heirs on the way counted.
DEEPEST = 40


def roster_units(reader: Reader, roster: int, units: Sequence[int], as_of: date) -> list[Node]:
    """In the order of the tree, each once; all of the roster without units. An organ's own roster is itself."""
    everyone = _everyone(reader, roster, as_of)
    if not units:
        return everyone
    if len(units) == 1:
        return _inside(reader, everyone, units[0], as_of)
    numbers = {node.number for unit in units for node in _inside(reader, everyone, unit, as_of)}
    return [node for node in everyone if node.number in numbers]


def _inside(reader: Reader, everyone: list[Node], unit: int, as_of: date) -> list[Node]:
    asked = reader.node(unit)
    if asked.level is None:
        return [node for node in everyone if node.number == asked.number]
    if asked.level == 0:
        return [node for node in everyone if node.path[0] == asked.number]
    lives = _lives(reader)
    return [node for node in everyone if _lay_under(node.unit, asked.unit, as_of.isoformat(), lives)]


@dataclass(frozen=True, slots=True)
class _Life:
    """Where a unit lay from which day on ("" for always), and what became of it, as the generation keeps its history (`Trees.history_of`)."""

    spells: tuple[tuple[str, int | None], ...]
    heirs: tuple[tuple[str, int], ...]


def _lives(reader: Reader) -> dict[int, _Life]:
    if reader not in _places:
        found: dict[int, _Life] = {}
        for unit, history in reader.rows("SELECT unit, history FROM unit"):
            *_what, told, became = history.rstrip(";").split("/")
            spells = [spell.split(":") for spell in told.split(",") if spell]
            heirs = [heir.split(":") for heir in became.split(",") if heir]
            found[unit] = _Life(
                tuple(("" if since == "None" else since, None if above == "None" else int(above)) for since, above, _system in spells),
                tuple((on, int(heir)) for on, heir, stands_for in heirs if stands_for == "True"))
        _places[reader] = found
    return _places[reader]


def _lay_under(unit: int, top: int, day: str, lives: dict[int, _Life]) -> bool:
    """Whether the unit, or who stood for it when it was closed, was the other one or lay below it on a day.

    A day before the first spell is read as the first.
    """
    at: int | None = unit
    for _step in range(DEEPEST):
        if at is None or at not in lives:
            return False
        spells = lives[at].spells
        begun = [above for since, above in spells if since <= day] or [above for _since, above in spells[:1]]
        is_closed = bool(begun) and begun[-1] is None and any(above is not None for above in begun)
        if is_closed:
            heirs = {heir for on, heir in lives[at].heirs if on <= day}
            at = heirs.pop() if len(heirs) == 1 else next(above for above in reversed(begun) if above is not None)
            continue
        if at == top:
            return True
        at = begun[-1] if begun else None
    return False


def units_at(reader: Reader, level: int) -> int:
    """How many units of a level there are."""
    if reader not in _levels:
        _levels[reader] = dict(reader.rows("SELECT level, count(*) FROM unit WHERE level IS NOT NULL GROUP BY level"))
    return _levels[reader].get(level, 0)


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
