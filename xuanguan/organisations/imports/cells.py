"""Sheets of units, people and memberships: how a cell becomes a value, or a sentence that says what is wrong with it."""
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xuanguan.common.exceptions import RowErrors
from xuanguan.common.spreadsheets import CellError, Sheet, SheetRow, UnreadableSheet, read_sheet
from xuanguan.organisations.columns import LANGUAGES, Column
from xuanguan.organisations.models import Unit, UnitName

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")


@dataclass
class DryRun[Entry]:
    """What a sheet would do: new entries, how many are there already, and every cell that needs mending."""

    sheet: Sheet
    new: list[Entry] = field(default_factory=list)
    there: int = 0
    errors: list[CellError] = field(default_factory=list)

    def raise_errors(self) -> None:
        if self.errors:
            raise RowErrors(self.errors)


@dataclass
class Reader:
    """Reads the cells of one row, collecting what is wrong with them."""

    row: SheetRow
    columns: dict[str, Column]
    headings: dict[str, str]
    errors: list[CellError]

    def wrong(self, key: str, sentence: str) -> None:
        self.errors.append(self.row.error(self.headings.get(key, self.columns[key].heading), sentence))

    def text(self, key: str) -> str:
        column = self.columns[key]
        text = self.row.text(self.headings.get(key, ""))
        if column.is_needed and not text:
            self.wrong(key, _("Fill this cell."))
        return text

    def choice(self, key: str) -> str:
        text = self.text(key)
        if not text:
            return ""
        value = self.columns[key].choice_of(text)
        if value is None:
            choices = _(", ").join(str(label) for _value, label in self.columns[key].choices)
            self.wrong(key, _("“%(text)s” is none of: %(choices)s.") % {"text": text[:40], "choices": choices})
        return value or ""

    def day(self, key: str) -> dt.date | None:
        text = self.text(key)
        if not text:
            return None
        found = _DAY.match(text.split("T")[0].split(" ")[0])
        try:
            return dt.date(*map(int, found.groups())) if found else dt.date.fromisoformat(text[:10])
        except ValueError:
            self.wrong(key, _("“%(text)s” is no day. Write it as 2012-05-25.") % {"text": text[:40]})
            return None

    def unit(self, key: str, units: "UnitsAtHand", on: dt.date | None = None) -> Unit | None:
        """The unit whose code the cell holds, on a day: as "510922" or, from the list, "510922 射洪县"."""
        text = self.text(key)
        if not text:
            return None
        code = text.split()[0]
        unit, sentence = units.find(code, on)
        if sentence:
            self.wrong(key, sentence)
        return unit


class UnitsAtHand:
    """Units by code, read once for a whole sheet; with the codes that they had at other times."""

    def __init__(self) -> None:
        self.by_code = {unit.code: unit for unit in Unit.objects.select_related("territory")}
        names = UnitName.objects.filter(kind="code").select_related("unit").order_by("unit__first")
        self.other_codes: dict[str, list[UnitName]] = {}
        for name in names:
            self.other_codes.setdefault(name.name, []).append(name)

    def find(self, code: str, on: dt.date | None = None) -> tuple[Unit | None, str]:
        """The unit and "", or None and a sentence. A code that the unit had at another time than `on` is refused with the right one."""
        unit = self.by_code.get(code)
        if unit is None:
            held = self.other_codes.get(code, [])
            fitting = [name for name in held if on is None or ((name.since is None or name.since <= on) and (name.until is None or on < name.until))]
            if len(fitting) == 1:
                unit = fitting[0].unit
            elif held:
                return None, _("The code %(code)s stands for %(unit)s at another time. Here its code is %(right)s.") % {
                    "code": code, "unit": held[0].unit, "right": held[0].unit.code}
        if unit is None:
            return None, _("No unit has the code %(code)s. Search it under Units, or put it into a row of its own above.") % {"code": code[:40]}
        if not unit.is_open and (on is None or (unit.closed and unit.closed <= on)):
            return None, _("%(unit)s is closed since %(closed)s. Choose the unit that took its place.") % {"unit": unit, "closed": unit.closed or "…"}
        if on is not None and unit.opened and on < unit.opened:
            return None, _("%(unit)s opens only on %(opened)s.") % {"unit": unit, "opened": unit.opened}
        return unit, ""


def open_sheet(data: bytes, name: str, columns: Sequence[Column]) -> tuple[Sheet, dict[str, str], list[CellError]]:
    """The sheet, which heading holds which column, and an error for each column that is needed and missing.

    Headings may be in either language. Raises UnreadableSheet.
    """
    sheet = None
    for language in _preferred():
        with translation.override(language):
            knows = [column.heading for column in columns]
        try:
            sheet = read_sheet(data, name, knows=[heading for column, heading in zip(columns, knows, strict=True) if column.is_needed] or knows)
            break
        except UnreadableSheet:
            continue
    if sheet is None:
        sheet = read_sheet(data, name, knows=[column.heading for column in columns])
    headings = {column.key: heading for column in columns for heading in sheet.headings
                if heading.rstrip(" *").casefold() in (column.zh.casefold(), column.en.casefold(), column.key)}
    known = set(headings.values())
    errors = [CellError("1", column.heading, _("The column “%(column)s” is missing. Use the template.") % {"column": column.heading})
              for column in columns if column.is_needed and column.key not in headings]
    errors += [CellError("1", heading, _("The column “%(column)s” is not known here. Take it out, or use the template's headings.") % {"column": heading[:40]})
               for heading in sheet.headings if heading not in known]
    if not sheet.rows and not errors:
        raise UnreadableSheet(_("“%(name)s” has headings but no rows below them.") % {"name": name})
    return sheet, headings, errors


def readers(sheet: Sheet, headings: dict[str, str], columns: Iterable[Column], errors: list[CellError]) -> Iterable[Reader]:
    by_key = {column.key: column for column in columns}
    return (Reader(row, by_key, headings, errors) for row in sheet.rows)


def put_in_order(errors: list[CellError]) -> None:
    """Row by row, from the left, as somebody mends them."""
    errors.sort(key=_place)


def many(text: str) -> list[str]:
    return [part for part in (one.strip() for one in re.split(r"[、,，;；\n]", text)) if part]


def _preferred() -> list[str]:
    return sorted(LANGUAGES, key=lambda language: language != get_language())


def _place(error: CellError) -> tuple[int, int, str]:
    letters = error.cell.rstrip("0123456789")
    return int(error.cell[len(letters):] or 0), len(letters), letters
