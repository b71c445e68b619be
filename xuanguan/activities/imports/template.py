"""The template that a campaign gives out: filled in offline, read back by the dry run.

Lists hang on a hidden sheet, so that they may be as long as they need to be. Below the headings stands a row of help, marked
with '#': it is passed over when the sheet is read.
"""
import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from xuanguan.activities.enums import ParticipationRole
from xuanguan.activities.imports.fields import PAIRS, Columns, SheetMeasure, codes_of, exactness_word, exactness_words
from xuanguan.activities.imports.lookups import clause_label, fronts_of, kinds_of
from xuanguan.activities.permissions import REPORTERS
from xuanguan.activities.values import ActivityValues, MeasureValue
from xuanguan.campaigns.models import Campaign
from xuanguan.common.spreadsheets import safe_cell
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import within_scope
from xuanguan.policies.models import Clause
from xuanguan.quantities import plain

# Rows that carry the lists and the format of days; further rows are read all the same.
PREPARED_ROWS = 2_000
# A list beyond this is no help to anybody; names and codes are typed, and found all the same.
MOST_UNITS = 6_000
FIRST_ROW = 2
DAYS = ("first_day", "last_day", "not_before", "not_after")
LISTS = "lists"


def write_template(campaign: Campaign, *, person, rows: Iterable[ActivityValues] = ()) -> bytes:
    """The xlsx in the language of the page, with the units that the person reports for; filled with `rows` where there are any."""
    columns = Columns.of(campaign)
    fields = columns.in_template()
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd"})
    page = book.add_worksheet(_("Activities")[:31])
    _headings(book, page, fields)
    for number, values in enumerate(rows, start=FIRST_ROW):
        _fill(page, number, values, codes_of(fields), columns)
    _drop_downs(book, page, codes_of(fields), _lists(campaign, columns, person))
    _about(book, campaign)
    book.close()
    return out.getvalue()


def unit_label(unit: Unit) -> str:
    """荣县 (510321): the code decides, the name is for the eye."""
    return f"{unit} ({unit.code})"


def units_of(campaign: Campaign, person) -> list[Unit]:
    """The open units of the campaign that the person reports for, in the order of the tree; none where they are too many for a list."""
    territory = campaign.territory
    units = list(Unit.objects.filter(within_scope(person, *REPORTERS), is_open=True, first__range=(territory.first, territory.last))
                 .order_by("first", "code")[:MOST_UNITS + 1])
    return units if len(units) <= MOST_UNITS else []


