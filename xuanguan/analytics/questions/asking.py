# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""What is asked, and which rows of a star answer it: the part of the SQL that all questions share.

Once each (rule 1): at one node of level k, `counts_from <= k` leaves one row for each activity. Any other restriction
on units (a union of nodes, several systems, levels, kinds of units, an organ, roles) leaves that column meaningless, and takes DISTINCT.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from xuanguan.analytics.store.protocol import Node, Reader, in_list
from xuanguan.analytics.values import Count, MeasureKey
from xuanguan.periods import Period, Window, day_code

type TreeChoice = Literal["day", "today"]
type State = Literal["itemised", "verified", "self_reported"]

# "Any time", as days.
ALWAYS = (0, 99991231)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's where, when and which.

    units: one node or organ, or several (a person with several scopes); each activity counts once in their union.
    as_of: what we knew at the end of this day (rule 9); today, where the present is meant.
    period: activities whose whole window lies inside (rule 7); None: any time.
    tree: the tree of the activity's last day, or today's map (rule 8).
    systems, fronts, kinds, clauses, levels: any of these; empty: all. `levels` are those of the organising units.
    state: itemised = verified + self-reported (rule 3). campaign: None: all, each activity once.
    within: what the person may see, as (unit, system or None for all) pairs; empty: everything.
    roles: empty: figures of what units organised; else taking part in one of these roles (rule 1), "any" for all.
    unit_kinds: only what units of these kinds (bureau, enterprise, …) organised or took part in; empty: of any.
    """

    units: tuple[int, ...]
    as_of: date
    period: Period | None = None
    tree: TreeChoice = "day"
    systems: tuple[int, ...] = ()
    fronts: tuple[int, ...] = ()
    kinds: tuple[int, ...] = ()
    clauses: tuple[int, ...] = ()
    levels: tuple[int, ...] = ()
    state: State = "itemised"
    campaign: int | None = None
    roles: tuple[str, ...] = ()
    within: tuple[tuple[int, int | None], ...] = ()
    unit_kinds: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.units:
            raise ValueError("A question names at least one unit.")
        if not all(one.isidentifier() and one.isascii() for one in self.unit_kinds):
            raise ValueError("A kind of unit is one word of letters and _.")

    def but(self, **changes: object) -> Asked:
        """The same question with something changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def window(self) -> Window | None:
        return self.period.window if self.period else None

    @property
    def prefix(self) -> str:
        """The columns of the tree that is asked by."""
        return "d" if self.tree == "day" else "a"

    @property
    def as_of_code(self) -> int:
        return day_code(self.as_of)

    @property
    def first_and_last(self) -> tuple[int, int]:
        return (day_code(self.period.first), day_code(self.period.last)) if self.period else ALWAYS


def once_each(
    reader: Reader, asked: Asked, star: str, columns: Sequence[str], *, inside: bool = True, below: int = 0,
    also: Sequence[str] = (),
) -> str:
    """`FROM … WHERE …` with one row for each activity, or for each activity and child where `below` is 1.

    columns: those that the question uses; in the DISTINCT form they say what "once" means besides the activity.
    inside: only activities whose whole window lies in the period; else all that touch it.
    """
    conditions = [*where(reader, asked, inside=inside, star=star), *also]
    if column := counts_from(reader, asked, star):
        level = (the_node(reader, asked).level or 0) + below
        return f"{star} WHERE {' AND '.join([*conditions, f'{column} <= {level}'])}"
    distinct = ", ".join(dict.fromkeys(["activity", *columns]))
    return f"(SELECT DISTINCT {distinct} FROM {star} WHERE {' AND '.join(conditions)}) AS once"


def counts_from(reader: Reader, asked: Asked, star: str) -> str | None:
    """The column that says from which level on a row is its version's first, where it says so of what is asked; else None."""
    is_plain = len(asked.systems) <= 1 and not asked.levels and not asked.within and not asked.unit_kinds
    if star not in ("activity", "measure", "clause") or not is_plain or _one_node(reader, asked) is None:
        return None
    return f"counts_from_{asked.prefix}{'_system' if asked.systems else ''}"


