"""How long a bulletin of a whole province takes: composed, then made into each kind of file; at several sizes, beside the limits.

    python -m benchmarks.composing
    python -m benchmarks.composing --sizes 1000 100000
    python -m benchmarks.composing --folder /tmp/large      an installation that is there (its XUANGUAN_VAR), a million activities, say

Each repetition asks of another quarter-long period, so that no answer kept by the process is read again. "processor" is what the
process and its threads worked; "elapsed" depends on what else the machine does. The baseline is one question of the figures.
"""
import argparse
import datetime as dt
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.databases import HOUSE, environment, with_activities

SIZES = (1_000, 10_000, 100_000)
LIMITS = {"compose": 1.0, "docx": 0.5, "pdf": 0.5}
FORMS = ("docx", "pdf", "html", "json", "jsonld", "text")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="activities of the campaign (1000 10000 100000)")
    parser.add_argument("--folder", type=Path, help="measure this installation instead")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.inside:
        print(json.dumps(measure(chosen.rounds)))
        return 0
    folders = [chosen.folder] if chosen.folder else [with_activities(size) for size in chosen.sizes]
    results = [inside(folder, chosen.rounds) for folder in folders]
    for result in results:
        print_one(result)
    if len(results) > 1:
        first, last = results[0], results[-1]
        print(f"\n{last['activities'] / first['activities']:,.0f} times the activities: composing takes {last['compose'][0] / first['compose'][0]:.1f} times the processor time")
    return 0


def inside(folder: Path, rounds: int) -> dict:
    command = [sys.executable, "-m", "benchmarks.composing", "--inside", "--rounds", str(rounds)]
    done = subprocess.run(command, cwd=HOUSE, env=environment(folder), check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def print_one(result: dict) -> None:
    print(f"\n{result['activities']:,} activities; load {os.getloadavg()[0]:.1f}; {result['letters']:,} characters, {result['numbers']} bound numbers, {result['queries']} queries")
    print(f"{'':16}{'processor':>12}{'elapsed':>12}{'limit':>9}{'of limit':>10}")
    for name in ("one question", "first compose", "compose", *FORMS):
        processor, elapsed = result[name]
        limit = LIMITS.get(name.removeprefix("first "))
        beside = f"{limit * 1000:7.0f} ms{processor / limit:10.2f}" if limit else ""
        print(f"{name:16}{processor * 1000:9.0f} ms{elapsed * 1000:9.0f} ms{beside}")
    print(f"a bulletin costs as much as {result['compose'][0] / result['one question'][0]:.0f} single questions; it holds {result['numbers']} numbers")


def measure(rounds: int) -> dict:
    """In a process of its own."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xuanguan.config.settings")
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from xuanguan.activities.models import Activity
    from xuanguan.bulletins.composing import compose
    from xuanguan.bulletins.exports import Official, export
    from xuanguan.campaigns.models import Campaign
    from xuanguan.demo.sichuan import CODE
    from xuanguan.figures.answers import figure, question
    from xuanguan.periods import Window

    def quarter(shift: int) -> Window:
        first = dt.date(2012, 2, 24) - dt.timedelta(shift)
        return Window(first, first + dt.timedelta(90))

    def composed(shift: int):
        return compose(Campaign.objects.get(code=CODE), period=quarter(shift))

    said: dict = {"activities": Activity.objects.count()}
    said["first compose"] = times(lambda _n: composed(0), 1)
    said["one question"] = times(lambda n: figure(question(Campaign.objects.get(code=CODE), period=quarter(40 + n))), rounds)
    said["compose"] = times(lambda n: composed(1 + n), rounds)
    with CaptureQueriesContext(connection) as queries:
        draft = composed(30)
    said |= {"letters": len(draft.text), "numbers": len(list(draft.bound)), "queries": len(queries)}
    for form in FORMS:
        export(draft, form, Official(number="1号"))  # the warm-up: fonts and templates are read
        said[form] = times(lambda n, form=form: export(draft, form, Official(number=f"{n + 2}号")), rounds)
    return said


def times(act, rounds: int) -> tuple[float, float]:
    """Medians: (processor, elapsed), in seconds."""
    processor, elapsed = [], []
    for n in range(rounds):
        begun, worked = time.perf_counter(), time.process_time()
        act(n)
        processor.append(time.process_time() - worked)
        elapsed.append(time.perf_counter() - begun)
    return statistics.median(processor), statistics.median(elapsed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
