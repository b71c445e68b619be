"""Figures in the browser: the overview says where a campaign stands, and every number on it opens."""
import datetime as dt
import json
import time
from decimal import Decimal

import pytest

from tests.activities.province import Province, make_province
from tests.builders import make_report
from xuanguan.activities import actions
from xuanguan.activities.values import StatementValues, When
from xuanguan.campaigns.models import Expectation, Roster, RosterEntry
from xuanguan.figures.actions import refresh
from xuanguan.figures.answers import figure, question
from xuanguan.web.figures.parts import unit_figures
from xuanguan.web.figures.refresh import refresh_soon


@pytest.fixture(autouse=True)
def figures_folder(settings, tmp_path):
    settings.FIGURES_FOLDER = tmp_path / "figures"


@pytest.fixture
def here(db) -> Province:
    return make_province()


@pytest.fixture
def expectation(here) -> Expectation:
    roster = Roster.objects.create(campaign=here.campaign, code="cities", name_zh="市州", level=2)
    RosterEntry.objects.bulk_create(RosterEntry(roster=roster, unit=unit) for unit in (here.city, here.other_city))
    made = Expectation.objects.create(campaign=here.campaign, code="study", name_zh="各市学习", name_en="Each city studies it", roster=roster,
                                      front=here.campaign.fronts.get(code="government"), fulfilled_by="same_level")
    made.kinds.set(here.campaign.kinds.filter(code="lecture"))
    return made


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_overview_says_in_a_sentence_where_the_campaign_stands(client, here, expectation):
    report = make_report(here.campaign, here.city, by=here.city_officer)
    actions.verify_activity(activity=report, by=here.coordinator, on=dt.date(2012, 3, 5))
    make_report(here.campaign, here.county, by=here.officer)
    refresh()
    client.force_login(here.coordinator)

    page = text(client.get("/campaigns/campaign/"))

    assert "has 2 activities on record, on 1 of 2 fronts: 1 verified, 1 self-reported." in page
    assert "the widest gap is “Each city studies it”, with 1 of 2." in page


def test_who_is_missing_stands_by_name_on_the_overview(client, here, expectation):
    make_report(here.campaign, here.city, by=here.city_officer)
    refresh()
    client.force_login(here.coordinator)

    assert "1 is missing: 泸州市." in text(client.get("/campaigns/campaign/"))


def test_where_a_total_names_nobody_the_page_says_that_nobody_can_say_which(client, here, expectation):
    actions.state_total(values=StatementValues(
        campaign=here.campaign, unit=here.province, territory=here.province, front=here.campaign.fronts.get(code="government"),
        kind=here.campaign.kinds.get(code="lecture"), value=Decimal(1), earliest=dt.date(2012, 2, 6), latest=dt.date(2012, 5, 25), levels=(2,)),
        by=here.coordinator, on=dt.date(2012, 5, 25))
    refresh()
    client.force_login(here.coordinator)

    page = text(client.get("/figures/campaign/coverage/study/"))

    assert "1 is missing, and nobody can say which: of 2 it is not known." in page


def test_a_figure_opens_to_its_records(client, here):
    report = make_report(here.campaign, here.county, by=here.officer, title="大讲堂")
    refresh()
    client.force_login(here.coordinator)

    page = text(client.get("/figures/campaign/?unit=510300&kind=lecture"))

    assert f'href="/activities/{report.pk}/"' in page
    assert "大讲堂" in page


def test_records_not_dated_to_the_period_open_as_well(client, here):
    make_report(here.campaign, here.county, by=here.officer, title="不知哪天", on=dt.date(2012, 5, 1),
                when=When.between(dt.date(2012, 3, 20), dt.date(2012, 4, 10)))
    refresh()
    client.force_login(here.coordinator)

    counted, undated = (text(client.get(f"/figures/campaign/?unit=510000&to=2012-03-31{which}")) for which in ("", "&which=undated"))

    assert ("不知哪天" in counted, "不知哪天" in undated, "+ 1" in counted) == (False, True, True)


def test_a_unit_outside_the_persons_reach_is_answered_with_a_sentence(client, here):
    refresh()
    client.force_login(here.officer)

    response = client.get("/campaigns/campaign/?unit=510500")

    assert (response.status_code, "lie outside your reach" in text(response)) == (403, True)


def test_an_officer_sees_first_the_figures_of_their_own_unit(client, here):
    make_report(here.campaign, here.county, by=here.officer)
    refresh()
    client.force_login(here.officer)

    assert "荣县 has 1 activity on record" in text(client.get("/campaigns/campaign/"))


