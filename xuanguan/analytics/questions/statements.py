# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""Statements that stand on a day, and how their scopes lie to one another (rule 3)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xuanguan.analytics.questions.asking import Asked, in_scope, within
from xuanguan.analytics.store.protocol import Reader, in_list
from xuanguan.analytics.store.schema import path_columns
from xuanguan.analytics.values import QUALIFIERS
from xuanguan.quantities import Qualifier


@dataclass(frozen=True, slots=True)
class Scope:
    """What a statement is about. 0 and () mean all; `path` is the territory's, in the tree that is asked by."""

    territory: int
    path: tuple[int, ...]
    system: int
    levels: frozenset[int]
    front: int
    kind: int
    measure: int
    word: str
    campaign: int

    def holds(self, other: Scope) -> bool:
        """Whether all that the other counts is surely part of what this one counts."""
        return (
            self.territory in other.path
            and self.system in (0, other.system)
            and (not self.levels or (bool(other.levels) and other.levels <= self.levels))
            and self.front in (0, other.front)
            and self.kind in (0, other.kind)
            and (self.measure, self.word, self.campaign) == (other.measure, other.word, other.campaign)
        )

    def is_apart_from(self, other: Scope) -> bool:
        """Whether nothing can be counted by both: what is not known to be apart is not."""
        return (
            (self.measure, self.word, self.campaign) != (other.measure, other.word, other.campaign)
            or (self.territory not in other.path and other.territory not in self.path)
            or (self.front != other.front and 0 not in (self.front, other.front))
            or (self.kind != other.kind and 0 not in (self.kind, other.kind))
            or bool(self.levels and other.levels and not self.levels & other.levels)
        )


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement as it stands on the day asked."""

    statement: int
    unit: int
    scope: Scope
    value: Decimal
    qualifier: Qualifier
    earliest: int
    latest: int
    since: int
    is_verified: bool
    named: tuple[int, ...]

    def holds(self, other: StatementRow) -> bool:
        """Whether the other lies inside this one's scope and period."""
        return self.earliest <= other.earliest and other.latest <= self.latest and self.scope.holds(other.scope)

    def is_apart_from(self, other: StatementRow) -> bool:
        return self.latest < other.earliest or other.latest < self.earliest or self.scope.is_apart_from(other.scope)


def standing_statements(reader: Reader, asked: Asked, *, units_only: bool = False, anywhere: bool = False) -> list[StatementRow]:
    """Those that count as of the day, inside the period and the filters; of one unit's with one scope and one start,
    the latest.

    units_only: only those that count units. anywhere: not only about territories inside the unit asked.
    """
    t = asked.as_of_code
    first, last = asked.first_and_last
    conditions = [f"since <= {t}", f"until > {t}", f"earliest >= {first} AND latest <= {last}"]
    conditions += [] if anywhere else [in_scope(reader, asked).replace("unit =", "territory =")]
    conditions += [within(reader, asked).replace("unit =", "territory =")] if asked.within else []
    conditions += [f"campaign = {int(asked.campaign)}"] if asked.campaign is not None else []
    conditions += ["measure = 0"] if units_only else []
    if asked.state != "itemised":
        conditions.append(f"verified {'<=' if asked.state == 'verified' else '>'} {t}")
    for column, numbers in (("system", asked.systems), ("front", asked.fronts), ("kind", asked.kinds)):
        conditions += [f"{column} IN ({in_list(numbers)})"] if numbers else []
    path = ", ".join(path_columns(asked.prefix, reader.depth))
    rows = reader.rows(f"""
        SELECT statement, unit, territory, system, levels, front, kind, measure, word, campaign, value, qualifier,
               earliest, latest, since, verified, named, {path}
        FROM statement WHERE {' AND '.join(conditions)}
    """)
    latest: dict[tuple[object, ...], StatementRow] = {}
    for found in sorted((_statement(row, t) for row in rows), key=lambda one: (one.latest, one.since, one.statement)):
        latest[found.unit, found.scope, found.earliest] = found
    return sorted(latest.values(), key=lambda one: (one.earliest, -one.latest, one.statement))


def _statement(row: tuple, t: int) -> StatementRow:
    (statement, unit, territory, system, levels, front, kind, measure, word, campaign, value, qualifier, earliest, latest,
     since, verified, named, *path) = row
    scope = Scope(territory, (*path, territory), system, frozenset(_numbers(levels)), front, kind, measure, word, campaign)
    return StatementRow(
        statement, unit, scope, value, QUALIFIERS[qualifier], earliest, latest, since, verified <= t, _numbers(named)
    )


def _numbers(joined: str) -> tuple[int, ...]:
    return tuple(int(number) for number in joined.split(",")) if joined else ()
