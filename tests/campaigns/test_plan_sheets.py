"""A plan as a sheet, out and in again; every cell that needs mending; whole or not at all. And as an official table."""
import datetime as dt
import io
from decimal import Decimal

import pytest
from docx import Document

from tests.campaigns.cascade import JUNE, MARCH
from xuanguan.campaigns.actions import handing_down, instructions, plans
from xuanguan.campaigns.exports.plans import plan_document, plan_sheet, register_sheet, units_in_words
from xuanguan.campaigns.imports.plan_sheets import NothingNew, import_plan_sheet, read_plan_sheet
from xuanguan.campaigns.models import PlanItem
from xuanguan.campaigns.plan_columns import plan_columns
from xuanguan.campaigns.planning import HandDown, InstructionItem, InstructionValues, PlanItemValues
from xuanguan.campaigns.queries.instructions import RegisterFilters, register
from xuanguan.campaigns.queries.plans import items_of_plan
from xuanguan.common.exceptions import NotAllowed, RowErrors
from xuanguan.common.spreadsheets import UnreadableSheet, read_tables, write_sheet

HEADINGS = ["Key", "Number", "What is to be done", "Clause codes", "Starts", "Due", "What counts", "Target value", "Qualifier", "Unit of measure", "Handed down to", "Note"]


@pytest.fixture
def plan(here):
    """With a lecture item of its own, agreed with nobody yet."""
    lecture = here.campaign.kinds.prefetch_related("measures").get(code="lecture")
    clause = here.campaign.version.clauses.get(code="1")
    here.item(here.city, here.officer, text="举办讲座", number="一", kind=lecture, measure="sessions", value=Decimal(20), word="场", clauses=(clause,), starts=MARCH)
    return here.plan(here.city)


def sheet(*rows: dict) -> bytes:
    return write_sheet("plan", HEADINGS, [[row.get(heading, "") for heading in HEADINGS] for row in rows])


def rows_of(data: bytes) -> list[list]:
    return next(iter(read_tables(data, "plan.xlsx").values()))


def test_a_plan_goes_out_and_comes_in_again_as_it_is(here, plan):
    handing_down.hand_down(item=plan.items.get(), to=[HandDown(here.county)], by=here.officer, on=MARCH)
    data = plan_sheet(plan, list(items_of_plan(plan)))

    assert [str(value) for value in rows_of(data)[1]] == [
        f"P{plan.items.get().pk}", "一", "举办讲座", "1", "2012-03-01", "2012-06-30", "Lecture: Sessions", "20.0", "exactly", "场", "510922-qts", ""]
    run = read_plan_sheet(data, "plan.xlsx", plan=plan, by=here.officer, on=MARCH)
    assert (run.errors, run.new, run.there) == ([], [], 1)
    with pytest.raises(NothingNew) as refused:
        import_plan_sheet(data, "plan.xlsx", plan=plan, by=here.officer, on=MARCH)
    assert refused.value.sentence == "The sheet says nothing that the plan does not say already."


def test_rows_add_change_and_hand_down(here, plan):
    key = f"P{plan.items.get().pk}"
    data = sheet(
        {"Key": key, "Number": "一", "What is to be done": "举办讲座", "Clause codes": "1、2", "Due": "2012-05-31", "What counts": "Lecture", "Target value": "25", "Qualifier": "at least",
         "Unit of measure": "场"},
        {"What is to be done": "张贴标语", "What counts": "Any activity that cites the clause", "Clause codes": "3", "Due": "2012-06-30", "Handed down to": "射洪质监局"})

    run = import_plan_sheet(data, "plan.xlsx", plan=plan, by=here.officer, on=MARCH)

    first, second = items_of_plan(plan)
    assert len(run.new) == 2
    assert (first.due, first.value, first.qualifier, first.measure, first.starts, {clause.code for clause in first.clauses.all()}) == (
        dt.date(2012, 5, 31), 25, "at_least", "", None, {"1", "2"})
    assert (second.text, second.only_citing, second.kind, [child.plan.unit for child in second.children.all()]) == ("张贴标语", True, None, [here.county])


