"""In the browser: more time asked for and answered, somebody who stands in, and what a coordinator expects set, changed, brought in and taken out."""
import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.builders import make_campaign, make_person, make_unit
from xuanguan.campaigns.enums import Rhythm
from xuanguan.campaigns.models import Delegation, Expectation, Extension, Roster, RosterEntry
from xuanguan.common.spreadsheets import read_tables, write_sheet
from xuanguan.organisations.enums import Role

pytestmark = pytest.mark.django_db
ASK = "/campaigns/outline/expectations/report/extension/?unit=510900&period=201203&on=2012-04-02"
SET = "/campaigns/outline/expectations/set/"


@pytest.fixture
def province():
    return make_unit("510000", "四川省")


@pytest.fixture
def city(province):
    return make_unit("510900", "遂宁市", under=province)


@pytest.fixture
def campaign(province, city):
    """The city reports every month, within five days; it ends with May 2012."""
    province.refresh_from_db()
    campaign = make_campaign(province, code="outline", ends=dt.date(2012, 5, 31))
    roster = Roster.objects.create(campaign=campaign, code="report", name_zh="名册", by="named")
    RosterEntry.objects.create(roster=roster, unit=city)
    Expectation.objects.create(campaign=campaign, code="report", name_zh="月报", roster=roster, rhythm=Rhythm.MONTHLY, due_days=5)
    return campaign


@pytest.fixture
def people(province, city):
    return {
        "officer": make_person("officer", roles=[(Role.OFFICER, city)]), "verifier": make_person("verifier", roles=[(Role.VERIFIER, city)]),
        "deputy": make_person("deputy", roles=[(Role.OFFICER, city)]), "coordinator": make_person("coordinator", roles=[(Role.COORDINATOR, province)])}


@pytest.fixture
def as_(client, people):
    """The browser of one of them."""
    def signed_in(name: str):
        client.force_login(people[name])
        client.cookies["language"] = "en"
        return client
    return signed_in


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# More time

def test_more_time_is_asked_for_and_granted_for_another_day_and_the_list_says_so(as_, campaign):
    asked = as_("officer").post(ASK, {"wanted": "2012-04-20", "reason": "汛期"})
    waiting = words(as_("coordinator").get("/campaigns/outline/coverage/more-time/"))
    answered = as_("coordinator").post(f"/campaigns/outline/coverage/more-time/{Extension.objects.get().pk}/", {"until": "2012-04-15", "answer": "到中旬"})

    assert (asked.url, answered.url) == ("/campaigns/outline/expectations/", "/campaigns/outline/coverage/more-time/")
    assert "汛期" in waiting
    assert list(Extension.objects.values_list("state", "wanted", "until", "answer")) == [("granted", dt.date(2012, 4, 20), dt.date(2012, 4, 15), "到中旬")]
    assert "15 April 2012" in words(as_("officer").get("/campaigns/outline/coverage/more-time/"))


@pytest.mark.parametrize(("said", "sentence"), [
    ({"wanted": "2012-04-03", "reason": "汛期"}, "It is due on 5 April 2012. Ask for a later day, not before today."),
    ({"wanted": "2012-04-20", "reason": ""}, "This field is required."),
    ({"wanted": "next week", "reason": "汛期"}, "Enter a day such as 2026-03-09.")])
def test_a_wish_that_cannot_be_is_refused_beside_its_field_and_keeps_what_was_typed(as_, campaign, said, sentence):
    response = as_("officer").post(ASK, said)

    assert response.status_code == 422
    assert sentence in words(response)
    assert said["reason"] in response.content.decode()
    assert Extension.objects.count() == 0


def test_a_refusal_says_why_and_a_wish_can_be_taken_back_while_it_waits(as_, campaign):
    as_("officer").post(ASK, {"wanted": "2012-04-20", "reason": "汛期"})
    address = f"/campaigns/outline/coverage/more-time/{Extension.objects.get().pk}/"

    silent = as_("coordinator").post(address, {"refuse": "1", "answer": ""}, follow=True)
    as_("officer").post(address, {"take-back": "1"})
    late = as_("coordinator").post(address, {"refuse": "1", "answer": "不行"}, follow=True)

    assert "Say why not, so that the unit knows what to do." in words(silent)
    assert Extension.objects.get().state == "withdrawn"
    assert "不行" not in Extension.objects.get().answer
    assert late.status_code == 200


