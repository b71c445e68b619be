"""An administrator renames, moves, merges, splits and closes units, and gives and takes roles; looked at first, then done."""
import datetime as dt

import pytest
from django.urls import reverse

from tests.builders import make_person, make_system, make_unit
from xuanguan.organisations import hierarchy
from xuanguan.organisations.actions import add_membership
from xuanguan.organisations.enums import Role, SuccessionKind, UnitKind
from xuanguan.organisations.models import Affiliation, Grant, Membership, Person, Succession, Unit, UnitName

pytestmark = pytest.mark.django_db
DAY = "2012-05-10"


class Place:
    def __init__(self):
        self.province = make_unit("510000", "四川省", renumber=False)
        self.city = make_unit("510900", "遂宁市", under=self.province, renumber=False)
        self.other = make_unit("511000", "内江市", under=self.province, renumber=False)
        self.county = make_unit("510922", "射洪县", under=self.city, renumber=False)
        self.neighbour = make_unit("510923", "大英县", under=self.city)
        hierarchy.rebuild(on=dt.date(2012, 5, 25))
        for name in ("province", "city", "other", "county", "neighbour"):
            getattr(self, name).refresh_from_db()


@pytest.fixture
def place(client) -> Place:
    place = Place()
    place.administrator = make_person("administrator", roles=[(Role.ADMINISTRATOR, place.province)])
    client.force_login(place.administrator)
    return place


def send(client, unit: Unit, act: str, *, confirm: bool = True, **said):
    return client.post(reverse("organisations:change", args=[unit.code, act]), said | {"on": said.get("on", DAY)} | ({"confirm": "1"} if confirm else {}))


