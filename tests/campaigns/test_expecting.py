"""A coordinator sets what is expected; units ask for more time; gaps become questions; nothing wrong is half applied."""
import datetime as dt

import pytest

from tests.builders import make_campaign, make_person, make_report, make_unit
from xuanguan.activities.actions import tell_deeds_again
from xuanguan.campaigns import actions, imports, queries
from xuanguan.campaigns.deadlines import due_dates
from xuanguan.campaigns.enums import DueBy, Rhythm, RosterBy
from xuanguan.campaigns.expecting import CannotExpect, ExpectationValues, RosterValues, years_unknown
from xuanguan.campaigns.extension_states import EXTENSION_STATES
from xuanguan.campaigns.models import Expectation, Extension, Fulfilment, Nudge, RosterEntry
from xuanguan.campaigns.queries import Gaps, Slice, Standing
from xuanguan.common.exceptions import NotAllowed, NotInThisState, PersonError, RowErrors
from xuanguan.common.spreadsheets import write_sheet
from xuanguan.notices.models import Notice
from xuanguan.organisations.enums import Role
from xuanguan.organisations.models import Unit

pytestmark = pytest.mark.django_db
MAY = dt.date(2012, 5, 25)


class Here:
    def __init__(self):
        self.province = make_unit("510000", "四川省", renumber=False)
        self.city = make_unit("510900", "遂宁市", under=self.province, renumber=False)
        self.counties = [make_unit(f"51090{n}", f"{n}县", under=self.city) for n in (1, 2, 3)]
        for unit in (self.province, self.city, *self.counties):
            unit.refresh_from_db()
        self.campaign = make_campaign(self.province)
        self.coordinator = make_person("coordinator", roles=[(Role.COORDINATOR, self.province)])
        self.verifier = make_person("verifier", roles=[(Role.VERIFIER, self.city)])
        self.officer = make_person("officer", roles=[(Role.OFFICER, self.counties[0])])

    def values(self, **said) -> ExpectationValues:
        roster = said.pop("roster", RosterValues(RosterBy.RULE, level=3, organ=""))
        return ExpectationValues(**{"code": "plan", "name_zh": "各县方案", "due": dt.date(2012, 4, 30), "roster": roster, **said})

    def expect(self, **said) -> Expectation:
        return actions.set_expectation(campaign=self.campaign, values=self.values(**said), by=self.coordinator)

    def gaps(self, expectation: Expectation, on=MAY) -> Gaps:
        expectation.campaign = self.campaign
        return Gaps(Standing(self.campaign, [Slice(expectation, due) for due in due_dates(expectation, on)], on))


@pytest.fixture
def here(db) -> Here:
    return Here()


def sentences(refused) -> list[tuple[str, str]]:
    return [(one.field, one.sentence) for one in refused.value.problems]


# Setting

def test_a_coordinator_expects_a_plan_of_every_county_by_a_day(here):
    one = here.expect()

    assert (one.roster.name_zh, sorted(RosterEntry.objects.filter(roster=one.roster).values_list("unit__code", flat=True))) == ("各县（市、区）", ["510901", "510902", "510903"])


def test_two_expectations_of_one_rule_share_a_roster_and_the_last_one_takes_it_along(here):
    one, other = here.expect(), here.expect(code="other")
    shared = one.roster_id == other.roster_id

    for each in (one, other):
        actions.remove_expectation(expectation=Expectation.objects.get(pk=each.pk), by=here.coordinator)

    assert (shared, here.campaign.rosters.count()) == (True, 0)


@pytest.mark.parametrize(("said", "field", "sentence"), [
    ({"due": dt.date(2012, 1, 1)}, "due", "1 January 2012 is before the campaign begins, on 6 February 2012. Choose a later day."),
    ({"name_zh": " "}, "name_zh", "Say what is expected, in a few words."),
    ({"code": "set"}, "code", "“set” cannot be a code. Use letters, digits and hyphens, as in monthly-report."),
    ({"nothing_counts": True}, "nothing_counts", "“Nothing to report” answers what is asked for every period; this is asked once."),
    ({"rhythm": Rhythm.MONTHLY}, "due", "What is asked for every period is due so many days after each; leave the day empty."),
    ({"roster": RosterValues(RosterBy.RULE, level=4, organ="")}, "level",
     "Nobody would be asked: there is no such unit under 四川省. Choose another level, or import the units first."),
    ({"roster": RosterValues(RosterBy.RULE)}, "level", "Say of which level."),
    ({"roster": RosterValues(RosterBy.STATED)}, "size", "Say how many units there are."),
    ({"roster": RosterValues(RosterBy.NAMED)}, "units",
     "Nobody would be asked: there is no such unit under 四川省. Choose another level, or import the units first."),
])
def test_what_cannot_be_expected_is_refused_with_a_sentence_and_nothing_is_written(here, said, field, sentence):
    with pytest.raises(CannotExpect) as refused:
        here.expect(**said)

    assert (sentences(refused), Expectation.objects.count(), here.campaign.rosters.count()) == ([(field, sentence)], 0, 0)


