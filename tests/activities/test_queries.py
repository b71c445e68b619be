"""Who sees which records, and how a list is narrowed."""
import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders import make_campaign, make_draft, make_person, make_report, make_system, make_unit
from xuanguan.activities import actions
from xuanguan.activities.enums import ActivityState
from xuanguan.activities.models import Activity, Evidence
from xuanguan.activities.queries import (
    ActivityFilters,
    activities_seen_by,
    activity_seen_by,
    drafts_of,
    evidence_seen_by,
    filtered,
    for_list,
    for_record,
    reports_awaiting,
    returned_to,
)
from xuanguan.activities.values import When
from xuanguan.organisations.enums import Role, UnitKind
from xuanguan.organisations.permissions import grants_of

MARCH_2 = dt.date(2012, 3, 2)


@pytest.fixture
def reports(here) -> dict[str, Activity]:
    """One report each of the county, the city, the other city, and one that the other city organised together with the county."""
    return {
        "county": make_report(here.campaign, here.county, by=here.officer),
        "city": make_report(here.campaign, here.city, by=here.city_officer),
        "other": make_report(here.campaign, here.other_city, by=here.stranger),
        "joint": make_report(here.campaign, here.other_city, by=here.stranger, hosts=[here.other_city, here.county]),
    }


@pytest.mark.parametrize(("who", "sees"), [
    ("officer", {"county", "joint"}),
    ("city_officer", {"county", "city", "joint"}),
    ("verifier", {"county", "city", "joint"}),
    ("coordinator", {"county", "city", "other", "joint"}),
    ("stranger", {"other", "joint"}),
])
@pytest.mark.parametrize("in_campaign", [True, False])
def test_a_person_sees_what_their_units_reported_or_organised(here, reports, who, sees, in_campaign):
    seen = activities_seen_by(getattr(here, who), here.campaign if in_campaign else None)

    assert set(seen) == {reports[name] for name in sees}
    assert {name for name, report in reports.items() if activity_seen_by(getattr(here, who), report.pk).exists()} == sees


def test_a_person_without_a_role_sees_nothing(here, reports):
    assert not activities_seen_by(make_person(), here.campaign).exists()


def test_taking_part_does_not_open_a_record(here):
    make_report(here.campaign, here.other_city, by=here.stranger, taking_part=[here.county])

    assert not activities_seen_by(here.officer, here.campaign).exists()


def test_a_role_in_one_system_sees_the_records_of_that_system_only(here, reports):
    quality = make_system()
    bureau = make_unit("510321-qts", "荣县质监局", under=here.county, kind=UnitKind.BUREAU, system=quality)
    of_bureau = make_report(here.campaign, bureau, by=make_person(roles=[(Role.OFFICER, bureau)]))
    in_line = make_person(roles=[(Role.ANALYST, here.province, quality)])

    assert set(activities_seen_by(in_line, here.campaign)) == {of_bureau}


def test_a_draft_is_seen_only_by_those_who_may_edit_it(here):
    draft = make_draft(here.campaign, here.county, by=here.officer)

    assert set(activities_seen_by(here.officer, here.campaign)) == {draft}
    assert set(activities_seen_by(here.city_officer, here.campaign)) == {draft}
    assert set(activities_seen_by(here.coordinator, here.campaign)) == {draft}
    assert set(activities_seen_by(here.verifier, here.campaign)) == set()
    assert [activity_seen_by(person, draft.pk).exists() for person in (here.officer, here.coordinator, here.verifier)] == [True, True, False]
    assert set(activities_seen_by(make_person(roles=[(Role.ANALYST, here.province)]), here.campaign)) == set()


def test_a_returned_report_is_hidden_from_those_who_only_read(here, reports):
    actions.return_activity(activity=reports["county"], reason="缺照片", by=here.verifier, on=MARCH_2)

    assert reports["county"] not in activities_seen_by(here.verifier, here.campaign)
    assert reports["county"] in activities_seen_by(here.officer, here.campaign)


def test_a_record_for_two_campaigns_stands_in_both_lists(here):
    other_campaign = make_campaign(here.province, code="second")
    report = make_report(here.campaign, here.county, by=here.officer, also_for=(other_campaign,))

    assert set(activities_seen_by(here.coordinator, other_campaign)) == {report}
    assert set(activities_seen_by(here.officer, other_campaign)) == {report}


def test_the_queue_of_a_verifier_is_oldest_first_and_within_reach(here, reports):
    assert list(reports_awaiting(here.verifier, here.campaign)) == [reports["county"], reports["city"]]
    assert list(reports_awaiting(here.coordinator)) == [reports[name] for name in ("county", "city", "other", "joint")]
    assert list(reports_awaiting(here.officer)) == []


def test_ones_own_reports_never_stand_in_ones_queue(here):
    both = make_person("both", roles=[(Role.OFFICER, here.county), (Role.VERIFIER, here.city)])
    make_report(here.campaign, here.county, by=both)
    colleagues = make_draft(here.campaign, here.county, by=here.officer)
    actions.submit_activity(activity=colleagues, by=both, on=MARCH_2)
    awaiting = make_report(here.campaign, here.county, by=here.officer)

    assert list(reports_awaiting(both, here.campaign)) == [awaiting]


