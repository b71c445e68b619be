"""The units that names in a text may mean, as the upper floors hand them to the reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from xuanguan.reading.lexicon import UnitName
from xuanguan.reading.places import PREFECTURES
from xuanguan.reading.resolve import Resolver, shortened


@dataclass(frozen=True)
class Lexicon:
    """What the reader is told about the world outside the text. Without it, names are read but not resolved."""

    units: list[UnitName] = field(default_factory=list)

    @cached_property
    def resolver(self) -> Resolver:
        """The names made ready for looking up; built on first use and kept with the lexicon."""
        return Resolver(self.units)

    @cached_property
    def places(self) -> frozenset[str]:
        """Names that act where they stand alone before a verb: those without a noun that says what they are."""
        short = {word for unit in self.units if unit.kind == "division" for word in shortened(unit)}
        return PREFECTURES | {word for word in short if 2 <= len(word) <= 5}
