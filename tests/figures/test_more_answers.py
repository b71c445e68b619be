"""Rankings, comparisons, targets, participants, completeness, burden; several units together; what is kept of answers."""
import datetime as dt
from decimal import Decimal

import pytest

from tests.activities.province import Province
from tests.builders import make_report, make_unit
from xuanguan.activities import actions
from xuanguan.activities.values import When
from xuanguan.analytics import MeasureKey
from xuanguan.campaigns.actions import nothing_to_report
from xuanguan.campaigns.enums import FulfilledBy, Rhythm
from xuanguan.campaigns.models import Expectation, Roster, RosterEntry
from xuanguan.campaigns.queries import expectations_of
from xuanguan.common.exceptions import NotAllowed
from xuanguan.figures.actions import refresh
from xuanguan.figures.answers import (
    CannotAsk,
    against_target,
    burden,
    children,
    completeness,
    every_record,
    figure,
    participants,
    question,
    question_from,
    ranking,
    records,
    year_on_year,
)
from xuanguan.figures.answers.reader import Kept, size_of
from xuanguan.periods import Window
from xuanguan.policies.models import Target
from xuanguan.quantities import Qualifier

SESSIONS = MeasureKey("sessions", "场")


def reports(here: Province) -> None:
    """Two of a county in its city, one of another city."""
    make_report(here.campaign, here.county, by=here.officer, measures={"sessions": 3})
    make_report(here.campaign, here.city, by=here.city_officer, measures={"sessions": 4}, title="another")
    make_report(here.campaign, here.other_city, by=here.stranger, measures={"sessions": 5}, taking_part=[here.city])


def monthly(here: Province) -> Expectation:
    roster = Roster.objects.create(campaign=here.campaign, code="cities", name_zh="市州", level=2)
    RosterEntry.objects.bulk_create(RosterEntry(roster=roster, unit=unit) for unit in (here.city, here.other_city))
    Expectation.objects.create(
        campaign=here.campaign, code="monthly", name_zh="月报", roster=roster, fulfilled_by=FulfilledBy.SUBTREE, rhythm=Rhythm.MONTHLY, nothing_counts=True)
    return expectations_of(here.campaign).get(code="monthly")


def test_cities_are_ranked_and_those_without_a_record_stand_apart(here):
    reports(here)
    silent = make_unit("510600", "德阳市", under=here.province)
    refresh()

    by_number, by_sessions = ranking(question(here.campaign), 2), ranking(question(here.campaign, measure=SESSIONS), 2)

    assert [(one.place, one.unit, int(one.figure.itemised)) for one in by_number.ranked] == [(1, here.city, 2), (2, here.other_city, 1)]
    assert [(one.place, one.unit, int(one.figure.itemised)) for one in by_sessions.ranked] == [(1, here.city, 7), (2, here.other_city, 5)]
    assert (by_number.nothing, [one.unit for one in by_number.bottom(1)]) == ((silent,), [here.other_city])


def test_a_level_above_is_not_ranked(here):
    refresh()

    with pytest.raises(CannotAsk, match="level below"):
        ranking(question(here.campaign, unit=here.city), 1)


def test_year_on_year_stands_beside_the_same_days_a_year_before(here):
    reports(here)
    refresh()

    found = year_on_year(question(here.campaign))

    assert (int(found.now.itemised), int(found.before.itemised), found.share) == (3, 0, None)
    assert found.before.question.period == Window(dt.date(2011, 2, 6), dt.date(2011, 12, 31))


def test_what_is_reached_of_a_target_opens_as_the_figure_itself(here):
    reports(here)
    refresh()

    found = against_target(question(here.campaign, measure=SESSIONS), Decimal(20))

    assert (found.share.value, found.share.qualifier, found.is_reached, found.lacking) == (Decimal("0.6"), Qualifier.EXACT, False, 8)
    assert found.figure.value.value == 12


def test_a_target_counted_in_something_else_is_refused_with_both_words(here):
    refresh()
    rate = Target(code="1", indicator="合格率", number=Decimal(90), unit="%")

    with pytest.raises(CannotAsk, match="counted in %, this figure in 场"):
        against_target(question(here.campaign, measure=SESSIONS), rate)


def test_who_took_part_is_told_by_kind_and_role(here):
    reports(here)
    refresh()

    (row,) = participants(question(here.campaign, roles=("any",)))

    assert (row.kind, row.role, row.units, int(row.activities.itemised)) == ("division", "participant", 1, 1)


