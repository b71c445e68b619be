"""What is expected of whom by when, and what fulfils it."""
import datetime as dt

import pytest

from tests.builders import make_campaign, make_person, make_system, make_unit
from xuanguan.campaigns import queries
from xuanguan.campaigns.actions import forget_deed, note_deed, nothing_to_report, take_back_nothing
from xuanguan.campaigns.deadlines import Due, due_dates, period_holding
from xuanguan.campaigns.enums import DutyState, FulfilledBy, Rhythm
from xuanguan.campaigns.models import Campaign, Expectation, Fulfilment, Roster, RosterEntry
from xuanguan.common.exceptions import NotAllowed, PersonError
from xuanguan.organisations.enums import Role, UnitKind
from xuanguan.organisations.models import Unit

MARCH, MAY = dt.date(2012, 3, 15), dt.date(2012, 5, 25)


class World:
    """A province with one city (its bureau and a county), and a campaign of it."""

    def __init__(self):
        quality = make_system()
        self.province = make_unit("510000", "四川省")
        self.city = make_unit("510900", "遂宁市", under=self.province)
        self.bureau = make_unit("510900-qts", "遂宁市质监局", under=self.city, kind=UnitKind.BUREAU, system=quality)
        self.county = make_unit("510922", "射洪县", under=self.city)
        for name in ("province", "city", "bureau", "county"):
            getattr(self, name).refresh_from_db()
        self.campaign = make_campaign(self.province)
        self.lecture, self.agreement = self.campaign.kinds.get(code="lecture"), self.campaign.kinds.get(code="agreement")

    def expect(self, code: str, *units: Unit, kinds=(), **fields) -> Expectation:
        roster = Roster.objects.create(campaign=self.campaign, code=code, name_zh=code)
        for unit in units:
            RosterEntry.objects.create(roster=roster, unit=unit)
        expectation = Expectation.objects.create(campaign=self.campaign, code=code, name_zh=code, roster=roster, **fields)
        expectation.kinds.set(kinds)
        return expectation

    def deed(self, *units: Unit, day=MARCH, kind=None, taking_part=(), thing="activity:1", earliest=None, state="reported"):
        return note_deed(campaign=self.campaign, thing=thing, kind=kind or self.lecture, organising=units, taking_part=taking_part,
                         earliest=earliest or day, latest=day, state=state, on=day, by=None)

    def states(self, unit: Unit, on=MAY) -> list[tuple[str, str, str]]:
        return [(duty.expectation.code, duty.period, duty.state) for duty in queries.duties_of([unit], self.campaign, on)]


@pytest.fixture
def world(db) -> World:
    return World()


def rhythm(name: str, *, due=None, begins=dt.date(2012, 2, 6), ends=dt.date(2012, 12, 31), days=5, **more) -> Expectation:
    return Expectation(campaign=Campaign(begins=begins, ends=ends), rhythm=name, due=due, due_days=days, **more)


def test_a_monthly_expectation_is_due_five_days_after_each_month_that_has_begun():
    dues = due_dates(rhythm(Rhythm.MONTHLY), dt.date(2012, 4, 1))

    assert dues == [
        Due("201202", dt.date(2012, 2, 6), dt.date(2012, 2, 29), dt.date(2012, 3, 5)),
        Due("201203", dt.date(2012, 3, 1), dt.date(2012, 3, 31), dt.date(2012, 4, 5)),
        Due("201204", dt.date(2012, 4, 1), dt.date(2012, 4, 30), dt.date(2012, 5, 5))]


def test_a_quarterly_expectation_ends_with_the_campaign():
    dues = due_dates(rhythm(Rhythm.QUARTERLY, ends=dt.date(2012, 5, 15)), dt.date(2013, 1, 1))

    assert [(due.period, due.last, due.due) for due in dues] == [
        ("2012Q1", dt.date(2012, 3, 31), dt.date(2012, 4, 5)), ("2012Q2", dt.date(2012, 5, 15), dt.date(2012, 7, 5))]


def test_nothing_is_due_before_the_campaign_begins():
    assert due_dates(rhythm(Rhythm.MONTHLY), dt.date(2012, 1, 31)) == []


