"""Values with qualifiers: addition by the law of figures, bounds, rounding."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanguan.quantities import KindsDoNotAdd, Qualifier, Quantity, joined, total

EXACT, AT_LEAST, ABOUT, AT_MOST = Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.ABOUT, Qualifier.AT_MOST
additive = st.sampled_from([EXACT, AT_LEAST, ABOUT])
amounts = st.integers(0, 10**9).map(Decimal)
quantities = st.builds(Quantity, amounts, additive, st.just("场"))


@pytest.mark.parametrize(
    ("left", "right", "sum_is"),
    [(EXACT, EXACT, EXACT), (EXACT, AT_LEAST, AT_LEAST), (AT_LEAST, AT_LEAST, AT_LEAST), (EXACT, ABOUT, ABOUT),
     (AT_LEAST, ABOUT, ABOUT), (ABOUT, ABOUT, ABOUT), (AT_MOST, AT_MOST, AT_MOST)],
)  # fmt: skip
def test_a_sum_is_never_surer_than_its_parts(left, right, sum_is):
    assert joined(left, right) is sum_is
    assert joined(right, left) is sum_is


def test_an_upper_bound_stays_apart_from_the_sum():
    parts = [Quantity(Decimal(30), EXACT, "人"), Quantity(Decimal(20), AT_MOST, "人"), Quantity(Decimal(5), AT_LEAST, "人")]

    result = total(parts)

    assert result.sum == Quantity(Decimal(35), AT_LEAST, "人")
    assert result.upper_bounds == Quantity(Decimal(20), AT_MOST, "人")


def test_persons_and_attendances_do_not_add():
    with pytest.raises(KindsDoNotAdd):
        Quantity(Decimal(3), EXACT, "人") + Quantity(Decimal(4), EXACT, "人次")


def test_a_total_of_nothing_is_nothing_and_not_zero():
    result = total([])

    assert (result.sum, result.upper_bounds) == (None, None)


def test_a_quantity_is_never_negative():
    with pytest.raises(ValueError, match="zero or more"):
        Quantity(Decimal(-1))


@given(st.lists(quantities, min_size=1, max_size=8))
@settings(deadline=None)
def test_the_order_of_adding_does_not_matter(parts):
    forward, backward = total(parts), total(list(reversed(parts)))

    assert forward == backward
    # the plain way: values summed, and the weakest qualifier present
    weakest = ABOUT if any(p.qualifier is ABOUT for p in parts) else AT_LEAST if any(p.qualifier is AT_LEAST for p in parts) else EXACT
    assert forward.sum == Quantity(sum((p.value for p in parts), Decimal(0)), weakest, "场")


@given(amounts, st.integers(1, 4))
@settings(deadline=None)
def test_rounding_down_keeps_the_floor_true(value, digits):
    rounded = Quantity(value, EXACT, "场").rounded(digits)

    assert rounded.value <= value
    assert rounded.lowest is not None
    assert (rounded.qualifier is EXACT) == (rounded.value == value)


def test_a_hundred_and_thirty_seven_is_written_as_a_hundred_and_thirty_odd():
    assert Quantity(Decimal(137), EXACT, "场").rounded(2) == Quantity(Decimal(130), AT_LEAST, "场")


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [("≥100", "137", True), ("≥100", "99", False), ("≈100", "105", True), ("≈100", "140", False), ("≤20", "21", False),
     ("≤20", "20", True), ("5", "5", True), ("5", "6", False)],
)  # fmt: skip
def test_two_wordings_agree_when_one_number_can_stand_behind_both(one, other, agree):
    marks = {"≥": AT_LEAST, "≈": ABOUT, "≤": AT_MOST}

    def of(text):
        return Quantity(Decimal(text.lstrip("≥≈≤")), marks.get(text[0], EXACT), "场")

    assert of(one).agrees_with(of(other)) is agree
