"""How long somebody waits for the demo the first time: every step of `xuanguan demo load`, and where asked the set-up before it.

    python -m benchmarks.loading
    python -m benchmarks.loading --set-up      also clones the repository and runs `make setup` there (fetches the packages)
"""
import argparse
import re
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from benchmarks.databases import HOUSE, environment

LIMIT = 20.0
STEP = re.compile(r"^\s*(\d+\.\d) s  (.*)$")


def load() -> list[tuple[str, float]]:
    """The steps with their seconds, into an empty folder; the first is starting Python and Django."""
    with tempfile.TemporaryDirectory(prefix="xuanguan-bench-") as folder:
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "xuanguan", "demo", "load"], cwd=HOUSE, env=environment(Path(folder)), check=True, text=True, stdout=subprocess.PIPE)
        whole = time.monotonic() - begun
    told = [(float(match[1]), match[2]) for line in done.stdout.splitlines() if (match := STEP.match(line))]
    steps = [(what, after - at) for (at, what), (after, _next) in pairwise(told)]
    return [("starting", whole - told[-1][0]), *steps]


def set_up() -> float:
    """Seconds from `git clone` to a usable program."""
    with tempfile.TemporaryDirectory(prefix="xuanguan-bench-") as folder:
        begun = time.monotonic()
        subprocess.run(["git", "clone", "--quiet", str(HOUSE), folder], check=True)
        subprocess.run(["make", "--silent", "setup"], cwd=folder, check=True)
        return time.monotonic() - begun


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set-up", action="store_true", help="also clone the repository and set it up in a scratch folder")
    chosen = parser.parse_args(arguments)
    steps = load()
    whole = sum(seconds for _what, seconds in steps)
    for what, seconds in steps:
        print(f"{seconds:7.1f} s  {seconds / whole:4.0%}  {what}")
    print(f"{whole:7.1f} s  the demo, loaded: {whole / LIMIT:.2f} of the limit of {LIMIT:.0f} s")
    if chosen.set_up:
        print(f"{set_up():7.1f} s  from `git clone` to a program that is set up")


if __name__ == "__main__":
    main(sys.argv[1:])
