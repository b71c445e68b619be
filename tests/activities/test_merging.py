"""City and county tell of one event: proposed, merged, taken apart."""
import datetime as dt
from decimal import Decimal

import pytest

from tests.builders import activity_values, make_person, make_report, make_unit
from xuanguan.activities import actions
from xuanguan.activities.enums import ActivityState
from xuanguan.activities.facts import image_of
from xuanguan.activities.models import Activity, ActivityVersion, Evidence, NotTheSame
from xuanguan.activities.queries import likely_duplicates, likely_pairs
from xuanguan.activities.values import When
from xuanguan.audit.models import Event
from xuanguan.common.exceptions import NotAllowed, NotInThisState
from xuanguan.organisations.enums import Role, UnitKind

MARCH_5 = dt.date(2012, 3, 5)


@pytest.fixture
def pair(here) -> tuple[Activity, Activity]:
    """The city tells of a lecture with 120 attendances in one session; the county of the same lecture, with its clause."""
    city = make_report(here.campaign, here.city, by=here.city_officer, measures={"sessions": 1}, title="质量发展纲要专题讲座", place="自贡市会展中心")
    county = make_report(here.campaign, here.county, by=here.officer, measures={"sessions": 1, "participants": 120}, title="纲要专题讲座",
                         clauses=(here.campaign.version.clauses.get(code="1"),))
    return city, county


def test_two_reports_of_one_event_are_proposed_with_the_reasons(here, pair):
    city, county = pair

    found = likely_duplicates(city)

    assert [(one.activity, one.is_likely) for one in found] == [(county, True)]
    assert len(found[0].reasons) == 3  # the day, the neighbouring units, the words
    assert [one.activity for one in likely_duplicates(county)] == [city]


@pytest.mark.parametrize("different", [
    {"when": When.on(dt.date(2012, 3, 2))},
    {"kind": "agreement", "measures": {}},
])
def test_another_day_or_another_kind_is_another_event(here, different):
    report = make_report(here.campaign, here.city, by=here.city_officer)
    make_report(here.campaign, here.county, by=here.officer, **different)

    assert likely_duplicates(report) == []


def test_cities_side_by_side_do_not_report_one_event(here):
    report = make_report(here.campaign, here.city, by=here.city_officer)
    make_report(here.campaign, here.other_city, by=here.stranger)

    assert likely_duplicates(report) == []


def test_a_bureau_and_its_government_may_tell_of_one_event(here):
    bureau = make_unit("510300-qts", "自贡市质监局", under=here.city, kind=UnitKind.BUREAU)
    government = make_unit("510300-gov", "自贡市政府", under=here.city, kind=UnitKind.GOVERNMENT)
    here.campaign.territory.refresh_from_db()
    person = make_person(roles=[(Role.OFFICER, here.province)])
    one = make_report(here.campaign, bureau, by=person)
    other = make_report(here.campaign, government, by=person)

    assert [found.activity for found in likely_duplicates(one)] == [other]


def test_an_undated_report_is_proposed_only_where_words_or_numbers_agree(here):
    spring = When.between(dt.date(2012, 2, 6), dt.date(2012, 5, 25))
    dated = make_report(here.campaign, here.county, by=here.officer, measures={"participants": 120}, title="纲要专题讲座")
    alike = make_report(here.campaign, here.county, by=here.officer, when=spring, measures={"participants": 120}, title="纲要专题讲座", on=dt.date(2012, 6, 1))
    make_report(here.campaign, here.county, by=here.officer, when=spring, measures={"participants": 55}, title="知识竞赛", on=dt.date(2012, 6, 1))

    assert [found.activity for found in likely_duplicates(dated)] == [alike]


def test_the_list_of_likely_pairs_names_each_pair_once(here, pair):
    city, county = pair

    assert [(found.one, found.other) for found in likely_pairs(here.coordinator, here.campaign)] == [(city, county)]
    assert likely_pairs(here.stranger, here.campaign) == []


def test_told_apart_they_are_not_proposed_again(here, pair):
    city, county = pair

    actions.tell_apart(one=county, other=city, by=here.coordinator)
    actions.tell_apart(one=city, other=county, by=here.coordinator)

    assert likely_duplicates(city) == likely_duplicates(county) == likely_pairs(here.coordinator, here.campaign) == []
    assert NotTheSame.objects.count() == 1


