"""The lines of a page in one pass: which element each stands in, and where every character stood in the markup."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from xuanguan.reading.documents.markup import Token, attributes, tokens
from xuanguan.reading.text import Text

BREAKS = frozenset(
    "address article aside blockquote body br center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"  # noqa: SIM905
    " header hr li main nav ol option p pre section table tbody tfoot thead tr ul".split()
)
CELLS = frozenset({"td", "th"})
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"})
HIDDEN = frozenset({"select", "button", "svg", "object", "audio", "video"})
INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
ASIDE = frozenset({"nav", "footer", "aside"})
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?")
BLANK = re.compile(r"[ \t\r\n\f\u00a0\u3000]+")
PROSE = re.compile("[。；！？，,]")
DEEPEST = 400  # elements in each other; what is deeper counts as inside the last
CELL_AT_MOST = 60  # characters; a row of longer cells is a lay-out of the page, not a table of figures


@dataclass(slots=True)
class Element:
    name: str
    parent: int
    hidden: bool = False
    aside: bool = False
    picture: bool = False
    prose: int = 0
    lines: int = 0


@dataclass(slots=True)
class Block:
    """A line of the page: the element it stands in, its pieces of markup, and how much of it is links."""

    element: int
    start: int
    end: int = 0
    pieces: list[Text] = field(default_factory=list)
    linked: int = 0
    title: bool = False
    text: Text = field(default_factory=lambda: Text.of(""))


class Walk:
    """One pass over the page: elements with their parents, lines, and what the head says."""

    def __init__(self, page: str) -> None:
        self.page, self.whole = page, Text.of(page)
        self.elements = [Element("page", 0)]
        self.blocks: list[Block] = []
        self.meta: dict[str, str] = {}
        self.head = ""
        self.open = [0]
        self.block: Block | None = None
        for token in tokens(page):
            getattr(self, "on_" + token.kind)(token)
        self.end_block()
        self.blocks = list(self._with_rows_joined())
        for element in reversed(self.elements[1:]):  # children stand after their parents
            self.elements[element.parent].prose += element.prose
            self.elements[element.parent].lines += element.lines

    def on_raw(self, token: Token) -> None:
        if token.name == "title" and not self.head:
            self.head = html.unescape(self.page[token.start : token.end]).strip()

    def on_open(self, token: Token) -> None:
        name = token.name
        if name in BREAKS:
            self.end_block()
        elif name in CELLS and self.block:
            self.block.pieces.append(Text.between(" ", token.start))
        if name == "meta":
            self.on_meta(token)
        if name == "img":
            for index in self.open[-3:]:
                self.elements[index].picture = True
        if name in VOID or len(self.open) > DEEPEST:
            return
        if name in ("p", "li", "tr", "td", "th"):  # their closing tags are often left out
            self.close(name, among=6)
        above = self.elements[self.open[-1]]
        hidden = above.hidden or name in HIDDEN or bool(INVISIBLE.search(self.page, token.start, token.end))
        self.elements.append(Element(name, self.open[-1], hidden, above.aside or name in ASIDE))
        self.open.append(len(self.elements) - 1)

    def on_close(self, token: Token) -> None:
        if token.name in BREAKS:
            self.end_block()
        self.close(token.name, among=60)

    def close(self, name: str, among: int) -> None:
        for depth in range(1, min(among, len(self.open) - 1) + 1):
            opened = self.elements[self.open[-depth]].name
            if opened == name:
                del self.open[-depth:]
                return
            if among < 60 and opened in ("table", "ul", "ol", "div"):
                return

    def on_meta(self, token: Token) -> None:
        found = attributes(self.page, token)
        key = (found.get("name") or found.get("property") or "").lower()
        if key and found.get("content"):
            self.meta.setdefault(key, html.unescape(found["content"]).strip())

    def on_text(self, token: Token) -> None:
        element = self.open[-1]
        if self.elements[element].hidden:
            return
        if not self.block:
            if not self.page[token.start : token.end].strip():
                return
            self.block = Block(element, token.start)
        text = self.whole.slice(token.start, token.end)
        if "&" in text.string:
            text = text.sub(ENTITY, lambda match: html.unescape(match[0]))
        self.block.pieces.append(text)
        self.block.end = token.end
        if any(self.elements[index].name == "a" for index in self.open[-3:]):
            self.block.linked += len(text.string.strip())

    def end_block(self) -> None:
        block, self.block = self.block, None
        if not block:
            return
        text = Text.join(block.pieces) if len(block.pieces) > 1 else block.pieces[0]
        text = text.sub(BLANK, lambda match: _space(text.string, match))
        block.text = _stripped(text)
        if not block.text:
            return
        self.blocks.append(block)
        self.elements[block.element].lines += 1
        if PROSE.search(block.text.string) and block.linked * 2 < len(block.text):
            self.elements[block.element].prose += len(block.text)

    def _with_rows_joined(self) -> Iterator[Block]:
        """A row of a table of figures as one line, although each of its cells is a paragraph."""
        for row, group in groupby(self.blocks, key=lambda block: self._nearest(block, frozenset({"tr"}))):
            blocks = list(group)
            cells = {self._nearest(block, CELLS) for block in blocks}
            if not row or len(cells) < 2 or len(blocks) > 2 * len(cells) or any(len(b.text) > CELL_AT_MOST for b in blocks):
                yield from blocks
                continue
            pieces = [piece for block in blocks for piece in (Text.between(" ", block.start), block.text)]
            linked = sum(block.linked for block in blocks)
            yield Block(row, blocks[0].start, blocks[-1].end, linked=linked, text=Text.join(pieces[1:]))

    def _nearest(self, block: Block, names: frozenset[str]) -> int:
        """The element of these names that the line stands in, looked for a few levels up; 0 if there is none."""
        index = block.element
        for _ in range(6):
            if not index or self.elements[index].name in names:
                return index
            index = self.elements[index].parent
        return 0


def _space(string: str, match: re.Match[str]) -> str:
    """A line broken inside Chinese is no space; any other blank is one."""
    before, after = string[match.start() - 1 : match.start()], string[match.end() : match.end() + 1]
    if "\n" in match[0] and not (before.isascii() and after.isascii()):
        return ""
    return " " if len(match[0]) == 1 else match[0].replace("\r", " ").replace("\n", " ").replace("\u00a0", " ")[:4]


def _stripped(text: Text) -> Text:
    string = text.string
    start = len(string) - len(string.lstrip())
    return text.slice(start, max(start, len(string.rstrip())))
