# ruff: noqa: S608  (the SQL is ours: only whole numbers enter its text)
"""What the readers of every engine keep of one generation: who and what its numbers stand for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping

from xuanguan.analytics.errors import UnknownUnit
from xuanguan.analytics.store.protocol import Generation, Node, Row, in_list
from xuanguan.analytics.store.schema import Shape, path_columns
from xuanguan.analytics.values import MeasureKey


class NumberedReader(ABC):
    """The part of `Reader` that is the same for all: units are looked up once, measures are there from the beginning."""

    def __init__(self, generation: Generation, shape: Shape, words: Iterable[Row]) -> None:
        self._generation, self._shape = generation, shape
        self._words = {number: MeasureKey(name, word) for number, name, word in words}
        self._measure_numbers = {key: number for number, key in self._words.items()}
        self._nodes: dict[int, Node] = {}
        self._units: dict[int, int] = {}
        self._measure_sets: dict[int, tuple[tuple[int, int], ...]] = {}

    @abstractmethod
    def rows(self, sql: str, params: Mapping[str, int | str] | None = None) -> list[Row]: ...

    @property
    def generation(self) -> Generation:
        return self._generation

    @property
    def depth(self) -> int:
        return self._shape.depth

    @property
    def places(self) -> int:
        return self._shape.measures

    def node(self, unit: int) -> Node:
        found = self._nodes.get(unit)
        if found is None:
            columns = ", ".join(path_columns("a", self.depth))
            rows = self.rows(f"SELECT number, level, {columns} FROM unit WHERE unit = $unit", {"unit": unit})
            if not rows:
                raise UnknownUnit(f"The figures do not know unit {unit}: refresh them.", unit=unit)
            number, level, *path = rows[0]
            found = self._nodes[unit] = Node(unit, number, level, tuple(path))
        return found

    def units(self, numbers: Collection[int]) -> dict[int, int]:
        missing = [number for number in numbers if number not in self._units]
        if missing:
            self._units.update(self.rows(f"SELECT number, unit FROM unit WHERE number IN ({in_list(missing)})"))
        return {number: self._units[number] for number in numbers}

    def measure_sets(self, numbers: Collection[int]) -> dict[int, tuple[tuple[int, int], ...]]:
        missing = [number for number in numbers if number and number not in self._measure_sets]
        if missing:
            found: dict[int, list[tuple[int, int]]] = {}
            for number, measure, qualifier in self.rows(
                    f"SELECT measures, measure, qualifier FROM measure_set WHERE measures IN ({in_list(missing)}) ORDER BY measures, place"):
                found.setdefault(number, []).append((measure, qualifier))
            self._measure_sets.update({number: tuple(one) for number, one in found.items()})
        return {number: self._measure_sets[number] if number else () for number in numbers}

    def measure_number(self, key: MeasureKey) -> int:
        return self._measure_numbers.get(key, 0)

    def measure_key(self, number: int) -> MeasureKey:
        return self._words[number]
