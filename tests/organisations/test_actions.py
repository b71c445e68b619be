"""Units open, change and close; people join, get roles and lose them."""

import datetime as dt

import pytest

from tests.builders import make_person, make_system, make_unit
from xuanguan.audit.models import Event
from xuanguan.common.exceptions import NotAllowed
from xuanguan.organisations import hierarchy
from xuanguan.organisations.actions import (
    Impossible,
    add_membership,
    add_person,
    close_unit,
    create_unit,
    end_membership,
    grant_role,
    merge_units,
    move_unit,
    rename_unit,
    split_unit,
    withdraw_role,
)
from xuanguan.organisations.enums import Role, UnitKind
from xuanguan.organisations.models import Affiliation, Grant, Membership, Succession, Unit
from xuanguan.organisations.permissions import has_role
from xuanguan.organisations.queries import name_of, search_units

DAY = dt.date(2012, 9, 1)
EVE = DAY - dt.timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_unit("510000", "四川省")


@pytest.fixture
def city(province):
    return make_unit("510900", "遂宁市", under=province)


@pytest.fixture
def administrator(province):
    return make_person("administrator", roles=[(Role.ADMINISTRATOR, province)])


def test_an_administrator_opens_a_bureau_in_a_city(province, city, administrator):
    quality = make_system()

    bureau = create_unit(code="510900-qts", name="遂宁市质量技术监督局", short="遂宁质监局", kind=UnitKind.BUREAU, territory=city, system=quality,
                         aliases=["市质监局"], by=administrator)

    city.refresh_from_db()
    assert (bureau.level, bureau.territory, bureau.superior) == (2, city, city)
    assert city.first < bureau.first <= city.last
    assert [found.unit for found in search_units("遂宁市质监局")] == [bureau]
    event = Event.objects.get(act="create_unit")
    assert (event.actor_id, event.data["code"]) == (administrator.pk, "510900-qts")


def test_a_city_administrator_opens_nothing_in_another_city(province, city):
    other = make_unit("510500", "泸州市", under=province)
    person = make_person(roles=[(Role.ADMINISTRATOR, city)])

    with pytest.raises(NotAllowed):
        create_unit(code="510500-qts", name="泸州市质量技术监督局", kind=UnitKind.BUREAU, territory=other, by=person)

    assert Unit.objects.filter(code="510500-qts").count() == 0


def test_an_officer_names_no_partner_outside_the_tree(city):
    officer = make_person(roles=[(Role.OFFICER, city)])

    with pytest.raises(NotAllowed):
        create_unit(code="whu", name="武汉大学", kind=UnitKind.SCHOOL, by=officer)


def test_a_code_that_is_taken_says_whose_it_is(province, administrator):
    with pytest.raises(Impossible) as refusal:
        create_unit(code="510000", name="别的", kind=UnitKind.DIVISION, territory=province, by=administrator)

    assert refusal.value.sentence == "The code 510000 belongs to 四川省. Choose another, or change that unit."


def test_a_county_becomes_a_district_and_both_names_stay_known(province, city, administrator):
    county = make_unit("510921", "蓬溪县", under=city)

    rename_unit(unit=county, name="蓬溪区", on=DAY, by=administrator)
    hierarchy.rebuild(on=DAY)

    assert [name_of(county, EVE), name_of(county, DAY)] == ["蓬溪县", "蓬溪区"]
    assert [found.unit for found in search_units("蓬溪县")] == [county]
    county.refresh_from_db()
    assert county.name_zh == "蓬溪区"


def test_a_unit_takes_one_name_a_day(city, administrator):
    rename_unit(unit=city, name="新遂宁市", on=DAY, by=administrator)

    with pytest.raises(Impossible, match="already took the name “新遂宁市” on"):
        rename_unit(unit=city, name="又遂宁市", on=DAY, by=administrator)


def test_a_county_moves_to_another_city_from_a_day_on(province, city, administrator):
    other = make_unit("510500", "泸州市", under=province)
    county = make_unit("510921", "蓬溪县", under=city)

    move_unit(unit=county, territory=other, on=DAY, by=administrator)

    assert hierarchy.ancestors(county, EVE) == [province, city]
    assert hierarchy.ancestors(county, DAY) == [province, other]


def test_a_unit_never_lies_in_itself(province, city, administrator):
    county = make_unit("510921", "蓬溪县", under=city)
    Unit.objects.filter(pk=city.pk).update(level=4)

    with pytest.raises(Impossible) as refusal:
        move_unit(unit=city, territory=county, on=DAY, by=administrator)

    assert refusal.value.sentence == "遂宁市 cannot lie in 蓬溪县, which lies in 遂宁市 itself."


def test_a_city_cannot_lie_in_a_county(province, city, administrator):
    other = make_unit("510500", "泸州市", under=province)
    county = make_unit("510921", "蓬溪县", under=city)

    with pytest.raises(Impossible, match="not above it"):
        move_unit(unit=other, territory=county, on=DAY, by=administrator)


