"""Opens one file: tells its kind by its first bytes, never by its name alone."""

import re

from xuanguan.reading.documents.page import open_page

from xuanguan.reading.documents.encodings import UnknownEncoding, declared_encoding, decode
from xuanguan.reading.documents.errors import UnreadableDocument
from xuanguan.reading.documents.mojibake import repaired
from xuanguan.reading.documents.source import Source

MEGABYTE = 1_000_000
LARGEST_FILE = 50 * MEGABYTE
LARGEST_TEXT = 10 * MEGABYTE  # characters; a bulletin has 2,000, a yearbook 2 million
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
LETTER = re.compile(r"[^\W\d_]")
KANA_OR_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|p|meta|table)[\s>/]", re.I)


def open_document(data: bytes, name: str) -> Source:
    """The document in these bytes; `name` is used in messages. Raises UnreadableDocument."""
    if not data.strip():
        raise UnreadableDocument("empty", name)
    if len(data) > LARGEST_FILE:
        raise UnreadableDocument("huge", name, size=_megabytes(len(data)), limit=_megabytes(LARGEST_FILE))
    source = _open(data, name)
    if len(source.raw) > LARGEST_TEXT:
        raise UnreadableDocument("huge", name, size=_megabytes(len(source.raw)), limit=_megabytes(LARGEST_TEXT))
    _check_that_it_is_chinese(source)
    return source


def _open(data: bytes, name: str) -> Source:
    try:
        if MARKUP.search(data[:2048]):
            return open_page(decode(data, declared_encoding(data)), name)
        raw = decode(data)
    except UnknownEncoding:
        raise UnreadableDocument("encoding", name) from None
    return Source(name, "txt", raw, repaired(raw))


def _check_that_it_is_chinese(source: Source) -> None:
    text = source.text.string
    if not text.strip():
        raise UnreadableDocument("no_text", source.name)
    letters, han, other = (len(pattern.findall(text)) for pattern in (LETTER, HAN, KANA_OR_HANGUL))
    if han < 4 or han * 20 < letters or other > han:
        raise UnreadableDocument("not_chinese", source.name, han=han, letters=letters)


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.0f} MB"
