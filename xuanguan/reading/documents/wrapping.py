"""Lines that end where the paper ended, put together into paragraphs again."""

import re
from itertools import pairwise
from statistics import median

from xuanguan.chinese.script import to_simplified
from xuanguan.reading.injected import is_injected
from xuanguan.reading.text import Text

PAGE_NUMBER = re.compile(
    r"^[ \t]*(?:[-—–－]+\s*\d{1,4}\s*[-—–－]+|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|\d{1,3})[ \t]*$",
    re.M,
)
LETTER_SPACED = re.compile(r"(?<=[\u3400-\u9fff，。、；：])[ \t\u3000]+(?=[\u3400-\u9fff，。、；：])")
ENDS = re.compile(r"[。！？!?；;：:][”’」』）)]*\s*$")
INNER = re.compile("[，,。；]")
STARTS = re.compile(
    r"^(?:[\u3000 ]{2,}|[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)|第[一二三四五六七八九十百]+[章节条]|[【◆●■★▲—])"
)
# The lines of title and of date and source are never the beginning of a paragraph.
HEAD = re.compile(r"(?:来源|來源|日期|时间|時間|时間|作者|编辑|編輯|供稿)\s*[:：]|^[\d\s年月日:：./-]+$")
SHORTEST = 18  # characters a printed line holds at the least
MARGIN = 3  # a full line may be this much shorter than the widest: punctuation moves down, figures stay together


def paged(raw: str) -> Text:
    """The text of fixed pages: page numbers out, wrapped lines joined, letter-spaced lines closed up."""
    text = Text.of(raw)
    text = text.sub(re.compile("\r\n?|\f"), "\n")
    text = text.sub(PAGE_NUMBER, "")
    text = text.sub(re.compile(r"\n[ \t]*(?:\n[ \t]*)+"), "\n")
    text = text.edit([edit for start, end in _lines(text.string) for edit in _closed_up(text.string[start:end], start)])
    return unwrapped(text)


def unwrapped(text: Text) -> Text:
    """Lines joined where the first is as full as lines get and ends inside a sentence. Text that is not wrapped at
    one width comes back as it is."""
    string = text.string
    lines = [(start, end) for start, end in _lines(string) if not string[start:end].isspace() and start < end]
    full = _full_width([string[start:end] for start, end in lines])
    if not full:
        return text
    edits = []
    for number, ((start, end), (following, _)) in enumerate(pairwise(lines)):
        line, after = string[start:end], string[following : following + 40]
        if HEAD.search(line) or HEAD.search(after) or (number == 0 and not INNER.search(line)):
            continue
        if abs(_width(line) - full) <= MARGIN and not ENDS.search(line[-8:]) and not STARTS.match(after) and not is_injected(to_simplified(line)):
            edits.append((end, following, ""))
    return text.edit(edits)


def _full_width(lines: list[str]) -> float | None:
    """The width of the paper in characters, if most lines that break off inside a sentence have it."""
    broken = [line for line in lines if len(line) >= SHORTEST and not ENDS.search(line[-8:])]
    if len(broken) < 3:
        return None
    widths = [_width(line) for line in broken]
    middle = median(widths)
    alike = sum(abs(width - middle) <= MARGIN for width in widths)
    longer = sum(len(line) > middle + MARGIN and _width(line) > middle + MARGIN for line in lines)
    return middle if middle >= SHORTEST and alike >= 0.6 * len(broken) and longer <= 0.1 * len(lines) else None


def _width(line: str) -> float:
    """In characters of Chinese; Latin letters and figures are half as wide."""
    line = line.strip("\r\n")
    return len(line) - 0.5 * len(line.encode("ascii", "ignore")) if len(line) < 200 else len(line)


def _closed_up(line: str, start: int) -> list[tuple[int, int, str]]:
    """A line in which nearly every character stands apart loses its blanks; a blank between two phrases stays."""
    gaps = list(LETTER_SPACED.finditer(line))
    solid = len(re.sub(r"\s", "", line))
    if len(gaps) < 3 or len(gaps) * 2 < solid:
        return []
    return [(start + gap.start(), start + gap.end(), "") for gap in gaps]


def _lines(string: str) -> list[tuple[int, int]]:
    spans, place = [], 0
    for line in string.split("\n"):
        spans.append((place, place + len(line)))
        place += len(line) + 1
    return spans
