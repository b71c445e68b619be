"""The tree on a day: numbers, names and superiors, against a plain recursion."""

import datetime as dt
import random
from collections import Counter

import pytest

from tests.builders import make_system, make_unit
from xuanguan.organisations import hierarchy
from xuanguan.organisations.enums import NameKind, UnitKind
from xuanguan.organisations.imports import load_divisions
from xuanguan.organisations.models import Affiliation, Succession, Unit, UnitName
from xuanguan.organisations.queries import divisions_at

REPORT = dt.date(2012, 5, 25)
pytestmark = pytest.mark.django_db


def plain_territory(unit: Unit, day: dt.date) -> tuple[int | None, bool]:
    """Where a unit lies on a day and whether it is open, as one would look it up by hand."""
    spells = sorted(unit.affiliations.all(), key=lambda spell: spell.since or dt.date.min)
    begun = [spell for spell in spells if spell.since is None or spell.since <= day]
    within = (unit.opened is None or unit.opened <= day) and (unit.closed is None or day < unit.closed)
    territory = begun[-1].territory_id if begun else None
    lost = territory is None and any(spell.territory_id for spell in begun)
    return (territory if within else None), within and not lost


def plain_subtree(unit: Unit, day: dt.date) -> set[int]:
    places = {other.pk: plain_territory(other, day) for other in Unit.objects.all()}

    def below(pk: int) -> set[int]:
        found = {pk} if places[pk][1] else set()
        for other, (territory, is_open) in places.items():
            if territory == pk and is_open:
                found |= below(other)
        return found

    return below(unit.pk)


@pytest.fixture
def sichuan(db):
    load_divisions(under="510000", on=REPORT)
    hierarchy.rebuild(on=REPORT)
    return Unit.objects.get(code="510000")


def test_sichuan_on_the_day_of_the_report_has_21_prefectures_and_181_counties(sichuan):
    levels = Counter(divisions_at(under=sichuan).values_list("level", flat=True))

    assert levels == {1: 1, 2: 21, 3: 181}


@pytest.mark.parametrize("day", [dt.date(1981, 6, 1), dt.date(1995, 1, 1), REPORT, dt.date(2013, 12, 31)])
def test_numbers_and_rows_say_the_same_as_a_plain_recursion_on_any_day(sichuan, day):
    hierarchy.rebuild(on=day)
    sample = random.Random(7).sample(list(Unit.objects.filter(is_open=True)), 12)
    sichuan.refresh_from_db()

    for unit in [sichuan, *sample]:
        expected = plain_subtree(unit, day)

        assert set(hierarchy.subtree_ids(unit)) == expected
        assert set(hierarchy.subtree_ids(unit, day)) == expected


def test_numbers_are_dense_and_every_unit_has_its_own(sichuan):
    numbers = sorted(Unit.objects.values_list("first", flat=True))

    assert numbers == list(range(1, len(numbers) + 1))


def test_the_names_are_those_of_the_day(sichuan):
    def names():
        return list(Unit.objects.filter(code__in=["510811", "511821", "510922"]).order_by("code").values_list("name_zh", "short_zh"))

    assert names() == [("元坝区", "元坝"), ("射洪县", "射洪"), ("名山县", "名山")]

    hierarchy.rebuild(on=dt.date(2013, 5, 1))

    assert names() == [("昭化区", "昭化"), ("射洪县", "射洪"), ("名山区", "名山")]


def test_an_english_name_ends_with_the_chinese_one_it_translates(sichuan):
    assert Unit.objects.get(code="510811").name_en == "Yuanba District"

    hierarchy.rebuild(on=dt.date(2013, 5, 1))

    assert Unit.objects.get(code="510811").name_en == ""


def test_the_tree_stays_at_the_day_it_is_held_at_until_it_is_let_go(sichuan):
    hierarchy.rebuild()

    assert hierarchy.tree_day() == REPORT
    assert Unit.objects.get(code="510922").name_zh == "射洪县"

    hierarchy.follow_today()

    assert Unit.objects.get(code="510922").name_zh == "射洪市"
    assert not hierarchy.is_due()


def test_a_second_rebuild_changes_nothing(sichuan):
    assert hierarchy.rebuild() == 0


