"""Eight clients at once; changes taken in while they ask; how much memory a worker takes."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random

from benchmarks.databases import HOUSE
from benchmarks.figures.asking import PAIRS, elapsed, everything, milliseconds, p95, page, random_asked
from benchmarks.figures.kept import NOW
from xuanguan.analytics import Changes, DuckStore, Reader
from xuanguan.analytics.facts.batches import facts_of
from xuanguan.analytics.questions import Asked
from xuanguan.demo.country import country
from xuanguan.demo.country.drawing import Drawing

MEMORY = "512MB"


def throughput(made, reader: Reader, seconds: float, clients: int = 8) -> tuple[float, float]:
    """Questions a second of eight clients, through the layer and by hand; in turns of a second, so that both see the same machine."""
    done = [0, 0]

    def client(number: int, which: int, until: float) -> int:
        random, asked = Random(f"{number} {until}"), 0
        while time.perf_counter() < until:
            pair = random.choice(list(PAIRS.values()))
            pair[which](reader, random_asked(made, random))
            asked += 1
        return asked

    turns = max(int(seconds), 2)
    with ThreadPoolExecutor(clients) as pool:
        for turn in range(turns * 2):
            until = time.perf_counter() + 1
            done[turn % 2] += sum(pool.map(lambda number, which=turn % 2, until=until: client(number, which, until), range(clients)))
    return done[0] / turns, done[1] / turns


def linked(folder: Path, into: Path) -> Path:
    """A folder with the same generation, which is never changed, under another name: what is done to it hurts nobody."""
    into.mkdir()
    for file in folder.iterdir():
        if file.suffix == ".duckdb":
            os.link(file, into / file.name)
    (into / "current.json").write_text((folder / "current.json").read_text())
    return into


def some_changes(activities: int, number: int, seed: int) -> Changes:
    """So many activities with another front, a tenth of them from anywhere, the rest the newest: what is edited is mostly new."""
    made, random = country(activities), Random(seed)
    starts = [activities - number, *(random.randint(1, max(activities - 200, 1)) for _ in range(max(number // 1000, 1)))]
    sizes = [number - number // 10, *([number // 10] if number >= 10 else [])]
    facts = []
    with Drawing(made.administration, activities, made.seed) as drawing:
        for first, size in zip(starts, sizes, strict=False):
            facts += facts_of(drawing.batch(max(first, 1), max(first, 1) + size - 1))
    facts = [replace(fact, front=1 + seed % 5) for fact in facts]
    return Changes(facts, sorted({fact.activity for fact in facts}))


def visible(folder: Path, activities: int, number: int, rounds: int) -> list[float]:
    """Milliseconds until a reader sees so many changes."""
    store, trees = DuckStore(folder, threads=1, memory="700MB"), country(activities).trees()
    store.refresh(lambda: some_changes(activities, 1, 0), trees, at=NOW)
    took = []
    for turn in range(rounds):
        changes = some_changes(activities, number, turn + 1)
        began = time.perf_counter()
        store.refresh(lambda changes=changes: changes, trees, at=NOW)
        store.reader().rows("SELECT count(*) FROM about")
        took.append((time.perf_counter() - began) * 1000)
    return took


def readers_while_refreshing(folder: Path, activities: int, seconds: float) -> tuple[float, float, int]:
    """The 95th percentile of a reader's questions without and with a process that refreshes every five seconds; how often it did."""
    made, store = country(activities).administration, DuckStore(folder, threads=1, memory=MEMORY)

    def read(until: float) -> list[float]:
        random, times = Random(3), []
        while time.perf_counter() < until:
            ask: Callable[[Reader, Asked], object] = random.choice(list(PAIRS.values()))[0]
            asked = random_asked(made, random)
            began = time.perf_counter()
            store.ask(lambda reader, ask=ask, asked=asked: ask(reader, asked))
            times.append((time.perf_counter() - began) * 1000)
        return times

    quiet = read(time.perf_counter() + seconds)
    before = store.reader().generation.number
    refresher = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.figures.serving", "refresh", str(folder), str(activities), str(seconds + 4)], cwd=HOUSE,
        stdout=subprocess.PIPE, text=True)
    assert refresher.stdout is not None
    refresher.stdout.readline()  # it is ready
    busy = read(time.perf_counter() + seconds)
    times = store.reader().generation.number - before
    refresher.terminate()
    refresher.wait()
    return p95(quiet), p95(busy), times


def _refresh(folder: Path, activities: int, seconds: float) -> None:
    store, trees = DuckStore(folder, threads=1, memory="700MB"), country(activities).trees()
    changes = [some_changes(activities, 1000, seed) for seed in (11, 12)]
    print("ready", flush=True)
    until, turn = time.perf_counter() + seconds, 0
    while time.perf_counter() < until:
        began, turn = time.perf_counter(), turn + 1
        store.refresh(lambda turn=turn: changes[turn % 2], trees, at=NOW)
        time.sleep(max(5 - (time.perf_counter() - began), 0))


def pages(folder: Path, activities: int, rounds: int) -> dict[str, float]:
    """Milliseconds of a page of five questions in a process of its own, on two threads as a worker has them, once it holds the file."""
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.figures.serving", "pages", str(folder), str(activities), str(rounds)], cwd=HOUSE, check=True, capture_output=True,
        text=True)
    return json.loads(said.stdout)


def _pages(folder: Path, activities: int, rounds: int) -> None:
    made = country(activities).administration
    reader = DuckStore(folder, threads=2, memory=MEMORY).reader()
    # A new generation is read from the file while it is first asked.
    first = [elapsed(lambda tree=tree: page(reader, everything(made).but(tree=tree))) for tree in ("day", "today")]
    random = Random("page")
    asked = [random_asked(made, random) for _ in range(rounds)]
    times = [elapsed(lambda one=one: page(reader, one)) for one in asked]
    work = [milliseconds(lambda one=one: page(reader, one)) for one in asked]
    print(json.dumps({"p95": p95(times), "median": median(times), "processor p95": p95(work), "processor": median(work), "first": first[0],
                      "whole": elapsed(lambda: page(reader, everything(made)))}))


def worker_memory(folder: Path, activities: int) -> float:
    """Megabytes of a process that asks the heaviest questions and some hundred others, as a worker would."""
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.figures.serving", "worker", str(folder), str(activities)], cwd=HOUSE, check=True, capture_output=True, text=True)
    return json.loads(said.stdout)["memory"]


def _worker(folder: Path, activities: int) -> None:
    made, random = country(activities).administration, Random(5)
    # What making the country up took is not the worker's.
    before = most_ever()
    reader = DuckStore(folder, threads=2, memory=MEMORY).reader()
    for layer, _hand in PAIRS.values():
        layer(reader, everything(made))
    page(reader, everything(made))
    for _ in range(60):
        random.choice(list(PAIRS.values()))[0](reader, random_asked(made, random))
    print(json.dumps({"memory": most_ever(), "before": before}))


def most_ever() -> float:
    """Megabytes that this program ever held. What getrusage tells of a child includes the process that it was forked from."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:  # not Linux
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def median(times: list[float]) -> float:
    return statistics.median(times)


if __name__ == "__main__":
    what, folder_, activities_, *rest = sys.argv[1:]
    if what == "refresh":
        _refresh(Path(folder_), int(activities_), float(rest[0]))
    elif what == "pages":
        _pages(Path(folder_), int(activities_), int(rest[0]))
    else:
        _worker(Path(folder_), int(activities_))
