"""Periods as values: a day, a month, a quarter, a half-year, a year, and a window between two days.

Every period has a first and a last day, and a code that sorts within its kind and is read back by `parse_period`:

>>> parse_period("2012Q1")
Quarter(year=2012, quarter=1)
>>> Quarter(2012, 1).last
datetime.date(2012, 3, 31)
>>> format_period(Window(date(2012, 2, 6), date(2012, 5, 25)))
'20120206-20120525'

Something belongs to a period if its whole window lies inside (law of figures, rule 7): `period.holds(window)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self


class PeriodError(ValueError):
    """A period that cannot be: says what was written, in English and in Chinese."""

    code = "not_a_period"

    def __init__(self, written: str, english: str, chinese: str) -> None:
        super().__init__(f"{written}: {english}")
        self.written, self.english, self.chinese = written, english, chinese


class Grain(StrEnum):
    """How fine a time line is."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class _Period:
    """What all periods share. Subclasses give `first`, `last` and `code`."""

    __slots__ = ()

    @property
    def first(self) -> date:
        raise NotImplementedError

    @property
    def last(self) -> date:
        raise NotImplementedError

    @property
    def code(self) -> str:
        raise NotImplementedError

    @property
    def window(self) -> Window:
        return Window(self.first, self.last)

    def __str__(self) -> str:
        return self.code

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        """The days, first to last."""
        for ordinal in range(self.first.toordinal(), self.last.toordinal() + 1):
            yield date.fromordinal(ordinal)

    def __len__(self) -> int:
        """How many days."""
        return self.last.toordinal() - self.first.toordinal() + 1

    def holds(self, other: _Period) -> bool:
        """Whether the whole of the other lies inside."""
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: _Period) -> bool:
        return self.first <= other.last and other.first <= self.last


class _Calendar(_Period):
    """A period of the calendar: it knows the one a day lies in, the next and the previous."""

    __slots__ = ()

    @classmethod
    def of(cls, day: date) -> Self:
        raise NotImplementedError

    def next(self) -> Self:
        try:
            return self.of(self.last + timedelta(days=1))
        except OverflowError:
            raise PeriodError(self.code, "the calendar ends here.", "日历到此为止。") from None

    def previous(self) -> Self:
        try:
            return self.of(self.first - timedelta(days=1))
        except OverflowError:
            raise PeriodError(self.code, "the calendar begins here.", "日历由此开始。") from None


@dataclass(frozen=True, slots=True, order=True)
class Day(_Calendar):
    """One day, code 20120315."""

    day: date

    @classmethod
    def of(cls, day: date) -> Day:
        return cls(day)

    @property
    def first(self) -> date:
        return self.day

    @property
    def last(self) -> date:
        return self.day

    @property
    def code(self) -> str:
        return f"{day_code(self.day):08d}"


@dataclass(frozen=True, slots=True, order=True)
class Month(_Calendar):
    """A month, code 201203."""

    year: int
    month: int

    def __post_init__(self) -> None:
        _check_year(self.year)
        if not 1 <= self.month <= 12:
            raise PeriodError(f"{self.year}-{self.month}", "a month is 1 to 12.", "月份应为1至12。")

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return _month_end(self.year, self.month)

    @property
    def code(self) -> str:
        return f"{self.year:04d}{self.month:02d}"


@dataclass(frozen=True, slots=True, order=True)
class Quarter(_Calendar):
    """A quarter, code 2012Q1."""

    year: int
    quarter: int

    def __post_init__(self) -> None:
        _check_year(self.year)
        if not 1 <= self.quarter <= 4:
            raise PeriodError(f"{self.year}Q{self.quarter}", "a quarter is 1 to 4.", "季度应为1至4。")

    @classmethod
    def of(cls, day: date) -> Quarter:
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.quarter - 2, 1)

    @property
    def last(self) -> date:
        return _month_end(self.year, 3 * self.quarter)

    @property
    def code(self) -> str:
        return f"{self.year:04d}Q{self.quarter}"


@dataclass(frozen=True, slots=True, order=True)
class HalfYear(_Calendar):
    """Half a year, code 2012H1."""

    year: int
    half: int

    def __post_init__(self) -> None:
        _check_year(self.year)
        if not 1 <= self.half <= 2:
            raise PeriodError(f"{self.year}H{self.half}", "a half-year is 1 or 2.", "半年应为1或2。")

    @classmethod
    def of(cls, day: date) -> HalfYear:
        return cls(day.year, 1 if day.month <= 6 else 2)

    @property
    def first(self) -> date:
        return date(self.year, 6 * self.half - 5, 1)

    @property
    def last(self) -> date:
        return _month_end(self.year, 6 * self.half)

    @property
    def code(self) -> str:
        return f"{self.year:04d}H{self.half}"


