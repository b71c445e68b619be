# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""Coverage: n of N, with the units behind each part.

Rule 4. N is the roster as of the day. Each unit on it is reached by a record (verified or self-reported), named by a
statement, perhaps (a statement counts more units than are known by name) or missing. "14 of 21" that names three gives:
stated 14, by name 3, perhaps 18, and 7 missing, nobody can say which. Lists are never padded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from xuanguan.analytics.questions.asking import Asked, stands_at, where
from xuanguan.analytics.questions.rosters import roster_units, stated_size, units_at
from xuanguan.analytics.questions.statements import StatementRow, standing_statements
from xuanguan.analytics.store.protocol import Node, Reader, in_list
from xuanguan.quantities import Qualifier

# Above this a list of numbers in SQL costs more than the rows it would spare.
MOST_IN_A_LIST = 50
# With more units than these at the lowest level asked, a pass for each level costs less than one for all.
MOST_TOGETHER = 5_000


class FulfilledBy(StrEnum):
    """By whom an expectation of a unit can be fulfilled."""

    SELF = "self"
    SAME_LEVEL = "same_level"
    SUBTREE = "subtree"


@dataclass(frozen=True, slots=True)
class StatedUnits:
    """A statement that counts units of the roster: how many, of how many in its scope, how many of those are known."""

    statement: int
    value: Decimal
    qualifier: Qualifier
    in_scope: int
    known: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Units in the order of the tree; the five lists hold each unit of the roster once.

    size: N. nameless: how many of N are only known to exist (the roster's stated size is larger than its names).
    at_least: how many are reached for sure, by record, by name or by a stated number.
    """

    size: int
    nameless: int
    verified: tuple[int, ...]
    self_reported: tuple[int, ...]
    named: tuple[int, ...]
    perhaps: tuple[int, ...]
    missing: tuple[int, ...]
    stated: tuple[StatedUnits, ...]
    at_least: int

    @property
    def reached(self) -> tuple[int, ...]:
        """By a record. A list: its order is verified first."""
        return self.verified + self.self_reported

    @property
    def known(self) -> int:
        """n: reached by a record or named by a statement."""
        return len(self.verified) + len(self.self_reported) + len(self.named)

    @property
    def missing_at_most(self) -> int:
        """How many are not reached as far as anybody said: the missing, and those perhaps that no statement counts."""
        return self.size - self.at_least

    @property
    def missing_nobody_can_say_which(self) -> int:
        return max(self.missing_at_most - len(self.missing) - self.nameless, 0)


def coverage(
    reader: Reader, asked: Asked, *, roster: int, fulfilled_by: FulfilledBy | str = FulfilledBy.SELF,
    expectation: int | None = None, period: str | None = None, said: Asked | None = None, by_statements: bool = True,
    also_taking_part: bool = False,
) -> Coverage:
    """Of the roster's units in what is asked.

    said: what statements are asked by, where it is not what records are asked by. by_statements: whether they count at
    all (they do not where a report of any kind is expected). also_taking_part: whoever took part is reached, too.

    Without `expectation` a unit is reached by an activity that the other filters let through, organised by whom
    `fulfilled_by` says, or, with roles, taken part in. With `expectation` it is reached by a fulfilment of it (of that
    period code, where given), which says itself for which unit it was done.
    """
    members = roster_units(reader, roster, asked.units, asked.as_of)
    here = {node.number for node in members}
    leave_out = not by_statements or (expectation is not None and not asked.kinds)
    statements = [] if leave_out else standing_statements(reader, said or asked, units_only=True, anywhere=True)
    everyone = roster_units(reader, roster, (), asked.as_of) if statements else members
    scoped = [(one, scope) for one in statements if (scope := _scope(one, everyone)) & here]
    # A total may speak of more units than are asked about: who of those is known has to be looked up, too.
    spoken_of = here.union(*(scope for _one, scope in scoped))
    looked_up = [node for node in everyone if node.number in spoken_of]
    if expectation is not None:
        reached = _fulfilled(reader, asked, expectation, period)
    else:
        reached = _reached(reader, asked, looked_up, FulfilledBy(fulfilled_by))
        if also_taking_part:
            for number, day in _reached(reader, asked.but(roles=("any",)), looked_up, FulfilledBy(fulfilled_by)).items():
                reached[number] = min(day, reached.get(number, day))
    t = asked.as_of_code
    verified = [node for node in members if reached.get(node.number, t + 1) <= t and node.number in reached]
    reported = [node for node in members if node.number in reached and reached[node.number] > t]
    by_name = {number for one in statements for number in one.named}
    named = [node for node in members if node.number in by_name and node.number not in reached]
    known = by_name | reached.keys()
    stated, perhaps, more = _stated(scoped, here, known)
    missing = [node for node in members if node.number not in known | perhaps]
    nameless = _nameless(reader, roster, members, asked.as_of)
    return Coverage(
        len(members) + nameless, nameless, _ids(verified), _ids(reported), _ids(named),
        _ids([node for node in members if node.number in perhaps]), _ids(missing), stated, len(verified) + len(reported) + len(named) + more,
    )


def _reached(reader: Reader, asked: Asked, members: list[Node], fulfilled_by: FulfilledBy) -> dict[int, int]:
    """Of each member that is reached, the first day on which one of its records was verified."""
    star = "part" if asked.roles else "activity"
    conditions = where(reader, asked, star=star, anywhere=True)
    if fulfilled_by is FulfilledBy.SELF:
        return _grouped(reader, star, "unit", conditions, {node.number for node in members})
    by_home: dict[tuple[int, int], list[Node]] = defaultdict(list)
    for node in members:
        if node.home:
            by_home[node.home].append(node)
    levels = sorted({level for level, _ in by_home})
    if len(levels) > 1 and fulfilled_by is FulfilledBy.SUBTREE and units_at(reader, levels[-1]) <= MOST_TOGETHER:
        found = _at_once(reader, star, asked.prefix, levels, conditions)
        return {node.number: found[home] for home, nodes in by_home.items() if home in found for node in nodes}
    reached: dict[int, int] = {}
    for level in levels:
        homes = {number for at, number in by_home if at == level}
        at_level = [stands_at(reader, asked, level)] if fulfilled_by is FulfilledBy.SAME_LEVEL else []
        for home, verified in _grouped(reader, star, f"{asked.prefix}{level}", [*conditions, *at_level], homes).items():
            reached |= {node.number: verified for node in by_home[level, home]}
    return reached


def _at_once(reader: Reader, star: str, prefix: str, levels: list[int], conditions: list[str]) -> dict[tuple[int, int], int]:
    """The same of several levels in one pass: by level and number, the first day on which a record below was verified."""
    columns = ", ".join(f"{prefix}{level}" for level in levels)
    first: dict[tuple[int, int], int] = {}
    for *numbers, verified in reader.rows(f"SELECT {columns}, min(verified) FROM {star} WHERE {' AND '.join(conditions)} GROUP BY {columns}"):
        for home in zip(levels, numbers, strict=True):
            first[home] = min(verified, first.get(home, verified))
    return first


def _grouped(reader: Reader, star: str, column: str, conditions: list[str], numbers: Collection[int]) -> dict[int, int]:
    if not numbers:
        return {}
    # Numbers of one territory lie close together, and so do their rows.
    conditions = [*conditions, f"{column} >= {min(numbers)} AND {column} <= {max(numbers)}"]
    if len(numbers) <= MOST_IN_A_LIST:
        conditions.append(f"{column} IN ({in_list(numbers)})")
    rows = reader.rows(f"SELECT {column}, min(verified) FROM {star} WHERE {' AND '.join(conditions)} GROUP BY {column}")
    return {number: verified for number, verified in rows if number in numbers}


def _fulfilled(reader: Reader, asked: Asked, expectation: int, period: str | None) -> dict[int, int]:
    t = asked.as_of_code
    of_period, params = ("AND period = $period", {"period": period}) if period is not None else ("", None)
    return dict(reader.rows(f"""
        SELECT unit, min(verified) FROM fulfilment
        WHERE expectation = {int(expectation)} AND since <= {t} AND until > {t} {of_period} GROUP BY unit
    """, params))


def _scope(statement: StatementRow, everyone: list[Node]) -> set[int]:
    """The roster's units that a statement speaks of."""
    return {
        node.number for node in everyone
        if statement.scope.territory in (*node.path, node.number)
        and (not statement.scope.levels or (node.home and node.home[0] in statement.scope.levels))
    }


def _stated(scoped: list[tuple[StatementRow, set[int]]], members: set[int], known: set[int]) -> tuple[tuple[StatedUnits, ...], set[int], int]:
    """What statements say of the roster, who is perhaps reached, and how many more of the members than the known surely are.

    Of a total that counts units beyond the members only so much is sure as does not fit beyond them.
    """
    stated: list[StatedUnits] = []
    perhaps: set[int] = set()
    counted: list[tuple[int, set[int]]] = []
    for one, scope in scoped:
        here = scope & members
        stated.append(StatedUnits(one.statement, one.value, one.qualifier, len(scope), len(scope & known)))
        unnamed = int(one.value) - len(scope & known)
        if unnamed > 0 or one.qualifier in (Qualifier.AT_LEAST, Qualifier.ABOUT):
            perhaps |= here - known
        sure = unnamed - len(scope - known - members)
        if sure > 0 and one.qualifier is not Qualifier.AT_MOST:
            counted.append((min(sure, len(here - known)), here))
    more = 0
    taken: set[int] = set()
    for sure, here in sorted(counted, key=lambda one: -one[0]):
        if not here & taken:  # two statements about the same units may speak of the same ones
            more += sure
            taken |= here
    return tuple(stated), perhaps, more


def _nameless(reader: Reader, roster: int, members: list[Node], as_of: date) -> int:
    """Units without a name belong to the whole roster: a part of its territory cannot know its share of them."""
    size = stated_size(reader, roster)
    if size is None or size <= len(members):
        return 0
    return size - len(members) if len(roster_units(reader, roster, (), as_of)) == len(members) else 0


def _ids(nodes: list[Node]) -> tuple[int, ...]:
    return tuple(node.unit for node in nodes)
