"""Spreadsheets: rows with the address of every cell, and sheets that people can fill in."""
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import xlsxwriter
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum
from xlsxwriter.utility import xl_rowcol_to_cell

from xuanguan.common.exceptions import PersonError
from xuanguan.common.files import measured_archive

MOST_ROWS = 50_000
# A cell that begins so would be run as a formula when somebody opens the export.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class UnreadableSheet(PersonError):
    """A file that is no spreadsheet, or one without the rows that were expected."""

    def __init__(self, sentence: str):
        self._sentence = sentence
        super().__init__(sentence)

    def __str__(self) -> str:
        return self._sentence


@dataclass(frozen=True)
class CellError:
    """One cell that needs mending: where (as B7), in which column, and what is wrong."""

    cell: str
    column: str
    sentence: str


@dataclass(frozen=True)
class SheetRow:
    """A row under its headings: `values[heading]`, text stripped, empty as ''. `number` is the row in the sheet, from 1."""

    number: int
    values: dict[str, object]
    columns: dict[str, int]

    def cell(self, heading: str) -> str:
        """The address of the row's cell under `heading`, as B7; the row's first cell where the heading is missing."""
        return xl_rowcol_to_cell(self.number - 1, self.columns.get(heading, 0))

    def text(self, heading: str) -> str:
        return as_text(self.values.get(heading, ""))

    def error(self, heading: str, sentence: str) -> CellError:
        return CellError(self.cell(heading), heading, sentence)


@dataclass
class Sheet:
    name: str
    headings: list[str]
    rows: list[SheetRow] = field(default_factory=list)


def read_sheet(data: bytes, name: str, *, sheet: str | None = None, knows: Sequence[str] = (), help_mark: str = "#") -> Sheet:
    """The first sheet (or the one called `sheet`) of an xlsx, xls or ods.

    The headings are the first row that holds at least half of `knows` (the first filled row where `knows` is empty). Empty
    rows and rows whose first cell begins with `help_mark` are passed over. Raises UnreadableSheet in a sentence.
    """
    tables = read_tables(data, name)
    wanted = sheet if sheet in tables else next(iter(tables))
    raw = tables[wanted]
    place = heading_row(raw, knows)
    if place is None:
        raise UnreadableSheet(_("No row of “%(name)s” holds the headings that are needed: %(headings)s. Use the template, or map your own headings.") % {
            "name": name, "headings": _(", ").join(knows)})
    return sheet_under(wanted, raw, place, help_mark=help_mark)


def read_tables(data: bytes, name: str) -> dict[str, list[list]]:
    """The cells of every sheet that is not hidden, by the sheet's name. What a merged cell says stands in each of its rows."""
    if data.startswith(b"PK"):
        measured_archive(data, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible] or book.sheet_names[:1]
        tables = {}
        for one in shown:
            page = book.get_sheet_by_name(one)
            tables[one] = page.to_python(skip_empty_area=False)
            _fill_down(tables[one], page.merged_cell_ranges or [])
    except (CalamineError, OSError, ValueError, IndexError):
        raise UnreadableSheet(_("“%(name)s” cannot be read as a spreadsheet (xlsx, xls or ods). Save it in Excel or WPS as .xlsx and send it again.") % {"name": name}) from None
    if not tables:
        raise UnreadableSheet(_("“%(name)s” cannot be read as a spreadsheet (xlsx, xls or ods). Save it in Excel or WPS as .xlsx and send it again.") % {"name": name})
    longest = max(len(raw) for raw in tables.values())
    if longest > MOST_ROWS:
        raise UnreadableSheet(_("“%(name)s” has %(count)s rows; at most %(most)s are read at once. Split it.") % {"name": name, "count": longest, "most": MOST_ROWS})
    return tables


def sheet_under(name: str, raw: list[list], place: int, *, help_mark: str = "#") -> Sheet:
    """The rows under the headings in row `place` (from 0), without empty rows and rows of help."""
    headings = [as_text(value) for value in raw[place]]
    columns: dict[str, int] = {}
    for n, heading in enumerate(headings):
        if heading:
            columns.setdefault(heading, n)
    found = Sheet(name, list(columns))
    for number, cells in enumerate(raw[place + 1:], start=place + 2):
        values = {heading: cells[n] if n < len(cells) else "" for heading, n in columns.items()}
        if not any(as_text(value) for value in values.values()) or as_text(cells[0]).startswith(help_mark):
            continue
        found.rows.append(SheetRow(number, values, columns))
    return found


def _fill_down(raw: list[list], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """A ledger often merges the unit's cell over its rows: it says the same of each. Sideways (a title) nothing is repeated."""
    for (top, left), (bottom, _right) in merged:
        for row in range(top + 1, min(bottom, len(raw) - 1) + 1):
            raw[row][left] = raw[top][left]


def heading_row(raw: list[list], knows: Sequence[str]) -> int | None:
    for place, cells in enumerate(raw[:30]):
        texts = {as_text(value) for value in cells} - {""}
        if texts and (not knows or len(texts & set(knows)) * 2 >= len(knows)):
            return place
    return None


def as_text(value: object) -> str:
    """A cell as a person sees it: whole numbers without '.0', dates in ISO form."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value).strip()


def safe_cell(value: object) -> object:
    """A value that no spreadsheet program runs as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def write_sheet(name: str, headings: Sequence[str], rows: Iterator[Sequence] | Sequence[Sequence], notes: Sequence[str] = ()) -> bytes:
    """An xlsx with one sheet: bold headings that stay in sight, then rows, then `notes` on a second sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    page = book.add_worksheet(name[:31])
    page.freeze_panes(1, 0)
    for n, heading in enumerate(headings):
        page.write_string(0, n, heading, bold)
        page.set_column(n, n, max(10, min(40, 2 * len(heading) + 4)))
    for number, row in enumerate(rows, start=1):
        for n, value in enumerate(row):
            if isinstance(value, dt.date):
                page.write_datetime(number, n, dt.datetime.combine(value, dt.time()), day)
            elif value is not None and value != "":
                page.write(number, n, safe_cell(value))
    if notes:
        about = book.add_worksheet(_("About this sheet")[:31])
        about.set_column(0, 0, 100)
        for number, note in enumerate(notes):
            about.write_string(number, 0, note)
    book.close()
    return out.getvalue()
