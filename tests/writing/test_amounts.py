"""Numbers as they are printed: rounded as the field rounds, and never past the truth."""
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanguan.chinese.quantities import parse_quantity
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.writing.amounts import Rounding, contains, share, worded

quantities = st.builds(
    Quantity, st.integers(1, 10**10).map(Decimal), st.sampled_from(Qualifier), st.sampled_from(["场", "人次", "册", "家"]))


@settings(deadline=None, max_examples=400)
@given(quantities, st.sampled_from(Rounding))
def test_the_words_read_back_and_allow_the_number_that_they_stand_for(quantity, rounding):
    amount = worded(quantity, "zh", rounding)

    assert parse_quantity(amount.text) == amount.means
    assert contains(amount.means, quantity)


@settings(deadline=None)
@given(quantities)
def test_english_words_say_the_same_as_the_chinese(quantity):
    english, chinese = worded(quantity, "en"), worded(quantity, "zh")

    digits = "".join(letter for letter in english.text if letter.isdigit())
    assert english.means == chinese.means
    assert digits == str(int(english.means.value))


@pytest.mark.parametrize(("value", "qualifier", "chinese", "english"), [
    (37, "exact", "37场", "37"), (137, "exact", "137场", "137"), (1234, "exact", "1200余场", "more than 1,200"), (5000, "exact", "5000场", "5,000"),
    (49600, "exact", "近5万场", "nearly 50,000"), (48600, "exact", "4.8万余场", "more than 48,000"), (100, "at_least", "100余场", "more than 100"),
    (137, "at_least", "130余场", "more than 130"), (9, "at_least", "不少于9场", "at least 9"), (37, "at_least", "30余场", "more than 30"),
    (8845, "about", "约8800场", "about 8,800"), (53, "at_most", "不超过53场", "at most 53"), (200000, "at_least", "20万余场", "more than 200,000"),
])
def test_the_field_rounds_so(value, qualifier, chinese, english):
    quantity = Quantity(Decimal(value), Qualifier(qualifier), "场")

    assert (worded(quantity, "zh").text, worded(quantity, "en").text) == (chinese, english)


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_share_is_all_or_nothing_only_where_it_is(part, whole):
    part = min(part, whole)

    found = share(Decimal(part), Decimal(whole))

    assert (found == 100) == (part == whole)
    assert (found == 0) == (part == 0)
    assert abs(found - Decimal(part) * 100 / whole) <= Decimal("0.1")
