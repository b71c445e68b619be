"""The body of a document, and what was left out of it."""

import re
from dataclasses import dataclass

from xuanguan.chinese.script import to_simplified
from xuanguan.reading.cleaning.characters import with_clean_characters
from xuanguan.reading.cleaning.lines import BODY, BYLINE, FOOTER, LINKS, SIGNED, UNIT, Kind, is_prose, kind_of
from xuanguan.reading.documents.source import Removed, Source
from xuanguan.reading.injected import injected_spans
from xuanguan.reading.text import Text

TITLE_AT_MOST = 80
DUPLICATES_BELOW = 4  # lines at the end among which a page repeats its title
HEAD_AT_MOST = 12  # lines that can stand before the body
NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．是]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．]|[【◆●■★▲]|第[一二三四五六七八九十]+[章节条])"
)
SUBTITLE = re.compile("^[—－-]{1,3}(?!.*[。；])")
LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`text` is the body, paragraphs apart by one line end; `removed` is in order of the source.

    `title`, `date` (ISO) and `issuer` (who the source line names) are None where the document does not say.
    """

    text: Text
    title: str | None
    date: str | None
    issuer: str | None
    removed: tuple[Removed, ...]


@dataclass(slots=True)
class Line:
    start: int
    end: int
    words: str
    kind: Kind = BODY
    why: str | None = None


def clean(source: Source) -> Cleaned:
    """The body of the document in Simplified, with its title, date and issuer. Wording, typos and width of
    punctuation stay as they are."""
    removed = list(source.set_aside)
    text = with_clean_characters(source.text, removed)
    injected = _injected(text)
    text = _cut(text, injected, "injected", removed)
    lines = _lines(text)
    _links_sections(lines)
    body = _first_prose(lines)
    title = _title(lines, body, to_simplified(source.title) if source.title else None, sure=source.kind != "eml")
    date, issuer = _date_and_issuer(lines, body)
    _duplicates(lines, title)
    signed, signer = _tail(lines)
    date, issuer = date or source.date or signed, issuer or signer
    removed += [Removed(*text.source_span(line.start, line.end), line.why) for line in lines if line.why]
    text = _joined(text, [line for line in lines if not line.why])
    text = _without_bylines(text, removed)
    return Cleaned(text, title, date, issuer, _outermost(removed))


def _outermost(removed: list[Removed]) -> tuple[Removed, ...]:
    """In order of the source; what lies inside another passage that went is not said twice."""
    outer: list[Removed] = []
    for item in sorted(removed, key=lambda item: (item.start, -item.end)):
        if item.start < item.end and (not outer or item.end > outer[-1].end):
            outer.append(item)
    return tuple(outer)


def _lines(text: Text) -> list[Line]:
    """The lines that are not blank, without the blanks around them."""
    lines, place = [], 0
    for whole in text.string.split("\n"):
        words = whole.strip()
        if words:
            start = place + whole.index(words[0])
            kind = kind_of(words)
            lines.append(Line(start, start + len(words), words, kind, None if kind.why == "date" else kind.why))
        place += len(whole) + 1
    return lines


def _injected(text: Text) -> list[tuple[int, int]]:
    spans, place = [], 0
    for line in text.string.split("\n"):
        spans += [(place + start, place + end) for start, end in injected_spans(line)] if line else []
        place += len(line) + 1
    return spans


def _links_sections(lines: list[Line]) -> None:
    """A heading such as 相关阅读 takes along the titles below it, until prose comes."""
    below = False
    for line in lines:
        heading = LINKS.match(line.words) if len(line.words) <= 200 else None
        if heading and not is_prose(line.words):
            below = not heading["rest"]
            line.why = line.why or "navigation"
        elif below and is_prose(line.words):
            below = False
        elif below:
            line.why = line.why or "navigation"


def _first_prose(lines: list[Line]) -> int:
    return next((i for i, line in enumerate(lines) if line.kind is BODY and is_prose(line.words)), len(lines))


def _title(lines: list[Line], body: int, given: str | None, *, sure: bool) -> str | None:
    """The title, its line marked. What the file says itself comes first (the subject of a letter is not `sure`);
    then the line above the line of date and source; else the first line, if it looks like one."""
    head = [line for line in lines[: min(body, HEAD_AT_MOST)] if not line.why]
    if given:
        for line in head:
            if _same(line.words, given):
                line.why = "duplicate_title"
                sure = True
        if sure:
            return given
    marks = [i for i, line in enumerate(lines[: min(body, HEAD_AT_MOST)]) if _dates_the_text(line)]
    above = [line for line in lines[: marks[0]] if not line.why] if marks else []
    titles = [line for line in above if _can_be_title(line)]
    if titles:
        main = [line for line in titles if not SUBTITLE.match(line.words)] or titles
        for line in above:
            line.why = "duplicate_title" if line in titles[titles.index(main[-1]) :] else "navigation"
        return main[-1].words
    if given:
        return given
    first = head[0] if head else None
    if first and len(lines) > 1 and first.kind is BODY and _can_be_title(first) and not NUMBERED.match(first.words):
        first.why = "duplicate_title"
        return first.words
    return None


def _dates_the_text(line: Line) -> bool:
    return line.why == "source_line" or line.kind.why == "date"


def _can_be_title(line: Line) -> bool:
    return len(line.words) <= TITLE_AT_MOST and not re.search("[。；：:]$", line.words) and line.kind is BODY


def _date_and_issuer(lines: list[Line], body: int) -> tuple[str | None, str | None]:
    """From the lines of date and source: those above the body, then those below it."""
    dates = [line.kind.date for line in lines if line.why == "source_line" and line.kind.date]
    issuers = [line.kind.issuer for line in lines if line.kind.issuer]
    for line in lines[:body]:
        if line.kind.why == "date":
            line.why = "source_line"
            dates += [line.kind.date] if line.kind.date else []
    return next(iter(dates), None), next(iter(issuers), None)


def _duplicates(lines: list[Line], title: str | None) -> None:
    """The title again: below the line of source, or at the end with the site's name behind it."""
    if not title:
        return
    last = len(lines) - DUPLICATES_BELOW
    for number, line in enumerate(lines):
        if (number < HEAD_AT_MOST or number >= last) and not line.why and _same(line.words, title):
            line.why = "duplicate_title"
    after = next((i for i, line in enumerate(lines) if not line.why), None)
    if after is not None and SUBTITLE.match(lines[after].words) and len(lines[after].words) <= 60:
        lines[after].why = "duplicate_title"


