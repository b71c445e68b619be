# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""Units of one level by how much they did: the most, the least, and those of whom nothing is known.

Rule 1 at every unit: an activity of units of two counties counts once in each. Units with the same number share a place. One
without a record stands in no place: nothing reported is not zero.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from xuanguan.analytics.questions.asking import Asked, count, once_each, split, star_of, the_node, where
from xuanguan.analytics.store.protocol import Node, Reader
from xuanguan.analytics.values import Count, MeasureKey, Sum, parts_from


@dataclass(frozen=True, slots=True)
class Ranked:
    """`place` from 1; after two first comes the third. `sum` only if a measure was asked; then it decides."""

    unit: int
    place: int
    activities: Count
    sum: Sum | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The most first, equal ones in the order of the tree. nothing: today's units of the level that have no record of it."""

    ranked: tuple[Ranked, ...]
    nothing: tuple[int, ...]

    def top(self, n: int) -> tuple[Ranked, ...]:
        """The first n, and all that share the place of the last of them."""
        return tuple(one for one in self.ranked if one.place <= n)

    def bottom(self, n: int) -> tuple[Ranked, ...]:
        """The last n with a record, the least first, and all that share the number of the last of them."""
        if n <= 0 or not self.ranked:
            return ()
        worst = self.ranked[-min(n, len(self.ranked))].place
        return tuple(one for one in reversed(self.ranked) if one.place >= worst)


def ranking(reader: Reader, asked: Asked, *, level: int, measure: MeasureKey | None = None) -> Ranking:
    """Of the divisions of a level below the one division asked. Raises ValueError for any other level.

    By today's map closed units stand for nobody; by the tree of the day they keep what was done while they were open.
    """
    node = the_node(reader, asked)
    if not (node.level or 0) < level <= reader.depth:
        raise ValueError("Units are ranked at a level below the one asked.")
    known = _units(reader, level)
    counts = _counts(reader, asked, node, level)
    sums = _sums(reader, asked, node, level, measure) if measure else {}
    values = {
        number: _value(sums[number]) if measure else Decimal(found.total) for number, found in counts.items()
        if number in known and (not measure or number in sums)}
    order = sorted(values, key=lambda number: (-values[number], number))
    first: dict[Decimal, int] = {}
    for place, number in enumerate(order, start=1):
        first.setdefault(values[number], place)
    ranked = tuple(Ranked(known[number][0], first[values[number]], counts[number], sums.get(number)) for number in order)
    nothing = tuple(
        unit for number, (unit, path) in sorted(known.items())
        if number not in values and path[level] == number and path[node.level or 0] == node.number)
    return Ranking(ranked, nothing)


def _value(found: Sum) -> Decimal:
    """What a sum is ranked by: its value without its qualifier; upper bounds alone are worth nothing."""
    known = found.quantity().sum
    return known.value if known else Decimal(0)


def _units(reader: Reader, level: int) -> dict[int, tuple[int, tuple[int, ...]]]:
    columns = ", ".join(f"a{at}" for at in range(reader.depth + 1))
    return {number: (unit, tuple(path)) for number, unit, *path in reader.rows(f"SELECT number, unit, {columns} FROM unit WHERE level = {int(level)}")}


def _counts(reader: Reader, asked: Asked, node: Node, level: int) -> dict[int, Count]:
    place = f"{asked.prefix}{level}"
    source = once_each(reader, asked, star_of(asked), ["verified", place], below=level - (node.level or 0))
    rows = reader.rows(f"SELECT {place} AS place, {split(asked)} FROM {source} GROUP BY place")
    return {int(number): count(verified, reported) for number, verified, reported in rows if number}


def _sums(reader: Reader, asked: Asked, node: Node, level: int, measure: MeasureKey) -> dict[int, Sum]:
    place, which = f"{asked.prefix}{level}", f"measure = {reader.measure_number(measure)}"
    if asked.roles:
        source = f"share WHERE {' AND '.join([*where(reader, asked), which])}"
    else:
        columns = ["verified", "measure", "qualifier", "value", place]
        source = once_each(reader, asked, "measure", columns, below=level - (node.level or 0), also=[which])
    rows = reader.rows(f"""
        SELECT {place} AS place, CASE WHEN verified <= {asked.as_of_code} THEN 1 ELSE 0 END AS is_verified, qualifier, sum(value)
        FROM {source} GROUP BY place, is_verified, qualifier
    """)
    parts: dict[int, dict[int, dict[int, Decimal]]] = defaultdict(lambda: {0: {}, 1: {}})
    for number, is_verified, qualifier, value in rows:
        parts[int(number)][is_verified][qualifier] = value
    return {number: Sum(measure, parts_from(found[1]), parts_from(found[0])) for number, found in parts.items() if number}
