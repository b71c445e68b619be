import doctest
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import xuanguan.periods as periods_room
from xuanguan.periods import (
    Day,
    Grain,
    HalfYear,
    Month,
    PeriodError,
    Quarter,
    Window,
    Year,
    day_code,
    day_from_code,
    format_period,
    parse_period,
    period_of,
    periods_in,
)

days = st.dates()
inner_days = st.dates(date(2, 1, 1), date(9998, 12, 31))
grains = st.sampled_from(list(Grain))
windows = st.tuples(days, days).map(lambda pair: Window(min(pair), max(pair)))
periods = st.one_of(windows, st.builds(period_of, days, grains))


@settings(deadline=None)
@given(periods)
def test_a_period_is_read_back_from_its_code(period):
    assert parse_period(format_period(period)) == period


@settings(deadline=None)
@given(days)
def test_a_day_is_read_back_from_its_number(day):
    assert day_from_code(day_code(day)) == day


@settings(deadline=None)
@given(days, days)
def test_the_numbers_of_days_sort_as_days_do(one, other):
    assert (day_code(one) < day_code(other)) == (one < other)


@settings(deadline=None)
@given(days, grains)
def test_a_day_lies_in_its_period_and_the_period_holds_it(day, grain):
    period = period_of(day, grain)

    assert day in period
    assert period.holds(Day(day))
    assert period.first <= day <= period.last


@settings(deadline=None)
@given(inner_days, grains)
def test_periods_of_a_grain_follow_one_another_without_a_gap(day, grain):
    period = period_of(day, grain)

    assert period.next().first == period.last + timedelta(days=1)
    assert period.next().previous() == period
    assert not period.overlaps(period.next())


@settings(deadline=None)
@given(inner_days, st.integers(0, 900), grains)
def test_the_periods_in_a_window_hold_each_of_its_days_once(first, length, grain):
    window = Window(first, min(first + timedelta(days=length), date(9998, 12, 31)))

    found = list(periods_in(window, grain))

    assert found[0].first <= window.first
    assert found[-1].last >= window.last
    assert found == [found[0], *(one.next() for one in found[:-1])]


@pytest.mark.parametrize(("written", "period"), [
    ("20120315", Day(date(2012, 3, 15))),
    ("201203", Month(2012, 3)),
    ("2012Q1", Quarter(2012, 1)),
    ("2012H2", HalfYear(2012, 2)),
    ("2012", Year(2012)),
    ("20120206-20120525", Window(date(2012, 2, 6), date(2012, 5, 25))),
    (" 2012 ", Year(2012)),
])
def test_codes_are_read(written, period):
    assert parse_period(written) == period


@pytest.mark.parametrize("written", [
    "", "12", "2012-03", "201213", "201200", "2012Q0", "2012Q5", "2012H3", "20120230", "0000", "20120525-20120206",
    "20120206-", "二〇一二", "２０１２",
])
def test_what_is_no_code_is_refused_with_a_sentence_in_both_languages(written):
    with pytest.raises(PeriodError) as refused:
        parse_period(written)

    assert refused.value.english
    assert refused.value.chinese


@pytest.mark.parametrize(("period", "first", "last"), [
    (Month(2012, 2), date(2012, 2, 1), date(2012, 2, 29)),
    (Month(2011, 12), date(2011, 12, 1), date(2011, 12, 31)),
    (Quarter(2012, 4), date(2012, 10, 1), date(2012, 12, 31)),
    (HalfYear(2012, 1), date(2012, 1, 1), date(2012, 6, 30)),
    (Year(9999), date(9999, 1, 1), date(9999, 12, 31)),
])
def test_periods_know_their_first_and_last_day(period, first, last):
    assert (period.first, period.last) == (first, last)


def test_the_calendar_ends_with_a_sentence_and_not_a_crash():
    with pytest.raises(PeriodError):
        Year(9999).next()
    with pytest.raises(PeriodError):
        Day(date.min).previous()


def test_a_month_counts_its_days_in_order():
    assert list(Month(2012, 2)) == [date(2012, 2, day) for day in range(1, 30)]
    assert len(Month(2012, 2)) == 29


def test_a_window_that_sticks_out_is_not_held_and_still_overlaps():
    window = Window(date(2012, 2, 6), date(2012, 5, 25))

    assert not Quarter(2012, 1).holds(window)
    assert Quarter(2012, 1).overlaps(window)
    assert Year(2012).holds(window)


def test_the_examples_in_the_docstrings_run():
    assert doctest.testmod(periods_room).failed == 0
