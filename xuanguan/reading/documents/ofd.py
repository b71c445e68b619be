"""OFD, the national format for fixed pages (GB/T 33190): a zip of XML in which each run of text has its place.

Runs are put into lines by their height on the page, and lines into paragraphs as in a PDF.
"""

import posixpath

from lxml import etree

from xuanguan.reading.documents.errors import UnreadableDocument
from xuanguan.reading.documents.packages import Package
from xuanguan.reading.documents.source import Source
from xuanguan.reading.documents.wrapping import paged

ROOT = "OFD.xml"
SAME_LINE = 0.5  # of a run's height: runs nearer than this stand on one line
MOST_PAGES = 2_000


def open_ofd(package: Package, name: str) -> Source:
    """The text of all pages. Raises UnreadableDocument when it is encrypted, damaged or pictures only."""
    if any(part.endswith(("Encryptions.xml", "EncryptInfo.xml", "Decryptseed.dat")) for part in package.names):
        raise UnreadableDocument("encrypted", name)
    pages: list[str] = []
    for start in package.xml(ROOT).iterfind(".//{*}DocRoot"):
        document_part = _resolved("", start.text)
        folder = posixpath.dirname(document_part)
        found = list(package.xml(document_part).iterfind(".//{*}Pages/{*}Page"))[:MOST_PAGES]
        pages += [_page(package.xml(_resolved(folder, page.get("BaseLoc")))) for page in found]
    if not "".join(pages).strip():
        raise UnreadableDocument("scan", name)
    raw = "\f".join(pages)
    return Source(name, "ofd", raw, paged(raw))


def _resolved(folder: str, path: str | None) -> str:
    path = (path or "").strip()
    return posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))


def _page(page: etree._Element) -> str:
    runs = []
    for run in page.iter("{*}TextObject"):
        box = _numbers(run.get("Boundary"))
        text = "".join(code.text or "" for code in run.iterfind("{*}TextCode")).strip("\r\n")
        if len(box) == 4 and text.strip():
            runs.append((box[1], box[0], box[3], text))
    runs.sort()
    lines: list[list[tuple[float, str]]] = []
    height = None
    for top, left, tall, text in runs:
        if height is None or top - height > SAME_LINE * max(tall, 1):
            lines.append([])
            height = top
        lines[-1].append((left, text))
    return "\n".join("".join(text for _, text in sorted(line, key=lambda run: run[0])) for line in lines)


def _numbers(box: str | None) -> list[float]:
    try:
        return [float(part) for part in (box or "").split()]
    except ValueError:
        return []
