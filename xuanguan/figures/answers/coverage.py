"""Coverage of an expectation: n of N, with the units behind each part as units (counting.md, rule 4)."""
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from xuanguan.activities.models import Statement
from xuanguan.analytics import questions as ground
from xuanguan.campaigns.deadlines import Due, due_dates
from xuanguan.campaigns.enums import FulfilledBy, Rhythm
from xuanguan.campaigns.models import Expectation
from xuanguan.figures.answers.asking import Question
from xuanguan.organisations.models import Unit
from xuanguan.periods import Window
from xuanguan.quantities import Qualifier, Quantity


@dataclass(frozen=True, slots=True)
class StatedCoverage:
    """A total that says how many of the units did it."""

    statement: Statement
    value: Quantity


@dataclass(frozen=True, slots=True)
class CoverageAnswer:
    """Every named unit of the roster stands in just one of the lists, in the order of the tree.

    size: N; nameless: how many of them are only known by number. nothing: units that said there was nothing to report.
    at_least: how many did it for sure, by record, by name, or by a stated number.
    nobody_can_say_which: how many of the "perhaps" did not do it, as far as the totals say.
    """

    expectation: Expectation
    question: Question
    due: Due | None
    size: int
    nameless: int
    verified: tuple[Unit, ...]
    self_reported: tuple[Unit, ...]
    named: tuple[Unit, ...]
    perhaps: tuple[Unit, ...]
    nothing: tuple[Unit, ...]
    missing: tuple[Unit, ...]
    stated: tuple[StatedCoverage, ...]
    at_least: int
    nobody_can_say_which: int

    @property
    def by_record(self) -> int:
        return len(self.verified) + len(self.self_reported)

    @property
    def by_name(self) -> int:
        return self.by_record + len(self.named)

    @property
    def is_register(self) -> bool:
        """Units answer for themselves and have begun to: then a total by somebody else fills no line of theirs."""
        return self.expectation.fulfilled_by == FulfilledBy.SELF and self.nameless == 0 and self.by_record > 0

    @property
    def reached(self) -> int:
        """n: in a register those that stand in it, else all that did it for sure."""
        return self.by_name if self.is_register else self.at_least

    @property
    def without_record(self) -> tuple[Unit, ...]:
        """Missing by name: in a register all that do not stand in it."""
        units = (*self.perhaps, *self.missing) if self.is_register else self.missing
        return tuple(sorted(units, key=lambda unit: unit.first))


def coverage(question: Question, expectation: Expectation, *, due: Due | None = None) -> CoverageAnswer:
    """Of the units on its roster in what is asked. `expectation` with roster, front and kinds (campaigns.queries.expectations_of).

    due: the period, where it is asked again and again; else the last that is over, or the first.
    """
    return _answers([_asked(question, expectation, due)])[0]


def coverages(question: Question, expectations: Iterable[Expectation]) -> list[CoverageAnswer]:
    """Of many expectations, their units and statements fetched at once."""
    return _answers([_asked(question, one, None) for one in expectations])


@dataclass(frozen=True, slots=True)
class _Found:
    expectation: Expectation
    question: Question
    due: Due | None
    coverage: ground.Coverage
    totals: tuple[ground.StatedTotal, ...]

    @property
    def units(self) -> set[int]:
        return {*self.coverage.verified, *self.coverage.self_reported, *self.coverage.named, *self.coverage.perhaps, *self.coverage.missing}

    @property
    def stated(self) -> dict[int, tuple[Any, Qualifier]]:
        said: list[Any] = [*self.coverage.stated, *self.totals]
        return {one.statement: (one.value, one.qualifier) for one in said}


NOBODY = ground.Coverage(0, 0, (), (), (), (), (), (), 0)


