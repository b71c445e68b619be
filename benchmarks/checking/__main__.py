"""How well errors are found that somebody planted, how often what is true is called wrong, and how fast a draft is checked.

    python -m benchmarks.checking                      one set of records that development looked at, one that it did not
    python -m benchmarks.checking --sets 3             three of each
    python -m benchmarks.checking --speed 1000000      a draft against so many activities (built once, which takes its time)
    python -m benchmarks.checking --tell               also every error that was not found and every true claim called wrong

Thirteen kinds of errors are planted in composed drafts, one a draft, each surely false by the figures behind it. Every draft is checked
twice: as a text that came from elsewhere, and as a draft of the house whose numbers are bound as its editor left them.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.checking.records import REPORTS
from benchmarks.databases import HOUSE, KEPT, environment, fingerprint, with_activities, with_demo

LOOKED_AT, HELD_OUT = range(1, 100), range(501, 600)
FOUND, CALLED_WRONG, LIMIT_MS = 0.95, 0.02, 1_000


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sets", type=int, default=1, help="sets of records of each group")
    parser.add_argument("--first", type=int, default=0, help="begin with this set of each group")
    parser.add_argument("--drafts", type=int, default=7, help="drafts of each set")
    parser.add_argument("--each", type=int, default=2, help="errors of each kind in each draft")
    parser.add_argument("--group", choices=["looked at", "held out"], help="only this group")
    parser.add_argument("--tell", action="store_true", help="tell what was not found and what was called wrong")
    parser.add_argument("--speed", type=int, default=0, metavar="N", help="instead: how fast, against N activities")
    chosen = parser.parse_args(arguments)
    if chosen.speed:
        folder = with_activities(chosen.speed)
        return subprocess.call([sys.executable, "-m", "benchmarks.checking.speed"], cwd=HOUSE, env=environment(folder))
    results = {}
    for group, seeds in (("looked at", LOOKED_AT), ("held out", HELD_OUT)):
        if chosen.group in (None, group):
            results[group] = [measured(seed, chosen) for seed in seeds[chosen.first:chosen.first + chosen.sets]]
    print_found(results)
    return 0


def measured(seed: int, chosen: argparse.Namespace) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.checking.measure", "--seed", str(seed), "--drafts", str(chosen.drafts), "--each", str(chosen.each)]
    done = subprocess.run([*command, *(["--tell"] if chosen.tell else [])], cwd=HOUSE, env=environment(with_records(seed)), check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def with_records(seed: int) -> Path:
    """The demo with made-up reports of this seed, made once."""
    folder, mark = KEPT / f"checking-{seed}", KEPT / f"checking-{seed}.made-by"
    made_by = f"{fingerprint()} {REPORTS}"
    if not (folder.exists() and mark.exists() and mark.read_text() == made_by):
        base = with_demo()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(base, folder)
        subprocess.run([sys.executable, "-m", "benchmarks.checking.records", "--seed", str(seed)], cwd=HOUSE, env=environment(folder), check=True)
        mark.write_text(made_by)
    return folder


def print_found(results: dict[str, list[dict[str, Any]]]) -> None:
    """For each kind found of planted, in each group and each way."""
    columns = [(group, way) for group in results for way in ("text", "draft")]
    print(f"{'found of planted':26}" + "".join(f"{group + ', as ' + way:>24}" for group, way in columns))
    kinds = list(dict.fromkeys(kind for runs in results.values() for run in runs for kind in run["planted"]["text"]))
    whole: dict[tuple[str, str], list[int]] = {column: [0, 0] for column in columns}
    for kind in kinds:
        row = f"{kind:26}"
        for group, way in columns:
            planted = sum(run["planted"][way].get(kind, [0, 0])[0] for run in results[group])
            found = sum(run["planted"][way].get(kind, [0, 0])[1] for run in results[group])
            whole[group, way][0] += planted
            whole[group, way][1] += found
            row += f"{f'{found} of {planted}':>24}" if planted else f"{'–':>24}"
        print(row)
    print(f"{'all':26}" + "".join(f"{f'{found} of {planted} = {found / max(planted, 1):.1%}':>24}" for planted, found in whole.values()) + f"   (to reach {FOUND:.0%})")
    row = f"{'true, called wrong':26}"
    for group, way in columns:
        true, wrong = (sum(run["true"][way][place] for run in results[group]) for place in (0, 1))
        row += f"{f'{wrong} of {true:,} = {wrong / max(true, 1):.2%}':>24}"
    print(row + f"   (at most {CALLED_WRONG:.0%})")
    runs = [run for runs in results.values() for run in runs]
    seconds, characters = sum(run["seconds"] for run in runs), sum(run["characters"] for run in runs)
    print(f"{seconds / max(characters, 1) * 3_000 * 1_000:.0f} ms of processor time for 3,000 characters, beside some {REPORTS + 330:,} activities")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
