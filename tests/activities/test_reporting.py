"""An officer reports: drafts, submitting, revising, deleting."""
import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.builders import activity_values, make_draft, make_report, make_unit
from xuanguan.activities import actions
from xuanguan.activities.enums import ActivityState
from xuanguan.activities.models import Activity, ActivityVersion, Change
from xuanguan.activities.queries import Entry, timeline
from xuanguan.activities.values import MeasureValue, ParticipationValue, When
from xuanguan.audit.models import Event
from xuanguan.common.exceptions import Changed, NotAllowed, NotInThisState

MARCH_2 = dt.date(2012, 3, 2)


def acts_on(activity: Activity) -> list[str]:
    return list(Event.objects.filter(object_id=str(activity.pk), object_type="activities.activity").order_by("id").values_list("act", flat=True))


def said_by(activity: Activity) -> dict:
    """What a record says, read plainly from the database."""
    return {
        "kind": activity.kind.code, "front": activity.front.code, "window": (activity.earliest, activity.latest),
        "lasted": (activity.begins, activity.ends),
        "units": [(one.unit.code, one.role) for one in activity.participations.all()],
        "measures": [(one.code, one.value, one.qualifier) for one in activity.measures.all()]}


def test_an_officer_writes_a_draft_that_says_what_they_said(here):
    values = activity_values(here.campaign, here.county, when=When.lasting(dt.date(2012, 3, 1), dt.date(2012, 3, 3)), taking_part=[here.city])

    draft = actions.save_draft(values=values, by=here.officer)

    assert said_by(draft) == {
        "kind": "lecture", "front": "government", "window": (dt.date(2012, 3, 3), dt.date(2012, 3, 3)),
        "lasted": (dt.date(2012, 3, 1), dt.date(2012, 3, 3)),
        "units": [("510321", "host"), ("510300", "participant")],
        "measures": [("sessions", Decimal(1), "exact"), ("participants", Decimal(36), "exact")]}
    assert (draft.state, draft.since) == (ActivityState.DRAFT, None)
    assert acts_on(draft) == ["begin"]
    assert not Change.objects.exists()  # a draft is nothing to the figures


def test_a_draft_written_on_says_only_what_was_said_last(here):
    draft = make_draft(here.campaign, here.county, by=here.officer, clauses=tuple(here.campaign.version.clauses.all()))
    values = activity_values(here.campaign, here.county, kind="agreement", measures={}, hosts=[here.city])

    again = actions.save_draft(values=values, activity=draft, by=here.officer)

    assert again.pk == draft.pk
    assert said_by(Activity.objects.get(pk=draft.pk)) == {
        "kind": "agreement", "front": "government", "window": (dt.date(2012, 3, 1), dt.date(2012, 3, 1)),
        "lasted": (dt.date(2012, 3, 1), dt.date(2012, 3, 1)), "units": [("510300", "host")], "measures": []}
    assert not again.clauses.exists()


def test_a_submitted_report_counts_from_that_day_and_the_figures_hear_of_it(here):
    draft = make_draft(here.campaign, here.county, by=here.officer)

    report = actions.submit_activity(activity=draft, by=here.officer, on=MARCH_2)

    assert (report.state, report.since, report.number) == (ActivityState.SUBMITTED, MARCH_2, 1)
    assert list(Change.objects.values_list("thing", "thing_id")) == [("activity", report.pk)]
    assert acts_on(report) == ["begin", "submit"]


def test_the_same_message_sent_twice_is_one_report(here):
    values = activity_values(here.campaign, here.county)

    first = actions.report_activity(values=values, by=here.officer, once="a key", on=MARCH_2)
    second = actions.report_activity(values=values, by=here.officer, once="a key", on=MARCH_2)

    assert second.pk == first.pk
    assert Activity.objects.count() == 1
    assert acts_on(first) == ["begin", "submit"]


def test_two_people_may_use_the_same_key(here):
    actions.report_activity(values=activity_values(here.campaign, here.county), by=here.officer, once="a key", on=MARCH_2)
    actions.report_activity(values=activity_values(here.campaign, here.city), by=here.city_officer, once="a key", on=MARCH_2)

    assert Activity.objects.count() == 2


def test_an_officer_does_not_report_for_a_unit_of_others(here):
    with pytest.raises(NotAllowed):
        make_draft(here.campaign, here.other_city, by=here.officer)

    assert not Activity.objects.exists()


def test_a_draft_is_not_handed_to_a_unit_of_others(here):
    draft = make_draft(here.campaign, here.county, by=here.officer)

    with pytest.raises(NotAllowed):
        actions.save_draft(values=activity_values(here.campaign, here.other_city), activity=draft, by=here.officer)


def test_what_is_still_to_come_is_not_submitted(here):
    draft = make_draft(here.campaign, here.county, by=here.officer, when=When.on(dt.date(2012, 3, 9)))

    with pytest.raises(ValidationError) as error:
        actions.submit_activity(activity=draft, by=here.officer, on=MARCH_2)

    assert list(error.value.message_dict) == ["when"]
    assert Activity.objects.get().state == ActivityState.DRAFT


