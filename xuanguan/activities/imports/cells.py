"""What stands in one cell: days and numbers, as people write them. What cannot be read is said in a sentence."""
import datetime as dt
import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from xuanguan.activities.values import When
from xuanguan.chinese.dates import parse_date
from xuanguan.chinese.numerals import NotANumeral, parse_numeral
from xuanguan.chinese.quantities import parse_quantity
from xuanguan.common.spreadsheets import as_text
from xuanguan.quantities import Qualifier, Quantity

# Excel counts days from here; 1980 to 2099 are taken for days where a cell has lost its date format.
SERIAL_ZERO = dt.date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 29_221, 73_050
LARGEST = 10 ** 14


class CellProblem(Exception):
    """A cell that cannot be taken as it is: the column (a field's code) and the sentence."""

    def __init__(self, sentence: str, column: str = ""):
        self.sentence, self.column = sentence, column
        super().__init__(sentence)


# Days

@dataclass(frozen=True, slots=True)
class Days:
    """What a cell says of time: from `first` to `last`; `known` where these are the days themselves, not a month or a year."""

    first: dt.date
    last: dt.date
    known: bool = True


def read_days(value: object) -> Days:
    """A day, a spell of days, a month or a year. Raises CellProblem."""
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return Days(value, value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(float(value))
    text = unicodedata.normalize("NFKC", as_text(value)).strip().rstrip("。.")
    for read in (_of_day, _of_month, _of_spell, _in_chinese):
        if (days := read(text)) is not None:
            return days
    raise CellProblem(_why_not(text))


def read_when(first: object, last: object, not_before: object, not_after: object) -> When:
    """The four cells of time together. Raises CellProblem with the column that needs mending."""
    said = {name: _days_in(name, value) for name, value in (
        ("first_day", first), ("last_day", last), ("not_before", not_before), ("not_after", not_after)) if as_text(value)}
    if "not_before" in said or "not_after" in said:
        return _between(said)
    if not said:
        raise CellProblem(_("The day is missing. Write the first day as 2012-03-05; where only a span is known, fill in “not before” and “not after”."), "first_day")
    begin, end = said.get("first_day") or said["last_day"], said.get("last_day") or said["first_day"]
    if begin.first > end.last:
        raise CellProblem(_("The last day (%(last)s) lies before the first (%(first)s). Exchange or correct them.") % {
            "last": end.last, "first": begin.first}, "last_day")
    if begin.known and end.known:
        return When.lasting(begin.first, end.last)
    return When.between(begin.first, end.last)


def _days_in(name: str, value: object) -> Days:
    try:
        return read_days(value)
    except CellProblem as problem:
        raise CellProblem(problem.sentence, name) from None


def _between(said: dict[str, Days]) -> When:
    if "first_day" in said or "last_day" in said:
        raise CellProblem(_("Either the days are known or only a span: empty “first day” and “last day”, or “not before” and “not after”."), "not_before")
    missing = next((name for name in ("not_before", "not_after") if name not in said), None)
    if missing:
        raise CellProblem(_("A span needs both ends. Fill in “not before” and “not after”."), missing)
    if said["not_before"].first > said["not_after"].last:
        raise CellProblem(_("The last day (%(last)s) lies before the first (%(first)s). Exchange or correct them.") % {
            "last": said["not_after"].last, "first": said["not_before"].first}, "not_after")
    return When.between(said["not_before"].first, said["not_after"].last)


_DAY = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?"
_TO = r"\s*(?:至|到|~|—+|–|－|\bto\b|-)\s*"
_MIDNIGHT = r"(?:[ T]+0{1,2}:00(?::00)?)?"


def _of_number(number: float) -> Days:
    whole = int(number)
    if FIRST_SERIAL <= whole <= LAST_SERIAL:
        day = SERIAL_ZERO + dt.timedelta(days=whole)
        return Days(day, day)
    if number == whole and len(str(whole)) == 8:
        text = str(whole)
        return _day(text[:4], text[4:6], text[6:])
    if number == whole and 1900 <= whole <= 2100:
        return Days(dt.date(whole, 1, 1), dt.date(whole, 12, 31), known=False)
    raise CellProblem(_why_not(as_text(number)))


def _of_day(text: str) -> Days | None:
    match = re.fullmatch(_DAY + _MIDNIGHT, text) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text)
    return _day(*match.groups()) if match else None


def _of_month(text: str) -> Days | None:
    match = re.fullmatch(r"(\d{4})\s*(?:[-/]|年)\s*(\d{1,2})\s*(?:月份?)?", text)
    if match and 1 <= int(match[2]) <= 12:
        year, month = int(match[1]), int(match[2])
        return Days(dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1]), known=False)
    return None


def _of_spell(text: str) -> Days | None:
    """2012-03-05至2012-03-07, 2012.3.5-3.7, 2012年3月5日至7日."""
    match = re.fullmatch(rf"{_DAY}{_TO}(?:(?:(\d{{4}})\s*[-/.年]\s*)?(\d{{1,2}})\s*[-/.月]\s*)?(\d{{1,2}})\s*[日号]?", text)
    if not match:
        return None
    year, month, day, last_year, last_month, last_day = match.groups()
    first, last = _day(year, month, day), _day(last_year or year, last_month or month, last_day)
    if first.first > last.last:
        raise CellProblem(_("The last day (%(last)s) lies before the first (%(first)s). Exchange or correct them.") % {
            "last": last.last, "first": first.first})
    return Days(first.first, last.last)