def test_closed_units_on_a_list_are_named_all_at_once(here):
    Unit.objects.filter(pk__in=[unit.pk for unit in here.counties[:2]]).update(closed=dt.date(2012, 1, 1))
    closed = tuple(Unit.objects.filter(level=3))

    with pytest.raises(CannotExpect) as refused:
        here.expect(roster=RosterValues(RosterBy.NAMED, named=closed))

    assert sentences(refused) == [("units", "Closed before the campaign begins: 1县 (510901), 2县 (510902). Name the units that took their place.")]


def test_exceptions_need_a_reason_and_a_place_on_the_list(here):
    with pytest.raises(CannotExpect) as refused:
        here.expect(exemptions=((here.city, "市"), (here.counties[0], " ")))

    assert [field for field, _sentence in sentences(refused)] == ["exemptions", "exemptions"]
    one = here.expect(exemptions=((here.counties[0], "地震灾区"),))
    assert [gap.unit for gap in here.gaps(one).all()] == [unit.pk for unit in here.counties[1:]]


def test_years_whose_holidays_nobody_knows_are_said(here):
    here.campaign.ends = dt.date(2027, 3, 31)

    assert years_unknown(here.values(due=None, rhythm=Rhythm.MONTHLY, due_by=DueBy.WORKING), here.campaign) == [2027]


def test_what_was_done_before_an_expectation_was_set_fulfils_it(here):
    make_report(here.campaign, here.counties[0], by=here.officer)
    one = here.expect(kinds=(here.campaign.kinds.get(code="lecture"),))

    told = tell_deeds_again(expectation=one, by=here.coordinator)

    assert (told, [gap.unit for gap in here.gaps(one).all()]) == (1, [unit.pk for unit in here.counties[1:]])


def test_an_activity_that_is_also_for_another_campaign_fulfils_what_is_expected_there(here):
    other = make_campaign(here.province, code="other")
    expected = actions.set_expectation(campaign=other, values=here.values(kinds=(other.kinds.get(code="lecture"),)), by=here.coordinator)

    make_report(here.campaign, here.counties[0], by=here.officer, also_for=(other,))

    assert list(Fulfilment.objects.filter(until=None).values_list("expectation", "unit__code")) == [(expected.pk, "510901")]


def test_who_does_not_run_the_campaign_expects_nothing(here):
    with pytest.raises(NotAllowed):
        actions.set_expectation(campaign=here.campaign, values=here.values(), by=here.verifier)


def test_an_expectation_that_was_answered_is_not_taken_out(here):
    one = here.expect(rhythm=Rhythm.MONTHLY, due=None, nothing_counts=True)
    actions.nothing_to_report(expectation=one, unit=here.counties[0], period="201203", on=MAY, by=here.officer)

    with pytest.raises(PersonError):
        actions.remove_expectation(expectation=one, by=here.coordinator)


# From a sheet

def test_what_is_expected_goes_out_as_a_sheet_and_comes_back_the_same(here):
    here.expect(exemptions=((here.counties[0], "灾区"),), waits_for_work=True)
    here.expect(code="report", rhythm=Rhythm.MONTHLY, due=None, due_by=DueBy.WORKING, nothing_counts=True, roster=RosterValues(RosterBy.NAMED, named=tuple(here.counties)))
    rows = imports.expectation_rows(here.campaign)
    sheet = write_sheet("e", imports.expectation_headings(), rows)
    other = make_campaign(here.province, code="other")

    imports.import_expectations(sheet, "e.xlsx", campaign=other, by=here.coordinator)
    imports.import_expectations(sheet, "e.xlsx", campaign=other, by=here.coordinator)

    assert imports.expectation_rows(other) == rows


def test_a_sheet_with_mistakes_names_every_cell_and_sets_nothing(here):
    headings = imports.expectation_headings()
    column = {heading: n for n, heading in enumerate(headings)}
    good = imports.expectation_rows(here.campaign) or [[""] * len(headings)]

    def row(**cells):
        values = [""] * len(headings)
        for name, value in cells.items():
            values[column[name.replace("_", " ")]] = value
        return values

    sheet = write_sheet("e", headings, [
        row(Code="a", What_is_expected="甲", Roster_made_by="all units of a level", Level="County", Organ="the divisions themselves", Due="2012-04-30"),
        row(Code="b", What_is_expected="乙", Roster_made_by="everybody", Due="someday"),
        row(Code="c", What_is_expected="丙", Roster_made_by="a list of names", Unit_codes="510901、999999", Due="2012-04-30", Front_code="nowhere")])

    with pytest.raises(RowErrors) as refused:
        imports.import_expectations(sheet, "e.xlsx", campaign=here.campaign, by=here.coordinator)

    assert (sorted(error.column for error in refused.value.errors), Expectation.objects.count(), len(good)) == (
        ["Due", "Front code", "Roster made by", "Unit codes"], 0, 1)