def test_a_merged_record_keeps_both_reports(here, pair):
    city, county = pair
    photo = Evidence.objects.create(sha256="a" * 64, name="photo.jpg", content_type="image/jpeg", size=1, by=here.officer)
    county.evidence.add(photo)

    actions.merge_activities(kept=city, absorbed=county, by=here.coordinator, on=MARCH_5)

    city.refresh_from_db()
    county.refresh_from_db()
    assert (city.state, city.number, city.since) == (ActivityState.SUBMITTED, 2, MARCH_5)
    assert [(one.unit, one.role) for one in city.participations.all()] == [(here.city, "host"), (here.county, "co_host")]
    assert [(one.code, one.value) for one in city.measures.all()] == [("sessions", Decimal(1)), ("participants", Decimal(120))]
    assert [clause.code for clause in city.clauses.all()] == ["1"]
    assert list(city.evidence.all()) == list(county.evidence.all()) == [photo]
    assert (county.state, county.merged_into, county.since) == (ActivityState.MERGED, city, None)
    assert set(ActivityVersion.objects.values_list("activity", "until")) == {(city.pk, MARCH_5), (county.pk, MARCH_5)}
    assert Event.objects.filter(object_id=str(county.pk)).count() == 3  # began, submitted, merged: its own trail stays


def test_a_verified_record_stays_verified_by_whoever_merges(here, pair):
    city, county = pair
    actions.verify_activity(activity=city, by=here.coordinator, on=dt.date(2012, 3, 3))

    actions.merge_activities(kept=city, absorbed=county, by=here.coordinator, on=MARCH_5)

    city.refresh_from_db()
    assert (city.state, city.verified_on, city.verified_by) == (ActivityState.VERIFIED, MARCH_5, here.coordinator)


def test_whoever_reported_it_does_not_keep_it_verified_by_merging(here, pair):
    city, county = pair
    actions.verify_activity(activity=city, by=here.coordinator, on=dt.date(2012, 3, 3))
    here.city_officer.grants.create(role=Role.VERIFIER, unit=here.province)

    actions.merge_activities(kept=city, absorbed=county, by=type(here.city_officer).objects.get(pk=here.city_officer.pk), on=MARCH_5)

    city.refresh_from_db()
    assert (city.state, city.verified_on) == (ActivityState.SUBMITTED, None)


def test_an_undated_record_takes_the_day_of_the_other(here):
    spring = When.between(dt.date(2012, 2, 6), dt.date(2012, 5, 25))
    undated = make_report(here.campaign, here.city, by=here.city_officer, when=spring)
    dated = make_report(here.campaign, here.county, by=here.officer)

    merge = actions.merge_activities(kept=undated, absorbed=dated, by=here.coordinator, on=dt.date(2012, 6, 1))

    assert (merge.kept.ends, merge.kept.earliest, merge.kept.latest) == (dt.date(2012, 3, 1),) * 3


def test_taken_apart_each_says_what_it_said(here, pair):
    city, county = pair
    before = [image_of(activity) for activity in pair]
    merge = actions.merge_activities(kept=city, absorbed=county, by=here.coordinator, on=MARCH_5)

    actions.unmerge(merge=merge, by=here.coordinator, on=dt.date(2012, 3, 9))

    after = [image_of(Activity.objects.get(pk=activity.pk)) for activity in pair]
    changing = {"number", "since"}
    assert [{key: value for key, value in image.items() if key not in changing} for image in after] == [
        {key: value for key, value in image.items() if key not in changing} for image in before]
    assert [image["since"] for image in after] == ["2012-03-09", "2012-03-09"]


def test_what_is_taken_apart_once_is_not_taken_apart_again(here, pair):
    merge = actions.merge_activities(kept=pair[0], absorbed=pair[1], by=here.coordinator, on=MARCH_5)
    actions.unmerge(merge=merge, by=here.coordinator, on=MARCH_5)

    with pytest.raises(NotInThisState):
        actions.unmerge(merge=merge, by=here.coordinator)


def test_who_reaches_only_one_of_two_does_not_merge_them(here, pair):
    outside = make_report(here.campaign, here.other_city, by=here.stranger)

    with pytest.raises(NotAllowed):
        actions.merge_activities(kept=pair[0], absorbed=outside, by=here.verifier)


def test_a_record_is_not_merged_into_itself(here, pair):
    with pytest.raises(NotInThisState):
        actions.merge_activities(kept=pair[0], absorbed=pair[0], by=here.coordinator)


def test_a_withdrawn_report_is_not_merged(here, pair):
    actions.withdraw_activity(activity=pair[1], by=here.officer)

    with pytest.raises(NotInThisState):
        actions.merge_activities(kept=pair[0], absorbed=pair[1], by=here.coordinator)


def test_a_revised_report_of_a_merged_pair_is_proposed_no_more(here, pair):
    actions.merge_activities(kept=pair[0], absorbed=pair[1], by=here.coordinator, on=MARCH_5)
    actions.revise_activity(activity=pair[0], values=activity_values(here.campaign, here.city), by=here.city_officer, on=MARCH_5)

    assert likely_duplicates(pair[0]) == []
