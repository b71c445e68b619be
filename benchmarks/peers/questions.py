"""The same questions in every form: Xuanguan's layer, the peer's rows added up, its rows counted DISTINCT, and the records joined.

Answers are plain mappings without what is zero, so that they can be compared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.peers.analytics import ACTIVITIES, CLAUSES, COUNTED
from benchmarks.peers.postgres import Database
from benchmarks.peers.records import VERIFIED, number_of, uid
from xuanguan.analytics import MeasureKey, Reader
from xuanguan.analytics.questions import Asked, children, clauses, timeseries, totals
from xuanguan.demo.country import BEGINS, CAMPAIGN, TODAY, Administration
from xuanguan.periods import Window, Year
from xuanguan.quantities import Qualifier

type Answer = dict[tuple[Any, ...], float]
type Ask = Callable[[Place, Asked], Answer]

LEVELS = {0: "country", 1: "province", 2: "prefecture", 3: "county"}


@dataclass
class Place:
    """Where all forms are asked: a reader of Xuanguan's figures, a database with records and analytics tables."""

    reader: Reader
    database: Database
    measures: dict[str, MeasureKey]


def random_asked(made: Administration, level: int, random: Random) -> Asked:
    """Any node of the level, in today's tree, the only one that the peer knows; the whole three years, one of them, or some months; often one front."""
    first = BEGINS.toordinal() + random.randint(0, 900)
    period = random.choice((Window(BEGINS, TODAY), Year(2011), Window(BEGINS.fromordinal(first), BEGINS.fromordinal(first + 110))))
    return Asked((random.choice(made.divisions[level]),), TODAY, period, campaign=CAMPAIGN, fronts=random.choice(((), (), (1,), (2, 3))), tree="today")


# Xuanguan's layer

def _totals(place: Place, asked: Asked) -> Answer:
    return {(one.key[0] or 0, one.key[1] or 0): one.activities.total for one in totals(place.reader, asked, by=("front", "kind"), measures=False)
            if one.activities.total}


def _measures(place: Place, asked: Asked) -> Answer:
    found: Answer = {}
    for one in totals(place.reader, asked, by=("front", "kind")):
        key = (one.key[0] or 0, one.key[1] or 0)
        if one.activities.total:
            found[(*key, "activities")] = one.activities.total
        for sum_ in one.measures:
            for state, parts in ((True, sum_.verified), (False, sum_.self_reported)):
                for qualifier in Qualifier:
                    if value := getattr(parts, qualifier.value):
                        found[(*key, sum_.measure, state, qualifier.value)] = float(value)
    return found


def _children(place: Place, asked: Asked) -> Answer:
    return {(one.unit,): one.activities.total for one in children(place.reader, asked).rows}


def _clauses(place: Place, asked: Asked) -> Answer:
    return {(one.clause, one.front or 0): one.activities.total for one in clauses(place.reader, asked)}


def _series(place: Place, asked: Asked) -> Answer:
    found = timeseries(place.reader, asked, "month")
    undated: Answer = {(None,): found.undated.total} if found.undated.total else {}
    return {(point.period.code,): point.activities.total for point in found.points} | undated


# The peer. `n` is how activities are counted: the rows' ones added up, or distinct events.

SUM, DISTINCT = "sum(value)", "count(DISTINCT event)"


def where(place: Place, asked: Asked) -> str:
    level = place.reader.node(asked.units[0]).level or 0
    window = asked.window
    assert window is not None
    years = ", ".join(map(str, range(window.first.year, window.last.year + 1)))
    fronts = f" AND front IN ({', '.join(repr(uid('F', front)) for front in asked.fronts)})" if asked.fronts else ""
    return (f"uidlevel{level + 1} = '{uid('U', asked.units[0])}' AND year IN ({years}) AND pestartdate >= '{window.first.isoformat()}' "
            f"AND peenddate <= '{window.last.isoformat()}'{fronts}")


def child_of(place: Place, asked: Asked) -> str:
    level = (place.reader.node(asked.units[0]).level or 0) + 2
    return f"uidlevel{level}" if level <= place.reader.depth + 1 else "NULL::char(11)"


def _peer_totals(n: str) -> Ask:
    return lambda place, asked: {(number_of(front), number_of(kind)): float(total) for front, kind, total in place.database.rows(
        f"SELECT front, kind, {n} FROM {ACTIVITIES} WHERE dx = '{COUNTED}' AND {where(place, asked)} GROUP BY front, kind")}


def _peer_measures(n: str) -> Ask:
    columns = "front, kind, dx, state, co"
    source = ACTIVITIES if n == SUM else f"(SELECT DISTINCT event, {columns}, value FROM {ACTIVITIES} WHERE {{where}}) AS once"

    def ask(place: Place, asked: Asked) -> Answer:
        rows = where(place, asked)
        sql = f"SELECT {columns}, sum(value) FROM {source.format(where=rows)} {f'WHERE {rows}' if n == SUM else ''} GROUP BY {columns}"
        return _with_measures(place, place.database.rows(sql))

    return ask


