"""Questions with a page of their own: found where a person looks, answered in a sentence and a table whose numbers open, taken away whole."""
import copy
import csv
import datetime as dt
import io
import json
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from tests.activities.province import Province, make_province
from tests.builders import make_person, make_report, make_system, make_unit
from xuanguan.activities import actions
from xuanguan.activities.values import When
from xuanguan.analytics.questions import Dimension
from xuanguan.campaigns.actions import nothing_to_report
from xuanguan.campaigns.enums import FulfilledBy, Rhythm
from xuanguan.campaigns.models import Expectation, Roster, RosterEntry
from xuanguan.figures.actions import refresh
from xuanguan.figures.answers import children, figure, participants, question, question_from, ranking, table, year_on_year
from xuanguan.organisations.enums import Role, UnitKind
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import forget_grants
from xuanguan.periods import Window
from xuanguan.policies.models import Target
from xuanguan.web.figures.questions import PAGES, changes, comparing

QUESTIONS = "/figures/campaign/questions/"
TOGETHER = "510300,510500"


@pytest.fixture(scope="module")
def lived(django_db_setup, django_db_blocker, tmp_path_factory):
    """Made once: what is built for one test is taken back after it, so all begin with the same records and the same figures.

    In March the city and its county, and both cities together; in April the other city."""
    with override_settings(FIGURES_FOLDER=tmp_path_factory.mktemp("figures")), django_db_blocker.unblock(), transaction.atomic():
        yield records()
        transaction.set_rollback(True)


def records() -> Province:
    found = make_province()
    bureau = make_unit("510300-qts", "自贡市质监局", under=found.city, kind=UnitKind.BUREAU, level=2)
    make_unit("510521", "泸县", under=found.other_city)
    for unit in (found.province, found.city, found.county, found.other_city, found.campaign.territory):
        unit.refresh_from_db()
    first = make_report(found.campaign, found.city, by=found.city_officer, title="市里的讲座")
    actions.verify_activity(activity=first, by=found.coordinator, on=dt.date(2012, 3, 5))
    make_report(found.campaign, found.county, by=found.officer, hosts=[found.county, bureau], measures={"sessions": 2, "participants": 120})
    make_report(found.campaign, found.city, by=found.city_officer, hosts=[found.city, found.other_city])
    make_report(found.campaign, found.other_city, by=found.stranger, taking_part=[found.county], when=When.on(dt.date(2012, 4, 10)), on=dt.date(2012, 4, 11))
    monthly_report(found)
    refresh()
    return found


def monthly_report(here: Province) -> None:
    """Expected of both cities; the other city had nothing to report in March."""
    roster = Roster.objects.create(campaign=here.campaign, code="cities", name_zh="市州", level=2)
    RosterEntry.objects.bulk_create(RosterEntry(roster=roster, unit=unit) for unit in (here.city, here.other_city))
    made = Expectation.objects.create(
        campaign=here.campaign, code="monthly", name_zh="每月报送", name_en="Monthly report", roster=roster, rhythm=Rhythm.MONTHLY, due_days=5,
        fulfilled_by=FulfilledBy.SUBTREE, nothing_counts=True)
    nothing_to_report(expectation=made, unit=here.other_city, period="201203", by=here.stranger, on=dt.date(2012, 4, 3))


@pytest.fixture
def here(lived, db, client) -> Province:
    found = copy.deepcopy(lived)
    for person in (found.officer, found.city_officer, found.coordinator, found.stranger):
        forget_grants(person)
    client.force_login(found.coordinator)
    return found


@pytest.fixture
def own_figures(here, settings, tmp_path):
    """For a test that changes records: its figures are its own."""
    settings.FIGURES_FOLDER = tmp_path / "figures"
    refresh()


def text(response) -> str:
    return " ".join(response.content.decode().split())


def told(client, name: str, **said) -> list[dict[str, str]]:
    """The rows of a question's csv, behind its lines about what it is."""
    lines = client.get(f"{QUESTIONS}{name}/export/csv/", said).content.decode().splitlines()
    return list(csv.DictReader(io.StringIO("\n".join(line for line in lines if not line.startswith("#")))))


# Where they are found

def test_every_question_is_a_tab_away_from_the_campaigns_overview(client, here):
    assert f'href="{QUESTIONS}"' in text(client.get("/campaigns/campaign/"))

    page = text(client.get(QUESTIONS, {"unit": "510300", "from": "2012-03-01"}))

    assert [f'href="{QUESTIONS}{name}/?unit=510300&amp;from=2012-03-01"' in page for name in PAGES] == [True] * 8


