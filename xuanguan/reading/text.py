"""A text that never loses its place: every character knows where it stood in the text as it came."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Edit = tuple[int, int, str]  # start and end in the current string, and what stands there instead


@dataclass(frozen=True, slots=True)
class Text:
    """`string` as it is now; `starts[i]` and `ends[i]` bound the source of character i. Both never descend.

    Every operation returns a new Text and is linear in its length; a whole pass of changes is one `edit`.

    >>> text = Text.of("共標(biāo)準(zhǔn)").edit([(2, 8, ""), (9, 15, "")])
    >>> text.string, text.source_span(1, 3)
    ('共標準', (1, 9))
    """

    string: str
    starts: array
    ends: array

    @classmethod
    def of(cls, source: str) -> Text:
        """The source itself, unchanged."""
        return cls(source, array("I", range(len(source))), array("I", range(1, len(source) + 1)))

    @classmethod
    def join(cls, parts: Iterable[Text]) -> Text:
        """The parts one after the other; they must come from one source and in its order."""
        strings, starts, ends = [], array("I"), array("I")
        for part in parts:
            strings.append(part.string)
            starts.extend(part.starts)
            ends.extend(part.ends)
        return cls("".join(strings), starts, ends)

    @classmethod
    def between(cls, string: str, place: int) -> Text:
        """Characters that the source does not have, standing at a place of it."""
        return cls(string, array("I", [place] * len(string)), array("I", [place] * len(string)))

    def __len__(self) -> int:
        return len(self.string)

    def __str__(self) -> str:
        return self.string

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where string[start:end] stood in the source. An empty span lies before its next character."""
        if not 0 <= start <= end <= len(self.string):
            raise IndexError(f"span {start}:{end} is outside a text of {len(self.string)} characters")
        if start < end:
            return self.starts[start], self.ends[end - 1]
        if start < len(self.string):
            return self.starts[start], self.starts[start]
        return (self.ends[-1], self.ends[-1]) if self.string else (0, 0)

    def slice(self, start: int, end: int) -> Text:
        return Text(self.string[start:end], self.starts[start:end], self.ends[start:end])

    def replace(self, start: int, end: int, string: str) -> Text:
        return self.edit([(start, end, string)])

    def remove(self, start: int, end: int) -> Text:
        return self.edit([(start, end, "")])

    def edit(self, edits: Sequence[Edit]) -> Text:
        """All edits at once, in order and apart from each other (ValueError otherwise). A replacement as long as
        what it replaces keeps each character's place; any other stands for the whole of it."""
        if not edits:
            return self
        strings: list[str] = []
        starts, ends = array("I"), array("I")
        done = 0
        for start, end, string in edits:
            if not done <= start <= end <= len(self.string):
                raise ValueError(f"edit {start}:{end} is out of order or outside the text")
            strings += (self.string[done:start], string)
            starts.extend(self.starts[done:start])
            ends.extend(self.ends[done:start])
            if len(string) == end - start:
                starts.extend(self.starts[start:end])
                ends.extend(self.ends[start:end])
            elif string:
                first, last = self.source_span(start, end)
                starts.extend([first] * len(string))
                ends.extend([last] * len(string))
            done = end
        strings.append(self.string[done:])
        starts.extend(self.starts[done:])
        ends.extend(self.ends[done:])
        return Text("".join(strings), starts, ends)

    def sub(self, pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str]) -> Text:
        """Every match replaced, like `pattern.sub` but without templates."""
        word = replacement if callable(replacement) else lambda match: replacement
        return self.edit([(m.start(), m.end(), word(m)) for m in pattern.finditer(self.string)])

    def recast(self, string: str, origins: Sequence[int] | None = None) -> Text:
        """Another wording of the same text. `origins` as in `chinese.script.Conversion`: None runs one to one."""
        if origins is None:
            if len(string) != len(self.string):
                raise ValueError("a recast without origins must keep the length")
            return Text(string, self.starts, self.ends)
        starts, ends = array("I"), array("I")
        for place in range(len(string)):
            begin, finish = origins[place], max(origins[place + 1], origins[place] + 1)
            starts.append(self.starts[begin])
            ends.append(self.ends[finish - 1])
        return Text(string, starts, ends)