def _asked(question: Question, expectation: Expectation, due: Due | None) -> _Found:
    due = due or due_at_hand(expectation, min(question.as_of, question.period.last))
    period = question.period
    if due is not None and due.period:
        period = Window(due.first, due.last or due.first)
    kinds = tuple(kind.pk for kind in expectation.kinds.all())
    question = question.but(front=None, kind=None, measure=None, clause=None, roles=(), unit_kind="", state="itemised", period=period)
    asked = question.asked.but(kinds=kinds)
    said = asked.but(fronts=(expectation.front_id,)) if expectation.front_id else asked
    found = question.put(
        ground.coverage, asked, roster=expectation.roster_id, fulfilled_by=str(expectation.fulfilled_by), said=said,
        by_statements=bool(kinds), also_taking_part=expectation.taking_part_counts) or NOBODY
    if found.nameless and question.unit.pk != question.campaign.territory_id:
        found = replace(found, size=found.size - found.nameless, nameless=0)  # a part cannot know its share of them
    # Of units that are only a number, only a total can tell.
    totals = _totals_of_units(question, said, expectation.roster.level) if found.nameless else ()
    return _Found(expectation, question, due, found, totals)


def due_at_hand(expectation: Expectation, on: dt.date) -> Due | None:
    """Of an expectation with a rhythm the last period that is over, else the first that has begun; of any other the one there is."""
    dues = due_dates(expectation, on)
    over = [due for due in dues if due.last is not None and due.last < on]
    if expectation.rhythm == Rhythm.ONCE or not over:
        return dues[0] if dues else None
    return over[-1]


def _answers(all_found: list[_Found]) -> list[CoverageAnswer]:
    units = Unit.objects.in_bulk(set().union(*(one.units for one in all_found)))
    statements = Statement.objects.select_related("unit").in_bulk(set().union(*(one.stated for one in all_found)))
    return [_answer(one, units, statements) for one in all_found]


def _answer(one: _Found, units: dict[int, Unit], statements: dict[int, Statement]) -> CoverageAnswer:
    found, nothing = one.coverage, _said_nothing(one) if one.expectation.nothing_counts else set()
    at_least = max([found.at_least, *(
        min(int(total.value), found.size) for total in one.totals if total.qualifier is not Qualifier.AT_MOST)])
    return CoverageAnswer(
        expectation=one.expectation, question=one.question, due=one.due, size=found.size, nameless=found.nameless,
        verified=_units(found.verified, units), self_reported=_units(found.self_reported, units), named=_units(found.named, units),
        perhaps=_units(found.perhaps, units), nothing=_units([pk for pk in found.missing if pk in nothing], units),
        missing=_units([pk for pk in found.missing if pk not in nothing], units),
        stated=tuple(StatedCoverage(statements[pk], Quantity(value, qualifier, statements[pk].unit_zh))
                     for pk, (value, qualifier) in one.stated.items() if pk in statements),
        at_least=at_least, nobody_can_say_which=_nobody_can_say_which(one, at_least))


def _nobody_can_say_which(one: _Found, at_least: int) -> int:
    """Of the "perhaps" those that no total covers; only where every total speaks of just the units asked about."""
    here = len(one.units)
    if not one.coverage.perhaps or any(total.in_scope > here for total in one.coverage.stated):
        return 0
    return max(one.coverage.size - at_least - len(one.coverage.missing), 0)


def _totals_of_units(question: Question, said: ground.Asked, level: int | None) -> tuple[ground.StatedTotal, ...]:
    """Totals that count units of the roster's level in the whole territory."""
    found = question.put(ground.stated, said)
    return tuple(
        one for one in found.statements
        if one.measure is None and one.territory == question.unit.pk and (not one.levels or level in one.levels)) if found else ()


def _said_nothing(one: _Found) -> set[int]:
    period = one.due.period if one.due else ""
    said = one.question.put(ground.nothing_said, expectation=one.expectation.pk) or frozenset()
    return {unit for of_period, unit in said if of_period == period}


def _units(ids: Iterable[int], units: dict[int, Unit]) -> tuple[Unit, ...]:
    """In the order of the tree."""
    return tuple(sorted((units[pk] for pk in ids if pk in units), key=lambda unit: unit.first))
