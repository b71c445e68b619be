"""Column stores of made-up countries, built once under var/bench/ and again when what makes them changes."""

from __future__ import annotations

import hashlib
import json
import resource
import shutil
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from pyarrow import feather

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
    """A full rebuild from columns in files. They are made up and written before: a rebuild from records would not make them up."""
    made, drawing = country(activities), time.perf_counter()
    with TemporaryDirectory(dir=folder) as scratch:
        written = [_write(batch, Path(scratch) / str(n)) for n, batch in enumerate(made.batches())]
        drawing = time.perf_counter() - drawing
        everything = Changes(batches=map(_read, written), statements=made.statements(), rosters=made.rosters(), fulfilments=made.fulfilments())
        trees = made.trees()
        began = (time.perf_counter(), time.process_time())
        DuckStore(folder, threads=2, memory="3GB").rebuild(everything, trees, at=NOW)
        built = {"elapsed": time.perf_counter() - began[0], "processor": time.process_time() - began[1]}
    (folder / "built.json").write_text(json.dumps({
        **built, "drawing": drawing, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def _write(batch: FactBatch, folder: Path) -> Path:
    folder.mkdir()
    for name, table in batch.tables.items():
        feather.write_feather(table, str(folder / name), compression="lz4")
    return folder


def _read(folder: Path) -> FactBatch:
    return FactBatch({file.name: feather.read_table(str(file), memory_map=False) for file in folder.iterdir()})


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for pattern in MADE_BY:
        for file in sorted(HOUSE.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    _build(int(sys.argv[1]), Path(sys.argv[2]))
