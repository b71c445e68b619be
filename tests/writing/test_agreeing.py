"""How printed words stand to what is known."""
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuanguan.chinese.quantities import find_quantities
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.writing.agreeing import Agreement, agreement
from xuanguan.writing.amounts import worded

SAME, ROUNDED, SURER, BEYOND, SHORT = Agreement
EXACT, AT_LEAST, ABOUT, AT_MOST = Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.ABOUT, Qualifier.AT_MOST


@pytest.mark.parametrize(("text", "known", "qualifier", "expected"), [
    ("137场", 137, EXACT, SAME), ("130余场", 137, EXACT, ROUNDED), ("100余场", 137, EXACT, ROUNDED), ("140余场", 137, EXACT, BEYOND),
    ("100余场", 200, EXACT, SHORT), ("30余场", 137, EXACT, SHORT), ("138场", 137, EXACT, BEYOND), ("14场", 15, EXACT, SHORT),
    ("137场", 137, AT_LEAST, SURER), ("130余场", 130, AT_LEAST, SAME), ("120余场", 130, AT_LEAST, ROUNDED), ("50余场", 130, AT_LEAST, SHORT),
    ("近5万册", 49_600, EXACT, ROUNDED), ("近5万册", 50_100, EXACT, SHORT), ("近6万册", 49_600, EXACT, BEYOND), ("近1400余份", 1410, EXACT, ROUNDED),
    ("约8800份", 8845, EXACT, ROUNDED), ("约8800份", 8845, ABOUT, ROUNDED), ("约9800份", 8845, EXACT, BEYOND), ("8845份", 8845, ABOUT, SURER),
    ("5万余册", 48_600, EXACT, BEYOND), ("4.8万余册", 48_600, EXACT, ROUNDED), ("1.8万余册", 19_000, EXACT, SHORT),
    ("不少于9场", 9, AT_LEAST, SAME), ("不少于9场", 12, EXACT, ROUNDED), ("不少于5场", 12, EXACT, SHORT),
    ("不超过53人", 53, AT_MOST, SAME), ("不超过60人", 53, AT_MOST, ROUNDED), ("不超过50人", 53, EXACT, SHORT), ("53人", 53, AT_MOST, SURER),
    ("上百场", 137, EXACT, ROUNDED),
])
def test_what_is_written_beside_what_is_known(text, known, qualifier, expected):
    said = next(find_quantities(text)).quantity

    assert agreement(said, Quantity(Decimal(known), qualifier), text) is expected


@given(st.integers(1, 5_000_000), st.sampled_from([EXACT, EXACT, AT_LEAST, ABOUT, AT_MOST]))
def test_whatever_the_composer_prints_holds(value, qualifier):
    known = Quantity(Decimal(value), qualifier, "场")
    printed = worded(known, "zh")

    assert agreement(printed.means, known, printed.text).holds


@given(st.integers(30, 5_000_000), st.integers(30, 300))
def test_what_is_a_third_more_never_holds(value, percent):
    known = Quantity(Decimal(value), EXACT, "场")
    more = worded(Quantity(Decimal(value * (100 + percent) // 100 + 1), EXACT, "场"), "zh")

    assert agreement(more.means, known, more.text) is BEYOND
