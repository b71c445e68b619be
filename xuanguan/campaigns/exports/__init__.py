"""Who answers for what, as files: a workbook (matrix, and the list in the columns that the import reads), a table as official documents print it."""
import datetime as dt
import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from xuanguan.campaigns.enums import AssignmentRole
from xuanguan.campaigns.models import Campaign, ResponsibilityDocument, ResponsibilityItem
from xuanguan.campaigns.queries import Matrix, items_of
from xuanguan.common.spreadsheets import safe_cell

MARKS = {AssignmentRole.LEAD: "●", AssignmentRole.SUPPORT: "○", AssignmentRole.JOINT: "◐", AssignmentRole.BY_FUNCTION: "◇"}
# GB/T 9704-2012: 方正小标宋 for titles, 仿宋 for the body, A4 with these margins (cm).
TITLE_FONT, HEAD_FONT, BODY_FONT = "方正小标宋简体", "黑体", "仿宋"
MARGINS = {"top_margin": 3.7, "bottom_margin": 3.5, "left_margin": 2.8, "right_margin": 2.6}
WIDTHS = (1.6, 8.9, 5.0, 6.0, 2.8)


def matrix_workbook(matrix: Matrix, campaign: Campaign, documents: Iterable[ResponsibilityDocument]) -> bytes:
    """Sheet 1: clauses × units with marks and sums, heads frozen. Sheet 2: the tasks as a list."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14}), "head": book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"}),
        "unit": book.add_format({"bold": True, "border": 1, "rotation": 90, "align": "center"}), "chapter": book.add_format({"bold": True, "bg_color": "#F0EDE6"}),
        "text": book.add_format({"border": 1, "text_wrap": True, "valign": "top"}), "mark": book.add_format({"border": 1, "align": "center", "valign": "vcenter"}),
        "gap": book.add_format({"border": 1, "text_wrap": True, "valign": "top", "bg_color": "#F6E3DC"}), "day": book.add_format({"num_format": "yyyy-mm-dd", "border": 1})}
    _matrix_page(book.add_worksheet(_("Matrix")[:31]), matrix, campaign, formats)
    _list_page(book.add_worksheet(_("Tasks")[:31]), documents, formats)
    book.close()
    return out.getvalue()


def _matrix_page(page, matrix: Matrix, campaign: Campaign, formats: dict) -> None:
    page.set_landscape()
    page.set_paper(8)  # A3
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, str(campaign), formats["title"])
    page.write_string(1, 0, _("● lead  ○ support  ◐ joint  ◇ by its duties"))
    heads = [_("No."), _("Task"), _("Leads"), _("Others")]
    for n, head in enumerate(heads):
        page.write_string(2, n, head, formats["head"])
    for n, column in enumerate(matrix.columns, start=len(heads)):
        page.write(2, n, safe_cell(column.short), formats["unit"])
    page.set_row(2, 110)
    page.set_column(0, 0, 10)
    page.set_column(1, 1, 46)
    page.set_column(2, 3, 6)
    page.set_column(4, max(4, 3 + len(matrix.columns)), 4)
    page.freeze_panes(3, 2)
    page.repeat_rows(2)
    place = {column.key: n for n, column in enumerate(matrix.columns, start=len(heads))}
    row = 3
    for chapter in matrix.chapters:
        page.write(row, 0, safe_cell(str(chapter.heading) if chapter.heading else _("Tasks without a clause of the policy")), formats["chapter"])
        row += 1
        for line in chapter.lines:
            look = formats["gap" if line.is_gap else "text"]
            page.write(row, 0, safe_cell(line.number), look)
            page.write(row, 1, safe_cell(line.title), look)
            page.write_number(row, 2, len(line.leads), formats["mark"])
            page.write_number(row, 3, len(line.cells) - len(line.leads), formats["mark"])
            for key, role in line.cells.items():
                if key in place:
                    page.write_string(row, place[key], MARKS[AssignmentRole(role)], formats["mark"])
            row += 1
    page.write_string(row, 1, _("Leads / all"), formats["head"])
    for column in matrix.columns:
        page.write_string(row, place[column.key], f"{column.leads}/{column.total}", formats["mark"])


def _list_page(page, documents: Iterable[ResponsibilityDocument], formats: dict) -> None:
    """In the columns of the import's template, so that a list can be mended and brought in again."""
    heads = ["序号", "重点任务", "条款编号", "牵头单位", "配合单位", "共同责任单位", "按职责分工单位", "名单未尽(等)", "完成时限", "备注"]
    for n, head in enumerate(heads):
        page.write_string(0, n, head, formats["head"])
    page.set_column(1, 1, 46)
    page.set_column(3, 6, 28)
    page.freeze_panes(1, 2)
    row = 1
    for document in documents:
        for item in items_of(document):
            values = [item.number, item.text, item.clause.code if item.clause else "", *(_names(item, role) for role in MARKS),
                      _("yes") if item.is_open else "", item.due.isoformat() if item.due else item.due_text, item.note]
            for n, value in enumerate(values):
                page.write(row, n, safe_cell(value), formats["text"])
            row += 1


