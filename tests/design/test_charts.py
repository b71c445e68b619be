"""Where the shapes of charts stand: sums, order and scale, for any numbers."""
import doctest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanguan.design import charts
from xuanguan.design.charts import (
    Bar,
    Column,
    Panel,
    Piece,
    Tile,
    group_digits,
    lay_out_bars,
    lay_out_columns,
    lay_out_panels,
    lay_out_tiles,
    pieces_of,
    ticks_to,
)
from xuanguan.design.marks import Mark

numbers = st.integers(min_value=0, max_value=10**7)
bars = st.builds(Bar, label=st.text(max_size=5), verified=numbers, self_reported=numbers, stated=numbers, missing=numbers)
columns = st.builds(Column, label=st.text(max_size=3), verified=numbers, self_reported=numbers)
places = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), unique=True, min_size=1, max_size=40)


def test_the_examples_in_the_documentation_are_right():
    assert doctest.testmod(charts).failed == 0


def test_stated_is_drawn_round_the_itemised_and_never_added_to_it():
    pieces = pieces_of(verified=30, self_reported=20, stated=100)

    assert pieces == (Piece(Mark.VERIFIED, 0, 30), Piece(Mark.SELF_REPORTED, 30, 20), Piece(Mark.STATED, 0, 100))


def test_missing_follows_after_the_longer_of_itemised_and_stated():
    assert pieces_of(verified=2, self_reported=1, stated=14, missing=6)[-1] == Piece(Mark.MISSING, 70, 30)
    assert pieces_of(verified=14, stated=2, missing=6)[-1] == Piece(Mark.MISSING, 70, 30)


def test_the_end_of_a_stated_total_is_shown_by_itself_when_more_is_on_record():
    pieces = pieces_of(verified=120, self_reported=80, stated=100)

    assert pieces[-1] == Piece(Mark.STATED, 0, 50, inside=True)
    assert pieces[-1].end == 50


def test_nothing_at_all_draws_nothing():
    assert pieces_of() == ()


def test_a_negative_part_is_refused_with_its_name():
    with pytest.raises(ValueError, match="stated is -1"):
        pieces_of(stated=-1)


def test_parts_that_do_not_fit_the_scale_are_refused():
    with pytest.raises(ValueError, match="reach to 12 but the scale ends at 10"):
        pieces_of(verified=7, missing=5, scale=10)


@settings(deadline=None)
@given(numbers, numbers, numbers, numbers)
def test_the_pieces_of_any_line_share_it_out_without_a_gap(verified, self_reported, stated, missing):
    pieces = {piece.mark: piece for piece in pieces_of(verified=verified, self_reported=self_reported, stated=stated, missing=missing)}

    if not pieces:
        assert verified + self_reported + stated + missing == 0
        return
    assert max(piece.end for piece in pieces.values()) == pytest.approx(100, abs=0.01)
    solid = pieces.get(Mark.VERIFIED, Piece(Mark.VERIFIED, 0, 0))
    if self_reported:
        assert pieces[Mark.SELF_REPORTED].start == pytest.approx(solid.end, abs=0.01)
    if missing:
        reach = max(piece.end for mark, piece in pieces.items() if mark is not Mark.MISSING) if len(pieces) > 1 else 0
        assert pieces[Mark.MISSING].start == pytest.approx(reach, abs=0.01)


@settings(deadline=None)
@given(st.lists(bars, max_size=20))
def test_bars_are_sorted_by_what_is_itemised_and_share_one_scale(rows):
    laid = lay_out_bars(rows)

    assert [row.bar.itemised for row in laid] == sorted((bar.itemised for bar in rows), reverse=True)
    assert sorted(map(repr, rows)) == sorted(repr(row.bar) for row in laid)
    scale = max((bar.extent for bar in rows), default=0)
    for row in laid:
        solid = next((piece.length for piece in row.pieces if piece.mark is Mark.VERIFIED), 0)
        assert solid == pytest.approx(100 * row.bar.verified / scale if scale else 0, abs=0.01)


