"""What a question may ask of a store, and what the floor above may do with one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from xuanguan.analytics.facts import Changes
from xuanguan.analytics.tree import Trees
from xuanguan.analytics.values import MeasureKey

type Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Generation:
    """One state of the figures. `at`: the moment it was read from the transactions, given by the refresher.

    is_fallback: the current one could not be read, this is the last good one before it; a rebuild is due.
    """

    number: int
    at: datetime
    is_fallback: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A unit as the stars know it: its dense number, its own level if it is a division, its path on today's map."""

    unit: int
    number: int
    level: int | None
    path: tuple[int, ...]

    @property
    def is_division(self) -> bool:
        return self.level is not None

    @property
    def home(self) -> tuple[int, int] | None:
        """Level and number of the division where it stands today; None outside the tree."""
        standing = [(level, number) for level, number in enumerate(self.path) if number]
        return standing[-1] if standing else None


class Reader(Protocol):
    """One generation, open for reading: every question asked of it sees the same rows. Safe to share by threads."""

    @property
    def generation(self) -> Generation: ...

    @property
    def depth(self) -> int:
        """The deepest level: paths have one place more."""
        ...

    @property
    def places(self) -> int:
        """How many measures one report has at most: the star of activities has `value1` to this."""
        ...

    def rows(self, sql: str, params: Mapping[str, int | str] | None = None) -> list[Row]:
        """Runs one SELECT. Raises FiguresDamaged where the file cannot be read."""
        ...

    def node(self, unit: int) -> Node:
        """Raises UnknownUnit."""
        ...

    def units(self, numbers: Collection[int]) -> dict[int, int]:
        """Dense numbers back to the ids of units."""
        ...

    def measure_number(self, key: MeasureKey) -> int:
        """0 where no fact has this measure: no row carries 0."""
        ...

    def measure_sets(self, numbers: Collection[int]) -> dict[int, tuple[tuple[int, int], ...]]:
        """Which measures stand in the places of each set: their numbers and qualifiers, in order."""
        ...

    def measure_key(self, number: int) -> MeasureKey: ...


class Store(Protocol):
    def reader(self) -> Reader:
        """The current generation. Raises NoFigures where none was ever built."""
        ...

    def ask[T](self, question: Callable[[Reader], T]) -> T:
        """Asks the current generation; if it turns out damaged, the last good one before it."""
        ...

    def refresh(self, read: Callable[[], Changes], trees: Trees, *, at: datetime) -> Generation:
        """Puts changed facts into a new generation. `read` is called while no other refresher can run."""
        ...

    def rebuild(
        self, facts: Changes, trees: Trees, *, at: datetime, progress: Callable[[int], None] | None = None
    ) -> Generation:
        """Builds a generation from all facts."""
        ...


def in_list(numbers: Sequence[int] | Collection[int]) -> str:
    """Whole numbers as the inside of an SQL IN; they are ids, so no text of a person can enter."""
    return ", ".join(str(int(number)) for number in numbers) or "NULL"


def listed(name: str, columns: Sequence[str], rows: Sequence[Sequence[int]]) -> str:
    """Whole numbers as a table in the text of a question: what SQL calls VALUES. At least one row."""
    inside = ", ".join(f"({in_list(row)})" for row in rows)
    return f"(VALUES {inside}) AS {name}({', '.join(columns)})"
