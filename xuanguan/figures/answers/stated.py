"""Stated totals with what of them is on record."""
from dataclasses import dataclass

from xuanguan.activities.models import Statement
from xuanguan.analytics import questions as ground
from xuanguan.figures.answers.asking import Question
from xuanguan.figures.answers.names import names_of
from xuanguan.quantities import Quantity


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """One stated total beside what is on record within exactly its scope and period.

    question: the itemised figure of that scope, where it opens. part_of: totals that hold this one. beside: totals that
    may overlap with it, so that there is no sum. share: None where the total is zero.
    """

    statement: Statement
    question: Question
    name: str
    value: Quantity
    word: str
    counts_units: bool
    share: ground.Share | None
    is_verified: bool
    part_of: tuple[int, ...]
    beside: tuple[int, ...]


def stated(question: Question, *, parts: bool = True) -> tuple[StatedFigure, ...]:
    """All totals stated about the territory or a part of it, inside the period; in the order of fronts and kinds.

    parts: False leaves out those about a part of it (`stated_of_parts` says how many they are).
    """
    found = question.put(ground.stated, question.but(measure=None).asked, parts=parts)
    rows = [one for one in found.statements if question.measure is None or one.measure == question.measure] if found else []
    names = names_of(question.campaign)
    statements = Statement.objects.select_related("unit", "territory", "system", "front", "kind").in_bulk([one.statement for one in rows])
    answer = []
    for one in rows:
        statement = statements.get(one.statement)
        if statement is None:
            continue  # it was deleted since the generation
        scope = question.but(
            unit=statement.territory, period=one.period, front=statement.front, kind=statement.kind, system=statement.system or question.system,
            measure=one.measure, state="itemised")
        name = names.called(one.measure) if one.measure else str(statement.kind)
        answer.append(StatedFigure(
            statement, scope, name, Quantity(one.value, one.qualifier, one.word),
            names.word(one.measure) if one.measure else one.word, one.measure is None, one.share, one.is_verified,
            one.inside, one.beside))
    fronts, kinds = list(names.fronts), list(names.kinds)
    return tuple(sorted(answer, key=lambda one: (fronts.index(one.statement.front_id), kinds.index(one.statement.kind_id), one.statement.pk)))


def stated_of_parts(question: Question) -> int:
    """How many totals are about a part of the territory only."""
    found = question.put(ground.stated, question.but(measure=None).asked, parts=False)
    return found.others if found else 0