def where(
    reader: Reader, asked: Asked, *, inside: bool = True, star: str = "", anywhere: bool = False
) -> list[str]:
    """The conditions on a star's rows that every question has; `anywhere` leaves out the units."""
    t = asked.as_of_code
    conditions = [f"since <= {t}", f"until > {t}"] if anywhere else [in_scope(reader, asked), f"since <= {t}", f"until > {t}"]
    conditions.append("repeat = 0" if asked.campaign is None else f"campaign = {int(asked.campaign)}")
    if asked.period:
        first, last = asked.first_and_last
        conditions.append(f"earliest >= {first} AND latest <= {last}" if inside else f"latest >= {first} AND earliest <= {last}")
    if asked.state != "itemised":
        conditions.append(f"verified {'<=' if asked.state == 'verified' else '>'} {t}")
    for column, numbers in (("system", asked.systems), ("front", asked.fronts), ("kind", asked.kinds)):
        if numbers:
            conditions.append(one_of(column, numbers))
    if asked.levels:
        conditions.append(f"({' OR '.join(stands_at(reader, asked, level) for level in asked.levels)})")
    if asked.within:
        conditions.append(within(reader, asked))
    if asked.unit_kinds:
        sorts = ", ".join(f"'{one}'" for one in asked.unit_kinds)
        conditions.append(f"unit IN (SELECT number FROM unit WHERE sort IN ({sorts}))")
    if asked.roles and "any" not in asked.roles:
        roles = [reader.measure_number(MeasureKey("role", role)) for role in asked.roles]
        conditions.append(f"role IN ({in_list(roles)})")
    if asked.clauses and star == "clause":
        conditions.append(f"clause IN ({in_list(asked.clauses)})")
    elif asked.clauses:
        conditions.append(f"clauses IN (SELECT clauses FROM clause_set WHERE clause IN ({in_list(asked.clauses)}))")
    return conditions


def one_of(column: str, numbers: Sequence[int]) -> str:
    """That a column has one of these numbers. Neighbours are asked as a range, which engines compare sooner than a list."""
    some = sorted(set(numbers))
    if some == list(range(some[0], some[-1] + 1)):
        return f"{column} = {int(some[0])}" if len(some) == 1 else f"{column} >= {int(some[0])} AND {column} <= {int(some[-1])}"
    return f"{column} IN ({in_list(some)})"


def in_scope(reader: Reader, asked: Asked) -> str:
    """That a row's unit lies in the territory of one of the units asked, or is that organ."""
    return _any_of([_is_in(reader, asked, unit) for unit in dict.fromkeys(asked.units)])


def within(reader: Reader, asked: Asked) -> str:
    """That a row's unit lies in what the person may see."""
    return _any_of([
        _is_in(reader, asked, unit) if system is None else f"({_is_in(reader, asked, unit)} AND system = {int(system)})"
        for unit, system in asked.within
    ])


def stands_at(reader: Reader, asked: Asked, level: int) -> str:
    """That a row's unit stands at a division of just this level, in the tree that is asked by."""
    if not 0 <= level <= reader.depth:
        return "FALSE"
    own = f"{asked.prefix}{level} <> 0"
    return own if level == reader.depth else f"({own} AND {asked.prefix}{level + 1} = 0)"


def the_node(reader: Reader, asked: Asked) -> Node:
    """The one division that a question about children must name."""
    node = _one_node(reader, asked)
    if node is None:
        raise ValueError("This question is asked of one division.")
    return node


def star_of(asked: Asked, measure: MeasureKey | None = None) -> str:
    """The star that answers: what units organised, or took part in; the activities, or a measure of them."""
    if asked.roles:
        return "share" if measure else "part"
    return "measure" if measure else "activity"


def counted(condition: str = "TRUE") -> str:
    """SQL that counts the rows for which something holds, in words every engine knows."""
    return f"count(CASE WHEN {condition} THEN 1 END)"


def split(asked: Asked, condition: str = "TRUE") -> str:
    """Two columns: verified and self-reported rows as of the day, for which something holds."""
    return ", ".join(halves(asked, condition))


def halves(asked: Asked, condition: str = "TRUE") -> tuple[str, str]:
    """The two columns of `split` by themselves. What is not verified is the rest: counting all costs less than asking each row twice."""
    verified = counted(f"{condition} AND verified <= {asked.as_of_code}" if condition != "TRUE" else f"verified <= {asked.as_of_code}")
    return verified, f"{'count(*)' if condition == 'TRUE' else counted(condition)} - {verified}"


def count(verified: int, self_reported: int) -> Count:
    return Count(int(verified), int(self_reported))


def _is_in(reader: Reader, asked: Asked, unit: int) -> str:
    node = reader.node(unit)
    return f"{asked.prefix}{node.level} = {node.number}" if node.is_division else f"unit = {node.number}"


def _any_of(conditions: list[str]) -> str:
    return conditions[0] if len(conditions) == 1 else f"({' OR '.join(conditions)})"


def _one_node(reader: Reader, asked: Asked) -> Node | None:
    if len(set(asked.units)) != 1:
        return None
    node = reader.node(asked.units[0])
    return node if node.is_division else None

