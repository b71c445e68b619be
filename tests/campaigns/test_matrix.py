"""The matrix, computed a second time the plain way; its filters; what is missing in it; and how it leaves as files and comes in again."""
import io
import random
import zipfile

import pytest
import xlsxwriter
from docx import Document
from python_calamine import CalamineWorkbook

from tests.builders import make_campaign, make_person, make_policy_version, make_unit, number_units
from xuanguan.campaigns import actions, exports, imports, queries
from xuanguan.campaigns.assigning import AssignmentValues, DocumentValues, ItemValues
from xuanguan.campaigns.enums import AssignmentRole, GroupName
from xuanguan.campaigns.models import Assignment, ResponsibilityItem
from xuanguan.campaigns.queries import MatrixFilters
from xuanguan.organisations.actions import set_members
from xuanguan.organisations.enums import Role, UnitKind
from xuanguan.organisations.models import Unit
from xuanguan.policies.models import Clause

pytestmark = pytest.mark.django_db
ROLES = list(AssignmentRole)


@pytest.fixture
def province() -> Unit:
    province = make_unit("510000", "四川省", renumber=False)
    for code, name in [("qts", "四川省质监局"), ("fin", "四川省财政厅"), ("edu", "四川省教育厅")]:
        make_unit(f"510000-{code}", name, under=province, kind=UnitKind.BUREAU, renumber=False)
    make_unit("510100", "成都市", under=province, renumber=False)
    number_units()
    return Unit.objects.get(code="510000")


@pytest.fixture
def campaign(province):
    """A policy of two chapters with two clauses each."""
    version = make_policy_version(clauses=0)
    order = 0
    for chapter in (1, 2):
        order += 1
        head = Clause.objects.create(version=version, code=str(chapter), order=order, number=str(chapter), heading=f"第{chapter}章")
        for n in (1, 2):
            order += 1
            Clause.objects.create(version=version, code=f"{chapter}.{n}", order=order, number=str(n), heading=f"任务{chapter}{n}", parent=head, depth=1)
    return make_campaign(province, version=version)


@pytest.fixture
def coordinator(province):
    return make_person("coordinator", roles=[(Role.COORDINATOR, province)])


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


def task(text: str, clause: Clause | None = None, **roles) -> ItemValues:
    """Roles: {role: [unit or name]}."""
    named = [AssignmentValues(one.name_zh if isinstance(one, Unit) else one, role, one if isinstance(one, Unit) else None) for role, many in roles.items() for one in many]
    return ItemValues(text=text, clause=clause, assignments=tuple(named))


def write(campaign, by, *items: ItemValues, code: str = "plan", **said):
    return actions.write_document(campaign=campaign, values=DocumentValues(code, said.pop("title", "分工方案"), items, **said), by=by)


@pytest.fixture
def filled(campaign, coordinator):
    """Two clauses assigned, one of them to nobody as lead; a task of no clause, with a name of no unit and a group."""
    first, second = Clause.objects.get(code="1.1"), Clause.objects.get(code="1.2")
    group = ItemValues("各级任务", assignments=(AssignmentValues("各县区政府", "lead", group=GroupName.LEVEL, group_level=3), AssignmentValues("省药监局", "support")))
    write(campaign, coordinator, task("宣讲", first, lead=[unit("510000-qts")], support=[unit("510000-fin"), unit("510100")]),
          task("培训", second, joint=[unit("510000-qts"), unit("510000-fin")]), group)
    return campaign


def test_lines_stand_under_their_headings_and_a_clause_without_a_task_is_a_line(filled):
    matrix = queries.matrix_of(filled)

    assert [(str(chapter.heading.heading) if chapter.heading else "", [line.title for line in chapter.lines]) for chapter in matrix.chapters] == [
        ("第1章", ["宣讲", "培训"]), ("第2章", ["任务21", "任务22"]), ("", ["各级任务"])]
    assert [column.label for column in matrix.columns] == ["四川省", "四川省财政厅", "四川省质监局", "成都市", "各县区政府", "省药监局"]


