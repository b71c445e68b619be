"""A table that a person puts together: any two of the things that figures can be asked by, every cell a figure that opens."""
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xuanguan.activities.enums import ParticipationRole
from xuanguan.analytics import Count, Sum
from xuanguan.analytics import questions as ground
from xuanguan.analytics.questions import Dimension
from xuanguan.common.exceptions import PersonError
from xuanguan.figures.answers.asking import CannotAsk, Question
from xuanguan.figures.answers.names import names_of
from xuanguan.figures.answers.series import usual_grain
from xuanguan.figures.answers.values import Figure, figure_of_count, figure_of_sum
from xuanguan.organisations.models import System, Unit
from xuanguan.periods import Window, periods_in
from xuanguan.policies.models import Clause

NAMES = {
    Dimension.FRONT: pgettext_lazy("rows of a table", "Front"), Dimension.KIND: pgettext_lazy("rows of a table", "Kind of activity"),
    Dimension.CHILD: pgettext_lazy("rows of a table", "Units one level below"), Dimension.SYSTEM: pgettext_lazy("rows of a table", "System"),
    Dimension.CLAUSE: pgettext_lazy("rows of a table", "Clause"), Dimension.ROLE: pgettext_lazy("rows of a table", "Role of those taking part"),
    Dimension.DAY: pgettext_lazy("rows of a table", "Day"), Dimension.MONTH: pgettext_lazy("rows of a table", "Month"),
    Dimension.QUARTER: pgettext_lazy("rows of a table", "Quarter"), Dimension.HALF_YEAR: pgettext_lazy("rows of a table", "Half-year"),
    Dimension.YEAR: pgettext_lazy("rows of a table", "Year"),
}
# What a line is called that an activity falls on where the thing asked by does not hold for it.
WITHOUT = {
    Dimension.FRONT: gettext_lazy("On no front"), Dimension.CHILD: gettext_lazy("At this level itself"), Dimension.SYSTEM: gettext_lazy("In no system"),
    Dimension.DAY: gettext_lazy("Not dated to the day"), Dimension.MONTH: gettext_lazy("Not dated to the month"),
    Dimension.QUARTER: gettext_lazy("Not dated to the quarter"), Dimension.HALF_YEAR: gettext_lazy("Not dated to the half-year"),
    Dimension.YEAR: gettext_lazy("Not dated to the year"),
}
# More columns than these no page can show; a finer grain is asked in parts.
MOST_LINES = 400


class TooManyLines(PersonError):
    """A table by day over years."""

    def __str__(self) -> str:
        return _("This table would have more than %(most)s lines of time. Choose a coarser step, or a shorter period.") % {"most": MOST_LINES}


@dataclass(frozen=True, slots=True)
class Heading:
    """A row or a column. `thing`: the front, unit, period … it is of; None: the line of those without.

    changes: what narrows the table's question to this line; None where no question says just that.
    """

    key: Any
    thing: Any
    label: str
    changes: dict[str, Any] | None = field(hash=False)


@dataclass(frozen=True, slots=True)
class Table:
    """cells by (row, column) position; a cell that is not there: nothing was reported, which is not zero.

    row_sums and column_sums are asked, not added up: where `shares`, one activity may stand in several lines.
    """

    question: Question
    by_rows: Dimension
    by_columns: Dimension | None
    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    cells: dict[tuple[int, int], Figure]
    row_sums: tuple[Figure, ...]
    column_sums: tuple[Figure, ...]
    whole: Figure

    @property
    def shares(self) -> bool:
        return self.by_rows.may_share or bool(self.by_columns and self.by_columns.may_share)

    def row(self, at: int) -> list[Figure | None]:
        return [self.cells.get((at, column)) for column, _heading in enumerate(self.columns)]


