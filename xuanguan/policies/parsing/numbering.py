"""The numbers that clauses begin with, and their rank: 第一章 stands above 第一条, 一、 above （一） above 1. above （1）."""
import re
from dataclasses import dataclass

from xuanguan.chinese.numerals import NotANumeral, parse_numeral

_HAN = "[一二三四五六七八九十百零〇]+"
_DIGITS = "[0-9０-９]+"
_GAP = r"[\s\u3000]*"


@dataclass(frozen=True, slots=True)
class Number:
    """A clause's number: as printed, its value, and its rank (small is high). `path` is set where the number is absolute (1.2.3)."""

    printed: str
    value: int
    rank: int
    path: tuple[int, ...] = ()

    @property
    def is_article(self) -> bool:
        """第十二条: its text stands on its own line, often without a heading."""
        return self.rank == ARTICLE


PART, CHAPTER, SECTION, ARTICLE = 0, 1, 2, 3
# Name, pattern, rank. The first that fits is taken. 目 and 款 are cited, never printed as numbers.
RULES: list[tuple[str, re.Pattern[str], int]] = [
    ("part", re.compile(rf"第({_HAN}|{_DIGITS})编"), PART),
    ("chapter", re.compile(rf"第({_HAN}|{_DIGITS})[章]"), CHAPTER),
    ("section", re.compile(rf"第({_HAN}|{_DIGITS})节"), SECTION),
    ("article", re.compile(rf"第({_HAN}|{_DIGITS})条"), ARTICLE),
    ("English part", re.compile(r"Part (\d+)\.?(?=\s|$)", re.I), PART),
    ("English chapter", re.compile(r"Chapter (\d+)\.?(?=\s|$)", re.I), CHAPTER),
    ("English section", re.compile(r"Section (\d+)\.?(?=\s|$)", re.I), SECTION),
    ("English article", re.compile(r"Article (\d+)\.?(?=\s|$)", re.I), ARTICLE),
    ("Chinese", re.compile(rf"({_HAN})、"), 4),
    ("Chinese in brackets", re.compile(rf"[（(]({_HAN})[）)]"), 5),
    # 1.2 and 1.2.3, not the amounts 1.5万 and 2.5元.
    ("decimal", re.compile(r"(\d+(?:\.\d+)+)\.?(?=\s|$|[^\d.%％万亿千百余多个元倍米吨亩年月人])"), 6),
    ("digit", re.compile(rf"({_DIGITS})(?:[.．、](?!\d))"), 6),
    ("digit in brackets", re.compile(rf"[（(]({_DIGITS})[）)]"), 7),
]
# Ordinals above this are years, amounts or page numbers, not clauses.
HIGHEST = 400


def number_of(line: str) -> tuple[Number, str] | None:
    """The number that a line begins with, and the rest of the line; None where it begins with none.

    >>> number_of("（三）发展目标")
    (Number(printed='（三）', value=3, rank=5, path=()), '发展目标')
    >>> number_of("第十二条　外科手消毒的步骤")[0].value
    12
    >>> number_of("2012年是关键的一年") is None
    True
    """
    line = line.strip()
    for name, pattern, rank in RULES:
        if not (match := pattern.match(line)):
            continue
        rest = re.sub(rf"^{_GAP}", "", line[match.end():])
        if name == "decimal":
            path = tuple(int(part) for part in match[1].split("."))
            return (Number(match.group(), path[-1], rank + len(path) - 2, path), rest) if max(path) <= HIGHEST and path[-1] else None
        try:
            value = int(parse_numeral(match[1]))
        except NotANumeral:
            return None
        return (Number(match.group(), value, rank), rest) if 0 < value <= HIGHEST else None
    return None
