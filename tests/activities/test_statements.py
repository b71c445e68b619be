"""A unit states a total, replaces it, takes it back; a remark is kept; files are tied to records."""
import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.builders import make_report
from xuanguan.activities import actions
from xuanguan.activities.facts import image_of, images_of, statement_image_of
from xuanguan.activities.models import Activity, Change, Evidence, Remark, Statement
from xuanguan.activities.queries import statements_seen_by
from xuanguan.activities.values import StatementValues
from xuanguan.audit.models import Event
from xuanguan.common.exceptions import NotAllowed, NotInThisState

MAY_25, MAY_30 = dt.date(2012, 5, 25), dt.date(2012, 5, 30)


def fourteen_cities(here, **said) -> StatementValues:
    """The province says that 14 cities studied it, and names two."""
    return StatementValues(**({
        "campaign": here.campaign, "unit": here.province, "territory": here.province, "front": here.campaign.fronts.get(code="government"),
        "kind": here.campaign.kinds.get(code="lecture"), "value": Decimal(14), "earliest": dt.date(2012, 2, 6), "latest": MAY_25,
        "unit_zh": "市州", "levels": (2,), "named": (here.city, here.other_city)} | said))


def test_a_province_states_how_many_cities_and_names_some(here):
    statement = actions.state_total(values=fourteen_cities(here), by=here.coordinator, on=MAY_25)

    assert statement_image_of(statement) == {
        "id": statement.pk, "state": "submitted", "since": "2012-05-25", "verified_on": None, "until": None, "campaign": here.campaign.pk,
        "unit": here.province.pk, "territory": here.province.pk, "system": None, "levels": [2], "front": statement.front_id,
        "kind": statement.kind_id, "measure": "", "value": "14", "qualifier": "exact", "unit_zh": "市州", "text": "",
        "named": sorted([here.city.pk, here.other_city.pk]), "earliest": "2012-02-06", "latest": "2012-05-25", "is_demo": False}
    assert list(Change.objects.values_list("thing", "thing_id")) == [("statement", statement.pk)]
    assert list(Event.objects.values_list("act", flat=True)) == ["state_total"]


def test_an_officer_states_only_for_their_own_unit(here):
    with pytest.raises(NotAllowed):
        actions.state_total(values=fourteen_cities(here), by=here.officer)


@pytest.mark.parametrize(("wrong", "field"), [
    ({"value": Decimal(1)}, "named"),
    ({"value": Decimal(-1), "named": ()}, "value"),
    ({"measure": "unheard_of"}, "measure"),
    ({"latest": dt.date(2012, 1, 1)}, "when"),
])
def test_what_does_not_fit_is_named(here, wrong, field):
    with pytest.raises(ValidationError) as error:
        actions.state_total(values=fourteen_cities(here, **wrong), by=here.coordinator)

    assert list(error.value.message_dict) == [field]
    assert not Statement.objects.exists()


def test_at_least_one_may_name_two(here):
    statement = actions.state_total(values=fourteen_cities(here, value=Decimal(1), qualifier="at_least"), by=here.coordinator)

    assert statement.named.count() == 2


def test_a_changed_statement_is_a_new_one_and_the_old_ends(here):
    old = actions.state_total(values=fourteen_cities(here), by=here.coordinator, on=MAY_25)

    new = actions.change_statement(statement=old, values=fourteen_cities(here, value=Decimal(15)), by=here.coordinator, on=MAY_30)

    old.refresh_from_db()
    assert (old.state, old.value, old.until, old.replaced_by) == ("withdrawn", Decimal(14), MAY_30, new)
    assert (new.state, new.value, new.since, new.until) == ("submitted", Decimal(15), MAY_30, None)
    assert Change.objects.count() == 3
    with pytest.raises(NotInThisState):
        actions.change_statement(statement=old, values=fourteen_cities(here), by=here.coordinator)


def test_a_withdrawn_statement_stays_readable(here):
    statement = actions.state_total(values=fourteen_cities(here), by=here.coordinator, on=MAY_25)

    actions.withdraw_statement(statement=statement, by=here.coordinator, on=MAY_30)

    assert Statement.objects.get().until == MAY_30
    with pytest.raises(NotInThisState):
        actions.withdraw_statement(statement=statement, by=here.coordinator)


def test_a_statement_is_seen_by_whom_it_is_about_and_by_those_above(here):
    about_city = actions.state_total(
        values=fourteen_cities(here, territory=here.city, value=Decimal(3), named=()), by=here.coordinator, on=MAY_25)
    about_all = actions.state_total(values=fourteen_cities(here), by=here.coordinator, on=MAY_25)

    assert set(statements_seen_by(here.coordinator, here.campaign)) == {about_city, about_all}
    assert set(statements_seen_by(here.verifier, here.campaign)) == {about_city}
    assert set(statements_seen_by(here.stranger)) == set()


def test_what_cannot_be_counted_is_kept_as_a_remark(here):
    actions.record_remark(campaign=here.campaign, unit=here.county, text="营造了浓厚氛围", by=here.officer)

    assert list(Remark.objects.values_list("unit__code", "text")) == [("510321", "营造了浓厚氛围")]


def test_one_file_serves_two_records_and_is_noted_once_in_each(here):
    photo = Evidence.objects.create(sha256="a" * 64, name="photo.jpg", content_type="image/jpeg", size=1, by=here.officer)
    reports = [make_report(here.campaign, here.county, by=here.officer) for _ in range(2)]

    for report in [*reports, reports[0]]:
        actions.attach_evidence(activity=report, evidence=photo, by=here.officer)
    actions.detach_evidence(activity=reports[1], evidence=photo, by=here.officer)

    assert list(photo.activities.all()) == [reports[0]]
    assert Event.objects.filter(act="attach_evidence").count() == 2
    assert [activity.number for activity in Activity.objects.all()] == [1, 1]  # it changes no figure


def test_a_stranger_attaches_nothing(here):
    photo = Evidence.objects.create(sha256="a" * 64, name="photo.jpg", content_type="image/jpeg", size=1, by=here.stranger)
    report = make_report(here.campaign, here.county, by=here.officer)

    with pytest.raises(NotAllowed):
        actions.attach_evidence(activity=report, evidence=photo, by=here.stranger)


def test_the_image_of_a_record_holds_all_that_counts(here):
    report = make_report(here.campaign, here.county, by=here.officer, taking_part=[here.city], clauses=(here.campaign.version.clauses.get(code="1"),))
    actions.verify_activity(activity=report, by=here.verifier, on=dt.date(2012, 3, 5))

    (image,) = images_of(Activity.objects.all())

    assert image == image_of(Activity.objects.get()) == {
        "id": report.pk, "number": 1, "state": "verified", "since": "2012-03-02", "verified_on": "2012-03-05",
        "verified_by": here.verifier.pk, "campaign": here.campaign.pk, "also_for": [], "kind": report.kind_id, "front": report.front_id,
        "title": "", "place": "", "audience": "", "note": "", "begins": "2012-03-01", "ends": "2012-03-01", "earliest": "2012-03-01",
        "latest": "2012-03-01", "reporting_unit": here.county.pk, "reported_by": here.officer.pk, "origin": "form", "and_others": False,
        "is_demo": False,
        "participations": [{"unit": here.county.pk, "role": "host", "shares": []}, {"unit": here.city.pk, "role": "participant", "shares": []}],
        "measures": [
            {"code": "sessions", "value": "1.00", "qualifier": "exact", "unit_zh": "", "text": ""},
            {"code": "participants", "value": "36.00", "qualifier": "exact", "unit_zh": "", "text": ""}],
        "clauses": [report.clauses.get().pk]}
