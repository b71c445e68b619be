"""Responsibilities come in from spreadsheets and prose: tried first, every mistake with its place, then whole or not at all."""
import datetime as dt
import io
from pathlib import Path

import pytest
import xlsxwriter
import yaml

from tests.builders import make_campaign, make_person, make_policy_version, make_unit
from xuanguan.campaigns import actions, imports, queries
from xuanguan.campaigns.models import ResponsibilityDocument
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.enums import NameKind, Role, UnitKind
from xuanguan.organisations.models import Unit, UnitName
from xuanguan.policies.models import Clause, TargetCascade

pytestmark = pytest.mark.django_db
HEADS = ["序号", "重点任务", "条款编号", "牵头单位", "配合单位", "共同责任单位", "按职责分工单位", "名单未尽(等)", "完成时限", "备注"]
SHARED = Path(__file__).resolve().parents[3] / "shared" / "sample" / "responsibility-samples.yaml"


@pytest.fixture
def campaign():
    province = make_unit("510000", "四川省")
    Unit.objects.filter(pk=province.pk).update(short_zh="四川")
    bureau = make_unit("510000-qts", "四川省质量技术监督局", under=province, kind=UnitKind.BUREAU)
    UnitName.objects.create(unit=bureau, kind=NameKind.SHORT, name="四川省质监局")
    make_unit("510000-fin", "四川省财政厅", under=province, kind=UnitKind.DEPARTMENT)
    make_unit("510000-fin2", "四川省财政厅", under=province, kind=UnitKind.OTHER)
    make_unit("510100", "成都市", under=province)
    return make_campaign(Unit.objects.get(code="510000"), version=make_policy_version(clauses=3))


@pytest.fixture
def coordinator(campaign):
    return make_person("coordinator", roles=[(Role.COORDINATOR, campaign.territory)])


def sheet(*rows, heads=HEADS) -> bytes:
    with io.BytesIO() as file:
        with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
            page = book.add_worksheet()
            for n, row in enumerate([heads, *rows]):
                page.write_row(n, 0, row)
        return file.getvalue()


def options(**said) -> imports.SheetOptions:
    return imports.SheetOptions(**{"title": "分工方案", "code": "plan"} | said)


def test_a_row_is_a_task_with_its_units_by_role(campaign, coordinator):
    data = sheet(["一(一)", "宣讲", "1", "省质监局", "510000-fin、成都市", "", "", "是", "2012-06-30", "先行"], ["二", "培训", "", "", "", "省质监局、成都市", "", "", "6月底前", ""],
                 ["三", "督查", "2", "", "", "", "成员单位", "", "", ""])

    document = imports.import_responsibility_sheet(data, "plan.xlsx", campaign=campaign, options=options(), by=coordinator)

    assert [(item.number, item.text, item.clause and item.clause.code, item.is_open, item.due, item.due_text, item.note) for item in queries.items_of(document)] == [
        ("一(一)", "宣讲", "1", True, dt.date(2012, 6, 30), "", "先行"), ("二", "培训", None, False, dt.date(2012, 6, 30), "6月底前", ""),
        ("三", "督查", "2", False, None, "", "")]
    assert [[(one.name, one.role, one.unit and one.unit.code, one.group) for one in item.assignments.all()] for item in queries.items_of(document)] == [
        [("省质监局", "lead", "510000-qts", ""), ("510000-fin", "support", "510000-fin", ""), ("成都市", "support", "510100", "")],
        [("省质监局", "joint", "510000-qts", ""), ("成都市", "joint", "510100", "")], [("成员单位", "by_function", None, "members")]]
    assert document.lead_rule == "labelled"


def test_every_cell_that_needs_mending_is_named_and_nothing_is_entered(campaign, coordinator):
    data = sheet(["1", "宣讲", "9.9", "省药监局", "", "", "", "", "2011-01-01", ""], ["2", "", "", "省质监局", "省财政厅", "", "", "maybe", "", ""],
                 ["3", "培训", "", "省质监局、成都市", "510000-qts", "", "", "", "soon", ""])

    run = imports.read_responsibility_sheet(data, "plan.xlsx", campaign=campaign, options=options(one_lead=True))

    assert [(error.cell, error.sentence) for error in run.errors] == [
        ("C2", "The policy has no clause of the code 9.9. Its page lists them."),
        ("D2", "No unit is called 省药监局. Write its full name or code, or let unknown names stand as written."),
        ("I2", "It would be due on 2011-01-01, before the start on 2012-02-06."),
        ("B3", run.errors[3].sentence),
        ("E3", "Several units are called 省财政厅: 四川省财政厅 (510000-fin), 四川省财政厅 (510000-fin2). Write the code of the one you mean."),
        ("H3", run.errors[5].sentence),
        ("D4", "省质监局, 成都市 are both leads, and this document allows one. Make one of them support, or allow several leads."),
        ("E4", "省质监局, 510000-qts are the same unit (510000-qts). Keep it once.")]
    with pytest.raises(PersonError):
        imports.import_responsibility_sheet(data, "plan.xlsx", campaign=campaign, options=options(one_lead=True), by=coordinator)
    assert ResponsibilityDocument.objects.count() == 0