def test_a_closed_unit_lies_within_its_heir_and_is_not_in_the_tree():
    province = make_unit("51")
    old, heir = make_unit("5101", under=province), make_unit("5102", under=province)
    day = dt.date(2012, 9, 1)
    Affiliation.objects.create(unit=old, since=day, territory=None)
    Succession.objects.create(kind="merge", on=day, predecessor=old, successor=heir)

    hierarchy.rebuild(on=day)

    for unit in (province, old, heir):
        unit.refresh_from_db()
    assert heir.first < old.first <= heir.last
    assert (old.is_open, old.territory) == (False, None)
    assert hierarchy.subtree_ids(province) == [province.pk, heir.pk]
    assert hierarchy.successor_of(old) == heir
    assert hierarchy.successor_of(old, dt.date(2012, 8, 31)) == old


def test_a_split_unit_without_one_heir_is_shown_at_the_territory_it_lay_in():
    province = make_unit("51")
    old, one, other = (make_unit(code, under=province) for code in ("5101", "5102", "5103"))
    day = dt.date(2012, 9, 1)
    Affiliation.objects.create(unit=old, since=day, territory=None)
    for part in (one, other):
        Succession.objects.create(kind="split", on=day, predecessor=old, successor=part)

    hierarchy.rebuild(on=day)

    assert hierarchy.successor_of(old) == province


def test_units_that_succeed_each_other_in_a_circle_end_nowhere_and_are_still_numbered():
    one, other = make_unit("5101"), make_unit("5102")
    for closed, heir in ((one, other), (other, one)):
        Unit.objects.filter(pk=closed.pk).update(closed=dt.date(2012, 1, 1))
        Succession.objects.create(kind="merge", on=dt.date(2012, 1, 1), predecessor=closed, successor=heir)

    hierarchy.rebuild(on=REPORT)

    assert hierarchy.successor_of(one) is None
    assert sorted(Unit.objects.values_list("first", flat=True)) == [1, 2]


def test_ancestors_are_named_from_the_top_on_any_day(sichuan):
    county = Unit.objects.get(code="510922")

    now = [unit.code for unit in hierarchy.ancestors(county)]
    before = [unit.code for unit in hierarchy.ancestors(county, dt.date(1984, 1, 1))]

    assert now == ["510000", "510900"]
    assert before == ["510000", "510700"]


def test_a_bureau_answers_to_the_bureau_of_its_system_one_level_up_else_to_its_government():
    system = make_system()
    province = make_unit("51")
    city = make_unit("5101", under=province)
    above = make_unit("51-qts", under=province, kind=UnitKind.BUREAU, system=system)
    bureau = make_unit("5101-qts", under=city, kind=UnitKind.BUREAU, system=system)
    government = make_unit("5101-gov", under=city, kind=UnitKind.GOVERNMENT)
    school = make_unit("5101-ps", under=city, kind=UnitKind.SCHOOL)

    hierarchy.rebuild()

    superiors = dict(Unit.objects.values_list("code", "superior__code"))
    assert superiors == {"51": None, "5101": "51", above.code: "51", bureau.code: above.code, government.code: "51", school.code: government.code}


def test_an_affiliation_that_names_a_superior_is_obeyed():
    system = make_system()
    province = make_unit("51")
    city = make_unit("5101", under=province)
    make_unit("51-qts", under=province, kind=UnitKind.BUREAU, system=system)
    other = make_unit("51-gov", under=province, kind=UnitKind.GOVERNMENT)
    bureau = make_unit("5101-qts", under=city, kind=UnitKind.BUREAU, system=system, superior=other)

    hierarchy.rebuild()

    assert Unit.objects.get(pk=bureau.pk).superior == other


def test_what_is_entered_beforehand_comes_on_its_day():
    unit = make_unit("51", "旧名")
    UnitName.objects.filter(unit=unit).update(until=dt.date(2030, 1, 1))
    UnitName.objects.create(unit=unit, kind=NameKind.OFFICIAL, name="新名", since=dt.date(2030, 1, 1))

    names = []
    for day in (dt.date(2029, 12, 31), dt.date(2030, 1, 1)):
        hierarchy.rebuild(on=day)
        names.append(Unit.objects.get(pk=unit.pk).name_zh)

    assert names == ["旧名", "新名"]
