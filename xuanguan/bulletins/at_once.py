"""Figures of one unit and period asked together: every front and kind in one question, not one question for each number of a text."""
from dataclasses import replace
from decimal import Decimal
from typing import cast

from xuanguan.analytics import questions as ground
from xuanguan.analytics.questions.crosstab import Dimension
from xuanguan.campaigns.models import Front
from xuanguan.figures.answers import Figure, Question, TotalsRow, totals
from xuanguan.figures.answers import figure as one_figure
from xuanguan.quantities import Quantity

type Group = tuple[int | None, int | None]


class AtOnce:
    """Answers of one base question, narrowed by front, kind, measure and state. Each group of them is asked when the first is wanted."""

    def __init__(self, base: Question):
        self.base = base
        self._rows: dict[tuple[str, ...], dict[Group, TotalsRow]] = {}
        self._units: dict[int, dict[int | None, set[int]]] = {}

    def figure(self, asked: Question) -> Figure:
        """As `answers.figure` of the same question."""
        if asked.measure is not None and asked.state != "itemised":
            return one_figure(asked)
        row = self._row(asked)
        if row is None:
            return one_figure(asked)
        if asked.measure is not None:
            return next((one for one in row.measures if one.question.measure == asked.measure), None) or one_figure(asked)
        return _in_state(row.activities, asked)

    def units(self, asked: Question) -> int:
        """How many units one level below organised something on the front, of the kind."""
        assert asked.front is not None
        if asked.front.pk not in self._units:
            self._units[asked.front.pk] = self._units_of(asked.front)
        below = self._units[asked.front.pk]
        return len(below.get(asked.kind.pk, set()) if asked.kind else set().union(*below.values()))

    def _row(self, asked: Question) -> TotalsRow | None:
        by = tuple(name for name in ("front", "kind") if getattr(asked, name))
        if by not in self._rows:
            self._rows[by] = {_group(row): row for row in totals(self.base, by=by)}
        return self._rows[by].get(_group(asked))

    def _units_of(self, front: Front) -> dict[int | None, set[int]]:
        found: dict[int | None, set[int]] = {}
        for cell in self.base.put(ground.crosstab, self.base.but(front=front).asked, rows=Dimension.CHILD, columns=Dimension.KIND) or ():
            if isinstance(cell.row, int) and not isinstance(cell.column, str):
                found.setdefault(cast("int | None", cell.column), set()).add(cell.row)
        return found


def _group(one: Question | TotalsRow) -> Group:
    return (one.front.pk if one.front else None, one.kind.pk if one.kind else None)


def _in_state(figure: Figure, asked: Question) -> Figure:
    """The part of a count that is in one state: it is not asked again."""
    if asked.state == "itemised":
        return figure
    parts = {"verified": Decimal(0), "self_reported": Decimal(0)} | {asked.state: getattr(figure, asked.state)}
    return replace(figure, question=asked, value=Quantity(parts[asked.state]), **parts)
