# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""Reports expected, received and on time: completeness and timeliness.

Rule 5: expected is roster × periods. "Nothing to report" is a report received; an empty record is none; nothing
received is not zero.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from xuanguan.analytics.questions.rosters import roster_units
from xuanguan.analytics.store.protocol import Reader
from xuanguan.periods import day_code


@dataclass(frozen=True, slots=True)
class Reports:
    """One period. Lists are units in the order of the tree; `received` holds those of `on_time` and of `nothing`."""

    period: str
    expected: tuple[int, ...]
    received: tuple[int, ...]
    on_time: tuple[int, ...]
    nothing: tuple[int, ...]

    @property
    def missing(self) -> tuple[int, ...]:
        received = set(self.received)
        return tuple(unit for unit in self.expected if unit not in received)


def reports(
    reader: Reader, *, unit: int, expectation: int, roster: int, periods: dict[str, date | None], as_of: date
) -> tuple[Reports, ...]:
    """periods: the code of each period with the day it is due (None: no day); ("", due) for one without rhythm."""
    expected = roster_units(reader, roster, unit, as_of)
    t = day_code(as_of)
    rows = reader.rows(f"""
        SELECT period, unit, min(since), min(nothing) FROM fulfilment
        WHERE expectation = {int(expectation)} AND since <= {t} AND until > {t} GROUP BY period, unit
    """)
    found: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
    for period, number, since, nothing in rows:
        found[period][number] = (since, nothing)
    answer = []
    for period, due in periods.items():
        received = {node.number: found[period][node.number] for node in expected if node.number in found[period]}
        last = day_code(due) if due else 99991231
        answer.append(Reports(
            period,
            tuple(node.unit for node in expected),
            tuple(node.unit for node in expected if node.number in received),
            tuple(node.unit for node in expected if node.number in received and received[node.number][0] <= last),
            tuple(node.unit for node in expected if node.number in received and received[node.number][1]),
        ))
    return tuple(answer)
