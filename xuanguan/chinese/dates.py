"""Dates and intervals in running text: 9月1日至30日, 今年以来, 截至目前, 上半年, 9月上旬 ↔ ISO dates and intervals.

A year that is not written comes from the day the text was written (`written`, ISO, or None when nobody knows).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from xuanguan.chinese.numerals import parse_numeral


class Form(StrEnum):
    """What a mention of time does to the sentence it stands in."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"
    SINCE = "since"            # from a day to the day of writing
    UNTIL = "until"            # 截至11月20日: closes a period that began elsewhere
    UNTIL_NOW = "until_now"    # 截至目前: the same, with the day of writing
    SAME_DAY = "same_day"      # 当天, 同日: the day spoken of
    UNKNOWN = "unknown"        # 近日, 此前: a time that the text does not tell


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: where it stands, what it does, and its ISO date, month, year or interval `a/b` (None if unknown)."""

    start: int
    end: int
    form: Form
    iso: str | None


_Y = r"(?:(?P<{p}y>\d{{4}}年|[一二][〇○零一二三四五六七八九]{{3}}年|今年|去年|明年|当年)(?:的)?)?"
_M = r"(?P<{p}m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_D = _Y + _M + r"月(?P<{p}d>[12]\d|3[01]|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
_FIRST, _LAST = _D.format(p="a"), _D.format(p="b")
_TO = r"[ ]?(?:至|到|-|—+|~|～|–)[ ]?"
_MONTH = _Y + _M + r"月(?:份)?"
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("until_now", r"截[至止](?:到)?(?:目前|现在|当前|今日|今天|日前|发稿时?)|到目前为止|迄今"),
    ("until", rf"截[至止](?:到)?{_FIRST.replace('?P<a', '?P<u')}"),
    ("until_month", rf"截[至止](?:到)?{_MONTH.format(p='v')}[底末]?"),
    ("days", rf"{_FIRST}{_TO}(?:{_LAST}|(?P<c>[12]\d|3[01]|0?[1-9])[日号])"),
    ("since_day", rf"{_FIRST.replace('?P<a', '?P<s')}(?:以来|起至今|至今)"),
    ("day", _FIRST.replace("?P<a", "?P<e")),
    ("months", rf"{_MONTH.format(p='f')}?{_TO}{_MONTH.format(p='g')}"),
    ("since_month", rf"{_MONTH.format(p='h')}以来"),
    ("part", rf"{_MONTH.format(p='i')}[ ]?(?P<tenday>上旬|中旬|下旬|初|底|末|以前|起)?"),
    ("since_year", r"(?:今年|本年|(?P<jy>\d{4})年)(?:以来|至今|初以来)"),
    ("half", r"(?:(?P<ky>\d{4}年|今年|去年)(?:的)?)?(?P<span>上半年|下半年|[第]?[一二三四]季度|前三季度)"),
    ("year", r"(?P<ly>\d{4})年(?!以来)(?:度|全年)?|全年|今年全年|去年"),
    ("same_day", r"当[天日]|同[日天]|即日|当[天日](?:上午|下午|晚上)"),
    ("since_then", r"(?:开展|启动|实施|施行|印发|发布)?以来"),
    ("unknown", r"近日|日前|近期|前期|此前|近年来|前不久|不久前|早前|连日来|历年|多年来"),
)
# The first characters decide whether any pattern can begin here: nearly all positions, counts of things among them,
# are passed over at once.
_STARTS = (
    r"[0-9]{1,4}[年月]|[一二三四五六七八九十][〇○零一二三四五六七八九十]{0,3}[年月季]|[今去明本历]年|当[天日年]|截[至止]|"
    r"到|迄今|[上下]半年|第[一二三四]季|前[期三不]|全年|同[日天]|即日|(?:开展|启动|实施|印发|发布)?以来|近[日期年]|此前|"
    r"不久前|早前|连日来|多年来"
)
_DATES = re.compile(
    f"(?={_STARTS})(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS) + ")", re.ASCII
)
# 7月15日施行, 8月底前: the birthday of a law or a deadline, not the day of a deed
_NO_DEED = re.compile(
    r"(?:\(?之?[前后]?)?(?:起)?(?:正式)?(?:施行|生效|实施|颁布|通过|设立)|同期|前夕|之前|前完成|前(?=[，。])|底前|"
    r"前后?$"
)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?$")


def find_dates(text: str, written: str | None) -> Iterator[Mention]:
    """Every mention of time, left to right.

    >>> [m.iso for m in find_dates("9月1日至30日，今年以来，6月上旬", "2020-10-16")]
    ['2020-09-01/2020-09-30', '2020-01-01/2020-10-16', '2020-06']
    """
    for match in _DATES.finditer(text):
        mention = _read(match, written)
        if mention is not None:
            yield mention


def parse_date(text: str, written: str | None = None) -> str | None:
    """The ISO date or interval of one mention that is the whole text; None where it names no date.

    >>> parse_date("2012年5月25日"), parse_date("6月至8月", "2012-10-01")
    ('2012-05-25', '2012-06-01/2012-08-31')
    """
    match = _DATES.fullmatch(text.strip())
    mention = _read(match, written) if match else None
    return mention.iso if mention else None


def format_date(iso: str) -> str:
    """The Chinese wording of an ISO date, month, year or interval.

    >>> format_date("2012-05-25"), format_date("2012-06"), format_date("2012-06-01/2012-06-03")
    ('2012年5月25日', '2012年6月', '2012年6月1日至2012年6月3日')
    """
    if "/" in iso:
        first, last = iso.split("/")
        return f"{format_date(first)}至{format_date(last)}"
    parts = iso.split("-")
    return "".join(f"{int(part)}{name}" for part, name in zip(parts, "年月日", strict=False))


def names_a_deed(text: str, end: int) -> bool:
    """Whether a date that ends here dates something done, not a law's birthday or a deadline (7月15日施行, 8月底前)."""
    return not _NO_DEED.match(text, end, min(len(text), end + 12))


