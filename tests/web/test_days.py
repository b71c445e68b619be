"""Days in words: what both ends share is said once."""
import datetime as dt

import pytest
from django.utils import translation

from xuanguan.web.days import interval, window

FEBRUARY, APRIL, LATE_APRIL, MAY, NEXT_YEAR = (dt.date(2012, 2, 6), dt.date(2012, 4, 24), dt.date(2012, 4, 26), dt.date(2012, 5, 25), dt.date(2013, 1, 1))


@pytest.mark.parametrize(("first", "last", "chinese", "english"), [
    (APRIL, APRIL, "2012年4月24日", "24 April 2012"),
    (APRIL, LATE_APRIL, "2012年4月24日至26日", "24 to 26 April 2012"),
    (FEBRUARY, MAY, "2012年2月6日至5月25日", "6 February to 25 May 2012"),
    (MAY, NEXT_YEAR, "2012年5月25日至2013年1月1日", "25 May 2012 to 1 January 2013"),
])
def test_an_interval_says_month_and_year_once_where_both_ends_share_them(first, last, chinese, english):
    with translation.override("zh-hans"):
        assert interval(first, last) == chinese
    with translation.override("en"):
        assert interval(first, last) == english


def test_some_day_between_two_is_told_apart_from_all_the_days_between_them():
    with translation.override("zh-hans"):
        assert window(FEBRUARY, MAY) == "2012年2月6日至5月25日之间"
    with translation.override("en"):
        assert window(FEBRUARY, MAY) == "between 6 February and 25 May 2012"