def test_a_figure_offers_the_questions_that_can_be_asked_of_it(client, here):
    page = text(client.get("/figures/campaign/?unit=510300&kind=lecture"))

    assert f'href="{QUESTIONS}compared/?unit=510300&amp;kind=lecture"' in page
    assert f"{QUESTIONS}burden/" not in page


@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_what_it_asks_its_definition_and_as_of_when(client, here, name):
    page = text(client.get(f"{QUESTIONS}{name}/", {"since": "2012-03-03"}))

    assert (str(PAGES[name].asks) in page, "As of " in page, "What it means" in page, f"{QUESTIONS}{name}/export/xlsx/" in page) == (True, True, True, True)


@pytest.mark.parametrize(("name", "form"), [*((name, "json") for name in PAGES), ("ranking", "csv"), ("burden", "xlsx")])
def test_every_answer_is_taken_away_with_its_definition_and_its_day(client, here, name, form):
    taken = client.get(f"{QUESTIONS}{name}/export/{form}/", {"unit": TOGETHER, "level": "3"})

    assert (taken.status_code, taken["Content-Disposition"].startswith(f'attachment; filename="{name}-510300+510500-')) == (200, True)
    if form == "json":
        about = json.loads(taken.content)["about"]
        assert (about["unit"], bool(about["definition"]), bool(about["figures_of"]), about["as_of"]) == (TOGETHER, True, True, dt.date.today().isoformat())


def test_what_is_no_question_is_not_there(client, here):
    assert [client.get(f"{QUESTIONS}{address}").status_code for address in ("weather/", "weather/export/csv/", "ranking/export/exe/")] == [404, 404, 404]


@pytest.mark.parametrize(("address", "status", "sentence"), [
    ("ranking/?unit=510300-qts", 409, "There are no divisions below 自贡市质监局"), ("ranking/?level=1", 409, "Units are ranked at a level below"),
    ("ranking/?level=high", 409, "“high” is no level."), ("compared/?against=mars", 409, "“mars” cannot be asked here."),
    ("compared/?against=days&before_from=2012-02-01", 409, "Write the first and the last day of the other period"),
    ("compared/?before_from=2012-03-02&before_to=2012-03-01", 409, "Exchange the two days"), ("target/?number=much", 409, "“much” is no number."),
    ("target/?number=-5", 409, "A target is a number above zero."), ("target/?target=none-such", 409, "The policy has no target “none-such”."),
    ("completeness/?expectation=none-such", 409, "Nothing of the code “none-such” is expected"), ("changes/?since=yesterday", 409, "is no day of the calendar"),
    ("changes/?since=2999-01-01", 409, "What changed is asked from an earlier day"), ("ranking/?from=1812-01-01", 409, "is longer than 50 years"),
    ("persons/?measure=miles", 409, "“miles” is not measured in this campaign. Choose one of: sessions, participants."),
    ("ranking/?unit=Atlantis", 409, "No unit is called “Atlantis”"), ("burden/?as_of=2999-01-01", 409, "Nobody knows yet")])
def test_what_cannot_be_asked_is_said_in_a_sentence(client, here, address, status, sentence):
    response = client.get(QUESTIONS + address)

    assert (response.status_code, sentence in text(response)) == (status, True)


@pytest.mark.parametrize("name", PAGES)
def test_a_unit_outside_the_persons_reach_is_refused(client, here, name):
    client.force_login(here.officer)

    response = client.get(f"{QUESTIONS}{name}/", {"unit": "510321,510500"})

    assert (response.status_code, "泸州市 lie outside your reach" in text(response)) == (403, True)


def test_the_burden_is_refused_to_somebody_who_sees_one_line_only(client, here):
    client.force_login(make_person("line", roles=[(Role.ANALYST, here.city, make_system())]))

    response = client.get(f"{QUESTIONS}burden/", {"unit": "510300"})

    assert (response.status_code, "your role sees one line of it" in text(response)) == (409, True)


def test_query_counts_do_not_grow_with_records(client, here, own_figures):
    addresses = [f"{QUESTIONS}{name}/?since=2012-03-01&number=10" for name in PAGES]
    few = [queries(client, address) for address in addresses]
    for number in range(8):
        make_report(here.campaign, (here.city, here.county)[number % 2], by=here.city_officer, title=f"more {number}")
    refresh()

    many = [queries(client, address) for address in addresses]

    assert (max(few) <= 60, [now - then <= 2 for now, then in zip(many, few, strict=True)]) == (True, [True] * 8)


