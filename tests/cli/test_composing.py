"""`xuanguan compose` in the shell."""
import json

import pytest
from click.testing import CliRunner

from tests.builders import make_report
from tests.bulletins.conftest import place  # noqa: F401  the same province
from xuanguan.cli.composing import command
from xuanguan.figures.actions import refresh
from xuanguan.writing.kept import from_json


@pytest.fixture
def told(place, settings, tmp_path):  # noqa: F811
    settings.FIGURES_FOLDER = tmp_path / "figures"
    make_report(place.campaign, place.luzhou, by=place.officer)
    refresh()
    return place


def run(*arguments: str):
    return CliRunner().invoke(command, ["--campaign", "campaign", "--unit", "510000", "--from", "2012-02-06", "--to", "2012-05-25", *arguments])


def test_text_is_what_it_prints(told):
    done = run()

    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[:2] == ["宣贯工作简报", "2012年2月6日至5月25日，全省在案活动记录1条，为自报、待核实，涉及泸州市。"]


def test_each_form_is_written_to_a_file(told, tmp_path):
    for form, begins in (("text", "宣贯".encode()), ("html", b"<!DOCTYPE html>"), ("docx", b"PK"), ("json", b"{"), ("jsonld", b"{")):
        file = tmp_path / f"a.{form}"

        done = run("--format", form, "--output", str(file), "--number", "川质监〔2012〕15号")

        assert (done.exit_code, file.read_bytes().startswith(begins)) == (0, True), done.output
        assert done.output == f"{file}: {file.stat().st_size:,} bytes\n"


def test_json_holds_each_number_with_its_figure(told):
    draft = from_json(json.loads(run("--format", "json", "--language", "en", "--outline", "short").output))

    assert [(piece.text, [one.question for one in piece.figures]) for piece in draft.bound][:2] == [("1", ["activities"]), ("泸州市", ["units"])]


@pytest.mark.parametrize(("arguments", "sentence"), [
    (["--campaign", "nowhere"], "There is no campaign “nowhere”"),
    (["--unit", "999999"], "No unit is called “999999”"),
    (["--from", "2012-13-40"], "“2012-13-40” is no day of the calendar"),
    (["--from", "2012-06-01"], "The period begins on 2012-06-01, after its end on 2012-05-25"),
    (["--outline", "rumours"], "There is no outline “rumours”"),
    (["--output", "/nowhere/at/all.txt"], "cannot be written"),
    (["--format", "doc"], "'doc' is not one of"),
])
def test_what_cannot_be_composed_is_told_in_a_sentence(told, arguments, sentence):
    done = run(*arguments)

    assert done.exit_code != 0
    assert sentence in done.output + str(done.exception)
