"""How many activities, and how much of each measure, by front, kind or system."""
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xuanguan.analytics import Count, Sum
from xuanguan.analytics import questions as ground
from xuanguan.campaigns.models import ActivityKind, Front
from xuanguan.figures.answers.asking import Question
from xuanguan.figures.answers.names import names_of
from xuanguan.figures.answers.values import Figure, figure_of_count, figure_of_sum
from xuanguan.organisations.models import System

BY = ("front", "kind", "system")


@dataclass(frozen=True, slots=True)
class TotalsRow:
    """One group: what it is of, its activities and its measures."""

    front: Front | None
    kind: ActivityKind | None
    system: System | None
    activities: Figure
    measures: tuple[Figure, ...]


def totals(question: Question, *, by: tuple[str, ...] = (), measures: bool = True) -> tuple[TotalsRow, ...]:
    """One row for each group that has something, in the order of the campaign; without `by` one row, even if empty.

    measures: False where only the activities are wanted; it takes half the time.
    """
    found = question.put(ground.totals, by=tuple(by), measures=measures) or ()
    names = names_of(question.campaign)
    systems = System.objects.in_bulk([total.key[by.index("system")] for total in found if total.key[by.index("system")]]) if "system" in by else {}
    rows = []
    for total in found or ([ground.Total((), Count(), 0, 0, ())] if not by else []):
        key = dict(zip(by, total.key, strict=True))
        front, kind, system = names.fronts.get(key.get("front") or 0), names.kinds.get(key.get("kind") or 0), systems.get(key.get("system") or 0)
        narrowed = question.but(front=front or question.front, kind=kind or question.kind, system=system or question.system)
        rows.append(TotalsRow(
            front, kind, system,
            figure_of_count(narrowed, total.activities, name=_("Activities"), undated=total.undated, crossing=total.crossing),
            tuple(figure_of_sum(narrowed, one) for one in total.measures)))
    fronts, kinds = list(names.fronts), list(names.kinds)
    return tuple(sorted(rows, key=lambda row: (
        fronts.index(row.front.pk) if row.front else -1, kinds.index(row.kind.pk) if row.kind else -1, row.system.pk if row.system else 0)))


def figure(question: Question) -> Figure:
    """The one figure that a question without groups has: of its measure where it names one, else of activities."""
    row = totals(question.but(measure=None), measures=question.measure is not None)[0]
    if question.measure is None:
        return row.activities
    return next((one for one in row.measures if one.question.measure == question.measure), figure_of_sum(question, Sum(question.measure)))

