# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""Reports expected, received and on time: completeness and timeliness.

Rule 5: expected is roster × periods. Received is a record that fulfils it (as in `coverage`) or "nothing to report"; silence is not
zero. On time is one that was first told by the day it was due: a report that was edited since is no later for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from xuanguan.analytics.questions.asking import Asked, stands_at, where
from xuanguan.analytics.questions.coverage import FulfilledBy
from xuanguan.analytics.questions.rosters import roster_units
from xuanguan.analytics.store.protocol import Node, Reader
from xuanguan.periods import Window, day_code


@dataclass(frozen=True, slots=True)
class Expected:
    """One period of an expectation: its code ("" for one without rhythm), its days, and the last day that is in time.

    roster_on: the day whose roster is meant, usually the period's last; None: the day that is asked as of.
    """

    period: str
    window: Window
    due: date | None = None
    roster_on: date | None = None


@dataclass(frozen=True, slots=True)
class Completeness:
    """One period. Lists are units in the order of the tree; `received` holds those of `on_time` and of `nothing`.

    nothing: said that there was nothing to report, and have no record that counts.
    """

    period: str
    expected: tuple[int, ...]
    received: tuple[int, ...]
    on_time: tuple[int, ...]
    nothing: tuple[int, ...]

    @property
    def missing(self) -> tuple[int, ...]:
        received = set(self.received)
        return tuple(unit for unit in self.expected if unit not in received)

    @property
    def late(self) -> tuple[int, ...]:
        on_time = set(self.on_time)
        return tuple(unit for unit in self.received if unit not in on_time)


def completeness(
    reader: Reader, asked: Asked, *, roster: int, periods: tuple[Expected, ...], fulfilled_by: FulfilledBy | str = FulfilledBy.SELF,
    nothing: int | None = None, also_taking_part: bool = False, exempted: tuple[int, ...] = (),
    more_time: tuple[tuple[str, int, date], ...] = (),
) -> tuple[Completeness, ...]:
    """Of the roster's units in what is asked.

    periods: none of which overlap. nothing: the expectation whose "nothing to report" counts as received. also_taking_part: whoever
    took part has reported, too. exempted: units of whom it is not expected after all. more_time: (period, unit, day) of units that
    were given a later day.
    """
    lists = [
        [node for node in roster_units(reader, roster, asked.units, one.roster_on or asked.as_of) if node.unit not in exempted] for one in periods]
    members = list({node.number: node for of_period in lists for node in of_period}.values())
    later = {(period, unit): day_code(day) for period, unit, day in more_time}
    first: dict[tuple[int, int], int] = {}
    stars = [asked, asked.but(roles=("any",))] if also_taking_part else [asked]
    for one in stars:
        for key, day in _told(reader, one, periods, FulfilledBy(fulfilled_by), members).items():
            first[key] = min(day, first.get(key, day))
    said = _nothing(reader, asked, nothing) if nothing is not None else {}
    return tuple(_of_period(at, one, lists[at], first, said, later) for at, one in enumerate(periods))


def nothing_said(reader: Reader, asked: Asked, *, expectation: int) -> frozenset[tuple[str, int]]:
    """Period and unit of all that said, as of the day, that they had nothing to report for it."""
    found = _nothing(reader, asked, expectation)
    units = reader.units({number for _period, number in found})
    return frozenset((period, units[number]) for period, number in found)


def _of_period(
    at: int, one: Expected, members: list[Node], first: dict[tuple[int, int], int], said: dict[tuple[str, int], int],
    later: dict[tuple[str, int], int],
) -> Completeness:
    told = {node.number: first[node.number, at] for node in members if (node.number, at) in first}
    nothing = {node.number: said[one.period, node.number] for node in members if (one.period, node.number) in said}
    days = {number: min(days) for number in {*told, *nothing} if (days := [from_[number] for from_ in (told, nothing) if number in from_])}
    last = day_code(one.due) if one.due else 99991231
    return Completeness(
        one.period, tuple(node.unit for node in members), tuple(node.unit for node in members if node.number in days),
        tuple(node.unit for node in members if node.number in days and days[node.number] <= later.get((one.period, node.unit), last)),
        tuple(node.unit for node in members if node.number in nothing and node.number not in told))


def _told(
    reader: Reader, asked: Asked, periods: tuple[Expected, ...], fulfilled_by: FulfilledBy, members: list[Node]
) -> dict[tuple[int, int], int]:
    """By member and period the day on which a record that counts was first told."""
    if not periods or not members:
        return {}
    star = "part" if asked.roles else "activity"
    cases = " ".join(
        f"WHEN earliest >= {day_code(one.window.first)} AND latest <= {day_code(one.window.last)} THEN {at}" for at, one in enumerate(periods))
    conditions = where(reader, asked.but(period=None), star=star, anywhere=True)
    # The first version of a record may have said another day or kind; only its campaign is sure to be the same.
    campaign = "repeat = 0" if asked.campaign is None else f"campaign = {int(asked.campaign)}"
    source = f"(SELECT *, CASE {cases} END AS expected FROM {star} WHERE {' AND '.join(conditions)}) AS told"
    begun = f"(SELECT activity AS begun_by, min(since) AS first_told FROM {star} WHERE {campaign} GROUP BY activity) AS begun"
    found: dict[tuple[int, int], int] = {}
    for column, extra, nodes in _places(reader, asked, fulfilled_by, members):
        rows = reader.rows(f"""
            SELECT {column}, expected, min(first_told) FROM {source} JOIN {begun} ON told.activity = begun.begun_by
            WHERE expected IS NOT NULL {extra} GROUP BY {column}, expected
        """)
        for number, at, day in rows:
            found |= {(member, int(at)): int(day) for member in nodes.get(number, ())}
    return found


def _places(
    reader: Reader, asked: Asked, fulfilled_by: FulfilledBy, members: list[Node]
) -> Iterator[tuple[str, str, dict[int, list[int]]]]:
    """Column that says where a record belongs, a further condition, and the members that each of its values stands for."""
    if fulfilled_by is FulfilledBy.SELF:
        yield "unit", "", {node.number: [node.number] for node in members}
        return
    for level in sorted({node.home[0] for node in members if node.home}):
        nodes: dict[int, list[int]] = defaultdict(list)
        for node in members:
            if node.home and node.home[0] == level:
                nodes[node.home[1]].append(node.number)
        extra = f"AND {stands_at(reader, asked, level)}" if fulfilled_by is FulfilledBy.SAME_LEVEL else ""
        yield f"{asked.prefix}{level}", extra, nodes


def _nothing(reader: Reader, asked: Asked, expectation: int) -> dict[tuple[str, int], int]:
    t = asked.as_of_code
    rows = reader.rows(f"""
        SELECT period, unit, min(since) FROM fulfilment
        WHERE expectation = {int(expectation)} AND nothing = 1 AND since <= {t} AND until > {t} GROUP BY period, unit
    """)
    return {(period, number): since for period, number, since in rows}