@pytest.mark.parametrize("query", ["unit=nowhere", "from=yesterday", "from=2012-05-01&to=2012-04-01", "from=1812-01-01", "as_of=2999-01-01", "tree=oak"])
def test_an_address_that_cannot_be_asked_is_answered_with_a_sentence(client, here, query):
    refresh()
    client.force_login(here.coordinator)

    response = client.get(f"/campaigns/campaign/?{query}")

    assert (response.status_code, "<h1>" in text(response)) == (409, True)


def test_before_the_figures_are_built_there_is_a_sentence(client, here):
    client.force_login(here.coordinator)

    response = client.get("/campaigns/campaign/")

    assert (response.status_code, "not built yet" in text(response)) == (409, True)


def test_a_campaign_without_a_record_has_an_overview(client, here, expectation):
    refresh()
    client.force_login(here.coordinator)

    assert "has nothing on record yet in this period." in text(client.get("/campaigns/campaign/"))


def test_the_export_carries_the_same_figure_its_definition_and_its_as_of(client, here):
    make_report(here.campaign, here.county, by=here.officer)
    refresh()
    client.force_login(here.coordinator)

    told = json.loads(client.get("/figures/campaign/export/json/?unit=510300").content)

    assert [row["value"] for row in told["figures"]] == [str(int(figure(question(here.campaign, unit=here.city)).itemised))]
    assert {"definition", "figures_of", "as_of", "address"} <= told["about"].keys()


@pytest.mark.parametrize(("form", "content_type"), [
    ("csv", "text/csv; charset=utf-8"), ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), ("json", "application/json")])
def test_a_table_of_totals_can_be_taken_away(client, here, form, content_type):
    make_report(here.campaign, here.county, by=here.officer)
    refresh()
    client.force_login(here.coordinator)

    response = client.get(f"/figures/campaign/export/{form}/?by=front,kind")

    assert (response.status_code, response["Content-Type"]) == (200, content_type)


@pytest.mark.parametrize("address", ["/campaigns/campaign/", "/figures/campaign/?unit=510000", "/figures/campaign/coverage/study/"])
def test_query_counts_do_not_grow_with_rows(client, here, expectation, address, django_assert_max_num_queries):
    for number in range(3):
        make_report(here.campaign, here.county, by=here.officer, title=f"{number}")
    refresh()
    client.force_login(here.coordinator)
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    for number in range(12):
        make_report(here.campaign, (here.city, here.county)[number % 2], by=here.city_officer, title=f"more {number}")
    refresh()

    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)


def test_the_unit_page_gets_its_figures(here, rf):
    make_report(here.campaign, here.county, by=here.officer)
    refresh()
    request = rf.get("/")
    request.user, request.session = here.coordinator, {}

    found = unit_figures(request, here.city)

    assert (found.whole.value, [name for name, _one in found.fronts], len(found.children)) == ("1", ["Government"], 1)


def test_the_unit_page_of_a_unit_out_of_reach_shows_none(here, rf):
    refresh()
    request = rf.get("/")
    request.user, request.session = here.officer, {}

    assert unit_figures(request, here.other_city) is None


@pytest.mark.django_db(transaction=True)
def test_a_verified_record_is_in_the_figures_without_anybody_asking():
    here = make_province()
    report = make_report(here.campaign, here.county, by=here.officer)
    refresh()

    actions.verify_activity(activity=report, by=here.verifier, on=dt.date(2012, 3, 5))
    begun = time.monotonic()
    refresh_soon()
    while not figure(question(here.campaign)).verified and time.monotonic() - begun < 10:
        time.sleep(0.02)

    assert int(figure(question(here.campaign)).verified) == 1


LOCAL = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "overview"}}


def test_an_overview_that_was_drawn_is_kept_until_something_changes(client, here, expectation, settings, django_assert_max_num_queries):
    settings.CACHES = LOCAL
    make_report(here.campaign, here.city, by=here.city_officer)
    refresh()
    client.force_login(here.coordinator)
    first = text(client.get("/campaigns/campaign/"))

    with django_assert_max_num_queries(20):
        again = text(client.get("/campaigns/campaign/"))
    make_report(here.campaign, here.county, by=here.officer)
    refresh()
    changed = text(client.get("/campaigns/campaign/"))

    assert ("has 1 activity on record" in first, "has 1 activity on record" in again, "has 2 activities on record" in changed) == (True, True, True)


def test_a_drawing_for_one_reach_is_never_shown_to_another(client, here, expectation, settings):
    settings.CACHES = LOCAL
    make_report(here.campaign, here.other_city, by=here.coordinator)
    refresh()
    client.force_login(here.coordinator)
    everything = text(client.get("/campaigns/campaign/"))
    client.force_login(here.officer)

    own = text(client.get("/campaigns/campaign/"))

    assert ("has 1 activity on record" in everything, "has 1 activity on record" in own) == (True, False)
