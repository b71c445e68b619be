"""What a figure says of itself: how it is known, what adds, who may ask, and how it is addressed."""
import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.builders import make_person, make_report, make_system, make_unit
from xuanguan.activities import actions
from xuanguan.activities.values import StatementValues, When
from xuanguan.analytics import MeasureKey
from xuanguan.campaigns.models import KindMeasure
from xuanguan.common.exceptions import NotAllowed
from xuanguan.figures.actions import rebuild, refresh
from xuanguan.figures.answers import (
    CannotAsk,
    NoFiguresNow,
    activities_per_clause,
    children,
    figure,
    persons,
    question,
    question_from,
    records,
    stated,
    time_series,
    totals,
)
from xuanguan.organisations.enums import Role
from xuanguan.periods import Window
from xuanguan.policies.models import Clause
from xuanguan.quantities import Qualifier


def numbers(found) -> tuple[int, int]:
    return int(found.verified), int(found.self_reported)


def test_a_joint_activity_counts_once_above_and_in_both_rows_below(here):
    make_report(here.campaign, here.city, by=here.city_officer, hosts=[here.city, here.other_city])
    refresh()

    whole, below = figure(question(here.campaign)), children(question(here.campaign))

    assert (numbers(whole), [numbers(row.activities) for row in below.rows], below.joint) == ((0, 1), [(0, 1), (0, 1)], 1)


def test_a_unit_without_a_record_stands_in_the_table_as_empty_not_as_zero(here):
    make_report(here.campaign, here.city, by=here.city_officer)
    refresh()

    assert [row.is_empty for row in children(question(here.campaign)).rows] == [False, True]


def test_sums_keep_their_qualifier_and_a_ceiling_stands_apart(here):
    for number, qualifier in ((100, "at_least"), (30, "exact"), (20, "at_most")):
        report = make_report(here.campaign, here.county, by=here.officer, measures={"sessions": number})
        report.measures.update(qualifier=qualifier)
    rebuild()

    found = figure(question(here.campaign, measure=MeasureKey("sessions", "场")))

    assert (str(found.value), str(found.upper_bound)) == ("≥130场", "≤20场")


def test_a_number_written_without_its_word_adds_to_those_with_it(here):
    make_report(here.campaign, here.county, by=here.officer, measures={"sessions": 1})
    report = make_report(here.campaign, here.county, by=here.officer, measures={"sessions": 2}, when=When.on(dt.date(2012, 3, 1)), title="another")
    report.measures.update(unit_zh="场")
    rebuild()

    assert [str(one.value) for one in totals(question(here.campaign))[0].measures] == ["3场"]


def test_persons_are_bounded_not_added(here):
    KindMeasure.objects.filter(code="participants").update(unit_zh="人", is_additive=False)
    for number in (36, 50):
        make_report(here.campaign, here.county, by=here.officer, measures={"participants": number}, title=f"lecture {number}")
    refresh()

    asked = question(here.campaign, measure=MeasureKey("participants", "人"))
    found, bounds = figure(asked), persons(asked)

    assert (found.value.qualifier, found.value.value, found.may_repeat) == (Qualifier.AT_MOST, Decimal(86), True)
    assert (bounds.lowest, bounds.highest) == (Decimal(50), Decimal(86))


def test_an_activity_known_only_by_a_window_stands_beside_the_month(here):
    make_report(here.campaign, here.county, by=here.officer, when=When.between(dt.date(2012, 3, 20), dt.date(2012, 4, 10)), on=dt.date(2012, 5, 1))
    refresh()

    series = time_series(question(here.campaign))
    march = figure(question(here.campaign, period=Window(dt.date(2012, 3, 1), dt.date(2012, 3, 31))))

    assert (int(series.undated.itemised), {int(point.figure.itemised) for point in series.points}) == (1, {0})
    assert (int(march.itemised), march.undated) == (0, 1)


def test_what_is_stated_stands_beside_with_its_substantiated_share(here):
    make_report(here.campaign, here.county, by=here.officer, measures={"sessions": 37})
    actions.state_total(values=StatementValues(
        campaign=here.campaign, unit=here.province, territory=here.province, front=here.campaign.fronts.get(code="government"),
        kind=here.campaign.kinds.get(code="lecture"), measure="sessions", value=Decimal(100), qualifier="at_least", unit_zh="场",
        earliest=dt.date(2012, 2, 6), latest=dt.date(2012, 5, 25)), by=here.coordinator, on=dt.date(2012, 5, 25))
    refresh()

    found, = stated(question(here.campaign))

    assert (str(found.value), found.share.value, found.share.qualifier) == ("≥100场", Decimal("0.37"), Qualifier.AT_MOST)
    assert numbers(figure(question(here.campaign, measure=MeasureKey("sessions", "场")))) == (0, 37)


