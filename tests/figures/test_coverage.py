"""Coverage is n of N with the units behind each part; lists are never padded (counting.md, rule 4)."""
import datetime as dt
from decimal import Decimal

import pytest

from tests.activities.province import Province
from tests.builders import make_report, make_unit
from xuanguan.activities import actions
from xuanguan.activities.values import StatementValues, When
from xuanguan.campaigns.actions import nothing_to_report
from xuanguan.campaigns.enums import FulfilledBy, Rhythm
from xuanguan.campaigns.models import Expectation, Roster, RosterEntry
from xuanguan.campaigns.queries import expectations_of
from xuanguan.figures.actions import refresh
from xuanguan.figures.answers import coverage, question
from xuanguan.organisations.models import Unit

NAMES = ("自贡", "泸州", "德阳", "绵阳", "广元", "遂宁")


@pytest.fixture
def cities(here: Province) -> dict[str, Unit]:
    """Six cities in all, by name."""
    for number, name in enumerate(NAMES[2:]):
        make_unit(f"51060{number}", f"{name}市", under=here.province)
    for unit in (here.province, here.city, here.other_city, here.county, here.campaign.territory):
        unit.refresh_from_db()
    return {unit.name_zh[:2]: unit for unit in Unit.objects.filter(level=2)}


def expect(here: Province, units, *, fulfilled_by=FulfilledBy.SAME_LEVEL, stated_size=None, kinds=("lecture",), **fields) -> Expectation:
    roster = Roster.objects.create(campaign=here.campaign, code="cities", name_zh="市州", stated_size=stated_size, level=2)
    RosterEntry.objects.bulk_create(RosterEntry(roster=roster, unit=unit) for unit in units)
    made = Expectation.objects.create(
        campaign=here.campaign, code="study", name_zh="学习", roster=roster, fulfilled_by=fulfilled_by, front=here.campaign.fronts.get(code="government"), **fields)
    made.kinds.set(here.campaign.kinds.filter(code__in=kinds))
    return expectations_of(here.campaign).get(code="study")


def state(here: Province, value: int, *named: Unit, qualifier: str = "exact"):
    return actions.state_total(values=StatementValues(
        campaign=here.campaign, unit=here.province, territory=here.province, front=here.campaign.fronts.get(code="government"),
        kind=here.campaign.kinds.get(code="lecture"), value=Decimal(value), earliest=dt.date(2012, 2, 6), latest=dt.date(2012, 5, 25),
        qualifier=qualifier, levels=(2,), named=named, unit_zh="个市州"), by=here.coordinator, on=dt.date(2012, 5, 25))


def answered(here: Province, expectation: Expectation, **which):
    refresh()
    return coverage(question(here.campaign, **which), expectation)


def lists(answer) -> dict[str, list[str]]:
    names = ("verified", "self_reported", "named", "perhaps", "nothing", "missing")
    return {name: [unit.name_zh[:2] for unit in getattr(answer, name)] for name in names if getattr(answer, name)}


def test_of_four_stated_and_one_named_nobody_can_say_which_two_are_missing(here, cities):
    expectation = expect(here, cities.values())
    state(here, 4, cities["泸州"])

    found = answered(here, expectation)

    assert (found.reached, found.size, found.nobody_can_say_which) == (4, 6, 2)
    assert lists(found) == {"named": ["泸州"], "perhaps": ["自贡", "德阳", "绵阳", "广元", "遂宁"]}


def test_without_a_statement_the_missing_are_named(here, cities):
    expectation = expect(here, cities.values())
    report = make_report(here.campaign, here.city, by=here.city_officer)
    actions.verify_activity(activity=report, by=here.coordinator, on=dt.date(2012, 3, 5))
    make_report(here.campaign, here.other_city, by=here.stranger)

    found = answered(here, expectation)

    assert (found.reached, found.size) == (2, 6)
    assert lists(found) == {"verified": ["自贡"], "self_reported": ["泸州"], "missing": ["德阳", "绵阳", "广元", "遂宁"]}


