"""Text that was decoded with the wrong table once, and can be brought back: 鍥涘窛 was 四川, Ëä´¨ was 四川."""

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
CHARACTER = re.compile(r"[^\n]+")


def repaired(raw: str) -> Text:
    """The text as it was meant, line by line, each character with its place in `raw`; unchanged where it is not
    mojibake. A line is only changed when every character of it goes back and the result is plainly better."""
    text = Text.of(raw)
    sample = raw[:20_000]
    if frequent_share(sample) > 0.35:
        return text
    edits, origins = [], {}
    for match in CHARACTER.finditer(raw):
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
            string = line.encode(wrong).decode(right)
        except UnicodeError:
            continue
        share = frequent_share(string)
        if share > best:
            best, found = share, (string, wrong, right)
    if not found:
        return None
    string, wrong, right = found
    return string, _places(line, wrong, string, right)


def _places(line: str, wrong: str, string: str, right: str) -> array:
    """For each character of `string` (and its end), the index in `line` of the byte it begins with."""
    byte_owner = array("I")
    for index, character in enumerate(line):
        byte_owner.extend([index] * len(character.encode(wrong)))
    byte_owner.append(len(line))
    places, position = array("I"), 0
    for character in string:
        places.append(byte_owner[min(position, len(byte_owner) - 1)])
        position += len(character.encode(right))
    places.append(len(line))
    return places


def _applied(text: Text, edits: list[tuple[int, int, str]], origins: dict[int, array]) -> Text:
    parts, done = [], 0
    for start, end, string in edits:
        parts.append(text.slice(done, start))
        parts.append(text.slice(start, end).recast(string, origins[start]))
        done = end
    return Text.join([*parts, text.slice(done, len(text))]) if edits else text
