"""A window as people call it, and the one before it that it is compared with."""

from __future__ import annotations

from datetime import timedelta

from xuanguan.periods import CalendarPeriod, Grain, Window, period_of

_COARSEST_FIRST = (Grain.YEAR, Grain.HALF_YEAR, Grain.QUARTER, Grain.MONTH)


def calendar_period(window: Window) -> CalendarPeriod | None:
    """The year, half-year, quarter or month that the window is."""
    for grain in _COARSEST_FIRST:
        found = period_of(window.first, grain)
        if (found.first, found.last) == (window.first, window.last):
            return found
    return None


def span_before(window: Window) -> Window:
    """The month before a month, the quarter before a quarter; else as many days, ending on the day before."""
    if known := calendar_period(window):
        before = known.previous()
        return Window(before.first, before.last)
    last = window.first - timedelta(days=1)
    return Window(last - timedelta(days=len(window) - 1), last)
