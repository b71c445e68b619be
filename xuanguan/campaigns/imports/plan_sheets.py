"""A plan from a spreadsheet: a row is an item. First a dry run with every error by cell, then whole or not at all."""
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils.translation import gettext as _

from xuanguan.campaigns.actions.handing_down import hand_down
from xuanguan.campaigns.actions.plans import write_items
from xuanguan.campaigns.assigning import NamesAtHand, looked_up_as, names_in
from xuanguan.campaigns.enums import PlanItemState
from xuanguan.campaigns.hierarchy import Ladder
from xuanguan.campaigns.imports.responsibility_sheets import unknown_sentence
from xuanguan.campaigns.models import Plan, PlanItem
from xuanguan.campaigns.permissions.plans import check_write
from xuanguan.campaigns.plan_columns import ANYTHING, counted_by, plan_columns, what_can_count
from xuanguan.campaigns.planning import HandDown, PlanItemValues, problems_of, problems_of_handing_down
from xuanguan.campaigns.queries.plans import items_of_plan
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.imports.cells import DryRun, Reader, many, open_sheet, put_in_order, readers
from xuanguan.organisations.models import Unit
from xuanguan.quantities import Qualifier


@dataclass
class PlanRow:
    """One row: a new item (`item` None) or another wording of one that the unit proposed; and to whom it is handed down."""

    reader: Reader
    values: PlanItemValues
    item: PlanItem | None = None
    units: list[Unit] = field(default_factory=list)


def read_plan_sheet(data: bytes, name: str, *, plan: Plan, by=None, on) -> DryRun[PlanRow]:
    """What the sheet would add and change (`run.new`), how many rows say what is there already, every cell that needs mending.

    Raises UnreadableSheet, NotAllowed. What was handed down, agreed or reported is not changed by a sheet: such a row must say what
    is there. Handing down adds units; none is taken away.
    """
    if by is not None:
        check_write(by, plan)
    columns = plan_columns(plan.campaign)
    sheet, headings, errors = open_sheet(data, name, columns)
    run: DryRun[PlanRow] = DryRun(sheet, errors=errors)
    if errors:
        return run
    known = {f"P{item.pk}": item for item in items_of_plan(plan)}
    rows = list(readers(sheet, headings, columns, errors))
    reading = _Reading(plan, known, NamesAtHand([looked_up_as(one) for reader in rows for one in names_in(reader.row.text(headings.get("units", "")))],
                                                plan.campaign.territory), on)
    seen: set[int] = set()
    for reader in rows:
        row = reading.row(reader)
        if row.item is not None and row.item.pk in seen:
            reader.wrong("key", _("This item stands twice in the sheet."))
        elif row.item is not None:
            seen.add(row.item.pk)
        if row.item is not None and reading.says_the_same(row):
            run.there += 1
        elif row.item is not None and row.item.state != PlanItemState.PROPOSED and not reading.says_the_same(row, units=False):
            reader.wrong("key", _("This item is “%(state)s”: its terms are answered on its page, not in a sheet.") % {"state": row.item.get_state_display()})
        else:
            run.new.append(row)
    put_in_order(errors)
    return run


@transaction.atomic
def import_plan_sheet(data: bytes, name: str, *, plan: Plan, by, on) -> DryRun[PlanRow]:
    """Enter the whole sheet, or nothing. Raises RowErrors with every cell, UnreadableSheet, CannotPlan, NotAllowed."""
    run = read_plan_sheet(data, name, plan=plan, by=by, on=on)
    run.raise_errors()
    fresh = [row for row in run.new if row.item is None]
    changed = [(row.item, row.values) for row in run.new if row.item is not None and row.item.state == PlanItemState.PROPOSED]
    if not run.new:
        raise NothingNew()
    made = write_items(plan=plan, new=[row.values for row in fresh], changed=changed, by=by, on=on) if fresh or changed else []
    items = dict(zip((id(row) for row in fresh), made, strict=True))
    for row in run.new:
        if row.units:
            hand_down(item=row.item or items[id(row)], to=[HandDown(unit) for unit in row.units], by=by, on=on)
    return run


class NothingNew(PersonError):
    def __str__(self) -> str:
        return _("The sheet says nothing that the plan does not say already.")


