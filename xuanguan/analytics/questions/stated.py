# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""What is only stated: totals that units gave about a scope without listing its parts.

Rule 3: stated totals stand beside the itemised figure and are never added to it. Of one unit's statements with one scope
and one start the latest stands; one inside another's scope and period is part of it; others that are not known to be
apart stand side by side without a sum. The substantiated share is itemised within exactly that scope and period ÷ stated.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from xuanguan.analytics.questions.asking import Asked, stands_at, where
from xuanguan.analytics.questions.statements import StatementRow, standing_statements
from xuanguan.analytics.store.protocol import Reader, listed
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
    qualifier: Qualifier = Qualifier.EXACT

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

    parts: False leaves out those about a part of the territory.
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
    shares = _shares(reader, asked, shown)
    totals = tuple(
        StatedTotal(
            one.statement, units[one.unit], units[one.scope.territory], one.scope.system or None,
            tuple(sorted(one.scope.levels)), one.scope.front or None, one.scope.kind or None, _measure(reader, one),
            one.scope.word, one.value, one.qualifier, Window(day_from_code(one.earliest), day_from_code(one.latest)),
            one.is_verified, tuple(other.statement for other in inside[one.statement]),
            tuple(other.statement for other in beside[one.statement]), shares.get(one.statement),
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


def share_of(itemised: Parts, stated_value: Decimal, stated_as: Qualifier) -> Share | None:
    """Itemised ÷ stated with its qualifier; upper bounds are not in it. None where the stated value is zero."""
    if not stated_value:
        return None
    known = itemised.quantity().sum
    value = known.value if known else Decimal(0)
    qualifier = known.qualifier if known else Qualifier.EXACT
    return Share(value, value / stated_value, _SHARE.get((stated_as, qualifier), Qualifier.ABOUT))


def _shares(reader: Reader, asked: Asked, shown: list[StatementRow]) -> dict[int, Share]:
    """Of all statements together: one query for all whose scopes are of one form, however many there are."""
    forms: dict[tuple[str, bool, tuple[int, ...], int, bool], list[StatementRow]] = defaultdict(list)
    for one in shown:
        if one.value:
            forms[_place(reader, asked, one), bool(one.scope.system), tuple(sorted(one.scope.levels)), one.scope.campaign, one.scope.measure == 0].append(one)
    found: dict[int, Share] = {}
    for (place, by_system, levels, campaign, counts_units), rows in forms.items():
        scope = Asked(units=asked.units, as_of=asked.as_of, tree=asked.tree, levels=levels, campaign=campaign or None, within=asked.within)
        itemised = (_units if counts_units else _sums_of)(reader, scope, place, by_system, rows)
        found |= {one.statement: share for one in rows if (share := share_of(itemised.get(one.statement, Parts()), one.value, one.qualifier))}
    return found


def _place(reader: Reader, asked: Asked, one: StatementRow) -> str:
    """The column that says whether a row lies in the statement's territory."""
    (unit,) = reader.units([one.scope.territory]).values()
    node = reader.node(unit)
    return f"{asked.prefix}{node.level}" if node.is_division else "unit"


def _sums_of(reader: Reader, scope: Asked, place: str, by_system: bool, rows: list[StatementRow]) -> dict[int, Parts]:
    """An activity once in each scope: by the level it counts from, or by DISTINCT where that says nothing."""
    conditions = [*where(reader, scope, star="measure", anywhere=True), *_in_scope(by_system), "measure = of_measure"]
    joined = f"measure JOIN {_scopes(rows)} ON {place} = of_place"
    if place == "unit" or scope.levels or scope.within:
        source = f"(SELECT DISTINCT n, activity, qualifier, value FROM {joined} WHERE {' AND '.join(conditions)}) AS once"
    else:
        counts_from = f"counts_from_{scope.prefix}{'_system' if by_system else ''}"
        source = f"{joined} WHERE {' AND '.join([*conditions, f'{counts_from} <= {place[1:]}'])}"
    sums: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for n, qualifier, value in reader.rows(f"SELECT n, qualifier, sum(value) FROM {source} GROUP BY n, qualifier"):
        sums[n][qualifier] = value
    return {n: parts_from(found) for n, found in sums.items()}


def _units(reader: Reader, scope: Asked, place: str, by_system: bool, rows: list[StatementRow]) -> dict[int, Parts]:
    """How many units of the scope's levels have a record: divisions, so that a county's two bureaus are one county."""
    levels = ", ".join(
        f"count(DISTINCT CASE WHEN {stands_at(reader, scope, level)} THEN {scope.prefix}{level} END)"
        for level in scope.levels or range(reader.depth + 1) if 0 <= level <= reader.depth
    )
    if not levels:
        return {}
    conditions = " AND ".join([*where(reader, scope.but(levels=()), star="activity", anywhere=True), *_in_scope(by_system)])
    found = reader.rows(f"SELECT n, {levels} FROM activity JOIN {_scopes(rows)} ON {place} = of_place WHERE {conditions} GROUP BY n")
    return {n: Parts(exact=Decimal(sum(int(one or 0) for one in counts))) for n, *counts in found}


def _in_scope(by_system: bool) -> list[str]:
    """That a row lies in the scope's period, front, kind and system."""
    return ["earliest >= of_first", "latest <= of_last", "(of_front = 0 OR front = of_front)", "(of_kind = 0 OR kind = of_kind)",
            *(["system = of_system"] if by_system else [])]


def _scopes(rows: list[StatementRow]) -> str:
    return listed("scope", ("n", "of_place", "of_first", "of_last", "of_measure", "of_front", "of_kind", "of_system"), [
        (one.statement, one.scope.territory, one.earliest, one.latest, one.scope.measure, one.scope.front, one.scope.kind, one.scope.system)
        for one in rows])
