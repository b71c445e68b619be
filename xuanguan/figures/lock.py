"""One refresher at a time, of all processes and threads of this installation."""
import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from xuanguan.analytics import RefreshBusy

# A rebuild of ten million records takes some two minutes; whoever only refreshes comes again anyway.
PATIENCE = 180.0


@contextmanager
def one_refresher(patience: float = PATIENCE) -> Iterator[None]:
    """Reading the outbox, writing the generation and forgetting the rows belong together: between two refreshers an older
    look must never be written over a newer one. The system frees the lock of a process that dies. Raises RefreshBusy."""
    folder = Path(settings.FIGURES_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "taking.lock", "a", encoding="utf-8") as lock:
        deadline = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise RefreshBusy("Another process is still refreshing the figures: try again.", folder=str(folder)) from None
                time.sleep(0.02)
        yield