class _Reading:
    """What is known while the rows of one sheet are read."""

    def __init__(self, plan: Plan, known: dict[str, PlanItem], names: NamesAtHand, on) -> None:
        self.plan, self.known, self.names, self.on = plan, known, names, on
        self.clauses = {clause.code: clause for clause in plan.campaign.version.clauses.all()}
        self.counted = {one.code: one for one in what_can_count(plan.campaign)}
        self.ladder = Ladder(plan.campaign)
        self.held: dict[int, set[int]] = {}
        below = PlanItem.objects.filter(parent__plan=plan).exclude(state=PlanItemState.DROPPED)
        for parent, unit in below.values_list("parent_id", "plan__unit_id"):
            self.held.setdefault(parent, set()).add(unit)

    def row(self, reader: Reader) -> PlanRow:
        key = reader.text("key")
        item = self.known.get(key)
        if key and item is None:
            reader.wrong("key", _("The plan has no item %(key)s. Leave the cell empty for a new item.") % {"key": key[:20]})
        values = self.values(reader, item)
        problems = problems_of(values, self.plan.campaign)
        units = self.units(reader, values, item) if not problems else []
        for problem in problems:
            if problem.field != "text":
                reader.wrong({"kind": "counts", "measure": "counts"}.get(problem.field, problem.field), problem.sentence)
        return PlanRow(reader, values, item, units)

    def values(self, reader: Reader, item: PlanItem | None) -> PlanItemValues:
        codes = many(reader.text("clauses"))
        unknown = [code for code in codes if code not in self.clauses]
        if unknown:
            reader.wrong("clauses", _("The policy has no clause of the code %(code)s. Its page lists them.") % {"code": unknown[0][:40]})
        counts = reader.choice("counts")
        counted = self.counted.get(counts)
        return PlanItemValues(
            text=reader.text("text"), number=reader.text("number")[:40], clauses=tuple(self.clauses[code] for code in codes if code in self.clauses),
            starts=reader.day("starts"), due=reader.day("due"), kind=counted.kind if counted else None, measure=counted.measure if counted else "",
            only_citing=counts == ANYTHING or bool(item and item.only_citing and counted), value=self.value(reader),
            qualifier=reader.choice("qualifier") or Qualifier.EXACT.value, word=reader.text("word")[:20], note=reader.text("note")[:300],
            indicator=item.indicator if item else None, parent=item.parent if item else None)

    def value(self, reader: Reader) -> Decimal | None:
        text = reader.text("value").replace(",", "").replace("，", "")
        if not text:
            return None
        try:
            return Decimal(text)
        except InvalidOperation:
            reader.wrong("value", _("“%(text)s” is no number.") % {"text": text[:40]})
            return None

    def units(self, reader: Reader, values: PlanItemValues, item: PlanItem | None) -> list[Unit]:
        """The units named that do not have the item yet."""
        held = self.held.get(item.pk, set()) if item else set()
        found = []
        for name in names_in(reader.text("units")):
            known = self.names.find(looked_up_as(name))
            if known.unit is None:
                reader.wrong("units", unknown_sentence(known))
            elif known.unit.pk not in held:
                found.append(known.unit)
        as_written = PlanItem(plan=self.plan, parent=item.parent if item else None, starts=values.starts, due=values.due)
        for problem in problems_of_handing_down(as_written, [HandDown(unit) for unit in found], self.ladder, self.on):
            reader.wrong("units", f"{problem.place}: {problem.sentence}")
        return found

    def says_the_same(self, row: PlanRow, *, units: bool = True) -> bool:
        """Whether the row says what the item says already; with `units`, also to whom it is handed down."""
        item, values = row.item, row.values
        if item is None or (units and row.units):
            return False
        counts = (ANYTHING if values.only_citing else "") if values.kind is None else f"{values.kind.code}:{values.measure}" if values.measure else values.kind.code
        return (values.text.strip(), values.number, {clause.pk for clause in values.clauses}, values.starts, values.due, values.value, values.qualifier, values.word,
                values.note, counts) == (
            item.text, item.number, {clause.pk for clause in item.clauses.all()}, item.starts, item.due, item.value, item.qualifier, item.word, item.note,
            counted_by(item))
