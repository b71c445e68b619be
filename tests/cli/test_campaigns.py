"""The shell's commands for campaigns and for who answers for what."""
import zipfile

import pytest
import xlsxwriter
from click.testing import CliRunner

from tests.builders import make_campaign, make_person, make_policy_version, make_unit
from xuanguan.campaigns.enums import CampaignState
from xuanguan.campaigns.models import Assignment, Campaign, ResponsibilityDocument
from xuanguan.cli import exporting, importing
from xuanguan.organisations.enums import Role, UnitKind
from xuanguan.organisations.models import Unit

pytestmark = pytest.mark.django_db


def run(command, *arguments):
    return CliRunner().invoke(command, [str(one) for one in arguments], catch_exceptions=False)


@pytest.fixture
def province():
    province = make_unit("510000", "四川省")
    make_unit("510000-qts", "四川省质监局", under=province, kind=UnitKind.BUREAU)
    make_unit("510900", "遂宁市", under=province)
    return Unit.objects.get(pk=province.pk)


@pytest.fixture
def campaign(province):
    return make_campaign(province, code="outline", version=make_policy_version(clauses=3))


@pytest.fixture(autouse=True)
def coordinator(province):
    return make_person("coordinator", roles=[(Role.COORDINATOR, province)])


TEMPLATE = """
code: small
name_zh: 小模板
levels: [{code: prefecture, order: 2, name_zh: 市, name_en: city}]
fronts: [{code: government, name_zh: 政府}]
kinds: [{code: lecture, name_zh: 讲座}]
expectations: [{code: plan, name_zh: 方案, name_en: A plan, roster: {by: rule, level: prefecture, organ: null}, due_after_days: 30}]
"""


def campaign_arguments(tmp_path, *more: str) -> list:
    file = tmp_path / "small.yaml"
    file.write_text(TEMPLATE, encoding="utf-8")
    make_policy_version("guideline")
    return ["campaign", file, "--code", "new", "--policy", "guideline", "--territory", "510000", "--lead", "510000-qts", "--begins", "2012-02-06", "--as", "coordinator", *more]


def test_a_campaign_comes_from_a_template_as_a_draft(province, tmp_path):
    done = run(importing.command, *campaign_arguments(tmp_path))

    assert done.output == "new: 1 expectations, a draft: go through it on its page, then issue it.\n"
    assert Campaign.objects.get().state == CampaignState.PREPARING


def test_a_dry_run_says_what_would_be_asked_of_how_many_and_makes_nothing(province, tmp_path):
    done = run(importing.command, *campaign_arguments(tmp_path, "--dry-run"))

    assert done.output == "plan\tA plan\teach city\t1\t2012-03-07\t\n"
    assert Campaign.objects.count() == 0


def test_a_campaign_is_issued_at_once_with_its_progress(province, tmp_path):
    done = run(importing.command, *campaign_arguments(tmp_path, "--issue", "--ends", "2012-12-31", "--name", "宣贯"))

    assert done.stderr == "1 of 1 rosters: each city\n"
    assert done.stdout == "new: 1 expectations, issued.\n"
    assert list(Campaign.objects.values_list("name_zh", "state")) == [("宣贯", "running")]


@pytest.mark.parametrize(("wrong", "sentence"), [
    (("--policy", "none"), "No policy has the code none."), (("--territory", "1"), "No unit has the code 1."), (("--as", "nobody"), "Nobody signs in as nobody")])
def test_what_is_not_there_is_said(province, tmp_path, wrong, sentence):
    done = run(importing.command, *campaign_arguments(tmp_path, *wrong))

    assert (done.exit_code, sentence in done.output, Campaign.objects.count()) == (1, True, 0)


def test_a_code_that_no_address_can_have_is_refused(province, tmp_path):
    done = run(importing.command, *campaign_arguments(tmp_path, "--code", "two words"))

    assert (done.exit_code, Campaign.objects.count()) == (1, 0)


def test_a_campaign_leaves_as_a_template_and_comes_back(campaign, tmp_path):
    file = tmp_path / "outline.yaml"

    shown = run(exporting.command, "campaign", "outline", "--as", "coordinator")
    done = run(exporting.command, "campaign", "outline", "--as", "coordinator", "-o", file)
    again = run(importing.command, "campaign", file, "--code", "again", "--policy", campaign.version.policy.code, "--territory", "510000", "--lead", "510000-qts",
                "--begins", "2013-02-06", "--as", "coordinator")

    assert (file.read_text(encoding="utf-8"), done.output, again.exit_code) == (shown.output, f"Written: {file}\n", 0)
    assert list(Campaign.objects.get(code="again").kinds.values_list("code", flat=True)) == ["lecture", "agreement"]


def test_a_campaign_one_may_not_see_is_not_given_out(campaign):
    make_person("stranger", roles=[(Role.COORDINATOR, make_unit("440000", "广东省"))])

    assert run(exporting.command, "campaign", "outline", "--as", "stranger").output == "Error: No campaign that stranger may see has the code outline.\n"