def html(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(("act", "said"), [
    ("rename", {"name": "射洪市"}), ("move", {"territory": "511000"}), ("merge", {"into": "510923"}), ("split", {"parts": "510999 新区", "goes_on": "on"}), ("close", {})])
def test_looking_at_a_change_shows_how_it_would_stand_and_keeps_nothing(client, place, act, said):
    before = [UnitName.objects.count(), Affiliation.objects.count(), Succession.objects.count(), Unit.objects.filter(closed=None).count()]

    response = send(client, place.county, act, confirm=False, **said)

    after = [UnitName.objects.count(), Affiliation.objects.count(), Succession.objects.count(), Unit.objects.filter(closed=None).count()]
    assert (response.status_code, after, "So it would stand" in html(response)) == (200, before, True)
    assert response.context["would_be"][0][1] != response.context["moments"]


def test_a_county_is_renamed_from_a_day_on(client, place):
    response = send(client, place.county, "rename", name="射洪市", name_en="Shehong City")

    place.county.refresh_from_db()
    assert (response.status_code, response.url, place.county.name_zh, place.county.name_en) == (302, "/units/510922/", "射洪市", "Shehong City")


def test_a_county_is_moved_to_another_city(client, place):
    send(client, place.county, "move", territory="内江市")

    place.county.refresh_from_db()
    assert place.county.territory == place.other


def test_a_county_is_merged_into_its_neighbour(client, place):
    send(client, place.county, "merge", into="510923", note="区划调整")

    place.county.refresh_from_db()
    assert (place.county.closed, list(Succession.objects.values_list("kind", "predecessor__code", "successor__code", "note"))) == (
        dt.date(2012, 5, 10), [(SuccessionKind.MERGE, "510922", "510923", "区划调整")])


def test_a_part_is_split_off_and_opens_on_the_day_beside_the_unit_that_goes_on(client, place):
    send(client, place.county, "split", parts="510999 新区\n\n510923", goes_on="on")

    new = Unit.objects.get(code="510999")
    place.county.refresh_from_db()
    assert (new.name_zh, new.opened, new.territory, new.level, place.county.closed) == ("新区", dt.date(2012, 5, 10), place.city, 3, None)
    assert sorted(Succession.objects.values_list("successor__code", flat=True)) == ["510923", "510999"]


def test_a_unit_that_closes_by_a_split_is_stood_for_by_the_part_named(client, place):
    send(client, place.county, "split", parts="510998 东区\n510999 西区", stands_for="510999")

    assert dict(Succession.objects.values_list("successor__code", "stands_for")) == {"510998": False, "510999": True}


def test_a_county_is_closed(client, place):
    send(client, place.county, "close")

    place.county.refresh_from_db()
    assert place.county.closed == dt.date(2012, 5, 10)


@pytest.mark.parametrize(("act", "said", "sentence"), [
    ("rename", {"name": "射洪县"}, "has this name already"),
    ("rename", {"name": ""}, "This field is required."),
    ("rename", {"name": "新县", "on": "tomorrow"}, "Enter a day such as 2026-03-09."),
    ("move", {"territory": "999999"}, "No unit has the code or the name “999999”"),
    ("move", {"territory": "510922"}, "is not above it"),
    ("merge", {"into": "510922"}, "cannot be merged into itself"),
    ("split", {"parts": "510999", "goes_on": "on"}, "Line 1: no unit has the code 510999."),
    ("split", {"parts": "510999 新区", "goes_on": "on", "stands_for": "510999"}, "A unit that goes on stands for itself."),
    ("split", {"parts": "510999 新区", "stands_for": "510998"}, "510998 is none of the parts."),
    ("split", {"parts": "510922", "goes_on": "on"}, "it cannot be one of them"),
])
def test_what_cannot_be_is_said_in_a_sentence_and_nothing_is_half_done(client, place, act, said, sentence):
    units = Unit.objects.count()

    response = send(client, place.county, act, **said)

    assert (response.status_code, sentence in html(response), Unit.objects.count(), Succession.objects.count()) == (400, True, units, 0)


def test_a_city_that_still_holds_counties_does_not_close(client, place):
    assert "Move or close them first." in html(send(client, place.city, "close"))


def test_only_an_administrator_of_the_unit_changes_it_or_its_people(client, place):
    client.force_login(make_person("elsewhere", roles=[(Role.ADMINISTRATOR, place.other), (Role.COORDINATOR, place.county)]))

    answers = [client.get(reverse(name, args=args)).status_code for name, args in (
        ("organisations:change", ["510922", "rename"]), ("organisations:people", ["510922"]), ("organisations:change", ["511000", "rename"]))]

    assert answers == [403, 403, 200]
    assert "/units/510922/people/" not in client.get("/units/510922/").content.decode()


@pytest.mark.parametrize("address", ["/units/510922/change/paint/", "/units/999999/change/close/", "/units/999999/people/"])
def test_what_is_not_there_is_not_found(client, place, address):
    assert client.get(address).status_code == 404


def test_the_page_of_a_unit_leads_its_administrator_to_what_can_be_done(client, place):
    page = client.get("/units/510922/").content.decode()

    assert [f"/units/510922/change/{act}/" in page for act in ("rename", "move", "merge", "split", "close")] == [True] * 5


# People

def post(client, unit: Unit, form: str, /, **said):
    return client.post(reverse("organisations:people", args=[unit.code]), {"form": form} | {f"{form}-{name}": value for name, value in said.items()})


def test_a_role_is_given_to_an_account_and_taken_away(client, place):
    person, quality = make_person("hejia"), make_system()
    given = post(client, place.county, "grant", person="何佳 (hejia)", role="officer", system=quality.pk)
    grant = Grant.objects.get(person=person)

    taken = client.post(reverse("organisations:withdraw-role", args=["510922", grant.pk]))

    assert (given.status_code, grant.role, grant.unit, grant.system, taken.status_code) == (302, "officer", place.county, quality, 302)
    grant.refresh_from_db()
    assert grant.until == dt.date.today()
    assert "ended" in client.get("/units/510922/people/").content.decode()


def test_a_person_without_an_account_is_entered(client, place):
    post(client, place.county, "person", name="王小满", post="质量股", phone="0825-1")

    assert list(Person.objects.values_list("name", "post", "phone", "unit__code", "user")) == [("王小满", "质量股", "0825-1", "510922", None)]


@pytest.fixture
def group(place) -> Unit:
    return make_unit("510000-ldz", "领导小组", under=place.province, kind=UnitKind.LEADING_GROUP)


def test_a_member_unit_enters_a_leading_group_and_leaves_it(client, place, group):
    post(client, group, "member", unit="510900", role="member", since="2012-03-01")
    membership = Membership.objects.get()

    client.post(reverse("organisations:end-membership", args=[group.code, membership.pk]))

    membership.refresh_from_db()
    assert (membership.unit, membership.since, membership.until) == (place.city, dt.date(2012, 3, 1), dt.date.today())


@pytest.mark.parametrize(("form", "said", "sentence"), [
    ("grant", {"person": "nobody", "role": "officer"}, "Nobody signs in as “nobody”."),
    ("grant", {"person": "administrator", "role": "officer", "since": "2012-05-10", "until": "2012-05-09"}, "A role ends after it begins."),
    ("person", {"name": "何", "email": "nowhere"}, "Enter a valid email address."),
    ("person", {"name": " "}, "This field is required."),
    ("member", {"unit": "510900", "role": "member"}, "is a member of"),
])
def test_what_does_not_go_with_people_is_said_at_its_form(client, place, group, form, said, sentence):
    add_membership(group=group, unit=place.city, by=None)

    response = post(client, group, form, **said)

    assert (response.status_code, sentence in html(response)) == (400, True)


def test_only_a_leading_group_has_members(client, place):
    assert post(client, place.county, "member", unit="510900", role="member").status_code == 200
    assert not Membership.objects.exists()


def test_accounts_are_proposed_to_those_who_administer_something(client, place):
    make_person("hejia")
    proposed = client.get("/units/accounts/", {"grant-person": "hej"}).content.decode()
    nothing = client.get("/units/accounts/", {"grant-person": ""}).content.decode()
    client.force_login(make_person("reader"))

    assert ('value="hejia (hejia)"' in proposed, "hejia" in nothing, client.get("/units/accounts/", {"q": "hej"}).status_code) == (True, False, 403)