@dataclass(frozen=True, slots=True, order=True)
class Year(_Calendar):
    """A year, code 2012."""

    year: int

    def __post_init__(self) -> None:
        _check_year(self.year)

    @classmethod
    def of(cls, day: date) -> Year:
        return cls(day.year)

    @property
    def first(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        return date(self.year, 12, 31)

    @property
    def code(self) -> str:
        return f"{self.year:04d}"


@dataclass(frozen=True, slots=True, order=True)
class Window(_Period):
    """From a day to a day, both included, code 20120206-20120525: what is known when the day is not."""

    earliest: date
    latest: date

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise PeriodError(f"{self.earliest} – {self.latest}", "the first day lies after the last.", "起始日晚于截止日。")

    @property
    def first(self) -> date:
        return self.earliest

    @property
    def last(self) -> date:
        return self.latest

    @property
    def code(self) -> str:
        return f"{day_code(self.earliest):08d}-{day_code(self.latest):08d}"

    @property
    def is_a_day(self) -> bool:
        return self.earliest == self.latest


type CalendarPeriod = Day | Month | Quarter | HalfYear | Year
type Period = CalendarPeriod | Window

KINDS: dict[Grain, type[Day] | type[Month] | type[Quarter] | type[HalfYear] | type[Year]] = {
    Grain.DAY: Day,
    Grain.MONTH: Month,
    Grain.QUARTER: Quarter,
    Grain.HALF_YEAR: HalfYear,
    Grain.YEAR: Year,
}


def parse_period(written: str) -> Period:
    """Reads a code. Raises PeriodError with a sentence where it is none.

    >>> parse_period("201213")
    Traceback (most recent call last):
    xuanguan.periods.PeriodError: 2012-13: a month is 1 to 12.
    """
    for pattern, build in _CODES:
        if found := pattern.fullmatch(written.strip()):
            return build(*found.groups())
    raise PeriodError(
        written,
        "write a day as 20120315, a month as 201203, a quarter as 2012Q1, a half-year as 2012H1, a year as 2012,"
        " a window as 20120206-20120525.",
        "日写作20120315，月写作201203，季度写作2012Q1，半年写作2012H1，年写作2012，起止日写作20120206-20120525。",
    )


def format_period(period: Period) -> str:
    """The code of a period; `parse_period` reads it back."""
    return period.code


def period_of(day: date, grain: Grain) -> CalendarPeriod:
    """The period of that grain in which the day lies."""
    return KINDS[grain].of(day)


def periods_in(window: Period, grain: Grain) -> Iterator[CalendarPeriod]:
    """All periods of a grain that touch the window, in order; the first and last may stick out of it."""
    one = period_of(window.first, grain)
    while True:
        yield one
        if one.last >= window.last:
            return
        one = one.next()


def day_code(day: date) -> int:
    """A day as the number 20120315: it sorts as days do, and its month is the number without two digits."""
    return day.year * 10000 + day.month * 100 + day.day


def day_from_code(code: int) -> date:
    """The day of a number such as 20120315. Raises PeriodError where there is no such day."""
    try:
        return date(code // 10000, code // 100 % 100, code % 100)
    except ValueError:
        raise PeriodError(str(code), "there is no such day.", "没有这一天。") from None


def _month_end(year: int, month: int) -> date:
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def _check_year(year: int) -> None:
    if not 1 <= year <= 9999:
        raise PeriodError(str(year), "a year is 1 to 9999.", "年份应为1至9999。")


def _window(first: str, last: str) -> Window:
    return Window(day_from_code(int(first)), day_from_code(int(last)))


_CODES: list[tuple[re.Pattern[str], Callable[..., Period]]] = [
    (re.compile(r"(\d{4})", re.ASCII), lambda year: Year(int(year))),
    (re.compile(r"(\d{4})(\d{2})", re.ASCII), lambda year, month: Month(int(year), int(month))),
    (re.compile(r"(\d{8})", re.ASCII), lambda day: Day(day_from_code(int(day)))),
    (re.compile(r"(\d{4})Q(\d)", re.ASCII), lambda year, quarter: Quarter(int(year), int(quarter))),
    (re.compile(r"(\d{4})H(\d)", re.ASCII), lambda year, half: HalfYear(int(year), int(half))),
    (re.compile(r"(\d{8})-(\d{8})", re.ASCII), _window),
]
