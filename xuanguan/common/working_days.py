"""Counting working days: weekends, public holidays, and in China the weekend days that are worked in place of a holiday.

A country whose holidays are moved by decree each year (China) is known only for the years that were decreed. In any other year
nobody can say which days will be worked: then calendar days are counted, and whoever shows the date says so (`Counted.unknown`).
"""
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import holidays
from django.conf import settings

# Longer than any run of days off: Spring Festival and National Day take nine at most.
LONGEST_PAUSE = 31


@lru_cache(maxsize=4)
def calendar_of(country: str) -> holidays.HolidayBase:
    """The country's calendar; it fills itself year by year. Raises NotImplementedError for a country that it does not know."""
    return holidays.country_holidays(country)


@dataclass(frozen=True, slots=True)
class Counted:
    """A day that was counted to. `unknown`: the years whose holidays are not known, so that calendar days were counted."""

    day: dt.date
    unknown: tuple[int, ...] = ()


@lru_cache(maxsize=256)
def is_known(year: int, country: str) -> bool:
    """Whether the public holidays of the year are known: where they are moved by decree, whether the decree is in the calendar."""
    calendar = calendar_of(country)
    if not calendar.start_year <= year <= calendar.end_year:
        return False
    return not calendar.has_substituted_holidays or year in (getattr(calendar, "special_public_holidays", None) or {})


def is_working_day(day: dt.date, country: str | None = None) -> bool:
    """Monday to Friday without public holidays, and the weekend days worked in place of one (in China: 调休上班).

    In a year that is not known: Monday to Friday. `country`: a two-letter code, by default that of the settings.
    """
    country = country or settings.COUNTRY
    return calendar_of(country).is_working_day(day) if is_known(day.year, country) else day.weekday() < 5


@lru_cache(maxsize=4096)
def working_days_after(day: dt.date, days: int, country: str) -> Counted:
    """The `days`-th working day after `day`. Calendar days, if it would run into a year that is not known."""
    at, left, unknown = day, days, set()
    while left:
        at += dt.timedelta(days=1)
        if not is_known(at.year, country):
            unknown.add(at.year)
            break
        left -= is_working_day(at, country)
    if unknown:
        return Counted(day + dt.timedelta(days=days), tuple(sorted(unknown)))
    return Counted(at)


@lru_cache(maxsize=4096)
def not_before_work(day: dt.date, country: str) -> Counted:
    """The day itself if it is worked, else the next that is. In a year that is not known the day itself."""
    at = day
    for _step in range(LONGEST_PAUSE):
        if not is_known(at.year, country):
            return Counted(day, (at.year,))
        if is_working_day(at, country):
            return Counted(at)
        at += dt.timedelta(days=1)
    return Counted(day)
