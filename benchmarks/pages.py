"""How long the server works for a page: medians and 95th percentiles at 1,000, 10,000 and 100,000 activities, beside the limit.

    python -m benchmarks.pages
    python -m benchmarks.pages --sizes 10000 --only queue
    python -m benchmarks.pages --postgres          the same pages at 10,000, on a PostgreSQL started for it

One process, one request at a time, through Django's test client: middleware, session, queries and template, no network. The
answers that a process keeps of the figures are dropped before each request, unless the page's name says "again".
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.databases import HOUSE, environment, with_activities, xuanguan

LIMIT_MS = 150
SIZES = (1_000, 10_000, 100_000)
ROUNDS = 40


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", help="activities of the campaign (1000 10000 100000)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="requests for each page")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL, at 10,000 activities unless --sizes says otherwise")
    parser.add_argument("--profile", action="store_true", help="print where the time of each page goes")
    chosen = parser.parse_args(arguments)
    if chosen.postgres and "XUANGUAN_DATABASE" not in os.environ:
        return subprocess.call([sys.executable, "scripts/with_postgres", sys.executable, "-m", "benchmarks.pages", *arguments], cwd=HOUSE)
    sizes = chosen.sizes or ([10_000] if chosen.postgres else SIZES)
    with tempfile.TemporaryDirectory(prefix="xuanguan-bench-") as scratch:
        results = {}
        for size in sizes:
            folder, database = on_postgres(Path(scratch), size) if chosen.postgres else (with_activities(size), None)
            results[size] = measure(folder, database, chosen)
            print_size(size, results[size])
    if len(results) > 1:
        print_growth(results)
    return 0


def on_postgres(folder: Path, size: int) -> tuple[Path, str]:
    """The server is new and empty, so the demo is loaded and enlarged in it; a second size adds to the first."""
    database = os.environ["XUANGUAN_DATABASE"]
    xuanguan(folder, "demo", "load", database=database)
    xuanguan(folder, "demo", "enlarge", "--activities", str(size), database=database)
    return folder, database


def measure(folder: Path, database: str | None, chosen: argparse.Namespace) -> dict:
    """In a process of its own: the settings are read once, and memory is counted from zero."""
    command = [sys.executable, "-m", "benchmarks.requests", "--rounds", str(chosen.rounds), "--only", chosen.only]
    done = subprocess.run(
        [*command, *(["--profile"] if chosen.profile else [])], cwd=HOUSE, env=environment(folder, database), check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def print_size(size: int, result: dict) -> None:
    print(f"\n{size:,} activities, {result['units']:,} units, {result['vendor']}; load {result['load']:.1f}, a million additions take {result['yardstick']:.0f} ms")
    print(f"{'page':44}{'median':>9}{'p95':>9}{'of limit':>10}{'processor':>11}{'queries':>9}{'kB':>7}{'requests':>10}")
    for name, page in result["pages"].items():
        if "missing" in page:
            print(f"{name:44}  {page['missing']}")
            continue
        print(f"{name:44}{page['median']:6.0f} ms{page['p95']:6.0f} ms{page['p95'] / LIMIT_MS:10.2f}{page['processor']:8.0f} ms{page['queries']:9}{page['kb']:7.0f}{page['requests']:10}")
    print(f"largest memory of the process: {result['memory_mb']} MB; after the first page {result['memory_first_mb']} MB")


def print_growth(results: dict[int, dict]) -> None:
    """Medians by size; the last column is how many times longer the largest takes than the smallest."""
    sizes = list(results)
    print(f"\n{'growth (median)':44}" + "".join(f"{size:>12,}" for size in sizes) + f"{'times':>9}")
    for name in results[sizes[-1]]["pages"]:
        pages = [results[size]["pages"].get(name, {}) for size in sizes]
        if all("median" in page for page in pages):
            print(f"{name:44}" + "".join(f"{page['median']:9.0f} ms" for page in pages) + f"{pages[-1]['median'] / pages[0]['median']:9.1f}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
