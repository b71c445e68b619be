"""Who answers for what, from a spreadsheet: a row is a task; first a dry run with every error by cell, then whole or not at all."""
import datetime as dt
import re
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xuanguan.campaigns import actions
from xuanguan.campaigns.assigning import DocumentValues, ItemValues, Known, NamesAtHand, assignments_in, looked_up_as, names_in
from xuanguan.campaigns.enums import AssignmentRole
from xuanguan.campaigns.models import Campaign, ResponsibilityDocument
from xuanguan.organisations.columns import Column
from xuanguan.organisations.imports.cells import DryRun, Reader, open_sheet, put_in_order, readers
from xuanguan.policies.models import Clause
from xuanguan.reading.deadlines import find_deadline

YES = (("yes", gettext_lazy("yes")),)
ROLES = {"lead": AssignmentRole.LEAD, "support": AssignmentRole.SUPPORT, "joint": AssignmentRole.JOINT, "by_function": AssignmentRole.BY_FUNCTION}
_SEVERAL = gettext_lazy("Several with 、 between them")
COLUMNS = [
    Column("number", "序号", "Number", gettext_lazy("As in the document, as 一(一)1")),
    Column("task", "重点任务", "Task", gettext_lazy("What is to be done"), is_needed=True),
    Column("clause", "条款编号", "Clause code", gettext_lazy("Of the policy that is carried out, as 3.a; empty: not known")),
    Column("lead", "牵头单位", "Lead", gettext_lazy("Name, short name or code; several with 、 between them")),
    Column("support", "配合单位", "Support", _SEVERAL),
    Column("joint", "共同责任单位", "Joint", gettext_lazy("Listed together, nobody leads")),
    Column("by_function", "按职责分工单位", "By their duties", gettext_lazy("Each by its own duties, as 成员单位")),
    Column("open", "名单未尽(等)", "Open list", gettext_lazy("yes, where the list ends in 等"), choices=YES),
    Column("due", "完成时限", "Due", gettext_lazy("2012-06-30, or in words: 6月底前")),
    Column("note", "备注", "Note", ""),
]
_DAY = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}")


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """What the sheet does not say itself. `keeps_unknown`: names of no unit are entered as written."""

    title: str
    code: str
    one_lead: bool = False
    keeps_unknown: bool = False
    replaces: bool = False


@dataclass
class SheetItem:
    reader: Reader
    values: ItemValues


def read_responsibility_sheet(data: bytes, name: str, *, campaign: Campaign, options: SheetOptions) -> DryRun[SheetItem]:
    """The tasks that the sheet would enter, or every cell that needs mending. Raises UnreadableSheet."""
    sheet, headings, errors = open_sheet(data, name, COLUMNS)
    run: DryRun[SheetItem] = DryRun(sheet, errors=errors)
    if errors:
        return run
    rows = list(readers(sheet, headings, COLUMNS, errors))
    texts = [reader.row.text(headings.get(key, "")) for reader in rows for key in ROLES]
    names = NamesAtHand((looked_up_as(one) for text in texts for one in names_in(text)), campaign.territory)
    clauses = {clause.code: clause for clause in campaign.version.clauses.all()}
    run.new = [SheetItem(reader, _item(reader, names, clauses, campaign, options)) for reader in rows]
    by_place = {one.values.place: one.reader for one in run.new}
    for problem in actions.problems_of(document_of(run, options), campaign):
        if problem.place in by_place and problem.field != "text":
            by_place[problem.place].wrong(problem.field, problem.sentence)
    put_in_order(errors)
    return run


@transaction.atomic
def import_responsibility_sheet(data: bytes, name: str, *, campaign: Campaign, options: SheetOptions, by) -> ResponsibilityDocument:
    """Enter the sheet as one document: all of it, or nothing. Raises RowErrors with every cell, UnreadableSheet, CannotAssign."""
    run = read_responsibility_sheet(data, name, campaign=campaign, options=options)
    run.raise_errors()
    return actions.write_document(campaign=campaign, values=document_of(run, options), replaces=options.replaces, by=by)


def document_of(run: DryRun[SheetItem], options: SheetOptions) -> DocumentValues:
    items = tuple(one.values for one in run.new)
    roles = {one.role for item in items for one in item.assignments}
    rule = next((rule for role, rule in (("lead", "labelled"), ("support", "labelled"), ("joint", "joint"), ("by_function", "by_function")) if role in roles), "")
    return DocumentValues(code=options.code, title=options.title, items=items, lead_rule=rule, one_lead=options.one_lead)


def _item(reader: Reader, names: NamesAtHand, clauses: dict[str, Clause], campaign: Campaign, options: SheetOptions) -> ItemValues:
    code = reader.text("clause")
    if code and code not in clauses:
        reader.wrong("clause", _("The policy has no clause of the code %(code)s. Its page lists them.") % {"code": code[:40]})
    lists = {str(role): reader.text(key) for key, role in ROLES.items()}
    assignments, unknown = assignments_in(lists, names, keeps_unknown=options.keeps_unknown)
    for role, known in unknown:
        reader.wrong(next(key for key, one in ROLES.items() if one == role), unknown_sentence(known))
    due, due_text = _due(reader, campaign)
    return ItemValues(
        text=reader.text("task"), number=reader.text("number")[:40], clause=clauses.get(code), is_open=bool(reader.choice("open")), due=due,
        due_text=due_text[:60], note=reader.text("note")[:300], assignments=assignments, place=_("row %(row)s") % {"row": reader.row.number})


def unknown_sentence(known: Known) -> str:
    if known.several:
        return _("Several units are called %(name)s: %(units)s. Write the code of the one you mean.") % {
            "name": known.name, "units": _(", ").join(f"{unit.name_zh} ({unit.code})" for unit in known.several[:4])}
    return _("No unit is called %(name)s. Write its full name or code, or let unknown names stand as written.") % {"name": known.name}


def _due(reader: Reader, campaign: Campaign) -> tuple[dt.date | None, str]:
    text = reader.text("due")
    if not text:
        return None, ""
    if _DAY.match(text):
        return reader.day("due"), ""
    deadline = find_deadline(text if text.endswith(("前", "内", "进", "持")) else f"{text}前", campaign.begins)
    return (deadline.day if deadline else None), text
