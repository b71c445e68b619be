# ruff: noqa: S608  (the SQL is ours: only names of tables and whole numbers enter its text, days and codes are parameters)
"""What the rows say was done. Each question is one pass of the covering index `fulfilment_standing` for each slice; nothing here
knows of rosters, exemptions or more time.

`scope` gives the condition on `unit_id` under which a slice is read ("" for none).
"""
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import batched
from typing import Any

from django.db import connection

from xuanguan.campaigns.models import Fulfilment
from xuanguan.campaigns.queries.standing.values import NOTHING, REPORTED, VERIFIED, Found, Slice

# SQLite takes at most 500 SELECTs in one statement.
SLICES_AT_ONCE = 100
# How a row is known on a day (a parameter); the highest of a unit's rows is how the unit stands.
CODE = f"CASE WHEN verified_on <= %s THEN {VERIFIED} WHEN state = 'nothing' THEN {NOTHING} ELSE {REPORTED} END"
WAYS = [(code, late) for code in (NOTHING, REPORTED, VERIFIED) for late in (False, True)]

type Key = tuple[int, str]
type Scope = Callable[[Slice], str]


def counted(slices: Sequence[Slice], on: dt.date, scope: Scope) -> dict[Key, dict[tuple[int, bool], int]]:
    """Of each slice how many units stand how: by how it is known, and whether the first report came late.

    "Late" is read as a number that has no report in time: keeping the least of many days takes half as long again.
    """
    each = ", ".join(f"COUNT(CASE WHEN code = {code} AND in_time = {int(not late)} THEN 1 END)" for code, late in WAYS)
    found: dict[Key, dict[tuple[int, bool], int]] = {}
    for chunk in batched(slices, SLICES_AT_ONCE):
        parts: list[str] = []
        parameters: list[Any] = []
        for n, one in enumerate(chunk):
            rows, inside = _rows_of(one, on, scope(one))
            parts.append(f"""SELECT {n}, {each} FROM (
                SELECT MAX({CODE}) AS code, MAX(CASE WHEN "on" <= %s THEN 1 ELSE 0 END) AS in_time {rows} GROUP BY unit_id) AS d{n}""")
            parameters += [on, one.due.due or dt.date.max, *inside]
        for n, *numbers in _all(" UNION ALL ".join(parts), parameters):
            found[chunk[n].key] = {way: many for way, many in zip(WAYS, numbers, strict=True) if many}
    return found


def times_done(slices: Sequence[Slice], on: dt.date, scope: Scope) -> dict[int, int]:
    """Of how many of the slices each unit did what was expected."""
    found: dict[int, int] = defaultdict(int)
    for chunk in batched(slices, SLICES_AT_ONCE):
        parts: list[str] = []
        parameters: list[Any] = []
        for one in chunk:
            rows, inside = _rows_of(one, on, scope(one))
            parts.append(f"SELECT DISTINCT unit_id {rows}")
            parameters += inside
        for unit, n in _all(f"SELECT unit_id, COUNT(*) FROM ({' UNION ALL '.join(parts)}) AS done GROUP BY unit_id", parameters):
            found[unit] += n
    return found


def done_by(slices: Sequence[Slice], on: dt.date, units: Mapping[Key, Collection[int] | None], *, with_day: bool) -> dict[Key, dict[int, Found]]:
    """Of each slice each unit that did it, of those named (None: all). with_day: also the last day on which it was done."""
    found: dict[Key, dict[int, Found]] = {one.key: {} for one in slices}
    day = ", MAX(done_on)" if with_day else ""
    wanted = [one for one in slices if units[one.key] is None or units[one.key]]
    for chunk in batched(wanted, SLICES_AT_ONCE):
        parts: list[str] = []
        parameters: list[Any] = []
        for n, one in enumerate(chunk):
            some = units[one.key]
            rows, inside = _rows_of(one, on, f"AND unit_id IN ({_listed(some)})" if some is not None else "")
            parts.append(f'SELECT {n}, unit_id, MAX({CODE}), MIN("on"){day} {rows} GROUP BY unit_id')
            parameters += [on, *inside]
        for n, unit, code, since, *last in _all(" UNION ALL ".join(parts), parameters):
            found[chunk[n].key][unit] = (code, _day(since), _day(last[0]) if last and last[0] else None)
    return found


def done_by_few(slices: Sequence[Slice], on: dt.date, units: Collection[int]) -> dict[Key, dict[int, Found]]:
    """The same by the units' own index: for the many periods of a unit's own list."""
    found: dict[Key, dict[int, Found]] = {one.key: {} for one in slices}
    rows = _all(f"""
        SELECT expectation_id, period, unit_id, MAX({CODE}), MIN("on"), MAX(done_on) FROM {Fulfilment._meta.db_table}
        WHERE unit_id IN ({_listed(units)}) AND expectation_id IN ({_listed({one.expectation.pk for one in slices})})
          AND "on" <= %s AND (until IS NULL OR until > %s)
        GROUP BY expectation_id, period, unit_id""", [on, on, on])
    for expectation, period, unit, code, since, day in rows:
        if (expectation, period) in found:
            found[expectation, period][unit] = (code, _day(since), _day(day) if day else None)
    return found


def _rows_of(one: Slice, on: dt.date, which: str) -> tuple[str, list[Any]]:
    return (f"""FROM {Fulfilment._meta.db_table}
        WHERE expectation_id = %s AND period = %s AND "on" <= %s AND (until IS NULL OR until > %s) {which}""", [one.expectation.pk, one.due.period, on, on])


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(int(one)) for one in numbers)


def _all(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _day(value: dt.date | str) -> dt.date:
    return dt.date.fromisoformat(value) if isinstance(value, str) else value
