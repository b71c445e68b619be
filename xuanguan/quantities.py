"""A number as a bulletin prints it: value, qualifier, unit of measure.

The qualifier says how sure the writer was: 130余场 is "at least 130", 近5万册 is "about 50,000". Sums keep it, so a
total is never surer than its parts (the law of figures: `exact` only if all parts are).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum


class Qualifier(StrEnum):
    """How a printed number bounds the true one."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    ABOUT = "about"
    AT_MOST = "at_most"


class KindsDoNotAdd(ValueError):
    """Two quantities of different measures, or an upper bound and anything else, have no sum."""

    code = "quantities_do_not_add"

    def __init__(self, left: Quantity, right: Quantity) -> None:
        super().__init__(f"{left} and {right} do not add: the measures differ, or one is an upper bound only.")
        self.left, self.right = left, right


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its qualifier and its measure word.

    >>> Quantity(Decimal(100), Qualifier.AT_LEAST, "场") + Quantity(Decimal(30), Qualifier.EXACT, "场")
    Quantity(value=Decimal('130'), qualifier=<Qualifier.AT_LEAST: 'at_least'>, unit='场')
    """

    value: Decimal
    qualifier: Qualifier = Qualifier.EXACT
    unit: str = ""

    def __post_init__(self) -> None:
        if not self.value.is_finite() or self.value < 0:
            raise ValueError(f"A quantity is a finite number of zero or more, not {self.value}.")

    def __add__(self, other: Quantity) -> Quantity:
        if self.unit != other.unit or (Qualifier.AT_MOST in (self.qualifier, other.qualifier)):
            raise KindsDoNotAdd(self, other)
        return Quantity(self.value + other.value, joined(self.qualifier, other.qualifier), self.unit)

    def __str__(self) -> str:
        mark = {"exact": "", "at_least": "≥", "about": "≈", "at_most": "≤"}[self.qualifier]
        return f"{mark}{plain(self.value)}{self.unit}"

    @property
    def lowest(self) -> Decimal | None:
        """The smallest true value the words allow; None where they give no floor."""
        return self.value if self.qualifier in (Qualifier.EXACT, Qualifier.AT_LEAST) else None

    @property
    def highest(self) -> Decimal | None:
        """The largest true value the words allow; None where they give no ceiling."""
        return self.value if self.qualifier in (Qualifier.EXACT, Qualifier.AT_MOST) else None

    def agrees_with(self, other: Quantity, *, tolerance: Decimal = Decimal("0.1")) -> bool:
        """Whether one true number could stand behind both wordings; "about" may be off by `tolerance` of itself."""
        low, high = _bounds(self, tolerance)
        other_low, other_high = _bounds(other, tolerance)
        return self.unit == other.unit and low <= other_high and other_low <= high

    def rounded(self, digits: int = 1) -> Quantity:
        """Rounded down to so many leading digits: an exact 137 becomes "at least 130" with two.

        A floor stays true when it is lowered; "about" is rounded to the nearest; an upper bound may not be lowered.
        """
        if not self.value or self.qualifier is Qualifier.AT_MOST:
            return self
        step = Decimal(1).scaleb(self.value.adjusted() - digits + 1)
        rounding = ROUND_HALF_UP if self.qualifier is Qualifier.ABOUT else ROUND_FLOOR
        value = (self.value / step).to_integral_value(rounding) * step
        if value == self.value:
            return self
        return replace(self, value=value, qualifier=joined(self.qualifier, Qualifier.AT_LEAST))


def joined(left: Qualifier, right: Qualifier) -> Qualifier:
    """The qualifier of a sum: about swallows all, a floor swallows exact."""
    if Qualifier.AT_MOST in (left, right) and left is not right:
        raise ValueError("An upper bound stays apart: it has no common qualifier with anything else.")
    if Qualifier.ABOUT in (left, right):
        return Qualifier.ABOUT
    return left if left is not Qualifier.EXACT else right


@dataclass(frozen=True, slots=True)
class Total:
    """A sum and, beside it, the upper bounds that could not go in. Either may be None when nothing was given."""

    sum: Quantity | None
    upper_bounds: Quantity | None


def total(quantities: Iterable[Quantity]) -> Total:
    """Adds quantities of one measure; upper bounds are added to each other and kept apart."""
    known: Quantity | None = None
    bound: Quantity | None = None
    for one in quantities:
        if known is not None or bound is not None:
            unit = (known or bound).unit  # type: ignore[union-attr]
            if unit != one.unit:
                raise KindsDoNotAdd(known or bound, one)  # type: ignore[arg-type]
        if one.qualifier is Qualifier.AT_MOST:
            bound = one if bound is None else replace(bound, value=bound.value + one.value)
        else:
            known = one if known is None else known + one
    return Total(known, bound)


def plain(value: Decimal) -> str:
    """The number without an exponent and without idle zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _bounds(quantity: Quantity, tolerance: Decimal) -> tuple[Decimal, Decimal]:
    endless = Decimal("Infinity")
    if quantity.qualifier is Qualifier.ABOUT:
        return quantity.value * (1 - tolerance), quantity.value * (1 + tolerance)
    low = quantity.value if quantity.lowest is not None else Decimal(0)
    return low, (quantity.value if quantity.highest is not None else endless)
