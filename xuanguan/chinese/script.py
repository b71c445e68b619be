"""Between Traditional and Simplified script, without losing the place of any character.

The tables are OpenCC's (t2s, s2t). They treat Hong Kong and Taiwan forms and text that a machine turned into
Traditional (參加 written 蔘加, 審核 written 審覈) alike. Nearly every entry keeps the number of characters, but
not by contract, so a conversion carries a map of offsets.
"""

import re
from array import array
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from opencc import OpenCC

SURROGATE = re.compile("[\ud800-\udfff]")
# OpenCC's phrases never reach over these, so each piece between them can be aligned alone.
PIECE = re.compile(r"[^\n。，、；：！？,;:!?]*[\n。，、；：！？,;:!?]?")
# Forms of Hong Kong that the table t2s does not know: 衞 is 衛, 敍 is 敘.
HONG_KONG = (("衞", "衛"), ("敍", "敘"))
ALIGN_AT_MOST = 400  # characters of one piece compared in detail; the comparison is quadratic


@dataclass(frozen=True, slots=True)
class Conversion:
    """A converted string. `origins` is None where it runs one to one with what was given; else it holds, for
    every character of `string` and for its end, where that begins in what was given (never descending)."""

    string: str
    origins: array | None = None


def to_simplified(text: str) -> str:
    """
    >>> to_simplified("質量發展綱要")
    '质量发展纲要'
    """
    return simplify(text).string


def to_traditional(text: str) -> str:
    """
    >>> to_traditional("质量发展纲要")
    '質量發展綱要'
    """
    return _converter("s2t").convert(_encodable(text))


def to_traditional_print(text: str) -> str:
    """In the forms that are printed today, where the plain table keeps older ones (覈實, 爲).

    >>> to_traditional_print("为自报、待核实")
    '為自報、待核實'
    """
    return _converter("s2tw").convert(_encodable(text))


def simplify(text: str) -> Conversion:
    """The text in Simplified script, with the way back. Half a surrogate pair becomes U+FFFD."""
    given = _encodable(text)
    for form, known in HONG_KONG:  # a table would look every character up, ten times as slow
        given = given.replace(form, known)
    converter = _converter("t2s")
    string = converter.convert(given)
    if len(string) == len(given):
        return Conversion(string)
    return _aligned(given, converter)


@cache
def _converter(table: str) -> OpenCC:
    return OpenCC(table)


def _encodable(text: str) -> str:
    return text if text.isascii() else SURROGATE.sub("\ufffd", text)


def _aligned(given: str, converter: OpenCC) -> Conversion:
    pieces, origins = [], array("I")
    for match in PIECE.finditer(given):
        piece, start = match[0], match.start()
        if not piece:
            continue
        converted = converter.convert(piece)
        pieces.append(converted)
        if len(converted) == len(piece):
            origins.extend(range(start, start + len(piece)))
        else:
            origins.extend(start + place for place in align(piece, converted))
    origins.append(len(given))
    return Conversion("".join(pieces), origins)


def align(before: str, after: str) -> list[int]:
    """For each character of `after`, where it comes from in `before`: equal characters meet, what stands between
    them is shared out in order."""
    if not before:
        return [0] * len(after)
    if max(len(before), len(after)) > ALIGN_AT_MOST:
        return [place * len(before) // len(after) for place in range(len(after))]
    places: list[int] = []
    for _, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if j2 > j1:
            wide = i2 - i1
            places.extend(min(i1 + (j - j1) * wide // (j2 - j1), len(before) - 1) for j in range(j1, j2))
    return places
