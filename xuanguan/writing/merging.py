"""Two people changed one text: what they made of it together, where that is plain."""

from __future__ import annotations

from dataclasses import dataclass

from xuanguan.writing.differences import opcodes
from xuanguan.writing.tokens import tokens_of


@dataclass(frozen=True, slots=True)
class Edit:
    """Tokens `start` to `end` of the common text were replaced by `words`."""

    start: int
    end: int
    words: tuple[str, ...]


def merged(base: str, mine: str, theirs: str) -> str | None:
    """The text with the changes of both; None where both changed the same words in different ways.

    >>> merged("举办讲座3场，发放资料5000册。", "共举办讲座3场，发放资料5000册。", "举办讲座3场，发放资料6000册。")
    '共举办讲座3场，发放资料6000册。'
    """
    if mine == theirs or theirs == base:
        return mine
    if mine == base:
        return theirs
    words = tokens_of(base)
    edits = sorted({*_edits(words, mine), *_edits(words, theirs)}, key=lambda edit: (edit.start, edit.end))
    place, found = 0, []
    last: Edit | None = None
    for edit in edits:
        if last is not None and _meet(last, edit):
            return None
        found += [*words[place:edit.start], *edit.words]
        place, last = edit.end, edit
    return "".join([*found, *words[place:]])


def _edits(words: list[str], text: str) -> list[Edit]:
    other = tokens_of(text)
    return [Edit(a1, a2, tuple(other[b1:b2])) for tag, a1, a2, b1, b2 in opcodes(words, other) if tag != "equal"]


def _meet(one: Edit, other: Edit) -> bool:
    """Whether they lie so near that nobody can say in which order they go: they overlap or touch."""
    return other.start <= one.end
