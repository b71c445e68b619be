"""A leading group is opened, its members set and its contact persons named, by whoever coordinates, without being administrator."""
import datetime as dt

import pytest

from tests.builders import make_person, make_unit
from xuanguan.audit.models import Event
from xuanguan.common.exceptions import NotAllowed
from xuanguan.organisations import actions
from xuanguan.organisations.enums import Role, UnitKind
from xuanguan.organisations.models import Membership, Person, Unit

pytestmark = pytest.mark.django_db
DAY = dt.date(2012, 2, 6)


@pytest.fixture
def province():
    return make_unit("510000", "四川省")


@pytest.fixture
def bureau(province):
    return make_unit("510000-qts", "四川省质监局", under=province, kind=UnitKind.BUREAU)


@pytest.fixture
def coordinator(bureau):
    return make_person("coordinator", roles=[(Role.COORDINATOR, bureau)])


@pytest.fixture
def group(province, bureau, coordinator):
    return actions.open_group(name="宣贯领导小组", territory=province, superior=bureau, by=coordinator)


def members(group) -> list[tuple]:
    return list(Membership.objects.filter(group=group, role="member").order_by("unit__code").values_list("unit__code", "since", "until"))


def test_a_coordinator_of_the_unit_in_charge_opens_a_group(group, province, bureau):
    assert (group.kind, group.code, group.territory, group.superior) == (UnitKind.LEADING_GROUP, "510000-ldz1", province, bureau)
    assert Event.objects.get(act="open_group").data["name"] == "宣贯领导小组"


def test_a_second_group_gets_another_code_and_the_same_name_is_refused(group, province, bureau, coordinator):
    other = actions.open_group(name="质量强省领导小组", territory=province, superior=bureau, by=coordinator)

    with pytest.raises(actions.Impossible, match="Choose it instead"):
        actions.open_group(name="宣贯领导小组", territory=province, superior=bureau, by=coordinator)

    assert other.code == "510000-ldz2"


def test_an_officer_and_another_bureaus_coordinator_open_none(group, province, bureau):
    other = make_unit("510000-fin", "四川省财政厅", under=province, kind=UnitKind.DEPARTMENT)
    for person in (make_person("officer", roles=[(Role.OFFICER, province)]), make_person("other", roles=[(Role.COORDINATOR, other)])):
        with pytest.raises(NotAllowed):
            actions.open_group(name="又一小组", territory=province, superior=bureau, by=person)
        with pytest.raises(NotAllowed):
            actions.set_members(group=Unit.objects.get(pk=group.pk), units=[bureau], on=DAY, by=person)


def test_members_enter_and_leave_on_a_day(group, province, bureau, coordinator):
    finance = make_unit("510000-fin", "四川省财政厅", under=province, kind=UnitKind.DEPARTMENT)

    actions.set_members(group=group, units=[bureau], on=DAY, by=coordinator)
    actions.set_members(group=group, units=[bureau, finance], on=dt.date(2012, 3, 1), by=coordinator)
    actions.set_members(group=group, units=[finance], on=dt.date(2012, 4, 1), by=coordinator)

    assert members(group) == [("510000-fin", dt.date(2012, 3, 1), None), ("510000-qts", DAY, dt.date(2012, 4, 1))]
    assert [event.data["left"] for event in Event.objects.filter(act="set_members").order_by("id")] == [[], [], ["510000-qts"]]


def test_a_member_named_by_mistake_leaves_no_trace_on_the_same_day(group, bureau, coordinator):
    actions.set_members(group=group, units=[bureau], on=DAY, by=coordinator)
    actions.set_members(group=group, units=[], on=DAY, by=coordinator)

    assert members(group) == []


def test_what_is_no_leading_group_has_no_members_and_no_group_is_its_own(group, bureau, coordinator):
    with pytest.raises(actions.Impossible, match="is no leading group"):
        actions.set_members(group=bureau, units=[group], on=DAY, by=make_person("machine", roles=[(Role.ADMINISTRATOR, Unit.objects.get(code="510000"))]))
    with pytest.raises(actions.Impossible, match="member of itself"):
        actions.set_members(group=group, units=[group], on=DAY, by=coordinator)


def test_a_contact_person_needs_no_account_and_is_named_once(group, bureau, coordinator):
    contact = actions.add_contact(group=group, unit=bureau, name=" 赵岚 ", post="质量处", phone="028-12345678", by=coordinator)

    assert (contact.person.name, contact.person.user, contact.person.phone, contact.role) == ("赵岚", None, "028-12345678", "contact")
    with pytest.raises(actions.Impossible, match="contact person of 四川省质监局 already"):
        actions.add_contact(group=group, unit=bureau, name="赵岚", by=coordinator)
    with pytest.raises(actions.Impossible, match="needs a name"):
        actions.add_contact(group=group, unit=bureau, name=" ", by=coordinator)
    assert Person.objects.count() == 1


def test_a_contact_person_is_relieved_on_a_day_and_may_come_back(group, bureau, coordinator):
    contact = actions.add_contact(group=group, unit=bureau, name="赵岚", by=coordinator)

    actions.remove_contact(contact=contact, on=DAY, by=coordinator)
    again = actions.add_contact(group=group, unit=bureau, name="赵岚", by=coordinator)

    assert (contact.until, again.person) == (DAY, contact.person)
    assert Event.objects.get(act="remove_contact").data["person"] == "赵岚"


def test_the_machine_may_do_it_too(province):
    group = actions.open_group(name="宣贯领导小组", territory=province, superior=None, by=None)

    actions.set_members(group=group, units=[province], on=DAY, by=None)

    assert members(group) == [("510000", DAY, None)]