# More time

def asked(here, expectation, wanted=dt.date(2012, 6, 15), by=None) -> Extension:
    return actions.ask_for_extension(expectation=expectation, unit=here.counties[0], period="", wanted=wanted, reason="汛期", on=dt.date(2012, 4, 20), by=by or here.officer)


def test_a_county_asks_for_more_time_its_city_grants_it_and_it_is_missing_no_more(here):
    one = here.expect()
    wish = asked(here, one)
    told = Notice.objects.filter(person=here.verifier, settled_at=None).count()

    actions.grant_extension(extension=wish, until=dt.date(2012, 5, 31), on=dt.date(2012, 4, 25), by=here.verifier)

    states = [[duty.state for duty in queries.duties_of(here.counties[:1], here.campaign, day)] for day in (dt.date(2012, 4, 30), MAY, dt.date(2012, 6, 1))]
    assert (told, states) == (1, [["open"], ["extended"], ["overdue"]])
    assert (Notice.objects.filter(person=here.verifier, settled_at=None).count(), Notice.objects.filter(person=here.officer).count()) == (0, 1)


def test_nobody_grants_their_own_wish_nor_does_a_county_grant_its_own(here):
    one = here.expect()
    wish = asked(here, one)
    own = make_person("own", roles=[(Role.VERIFIER, here.counties[0])])
    mighty = make_person("mighty", roles=[(Role.OFFICER, here.counties[0]), (Role.VERIFIER, here.city)])

    for person in (here.officer, own):
        with pytest.raises(NotAllowed):
            actions.grant_extension(extension=wish, until=dt.date(2012, 6, 1), on=MAY, by=person)
    actions.take_back_extension(extension=wish, by=here.officer)
    with pytest.raises(NotAllowed):
        actions.grant_extension(extension=asked(here, one, by=mighty), until=dt.date(2012, 6, 1), on=MAY, by=mighty)


def test_a_refusal_needs_a_reason_and_an_answer_is_given_once(here):
    wish = asked(here, here.expect())

    with pytest.raises(actions.CannotExtend):
        actions.refuse_extension(extension=wish, answer=" ", on=MAY, by=here.coordinator)
    actions.refuse_extension(extension=wish, answer="时间充裕", on=MAY, by=here.coordinator)
    with pytest.raises(NotInThisState):
        actions.grant_extension(extension=wish, until=dt.date(2012, 6, 1), on=MAY, by=here.coordinator)


@pytest.mark.parametrize("wanted", [dt.date(2012, 4, 30), dt.date(2012, 4, 1)])
def test_more_time_is_asked_for_beyond_the_deadline_only(here, wanted):
    with pytest.raises(actions.CannotExtend):
        asked(here, here.expect(), wanted=wanted)


def test_every_state_of_a_wish_has_an_owner_and_can_be_reached():
    states = set(EXTENSION_STATES.labels)

    assert (set(EXTENSION_STATES.owners), {move.target for move in EXTENSION_STATES.moves.values()} | {"asked"}) == (states, states)


# Asking for what is missing

def test_gaps_become_questions_and_nobody_is_asked_twice_within_the_time_set(here):
    one = here.expect(ask_again_days=7)

    first = actions.nudge(campaign=here.campaign, gaps=here.gaps(one).all(), on=MAY, by=here.coordinator, text="请尽快报送")
    again = actions.nudge(campaign=here.campaign, gaps=here.gaps(one).all(), on=MAY + dt.timedelta(days=6), by=here.coordinator)
    later = actions.nudge(campaign=here.campaign, gaps=here.gaps(one).all(), on=MAY + dt.timedelta(days=7), by=here.coordinator)

    assert [(done.units, len(done.asked), done.spared) for done in (first, again, later)] == [(3, 3, 0), (0, 0, 3), (3, 3, 0)]
    assert Nudge.objects.count() == 6


def test_whoever_was_asked_hears_of_it_until_it_is_done(here):
    one = here.expect()
    actions.nudge(campaign=here.campaign, gaps=here.gaps(one).all(), on=MAY, by=here.coordinator)
    asked_for = Notice.objects.filter(person=here.officer, kind="nudged", settled_at=None).count()

    make_report(here.campaign, here.counties[0], by=here.officer)

    assert (asked_for, Notice.objects.filter(person=here.officer, kind="nudged", settled_at=None).count()) == (1, 0)


def test_a_city_asks_its_own_counties_and_no_others(here):
    one = here.expect()
    stranger = make_person("stranger", roles=[(Role.VERIFIER, here.counties[0])])

    actions.nudge(campaign=here.campaign, gaps=here.gaps(one).all()[:1], on=MAY, by=here.verifier)

    with pytest.raises(NotAllowed):
        actions.nudge(campaign=here.campaign, gaps=here.gaps(one).all(), on=MAY, by=stranger)