def test_somebody_of_another_place_finds_no_wish_to_answer(client, as_, campaign):
    as_("officer").post(ASK, {"wanted": "2012-04-20", "reason": "汛期"})
    client.force_login(make_person("stranger", roles=[(Role.COORDINATOR, make_unit("440000", "广东省"))]))

    assert client.post(f"/campaigns/outline/coverage/more-time/{Extension.objects.get().pk}/", {"until": "2012-04-15"}).status_code == 404
    assert Extension.objects.get().state == "asked"


# Standing in

HANDED = {"unit": "510900", "of": "verifier", "to": "deputy", "since": "2012-04-01", "until": "2012-04-30", "reason": "出差"}


def test_a_verifier_hands_the_queue_over_and_takes_it_back(as_, campaign):
    handed = as_("verifier").post("/campaigns/outline/coverage/standing-in/", HANDED)
    told = words(as_("verifier").get("/campaigns/outline/coverage/standing-in/"))
    as_("verifier").post(f"/campaigns/outline/coverage/standing-in/{Delegation.objects.get().pk}/end/")

    assert handed.url == "/campaigns/outline/coverage/standing-in/"
    assert [part in told for part in ("遂宁市", "deputy", "出差", "30 April 2012")] == [True] * 4
    assert list(Delegation.objects.values_list("unit__code", "of__username", "to__username", "ended_on")) == [("510900", "verifier", "deputy", dt.date(2012, 5, 31))]


@pytest.mark.parametrize(("changed", "sentence"), [
    ({"to": "nobody"}, "Nobody signs in as “nobody”."), ({"to": "verifier"}, "Name somebody else: one cannot stand in for oneself."),
    ({"until": "2012-03-01"}, "It would end before it begins."), ({"unit": "999999"}, "999999"), ({"since": "soon"}, "Enter a day such as 2026-03-09.")])
def test_a_delegation_that_cannot_be_is_refused_in_a_sentence(as_, campaign, changed, sentence):
    response = as_("verifier").post("/campaigns/outline/coverage/standing-in/", HANDED | changed)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Delegation.objects.count() == 0


def test_an_officer_cannot_hand_over_the_queue_of_somebody_else(as_, campaign):
    response = as_("officer").post("/campaigns/outline/coverage/standing-in/", HANDED)

    assert response.status_code == 422
    assert Delegation.objects.count() == 0


@pytest.mark.parametrize(("days", "kept", "sentence"), [("14", 14, "Kept."), ("", None, "Kept."), ("0", None, "Write a number of days from 1 to 365"), ("x", None, "Write a number")])
def test_the_coordinator_says_after_how_many_days_the_level_above_may_verify(as_, campaign, days, kept, sentence):
    response = as_("coordinator").post("/campaigns/outline/coverage/standing-in/time-out/", {"days": days}, follow=True)

    campaign.refresh_from_db()
    assert campaign.verify_within == kept
    assert sentence in words(response)


# What is expected

ASKED = {"name_zh": "每市制定方案", "code": "plan", "by": "rule", "level": "2", "organ": "-", "fulfilled_by": "self", "rhythm": "once", "due": "2012-04-30",
         "due_by": "calendar", "due_days": "5", "ask_again_days": "7"}


def test_what_is_expected_is_shown_before_it_is_kept(as_, campaign):
    shown = as_("coordinator").post(SET, ASKED)
    kept = as_("coordinator").post(SET, ASKED | {"keep": "1"})

    assert shown.status_code == 200
    assert "遂宁市" in words(shown)
    assert "30 April 2012" in words(shown)
    assert kept.url == "/campaigns/outline/expectations/plan/"
    assert list(Expectation.objects.filter(code="plan").values_list("name_zh", "due", "roster__level")) == [("每市制定方案", dt.date(2012, 4, 30), 2)]


