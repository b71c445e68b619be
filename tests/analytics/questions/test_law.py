"""The law of figures by example, one sentence a test."""

from datetime import date
from decimal import Decimal

import pytest

from tests.analytics.questions.world import (
    AFFILIATIONS,
    CAMPAIGN,
    EAST,
    HILL,
    HILL_BUREAU,
    HILL_HEALTH,
    LAKE,
    LAKE_BUREAU,
    LEVELS,
    MOOR,
    MOOR_BUREAU,
    NOW,
    PROVINCE,
    PROVINCE_BUREAU,
    VALE,
    WEST,
    activity,
    at,
    how_many,
)
from xuanguan.analytics import (
    Affiliation,
    Count,
    Measured,
    MeasureKey,
    RosterFact,
    RosterMember,
    StatementFact,
    Succession,
    TakingPart,
    Trees,
)
from xuanguan.analytics.questions import (
    Asked,
    Child,
    children,
    clauses,
    coverage,
    persons,
    records,
    stated,
    timeseries,
    totals,
)
from xuanguan.periods import HalfYear, Month, Window, Year
from xuanguan.quantities import Qualifier, Quantity


def test_a_joint_activity_of_two_prefectures_counts_once_in_the_province_and_once_in_each(ask):
    reader = ask(activity(1, HILL_BUREAU, MOOR_BUREAU), activity(2, HILL_BUREAU, LAKE_BUREAU))

    assert [how_many(reader, at(unit)) for unit in (PROVINCE, EAST, WEST, HILL)] == [2, 2, 1, 2]


def test_the_page_can_say_how_many_joint_activities_are_in_more_than_one_row(ask):
    reader = ask(activity(1, HILL_BUREAU, MOOR_BUREAU), activity(2, HILL_BUREAU, LAKE_BUREAU), activity(3, PROVINCE_BUREAU, VALE))

    answer = children(reader, at(PROVINCE))

    assert answer.rows == (Child(None, Count(0, 1)), Child(EAST, Count(0, 2)), Child(WEST, Count(0, 2)))
    assert answer.joint == 2
    assert how_many(reader, at(PROVINCE)) == 3


def test_a_joint_activity_of_two_systems_counts_once_in_each_line(ask):
    reader = ask(activity(1, HILL_HEALTH, MOOR_BUREAU, LAKE_BUREAU))

    assert [how_many(reader, at(PROVINCE, systems=systems)) for systems in ((1,), (2,), (1, 2), ())] == [1, 1, 1, 1]
    assert [one.key for one in totals(reader, at(PROVINCE), by=("system",))] == [(1,), (2,)]


def test_a_union_of_unrelated_nodes_counts_a_joint_activity_once(ask):
    reader = ask(activity(1, HILL_BUREAU, MOOR_BUREAU, measures=(Measured("copies", 30, word="册"),)))

    (total,) = totals(reader, at(HILL, units=(HILL, MOOR)))

    assert total.activities == Count(0, 1)
    assert total.measure("copies", "册").parts.exact == 30


def test_a_person_with_two_scopes_sees_what_lies_in_either_and_in_its_line(ask):
    reader = ask(activity(1, HILL_BUREAU, MOOR_BUREAU), activity(2, HILL_HEALTH), activity(3, LAKE_BUREAU), activity(4, MOOR))

    seen = records(reader, at(PROVINCE, within=((HILL, 1), (WEST, None))))

    assert [one.activity for one in seen] == [4, 1]


def test_a_sum_keeps_the_weakest_qualifier_and_upper_bounds_stay_apart(ask):
    reader = ask(
        activity(1, HILL, measures=(Measured("copies", 100, "at_least", "册"),)),
        activity(2, LAKE, measures=(Measured("copies", 30, "exact", "册"),)),
        activity(3, MOOR, measures=(Measured("copies", 500, "at_most", "册"),)),
    )

    (total,) = totals(reader, at(PROVINCE))
    quantity = total.measure("copies", "册").quantity()

    assert quantity.sum == Quantity(Decimal(130), Qualifier.AT_LEAST, "册")
    assert quantity.upper_bounds == Quantity(Decimal(500), Qualifier.AT_MOST, "册")


