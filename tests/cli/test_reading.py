"""`xuanguan read` in the shell."""

import json

import pytest
from click.testing import CliRunner

from xuanguan.cli.reading import command

TEXT = "6月3日，云岭县司法局举办法治讲座3场，120人参加。"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(TEXT.encode("gb18030"))
    return tmp_path


def test_a_folder_gives_one_json_object_a_line(folder):
    result = CliRunner().invoke(command, ["--format", "json", "--date", "2024-06-30", str(folder)])

    readings = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [(one["doc"], one["claims"][0]["when"]) for one in readings] == [("a", "2024-06-03"), ("b", "2024-06-03")]


def test_standard_input_is_read_and_explained():
    result = CliRunner().invoke(command, ["--format", "table", "--explain", "-"], input=TEXT.encode())

    assert result.exit_code == 0
    assert "kind: lecture or talk given → lecture" in result.stdout


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_still_read(folder):
    (folder / "bad.docx").write_bytes(b"PK\x03\x04 not a docx")
    (folder / "empty.txt").write_bytes(b"")

    result = CliRunner().invoke(command, ["--format", "json", str(folder), str(folder / "missing.txt")])

    assert result.exit_code == 2
    assert len(result.stdout.splitlines()) == 2
    assert [name for name in ("bad.docx", "empty.txt", "missing.txt") if name in result.stderr] == ["bad.docx", "empty.txt", "missing.txt"]


def test_help_teaches_with_examples():
    result = CliRunner().invoke(command, ["--help"])

    assert "xuanguan read bulletin.txt" in result.stdout


def test_no_file_at_all_is_a_question_of_usage():
    result = CliRunner().invoke(command, [])

    assert result.exit_code == 2
    assert "standard input" in result.output
