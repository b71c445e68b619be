"""How a checked text is built: under which front each passage stands, which period and day of knowledge it tells of itself."""
import datetime as dt
import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field

from xuanguan.campaigns.models import Front
from xuanguan.chinese.dates import Form, find_dates
from xuanguan.periods import Window
from xuanguan.writing.typography import set_chinese

_HEADING = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}[、.]|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,3}部分)\s*([^。；]{2,40})$", re.M)
_CASES = re.compile(r"典型|案例|做法|亮点|先进")
# The text says of itself that its numbers are those of the records: then they can be held against them strictly.
_OF_THE_RECORDS = re.compile(r"在案活动记录|在案记录")
_AS_OF = re.compile(r"截[至止]到?(\d{4})年(\d{1,2})月(\d{1,2})日的在案记录")
# 2012年第一季度, 2012年3月, 2012年2月6日至5月25日 …
PERIOD = re.compile(
    r"(?P<year>\d{4})年(?:第?(?P<quarter>[一二三四])季度|(?P<half>[上下])半年|(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日(?:至(?:(?P<year2>\d{4})年)?(?:(?P<month2>\d{1,2})月)?(?P<day2>\d{1,2})日)?)?)?")


@dataclass(frozen=True, slots=True)
class Section:
    """From `start` on. front: the code of the campaign's front that its heading names; cases: it tells single events."""

    start: int
    heading: str
    front: str = ""
    cases: bool = False


@dataclass(frozen=True)
class Text:
    """A text as it is checked.

    strict: it says that its numbers are those on record, so each must be one of them; any other text may tell of a part.
    period: the one that it tells of itself, where it does. as_of: the day of knowledge that it names.
    """

    text: str
    sections: tuple[Section, ...] = ()
    strict: bool = False
    period: tuple[Window, int, int] | None = None
    as_of: tuple[dt.date, int, int] | None = None
    starts: list[int] = field(default_factory=list)

    def section_at(self, place: int) -> Section:
        at = bisect_right(self.starts, place) - 1
        return self.sections[at] if at >= 0 else Section(0, "")

    def sentence_at(self, place: int) -> tuple[int, int]:
        start = max(self.text.rfind("。", 0, place), self.text.rfind("\n", 0, place)) + 1
        ends = [end for end in (self.text.find("。", place), self.text.find("\n", place)) if end >= 0]
        return start, min(ends, default=len(self.text))


def laid_out(text: str, fronts: Iterable[Front]) -> Text:
    """The text with its sections."""
    named = [(front.code, set_chinese(front.name_zh)) for front in fronts]
    sections = [_section(match, named) for match in _HEADING.finditer(text)]
    return Text(text, tuple(sections), bool(_OF_THE_RECORDS.search(text)), period_of(text), as_of_told(text), [one.start for one in sections])


def _section(match: re.Match[str], named: list[tuple[str, str]]) -> Section:
    heading = match[1].strip()
    front = next((code for code, name in named if name in heading or (len(heading) > 3 and heading in name)), "")
    return Section(match.start(), heading, front, bool(_CASES.search(heading)))


def as_of_told(text: str) -> tuple[dt.date, int, int] | None:
    """The day of knowledge that the text names for its numbers, and where."""
    match = _AS_OF.search(text)
    day = _day(*match.groups()) if match else None
    return (day, *match.span()) if match and day else None


def period_of(text: str) -> tuple[Window, int, int] | None:
    """The period in the words with which its body begins (2012年第一季度，全省…), or the one that it says it covers."""
    for match in PERIOD.finditer(text[:600]):
        begins = match.start() == 0 or text[match.start() - 1] in "\n 　。"
        if begins and text[match.end():match.end() + 1] in ("，", ",") and (window := window_of(match)):
            return window, match.start(), match.end()
    since = next((one for one in find_dates(text[:600], None) if one.form is Form.INTERVAL and one.iso and "/" in one.iso), None)
    if since is None or since.iso is None:
        return None
    first, _slash, last = since.iso.partition("/")
    try:
        return Window(iso_first(first), iso_last(last)), since.start, since.end
    except ValueError:
        return None


def window_of(match: re.Match[str]) -> Window | None:
    """The period that a match of PERIOD names; None for a day or what is no date."""
    year, said = int(match["year"]), match.groupdict()
    try:
        if said["quarter"]:
            quarter = "一二三四".index(said["quarter"])
            return _months(year, quarter * 3 + 1, quarter * 3 + 3)
        if said["half"]:
            return _months(year, 1, 6) if said["half"] == "上" else _months(year, 7, 12)
        if said["day2"]:
            first = dt.date(year, int(said["month"]), int(said["day"]))
            return Window(first, dt.date(int(said["year2"] or year), int(said["month2"] or said["month"]), int(said["day2"])))
        if said["day"]:
            return None
        if said["month"]:
            return _months(year, int(said["month"]), int(said["month"]))
        return _months(year, 1, 12)
    except ValueError:
        return None


def window_from_iso(iso: str | None) -> Window | None:
    """Of the reader's `when`: a day, a month, a year, or two of them with a stroke."""
    if not iso:
        return None
    first, _slash, last = iso.partition("/")
    try:
        return Window(iso_first(first), iso_last(last or first))
    except ValueError:
        return None


def iso_first(iso: str) -> dt.date:
    year, month, day = (*map(int, iso.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)


def iso_last(iso: str) -> dt.date:
    parts = [int(part) for part in iso.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return dt.date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


def _months(year: int, first: int, last: int) -> Window:
    return Window(dt.date(year, first, 1), dt.date(year, last, monthrange(year, last)[1]))


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
