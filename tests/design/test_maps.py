"""Where the shapes of a map stand."""
import doctest

import pytest

from xuanguan.design import maps
from xuanguan.design.maps import Shape, lay_out_shapes
from xuanguan.design.marks import Mark


def box(west, south, east, north):
    return [[(west, south), (west, north), (east, north), (east, south), (west, south)]]


def shape(*polygons, label="成都市", short="成都"):
    return Shape(polygons, label=label, state=Mark.VERIFIED, href="#", short=short)


def test_the_examples_of_the_room_hold():
    assert doctest.testmod(maps).failed == 0


def test_a_map_is_as_wide_as_its_steps_north_above_and_narrower_the_further_north():
    at_the_equator, far_north = lay_out_shapes([shape(box(0, -1, 2, 1))], steps=200), lay_out_shapes([shape(box(0, 59, 2, 61))], steps=200)

    assert (at_the_equator.width, at_the_equator.height) == (200, 200)
    assert far_north.height == 400  # a degree to the east is half a degree to the north there
    assert at_the_equator.shapes[0].path == "M0 200l0 -200 200 0 0 200z"


def test_words_stand_in_the_middle_of_the_largest_part_where_there_is_room():
    placed = lay_out_shapes([shape(box(0, 0, 1, 1), box(2, 0, 6, 4))], steps=600).shapes[0]
    small = lay_out_shapes([shape(box(0, 0, 10, 10)), shape(box(0, 0, 0.1, 0.1))], steps=600).shapes[1]

    assert abs(placed.x - 400) <= 1
    assert (placed.has_room, small.has_room) == (True, False)


def test_two_parts_that_share_a_border_become_one_ring():
    placed = lay_out_shapes([shape(box(0, 0, 1, 1), box(1, 0, 2, 1))], steps=200).shapes[0]

    assert placed.path.count("M") == 1


def test_a_hole_stays_a_ring_of_its_own():
    with_hole = [box(0, 0, 4, 4)[0], [(1, 1), (2, 1), (2, 2), (1, 2), (1, 1)]]

    assert lay_out_shapes([shape(with_hole)], steps=400).shapes[0].path.count("M") == 2


def test_a_map_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one shape"):
        lay_out_shapes([])