def test_everything_wrong_is_named_by_its_cell_and_nothing_is_entered(here, plan):
    key = f"P{plan.items.get().pk}"
    data = sheet(
        {"Key": "P999999", "What is to be done": "甲"}, {"Key": key, "What is to be done": "举办讲座"}, {"Key": key, "What is to be done": "又一次"},
        {"What is to be done": "", "Due": "2012-06-30"}, {"What is to be done": "乙", "Clause codes": "99", "Starts": "2012-06-30", "Due": "2012-03-01"},
        {"What is to be done": "丙", "What counts": "Singing", "Target value": "many", "Due": "soon"},
        {"What is to be done": "丁", "What counts": "Any activity that cites the clause", "Target value": -1},
        {"What is to be done": "戊", "Handed down to": "内江质监局、没有的局"})

    with pytest.raises(RowErrors) as refused:
        import_plan_sheet(data, "plan.xlsx", plan=plan, by=here.officer, on=MARCH)

    assert [(error.cell, error.sentence) for error in refused.value.errors if error.cell not in ("G7",)] == [
        ("A2", "The plan has no item P999999. Leave the cell empty for a new item."),
        ("A4", "This item stands twice in the sheet."),
        ("C5", "Fill this cell."),
        ("D6", "The policy has no clause of the code 99. Its page lists them."),
        ("F6", "It is due on 1 March 2012, before it starts on 30 June 2012."),
        ("F7", "“soon” is no day. Write it as 2012-05-25."),
        ("H7", "“many” is no number."),
        ("D8", "Only activities that cite its clause count for the item: name exactly one clause, or the heading above several."),
        ("H8", "A target is a number of zero or more."),
        ("K9", "No unit is called 没有的局. Write its full name or code, or let unknown names stand as written."),
        ("K9", "内江质监局: It does not stand below 遂宁质监局.")]
    assert (plan.items.count(), PlanItem.objects.filter(parent__plan=plan).count()) == (1, 0)


def test_what_was_asked_is_not_changed_by_a_sheet_but_may_be_handed_down(here, plan):
    asked = handing_down.hand_down(item=here.item(here.lead, due=JUNE), to=[HandDown(here.city)], by=here.office, on=MARCH)[0]
    other = sheet({"Key": f"P{asked.pk}", "What is to be done": "举办讲座", "Due": "2012-05-01", "Qualifier": "exactly"})
    same = sheet({"Key": f"P{asked.pk}", "What is to be done": "举办讲座", "Due": "2012-06-30", "Handed down to": "射洪质监局"})

    run = read_plan_sheet(other, "plan.xlsx", plan=plan, on=MARCH)
    import_plan_sheet(same, "plan.xlsx", plan=plan, by=here.officer, on=MARCH)

    assert [(error.cell, error.sentence) for error in run.errors] == [
        ("A2", "This item is “Asked by the level above”: its terms are answered on its page, not in a sheet.")]
    assert asked.children.get().plan.unit == here.county


def test_a_sheet_without_what_is_needed_or_by_a_stranger_is_refused(here, plan):
    run = read_plan_sheet(write_sheet("plan", ["Number", "What is to be done", "Colour"], [["一", "甲", "红"]]), "plan.xlsx", plan=plan, on=MARCH)
    with pytest.raises(NotAllowed):
        read_plan_sheet(sheet({"What is to be done": "甲"}), "plan.xlsx", plan=plan, by=here.county_officer, on=MARCH)
    with pytest.raises(UnreadableSheet):
        read_plan_sheet(b"no sheet", "plan.xlsx", plan=plan, on=MARCH)

    assert [error.sentence for error in run.errors] == ["The column “Colour” is not known here. Take it out, or use the template's headings."]


