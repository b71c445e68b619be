"""What the shell's front door says when something is not as it should be."""
import subprocess
import sys

import pytest
from django.db.utils import IntegrityError, OperationalError, ProgrammingError

from xuanguan.cli.main import sentence_of
from xuanguan.common.exceptions import PersonError


@pytest.mark.parametrize("error", [
    OperationalError("no such table: organisations_unit"), ProgrammingError('relation "organisations_unit" does not exist\nLINE 1: SELECT …')])
def test_an_empty_database_is_said_with_what_to_do(error):
    assert "xuanguan manage migrate" in sentence_of(error)


def test_a_database_that_does_not_answer_is_said_in_its_own_words():
    assert sentence_of(OperationalError("connection refused")).startswith("The database cannot be used: connection refused (XUANGUAN_DATABASE")


def test_a_sentence_meant_for_people_is_the_sentence():
    assert sentence_of(PersonError("Choose another.")) == "Choose another."


@pytest.mark.parametrize("error", [ValueError("x"), IntegrityError("unique")])
def test_a_mistake_of_ours_keeps_its_traceback(error):
    assert sentence_of(error) == ""


def test_figures_of_nothing_end_in_a_sentence(tmp_path):
    done = subprocess.run([sys.executable, "-m", "xuanguan", "figures", "--unit", "510000"], capture_output=True, text=True, check=False,
                          env={"XUANGUAN_VAR": str(tmp_path), "PATH": "", "PYTHONPATH": ".", "XUANGUAN_DATABASE": f"sqlite:///{tmp_path}/empty.sqlite3"})

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("The database has no tables yet.")
