"""Units of one level by how much they did: the most and the least, and of whom nothing is known."""
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xuanguan.analytics import Sum, UnknownUnit
from xuanguan.analytics import questions as ground
from xuanguan.figures.answers.asking import CannotAsk, Question, check_one_unit
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
    """Of the divisions of a level below the unit. Raises CannotAsk for a level that is not below it."""
    check_one_unit(question)
    own, depth = _level(question), question.reader.depth
    if own is None or not own < level <= depth:
        raise CannotAsk("level", _("Units are ranked at a level below %(unit)s. Choose one of: %(levels)s.") % {
            "unit": question.unit, "levels": ", ".join(
                f"{one.value} ({one.label})" for one in UnitLevel if own is not None and own < one.value <= depth) or "–"})
    found = question.put(ground.ranking, question.but(measure=None).asked, level=level, measure=question.measure) or ground.Ranking((), ())
    units = Unit.objects.in_bulk([*(one.unit for one in found.ranked), *found.nothing])
    return RankingTable(
        tuple(RankedUnit(units[one.unit], one.place, _figure(question.but(unit=units[one.unit]), one)) for one in found.ranked if one.unit in units),
        tuple(units[pk] for pk in found.nothing if pk in units))


def _level(question: Question) -> int | None:
    try:
        return question.reader.node(question.unit.pk).level
    except UnknownUnit:
        return None


def _figure(question: Question, one: ground.Ranked) -> Figure:
    if question.measure is not None:
        return figure_of_sum(question, one.sum or Sum(question.measure))
    return figure_of_count(question, one.activities, name=_("Activities"))
