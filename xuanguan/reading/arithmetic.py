"""Numbers of one text that do not add up, reported gently and with the working.

It helps the writer before the reader finds it: a published report prints −65.3 % beside counts of 91 and 39, which give
−57.1 %. Rounded and qualified numbers (余, 近) are never held against their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from xuanguan.chinese.quantities import Found
from xuanguan.quantities import Qualifier, plain
from xuanguan.reading.claims import Claim, Doubt
from xuanguan.reading.tokens import Page, Sentence

# Printed percentages are rounded to one digit after the point at best; half a point is never a mistake of arithmetic.
TOLERANCE = Decimal("0.6")
_CHANGE = re.compile(
    r"(?P<way>增长|上升|增加|提高|提升|下降|减少|降低|回落|下滑)了?(?:约|近|达)?(?P<percent>\d+(?:\.\d+)?)%"
)
_COMPARED = re.compile(r"同比|去年|上年|同期|环比|比上|上月|此前|(?:由|从)[^，。；]{0,14}(?:到|至|为)")
_SHARE = re.compile(r"占(?:比|总数的?|全部[^，。；]{0,6}的?|[^，。；\d]{0,10}的)?(?:达|约)?(?P<percent>\d+(?:\.\d+)?)%")
_SUM = re.compile(r"(?:共计?|合计|总计|总共)$")
# What follows is another number's: 其中甲5人、乙3人，比上年（9人）减少1人.
_NO_MORE_PARTS = re.compile(r"；|，(?:比|与|较|同比|环比|另有|另外|此外)")
# 120家企业中，已有130家签约; 应到30人，实到35人: the second is some of the first.
_AMONG = re.compile(r"(?:的)?[^，。；、\d]{0,10}(?:中|里|当中|之中)，?(?:有|已|已有|共|共有|仅有|只有)?(?:约|近)?$|[^，。；\d]{0,8}，实(?:到|际|有)[^，。；\d]{0,6}$")
_DUE = re.compile(r"(?:应|计划)[^，。；\d]{0,6}$")
_WORTH_CHECKING = re.compile("其中|%|共|合计|总计|中，|中有|中已|里有|实到|实际")
_DOWN = {"下降", "减少", "降低", "回落", "下滑"}


def doubts(page: Page, claims: tuple[Claim, ...]) -> tuple[Doubt, ...]:
    """Everything in the text that does not add up, in its order."""
    found: list[Doubt] = []
    for paragraph in page.paragraphs:
        for sentence in paragraph.sentences:
            if not _WORTH_CHECKING.search(page.mask, sentence.start, sentence.end):
                continue
            numbers = [f for atom in sentence.atoms for f in atom.quantities]
            found += _parts_of(page, sentence, numbers)
            found += _stated_sum(page, numbers)
            found += _change(page, sentence, numbers)
            found += _share(page, sentence, numbers)
            found += _some_of(page, numbers)
    found += _twice(claims)
    return tuple(found)


def _kind(found: Found) -> str:
    """人, 名 and 位 all count persons; attendances (人次) stay apart."""
    return "人" if found.quantity.unit in ("人", "名", "位") else found.quantity.unit


def _exact(numbers: list[Found]) -> bool:
    return all(f.quantity.qualifier is Qualifier.EXACT for f in numbers)


def _parts_of(page: Page, sentence: Sentence, numbers: list[Found]) -> Iterator[Doubt]:
    """N人，其中A人、B人: parts may be fewer than the whole, never more."""
    mark = page.mask.find("其中", sentence.start, sentence.end)
    if mark < 0:
        return
    ends = _NO_MORE_PARTS.search(page.mask, mark, sentence.end)
    stop = ends.start() if ends else sentence.end
    parts_all = [f for f in numbers if mark < f.start < stop]
    for whole in reversed([f for f in numbers if f.end <= mark]):
        parts = [f for f in parts_all if _kind(f) == _kind(whole)]
        if not parts:
            continue
        total = sum((f.quantity.value for f in parts), Decimal(0))
        ceiling = whole.quantity.highest
        if ceiling is not None and total > ceiling and all(f.quantity.lowest is not None for f in parts):
            yield _doubt("parts_exceed_whole", [whole, *parts],
                         f"the parts {_join(parts)} give {plain(total)}, more than the whole {plain(whole.quantity.value)}",
                         f"各部分{_join(parts)}合计{plain(total)}，超过总数{plain(whole.quantity.value)}")
        return


def _stated_sum(page: Page, numbers: list[Found]) -> Iterator[Doubt]:
    """A篇、B篇，共C篇: a stated sum right behind its parts must be their sum."""
    for index, whole in enumerate(numbers):
        if not _SUM.search(page.mask, max(0, whole.start - 3), whole.start):
            continue
        parts: list[Found] = []
        for before in reversed(numbers[:index]):
            if _kind(before) != _kind(whole) or page.mask[before.end : whole.start].count("，") > 1 + len(parts):
                break
            parts.insert(0, before)
        if len(parts) >= 2 and _exact([*parts, whole]):
            total = sum((f.quantity.value for f in parts), Decimal(0))
            if total != whole.quantity.value:
                yield _doubt("parts_do_not_sum", [*parts, whole],
                             f"{_join(parts)} give {plain(total)}, the text says {plain(whole.quantity.value)}",
                             f"{_join(parts)}相加为{plain(total)}，文中写作{plain(whole.quantity.value)}")


def _change(page: Page, sentence: Sentence, numbers: list[Found]) -> Iterator[Doubt]:
    """由A件降至B件，下降P%: the percentage follows from the two counts, whichever came first."""
    for match in _CHANGE.finditer(page.mask, sentence.start, sentence.end):
        if not _COMPARED.search(page.mask, sentence.start, match.end()):
            continue
        before = [f for f in numbers if f.end <= match.start() and f.quantity.unit != "%"][-2:]
        if len(before) < 2 or _kind(before[0]) != _kind(before[1]) or not _exact(before):
            continue
        a, b = before[0].quantity.value, before[1].quantity.value
        stated = Decimal(match["percent"])
        down = match["way"] in _DOWN
        high, low = max(a, b), min(a, b)
        if not low:
            continue
        base = high if down else low
        follows = (high - low) / base * 100
        if abs(follows - stated) > TOLERANCE:
            sign, shown = ("−" if down else "+"), follows.quantize(Decimal("0.1"))
            yield Doubt("percentage_does_not_follow",
                        f"{plain(high)} and {plain(low)} give {sign}{shown} %, the text says {sign}{plain(stated)} %",
                        f"由{plain(base)}和{plain(low if down else high)}计算为{sign}{shown}%，文中写作{sign}{plain(stated)}%",
                        (*tuple((f.start, f.end) for f in before), (match.start(), match.end())))


def _share(page: Page, sentence: Sentence, numbers: list[Found]) -> Iterator[Doubt]:
    """N家，…A家，占P%: the share follows from part and whole."""
    for match in _SHARE.finditer(page.mask, sentence.start, sentence.end):
        before = [f for f in numbers if f.end <= match.start() and f.quantity.unit != "%"]
        if len(before) < 2 or _kind(before[-1]) != _kind(before[-2]) or not _exact(before[-2:]):
            continue
        whole, part = before[-2].quantity.value, before[-1].quantity.value
        if not whole:
            continue
        follows, stated = part / whole * 100, Decimal(match["percent"])
        if part > whole:
            yield _doubt("part_exceeds_whole", before[-2:], f"{plain(part)} of {plain(whole)}", f"{plain(whole)}中的{plain(part)}")
        elif abs(follows - stated) > TOLERANCE:
            shown = follows.quantize(Decimal("0.1"))
            yield _doubt("share_does_not_follow", before[-2:],
                         f"{plain(part)} of {plain(whole)} is {shown} %, the text says {plain(stated)} %",
                         f"{plain(part)}占{plain(whole)}的{shown}%，文中写作{plain(stated)}%")


def _some_of(page: Page, numbers: list[Found]) -> Iterator[Doubt]:
    """X of Y with X > Y: 120家企业中，已有130家签约."""
    for whole, part in pairwise(numbers):
        words = page.mask[whole.end : part.start]
        among = _AMONG.fullmatch(words)
        if not among or _kind(whole) != _kind(part) or _kind(part) == "个" or "其中" in words:
            continue
        if "实" in words and not _DUE.search(page.mask, max(0, whole.start - 8), whole.start):
            continue
        most, least = whole.quantity.highest, part.quantity.lowest
        if most is not None and least is not None and least > most:
            yield _doubt("part_exceeds_whole", [whole, part],
                         f"{plain(part.quantity.value)} of {plain(whole.quantity.value)}", f"{plain(whole.quantity.value)}中的{plain(part.quantity.value)}")


def _twice(claims: tuple[Claim, ...]) -> Iterator[Doubt]:
    """The same number of the same kind by the same actors in two places may be one deed told twice."""
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        for measure in claim.measures:
            if measure.quantity.value < 20:
                continue  # small numbers repeat by chance
            key = (claim.activity, measure.name, measure.quantity.value, measure.quantity.unit, claim.actors)
            first = seen.setdefault(key, claim)
            if first.id != claim.id:
                other = next(m for m in first.measures if m.name == measure.name and m.quantity.value == measure.quantity.value)
                yield Doubt("perhaps_counted_twice",
                            f"{measure.text} stands in two places of the text; it may be counted twice",
                            f"“{measure.text}”在文中出现两处，可能重复计算",
                            ((other.start, other.end), (measure.start, measure.end)), (first.id, claim.id))


def _doubt(code: str, numbers: list[Found], working: str, working_zh: str) -> Doubt:
    return Doubt(code, working, working_zh, tuple((f.start, f.end) for f in numbers))


def _join(parts: list[Found]) -> str:
    return " + ".join(plain(f.quantity.value) for f in parts)
