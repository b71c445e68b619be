"""How a number is printed: rounded as the field rounds, never past the truth, in words that say how sure it is.

The rules, in the order in which they are tried:

1. Counts of units and records, and exact numbers below a thousand, are printed as they are (37场, 127项).
2. A floor is lowered to two leading digits, below a hundred to tens (137 at least: 130余场); below ten it is 不少于9场.
3. An exact number from a thousand on is 近 the next round one if it lacks at most 2 % of it (49,600: 近5万册), else it is lowered
   to two leading digits (48,600: 4.8万余册). What is round already stays exact.
4. "About" is rounded to the nearest with two leading digits (8,845: 约8800份). An upper bound is never rounded (不超过53人).

So the words always allow the number that they stand for: `contains`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from xuanguan.chinese.numerals import format_numeral
from xuanguan.quantities import Qualifier, Quantity, plain

EXACT_BELOW = 1_000
DIGITS = 2
# 近 promises that hardly anything is lacking.
LACKS_AT_MOST = Decimal("0.02")
# What "about" may be off by; the reader's own tolerance (quantities.agrees_with).
ROUGHLY = Decimal("0.1")


class Rounding(StrEnum):
    """FIELD: as the rules above say. EXACT: every number to its last digit."""

    FIELD = "field"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Amount:
    """Words for a number. text: with its measure word in Chinese, without it in English. means: what the words say."""

    text: str
    means: Quantity


def worded(quantity: Quantity, language: str, rounding: Rounding = Rounding.FIELD) -> Amount:
    """The words for a number, in Chinese with its measure word.

    >>> worded(Quantity(Decimal(137), Qualifier.AT_LEAST, "场"), "zh").text
    '130余场'
    >>> worded(Quantity(Decimal(49600), Qualifier.EXACT, "册"), "zh").text
    '近5万册'
    >>> worded(Quantity(Decimal(1234), Qualifier.EXACT, "册"), "en").text
    'more than 1,200'
    """
    meant, near = rounded(quantity) if rounding is Rounding.FIELD else (quantity, False)
    return Amount(_english(meant, near) if language == "en" else _chinese(meant, near), meant)


def rounded(quantity: Quantity) -> tuple[Quantity, bool]:
    """What is printed of it, and whether the next round number is near."""
    value = quantity.value
    if value != value.to_integral_value() or quantity.qualifier is Qualifier.AT_MOST:
        return quantity, False
    if quantity.qualifier is Qualifier.AT_LEAST:
        return (quantity.rounded(1 if value < 100 else DIGITS) if value >= 10 else quantity), False
    if quantity.qualifier is Qualifier.ABOUT:
        return (quantity.rounded(DIGITS) if value >= 100 else quantity), False
    if value < EXACT_BELOW or quantity.rounded(DIGITS) == quantity:
        return quantity, False
    step = Decimal(1).scaleb(value.adjusted())
    above = (value / step).to_integral_value(ROUND_CEILING) * step
    if above - value <= above * LACKS_AT_MOST:
        return replace(quantity, value=above, qualifier=Qualifier.ABOUT), True
    return quantity.rounded(DIGITS), False


def contains(printed: Quantity, truth: Quantity) -> bool:
    """Whether the printed words allow everything that the number allows: a floor may be lowered, never raised."""
    if printed.unit != truth.unit:
        return False
    if printed.qualifier is Qualifier.ABOUT:
        return abs(printed.value - truth.value) <= printed.value * ROUGHLY
    if printed.qualifier is Qualifier.AT_LEAST:
        return truth.qualifier is not Qualifier.AT_MOST and printed.value <= truth.value
    if printed.qualifier is Qualifier.AT_MOST:
        return truth.qualifier is Qualifier.AT_MOST and truth.value <= printed.value
    return printed == truth


def share(part: Decimal, whole: Decimal) -> Decimal:
    """A percentage with one decimal, and never 100 or 0 where it is not quite.

    >>> share(Decimal(15), Decimal(21)), share(Decimal(9999), Decimal(10000))
    (Decimal('71.4'), Decimal('99.9'))
    """
    exact = part * 100 / whole
    found = Decimal(plain(exact.quantize(Decimal("0.1"))))
    if exact < 100 <= found:
        return Decimal("99.9")
    return max(found, Decimal("0.1")) if part else Decimal(0)


def _chinese(quantity: Quantity, near: bool) -> str:
    number = format_numeral(quantity.value, style="mixed")
    unit = quantity.unit
    match quantity.qualifier:
        case Qualifier.AT_LEAST:
            return f"{number}余{unit}" if quantity.value >= 10 and _is_round(quantity.value) else f"不少于{number}{unit}"
        case Qualifier.ABOUT:
            return f"{'近' if near else '约'}{number}{unit}"
        case Qualifier.AT_MOST:
            return f"不超过{number}{unit}"
    return f"{number}{unit}"


def _is_round(value: Decimal) -> bool:
    """Whether 余 can follow: only after a number that ends in a nought or in 万."""
    return value % 10 == 0


def _english(quantity: Quantity, near: bool) -> str:
    number = f"{quantity.value:,}" if quantity.value == quantity.value.to_integral_value() else plain(quantity.value)
    number = f"{int(quantity.value):,}" if quantity.value == quantity.value.to_integral_value() else number
    match quantity.qualifier:
        case Qualifier.AT_LEAST:
            return f"more than {number}" if quantity.value >= 10 and _is_round(quantity.value) else f"at least {number}"
        case Qualifier.ABOUT:
            return f"{'nearly' if near else 'about'} {number}"
        case Qualifier.AT_MOST:
            return f"at most {number}"
    return number