def test_attendances_and_persons_never_add(ask):
    reader = ask(activity(1, HILL, measures=(Measured("trained", 80, word="人次"), Measured("trained", 60, word="人"))))

    (total,) = totals(reader, at(HILL))

    assert [(one.measure.word, one.parts.exact) for one in total.measures] == [("人", 60), ("人次", 80)]


def test_verified_and_self_reported_are_parts_of_one_number(ask):
    reader = ask(activity(1, HILL, verified=date(2012, 4, 1)), activity(2, HILL))

    assert totals(reader, at(HILL))[0].activities == Count(verified=1, self_reported=1)
    assert how_many(reader, at(HILL, state="verified")) == 1
    assert totals(reader, at(HILL, as_of=date(2012, 3, 31)))[0].activities == Count(verified=0, self_reported=2)


def test_a_lasting_activity_belongs_to_the_period_of_its_last_day_and_is_marked(ask):
    reader = ask(activity(1, HILL, on=date(2012, 4, 2), begun=date(2012, 3, 30)))

    (april,) = totals(reader, at(HILL, period=Month(2012, 4)))

    assert (april.activities.total, april.crossing) == (1, 1)
    assert totals(reader, at(HILL, period=Month(2012, 3))) == ()


def test_an_activity_known_by_a_window_counts_only_where_the_whole_window_lies(ask):
    reader = ask(activity(1, HILL, earliest=date(2012, 2, 6), latest=date(2012, 5, 25)), activity(2, HILL))

    (march,) = totals(reader, at(HILL, period=Month(2012, 3)))

    assert (march.activities.total, march.undated) == (1, 1)
    assert how_many(reader, at(HILL, period=CAMPAIGN)) == 2
    assert [one.activity for one in records(reader, at(HILL, period=Month(2012, 3)), which="undated")] == [1]


def test_months_need_not_sum_to_their_half_year_and_the_line_says_by_how_much(ask):
    reader = ask(activity(1, HILL, earliest=date(2012, 2, 6), latest=date(2012, 5, 25)), activity(2, HILL))

    line = timeseries(reader, at(HILL, period=Year(2012)), "month")

    assert [(one.period, one.activities.total) for one in line.points] == [(Month(2012, 3), 1)]
    assert line.undated == Count(0, 1)
    assert timeseries(reader, at(HILL), "half_year").points[0].period == HalfYear(2012, 1)


def test_a_late_report_belongs_to_when_it_happened_and_is_unknown_before(ask):
    reader = ask(activity(1, HILL, since=date(2012, 5, 30)))

    assert how_many(reader, at(HILL, period=Month(2012, 3))) == 1
    assert how_many(reader, at(HILL, period=Month(2012, 3), as_of=date(2012, 5, 29))) == 0


def test_an_edited_record_counts_as_it_was_as_of_an_earlier_day(ask):
    reader = ask(
        activity(1, HILL, until=date(2012, 4, 10), measures=(Measured("copies", 10, word="册"),)),
        activity(1, MOOR, version=2, since=date(2012, 4, 10), measures=(Measured("copies", 20, word="册"),)),
    )

    before, after = at(PROVINCE, as_of=date(2012, 4, 9)), at(PROVINCE)

    assert [totals(reader, one)[0].measure("copies", "册").parts.exact for one in (before, after)] == [10, 20]
    assert [how_many(reader, at(HILL, as_of=day)) for day in (date(2012, 4, 9), date(2012, 4, 10))] == [1, 0]


def test_a_transfer_never_moves_a_figure_that_was_printed_and_todays_map_is_a_switch(ask):
    moved = Trees(LEVELS, [*AFFILIATIONS, Affiliation(HILL, date(2012, 5, 1), WEST)], today=NOW)
    reader = ask(activity(1, HILL_BUREAU), trees=moved)

    assert [how_many(reader, at(unit)) for unit in (EAST, WEST)] == [1, 0]
    assert [how_many(reader, at(unit, tree="today")) for unit in (EAST, WEST)] == [0, 1]


