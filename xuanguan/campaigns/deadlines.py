"""When an expectation is due: once, or for every month or quarter of the campaign."""
import datetime as dt
from dataclasses import dataclass

from xuanguan.campaigns.enums import DutyState, FulfilmentState, Rhythm
from xuanguan.periods import Grain, Window, period_of, periods_in

GRAINS = {Rhythm.MONTHLY: Grain.MONTH, Rhythm.QUARTERLY: Grain.QUARTER}


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do: in which period ("" for once, else 201203 or 2012Q1), its days, and the last day it is in time."""

    period: str
    first: dt.date
    last: dt.date | None
    due: dt.date | None


def due_dates(expectation, on: dt.date) -> list[Due]:
    """Everything that the expectation asks for up to `on`: periods that have begun, the earliest first.

    `expectation` has rhythm, due, due_days and a campaign with begins and ends.
    """
    begins, ends = expectation.campaign.begins, expectation.campaign.ends
    if expectation.rhythm == Rhythm.ONCE:
        return [Due("", begins, ends, expectation.due or ends)]
    last = min(on, ends) if ends else on
    if last < begins:
        return []
    return [
        Due(period.code, max(period.first, begins), min(period.last, ends) if ends else period.last,
            period.last + dt.timedelta(days=expectation.due_days))
        for period in periods_in(Window(begins, period_of(last, GRAINS[expectation.rhythm]).last), GRAINS[expectation.rhythm])]


def period_holding(expectation, earliest: dt.date, latest: dt.date) -> str | None:
    """The period that holds the whole window (counting.md, rule 7): "" for once, None where no single period does."""
    if expectation.rhythm == Rhythm.ONCE:
        return ""
    period = period_of(latest, GRAINS[expectation.rhythm])
    return period.code if period.first <= earliest else None


_DONE = {FulfilmentState.VERIFIED: DutyState.VERIFIED, FulfilmentState.REPORTED: DutyState.REPORTED, FulfilmentState.NOTHING: DutyState.NOTHING}


def state_of(due: Due, fulfilled: set[str], on: dt.date) -> DutyState:
    """How the expected item stands on a day; `fulfilled` holds the states of what was done for it."""
    for state, shown in _DONE.items():
        if state in fulfilled:
            return shown
    if due.first > on:
        return DutyState.AHEAD
    return DutyState.OVERDUE if due.due is not None and due.due < on else DutyState.OPEN
