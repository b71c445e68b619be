"""Who answers for what, in the browser: the matrix by hand, lines, documents, what comes in and goes out; seen by all, changed by coordinators."""
import datetime as dt
import io
import re
from decimal import Decimal

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.builders import make_campaign, make_person, make_policy_version, make_unit, number_units
from xuanguan.campaigns import actions
from xuanguan.campaigns.assigning import AssignmentValues, DocumentValues, ItemValues, TargetValues
from xuanguan.campaigns.models import Assignment, ResponsibilityDocument, ResponsibilityItem
from xuanguan.organisations.enums import Role, UnitKind
from xuanguan.organisations.models import Unit
from xuanguan.policies.models import Clause

pytestmark = pytest.mark.django_db
HOME = "/campaigns/outline/responsibility/"


@pytest.fixture
def province() -> Unit:
    province = make_unit("510000", "四川省", renumber=False)
    make_unit("510000-qts", "四川省质监局", under=province, kind=UnitKind.BUREAU, renumber=False)
    make_unit("510000-fin", "四川省财政厅", under=province, kind=UnitKind.DEPARTMENT, renumber=False)
    make_unit("510100", "成都市", under=province, renumber=False)
    number_units()
    return Unit.objects.get(code="510000")


@pytest.fixture
def campaign(province):
    return make_campaign(province, code="outline", version=make_policy_version(clauses=3))


@pytest.fixture
def coordinator(province):
    return make_person("coordinator", roles=[(Role.COORDINATOR, province)])


@pytest.fixture
def desk(client, campaign, coordinator):
    client.force_login(coordinator)
    client.cookies["language"] = "en"
    return client


@pytest.fixture
def document(campaign, coordinator) -> ResponsibilityDocument:
    tasks = (ItemValues("宣讲", number="一", clause=Clause.objects.get(version=campaign.version, code="1"), assignments=(
        AssignmentValues("四川省质监局", "lead", Unit.objects.get(code="510000-qts")), AssignmentValues("省药监局", "support"))),)
    return actions.write_document(campaign=campaign, values=DocumentValues("plan", "分工方案", tasks, lead_rule="labelled", one_lead=True), by=coordinator)


@pytest.fixture
def officer(client, province):
    client.force_login(make_person("officer", roles=[(Role.OFFICER, province)]))
    client.cookies["language"] = "en"
    return client


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# Looking

def test_the_matrix_shows_marks_gaps_and_sums(desk, document):
    html = desk.get(HOME).content.decode()
    row = re.search(rf'<tr id="i{document.items.get().pk}".*?</tr>', html, re.S)[0]

    assert re.findall(r'class="r-(\w+)"><i role="img" aria-label="(\w+)">(.)', row) == [("lead", "Lead", "●"), ("support", "Support", "○")]
    assert len(re.findall("class=gap", html)) == 2
    assert "2 of 3 without a lead" in html
    assert 'class="unit-head unknown" data-key="省药监局"' in html


@pytest.mark.parametrize(("query", "shown"), [("?words=宣讲", 1), ("?unit=质监", 1), ("?role=support", 1), ("?gaps=1", 2), ("?document=plan", 3), ("?words=no", 0)])
def test_filters_are_in_the_address(desk, document, query, shown):
    html = desk.get(f"{HOME}{query}").content.decode()

    assert len(re.findall(r'<tr id="[ic]\d+"', html)) == shown
    assert ("Nothing fits these filters" in html) == (shown == 0)


def test_the_same_lines_are_a_list_for_narrow_screens(desk, document):
    html = desk.get(HOME).content.decode()

    assert "四川省质监局" in re.search(r'<ul class="matrix-list.*?</ul>', html, re.S)[0]


def test_a_large_matrix_is_cut_into_pages_of_lines_and_of_units(desk, campaign, coordinator):
    many = tuple(ItemValues(f"任务{n}", assignments=(AssignmentValues(f"单位{n % 90}", "lead"),)) for n in range(320))
    actions.write_document(campaign=campaign, values=DocumentValues("many", "大表", many), by=coordinator)

    first, second = desk.get(HOME).content.decode(), desk.get(f"{HOME}?page=2&units=2").content.decode()

    assert [len(re.findall(r'<tr id="', html)) for html in (first, second)] == [300, 23]
    assert [len(re.findall(r'<th scope="col" class="unit-head', html)) for html in (first, second)] == [61, 32]