def test_a_merged_county_keeps_its_figures_and_is_its_successor_on_todays_map(ask):
    merged = Trees(LEVELS, [*AFFILIATIONS, Affiliation(HILL, date(2012, 5, 1), None)],
                   [Succession(HILL, LAKE, date(2012, 5, 1))], today=NOW)
    reader = ask(activity(1, HILL, LAKE), trees=merged)

    assert [how_many(reader, at(unit)) for unit in (HILL, LAKE, EAST)] == [1, 1, 1]
    assert [how_many(reader, at(unit, tree="today")) for unit in (HILL, LAKE, EAST)] == [0, 1, 1]


def test_taking_part_adds_only_the_participants_own_shares(ask):
    reader = ask(activity(
        1, HILL, measures=(Measured("trained", 80, word="人"),),
        taking_part=(TakingPart(MOOR, shares=(Measured("trained", 12, word="人"),)), TakingPart(VALE), TakingPart(VALE, "speaker")),
    ))

    (total,) = totals(reader, at(WEST, roles=("any",)))

    assert (total.activities.total, total.measure("trained", "人").parts.exact) == (1, 12)
    assert how_many(reader, at(WEST)) == 0
    assert how_many(reader, at(WEST, roles=("speaker",))) == 1


def test_an_activity_counts_once_for_a_clause_and_once_for_the_clause_above(ask):
    reader = ask(activity(1, HILL, LAKE, front=1, clauses=(11, 1, 12, 1)))

    assert [(one.clause, one.front, one.activities.total) for one in clauses(reader, at(EAST))] == [(1, 1, 1), (11, 1, 1), (12, 1, 1)]
    assert how_many(reader, at(EAST, clauses=(11, 12))) == 1


def test_an_activity_for_two_campaigns_counts_once_in_each_and_once_in_all(ask):
    reader = ask(activity(1, HILL, campaigns=(1, 2)))

    assert [how_many(reader, at(HILL, campaign=campaign)) for campaign in (1, 2, 3, None)] == [1, 1, 0, 1]


def test_fourteen_of_twenty_one_that_names_three(ask):
    levels = {1: 1} | dict.fromkeys(range(101, 122), 2)
    trees = Trees(levels, [Affiliation(unit, None, 1) for unit in range(101, 122)], today=NOW)
    statement = StatementFact(
        1, 1, 1, 14, CAMPAIGN.first, CAMPAIGN.last, NOW, word="市州", levels=(2,), named=(101, 102, 103), front=1, kind=7)
    roster = RosterFact(1, tuple(RosterMember(unit) for unit in range(101, 122)))
    reader = ask(trees=trees, statements=[statement], rosters=[roster])

    found = coverage(reader, at(1, kinds=(7,)), roster=1)

    assert (found.size, found.known, found.at_least) == (21, 3, 14)
    assert (found.named, len(found.perhaps), found.missing) == ((101, 102, 103), 18, ())
    assert found.missing_nobody_can_say_which == 7


@pytest.mark.parametrize(("fulfilled_by", "reached"), [
    ("self", (HILL_BUREAU,)), ("same_level", (HILL_BUREAU, LAKE_BUREAU)), ("subtree", (HILL_BUREAU, LAKE_BUREAU)),
])
def test_an_expectation_says_by_whom_it_can_be_fulfilled(ask, fulfilled_by, reached):
    roster = RosterFact(1, (RosterMember(HILL_BUREAU), RosterMember(LAKE_BUREAU), RosterMember(MOOR_BUREAU)))
    reader = ask(activity(1, HILL_BUREAU), activity(2, LAKE), rosters=[roster])

    found = coverage(reader, at(PROVINCE), roster=1, fulfilled_by=fulfilled_by)

    assert found.self_reported == reached


