"""What every kind of file is opened into."""

from dataclasses import dataclass, field
from typing import NamedTuple

from xuanguan.reading.text import Text


class Removed(NamedTuple):
    """A passage left out of the clean text: where it stood in the source, and why it went."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it came.

    `raw` is the file's text (of a page, the markup itself): every offset the reader gives points into it.
    `text` is what a person would see of it, one block a line. `title` and `date` (ISO) are what the format itself
    says, if it does; `set_aside` is what the format lets one tell apart from the article (a page's menus).
    """

    name: str
    kind: str
    raw: str
    text: Text
    title: str | None = None
    date: str | None = None
    set_aside: tuple[Removed, ...] = field(default=())

    @classmethod
    def plain(cls, name: str, kind: str, raw: str, *, title: str | None = None, date: str | None = None) -> "Source":
        """A source whose visible text is its whole text."""
        return cls(name, kind, raw, Text.of(raw), title, date)