def test_what_is_missing_are_lists_that_lead_to_the_lines(desk, document):
    html = desk.get(f"{HOME}missing/").content.decode()

    clause = Clause.objects.get(code="2")
    assert f'{HOME}line/c{clause.pk}/' in html
    assert "省药监局" in html


def test_a_unit_has_a_page_of_what_it_answers_for(desk, document):
    assert "宣讲 ● Lead" in words(desk.get(f"{HOME}unit/510000-qts/"))
    assert "No task yet" in words(desk.get(f"{HOME}unit/510000-fin/"))


def test_an_officer_sees_everything_and_changes_nothing(officer, campaign, document):
    item = document.items.get()
    seen = [officer.get(f"{HOME}{part}").status_code for part in ("", "missing/", "documents/", f"documents/{document.pk}/", f"line/i{item.pk}/", "unit/510000-qts/")]
    refused = [officer.get(f"{HOME}bring-in/").status_code, officer.get(f"{HOME}bring-in/template/").status_code, officer.post(f"{HOME}bring-in/prose/").status_code,
               officer.post(f"{HOME}line/i{item.pk}/", {"text": "x"}).status_code, officer.post(f"{HOME}line/i{item.pk}/510000-fin/", {"role": "lead"}).status_code,
               officer.post(f"{HOME}documents/{document.pk}/remove/").status_code]

    assert (seen, refused) == ([200] * 6, [403] * 6)
    assert "data-may-set" not in officer.get(HOME).content.decode()


@pytest.mark.parametrize("part", ["line/x5/", "line/i999/", "line/c999/", "documents/999/", "export/pdf/", "unit/none/"])
def test_what_is_not_there_is_not_found(desk, part):
    assert desk.get(f"{HOME}{part}").status_code == 404


# Cells and lines

def test_a_cell_is_set_by_hand_and_the_row_comes_back_drawn_afresh(desk, document):
    item, unit = document.items.get(), Unit.objects.get(code="510000-fin")
    keys = f"u{Unit.objects.get(code='510000-qts').pk}|u{unit.pk}|省药监局"

    page = desk.get(f"{HOME}line/i{item.pk}/510000-fin/")
    answer = desk.post(f"{HOME}line/i{item.pk}/u{unit.pk}/", {"role": "support", "columns": keys}, headers={"HX-Request": "true"})

    assert "No role" in words(page)
    assert re.findall(r'class="r-(\w+)"', answer.content.decode()) == ["lead", "support", "support"]
    assert Assignment.objects.filter(unit=unit, role="support").exists()


def test_without_script_the_cells_page_leads_back_to_the_line(desk, document):
    item = document.items.get()

    given = desk.post(f"{HOME}line/i{item.pk}/510000-fin/", {"role": "support"})
    taken = desk.post(f"{HOME}line/i{item.pk}/510000-fin/", {"role": ""})

    assert [given.url, taken.url] == [f"{HOME}#i{item.pk}"] * 2
    assert Assignment.objects.filter(unit__code="510000-fin").count() == 0


def test_a_cell_of_a_clause_without_a_task_begins_the_campaigns_own_table(desk, campaign):
    clause = Clause.objects.get(code="2")

    desk.post(f"{HOME}line/c{clause.pk}/510000-qts/", {"role": "lead"})

    item = ResponsibilityItem.objects.get()
    assert (item.document.code, item.clause, item.assignments.get().role) == ("own", clause, "lead")


def test_a_second_lead_is_refused_in_a_sentence(desk, document):
    item = document.items.get()

    answer = desk.post(f"{HOME}line/i{item.pk}/510000-fin/", {"role": "lead"}, headers={"HX-Request": "true"})

    assert answer.status_code >= 400
    assert "leads this task already" in words(answer)