@pytest.mark.parametrize(("earliest", "latest", "period"), [
    (dt.date(2012, 3, 1), dt.date(2012, 3, 31), "201203"),
    (dt.date(2012, 3, 31), dt.date(2012, 3, 31), "201203"),
    (dt.date(2012, 2, 29), dt.date(2012, 3, 31), None),
])
def test_an_activity_belongs_to_the_month_that_holds_its_whole_window(earliest, latest, period):
    assert period_holding(rhythm(Rhythm.MONTHLY), earliest, latest) == period


def test_what_a_unit_did_fulfils_what_was_expected_of_it(world):
    world.expect("plan", world.bureau, due=dt.date(2012, 4, 30))
    world.expect("other", world.bureau, kinds=[world.agreement], due=dt.date(2012, 4, 30))

    world.deed(world.bureau)

    assert sorted(world.states(world.bureau)) == [("other", "", DutyState.OVERDUE), ("plan", "", DutyState.REPORTED)]


@pytest.mark.parametrize(("by", "doer", "counts"), [
    (FulfilledBy.SELF, "city", True), (FulfilledBy.SELF, "bureau", False), (FulfilledBy.SELF, "county", False),
    (FulfilledBy.SAME_LEVEL, "city", True), (FulfilledBy.SAME_LEVEL, "bureau", True), (FulfilledBy.SAME_LEVEL, "county", False),
    (FulfilledBy.SUBTREE, "city", True), (FulfilledBy.SUBTREE, "bureau", True), (FulfilledBy.SUBTREE, "county", True),
    (FulfilledBy.SUBTREE, "province", False),
])
def test_by_whom_it_can_be_fulfilled_is_what_the_expectation_says(world, by, doer, counts):
    world.expect("study", world.city, fulfilled_by=by)

    written = world.deed(getattr(world, doer))

    assert [fulfilment.unit for fulfilment in written] == ([world.city] if counts else [])


def test_a_bureau_is_stood_for_by_its_city_only_where_the_expectation_says_so(world):
    world.expect("itself", world.bureau)
    world.expect("anyone", world.bureau, fulfilled_by=FulfilledBy.SUBTREE)

    written = world.deed(world.county)

    assert [fulfilment.expectation.code for fulfilment in written] == ["anyone"]


def test_taking_part_counts_only_where_the_expectation_says_so(world):
    world.expect("organise", world.county)
    world.expect("attend", world.county, taking_part_counts=True)

    written = world.deed(world.city, taking_part=[world.county])

    assert [fulfilment.expectation.code for fulfilment in written] == ["attend"]


def test_a_joint_activity_fulfils_an_expectation_once_for_each_unit(world):
    world.expect("study", world.city, world.county, fulfilled_by=FulfilledBy.SUBTREE)

    world.deed(world.city, world.county)

    assert list(Fulfilment.objects.values_list("unit__code", "by_unit__code").order_by("unit__code")) == [
        ("510900", "510900"), ("510922", "510922")]


def test_noting_a_deed_again_replaces_what_it_fulfilled(world):
    world.expect("report", world.city, rhythm=Rhythm.MONTHLY)
    world.deed(world.city, day=dt.date(2012, 3, 1))

    world.deed(world.city, day=dt.date(2012, 4, 1), state="verified")

    assert list(Fulfilment.objects.filter(until=None).values_list("period", "state")) == [("201204", "verified")]


def test_a_deed_that_is_withdrawn_leaves_the_expectation_open(world):
    world.expect("plan", world.city, due=dt.date(2012, 12, 1))
    world.deed(world.city)

    forget_deed(thing="activity:1", on=dt.date(2012, 4, 1))

    assert world.states(world.city) == [("plan", "", DutyState.OPEN)]


def test_a_unit_that_has_left_the_roster_is_not_expected_any_more(world):
    expectation = world.expect("report", world.county, rhythm=Rhythm.MONTHLY)
    expectation.roster.entries.update(until=dt.date(2012, 4, 1))

    assert [period for _code, period, _state in world.states(world.county)] == ["201202", "201203"]
    assert world.deed(world.county, day=dt.date(2012, 4, 2)) == []


