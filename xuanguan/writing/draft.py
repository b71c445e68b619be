"""A bulletin as values: sections of paragraphs of pieces, each piece plain words or a number that knows its figures.

A draft never changes; an edit makes another. It goes to JSON and back without loss (`writing.kept`), so that it can be
stored, frozen and sent. Joined, the texts of the pieces are what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self
from urllib.parse import urlencode

from xuanguan.periods import Window
from xuanguan.quantities import Quantity

_SVG_WIDTH = re.compile(r"<svg[^>]*\swidth=\"(\d+)\"")


class Known(StrEnum):
    """How a number is known (law of figures, rule 3)."""

    VERIFIED = "verified"
    SELF_REPORTED = "self_reported"
    ITEMISED = "itemised"  # part verified, part self-reported
    STATED = "stated"
    DERIVED = "derived"  # worked out of several figures: a share, a change since last time
    UNBOUND = "unbound"  # typed by hand: no figure stands behind it


class Role(StrEnum):
    """What a paragraph is for."""

    BODY = "body"
    CASE = "case"
    GAP = "gap"
    NOTE = "note"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class FigureRef:
    """Which figure a number is: what was asked, of which generation, and its records where they are few.

    question: activities, measure, persons, shares, taking_part, stated, coverage, units.
    said: the parameters by name, sorted, as the address of a figure writes them (campaign, unit, from, to, as_of, front,
    kind, measure, word, state, tree, clause …), and `expectation` or `statement` where it is one of those.
    records: ids of the activities counted, or none where they are many.
    """

    question: str
    said: tuple[tuple[str, str], ...]
    generation: int = 0
    records: tuple[int, ...] = ()

    @classmethod
    def of(cls, question: str, parameters: Mapping[str, str], *, generation: int = 0, records: tuple[int, ...] = ()) -> Self:
        said = tuple(sorted((name, str(value)) for name, value in parameters.items() if value not in ("", None)))
        return cls(question, said, generation, records)

    @property
    def parameters(self) -> dict[str, str]:
        return dict(self.said)

    @property
    def address(self) -> str:
        """Stable: the same figure of the same days has the same address, in any generation.

        >>> FigureRef.of("activities", {"unit": "510000", "front": "media", "kind": ""}).address
        'activities?front=media&unit=510000'
        """
        return f"{self.question}?{urlencode(self.said)}"


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text. No number in it says how much."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed, bound to what it says.

    quantity: what the printed words mean, with qualifier and measure word in Chinese (100余场: at least 100, 场).
    value: what the figure was when it was written, where that is finer than the words (137).
    figures: what it stands on; several where it was worked out of them, and then `working` shows how.
    """

    text: str
    quantity: Quantity
    known: Known
    figures: tuple[FigureRef, ...] = ()
    value: Decimal | None = None
    working: str = ""

    @property
    def is_bound(self) -> bool:
        return bool(self.figures)


@dataclass(frozen=True, slots=True)
class Coverage:
    """n of N units, as printed (21个市州中有14个). reached: n; expected: N. counted: what is counted (市州)."""

    text: str
    reached: int
    expected: int
    counted: str
    known: Known
    figures: tuple[FigureRef, ...] = ()

    @property
    def is_bound(self) -> bool:
        return bool(self.figures)


@dataclass(frozen=True, slots=True)
class Names:
    """The first few by name and how many there are (资阳、泸州、遂宁等14个市州). codes: of all of them, the named first."""

    text: str
    names: tuple[str, ...]
    total: int
    counted: str
    known: Known
    codes: tuple[str, ...] = ()
    figures: tuple[FigureRef, ...] = ()

    @property
    def others(self) -> int:
        return self.total - len(self.names)

    @property
    def is_bound(self) -> bool:
        return bool(self.figures)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing in the text, kept as it was drawn. text: what it shows, for those who do not see it.

    share: how much of the text's width it takes; one drawn 600 wide takes all of it.
    """

    text: str
    svg: str
    caption: str = ""
    figures: tuple[FigureRef, ...] = ()

    @property
    def share(self) -> float:
        width = _SVG_WIDTH.search(self.svg[:300])
        return min(1.0, int(width[1]) / 600) if width else 1.0


type Bound = Number | Coverage | Names
type Piece = Words | Number | Coverage | Names | Picture


@dataclass(frozen=True, slots=True)
class Paragraph:
    """why: by which rule it stands here (best cases), shown to the writer. origin: the unit whose passage it was.

    key: its name in its draft once somebody edits it, so that two people's changes of one paragraph meet.
    """

    pieces: tuple[Piece, ...]
    role: Role = Role.BODY
    why: str = ""
    origin: str = ""
    key: str = ""

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def bound(self) -> tuple[Bound, ...]:
        """The pieces that say how much, in order, whether a figure stands behind them or not."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Number | Coverage | Names))


@dataclass(frozen=True, slots=True)
class Section:
    """front: the code of the front it tells of, "" for a section of its own (opening, gaps, what comes next). key: as a paragraph's."""

    heading: str
    front: str
    paragraphs: tuple[Paragraph, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A bulletin before it is issued.

    language: zh-Hans, zh-Hant or en. issuer: the name as printed; unit and campaign: codes. generation: of the figures.
    """

    language: str
    title: str
    issuer: str
    period: Window
    as_of: date
    sections: tuple[Section, ...]
    campaign: str = ""
    unit: str = ""
    generation: int = 0
    addressee: str = ""

    def but(self, **changes: object) -> Self:
        """The same draft with something changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        for section in self.sections:
            yield from section.paragraphs

    @property
    def bound(self) -> Iterator[Bound]:
        for paragraph in self.paragraphs:
            yield from paragraph.bound

    @property
    def text(self) -> str:
        """The whole as plain text: title, headings and paragraphs, a line each. Pictures are left out."""
        lines = [self.title, self.addressee] if self.addressee else [self.title]
        for section in self.sections:
            lines += [section.heading] if section.heading else []
            lines += [one.text for one in section.paragraphs if one.role is not Role.PICTURE]
        return "\n".join(lines) + "\n"
