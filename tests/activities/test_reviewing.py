"""A verifier verifies or returns; officers withdraw."""
import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.builders import activity_values, make_draft, make_person, make_report
from xuanguan.activities import actions
from xuanguan.activities.actions import Verified
from xuanguan.activities.enums import ActivityState
from xuanguan.activities.models import Activity, ActivityVersion, Change, Review
from xuanguan.common.exceptions import Changed, NotAllowed, NotInThisState
from xuanguan.organisations.enums import Role

MARCH_2, MARCH_5, MARCH_8 = dt.date(2012, 3, 2), dt.date(2012, 3, 5), dt.date(2012, 3, 8)


def test_a_city_verifier_verifies_a_countys_report(here):
    report = make_report(here.campaign, here.county, by=here.officer)

    verified = actions.verify_activity(activity=report, by=here.verifier, on=MARCH_5)

    assert (verified.state, verified.since, verified.verified_on, verified.verified_by) == (
        ActivityState.VERIFIED, MARCH_2, MARCH_5, here.verifier)
    assert list(Review.objects.values_list("act", "by__username")) == [("submit", "officer"), ("verify", "verifier")]
    assert Change.objects.count() == 2
    assert not ActivityVersion.objects.exists()  # it says what it said: the same version, now verified


def test_nobody_verifies_their_own_report(here):
    both = make_person("both", roles=[(Role.OFFICER, here.county), (Role.VERIFIER, here.city)])
    report = make_report(here.campaign, here.county, by=both)

    with pytest.raises(NotAllowed) as error:
        actions.verify_activity(activity=report, by=both, on=MARCH_5)

    assert str(error.value)
    assert Activity.objects.get().state == ActivityState.SUBMITTED


def test_whoever_submitted_a_colleagues_draft_does_not_verify_it_either(here):
    both = make_person("both", roles=[(Role.OFFICER, here.county), (Role.VERIFIER, here.city)])
    draft = make_draft(here.campaign, here.county, by=here.officer)
    report = actions.submit_activity(activity=draft, by=both, on=MARCH_2)

    with pytest.raises(NotAllowed):
        actions.verify_activity(activity=report, by=both, on=MARCH_5)


def test_the_database_itself_refuses_ones_own_verification(here):
    report = make_report(here.campaign, here.county, by=here.officer)

    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=report.pk).update(state="verified", verified_on=MARCH_5, verified_by=here.officer)


def test_a_verifier_elsewhere_does_not_verify(here):
    elsewhere = make_person("elsewhere", roles=[(Role.VERIFIER, here.other_city)])
    report = make_report(here.campaign, here.county, by=here.officer)

    with pytest.raises(NotAllowed):
        actions.verify_activity(activity=report, by=elsewhere)


def test_the_second_of_two_verifiers_hears_that_somebody_was_quicker(here):
    report = make_report(here.campaign, here.county, by=here.officer)
    actions.verify_activity(activity=report, by=here.verifier, number=1, on=MARCH_5)

    with pytest.raises(NotInThisState) as error:
        actions.verify_activity(activity=report, by=here.coordinator, number=1, on=MARCH_5)

    assert str(error.value)
    assert Activity.objects.get().verified_by == here.verifier


def test_what_changed_under_the_verifiers_eyes_is_not_verified(here):
    report = make_report(here.campaign, here.county, by=here.officer)
    actions.revise_activity(activity=report, values=activity_values(here.campaign, here.county, measures={}), by=here.officer, on=MARCH_5)

    with pytest.raises(Changed):
        actions.verify_activity(activity=report, by=here.verifier, number=1, on=MARCH_5)


def test_many_are_verified_and_each_that_could_not_be_says_why(here):
    good, revised, gone = (make_report(here.campaign, here.county, by=here.officer) for _ in range(3))
    actions.revise_activity(activity=revised, values=activity_values(here.campaign, here.county), by=here.officer, on=MARCH_2)
    Activity.objects.filter(pk=gone.pk).delete()

    results = actions.verify_many(seen={good.pk: 1, revised.pk: 1, gone.pk: 1}, by=here.verifier, on=MARCH_5)

    assert results == [Verified(good.pk), Verified(revised.pk, str(Changed())), Verified(gone.pk, str(actions.Gone()))]
    assert [result.done for result in results] == [True, False, False]
    assert set(Activity.objects.values_list("pk", "state")) == {(good.pk, "verified"), (revised.pk, "submitted")}


def test_a_returned_report_ceases_to_count_and_says_why(here):
    report = make_report(here.campaign, here.county, by=here.officer)

    returned = actions.return_activity(activity=report, reason="请补充签到表", by=here.verifier, on=MARCH_5)

    version = ActivityVersion.objects.get()
    assert (returned.state, returned.since, returned.number) == (ActivityState.RETURNED, None, 2)
    assert (version.number, version.since, version.until, version.image["state"]) == (1, MARCH_2, MARCH_5, "submitted")
    assert Review.objects.last().reason == "请补充签到表"


def test_a_mended_report_counts_from_the_day_it_came_again(here):
    report = make_report(here.campaign, here.county, by=here.officer)
    actions.return_activity(activity=report, reason="请补充签到表", by=here.verifier, on=MARCH_5)
    actions.save_draft(activity=report, values=activity_values(here.campaign, here.county, measures={"participants": 30}), by=here.officer)

    again = actions.submit_activity(activity=report, by=here.officer, on=MARCH_8)

    assert (again.state, again.since, again.number) == (ActivityState.SUBMITTED, MARCH_8, 2)
    assert ActivityVersion.objects.count() == 1


def test_a_verified_report_with_a_mistake_is_returned_as_well(here):
    report = make_report(here.campaign, here.county, by=here.officer)
    actions.verify_activity(activity=report, by=here.verifier, on=MARCH_5)

    returned = actions.return_activity(activity=report, reason="重复", by=here.coordinator, on=MARCH_8)

    assert (returned.state, returned.verified_on, returned.verified_by) == (ActivityState.RETURNED, None, None)
    assert ActivityVersion.objects.get().verified_on == MARCH_5


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_return_needs_a_reason(here, reason):
    report = make_report(here.campaign, here.county, by=here.officer)

    with pytest.raises(ValidationError) as error:
        actions.return_activity(activity=report, reason=reason, by=here.verifier)

    assert list(error.value.message_dict) == ["reason"]
    assert Activity.objects.get().state == ActivityState.SUBMITTED


def test_an_officer_withdraws_a_report_that_was_a_mistake(here):
    report = make_report(here.campaign, here.county, by=here.officer)

    withdrawn = actions.withdraw_activity(activity=report, by=here.officer, reason="重复填报", on=MARCH_5)

    assert (withdrawn.state, withdrawn.since) == (ActivityState.WITHDRAWN, None)
    assert ActivityVersion.objects.get().until == MARCH_5
    with pytest.raises(NotInThisState):
        actions.submit_activity(activity=withdrawn, by=here.officer)


def test_a_verifier_does_not_withdraw_what_others_reported(here):
    report = make_report(here.campaign, here.county, by=here.officer)

    with pytest.raises(NotAllowed):
        actions.withdraw_activity(activity=report, by=here.verifier)
