"""China's divisions and how they changed, 1980 to 2024: province, prefecture, county.

Read from the files in `data/` (their sources and limits: `data/NOTICE.md`) once, then kept. No Django here: the
loader of units, the commands and the tests ask the same four functions.

A *spell* is the time in which a division had one code, one name and one superior; `until` is the first day of the next
(house rule: one ends where the next begins). Most changes are known to the year only and stand on 1 January of it;
`since_is_exact` and `until_is_exact` say where the day is known.
"""

import csv
import gzip
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

Level = Literal["province", "prefecture", "county"]
SuccessionKind = Literal["rename", "recode", "transfer", "merge", "split"]

FIRST_DAY = date(1980, 1, 1)
"""The lists begin here. A spell that begins on this day may be far older."""

LAST_YEAR = 2024
"""The newest list. Later days are answered with it."""

DATA = Path(__file__).parent / "data"
LEVELS: tuple[Level, ...] = ("province", "prefecture", "county")


class DivisionsError(ValueError):
    """A question about divisions that cannot be answered. `sentence_zh` says the same in Chinese."""

    def __init__(self, sentence: str, sentence_zh: str) -> None:
        super().__init__(sentence)
        self.sentence_zh = sentence_zh


class BeforeTheLists(DivisionsError):
    """Asked of a day before the first list."""

    def __init__(self, day: date) -> None:
        self.day = day
        super().__init__(
            f"The lists of divisions begin with {FIRST_DAY.year}; {day} is earlier. Choose a later day.",
            f"区划数据始于{FIRST_DAY.year}年，{day}早于此日，请选择之后的日期。",
        )


class UnknownDivision(DivisionsError):
    """No division had this code (on that day, if one was named)."""

    def __init__(self, code: str, day: date | None = None) -> None:
        self.code, self.day = code, day
        when, when_zh = (f" on {day}", f"在{day}") if day else ("", "")
        super().__init__(
            f"No division had the code {code}{when}. Codes have six digits, and many changed when a county became a "
            "district or a city: check the code for that day.",
            f"代码{code}{when_zh}不对应任何行政区划。代码为六位数字，撤县设区、设市时往往随之改变，请核对当日的代码。",
        )


