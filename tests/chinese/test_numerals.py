"""Numerals in characters, digits and both."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanguan.chinese.numerals import NotANumeral, format_numeral, parse_numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("十五", 15), ("二十三", 23), ("一百四十", 140), ("三百五", 350), ("两千三百", 2300), ("两万五", 25000),
     ("一万零五十", 10050), ("五亿三千万", 530_000_000), ("百", 100), ("万", 10_000), ("二〇一二", 2012), ("1.8万", 18_000),
     ("12,300", 12_300), ("3千", 3000), ("20万", 200_000), ("１００", 100), ("0.02", "0.02")],
)  # fmt: skip
def test_a_numeral_has_its_value(text, value):
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "三五", "十百", "百千", "五万余", "多", "12.3.4", "一二", "abc"])
def test_what_is_no_one_number_is_refused(text):
    with pytest.raises(NotANumeral):
        parse_numeral(text)


@given(st.integers(0, 10**15))
@settings(deadline=None)
def test_characters_go_round(number):
    assert parse_numeral(format_numeral(number)) == number


@given(st.integers(0, 10**15))
@settings(deadline=None)
def test_mixed_writing_goes_round(number):
    assert parse_numeral(format_numeral(number, style="mixed")) == number


def test_a_fraction_has_no_numeral_in_characters():
    with pytest.raises(ValueError, match="whole number"):
        format_numeral(Decimal("1.5"))
