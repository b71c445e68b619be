"""Counts, lists and the matrix agree with a plain computation, on any day, under any unit; and what makes an item special."""
import datetime as dt
from collections import Counter
from random import Random

import pytest

from tests.builders import make_campaign, make_unit
from tests.campaigns import plain
from xuanguan.accounts.models import User
from xuanguan.campaigns.deadlines import Due, due_dates
from xuanguan.campaigns.enums import DutyState, Rhythm
from xuanguan.campaigns.models import Exemption, Expectation, Extension, Fulfilment, Nudge, Roster, RosterEntry
from xuanguan.campaigns.queries import GapFilters, Gaps, Slice, Standing
from xuanguan.organisations import hierarchy
from xuanguan.organisations.models import Affiliation, Succession, Unit

BEGINS, ENDS, CHANGE = dt.date(2012, 1, 1), dt.date(2012, 12, 31), dt.date(2012, 6, 15)
DAYS = (dt.date(2012, 2, 10), CHANGE - dt.timedelta(days=1), CHANGE, dt.date(2012, 9, 3), dt.date(2013, 2, 1))


class Country:
    """Two cities with four counties each. On 15 June a county moves to the other city, two merge into a new one, one is split in two."""

    def __init__(self, seed: int):
        self.random = Random(seed)
        self.province = make_unit("510000", "四川省", renumber=False)
        self.cities = [make_unit(f"51{n}000", f"{n}市", under=self.province, renumber=False) for n in (1, 2)]
        self.counties = [make_unit(f"51{city}{n}", f"{city}{n}县", under=self.cities[city - 1], renumber=False) for city in (1, 2) for n in range(4)]
        moved, one, other, whole = self.counties[0], self.counties[1], self.counties[2], self.counties[3]
        Affiliation.objects.create(unit=moved, since=CHANGE, territory=self.cities[1])
        self.merged, self.part = (self.opened(code, self.cities[0]) for code in ("51M", "51P"))
        for old in (one, other):
            Unit.objects.filter(pk=old.pk).update(closed=CHANGE)
            Affiliation.objects.create(unit=old, since=CHANGE, territory=None)
            Succession.objects.create(kind="merge", on=CHANGE, predecessor=old, successor=self.merged)
        Succession.objects.create(kind="split", on=CHANGE, predecessor=whole, successor=self.part, stands_for=False)
        hierarchy.rebuild(dt.date(2013, 1, 1))
        for unit in (self.province, *self.cities, *self.counties, self.merged, self.part):
            unit.refresh_from_db()
        self.campaign = make_campaign(self.province, begins=BEGINS, ends=ENDS)
        self.roster = Roster.objects.create(campaign=self.campaign, code="counties", name_zh="各县", level=3)
        for county in self.counties[:1] + self.counties[3:]:
            RosterEntry.objects.create(roster=self.roster, unit=county)
        for county in (one, other):
            RosterEntry.objects.create(roster=self.roster, unit=county, until=CHANGE)
        for county in (self.merged, self.part):
            RosterEntry.objects.create(roster=self.roster, unit=county, since=CHANGE)
        self.units = [*self.counties, self.merged, self.part]

    def opened(self, code: str, city: Unit) -> Unit:
        unit = Unit.objects.create(code=code, name_zh=code, kind="division", level=3, opened=CHANGE)
        Affiliation.objects.create(unit=unit, since=CHANGE, territory=city)
        return unit

    def expect(self, code: str, **fields) -> Expectation:
        return Expectation.objects.create(campaign=self.campaign, code=code, name_zh=code, roster=self.roster, **fields)

    def fill(self, expectation: Expectation) -> None:
        """Deeds, verifications, withdrawals, more time and exemptions at random, of units that were there on the day."""
        draw = self.random
        for due in _dues(expectation):
            for unit in self.units:
                for n in range(draw.choice((0, 1, 1, 2))):
                    latest = due.last or ENDS
                    done = due.first + dt.timedelta(days=draw.randint(0, (latest - due.first).days))
                    if not any((e.since is None or e.since <= done) and (e.until is None or done < e.until) for e in RosterEntry.objects.filter(roster=self.roster, unit=unit)):
                        continue
                    on = done + dt.timedelta(days=draw.randint(0, 40))
                    verified = on + dt.timedelta(days=draw.randint(0, 30)) if draw.random() < .5 else None
                    until = max(on, verified or on) + dt.timedelta(days=draw.randint(1, 60)) if draw.random() < .2 else None
                    nothing = expectation.nothing_counts and verified is None and draw.random() < .4
                    Fulfilment.objects.create(
                        expectation=expectation, unit=unit, period=due.period, by_unit=unit, thing=f"activity:{unit.pk}-{n}-{due.period}", on=on, verified_on=verified, until=until,
                        done_on=done, state="nothing" if nothing else "verified" if verified else "reported")
                if due.due and draw.random() < .2:
                    asked = due.due - dt.timedelta(days=3)
                    Extension.objects.create(
                        expectation=expectation, unit=unit, period=due.period, state="granted", wanted=due.due + dt.timedelta(days=20), reason="汛期", asked_on=asked,
                        asked_by=_person(), until=due.due + dt.timedelta(days=draw.randint(1, 60)), answered_on=asked + dt.timedelta(days=draw.randint(0, 20)), answered_by=_person("above"))
        Exemption.objects.create(expectation=expectation, unit=draw.choice(self.units), reason="灾区")