def _names(item: ResponsibilityItem, role: str, between: str = "、") -> str:
    return between.join(one.name for one in sorted(item.assignments.all(), key=lambda one: one.order) if one.role == role)


def division_of_work(documents: Sequence[ResponsibilityDocument], campaign: Campaign) -> bytes:
    """重点任务分工表, as an annex to a document prints it: number, task, lead, support, deadline; a table for each document."""
    book = Document()
    section = book.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    for name, width in MARGINS.items():
        setattr(section, name, Cm(width))
    _font(book.styles["Normal"], BODY_FONT, 12)
    book.core_properties.title = str(campaign)
    for n, document in enumerate(documents):
        if n:
            book.add_page_break()
        _title(book, document)
        _table(book, list(items_of(document)))
        for note in filter(None, (document.lead_rule_text, document.note)):
            book.add_paragraph(f"注：{note}")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _title(book, document: ResponsibilityDocument) -> None:
    title = book.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _font(title.add_run(document.title), TITLE_FONT, 22)
    told = "　".join(part for part in (document.issuer, document.number, _day(document.issued_on)) if part)
    if told:
        below = book.add_paragraph(told)
        below.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _table(book, items: Sequence[ResponsibilityItem]) -> None:
    table = book.add_table(rows=1, cols=len(WIDTHS), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for cell, head in zip(table.rows[0].cells, ("序号", "重点任务", "牵头单位", "配合单位", "完成时限"), strict=True):
        cell.text = ""
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _font(paragraph.add_run(head), HEAD_FONT, 12)
    _repeats(table.rows[0])
    for n, item in enumerate(items, 1):
        cells = table.add_row().cells
        for cell, text in zip(cells, _row(item, n), strict=True):
            cell.text = text
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)  # the table's own grid: some programs look at nothing else
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)


def _row(item: ResponsibilityItem, n: int) -> tuple[str, ...]:
    """Where nobody leads, the units listed together stand over both columns' meaning: in the first, with what they are."""
    lead, support = _names(item, AssignmentRole.LEAD), _names(item, AssignmentRole.SUPPORT)
    joint, by_function = _names(item, AssignmentRole.JOINT), _names(item, AssignmentRole.BY_FUNCTION)
    more = "等" if item.is_open else ""
    if support:
        support += more
    elif joint:
        joint += more
    elif by_function:
        by_function += more
    told = [lead, f"{joint}（共同负责）" if joint else "", f"{by_function}（按职责分工负责）" if by_function else ""]
    due = _day(item.due) or item.due_text
    return item.number or str(n), item.text, "\n".join(filter(None, told)) or "—", support or "—", due


def _day(day: dt.date | None) -> str:
    """As official documents write a day."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _repeats(row) -> None:
    """The head is printed again on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _font(thing, name: str, size: float) -> None:
    thing.font.name, thing.font.size = name, Pt(size)
    thing.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)
