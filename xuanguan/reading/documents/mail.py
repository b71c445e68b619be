"""E-mail files and pages saved as MHTML: the part that is the letter or the page."""

import email.parser
import email.policy
import re
from dataclasses import replace
from email.message import Message
from email.utils import parsedate_to_datetime

from xuanguan.reading.documents.encodings import declared_encoding, decode
from xuanguan.reading.documents.errors import UnreadableDocument
from xuanguan.reading.documents.mojibake import repaired
from xuanguan.reading.documents.page import open_page
from xuanguan.reading.documents.source import Source

HEADER = re.compile(rb"\A(?:[A-Za-z][\w-]{1,40}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
TELLING = re.compile(rb"^(?:mime-version|content-type|message-id|received|snapshot-content-location):", re.I | re.M)
MOST_PARTS = 200


def is_mail(data: bytes) -> bool:
    """Whether the bytes begin with the header of a message."""
    head = data[:8192].lstrip()
    match = HEADER.match(head)
    return bool(match and TELLING.search(match[0]))


def open_mail(data: bytes, name: str) -> Source:
    """The body of the message: of a saved page its HTML, of a letter its plain text or, without one, its HTML.
    The subject is the title unless the page says another; the date is the message's. Raises UnreadableDocument."""
    try:
        message = email.parser.BytesParser(policy=email.policy.compat32).parsebytes(data.lstrip())
        parts = [part for _, part in zip(range(MOST_PARTS), message.walk(), strict=False) if not part.is_multipart()]
    except (ValueError, LookupError, RecursionError) as error:
        raise UnreadableDocument("damaged", name, what="MIME") from error
    saved_page = "snapshot-content-location" in message or message.get_content_subtype() == "related"
    plain, page = (next((p for p in parts if _is_body(p, kind)), None) for kind in ("text/plain", "text/html"))
    if page is not None and (saved_page or plain is None):
        payload = _bytes(page)
        markup = decode(payload, _charset(page) or declared_encoding(payload))
        opened = open_page(markup, name, "mhtml" if saved_page else "eml")
        return opened if saved_page else _dated(opened, message)
    if plain is None:
        raise UnreadableDocument("no_text", name)
    raw = decode(_bytes(plain), _charset(plain))
    return _dated(Source(name, "eml", raw, repaired(raw)), message)


def _is_body(part: Message, kind: str) -> bool:
    return part.get_content_type() == kind and part.get_content_disposition() != "attachment"


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _charset(part: Message) -> str | None:
    charset = str(part.get_content_charset() or "") or None
    return {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(charset or "", charset)


def _dated(source: Source, message: Message) -> Source:
    """With the subject as title (forwarding marks off) and the day of sending."""
    return replace(source, title=_subject(message) or source.title, date=_day(message))


def _subject(message: Message) -> str | None:
    try:
        words = "".join(
            part.decode(charset or "utf-8", "replace") if isinstance(part, bytes) else part
            for part, charset in email.header.decode_header(str(message.get("subject", "")))
        )
    except (LookupError, ValueError, email.errors.HeaderParseError):
        return None
    return re.sub(r"^(?:\s*(?:re|fw|fwd|转发|回复|答复)\s*[:：])+", "", words, flags=re.I).strip() or None


def _day(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(str(message.get("date", ""))).date().isoformat()
    except (TypeError, ValueError, IndexError):
        return None
