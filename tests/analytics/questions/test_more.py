"""More of the law by example: rankings, comparisons, targets, participants, completeness, burden."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.analytics.questions.world import (
    COPIES,
    EAST,
    HILL,
    HILL_BUREAU,
    HILL_HEALTH,
    LAKE,
    LAKE_BUREAU,
    MARCH,
    MOOR,
    MOOR_BUREAU,
    NOW,
    PROVINCE,
    PROVINCE_BUREAU,
    VALE,
    WEST,
    activity,
    at,
)
from xuanguan.analytics import Count, FulfilmentFact, Measured, RosterFact, RosterMember, StatementFact, TakingPart
from xuanguan.analytics.questions import (
    Expected,
    Participants,
    against_target,
    burden,
    compared,
    completeness,
    participants,
    ranking,
    stated,
    year_before,
)
from xuanguan.periods import Month, Window, Year
from xuanguan.quantities import Qualifier

COUNTIES = RosterFact(1, tuple(RosterMember(unit) for unit in (HILL, LAKE, MOOR)))


def copies(value, qualifier="exact"):
    return (Measured("copies", value, qualifier, "册"),)


def test_counties_are_ranked_and_one_without_a_record_stands_in_no_place(ask):
    reader = ask(activity(1, HILL_BUREAU, MOOR_BUREAU), activity(2, HILL_BUREAU), activity(3, LAKE_BUREAU), activity(4, PROVINCE_BUREAU))

    found = ranking(reader, at(PROVINCE), level=3)

    assert [(one.unit, one.place, one.activities.total) for one in found.ranked] == [(HILL, 1, 2), (LAKE, 2, 1), (MOOR, 2, 1)]
    assert found.nothing == (VALE,)
    assert ([one.unit for one in found.top(1)], [one.unit for one in found.bottom(1)]) == ([HILL], [MOOR, LAKE])


def test_ranked_by_a_measure_a_ceiling_alone_is_worth_nothing(ask):
    reader = ask(
        activity(1, HILL, measures=copies(5)), activity(2, LAKE, measures=copies(7, "at_least")), activity(3, MOOR, measures=copies(900, "at_most")),
        activity(4, VALE))

    found = ranking(reader, at(PROVINCE), level=3, measure=COPIES)

    assert ([one.unit for one in found.ranked], found.nothing) == ([LAKE, HILL, MOOR], (VALE,))


def test_a_level_that_is_not_below_is_not_ranked(ask):
    with pytest.raises(ValueError, match="below"):
        ranking(ask(), at(EAST), level=2)


def test_year_on_year_counts_each_year_by_itself_and_the_turn_in_neither(ask):
    reader = ask(
        activity(1, HILL, measures=copies(30)), activity(2, HILL, on=date(2011, 3, 15), measures=copies(20, "at_least")),
        activity(3, HILL, earliest=date(2011, 12, 20), latest=date(2012, 1, 9)))

    found = compared(reader, at(PROVINCE, period=Year(2012)), before=year_before(Year(2012)), measure=COPIES)

    assert (found.activities, found.before) == (Count(0, 1), Count(0, 1))
    assert (found.share.value, found.share.qualifier) == (Decimal("1.5"), Qualifier.AT_MOST)


def test_the_year_before_a_leap_day_ends_on_the_28th():
    assert year_before(Window(date(2012, 1, 1), date(2012, 2, 29))) == Window(date(2011, 1, 1), date(2011, 2, 28))


def test_without_anything_then_there_is_no_growth(ask):
    assert compared(ask(activity(1, HILL)), at(PROVINCE, period=Year(2012)), before=Year(2011)).share is None


def test_a_target_is_reached_for_sure_only_by_what_is_sure(ask):
    reader = ask(activity(1, HILL, measures=copies(120, "about")), activity(2, LAKE, measures=copies(100, "at_least")))

    by_hill, by_lake = (against_target(reader, at(unit), target=Decimal(100), measure=COPIES) for unit in (HILL, LAKE))

    assert (by_hill.share.value, by_hill.is_reached) == (Decimal("1.2"), False)
    assert (by_lake.share.value, by_lake.is_reached, by_lake.lacking) == (Decimal(1), True, 0)
    assert against_target(reader, at(PROVINCE), target=Decimal(8)).lacking == 6


def test_who_took_part_is_told_by_kind_of_unit_and_role_with_its_own_shares(ask):
    guests = (TakingPart(HILL_BUREAU, "speaker"), TakingPart(HILL_HEALTH, "participant", copies(12)), TakingPart(LAKE, "participant", copies(5)))
    reader = ask(activity(1, PROVINCE_BUREAU, MOOR_BUREAU, taking_part=guests, measures=copies(400)))

    took_part = participants(reader, at(EAST, roles=("any",)))
    organised = participants(reader, at(PROVINCE))

    assert [(one.kind, one.role, one.activities.total, one.units) for one in took_part] == [
        ("bureau", "participant", 1, 1), ("bureau", "speaker", 1, 1), ("division", "participant", 1, 1)]
    assert [one.shares[0].parts.exact for one in took_part if one.shares] == [12, 5]
    assert organised == (Participants("bureau", None, Count(0, 1), 2),)


def march(reader, unit=PROVINCE, **params):
    due = Expected("201203", Month(2012, 3).window, date(2012, 4, 5))
    (found,) = completeness(reader, at(unit), roster=1, periods=(due,), **params)
    return found


def test_nothing_to_report_is_a_report_and_silence_is_missing(ask):
    reader = ask(
        activity(1, HILL, since=date(2012, 4, 3)), rosters=[COUNTIES],
        fulfilments=[FulfilmentFact(5, LAKE, LAKE, date(2012, 4, 9), "201203", nothing=True)])

    found = march(reader, nothing=5)

    assert (found.received, found.on_time, found.nothing, found.missing, found.late) == ((HILL, LAKE), (HILL,), (LAKE,), (MOOR,), (LAKE,))
    assert march(reader).missing == (LAKE, MOOR)


def test_a_report_that_was_edited_after_the_day_it_was_due_is_not_late_for_it(ask):
    told = activity(1, HILL, since=date(2012, 4, 3), until=date(2012, 4, 20))
    reader = ask(told, replace(told, version=2, since=date(2012, 4, 20), until=None), rosters=[COUNTIES])

    assert march(reader).on_time == (HILL,)


def test_a_bureaus_report_is_its_countys_where_any_unit_of_it_may_fulfil(ask):
    reader = ask(activity(1, HILL_BUREAU, since=date(2012, 4, 3)), rosters=[COUNTIES])

    assert [march(reader, fulfilled_by=by).received for by in ("self", "same_level")] == [(), (HILL,)]


def test_the_burden_is_what_is_asked_and_what_was_written_again(ask):
    told = activity(1, HILL, since=MARCH, until=date(2012, 4, 20))
    reader = ask(told, replace(told, version=2, since=date(2012, 4, 20), until=None), activity(2, HILL), rosters=[COUNTIES])

    found = burden(reader, at(PROVINCE, period=Year(2012)), duties=((1, 4), (1, 1)))

    assert [(one.unit, one.asked, one.written, one.rewritten) for one in found.units] == [(HILL, 5, 2, 1), (LAKE, 5, 0, 0), (MOOR, 5, 0, 0)]
    assert [(one.level, one.units, one.asked, one.asked_of_the_middle, one.written) for one in found.levels] == [(3, 3, 15, 5.0, 2)]


def test_the_shares_of_many_totals_are_asked_together(ask, monkeypatch):
    totals = [
        StatementFact(number, unit, unit, 10, date(2012, 1, 1), date(2012, 12, 31), NOW, measure="copies", word="册", kind=kind)
        for number, (unit, kind) in enumerate(((EAST, None), (WEST, 1), (HILL, None), (LAKE, 2)), start=1)]
    reader = ask(activity(1, HILL, kind=1, measures=copies(5)), activity(2, MOOR, kind=1, measures=copies(2)), statements=totals)
    asked, rows = [], type(reader).rows
    monkeypatch.setattr(type(reader), "rows", lambda self, sql, params=None: (asked.append(sql), rows(self, sql, params))[1])

    found = stated(reader, at(PROVINCE))

    assert {one.statement: one.share.itemised for one in found.statements} == {1: 5, 2: 2, 3: 5, 4: 0}
    assert sum("FROM measure" in sql for sql in asked) == 2  # one for the prefectures, one for the counties
