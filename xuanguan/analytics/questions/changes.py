# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""What changed in a figure between the ends of two days: which records came, went, were edited, were verified.

Rule 9 asks a figure as of one day; this asks it of two and tells the records that make the difference. A version that stood
on both days and was verified on both or on neither changes nothing, so only the others are read: the answer takes as long as
what changed, whatever the size of the figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xuanguan.analytics.questions.asking import Asked, once_each, star_of
from xuanguan.analytics.questions.records import RecordId
from xuanguan.analytics.store.protocol import Reader
from xuanguan.analytics.values import MeasureKey
from xuanguan.periods import day_code, day_from_code


@dataclass(frozen=True, slots=True)
class Changed:
    """Records newest first. `edited`: as they stand now; one that was edited so that it left the figure is `gone`.

    verified: the same words, verified in between.
    """

    new: tuple[RecordId, ...] = ()
    gone: tuple[RecordId, ...] = ()
    edited: tuple[RecordId, ...] = ()
    verified: tuple[RecordId, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.edited or self.verified)


def changes(reader: Reader, asked: Asked, *, since: date, measure: MeasureKey | None = None) -> Changed:
    """From the end of the day `since` to the end of the day that is asked as of. Raises ValueError if that is earlier.

    measure: only records that carry it.
    """
    if since > asked.as_of:
        raise ValueError("What changed is asked from an earlier day to a later one.")
    then, now = day_code(since), asked.as_of_code
    newly_verified = f"verified > {then} AND verified <= {now}"
    before = _records(reader, asked.but(as_of=since, state="itemised"), measure, f"(until <= {now} OR {newly_verified})")
    after = _records(reader, asked.but(state="itemised"), measure, f"(since > {then} OR {newly_verified})")
    if asked.state != "itemised":
        wanted = asked.state == "verified"
        before = {key: one for key, one in before.items() if one.is_verified is wanted}
        after = {key: one for key, one in after.items() if one.is_verified is wanted}
    both = before.keys() & after.keys()
    return Changed(
        new=_newest_first(after[key] for key in after.keys() - both),
        gone=_newest_first(before[key] for key in before.keys() - both),
        edited=_newest_first(after[key] for key in both if before[key].version != after[key].version),
        verified=_newest_first(after[key] for key in both if before[key].version == after[key].version),
    )


def _records(reader: Reader, asked: Asked, measure: MeasureKey | None, which: str) -> dict[int, RecordId]:
    also = [which, *([f"measure = {reader.measure_number(measure)}"] if measure else [])]
    source = once_each(reader, asked, star_of(asked, measure), ["version", "latest", "verified"], also=also)
    rows = reader.rows(f"SELECT DISTINCT activity, version, latest, verified FROM {source}")
    t = asked.as_of_code
    return {activity: RecordId(activity, version, day_from_code(latest), verified <= t) for activity, version, latest, verified in rows}


def _newest_first(found: Iterable[RecordId]) -> tuple[RecordId, ...]:
    return tuple(sorted(found, key=lambda one: (one.latest, one.activity), reverse=True))