@pytest.mark.parametrize(("changed", "sentence"), [
    ({"code": "report"}, "report"), ({"due": "2011-01-01"}, "2011"), ({"by": "named", "units": "510900\n999999"}, "No unit has the code 999999."),
    ({"exemptions": "888888 震区"}, "No unit has the code 888888.")])
def test_a_mistake_is_said_and_nothing_is_kept(as_, campaign, changed, sentence):
    response = as_("coordinator").post(SET, ASKED | changed | {"keep": "1"})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Expectation.objects.count() == 1


def test_an_expectation_is_changed_in_the_form_that_made_it_and_taken_out(as_, campaign):
    form = as_("coordinator").get("/campaigns/outline/expectations/report/change/").content.decode()
    as_("coordinator").post("/campaigns/outline/expectations/report/change/", {
        "name_zh": "月报", "code": "report", "by": "named", "units": "510900", "fulfilled_by": "self", "rhythm": "monthly", "due_by": "working", "due_days": "3",
        "ask_again_days": "7", "keep": "1"})
    changed = list(Expectation.objects.values_list("due_by", "due_days"))
    taken_out = as_("coordinator").post("/campaigns/outline/expectations/report/remove/")

    assert "510900" in form
    assert changed == [("working", 3)]
    assert taken_out.url == "/campaigns/outline/expectations/"
    assert Expectation.objects.count() == 0


@pytest.mark.parametrize("address", [SET, "/campaigns/outline/expectations/report/change/", "/campaigns/outline/expectations/report/remove/",
                                     "/campaigns/outline/expectations/sheet/", "/campaigns/outline/expectations/template/"])
def test_only_who_runs_the_campaign_says_what_is_expected(as_, campaign, address):
    assert as_("officer").get(address).status_code == 403


# From a spreadsheet

def sheet_of(rows: list[list]) -> SimpleUploadedFile:
    return SimpleUploadedFile("expected.xlsx", write_sheet("s", rows[0], rows[1:]))


def rows_of(response) -> list[list]:
    return next(iter(read_tables(response.content, "x.xlsx").values()))


def test_what_is_taken_out_as_a_sheet_comes_back_in_and_is_tried_out_first(as_, campaign):
    rows = rows_of(as_("coordinator").get("/campaigns/outline/expectations/export/"))
    assert [row[0] for row in rows[1:]] == ["report"]
    code = rows[0].index(rows[0][0])
    again = [rows[0], [("again" if at == code else cell) for at, cell in enumerate(rows[1])]]

    tried = as_("coordinator").post("/campaigns/outline/expectations/sheet/", {"sheet": sheet_of(again)})
    before = Expectation.objects.count()
    entered = as_("coordinator").post("/campaigns/outline/expectations/sheet/", {"apply": "1"})

    assert (tried.status_code, before, entered.url) == (200, 1, "/campaigns/outline/expectations/")
    assert sorted(Expectation.objects.values_list("code", "rhythm", "due_days")) == [("again", "monthly", 5), ("report", "monthly", 5)]


def test_a_sheet_with_mistakes_lists_them_by_row_and_nothing_is_entered(as_, campaign):
    rows = rows_of(as_("coordinator").get("/campaigns/outline/expectations/export/"))
    wrong = [["wrong", *rows[1][1:]], ["", *rows[1][1:]]]

    response = as_("coordinator").post("/campaigns/outline/expectations/sheet/", {"sheet": sheet_of([rows[0], *wrong]), "apply": "1"})

    assert response.status_code == 422
    assert "3" in words(response)
    assert Expectation.objects.count() == 1


def test_a_file_that_is_no_spreadsheet_is_refused_in_a_sentence(as_, campaign):
    response = as_("coordinator").post("/campaigns/outline/expectations/sheet/", {"sheet": SimpleUploadedFile("x.xlsx", b"not a sheet")})

    assert response.status_code == 422
    assert "errorlist" in response.content.decode() or "field-error" in response.content.decode()