@pytest.mark.parametrize(("wrong", "field"), [
    ({"measures": (MeasureValue("unheard_of", Decimal(1)),)}, "measures"),
    ({"measures": (MeasureValue("sessions", Decimal(-1)),)}, "measures"),
    ({"measures": (MeasureValue("sessions", Decimal("NaN")),)}, "measures"),
    ({"measures": (MeasureValue("sessions", Decimal(1), "roughly"),)}, "measures"),
])
def test_a_number_that_cannot_be_is_named(here, wrong, field):
    values = activity_values(here.campaign, here.county)
    values = type(values)(**{name: getattr(values, name) for name in values.__slots__} | wrong)

    with pytest.raises(ValidationError) as error:
        actions.save_draft(values=values, by=here.officer)

    assert list(error.value.message_dict) == [field]
    assert not Activity.objects.exists()


def test_a_unit_that_did_not_exist_on_that_day_cannot_have_done_it(here):
    young = make_unit("510399", "新区", under=here.city)
    young.opened = dt.date(2012, 6, 1)
    young.save()

    with pytest.raises(ValidationError) as error:
        make_draft(here.campaign, here.city, by=here.city_officer, hosts=[young])

    assert list(error.value.message_dict) == ["participations"]
    assert "新区" in error.value.message_dict["participations"][0]


def test_somebody_must_have_organised_it(here):
    values = activity_values(here.campaign, here.county)
    values = type(values)(**{name: getattr(values, name) for name in values.__slots__} | {
        "participations": (ParticipationValue(here.county, "participant"),)})

    with pytest.raises(ValidationError) as error:
        actions.save_draft(values=values, by=here.officer)

    assert list(error.value.message_dict) == ["participations"]


def test_days_stand_in_order():
    with pytest.raises(ValidationError):
        When.lasting(dt.date(2012, 3, 3), dt.date(2012, 3, 1))


def test_a_revised_report_keeps_what_it_was_and_waits_again(here):
    report = make_report(here.campaign, here.county, by=here.officer)
    report = actions.verify_activity(activity=report, by=here.verifier, on=dt.date(2012, 3, 5))

    revised = actions.revise_activity(
        activity=report, values=activity_values(here.campaign, here.county, measures={"participants": 40}), by=here.officer,
        number=1, on=dt.date(2012, 3, 8))

    version = ActivityVersion.objects.get()
    assert (version.number, version.since, version.verified_on, version.until) == (1, MARCH_2, dt.date(2012, 3, 5), dt.date(2012, 3, 8))
    assert (version.image["state"], version.image["measures"][1]["value"]) == ("verified", "36.00")
    assert (revised.number, revised.state, revised.since, revised.verified_on) == (2, ActivityState.SUBMITTED, dt.date(2012, 3, 8), None)
    assert [measure.value for measure in revised.measures.all()] == [Decimal(40)]


def test_two_people_who_revise_at_once_do_not_overwrite_each_other(here):
    report = make_report(here.campaign, here.county, by=here.officer)
    values = activity_values(here.campaign, here.county, measures={"participants": 40})
    actions.revise_activity(activity=report, values=values, by=here.city_officer, number=1, on=MARCH_2)

    with pytest.raises(Changed):
        actions.revise_activity(activity=report, values=values, by=here.officer, number=1, on=MARCH_2)

    assert ActivityVersion.objects.count() == 1


def test_a_draft_is_not_revised(here):
    draft = make_draft(here.campaign, here.county, by=here.officer)

    with pytest.raises(NotInThisState):
        actions.revise_activity(activity=draft, values=activity_values(here.campaign, here.county), by=here.officer)


def test_a_deleted_draft_is_gone_but_the_audit_remembers(here):
    draft = make_draft(here.campaign, here.county, by=here.officer)
    pk = draft.pk

    actions.delete_draft(activity=draft, by=here.officer)

    assert not Activity.objects.exists()
    assert list(Event.objects.filter(object_id=str(pk)).values_list("act", flat=True)) == ["begin", "delete_draft"]
    with pytest.raises(actions.Gone):
        actions.submit_activity(activity=Activity(pk=pk), by=here.officer)


def test_a_submitted_report_is_not_deleted(here):
    report = make_report(here.campaign, here.county, by=here.officer)

    with pytest.raises(NotInThisState):
        actions.delete_draft(activity=report, by=here.officer)


def test_the_timeline_tells_every_act_once_in_order(here):
    report = make_report(here.campaign, here.county, by=here.officer)
    actions.return_activity(activity=report, reason="缺照片", by=here.verifier, on=MARCH_2)
    actions.save_draft(activity=report, values=activity_values(here.campaign, here.county), by=here.officer)
    actions.submit_activity(activity=report, by=here.officer, on=MARCH_2)

    entries = timeline(report)

    assert [(entry.act, entry.who, entry.reason) for entry in entries] == [
        ("begin", "officer", ""), ("submit", "officer", ""), ("return", "verifier", "缺照片"), ("save_draft", "officer", ""), ("submit", "officer", "")]
    assert all(isinstance(entry, Entry) for entry in entries)
