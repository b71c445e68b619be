"""Campaigns in the browser: choose one, see how it is set up and what is expected, start one."""
import datetime as dt
import re

import pytest

from tests.builders import make_campaign, make_person, make_policy_version, make_unit
from xuanguan.campaigns.enums import Rhythm
from xuanguan.campaigns.models import Campaign, Expectation, Fulfilment, Roster, RosterEntry
from xuanguan.organisations.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return make_unit("510000", "四川省")


@pytest.fixture
def city(province):
    return make_unit("510900", "遂宁市", under=province)


@pytest.fixture
def campaign(province, city):
    """A campaign of 2012 that asks the city for a report every month and the province for a plan."""
    province.refresh_from_db()
    campaign = make_campaign(province, code="outline")
    for code, unit, fields in [
        ("report", city, {"rhythm": Rhythm.MONTHLY, "nothing_counts": True}), ("plan", province, {"due": dt.date(2012, 4, 30)})]:
        roster = Roster.objects.create(campaign=campaign, code=code, name_zh=f"名册{code}")
        RosterEntry.objects.create(roster=roster, unit=unit)
        Expectation.objects.create(campaign=campaign, code=code, name_zh=f"要求{code}", roster=roster, **fields)
    return campaign


@pytest.fixture
def officer(city):
    return make_person("officer", roles=[(Role.OFFICER, city)])


@pytest.fixture
def page(client, officer):
    client.force_login(officer)
    client.cookies["language"] = "en"
    return client


@pytest.fixture
def desk(client, province):
    """The browser of the province's coordinator."""
    client.force_login(make_person("coordinator", roles=[(Role.COORDINATOR, province)]))
    client.cookies["language"] = "en"
    return client


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_person_chooses_the_campaign_to_work_in(page, campaign):
    make_campaign(campaign.territory, code="other", begins=dt.date(2013, 1, 1), ends=None)

    response = page.post("/campaigns/choose/", {"campaign": "outline"})

    assert response.url == "/campaigns/outline/"
    assert page.session["campaign"] == "outline"
    assert "You work in it" in words(page.get("/campaigns/"))


def test_a_campaign_elsewhere_cannot_be_seen_or_chosen(client, campaign):
    client.force_login(make_person("stranger", roles=[(Role.OFFICER, make_unit("440000", "广东省"))]))

    codes = [client.get(f"/campaigns/outline/{part}").status_code for part in ("", "set-up/", "expectations/", "expectations/plan/")]

    assert codes == [404] * 4
    assert client.post("/campaigns/choose/", {"campaign": "outline"}).status_code == 404


def test_the_set_up_shows_fronts_kinds_measures_rosters_and_expectations(page, campaign):
    text = words(page.get("/campaigns/outline/set-up/"))

    assert [word in text for word in ("Government", "Lecture", "Sessions", "Attendances", "Agreement", "milestone", "名册report", "要求plan")] == [True] * 8


def test_an_officer_sees_the_months_that_are_open_and_says_there_was_nothing(page, campaign, city):
    before = words(page.get("/campaigns/outline/expectations/?on=2012-04-10"))

    response = page.post("/campaigns/outline/expectations/nothing/", {"expectation": "report", "unit": "510900", "period": "201203"})

    assert "要求report 201203 遂宁市 5 April 2012 Overdue" in before
    assert response.url == "/campaigns/outline/expectations/"
    assert list(Fulfilment.objects.values_list("period", "state", "unit__code")) == [("201203", "nothing", "510900")]


def test_nothing_to_report_can_be_taken_back(page, campaign):
    page.post("/campaigns/outline/expectations/nothing/", {"expectation": "report", "unit": "510900", "period": "201203"})

    page.post("/campaigns/outline/expectations/nothing/", {"expectation": "report", "unit": "510900", "period": "201203", "take-back": "1"})

    assert Fulfilment.objects.filter(until=None).count() == 0


