"""The burden that an expectation lays on a unit: forms, fields, minutes. Counted before anything is asked, and shown to those who ask.

Fields are the most that a form can ask for: its fixed ones and every measure of the longest of its kinds. Minutes are an
estimate, not a measurement; the two numbers behind it stand here and are told wherever minutes are.
"""
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from xuanguan.campaigns.deadlines import due_dates
from xuanguan.campaigns.models import Campaign, Expectation
from xuanguan.campaigns.shifting import months_later

# To open the form, to find the photograph or paper that shows it, and to send.
MINUTES_A_FORM = 2.0
MINUTES_A_FIELD = 0.5
# What every report asks for beside its measures: what it was, the kind, the day, who organised it, the evidence.
FIXED_FIELDS = 5


@dataclass(frozen=True, slots=True)
class Burden:
    forms: int = 0
    fields: int = 0

    @property
    def minutes(self) -> float:
        return self.forms * MINUTES_A_FORM + self.fields * MINUTES_A_FIELD

    @property
    def hours(self) -> float:
        return self.minutes / 60

    def __add__(self, other: Burden) -> Burden:
        return Burden(self.forms + other.forms, self.fields + other.fields)

    def times(self, number: int) -> Burden:
        return Burden(self.forms * number, self.fields * number)


def last_day_counted(campaign: Campaign) -> dt.date:
    """The campaign's last day; one without an end is counted for a year from its first."""
    return campaign.ends or months_later(campaign.begins, 12) - dt.timedelta(days=1)


def times_asked(expectation: Expectation) -> int:
    """How often the expectation asks one unit, from the campaign's first day to its last."""
    return len(due_dates(expectation, last_day_counted(expectation.campaign)))


def fields_of(expectation: Expectation, most_measures: int) -> int:
    """The fields of its form, at most. `most_measures`: of all kinds of the campaign, for an expectation of any kind."""
    kinds = list(expectation.kinds.all())
    return FIXED_FIELDS + (max(len(kind.measures.all()) for kind in kinds) if kinds else most_measures)


def burden_of(expectation: Expectation, most_measures: int) -> Burden:
    """What the expectation asks of one unit in the whole campaign. Fetch `kinds__measures` and the campaign with it."""
    times = times_asked(expectation)
    return Burden(times, times * fields_of(expectation, most_measures))
