"""The signature: figures and coverage, told apart by mark, always a link."""
from collections.abc import Sequence
from typing import Any

from ..charts import Number, pieces_of
from ..marks import FOUR_MARKS, Mark
from ..values import Cell
from .registry import check_choice, register
from .words import MARK_MEANINGS, MARK_WORDS, parts_in_words

# A strip of more cells than this is no longer read at a glance: it becomes one line in the four marks.
MOST_CELLS = 200


@register.inclusion_tag("design/figure.html")
def figure(*, value: Any, href: str, unit: Any = "", label: Any = "", note: Any = "", size: str = "normal",
           verified: Number = 0, self_reported: Number = 0, stated: Number = 0, missing: Number = 0,
           scale: Number = 0) -> dict[str, Any]:
    """A value with its qualifier, its unit of measure and a thin line in the four marks; it always opens.

    `value` is ready text (130余). The four numbers draw the line: verified and self-reported are its parts, stated is drawn
    round them, missing follows. `scale` makes lines of several figures comparable. `size`: normal, large, small (in a cell).
    """
    check_choice("figure", "size", size, ("normal", "large", "small"))
    if not href:
        raise ValueError("figure: a figure always opens to its records; it needs an href")
    parts = {Mark.VERIFIED: verified, Mark.SELF_REPORTED: self_reported, Mark.STATED: stated, Mark.MISSING: missing}
    return {
        "value": value, "href": href, "unit": unit, "label": label, "note": note, "size": size,
        "pieces": pieces_of(verified=verified, self_reported=self_reported, stated=stated, missing=missing, scale=scale),
        "words": parts_in_words(parts),
    }


@register.inclusion_tag("design/known_bar.html")
def known_bar(*, verified: Number = 0, self_reported: Number = 0, stated: Number = 0, missing: Number = 0,
              scale: Number = 0) -> dict[str, Any]:
    """Only the thin line in the four marks, with its numbers in words for those who do not see it."""
    parts = {Mark.VERIFIED: verified, Mark.SELF_REPORTED: self_reported, Mark.STATED: stated, Mark.MISSING: missing}
    return {
        "pieces": pieces_of(verified=verified, self_reported=self_reported, stated=stated, missing=missing, scale=scale),
        "words": parts_in_words(parts),
    }


@register.inclusion_tag("design/coverage_strip.html")
def coverage_strip(*, cells: Sequence[Cell], reached: Any, expected: Any, href: str, label: Any = "",
                   note: Any = "") -> dict[str, Any]:
    """"14 / 21" that opens, and one small cell per unit in the order given, each a link with its own title and mark."""
    if not href:
        raise ValueError("coverage_strip: coverage always opens to its lists; it needs an href")
    states = [Mark(cell.state) for cell in cells]
    counts = {mark: states.count(mark) for mark in Mark}
    named = counts[Mark.STATED] + counts[Mark.PERHAPS]
    # A stated outline holds what is on record as well; where nothing is only stated there is no outline.
    stated = counts[Mark.VERIFIED] + counts[Mark.SELF_REPORTED] + named if named else 0
    return {
        "cells": [(cell, mark) for cell, mark in zip(cells, states, strict=True)] if len(cells) <= MOST_CELLS else [],
        "pieces": pieces_of(
            verified=counts[Mark.VERIFIED], self_reported=counts[Mark.SELF_REPORTED],
            stated=stated, missing=counts[Mark.MISSING],
        ) if len(cells) > MOST_CELLS else (),
        "reached": reached, "expected": expected, "href": href, "label": label, "note": note,
        "words": parts_in_words(counts),
    }


@register.inclusion_tag("design/mark.html")
def mark(*, state: Mark | str, label: Any = "") -> dict[str, Any]:
    """The symbol of a mark with its word, or with another label."""
    return {"mark": Mark(state), "label": label or MARK_WORDS[Mark(state)]}


@register.inclusion_tag("design/legend.html")
def legend(*, perhaps: bool = False, meanings: bool = False) -> dict[str, Any]:
    """The four marks in words; `perhaps` adds the cell that only coverage knows, `meanings` a clause to each."""
    marks = FOUR_MARKS if not perhaps else (*FOUR_MARKS[:3], Mark.PERHAPS, Mark.MISSING)
    return {"entries": [(m, MARK_WORDS[m], MARK_MEANINGS[m] if meanings else "") for m in marks]}