def test_in_a_register_a_total_by_somebody_else_fills_no_line(here, cities):
    expectation = expect(here, cities.values(), fulfilled_by=FulfilledBy.SELF)
    make_report(here.campaign, here.city, by=here.city_officer)
    state(here, 6)

    found = answered(here, expectation)

    assert (found.is_register, found.reached, found.at_least) == (True, 1, 6)
    assert [unit.name_zh[:2] for unit in found.without_record] == ["泸州", "德阳", "绵阳", "广元", "遂宁"]


def test_a_record_of_the_county_fulfils_for_its_city_only_where_any_unit_below_may(here, cities):
    expectation = expect(here, cities.values())
    make_report(here.campaign, here.county, by=here.officer)
    same_level = answered(here, expectation).by_record

    Expectation.objects.update(fulfilled_by=FulfilledBy.SUBTREE)
    below = answered(here, expectations_of(here.campaign).get(code="study")).by_record

    assert (same_level, below) == (0, 1)


def test_a_roster_known_only_by_its_size_is_covered_only_by_a_total(here, cities):
    expectation = expect(here, [], stated_size=168)
    state(here, 100, qualifier="at_least")

    found = answered(here, expectation)

    assert (found.reached, found.size, found.nameless, lists(found)) == (100, 168, 168, {})


def test_taking_part_reaches_only_where_the_expectation_says_so(here, cities):
    expectation = expect(here, cities.values())
    make_report(here.campaign, here.city, by=here.city_officer, taking_part=[here.other_city])
    without = answered(here, expectation).by_record

    Expectation.objects.update(taking_part_counts=True)
    counting = answered(here, expectations_of(here.campaign).get(code="study")).by_record

    assert (without, counting) == (1, 2)


def test_a_monthly_report_is_asked_of_each_month_and_nothing_is_an_answer(here, cities):
    expectation = expect(here, cities.values(), kinds=(), rhythm=Rhythm.MONTHLY, nothing_counts=True, fulfilled_by=FulfilledBy.SUBTREE)
    make_report(here.campaign, here.city, by=here.city_officer, when=When.on(dt.date(2012, 3, 20)), on=dt.date(2012, 3, 21))
    nothing_to_report(expectation=expectation, unit=here.other_city, period="201203", by=here.stranger, on=dt.date(2012, 4, 2))

    found = answered(here, expectation, as_of=dt.date(2012, 4, 10))

    assert (found.due.period, found.reached) == ("201203", 1)
    assert lists(found) == {"self_reported": ["自贡"], "nothing": ["泸州"], "missing": ["德阳", "绵阳", "广元", "遂宁"]}


def test_coverage_as_of_an_earlier_day_knows_what_was_known_then(here, cities):
    expectation = expect(here, cities.values())
    make_report(here.campaign, here.city, by=here.city_officer, on=dt.date(2012, 3, 10))
    state(here, 6)

    found = answered(here, expectation, as_of=dt.date(2012, 3, 31))

    assert (found.reached, found.perhaps, found.stated) == (1, (), ())


def test_each_unit_stands_in_just_one_list(here, cities):
    expectation = expect(here, cities.values())
    make_report(here.campaign, here.city, by=here.city_officer)
    state(here, 3, cities["自贡"], cities["泸州"])

    found = answered(here, expectation)

    assert sum(len(units) for units in lists(found).values()) == found.size == 6


def test_a_total_of_all_cities_says_little_of_one_of_them(here, cities):
    expectation = expect(here, cities.values())
    state(here, 4, cities["泸州"])

    found = answered(here, expectation, unit=cities["德阳"])

    assert (found.reached, found.size, lists(found), found.nobody_can_say_which) == (0, 1, {"perhaps": ["德阳"]}, 0)


def test_a_total_of_every_city_speaks_for_each(here, cities):
    expectation = expect(here, cities.values())
    state(here, 6)

    found = answered(here, expectation, unit=cities["德阳"])

    assert (found.reached, found.size) == (1, 1)


def test_units_known_only_by_number_are_asked_of_the_whole_territory_only(here, cities):
    expectation = expect(here, [], stated_size=168)
    state(here, 100)

    found = answered(here, expectation, unit=here.city)

    assert (found.reached, found.size) == (0, 0)
