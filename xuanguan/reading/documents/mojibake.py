"""Text that was decoded with the wrong table once, and can be brought back: 鍥涘窛 was 四川, Ëä´¨ was 四川."""

import codecs
import re
from array import array

import ftfy.bad_codecs  # noqa: F401  registers sloppy-windows-1252, which real mojibake needs

from xuanguan.reading.documents.encodings import frequent_share
from xuanguan.reading.text import Text

# Which table it was read with, and which one it should have been.
MISTAKES = (
    ("sloppy-windows-1252", "utf-8"),
    ("latin-1", "utf-8"),
    ("latin-1", "gb18030"),
    ("sloppy-windows-1252", "gb18030"),
    ("gb18030", "utf-8"),
    ("big5hkscs", "utf-8"),
    ("gb18030", "big5hkscs"),
    ("big5hkscs", "gb18030"),
)
CLEARLY_BETTER = 0.3  # true prose has a share of frequent characters of 0.5 or more, mojibake of 0.1 or less
LOST_AT_MOST = 0.2  # share of characters of which a byte was lost on the way
LINE = re.compile(r"[^\n]+")


def repaired(raw: str) -> Text:
    """The text as it was meant, line by line, each character with its place in `raw`; unchanged where it is not
    mojibake. A line is only changed when the result is plainly better; a character
    that lost a byte comes back as U+FFFD."""
    text = Text.of(raw)
    sample = raw[:20_000]
    if frequent_share(sample) > 0.35:
        return text
    edits, origins = [], {}
    for match in LINE.finditer(raw):
        found = _undone(match[0])
        if found:
            string, places = found
            edits.append((match.start(), match.end(), string))
            origins[match.start()] = places
    return _applied(text, edits, origins)


def _undone(line: str) -> tuple[str, array] | None:
    if line.isascii() or frequent_share(line) > 0.35:
        return None
    best, found = frequent_share(line) + CLEARLY_BETTER, None
    for wrong, right in MISTAKES:
        try:
            data = line.encode(wrong)
        except UnicodeError:
            continue
        string = data.decode(right, "replace")
        share = frequent_share(string)
        if share > best and string.count("\ufffd") <= LOST_AT_MOST * len(string):
            best, found = share, (data, wrong, right)
    return _decoded(line, *found) if found else None


def _decoded(line: str, data: bytes, wrong: str, right: str) -> tuple[str, array]:
    """The line as it was meant; for each character of it (and its end), the index in `line` of its first byte."""
    owner = array("I")
    for index, character in enumerate(line):
        owner.extend([index] * len(character.encode(wrong)))
    decoder = codecs.getincrementaldecoder(right)("replace")
    pieces, places, begun = [], array("I"), 0
    for position in range(len(data) + 1):
        last = position == len(data)
        piece = decoder.decode(b"" if last else data[position : position + 1], last)
        if piece:
            pieces.append(piece)
            places.extend([owner[min(begun, len(owner) - 1)]] * len(piece))
            begun = position + 1
    places.append(len(line))
    return "".join(pieces), places


def _applied(text: Text, edits: list[tuple[int, int, str]], origins: dict[int, array]) -> Text:
    parts, done = [], 0
    for start, end, string in edits:
        parts.append(text.slice(done, start))
        parts.append(text.slice(start, end).recast(string, origins[start]))
        done = end
    return Text.join([*parts, text.slice(done, len(text))]) if edits else text
