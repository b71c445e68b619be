"""An edition as a file: the text, its figures with their values and records, the state of the data, who and when, and a hash over it.

The hash is taken over one canonical form, so any program can compute it again: JSON with sorted names, without spaces, in
UTF-8, the field `sha256` left out. Numbers are strings or whole numbers.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from xuanguan.chinese.script import to_simplified
from xuanguan.quantities import Qualifier, Quantity, plain
from xuanguan.writing.draft import Bound, Coverage, Draft, FigureRef, Known, Names, Number
from xuanguan.writing.kept import NotADraft, as_json, from_json
from xuanguan.writing.numbers import numbers_in
from xuanguan.writing.renewing import worked_out

FORMAT = "xuanguan-edition"
# 21个市州均暂无在案记录, none of 21: no nought is written.
_NONE_OF = re.compile(r"均(?:尚|暂)?无|\bnone\b", re.IGNORECASE)
SHAPE = 1


class NotAnEdition(ValueError):
    """What was given is no edition in JSON: the sentence says where it fails."""

    code = "not_an_edition"

    @property
    def sentence(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class FigureKept:
    """A figure as it was when the edition was issued.

    value: its whole value; for a coverage n, and `expected` is N. records: ids of the activities it counted; `total` of them, of
    which none are listed where they are many. verified_records: those of them that were verified. units: codes of the units that a
    coverage had reached. name: what it counts, in words.
    """

    figure: FigureRef
    name: str
    value: Quantity | None
    verified: Decimal = Decimal(0)
    self_reported: Decimal = Decimal(0)
    expected: int | None = None
    records: tuple[int, ...] = ()
    total: int = 0
    verified_records: tuple[int, ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of a check. problems: why the file is not what was issued; notes: what a reader should know all the same."""

    sha256: str
    problems: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        return not self.problems


def package(draft: Draft, figures: Sequence[FigureKept], about: Mapping[str, Any]) -> dict[str, Any]:
    """All of an edition as data, with its hash. about: title, document number, unit, campaign, issue, data, corrects; plain values."""
    body = {
        "format": FORMAT, "shape": SHAPE, "edition": dict(about), "text": draft.text, "document": as_json(draft),
        "figures": [_figure_as_json(one) for one in figures]}
    return body | {"sha256": hash_of(body)}


def hash_of(said: Mapping[str, Any]) -> str:
    """The sha-256 of the canonical form."""
    return hashlib.sha256(canonical({name: value for name, value in said.items() if name != "sha256"})).hexdigest()


def canonical(said: Any) -> bytes:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def draft_in(said: Mapping[str, Any]) -> Draft:
    """The text of an edition as a draft. Raises NotAnEdition."""
    _check_format(said)
    try:
        return from_json(said["document"])
    except (KeyError, NotADraft) as error:
        raise NotAnEdition(f"The text of this edition cannot be read: {error}") from error


def figures_in(said: Mapping[str, Any]) -> tuple[FigureKept, ...]:
    """The figures of an edition. Raises NotAnEdition."""
    _check_format(said)
    try:
        return tuple(_figure_from_json(one) for one in said["figures"])
    except (AttributeError, InvalidOperation, KeyError, TypeError, ValueError) as error:
        raise NotAnEdition(f"The figures of this edition cannot be read: {error}.") from error


def verify(said: Any, *, expected: str = "") -> Verified:
    """Whether a file is the edition that it says it is: its hash, and each number of its text against its figure.

    expected: the hash from elsewhere (the page of the edition, the printed sheet). Without it the file is only held against itself.
    Raises NotAnEdition where it is none.
    """
    if not isinstance(said, Mapping):
        raise NotAnEdition("This is no edition: a file of an edition is one JSON object.")
    draft, figures = draft_in(said), {one.figure.address: one for one in figures_in(said)}
    found, told = hash_of(said), said.get("sha256", "")
    problems = []
    if found != told:
        problems.append(f"The file was altered after it was issued: its content has the hash {found}, the file says {told or 'none'}.")
    if expected and found != expected.strip().lower():
        problems.append(f"This is not the edition with the hash {expected.strip().lower()}: its content has {found}.")
    if said.get("text") != draft.text:
        problems.append("The plain text differs from the text with its numbers: one of them was altered.")
    problems += [problem for piece in draft.bound for problem in _disagreements(piece, figures)]
    loose = [piece for piece in draft.bound if not piece.is_bound]
    notes = [f"“{piece.text}” stands on no figure" + (f": {piece.working}" if isinstance(piece, Number) and piece.working else "") + "." for piece in loose]
    return Verified(found, tuple(problems), tuple(notes))


