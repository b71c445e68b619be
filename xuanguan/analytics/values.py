"""What questions answer with: counts and sums that keep how they are known and how sure they are."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xuanguan.quantities import Qualifier, Quantity, Total, total

# The order is the number stored in the column `qualifier`.
QUALIFIERS = (Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.ABOUT, Qualifier.AT_MOST)


@dataclass(frozen=True, slots=True)
class MeasureKey:
    """A measure by its code and its measure word: 人次 and 人 are two measures and never add."""

    name: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many activities, in the two parts of one number (rule 3)."""

    verified: int = 0
    self_reported: int = 0

    @property
    def total(self) -> int:
        return self.verified + self.self_reported

    def __add__(self, other: Count) -> Count:
        return Count(self.verified + other.verified, self.self_reported + other.self_reported)


@dataclass(frozen=True, slots=True)
class Parts:
    """Plain sums per qualifier; None where no part carries it. `quantity` joins them by rule 2."""

    exact: Decimal | None = None
    at_least: Decimal | None = None
    about: Decimal | None = None
    at_most: Decimal | None = None

    def __bool__(self) -> bool:
        return any(part is not None for part in self._all)

    def __add__(self, other: Parts) -> Parts:
        return Parts(*(_plus(mine, theirs) for mine, theirs in zip(self._all, other._all, strict=True)))

    def quantity(self, word: str = "") -> Total:
        """The sum with its qualifier, and the upper bounds beside it."""
        return total(
            Quantity(part, qualifier, word)
            for part, qualifier in zip(self._all, QUALIFIERS, strict=True)
            if part is not None
        )

    @property
    def _all(self) -> tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]:
        return self.exact, self.at_least, self.about, self.at_most


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of one measure, verified and self-reported, each per qualifier."""

    measure: MeasureKey
    verified: Parts = Parts()
    self_reported: Parts = Parts()

    @property
    def parts(self) -> Parts:
        return self.verified + self.self_reported

    def quantity(self) -> Total:
        """Itemised: verified and self-reported together, with its qualifier and measure word."""
        return self.parts.quantity(self.measure.word)


def parts_from(rows: dict[int, Decimal]) -> Parts:
    """Sums keyed by the stored number of their qualifier."""
    return Parts(*(rows.get(number) for number in range(len(QUALIFIERS))))


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    if one is None:
        return other
    return one if other is None else one + other
