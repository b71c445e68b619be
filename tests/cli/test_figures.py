"""`xuanguan figures` in the shell: every question has its word, and says what was asked."""

import csv
import datetime as dt
import json

import pytest
from click.testing import CliRunner

from tests.activities.province import make_province
from tests.builders import make_report
from xuanguan.cli.figures import command
from xuanguan.figures.actions import rebuild, refresh
from xuanguan.figures.store import the_store


@pytest.fixture
def here(db, settings, tmp_path):
    settings.FIGURES_FOLDER = tmp_path / "figures"
    made = make_province()
    make_report(made.campaign, made.city, by=made.city_officer, hosts=[made.other_city], measures={"sessions": 3}, on=dt.date(2012, 3, 2))
    rebuild()
    return made


def said(*words: str):
    return CliRunner().invoke(command, list(words))


@pytest.mark.parametrize("words", [
    ("--by", "none"), ("children",), ("series",), ("clauses",), ("table", "--rows", "clause", "--columns", "child"), ("ranking", "--level", "2"),
    ("compare",), ("compare", "--before", "2012-01-01", "2012-01-31"), ("target", "--number", "10"), ("participants",),
    ("--measure", "participants", "persons"), ("coverage",), ("burden",), ("stated",), ("changes", "--since", "2012-03-01"), ("records",),
])
def test_every_question_has_its_word_and_says_as_of_when(here, words):
    found = said(*words)

    assert (found.exit_code, found.exception) == (0, None)
    assert "2012-02-06 – 2012-12-31, as of" in found.stdout
    assert "generation 1" in found.stdout


def test_an_options_value_may_be_the_same_word_as_a_command(here):
    assert said("--measure", "participants", "--by", "none").exit_code == 0


def test_two_cities_asked_together_count_a_joint_activity_once(here):
    found = json.loads(said("--unit", f"{here.city.code},{here.other_city.code}", "--format", "json", "series", "--grain", "year").stdout)

    assert [row["value"] for row in found["rows"]] == ["1"]


def test_records_are_written_as_csv_line_by_line(here):
    rows = list(csv.reader(said("--format", "csv", "records").stdout.splitlines()))

    assert (rows[0][:3], rows[1][1:3], len(rows)) == (["id", "latest", "state"], ["2012-03-01", "submitted"], 2)


@pytest.mark.parametrize(("words", "sentence"), [
    (("--measure", "sermons", "series"), "There is no measure “sermons”. Known: participants"),
    (("target",), "Say what is wanted"),
    (("completeness", "--expectation", "nowhere"), "There is no expectation “nowhere”. Known:"),
    (("persons",), "Say which measure counts people"),
])
def test_what_cannot_be_asked_is_said_in_a_sentence(here, words, sentence):
    found = said(*words)

    assert found.exit_code == 1
    assert sentence in found.output


def test_a_refresh_that_finds_a_full_disk_says_so_and_leaves_what_stood(here, monkeypatch):
    make_report(here.campaign, here.county, by=here.officer, title="another")
    store = the_store()
    monkeypatch.setattr("xuanguan.analytics.store.generations.shutil.disk_usage", lambda _path: __import__("shutil")._ntuple_diskusage(10**9, 10**9, 10))

    found = said("refresh")

    assert found.exit_code == 1
    assert "Make room, then refresh. The figures that stood before stand on." in found.output
    assert store.reader().generation.number == 1
    monkeypatch.undo()
    assert refresh().number == 2
