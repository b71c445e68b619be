"""Every answer agrees with a plain count over the database, on histories of reports, reviews, edits and merges, as of any day."""
import datetime as dt
from random import Random

import pytest

from tests.figures import plain
from tests.figures.history import FIRST, LAST, live_through
from xuanguan.figures.actions import rebuild, refresh
from xuanguan.figures.answers import children, question, records, series_by_front, time_series, totals
from xuanguan.periods import Window

pytestmark = pytest.mark.django_db
SEEDS = (1, 2, 3)


@pytest.fixture(params=SEEDS)
def lived(request, here):
    """A history, taken in half-way and again at its end; some twenty questions about it."""
    chosen = Random(request.param)
    rebuild()
    units = live_through(here, request.param)
    refresh()
    days = [FIRST + dt.timedelta(days=n) for n in range((LAST - FIRST).days)]
    asked = []
    for _number in range(20):
        first, last = sorted(chosen.choices(days, k=2))
        asked.append((chosen.choice(units), chosen.choice((Window(FIRST, LAST), Window(first, last))), chosen.choice((dt.date.today(), *days))))
    return here, asked


def rows_of(here, unit, period, as_of):
    return plain.counted(here.campaign, unit, period.first, period.last, as_of)


def test_totals_by_front_and_kind_agree_with_a_plain_count(lived):
    here, asked = lived

    for unit, period, as_of in asked:
        found = totals(question(here.campaign, unit=unit, period=period, as_of=as_of), by=("front", "kind"))

        told = {
            (row.front.pk, row.kind.pk): (int(row.activities.verified), int(row.activities.self_reported), {
                one.question.measure.name: (one.value.value, str(one.value.qualifier)) for one in row.measures if one.value})
            for row in found if row.activities.itemised}
        assert told == plain.totals(rows_of(here, unit, period, as_of), as_of)


def test_the_time_series_agrees_with_a_plain_count(lived):
    here, asked = lived

    for unit, period, as_of in asked:
        found = time_series(question(here.campaign, unit=unit, period=period, as_of=as_of), "month")

        told = {(one.period.year, one.period.month): int(one.figure.itemised) for one in found.points if one.figure.itemised}
        told |= {None: int(found.undated.itemised)} if found.undated.itemised else {}
        assert told == dict(plain.months(rows_of(here, unit, period, as_of)))


def test_children_agree_with_a_plain_count(lived):
    here, asked = lived

    for _unit, period, as_of in asked:
        for unit in (here.province, here.city):
            found = children(question(here.campaign, unit=unit, period=period, as_of=as_of))

            rows = [*found.rows, *([found.own] if found.own else [])]
            told = {row.unit.pk if row.unit else None: int(row.activities.itemised) for row in rows if not row.is_empty}
            assert told == plain.children(rows_of(here, unit, period, as_of), unit)


def test_the_records_behind_a_figure_are_those_that_it_counts(lived):
    here, asked = lived

    for unit, period, as_of in asked:
        found = records(question(here.campaign, unit=unit, period=period, as_of=as_of), on_a_page=1_000)

        assert sorted(found.ids) == sorted({one.activity for one in rows_of(here, unit, period, as_of)})


def test_the_series_of_every_front_are_those_of_each_front_asked_alone(lived):
    here, asked = lived

    for unit, period, as_of in asked[:8]:
        whole = question(here.campaign, unit=unit, period=period, as_of=as_of)

        told = {pk: [int(point.figure.itemised) for point in series.points] for pk, series in series_by_front(whole).items()}
        assert told == {
            front.pk: [int(point.figure.itemised) for point in time_series(whole.but(front=front)).points] for front in here.campaign.fronts.all()}
