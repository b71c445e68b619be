"""How fast figures are, and whether they are right, beside what somebody would write by hand.

    python -m benchmarks figures                    100,000 and 1,000,000 activities
    SIZES="0.1 1 10" python -m benchmarks figures   in millions; ten take some twenty minutes to make up once, and 4 GB of disk

Each line prints its limit beside it. Times of questions are processor time, of clients and changes elapsed. Stores are built once under var/bench/. See benchmarks/README.md for results.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from pathlib import Path
from random import Random

from benchmarks.databases import KEPT
from benchmarks.figures import asking, serving
from benchmarks.figures.kept import NOW, store_of
from benchmarks.figures.writing import rebuild_from_records, write_rates
from xuanguan.analytics import Changes, DuckStore
from xuanguan.analytics.facts.batches import facts_of
from xuanguan.demo.country import country


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", type=float, default=[float(one) for one in os.environ.get("SIZES", "0.1 1").split()],
                        metavar="MILLIONS")
    parser.add_argument("--rounds", type=int, default=30, help="questions at random nodes, of each kind")
    parser.add_argument("--seconds", type=float, default=6, help="how long eight clients ask, and readers read beside a refresher")
    parser.add_argument("--oracle", type=int, default=3, help="rounds of every question beside the plain oracle at 20,000 activities")
    parser.add_argument("--reports", type=int, default=60, help="reports written with and without an outbox; 0 leaves it out")
    parser.add_argument("--json", type=Path, default=KEPT / "figures.json", help="where the figures are written, too")
    chosen = parser.parse_args(arguments)
    results = [of_size(int(size * 1_000_000), chosen) for size in sorted(chosen.sizes)]
    right = {"oracle": beside_the_oracle(chosen.oracle)} if chosen.oracle else {}
    if chosen.reports:
        print("\n8. What the figures cost those who write (SQLite, the demo)", flush=True)
        rates = write_rates(chosen.reports)
        line("reports accepted, of the rate without the outbox", rates["accept"], 0.85, higher=True, more=f"{rates['accepted a second']:.0f} a second")
        line("counted reports edited, of the rate without images", rates["edit"], 0.6, higher=True, more=f"{rates['edited a second']:.0f} a second")
        print("9. A full rebuild from the records of a database (SQLite, 100,000 activities)", flush=True)
        anew = rebuild_from_records(100_000)
        print(f"   for a million: {anew['elapsed']:.0f} s elapsed, {anew['processor']:.0f} s of processor, {anew['reading']:.0f} of them reading; the process {anew['memory']:.0f} MB")
        right |= {"writing": rates, "rebuild from records": anew}
    print_growth(results)
    chosen.json.parent.mkdir(parents=True, exist_ok=True)
    chosen.json.write_text(json.dumps({"sizes": results, **right}, indent=1), encoding="utf-8")
    from benchmarks.figures.growth_plot import draw

    draw(results, chosen.json.with_suffix(".svg"))


def of_size(activities: int, chosen: argparse.Namespace) -> dict:
    print(f"\n── {activities:,} activities ──", flush=True)
    folder, built = store_of(activities)
    made = country(activities).administration
    reader = DuckStore(folder, threads=1, memory=serving.MEMORY).reader()
    (rows,), (parts,) = (reader.rows(f"SELECT count(*) FROM {star}")[0] for star in ("activity", "part"))
    size = reader.file.stat().st_size
    result: dict = {"activities": activities, "built": built, "bytes": size / (rows + parts)}

    print("1. Beside DISTINCT over the same rows")
    wrong = asking.differences_from_distinct(made, reader, 12)
    line("answers that differ, of 48", len(wrong), 0)

    print("2. Through the layer, beside SQL written by hand for just that question (ms)")
    result["questions"] = asking.beside_hand(made, reader, chosen.rounds)
    for name, one in result["questions"].items():
        over = max(one["median"] - 3, 0) / one["hand"], max(one["p95"] - 3, 0) / one["hand p95"]
        print(f"   {name:28} median {one['median']:8.1f} / {one['hand']:8.1f}   p95 {one['p95']:8.1f} / {one['hand p95']:8.1f}   "
              f"root, all years {one['root']:8.1f} / {one['hand root']:8.1f}", flush=True)
        line(f"{name}: worse of median and p95, less 3 ms, ÷ by hand", max(over), 1.5)

    with tempfile.TemporaryDirectory(dir=KEPT) as scratch:
        print("3, 4. The uppermost unit over three years, totals by front and kind")
        whole = result["whole"] = asking.whole_country(made, reader, Path(scratch), "2GB")
        if "c" in whole:
            line("÷ a pass in C over the columns", whole["layer"] / whole["c"], 6, more=f"{whole['layer']:.1f} ms, C {whole['c']:.1f} ms; with measures {whole['with measures']:.1f} ms")
        line("normalised with DISTINCT ÷ the star", whole["normalised"] / whole["layer"], 4, higher=True, more=f"{whole['normalised']:.0f} ms")
        result["memory"] = serving.worker_memory(folder, activities)
        line("a worker's memory, MB", result["memory"], 700)

        print("5. A page of five questions in a worker (ms, elapsed, two threads)")
        pages = serving.pages(folder, activities, chosen.rounds * 2)
        result["page"] = pages["p95"]
        line("95th percentile, nothing kept", pages["p95"], 250, more=f"median {pages['median']:.1f}; of processor {pages['processor p95']:.0f} and "
             f"{pages['processor']:.0f}; the uppermost unit, all years {pages['whole']:.0f}, the first time {pages['first']:.0f}")
        result["cached"] = cached(reader, made)
        line("95th percentile, from what is kept", result["cached"], 20)
        result["heavier"] = asking.heavier(made, reader)
        for name, took in result["heavier"].items():
            print(f"   {name}, the uppermost unit, all years: {took:.0f} ms")

        print("6. Eight clients")
        layer, by_hand = serving.throughput(made, reader, chosen.seconds)
        result["clients"] = layer / by_hand
        line("questions a second ÷ by hand", layer / by_hand, 0.7, higher=True, more=f"{layer:.0f} a second, by hand {by_hand:.0f}")

        print("7. Changes taken in")
        own = serving.linked(folder, Path(scratch) / "refreshed")
        took = serving.visible(own, activities, 1000, 3)
        result["refresh"] = serving.median(took)
        line("1,000 changes seen after, s", result["refresh"] / 1000, 1.5, more=f"slowest {max(took) / 1000:.2f}")
        quiet, busy, times = serving.readers_while_refreshing(own, activities, max(chosen.seconds, 12))
        result["readers"] = busy / quiet
        line("readers' 95th percentile while refreshing ÷ without", busy / quiet, 1.3, more=f"{busy:.0f} ms, {quiet:.0f} ms, {times} refreshes")

    print("9. A full rebuild from columns")
    line("s elapsed on two threads", built["elapsed"], 120, more=f"{built['processor']:.0f} s of processor; making the facts up took {built['drawing']:.0f} s before, "
         f"and the process at most {built['memory']:.0f} MB")
    line("bytes for each participation", result["bytes"], 48, more=f"{size / 1e6:,.0f} MB, {rows + parts:,} participations")
    return result


def cached(reader, made) -> float:
    """The 95th percentile of a page whose answers are kept, through the floor that keeps them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xuanguan.config.settings")
    import django

    django.setup()
    from xuanguan.analytics.questions import children, clauses, coverage, timeseries, totals
    from xuanguan.figures.answers.reader import asked_of

    def page(asked) -> None:
        asked_of(reader, totals, asked, by=("front", "kind"))
        for question, params in ((children, {}), (timeseries, {"grain": "month"}), (clauses, {}), (coverage, {"roster": 2, "fulfilled_by": "subtree"})):
            asked_of(reader, question, asked, **params)

    random = Random("kept")
    questions = [asking.random_asked(made, random) for _ in range(20)]
    for one in questions:
        page(one)
    return asking.p95([asking.milliseconds(lambda one=one: page(one)) for one in questions])


