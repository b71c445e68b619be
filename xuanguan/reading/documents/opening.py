"""Opens one file: tells its kind by its first bytes, never by its name alone."""

import re

from xuanguan.reading.documents.encodings import UnknownEncoding, declared_encoding, decode
from xuanguan.reading.documents.errors import UnreadableDocument
from xuanguan.reading.documents.mail import is_mail, open_mail
from xuanguan.reading.documents.mojibake import repaired
from xuanguan.reading.documents.ofd import ROOT, open_ofd
from xuanguan.reading.documents.packages import Package
from xuanguan.reading.documents.page import open_page
from xuanguan.reading.documents.source import Source
from xuanguan.reading.documents.word import MAIN_PART, open_word
from xuanguan.reading.documents.wrapping import unwrapped

MEGABYTE = 1_000_000
LARGEST_FILE = 50 * MEGABYTE
LARGEST_TEXT = 10 * MEGABYTE  # characters; a bulletin has 2,000, a yearbook 2 million
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
LETTER = re.compile(r"[^\W\d_]+")
KANA_OR_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]+")
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM\x36", b"II*\0", b"MM\0*")
BINARY = {
    b"Rar!": "rar", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip", b"\x7fELF": "program", b"MZ": "program", b"{\\rtf": "RTF",
    b"SQLite format 3": "database", b"RIFF": "audio or video", b"ID3": "audio", b"\0\0\0": "audio or video", b"OggS": "audio",
    b"PK": "zip",
}  # fmt: skip
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
    if data.startswith(b"PK\x03\x04"):
        return _open_package(Package(data, name), name)
    if b"%PDF-" in data[:1024]:
        from xuanguan.reading.documents.pdf import open_pdf  # pdfium takes a third of a second to load

        return open_pdf(data, name)
    if data.startswith(OLE):
        raise UnreadableDocument(_inside_ole(data), name)
    if any(data.startswith(mark) for mark in PICTURES):
        raise UnreadableDocument("scan", name)
    what = next((what for mark, what in BINARY.items() if data.startswith(mark)), None)
    if what:
        raise UnreadableDocument("binary", name, what=what)
    try:
        if is_mail(data):
            return open_mail(data, name)
        if MARKUP.search(data[:2048]):
            return open_page(decode(data, declared_encoding(data)), name)
        raw = decode(data)
    except UnknownEncoding:
        raise _neither_text_nor_known(data, name) from None
    return Source(name, "txt", raw, unwrapped(repaired(raw)))


def _open_package(package: Package, name: str) -> Source:
    if MAIN_PART in package.names:
        return open_word(package, name)
    if ROOT in package.names:
        return open_ofd(package, name)
    if "xl/workbook.xml" in package.names:
        raise UnreadableDocument("spreadsheet", name)
    raise UnreadableDocument("binary", name, what="zip")


def _check_that_it_is_chinese(source: Source) -> None:
    text = source.text.string
    if not text.strip():
        raise UnreadableDocument("no_text", source.name)
    rest = HAN.sub("", text)  # little is left of a Chinese text: the slower classes need not see it whole
    letters, other = (sum(map(len, pattern.findall(rest))) for pattern in (LETTER, KANA_OR_HANGUL))
    han = len(text) - len(rest)
    letters += han
    if han < 4 or han * 20 < letters or other > han:
        raise UnreadableDocument("not_chinese", source.name, han=han, letters=letters)


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.0f} MB"


def _inside_ole(data: bytes) -> str:
    """What kind of old Office file it is, by the names in its directory (UTF-16)."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "encrypted"
    return "spreadsheet" if "Workbook".encode("utf-16-le") in data else "legacy_word"


def _neither_text_nor_known(data: bytes, name: str) -> UnreadableDocument:
    """Control characters mean that it never was a text; without them its encoding is unknown."""
    sample = data[:4096]
    control = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    if control * 50 > len(sample):
        return UnreadableDocument("binary", name, what="data")
    return UnreadableDocument("encoding", name)
