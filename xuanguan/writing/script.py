"""A Traditional edition of a Chinese draft: every printed word is converted, what it stands on is not."""

from __future__ import annotations

from dataclasses import replace

from xuanguan.chinese.script import to_traditional
from xuanguan.writing.draft import Coverage, Draft, Names, Number, Paragraph, Picture, Piece, Section, Words


def in_traditional(draft: Draft) -> Draft:
    """The same draft in Traditional script. Measure words of quantities stay in Simplified, as the figures keep them."""
    return draft.but(
        language="zh-Hant", title=to_traditional(draft.title), issuer=to_traditional(draft.issuer), addressee=to_traditional(draft.addressee),
        sections=tuple(
            Section(to_traditional(one.heading), one.front, tuple(_paragraph(paragraph) for paragraph in one.paragraphs)) for one in draft.sections))


def _paragraph(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, pieces=tuple(_piece(piece) for piece in paragraph.pieces), why=to_traditional(paragraph.why))


def _piece(piece: Piece) -> Piece:
    text = to_traditional(piece.text)
    match piece:
        case Words() | Number() | Coverage():
            return replace(piece, text=text)
        case Names():
            return replace(piece, text=text, names=tuple(to_traditional(name) for name in piece.names))
        case Picture():
            return replace(piece, text=text, svg=to_traditional(piece.svg), caption=to_traditional(piece.caption))
