"""A saved web page: its article as lines of text, each character with its place in the markup."""

import re

from xuanguan.reading.documents.source import Removed, Source
from xuanguan.reading.documents.walk import PROSE, Block, Element, Walk
from xuanguan.reading.text import Text

# An article is not inside one paragraph: from these the search goes up to what holds them; from the second kind
# only while they hold a line or two (pages of the years before 2010 are tables from end to end).
TOO_NARROW = frozenset({"p", "span", "font", "b", "strong", "em", "i", "u", "a", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr"})
PERHAPS_NARROW = frozenset({"td", "th", "tbody", "table", "dd", "dt", "blockquote"})
FEWEST_LINES = 3
HEADING = frozenset({"h1", "h2", "h3"})
INFO = re.compile(
    r"(?=.*(?:来源|來源|发布|發[布佈]|日期|时间|時間|作者|信息|稿源))(?=.*(?:19|20)\d\d\s*[-年/.])|^\s*(?:信息)?(?:来源|來源)[:：]"
)
SITE = re.compile(r"[_|]|\s[-–—]|[-–—](?=[^-–—]{2,14}(?:网|网站|政府|门户)$)")
ARTICLE = 0.7  # the innermost element that holds this much of the page's prose is its article
DATE = re.compile(
    r"\W*(?:(?:发布|發布)?(?:时间|時間|日期)\s*[:：])?\s*(?:19|20)\d\d\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}\s*日?[\s\d:]*\W*"
)
CAPTION = 40  # characters; a longer line beside a picture is text


def open_page(page: str, name: str, kind: str = "html") -> Source:
    """The article of the page; what stands around it is set aside as navigation."""
    walk = Walk(page)
    article = _article(walk.elements, walk.blocks)
    inside = _inside(walk.elements, article)
    title_block = _title_block(walk)
    if title_block:
        title_block.title = True
    lines: list[Text] = []
    aside: list[Removed] = []
    before, heading = None, False  # whether we are between the title and the article
    for block in walk.blocks:
        within = inside[block.element]
        heading = block is title_block or (heading and not within)
        why = _set_aside(block, walk.elements, article, within, heading)
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


def _article(elements: list[Element], blocks: list[Block]) -> int:
    """The innermost element that holds most of the prose. Children come after parents, so the last one wins."""
    whole = elements[0].prose
    if not whole:
        return 0
    best = max(i for i, element in enumerate(elements) if element.prose >= ARTICLE * whole)
    while best and (elements[best].name in TOO_NARROW or (elements[best].name in PERHAPS_NARROW and elements[best].lines < FEWEST_LINES)):
        best = elements[best].parent
    return best


def _inside(elements: list[Element], container: int) -> list[bool]:
    """For every element whether it is the container or lies in it."""
    inside: list[bool] = []
    for index, element in enumerate(elements):
        inside.append(index == container or (index > 0 and inside[element.parent]))
    return inside


def _set_aside(block: Block, elements: list[Element], article: int, within: bool, heading: bool) -> str | None:
    """Why a line is not of the article; None for the article, its title and its line of date and source."""
    words = block.text.string
    if not within:
        info = len(words) < 200 and bool(INFO.search(words) or (heading and DATE.fullmatch(words)))
        return None if info or (heading and block.title) else "navigation"
    if elements[block.element].aside and not elements[article].aside:
        return "navigation"
    if elements[block.element].picture and len(words) <= CAPTION and not PROSE.search(words):
        return "caption"
    return None


def _title_block(walk: Walk) -> Block | None:
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


def _iso(date: str | None) -> str | None:
    match = re.search(r"((?:19|20)\d\d)\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})", date or "")
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else None
