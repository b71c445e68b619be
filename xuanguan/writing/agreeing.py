"""How the words of a printed number stand to what is known: the same, rounded, past it, short of it, or surer than anybody can be.

It is what the composer's rules (`writing.amounts`) promise, asked the other way round, of any text:

- 余, 多 and their kind speak of less than one more of the last digit written: 130余 is 130 to 139, 100余 is 100 to 199. Of a number
  that is itself only a floor, any floor of the same leading digit is a rounding.
- 近 comes from below and lacks at most a tenth. 约 and 左右 may be off by one of the last digit written, by 2 % in any case, by a tenth
  at most.
- 不少于 and 超过 say a floor, 不超过 a ceiling; a floor of less than half tells too little to be called a rounding.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from xuanguan.quantities import Qualifier, Quantity

ROUGHLY = Decimal("0.1")
SLIGHTLY = Decimal("0.02")


class Agreement(StrEnum):
    """SURER: the same number, but told without the 余 or 约 that is all that is known of it."""

    SAME = "same"
    ROUNDED = "rounded"
    SURER = "surer"
    BEYOND = "beyond"
    SHORT = "short"

    @property
    def holds(self) -> bool:
        return self in (Agreement.SAME, Agreement.ROUNDED)


def agreement(said: Quantity, known: Quantity, text: str = "") -> Agreement:
    """`text`: the words as printed, by which 近 is told from 约 and 不少于 from 余. Measure words are not compared.

    >>> agreement(Quantity(Decimal(130), Qualifier.AT_LEAST), Quantity(Decimal(137)), "130余场")
    <Agreement.ROUNDED: 'rounded'>
    >>> agreement(Quantity(Decimal(140), Qualifier.AT_LEAST), Quantity(Decimal(137)), "140余场")
    <Agreement.BEYOND: 'beyond'>
    """
    if said.value == known.value and said.qualifier is known.qualifier:
        return Agreement.SAME
    match said.qualifier:
        case Qualifier.EXACT:
            return _exactly(said, known)
        case Qualifier.AT_LEAST:
            return _at_least(said, known, text)
        case Qualifier.ABOUT:
            return _about(said, known, text)
    return _at_most(said, known)


def last_step(value: Decimal) -> Decimal:
    """One of the last digit written: 100 for 1,200, 10,000 for 50,000.

    >>> last_step(Decimal(1200)), last_step(Decimal("1.8")), last_step(Decimal(7))
    (Decimal('100'), Decimal('0.1'), Decimal('1'))
    """
    step = Decimal(1)
    if value != value.to_integral_value():
        return Decimal(1).scaleb(value.as_tuple().exponent)  # type: ignore[arg-type]
    while value and value % (step * 10) == 0:
        step *= 10
    return step


def _exactly(said: Quantity, known: Quantity) -> Agreement:
    if said.value == known.value:
        return Agreement.SURER
    if known.qualifier is Qualifier.AT_MOST:
        return Agreement.BEYOND if said.value > known.value else Agreement.SURER
    return Agreement.BEYOND if said.value > known.value else Agreement.SHORT


def _at_least(said: Quantity, known: Quantity, text: str) -> Agreement:
    if known.qualifier is Qualifier.AT_MOST:
        return Agreement.BEYOND if said.value > known.value else Agreement.SURER
    if said.value > known.value:
        return Agreement.BEYOND
    reach = said.value + last_step(said.value)
    if known.qualifier is Qualifier.AT_LEAST or any(mark in text for mark in ("不少于", "至少", "超过", "以上", "逾", "突破", "at least")):
        reach = max(reach, said.value * 2)
    return Agreement.ROUNDED if known.value < reach else Agreement.SHORT


def _about(said: Quantity, known: Quantity, text: str) -> Agreement:
    if known.qualifier is Qualifier.AT_MOST:
        return Agreement.BEYOND if said.value > known.value * (1 + ROUGHLY) else Agreement.SURER
    low, high = said.value * (1 - ROUGHLY), said.value
    if not _from_below(text):
        off = min(max(last_step(said.value), said.value * SLIGHTLY), said.value * ROUGHLY)
        low, high = said.value - off, said.value + off
    if low <= known.value <= high:
        return Agreement.ROUNDED
    return Agreement.BEYOND if said.value > known.value else Agreement.SHORT


def _from_below(text: str) -> bool:
    return ("近" in text or text.startswith("nearly")) and not any(mark in text for mark in "余多约")


def _at_most(said: Quantity, known: Quantity) -> Agreement:
    if known.value > said.value:
        return Agreement.SHORT
    return Agreement.ROUNDED if known.qualifier in (Qualifier.AT_MOST, Qualifier.EXACT) else Agreement.SURER
