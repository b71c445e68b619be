"""How far the items of a plan are: each asks the question of its own figure, so that a plan and the figures never disagree.

Counted is what the unit organised, with everything below it in its own line: for a division, its government, its party committee
or its leading group all units of the territory; for an organ of a line (系统) the units of that line in its territory; for every
other unit itself. From the item's first day (else the campaign's) to the campaign's end, so that what is late still counts. A joint
activity counts once; no item is further than 100 %.
"""
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from xuanguan.analytics import MeasureKey, Sum
from xuanguan.campaigns.hierarchy import home
from xuanguan.campaigns.models import PlanItem
from xuanguan.figures.answers.asking import Question, question, usual_period
from xuanguan.figures.answers.totals import totals
from xuanguan.figures.answers.values import Figure, figure_of_sum
from xuanguan.organisations.enums import UnitKind
from xuanguan.organisations.models import System, Unit
from xuanguan.periods import Window
from xuanguan.policies.models import Clause
from xuanguan.quantities import Qualifier

# They speak for everybody in their territory.
FOR_ALL = frozenset({UnitKind.DIVISION, UnitKind.GOVERNMENT, UnitKind.PARTY_COMMITTEE, UnitKind.LEADING_GROUP})
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Progress:
    """The figure of an item beside its target. `share`: per cent of the target, at most 100, rounded down; None where no target is
    set, or where it is an upper bound. `is_reached`: None where there is no target."""

    figure: Figure
    target: Decimal | None
    share: int | None
    is_reached: bool | None

    @property
    def verified_share(self) -> int:
        """The part of `share` that is verified."""
        if not self.share or not self.figure.itemised:
            return 0
        return int(self.share * self.figure.verified / self.figure.itemised)


def progress_of(items: Iterable[PlanItem]) -> dict[int, Progress]:
    """Per item id how far it is; items that no record can tell of are left out. Raises NoFiguresNow.

    Items of one unit, first day and clause are answered by one question, so a plan of 300 items asks some thirty.
    """
    groups: dict[tuple, list[PlanItem]] = {}
    clauses: dict[int, Clause] = {}
    for item in items:
        if not item.is_measured:
            continue
        clause = next(iter(item.clauses.all()), None) if item.only_citing else None
        if clause is not None:
            clauses[clause.pk] = clause
        groups.setdefault((item.plan.unit_id, item.starts, clause.pk if clause else None), []).append(item)
    found: dict[int, Progress] = {}
    asked: Question | None = None
    scopes: dict[int, tuple[Unit, System | None]] = {}
    for (unit_id, starts, clause_id), many in groups.items():
        plan = many[0].plan
        if unit_id not in scopes:
            scopes[unit_id] = scope_of(plan.unit)
        unit, system = scopes[unit_id]
        whole = usual_period(plan.campaign)
        period = Window(min(max(starts or whole.first, whole.first), whole.last), whole.last)
        clause = clauses.get(clause_id) if clause_id else None
        if asked is None:
            asked = question(plan.campaign, unit=unit, period=period, system=system, clause=clause)
        else:  # of the same generation of figures
            asked = asked.but(unit=unit, period=period, system=system, clause=clause)
        found |= _answers(asked, many)
    return found


def scope_of(unit: Unit) -> tuple[Unit, System | None]:
    """The territory (or unit) whose activities count for a unit's items, and the line they are limited to."""
    if unit.kind in FOR_ALL:
        return home(unit), None
    if unit.system is not None and home(unit).pk != unit.pk:
        return home(unit), unit.system
    return unit, None


def _answers(asked: Question, items: list[PlanItem]) -> dict[int, Progress]:
    needs_measures = any(item.measure for item in items)
    rows = {row.kind.pk: row for row in totals(asked, by=("kind",), measures=needs_measures) if row.kind is not None}
    whole = totals(asked, measures=needs_measures)[0] if any(item.kind_id is None for item in items) else None
    found = {}
    for item in items:
        row = rows.get(item.kind_id) if item.kind_id else whole
        narrowed = asked.but(kind=item.kind) if item.kind_id else asked
        found[item.pk] = progress(item, _figure(item, narrowed, row))
    return found


def _figure(item: PlanItem, asked: Question, row) -> Figure:
    if item.measure:
        word = item.word or next((one.unit_zh for one in item.kind.measures.all() if one.code == item.measure), "") if item.kind else item.word
        key = MeasureKey(item.measure, word)
        return next((one for one in (row.measures if row else ()) if one.question.measure == key), figure_of_sum(asked, Sum(key)))
    if row is not None:
        return row.activities
    return totals(asked, measures=False)[0].activities


def progress(item: PlanItem, figure: Figure) -> Progress:
    if item.value is None:
        return Progress(figure, None, None, None)
    value = figure.itemised
    if item.qualifier == Qualifier.AT_MOST:
        return Progress(figure, item.value, None, value <= item.value)
    share = HUNDRED if value >= item.value else int(value * HUNDRED / item.value)
    return Progress(figure, item.value, share, value >= item.value)
