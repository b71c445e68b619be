"""Zip files that documents are made of (docx, OFD), opened only when what they unpack to is in proportion."""

import io
import zipfile
import zlib

from lxml import etree

from xuanguan.reading.documents.errors import UnreadableDocument

LARGEST_WHOLE = 200_000_000  # bytes unpacked; a bulletin with forty photographs has some 60 million
LARGEST_PART = 60_000_000  # one XML part; a book of a million characters has some 30 million
LARGEST_RATIO = 200  # unpacked to packed; XML of Word reaches 40, a bomb 1,000
RATIO_MATTERS = 5_000_000  # below this size nothing can do harm
MOST_PARTS = 5_000
ENCRYPTED = 0x1


class Package:
    """The parts of a zip file by name, each read only when asked for."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
            parts = self.archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise UnreadableDocument("damaged", name, what="zip") from error
        self.names = {part.filename.replace("\\", "/").lstrip("/"): part for part in parts}
        self._check(parts)

    def _check(self, parts: list[zipfile.ZipInfo]) -> None:
        whole, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
        if len(parts) > MOST_PARTS:
            raise UnreadableDocument("zip_bomb", self.name, what=f"{len(parts)} parts")
        if whole > LARGEST_WHOLE or (whole > RATIO_MATTERS and whole > LARGEST_RATIO * max(packed, 1)):
            raise UnreadableDocument("zip_bomb", self.name, what=f"{whole / 1_000_000:.0f} MB")
        if any(part.flag_bits & ENCRYPTED for part in parts):
            raise UnreadableDocument("encrypted", self.name)

    def read(self, part: str) -> bytes:
        """The bytes of a part. Raises UnreadableDocument where it is missing, damaged or far too large."""
        info = self.names.get(part.lstrip("/"))
        if info is None:
            raise UnreadableDocument("damaged", self.name, what=part)
        if info.file_size > LARGEST_PART:
            raise UnreadableDocument("zip_bomb", self.name, what=f"{part}: {info.file_size / 1_000_000:.0f} MB")
        try:
            return self.archive.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise UnreadableDocument("damaged", self.name, what=part) from error

    def xml(self, part: str) -> etree._Element:
        """A part as XML; no entities are followed, nothing is fetched."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self.read(part), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableDocument("damaged", self.name, what=part) from error
        if root is None:
            raise UnreadableDocument("damaged", self.name, what=part)
        return root
