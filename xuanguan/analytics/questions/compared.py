# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""The same figure in two periods beside each other: year on year, or any two.

Rule 7 in each: an activity counts in a period that holds its whole window, so one on the turn of the year is in neither. Both are
asked as of the same day: what is known now of last year, not what was known then (`changes` asks that).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xuanguan.analytics.questions.asking import Asked, count, once_each, split, star_of, where
from xuanguan.analytics.questions.stated import Share, share_of
from xuanguan.analytics.store.protocol import Reader
from xuanguan.analytics.values import Count, MeasureKey, Sum, parts_from
from xuanguan.periods import Period, Window, day_code


@dataclass(frozen=True, slots=True)
class Compared:
    """The period asked, and the other. Sums only if a measure was asked."""

    activities: Count
    before: Count
    sum: Sum | None = None
    sum_before: Sum | None = None

    @property
    def share(self) -> Share | None:
        """Now ÷ then, 1.12 for 12 % more; None where nothing was known then."""
        if self.sum is not None and self.sum_before is not None:
            then = self.sum_before.quantity().sum
            return share_of(self.sum.parts, then.value, then.qualifier) if then and then.value else None
        return Share(Decimal(self.activities.total), Decimal(self.activities.total) / self.before.total) if self.before.total else None


def year_before(period: Period) -> Window:
    """The same days a year earlier; of 29 February the 28th."""
    return Window(_year_before(period.first), _year_before(period.last))


def compared(reader: Reader, asked: Asked, *, before: Period, measure: MeasureKey | None = None) -> Compared:
    """Raises ValueError where no period is asked."""
    if asked.period is None:
        raise ValueError("Two periods are compared: name the one that is asked.")
    now, then = _inside(asked.period), _inside(before)
    either = asked.but(period=None)
    source = once_each(reader, either, star_of(asked), ["verified", "earliest", "latest"], also=[f"({now} OR {then})"])
    (row,) = reader.rows(f"SELECT {split(asked, now)}, {split(asked, then)} FROM {source}")
    found = Compared(count(row[0], row[1]), count(row[2], row[3]))
    if measure is None:
        return found
    which = f"measure = {reader.measure_number(measure)}"
    if asked.roles:
        source = f"share WHERE {' AND '.join([*where(reader, either), f'({now} OR {then})', which])}"
    else:
        columns = ["verified", "earliest", "latest", "measure", "qualifier", "value"]
        source = once_each(reader, either, "measure", columns, also=[f"({now} OR {then})", which])
    rows = reader.rows(f"""
        SELECT CASE WHEN verified <= {asked.as_of_code} THEN 1 ELSE 0 END AS is_verified, qualifier,
               sum(CASE WHEN {now} THEN value END), sum(CASE WHEN {then} THEN value END)
        FROM {source} GROUP BY is_verified, qualifier
    """)

    def summed(at: int) -> Sum:
        parts = {flag: {row[1]: row[at] for row in rows if row[0] == flag and row[at] is not None} for flag in (1, 0)}
        return Sum(measure, parts_from(parts[1]), parts_from(parts[0]))

    return Compared(found.activities, found.before, summed(2), summed(3))


def _inside(period: Period) -> str:
    return f"(earliest >= {day_code(period.first)} AND latest <= {day_code(period.last)})"


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
