"""Drawings that leave the page: whole in themselves, with all that must be known to read them."""
import doctest
import re
import xml.etree.ElementTree as ET

import pytest

from xuanguan.design import drawings
from xuanguan.design.charts import Bar, Column, Panel, Tile
from xuanguan.design.drawings import Said
from xuanguan.design.maps import Shape
from xuanguan.design.marks import Mark

SVG = "{http://www.w3.org/2000/svg}"
SAID = Said("活动以成都为最多：12", "活动 · 四川省", ("组织的活动，只计一次。", "数据截至2026年11月27日", "https://x.example/figures/?unit=510000"),
            ((Mark.VERIFIED, "已核实"), (Mark.SELF_REPORTED, "自报")), unit="项")
MONTHS = [Column("二月", verified=2, self_reported=1), Column("三月", verified=26, self_reported=11)]
MADE = {
    "bars": lambda said: drawings.bars([Bar("成都", verified=4, self_reported=8), Bar("阿坝藏族羌族自治州人民政府办公室", stated=3, missing=2)], said),
    "line": lambda said: drawings.line(MONTHS, said),
    "multiples": lambda said: drawings.multiples([Panel(f"第{at}条战线", MONTHS, value="37") for at in range(4)], said),
    "tiles": lambda said: drawings.tiles([Tile(0, 0, "成都市", Mark.VERIFIED, "#", short="成都", value="12"), Tile(1, 1, "资阳市", Mark.PERHAPS, "#", short="资阳")], said),
    "shapes": lambda said: drawings.shapes([Shape([[[(100, 30), (101, 30), (101, 31), (100, 30)]]], label="成都市", state=Mark.SELF_REPORTED, href="#", short="成都", value="12")], said),
}


@pytest.fixture(params=MADE, ids=list(MADE))
def make(request):
    return MADE[request.param]


def words_of(svg: str) -> list[str]:
    return ["".join(one.itertext()) for one in ET.fromstring(svg).iter(f"{SVG}text")]


def test_the_examples_of_the_room_hold():
    assert doctest.testmod(drawings).failed == 0


def test_the_finding_the_definition_the_marks_and_the_notes_stand_in_every_drawing(make):
    words = words_of(make(SAID))

    assert [one for one in (SAID.title, SAID.subtitle, *SAID.notes, "已核实", "自报") if one not in words] == []


def test_a_drawing_needs_no_style_sheet_and_runs_nothing(make):
    svg = make(SAID)

    assert re.findall(r"<style|<script|class=|style=|href=|var\(", svg) == []
    assert set(re.findall(r"url\(([^)]*)\)", svg)) <= {"#hatch"}


def test_everything_stands_inside_the_sheet(make):
    tree = ET.fromstring(make(SAID))
    high = float(tree.get("height"))

    assert [one.text for one in tree.iter(f"{SVG}text") if not 0 < float(one.get("y")) < high or not 0 <= float(one.get("x")) <= 760] == []


def test_words_are_words_whatever_they_look_like(make):
    svg = make(Said("<script>alert(1)</script>", "a & b"))

    assert words_of(svg)[:2] == ["<script>alert(1)</script>", "a & b"]


def test_a_bar_has_the_length_of_its_parts_on_one_scale():
    lengths = [float(one.get("width")) for one in ET.fromstring(drawings.bars([Bar("一", verified=10), Bar("二", verified=5)], Said("", ""))).iter(f"{SVG}rect")
               if one.get("height") == "14.0"]

    assert lengths[0] == pytest.approx(2 * lengths[1], abs=.1)


def test_a_name_too_long_for_its_room_ends_in_dots():
    assert drawings.shortened("阿坝藏族羌族自治州人民政府办公室", 100) == "阿坝藏族羌族自…"


def test_a_note_is_broken_where_chinese_may_be_broken():
    lines = list(drawings.wrapped("一二三四五六七，八九", 70, 10))

    assert lines == ["一二三四五六", "七，八九"]
