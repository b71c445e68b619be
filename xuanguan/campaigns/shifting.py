"""Days of an earlier campaign carried into one that begins on another day."""
import calendar
import datetime as dt


def shifted(day: dt.date, earlier: dt.date, later: dt.date) -> dt.date:
    """The day that is as far from `later` as `day` was from `earlier`.

    In months where both beginnings have the same day of the month (last year's 30 April is this year's 30 April, whatever
    February had), and then the last day of a month stays the last day of a month; else in days.
    """
    if earlier.day != later.day:
        return day + (later - earlier)
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    moved = months_later(day, months)
    return moved.replace(day=_days_in(moved)) if day.day == _days_in(day) else moved


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months on; 31 January is 28 February a month later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _days_in(day: dt.date) -> int:
    return calendar.monthrange(day.year, day.month)[1]