def test_columns_offer_the_kinds_of_the_campaign(here):
    counts = next(column for column in plan_columns(here.campaign) if column.key == "counts")

    assert [str(label) for _value, label in counts.choices] == [
        "Any activity that cites the clause", "Lecture", "Lecture: Sessions", "Lecture: Attendances", "Agreement"]
    assert counts.choice_of("讲座·场次") == "lecture:sessions"


def test_the_official_table_holds_every_item_but_the_dropped(here, plan):
    handing_down.hand_down(item=plan.items.get(), to=[HandDown(here.county)], by=here.officer, on=MARCH)
    dropped = here.item(here.city, here.officer, text="不做了")
    plans.drop_item(item=dropped, reason="取消", by=here.officer)
    plans.change_plan(plan=plan, title="遂宁实施方案", number="遂质监〔2012〕12号", note="为贯彻纲要，制定本方案。", by=here.officer)
    here.item(here.city, here.officer, text="合格率", value=Decimal(98), word="%", due=None)
    submitted = plans.submit_plan(plan=plan, by=here.officer, on=MARCH)
    accepted = plans.accept_plan(plan=submitted, by=here.verifier, on=JUNE)

    book = Document(io.BytesIO(plan_document(accepted, list(items_of_plan(accepted)))))

    assert [[cell.text for cell in row.cells] for row in book.tables[0].rows] == [
        ["序号", "工作内容", "对应条款", "目标", "下达单位", "完成时限", "备注"],
        ["一", "举办讲座", "1", "讲座·场次 20场", "射洪质监局", "2012年6月30日", ""],
        ["2", "合格率", "—", "98%", "—", "—", ""]]
    assert [paragraph.text for paragraph in book.paragraphs] == [
        "遂宁实施方案", "遂宁质监局　遂质监〔2012〕12号　2012年6月30日", "为贯彻纲要，制定本方案。", "注：本方案已于2012年6月30日经四川质监局同意。"]


def test_many_units_below_are_counted():
    assert units_in_words([str(n) for n in range(9)]) == "0、1、2、3、4、5等9个单位"


def test_the_register_goes_out_with_a_row_for_each_item(here):
    values = InstructionValues(campaign=here.campaign, unit=here.units["510000-gov"], leader="周省长", text="=SUM(A1)", given_on=MARCH, due=JUNE, number="8号")
    instructions.give_instruction(values=values, by=here.office, on=MARCH, items=[InstructionItem(here.city, "自查", dt.date(2012, 4, 1))])
    instructions.give_instruction(values=values, by=here.office, on=MARCH)

    rows = rows_of(register_sheet(register(here.office, here.campaign, RegisterFilters(), dt.date(2012, 5, 1)), dt.date(2012, 5, 1)))

    assert [[str(value) for value in row] for row in rows[1:]] == [
        ["8号", "2012-03-01", "周省长", "'=SUM(A1)", "四川省政府", "", "", "2012-06-30", "Being followed up", "", ""],
        ["8号", "2012-03-01", "周省长", "'=SUM(A1)", "四川省政府", "自查", "遂宁质监局", "2012-04-01", "Asked by the level above", "30.0", ""]]


def test_what_the_sheet_reads_is_what_was_written(here, plan):
    """Round trip: values out and in again are the same, whatever they are."""
    lecture = here.campaign.kinds.get(code="lecture")
    clauses = tuple(here.campaign.version.clauses.all()[:2])
    made = plans.write_items(plan=plan, by=here.officer, new=[
        PlanItemValues("甲", number="二(一)", clauses=clauses, starts=MARCH, due=JUNE, kind=lecture, value=Decimal("12.5"), qualifier="about", word="场", note="备注"),
        PlanItemValues("乙"), PlanItemValues("丙", clauses=clauses[:1], only_citing=True, qualifier="at_most", value=Decimal(0))])

    run = read_plan_sheet(plan_sheet(plan, list(items_of_plan(plan))), "plan.xlsx", plan=plan, on=MARCH)

    assert (len(made), run.there, run.new, run.errors) == (3, 4, [], [])
