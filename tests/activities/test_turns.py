"""Whose turn it is to verify: the nearest, whoever stands in for them, and in the end the next level up, each with its mark."""
import datetime as dt

import pytest
from django.utils import timezone

from tests.activities.province import Province
from tests.builders import make_person, make_report
from xuanguan.activities.actions import verify_activity
from xuanguan.activities.clause_coverage import clause_lines
from xuanguan.activities.models import Activity, Review
from xuanguan.activities.queries import reports_awaiting, timeline
from xuanguan.activities.stuck import stuck
from xuanguan.campaigns.actions import delegate, end_delegation, set_time_out
from xuanguan.common.exceptions import NotAllowed, PersonError
from xuanguan.organisations.enums import Role


def days(n: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=n)


@pytest.fixture
def city_verifier(here: Province):
    return make_person("city-verifier", roles=[(Role.VERIFIER, here.city)])


@pytest.fixture
def report(here: Province) -> Activity:
    return make_report(here.campaign, here.county, by=here.officer)


def test_who_stands_in_verifies_with_a_mark_and_only_in_that_time(here, city_verifier, report):
    helper = make_person("helper")
    with pytest.raises(NotAllowed):
        verify_activity(activity=report, by=helper)
    made = delegate(campaign=here.campaign, unit=here.city, of=city_verifier, to=helper, since=days(-1), until=days(3), reason="出差", by=city_verifier)
    waiting = list(reports_awaiting(helper, here.campaign))

    verify_activity(activity=report, by=helper)

    assert (waiting, [entry.who for entry in timeline(report)][-1]) == ([report], "helper, on behalf of city-verifier")
    end_delegation(delegation=made, on=days(-1), by=city_verifier)
    assert list(reports_awaiting(helper, here.campaign)) == []


def test_one_queue_is_handed_to_one_person_at_a_time_and_by_nobody_else(here, city_verifier):
    helper, other = make_person("helper"), make_person("other")
    delegate(campaign=here.campaign, unit=here.city, of=city_verifier, to=helper, since=days(0), until=days(3), by=city_verifier)

    with pytest.raises(PersonError):
        delegate(campaign=here.campaign, unit=here.city, of=city_verifier, to=other, since=days(2), until=days(9), by=city_verifier)
    with pytest.raises(NotAllowed):
        delegate(campaign=here.campaign, unit=here.city, of=city_verifier, to=other, since=days(5), until=days(9), by=other)
    with pytest.raises(NotAllowed):
        delegate(campaign=here.campaign, unit=here.province, of=city_verifier, to=other, since=days(5), until=days(9), by=city_verifier)


def test_the_next_level_up_verifies_when_the_time_of_the_nearest_ran_out_and_it_shows(here, city_verifier, report):
    set_time_out(campaign=here.campaign, days=5, by=here.coordinator)
    early = list(reports_awaiting(here.coordinator, here.campaign))
    with pytest.raises(NotAllowed):
        verify_activity(activity=report, by=here.coordinator)
    Activity.objects.filter(pk=report.pk).update(submitted_at=timezone.now() - dt.timedelta(days=7))

    late = list(reports_awaiting(here.coordinator, here.campaign))
    verify_activity(activity=report, by=here.coordinator)

    assert (early, late) == ([], [report])
    assert Review.objects.get(activity=report, act="verify").instead_of == here.city


def test_the_nearest_verifier_needs_no_mark(here, city_verifier, report):
    set_time_out(campaign=here.campaign, days=5, by=here.coordinator)

    verify_activity(activity=report, by=city_verifier)

    assert Review.objects.filter(activity=report, on_behalf_of=None, instead_of=None, act="verify").count() == 1


def test_a_queue_that_stands_still_is_named_with_its_people_and_days(here, city_verifier, report):
    rows = stuck(here.coordinator, here.campaign, dt.date(2012, 3, 12))

    assert [(row.unit, row.waits.value, row.number, row.days, row.people) for row in rows] == [(here.city, "verify", 1, 10, ("verifier", "city-verifier"))]
    assert stuck(here.coordinator, here.campaign, dt.date(2012, 3, 12), least_days=11) == []


def test_a_clause_is_done_when_an_activity_is_for_it_and_its_heading_with_it(here):
    clause = here.campaign.version.clauses.order_by("order").first()
    make_report(here.campaign, here.county, by=here.officer, clauses=(clause,))

    before, after = (clause_lines(here.campaign, day) for day in (dt.date(2012, 3, 1), dt.date(2012, 3, 2)))

    assert ([line.state.value for line in before], [line.state.value for line in after]) == (["none"] * 3, ["done", "none", "none"])
