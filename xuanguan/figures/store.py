"""The column store of this installation: one for each process, in the folder that the settings name."""
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from xuanguan.analytics import DuckStore


def the_store() -> DuckStore:
    return _store(str(settings.FIGURES_FOLDER), settings.FIGURES_THREADS, settings.FIGURES_MEMORY)


@lru_cache(maxsize=8)
def _store(folder: str, threads: int, memory: str) -> DuckStore:
    return DuckStore(Path(folder), threads=threads, memory=memory)