def test_a_line_is_changed_as_people_write_it(desk, document):
    item = document.items.get()
    said = {"text": "宣讲培训", "lead": "510000-fin", "support": "四川省质监局、成都市", "joint": "", "by_function": "", "due": "2012-06-30", "note": "先行", "is_open": "on"}

    page = desk.get(f"{HOME}line/i{item.pk}/").content.decode()
    response = desk.post(f"{HOME}line/i{item.pk}/", said)

    item.refresh_from_db()
    assert "四川省质监局 (510000-qts)" in page
    assert (response.url, item.text, item.due, item.is_open) == (f"{HOME}#i{item.pk}", "宣讲培训", dt.date(2012, 6, 30), True)
    assert list(item.assignments.values_list("unit__code", "role").order_by("order")) == [("510000-fin", "lead"), ("510000-qts", "support"), ("510100", "support")]


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"lead": "省药监局"}, "No unit is called 省药监局"), ({"lead": "四川省质监局、成都市"}, "are both leads"), ({"due": "2011-01-01"}, "before the start on 2012-02-06"),
    ({"support": "510000-qts"}, "are the same unit"), ({"text": ""}, "required")])
def test_a_line_with_a_mistake_comes_back_with_a_sentence(desk, document, changes, sentence):
    item = document.items.get()

    response = desk.post(f"{HOME}line/i{item.pk}/", {"text": "宣讲", "lead": "四川省质监局"} | changes)

    assert (response.status_code, sentence in words(response)) == (422, True)
    assert item.assignments.count() == 2


def test_a_clause_without_a_task_gets_one(desk, campaign):
    clause = Clause.objects.get(code="3")

    desk.post(f"{HOME}line/c{clause.pk}/", {"text": "第三项任务", "lead": "四川省质监局"})

    assert ResponsibilityItem.objects.get().text == "第三项任务"


# Documents

def test_a_name_is_settled_and_a_document_taken_out(desk, document):
    open_name = Assignment.objects.get(unit=None)
    wrong = desk.post(f"{HOME}documents/{document.pk}/", {"assignment": open_name.pk, "unit": "nobody"})
    settled = desk.post(f"{HOME}documents/{document.pk}/", {"assignment": open_name.pk, "unit": "510000-fin"})
    gone = desk.post(f"{HOME}documents/{document.pk}/remove/")

    assert (wrong.status_code, "No unit has the code or the name" in words(wrong)) == (422, True)
    assert (settled.url, gone.url, ResponsibilityDocument.objects.count()) == (f"{HOME}documents/{document.pk}/", f"{HOME}documents/", 0)


def test_a_published_document_is_shown_with_its_source_and_its_targets_and_stays(desk, campaign, coordinator):
    administrator = make_person("administrator", roles=[(Role.ADMINISTRATOR, campaign.territory)])
    task = ItemValues("合格率", targets=(TargetValues("产品合格率", Decimal(95), "%", "at_least", 2015),), assignments=(AssignmentValues("省质监局", "joint"),))
    values = DocumentValues("gbf", "行动计划", (task,), url="https://example.org/1", is_published=True, is_complete=False, target_year=2015, lead_rule="joint")
    published = actions.write_document(campaign=None, values=values, by=administrator)

    page = desk.get(f"{HOME}documents/{published.pk}/").content.decode()

    assert 'href="https://example.org/1"' in page
    assert "Take this document out" not in page
    assert "行动计划" in words(desk.get(f"{HOME}documents/"))


@pytest.mark.parametrize(("form", "start"), [("xlsx", b"PK"), ("docx", b"PK")])
def test_the_matrix_leaves_as_a_file(desk, document, form, start):
    response = desk.get(f"{HOME}export/{form}/?words=宣讲")

    assert (response.content[:2], response.headers["Content-Disposition"]) == (start, f'attachment; filename="outline-responsibility.{form}"')


# Coming in

def upload(*rows) -> SimpleUploadedFile:
    with io.BytesIO() as file:
        with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
            page = book.add_worksheet()
            for n, row in enumerate([["序号", "重点任务", "条款编号", "牵头单位", "配合单位", "完成时限"], *rows]):
                page.write_row(n, 0, row)
        return SimpleUploadedFile("分工.xlsx", file.getvalue())


@pytest.fixture
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_a_sheet_is_tried_out_and_then_entered_without_choosing_it_again(desk, folder):
    tried = desk.post(f"{HOME}bring-in/", {"title": "分工方案", "sheet": upload(["一", "宣讲", "1", "四川省质监局", "成都市", "6月底前"])})
    before = ResponsibilityDocument.objects.count()
    entered = desk.post(f"{HOME}bring-in/", {"title": "分工方案", "apply": "1"})
    again = desk.post(f"{HOME}bring-in/", {"title": "分工方案", "apply": "1"})

    assert (tried.status_code, "Enter 1 row" in words(tried), before) == (200, True, 0)
    assert (entered.url, ResponsibilityItem.objects.get().due) == (HOME, dt.date(2012, 6, 30))
    assert (again.status_code, "Choose a file first" in words(again)) == (422, True)


