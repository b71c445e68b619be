"""Numbers with their marks and measure words in running text: 近1400余份, 上百场, 80人余次, 不少于1万份."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xuanguan.chinese.numerals import NUMERAL, NotANumeral, format_numeral, parse_numeral
from xuanguan.quantities import Qualifier, Quantity

# Longer first. 人次 and its slips (人余次, 人/次, 余人次) are one measure: attendances.
MEASURE_WORDS = tuple(sorted((
    "人次", "人/次", "人天", "场次", "节次", "堂次", "大类", "场/次", "台次", "台(次)", "辆次", "车次", "件次", "项次", "户次", "件套",  "台件", "台套", "条次", "人份", "张次", "批次", "班次", "家次", "轮次", "篇次",
    "个次", "篇幅", "篇(条)", "条(次)", "场(次)", "份(册)", "课时", "人", "名", "位", "个", "份", "册", "本", "张", "套", "单", "页", "条", "幅",
    "块", "面", "处", "家", "所", "户", "场", "次", "期", "课", "节", "堂", "讲", "篇", "部", "集", "支", "组", "队", "辆", "台", "件", "项",
    "种", "类", "批", "起", "款", "道", "题", "版", "则", "段", "盒", "把", "只", "顶", "枚", "袋", "瓶", "箱", "包", "桶", "株", "片", "粒", "卷", "床", "头", "副", "例", "宗", "笔", "座", "间", "班",
    "余人", "盘", "字", "首", "手", "届", "轮", "路", "亩", "岁", "天", "年", "元", "余元", "级", "小时", "分钟", "公里", "米", "克", "吨", "%",
    "个月", "周年", "周", "日", "月", "时", "分", "号", "倍", "毫米", "厘米", "千克", "度", "秒", "层", "点", "伏", "平方米", "平方公里", "千瓦",
), key=len, reverse=True))
# Nouns that are counted without a measure word: 三部门, 15万用户, 3000余手机用户.
COUNTED_NOUNS = ("手机用户", "用户", "部门", "单位", "职工", "群众", "学生", "师生", "党员", "干部", "市民", "居民", "村民", "乡镇", "社区",
                 "企业", "市州", "区县", "县区", "人员", "网民", "网友", "粉丝", "观众", "听众", "学员", "粉丝", "业主", "商户", "市局", "县局", "学校", "村居")
FLOOR = ("不少于", "不低于", "不下", "至少", "超过", "突破", "超", "逾", "过", "上")
CEILING = ("不超过", "不到", "不足", "至多", "最多", "不高于", "不多于")
ROUGH = ("大约", "约有", "约为", "将近", "接近", "大概", "约", "近")
SILENT = ("高达", "多达", "达到", "共计", "总计", "合计", "累计", "已达", "达")

# A single character is a mark only where it is no part of a word: 预约260人, 线上12场, 通过3家.
_GUARDS = {"约": "(?<![预大节邀签公条契合和违制盟特])约", "近": "(?<![附最邻])近", "过": "(?<![通经超])过", "上": "上"}
_BEFORE = "|".join(
    _GUARDS.get(word, word) for word in sorted((*FLOOR, *CEILING, *ROUGH, *SILENT), key=len, reverse=True)
)
_UNITS = "|".join(map(re.escape, (*COUNTED_NOUNS, *MEASURE_WORDS)))
# The marks before a number are read backwards from it, so that a text is scanned only for its numerals.
_MARKS = re.compile(rf"(?:(?:{_BEFORE}) ?){{1,3}}$")
_LONGEST_MARKS = 8
_NUMBER = re.compile(
    rf"(?P<number>{NUMERAL})(?P<more>[余多几来])?(?P<scale>[十百千]?[万亿]|[百千])?(?P<more2>[余多])? ?"
    rf"(?:(?P<slip>人[余多]次|人/次)|(?P<unit>{_UNITS})(?:（[册份本套张副件台次条处个支只幅辆人]）)?|(?P<bare>\+|(?=[，。；、！)）\n]|$)))"
    r"(?P<after>以上|以内|以下|左右|上下|之多|余)?",
    re.ASCII,
)
_ORDINAL = re.compile(r"(?:第|[A-Za-z.\-—·:/]|\d)$", re.ASCII)
# 点击量21.3万, 参训人数达1200: what is counted stands before the number and no measure word follows.
_COUNTED_BEFORE = re.compile(
    r"(?:量|数|人次|件次|粉丝|用户|关注|受众)(?:均|也|已|共|约|近|达到?|超过?|逾|突破|破|为|累计|计|高达|多达|总计|合计|[：: ]){0,3}$"
)
_VAGUE = re.compile(r"[数几好多半]$")


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity and where it stands (`start`, `end`): the shortest text with number, marks and measure word."""

    start: int
    end: int
    quantity: Quantity
    words: str  # the numeral itself, so that a caller can tell 三 from 3