def _headings(book, page, fields: Sequence) -> None:
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#F1EEE7"})
    needed = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#F1EEE7", "font_color": "#A3262A"})
    help_text = book.add_format({"italic": True, "font_color": "#6B6459", "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    text = book.add_format({"num_format": "@"})
    page.freeze_panes(FIRST_ROW, 1)
    page.set_row(0, 34)
    page.set_row(1, 48)
    for n, field in enumerate(fields):
        is_needed = field.code in ("kind", "first_day")
        page.write_string(0, n, f"{field.heading} *" if is_needed else field.heading, needed if is_needed else head)
        page.write_string(1, n, f"# {field.help}" if n == 0 else str(field.help), help_text)
        # Codes of clauses and units must stay text: 2.10 is not 2.1.
        look = day if field.code in DAYS else text if field.code in ("clauses", "host", "co_hosts", "participants", "reporting_unit") else None
        page.set_column(n, n, field.width, look)


def _fill(page, number: int, values: ActivityValues, codes: list[str], columns: Columns) -> None:
    row = {
        "kind": str(values.kind), "front": str(values.front), "title": values.title, "place": values.place, "audience": values.audience,
        "note": values.note, "clauses": "; ".join(clause_label(clause) for clause in values.clauses), "reporting_unit": unit_label(values.reporting_unit),
        **_days(values), **_units(values), **_measures(values, codes, columns)}
    for n, code in enumerate(codes):
        value = row.get(code)
        if code in DAYS and value is not None:
            page.write_datetime(number, n, value)
        elif value is not None and value != "":
            page.write(number, n, safe_cell(value))


def _days(values: ActivityValues) -> dict:
    when = values.when
    if when.ends is None:
        return {"not_before": when.earliest, "not_after": when.latest}
    return {"first_day": when.begins, "last_day": when.ends if when.ends != when.begins else None}


def _units(values: ActivityValues) -> dict[str, str]:
    by_role = {role: "; ".join(unit_label(one.unit) for one in values.participations if one.role == role) for role in ParticipationRole}
    return {"host": by_role[ParticipationRole.HOST], "co_hosts": by_role[ParticipationRole.CO_HOST], "participants": by_role[ParticipationRole.PARTICIPANT]}


def _measures(values: ActivityValues, codes: list[str], columns: Columns) -> dict[str, object]:
    """Each measure in its own column, else in the next free pair."""
    row: dict[str, object] = {}
    pairs = iter(range(1, PAIRS + 1))
    for one in values.measures:
        measure = _column_of(one, values, columns)
        number = float(one.value) if one.value == one.value.to_integral_value() and one.value < 10 ** 12 else plain(one.value)
        if f"measure:{measure.key}" in codes:
            place = measure.key
            row[f"measure:{place}"] = number
        else:
            place = str(next(pairs))
            row |= {f"other:{place}": measure.label, f"value:{place}": number}
        row[f"exact:{place}"] = exactness_word(one.qualifier)
    return row


def _column_of(value: MeasureValue, values: ActivityValues, columns: Columns) -> SheetMeasure:
    alike = [one for one in columns.measures.values() if one.code == value.code]
    return next((one for one in alike if one.unit_for(values.kind) == value.unit_zh), alike[0])


def _lists(campaign: Campaign, columns: Columns, person) -> dict[str, list[str]]:
    exactness = exactness_words()
    units = [unit_label(unit) for unit in units_of(campaign, person)]
    clauses = [clause_label(one) for one in Clause.objects.filter(version=campaign.version_id).order_by("order")]
    return {
        "kind": [str(one) for one in kinds_of(campaign).things], "front": [str(one) for one in fronts_of(campaign).things],
        "host": units, "co_hosts": units, "participants": units, "reporting_unit": units, "clauses": clauses,
        **{f"exact:{key}": exactness for key in columns.measures}, **{f"exact:{n}": exactness for n in range(1, PAIRS + 1)},
        **{f"other:{n}": [one.label for one in columns.measures.values()] for n in range(1, PAIRS + 1)}}


# Cells in which more may stand than one entry of the list.
_OPEN = ("host", "co_hosts", "participants", "reporting_unit", "clauses")


def _drop_downs(book, page, codes: list[str], lists: dict[str, list[str]]) -> None:
    hidden = book.add_worksheet(LISTS)
    hidden.hide()
    ranges: dict[tuple[str, ...], str] = {}
    for n, code in enumerate(codes):
        entries = tuple(lists.get(code, ()))
        if not entries:
            continue
        if entries not in ranges:
            column = len(ranges)
            hidden.write_column(0, column, [safe_cell(entry) for entry in entries])
            name = xl_col_to_name(column, col_abs=True)
            ranges[entries] = f"={LISTS}!{name}$1:{name}${len(entries)}"
        page.data_validation(FIRST_ROW, n, FIRST_ROW + PREPARED_ROWS - 1, n, {
            "validate": "list", "source": ranges[entries], "show_error": code not in _OPEN,
            "error_title": _("Not in the list")[:32], "error_message": _("Choose an entry of the list.")[:255]})


def _about(book, campaign: Campaign) -> None:
    page = book.add_worksheet(_("How to fill it in")[:31])
    page.set_column(0, 0, 100, book.add_format({"text_wrap": True, "valign": "top"}))
    notes = (
        str(campaign),
        _("One row is one activity. Columns with a star must be filled; all others may stay empty."),
        _("A day is written as 2012-03-05. Where it lasted, give the first and the last day. Where the day is not known, leave both empty and write between which days it lay, under “not before” and “not after”."),
        _("Choose kinds, fronts, units and clauses from the lists. Several units or clauses in one cell are parted by a semicolon; names and codes may be typed."),
        _("A number is written in digits. Where it is not exact, choose in the column beside it “at least”, “about” or “at most”; 130余 and 约5万 are understood as well. An empty cell means that nothing is known; 0 means none."),
        _("Attendances and persons are two kinds of number. Use the column that fits, and do not fill in both unless both were counted."),
        _("Columns may be left out or moved. The row that begins with # is help and is not read."),
        _("Upload the file on the page where you got it. First you see what would happen; nothing is kept until you say so."))
    for number, note in enumerate(notes):
        page.write_string(number, 0, note, book.add_format({"bold": True, "text_wrap": True}) if number == 0 else None)
    if get_language() == "en":
        page.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))
