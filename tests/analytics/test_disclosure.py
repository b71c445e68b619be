from hypothesis import given, settings
from hypothesis import strategies as st

from xuanguan.analytics.disclosure import public, suppressed

cells = st.dictionaries(st.text(max_size=3), st.integers(0, 60), max_size=8)


@settings(deadline=None)
@given(cells, st.integers(2, 10))
def test_no_small_cell_is_shown(cells, threshold):
    shown = public(cells, threshold=threshold)

    assert not [value for value in shown.values() if value and value < threshold]


@settings(deadline=None)
@given(cells, st.integers(2, 10))
def test_a_hidden_cell_cannot_be_had_by_subtraction(cells, threshold):
    hidden = suppressed(cells, threshold=threshold)
    others = [value for key, value in cells.items() if key not in hidden and value]

    assert len(hidden) != 1 or not others


def test_zero_is_shown_and_nothing_is_hidden_where_all_are_large():
    assert public({"a": 0, "b": 12}) == {"a": 0, "b": 12}


def test_a_threshold_of_one_hides_nothing():
    assert suppressed({"a": 1}, threshold=1) == frozenset()
