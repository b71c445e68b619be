"""What is asked of each unit in a period, and what it wrote (基层减负)."""
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xuanguan.analytics import questions as ground
from xuanguan.campaigns.deadlines import due_dates
from xuanguan.campaigns.models import Expectation
from xuanguan.figures.answers.asking import CannotAsk, Question
from xuanguan.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class BurdenRow:
    unit: Unit
    asked: int
    written: int
    rewritten: int


@dataclass(frozen=True, slots=True)
class BurdenTable:
    """rows: the busiest first. levels: the same in sum, from the top level down."""

    rows: tuple[BurdenRow, ...]
    levels: tuple[ground.LevelBurden, ...]


def burden(question: Question, expectations: Iterable[Expectation]) -> BurdenTable:
    """Of the units in what is asked, over its period. Raises CannotAsk for somebody who sees one line only: a burden is the whole of it.

    expectations: with their campaign (campaigns.queries.expectations_of).
    """
    if question.within:
        raise CannotAsk("unit", _("A burden is all that is asked of a unit, and your role sees one line of it. Ask somebody who sees the whole unit."))
    duties = tuple((one.roster_id, times) for one in expectations if (times := _times(one, question)))
    found = question.put(ground.burden, duties=duties) or ground.Burden(())
    units = Unit.objects.in_bulk([one.unit for one in found.units])
    return BurdenTable(
        tuple(BurdenRow(units[one.unit], one.asked, one.written, one.rewritten) for one in found.units if one.unit in units), found.levels)


def _times(expectation: Expectation, question: Question) -> int:
    """How many of its periods are due within the period."""
    dues = due_dates(expectation, question.period.last)
    return sum((due.due or due.last or question.period.last) in question.period for due in dues)
