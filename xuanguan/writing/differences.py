"""What differs between two wordings, in stretches that a reader can follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from operator import attrgetter

from xuanguan.writing.tokens import tokens_of

# Two changes with so few characters between them read better as one: 由"举办讲座3场"到"开展宣讲5次" shares only 一个字.
TOO_SHORT_TO_KEEP = 2


class Change(StrEnum):
    """What became of a stretch."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stayed, went or came."""

    change: Change
    text: str


def differences(before: str, after: str) -> tuple[Stretch, ...]:
    """In the order of the text; what went stands before what came in its place.

    Without the new stretches they join to `before`, without those gone to `after`.
    """
    old, new = tokens_of(before), tokens_of(after)
    found: list[Stretch] = []
    for tag, a1, a2, b1, b2 in opcodes(old, new):
        if tag == "equal":
            found.append(Stretch(Change.SAME, "".join(old[a1:a2])))
            continue
        found += [Stretch(change, "".join(words)) for change, words in ((Change.GONE, old[a1:a2]), (Change.NEW, new[b1:b2])) if words]
    return tuple(_readable(found))


def opcodes(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """How the one becomes the other, as difflib says it, without its guess that what is frequent does not matter."""
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def is_changed(stretches: Sequence[Stretch]) -> bool:
    return any(one.change is not Change.SAME for one in stretches)


def _readable(stretches: list[Stretch]) -> list[Stretch]:
    """Short words that stayed between two changes go with them, and what went stands together before what came."""
    blocks: list[list[Stretch]] = []
    for place, one in enumerate(stretches):
        between = one.change is Change.SAME and 0 < place < len(stretches) - 1 and len(one.text.strip()) <= TOO_SHORT_TO_KEEP and not one.text.isdigit()
        part_of_change = one.change is not Change.SAME or between
        if part_of_change and blocks and blocks[-1][0].change is not Change.SAME:
            blocks[-1].append(one)
        else:
            blocks.append([one])
    found: list[Stretch] = []
    for block in blocks:
        if block[0].change is Change.SAME:
            found += block
            continue
        gone = "".join(one.text for one in block if one.change is not Change.NEW)
        came = "".join(one.text for one in block if one.change is not Change.GONE)
        found += [Stretch(change, text) for change, text in ((Change.GONE, gone), (Change.NEW, came)) if text]
    return [Stretch(change, "".join(one.text for one in group)) for change, group in groupby(found, attrgetter("change"))]
