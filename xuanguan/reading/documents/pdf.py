"""PDFs with text. A scan has none: it is read with the extra [ocr], where that is installed."""

import pypdfium2
import pypdfium2.raw as pdfium

from xuanguan.reading.documents.errors import UnreadableDocument
from xuanguan.reading.documents.source import Source
from xuanguan.reading.documents.wrapping import paged

MOST_PAGES = 2_000
FEWEST = 8  # characters a page; less is a stamp or a page number over a picture


def open_pdf(data: bytes, name: str) -> Source:
    """The text of all pages, wrapped lines joined. Raises UnreadableDocument."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        protected = pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error)
        raise UnreadableDocument("encrypted" if protected else "damaged", name, what="PDF") from error
    try:
        pages = _pages(document, name)
        if sum(len(page.strip()) for page in pages) < FEWEST * max(len(pages), 1):
            from xuanguan.reading.documents.scan import read_pages  # the extra may not be installed

            pages = read_pages(document, name)
    finally:
        document.close()
    raw = "\f".join(pages)
    return Source(name, "pdf", raw, paged(raw))


def _pages(document: pypdfium2.PdfDocument, name: str) -> list[str]:
    pages = []
    try:
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number]
            text = page.get_textpage()
            pages.append(text.get_text_range())
            text.close()
            page.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument("damaged", name, what="PDF") from error
    return pages
