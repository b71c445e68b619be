"""Units of one level by how much they did: the most and the least, and of whom nothing is known."""
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from xuanguan.analytics import Count, MeasureKey, Sum, UnknownUnit
from xuanguan.analytics import questions as ground
from xuanguan.figures.answers.asking import CannotAsk, Question
from xuanguan.figures.answers.values import Figure, figure_of_count, figure_of_sum
from xuanguan.organisations.enums import UnitLevel
from xuanguan.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class RankedUnit:
    """`place` from 1; units with the same number share it. figure: of the measure where one is asked, else of activities."""

    unit: Unit
    place: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class RankingTable:
    """ranked: the most first. nothing: units that have no record of it; they stand in no place, for nothing reported is not zero."""

    ranked: tuple[RankedUnit, ...]
    nothing: tuple[Unit, ...]

    def top(self, n: int) -> tuple[RankedUnit, ...]:
        return tuple(one for one in self.ranked if one.place <= n)

    def bottom(self, n: int) -> tuple[RankedUnit, ...]:
        """The last n, the least first, with all that share the number of the last of them."""
        if n <= 0 or not self.ranked:
            return ()
        worst = self.ranked[-min(n, len(self.ranked))].place
        return tuple(one for one in reversed(self.ranked) if one.place >= worst)


def ranking(question: Question, level: int) -> RankingTable:
    """Of the divisions of a level below every unit asked. Raises CannotAsk for a level that is not below them."""
    possible = levels_below(question)
    if level not in possible:
        raise CannotAsk("level", _("Units are ranked at a level below %(unit)s. Choose one of: %(levels)s.") % {
            "unit": question.place, "levels": ", ".join(f"{one} ({UnitLevel(one).label})" for one in possible) or "–"})
    asked = question.but(measure=None)
    found = [asked.but(unit=unit).put(ground.ranking, level=level, measure=question.measure) or ground.Ranking((), ()) for unit in outermost(question.units)]
    ranked, nothing = _together(found, question.measure) if len(found) > 1 else (found[0].ranked, found[0].nothing)
    units = Unit.objects.in_bulk([*(one.unit for one in ranked), *nothing])
    return RankingTable(
        tuple(RankedUnit(units[one.unit], one.place, _figure(question.but(unit=units[one.unit]), one)) for one in ranked if one.unit in units),
        tuple(units[pk] for pk in nothing if pk in units))


def levels_below(question: Question) -> list[int]:
    """At which levels units can be ranked; none where an organ is asked, or a unit that the figures do not know."""
    levels = [_level(question, unit) for unit in question.units]
    lowest = max((level for level in levels if level is not None), default=0)
    if None in levels:
        return []
    return [one.value for one in UnitLevel if lowest < one.value <= question.reader.depth]


def outermost(units: Sequence[Unit]) -> list[Unit]:
    """Without those that lie in another of them today: what is in those is in that one."""
    return [unit for unit in units if not any(other != unit and other.first <= unit.first <= other.last for other in units)]


def _together(found: Sequence[ground.Ranking], measure: MeasureKey | None) -> tuple[list[ground.Ranked], list[int]]:
    """Several rankings as one. A unit that moved from one of the territories to another has a part of its number in each."""
    rows: dict[int, tuple[Count, Sum | None]] = {}
    for one in (one for ranking in found for one in ranking.ranked):
        activities, total = rows.get(one.unit, (Count(), None))
        rows[one.unit] = (activities + one.activities, Sum(total.measure, total.verified + one.sum.verified, total.self_reported + one.sum.self_reported)
                          if total and one.sum else one.sum)
    values = {unit: _value(total) if measure else Decimal(activities.total) for unit, (activities, total) in rows.items()}
    order = sorted(rows, key=lambda unit: -values[unit])  # those with the same number stay in the order of the tree
    first: dict[Decimal, int] = {}
    for place, unit in enumerate(order, start=1):
        first.setdefault(values[unit], place)
    return ([ground.Ranked(unit, first[values[unit]], *rows[unit]) for unit in order],
            [unit for ranking in found for unit in ranking.nothing if unit not in rows])


def _value(total: Sum | None) -> Decimal:
    known = total.quantity().sum if total else None
    return known.value if known else Decimal(0)


def _level(question: Question, unit: Unit) -> int | None:
    try:
        return question.reader.node(unit.pk).level
    except UnknownUnit:
        return None


def _figure(question: Question, one: ground.Ranked) -> Figure:
    if question.measure is not None:
        return figure_of_sum(question, one.sum or Sum(question.measure))
    return figure_of_count(question, one.activities, name=_("Activities"))
