"""A saved web page: its article as lines of text, each character with its place in the markup."""

import html
import re
from dataclasses import dataclass, field

from xuanguan.reading.documents.markup import Token, attributes, tokens
from xuanguan.reading.documents.source import Removed, Source
from xuanguan.reading.text import Text

BREAKS = frozenset(
    "address article aside blockquote body br center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hr li main nav ol option p pre section table tbody tfoot thead tr ul".split()
)
CELLS = frozenset({"td", "th"})
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
HIDDEN = frozenset({"select", "button", "svg", "object", "audio", "video"})
# An article is not inside one paragraph: from these the search goes up to what holds them.
TOO_NARROW = frozenset("p span font b strong em i u a li h1 h2 h3 h4 h5 h6 tr td th tbody table dd dt blockquote".split())
HEADING = frozenset({"h1", "h2", "h3"})
ASIDE = frozenset({"nav", "footer", "aside"})
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?")
BLANK = re.compile(r"[ \t\r\n\f\u00a0\u3000]+")
PROSE = re.compile("[。；！？，,]")
INFO = re.compile(
    r"(?=.*(?:来源|來源|发布|發[布佈]|日期|时间|時間|作者|信息|稿源))(?=.*(?:19|20)\d\d\s*[-年/.])|^\s*(?:信息)?(?:来源|來源)[:：]"
)
SITE = re.compile(r"[_|]|\s[-–—]|[-–—](?=[^-–—]{2,14}(?:网|网站|政府|门户)$)")
ARTICLE = 0.7  # the innermost element that holds this much of the page's prose is its article
INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
CAPTION = 40  # characters; a longer line beside a picture is text


@dataclass(slots=True)
class Element:
    name: str
    parent: int
    hidden: bool = False
    aside: bool = False
    picture: bool = False
    prose: int = 0


@dataclass(slots=True)
class Block:
    """A line of the page: the element it stands in, its pieces of markup, and how much of it is links."""

    element: int
    start: int
    end: int = 0
    pieces: list[Text] = field(default_factory=list)
    linked: int = 0
    text: Text = field(default_factory=lambda: Text.of(""))


def open_page(page: str, name: str, kind: str = "html") -> Source:
    """The article of the page; what stands around it is set aside as navigation."""
    walk = _Walk(page)
    article = _article(walk.elements, walk.blocks)
    inside = _inside(walk.elements, article)
    title_block = _title_block(walk)
    lines: list[Text] = []
    aside: list[Removed] = []
    before = None
    for block in walk.blocks:
        why = _set_aside(block, walk.elements, article, inside[block.element], title_block)
        if not why:
            lines += [block.text, Text.between("\n", block.text.ends[-1])]
        elif why == before:  # neighbours with one reason are one passage
            aside[-1] = Removed(aside[-1].start, block.end, why)
        else:
            aside.append(Removed(block.start, block.end, why))
        before = why
    title = walk.meta.get("articletitle") or (title_block.text.string if title_block else None) or _head_title(walk.head)
    date = walk.meta.get("pubdate") or walk.meta.get("publishdate") or walk.meta.get("og:published_time")
    return Source(name, kind, page, Text.join(lines), title, _iso(date), tuple(aside))


class _Walk:
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
        for element in reversed(self.elements[1:]):  # children stand after their parents
            self.elements[element.parent].prose += element.prose

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
        if name in VOID or len(self.open) > 400:
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
        if PROSE.search(block.text.string) and block.linked * 2 < len(block.text):
            self.elements[block.element].prose += len(block.text)


def _article(elements: list[Element], blocks: list[Block]) -> int:
    """The innermost element that holds most of the prose. Children come after parents, so the last one wins."""
    whole = elements[0].prose
    if not whole:
        return 0
    best = max(i for i, element in enumerate(elements) if element.prose >= ARTICLE * whole)
    while best and elements[best].name in TOO_NARROW:
        best = elements[best].parent
    return best


def _inside(elements: list[Element], container: int) -> list[bool]:
    """For every element whether it is the container or lies in it."""
    inside: list[bool] = []
    for index, element in enumerate(elements):
        inside.append(index == container or (index > 0 and inside[element.parent]))
    return inside


def _set_aside(block: Block, elements: list[Element], article: int, inside: bool, title: Block | None) -> str | None:
    if block is title:
        return None
    if not inside:
        return None if INFO.search(block.text.string) and len(block.text) < 200 else "navigation"
    if elements[block.element].aside and not elements[article].aside:
        return "navigation"
    if elements[block.element].picture and len(block.text) <= CAPTION and not PROSE.search(block.text.string):
        return "caption"
    return None


def _title_block(walk: _Walk) -> Block | None:
    """The heading of the article: in h1 to h3 or repeated in the page's own title; the longest of these."""
    head = _squash(walk.meta.get("articletitle") or walk.head)
    best: Block | None = None
    for block in walk.blocks:
        words = _squash(block.text.string)
        heading = any(walk.elements[i].name in HEADING for i in (block.element, walk.elements[block.element].parent))
        if len(words) < 5 or len(words) > 80 or (head and words not in head) or not (head or heading):
            continue
        if not best or len(words) > len(_squash(best.text.string)):
            best = block
    if best:
        return best
    first = (b for b in walk.blocks if walk.elements[b.element].name == "h1" and len(b.text) >= 5)
    return next(first, None)


def _head_title(head: str) -> str | None:
    return SITE.split(head[:200])[0].strip() or None


def _squash(words: str) -> str:
    return re.sub(r"\s", "", words)


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


def _iso(date: str | None) -> str | None:
    match = re.search(r"((?:19|20)\d\d)\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})", date or "")
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else None