def test_a_sheet_with_mistakes_lists_every_cell(desk, folder):
    response = desk.post(f"{HOME}bring-in/", {"title": "分工方案", "sheet": upload(["一", "宣讲", "9", "省药监局", "", ""])})

    assert response.status_code == 422
    assert [cell in words(response) for cell in ("C2", "D2", "The policy has no clause of the code 9")] == [True] * 3


def test_a_document_of_the_same_title_is_replaced_only_when_ticked(desk, folder):
    for said in ({}, {}, {"replaces": "on"}):
        desk.post(f"{HOME}bring-in/", {"title": "分工方案", "sheet": upload(["一", "宣讲", "1", "四川省质监局", "", ""])} | said)
        last = desk.post(f"{HOME}bring-in/", {"title": "分工方案", "apply": "1"} | said)

    assert (last.status_code, ResponsibilityDocument.objects.count()) == (302, 1)


def test_what_is_no_spreadsheet_is_said(desk, folder):
    response = desk.post(f"{HOME}bring-in/", {"title": "分工方案", "sheet": SimpleUploadedFile("a.xlsx", b"not a sheet")})

    assert (response.status_code, ResponsibilityDocument.objects.count()) == (422, 0)


def test_the_template_has_the_columns_that_are_read(desk):
    response = desk.get(f"{HOME}bring-in/template/")

    assert response.content[:2] == b"PK"


PROSE = {"title": "质量月分工", "text": "一、开展质量月活动。由四川省质监局牵头，省体育局配合，6月底前完成。"}


def test_a_text_stands_beside_what_it_says_and_is_entered_when_all_names_are_settled(desk):
    read = desk.post(f"{HOME}bring-in/prose/", PROSE)
    said = PROSE | {"apply": "1", "i0-keep": "1", "i0-task": "开展质量月活动", "i0-clause": "2", "i0-due": "2012-06-30",
                    "i0n0-role": "lead", "i0n0-unit": "四川省质监局 (510000-qts)", "i0n1-role": "support", "i0n1-unit": ""}
    refused = desk.post(f"{HOME}bring-in/prose/", said)
    before = ResponsibilityDocument.objects.count()
    entered = desk.post(f"{HOME}bring-in/prose/", said | {"i0n1-keep": "1"})

    assert (read.status_code, 'value="2012-06-30"' in read.content.decode()) == (200, True)
    assert (refused.status_code, "No unit is called 省体育局" in words(refused), before) == (422, True, 0)
    item = ResponsibilityItem.objects.get()
    assert (entered.url, item.clause.code, list(item.assignments.values_list("name", "role"))) == (HOME, "2", [("四川省质监局", "lead"), ("省体育局", "support")])


def test_a_text_whose_title_is_taken_is_refused_unless_it_replaces(desk, campaign, coordinator):
    said = PROSE | {"apply": "1", "i0-keep": "1", "i0-task": "开展质量月活动", "i0n0-role": "lead", "i0n0-unit": "510000-qts", "i0n1-role": ""}

    answers = [desk.post(f"{HOME}bring-in/prose/", one).status_code for one in (said, said, said | {"replaces": "on"})]

    assert (answers, ResponsibilityDocument.objects.count()) == ([302, 422, 302], 1)


def test_a_text_that_names_nobody_says_so(desk):
    assert "No words were found" in words(desk.post(f"{HOME}bring-in/prose/", {"title": "无", "text": "今天天气很好。"}))


@pytest.mark.parametrize("address", ["", "missing/", "documents/"])
def test_pages_cost_the_same_for_more_tasks(desk, campaign, coordinator, address, django_assert_max_num_queries):
    tasks = tuple(ItemValues(f"任务{n}", assignments=(AssignmentValues(f"单位{n}", "lead"),)) for n in range(40))
    actions.write_document(campaign=campaign, values=DocumentValues("many", "大表", tasks), by=coordinator)

    with django_assert_max_num_queries(26):
        desk.get(f"{HOME}{address}")
