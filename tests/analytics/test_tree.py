from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analytics.oracle import Oracle
from tests.analytics.synthetic import BEGINS, DAYS, TODAY, small
from xuanguan.analytics import Affiliation, Place, Succession, TreeError, Trees

# A nation, a municipality with a district, a province with two prefectures and three counties, and organs.
NATION, CITY, DISTRICT, PROVINCE, EAST, WEST, HILL, LAKE, MOOR, BUREAU = range(1, 11)
LEVELS = {NATION: 0, CITY: 1, DISTRICT: 3, PROVINCE: 1, EAST: 2, WEST: 2, HILL: 3, LAKE: 3, MOOR: 3, BUREAU: None}
ALWAYS = [
    Affiliation(CITY, None, NATION), Affiliation(DISTRICT, None, CITY), Affiliation(PROVINCE, None, NATION),
    Affiliation(EAST, None, PROVINCE), Affiliation(WEST, None, PROVINCE), Affiliation(HILL, None, EAST),
    Affiliation(LAKE, None, EAST), Affiliation(MOOR, None, WEST), Affiliation(BUREAU, None, HILL, 7),
]
BEFORE, DAY, AFTER = date(2012, 1, 1), date(2012, 6, 1), date(2012, 7, 1)


def trees(*changes, successions=(), levels=LEVELS):
    return Trees(levels, [*ALWAYS, *changes], successions, today=date(2012, 12, 31))


def test_a_county_stands_below_its_prefecture_province_and_nation():
    assert trees().path(HILL, DAY) == (NATION, PROVINCE, EAST, HILL)


def test_a_bureau_stands_at_its_territory():
    assert trees().path(BUREAU, DAY) == (NATION, PROVINCE, EAST, HILL)
    assert trees().system(BUREAU, DAY) == 7


def test_a_missing_middle_level_is_filled_with_the_next_division_below():
    assert trees().path(DISTRICT, DAY) == (NATION, CITY, DISTRICT, DISTRICT)


def test_a_unit_above_the_lowest_level_has_nothing_below_it():
    assert trees().path(PROVINCE, DAY) == (NATION, PROVINCE, 0, 0)


def test_a_root_below_level_zero_fills_the_levels_above():
    alone = Trees({1: 1, 2: 2}, [Affiliation(2, None, 1)], today=DAY)

    assert alone.path(2, DAY) == (1, 1, 2)


def test_a_partner_outside_the_tree_is_at_no_node():
    assert trees(levels={**LEVELS, 99: None}).path(99, DAY) == (0, 0, 0, 0)


def test_a_transferred_county_is_in_its_old_prefecture_until_the_day_before():
    moved = trees(Affiliation(HILL, DAY, WEST))

    assert moved.path(HILL, DAY - timedelta(days=1))[2] == EAST
    assert moved.path(HILL, DAY)[2] == WEST
    assert moved.path(BUREAU, AFTER) == (NATION, PROVINCE, WEST, HILL)


def test_a_merged_county_is_shown_as_its_successor_on_a_later_map_only():
    merged = trees(Affiliation(HILL, DAY, None), successions=[Succession(HILL, MOOR, DAY)])

    assert merged.path(HILL, BEFORE) == (NATION, PROVINCE, EAST, HILL)
    assert merged.path_today(HILL) == (NATION, PROVINCE, WEST, MOOR)
    assert merged.path_today(BUREAU) == (NATION, PROVINCE, WEST, MOOR)


def test_a_split_county_is_shown_as_the_part_that_kept_its_code():
    split = trees(
        Affiliation(HILL, DAY, None), successions=[Succession(HILL, LAKE, DAY), Succession(HILL, MOOR, DAY, stands_for=False)]
    )

    assert split.place(HILL, AFTER) == Place(LAKE, divided=True)


def test_a_county_split_with_no_part_that_kept_its_code_is_shown_at_the_parent_not_divided():
    split = trees(Affiliation(HILL, DAY, None), successions=[Succession(HILL, LAKE, DAY), Succession(HILL, MOOR, DAY)])

    assert split.place(HILL, AFTER) == Place(EAST, divided=False)
    assert split.path_today(HILL) == (NATION, PROVINCE, EAST, 0)


def test_a_successor_that_was_merged_itself_is_followed():
    merged = trees(
        Affiliation(HILL, DAY, None), Affiliation(LAKE, AFTER, None),
        successions=[Succession(HILL, LAKE, DAY), Succession(LAKE, MOOR, AFTER)],
    )

    assert merged.place(HILL, DAY) == Place(LAKE)
    assert merged.place(HILL, AFTER) == Place(MOOR)


def test_a_bureau_that_closed_keeps_its_last_line():
    closed = trees(Affiliation(BUREAU, DAY, None, None))

    assert closed.system(BUREAU, AFTER) == 7
    assert closed.path(BUREAU, AFTER) == (NATION, PROVINCE, EAST, HILL)


def test_units_in_a_circle_are_refused_by_name():
    circle = trees(Affiliation(EAST, DAY, HILL))

    with pytest.raises(TreeError, match="circle"):
        circle.path(LAKE, DAY)


def test_units_that_succeed_each_other_are_refused():
    circle = trees(
        Affiliation(HILL, DAY, None), Affiliation(LAKE, DAY, None),
        successions=[Succession(HILL, LAKE, DAY), Succession(LAKE, HILL, DAY)],
    )

    with pytest.raises(TreeError, match="succeeds itself"):
        circle.place(HILL, DAY)


def test_a_county_in_a_county_is_refused():
    wrong = trees(Affiliation(HILL, DAY, LAKE))

    with pytest.raises(TreeError, match="not above it"):
        wrong.path(HILL, DAY)


def test_numbers_run_from_one_with_a_division_before_what_lies_in_it():
    numbers = trees().preorder()

    assert sorted(numbers.values()) == list(range(1, len(LEVELS) + 1))
    assert numbers[PROVINCE] < numbers[EAST] < numbers[HILL] < numbers[BUREAU] < numbers[LAKE] < numbers[WEST]


def test_the_fingerprint_changes_with_any_affiliation_and_with_nothing_else():
    assert trees().fingerprint == trees().fingerprint
    assert trees().fingerprint != trees(Affiliation(HILL, DAY, WEST)).fingerprint
    assert trees().fingerprint != trees(successions=[Succession(HILL, LAKE, DAY)]).fingerprint


@settings(deadline=None, max_examples=100)
@given(seed=st.integers(0, 2**32), days=st.lists(st.integers(0, DAYS), min_size=1, max_size=5))
def test_the_path_of_any_unit_on_any_day_holds_what_walking_upwards_finds(seed, days):
    made = small(Random(seed), activities=0)
    oracle, by_path = Oracle(made), made.trees()

    for day in [BEGINS + timedelta(days=number) for number in days] + [TODAY]:
        for unit in made.levels:
            walked = oracle.above(unit, day)
            path = by_path.path(unit, day)
            assert list(dict.fromkeys(one for one in reversed(path) if one)) == walked
            assert all(path[made.levels[one]] == one for one in walked)