def test_the_queue_holds_only_what_is_submitted(here, reports):
    actions.verify_activity(activity=reports["county"], by=here.verifier, on=MARCH_2)
    actions.return_activity(activity=reports["city"], reason="缺照片", by=here.verifier, on=MARCH_2)

    assert list(reports_awaiting(here.verifier)) == []


def test_drafts_and_returned_reports_wait_for_their_people(here, reports):
    draft = make_draft(here.campaign, here.county, by=here.officer)
    actions.return_activity(activity=reports["county"], reason="缺照片", by=here.verifier, on=MARCH_2)

    assert list(drafts_of(here.officer)) == [draft]
    assert list(drafts_of(here.city_officer)) == []
    assert list(returned_to(here.officer)) == list(returned_to(here.city_officer, here.campaign)) == [reports["county"]]
    assert list(returned_to(here.verifier)) == []
    assert list(returned_to(here.stranger)) == []


def test_a_list_is_narrowed_by_each_filter(here, reports):
    clause = here.campaign.version.clauses.get(code="2")
    child = clause.children.create(version=clause.version, code="2.1", order=9)
    april = make_report(here.campaign, here.city, by=here.city_officer, kind="agreement", front="system", measures={}, on=dt.date(2012, 7, 1),
                        when=When.between(dt.date(2012, 4, 1), dt.date(2012, 4, 30)), clauses=(child,), title="签订目标责任书", place="自贡")
    everything = activities_seen_by(here.coordinator, here.campaign)
    the_rest = set(reports.values())

    def found(**filters) -> set[Activity]:
        return set(filtered(everything, ActivityFilters(**filters), here.campaign))

    assert found() == the_rest | {april}
    assert found(kind=april.kind) == found(front=april.front) == found(clause=clause) == found(clause=child) == {april}
    assert found(text="责任书") == found(text="自贡") == found(undated=True) == {april}
    assert found(unit=here.city) == {reports["county"], reports["city"], reports["joint"], april}
    assert found(unit=here.other_city) == {reports["other"], reports["joint"]}
    assert found(unit=here.province) == the_rest | {april}
    assert found(state="verified") == set()
    assert found(state="counted") == found(state=ActivityState.SUBMITTED) == found(origin="form") == the_rest | {april}
    assert found(origin="bulletin") == set()


def test_a_period_holds_only_whole_windows(here):
    april = make_report(here.campaign, here.city, by=here.city_officer, when=When.between(dt.date(2012, 4, 1), dt.date(2012, 4, 30)), on=dt.date(2012, 7, 1))
    everything = activities_seen_by(here.coordinator, here.campaign)

    def found(earliest, latest):
        return list(filtered(everything, ActivityFilters(earliest=earliest, latest=latest), here.campaign))

    assert found(dt.date(2012, 4, 1), dt.date(2012, 4, 30)) == [april]
    assert found(dt.date(2012, 4, 2), dt.date(2012, 4, 30)) == found(dt.date(2012, 3, 1), dt.date(2012, 4, 29)) == []


def test_a_list_stands_newest_first_or_oldest_first(here):
    march = make_report(here.campaign, here.county, by=here.officer)
    february = make_report(here.campaign, here.county, by=here.officer, when=When.on(dt.date(2012, 2, 10)))
    seen = activities_seen_by(here.officer, here.campaign)

    assert list(filtered(seen, ActivityFilters(), here.campaign)) == [march, february]
    assert list(filtered(seen, ActivityFilters(oldest_first=True), here.campaign)) == [february, march]


@pytest.mark.parametrize("fetch", [for_list, for_record])
def test_rows_cost_no_queries_of_their_own(here, fetch):
    grants_of(here.coordinator)  # read once in a request

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            for activity in fetch(activities_seen_by(here.coordinator, here.campaign)):
                assert [str(one.unit) for one in activity.participations.all()]
                assert [one.value for one in activity.measures.all()]
                assert all(str(one) for one in (activity.kind, activity.front, activity.reporting_unit))
        return len(queries)

    make_report(here.campaign, here.county, by=here.officer)
    one = cost()
    for _ in range(5):
        make_report(here.campaign, here.county, by=here.officer)

    assert cost() == one


def test_a_file_is_seen_with_its_record_or_by_whoever_sent_it(here, reports):
    photo = Evidence.objects.create(sha256="a" * 64, name="photo.jpg", content_type="image/jpeg", size=1, by=here.officer)
    loose = Evidence.objects.create(sha256="b" * 64, name="other.jpg", content_type="image/jpeg", size=1, by=here.officer)
    actions.attach_evidence(activity=reports["county"], evidence=photo, by=here.officer)

    assert set(evidence_seen_by(here.verifier)) == {photo}
    assert set(evidence_seen_by(here.officer)) == {photo, loose}
    assert set(evidence_seen_by(here.stranger)) == set()