def _tail(lines: list[Line]) -> tuple[str | None, str | None]:
    """Below the last sentence: the day and the unit that signed (both returned), and credits in brackets without a
    word that says so."""
    date = issuer = None
    last = next((i for i in range(len(lines) - 1, -1, -1) if not lines[i].why and is_prose(lines[i].words)), None)
    if last is None:
        return date, issuer
    for i in range(last + 1, len(lines)):
        line = lines[i]
        if line.why:
            continue
        if line.kind.why == "date":
            line.why, date = "source_line", line.kind.date
            if i - 1 > last and not lines[i - 1].why and UNIT.match(lines[i - 1].words):
                lines[i - 1].why, issuer = "source_line", lines[i - 1].words
        elif FOOTER.match(line.words):
            line.why = "navigation"
        elif SIGNED.match(line.words):
            line.why = "credits"
    return date, issuer


def _same(words: str, title: str) -> bool:
    """One title, whatever the punctuation, or with a site's name behind it."""
    a, b = LETTERS.sub("", words), LETTERS.sub("", title)
    return bool(a) and (a == b or (len(b) >= 8 and a.startswith(b) and len(a) - len(b) <= 20 and bool(re.search(r"[_|\-—]", words))))


def _joined(text: Text, lines: list[Line]) -> Text:
    """The lines that stay, apart by one line end each."""
    if not lines:
        return text.slice(0, 0)
    edits, done = [], 0
    for number, line in enumerate(lines):
        edits.append((done, line.start, "\n" if number else ""))
        done = line.end
    edits.append((done, len(text), ""))
    return text.edit(edits)


def _without_bylines(text: Text, removed: list[Removed]) -> Text:
    """Without (记者 李明 通讯员 王芳) inside or behind a sentence."""
    return _cut(text, [match.span() for match in BYLINE.finditer(text.string)], "credits", removed)


def _cut(text: Text, spans: list[tuple[int, int]], why: str, removed: list[Removed]) -> Text:
    removed.extend(Removed(*text.source_span(start, end), why) for start, end in spans)
    return text.edit([(start, end, "") for start, end in spans])