def _read(match: re.Match[str], written: str | None) -> Mention | None:
    kind = match.lastgroup or ""
    for name, _ in _PATTERNS:
        if match[name] is not None:
            kind = name
            break
    form, iso = _VALUES[kind](match, written)
    return Mention(match.start(), match.end(), form, iso)


def _year(word: str | None, month: int | None, written: str | None) -> int | None:
    if word and word not in ("今年", "去年", "明年", "当年"):
        return _number(word[:4])
    if written is None:
        return None
    year, now = int(written[:4]), int(written[5:7]) if len(written) >= 7 else 12
    if word == "去年":
        return year - 1
    if word == "明年":
        return year + 1
    # a text of January that says 12月 means last December; one month ahead may still be this year's plan
    return year - 1 if month is not None and word is None and month > now + 2 else year


def _number(digits: str) -> int:
    return int(digits) if digits.isascii() else int(parse_numeral(digits))


def _day(match: re.Match[str], p: str, written: str | None) -> str | None:
    month, day = _number(match[f"{p}m"]), _number(match[f"{p}d"])
    year = _year(match[f"{p}y"], month, written)
    if year is None or day > monthrange(max(year, 1), month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}"


def _month(match: re.Match[str], p: str, written: str | None) -> str | None:
    month = _number(match[f"{p}m"])
    year = _year(match[f"{p}y"], month, written)
    return None if year is None else f"{year:04}-{month:02}"


def _interval(first: str | None, last: str | None) -> str | None:
    return f"{first}/{last}" if first and last else None


def _days(match: re.Match[str], written: str | None) -> tuple[Form, str | None]:
    first = _day(match, "a", written)
    if first is None:
        return Form.INTERVAL, None
    if match["c"]:
        last = f"{first[:8]}{int(match['c']):02}"
    else:
        month, day = _number(match["bm"]), _number(match["bd"])
        year = _year(match["by"], month, written) if match["by"] else int(first[:4]) + (month < int(first[5:7]))
        last = f"{year:04}-{month:02}-{day:02}"
    return Form.INTERVAL, _interval(first, last)


def _months(match: re.Match[str], written: str | None) -> tuple[Form, str | None]:
    last = _month(match, "g", written)
    if last is None or not match["fm"]:
        return Form.INTERVAL, None
    year, month = int(last[:4]), int(last[5:])
    first = _number(match["fm"])
    return Form.INTERVAL, f"{year - (first > month):04}-{first:02}-01/{last}-{monthrange(year, month)[1]:02}"


def _part(match: re.Match[str], written: str | None) -> tuple[Form, str | None]:
    month = _month(match, "i", written)
    return (Form.UNKNOWN, None) if match["tenday"] == "以前" else (Form.MONTH, month)


def _since(first: str | None, written: str | None) -> tuple[Form, str | None]:
    return Form.SINCE, _interval(first, written)


def _half(match: re.Match[str], written: str | None) -> tuple[Form, str | None]:
    year = _year(match["ky"], None, written)
    if year is None:
        return Form.INTERVAL, None
    word = match["span"].lstrip("第")
    first, last = {"上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9), "一季度": (1, 3), "二季度": (4, 6),
                   "三季度": (7, 9), "四季度": (10, 12)}[word]
    return Form.INTERVAL, f"{year:04}-{first:02}-01/{year:04}-{last:02}-{monthrange(year, last)[1]:02}"


def _whole_year(match: re.Match[str], written: str | None) -> tuple[Form, str | None]:
    year = int(match["ly"]) if match["ly"] else _year("去年" if match[0] == "去年" else "今年", None, written)
    return Form.YEAR, None if year is None else f"{year:04}"


_VALUES = {
    "until_now": lambda m, w: (Form.UNTIL_NOW, w),
    "until": lambda m, w: (Form.UNTIL, _day(m, "u", w)),
    "until_month": lambda m, w: (Form.UNTIL, _month(m, "v", w)),
    "days": _days,
    "since_day": lambda m, w: _since(_day(m, "s", w), w),
    "day": lambda m, w: (Form.DAY, _day(m, "e", w)),
    "months": _months,
    "since_month": lambda m, w: _since(f"{_month(m, 'h', w)}-01" if _month(m, "h", w) else None, w),
    "part": _part,
    "since_year": lambda m, w: _since(f"{m['jy'] or (w or '')[:4]}-01-01" if (m["jy"] or w) else None, w),
    "half": _half,
    "year": _whole_year,
    "same_day": lambda m, w: (Form.SAME_DAY, None),
    "since_then": lambda m, w: (Form.UNKNOWN, None),
    "unknown": lambda m, w: (Form.UNKNOWN, None),
}
