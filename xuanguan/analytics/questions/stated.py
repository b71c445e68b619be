# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""What is only stated: totals that units gave about a scope without listing its parts.

Rule 3: stated totals stand beside the itemised figure and are never added to it. Of one unit's statements with one scope
and one start the latest stands; one inside another's scope and period is part of it; others that are not known to be
apart stand side by side without a sum. The substantiated share is itemised within exactly that scope and period ÷ stated.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xuanguan.analytics.questions.asking import Asked, once_each, stands_at, where
from xuanguan.analytics.questions.statements import StatementRow, standing_statements
from xuanguan.analytics.store.protocol import Reader
from xuanguan.analytics.values import MeasureKey, Parts, parts_from
from xuanguan.periods import Window, day_from_code
from xuanguan.quantities import Qualifier

# What a share is worth: (how the stated total is qualified, how the itemised sum is) → how the share is.
_SHARE = {
    (Qualifier.EXACT, Qualifier.EXACT): Qualifier.EXACT,
    (Qualifier.EXACT, Qualifier.AT_LEAST): Qualifier.AT_LEAST,
    (Qualifier.AT_LEAST, Qualifier.EXACT): Qualifier.AT_MOST,
    (Qualifier.AT_MOST, Qualifier.EXACT): Qualifier.AT_LEAST,
    (Qualifier.AT_MOST, Qualifier.AT_LEAST): Qualifier.AT_LEAST,
}


@dataclass(frozen=True, slots=True)
class Share:
    """Itemised ÷ stated, 0.37 for 37 %. Above a floor it is "at most". Above 1, more is on record than was stated."""

    itemised: Decimal
    value: Decimal
    qualifier: Qualifier

    @property
    def is_more_than_stated(self) -> bool:
        return self.value > 1


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """One statement. `measure` None: it counts units.

    inside: the ids of statements that it is part of. beside: those that it may overlap, with no sum.
    share: None where the stated value is zero.
    """

    statement: int
    unit: int
    territory: int
    system: int | None
    levels: tuple[int, ...]
    front: int | None
    kind: int | None
    measure: MeasureKey | None
    word: str
    value: Decimal
    qualifier: Qualifier
    period: Window
    is_verified: bool
    inside: tuple[int, ...]
    beside: tuple[int, ...]
    share: Share | None


@dataclass(frozen=True, slots=True)
class Stated:
    """All that stands about the territory. `sums`: of outermost statements per measure and word, only where all of them
    are known to be apart; a measure that is missing there has no sum. others: statements about a part that were left out."""

    statements: tuple[StatedTotal, ...]
    sums: dict[tuple[MeasureKey | None, str], Parts]
    others: int = 0


def stated(reader: Reader, asked: Asked, *, parts: bool = True) -> Stated:
    """Statements about the territory asked or a part of it, whose whole period lies inside the one asked.

    parts: False leaves out those about a part of the territory; each takes a query or more for its share.
    """
    rows = standing_statements(reader, asked)
    inside = {one.statement: [other for other in rows if other.holds(one) and not one.holds(other)] for one in rows}
    beside = {
        one.statement: [
            other for other in rows
            if other is not one and not one.is_apart_from(other) and not (one.holds(other) ^ other.holds(one))
        ]
        for one in rows
    }
    here = {reader.node(unit).number for unit in asked.units}
    shown = [one for one in rows if parts or one.scope.territory in here]
    units = reader.units({number for one in shown for number in (one.unit, one.scope.territory)})
    kept: dict[Asked, list[tuple]] = {}
    totals = tuple(
        StatedTotal(
            one.statement, units[one.unit], units[one.scope.territory], one.scope.system or None,
            tuple(sorted(one.scope.levels)), one.scope.front or None, one.scope.kind or None, _measure(reader, one),
            one.scope.word, one.value, one.qualifier, Window(day_from_code(one.earliest), day_from_code(one.latest)),
            one.is_verified, tuple(other.statement for other in inside[one.statement]),
            tuple(other.statement for other in beside[one.statement]), _share(reader, asked, one, units[one.scope.territory], kept),
        )
        for one in shown
    )
    return Stated(totals, _sums(reader, [one for one in rows if not inside[one.statement]]), len(rows) - len(shown))


def _sums(reader: Reader, outermost: list[StatementRow]) -> dict[tuple[MeasureKey | None, str], Parts]:
    groups: dict[tuple[MeasureKey | None, str], list[StatementRow]] = {}
    for one in outermost:
        groups.setdefault((_measure(reader, one), one.scope.word), []).append(one)
    sums = {}
    for key, rows in groups.items():
        if all(one.is_apart_from(other) for at, one in enumerate(rows) for other in rows[:at]):
            parts = Parts()
            for one in rows:
                parts += Parts(**{one.qualifier.value: one.value})
            sums[key] = parts
    return sums


def _measure(reader: Reader, one: StatementRow) -> MeasureKey | None:
    return reader.measure_key(one.scope.measure) if one.scope.measure else None


def _share(reader: Reader, asked: Asked, one: StatementRow, territory: int, kept: dict[Asked, list[tuple]]) -> Share | None:
    """kept: what was asked already for other statements about the same territory and time."""
    if not one.value:
        return None
    scope = Asked(
        units=(territory,), as_of=asked.as_of, tree=asked.tree,
        period=Window(day_from_code(one.earliest), day_from_code(one.latest)),
        systems=(one.scope.system,) if one.scope.system else (), levels=tuple(sorted(one.scope.levels)),
        campaign=one.scope.campaign or None,
    )
    if one.scope.measure:
        if scope not in kept:
            kept[scope] = _measures(reader, scope)
        itemised = _measured(kept[scope], one)
    else:
        itemised = _units(reader, scope.but(
            fronts=(one.scope.front,) if one.scope.front else (), kinds=(one.scope.kind,) if one.scope.kind else ()))
    known = itemised.quantity().sum
    value = known.value if known else Decimal(0)
    qualifier = known.qualifier if known else Qualifier.EXACT
    return Share(value, value / one.value, _SHARE.get((one.qualifier, qualifier), Qualifier.ABOUT))


def _measures(reader: Reader, scope: Asked) -> list[tuple]:
    """Sums of every measure by front and kind: an activity has one of each, so they add."""
    source = once_each(reader, scope, "measure", ["front", "kind", "measure", "qualifier", "value"])
    return reader.rows(f"SELECT front, kind, measure, qualifier, sum(value) FROM {source} GROUP BY front, kind, measure, qualifier")


def _measured(rows: list[tuple], one: StatementRow) -> Parts:
    sums: dict[int, Decimal] = {}
    for front, kind, measure, qualifier, value in rows:
        if measure == one.scope.measure and one.scope.front in (0, front) and one.scope.kind in (0, kind):
            sums[qualifier] = sums.get(qualifier, Decimal(0)) + value
    return parts_from(sums)


def _units(reader: Reader, scope: Asked) -> Parts:
    """How many units of the scope's levels have a record: divisions, so that a county's two bureaus are one county."""
    conditions = " AND ".join(where(reader, scope.but(levels=())))
    levels = ", ".join(
        f"count(DISTINCT CASE WHEN {stands_at(reader, scope, level)} THEN {scope.prefix}{level} END)"
        for level in scope.levels or range(reader.depth + 1) if 0 <= level <= reader.depth
    )
    if not levels:
        return Parts(exact=Decimal(0))
    rows = reader.rows(f"SELECT {levels} FROM activity WHERE {conditions}")
    return Parts(exact=Decimal(sum(int(found) for found in rows[0])))