def queries(client, address: str) -> int:
    with CaptureQueriesContext(connection) as found:
        client.get(address)
    return len(found)


# Most and least

def test_units_are_ranked_and_those_without_a_record_stand_in_no_place(client, here, own_figures):
    make_unit("510700", "绵阳市", under=here.province)
    refresh()

    page = text(client.get(f"{QUESTIONS}ranking/"))
    rows = told(client, "ranking")

    assert "自贡市: the most, with 3; of 1 of 3 units nothing is on record" in page
    assert [(row["place"], row["unit_name"], row["value"], row["verified"]) for row in rows] == [
        ("1", "自贡市", "3", "1"), ("2", "泸州市", "2", "0"), ("", "绵阳市", "", "")]
    assert 'href="/figures/campaign/?unit=510300"' in page


def test_counties_of_two_cities_are_ranked_together(client, here, own_figures):
    other = Unit.objects.get(code="510521")
    for _number in range(2):
        make_report(here.campaign, other, by=here.stranger)
    refresh()

    rows = told(client, "ranking", unit=TOGETHER)

    assert [(row["place"], row["unit"], row["value"]) for row in rows] == [("1", "510521", "2"), ("2", "510321", "1")]


def test_a_place_is_shared_by_units_of_one_number_wherever_they_lie(here, own_figures):
    other = Unit.objects.get(code="510521")
    make_report(here.campaign, other, by=here.stranger)
    refresh()

    found = ranking(question_from({"unit": TOGETHER}, here.campaign, several=True), 3)

    assert [(one.unit.code, one.place) for one in found.ranked] == [("510321", 1), ("510521", 1)]


# Two periods

def test_the_latest_month_on_record_stands_beside_the_one_before_where_nothing_is_said(client, here):
    page = text(client.get(f"{QUESTIONS}compared/"))

    assert "Activities: 1, 67% less than 3" in page
    assert "1 to 30 April 2012" in page


def test_a_figure_stands_beside_the_same_days_a_year_earlier(client, here):
    page = text(client.get(f"{QUESTIONS}compared/", {"against": "year", "from": "2012-03-01", "to": "2012-03-31", "front": "government"}))

    assert "Activities: 3; nothing is on record of the other period" in page
    assert [(row["period"], row["from"], row["value"]) for row in told(
        client, "compared", against="year", **{"from": "2012-03-01", "to": "2012-03-31", "front": "government"})] == [
            ("now", "2012-03-01", "3"), ("before", "2011-03-01", "0")]


def test_the_two_periods_agree_with_the_same_figure_asked_twice(here):
    asked = question(here.campaign, period=Window(dt.date(2012, 4, 1), dt.date(2012, 4, 30)))
    asked, _against, before = comparing.periods_of(asked, {"against": "just_before"})

    found = comparing.pair(asked, "just_before", before)

    assert (before, found.now.itemised, found.before.itemised) == (
        Window(dt.date(2012, 3, 1), dt.date(2012, 3, 31)), figure(asked).itemised, figure(asked.but(period=before)).itemised)
    assert year_on_year(asked).before.itemised == 0


@pytest.mark.parametrize(("period", "before"), [
    (Window(dt.date(2012, 3, 5), dt.date(2012, 3, 11)), Window(dt.date(2012, 2, 27), dt.date(2012, 3, 4))),
    (Window(dt.date(2012, 3, 1), dt.date(2012, 3, 31)), Window(dt.date(2012, 2, 1), dt.date(2012, 2, 29)))])
def test_just_before_a_month_lies_a_month_and_before_any_days_as_many(period, before):
    assert comparing.just_before(period) == before


# Beside a target

def test_how_much_of_a_number_is_reached(client, here):
    page = text(client.get(f"{QUESTIONS}target/", {"counting": "participants|人次", "number": "1,000"}))

    assert "Attendances: 23% of the 1,000 wanted" in page
    assert told(client, "target", measure="participants", number="1000")[0]["lacking"] == "772"