def _in_chinese(text: str) -> Days | None:
    """二〇一二年三月五日; 2012年上半年, 2012年第一季度, 2012年6月至8月."""
    if match := re.fullmatch(r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})[日号])?", text):
        year, month = parse_numeral(match[1]), parse_numeral(match[2])
        return _of_day(f"{year}-{month}-{parse_numeral(match[3])}") if match[3] else _of_month(f"{year}-{month}")
    iso = parse_date(text)
    if iso is None:
        return None
    first, _slash, last = iso.partition("/")
    try:
        if last:
            exact = re.search(r"\d[日号]", text) is not None
            return Days(dt.date.fromisoformat(first), dt.date.fromisoformat(last), known=exact)
        return _of_day(iso) or _of_month(iso) or _of_number(float(iso))
    except ValueError:
        raise CellProblem(_no_such_day(text)) from None


def _day(year: str, month: str, day: str) -> Days:
    try:
        found = dt.date(int(year), int(month), int(day))
    except ValueError:
        raise CellProblem(_no_such_day(f"{year}-{month}-{day}")) from None
    return Days(found, found)


def _no_such_day(text: str) -> str:
    return _("There is no such day: %(text)s. Correct it, as in 2012-03-05.") % {"text": text}


def _why_not(text: str) -> str:
    if re.fullmatch(r"\d{1,2}\s*(?:月|[-/.])\s*\d{1,2}\s*[日号]?(?:.*[日号])?", text):
        return _("“%(text)s” has no year. Write the whole day, as in 2012-03-05.") % {"text": text}
    if re.fullmatch(r"\d{4}\.\d{1,2}", text):  # 2012.10 has become 2012.1 by the time it is read
        return _("“%(text)s” may be a month or a number. Write the month as 2012-03, or the day as 2012-03-05.") % {"text": text}
    if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}", text):
        return _("“%(text)s” does not tell the month from the day. Write the year first, as in 2012-03-05.") % {"text": text}
    return _("“%(text)s” is not a day. Write it as 2012-03-05 or 2012年3月5日.") % {"text": text[:40]}


# Numbers

def read_number(value: object, exactness: str | None, *, unit: str, words: frozenset[str]) -> tuple[Decimal, str, str]:
    """Value, qualifier and the words as written (empty where it was a plain number) of a measure counted in `unit`.

    `exactness` is what the column beside says; `words` are the measure words that mean the same measure. Raises CellProblem.
    """
    if isinstance(value, bool | dt.date | dt.time | dt.timedelta):
        raise CellProblem(_("“%(text)s” is not a number. Set the cell's format to “general” and write the number again.") % {"text": as_text(value)})
    text = unicodedata.normalize("NFKC", as_text(value)).strip()
    quantity, is_plain = _quantity(text, unit)
    if quantity.unit and quantity.unit not in {unit, *words}:
        raise CellProblem(_("“%(text)s” is counted in %(its)s, this column in %(ours)s: kinds of number never add. Move it to the right column.") % {
            "text": text, "its": quantity.unit, "ours": unit})
    if quantity.value >= LARGEST:
        raise CellProblem(_("“%(text)s” is too large: a number has at most 14 digits.") % {"text": text[:40]})
    if quantity.value != round(quantity.value, 2):
        raise CellProblem(_("“%(text)s” has more than two decimals. Round it.") % {"text": text[:40]})
    qualifier = str(quantity.qualifier)
    if exactness and qualifier not in (exactness, Qualifier.EXACT):
        raise CellProblem(_("The number says “%(text)s”, and the column beside it says something else about how exact it is. Make the two agree.") % {"text": text})
    return quantity.value, exactness or qualifier, "" if is_plain else text[:60]


def _quantity(text: str, unit: str) -> tuple[Quantity, bool]:
    """What the text says, and whether it is a number and nothing else."""
    if re.fullmatch(r"[-−]\s*\d[\d,.]*\D{0,4}", text):
        raise CellProblem(_("A number cannot be negative: %(text)s. Leave the cell empty where nothing is known, and write 0 for none.") % {"text": text})
    as_written, (text, exactness) = text, _mathematical(text.replace(" ", ""))
    try:
        return Quantity(Decimal(text.replace(",", "")), exactness or Qualifier.EXACT), exactness is None
    except (InvalidOperation, ValueError):
        pass
    for written in (text, f"{text}{unit}"):
        try:
            quantity = parse_quantity(written)
        except NotANumeral:
            continue
        return Quantity(quantity.value, exactness or quantity.qualifier, quantity.unit), False
    try:
        return Quantity(parse_numeral(text), exactness or Qualifier.EXACT), False
    except NotANumeral:
        raise CellProblem(_("“%(text)s” is not a number. Write digits only, as in 130; 130余 and 约5万 are understood.") % {
            "text": as_written[:40]}) from None


_SIGNS = {"≥": Qualifier.AT_LEAST, ">=": Qualifier.AT_LEAST, ">": Qualifier.AT_LEAST, "atleast": Qualifier.AT_LEAST, "morethan": Qualifier.AT_LEAST,
          "over": Qualifier.AT_LEAST, "≈": Qualifier.ABOUT, "~": Qualifier.ABOUT, "about": Qualifier.ABOUT, "≤": Qualifier.AT_MOST,
          "<=": Qualifier.AT_MOST, "<": Qualifier.AT_MOST, "atmost": Qualifier.AT_MOST, "upto": Qualifier.AT_MOST}


def _mathematical(text: str) -> tuple[str, Qualifier | None]:
    """The sign or English word before a number, or the plus behind it."""
    if text.isdecimal():
        return text, None
    for sign, qualifier in _SIGNS.items():
        if text.casefold().startswith(sign):
            return text[len(sign):], qualifier
    return (text[:-1], Qualifier.AT_LEAST) if re.fullmatch(r"[\d,.]+\+", text) else (text, None)