def test_a_month_is_complete_when_all_told_or_said_that_there_was_nothing(here):
    expectation = monthly(here)
    make_report(here.campaign, here.county, by=here.officer, when=When.on(dt.date(2012, 3, 20)), on=dt.date(2012, 4, 3))
    nothing_to_report(expectation=expectation, unit=here.other_city, period="201203", by=here.stranger, on=dt.date(2012, 4, 9))
    refresh()

    rows = {row.due.period: row for row in completeness(question(here.campaign, as_of=dt.date(2012, 4, 10)), expectation)}

    assert list(rows) == ["201202", "201203", "201204"]
    march = rows["201203"]
    assert (march.received, march.on_time, march.late, march.nothing) == ((here.city, here.other_city), (here.city,), (here.other_city,), (here.other_city,))
    assert rows["201202"].missing == (here.city, here.other_city)


def test_nothing_to_report_that_was_said_since_the_last_refresh_comes_with_the_next(here):
    expectation = monthly(here)
    refresh()
    nothing_to_report(expectation=expectation, unit=here.other_city, period="201203", by=here.stranger, on=dt.date(2012, 4, 2))

    before = completeness(question(here.campaign), expectation)[1].nothing
    refresh()

    assert (before, completeness(question(here.campaign), expectation)[1].nothing) == ((), (here.other_city,))


def test_the_burden_is_what_is_asked_and_what_was_written(here):
    expectation = monthly(here)
    make_report(here.campaign, here.city, by=here.city_officer, on=dt.date(2012, 3, 2))
    refresh()

    found = burden(question(here.campaign, period=Window(dt.date(2012, 3, 1), dt.date(2012, 5, 31))), [expectation])

    assert [(row.unit, row.asked, row.written) for row in found.rows] == [(here.city, 3, 1), (here.other_city, 3, 0)]
    assert [(one.level, one.units, one.asked) for one in found.levels] == [(2, 2, 6)]


def test_units_asked_together_count_a_joint_activity_once(here):
    make_report(here.campaign, here.city, by=here.city_officer, hosts=[here.city, here.other_city])
    refresh()

    asked = question_from({"unit": f"{here.city.code},{here.other_city.code}"}, here.campaign, several=True)

    assert (int(figure(asked).itemised), asked.parameters["unit"]) == (1, f"{here.city.code},{here.other_city.code}")
    with pytest.raises(CannotAsk, match="one unit"):
        children(asked)
    with pytest.raises(CannotAsk, match="one unit at a time"):
        question_from({"unit": "510300,510500"}, here.campaign)


def test_of_units_asked_together_each_must_be_within_reach(here):
    refresh()

    with pytest.raises(NotAllowed, match="outside your reach"):
        question(here.campaign, here.officer, unit=here.county, others=(here.other_city,))


def test_every_record_is_read_in_pages_newest_first(here):
    for day in range(1, 8):
        make_report(here.campaign, here.county, by=here.officer, when=When.on(dt.date(2012, 3, 1 + day // 2)), title=f"report {day}", on=dt.date(2012, 3, 9))
    refresh()
    asked = question(here.campaign)

    in_pages = [one.pk for one in every_record(asked, at_a_time=2)]

    assert in_pages == [one.pk for one in records(asked, on_a_page=100).records]
    assert (records(asked, number=2, on_a_page=3).ids, records(asked, on_a_page=3).total) == (tuple(in_pages[3:6]), 7)


def test_a_returned_report_is_no_longer_behind_the_figure(here):
    report = make_report(here.campaign, here.county, by=here.officer)
    actions.return_activity(activity=report, reason="look again", by=here.verifier, on=dt.date(2012, 3, 5))
    refresh()

    assert (list(every_record(question(here.campaign))), records(question(here.campaign)).total) == ([], 0)


def test_answers_are_kept_within_bounds_and_the_oldest_go_first():
    kept = Kept(values=10, largest=4)

    for name in "abcd":
        kept.keep(name, (1, 2, 3))
        kept.get("a")
    kept.keep("large", tuple(range(9)))

    assert [name for name in ("a", "b", "c", "d", "large") if kept.get(name)] == ["a", "d"]


def test_an_answer_is_counted_with_all_that_it_holds(here):
    assert (size_of(None, 10), size_of({"a": (1, 2)}, 10), size_of(SESSIONS, 10), size_of(tuple(range(999)), 10) > 10) == (1, 5, 3, True)
