"""Files as they come: text, web pages, e-mail, docx, PDF and OFD, opened into one shape."""

from xuanguan.reading.documents.errors import UnreadableDocument
from xuanguan.reading.documents.opening import open_document
from xuanguan.reading.documents.source import Removed, Source

__all__ = ["Removed", "Source", "UnreadableDocument", "open_document"]
