"""A bound number whose figure has moved, worded again as it was worded before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal

from xuanguan.chinese.quantities import format_quantity
from xuanguan.quantities import Qualifier, Quantity, plain
from xuanguan.writing.amounts import share
from xuanguan.writing.draft import Bound, Coverage, Known, Names, Number
from xuanguan.writing.numbers import numbers_in


def has_moved(piece: Bound, value: Quantity | None, expected: int | None = None) -> bool:
    """Whether the one figure of the number is another than when it was written. None: nothing is reported (any more)."""
    now = value.value if value is not None else Decimal(0)
    if isinstance(piece, Coverage):
        return (piece.reached, piece.expected) != (int(now), piece.expected if expected is None else expected)
    if isinstance(piece, Names):
        return piece.total != int(now)
    return (piece.quantity.value if piece.value is None else piece.value) != now


def worked_out(piece: Bound, values: Sequence[tuple[Decimal, int | None]]) -> Decimal | None:
    """What a number that was worked out would be of these figures: (value, and N where the figure is n of N), in their order.

    A share is n ÷ N. A difference is the first minus the second, in the direction in which it was written: below zero it has turned.
    None: it is no such number, or another kind of working.
    """
    if piece.known is not Known.DERIVED or not isinstance(piece, Number):
        return None
    if piece.quantity.unit == "%" and len(values) == 1 and values[0][1]:
        return share(values[0][0], Decimal(values[0][1]))
    first, minus, second = piece.working.partition(" − ")
    if minus and len(values) == 2:
        change = values[0][0] - values[1][0]
        return change if Decimal(first) > Decimal(second) else -change
    return None


def worked_out_anew(piece: Number, value: Decimal, values: Sequence[tuple[Decimal, int | None]]) -> Number:
    """The number with what `worked_out` gives now, and the working of it."""
    if piece.quantity.unit == "%":
        working = f"{plain(values[0][0])} ÷ {values[0][1]}"
    else:
        working = f"{plain(values[0][0])} − {plain(values[1][0])}"
    return replace(
        piece, text=_exchanged(piece.text, {piece.quantity.value: value}), quantity=replace(piece.quantity, value=value), value=value, working=working)


def renewed(piece: Bound, value: Quantity, expected: int | None = None, *, known: Known | None = None, language: str = "zh-Hans") -> Bound:
    """The number with the figure's value now. What was printed to the last digit is so again; what was rounded is rounded likewise.

    Names keep those that they name: the figure says how many there are, the writer whom to name.
    """
    known = known or piece.known
    if isinstance(piece, Coverage):
        wanted = expected if expected is not None else piece.expected
        text = _exchanged(piece.text, {piece.reached: int(value.value), piece.expected: wanted})
        return replace(piece, text=text, reached=int(value.value), expected=wanted, known=known)
    if isinstance(piece, Names):
        return replace(piece, text=_exchanged(piece.text, {piece.total: int(value.value)}), total=int(value.value), known=known)
    was = piece.value if piece.value is not None else piece.quantity.value
    now = Quantity(value.value, value.qualifier, piece.quantity.unit)
    if was == piece.quantity.value and piece.quantity.qualifier is value.qualifier:
        return replace(piece, text=_exchanged(piece.text, {was: now.value}), quantity=now, value=now.value, known=known)
    printed = _rounded_likewise(piece.quantity, now)
    return replace(piece, text=_worded(printed, language), quantity=printed, value=now.value, known=known)


def _rounded_likewise(was: Quantity, now: Quantity) -> Quantity:
    """To as many leading digits as before, downwards, so that it stays true."""
    digits = max(len(plain(was.value).replace(".", "").strip("0")), 1)
    if not now.value:
        return now
    step = Decimal(1).scaleb(now.value.adjusted() - digits + 1)
    value = (now.value / step).to_integral_value(ROUND_FLOOR) * step
    if value == now.value:
        return now
    qualifier = Qualifier.ABOUT if Qualifier.ABOUT in (was.qualifier, now.qualifier) else Qualifier.AT_LEAST
    return replace(now, value=value, qualifier=qualifier)


def _worded(quantity: Quantity, language: str) -> str:
    if language.startswith("zh"):
        return format_quantity(quantity)
    mark = {Qualifier.EXACT: "", Qualifier.AT_LEAST: "more than ", Qualifier.ABOUT: "about ", Qualifier.AT_MOST: "at most "}[quantity.qualifier]
    return f"{mark}{_grouped(quantity.value)}"


def _exchanged[N: (int, Decimal)](text: str, numbers: dict[N, N]) -> str:
    """The text with each of these numbers exchanged where it stands; a number that is written otherwise stays."""
    found: list[str] = []
    last = 0
    for one in numbers_in(text):
        if (new := next((new for old, new in numbers.items() if one.quantity.value == old), None)) is None:
            continue
        digits = next((form for form in (_grouped(one.quantity.value), plain(one.quantity.value)) if form in one.text), None)
        if digits is None:
            words = format_quantity(replace(one.quantity, value=Decimal(new)))
        else:
            words = one.text.replace(digits, _grouped(Decimal(new)) if "," in digits else plain(Decimal(new)), 1)
        found += [text[last:one.start], words]
        last = one.end
    return "".join([*found, text[last:]])


def _grouped(value: Decimal) -> str:
    return f"{value:,f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