def dimension(name: str, written: str) -> Dimension | None:
    """From an address. Raises CannotAsk."""
    if not written:
        return None
    try:
        return Dimension(written)
    except ValueError:
        raise CannotAsk(name, _("“%(written)s” cannot be asked here. Choose one of: %(known)s.") % {
            "written": written, "known": ", ".join(Dimension)}) from None


def table(question: Question, rows: Dimension, columns: Dimension | None = None) -> Table:
    """Raises CannotAsk where the two cannot be asked together, TooManyLines where the steps of time are too fine for the period.

    By units below of several units asked together: each of those by itself, for they have no one level below.
    """
    _check(question, rows, columns)
    if question.others and Dimension.CHILD in (rows, columns):
        return _by_each_unit(question, rows, columns)
    asked, measure = question.but(measure=None).asked, question.measure
    found = question.put(ground.crosstab, asked, rows=rows, columns=columns, measure=measure) or ()
    in_rows = question.put(ground.crosstab, asked, rows=rows, measure=measure) or () if columns else found
    in_columns = question.put(ground.crosstab, asked, rows=columns, measure=measure) or () if columns else ()
    down, across = _headings(question, rows, in_rows), _headings(question, columns, in_columns) if columns else ()
    cells: dict[tuple[int, int], Figure] = {}
    if columns:
        row_at, column_at = ({one.key: at for at, one in enumerate(line)} for line in (down, across))
        for cell in found:
            at = (row_at[cell.row], column_at[cell.column])
            cells[at] = _figure(_narrowed(question, down[at[0]], across[at[1]]), cell)
    return Table(
        question, rows, columns, down, across, cells, _sums(question, down, in_rows), _sums(question, across, in_columns),
        _whole(question))


def _by_each_unit(question: Question, rows: Dimension, columns: Dimension | None) -> Table:
    other = columns if rows is Dimension.CHILD else rows
    units = tuple(Heading(unit.pk, unit, unit.short, {"unit": unit}) for unit in question.units)
    sums = tuple(_whole(question.but(unit=unit)) for unit in question.units)
    if other is None:
        return Table(question, rows, None, units, (), {}, sums, (), _whole(question))
    asked, measure = question.but(measure=None), question.measure
    of_all = asked.put(ground.crosstab, rows=other, measure=measure) or ()
    line = _headings(question, other, of_all)
    at = {heading.key: place for place, heading in enumerate(line)}
    cells = {
        (place, at[cell.row]): _figure(_narrowed(question, heading, line[at[cell.row]]), cell)
        for place, heading in enumerate(units) for cell in asked.but(unit=heading.thing).put(ground.crosstab, rows=other, measure=measure) or ()}
    if rows is Dimension.CHILD:
        return Table(question, rows, columns, units, line, cells, sums, _sums(question, line, of_all), _whole(question))
    turned = {(row, column): figure for (column, row), figure in cells.items()}
    return Table(question, rows, columns, line, units, turned, _sums(question, line, of_all), sums, _whole(question))


def _whole(question: Question) -> Figure:
    found = question.put(ground.totals, question.but(measure=None).asked, by=(), measures=question.measure is not None) or ()
    total = found[0] if found else ground.Total((), Count(), 0, 0, ())
    if question.measure is not None:
        return figure_of_sum(question, total.measure(question.measure.name, question.measure.word))
    return figure_of_count(question, total.activities, name=_("Activities"), undated=total.undated, crossing=total.crossing)


def _check(question: Question, rows: Dimension, columns: Dimension | None) -> None:
    if rows is columns:
        raise CannotAsk("columns", _("Rows and columns are the same. Choose another thing for the columns, or none."))
    if columns and rows.grain and columns.grain:
        raise CannotAsk("columns", _("Rows and columns are both steps of time. Choose another thing for the columns, or none."))
    chosen = {rows, *([columns] if columns else [])}
    if Dimension.ROLE in chosen and not question.roles:
        raise CannotAsk("rows", _("Roles are asked of taking part. Choose “taking part” first."))
    if Dimension.CLAUSE in chosen and question.roles:
        raise CannotAsk("rows", _("Clauses are asked of what units organised, not of taking part."))
    if Dimension.CHILD in chosen and not question.others and not question.unit.is_division:
        raise CannotAsk("unit", _("%(unit)s is no division: there are no units one level below it. Ask for its division, or by something else.") % {
            "unit": question.unit})
    for one in chosen:
        if one.grain and _is_longer(periods_in(question.period, one.grain), MOST_LINES):
            raise TooManyLines


