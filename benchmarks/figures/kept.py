"""Column stores of made-up countries, built once under var/bench/ and again when what makes them changes."""

from __future__ import annotations

import hashlib
import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from benchmarks.databases import HOUSE, KEPT
from xuanguan.analytics import Changes, DuckStore, FactBatch
from xuanguan.demo.country import country

MADE_BY = ("xuanguan/demo/country/*.py", "xuanguan/analytics/store/*.py", "xuanguan/analytics/facts/*.py", "xuanguan/analytics/tree.py")
NOW = datetime(2012, 12, 31, 18)


def store_of(activities: int) -> tuple[Path, dict[str, float]]:
    """The folder of figures, and what building it took."""
    folder, mark = KEPT / f"figures-{activities}", KEPT / f"figures-{activities}.made-by"
    if not (folder.exists() and mark.exists() and mark.read_text() == _fingerprint()):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        print(f"building the figures of {activities:,} activities (once)", flush=True)
        subprocess.run([sys.executable, "-m", "benchmarks.figures.kept", str(activities), str(folder)], cwd=HOUSE, check=True)
        mark.write_text(_fingerprint())
    return folder, json.loads((folder / "built.json").read_text())


def _build(activities: int, folder: Path) -> None:
    """A full rebuild, with the time to make the facts up taken out: a rebuild from records would not spend it."""
    made, drawing = country(activities), [0.0, 0.0]

    def batches() -> Iterator[FactBatch]:
        drawn = made.batches()
        while True:
            began = (time.perf_counter(), time.process_time())
            batch = next(drawn, None)
            drawing[0] += time.perf_counter() - began[0]
            drawing[1] += time.process_time() - began[1]
            if batch is None:
                return
            yield batch

    everything = Changes(batches=batches(), statements=made.statements(), rosters=made.rosters(), fulfilments=made.fulfilments())
    began = (time.perf_counter(), time.process_time())
    DuckStore(folder, threads=2, memory="3GB").rebuild(everything, made.trees(), at=NOW)
    (folder / "built.json").write_text(json.dumps({
        "elapsed": time.perf_counter() - began[0] - drawing[0], "processor": time.process_time() - began[1] - drawing[1],
        "drawing": drawing[1], "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for pattern in MADE_BY:
        for file in sorted(HOUSE.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    _build(int(sys.argv[1]), Path(sys.argv[2]))
