"""By when something is to be done: 6月底前, 2018年3月16日前, 年底前, 长期坚持 → the last day, and the words.

A deadline lies ahead: where no year is written, it is the next such day after the day of writing. What leaves the day open
(2015年前, 尽快) keeps its words and gets no day.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass

from xuanguan.chinese.numerals import parse_numeral

_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?:份)?"
_YEAR = r"(?:(?P<year>\d{4})年|(?P<turn>今年|本年度?|当年|明年|次年))?"
_DEADLINE = re.compile(
    rf"(?:于|在|须在|力争)?{_YEAR}{_MONTH}(?:(?P<day>3[01]|[12]\d|0?[1-9])[日号]|(?P<part>上旬|中旬|下旬|底|末))?(?P<before>之前|以前|前)"
    r"|(?:于|在)?(?:(?P<end_year>\d{4})年|(?P<end_turn>今年|本年|明年|次年)|每年)?(?:年底|年末|底|末)(?:之前|以前|前)"
    r"|(?:(?P<span_year>\d{4})年|(?P<span_turn>今年|明年))?(?P<span>上半年|第?[一二三四]季度|前三季度)(?:底|末)?(?:之前|以前|前|内)"
    r"|(?P<open>长期坚持|持续推进|长期|常年坚持|\d{4}年(?:之前|以前|前)|全年)", re.ASCII)
_PARTS = {"上旬": 10, "中旬": 20}
_SPANS = {"上半年": 6, "一季度": 3, "二季度": 6, "三季度": 9, "四季度": 12, "前三季度": 9}


@dataclass(frozen=True, slots=True)
class Deadline:
    """Where it stands, its words, and the last day in time; None where the words name no day."""

    start: int
    end: int
    words: str
    day: dt.date | None


def find_deadline(text: str, written: dt.date | None = None) -> Deadline | None:
    """The first deadline in a text.

    >>> find_deadline("6月底前完成", dt.date(2012, 3, 1)).day, find_deadline("长期坚持").day
    (datetime.date(2012, 6, 30), None)
    """
    match = _DEADLINE.search(text)
    if match is None:
        return None
    start = match.start() + (len(match[0]) - len(match[0].lstrip("于在须力争")))
    return Deadline(start, match.end(), text[start:match.end()], _day(match, written))


def _day(match: re.Match[str], written: dt.date | None) -> dt.date | None:
    if match["open"]:
        return None
    if match["month"]:
        return _in_month(match, written)
    if match["span"]:
        month = _SPANS[match["span"].removeprefix("第")]
        return _last_of(match["span_year"], match["span_turn"], month, written)
    if match[0].startswith("每年"):
        return None
    return _last_of(match["end_year"], match["end_turn"], 12, written)


def _last_of(year: str | None, turn: str | None, month: int, written: dt.date | None) -> dt.date | None:
    which = _year(year, turn, month, written)
    return dt.date(which, month, monthrange(which, month)[1]) if which else None


def _in_month(match: re.Match[str], written: dt.date | None) -> dt.date | None:
    month = int(match["month"]) if match["month"].isdigit() else int(parse_numeral(match["month"]))
    year = _year(match["year"], match["turn"], month, written)
    if year is None:
        return None
    length = monthrange(year, month)[1]
    if match["day"]:
        day = int(match["day"])
        return dt.date(year, month, day) if day <= length else None
    if match["part"]:
        return dt.date(year, month, _PARTS.get(match["part"], length))
    # 6月前: the month itself is too late.
    return dt.date(year, month, 1) - dt.timedelta(days=1)


def _year(year: str | None, turn: str | None, month: int, written: dt.date | None) -> int | None:
    if year:
        return int(year)
    if written is None:
        return None
    if turn:
        return written.year + (turn in ("明年", "次年"))
    return written.year + (month < written.month)
