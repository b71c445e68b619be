"""The sheets to fill in: headings, a help row that reading passes over, drop-down lists, and a list of the codes."""
import io
from collections.abc import Sequence

import xlsxwriter
from django.utils.translation import gettext as _

from xuanguan.common.spreadsheets import safe_cell
from xuanguan.organisations.columns import Column
from xuanguan.organisations.models import Unit

ROWS = 2000  # so many rows below the headings have drop-downs
UNIT_COLUMNS = ("territory", "superior", "unit", "group")


def template(title: str, columns: Sequence[Column]) -> bytes:
    """An xlsx in the language of the page. Cells for units offer the open units as “510922 射洪县”; reading takes the code."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    heading = book.add_format({"bold": True, "bottom": 1})
    needed = book.add_format({"bold": True, "bottom": 1, "bg_color": "#F3E3E0"})
    help_text = book.add_format({"italic": True, "font_color": "#666666", "text_wrap": True, "valign": "top"})
    page = book.add_worksheet(title[:31])
    lists = book.add_worksheet(_("Choices")[:31])
    page.freeze_panes(2, 0)
    page.set_row(1, 48)
    units = [f"{code} {name}" for code, name in Unit.objects.filter(is_open=True).order_by("first").values_list("code", "name_zh")]
    for n, column in enumerate(columns):
        page.write_string(0, n, column.heading, needed if column.is_needed else heading)
        page.write_string(1, n, f"# {column.help}" if n == 0 else str(column.help), help_text)
        page.set_column(n, n, max(14, min(36, 2 * len(column.heading) + 6)))
        values = units if column.key in UNIT_COLUMNS else [str(label) for _value, label in column.choices]
        if values:
            _drop_down(page, lists, n, column, values)
    book.close()
    return out.getvalue()


def _drop_down(page, lists, n: int, column: Column, values: list[str]) -> None:
    lists.write_string(0, n, column.heading)
    lists.set_column(n, n, 28)
    for number, value in enumerate(values, start=1):
        lists.write(number, n, safe_cell(value))
    letter = xlsxwriter.utility.xl_col_to_name(n)
    is_open_list = column.key in UNIT_COLUMNS  # a unit may stand in another row of the same sheet
    page.data_validation(2, n, ROWS, n, {
        "validate": "list", "source": f"='{lists.get_name()}'!${letter}$2:${letter}${len(values) + 1}", "ignore_blank": True,
        "error_type": "information" if is_open_list else "stop", "error_title": column.heading[:32],
        "error_message": str(_("Choose from the list.")),
    })
