"""Edited prose keeps its numbers bound: the text that a person left is laid beside the pieces that it was made of.

A number that still stands there as it was keeps its figure, wherever it went. One that was only worded anew keeps it if what it
now says can be true of the figure. Any other amount in what is new was typed by hand, and is marked so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import pairwise

from xuanguan.quantities import Qualifier, Quantity
from xuanguan.writing.draft import Bound, Coverage, FigureRef, Known, Names, Number, Paragraph, Piece, Words
from xuanguan.writing.numbers import numbers_in


@dataclass(frozen=True, slots=True)
class _Placed:
    start: int
    end: int
    piece: Bound


def rebound(pieces: Sequence[Piece], text: str, *, written: str | None = None, spare: Iterable[Bound] = ()) -> tuple[Piece, ...]:
    """The pieces of the edited text. Joined they are the text.

    spare: bound numbers that may have been moved here from elsewhere. written: the day of the text, for dates without a year.
    """
    old = "".join(piece.text for piece in pieces)
    if old == text:
        return tuple(pieces)
    placed, lost, untouched = _carried_over(pieces, old, text)
    for piece in (*lost, *spare):
        if found := _somewhere(piece, text, placed):
            placed.append(found)
            lost = [one for one in lost if one is not piece]
    amounts = [
        one for one in numbers_in(text, written=written)
        if not any(one.start < end and start < one.end for start, end in (*((p.start, p.end) for p in placed), *untouched))]
    for one in amounts:
        meant = next((piece for piece in lost if _can_mean(piece, one.quantity)), None)
        lost = [piece for piece in lost if piece is not meant]
        placed.append(_Placed(one.start, one.end, _worded_anew(meant, one.text, one.quantity) if meant else Number(one.text, one.quantity, Known.UNBOUND)))
    return _pieces(text, placed)


def typed(text: str, *, written: str | None = None) -> tuple[Piece, ...]:
    """The pieces of a text that nobody bound yet."""
    return rebound((), text, written=written)


def bound_to(paragraph: Paragraph, place: int, figures: tuple[FigureRef, ...], *, known: Known, value: Decimal | None) -> Paragraph:
    """The paragraph with its number at `place` (of `paragraph.bound`) bound to a figure. Its words stay."""
    return with_number(paragraph, place, replace(_as_number(paragraph.bound[place]), figures=figures, known=known, value=value, working=""))


def explained(paragraph: Paragraph, place: int, source: str) -> Paragraph:
    """The paragraph with a source told for its number at `place`: no figure stands behind it, and the reader is told what does."""
    return with_number(paragraph, place, replace(_as_number(paragraph.bound[place]), figures=(), known=Known.UNBOUND, value=None, working=source))


def with_number(paragraph: Paragraph, place: int, piece: Bound) -> Paragraph:
    """The paragraph with another number at `place` of `paragraph.bound`."""
    wanted, seen, pieces = paragraph.bound[place], -1, []
    for one in paragraph.pieces:
        seen += isinstance(one, Number | Coverage | Names)
        pieces.append(piece if one is wanted and seen == place else one)
    return replace(paragraph, pieces=tuple(pieces))


def needs_a_source(piece: Bound) -> bool:
    """Typed by hand, neither bound to a figure nor explained."""
    return not piece.is_bound and not (isinstance(piece, Number) and piece.working)


def amount(piece: Bound) -> Quantity:
    """What the printed words say."""
    if isinstance(piece, Number):
        return piece.quantity
    return Quantity(Decimal(piece.reached if isinstance(piece, Coverage) else piece.total), Qualifier.EXACT, "")


def _carried_over(pieces: Sequence[Piece], old: str, text: str) -> tuple[list[_Placed], list[Bound], list[tuple[int, int]]]:
    """Numbers that stand in what did not change, those that do not, and where plain words did not change."""
    same = _same_stretches(old, text)
    placed: list[_Placed] = []
    lost: list[Bound] = []
    untouched: list[tuple[int, int]] = []
    start = 0
    for piece in pieces:
        end = start + len(piece.text)
        if isinstance(piece, Number | Coverage | Names):
            shift = next((b - a for a, b, size in same if a <= start and end <= a + size), None)
            if shift is not None and _stands_alone(text, start + shift, end + shift):
                placed.append(_Placed(start + shift, end + shift, piece))
            else:
                lost.append(piece)
        else:
            untouched += [(max(start, a) + b - a, min(end, a + size) + b - a) for a, b, size in same if max(start, a) < min(end, a + size)]
        start = end
    return placed, lost, untouched


def _same_stretches(old: str, text: str) -> list[tuple[int, int, int]]:
    """(place in the old, place in the new, length). What begins and ends alike is cut off first: an edit is mostly in one spot."""
    head = next((place for place, (a, b) in enumerate(zip(old, text, strict=False)) if a != b), min(len(old), len(text)))
    shortest = min(len(old), len(text)) - head
    tail = next((n for n in range(shortest) if old[-1 - n] != text[-1 - n]), shortest)
    middle = SequenceMatcher(None, old[head:len(old) - tail], text[head:len(text) - tail], autojunk=False).get_matching_blocks()
    blocks = [(0, 0, head), *((a + head, b + head, size) for a, b, size in middle if size), (len(old) - tail, len(text) - tail, tail)]
    joined: list[tuple[int, int, int]] = []
    for a, b, size in blocks:
        if joined and joined[-1][0] + joined[-1][2] == a and joined[-1][1] + joined[-1][2] == b:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + size)
        elif size:
            joined.append((a, b, size))
    return joined


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Not a part of a longer number: 14 in 140, or in 2.14."""
    inner = text[start:end]
    before, after = text[max(start - 2, 0):start], text[end:end + 2]
    if inner[:1].isdigit() and (before[-1:].isdigit() or (before[-1:] in ".," and before[:1].isdigit())):
        return False
    return not (inner[-1:].isdigit() and (after[:1].isdigit() or after[:1] in "万亿余多几" or (after[:1] in ".," and after[1:].isdigit())) and after)


