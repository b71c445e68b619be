"""Working days of the country."""
import datetime as dt

import pytest

from xuanguan.common.working_days import is_working_day


@pytest.mark.parametrize(("day", "works"), [
    (dt.date(2012, 5, 25), True),    # a Friday
    (dt.date(2012, 5, 26), False),   # a Saturday
    (dt.date(2012, 4, 3), False),    # the long weekend of Qingming
    (dt.date(2012, 4, 1), True),     # the Sunday worked for it
])
def test_a_day_is_worked_or_not(day, works):
    assert is_working_day(day) == works


def test_another_country_has_other_days():
    assert (is_working_day(dt.date(2012, 7, 4)), is_working_day(dt.date(2012, 7, 4), "US")) == (True, False)
