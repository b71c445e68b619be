# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""How many activities, or how much of a measure, in each day, month, quarter, half-year or year.

Rule 7: an activity belongs to the bucket that holds its whole window; a lasting one to the bucket of its last day. What
fits the whole period but no bucket stands beside the line as `undated`: months need not sum to their year.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xuanguan.analytics.questions.asking import Asked, count, once_each, split, star_of, where
from xuanguan.analytics.store.protocol import Reader
from xuanguan.analytics.values import Count, MeasureKey, Sum, parts_from
from xuanguan.periods import CalendarPeriod, Grain, day_from_code, period_of

# From a day as a number (20120315) to the number of its bucket. Whole division is written so that every engine knows it.
_YEAR, _MONTH = "CAST(floor({day} / 10000) AS INTEGER)", "CAST(floor({day} / 100) AS INTEGER)"
_BUCKETS = {
    Grain.DAY: "{day}",
    Grain.MONTH: _MONTH,
    Grain.QUARTER: f"{_YEAR} * 10 + CAST(floor(({_MONTH} % 100 + 2) / 3) AS INTEGER)",
    Grain.HALF_YEAR: f"{_YEAR} * 10 + CAST(floor(({_MONTH} % 100 + 5) / 6) AS INTEGER)",
    Grain.YEAR: _YEAR,
}


@dataclass(frozen=True, slots=True)
class Point:
    """One bucket. `sum` only if a measure was asked."""

    period: CalendarPeriod
    activities: Count
    sum: Sum | None = None


@dataclass(frozen=True, slots=True)
class TimeSeries:
    """Points in order of time, only those with something; `undated`: counted in the period and in no bucket."""

    points: tuple[Point, ...]
    undated: Count
    undated_sum: Sum | None = None


def timeseries(reader: Reader, asked: Asked, grain: Grain | str, *, measure: MeasureKey | None = None) -> TimeSeries:
    grain = Grain(grain)
    bucket = bucket_of(grain)
    counts = _counts(reader, asked, bucket)
    sums = _sums(reader, asked, bucket, measure) if measure else {}
    points = tuple(
        Point(period_of_bucket(number, grain), counts[number], sums.get(number, Sum(measure)) if measure else None)
        for number in sorted(counts) if number
    )
    return TimeSeries(points, counts.get(0, Count()), sums.get(0, Sum(measure)) if measure else None)


def timeseries_by_front(reader: Reader, asked: Asked, grain: Grain | str) -> dict[int | None, TimeSeries]:
    """The activities over time of every front that has any, in one question; None: those on no front."""
    grain = Grain(grain)
    source = once_each(reader, asked, star_of(asked), ["verified", "earliest", "latest", "front"])
    rows = reader.rows(f"SELECT front, {bucket_of(grain)} AS bucket, {split(asked)} FROM {source} GROUP BY front, bucket")
    counts: dict[int, dict[int, Count]] = defaultdict(dict)
    for front, number, verified, reported in rows:
        counts[front][int(number)] = count(verified, reported)
    return {
        front or None: TimeSeries(
            tuple(Point(period_of_bucket(number, grain), of_front[number]) for number in sorted(of_front) if number), of_front.get(0, Count()))
        for front, of_front in sorted(counts.items())
    }


def bucket_of(grain: Grain) -> str:
    """SQL for the number of the bucket that holds an activity's whole window; 0 where none does."""
    earliest, latest = (_BUCKETS[grain].format(day=day) for day in ("earliest", "latest"))
    return f"CASE WHEN {earliest} = {latest} THEN {latest} ELSE 0 END"


def _counts(reader: Reader, asked: Asked, bucket: str) -> dict[int, Count]:
    source = once_each(reader, asked, star_of(asked), ["verified", "earliest", "latest"])
    rows = reader.rows(f"SELECT {bucket} AS bucket, {split(asked)} FROM {source} GROUP BY bucket")
    return {int(number): count(verified, reported) for number, verified, reported in rows}


def _sums(reader: Reader, asked: Asked, bucket: str, measure: MeasureKey) -> dict[int, Sum]:
    which = f"measure = {reader.measure_number(measure)}"
    if asked.roles:
        source = f"share WHERE {' AND '.join([*where(reader, asked), which])}"
    else:
        columns = ["verified", "earliest", "latest", "measure", "qualifier", "value"]
        source = once_each(reader, asked, "measure", columns, also=[which])
    rows = reader.rows(f"""
        SELECT {bucket} AS bucket, CASE WHEN verified <= {asked.as_of_code} THEN 1 ELSE 0 END AS is_verified, qualifier, sum(value)
        FROM {source} GROUP BY bucket, is_verified, qualifier
    """)
    parts: dict[int, dict[int, dict[int, Decimal]]] = defaultdict(lambda: {0: {}, 1: {}})
    for number, is_verified, qualifier, value in rows:
        parts[int(number)][is_verified][qualifier] = value
    return {number: Sum(measure, parts_from(found[1]), parts_from(found[0])) for number, found in parts.items()}


def period_of_bucket(bucket: int, grain: Grain) -> CalendarPeriod:
    """A bucket's number back to its period, by the first day of it."""
    match grain:
        case Grain.DAY:
            return period_of(day_from_code(bucket), grain)
        case Grain.MONTH:
            return period_of(day_from_code(bucket * 100 + 1), grain)
        case Grain.QUARTER:
            return period_of(date(bucket // 10, bucket % 10 * 3, 1), grain)
        case Grain.HALF_YEAR:
            return period_of(date(bucket // 10, bucket % 10 * 6, 1), grain)
        case Grain.YEAR:
            return period_of(date(bucket, 1, 1), grain)