def agrees(piece: Bound, kept: FigureKept) -> bool:
    """Whether what is printed can be true of the figure."""
    if isinstance(piece, Coverage):
        return kept.value is not None and int(kept.value.value) == piece.reached and kept.expected in (None, piece.expected)
    if isinstance(piece, Names):
        return kept.value is not None and int(kept.value.value) == piece.total
    if piece.known is Known.DERIVED or kept.value is None:
        return kept.value is not None or piece.quantity.value == 0
    exact = Quantity(kept.value.value, kept.value.qualifier, piece.quantity.unit)
    return piece.quantity.agrees_with(exact)


def _disagreements(piece: Bound, figures: Mapping[str, FigureKept]) -> Iterator[str]:
    if not _says(piece):
        yield f"“{piece.text}” does not say {_amount(piece)}, which is the number kept for it."
    known = [figures.get(figure.address) for figure in piece.figures]
    value = worked_out(piece, [(one.value.value if one.value else Decimal(0), one.expected) for one in known if one is not None])
    if isinstance(piece, Number) and value is not None and None not in known and value != piece.quantity.value:
        yield f"“{piece.text}” does not follow from its figures: they give {plain(value)}."
    for figure in piece.figures:
        kept = figures.get(figure.address)
        if kept is None:
            yield f"“{piece.text}” names a figure that the edition does not hold: {figure.address}."
        elif len(piece.figures) == 1 and not agrees(piece, kept):
            yield f"“{piece.text}” does not agree with its figure, which is {kept.value or 'empty'}."


def _says(piece: Bound) -> bool:
    """Whether the printed words say the number that is kept for them. Words without a numeral (全部, one, half) cannot be held against it."""
    words = to_simplified(piece.text)
    numbers = [one.quantity.value for one in numbers_in(words)]
    if not numbers or (isinstance(piece, Coverage) and piece.reached == 0 and _NONE_OF.search(words)):
        return True
    wanted = Decimal(piece.reached if isinstance(piece, Coverage) else piece.total if isinstance(piece, Names) else piece.quantity.value)
    return wanted in numbers


def _amount(piece: Bound) -> str:
    if isinstance(piece, Coverage):
        return f"{piece.reached} of {piece.expected}"
    return str(piece.total) if isinstance(piece, Names) else str(piece.quantity)


def _check_format(said: Mapping[str, Any]) -> None:
    if said.get("format") != FORMAT:
        raise NotAnEdition("This is no edition: it does not begin as the exported file of an edition does (format: xuanguan-edition).")
    if said.get("shape") != SHAPE:
        raise NotAnEdition(f"This edition is written in shape {said.get('shape')}; this program reads shape {SHAPE}. Use a newer program.")


def _figure_as_json(kept: FigureKept) -> dict[str, Any]:
    value = kept.value
    return {
        "question": kept.figure.question, "parameters": kept.figure.parameters, "generation": kept.figure.generation, "address": kept.figure.address,
        "name": kept.name, "value": None if value is None else plain(value.value), "qualifier": None if value is None else str(value.qualifier),
        "word": None if value is None else value.unit, "verified": plain(kept.verified), "self_reported": plain(kept.self_reported),
        "expected": kept.expected, "records": list(kept.records), "total": kept.total, "verified_records": list(kept.verified_records),
        "units": list(kept.units)}


def _figure_from_json(said: Mapping[str, Any]) -> FigureKept:
    figure = FigureRef.of(said["question"], said["parameters"], generation=int(said["generation"]))
    value = None if said["value"] is None else Quantity(Decimal(said["value"]), Qualifier(said["qualifier"]), said["word"])
    return FigureKept(
        figure, said["name"], value, Decimal(said["verified"]), Decimal(said["self_reported"]), None if said["expected"] is None else int(said["expected"]),
        tuple(int(one) for one in said["records"]), int(said["total"]), tuple(int(one) for one in said["verified_records"]), tuple(said["units"]))