def test_a_clause_whose_heading_is_led_is_no_gap(filled, coordinator):
    actions.set_role(campaign=filled, unit=unit("510000-edu"), role="lead", clause=Clause.objects.get(code="2"), by=coordinator)

    gaps = [line.title for line in queries.matrix_of(filled).lines if line.is_gap]
    assert gaps == ["培训"]


@pytest.mark.parametrize("seed", range(6))
def test_cells_and_sums_agree_with_a_plain_count(campaign, coordinator, seed):
    random.seed(seed)
    units = [unit(code) for code in ("510000-qts", "510000-fin", "510000-edu", "510100")]
    clauses = list(Clause.objects.filter(version=campaign.version))
    items = [ItemValues(f"任务{n}", clause=random.choice([*clauses, None]), assignments=tuple(
        AssignmentValues(one.name_zh, random.choice(ROLES).value, one) for one in random.sample(units, random.randint(0, 4)))) for n in range(12)]
    write(campaign, coordinator, *items)

    matrix = queries.matrix_of(campaign)

    # The plain way: one query for each cell.
    for column in matrix.columns:
        for role, said in [("lead", column.leads), ("support", column.supports)]:
            assert said == Assignment.objects.filter(unit=column.unit, role=role, item__document__campaign=campaign).count()
        assert column.total == Assignment.objects.filter(unit=column.unit, item__document__campaign=campaign).count()
    for item in ResponsibilityItem.objects.all():
        line = next(one for one in matrix.lines if one.item == item)
        assert line.cells == {f"u{one.unit_id}": one.role for one in item.assignments.all()}
        led = item.assignments.filter(role="lead").exists()
        parent = item.clause.parent if item.clause else None
        led_above = parent is not None and Assignment.objects.filter(item__clause=parent, role="lead").exists()
        assert line.is_gap == (not led and not led_above)
    with_task = set(ResponsibilityItem.objects.exclude(clause=None).values_list("clause", flat=True))
    leaves = [clause.pk for clause in clauses if not Clause.objects.filter(parent=clause).exists() and clause.pk not in with_task]
    assert [line.clause.pk for line in matrix.lines if line.item is None] == leaves


def test_the_matrix_costs_the_same_for_any_number_of_tasks(filled, coordinator, django_assert_max_num_queries):
    write(filled, coordinator, *(task(f"任务{n}", None, lead=[unit("510000-qts")]) for n in range(60)), code="more", title="再分工")

    with django_assert_max_num_queries(7):
        assert len(queries.matrix_of(filled).lines) == 65


@pytest.mark.parametrize(("filters", "lines", "columns"), [
    (MatrixFilters(words="宣讲"), ["宣讲"], 6), (MatrixFilters(words="第1章 培"), ["培训"], 6), (MatrixFilters(words="2.1"), ["任务21"], 6),
    (MatrixFilters(unit="财政"), ["宣讲", "培训"], 1), (MatrixFilters(role="lead"), ["宣讲", "各级任务"], 2), (MatrixFilters(unit="质监", role="joint"), ["培训"], 1),
    (MatrixFilters(gaps=True), ["培训", "任务21", "任务22"], 3), (MatrixFilters(words="没有"), [], 6)])
def test_filters_leave_what_fits(filled, filters, lines, columns):
    shown = queries.narrowed(queries.matrix_of(filled), filters)

    assert ([line.title for line in shown.lines], len(shown.columns)) == (lines, columns)


def test_one_documents_tasks_can_be_seen_alone(filled, coordinator):
    write(filled, coordinator, task("另一任务", None, lead=[unit("510100")]), code="other", title="另一方案")

    matrix = queries.matrix_of(filled, "other")

    assert [line.title for line in matrix.lines if line.item] == ["另一任务"]
    assert [column.label for column in matrix.columns] == ["四川省", "成都市"]
    assert [one.code for one in matrix.documents] == ["plan", "other"]


