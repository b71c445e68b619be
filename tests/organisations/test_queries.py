"""Names that can mean several units, units of a day, and the words the reader is given."""

import datetime as dt

import pytest
from django.utils import translation

from xuanguan.organisations import hierarchy
from xuanguan.organisations.imports import load_divisions, load_towns
from xuanguan.organisations.lexicon import lexicon_rows
from xuanguan.organisations.models import Unit
from xuanguan.organisations.queries import divisions_at, name_of, resolve, search_units

REPORT = dt.date(2012, 5, 25)
pytestmark = pytest.mark.django_db


@pytest.fixture
def sichuan(db):
    load_divisions(under="510000", on=REPORT)
    hierarchy.rebuild(on=REPORT)
    return Unit.objects.get(code="510000")


@pytest.mark.parametrize(("said", "codes"), [
    ("射洪", ["510922"]), ("510922", ["510922"]), ("510981", ["510922"]), ("宜宾", ["511500", "511521"]), ("市中区", ["511002", "511102"]),
    ("北川县", ["510726"]), ("元壩區", ["510811"]), ("Shehong County", ["510922"]), ("昭化区", ["510811"]), ("没有", []), ("", []),
])
def test_a_name_means_one_unit_or_several_or_none(sichuan, said, codes):
    assert [unit.code for unit in resolve(said, REPORT, sichuan)] == codes


def test_a_name_means_only_units_inside_the_scope(sichuan):
    neijiang = Unit.objects.get(code="511000")

    assert [unit.code for unit in resolve("市中区", REPORT, neijiang)] == ["511002"]


def test_a_name_of_the_day_goes_before_one_of_another_day(sichuan):
    found = [[unit.code for unit in resolve("资阳市", day, sichuan)] for day in (dt.date(1995, 1, 1), REPORT)]

    assert found == [["513901"], ["512000"]]


def test_what_was_found_by_an_old_name_says_so(sichuan):
    found = search_units("昭化")[0]

    assert (found.unit.name_zh, found.by_another_name) == ("元坝区", "昭化")


def test_a_search_can_be_kept_to_a_day_and_a_territory(sichuan):
    suining = Unit.objects.get(code="510900")

    before, after = search_units("恩阳", on=REPORT), search_units("恩阳", on=dt.date(2014, 1, 1))
    inside = search_units("县", under=suining, open_only=True)

    assert (before, [one.unit.name_zh for one in after]) == ([], ["恩阳区"])
    assert {one.unit.territory.code for one in inside} == {"510900"}


@pytest.mark.parametrize("typed", ["%", "_", "''", "\\", "a" * 500, "😀", "   "])
def test_a_search_for_odd_characters_finds_nothing_and_breaks_nothing(sichuan, typed):
    assert search_units(typed) == []


def test_units_of_another_day_need_no_rebuild(sichuan):
    counts = [divisions_at(day, under=sichuan, level=3).count() for day in (REPORT, dt.date(2013, 12, 31))]

    assert counts == [181, 183]


def test_a_unit_is_named_as_on_the_day_in_the_language_of_the_page(sichuan):
    unit = Unit.objects.get(code="510811")

    with translation.override("en"):
        english = [name_of(unit, day) for day in (REPORT, dt.date(2014, 1, 1))]
    with translation.override("zh-hans"):
        chinese = [name_of(unit, day) for day in (REPORT, dt.date(2014, 1, 1))]

    assert (english, chinese) == (["Yuanba District", "昭化区"], ["元坝区", "昭化区"])


def test_the_reader_is_given_the_names_of_the_day_with_older_ones_and_no_later_ones(sichuan):
    rows = {row.code: row for row in lexicon_rows(REPORT, sichuan)}

    assert len(rows) == 203
    county = rows["510811"]
    assert (county.name, county.short, county.level, county.parent_code, county.until) == ("元坝区", "元坝", "county", "510800", "2013-04-17")
    assert "昭化区" not in county.aliases
    assert "阿坝州" in rows["513200"].aliases


def test_the_reader_is_given_one_territory_with_its_towns(sichuan):
    load_towns(counties=["510981"])
    suining = Unit.objects.get(code="510900")

    rows = lexicon_rows(REPORT, suining)

    assert {row.level for row in rows} == {"prefecture", "county", "town"}
    assert sum(row.level == "town" for row in rows) == 23
