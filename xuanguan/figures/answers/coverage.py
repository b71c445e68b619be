"""Coverage of an expectation: n of N, with the units behind each part as units (counting.md, rule 4)."""
import datetime as dt
from dataclasses import dataclass

from xuanguan.activities.models import Statement
from xuanguan.analytics import questions as ground
from xuanguan.campaigns.deadlines import Due, due_dates
from xuanguan.campaigns.enums import FulfilledBy, FulfilmentState, Rhythm
from xuanguan.campaigns.models import Expectation, Fulfilment
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
    """Of the units on its roster in the unit asked. `expectation` with roster, front and kinds (campaigns.queries.expectations_of).

    due: the period, where it is asked again and again; else the last that is over, or the first.
    """
    due = due or due_at_hand(expectation, min(question.as_of, question.period.last))
    period = question.period
    if due is not None and due.period:
        period = Window(due.first, due.last or due.first)
    kinds = tuple(kind.pk for kind in expectation.kinds.all())
    asked = question.but(front=None, kind=None, measure=None, clause=None, roles=(), period=period).asked.but(kinds=kinds)
    said = asked.but(fronts=(expectation.front_id,)) if expectation.front_id else asked
    found = question.put(
        ground.coverage, asked, roster=expectation.roster_id, fulfilled_by=str(expectation.fulfilled_by), said=said,
        by_statements=bool(kinds), also_taking_part=expectation.taking_part_counts)
    if found is None:
        return CoverageAnswer(expectation, question, due, 0, 0, (), (), (), (), (), (), (), 0, 0)
    return _answer(question.but(period=period), expectation, due, found, said)


def due_at_hand(expectation: Expectation, on: dt.date) -> Due | None:
    """Of an expectation with a rhythm the last period that is over, else the first that has begun; of any other the one there is."""
    dues = due_dates(expectation, on)
    over = [due for due in dues if due.last is not None and due.last < on]
    if expectation.rhythm == Rhythm.ONCE or not over:
        return dues[0] if dues else None
    return over[-1]


def _answer(question: Question, expectation: Expectation, due: Due | None, found: ground.Coverage, said: ground.Asked) -> CoverageAnswer:
    units = Unit.objects.in_bulk({*found.verified, *found.self_reported, *found.named, *found.perhaps, *found.missing})
    nothing = _said_nothing(expectation, due, question.as_of) if expectation.nothing_counts else set()
    at_least, stated_ids = found.at_least, {one.statement: (one.value, one.qualifier) for one in found.stated}
    if found.nameless:  # of units that are only a number, only a total can tell
        for one in _totals_of_units(question, said, expectation.roster.level):
            stated_ids[one.statement] = one.value, one.qualifier
            if one.qualifier is not Qualifier.AT_MOST:
                at_least = max(at_least, min(int(one.value), found.size))
    statements = Statement.objects.select_related("unit", "territory").in_bulk(stated_ids)
    return CoverageAnswer(
        expectation=expectation, question=question, due=due, size=found.size, nameless=found.nameless,
        verified=_units(found.verified, units), self_reported=_units(found.self_reported, units), named=_units(found.named, units),
        perhaps=_units(found.perhaps, units), nothing=_units([pk for pk in found.missing if pk in nothing], units),
        missing=_units([pk for pk in found.missing if pk not in nothing], units),
        stated=tuple(StatedCoverage(statements[pk], Quantity(value, qualifier, statements[pk].unit_zh))
                     for pk, (value, qualifier) in stated_ids.items() if pk in statements),
        at_least=at_least, nobody_can_say_which=max(found.size - at_least - len(found.missing), 0) if found.perhaps else 0)


def _totals_of_units(question: Question, said: ground.Asked, level: int | None) -> list[ground.StatedTotal]:
    """Totals that count units of the roster's level in the whole territory."""
    found = question.put(ground.stated, said)
    return [one for one in found.statements if one.measure is None and one.territory == question.unit.pk
            and (not one.levels or level in one.levels)] if found else []


def _said_nothing(expectation: Expectation, due: Due | None, as_of: dt.date) -> set[int]:
    return set(Fulfilment.objects.filter(
        expectation=expectation, state=FulfilmentState.NOTHING, period=due.period if due else "", on__lte=as_of).values_list("unit_id", flat=True))


def _units(ids, units: dict[int, Unit]) -> tuple[Unit, ...]:
    return tuple(units[pk] for pk in ids if pk in units)
