"""Activities in and out by the shell."""
import json

import pytest
from click.testing import CliRunner

from tests.activities.province import Province, make_province
from tests.builders import make_report
from xuanguan.activities.models import Activity
from xuanguan.cli import exporting, importing
from xuanguan.common.spreadsheets import write_sheet

HEADINGS = ["Kind of activity", "Front", "First day", "Host unit"]


@pytest.fixture
def here(db) -> Province:
    return make_province()


def import_sheet(tmp_path, *rows, dry_run=False):
    file = tmp_path / "may.xlsx"
    file.write_bytes(write_sheet("s", HEADINGS, rows))
    words = ["activities", str(file), "--campaign", "campaign", "--unit", "510321", "--as", "officer", *(["--dry-run"] if dry_run else [])]
    return CliRunner().invoke(importing.command, words)


def test_a_sheet_is_tried_out_and_then_entered_whole(here, tmp_path):
    row = ["Lecture", "Government", "2012-03-05", "荣县"]

    tried = import_sheet(tmp_path, row, dry_run=True)
    none_yet = Activity.objects.count()
    entered = import_sheet(tmp_path, row)

    assert (tried.output, none_yet) == ("1 reports would be made; 0 rows look known already.\n", 0)
    assert (entered.output.split(".")[0], Activity.objects.get().state) == ("1 reports made and submitted", "submitted")


def test_a_wrong_cell_ends_the_import_with_its_address(here, tmp_path):
    answer = import_sheet(tmp_path, ["Lecture", "Government", "3月5日", "荣县"])

    assert (answer.exit_code, Activity.objects.count()) == (1, 0)
    assert "may.xlsx C2 (First day): “3月5日” has no year. Write the whole day, as in 2012-03-05." in answer.output


def test_the_list_is_written_as_json(here):
    report = make_report(here.campaign, here.county, by=here.officer)

    answer = CliRunner().invoke(exporting.command, ["activities", "--campaign", "campaign", "--as", "verifier", "--format", "json"])

    assert [one["id"] for one in json.loads(answer.output)["activities"]] == [report.pk]


def test_an_unknown_campaign_gets_a_sentence(here):
    answer = CliRunner().invoke(exporting.command, ["activities", "--campaign", "nothing", "--as", "verifier"])

    assert (answer.exit_code, "No campaign has the code nothing." in answer.output) == (1, True)