def sheet(path, *rows):
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    for number, row in enumerate([["重点任务", "条款编号", "牵头单位", "配合单位"], *rows]):
        page.write_row(number, 0, row)
    book.close()
    return path


def responsibility(file, *more: str):
    return run(importing.command, "responsibility", file, "--campaign", "outline", "--as", "coordinator", *more)


def test_a_division_of_work_comes_from_a_spreadsheet_after_a_dry_run(campaign, tmp_path):
    file = sheet(tmp_path / "分工.xlsx", ["宣讲", "1", "四川省质监局", "遂宁市"])

    tried = responsibility(file, "--dry-run")
    before = ResponsibilityDocument.objects.count()
    done = responsibility(file)

    assert (tried.output, before, done.output) == ("1 tasks would be entered.\n", 0, "1 tasks entered: 分工\n")
    assert list(Assignment.objects.values_list("unit__code", "role").order_by("order")) == [("510000-qts", "lead"), ("510900", "support")]


def test_cells_that_need_mending_are_named_and_nothing_is_entered(campaign, tmp_path):
    file = sheet(tmp_path / "分工.xlsx", ["宣讲", "9", "省药监局", ""], ["学习", "1", "四川省质监局、遂宁市", ""])

    done = responsibility(file, "--one-lead")

    assert done.exit_code == 1
    assert [line.split(": ")[0] for line in done.stderr.splitlines()] == [
        "分工.xlsx B2 (条款编号)", "分工.xlsx C2 (牵头单位)", "分工.xlsx C3 (牵头单位)", "Error"]
    assert ResponsibilityDocument.objects.count() == 0


def test_a_text_is_entered_when_its_names_are_known_or_kept(campaign, tmp_path):
    file = tmp_path / "通知.txt"
    file.write_text("一、开展质量月活动。由四川省质监局牵头，遂宁市、省体育局配合，6月底前完成。", encoding="utf-8")

    refused = responsibility(file)
    tried = responsibility(file, "--keep-unknown", "--dry-run", "--written", "2012-03-01")
    before = ResponsibilityDocument.objects.count()
    done = responsibility(file, "--keep-unknown", "--title", "质量月分工")

    assert (refused.exit_code, "No unit is called 省体育局" in refused.stderr, before) == (1, True, 0)
    assert tried.output == "一\t开展质量月活动\t四川省质监局 (lead)、遂宁市 (support)、省体育局 (support)\t2012-06-30\n1 tasks would be entered.\n"
    assert done.output == "1 tasks entered: 质量月分工\n"
    assert responsibility(file, "--keep-unknown", "--title", "质量月分工").exit_code == 1
    assert responsibility(file, "--keep-unknown", "--title", "质量月分工", "--replace").exit_code == 0


def test_a_list_of_facts_is_kept_as_published_documents(campaign, tmp_path):
    make_person("administrator", roles=[(Role.ADMINISTRATOR, Unit.objects.get(code="510000"))])
    file = tmp_path / "facts.yaml"
    file.write_text("documents:\n- {id: a, title: 分工方案, lead_rule: joint, tasks: [{number: 一, task: 学习, units: [四川省质监局]}]}\n", encoding="utf-8")

    tried = run(importing.command, "responsibility", file, "--as", "administrator", "--dry-run")
    before = ResponsibilityDocument.objects.count()
    done = run(importing.command, "responsibility", file, "--as", "administrator")

    assert (tried.output, before, done.output) == ("1 documents with 1 tasks would be entered.\n", 0, "1 documents with 1 tasks entered.\n")
    assert ResponsibilityDocument.objects.get().campaign is None


def test_a_spreadsheet_without_a_campaign_is_refused(tmp_path):
    done = run(importing.command, "responsibility", sheet(tmp_path / "a.xlsx", ["宣讲", "", "", ""]), "--as", "coordinator")

    assert done.output == "Error: A spreadsheet or a text belongs to a campaign: --campaign CODE.\n"


@pytest.mark.parametrize(("form", "inside"), [("xlsx", "xl/workbook.xml"), ("docx", "word/document.xml")])
def test_who_answers_for_what_leaves_as_a_workbook_or_a_document(campaign, tmp_path, form, inside):
    responsibility(sheet(tmp_path / "分工.xlsx", ["宣讲", "1", "四川省质监局", ""]))
    file = tmp_path / f"out.{form}"

    done = run(exporting.command, "responsibility", "--campaign", "outline", "--as", "coordinator", "-o", file)

    assert (done.output, inside in zipfile.ZipFile(file).namelist()) == (f"Written: {file}\n", True)


def test_another_form_is_refused(campaign, tmp_path):
    done = run(exporting.command, "responsibility", "--campaign", "outline", "--as", "coordinator", "-o", tmp_path / "out.pdf")

    assert done.output == "Error: The file's name must end in .xlsx or .docx.\n"
