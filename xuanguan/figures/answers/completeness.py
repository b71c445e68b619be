"""Reports expected, received and on time (counting.md, rule 5)."""
from collections.abc import Iterable
from dataclasses import dataclass

from xuanguan.analytics import questions as ground
from xuanguan.campaigns.deadlines import Due, due_dates
from xuanguan.campaigns.enums import ExtensionState
from xuanguan.campaigns.models import Exemption, Expectation, Extension
from xuanguan.figures.answers.asking import Question
from xuanguan.organisations.models import Unit
from xuanguan.periods import Window


@dataclass(frozen=True, slots=True)
class CompletenessRow:
    """One period. Units in the order of the tree; `received` holds those of the three lists after it."""

    due: Due
    expected: tuple[Unit, ...]
    received: tuple[Unit, ...]
    on_time: tuple[Unit, ...]
    late: tuple[Unit, ...]
    nothing: tuple[Unit, ...]
    missing: tuple[Unit, ...]


def completeness(question: Question, expectation: Expectation) -> tuple[CompletenessRow, ...]:
    """Of the units on its roster in what is asked, for every period that lies in the question's and has begun by its day. Each period's
    roster is that of its last day; who was exempted is not on it, and who was given more time is late only after that.

    `expectation` with roster and kinds (campaigns.queries.expectations_of).
    """
    dues = [due for due in due_dates(expectation, min(question.as_of, question.period.last)) if (due.last or question.period.last) >= question.period.first]
    if not dues:
        return ()
    question = question.but(front=None, kind=None, measure=None, clause=None, roles=(), unit_kind="", state="itemised")
    periods = tuple(ground.Expected(due.period, Window(due.first, due.last or max(question.period.last, due.first)), due.due, due.counted_on(question.as_of))
                    for due in dues)
    found = question.put(
        ground.completeness, question.asked.but(period=None, kinds=tuple(kind.pk for kind in expectation.kinds.all())),
        roster=expectation.roster_id, periods=periods, fulfilled_by=str(expectation.fulfilled_by),
        nothing=expectation.pk if expectation.nothing_counts else None, also_taking_part=expectation.taking_part_counts,
        exempted=tuple(sorted(Exemption.objects.filter(expectation=expectation).values_list("unit_id", flat=True))),
        more_time=tuple(sorted(Extension.objects.filter(expectation=expectation, state=ExtensionState.GRANTED).values_list("period", "unit_id", "until"))),
    ) or ()
    units = Unit.objects.in_bulk({unit for one in found for unit in one.expected})
    return tuple(
        CompletenessRow(due, *(_units(one, units) for one in (row.expected, row.received, row.on_time, row.late, row.nothing, row.missing)))
        for due, row in zip(dues, found, strict=False))


def _units(ids: Iterable[int], units: dict[int, Unit]) -> tuple[Unit, ...]:
    return tuple(units[pk] for pk in ids if pk in units)