@pytest.mark.parametrize(("fulfilled_by", "reached"), [("self", ()), ("same_level", (WEST,)), ("subtree", (EAST, WEST))])
def test_a_prefecture_is_reached_by_its_counties_only_where_any_unit_of_its_subtree_may(ask, fulfilled_by, reached):
    levels, affiliations = {**LEVELS, 21: None}, [*AFFILIATIONS, Affiliation(21, None, WEST, 1)]
    roster = RosterFact(1, (RosterMember(EAST), RosterMember(WEST)))
    reader = ask(activity(1, HILL_BUREAU), activity(2, 21), trees=Trees(levels, affiliations, today=NOW), rosters=[roster])

    assert coverage(reader, at(PROVINCE), roster=1, fulfilled_by=fulfilled_by).reached == reached


def test_taking_part_reaches_a_unit_only_where_the_expectation_says_so(ask):
    roster = RosterFact(1, (RosterMember(HILL), RosterMember(LAKE), RosterMember(MOOR)))
    reader = ask(
        activity(1, HILL, taking_part=(TakingPart(LAKE),)), activity(2, MOOR), activity(3, LAKE, on=date(2012, 4, 1), kind=9),
        rosters=[roster])

    found = [coverage(reader, at(EAST, kinds=kinds), roster=1, also_taking_part=also) for kinds in ((), (9,)) for also in (False, True)]

    assert [one.reached for one in found] == [(HILL, LAKE), (HILL, LAKE), (LAKE,), (LAKE,)]
    early = at(EAST, as_of=date(2012, 3, 31))
    assert coverage(reader, early, roster=1).reached == (HILL,)
    assert coverage(reader, early, roster=1, also_taking_part=True).reached == (HILL, LAKE)
    assert coverage(reader, early.but(roles=("any",)), roster=1).reached == (LAKE,)


def test_statements_are_left_out_of_coverage_where_a_report_of_any_kind_is_expected(ask):
    statement = StatementFact(1, 1, PROVINCE, 4, CAMPAIGN.first, CAMPAIGN.last, NOW, levels=(3,), named=(LAKE,), kind=7)
    roster = RosterFact(1, (RosterMember(HILL), RosterMember(LAKE)))
    reader = ask(activity(1, HILL), rosters=[roster], statements=[statement])

    with_them, without = (coverage(reader, at(PROVINCE), roster=1, by_statements=counting) for counting in (True, False))
    of_another_kind = coverage(reader, at(PROVINCE), roster=1, said=at(PROVINCE, kinds=(8,)))

    assert (with_them.reached, with_them.named, with_them.missing) == ((HILL,), (LAKE,), ())
    assert (without.reached, without.named, without.missing) == ((HILL,), (), (LAKE,))
    assert of_another_kind == without


def test_a_roster_whose_size_is_only_stated_says_how_many_have_no_name(ask):
    reader = ask(activity(1, HILL), rosters=[RosterFact(1, (RosterMember(HILL), RosterMember(LAKE)), stated_size=168)])

    found = coverage(reader, at(PROVINCE), roster=1)

    assert (found.size, found.nameless, found.known, found.missing) == (168, 166, 1, (LAKE,))


def test_the_latest_statement_of_one_scope_and_start_replaces_the_earlier(ask):
    def total(number, value, until):
        return StatementFact(number, 1, 1, value, CAMPAIGN.first, until, until, "at_least", "场", "lectures", kind=7)

    reader = ask(statements=[total(1, 40, date(2012, 3, 31)), total(2, 100, date(2012, 5, 25))])

    assert [one.statement for one in stated(reader, at(PROVINCE)).statements] == [2]
    assert [one.statement for one in stated(reader, at(PROVINCE, as_of=date(2012, 4, 30))).statements] == [1]