def test_a_target_of_the_policy_is_chosen_and_one_counted_in_another_word_is_refused(client, here):
    common = {"version": here.campaign.version, "year": 2012, "indicator": "讲座", "value": "5"}
    Target.objects.create(code="1", number=Decimal(5), unit="场", **common)
    Target.objects.create(code="2", number=Decimal(80), unit="%", **common)

    page = text(client.get(f"{QUESTIONS}target/", {"measure": "sessions", "target": "1"}))
    refused = text(client.get(f"{QUESTIONS}target/", {"measure": "sessions", "target": "2"}))

    assert "Sessions: the 5 wanted are reached" in page
    assert "is counted in %, this figure in 场" in refused


def test_without_a_target_the_page_asks_for_one(client, here):
    assert "Write the number that is wanted above" in text(client.get(f"{QUESTIONS}target/"))


# Who took part

def test_who_organised_and_who_took_part_each_number_opening_to_just_its_records(client, here):
    page = text(client.get(f"{QUESTIONS}participants/"))

    assert "Of 4 activities 4 have a unit of the kind “Division”" in page
    assert [(row["unit_kind"], row["role"], row["value"]) for row in told(client, "participants") if row["definition"] != "shares"] == [
        ("bureau", "organised", "1"), ("division", "organised", "4"), ("division", "participant", "1")]
    for row in participants(question(here.campaign)):
        assert figure(row.activities.question).itemised == row.activities.itemised
    assert "Activities · Bureau" in text(client.get("/figures/campaign/?unit_kind=bureau"))


# On time

def test_reports_expected_received_and_on_time_by_period_with_the_units(client, here):
    page = text(client.get(f"{QUESTIONS}completeness/", {"expectation": "monthly", "due": "201203", "as_of": "2012-05-01"}))
    rows = told(client, "completeness", expectation="monthly", as_of="2012-04-30")

    assert [(row["period"], row["expected"], row["received"], row["on_time"], row["nothing"], row["missing"]) for row in rows] == [
        ("201202", "2", "0", "0", "0", "2"), ("201203", "2", "2", "2", "0", "0"), ("201204", "2", "1", "1", "0", "1")]
    assert "On time · March 2012" in page
    assert "/figures/campaign/coverage/monthly/?" in page


def test_all_that_is_expected_in_sum(client, here):
    assert "3 of 6 reports received, 3 of them on time" in text(client.get(f"{QUESTIONS}completeness/", {"to": "2012-04-30"}))


def test_of_units_asked_together_each_stands_once_on_the_roster(client, here):
    both = told(client, "completeness", unit=TOGETHER, expectation="monthly", to="2012-04-30")
    one = told(client, "completeness", unit="510300", expectation="monthly", to="2012-04-30")

    assert ([row["expected"] for row in both], [row["expected"] for row in one]) == (["2", "2", "2"], ["1", "1", "1"])


# Burden, persons, what changed

def test_what_is_asked_of_each_level_and_of_the_busiest(client, here):
    rows = told(client, "burden", unit=TOGETHER, **{"from": "2012-03-01", "to": "2012-05-31"})

    assert [(row["level"], row["units"], row["asked"], row["written"]) for row in rows if row["level"]] == [("2", "3", "6", "5"), ("3", "1", "0", "1")]
    assert "6 reports asked of" in text(client.get(f"{QUESTIONS}burden/", {"from": "2012-03-01", "to": "2012-05-31"}))


def test_between_how_many_persons_an_attendance_lies(client, here):
    assert "Between 120 and 228 persons" in text(client.get(f"{QUESTIONS}persons/"))


def test_what_changed_since_a_day_by_front_with_the_records(client, here):
    page = text(client.get(f"{QUESTIONS}changes/", {"since": "2012-03-02"}))

    assert "Activities: 3 at the end of 2 March 2012, 4 now" in page
    assert "市里的讲座" in page
    assert [(row["front_name"], row["known"], row["value"], row["new"], row["verified"]) for row in told(client, "changes", since="2012-03-02")][:2] == [
        ("All together", "2012-03-02", "3", "1", "0"), ("All together", dt.date.today().isoformat(), "4", "1", "1")]


def test_where_very_many_changed_they_are_not_told_by_front_and_where_too_many_did_the_page_asks_for_less(client, here, monkeypatch):
    monkeypatch.setattr(changes, "MOST_BY_FRONT", 1)
    page = text(client.get(f"{QUESTIONS}changes/", {"since": "2012-03-02"}))
    monkeypatch.setattr("xuanguan.figures.answers.changes.MOST_TOLD", 0)
    refused = client.get(f"{QUESTIONS}changes/", {"since": "2012-03-02", "measure": "sessions"})

    assert ("they are not told by front" in page, '<th scope="row"><span>Government' in page) == (True, False)
    assert (refused.status_code, "records changed since 2012-03-02. Ask since a later day" in text(refused)) == (409, True)


