"""The figures of each unit one level below a unit, and of its own level."""
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from xuanguan.analytics import Count, MeasureKey, Sum, UnknownUnit
from xuanguan.analytics import questions as ground
from xuanguan.figures.answers.asking import Question, check_one_unit
from xuanguan.figures.answers.totals import figure
from xuanguan.figures.answers.values import Figure, figure_of_count, figure_of_sum
from xuanguan.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class ChildRow:
    """A unit below, or the unit's own level (`unit` None). Without a figure nothing was reported, which is not zero."""

    unit: Unit | None
    activities: Figure
    sum: Figure | None
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class ChildrenTable:
    """joint: activities that stand in more than one row, so that rows may sum to more than their parent."""

    own: ChildRow | None
    rows: tuple[ChildRow, ...]
    joint: int


def children(question: Question) -> ChildrenTable:
    """Every unit that lies one level below on the tree's day, those without records too, in the order of the tree; and any that
    has records and lay there only on their day. An organ has nothing below it."""
    check_one_unit(question)
    below = list(Unit.objects.filter(territory=question.unit, is_open=True, level__gt=question.unit.level or 0).order_by("first"))
    found = question.put(ground.children, question.but(measure=None).asked, measure=question.measure) if _is_division(question) else None
    rows = {row.unit: row for row in found.rows} if found else {}
    units = {unit.pk: unit for unit in below}
    others = Unit.objects.in_bulk([pk for pk in rows if pk is not None and pk not in units])
    units |= others
    own = _row(question, None, rows[None]) if None in rows else None
    table = [_row(question, unit, rows.get(pk)) for pk, unit in sorted(units.items(), key=lambda one: one[1].first)]
    return ChildrenTable(own, tuple(table), found.joint if found else 0)


@dataclass(frozen=True, slots=True)
class UnitsTogether:
    """Each of several units asked together, by itself. more: by how much the rows sum to more than what is asked of all of them."""

    rows: tuple[ChildRow, ...]
    more: Decimal


def each_unit(question: Question) -> UnitsTogether:
    """The figure of each unit asked, in the order of the tree. An activity that several of them organised is in the row of each."""
    asked = question.but(measure=None)
    rows = tuple(_of(asked.but(unit=unit), question.measure) for unit in question.units)
    whole = figure(question)
    return UnitsTogether(rows, sum((row.sum or row.activities).itemised for row in rows) - whole.itemised)


def _of(question: Question, measure: MeasureKey | None) -> ChildRow:
    activities = figure(question)
    total = figure(question.but(measure=measure)) if measure else None
    return ChildRow(question.unit, activities, total, is_empty=not activities.itemised)


def _is_division(question: Question) -> bool:
    try:
        return question.reader.node(question.unit.pk).is_division
    except UnknownUnit:
        return False


def _row(question: Question, unit: Unit | None, child: ground.Child | None) -> ChildRow:
    narrowed = question if unit is None else question.but(unit=unit)
    activities = figure_of_count(narrowed, child.activities if child else Count(), name=_("Activities"))
    total = None
    if question.measure is not None:
        total = figure_of_sum(narrowed, child.sum if child and child.sum else Sum(question.measure))
    return ChildRow(unit, activities, total, is_empty=child is None)
