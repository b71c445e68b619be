"""The folder of generations: one finished file each, a pointer to the current one, a lock for the one refresher.

    generation-00000012.duckdb   finished: written, checkpointed, synced, then given this name; never changed again
    building-….duckdb            unfinished: swept away by the next refresher
    current.json                 which generation readers take; replaced whole
    refresh.lock                 held by the refresher

A file under its final name is always whole, so a refresher may be killed at any line.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from xuanguan.analytics.errors import NoFigures, NoRoom, RefreshBusy

_NAME = re.compile(r"generation-(\d{8})\.duckdb")


@dataclass(frozen=True, slots=True)
class Folder:
    path: Path

    @property
    def pointer(self) -> Path:
        return self.path / "current.json"

    def file(self, number: int) -> Path:
        return self.path / f"generation-{number:08d}.duckdb"

    def numbers(self) -> list[int]:
        """Finished generations, newest first, pointed to or not."""
        if not self.path.is_dir():
            return []
        found = (_NAME.fullmatch(entry.name) for entry in self.path.iterdir())
        return sorted((int(match[1]) for match in found if match), reverse=True)

    def stamp(self) -> tuple[int, int] | None:
        """Changes whenever the pointer is replaced; None where there is none. Cheap enough for every question."""
        try:
            seen = os.stat(self.pointer)
        except FileNotFoundError:
            return None
        return seen.st_mtime_ns, seen.st_ino

    def current(self) -> int:
        """The number of the current generation. Raises NoFigures; an unreadable pointer means the newest file."""
        try:
            return int(json.loads(self.pointer.read_text(encoding="utf-8"))["generation"])
        except FileNotFoundError:
            raise NoFigures("No figures have been built yet: rebuild them.", folder=str(self.path)) from None
        except (ValueError, KeyError, TypeError):
            if numbers := self.numbers():
                return numbers[0]
            raise NoFigures("The pointer to the figures cannot be read: rebuild them.", folder=str(self.path)) from None

    def building(self) -> Path:
        return self.path / f"building-{os.getpid()}.duckdb"

    def check_room(self, needed: int) -> None:
        """Raises NoRoom where the disk has less room than this many bytes."""
        free = shutil.disk_usage(self.path).free
        if free < needed:
            raise NoRoom(
                f"The disk of the figures is full: {needed / 1e6:,.0f} MB are needed for the next generation and {free / 1e6:,.0f} MB are free. "
                "Make room, then refresh.", needed=needed, free=free)

    def publish(self, built: Path, number: int) -> None:
        """Gives a finished file its name. Readers do not see it yet."""
        _sync(built)
        os.replace(built, self.file(number))
        _sync(self.path)

    def point_to(self, number: int) -> None:
        """From here on readers see that generation: one atomic rename."""
        fresh = self.pointer.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps({"generation": number}), encoding="utf-8")
        _sync(fresh)
        os.replace(fresh, self.pointer)
        _sync(self.path)

    def sweep(self, keep: int) -> None:
        """Deletes what is unfinished, and all but the newest generations. Readers that have one open keep it open."""
        self.sweep_unfinished()
        for number in self.numbers()[keep:]:
            self.file(number).unlink(missing_ok=True)

    def sweep_unfinished(self) -> None:
        for entry in self.path.iterdir():
            if entry.name.startswith(("building-", "staging-")) or (entry.name.startswith("current.") and entry != self.pointer):
                entry.unlink(missing_ok=True)

    @contextmanager
    def refreshing(self, patience: float) -> Iterator[None]:
        """Only one refresher at a time, of all processes and threads; the system frees the lock of one that dies."""
        self.path.mkdir(parents=True, exist_ok=True)
        with open(self.path / "refresh.lock", "a", encoding="utf-8") as lock:
            for wait in _waits(patience):
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    time.sleep(wait)
            else:
                raise RefreshBusy("Another process is still refreshing the figures: try again.", folder=str(self.path))
            yield


@contextmanager
def room_or_a_sentence(folder: Folder) -> Iterator[None]:
    """Whatever the system says of a disk that is full becomes NoRoom, and what was begun is taken away so that its room is free."""
    try:
        yield
    except Exception as error:
        folder.sweep_unfinished()
        if not says_full(error):
            raise
        raise NoRoom("The disk of the figures became full while the next generation was written. Make room, then refresh.") from error


def says_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    # The engine has no error of its own for it: it words what the system said.
    return any(words in str(error) for words in ("No space left", "File too large", "Disk quota exceeded", "disk is full"))


def _waits(patience: float) -> Iterator[float]:
    waited, wait = 0.0, 0.002
    while waited <= patience:
        yield wait
        waited += wait
        wait = min(wait * 1.5, 0.05)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