@dataclass(frozen=True, slots=True)
class Division:
    """One spell of one division.

    `parent_code` is empty for a province, and the province's where it governs a county directly (直辖县级: 济源,
    仙桃, the districts of Beijing): the headings 市辖区, 县 and 直辖县级行政区划 of the code book are no divisions.
    `key` is the same in all spells of one division, whatever became of its code.
    """

    code: str
    name: str
    short: str
    level: Level
    parent_code: str
    since: date
    until: date | None
    name_en: str | None
    key: str
    since_is_exact: bool
    until_is_exact: bool

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of a division on a day.

    rename, recode and transfer go on with the same division (`key`): with another name (and perhaps another code),
    only another code, or another superior. In a merge the old one ends and `to_code` holds what it was; in a split
    the old one may go on, and `to_code` is new. `basis` says how this is known: `lists` (the yearly lists show it),
    `mark` (the source's own idea of identity, which it calls unfinished for counties) or `dates.yaml` (a document).
    """

    on: date
    kind: SuccessionKind
    from_code: str
    from_name: str
    to_code: str
    to_name: str
    basis: str
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Town:
    """A township, town or street office of today's list: its county's code is today's, and it has no history here."""

    code: str
    name: str
    county_code: str
    county_name: str


def divisions(on: date, under: str | None = None) -> list[Division]:
    """The divisions of a day, superiors before those below them, by code within a level.

    With `under`, that division itself and everything below it on that day. Raises BeforeTheLists, UnknownDivision.
    """
    check_day(on)
    current = _by_code_on(on)
    if under is None:
        return list(current.values())
    if under not in current:
        raise UnknownDivision(under, on)
    return [division for division in current.values() if under in _line(division, current)]


def division(code: str, on: date) -> Division:
    """The division that had this code on that day. Raises BeforeTheLists, UnknownDivision."""
    check_day(on)
    try:
        return _by_code_on(on)[code]
    except KeyError:
        raise UnknownDivision(code, on) from None


def history(code: str, on: date | None = None) -> list[Division]:
    """All spells of one division, oldest first, through every name, code and superior.

    Codes were used again for other places: with `on`, the division that had the code on that day, else the last that
    had it. Raises UnknownDivision.
    """
    if on is not None:
        key = division(code, on).key
    else:
        holders = [spell for spell in spells() if spell.code == code]
        if not holders:
            raise UnknownDivision(code)
        key = max(holders, key=lambda spell: spell.since).key
    return [spell for spell in spells() if spell.key == key]


def successions(under: str | None = None) -> list[Succession]:
    """What changed, oldest first; with `under`, what changed in or below that division on the day of the change.

    A division that left or came is in the list of both sides. Raises UnknownDivision.
    """
    if under is None:
        return list(_successions())
    if all(spell.code != under for spell in spells()):
        raise UnknownDivision(under)
    return [change for change in _successions() if _touches(change, under)]


def towns(county_code: str | None = None) -> list[Town]:
    """Towns of today's list, for the few counties that `data/towns.csv` holds."""
    rows = (Town(**row) for row in _read(DATA / "towns.csv"))
    return [town for town in rows if county_code in (None, town.county_code)]


def check_day(day: date) -> None:
    if day < FIRST_DAY:
        raise BeforeTheLists(day)


# Short names

PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|"
    "土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|"
    "鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
WITHOUT_THE_WORD_PEOPLE = "蒙古|维吾尔|哈萨克|柯尔克孜|锡伯|塔吉克"  # Xinjiang leaves 族 out
_PEOPLE = re.compile(f"(.{{2,}}?)(?:(?:{PEOPLES})族|{WITHOUT_THE_WORD_PEOPLE})+")
AUTONOMOUS = ("自治区", "自治州", "自治县", "自治旗")
TAILS = ("特别行政区", "行政区", "工农区", "地区", "特区", "林区", "省", "市", "县", "区", "旗", "盟")
WHOLE = re.compile("市[中南北郊]区|.+矿区|..+新区")  # 市中 is nobody's name, and 井陉 is the county around 井陉矿区


def short_name(name: str) -> str:
    """The name as people say it: 四川省 四川, 北川羌族自治县 北川, 阿坝藏族羌族自治州 阿坝, but 达县, 东区, 市中区.

    A tail goes only if two characters are left.
    """
    for tail in AUTONOMOUS:
        if name.endswith(tail):
            place = name.removesuffix(tail)
            without_people = _PEOPLE.fullmatch(place)
            # 东乡族自治县 and 鄂温克族自治旗 are named after their people and nothing else.
            return without_people[1] if without_people else place.removesuffix("族")
    if WHOLE.fullmatch(name):
        return name
    for tail in TAILS:
        if name.endswith(tail) and len(name) - len(tail) >= 2:
            place = name.removesuffix(tail)
            without_people = _PEOPLE.fullmatch(place) if place.endswith("族") else None  # 管城回族区
            return without_people[1] if without_people else place
    return name


# Reading the files


@cache
def spells() -> tuple[Division, ...]:
    """Every spell of every division, oldest first."""
    english = _english()
    rows = [
        Division(
            code=row["code"],
            name=row["name"],
            short=short_name(row["name"]),
            level=_level(row["level"]),
            parent_code=row["parent_code"],
            since=_day(row["since"]),
            until=_day(row["until"]) if row["until"] else None,
            name_en=english.get((row["code"], row["name"])),
            key=row["division"],
            since_is_exact=len(row["since"]) > 4,
            until_is_exact=len(row["until"]) > 4,
        )
        for row in _read(DATA / "divisions.csv.gz")
    ]
    return tuple(sorted(rows, key=lambda spell: (spell.since, LEVELS.index(spell.level), spell.code)))


@cache
def _successions() -> tuple[Succession, ...]:
    rows = [
        Succession(
            on=_day(row["on"]),
            kind=row["kind"],  # type: ignore[arg-type]  # the build script writes no other
            from_code=row["from_code"],
            from_name=row["from_name"],
            to_code=row["to_code"],
            to_name=row["to_name"],
            basis=row["basis"],
            is_exact=len(row["on"]) > 4,
        )
        for row in _read(DATA / "successions.csv.gz")
    ]
    return tuple(sorted(rows, key=lambda change: (change.on, change.from_code, change.to_code)))


@cache
def _by_code_on(day: date) -> dict[str, Division]:
    """Codes to divisions of a day. Kept for each day asked: some 3,200 references each, and few days are asked."""
    current = [spell for spell in spells() if spell.holds_on(day)]
    current.sort(key=lambda spell: (LEVELS.index(spell.level), spell.code))
    return {spell.code: spell for spell in current}


def _line(division: Division, current: dict[str, Division]) -> list[str]:
    """Codes from the division up to its province."""
    line = [division.code]
    while division.parent_code:
        division = current[division.parent_code]
        line.append(division.code)
    return line


def _touches(change: Succession, under: str) -> bool:
    before = _by_code_on(date.fromordinal(change.on.toordinal() - 1))
    after = _by_code_on(change.on)
    sides = ((change.from_code, before), (change.to_code, after))
    return any(code in current and under in _line(current[code], current) for code, current in sides)


def _english() -> dict[tuple[str, str], str]:
    rows = _read(DATA / "sichuan-english.csv")
    return {(row["code"], row["name"]): row["name_en"] for row in rows}


def _read(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    text = gzip.decompress(content) if path.suffix == ".gz" else content
    return list(csv.DictReader(text.decode("utf-8").splitlines()))


def _day(written: str) -> date:
    return date.fromisoformat(written) if len(written) > 4 else date(int(written), 1, 1)


def _level(written: str) -> Level:
    return LEVELS[LEVELS.index(written)]