def test_expectations_due_are_the_roster_times_the_periods_less_what_was_done(world):
    world.expect("report", world.city, rhythm=Rhythm.MONTHLY)
    world.deed(world.city, day=MARCH)

    due = queries.expectations_due(world.city, MAY)

    assert [(duty.period, duty.state) for duty in due] == [
        ("201202", DutyState.OVERDUE), ("201204", DutyState.OVERDUE), ("201205", DutyState.OPEN)]


def test_an_officer_of_a_bureau_sees_what_is_expected_of_it_and_what_it_may_do_for_its_city(world):
    world.expect("plan", world.bureau)
    world.expect("study", world.city, fulfilled_by=FulfilledBy.SAME_LEVEL)
    world.expect("work-report", world.city, fulfilled_by=FulfilledBy.SELF)
    world.expect("county-only", world.county, fulfilled_by=FulfilledBy.SUBTREE)
    officer = make_person(roles=[(Role.OFFICER, world.bureau)])

    mine = queries.my_list(officer, world.campaign, MAY)

    assert sorted((duty.expectation.code, duty.unit.code, duty.through and duty.through.code) for duty in mine) == [
        ("plan", "510900-qts", None), ("study", "510900", "510900-qts")]


def test_an_officer_says_that_there_was_nothing_to_report_and_may_take_it_back(world):
    expectation = world.expect("report", world.city, rhythm=Rhythm.MONTHLY, nothing_counts=True)
    officer = make_person(roles=[(Role.OFFICER, world.city)])

    nothing_to_report(expectation=expectation, unit=world.city, period="201203", on=MAY, by=officer)
    nothing_to_report(expectation=expectation, unit=world.city, period="201203", on=MAY, by=officer)
    said = world.states(world.city)
    take_back_nothing(expectation=expectation, unit=world.city, period="201203", on=MAY, by=officer)

    assert said[1] == ("report", "201203", DutyState.NOTHING)
    assert world.states(world.city)[1] == ("report", "201203", DutyState.OVERDUE)


@pytest.mark.parametrize(("nothing_counts", "period", "error"), [
    (False, "201203", PersonError), (True, "201205", PersonError), (True, "201211", PersonError), (True, "", PersonError)])
def test_nothing_to_report_is_refused_where_it_makes_no_sense(world, nothing_counts, period, error):
    expectation = world.expect("report", world.city, rhythm=Rhythm.MONTHLY, nothing_counts=nothing_counts)
    officer = make_person(roles=[(Role.OFFICER, world.city)])

    with pytest.raises(error):
        nothing_to_report(expectation=expectation, unit=world.city, period=period, on=MAY, by=officer)

    assert Fulfilment.objects.count() == 0


def test_an_officer_of_another_county_cannot_answer_for_the_city(world):
    expectation = world.expect("report", world.city, rhythm=Rhythm.MONTHLY, nothing_counts=True)
    officer = make_person(roles=[(Role.OFFICER, world.county)])

    with pytest.raises(NotAllowed):
        nothing_to_report(expectation=expectation, unit=world.city, period="201203", on=MAY, by=officer)


def test_duties_cost_the_same_for_one_unit_and_for_many(world, django_assert_max_num_queries):
    counties = [make_unit(f"51090{n}", under=world.city) for n in range(1, 9)]
    world.expect("report", *counties, rhythm=Rhythm.MONTHLY)
    world.expect("plan", *counties)

    with django_assert_max_num_queries(10):
        duties = queries.duties_of(counties, world.campaign, MAY)

    assert len(duties) == 8 * 4 + 8


def test_the_standing_of_an_expectation_names_every_unit_on_its_roster(world):
    expectation = world.expect("study", world.city, world.county, due=dt.date(2012, 4, 30))
    world.deed(world.county)

    standing = queries.standing(expectation, due_dates(expectation, MAY)[0], MAY)

    assert [(duty.unit.code, duty.state) for duty in standing] == [("510900", DutyState.OVERDUE), ("510922", DutyState.REPORTED)]

