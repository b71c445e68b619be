"""What was sent, as single documents: a zip is opened, the attachments of an e-mail are taken out, everything else is itself.

An archive is measured before it is opened. Archives inside archives stay shut: a person knows better what is in them.
"""
import email.parser
import email.policy
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from email.header import decode_header
from email.message import Message
from functools import partial

from django.conf import settings
from django.utils.translation import gettext as _

from xuanguan.common.files import UnfitFile, measured_archive
from xuanguan.reading.documents import UnreadableDocument, open_document
from xuanguan.reading.documents.mail import is_mail

# In one request: 200 bulletins of 1,500 characters are read in some seconds.
MOST_DOCUMENTS = 200
MOST_BYTES = 100 * 1024 * 1024
# An e-mail whose own words are fewer only says that something is attached.
COVERING_NOTE = 120
ENCRYPTED = 0x1
UTF8_NAMES = 0x800
NO_DOCUMENT = re.compile(r"(?:^|/)(?:__MACOSX/|\.|Thumbs\.db$|desktop\.ini$|~\$)", re.I)
DOCUMENTS_IN_ZIPS = {"word/document.xml", "OFD.xml", "xl/workbook.xml", "ppt/presentation.xml"}


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a batch. `name` says where it stood; `load` gives its bytes, or raises UnfitFile with a sentence."""

    name: str
    load: Callable[[], bytes]


class TooMany(UnfitFile):
    """More documents than one request takes."""


def documents_of(files: Iterable[tuple[str, bytes]], *, most: int | None = MOST_DOCUMENTS) -> list[Document]:
    """The documents in all files that were sent together, (name, bytes); one that cannot be opened says so when its turn comes.

    Raises TooMany where they are more than `most` together.
    """
    found: list[Document] = []
    for name, data in files:
        try:
            found += documents_in(data, name, most=most)
        except TooMany:
            raise
        except UnfitFile as error:
            found.append(Document(name, partial(unfit, error)))
    if most is not None and len(found) > most:
        raise too_many(len(found), most)
    return found


def unfit(error: UnfitFile) -> bytes:
    raise error


def documents_in(data: bytes, name: str, *, most: int | None = MOST_DOCUMENTS) -> list[Document]:
    """The documents in one file that was sent. Raises UnfitFile for an archive that cannot be opened, TooMany above `most`."""
    if is_archive(data, name):
        found = in_archive(data, name)
    elif is_mail(data):
        found = in_mail(data, name)
    else:
        found = [Document(name, partial(fit, data, name))]
    if most is not None and len(found) > most:
        raise too_many(len(found), most)
    return found


def too_many(count: int, most: int = MOST_DOCUMENTS) -> TooMany:
    return TooMany(_("These are %(count)s documents; %(most)s can be taken in at once. Send them in parts, or have them brought in on the server: xuanguan import bulletins.") % {
        "count": count, "most": most})


def is_archive(data: bytes, name: str) -> bool:
    """Whether it is a zip of documents, not a document that is a zip itself (docx, OFD)."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not measured_archive(data, name) & DOCUMENTS_IN_ZIPS


def fit(data: bytes, name: str) -> bytes:
    limit = settings.DOCUMENT_LIMIT
    if len(data) > limit:
        raise UnfitFile(_("“%(name)s” is %(size)s MB; a document may have %(limit)s MB at most. Split it, or paste its text.") % {
            "name": name, "size": len(data) // 1048576, "limit": limit // 1048576})
    return data


# A zip


def in_archive(data: bytes, name: str) -> list[Document]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    members = [(member, name_of(member)) for member in archive.infolist() if not member.is_dir()]
    found = [Document(shown, partial(member_of, archive, member, shown)) for member, shown in members if not NO_DOCUMENT.search(shown)]
    if not found:
        raise UnfitFile(_("“%(name)s” holds no document. Put the bulletins into it and send it again.") % {"name": name})
    return sorted(found, key=lambda document: document.name)


def name_of(member: zipfile.ZipInfo) -> str:
    """The name as it was given. Windows in China writes GBK without saying so, macOS UTF-8; zipfile then reads both as cp437."""
    name = member.filename
    if not member.flag_bits & UTF8_NAMES:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/").lstrip("/")


def member_of(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    if member.flag_bits & ENCRYPTED:
        raise UnfitFile(_("“%(name)s” is protected by a password. Pack it without one.") % {"name": name})
    if member.file_size > settings.DOCUMENT_LIMIT:
        raise UnfitFile(_("“%(name)s” is %(size)s MB; a document may have %(limit)s MB at most. Split it, or paste its text.") % {
            "name": name, "size": member.file_size // 1048576, "limit": settings.DOCUMENT_LIMIT // 1048576})
    try:
        data = archive.read(member)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError):
        raise UnfitFile(_("“%(name)s” is damaged inside the archive. Pack it again.") % {"name": name}) from None
    return no_archive(data, name)


def no_archive(data: bytes, name: str) -> bytes:
    if is_archive(data, name):
        raise UnfitFile(_("“%(name)s” is an archive inside another. Unpack it and send its documents.") % {"name": name})
    return data


# An e-mail


def in_mail(data: bytes, name: str) -> list[Document]:
    """The letter itself and what is attached to it; a letter that only says what is attached is left out."""
    attached = [Document(f"{name}/{title}", partial(attachment, part, title)) for part, title in attachments(data, name)]
    opened: list[Document] = []
    for document in attached:
        opened += opened_attachment(document)
    if opened and is_covering_note(data, name):
        return opened
    return [Document(name, partial(fit, data, name)), *opened]


def attachments(data: bytes, name: str) -> Iterator[tuple[Message, str]]:
    try:
        message = email.parser.BytesParser(policy=email.policy.compat32).parsebytes(data.lstrip())
        if "snapshot-content-location" in message or message.get_content_subtype() == "related":
            return  # a saved page: its parts are its pictures
        for number, part in enumerate(message.walk()):
            title = title_of(part)
            if not part.is_multipart() and title and part.get_content_disposition() != "inline" and "content-id" not in part:
                yield part, title or str(number)
    except (ValueError, LookupError, RecursionError):
        return  # the letter itself then says that it is damaged


def title_of(part: Message) -> str:
    """The name of an attachment: encoded words (RFC 2047), percent signs (RFC 2231), or bare bytes of some encoding."""
    named = Message()
    for header, value in part.raw_items():
        if header.lower() in ("content-disposition", "content-type"):
            named[header] = readable(str(value))  # bare bytes stand in it as surrogates
    written = str(named.get_filename() or "")
    try:
        pieces = decode_header(written)
        name = "".join(piece.decode(charset or "ascii", "replace") if isinstance(piece, bytes) else piece for piece, charset in pieces)
    except (LookupError, ValueError):
        name = written
    return name.replace("\\", "/").rsplit("/", 1)[-1]


def readable(header: str) -> str:
    raw = header.encode("utf-8", "surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def attachment(part: Message, name: str) -> bytes:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data:
        raise UnfitFile(_("“%(name)s” is empty. Choose the file again.") % {"name": name})
    return fit(data, name)


def opened_attachment(document: Document) -> list[Document]:
    """An attached zip is opened too; what is wrong with it is said when its turn comes."""
    try:
        data = document.load()
        return in_archive(data, document.name) if is_archive(data, document.name) else [document]
    except UnfitFile:
        return [document]


def is_covering_note(data: bytes, name: str) -> bool:
    try:
        return len("".join(open_document(data, name).text.string.split())) < COVERING_NOTE
    except UnreadableDocument:
        return True
