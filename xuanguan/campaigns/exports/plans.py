"""A plan as a sheet that comes in again, and as the table that is printed with an official document; the register of instructions."""
import datetime as dt
import io
from collections.abc import Iterable, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm

from xuanguan.campaigns.enums import PlanItemState
from xuanguan.campaigns.exports import BODY_FONT, HEAD_FONT, MARGINS, TITLE_FONT, _font, _repeats
from xuanguan.campaigns.models import Instruction, Plan, PlanItem
from xuanguan.campaigns.models.plans import kind_in_words
from xuanguan.campaigns.plan_columns import counted_by, plan_columns
from xuanguan.campaigns.states import OPEN_ITEMS
from xuanguan.chinese.quantities import format_quantity
from xuanguan.common.spreadsheets import write_sheet

HEADS = ("序号", "工作内容", "对应条款", "目标", "下达单位", "完成时限", "备注")
# Centimetres; together what the margins of a landscape A4 leave.
WIDTHS = (1.4, 7.0, 2.4, 4.2, 3.8, 3.6, 1.8)


def plan_sheet(plan: Plan, items: Sequence[PlanItem]) -> bytes:
    """The plan in the columns that its import reads, with the key of each item. Dropped items are left out."""
    columns = plan_columns(plan.campaign)
    choices = {column.key: dict(column.choices) for column in columns}
    below = _below(items)
    rows = [[
        f"P{item.pk}", item.number, item.text, "、".join(clause.code for clause in item.clauses.all()), item.starts, item.due,
        str(choices["counts"].get(counted_by(item), "")), item.value if item.value is None else float(item.value), str(choices["qualifier"][item.qualifier]),
        item.word, "、".join(below.get(item.pk, ())), item.note] for item in items if item.state != PlanItemState.DROPPED]
    return write_sheet(_("Plan"), [column.heading for column in columns], rows, [
        str(plan), _("Rows with a key change that item; a row without one adds an item. Nothing is taken out of the plan by leaving a row away.")])


def _below(items: Sequence[PlanItem]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = PlanItem.objects.filter(parent__in=[item.pk for item in items]).exclude(state=PlanItemState.DROPPED).order_by("plan__unit__first")
    for parent, code in rows.values_list("parent_id", "plan__unit__code"):
        found.setdefault(parent, []).append(code)
    return found


def plan_document(plan: Plan, items: Sequence[PlanItem], below: dict[int, list[str]] | None = None) -> bytes:
    """实施方案任务分解表 in the form of GB/T 9704-2012, in Chinese whatever the language of the page."""
    book = Document()
    section = book.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    for name, width in MARGINS.items():
        setattr(section, name, Cm(width))
    _font(book.styles["Normal"], BODY_FONT, 12)
    title = plan.title or f"{plan.unit.name_zh}宣贯实施方案"
    book.core_properties.title = title
    _centred(book, title, TITLE_FONT, 22)
    told = "　".join(part for part in (plan.unit.name_zh, plan.number, _day(plan.accepted_on or plan.submitted_on)) if part)
    _centred(book, told, BODY_FONT, 12)
    if plan.note:
        book.add_paragraph(plan.note)
    _table(book, [item for item in items if item.state != PlanItemState.DROPPED], below if below is not None else _names_below(items))
    if plan.above is not None and plan.accepted_on:
        book.add_paragraph(f"注：本方案已于{_day(plan.accepted_on)}经{plan.above.name_zh}同意。")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _names_below(items: Sequence[PlanItem]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = PlanItem.objects.filter(parent__in=[item.pk for item in items]).exclude(state=PlanItemState.DROPPED).order_by("plan__unit__first")
    for parent, short, name in rows.values_list("parent_id", "plan__unit__short_zh", "plan__unit__name_zh"):
        found.setdefault(parent, []).append(short or name)
    return found


def _table(book, items: Sequence[PlanItem], below: dict[int, list[str]]) -> None:
    table = book.add_table(rows=1, cols=len(WIDTHS), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for cell, head in zip(table.rows[0].cells, HEADS, strict=True):
        cell.text = ""
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _font(cell.paragraphs[0].add_run(head), HEAD_FONT, 12)
    _repeats(table.rows[0])
    for n, item in enumerate(items, 1):
        words = (item.number or str(n), item.text, "、".join(clause.code for clause in item.clauses.all()) or "—", target_zh(item) or "—",
                 units_in_words(below.get(item.pk, [])) or "—", _day(item.due) or "—", item.note)
        for cell, text in zip(table.add_row().cells, words, strict=True):
            cell.text = text
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)


def target_zh(item: PlanItem) -> str:
    """The target as a document writes it: 讲座·场次 20场."""
    number = format_quantity(item.target) if item.target else ""
    counted = ""
    if item.kind is not None:
        measure = next((one.name_zh for one in item.kind.measures.all() if one.code == item.measure), "")
        counted = f"{item.kind.name_zh}{'·' + measure if measure else ''}"
    return f"{counted} {number}".strip()


def units_in_words(names: Sequence[str], most: int = 6) -> str:
    if len(names) <= most:
        return "、".join(names)
    return f"{'、'.join(names[:most])}等{len(names)}个单位"


def _centred(book, text: str, font: str, size: float) -> None:
    paragraph = book.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _font(paragraph.add_run(text), font, size)


def _day(day: dt.date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


# The register of instructions

def register_sheet(instructions: Iterable[Instruction], on: dt.date) -> bytes:
    """督办台账: a row for each item, with how it stands on the day."""
    heads = [_("Number in the register"), _("Day"), _("Instructed by"), _("Instruction"), _("Unit that chases it"), _("Item"), _("Unit that does it"), _("Due by"), _("State"),
             _("Days overdue"), _("Closed on")]
    rows = []
    for one in instructions:
        first = [one.number, one.given_on, one.leader, one.text, one.unit.name_zh]
        items = list(one.standing)  # type: ignore[attr-defined]
        rows += [[*first, item.text, item.plan.unit.name_zh, item.due, str(item.get_state_display()), days_late(item, on) or "", item.closed_on] for item in items]
        if not items:
            rows.append([*first, "", "", one.due, str(one.get_state_display()), "", one.closed_on])
    return write_sheet(_("Register of instructions"), heads, rows, [_("As of %(day)s") % {"day": date_format(on)}])


def days_late(item: PlanItem, on: dt.date) -> int:
    return (on - item.due).days if item.due and item.due < on and item.state in OPEN_ITEMS else 0


def counted_in_words(item: PlanItem) -> str:
    """What counts for the item, in the language of the page."""
    return kind_in_words(item.kind, item.measure) if item.kind is not None else _("activities that cite the clause") if item.only_citing else ""
