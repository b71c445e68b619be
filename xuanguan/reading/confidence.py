"""How likely a claim is right: its kind, its place and all its numbers.

A few features that a person would also look at, weighed by a logistic table. The weights were fitted on bulletins read before
any rule was changed for them, and are checked leaving one document out at a time (`benchmarks/reading.py` prints both); the
table is data (`weights.json`), so that a corpus of one's own can replace it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from xuanguan.reading.assembly import Deed
from xuanguan.reading.grammar.anaphors import is_anaphor
from xuanguan.reading.tokens import Page

LEAST, MOST = 0.05, 0.98  # nothing read by rule is certain
LONG, SHORT = 45, 9  # characters of a claim's own words
CROWDED = 4  # deeds in one sentence
FAR = 2  # clauses between a deed and one of its numbers


def features(page: Page, deed: Deed, together: int = 1) -> tuple[str, ...]:
    """What is known of how a claim came about, as names of the table; `together` deeds are told in its sentence."""
    out = ["base", f"actors:{deed.named}", f"kind:{deed.activity}"]
    if len(deed.actors) > 1:
        out.append("actors:several")
    if any(is_anaphor(name) for name in deed.actors):
        out.append("actors:unresolved")
    if deed.rivals:
        out.append("rivals:one" if deed.rivals == 1 else "rivals:many")
    if deed.event.back >= 0:
        out.append("leans back")
    return (*out, *_of_numbers(page, deed), *_of_words(page, deed, together))


def _of_numbers(page: Page, deed: Deed) -> list[str]:
    if not deed.numbers:
        return ["numbers:none"]
    out = ["numbers:many"] if len(deed.numbers) > 2 else []
    clause = page.atoms[deed.event.atom]
    if any(number.found.start < clause.start for number in deed.numbers):
        out.append("numbers:before")
    if any(page.atom_at(number.found.start) - deed.event.atom > FAR for number in deed.numbers):
        out.append("numbers:far")
    if any(number.name == "items" for number in deed.numbers):
        out.append("numbers:unnamed")
    names = [number.name for number in deed.numbers]
    if len(set(names)) < len(names):
        out.append("numbers:alike")
    if deed.tally:
        out.append("numbers:tally")
    return out


def _of_words(page: Page, deed: Deed, together: int) -> list[str]:
    out = []
    size = deed.end - deed.start
    if size > LONG or size < SHORT:
        out.append("words:long" if size > LONG else "words:short")
    words = page.mask[deed.sentence.start : deed.sentence.end]
    if "；" in words:
        out.append("sentence:semicolons")
    if together >= CROWDED:
        out.append("sentence:crowded")
    if deed.sentence.paragraph == 0 and deed.sentence.opens and not deed.numbers:
        out.append("opens the text")
    if "“" in page.mask[deed.event.start : deed.event.end]:
        out.append("words:quoted")
    return out


def reached() -> list[dict[str, float]]:
    """Of first readings left out one by one: at or above `at_least`, the share `right` of `claims`; lowest first."""
    table: list[dict[str, float]] = _held()["reached"]
    return table


def weights() -> dict[str, float]:
    """The fitted table."""
    table: dict[str, float] = _held()["weights"]
    return table


@cache
def _held() -> dict[str, Any]:
    held: dict[str, Any] = json.loads((Path(__file__).parent / "weights.json").read_text(encoding="utf-8"))
    return held


def confidence(known: Sequence[str], table: dict[str, float] | None = None) -> float:
    """The share of claims with these features that were right.

    >>> 0 < confidence(("base",)) < 1
    True
    """
    table = weights() if table is None else table
    score = sum([table.get(name, 0.0) for name in known])
    return min(MOST, max(LEAST, 1 / (1 + math.exp(-score))))
