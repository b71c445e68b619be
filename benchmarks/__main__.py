"""Runs the benchmarks one after another, each in a process of its own so that no memory is counted twice."""
import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
# What everything here is measured by, in this order; those that are not there yet are left out.
NAMES = ("loading", "pages", "expectations", "plans", "figures", "composing", "reading", "checking", "setting_up", "reminders")
# Run by its name only (`make bench PEERS=1`): it installs other programs.
BY_NAME_ONLY = ("peers",)
NEEDS_A_NAME = {"--help", "-h"}


def main(arguments: list[str]) -> int:
    there = [name for name in NAMES if (HERE / f"{name}.py").exists() or (HERE / name / "__main__.py").exists()]
    named = [*there, *BY_NAME_ONLY]
    if arguments and not arguments[0].startswith("-"):
        if arguments[0] not in named:
            print(f"There is no benchmark “{arguments[0]}”. There are: {', '.join(named)}.", file=sys.stderr)
            return 2
        return run(arguments[0], arguments[1:])
    if NEEDS_A_NAME.intersection(arguments):
        print(f"python -m benchmarks [{' | '.join(named)}] [its options; --help tells them]")
        return 0
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; what else runs here makes every time longer", flush=True)
    begun = time.monotonic()
    results = {name: run(name, arguments) for name in there}
    print(f"\nAll together {time.monotonic() - begun:.0f} s (limit 600 s).")
    failed = [name for name, code in results.items() if code]
    if failed:
        print(f"Did not run to the end: {', '.join(failed)}.", file=sys.stderr)
    return bool(failed)


def run(name: str, arguments: list[str]) -> int:
    print(f"\n== {name} " + "=" * (76 - len(name)), flush=True)
    return subprocess.call([sys.executable, "-m", f"benchmarks.{name}", *arguments], cwd=HERE.parent)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