def find_quantities(text: str) -> Iterator[Found]:
    """Every quantity in the text, left to right; ordinals (第45个) and vague counts (数百份) are passed over.

    >>> [(f.quantity.value, str(f.quantity.qualifier), f.quantity.unit) for f in find_quantities("发放近1400余份，接待80人余次")]
    [(Decimal('1400'), 'about', '份'), (Decimal('80'), 'at_least', '人次')]
    """
    last = 0
    for match in _NUMBER.finditer(text):
        found = _read(match, text, last)
        if found is not None:
            last = found.end
            yield found


def parse_quantity(text: str) -> Quantity:
    """The one quantity that the whole text is.

    >>> parse_quantity("不少于1万份")
    Quantity(value=Decimal('10000'), qualifier=<Qualifier.AT_LEAST: 'at_least'>, unit='份')
    """
    words = text.strip()
    found = next(find_quantities(words), None)
    if found is None or (found.start, found.end) != (0, len(words)):
        raise NotANumeral(text)
    return found.quantity


def format_quantity(quantity: Quantity) -> str:
    """The way the field writes it: 130余场, 约5万册, 不超过20人; round numbers of ten thousand with 万.

    >>> format_quantity(Quantity(Decimal(50000), Qualifier.ABOUT, "册"))
    '约5万册'
    """
    number = format_numeral(quantity.value, style="mixed")
    if quantity.qualifier is Qualifier.AT_LEAST:
        # 余 belongs after a round number: 37余人 reads oddly, 超过37人 does not
        fits = quantity.value >= 10 and quantity.value % 10 == 0
        return f"{number}余{quantity.unit}" if fits else f"超过{number}{quantity.unit}"
    mark = {Qualifier.EXACT: "", Qualifier.ABOUT: "约", Qualifier.AT_MOST: "不超过"}[quantity.qualifier]
    return f"{mark}{number}{quantity.unit}"


def _read(match: re.Match[str], text: str, last: int) -> Found | None:
    """One match as a quantity; marks before it are looked for no further back than `last`."""
    number_start, end = match.span()
    number = match["number"]
    if match["bare"] is not None and not _COUNTED_BEFORE.search(text, max(last, number_start - 12), number_start):
        return None
    marks = _MARKS.search(text, max(last, number_start - _LONGEST_MARKS), number_start)
    before, start = (marks[0], marks.start()) if marks else ("", number_start)
    if before in ("上", "过") and number[0] not in "百千万":
        before, start = "", number_start  # 线上12场, 通过3家
    if not before and _ORDINAL.search(text, max(0, start - 1), start):
        return None
    if number[0] in "十百千万亿" and _VAGUE.search(text, max(0, start - 1), start):
        return None  # 数百份, 几十场
    if not before and start and text[start - 1] == "各":
        start -= 1
    more = match["more"] or match["more2"]
    bare = number in ("百", "千", "万", "十", "亿")
    if bare and not more and not any(w in before for w in (*FLOOR, *ROUGH)):
        return None  # 百名律师, 万人签名: a figure of speech, not a count
    if number == "一" and not more and not match["scale"]:
        return None  # 一场 is an article
    try:
        value = parse_numeral(number + (match["scale"] or ""))
    except NotANumeral:
        return None
    after = match["after"] or ""
    if after == "余" and not match["slip"]:
        after, end = "", match.end() - 1
    unit = "人次" if match["slip"] else (match["unit"] or "")
    slip = bool(match["slip"]) and "/" not in match["slip"]
    marked_floor = bool(before) and any(w in before for w in FLOOR)
    floor = bool(more) or slip or after in ("以上",) or marked_floor or match["bare"] == "+"
    ceiling = after in ("以内", "以下") or (bool(before) and any(w in before for w in CEILING))
    if ceiling and not more:
        floor = False
    rough = match["more"] == "来" or after in ("左右", "上下") or (bool(before) and any(w in before for w in ROUGH))
    if rough:
        qualifier = Qualifier.ABOUT
    elif ceiling:
        qualifier = Qualifier.AT_MOST
    else:
        qualifier = Qualifier.AT_LEAST if floor else Qualifier.EXACT
    if before and not any(word in before for word in (*FLOOR, *CEILING, *ROUGH)):
        start = number_start  # 达100多场: 达 changes nothing and is no part of the number
    return Found(start, end, Quantity(Decimal(value), qualifier, unit), number)
