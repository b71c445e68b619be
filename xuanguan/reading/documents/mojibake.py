"""Text that was decoded with the wrong table once, and can be brought back: 鍥涘窛 was 四川, Ëä´¨ was 四川."""

import codecs
import re
from array import array
from collections import Counter

from xuanguan.reading.documents.encodings import SAMPLE, frequent_share
from xuanguan.reading.text import Text

# Western software mixes ISO 8859-1 and Windows-1252: what only the latter has goes back to its byte, all else is the
# byte's own number. (ftfy knows this table too, but takes half a second to load.)
WESTERN = "latin-1"
WINDOWS = str.maketrans({bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0xA0)})
# Which table it was read with, and which one it should have been.
MISTAKES = (
    (WESTERN, "utf-8"),
    (WESTERN, "gb18030"),
    ("gb18030", "utf-8"),
    ("big5hkscs", "utf-8"),
    ("gb18030", "big5hkscs"),
    ("big5hkscs", "gb18030"),
)
CLEARLY_BETTER = 0.3  # true prose has a share of frequent characters of 0.5 or more, mojibake of 0.1 or less
PROSE = 0.35  # between the two
LOST_AT_MOST = 0.2  # share of characters of which a byte was lost on the way
LINE = re.compile(r"[^\n]+")
# A text that is sound as a whole can have such a line from elsewhere.
LATIN_LINE = re.compile(r"[\u0080-\u00ff\u0152-\u0192\u2013-\u2122]{3,}[^\n\u3400-\u9fff]*")
ASCII = re.compile(r"[\x00-\x7f]+")


def repaired(raw: str) -> Text:
    """The text as it was meant, line by line, each character with its place in `raw`; unchanged where it is not
    mojibake. A line is changed when the result is plainly better, or when the mistake of the other lines goes back
    in it without loss (a line of names has no frequent characters). What lost a byte comes back as U+FFFD."""
    lines = list((LINE if _share(raw[:20_000]) < PROSE else LATIN_LINE).finditer(raw))
    mistakes = {match.start(): _mistake(match[0]) for match in lines}
    usual = Counter(mistake for mistake in mistakes.values() if mistake).most_common(1)
    text = Text.of(raw)
    if not usual:
        return text
    parts, done = [], 0
    for match in lines:
        start, end = match.span()
        mistake = mistakes[start] or (usual[0][0] if _goes_back(match[0], *usual[0][0]) else None)
        if mistake:
            parts += [text.slice(done, start), text.slice(start, end).recast(*_decoded(match[0], *mistake))]
            done = end
    return Text.join([*parts, text.slice(done, len(text))])


def _mistake(line: str) -> tuple[str, str] | None:
    """The tables whose exchange makes plain prose of the line."""
    share = _share(line)
    if line.isascii() or share > PROSE:
        return None
    best, found = share + CLEARLY_BETTER, None
    for wrong, right in MISTAKES:
        try:
            string = _bytes(line, wrong).decode(right, "replace")
        except UnicodeError:
            continue
        share = _share(string)
        if share > best and string.count("\ufffd") <= LOST_AT_MOST * len(string):
            best, found = share, (wrong, right)
    return found


def _goes_back(line: str, wrong: str, right: str) -> bool:
    """Whether the line turns into Chinese characters, every one of them, when it is read the other way."""
    try:
        string = ASCII.sub("", _bytes(line, wrong).decode(right))
    except UnicodeError:
        return False
    return _share(line) < PROSE and bool(string) and all(character > "\u2000" for character in string)


def _bytes(line: str, wrong: str) -> bytes:
    return (line.translate(WINDOWS) if wrong == WESTERN else line).encode(wrong)


def _share(words: str) -> float:
    """Figures and signs are in every mojibake as they are; only the rest can tell."""
    sample = ASCII.sub("", words[: 2 * SAMPLE])
    return frequent_share(sample if len(sample) >= SAMPLE else ASCII.sub("", words[:40_000]))


def _decoded(line: str, wrong: str, right: str) -> tuple[str, array]:
    """The line as it was meant; for each character of it (and its end), the index in `line` of its first byte."""
    data = _bytes(line, wrong)
    owner = array("I")
    for index, character in enumerate(line):
        owner.extend([index] * len(_bytes(character, wrong)))
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
