"""A figure over time, and what fits no bucket of it."""
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xuanguan.analytics import Count, Sum
from xuanguan.analytics import questions as ground
from xuanguan.figures.answers.asking import Question
from xuanguan.figures.answers.names import names_of
from xuanguan.figures.answers.values import Figure, figure_of_count, figure_of_sum
from xuanguan.periods import CalendarPeriod, Grain, Window, periods_in

# As fine as still fits some thirty columns.
FINEST = ((31, Grain.DAY), (1_100, Grain.MONTH), (3_660, Grain.QUARTER))


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One bucket, also an empty one. The first and the last are cut to the period."""

    period: CalendarPeriod
    figure: Figure


@dataclass(frozen=True, slots=True)
class Series:
    """undated: counted in the period and in no bucket (rule 7), so that months need not sum to their year."""

    grain: Grain
    points: tuple[SeriesPoint, ...]
    undated: Figure


def time_series(question: Question, grain: Grain | str | None = None) -> Series:
    """By day, month, quarter, half-year or year; by what suits the length of the period where nothing is said."""
    grain = Grain(grain) if grain else usual_grain(question.period)
    return _series(question, grain, question.put(ground.timeseries, question.but(measure=None).asked, grain=grain, measure=question.measure))


def series_by_front(question: Question) -> dict[int, Series]:
    """The activities of every front over time, by the front's id, in one question."""
    grain = usual_grain(question.period)
    found = question.put(ground.timeseries_by_front, question.but(measure=None, front=None).asked, grain=grain) or {}
    fronts = names_of(question.campaign).fronts
    return {pk: _series(question.but(front=front, measure=None), grain, found.get(pk)) for pk, front in fronts.items()}


def _series(question: Question, grain: Grain, found: ground.TimeSeries | None) -> Series:
    points = {point.period.code: point for point in found.points} if found else {}
    series = []
    for period in periods_in(question.period, grain):
        if period.first > question.as_of:
            break  # what is still to come is not empty
        point = points.get(period.code)
        narrowed = question.but(period=Window(max(period.first, question.period.first), min(period.last, question.period.last)))
        series.append(SeriesPoint(period, _figure(narrowed, point.activities if point else Count(), point.sum if point else None)))
    return Series(grain, tuple(series), _figure(question, found.undated if found else Count(), found.undated_sum if found else None))


def usual_grain(period: Window) -> Grain:
    return next((grain for days, grain in FINEST if len(period) <= days), Grain.YEAR)


def _figure(question: Question, activities: Count, total: Sum | None) -> Figure:
    if question.measure is not None:
        return figure_of_sum(question, total or Sum(question.measure))
    return figure_of_count(question, activities, name=_("Activities"))