def test_unknown_names_may_stand_as_written_and_names_of_two_units_may_not(campaign):
    data = sheet(["1", "宣讲", "", "省药监局", "省财政厅", "", "", "", "", ""])

    run = imports.read_responsibility_sheet(data, "plan.xlsx", campaign=campaign, options=options(keeps_unknown=True))

    assert [error.cell for error in run.errors] == ["E2"]


def test_a_sheet_without_tasks_in_its_head_says_which_column_lacks(campaign):
    heads = [head for head in HEADS if head != "重点任务"]

    with pytest.raises(PersonError, match="holds the headings that are needed: Number, Task, Clause code"):
        imports.read_responsibility_sheet(sheet(["一"], heads=heads), "plan.xlsx", campaign=campaign, options=options())


# Prose

PROSE = "一、开展质量月活动。由省质监局牵头，成都市、省体育局配合，6月底前完成。\n二、第2条的宣讲。（省质监局、成都市负责）"


def fields(items, **changes) -> dict[str, str]:
    return imports.as_proposed(items) | changes


def test_a_text_is_proposed_name_by_name_with_what_is_certain(campaign):
    items = imports.propose(PROSE, campaign=campaign)

    assert [(one.divided.number, one.divided.task, one.is_settled, one.clause and one.clause.code) for one in items] == [
        ("一", "开展质量月活动", False, None), ("二", "第2条的宣讲", True, None)]
    assert [(one.name.words, str(one.name.role), one.known.unit and one.known.unit.code) for one in items[0].names] == [
        ("省质监局", "lead", "510000-qts"), ("成都市", "support", "510100"), ("省体育局", "support", None)]
    assert items[0].divided.deadline.day == dt.date(2012, 6, 30)


def test_a_task_that_repeats_a_clauses_heading_carries_it_out(campaign):
    Clause.objects.filter(code="2").update(heading="推广先进质量管理方法")

    item = imports.propose("一、推广先进质量管理方法（省质监局牵头）", campaign=campaign)[0]

    assert item.clause.code == "2"


def test_what_a_person_decided_is_entered(campaign, coordinator):
    items = imports.propose(PROSE, campaign=campaign)
    said = fields(items, **{"i0n2-unit": "510000-fin", "i0n1-role": "", "i0-task": "质量月", "i0-clause": "3", "i0-due": "2012-07-01", "i1-keep": ""})

    values, problems = imports.decided(items, said, campaign=campaign, title="分工", code="prose")
    document = actions.write_document(campaign=campaign, values=values, by=coordinator)

    item = document.items.get()
    assert (problems, item.text, item.clause.code, item.due) == ([], "质量月", "3", dt.date(2012, 7, 1))
    assert list(item.assignments.values_list("name", "role", "unit__code")) == [("省质监局", "lead", "510000-qts"), ("省体育局", "support", "510000-fin")]


def test_two_ways_in_one_text_are_kept_apart(campaign, coordinator):
    items = imports.propose(PROSE, campaign=campaign)

    values, problems = imports.decided(items, imports.as_proposed(items, keeps_unknown=True), campaign=campaign, title="分工", code="prose")

    assert (problems, values.lead_rule, [item.rule for item in values.items]) == ([], "labelled", ["", "joint"])


@pytest.mark.parametrize(("changes", "key", "words"), [
    ({}, "i0n2", "No unit is called 省体育局"), ({"i0n2-unit": "省财政厅"}, "i0n2", "Several units are called 省财政厅"),
    ({"i0n2-unit": "没有"}, "i0n2", "No unit is called 没有"), ({"i0n2-keep": "1", "i0-due": "soon"}, "i0-due", "“soon” is no day"),
    ({"i0-keep": "", "i1-keep": ""}, "", "Tick at least one")])
def test_what_is_open_is_said_with_its_field(campaign, changes, key, words):
    items = imports.propose(PROSE, campaign=campaign)

    _values, problems = imports.decided(items, fields(items, **changes), campaign=campaign, title="分工", code="prose")

    assert [(one.field, words in one.sentence) for one in problems] == [(key, True)]


# Facts

@pytest.mark.skipif(not SHARED.exists(), reason="the list of samples lies beside the project, not in it")
def test_the_list_of_samples_loads_whole_and_comes_out_the_same():
    said = yaml.safe_load(SHARED.read_text(encoding="utf-8"))
    by = make_person("machine", roles=[(Role.ADMINISTRATOR, make_unit("1"))])

    imports.load_published(imports.read_published(SHARED.read_text(encoding="utf-8"), SHARED.name), by=by)

    kept = imports.as_facts(ResponsibilityDocument.objects.order_by("pk"), TargetCascade.objects.all())
    assert [(one["id"], len(one["tasks"]), sum(len(task.get("units") or []) for task in one["tasks"])) for one in kept["documents"]] == [
        (one["id"], len(one.get("tasks") or []), sum(len(task.get("units") or []) for task in one.get("tasks") or [])) for one in said["documents"]]
    assert [len(one["rows"]) for one in kept["target_cascades"]] == [len(one["rows"]) for one in said["target_cascades"]]