def test_what_is_missing_are_three_lists_and_the_names_of_no_unit(filled, coordinator, province):
    group = make_unit("510000-ldz", "领导小组", under=province, kind=UnitKind.LEADING_GROUP)
    coordinator = make_person("another", roles=[(Role.COORDINATOR, Unit.objects.get(code="510000"))])
    set_members(group=group, units=[unit("510000-qts"), unit("510000-edu")], on=filled.begins, by=coordinator)
    filled.refresh_from_db()
    actions.choose_group(campaign=filled, group=group, by=coordinator)

    missing = queries.missing_in(queries.matrix_of(filled), filled)

    assert [line.title for line in missing.without_lead] == ["培训", "任务21", "任务22"]
    assert [column.label for column in missing.units_without] == ["四川省", "四川省教育厅"]
    # 各县区政府 lead a task below the province; the bureau's task is led by nobody below.
    assert [line.title for line in missing.not_below] == ["宣讲"]
    assert [column.label for column in missing.unknown] == ["省药监局"]


def test_a_unit_sees_what_it_answers_for_what_it_leads_first(filled):
    assert [(one.item.text, one.role) for one in queries.assigned_to(unit("510000-fin"), filled)] == [("培训", "joint"), ("宣讲", "support")]


# As files

def rows_of(data: bytes, sheet: int) -> list[list]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(sheet).to_python(skip_empty_area=False)


def book_of(rows: list[list]) -> bytes:
    with io.BytesIO() as file:
        with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
            page = book.add_worksheet()
            for n, row in enumerate(rows):
                page.write_row(n, 0, row)
        return file.getvalue()


def test_the_workbook_shows_marks_and_the_list_comes_in_again_the_same(filled, coordinator):
    matrix = queries.matrix_of(filled)

    data = exports.matrix_workbook(matrix, filled, matrix.documents)

    page, listed = (rows_of(data, n) for n in (0, 1))
    heads = page[2]
    row = next(row for row in page if row[1] == "宣讲")
    assert {heads[n]: value for n, value in enumerate(row) if n > 3 and value} == {"四川省质监局": "●", "四川省财政厅": "○", "成都市": "○"}
    sums = dict(zip(heads, next(row for row in page if row[1] == "Leads / all"), strict=True))
    assert (sums["四川省质监局"], sums["四川省"], len(listed)) == ("1/2", "0/0", 4)
    assert b'topLeftCell="C4" activePane="bottomRight" state="frozen"' in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    options = imports.SheetOptions(title="再录", code="again", keeps_unknown=True)
    again = imports.import_responsibility_sheet(book_of(listed), "again.xlsx", campaign=filled, options=options, by=coordinator)

    def said(document):
        return [(item.text, item.clause and item.clause.code, [(one.name, one.role, one.unit_id, one.group, one.group_level) for one in item.assignments.all()])
                for item in queries.items_of(document)]
    assert said(again) == said(filled.responsibility_documents.get(code="plan"))


def test_the_document_prints_tasks_with_lead_support_and_deadline(filled):
    data = exports.division_of_work(list(queries.documents_of(filled)), filled)

    book = Document(io.BytesIO(data))
    rows = [[cell.text for cell in row.cells] for row in book.tables[0].rows]
    assert rows == [["序号", "重点任务", "牵头单位", "配合单位", "完成时限"], ["1", "宣讲", "四川省质监局", "四川省财政厅、成都市", ""],
                    ["2", "培训", "四川省质监局、四川省财政厅（共同负责）", "—", ""], ["3", "各级任务", "各县区政府", "省药监局", ""]]
    assert book.sections[0].page_width > book.sections[0].page_height


def test_no_cell_of_the_workbook_is_a_formula(campaign, coordinator):
    write(campaign, coordinator, task("=1+1", None, lead=["=cmd|' /C calc'!A0"]))
    matrix = queries.matrix_of(campaign)

    files = zipfile.ZipFile(io.BytesIO(exports.matrix_workbook(matrix, campaign, matrix.documents)))

    assert [name for name in files.namelist() if "worksheets/sheet" in name and b"<f>" in files.read(name)] == []
    assert rows_of(files.fp.getvalue(), 1)[1][1] == "'=1+1"
