"""Pictures of pages, read with the extra [ocr]: RapidOCR, whose models come inside its wheel."""

import importlib
import importlib.util

import pypdfium2

from xuanguan.reading.documents.errors import UnreadableDocument

ENGINE = "rapidocr_onnxruntime"
SCALE = 2.5  # 180 dots an inch; below 150 small print is lost, above 200 it only takes longer
MOST_PAGES = 60  # some two seconds a page
SAME_LINE = 0.6  # of a box's height


def read_pages(document: pypdfium2.PdfDocument, name: str) -> list[str]:
    """The text of every page's picture. Raises UnreadableDocument where the extra is missing or finds nothing."""
    if importlib.util.find_spec(ENGINE) is None:
        raise UnreadableDocument("scan", name)
    engine = importlib.import_module(ENGINE).RapidOCR()
    pages = []
    for number in range(min(len(document), MOST_PAGES)):
        found, _ = engine(document[number].render(scale=SCALE).to_numpy())
        pages.append(in_lines(found or []))
    if not "".join(pages).strip():
        raise UnreadableDocument("no_text", name)
    return pages


def in_lines(found: list) -> str:
    """Boxes (corners, words, score) put into lines from top to bottom, and in a line from left to right."""
    boxes = sorted((corners[0][1], corners[0][0], corners[2][1] - corners[0][1], words) for corners, words, _ in found)
    lines: list[list[tuple[float, str]]] = []
    line_top = None
    for top, left, tall, words in boxes:
        if line_top is None or top - line_top > SAME_LINE * tall:
            lines.append([])
            line_top = top
        lines[-1].append((left, words))
    return "\n".join("".join(words for _, words in sorted(line)) for line in lines)