def test_without_a_day_it_is_asked_since_the_last_bulletin_or_for_a_week(here):
    asked = question(here.campaign)

    assert changes.since_of(asked, {}, []) == asked.as_of - dt.timedelta(days=7)


# Several units

@pytest.mark.parametrize("query", [f"unit={TOGETHER}", "unit=510500&unit=510300", "unit=泸州市 (510500)、自贡市 (510300)"])
def test_units_asked_together_count_a_joint_activity_once_on_every_page(client, here, query):
    figures, overview, explore = (text(client.get(f"{address}?{query}")) for address in ("/figures/campaign/", "/campaigns/campaign/", "/figures/campaign/explore/"))

    assert '<span class="figure-value">4</span>' in figures
    assert f"?unit={TOGETHER}&amp;from=" in figures
    assert "自贡市, 泸州市 has 4 activities on record" in overview
    assert "the rows sum to 1 more than the whole" in overview
    assert "Activities: most in 自贡市, with 3" in explore


def test_the_records_behind_units_asked_together_are_those_of_both_each_once(client, here):
    page = text(client.get("/figures/campaign/", {"unit": TOGETHER}))

    assert page.count('<th scope="row"><a href="/activities/') == 4


def test_a_table_by_units_tells_of_each_of_those_asked_together_by_itself(here):
    asked = question_from({"unit": TOGETHER}, here.campaign, several=True)

    found, turned, alone = table(asked, Dimension.CHILD, Dimension.MONTH), table(asked, Dimension.MONTH, Dimension.CHILD), table(asked, Dimension.CHILD)

    each = [figure(question(here.campaign, unit=unit)).itemised for unit in (here.city, here.other_city)]
    assert [[int(one.itemised) for one in sums] for sums in (found.row_sums, turned.column_sums, alone.row_sums)] == [each] * 3
    assert found.whole.itemised == turned.whole.itemised == 4
    assert {(row, column): one.itemised for (row, column), one in found.cells.items()} == {
        (row, column): one.itemised for (column, row), one in turned.cells.items()}
    assert all(figure(one.question).itemised == one.itemised for one in found.cells.values())


def test_the_page_begins_with_each_of_the_units_asked_together(client, here):
    page = text(client.get("/figures/campaign/explore/", {"unit": TOGETHER, "columns": "front"}))

    assert "Activities: most in 自贡市, with 3" in page
    assert '<option value="child" selected>Each unit</option>' in page


def test_somebody_with_several_roles_sees_first_all_that_they_reach_together(client, here):
    client.force_login(make_person("two", roles=[(Role.OFFICER, here.county), (Role.ANALYST, here.other_city), (Role.VERIFIER, here.city)]))

    page = text(client.get("/campaigns/campaign/"))

    assert "自贡市, 泸州市 has 4 activities on record" in page


def test_of_roles_in_one_line_and_in_a_whole_unit_each_shows_what_it_reaches(client, here):
    client.force_login(make_person("mixed", roles=[(Role.ANALYST, here.city), (Role.ANALYST, here.other_city, make_system())]))

    page = text(client.get("/campaigns/campaign/"))

    assert "自贡市, 泸州市 has 3 activities on record" in page  # that of April is the other city's alone, and not of the line


def test_no_more_units_are_asked_together_than_anybody_has_roles(client, here):
    response = client.get("/figures/campaign/", {"unit": ",".join(str(number) for number in range(61))})

    assert (response.status_code, "At most 60 units are asked together." in text(response)) == (409, True)


def test_coverage_of_units_asked_together_is_of_the_roster_in_both(client, here):
    page = text(client.get("/figures/campaign/coverage/monthly/", {"unit": TOGETHER, "period": "201204"}))

    assert "自贡市" in page
    assert 'href="/figures/campaign/coverage/monthly/' in page
    assert [one.unit.code for one in children(question(here.campaign)).rows] == ["510300", "510500"]


def test_units_are_proposed_after_the_last_comma_and_keep_those_before(client, here):
    page = text(client.get("/units/pick/", {"unit": "自贡市 (510300)，泸州"}))

    assert '<option value="自贡市 (510300)，泸州市 (510500)">' in page
