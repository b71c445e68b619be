"""When an expectation is due: once, or for every month, quarter, half-year or year of the campaign."""
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from xuanguan.campaigns.enums import DueBy, DutyState, FulfilmentState, Rhythm
from xuanguan.common.working_days import Counted, not_before_work, working_days_after
from xuanguan.periods import CalendarPeriod, Grain, Window, period_of, periods_in

GRAINS = {Rhythm.MONTHLY: Grain.MONTH, Rhythm.QUARTERLY: Grain.QUARTER, Rhythm.HALF_YEARLY: Grain.HALF_YEAR, Rhythm.YEARLY: Grain.YEAR}


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do: in which period ("" for once, else 201203 or 2012Q1), its days, and the last day it is in time.

    `unknown`: years whose holidays nobody knows yet, so that calendar days were counted; pages mark such a day.
    """

    period: str
    first: dt.date
    last: dt.date | None
    due: dt.date | None
    unknown: tuple[int, ...] = ()

    def counted_on(self, on: dt.date) -> dt.date:
        """The day whose roster is asked: the period's end, or the day asked about while it still runs."""
        day = on if self.last is None or self.last > on else self.last
        return max(day, self.first)


def due_dates(expectation, on: dt.date) -> list[Due]:
    """Everything that the expectation asks for up to `on`: periods that have begun, the earliest first.

    `expectation` has rhythm, due, due_days, due_by, waits_for_work and a campaign with begins and ends.
    """
    begins, ends = expectation.campaign.begins, expectation.campaign.ends
    if expectation.rhythm == Rhythm.ONCE:
        if expectation.due is None:
            return [Due("", begins, ends, ends)]
        day = not_before_work(expectation.due, settings.COUNTRY) if expectation.waits_for_work else Counted(expectation.due)
        return [Due("", begins, ends, day.day, day.unknown)]
    last = min(on, ends) if ends else on
    if last < begins:
        return []
    grain = GRAINS[Rhythm(expectation.rhythm)]
    dues = []
    for period in _periods(begins, last, grain):
        due = due_after(period.last, expectation.due_days, expectation.due_by, expectation.waits_for_work)
        dues.append(Due(period.code, max(period.first, begins), min(period.last, ends) if ends else period.last, due.day, due.unknown))
    return dues


def due_after(end: dt.date, days: int, due_by: str, waits_for_work: bool) -> Counted:
    """So many days after the end of a period, in working or in calendar days."""
    if due_by == DueBy.WORKING:
        return working_days_after(end, days, settings.COUNTRY)
    day = end + dt.timedelta(days=days)
    return not_before_work(day, settings.COUNTRY) if waits_for_work else Counted(day)


def due_at_hand(dues: list[Due], on: dt.date) -> Due | None:
    """Of periods the last that is over, else the first that has begun; of what is asked once the one there is."""
    over = [due for due in dues if due.period and due.last is not None and due.last < on]
    return over[-1] if over else dues[0] if dues else None


def period_holding(expectation, earliest: dt.date, latest: dt.date) -> str | None:
    """The period that holds the whole window (counting.md, rule 7): "" for once, None where no single period does."""
    if expectation.rhythm == Rhythm.ONCE:
        return ""
    period = period_of(latest, GRAINS[Rhythm(expectation.rhythm)])
    return period.code if period.first <= earliest else None


_DONE = {FulfilmentState.VERIFIED: DutyState.VERIFIED, FulfilmentState.REPORTED: DutyState.REPORTED, FulfilmentState.NOTHING: DutyState.NOTHING}


def state_of(due: Due, fulfilled: set[str], on: dt.date, extended: dt.date | None = None) -> DutyState:
    """How the expected item stands on a day; `fulfilled` holds the states of what was done for it, `extended` the day granted."""
    for state, shown in _DONE.items():
        if state in fulfilled:
            return shown
    if due.first > on:
        return DutyState.AHEAD
    if due.due is None or due.due >= on:
        return DutyState.OPEN
    return DutyState.EXTENDED if extended is not None and extended >= on else DutyState.OVERDUE


@lru_cache(maxsize=256)
def _periods(begins: dt.date, last: dt.date, grain: Grain) -> tuple[CalendarPeriod, ...]:
    return tuple(periods_in(Window(begins, period_of(last, grain).last), grain))
