"""Working days of the country, with its public holidays and the weekends worked in their place."""
import datetime as dt
from functools import lru_cache

import holidays
from django.conf import settings


@lru_cache(maxsize=4)
def calendar_of(country: str) -> holidays.HolidayBase:
    """The country's calendar; it fills itself year by year. Raises NotImplementedError for a country that it does not know."""
    return holidays.country_holidays(country)


def is_working_day(day: dt.date, country: str | None = None) -> bool:
    """Monday to Friday without public holidays, and the weekend days worked in place of one (in China: 调休上班)."""
    return calendar_of(country or settings.COUNTRY).is_working_day(day)
