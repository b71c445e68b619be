"""Tags and text of a page with their places, however broken the page is. Linear in its length.

Parsers that build a tree forget where a character stood; the reader must not.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_TAG = 20_000  # a "<" without its ">" within this is text; the limit keeps the scan linear
NAME = re.compile(r"[A-Za-z][A-Za-z0-9:-]*")
ATTRIBUTE = re.compile(r"""([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
RAW = frozenset({"script", "style", "textarea", "noscript", "template", "iframe", "xmp", "title"})


class Token(NamedTuple):
    """`kind` is text, open, close or raw (the inside of script, title, …); `name` the tag's, in small letters."""

    kind: str
    name: str
    start: int
    end: int


def tokens(page: str) -> Iterator[Token]:
    """Every tag and every text between tags, in order. Comments and declarations are left out."""
    place, begun, length = 0, 0, len(page)
    finder = _Finder(page)
    while True:
        place = page.find("<", place)
        if place < 0:
            break
        after = page[place + 1 : place + 2]
        if after in ("!", "?"):
            end = finder.after("-->", place + 4) if page.startswith("<!--", place) else finder.after(">", place)
            if end < 0:
                break
        elif match := NAME.match(page, place + 2 if after == "/" else place + 1):
            end = _end_of_tag(page, match.end(), finder)
            if end < 0:
                place += 1
                continue
            name = match[0].lower()
            yield from _text(begun, place)
            yield Token("close" if after == "/" else "open", name, place, end)
            if after != "/" and name in RAW and page[end - 2] != "/":
                stop = finder.closing(name, end)
                yield Token("raw", name, end, stop)
                end = stop
            begun = place = end
            continue
        else:
            place += 1
            continue
        yield from _text(begun, place)
        begun = place = end
    yield from _text(begun, length if place < 0 else place)


def attributes(page: str, token: Token) -> dict[str, str]:
    """The attributes of an opening tag, names in small letters."""
    inside = page[token.start : token.end]
    return {m[1].lower(): m[2] or m[3] or m[4] or "" for m in ATTRIBUTE.finditer(inside)}


def _text(start: int, end: int) -> Iterator[Token]:
    if start < end:
        yield Token("text", "", start, end)


def _end_of_tag(page: str, place: int, finder: "_Finder") -> int:
    """After the ">" that ends the tag; one inside a quoted value does not."""
    end = finder.after(">", place)
    if end < 0 or end - place > LONGEST_TAG:
        return -1
    for _ in range(8):  # values with a ">" in them are rare; more than eight in one tag is not HTML
        inside = page[place : end - 1]
        if inside.count('"') % 2 == 0 and (inside.count("'") % 2 == 0 or '"' in inside):
            return end
        further = finder.after(">", end)
        if further < 0 or further - place > LONGEST_TAG or "<" in page[end:further]:
            return end
        end = further
    return end


class _Finder:
    """`str.find` that remembers what is not there, so that asking again costs nothing."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.absent: set[str] = set()

    def after(self, word: str, place: int) -> int:
        if word in self.absent:
            return -1
        found = self.page.find(word, place)
        if found < 0:
            self.absent.add(word)
            return -1
        return found + len(word)

    def closing(self, name: str, place: int) -> int:
        """Where </name begins, in any case; the page's end if nowhere."""
        if name in self.absent:
            return len(self.page)
        match = re.compile(f"</{name}", re.IGNORECASE).search(self.page, place)
        if not match:
            self.absent.add(name)
            return len(self.page)
        return match.start()
