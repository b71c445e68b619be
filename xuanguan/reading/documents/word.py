"""docx: paragraphs and tables in their order, as a reader sees them: insertions in, deletions out.

Read from the XML itself: python-docx leaves out insertions and text boxes, and a bulletin that came back from its
reviewer is full of insertions.
"""

from collections.abc import Iterator

from lxml import etree

from xuanguan.reading.documents.errors import UnreadableDocument
from xuanguan.reading.documents.packages import Package
from xuanguan.reading.documents.source import Source

MAIN_PART = "word/document.xml"
# Word counts these as text, but a reader does not see them, or sees them twice (Fallback repeats a text box).
UNSEEN = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "rPr", "pPr", "sdtPr", "tblPr", "tcPr"})


def open_word(package: Package, name: str) -> Source:
    """The document's text: a paragraph or a table's row is a line, cells apart by a blank."""
    body = next((e for e in package.xml(MAIN_PART) if _tag(e) == "body"), None)
    if body is None:
        raise UnreadableDocument("damaged", name, what=MAIN_PART)
    return Source.plain(name, "docx", "\n".join(line.rstrip() for line in _lines(body)))


def _lines(container: etree._Element) -> Iterator[str]:
    for child in container:
        tag = _tag(child)
        if tag == "p":
            yield from _paragraph(child).split("\n")
        elif tag == "tbl":
            yield from (_row(row) for row in child.iter("{*}tr") if _nearest(row, "tbl") is child)
        elif tag not in UNSEEN:
            yield from _lines(child)


def _paragraph(paragraph: etree._Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: etree._Element) -> Iterator[str]:
    """The text below an element, without recursion: a document may nest as deep as it likes."""
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        tag = _tag(child)
        if tag in UNSEEN:
            continue
        if tag == "t":
            yield child.text or ""
        elif tag in ("br", "cr"):
            yield "\n"
        elif tag == "tab":
            yield "\t"
        elif tag == "noBreakHyphen":
            yield "-"
        else:
            if tag == "p":  # a text box inside a paragraph
                yield "\n"
            waiting.extend(reversed(child))


def _row(row: etree._Element) -> str:
    cells = (cell for cell in row.iter("{*}tc") if _nearest(cell, "tr") is row)
    return " ".join(" ".join(filter(None, (_paragraph(p).strip() for p in cell.iter("{*}p")))) for cell in cells)


def _nearest(element: etree._Element, tag: str) -> etree._Element | None:
    return next(element.iterancestors("{*}" + tag), None)


def _tag(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