def test_nothing_to_report_for_the_province_is_refused_to_a_citys_officer(page, campaign):
    Expectation.objects.filter(code="plan").update(nothing_counts=True)

    response = page.post("/campaigns/outline/expectations/nothing/", {"expectation": "plan", "unit": "510000", "period": ""})

    assert response.status_code == 403
    assert Fulfilment.objects.filter(until=None).count() == 0


def test_an_expectation_names_every_unit_and_how_it_stands(page, campaign):
    text = words(page.get("/campaigns/outline/expectations/plan/?on=2012-05-25"))

    assert "四川省 Overdue" in text
    assert "Can be fulfilled by the unit itself" in text


def test_an_expectation_of_every_month_has_a_tab_for_each(page, campaign):
    text = words(page.get("/campaigns/outline/expectations/report/?on=2012-04-10&period=201202"))

    assert "201204 201203 201202" in text


def start_form(**changes) -> dict:
    return {"template": "five-fronts", "version": str(make_policy_version().pk), "territory": "510000", "lead_unit": "四川省",
            "begins": "2012-02-06", "ends": "2012-12-31", "code": "outline-2012", "name_zh": "", "name_en": ""} | changes


def test_a_coordinator_makes_a_draft_from_a_template_and_nobody_is_asked_yet(desk, city):
    response = desk.post("/campaigns/start/", start_form())

    campaign = Campaign.objects.get()
    assert response.url == "/campaigns/outline-2012/set-up/"
    assert (campaign.state, campaign.expectations.count(), campaign.confirmed_steps) == ("preparing", 7, ["basics"])
    assert RosterEntry.objects.count() == 0


@pytest.mark.parametrize(("changes", "field"), [
    ({"territory": "999999"}, "territory"),
    ({"ends": "2012-01-01"}, "ends"),
    ({"code": "start"}, "code"),
    ({"code": "two words"}, "code"),
    ({"begins": "yesterday"}, "begins"),
    ({"version": ""}, "version"),
])
def test_a_form_with_a_mistake_comes_back_with_what_was_typed(desk, changes, field):
    response = desk.post("/campaigns/start/", start_form(**changes))

    html = response.content.decode()
    assert (response.status_code, f'href="#id_{field}"' in html, 'value="2012-12-31"' in html or field == "ends") == (422, True, True)
    assert Campaign.objects.count() == 0


def test_a_citys_coordinator_cannot_start_a_campaign_of_the_province(client, city):
    client.force_login(make_person("city-coordinator", roles=[(Role.COORDINATOR, city)]))

    response = client.post("/campaigns/start/", start_form())

    assert response.status_code == 422
    assert Campaign.objects.count() == 0


def test_an_officer_may_not_open_the_form(page):
    assert page.get("/campaigns/start/").status_code == 403


@pytest.mark.parametrize("address", ["/campaigns/", "/campaigns/outline/set-up/", "/campaigns/outline/expectations/?on=2012-05-25"])
def test_pages_of_campaigns_cost_the_same_for_more_rows(page, campaign, address, django_assert_max_num_queries):
    for n in range(10):
        roster = Roster.objects.create(campaign=campaign, code=f"r{n}", name_zh=f"名册{n}")
        Expectation.objects.create(campaign=campaign, code=f"e{n}", name_zh=f"要求{n}", roster=roster)

    with django_assert_max_num_queries(25):
        page.get(address)


@pytest.mark.parametrize("address", ["/campaigns/", "/campaigns/start/", "/campaigns/outline/set-up/"])
def test_every_page_of_campaigns_stands_under_the_campaigns_entry_of_the_menu(desk, campaign, address):
    html = desk.get(address).content.decode()

    assert re.findall(r'<a[^>]*aria-current="[^"]*"[^>]*>([^<]+)</a>', re.search(r'<nav class="site-nav".*?</nav>', html, re.S)[0]) == ["Campaign"]
