"""Xuanguan and PostgreSQL with analytics tables on the same facts: built, asked, changed, compared."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.databases import HOUSE
from benchmarks.figures import serving
from benchmarks.figures.asking import everything
from benchmarks.figures.kept import NOW
from benchmarks.peers import records
from benchmarks.peers.analytics import Analytics
from benchmarks.peers.postgres import Cost, Database, cost
from benchmarks.peers.questions import FORMS, LEVELS, QUESTIONS, Answer, Place, measures_of, random_asked
from xuanguan.analytics import DuckStore
from xuanguan.demo.country import CAMPAIGN, TODAY, Country, country

CHANGES = 1_000


def compare(activities: int, address: str, scratch: Path, rounds: int) -> dict[str, Any]:
    """Everything measured at one size; costs as pairs of milliseconds (elapsed, processor)."""
    folder, made, database = scratch / "figures", country(activities), Database(address)
    own = _built(activities, folder)
    participations = records.load(database, made.batches(), made.trees(), as_of=TODAY, campaign=CAMPAIGN)
    analytics = Analytics(database, made.trees().depth + 1)
    analytics.build()  # the first grows the files and warms what is read; the one measured below is like any other night's
    reader = DuckStore(folder, threads=1, memory=serving.MEMORY).reader()
    place = Place(reader, database, measures_of(database))
    database.run("SET max_parallel_workers_per_gather = 0")  # one thread each: Xuanguan's readers have one as well
    found: dict[str, Any] = {
        "activities": activities, "participations": participations,
        "bytes": {"Xuanguan": reader.file.stat().st_size, "peer": analytics.bytes(), "records": _bytes_of_records(database)},
        "over": over_honest(made, place),
    }
    found["questions"], found["differences"] = asked(made, place, rounds)
    found["root"] = at_root(made, place, serving.linked(folder, scratch / "both"))
    found["changes"], wrong = changed(made, folder, scratch, database, analytics)
    found["differences"] += wrong
    found["build"] = {"Xuanguan": (own["elapsed"] * 1000, own["processor"] * 1000), "peer": found["changes"]["whole"]}
    database.close()
    return found


def asked(made: Country, place: Place, rounds: int) -> tuple[dict[str, dict[str, list[tuple[float, float]]]], list[str]]:
    """Every question at random nodes of every level, each form in turn so that all see the same machine: costs by question and level, and what differs.

    Nothing differs when Xuanguan, the peer's rows counted DISTINCT and the records joined say the same.
    """
    costs: dict[str, dict[str, list[tuple[float, float]]]] = {}
    wrong: list[str] = []
    for name, forms in QUESTIONS.items():
        random = Random(name)
        for level in sorted(made.administration.divisions)[:-1]:
            of_form: list[list[Cost]] = [[] for _ in forms]
            nodes = len(made.administration.divisions[level])
            for _ in range(rounds if nodes > 1 else max(rounds // 2, 3)):
                question = random_asked(made.administration, level, random)
                answers: list[Answer] = [{} for _ in forms]
                for which in random.sample(range(len(forms)), len(forms)):
                    def ask(which: int = which) -> None:
                        answers[which] = forms[which](place, question)  # noqa: B023  asked at once
                    ask()  # once for what is not yet in memory
                    of_form[which].append(cost(ask) if which == 0 else place.database.cost(ask))
                wrong += [f"{name}: {FORMS[which]} differs for {question}" for which in (2, 3) if answers[which] != answers[0]]
            costs.setdefault(name, {})[LEVELS[level]] = [
                (statistics.median(one.elapsed for one in some), statistics.median(one.processor for one in some)) for some in of_form]
    return costs, wrong


def at_root(made: Country, place: Place, folder: Path) -> dict[str, list[float]]:
    """The uppermost unit over all years, elapsed, with both cores: the heaviest that a page asks."""
    place.database.run("SET max_parallel_workers_per_gather = 2")
    reader = DuckStore(folder, threads=2, memory=serving.MEMORY).reader()
    both, root = Place(reader, place.database, place.measures), everything(made.administration).but(tree="today")
    found = {}
    for name, forms in QUESTIONS.items():
        found[name] = [min(cost(lambda ask=ask: ask(both, root)).elapsed for _ in range(2)) for ask in forms]
    place.database.run("SET max_parallel_workers_per_gather = 0")
    return found


def over_honest(made: Country, place: Place) -> dict[str, float]:
    """How far the rows added up are above what happened, in shares: activities at nodes of each level, and measures at the uppermost.

    A joint activity has a row for each of its organisers, and every row carries its whole values.
    """
    totals, measures = QUESTIONS["totals by front and kind"], QUESTIONS["totals with all measures"]
    found = {}
    for level in sorted(made.administration.divisions)[:-1]:
        random, honest, added = Random("over"), 0.0, 0.0
        for node in random.sample(made.administration.divisions[level], min(8, len(made.administration.divisions[level]))):
            question = everything(made.administration).but(units=(node,), tree="today")
            honest, added = honest + sum(totals[0](place, question).values()), added + sum(totals[1](place, question).values())
        found[f"activities, {LEVELS[level]}"] = added / honest - 1
    root = everything(made.administration).but(tree="today")
    honest_sums, added_sums = (_sums(form(place, root)) for form in measures[:2])
    return found | {f"{name}, {LEVELS[made.administration.top]}": added_sums[name] / honest_sums[name] - 1 for name in sorted(honest_sums)}


def changed(made: Country, folder: Path, scratch: Path, database: Database, analytics: Analytics) -> tuple[dict[str, Any], list[str]]:
    """A thousand activities get another front, until a reader sees it; three times, the peer both ways."""
    store, trees = DuckStore(serving.linked(folder, scratch / "refreshed"), threads=1, memory="700MB"), made.trees()
    store.refresh(lambda: serving.some_changes(made.activities, 1, 0), trees, at=NOW)
    costs: dict[str, list[Cost]] = {"Xuanguan": [], "latest": [], "whole": []}
    place, wrong = Place(store.reader(), database, measures_of(database)), []
    total, root = QUESTIONS["totals by front and kind"], everything(made.administration).but(tree="today")

    def recorded(seed: int) -> Callable[[], object]:
        changes = serving.some_changes(made.activities, CHANGES, seed)
        front = next(iter(changes.activities)).front
        database.run("UPDATE records.activity SET front = %s, lastupdated = now() WHERE activity = ANY(%s)", (
            records.uid("F", front or 0), list(changes.activity_ids)))
        return lambda: (store.refresh(lambda: changes, trees, at=NOW), store.reader().rows("SELECT count(*) FROM about"))

    for seed in (1, 2, 3):
        refresh = recorded(seed)
        costs["Xuanguan"].append(cost(refresh))
        costs["latest"].append(database.cost_of_all(analytics.latest))
        place.reader = store.reader()
        if total[0](place, root) != total[2](place, root):
            wrong.append(f"after changes {seed}: the latest partition differs")
    recorded(4)()
    costs["whole"].append(database.cost_of_all(analytics.build))
    place.reader = store.reader()
    if total[0](place, root) != total[2](place, root):
        wrong.append("after changes 4: the tables built whole differ")
    return {name: (statistics.median(one.elapsed for one in some), statistics.median(one.processor for one in some)) for name, some in costs.items()}, wrong


def _built(activities: int, folder: Path) -> dict[str, float]:
    """Xuanguan's figures from columns, in a process of its own; the time to make the facts up is taken out."""
    folder.mkdir(parents=True)
    subprocess.run([sys.executable, "-m", "benchmarks.figures.kept", str(activities), str(folder)], cwd=HOUSE, check=True)
    return json.loads((folder / "built.json").read_text())


def _bytes_of_records(database: Database) -> int:
    return int(database.one("SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class AS c WHERE c.relkind = 'r' AND c.relnamespace = 'records'::regnamespace"))


def _sums(answer: Answer) -> dict[str, float]:
    """Of each measure, whatever its qualifier: only for how far two answers are apart."""
    found: dict[str, float] = {}
    for key, value in answer.items():
        name = key[2] if key[2] == "activities" else key[2].name
        if name != "activities":
            found[name] = found.get(name, 0) + value
    return found
