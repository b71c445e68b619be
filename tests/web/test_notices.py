"""Pages of notices: the list, the number in the head, settings, the link that stops mails, calendars."""
import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from tests.builders import make_campaign, make_person, make_unit
from xuanguan.campaigns.actions import note_deed
from xuanguan.campaigns.models import Expectation, Roster, RosterEntry
from xuanguan.notices.actions import make_calendar_address, settle, tell
from xuanguan.notices.digests import stop_token
from xuanguan.notices.enums import NoticeKind
from xuanguan.notices.models import CalendarAddress, Notice, Preferences
from xuanguan.organisations.enums import Role
from xuanguan.organisations.models import Grant

pytestmark = pytest.mark.django_db
CHOSEN = {"email": "he@example.org", "language": "en", "digest": "weekly", "weekday": "4", "quiet_from": "20:00", "quiet_until": "07:30", "working_days_only": "on"}


@pytest.fixture
def city():
    return make_unit("510900", "遂宁市", under=make_unit("510000", "四川省"))


@pytest.fixture
def officer(client, city):
    person = make_person("officer", roles=[(Role.OFFICER, city)])
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return person


def text(response) -> str:
    """What a person reads: without tags, in one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def told(person, key="k", kind=NoticeKind.RETURNED, link=("organisations:list",)):
    tell(people=[person], kind=kind, key=key, text="Returned to you", link=link, by=None)


def test_the_head_of_every_page_says_how_many_notices_were_not_read(client, officer):
    before = text(client.get("/units/"))
    told(officer, "a")
    told(officer, "b")

    assert ("Notices 2 not read" in text(client.get("/units/")), "not read" in before) == (True, False)


def test_opening_a_notice_reads_it_and_goes_where_the_thing_is_done(client, officer):
    told(officer)

    response = client.post(reverse("notices:open", args=[Notice.objects.get().pk]))

    assert (response.status_code, response.url, Notice.objects.get().is_unread) == (302, "/units/", False)


def test_a_notice_without_an_address_leads_back_to_the_list(client, officer):
    told(officer, link=())

    assert client.post(reverse("notices:open", args=[Notice.objects.get().pk])).url == "/notices/"


def test_nobody_opens_another_persons_notice(client, officer):
    told(make_person("other"))

    assert client.post(reverse("notices:open", args=[Notice.objects.get().pk])).status_code == 404


def test_the_list_shows_what_is_open_and_all_of_it_page_by_page(client, officer):
    for n in range(33):
        told(officer, f"k{n}")
    settle(key=[f"k{n}" for n in range(3)])

    lengths = [len(client.get("/notices/", query).context["rows"]) for query in ({}, {"show": "all"}, {"show": "all", "page": 2})]

    assert lengths == [30, 30, 3]


@pytest.mark.parametrize(("query", "words"), [({}, "Nothing is open"), ({"show": "all"}, "You were told nothing yet")])
def test_an_empty_list_says_so_calmly(client, officer, query, words):
    assert words in text(client.get("/notices/", query))


@pytest.mark.parametrize(("back", "leads"), [("/notices/?show=all", "/notices/?show=all"), ("https://example.org/", "/notices/"), ("", "/notices/")])
def test_all_are_read_at_once(client, officer, back, leads):
    told(officer, "a")
    told(officer, "b")

    response = client.post("/notices/read/", {"next": back})

    assert (response.url, Notice.objects.filter(read_at=None).count()) == (leads, 0)
    assert "2 notices read." in text(client.get("/notices/"))
    client.post("/notices/read/")
    assert "notices read." not in text(client.get("/notices/"))


# Settings

def test_a_person_chooses_language_address_and_how_they_are_told(client, officer):
    response = client.post("/settings/", CHOSEN)

    officer.refresh_from_db()
    kept = Preferences.objects.get(person=officer)
    assert (response.status_code, response.cookies["language"].value) == (302, "en")
    assert (officer.email, officer.language) == ("he@example.org", "en")
    assert (kept.digest, kept.weekday, kept.quiet_from, kept.quiet_until, kept.working_days_only) == ("weekly", 4, dt.time(20), dt.time(7, 30), True)
    assert 'value="20:00"' in client.get("/settings/").content.decode()


@pytest.mark.parametrize(("wrong", "sentence"), [
    ({"email": "nobody"}, "Write a whole address, such as name@example.gov.cn."), ({"quiet_from": "late"}, "Write a time such as 18:00."),
    ({"quiet_until": "25:00"}, "Write a time such as 08:00."), ({"weekday": "6"}, "On this day nothing is sent"), ({"language": "tlh"}, "Select a valid choice")])
def test_what_does_not_go_is_said_in_a_sentence_and_nothing_is_kept(client, officer, wrong, sentence):
    response = client.post("/settings/", CHOSEN | wrong)

    officer.refresh_from_db()
    assert (response.status_code, sentence in text(response)) == (400, True)
    assert (officer.email, Preferences.objects.exists()) == ("", False)


def test_who_chose_a_language_gets_it_when_they_sign_in(client, city):
    person = make_person("reader")
    person.language = "en"
    person.save()

    response = client.post("/sign-in/", {"username": "reader", "password": "a long enough password"})

    assert response.cookies["language"].value == "en"


# The link in a mail

def test_opening_the_link_changes_nothing_and_its_button_stops_the_mails(client):
    person = make_person("reader")
    address = f"/notices/stop/{stop_token(person)}/"

    looked = client.get(address)
    before = Preferences.objects.exists()
    stopped = client.post(address)

    assert (looked.status_code, before, stopped.status_code) == (200, False, 200)
    assert Preferences.objects.get().digest == "off"
    assert "No more mails" in text(stopped)


def test_a_mail_program_stops_it_without_a_cookie():
    person = make_person("reader")

    response = Client(enforce_csrf_checks=True).post(f"/notices/stop/{stop_token(person)}/", {"List-Unsubscribe": "One-Click"})

    assert (response.status_code, Preferences.objects.get().digest) == (200, "off")


def test_a_link_that_is_cut_off_says_so(client):
    response = client.post(f"/notices/stop/{stop_token(make_person())[:-3]}/")

    assert (response.status_code, "cut off by the mail program" in text(response), Preferences.objects.exists()) == (404, True, False)


# Calendars

@pytest.fixture
def expectation(city) -> Expectation:
    campaign = make_campaign(city.territory)
    roster = Roster.objects.create(campaign=campaign, code="cities", name_zh="市州")
    RosterEntry.objects.create(roster=roster, unit=city)
    return Expectation.objects.create(campaign=campaign, code="plan", name_zh="方案, 讲座; 一", name_en="A plan, a lecture; one", roster=roster, due=dt.date(2012, 4, 30))


def events(client, address: CalendarAddress):
    response = client.get(reverse("notices:calendar", args=[address.token]))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_a_calendar_program_reads_what_is_due_without_signing_in(client, officer, expectation):
    officer.language = "en"
    officer.save()
    address = make_calendar_address(by=officer)
    client.logout()

    (event,) = events(client, address)

    assert (str(event["SUMMARY"]), event["DTSTART"].dt, event["DTEND"].dt, str(event["STATUS"])) == (
        "A plan, a lecture; one · 遂宁市", dt.date(2012, 4, 30), dt.date(2012, 5, 1), "CONFIRMED")
    assert [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] == [dt.timedelta(hours=-15)]
    assert str(event["URL"]) == "http://127.0.0.1:8000/campaigns/campaign/expectations/plan/"
    assert str(event["UID"]) == "campaign.plan.510900.once@xuanguan"


def test_what_was_done_is_cancelled_and_rings_no_more(client, officer, expectation, city):
    address = make_calendar_address(scope="510900", by=officer)
    note_deed(campaign=expectation.campaign, thing="activity:1", kind=expectation.campaign.kinds.first(), organising=[city], earliest=dt.date(2012, 3, 1),
              latest=dt.date(2012, 3, 1), state="reported", on=dt.date(2012, 3, 2), by=None)

    (event,) = events(client, address)

    assert (str(event["STATUS"]), event["SEQUENCE"], event.walk("VALARM")) == ("CANCELLED", 1, [])


def test_a_calendar_names_the_time_zone_of_the_house_and_its_days_are_days_everywhere(client, officer, expectation):
    response = client.get(reverse("notices:calendar", args=[make_calendar_address(by=officer).token]))

    lines = response.content.decode().split("\r\n")
    assert {"X-WR-TIMEZONE:Asia/Shanghai", "DTSTART;VALUE=DATE:20120430"} <= set(lines)
    assert all(len(line.encode()) <= 75 for line in lines)


def test_an_address_that_is_wrong_or_revoked_answers_a_plain_sentence(client, officer, expectation):
    address = make_calendar_address(by=officer)
    client.post(reverse("notices:calendar-revoke", args=[address.pk]))
    answers = [client.get(f"/notices/calendar/{token}.ics") for token in (address.token, address.token[:-1], "nonsense", address.seed.hex)]

    assert {(answer.status_code, answer.headers["Content-Type"], answer.content.decode()) for answer in answers} == {
        (404, "text/plain; charset=utf-8", "There is no calendar at this address. It may have been revoked; make a new one under “Your settings”.")}


def test_the_calendar_of_a_unit_ends_with_the_persons_role_there(client, officer, expectation):
    address = make_calendar_address(scope="510900", by=officer)
    Grant.objects.all().delete()

    assert client.get(reverse("notices:calendar", args=[address.token])).status_code == 404


def test_a_new_address_takes_the_place_of_the_old_one_and_stands_in_the_settings(client, officer, expectation):
    for _ in range(2):
        client.post("/notices/calendar/new/", {"scope": "510900"})

    old, new = CalendarAddress.objects.order_by("pk")
    page = client.get("/settings/").content.decode()
    assert (old.revoked_at is None, new.revoked_at, f"/notices/calendar/{new.token}.ics" in page, old.token in page) == (False, None, True, False)


def test_nobody_gets_the_calendar_of_a_unit_that_is_not_theirs_nor_revokes_anothers(client, officer, expectation):
    other = make_calendar_address(by=make_person("other"))

    refused = client.post("/notices/calendar/new/", {"scope": "510000"})
    client.post(reverse("notices:calendar-revoke", args=[other.pk]))

    other.refresh_from_db()
    assert (refused.status_code, other.revoked_at) == (404, None)
