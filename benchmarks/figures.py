"""How fast figures are: the layer beside hand-written SQL on the same tables, in one run.

    python -m benchmarks.figures                   100,000 activities in a province of some 4,400 units
    python -m benchmarks.figures --activities 1000000 --country
    python -m benchmarks.figures --growth          0.01, 0.1 and 1 million, one table

Prints medians and 95th percentiles of questions at random nodes, their ratio to SQL that somebody wrote for just that
question, the time of a refresh with 1 and with 1,000 changes, of a rebuild, and bytes for each participation.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from random import Random

from tests.analytics.synthetic import TODAY, Administration, administration, stream, versions
from xuanguan.analytics import Changes, DuckStore, MeasureKey, Reader
from xuanguan.analytics.questions import Asked, children, clauses, timeseries, totals
from xuanguan.periods import Window, Year, day_code

NOW = datetime(2012, 12, 31, 18, 0)
PEOPLE = MeasureKey("attendances", "人次")
SEED = 20120525


def province(random: Random) -> Administration:
    return administration(random, children=(21, 9, 22), organs=1, top=1, changes=12, uneven=False)


def country(random: Random) -> Administration:
    return administration(random, children=(31, 11, 8, 14), organs=1, top=0, changes=40, uneven=False)


def random_asked(made: Administration, random: Random) -> Asked:
    """A node of any level (more often an upper one), a year or a window, one front in three questions of four."""
    level = random.choice(sorted(made.divisions)[:-1] or sorted(made.divisions))
    first = date(2010, 1, 1).toordinal() + random.randint(0, 900)
    period = random.choice((Year(2011), Window(date.fromordinal(first), date.fromordinal(first + 110))))
    return Asked((random.choice(made.divisions[level]),), TODAY, period, campaign=1,
                 fronts=random.choice(((), (1,), (2,), (3, 4))), tree=random.choice(("day", "today")))


def everything(made: Administration) -> Asked:
    """The root over all three years."""
    return Asked((made.divisions[min(made.divisions)][0],), TODAY, Window(date(2010, 1, 1), TODAY), campaign=1)


# What somebody would write by hand for just this question on the same tables.

def _hand_where(reader: Reader, asked: Asked, below: int = 0) -> str:
    node = reader.node(asked.units[0])
    p, t = asked.prefix, day_code(asked.as_of)
    first, last = asked.first_and_last
    fronts = f"AND front IN ({', '.join(map(str, asked.fronts))})" if asked.fronts else ""
    return (f"{p}{node.level} = {node.number} AND counts_from_{p} <= {node.level + below} AND since <= {t} AND until > {t} "
            f"AND campaign = 1 AND earliest >= {first} AND latest <= {last} {fronts}")


def hand_totals(reader: Reader, asked: Asked) -> object:
    where, t = _hand_where(reader, asked), day_code(asked.as_of)
    return (
        reader.rows(f"SELECT front, kind, count(*), count(CASE WHEN verified <= {t} THEN 1 END) FROM activity WHERE {where} GROUP BY front, kind"),
        reader.rows(f"SELECT front, kind, measure, verified <= {t} AS v, qualifier, sum(value) FROM measure WHERE {where} GROUP BY ALL"),
    )


def hand_children(reader: Reader, asked: Asked) -> object:
    where, t = _hand_where(reader, asked, 1), day_code(asked.as_of)
    child = f"{asked.prefix}{reader.node(asked.units[0]).level + 1}"
    rows = reader.rows(f"SELECT {child}, count(*), count(CASE WHEN verified <= {t} THEN 1 END) FROM activity WHERE {where} GROUP BY {child}")
    joint = reader.rows(f"SELECT count(*) FROM (SELECT activity FROM activity WHERE {where} GROUP BY activity HAVING count(*) > 1)")
    return rows, joint


def hand_clauses(reader: Reader, asked: Asked) -> object:
    where, t = _hand_where(reader, asked), day_code(asked.as_of)
    return reader.rows(f"SELECT clause, front, count(*), count(CASE WHEN verified <= {t} THEN 1 END) FROM clause WHERE {where} GROUP BY clause, front")


def hand_timeseries(reader: Reader, asked: Asked) -> object:
    where, t = _hand_where(reader, asked), day_code(asked.as_of)
    return reader.rows(f"SELECT latest // 100, earliest // 100 = latest // 100 AS fits, count(*), count(CASE WHEN verified <= {t} THEN 1 END) "
                       f"FROM activity WHERE {where} GROUP BY ALL")


QUESTIONS: dict[str, tuple[Callable[[Reader, Asked], object], Callable[[Reader, Asked], object]]] = {
    "totals by front and kind": (lambda reader, asked: totals(reader, asked, by=("front", "kind")), hand_totals),
    "children and joint": (children, hand_children),
    "clause × front": (clauses, hand_clauses),
    "time series by month": (lambda reader, asked: timeseries(reader, asked, "month"), hand_timeseries),
}


def measure(number: int, large: bool, rounds: int) -> dict[str, object]:
    random = Random(SEED)
    made = country(random) if large else province(random)
    print(f"\n{number:,} activities, {len(made.levels):,} units", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        store = DuckStore(folder, threads=1, memory="2GB" if number > 2_000_000 else "700MB")
        trees = made.trees()
        began, worked = time.perf_counter(), time.process_time()
        store.rebuild(Changes(stream(made, random, number)), trees, at=NOW)
        rebuild, worked = time.perf_counter() - began, time.process_time() - worked
        generating = _making(made, min(number, 20_000)) * number / min(number, 20_000)
        reader = store.reader()
        (rows,), = reader.rows("SELECT count(*) FROM activity")
        (parts,), = reader.rows("SELECT count(*) FROM part")
        size = os.path.getsize(reader.file)
        print(f"rebuild {worked - generating:.1f} s of processor time ({rebuild:.1f} s on the clock, with {generating:.1f} s to "
              f"make the facts up); {size / 1e6:.1f} MB, "
              f"{size / (rows + parts):.0f} bytes for each of {rows + parts:,} participations")
        result: dict[str, object] = {"activities": number, "rebuild_s": worked - generating, "bytes": size / (rows + parts)}
        result |= _ask(made, reader, rounds)
        result |= _refresh(made, store, number)
        result["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"largest memory of this process (it also made and loaded the facts): {result['memory_mb']} MB")
        return result


def _making(made: Administration, number: int) -> float:
    """Processor seconds to make so many facts up, which a rebuild from a database would not spend."""
    began = time.process_time()
    for _ in stream(made, Random(SEED), number):
        pass
    return time.process_time() - began


def _ask(made: Administration, reader: Reader, rounds: int) -> dict[str, object]:
    result: dict[str, object] = {}
    print(f"{'ms':28}{'layer median':>14}{'p95':>8}{'by hand':>10}{'p95':>8}{'ratio':>8}{'p95':>8}{'root, all years':>18}{'by hand':>10}")
    for name, (layer, hand) in QUESTIONS.items():
        random = Random(name)
        asked = [random_asked(made, random) for _ in range(rounds)]
        times: tuple[list[float], list[float]] = ([], [])
        for one in asked:
            for which, ask in enumerate((layer, hand)):  # side by side, so that both see the same machine
                times[which].append(_time(ask, reader, one))
        root = everything(made)
        whole = [min(_time(ask, reader, root) for _ in range(3)) for ask in (layer, hand)]
        m, h = (statistics.median(one) for one in times)
        mp, hp = (statistics.quantiles(one, n=20)[-1] for one in times)
        result[name] = {"median": m, "p95": mp, "ratio": m / h, "root": whole[0]}
        print(f"{name:28}{m:14.2f}{mp:8.2f}{h:10.2f}{hp:8.2f}{m / h:8.2f}{mp / hp:8.2f}{whole[0]:18.1f}{whole[1]:10.1f}", flush=True)
    return result


def _refresh(made: Administration, store: DuckStore, number: int) -> dict[str, object]:
    """A change to 1 and to 1,000 activities, until a reader sees it."""
    random = Random(7)
    result: dict[str, object] = {}
    trees = made.trees()
    for changed in (1, 1000):
        took = []
        for _ in range(5 if number <= 1_000_000 else 2):
            ids = sorted(random.sample(range(1, number + 1), changed))
            facts = [fact for activity in ids for fact in versions(made, random, activity, plain=True)]
            began = time.perf_counter()
            store.refresh(lambda: Changes(facts, ids), trees, at=NOW)  # noqa: B023
            store.reader().rows("SELECT count(*) FROM about")
            took.append((time.perf_counter() - began) * 1000)
        result[f"refresh {changed}"] = statistics.median(took)
        print(f"refresh of {changed:,}: median {statistics.median(took):.0f} ms, slowest {max(took):.0f} ms until seen")
    return result


def _time(ask: Callable[[Reader, Asked], object], reader: Reader, asked: Asked) -> float:
    began = time.perf_counter()
    ask(reader, asked)
    return (time.perf_counter() - began) * 1000


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--activities", type=int, default=100_000)
    parser.add_argument("--country", action="store_true", help="a country of some 43,000 units instead of a province")
    parser.add_argument("--growth", action="store_true", help="0.01, 0.1 and 1 million, one after another")
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    chosen = parser.parse_args(arguments)
    sizes = (10_000, 100_000, 1_000_000) if chosen.growth else (chosen.activities,)
    results = [measure(number, chosen.country, chosen.rounds) for number in sizes]
    if chosen.growth:
        _print_growth(results)
    if chosen.json:
        chosen.json.write_text(json.dumps(results, indent=1), encoding="utf-8")


def _print_growth(results: list[dict[str, object]]) -> None:
    print("\ngrowth".ljust(29) + "".join(f"{one['activities']:>14,}" for one in results))
    for name in QUESTIONS:
        print(name.ljust(28) + "".join(f"{one[name]['median']:>11.2f} ms" for one in results))  # type: ignore[index]
    for name, unit in (("refresh 1", "ms"), ("refresh 1000", "ms"), ("rebuild_s", "s"), ("bytes", "B")):
        print(name.ljust(28) + "".join(f"{one[name]:>11.1f} {unit:2}" for one in results))


if __name__ == "__main__":
    main(sys.argv[1:])