def beside_the_oracle(rounds: int) -> dict[str, int]:
    """Every question of the layer beside the slow and obvious one of the tests, on 20,000 activities and on a short history."""
    from tests.analytics.asking import differences, random_question
    from tests.analytics.oracle import Oracle
    from tests.analytics.synthetic import Administration, small

    print("\n1, 10. Every question beside the plain oracle", flush=True)
    made = country(20_000)
    of = made.administration
    world = Administration(of.levels, of.affiliations, of.successions, of.divisions, [one.unit for one in of.actors], [])
    world.activities = [fact for batch in made.batches() for fact in facts_of(batch)]
    world.statements, world.rosters, world.fulfilments = made.statements(), made.rosters()[:2], made.fulfilments()
    history = small(Random(20120525), activities=300)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, one, questions in (("20,000 activities", world, rounds), ("a history of edits, returns, merges and re-organisations", history, 60)):
            store = DuckStore(Path(folder) / name[:9])
            store.rebuild(Changes(one.activities, (), one.statements, (), one.rosters, (), one.fulfilments), one.trees(), at=NOW)
            oracle, wrong = Oracle(one), []
            for seed in range(questions):
                random = Random(seed)
                wrong += differences(store.reader(), oracle, one, random_question(one, random), random)
            line(f"differences in {questions} rounds of some 20 questions, {name}", len(wrong), 0)
            found[name] = len(wrong)
    return found


def line(what: str, value: float, limit: float, *, higher: bool = False, more: str = "") -> None:
    kept = value >= limit if higher else value <= limit
    written, most = (f"{one:.2f}".rstrip("0").rstrip(".") for one in (value, limit))
    print(f"   {'✓' if kept else '✗'} {what}: {written} (limit {'≥' if higher else '≤'} {most}){'; ' + more if more else ''}", flush=True)


def print_growth(results: list[dict]) -> None:
    print("\nGrowth".ljust(47) + "".join(f"{one['activities']:>14,}" for one in results))
    rows = {f"{name}, median ms": [one["questions"][name]["median"] for one in results] for name in asking.PAIRS}
    rows |= {f"{name}, root, all years ms": [one["questions"][name]["root"] for one in results] for name in asking.PAIRS}
    rows |= {"page of five, p95 ms": [one["page"] for one in results], "1,000 changes seen after, ms": [one["refresh"] for one in results],
             "rebuild, s elapsed": [one["built"]["elapsed"] for one in results], "bytes a participation": [one["bytes"] for one in results],
             "a worker's memory, MB": [one["memory"] for one in results]}
    for name, values in rows.items():
        print(name.ljust(46) + "".join(f"{value:>14,.1f}" for value in values))


if __name__ == "__main__":
    main()
