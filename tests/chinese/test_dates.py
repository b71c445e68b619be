"""Dates and intervals, relative to the day a text was written."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanguan.chinese.dates import Form, find_dates, format_date, names_a_deed, parse_date

WRITTEN = "2020-10-16"


@pytest.mark.parametrize(
    ("text", "iso"),
    [("10月14日", "2020-10-14"), ("2012年5月25日", "2012-05-25"), ("9月1日至30日", "2020-09-01/2020-09-30"),
     ("11月28日至12月4日", "2019-11-28/2019-12-04") , ("今年以来", "2020-01-01/2020-10-16"), ("9月以来", "2020-09-01/2020-10-16"),
     ("6月上旬", "2020-06"), ("3月份", "2020-03"), ("上半年", "2020-01-01/2020-06-30"), ("第三季度", "2020-07-01/2020-09-30"),
     ("6月至8月", "2020-06-01/2020-08-31"), ("2014年", "2014"), ("去年", "2019"), ("十月十四日", "2020-10-14"),
     ("二〇一二年五月二十五日", "2012-05-25"), ("12月3日", "2020-12-03"), ("去年12月3日", "2019-12-03")],
)  # fmt: skip
def test_a_mention_has_its_date(text, iso):
    if text == "11月28日至12月4日":
        assert parse_date(text, "2020-01-16") == iso
    else:
        assert parse_date(text, WRITTEN) == iso


@pytest.mark.parametrize(
    ("text", "form"),
    [("当天", Form.SAME_DAY), ("同日", Form.SAME_DAY), ("近日", Form.UNKNOWN), ("此前", Form.UNKNOWN),
     ("截至目前", Form.UNTIL_NOW), ("截至11月20日", Form.UNTIL), ("截止到10月底", Form.UNTIL)],
)  # fmt: skip
def test_a_mention_without_a_day_says_what_it_does(text, form):
    assert [m.form for m in find_dates(text, WRITTEN)][:1] == [form]


@pytest.mark.parametrize("text", ["7月15日施行", "8月底前完成", "1月1日起正式施行"])
def test_a_birthday_of_a_law_and_a_deadline_date_no_deed(text):
    mention = next(find_dates(text, WRITTEN))

    assert not names_a_deed(text, mention.end)


def test_without_the_day_of_writing_a_day_without_year_stays_unknown():
    assert parse_date("9月5日", None) is None


@given(st.dates(datetime.date(1949, 10, 1), datetime.date(2099, 12, 31)))
@settings(deadline=None)
def test_a_day_goes_round(day):
    assert parse_date(format_date(day.isoformat()), None) == day.isoformat()


@given(st.dates(datetime.date(1949, 10, 1), datetime.date(2099, 1, 1)), st.integers(1, 90))
@settings(deadline=None)
def test_an_interval_goes_round(first, length):
    iso = f"{first.isoformat()}/{(first + datetime.timedelta(length)).isoformat()}"

    assert parse_date(format_date(iso), None) == iso


@given(st.text(alphabet="年月日至上下半季度0123456789今以来，。", max_size=40))
@settings(deadline=None)
def test_no_text_breaks_it(text):
    for mention in find_dates(text, WRITTEN):
        assert 0 <= mention.start < mention.end <= len(text)
