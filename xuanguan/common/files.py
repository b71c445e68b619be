"""Uploads: what a file is by its content, how large it may be, and what identifies it.

The name and the browser's content type are never believed. A picture is decoded with a limit on its pixels before it is
kept; an archive (docx, xlsx) is measured before it is opened.
"""
import hashlib
import io
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from xuanguan.common.exceptions import PersonError

# Large enough for a 200-megapixel phone picture, small enough that decoding it cannot exhaust memory.
MOST_PIXELS = 220_000_000
# An honest docx or xlsx unpacks to some ten times its size; a bomb to a thousand times.
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 200

PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif", "HEIF": "image/heic"}
DOCUMENTS = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/ofd": ".ofd",
    "video/mp4": ".mp4",
}


class UnfitFile(PersonError):
    """A file that cannot be taken. The sentence names the file and says what to do."""

    def __init__(self, sentence: str):
        self._sentence = sentence
        super().__init__(sentence)

    def __str__(self) -> str:
        return self._sentence


@dataclass(frozen=True)
class KnownFile:
    """A file whose content is known: its bytes, its true type, its name without any path."""

    data: bytes
    content_type: str
    name: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")


def read_upload(upload, *, limit: int) -> bytes:
    """The bytes of an upload. Raises UnfitFile when it is empty or larger than `limit` bytes, before it is read."""
    if upload.size > limit:
        raise UnfitFile(_("“%(name)s” is %(size)s MB; a file may have %(limit)s MB at most. Send a smaller picture, or split the document.") % {
            "name": upload.name, "size": f"{upload.size / 1048576:.0f}", "limit": limit // 1048576})
    if upload.size == 0:
        raise UnfitFile(_("“%(name)s” is empty. Choose the file again.") % {"name": upload.name})
    upload.seek(0)
    return upload.read()


def known_file(data: bytes, name: str) -> KnownFile:
    """What `data` is, by its content. Raises UnfitFile for a type that is not taken, a damaged picture, an archive bomb."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1][-200:] or "file"
    content_type = content_type_of(data, name)
    if content_type is None:
        raise UnfitFile(_("“%(name)s” is neither a photograph (JPEG, PNG, WebP, HEIC) nor a document (PDF, docx, xlsx, OFD) nor an MP4 video. Save it in one of these forms and send it again.") % {"name": name})
    return KnownFile(data=data, content_type=content_type, name=name)


def content_type_of(data: bytes, name: str) -> str | None:
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    if data.startswith(b"PK\x03\x04"):
        return archive_type(data, name)
    if data[4:8] == b"ftyp" and data[8:12] in (b"mp41", b"mp42", b"isom", b"iso2", b"avc1", b"M4V ", b"qt  "):
        return "video/mp4"
    return picture_type(data, name)


def archive_type(data: bytes, name: str) -> str | None:
    members = measured_archive(data, name)
    if "word/document.xml" in members:
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    if "xl/workbook.xml" in members:
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    if "OFD.xml" in members:
        return "application/ofd"
    return None


def measured_archive(data: bytes, name: str) -> set[str]:
    """The names inside a zip, once its unpacked size is known to be harmless."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile:
        raise UnfitFile(_("“%(name)s” is damaged: it cannot be opened. Save it again and send it again.") % {"name": name}) from None
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(len(data), 1):
        raise UnfitFile(_("“%(name)s” would unpack to %(size)s MB. It is not opened, to keep this machine safe. Save the document anew without embedded objects.") % {
            "name": name, "size": f"{unpacked / 1048576:,.0f}"})
    return {member.filename for member in members}


def picture_type(data: bytes, name: str) -> str | None:
    picture = opened_picture(data, name)
    return PICTURES.get(picture.format or "") if picture else None


def opened_picture(data: bytes, name: str) -> Image.Image | None:
    """The picture, not yet decoded; None where `data` is no picture. Raises UnfitFile for one with too many pixels."""
    import pillow_heif

    pillow_heif.register_heif_opener()
    try:
        picture = Image.open(io.BytesIO(data), formats=list(PICTURES))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None
    except Image.DecompressionBombError:
        raise too_many_pixels(name) from None
    if picture.width * picture.height > MOST_PIXELS:
        raise too_many_pixels(name)
    return picture


def too_many_pixels(name: str) -> UnfitFile:
    return UnfitFile(_("“%(name)s” has more pixels than can be handled safely. Send it at a smaller size.") % {"name": name})


def damaged_picture(name: str) -> UnfitFile:
    return UnfitFile(_("“%(name)s” is damaged: the picture cannot be read to its end. Send it again, perhaps over a better network.") % {"name": name})