def _somewhere(piece: Bound, text: str, placed: list[_Placed]) -> _Placed | None:
    """The same words at another place of the text."""
    start = text.find(piece.text) if any(c.isdigit() for c in piece.text) or len(piece.text) > 1 else -1
    while start >= 0:
        end = start + len(piece.text)
        if _stands_alone(text, start, end) and not any(start < one.end and one.start < end for one in placed):
            return _Placed(start, end, piece)
        start = text.find(piece.text, start + 1)
    return None


def _can_mean(piece: Bound, said: Quantity) -> bool:
    """Whether what the text now says can be true of what the number was."""
    if not piece.is_bound:
        return False
    if not isinstance(piece, Number):
        return said.value == amount(piece).value and said.qualifier is Qualifier.EXACT
    if said.unit and piece.quantity.unit and said.unit != piece.quantity.unit:
        return False
    exact = Quantity(piece.value, Qualifier.EXACT, said.unit) if piece.value is not None else replace(piece.quantity, unit=said.unit)
    return said.agrees_with(exact) and (said.qualifier is not Qualifier.AT_LEAST or said.value * 2 > exact.value)


def _worded_anew(piece: Bound, text: str, said: Quantity) -> Number:
    was = _as_number(piece)
    return replace(was, text=text, quantity=replace(said, unit=said.unit or was.quantity.unit))


def _as_number(piece: Bound) -> Number:
    """n of N, or names and how many, as the plain number that is left when its words were changed."""
    if isinstance(piece, Number):
        return piece
    return Number(piece.text, replace(amount(piece), unit=piece.counted), piece.known, piece.figures, amount(piece).value)


def _pieces(text: str, placed: list[_Placed]) -> tuple[Piece, ...]:
    placed.sort(key=lambda one: one.start)
    ends = [(0, 0, None), *((one.start, one.end, one.piece) for one in placed), (len(text), len(text), None)]
    found: list[Piece] = []
    for (_start, end, _piece), (following, _last, piece) in pairwise(ends):
        found += [Words(text[end:following])] if end < following else []
        found += [piece] if piece is not None else []
    return tuple(found)
