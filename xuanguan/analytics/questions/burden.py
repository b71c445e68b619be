# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""What is asked of each unit in a period, and what it wrote: the burden of reporting (基层减负).

Rule 5: asked is roster × periods, added up over all expectations that name the unit. Written are the records that it told in the
period as an organiser, whatever became of them since; rewritten is how often it told one again (edited, sent again after a return).
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from xuanguan.analytics.questions.asking import Asked, in_scope
from xuanguan.analytics.questions.rosters import roster_units
from xuanguan.analytics.store.protocol import Reader, in_list


@dataclass(frozen=True, slots=True)
class UnitBurden:
    """Of one unit. level: of the division where it stands; None outside the tree."""

    unit: int
    level: int | None
    asked: int
    written: int
    rewritten: int


@dataclass(frozen=True, slots=True)
class LevelBurden:
    """Of the units of a level: how many, and what is asked of the one in the middle and of the busiest."""

    level: int | None
    units: int
    asked: int
    asked_of_the_middle: float
    asked_at_most: int
    written: int
    rewritten: int


@dataclass(frozen=True, slots=True)
class Burden:
    """Units with the most asked and written first."""

    units: tuple[UnitBurden, ...]

    @property
    def levels(self) -> tuple[LevelBurden, ...]:
        """From the top level down; units outside the tree last."""
        found = []
        for level in sorted({one.level for one in self.units}, key=lambda level: (level is None, level or 0)):
            of_level = [one for one in self.units if one.level == level]
            found.append(LevelBurden(
                level, len(of_level), sum(one.asked for one in of_level), float(median(one.asked for one in of_level)),
                max(one.asked for one in of_level), sum(one.written for one in of_level), sum(one.rewritten for one in of_level)))
        return tuple(found)


def burden(reader: Reader, asked: Asked, *, duties: tuple[tuple[int, int], ...]) -> Burden:
    """Of the units in what is asked. duties: of each expectation its roster and how many of its periods are due in the period.

    Fronts, kinds and the like are not looked at: a burden is the whole of it.
    """
    due: dict[int, int] = {}
    for roster, times in duties:
        for node in roster_units(reader, roster, asked.units, asked.as_of):
            due[node.number] = due.get(node.number, 0) + times
    first, last = asked.first_and_last
    campaign = "repeat = 0" if asked.campaign is None else f"campaign = {int(asked.campaign)}"
    rows = reader.rows(f"""
        SELECT unit, count(DISTINCT activity), count(*) FROM activity
        WHERE {in_scope(reader, asked)} AND {campaign} AND since >= {first} AND since <= {last} AND since <= {asked.as_of_code} GROUP BY unit
    """)
    told = {int(number): (int(records), int(versions)) for number, records, versions in rows}
    places = _places(reader, sorted({*due, *told}))
    found = []
    for number, (unit, level) in places.items():
        records, versions = told.get(number, (0, 0))
        found.append(UnitBurden(unit, level, due.get(number, 0), records, versions - records))
    return Burden(tuple(sorted(found, key=lambda one: (-one.asked - one.written - one.rewritten, one.unit))))


def _places(reader: Reader, numbers: list[int]) -> dict[int, tuple[int, int | None]]:
    columns = ", ".join(f"a{level}" for level in range(reader.depth + 1))
    rows = reader.rows(f"SELECT number, unit, {columns} FROM unit WHERE number IN ({in_list(numbers)})") if numbers else []
    return {number: (unit, max((level for level, one in enumerate(path) if one), default=None)) for number, unit, *path in rows}