def test_a_statement_inside_anothers_scope_is_part_of_it_and_two_apart_add(ask):
    def total(number, territory, value):
        return StatementFact(number, territory, territory, value, CAMPAIGN.first, CAMPAIGN.last, NOW, word="场", measure="lectures")

    both = ask(statements=[total(1, EAST, 40), total(2, WEST, 25)])
    apart = stated(both, at(PROVINCE))
    nested = stated(ask(statements=[total(1, EAST, 40), total(2, WEST, 25), total(3, PROVINCE, 100)]), at(PROVINCE))
    lectures = (MeasureKey("lectures", "场"), "场")

    assert apart.sums[lectures].exact == 65
    assert {one.statement: one.inside for one in nested.statements} == {1: (3,), 2: (3,), 3: ()}
    assert nested.sums[lectures].exact == 100


def test_two_statements_of_one_scope_by_different_units_stand_side_by_side_without_a_sum(ask):
    def total(number, unit, value):
        return StatementFact(number, unit, PROVINCE, value, CAMPAIGN.first, CAMPAIGN.last, NOW, word="场", measure="lectures")

    answer = stated(ask(statements=[total(1, PROVINCE, 100), total(2, PROVINCE_BUREAU, 120)]), at(PROVINCE))

    assert [one.beside for one in answer.statements] == [(2,), (1,)]
    assert answer.sums == {}


@pytest.mark.parametrize(("qualifier", "stated_value", "share", "share_qualifier"), [
    ("at_least", 100, Decimal("0.37"), Qualifier.AT_MOST),
    ("exact", 100, Decimal("0.37"), Qualifier.EXACT),
    ("at_most", 100, Decimal("0.37"), Qualifier.AT_LEAST),
    ("about", 20, Decimal("1.85"), Qualifier.ABOUT),
])
def test_the_substantiated_share_above_a_floor_is_at_most(ask, qualifier, stated_value, share, share_qualifier):
    statement = StatementFact(1, 1, PROVINCE, stated_value, CAMPAIGN.first, CAMPAIGN.last, NOW, qualifier, "场", "lectures", kind=7)
    lectures = activity(1, HILL, kind=7, measures=(Measured("lectures", 37, word="场"),))
    elsewhere = activity(2, HILL, kind=8, measures=(Measured("lectures", 9, word="场"),))

    (found,) = stated(ask(lectures, elsewhere, statements=[statement]), at(PROVINCE)).statements

    assert (found.share.itemised, found.share.value, found.share.qualifier) == (37, share, share_qualifier)
    assert found.share.is_more_than_stated == (share > 1)


def test_persons_lie_between_the_largest_attendance_and_the_sum(ask):
    attendances = MeasureKey("attendances", "人次")
    reader = ask(*(activity(number, HILL, measures=(Measured("attendances", value, word="人次"),)) for number, value in ((1, 80), (2, 200))))

    found = persons(reader, at(HILL), measures=[attendances])

    assert (found.activities, found.lowest, found.highest) == (2, 200, 280)


def test_above_a_floor_persons_have_no_ceiling(ask):
    attendances = MeasureKey("attendances", "人次")
    reader = ask(activity(1, HILL, measures=(Measured("attendances", 8000, "at_least", "人次"),)))

    found = persons(reader, at(HILL), measures=[attendances])

    assert (found.lowest, found.highest, found.sum.at_least) == (8000, None, 8000)


def test_the_records_behind_a_figure_are_those_it_counts_newest_first_and_paged(ask):
    reader = ask(*(activity(number, HILL, LAKE, on=date(2012, 3, number)) for number in range(1, 8)))

    assert [one.activity for one in records(reader, at(EAST))] == [7, 6, 5, 4, 3, 2, 1]
    assert [one.activity for one in records(reader, at(EAST), limit=3, offset=3)] == [4, 3, 2]


def test_a_question_without_a_unit_is_refused():
    with pytest.raises(ValueError, match="at least one unit"):
        Asked((), NOW)


def test_children_are_asked_of_one_division(ask):
    reader = ask(activity(1, HILL))

    with pytest.raises(ValueError, match="one division"):
        children(reader, at(HILL, units=(HILL, MOOR)))


def test_a_period_of_two_hundred_years_is_answered(ask):
    reader = ask(activity(1, HILL))

    assert how_many(reader, at(PROVINCE, period=Window(date(1900, 1, 1), date(2100, 1, 1)))) == 1
