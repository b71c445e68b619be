"""The numbers in a written text that say how much: those that a figure should stand behind.

Days, years, document numbers, ordinals, clauses and what stands in 《》 are no such numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xuanguan.chinese.dates import find_dates
from xuanguan.chinese.quantities import find_quantities
from xuanguan.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands. `quantity` carries its measure word where one follows; none in English."""

    start: int
    end: int
    text: str
    quantity: Quantity


_NO_AMOUNT = re.compile(
    r"《[^》]{0,80}》|〔\d{4}〕\s*(?:第\s*)?\d+\s*号|第\s*[\d一二三四五六七八九十百]+|\d{4}\s*[-—–至~]\s*\d{2,4}\s*年|\d{4}-\d\d-\d\d|"
    r"\b\d{1,2}\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?:\s+\d{4})?|"
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?:\s+\d{1,2}\b)?(?:,?\s+\d{4}\b)?|"
    r"\b(?:19|20)\d\d\b(?!\s*[个场次份册人名项家户万余多])|[A-Za-z][\w.]*\d[\w.]*|GB/T\s*\d+(?:-\d+)?|https?://\S+|\d+\s*[.、](?=\s|[^\d])|(?:电话|Tel\.?)[:：]?\s*[\d\-]+")
_BARE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def numbers_in(text: str, *, written: str | None = None) -> Iterator[Number]:
    """Left to right, without overlaps. `written`: the day of the text, ISO, for 今年 and the like.

    >>> [n.text for n in numbers_in("2012年3月，全省14个市州举办讲座100余场，发放《质量发展纲要(2011-2020年)》近5万册。")]
    ['14个', '100余场', '近5万册']
    >>> [n.text for n in numbers_in("By 25 May 2012, 14 of 21 prefectures held 1,200 lectures.")]
    ['14', '21', '1,200']
    """
    taken = [*((m.start(), m.end()) for m in _NO_AMOUNT.finditer(text)), *((m.start, m.end) for m in find_dates(text, written))]
    found = [
        Number(one.start, one.end, text[one.start:one.end], one.quantity) for one in find_quantities(text)
        if one.quantity.unit not in _OF_TIME and not _overlaps(one.start, one.end, taken)]
    taken += [(one.start, one.end) for one in found]
    found += [
        Number(match.start(), match.end(), match[0], Quantity(Decimal(match[0].replace(",", "")))) for match in _BARE.finditer(text)
        if not _overlaps(match.start(), match.end(), taken)]
    yield from sorted(found, key=lambda one: one.start)


# 三年, 两天, 10点: how long or when, not how much.
_OF_TIME = {"年", "月", "日", "号", "时", "点", "分", "秒", "周", "周年", "个月", "天", "岁", "级", "届"}


def _overlaps(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in taken)
