"""Tells what kind of file it is, by its first bytes, and reads it."""
from xuanguan.policies.parsing import errors
from xuanguan.policies.parsing.markdown import read_markdown
from xuanguan.policies.parsing.values import ParsedPolicy
from xuanguan.policies.parsing.word import read_word

MEGABYTES = 20
# A law of 1,000 articles has some 0.5 MB of text.
TEXT_MEGABYTES = 2
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_TEXT_ENDINGS = (".md", ".markdown", ".txt")


def read_policy(data: bytes, name: str) -> ParsedPolicy:
    """The policy in these bytes; `name` is used in sentences. Raises UnreadablePolicy."""
    if not data.strip():
        raise errors.empty(name)
    if len(data) > MEGABYTES * 1_000_000:
        raise errors.huge(name, MEGABYTES)
    if data.startswith(_OLE) or name.lower().endswith((".doc", ".wps")):
        raise errors.legacy_word(name)
    if data.startswith(_ZIP):
        return read_word(data, name)
    if name.lower().endswith(".docx"):
        raise errors.damaged(name)
    if (b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))) or not name.lower().endswith(_TEXT_ENDINGS):
        raise errors.wrong_kind(name)
    if len(data) > TEXT_MEGABYTES * 1_000_000:
        raise errors.huge(name, TEXT_MEGABYTES)
    return read_markdown(text_of(data, name), name)


def text_of(data: bytes, name: str) -> str:
    """The text, whether it was saved as UTF-8, UTF-16 or GB18030 (Windows' editors still do)."""
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise errors.encoding(name)