def _is_longer(steps: Iterable[Any], most: int) -> bool:
    return next(islice(steps, most, None), None) is not None


def _sums(question: Question, line: tuple[Heading, ...], cells: Iterable[ground.Cell]) -> tuple[Figure, ...]:
    found = {cell.row: cell for cell in cells}
    return tuple(_figure(_narrowed(question, heading), found.get(heading.key)) for heading in line)


def _narrowed(question: Question, *headings: Heading) -> Question:
    for heading in headings:
        question = question.but(**(heading.changes or {}))
    return question


def _figure(question: Question, cell: ground.Cell | None) -> Figure:
    if question.measure is not None:
        return figure_of_sum(question, cell.sum if cell and cell.sum else Sum(question.measure))
    return figure_of_count(question, cell.activities if cell else Count(), name=_("Activities"))


def _headings(question: Question, by: Dimension, cells: Iterable[ground.Cell]) -> tuple[Heading, ...]:
    """The lines in their usual order: those without first for units, last for all else; every step of time, empty ones too."""
    keys = {cell.row for cell in cells}
    without = [Heading(None, None, str(WITHOUT.get(by, _("Without"))), None)] if None in keys else []
    keys.discard(None)
    if by.grain:
        return (*_steps(question, by), *without)
    if by is Dimension.CHILD:
        return (*without, *_units(question, keys))
    return (*_things(question, by, keys), *without)


def _steps(question: Question, by: Dimension) -> list[Heading]:
    found = []
    for period in periods_in(question.period, by.grain):  # type: ignore[arg-type]
        if period.first > question.as_of:
            break  # what is still to come is not empty
        inside = Window(max(period.first, question.period.first), min(period.last, question.period.last))
        found.append(Heading(period, period, period.code, {"period": inside}))
    return found


def _units(question: Question, keys: set[Any]) -> list[Heading]:
    below = {unit.pk: unit for unit in Unit.objects.filter(territory=question.unit, is_open=True, level__gt=question.unit.level or 0)}
    below |= Unit.objects.in_bulk([key for key in keys if key not in below])
    return [Heading(unit.pk, unit, unit.short, {"unit": unit}) for unit in sorted(below.values(), key=lambda unit: unit.first)]


def _things(question: Question, by: Dimension, keys: set[Any]) -> list[Heading]:
    names, wanted = names_of(question.campaign), str(by)
    if by is Dimension.FRONT:
        return [Heading(pk, one, str(one), {wanted: one}) for pk, one in names.fronts.items() if pk in keys or question.front is None]
    if by is Dimension.KIND:
        return [Heading(pk, one, str(one), {wanted: one}) for pk, one in names.kinds.items() if pk in keys]
    if by is Dimension.SYSTEM:
        return [Heading(pk, one, str(one), {wanted: one}) for pk, one in sorted(System.objects.in_bulk(keys).items())]
    if by is Dimension.ROLE:
        called = dict(ParticipationRole.choices)
        return [Heading(role, role, str(called.get(role, role)), {"roles": (role,)}) for role in sorted(keys)]
    clauses = Clause.objects.filter(pk__in=keys).order_by("order", "pk")
    return [Heading(one.pk, one, str(one), {wanted: one}) for one in clauses]


def usual_step(period: Window) -> Dimension:
    """The step of time that suits the period."""
    return Dimension(str(usual_grain(period)))

