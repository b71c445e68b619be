"""A Traditional edition of a Chinese draft: every printed word is converted, what it stands on is not."""

from __future__ import annotations

from dataclasses import replace

from xuanguan.chinese.script import to_traditional_print
from xuanguan.writing.draft import Coverage, Draft, Names, Number, Paragraph, Picture, Piece, Section, Words


def in_traditional(draft: Draft) -> Draft:
    """The same draft in Traditional script. Measure words of quantities stay in Simplified, as the figures keep them."""
    return draft.but(
        language="zh-Hant", title=to_traditional_print(draft.title), issuer=to_traditional_print(draft.issuer), addressee=to_traditional_print(draft.addressee),
        sections=tuple(
            Section(to_traditional_print(one.heading), one.front, tuple(_paragraph(paragraph) for paragraph in one.paragraphs)) for one in draft.sections))


def _paragraph(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, pieces=tuple(_piece(piece) for piece in paragraph.pieces), why=to_traditional_print(paragraph.why))


def _piece(piece: Piece) -> Piece:
    text = to_traditional_print(piece.text)
    match piece:
        case Words() | Number() | Coverage():
            return replace(piece, text=text)
        case Names():
            return replace(piece, text=text, names=tuple(to_traditional_print(name) for name in piece.names))
        case Picture():
            return replace(piece, text=text, svg=to_traditional_print(piece.svg), caption=to_traditional_print(piece.caption))
