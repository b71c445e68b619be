# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""The records behind a figure: the ids of exactly the activities that a question counts, newest first.

The floor above shows them from the transactional database, within what the person may see.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from xuanguan.analytics.questions.asking import Asked, count, counted, once_each, star_of
from xuanguan.analytics.store.protocol import Reader
from xuanguan.analytics.values import MeasureKey
from xuanguan.periods import day_from_code

type Which = Literal["counted", "undated"]


@dataclass(frozen=True, slots=True)
class RecordId:
    """An activity and the version of it that counts as of the day."""

    activity: int
    version: int
    latest: date
    is_verified: bool


def records(
    reader: Reader, asked: Asked, *, which: Which = "counted", measure: MeasureKey | None = None, child: int | None = None,
    limit: int | None = None, offset: int = 0,
) -> tuple[RecordId, ...]:
    """which: those counted in the period, or those "not dated to the period". child: only those of one row of children.

    measure: only those that carry it.
    """
    first, last = asked.first_and_last
    also = []
    if which == "undated":
        also.append(f"NOT (earliest >= {first} AND latest <= {last})")
    if measure:
        also.append(f"measure = {reader.measure_number(measure)}")
    if child is not None:
        asked = asked.but(units=(child,))
    columns = ["version", "latest", "verified"]
    source = once_each(reader, asked, star_of(asked, measure), columns, inside=which == "counted", also=also)
    page = f"LIMIT {int(limit)} OFFSET {int(offset)}" if limit is not None else ""
    rows = reader.rows(f"""
        SELECT DISTINCT activity, version, latest, verified FROM {source}
        ORDER BY latest DESC, activity DESC {page}
    """)
    t = asked.as_of_code
    return tuple(
        RecordId(activity, version, day_from_code(latest), verified <= t) for activity, version, latest, verified in rows
    )


def how_many(reader: Reader, asked: Asked) -> int:
    """How many records stand behind the figure."""
    source = once_each(reader, asked, star_of(asked), ["version"])
    return count(reader.rows(f"SELECT {counted()} FROM {source}")[0][0], 0).total


def records_of_groups(reader: Reader, asked: Asked, *, groups: tuple[tuple[int, int], ...]) -> dict[tuple[int, int], tuple[int, ...]]:
    """The ids of the activities of several (front, kind) groups at once, sorted; meant for groups that hold few."""
    which = " OR ".join(f"(front = {int(front)} AND kind = {int(kind)})" for front, kind in groups)
    source = once_each(reader, asked, star_of(asked), ["front", "kind"], also=[f"({which})"] if groups else ["FALSE"])
    found: dict[tuple[int, int], list[int]] = {}
    for front, kind, activity in reader.rows(f"SELECT DISTINCT front, kind, activity FROM {source} ORDER BY activity"):
        found.setdefault((int(front), int(kind)), []).append(int(activity))
    return {group: tuple(ids) for group, ids in found.items()}