def test_bars_keep_the_order_given_where_the_order_says_something():
    rows = [Bar("first", verified=1), Bar("second", verified=9)]

    assert [row.bar.label for row in lay_out_bars(rows, ordered=True)] == ["first", "second"]


def test_a_bar_is_written_with_its_qualifier_or_with_its_sum():
    laid = lay_out_bars([Bar("a", verified=130, value="130余"), Bar("b", verified=1000, self_reported=27)])

    assert [row.text for row in laid] == ["1,027", "130余"]


@settings(deadline=None)
@given(st.lists(columns, min_size=1, max_size=36))
def test_the_parts_of_a_column_stand_on_each_other_inside_the_plot(periods):
    plot = lay_out_columns(periods)

    for stack, column in zip(plot.stacks, periods, strict=True):
        height = column.itemised * (plot.height - 18) / plot.scale
        assert stack.verified_height + stack.self_reported_height == pytest.approx(height, abs=0.05)
        assert stack.self_reported_y + stack.self_reported_height == pytest.approx(stack.verified_y, abs=0.05)
        assert stack.verified_y + stack.verified_height == pytest.approx(plot.foot, abs=0.05)
        assert stack.self_reported_y >= 0
        assert stack.x >= 0
        assert stack.x + stack.width <= 100.001


def test_only_the_highest_and_the_last_column_are_written():
    plot = lay_out_columns([Column("1", verified=3), Column("2", verified=1200), Column("3", verified=5), Column("4", verified=7)])

    assert [stack.text for stack in plot.stacks] == ["", "1,200", "", "7"]


def test_a_year_of_days_gets_few_labels():
    plot = lay_out_columns([Column(f"{day}", verified=1) for day in range(1, 367)])

    assert sum(1 for stack in plot.stacks if stack.label) == 5


def test_periods_without_anything_have_no_ticks():
    assert lay_out_columns([Column("1"), Column("2")]).ticks == ()


@settings(deadline=None)
@given(st.lists(st.lists(columns, min_size=1, max_size=8), min_size=1, max_size=6))
def test_small_multiples_share_one_scale(groups):
    laid = lay_out_panels([Panel(str(i), group) for i, group in enumerate(groups)])

    assert len({plot.scale for _panel, plot in laid}) == 1


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=10**9))
def test_ticks_are_few_round_and_reach_the_highest(highest):
    ticks = ticks_to(highest)

    assert 1 <= len(ticks) <= 3
    assert ticks[-1] >= highest
    assert len(ticks) == 1 or ticks[-2] < highest
    assert str(ticks[0]).rstrip("0") in {"1", "2", "5"}


@settings(deadline=None)
@given(places)
def test_no_two_tiles_touch_the_same_place_and_all_stand_inside(squares):
    plot = lay_out_tiles([Tile(row, col, f"{row}-{col}", Mark.MISSING, "#") for row, col in squares])

    assert len({(placed.x, placed.y) for placed in plot.tiles}) == len(squares)
    assert min(placed.x for placed in plot.tiles) == 0
    assert min(placed.y for placed in plot.tiles) == 0
    assert max(placed.x for placed in plot.tiles) + plot.tile_width <= 100.01
    assert max(placed.y for placed in plot.tiles) + plot.tile_height == plot.height


def test_two_tiles_on_one_square_are_named():
    with pytest.raises(ValueError, match="second and first both stand at row 0, column 1"):
        lay_out_tiles([Tile(0, 1, "first", "missing", "#"), Tile(0, 1, "second", "missing", "#")])


@settings(deadline=None)
@given(st.integers(), st.sampled_from([",", " ", "\u202f", ""]))
def test_grouped_digits_read_back(value, separator):
    text = group_digits(value, separator=separator)

    assert int(text.replace(separator, "") if separator else text) == value
