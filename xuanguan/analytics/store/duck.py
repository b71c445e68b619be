# ruff: noqa: S608  (the SQL is ours: only whole numbers, ids and days, enter its text)
"""The store on one machine: a DuckDB file per generation, opened read-only by every worker.

DuckDB 2.0: a connection is busy until its result is fetched, so every call has a cursor of its own and fetches all.
A writer excludes every other process, so a generation is written under another name and never written again.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path

import duckdb

from xuanguan.analytics.errors import FiguresDamaged, RebuildNeeded
from xuanguan.analytics.facts import Changes, FactBatch
from xuanguan.analytics.facts.batches import batches_of
from xuanguan.analytics.facts.columns import Words
from xuanguan.analytics.store.bulk import Bulk
from xuanguan.analytics.store.generations import Folder, room_or_a_sentence, says_full
from xuanguan.analytics.store.loading import Loading, numbers_for
from xuanguan.analytics.store.numbered import NumberedReader
from xuanguan.analytics.store.protocol import Generation, Reader, Row
from xuanguan.analytics.store.schema import FORM, STARS, Shape, create, path_columns, tables
from xuanguan.analytics.tree import Trees
from xuanguan.analytics.values import MeasureKey

# What DuckDB raises for a file that is cut off or overwritten, besides the bare Error of a wrong checksum.
UNREADABLE = (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException, duckdb.FatalException)


class DuckReader(NumberedReader):
    """One generation, open. Cursors are kept and lent: a thread takes one, fetches all, gives it back."""

    def __init__(self, file: Path, generation_number: int, *, threads: int, memory: str, is_fallback: bool) -> None:
        self.file = file
        try:
            self._connection = duckdb.connect(str(file), read_only=True, config={"threads": threads, "memory_limit": memory})
            (at, form), = self._connection.execute("SELECT moment, form FROM about").fetchall()
            if form != FORM:
                self._connection.close()
                raise FiguresDamaged(f"The figures in {file.name} are of another version of the program: rebuild them.", file=file.name)
            words = self._connection.execute("SELECT number, name, word FROM word").fetchall()
            super().__init__(Generation(generation_number, datetime.fromisoformat(at), is_fallback), shape_of(self._connection), words)
        except (duckdb.Error, ValueError) as error:
            raise FiguresDamaged(f"The figures in {file.name} cannot be read: {error}", file=file.name) from error
        self._idle = [self._connection.cursor()]
        self._lock = threading.Lock()

    def rows(self, sql: str, params: Mapping[str, int | str] | None = None) -> list[Row]:
        with self._lock:
            cursor = self._idle.pop() if self._idle else self._connection.cursor()
        try:
            return cursor.execute(sql, dict(params) if params else None).fetchall()
        except duckdb.Error as error:
            if not _is_damage(error):
                raise
            raise FiguresDamaged(f"The figures in {self.file.name} cannot be read: {error}", file=self.file.name) from error
        finally:
            with self._lock:
                self._idle.append(cursor)


@dataclass(frozen=True, slots=True)
class _Open:
    stamp: tuple[int, int] | None
    reader: DuckReader


class DuckStore:
    """Figures in a folder.

    threads, memory: of each reader and writer. keep: finished generations that stay. patience: seconds to wait for
    another refresher. on_step: told the name of each step of a refresh, for progress and for tests that stop there.
    """

    def __init__(
        self, folder: Path | str, *, threads: int = 1, memory: str = "512MB", keep: int = 2, patience: float = 30,
        on_step: Callable[[str], None] | None = None,
    ) -> None:
        self.folder = Folder(Path(folder))
        self._threads, self._memory, self._keep, self._patience = threads, memory, keep, patience
        self._on_step = on_step or (lambda step: None)
        self._open: _Open | None = None
        self._lock = threading.Lock()
        self._distrusted: set[Path] = set()
        self._numbered: tuple[int, str] | None = None
        self._numbers: dict[int, int] = {}

    def reader(self) -> DuckReader:
        """The current generation, reopened when the pointer has moved; the old one closes with its last reader."""
        stamp = self.folder.stamp()
        held = self._open
        if held and held.stamp == stamp and held.reader.file not in self._distrusted:
            return held.reader
        with self._lock:
            held = self._open
            if held and held.stamp == stamp and held.reader.file not in self._distrusted:
                return held.reader
            reader = self._open_current()
            self._open = _Open(stamp, reader)
            return reader

    def ask[T](self, question: Callable[[Reader], T]) -> T:
        reader = self.reader()
        try:
            return question(reader)
        except FiguresDamaged:
            self._distrusted.add(reader.file)
            return question(self.reader())

    def refresh(self, read: Callable[[], Changes], trees: Trees, *, at: datetime) -> Generation:
        """Raises NoFigures or FiguresDamaged (rebuild), RebuildNeeded (the tree moved), RefreshBusy, NoRoom, FactError.

        Whatever is raised, readers keep the generation they had. Without changes no generation is made.
        """
        with self.folder.refreshing(self._patience):
            self._on_step("locked")
            current = self.folder.current()
            changes = read()
            if changes.is_empty:
                return self.reader().generation
            if not self.folder.file(current).exists():
                raise FiguresDamaged("The current generation of the figures is missing: rebuild them.", generation=current)
            self.folder.sweep(self._keep + 1)
            self.folder.check_room(int(self.folder.file(current).stat().st_size * 1.1))
            with room_or_a_sentence(self.folder):
                building = self.folder.building()
                shutil.copyfile(self.folder.file(current), building)
                self._on_step("copied")
                try:
                    with self._writing(building) as connection:
                        numbers = self._change(connection, current, changes, trees, at)
                except duckdb.Error as error:
                    if not _is_damage(error) or says_full(error):
                        raise
                    raise FiguresDamaged(f"The current generation cannot be copied: rebuild. {error}", generation=current) from error
                return self._finish(building, at, trees, numbers)

    def rebuild(
        self, facts: Changes, trees: Trees, *, at: datetime, progress: Callable[[int], None] | None = None
    ) -> Generation:
        """Builds a generation from all facts; `progress` is told how many activities were taken."""
        with self.folder.refreshing(self._patience):
            self._on_step("locked")
            self.folder.sweep(self._keep + 1)
            building = self.folder.building()
            staging = building.with_name(building.name.replace("building-", "staging-"))
            with room_or_a_sentence(self.folder):
                with self._writing(building) as connection:
                    numbers = self._build(connection, staging, facts, trees, at, progress)
                staging.unlink(missing_ok=True)
                return self._finish(building, at, trees, numbers)

    def _open_current(self) -> DuckReader:
        for _ in range(3):
            stamp, current = self.folder.stamp(), self.folder.current()
            trouble = None
            if (file := self.folder.file(current)) not in self._distrusted:
                try:
                    return self._read(current, is_fallback=False)
                except FiguresDamaged as error:
                    trouble = error
            if self.folder.stamp() == stamp:
                break  # not merely replaced between two looks
        for number in self.folder.numbers():
            if number < current and self.folder.file(number) not in self._distrusted:
                try:
                    return self._read(number, is_fallback=True)
                except FiguresDamaged:
                    continue
        raise trouble or FiguresDamaged(f"The figures in {file.name} cannot be read: rebuild them.", file=file.name)

    def _read(self, number: int, *, is_fallback: bool) -> DuckReader:
        return DuckReader(
            self.folder.file(number), number, threads=self._threads, memory=self._memory, is_fallback=is_fallback
        )

    def _writing(self, file: Path) -> duckdb.DuckDBPyConnection:
        return duckdb.connect(str(file), config={"threads": self._threads, "memory_limit": self._memory})

    def _change(
        self, connection: duckdb.DuckDBPyConnection, current: int, changes: Changes, trees: Trees, at: datetime
    ) -> dict[int, int]:
        (depth, tree, form), = connection.execute("SELECT depth, tree, form FROM about").fetchall()
        if form != FORM:
            raise RebuildNeeded("The figures are of another version of the program: rebuild them.", form=form)
        shape = shape_of(connection)
        if trees.depth != depth:
            raise RebuildNeeded("The tree has another depth: rebuild the figures.", depth=trees.depth)
        standing: dict[int, tuple[str, tuple[int, ...]]] = {}
        if self._numbered == (current, trees.fingerprint):
            numbers = self._numbers
        else:
            numbers = dict(connection.execute("SELECT unit, number FROM unit").fetchall())
        if tree != trees.fingerprint:
            path = ", ".join(path_columns("a", depth))
            rows = connection.execute(f"SELECT unit, history, {path} FROM unit").fetchall()
            standing = {unit: (history, tuple(places)) for unit, history, *places in rows}
            numbers = numbers_for(trees, numbers, standing)
        words = Words({
            MeasureKey(name, word): number
            for number, name, word in connection.execute("SELECT number, name, word FROM word").fetchall()
        })
        loading = Loading(connection, trees, numbers, words, shape)
        connection.execute("BEGIN")
        if tree != trees.fingerprint:
            loading.units(standing)
        loading.forget(tuple(STARS), "activity", changes.activity_ids)
        loading.forget(("statement",), "statement", changes.statement_ids)
        loading.forget(("roster", "roster_member"), "roster", changes.roster_ids)
        loading.forget(("fulfilment",), "expectation", changes.expectation_ids)
        loading.insert_activities(changes.activities)
        self._load_the_rest(loading, changes)
        connection.execute("UPDATE about SET moment = $at, tree = $tree", {"at": at.isoformat(), "tree": trees.fingerprint})
        self._commit(connection)
        return numbers

    def _build(
        self, connection: duckdb.DuckDBPyConnection, staging: Path, facts: Changes, trees: Trees, at: datetime,
        progress: Callable[[int], None] | None,
    ) -> dict[int, int]:
        # Staged in a file of its own: DuckDB never gives back the room of what was deleted.
        connection.execute(f"ATTACH '{str(staging).replace("'", "''")}' AS staging")
        bulk = Bulk(connection, trees, trees.preorder(), Words())
        bulk.begin()
        done = 0
        # The next batch is read while one is laid down, which needs no Python.
        with ThreadPoolExecutor(1) as laying:
            for taken in _one_ahead(laying, bulk.take, chain(facts.batches, batches_of(facts.activities))):
                done += taken.versions
                if progress:
                    progress(done)
        self._on_step("staged")
        for table, columns in tables(bulk.shape).items():
            connection.execute(create(table, columns))
        bulk.insert_stars()
        self._on_step("ordered")
        loading = Loading(connection, trees, bulk.numbers, bulk.words, bulk.shape)
        connection.execute("BEGIN")
        loading.views()
        loading.units(())
        self._load_the_rest(loading, facts)
        connection.execute(
            "INSERT INTO about VALUES ($depth, $measures, $shares, $at, $tree, $form)",
            {**asdict(bulk.shape), "at": at.isoformat(), "tree": trees.fingerprint, "form": FORM},
        )
        self._commit(connection)
        return loading.numbers

    def _load_the_rest(self, loading: Loading, facts: Changes) -> None:
        loading.statements(facts.statements)
        loading.rosters(facts.rosters)
        loading.fulfilments(facts.fulfilments)
        loading.new_words()

    def _commit(self, connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("COMMIT")
        self._on_step("loaded")
        connection.execute("CHECKPOINT")
        self._on_step("checkpointed")

    def _finish(self, building: Path, at: datetime, trees: Trees, numbers: dict[int, int]) -> Generation:
        number = max(self.folder.numbers(), default=0) + 1
        self.folder.publish(building, number)
        self._on_step("published")
        self.folder.point_to(number)
        self._on_step("pointed")
        self.folder.sweep(self._keep)
        # What this process wrote it need not read again for the next change (20 ms at 5,000 units).
        self._numbered, self._numbers = (number, trees.fingerprint), numbers
        return Generation(number, at)


def _one_ahead(laying: Executor, take: Callable[[FactBatch], None], batches: Iterable[FactBatch]) -> Iterator[FactBatch]:
    """Each batch once it is taken; by then the next one has been drawn."""
    under_way: tuple[FactBatch, Future[None]] | None = None
    for batch in batches:
        if under_way:
            under_way[1].result()
            yield under_way[0]
        under_way = batch, laying.submit(take, batch)
    if under_way:
        under_way[1].result()
        yield under_way[0]


def shape_of(connection: duckdb.DuckDBPyConnection) -> Shape:
    """Of an open generation."""
    (found,) = connection.execute("SELECT depth, measures, shares FROM about").fetchall()
    return Shape(*found)


def _is_damage(error: duckdb.Error) -> bool:
    """Whether the file is at fault; a wrong SQL or a full memory raises other, narrower errors."""
    return type(error) is duckdb.Error or isinstance(error, UNREADABLE)
