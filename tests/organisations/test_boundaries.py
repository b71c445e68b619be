"""Boundaries of today on the map of another day: joined where that is whole, and said where it is not."""
import datetime as dt
import json

import pytest

from tests.builders import make_unit
from xuanguan.organisations.boundaries import BadBoundaries, Joined, NotWhole, boundaries, shapes_for
from xuanguan.organisations.enums import SuccessionKind
from xuanguan.organisations.models import Succession, Unit

pytestmark = pytest.mark.django_db
DAY = dt.date(2013, 3, 1)


def square(west: float) -> dict:
    return {"type": "Polygon", "coordinates": [[[west, 30], [west + 1, 30], [west + 1, 31], [west, 31], [west, 30]]]}


def polygon(west: float):
    return (tuple((float(x), float(y)) for x, y in square(west)["coordinates"][0]),)


@pytest.fixture
def pack(settings, tmp_path):
    """Writes a pack with a square for each code, one beside the other, and names it in the settings."""
    def write(*codes: str, **said):
        file = tmp_path / "boundaries.json"
        features = [{"type": "Feature", "properties": {"code": code}, "geometry": square(100 + at)} for at, code in enumerate(codes)]
        file.write_text(json.dumps({"source": "somebody", "approval": "No. 1", "day": "2024-01-01", "features": features} | said))
        settings.BOUNDARIES = str(file)
        return file
    return write


def became(old: Unit, new: Unit, kind: str = SuccessionKind.SPLIT) -> None:
    Succession.objects.create(kind=kind, on=DAY, predecessor=old, successor=new)


def test_without_a_pack_there_is_no_map(settings, tmp_path):
    settings.BOUNDARIES = str(tmp_path / "nothing.json")

    assert shapes_for([make_unit("511602", "广安区")]) is None


def test_a_unit_takes_the_shape_of_its_own_code(pack):
    pack("511602", "511621")
    here, there = make_unit("511602", "广安区"), make_unit("511621", "岳池县")

    found = shapes_for([here, there])

    assert isinstance(found, Joined)
    assert found.shapes == {here.pk: (polygon(100),), there.pk: (polygon(101),)}
    assert found.joined == ()
    assert (found.pack.source, found.pack.approval, found.pack.day) == ("somebody", "No. 1", dt.date(2024, 1, 1))


def test_a_district_of_2012_is_put_together_of_what_was_split_off_it_since(pack):
    pack("511602", "511603")
    guangan, qianfeng = make_unit("511602", "广安区"), make_unit("511603", "前锋区")
    became(guangan, qianfeng)

    found = shapes_for([guangan])

    assert isinstance(found, Joined)
    assert found.shapes == {guangan.pk: (polygon(100), polygon(101))}
    assert found.joined == (guangan,)


def test_a_county_with_another_code_since_takes_the_shape_of_its_heir_however_often_it_changed(pack):
    pack("511703")
    old, between, heir = make_unit("511721", "达县"), make_unit("511799", "达县(二)"), make_unit("511703", "达川区")
    became(old, between, SuccessionKind.RENAME)
    became(between, heir, SuccessionKind.RENAME)

    found = shapes_for([old])

    assert isinstance(found, Joined)
    assert found.shapes == {old.pk: (polygon(100),)}


def test_today_each_part_of_a_split_unit_takes_its_own_shape(pack):
    pack("511602", "511603")
    guangan, qianfeng = make_unit("511602", "广安区"), make_unit("511603", "前锋区")
    became(guangan, qianfeng)

    found = shapes_for([guangan, qianfeng])

    assert isinstance(found, Joined)
    assert found.shapes == {guangan.pk: (polygon(100),), qianfeng.pk: (polygon(101),)}


def test_two_units_merged_since_share_a_shape_and_the_map_is_not_whole(pack):
    pack("510104", "510105")
    first, second, merged, other = make_unit("510181"), make_unit("510182"), make_unit("510104"), make_unit("510105")
    became(first, merged, SuccessionKind.MERGE)
    became(second, merged, SuccessionKind.MERGE)

    assert shapes_for([first, second, other]) == NotWhole((first, second))


def test_a_unit_without_a_shape_makes_the_map_not_whole(pack):
    pack("511602")
    here, there = make_unit("511602"), make_unit("511699")

    assert shapes_for([here, there]) == NotWhole((there,))


@pytest.mark.parametrize(("content", "why"), [
    ("no json", "no GeoJSON"), ("[]", "no GeoJSON"), ('{"features": []}', "“source” is missing"), ('{"features": [{}], "source": "x", "day": "2024-01-01"}', "“properties” is missing"),
    ('{"features": [], "source": "x", "day": "2024-13-01"}', "no GeoJSON"),
    ('{"features": [{"properties": {"code": "1"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}], "source": "x", "day": "2024-01-01"}', "no GeoJSON"),
])
def test_a_file_that_is_no_pack_is_said_with_what_is_wrong(pack, content, why):
    file = pack()
    file.write_text(content)

    with pytest.raises(BadBoundaries, match=why) as problem:
        boundaries()

    assert "boundaries.json" in problem.value.sentence


def test_a_pack_that_was_mended_is_read_again(pack):
    pack("511602")
    assert set(boundaries().shapes) == {"511602"}

    file = pack("511602", "511603")
    import os
    os.utime(file, ns=(1, 1))

    assert set(boundaries().shapes) == {"511602", "511603"}
