"""Xuanguan beside its peers, on the same facts and in one run.

    make bench PEERS=1                   100,000 activities
    SIZES="0.1 1" make bench PEERS=1     in millions; a million takes some 3 GB of disk, given back at the end

A. PostgreSQL with analytics tables as the field's best-known system lays them out, and with the records joined.
B. Apache Superset on PostgreSQL, beside Xuanguan's own server, both asked over HTTP.

In every line the ratio is peer ÷ Xuanguan: above 1 Xuanguan is better, below 1 it loses, and the line says so. Answers are compared too.
See benchmarks/README.md for results.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.databases import KEPT
from benchmarks.peers import comparing, postgres
from benchmarks.peers.postgres import Database
from benchmarks.peers.questions import FORMS


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", type=float, default=[float(one) for one in os.environ.get("SIZES", "0.1").split()], metavar="MILLIONS")
    parser.add_argument("--rounds", type=int, default=8, help="questions at random nodes, of each kind at each level")
    parser.add_argument("--json", type=Path, default=KEPT / "peers.json", help="where everything measured is written, too")
    chosen = parser.parse_args(arguments)
    KEPT.mkdir(parents=True, exist_ok=True)
    results: dict[str, Any] = {"analytics tables": []}
    for size in sorted(chosen.sizes):
        with tempfile.TemporaryDirectory(prefix="peers-", dir=KEPT) as scratch, postgres.started(Path(scratch) / "postgres") as address:
            database = Database(address)
            version = database.one("SHOW server_version").split()[0]
            database.close()
            print(f"\n── {int(size * 1_000_000):,} activities; PostgreSQL {version}; {machine()} ──", flush=True)
            found = comparing.compare(int(size * 1_000_000), address, Path(scratch), chosen.rounds)
        print_tables(found)
        results["analytics tables"].append({**found, "PostgreSQL": version, "machine": machine()})
    chosen.json.write_text(json.dumps(results, indent=1, ensure_ascii=False), encoding="utf-8")


def machine() -> str:
    """With a yardstick to compare runs by: what else runs makes it longer, and everything with it."""
    began = time.process_time()
    for _number in range(1_000_000):
        began += 0
    yardstick = (time.process_time() - began) * 1000
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, a million additions {yardstick:.0f} ms"


def print_tables(found: dict[str, Any]) -> None:
    """A: what building, keeping and changing costs; how far rows are from the truth; questions at every level."""
    participations = found["participations"]
    print("\n| A. tables | Xuanguan | PostgreSQL | peer ÷ Xuanguan |\n|---|--:|--:|--:|")
    own, peer = found["build"]["Xuanguan"], found["build"]["peer"]
    line("built whole, s elapsed (of processor)", own[0] / 1000, peer[0] / 1000, f" ({own[1] / 1000:.1f})", f" ({peer[1] / 1000:.1f})")
    size = found["bytes"]
    line("bytes for each of the participations that stand", size["Xuanguan"] / participations, size["peer"] / participations, digits=0)
    changes = found["changes"]
    for what, name in (("latest", "1,000 changes seen, by a table of the latest, ms (of processor)"), ("whole", "1,000 changes seen, by building whole, ms (of processor)")):
        line(name, changes["Xuanguan"][0], changes[what][0], f" ({changes['Xuanguan'][1]:.0f})", f" ({changes[what][1]:.0f})", digits=0)
    print(f"\nThe records alone, which both are built from, take {size['records'] / participations:.0f} bytes for each participation.")
    print("\n| rows added up, above what happened | |\n|---|--:|")
    for name, share in found["over"].items():
        print(f"| {name} | +{share * 100:.1f} % |")
    print(f"\nAnswers of Xuanguan that differ from the peer's rows counted DISTINCT or from the records joined: {len(found['differences'])}.")
    for sentence in found["differences"][:5]:
        print(f"   {sentence}")
    print(f"\n| one question, one thread: median ms elapsed | {' | '.join(FORMS)} | added up ÷ | DISTINCT ÷ | joined ÷ |\n|---|{'--:|' * 7}")
    for question, levels in found["questions"].items():
        for level, forms in levels.items():
            elapsed = [one[0] for one in forms]
            print(f"| {question}, {level} | {' | '.join(f'{one:.1f}' for one in elapsed)} | {' | '.join(ratio(elapsed[0], one) for one in elapsed[1:])} |")
    print(f"\n| the uppermost unit, all years, both cores: ms elapsed | {' | '.join(FORMS)} | added up ÷ | DISTINCT ÷ | joined ÷ |\n|---|{'--:|' * 7}")
    for question, elapsed in found["root"].items():
        print(f"| {question} | {' | '.join(f'{one:.1f}' for one in elapsed)} | {' | '.join(ratio(elapsed[0], one) for one in elapsed[1:])} |")
    processor = statistics.median(forms[2][1] / forms[0][1] for levels in found["questions"].values() for forms in levels.values())
    print(f"\nIn processor time the median of the DISTINCT ratios is {processor:.2f}.", flush=True)


def line(what: str, own: float, peer: float, own_more: str = "", peer_more: str = "", *, digits: int = 1) -> None:
    print(f"| {what} | {own:,.{digits}f}{own_more} | {peer:,.{digits}f}{peer_more} | {ratio(own, peer)} |")


def ratio(own: float, peer: float) -> str:
    """Peer ÷ Xuanguan, in bold and with a word where Xuanguan loses."""
    found = peer / own
    written = f"{found:.1f}" if found >= 10 else f"{found:.2f}"
    return written if found >= 1 else f"**{written} lost**"


if __name__ == "__main__":
    main()