def _dues(expectation: Expectation) -> list[Due]:
    return due_dates(expectation, dt.date(2013, 2, 1))


def _person(name: str = "officer") -> User:
    return User.objects.get_or_create(username=name, defaults={"name": name})[0]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2))
def test_counts_lists_and_matrix_agree_with_a_plain_computation_on_any_day_under_any_unit(seed):
    country = Country(seed)
    once = country.expect("once", due=dt.date(2012, 6, 30))
    quarterly = country.expect("quarterly", rhythm=Rhythm.QUARTERLY, due_days=10, nothing_counts=True)
    for one in (once, quarterly):
        country.fill(one)

    for on in DAYS:
        slices = [Slice(one, due) for one in (once, quarterly) for due in _dues(one) if due.first <= on]
        for under in (None, *country.cities):
            standing = Standing(country.campaign, slices, on, under)
            counts = standing.counts()
            few = standing.items_of([unit.pk for unit in country.units])
            for one in slices:
                day = one.due.counted_on(on)
                expected = {
                    unit: plain.state(one.expectation, one.due.period, one.due.first, day, one.due.due, unit, on)
                    for unit in plain.listed(one.expectation, day) if under is None or plain.lies_under(unit, under.pk, day)}
                listed = {unit: (item.state.value, item.late) for unit, item in standing.items(one).items()}
                where = f"{one.expectation.code} {one.due.period} on {on} under {under}"
                assert listed == expected, where
                assert {state.value: n for state, n in counts[one.key].states.items()} == Counter(state for state, _late in expected.values()), where
                assert counts[one.key].late == sum(late for _state, late in expected.values()), where
                if under is None:
                    assert {unit: (item.state.value, item.late) for unit, item in few[one.key].items()} == expected, where
            assert standing.missing_by_unit() == Counter(
                unit for one in slices for unit, item in standing.items(one).items() if item.state is DutyState.OVERDUE)
            gaps = Gaps(standing)
            assert len(gaps) == sum(counts[one.key].missing for one in slices)
            assert [(gap.slice.key, gap.unit) for gap in gaps[0:1000]] == [(gap.slice.key, gap.unit) for gap in gaps.all()]
            assert [gap.unit for page in range(0, len(gaps), 3) for gap in gaps[page:page + 3]] == [gap.unit for gap in gaps.all()]


@pytest.fixture
def country(db) -> Country:
    return Country(0)


def states(country: Country, expectation: Expectation, on: dt.date, period: str = "") -> dict[str, str]:
    one = next(Slice(expectation, due) for due in _dues(expectation) if due.period == period)
    codes = dict(Unit.objects.values_list("pk", "code"))
    return {codes[unit]: item.state.value for unit, item in Standing(country.campaign, [one], on).items(one).items()}


def deed(expectation: Expectation, unit: Unit, done: dt.date) -> None:
    Fulfilment.objects.create(expectation=expectation, unit=unit, by_unit=unit, thing=f"activity:{unit.code}", on=done, done_on=done, state="reported")


def test_a_merged_county_has_done_it_where_all_that_went_into_it_had(country):
    once = country.expect("once", due=dt.date(2012, 5, 31))
    deed(once, country.counties[1], dt.date(2012, 3, 1))
    half = states(country, once, CHANGE)["51M"]
    deed(once, country.counties[2], dt.date(2012, 4, 1))

    assert (half, states(country, once, CHANGE)["51M"]) == ("overdue", "reported")
    assert {code: state for code, state in states(country, once, CHANGE - dt.timedelta(days=1)).items() if state == "reported"} == {"5111": "reported", "5112": "reported"}


def test_what_the_whole_did_before_a_split_counts_for_the_part_and_what_it_did_after_does_not(country):
    once = country.expect("once", due=dt.date(2012, 5, 31))
    deed(once, country.counties[3], dt.date(2012, 6, 20))
    after = states(country, once, dt.date(2012, 7, 1))["51P"]
    Fulfilment.objects.all().delete()
    deed(once, country.counties[3], dt.date(2012, 6, 14))

    assert (after, states(country, once, dt.date(2012, 7, 1))["51P"]) == ("overdue", "reported")


def test_a_county_that_moved_is_counted_where_it_lay_on_the_day(country):
    once = country.expect("once", due=dt.date(2012, 5, 31))
    one = Slice(once, _dues(once)[0])

    sizes = [[len(Standing(country.campaign, [one], on, city).items(one)) for city in country.cities] for on in (DAYS[1], DAYS[2])]

    assert sizes == [[4, 4], [3, 5]]


def test_gaps_are_narrowed_to_a_level_to_days_and_to_those_not_asked_lately(country):
    once = country.expect("once", due=dt.date(2012, 5, 31))
    one = Slice(once, _dues(once)[0])
    on = dt.date(2012, 6, 10)
    Nudge.objects.create(expectation=once, unit=country.counties[0], on=dt.date(2012, 6, 9), by=_person())
    Nudge.objects.create(expectation=once, unit=country.counties[4], on=dt.date(2012, 6, 1), by=_person())

    found = [len(Gaps(Standing(country.campaign, [one], on), filters)) for filters in (
        GapFilters(), GapFilters(level=3), GapFilters(level=2), GapFilters(days=10), GapFilters(days=11), GapFilters(unasked=True))]

    assert found == [8, 8, 0, 8, 0, 7]