def test_a_unit_cannot_close_before_it_opens(province, administrator):
    unit = create_unit(code="510600", name="德阳市", kind=UnitKind.DIVISION, territory=province, since=DAY, by=administrator)

    with pytest.raises(Impossible) as refusal:
        close_unit(unit=unit, on=EVE, by=administrator)

    assert "it opens only on" in refusal.value.sentence


def test_a_city_with_counties_is_not_closed_before_they_are_moved(city, administrator):
    make_unit("510921", "蓬溪县", under=city)

    with pytest.raises(Impossible, match="1 units still lie in 遂宁市"):
        close_unit(unit=city, on=DAY, by=administrator)

    city.refresh_from_db()
    assert (city.closed, Affiliation.objects.filter(unit=city).count()) == (None, 1)


def test_a_closed_unit_leaves_the_tree_and_its_groups_on_that_day(province, city, administrator):
    group = make_unit("510000-qlg", "质量工作领导小组", under=province, kind=UnitKind.LEADING_GROUP)
    add_membership(group=group, unit=city, by=administrator)

    close_unit(unit=city, on=DAY, by=administrator)

    province.refresh_from_db()
    assert [city.pk in hierarchy.subtree_ids(province, day) for day in (EVE, DAY)] == [True, False]
    assert Membership.objects.get().until == DAY


def test_two_cities_merge_and_their_counties_follow(province, city, administrator):
    other = make_unit("510500", "泸州市", under=province)
    county = make_unit("510921", "蓬溪县", under=city)

    merge_units(units=[city], into=other, on=DAY, by=administrator)

    assert hierarchy.ancestors(county, DAY) == [province, other]
    assert hierarchy.successor_of(city, DAY) == other
    assert Succession.objects.get().stands_for


def test_a_unit_is_not_merged_into_itself(city, administrator):
    with pytest.raises(Impossible, match="cannot be merged into itself"):
        merge_units(units=[city], into=city, on=DAY, by=administrator)


def test_a_district_is_split_off_and_the_old_one_goes_on(province, city, administrator):
    part = create_unit(code="511903", name="恩阳区", kind=UnitKind.DIVISION, territory=city, since=DAY, by=administrator)
    old = make_unit("511902", "巴州区", under=city)

    split_unit(unit=old, into=[part], on=DAY, goes_on=True, by=administrator)

    assert hierarchy.successor_of(old, DAY) == old
    assert [(one.kind, one.stands_for) for one in Succession.objects.all()] == [("split", False)]


def test_of_two_parts_one_stands_for_the_unit_that_was_split(province, city, administrator):
    one, other = (create_unit(code=code, name=code, kind=UnitKind.DIVISION, territory=province, since=DAY, by=administrator) for code in ("5101", "5102"))

    split_unit(unit=city, into=[one, other], on=DAY, goes_on=False, stands_for=other, by=administrator)

    assert hierarchy.successor_of(city, DAY) == other


def test_only_a_leading_group_has_members(city, province, administrator):
    with pytest.raises(Impossible, match="is no leading group"):
        add_membership(group=province, unit=city, by=administrator)


def test_a_member_is_entered_once_for_a_time_and_may_come_again(province, city, administrator):
    group = make_unit("510000-qlg", "质量工作领导小组", under=province, kind=UnitKind.LEADING_GROUP)
    membership = add_membership(group=group, unit=city, since=dt.date(2012, 1, 1), by=administrator)

    with pytest.raises(Impossible, match="at that time already"):
        add_membership(group=group, unit=city, since=DAY, by=administrator)
    end_membership(membership=membership, on=DAY, by=administrator)
    add_membership(group=group, unit=city, since=DAY, by=administrator)

    assert Membership.objects.count() == 2


def test_a_person_without_an_account_is_a_contact(province, administrator):
    group = make_unit("510000-qlg", "质量工作领导小组", under=province, kind=UnitKind.LEADING_GROUP)
    person = add_person(name="李敏", unit=province, post="处长", by=administrator)

    membership = add_membership(group=group, person=person, role="contact", by=administrator)

    assert (membership.person.name, membership.unit) == ("李敏", None)


def test_a_role_is_granted_for_a_subtree_and_withdrawn(province, city, administrator):
    person = make_person()

    grant_role(person=person, role=Role.VERIFIER, unit=city, by=administrator)
    held = [has_role(person, city, Role.VERIFIER), has_role(person, province, Role.VERIFIER)]
    withdraw_role(person=person, role=Role.VERIFIER, unit=city, by=administrator)

    assert (held, has_role(person, city, Role.VERIFIER)) == ([True, False], False)
    assert Grant.objects.get(person=person).until is not None


def test_a_role_that_was_withdrawn_can_be_granted_again(city, administrator):
    person = make_person(roles=[(Role.OFFICER, city)])
    withdraw_role(person=person, role=Role.OFFICER, unit=city, by=administrator)

    grant_role(person=person, role=Role.OFFICER, unit=city, by=administrator)

    assert has_role(person, city, Role.OFFICER)


def test_nobody_grants_what_they_do_not_administer(province, city):
    person = make_person(roles=[(Role.ADMINISTRATOR, city)])

    with pytest.raises(NotAllowed):
        grant_role(person=person, role=Role.ANALYST, unit=province, by=person)
