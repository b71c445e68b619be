"""A plan in and out by the shell."""
import pytest
from click.testing import CliRunner

from tests.campaigns.cascade import Cascade, make_cascade
from xuanguan.campaigns.models import Plan, PlanItem
from xuanguan.cli import exporting, importing
from xuanguan.common.spreadsheets import write_sheet


@pytest.fixture
def here(db) -> Cascade:
    return make_cascade()


def import_plan(tmp_path, *rows, more=()):
    file = tmp_path / "plan.xlsx"
    file.write_bytes(write_sheet("plan", ["What is to be done", "Due"], rows))
    return CliRunner().invoke(importing.command, [
        "plan", str(file), "--campaign", "campaign", "--unit", "510900-qts", "--as", "officer", "--on", "2012-03-01", *more])


def test_a_plan_is_tried_out_entered_whole_and_written_again(here, tmp_path):
    tried = import_plan(tmp_path, ["举办讲座", "2012-06-30"], more=["--dry-run"])
    none_yet = Plan.objects.count()
    entered = import_plan(tmp_path, ["举办讲座", "2012-06-30"])
    out = tmp_path / "out.docx"
    written = CliRunner().invoke(exporting.command, ["plan", "--campaign", "campaign", "--unit", "510900-qts", "--as", "officer", "--format", "docx", "-o", str(out)])

    assert (tried.output, none_yet, entered.output) == ("1 rows would be entered.\n", 0, "1 rows entered.\n")
    assert (PlanItem.objects.get().text, written.output, out.read_bytes()[:2]) == ("举办讲座", f"Written: {out}\n", b"PK")


def test_a_wrong_cell_ends_the_import_and_no_plan_is_begun(here, tmp_path):
    answer = import_plan(tmp_path, ["举办讲座", "2011-06-30"])

    assert (answer.exit_code, Plan.objects.count()) == (1, 0)
    assert "plan.xlsx B2 (Due): It is due on 30 June 2011, before the campaign begins on 6 February 2012." in answer.output


@pytest.mark.parametrize(("words", "sentence"), [
    (["--campaign", "nothing", "--unit", "510900-qts"], "No campaign has the code nothing."), (["--campaign", "campaign", "--unit", "999"], "No unit has the code 999."),
    (["--campaign", "campaign", "--unit", "511000-qts"], "内江质监局 has no plan in this campaign that officer may see.")])
def test_what_is_not_there_gets_a_sentence(here, tmp_path, words, sentence):
    answer = CliRunner().invoke(exporting.command, ["plan", *words, "--as", "officer", "-o", str(tmp_path / "x.xlsx")])

    assert (answer.exit_code, sentence in answer.output) == (1, True)
