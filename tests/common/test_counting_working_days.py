"""Working days of China with their shifted weekends; a year that nobody knows yet is said to be one."""
import datetime as dt

import pytest

from xuanguan.campaigns.deadlines import Due, due_dates
from xuanguan.campaigns.enums import DueBy, Rhythm
from xuanguan.campaigns.models import Campaign, Expectation
from xuanguan.common.working_days import Counted, is_known, not_before_work, working_days_after


def expectation(**fields) -> Expectation:
    begins, ends = fields.pop("begins", dt.date(2012, 4, 1)), fields.pop("ends", dt.date(2012, 4, 30))
    return Expectation(campaign=Campaign(begins=begins, ends=ends), **fields)


@pytest.mark.parametrize(("day", "days", "found"), [
    (dt.date(2012, 4, 27), 1, dt.date(2012, 4, 28)),  # the Saturday that is worked for Labour Day
    (dt.date(2012, 4, 28), 1, dt.date(2012, 5, 2)),   # Sunday, and three days off
    (dt.date(2012, 4, 30), 5, dt.date(2012, 5, 8)),
    (dt.date(2012, 9, 28), 2, dt.date(2012, 10, 8)),  # 29 September is worked; then eight days off
    (dt.date(2012, 5, 4), 0, dt.date(2012, 5, 4)),
])
def test_working_days_leave_out_holidays_and_count_the_weekend_days_worked_for_them(day, days, found):
    assert working_days_after(day, days, "CN") == Counted(found)


def test_another_country_has_its_own_holidays():
    assert working_days_after(dt.date(2012, 7, 3), 1, "US") == Counted(dt.date(2012, 7, 5))


def test_of_a_year_that_is_not_decreed_yet_calendar_days_are_counted_and_marked():
    assert (is_known(2026, "CN"), is_known(2027, "CN"), is_known(2027, "US")) == (True, False, True)
    assert working_days_after(dt.date(2026, 12, 30), 5, "CN") == Counted(dt.date(2027, 1, 4), (2027,))
    assert not_before_work(dt.date(2027, 1, 2), "CN") == Counted(dt.date(2027, 1, 2), (2027,))


def test_a_monthly_report_is_due_so_many_working_days_after_the_month():
    dues = due_dates(expectation(rhythm=Rhythm.MONTHLY, due_days=5, due_by=DueBy.WORKING), dt.date(2012, 4, 30))

    assert dues == [Due("201204", dt.date(2012, 4, 1), dt.date(2012, 4, 30), dt.date(2012, 5, 8))]


@pytest.mark.parametrize(("waits", "due"), [(False, dt.date(2012, 4, 30)), (True, dt.date(2012, 5, 2))])
def test_a_deadline_on_a_day_off_moves_to_the_next_working_day_where_the_expectation_says_so(waits, due):
    assert due_dates(expectation(due=dt.date(2012, 4, 30), waits_for_work=waits), dt.date(2012, 4, 30))[0].due == due


@pytest.mark.parametrize(("rhythm", "periods"), [
    (Rhythm.HALF_YEARLY, ["2012H1", "2012H2"]), (Rhythm.YEARLY, ["2012"]), (Rhythm.QUARTERLY, ["2012Q2", "2012Q3", "2012Q4"])])
def test_an_expectation_is_asked_for_in_the_periods_of_its_rhythm(rhythm, periods):
    dues = due_dates(expectation(rhythm=rhythm, ends=dt.date(2012, 12, 31)), dt.date(2012, 12, 31))

    assert [due.period for due in dues] == periods
