# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""The records behind a figure: the ids of exactly the activities that a question counts, newest first.

The floor above shows them from the transactional database, within what the person may see.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from xuanguan.analytics.questions.asking import Asked, once_each, star_of
from xuanguan.analytics.store.protocol import Reader
from xuanguan.analytics.values import MeasureKey
from xuanguan.periods import day_code, day_from_code

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
    limit: int | None = None, offset: int = 0, after: RecordId | None = None,
) -> tuple[RecordId, ...]:
    """which: those counted in the period, or those "not dated to the period". child: only those of one row of children.

    measure: only those that carry it. after: only what stands behind this record, so that millions are read in pages that all take
    the same time.
    """
    also = _which(reader, asked, which, measure)
    if after:
        day = day_code(after.latest)
        also.append(f"(latest < {day} OR (latest = {day} AND activity < {int(after.activity)}))")
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


def how_many(reader: Reader, asked: Asked, *, which: Which = "counted", measure: MeasureKey | None = None) -> int:
    """How many records stand behind the figure."""
    source = once_each(reader, asked, star_of(asked, measure), ["version"], inside=which == "counted", also=_which(reader, asked, which, measure))
    return int(reader.rows(f"SELECT count(DISTINCT activity) FROM {source}" if measure else f"SELECT count(*) FROM {source}")[0][0])


def _which(reader: Reader, asked: Asked, which: Which, measure: MeasureKey | None) -> list[str]:
    first, last = asked.first_and_last
    return [
        *([f"NOT (earliest >= {first} AND latest <= {last})"] if which == "undated" else []),
        *([f"measure = {reader.measure_number(measure)}"] if measure else []),
    ]


def records_of_groups(reader: Reader, asked: Asked, *, groups: tuple[tuple[int, int], ...]) -> dict[tuple[int, int], tuple[int, ...]]:
    """The ids of the activities of several (front, kind) groups at once, sorted; meant for groups that hold few."""
    which = " OR ".join(f"(front = {int(front)} AND kind = {int(kind)})" for front, kind in groups)
    source = once_each(reader, asked, star_of(asked), ["front", "kind"], also=[f"({which})"] if groups else ["FALSE"])
    found: dict[tuple[int, int], list[int]] = {}
    for front, kind, activity in reader.rows(f"SELECT DISTINCT front, kind, activity FROM {source} ORDER BY activity"):
        found.setdefault((int(front), int(kind)), []).append(int(activity))
    return {group: tuple(ids) for group, ids in found.items()}
