"""Xuanguan beside its peers, on the same facts and in one run.

    make bench PEERS=1                   100,000 activities
    SIZES="0.1 1" make bench PEERS=1     in millions; a million takes some 10 GB of disk while it runs, and records made once

A. PostgreSQL with analytics tables as the field's best-known system lays them out, and with the records joined.
B. Apache Superset on PostgreSQL, beside Xuanguan's own server, both asked over HTTP.

In every line the ratio is peer ÷ Xuanguan: above 1 Xuanguan is better, below 1 it loses, and the line says so. Answers are compared too.
See benchmarks/README.md for results.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.databases import KEPT
from benchmarks.peers import comparing, postgres, printing
from benchmarks.peers.postgres import Database
from benchmarks.peers.superset import comparing as superset
from benchmarks.peers.superset import installing


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", type=float, default=[float(one) for one in os.environ.get("SIZES", "0.1").split()], metavar="MILLIONS")
    parser.add_argument("--rounds", type=int, default=8, help="questions at random nodes, of each kind at each level; over HTTP four times as many of each kind")
    parser.add_argument("--seconds", type=float, default=6, help="how long eight clients ask")
    parser.add_argument("--only", choices=("tables", "superset"), help="A or B alone")
    parser.add_argument("--json", type=Path, default=KEPT / "peers.json", help="where everything measured is written, too")
    chosen = parser.parse_args(arguments)
    KEPT.mkdir(parents=True, exist_ok=True)
    results: dict[str, Any] = {"tables": [], "superset": []}
    programs = None if chosen.only == "tables" else superset_programs()
    for size in sorted(int(size * 1_000_000) for size in chosen.sizes):
        if chosen.only != "superset":
            with place() as (scratch, address, version):
                print(f"\n── A. {size:,} activities; PostgreSQL {version}; {machine()} ──", flush=True)
                found = comparing.compare(size, address, scratch, chosen.rounds)
            printing.tables(found)
            results["tables"].append({**found, "PostgreSQL": version, "machine": machine()})
        if programs:
            with place() as (scratch, address, version):
                print(f"\n── B. {size:,} activities; Superset {installing.VERSION} on PostgreSQL {version}; {machine()} ──", flush=True)
                try:
                    found = superset.compare(size, address, programs, scratch, chosen.rounds * 4, chosen.seconds)
                except installing.NotInstalled as problem:
                    print(f"Superset is left out: {problem}", flush=True)
                    continue
            printing.servers(found)
            results["superset"].append({**found, "PostgreSQL": version, "Superset": installing.VERSION, "machine": machine()})
    chosen.json.write_text(json.dumps(results, indent=1, ensure_ascii=False), encoding="utf-8")


@contextmanager
def place() -> Iterator[tuple[Path, str, str]]:
    """A folder for a while, a PostgreSQL in it, its address and version; all of it goes with the block."""
    with tempfile.TemporaryDirectory(prefix="peers-", dir=KEPT) as scratch, postgres.started(Path(scratch) / "postgres") as address:
        database = Database(address)
        version = database.one("SHOW server_version").split()[0]
        database.close()
        yield Path(scratch), address, version


def superset_programs() -> Path | None:
    try:
        return installing.installed()
    except installing.NotInstalled as problem:
        print(f"Superset is left out: {problem}", flush=True)
        return None


def machine() -> str:
    """With a yardstick to compare runs by: what else runs makes it longer, and everything with it."""
    began = time.process_time()
    for _number in range(1_000_000):
        began += 0
    yardstick = (time.process_time() - began) * 1000
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, a million additions {yardstick:.0f} ms"


if __name__ == "__main__":
    main()
