"""Questions of the layer beside hand-written SQL, beside DISTINCT, beside C; and a page of them."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from benchmarks.figures import hand
from xuanguan.analytics import MeasureKey, Reader
from xuanguan.analytics.questions import Asked, Dimension, children, clauses, coverage, crosstab, ranking, timeseries, totals
from xuanguan.demo.country import BEGINS, CAMPAIGN, TODAY, Administration
from xuanguan.periods import Window, Year, day_code

SESSIONS = MeasureKey("sessions", "场")
PAIRS: dict[str, tuple[Callable[[Reader, Asked], object], Callable[[Reader, Asked], object]]] = {
    "totals by front and kind": (lambda reader, asked: totals(reader, asked, by=("front", "kind")), hand.totals),
    "children and joint": (children, hand.children),
    "clause × front": (clauses, hand.clauses),
    "time series by month": (lambda reader, asked: timeseries(reader, asked, "month"), hand.series),
}


def random_asked(made: Administration, random: Random) -> Asked:
    """A node of any level (an upper one as often as a lower), a year or a window, one front in three questions of four."""
    level = random.choice(sorted(made.divisions)[:-1])
    first = BEGINS.toordinal() + random.randint(0, 900)
    period = random.choice((Year(2011), Window(date.fromordinal(first), date.fromordinal(first + 110))))
    return Asked((random.choice(made.divisions[level]),), TODAY, period, campaign=CAMPAIGN,
                 fronts=random.choice(((), (1,), (2,), (3, 4))), tree=random.choice(("day", "today")))


def everything(made: Administration) -> Asked:
    """The uppermost division over all three years."""
    return Asked((made.divisions[made.top][0],), TODAY, Window(BEGINS, TODAY), campaign=CAMPAIGN)


def milliseconds(ask: Callable[[], object]) -> float:
    """Of processor: on a machine that others use too, elapsed time says more about them. The readers here have one thread."""
    began = time.process_time()
    ask()
    return (time.process_time() - began) * 1000


def elapsed(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return (time.perf_counter() - began) * 1000


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def beside_hand(made: Administration, reader: Reader, rounds: int) -> dict[str, dict[str, float]]:
    """Each question at random nodes, through the layer and by hand, in turn so that both see the same machine."""
    found = {}
    for name, (layer, by_hand) in PAIRS.items():
        random = Random(name)
        times: tuple[list[float], list[float]] = ([], [])
        for _ in range(rounds):
            asked = random_asked(made, random)
            order = [(0, layer), (1, by_hand)]
            random.shuffle(order)
            for which, ask in order:
                times[which].append(min(milliseconds(lambda ask=ask, asked=asked: ask(reader, asked)) for _ in range(2)))
        root = everything(made)
        whole = [min(milliseconds(lambda ask=ask, root=root: ask(reader, root)) for _ in range(3)) for ask in (layer, by_hand)]
        median, by_hand_median = (statistics.median(one) for one in times)
        found[name] = {
            "median": median, "p95": p95(times[0]), "hand": by_hand_median, "hand p95": p95(times[1]), "root": whole[0], "hand root": whole[1]}
    return found


def differences_from_distinct(made: Administration, reader: Reader, questions: int) -> list[str]:
    """Totals, children, clauses and series beside the same with DISTINCT activities and nothing about levels to count from."""
    random, wrong = Random("distinct"), []
    for _ in range(questions):
        asked = random_asked(made, random).but(systems=random.choice(((), (), (1,))))
        node, t = reader.node(asked.units[0]), day_code(asked.as_of)
        first, last = asked.first_and_last
        rows = (f"{asked.prefix}{node.level} = {node.number} AND since <= {t} AND until > {t} AND campaign = {CAMPAIGN} AND earliest >= {first} "
                f"AND latest <= {last}" + (f" AND front IN ({', '.join(map(str, asked.fronts))})" if asked.fronts else "")
                + (" AND system = 1" if asked.systems else ""))
        child = f"{asked.prefix}{(node.level or 0) + 1}"
        distinct = {
            "totals": reader.rows(f"SELECT front, kind, count(DISTINCT activity) FROM activity WHERE {rows} GROUP BY ALL"),
            "children": reader.rows(f"SELECT {child}, count(DISTINCT activity) FROM activity WHERE {rows} GROUP BY ALL"),
            "clauses": reader.rows(f"SELECT clause, front, count(DISTINCT activity) FROM clause WHERE {rows} GROUP BY ALL"),
            "series": reader.rows(f"SELECT latest // 100, count(DISTINCT activity) FROM activity WHERE {rows} AND earliest // 100 = latest // 100 GROUP BY ALL"),
        }
        numbers = {unit: reader.node(unit).number for unit in made.divisions.get((node.level or 0) + 1, ())}
        layer = {
            "totals": [(*(key or 0 for key in one.key), one.activities.total) for one in totals(reader, asked, by=("front", "kind"), measures=False)
                       if one.activities.total],
            "children": [(numbers.get(one.unit) or (reader.node(one.unit).number if one.unit else 0), one.activities.total)
                         for one in children(reader, asked).rows],
            "clauses": [(one.clause, one.front or 0, one.activities.total) for one in clauses(reader, asked)],
            "series": [(int(point.period.code), point.activities.total) for point in timeseries(reader, asked, "month").points],
        }
        wrong += [f"{name}: {asked}" for name in distinct if sorted(distinct[name]) != sorted(layer[name])]
    return wrong


def page(reader: Reader, asked: Asked) -> None:
    """Five questions, as an overview asks: totals, children, series, clauses, coverage."""
    totals(reader, asked, by=("front", "kind"))
    children(reader, asked)
    timeseries(reader, asked, "month")
    clauses(reader, asked)
    coverage(reader, asked, roster=2, fulfilled_by="subtree")


def heavier(made: Administration, reader: Reader) -> dict[str, float]:
    """What is not additive, at the uppermost division over all years: how long each takes."""
    root = everything(made)
    level = sorted(made.divisions)[2]
    return {
        "ranking of all counties" if made.top else "ranking of all prefectures": milliseconds(lambda: ranking(reader, root, level=level)),
        "clause × unit below": milliseconds(lambda: crosstab(reader, root, rows=Dimension.CLAUSE, columns=Dimension.CHILD)),
        "several units and systems together (DISTINCT)": milliseconds(
            lambda: totals(reader, root.but(units=tuple(made.divisions[made.top + 1][:2]), systems=(1, 2)), by=("front",), measures=False)),
    }


def whole_country(made: Administration, reader: Reader, folder: Path, memory: str) -> dict[str, float]:
    """Totals of the uppermost division over three years: the layer, C over the columns, the normalised form."""
    root = everything(made)
    layer = min(milliseconds(lambda: totals(reader, root, by=("front", "kind"), measures=False)) for _ in range(5))
    counted = sum(one.activities.total for one in totals(reader, root, by=("front", "kind"), measures=False))
    found = {"layer": layer, "with measures": min(milliseconds(lambda: totals(reader, root, by=("front", "kind"))) for _ in range(3))}
    # Under a second name: the engine opens one file in one way only.
    generation = folder / "same.duckdb"
    os.link(reader.file, generation)  # type: ignore[attr-defined]
    c = hand.c_pass(reader, root, generation, folder)
    if c is not None:
        found["c"] = c[0]
        if c[1] != counted:
            raise SystemExit(f"The C pass counts {c[1]:,}, the layer {counted:,}.")
    normalised = hand.Normalised(generation, folder, reader.depth, memory)
    node, (first, last) = reader.node(root.units[0]), root.first_and_last
    found["normalised"] = min(
        milliseconds(lambda: normalised.totals(node.level or 0, node.number, day_code(root.as_of), first, last)) for _ in range(2))
    normalised.connection.close()
    return found
