# ruff: noqa: S608  (the SQL is ours: names of tables, and whole numbers)
"""Figures on several servers, fed from the local file.

The refresher keeps its own file of figures, as on one machine, and ships what changed: so rows, levels to count from and
checks are made by one piece of code, and a question asked of the cluster reads the same rows as one asked of the file.
Readers on any machine ask any server, which asks the others. Where a server is away, whoever has the file reads that.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from xuanguan.analytics.errors import FiguresAway, NoFigures
from xuanguan.analytics.facts import Changes
from xuanguan.analytics.store.cluster.schema import (
    KEYS,
    SPREAD,
    create_generation,
    create_rows,
    kept_tables,
    published,
    rows_of,
    shown_database,
)
from xuanguan.analytics.store.cluster.server import Server, ServerError
from xuanguan.analytics.store.duck import DuckStore, shape_of
from xuanguan.analytics.store.numbered import NumberedReader
from xuanguan.analytics.store.protocol import Generation, Reader, Row, in_list
from xuanguan.analytics.store.schema import Shape
from xuanguan.analytics.tree import Trees

# How long a process may go on with the generation that it saw last.
SECONDS = 0.5


class ClusterReader(NumberedReader):
    """One generation of the cluster, asked through one server."""

    def __init__(self, server: Server, database: str, generation: Generation, shape: Shape) -> None:
        self._server, self._database = server, shown_database(database, generation.number)
        super().__init__(generation, shape, self.rows("SELECT number, name, word FROM word"))

    def rows(self, sql: str, params: Mapping[str, int | str] | None = None) -> list[Row]:
        """Raises FiguresAway where the server, or one that it asks, does not answer."""
        return self._server.rows(sql, params, database=self._database)


class ClusterStore:
    """Figures on `servers`, under the name `database`; `cluster` is what their configuration calls them together.

    local: the refresher's own store. Its file is read where the cluster cannot be. on_step: as of DuckStore, for the steps here.
    """

    def __init__(self, servers: Sequence[Server], local: DuckStore, *, database: str = "xuanguan", cluster: str = "xuanguan", keep: int = 2,
                 on_step: Callable[[str], None] | None = None) -> None:
        self.servers, self.local, self.database, self.cluster, self.keep = tuple(servers), local, database, cluster, keep
        self._on_step = on_step or (lambda step: None)
        self._reader: ClusterReader | None = None
        self._looked = 0.0

    @property
    def folder(self):
        """Of the local file."""
        return self.local.folder

    def reader(self) -> Reader:
        """The published generation, through the first server that answers; the local file where none does.

        Raises FiguresAway where there is no file either, NoFigures where nothing was published.
        """
        if self._reader is not None and time.monotonic() - self._looked < SECONDS:
            return self._reader
        trouble: FiguresAway | None = None
        for server in self.servers:
            try:
                found = self._published(server)
                if found is None:
                    raise NoFigures("No figures have been built on the cluster yet: rebuild them.", folder=self.database)
                _base, number, depth, measures, shares, moment, _tree = found
                if self._reader is None or self._reader.generation.number != number:
                    self._reader = ClusterReader(server, self.database, Generation(number, datetime.fromisoformat(moment)), Shape(depth, measures, shares))
                self._looked = time.monotonic()
                return self._reader
            except FiguresAway as error:
                trouble, self._reader = error, None
        assert trouble is not None
        return self._from_the_file(trouble)

    def ask[T](self, question: Callable[[Reader], T]) -> T:
        """Asks the cluster; where a server leaves while it is asked, the local file answers."""
        try:
            return question(self.reader())
        except FiguresAway as error:
            self._reader = None
            return question(self._from_the_file(error))

    def refresh(self, read: Callable[[], Changes], trees: Trees, *, at: datetime) -> Generation:
        """Refreshes the file, then ships what changed. A cluster that missed an earlier refresh gets everything.

        Raises as DuckStore does, and FiguresAway: then the file has the changes, the cluster keeps its generation, and the
        next refresh ships everything.
        """
        begun, taken = self._local_number(), Changes()

        def reading() -> Changes:
            nonlocal taken
            taken = read()
            return taken
        generation = self.local.refresh(reading, trees, at=at)
        if generation.number == begun:
            return generation
        state = self._state()
        with self._file(generation) as file:
            shape = shape_of(file)
        if state is None or state[1] != begun or Shape(*state[2:5]) != shape or state[6] != trees.fingerprint:
            self._ship_all(generation, trees)
        else:
            self._ship_changes(generation, trees, shape, base=state[0], changes=taken)
        return generation

    def rebuild(
        self, facts: Changes, trees: Trees, *, at: datetime, progress: Callable[[int], None] | None = None
    ) -> Generation:
        generation = self.local.rebuild(facts, trees, at=at, progress=progress)
        self._ship_all(generation, trees)
        return generation

    # Shipping

    def _ship_all(self, generation: Generation, trees: Trees) -> None:
        with self._file(generation) as file, TemporaryDirectory(prefix="xuanguan-ship-") as scratch:
            shape = shape_of(file)
            for server in self.servers:
                for statement in create_rows(self.database, shape):
                    server.run(statement)
            self._on_step("tables")
            for table in kept_tables(shape):
                self._ship(file, Path(scratch), table, shape, base=generation.number, generation=generation.number)
        self._on_step("rows")
        self._publish(generation, trees, shape, base=generation.number)

    def _ship_changes(self, generation: Generation, trees: Trees, shape: Shape, *, base: int, changes: Changes) -> None:
        with self._file(generation) as file, TemporaryDirectory(prefix="xuanguan-ship-") as scratch:
            # Units, words and sets of clauses that came with the changes are few: those that the cluster lacks.
            touched = {"activity": changes.activity_ids, "statement": changes.statement_ids, "roster": changes.roster_ids,
                       "expectation": changes.expectation_ids, "unit": self._new(file, "unit", "unit"), "number": self._new(file, "word", "number"),
                       "clauses": self._new(file, "clause_set", "clauses"), "measures": self._new(file, "measure_set", "measures")}
            for table in kept_tables(shape):
                if keys := touched[KEYS[table]]:
                    self._ship(file, Path(scratch), table, shape, base=base, generation=generation.number, keys=keys)
            self._on_step("rows")
            lines = Path(scratch) / "touched.csv"
            lines.write_text("".join(f"{base},{generation.number},{thing},{int(key)}\n" for thing, keys in touched.items() for key in keys))
            for server in self.servers:
                server.run(f"INSERT INTO {self.database}.touched FORMAT CSV", body=lines)
        self._on_step("touched")
        self._publish(generation, trees, shape, base=base)

    def _ship(self, file: duckdb.DuckDBPyConnection, scratch: Path, table: str, shape: Shape, *, base: int, generation: int,
              keys: Collection[int] | None = None) -> None:
        """One table's rows to the servers: a star's to the server of its activity, any other's to all of them."""
        columns = ", ".join(kept_tables(shape)[table])
        chosen = [f"{KEYS[table]} IN ({in_list(keys)})"] if keys is not None else []
        for place, server in enumerate(self.servers):
            here = [f"activity % {len(self.servers)} = {place}"] if table in SPREAD else []
            where = f"WHERE {' AND '.join(chosen + here)}" if chosen or here else ""
            lines = scratch / f"{table}-{place}.csv"
            file.execute(f"COPY (SELECT {base}, {generation}, {columns} FROM {table} {where}) TO '{lines}' (FORMAT csv, HEADER false, NULL '\\N')")
            if lines.stat().st_size:
                server.run(f"INSERT INTO {rows_of(self.database, table, shape)} FORMAT CSV", body=lines)
            lines.unlink()

    def _publish(self, generation: Generation, trees: Trees, shape: Shape, *, base: int) -> None:
        """Every server shows the generation before any says that it is the one to read."""
        for server in self.servers:
            for statement in create_generation(self.database, self.cluster, shape, base, generation.number):
                server.run(statement)
        self._on_step("shown")
        for server in reversed(self.servers):
            server.run(f"INSERT INTO {published(self.database)} VALUES ({base}, {generation.number}, {shape.depth}, {shape.measures}, {shape.shares}, '{generation.at.isoformat()}', '{trees.fingerprint}')")
        self._on_step("published")
        self._sweep(base)

    def _sweep(self, base: int) -> None:
        """Databases of generations that nobody reads any more, and rows of bases before this one."""
        for server in self.servers:
            shown = [name for (name,) in server.rows(f"SELECT name FROM system.databases WHERE name LIKE '{self.database}_g%'")]
            numbers = sorted(int(name.rpartition("_g")[2]) for name in shown)
            for number in numbers[:-self.keep]:
                server.run(f"DROP DATABASE {shown_database(self.database, number)}")
            oldest = min(self._base_of(server, number) for number in numbers[-self.keep:])
            # Tables of other shapes hold bases of before, too.
            kept = server.rows(f"SELECT name FROM system.tables WHERE database = '{self.database}' AND (name LIKE '%\\_rows\\_%' OR name = 'touched')")
            for (name,) in kept:
                bases = server.rows(f"SELECT DISTINCT partition FROM system.parts WHERE database = '{self.database}' AND table = '{name}' AND active")
                for (old,) in bases:
                    if int(old) < min(oldest, base):
                        server.run(f"ALTER TABLE {self.database}.{name} DROP PARTITION {int(old)}")

    def _base_of(self, server: Server, number: int) -> int:
        found = server.rows(f"SELECT max(base) FROM {published(self.database)} WHERE generation = {number}")
        # A generation that was shown and never published is as young as its number.
        return found[0][0] or number

    def _new(self, file: duckdb.DuckDBPyConnection, table: str, key: str) -> list[int]:
        state = self._require_state()
        reader = ClusterReader(self.servers[0], self.database, Generation(state[1], datetime.min), Shape(*state[2:5]))
        there = {one for (one,) in reader.rows(f"SELECT DISTINCT {key} FROM {table}")}
        return [one for (one,) in file.execute(f"SELECT DISTINCT {key} FROM {table}").fetchall() if one not in there]

    # What is there

    def _published(self, server: Server) -> tuple | None:
        try:
            found = server.rows(f"SELECT base, generation, depth, measures, shares, moment, tree FROM {published(self.database)} ORDER BY generation DESC LIMIT 1")
        except ServerError as error:
            if "doesn't exist" in str(error):
                return None
            raise
        return found[0] if found else None

    def _state(self) -> tuple | None:
        """What all servers have published; None where they differ, so that everything is shipped again."""
        states = {self._published(server) for server in self.servers}
        return states.pop() if len(states) == 1 else None

    def _require_state(self) -> tuple:
        state = self._state()
        assert state is not None
        return state

    def _local_number(self) -> int:
        try:
            return self.local.folder.current()
        except NoFigures:
            return 0

    def _file(self, generation: Generation) -> duckdb.DuckDBPyConnection:
        return duckdb.connect(str(self.local.folder.file(generation.number)), read_only=True)

    def _from_the_file(self, trouble: FiguresAway) -> Reader:
        try:
            return self.local.reader()
        except NoFigures:
            raise trouble from None