def test_an_activity_for_a_clause_counts_for_the_clause_above_it(here):
    top = Clause.objects.get(version=here.campaign.version, code="1")
    below = Clause.objects.create(version=here.campaign.version, parent=top, code="1.1", order=9)
    make_report(here.campaign, here.county, by=here.officer, clauses=(below,))
    refresh()

    assert {pk: count.total for pk, count in activities_per_clause(question(here.campaign)).items()} == {top.pk: 1, below.pk: 1}


def test_merged_reports_count_once_from_then_on(here):
    one = make_report(here.campaign, here.county, by=here.officer)
    other = make_report(here.campaign, here.city, by=here.city_officer)
    actions.merge_activities(kept=one, absorbed=other, by=here.coordinator, on=dt.date(2012, 3, 10))
    refresh()

    days = (dt.date(2012, 3, 9), dt.date(2012, 3, 10))

    assert [int(figure(question(here.campaign, as_of=day)).itemised) for day in days] == [2, 1]


def test_figures_follow_the_persons_reach(here):
    make_report(here.campaign, here.county, by=here.officer)
    make_report(here.campaign, here.other_city, by=here.stranger)
    refresh()

    assert int(figure(question(here.campaign, here.officer)).itemised) == 1
    assert question(here.campaign, here.officer).unit == here.county
    with pytest.raises(NotAllowed, match="outside your reach"):
        question(here.campaign, here.officer, unit=here.other_city)


def test_a_role_in_one_line_sees_that_line_only(here):
    system = make_system()
    bureau = make_unit("510300-qts", "自贡市质监局", under=here.city, kind="bureau", level=2, system=system)
    for unit in (here.province, here.city, here.county, here.campaign.territory):
        unit.refresh_from_db()
    make_report(here.campaign, bureau, by=make_person("bureau", roles=[(Role.OFFICER, bureau)]))
    make_report(here.campaign, here.city, by=here.city_officer)
    refresh()

    in_line = make_person("in line", roles=[(Role.ANALYST, here.province, system)])

    assert (int(figure(question(here.campaign)).itemised), int(figure(question(here.campaign, in_line)).itemised)) == (2, 1)


def test_a_record_that_another_unit_reported_opens_to_the_one_that_organised_it(here):
    make_report(here.campaign, here.city, by=here.city_officer, hosts=[here.other_city])
    make_report(here.campaign, here.other_city, by=here.stranger)
    refresh()

    found = records(question(here.campaign, here.stranger), here.stranger)

    assert (found.total, found.hidden, len(found.records)) == (2, 0, 2)


@pytest.mark.parametrize(("said", "sentence"), [
    ({"unit": "nowhere"}, "No unit is called"),
    ({"from": "2012-13-01"}, "no day of the calendar"),
    ({"from": "2012-05-01", "to": "2012-04-01"}, "Exchange the two days"),
    ({"from": "1812-01-01"}, "longer than 50 years"),
    ({"as_of": "2999-01-01"}, "Nobody knows yet"),
    ({"tree": "oak"}, "cannot be asked"),
    ({"kind": "sermon"}, "not known here"),
])
def test_what_cannot_be_asked_is_answered_with_a_sentence(here, said, sentence):
    rebuild()

    with pytest.raises(CannotAsk, match=sentence):
        question_from(said, here.campaign)


def test_an_address_asks_the_same_question_again(here):
    rebuild()
    asked = question(
        here.campaign, unit=here.city, period=Window(dt.date(2012, 3, 1), dt.date(2012, 3, 31)), as_of=dt.date(2012, 4, 1), tree="today",
        front=here.campaign.fronts.first(), kind=here.campaign.kinds.first(), measure=MeasureKey("sessions", "场"), state="verified",
        clause=Clause.objects.filter(version=here.campaign.version).first())

    assert question_from(asked.parameters, here.campaign) == asked


def test_a_lasting_address_names_every_day(here):
    rebuild()

    assert question(here.campaign).lasting_address == f"unit=510000&from=2012-02-06&to=2012-12-31&as_of={timezone.localdate().isoformat()}"


def test_before_the_first_build_there_is_a_sentence(here):
    with pytest.raises(NoFiguresNow, match="not built yet"):
        question(here.campaign)
