"""`xuanguan check` in the shell."""
import json

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.test import override_settings

from tests.bulletins.checked import make_records, of_records
from xuanguan.cli.checking import command

TRUE, FALSE = "泸州市、资阳市共举办专题讲座4场。", "泸州市、资阳市共举办专题讲座9场。"
ASKED = ["--campaign", "campaign", "--unit", "510000", "--from", "2012-01-01", "--to", "2012-03-31"]


@pytest.fixture(scope="module")
def records(django_db_setup, django_db_blocker, tmp_path_factory):
    with override_settings(FIGURES_FOLDER=tmp_path_factory.mktemp("figures")), django_db_blocker.unblock(), transaction.atomic():
        yield make_records()
        transaction.set_rollback(True)


@pytest.fixture
def folder(records, db, tmp_path):
    (tmp_path / "true.txt").write_text(of_records(TRUE), encoding="utf-8")
    (tmp_path / "false.txt").write_text(of_records(FALSE), encoding="utf-8")
    return tmp_path


def run(*arguments: object, **said):
    return CliRunner().invoke(command, [str(one) for one in (*ASKED, *arguments)], **said)


def test_several_files_give_one_json_object_a_line_and_1_where_something_differs(folder):
    result = run("--format", "json", folder / "true.txt", folder / "false.txt")

    documents = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [(one["unit"], one["from"], one["fails"], one["counts"]) for one in documents] == [
        ("510000", "2012-01-01", False, {"matches": 2}), ("510000", "2012-01-01", True, {"contradicts": 1, "matches": 1})]
    wrong = documents[1]["findings"][1]
    assert [(part["text"], part["verdict"], part["asks"]) for part in wrong["parts"]] == [
        ("泸州市、资阳市", "matches", False), ("9场", "contradicts", True)]
    assert wrong["parts"][1]["figure"].startswith("measure?as_of=")


def test_standing_text_on_standard_input_is_checked_and_nothing_that_differs_is_0(folder):
    result = run("--format", "table", "-", input=of_records(TRUE).encode())

    assert result.exit_code == 0
    assert "泸州市、资阳市共举办专题讲座4场" in result.stdout


def test_a_table_can_show_only_what_needs_a_look(folder):
    result = run("--format", "table", "--asking", folder / "false.txt")

    assert "9场" in result.stdout
    assert "在案活动记录" not in result.stdout


def test_what_cannot_be_read_is_named_and_is_2_and_the_others_are_checked(folder):
    (folder / "bad.docx").write_bytes(b"PK\x03\x04 not a docx")

    result = run("--format", "json", folder / "bad.docx", folder / "missing.txt", folder / "false.txt")

    assert result.exit_code == 2
    assert len(result.stdout.splitlines()) == 1
    assert [name for name in ("bad.docx", "missing.txt") if name in result.stderr] == ["bad.docx", "missing.txt"]


def test_no_file_at_all_is_a_question_of_usage(folder):
    result = run()

    assert result.exit_code == 2
    assert "standard input" in result.output