def _with_measures(place: Place, rows: list[tuple[Any, ...]]) -> Answer:
    found: Answer = {}
    for front, kind, dx, state, qualifier, value in rows:
        key: tuple[Any, ...] = (number_of(front), number_of(kind))
        if dx == COUNTED:
            found[(*key, "activities")] = found.get((*key, "activities"), 0) + float(value)
        elif value:
            found[(*key, place.measures[dx], state == VERIFIED, qualifier[1:].rstrip("_"))] = float(value)
    return found


def _peer_children(n: str) -> Ask:
    def ask(place: Place, asked: Asked) -> Answer:
        child = child_of(place, asked)
        return {(number_of(unit),): float(total) for unit, total in place.database.rows(
            f"SELECT {child} AS child, {n} FROM {ACTIVITIES} WHERE dx = '{COUNTED}' AND {where(place, asked)} GROUP BY child")}

    return ask


def _peer_clauses(n: str) -> Ask:
    return lambda place, asked: {(number_of(clause), number_of(front)): float(total) for clause, front, total in place.database.rows(
        f"SELECT dx, front, {n} FROM {CLAUSES} WHERE {where(place, asked)} GROUP BY dx, front")}


def _peer_series(n: str) -> Ask:
    return lambda place, asked: {(month,): float(total) for month, total in place.database.rows(
        f"SELECT monthly, {n} FROM {ACTIVITIES} WHERE dx = '{COUNTED}' AND {where(place, asked)} GROUP BY monthly")}


# The records themselves, joined and counted DISTINCT: what needs no table of figures and no rebuild.

def _joined(place: Place, asked: Asked) -> str:
    level, window = (place.reader.node(asked.units[0]).level or 0) + 1, asked.window
    assert window is not None
    fronts = f" AND a.front IN ({', '.join(repr(uid('F', front)) for front in asked.fronts)})" if asked.fronts else ""
    return (f"records.activity AS a JOIN records.organiser AS o USING (activity) JOIN records.unit AS u USING (unit) {{also}} "
            f"WHERE u.uidlevel{level} = '{uid('U', asked.units[0])}' AND a.earliest >= '{window.first.isoformat()}' AND a.latest <= '{window.last.isoformat()}'{fronts}")


def _joined_counts(columns: str, also: str = "") -> Callable[[Place, Asked], list[tuple[Any, ...]]]:
    def ask(place: Place, asked: Asked) -> list[tuple[Any, ...]]:
        child = child_of(place, asked)
        chosen = columns.replace("{child}", child if child.startswith("NULL") else f"u.{child}")
        return place.database.rows(f"SELECT {chosen}, count(DISTINCT a.activity) FROM {_joined(place, asked).format(also=also)} GROUP BY {chosen}")

    return ask


def _joined_totals(place: Place, asked: Asked) -> Answer:
    return {(number_of(front), number_of(kind)): float(n) for front, kind, n in _joined_counts("a.front, a.kind")(place, asked)}


def _joined_measures(place: Place, asked: Asked) -> Answer:
    within = f"SELECT DISTINCT a.activity, a.front, a.kind, a.state FROM {_joined(place, asked).format(also='')}"
    return _with_measures(place, place.database.rows(f"""
        WITH within AS MATERIALIZED ({within})
        SELECT front, kind, '{COUNTED}', state, 'Qexact_____', count(*) FROM within GROUP BY front, kind, state
        UNION ALL
        SELECT front, kind, measure, state, qualifier, sum(value) FROM within JOIN records.value USING (activity) GROUP BY front, kind, measure, state, qualifier"""))


def _joined_children(place: Place, asked: Asked) -> Answer:
    return {(number_of(unit),): float(n) for unit, n in _joined_counts("{child}")(place, asked)}


def _joined_clauses(place: Place, asked: Asked) -> Answer:
    rows = _joined_counts("c.clause, a.front", "JOIN records.clause AS c USING (activity)")(place, asked)
    return {(number_of(clause), number_of(front)): float(n) for clause, front, n in rows}


def _joined_series(place: Place, asked: Asked) -> Answer:
    month = "CASE WHEN date_trunc('month', a.earliest) = date_trunc('month', a.latest) THEN to_char(a.latest, 'YYYYMM') END"
    return {(code,): float(n) for code, n in _joined_counts(month)(place, asked)}


FORMS = ("Xuanguan", "rows added up", "rows DISTINCT", "records joined")
QUESTIONS: dict[str, tuple[Ask, ...]] = {
    "totals by front and kind": (_totals, _peer_totals(SUM), _peer_totals(DISTINCT), _joined_totals),
    "totals with all measures": (_measures, _peer_measures(SUM), _peer_measures(DISTINCT), _joined_measures),
    "children": (_children, _peer_children(SUM), _peer_children(DISTINCT), _joined_children),
    "time series by month": (_series, _peer_series(SUM), _peer_series(DISTINCT), _joined_series),
    "clause × front": (_clauses, _peer_clauses(SUM), _peer_clauses(DISTINCT), _joined_clauses),
}


def measures_of(database: Database) -> dict[str, MeasureKey]:
    return {written: MeasureKey(name, word) for written, name, word in database.rows("SELECT uid, name, word FROM records.measure")}
