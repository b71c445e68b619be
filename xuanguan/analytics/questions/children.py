# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""The figures of each unit one level below a unit, and of the unit's own level.

Rule 1: an activity organised by units of two children counts in both rows and once in their parent, so rows may sum to
more than the parent; `joint` says how many activities are in more than one row. What the unit's own organs did, or units
above the children's level, is in no child: it stands in the row "at this level itself" (unit None).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from xuanguan.analytics.questions.asking import Asked, count, counts_from, once_each, split, the_node, where
from xuanguan.analytics.store.protocol import Reader
from xuanguan.analytics.values import Count, MeasureKey, Sum, parts_from


@dataclass(frozen=True, slots=True)
class Child:
    """One row. `unit` None: at this level itself. `sum` only if a measure was asked."""

    unit: int | None
    activities: Count
    sum: Sum | None = None


@dataclass(frozen=True, slots=True)
class Children:
    """Rows in the order of the tree, the unit's own level first. Only units with something: nothing is not zero."""

    rows: tuple[Child, ...]
    joint: int


def children(reader: Reader, asked: Asked, *, measure: MeasureKey | None = None) -> Children:
    """Raises ValueError unless one division is asked."""
    level = (the_node(reader, asked).level or 0) + 1
    child = f"{asked.prefix}{level}" if level <= reader.depth else "0"
    counts = _counts(reader, asked, child)
    sums = _sums(reader, asked, child, measure) if measure else {}
    units = reader.units([number for number in counts if number])
    rows = tuple(
        Child(units[number] if number else None, counts[number], sums.get(number, Sum(measure)) if measure else None)
        for number in sorted(counts)
    )
    return Children(rows, _joint(reader, asked, child))


def _counts(reader: Reader, asked: Asked, child: str) -> dict[int, Count]:
    source = _source(reader, asked, "part" if asked.roles else "activity", child, ["verified"])
    # At the lowest level the child is a constant, for which some engines make a group of nothing.
    rows = reader.rows(f"SELECT {child} AS child, {split(asked)} FROM {source} GROUP BY child HAVING count(*) > 0")
    return {int(number): count(verified, reported) for number, verified, reported in rows}


def _sums(reader: Reader, asked: Asked, child: str, measure: MeasureKey) -> dict[int, Sum]:
    which = f"measure = {reader.measure_number(measure)}"
    if asked.roles:
        source = f"share WHERE {' AND '.join([*where(reader, asked), which])}"
    else:
        source = _source(reader, asked, "measure", child, ["verified", "measure", "qualifier", "value"], also=[which])
    rows = reader.rows(f"""
        SELECT {child} AS child, CASE WHEN verified <= {asked.as_of_code} THEN 1 ELSE 0 END AS is_verified, qualifier, sum(value)
        FROM {source} GROUP BY child, is_verified, qualifier
    """)
    parts: dict[int, dict[int, dict[int, Decimal]]] = defaultdict(lambda: {0: {}, 1: {}})
    for number, is_verified, qualifier, value in rows:
        parts[int(number)][is_verified][qualifier] = value
    return {number: Sum(measure, parts_from(found[1]), parts_from(found[0])) for number, found in parts.items()}


def _joint(reader: Reader, asked: Asked, child: str) -> int:
    """Activities with more than one row: those of more than one distinct child.

    A row that begins another child of the node shares just the levels down to the node with the row before it, so it counts from
    the children's level: few rows do, and no other has to be looked at.
    """
    star = "part" if asked.roles else "activity"
    if (column := counts_from(reader, asked, star)) and child != "0":
        conditions = " AND ".join([*where(reader, asked), f"{column} = {child[1:]}"])
        return int(reader.rows(f"SELECT count(DISTINCT activity) FROM {star} WHERE {conditions}")[0][0])
    source = _source(reader, asked, "part" if asked.roles else "activity", child, [])
    rows = reader.rows(f"""
        SELECT count(*) FROM (SELECT activity FROM {source} GROUP BY activity HAVING count(*) > 1) AS joint
    """)
    return int(rows[0][0])


def _source(reader: Reader, asked: Asked, star: str, child: str, columns: list[str], also: tuple[str, ...] | list[str] = ()) -> str:
    if child == "0":  # the lowest level: no children, only what was done at it
        return once_each(reader, asked, star, columns, also=also)
    return once_each(reader, asked, star, [*columns, child], below=1, also=also)
