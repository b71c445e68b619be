"""The shell's commands for units and accounts."""

import csv
import io

import pytest
import xlsxwriter
from click.testing import CliRunner

from tests.builders import make_person, make_unit
from xuanguan.accounts.models import User
from xuanguan.cli import accounts, exporting, importing
from xuanguan.organisations.models import Grant, Person, Unit

pytestmark = pytest.mark.django_db


def run(command, *arguments, given=None):
    return CliRunner().invoke(command, [str(one) for one in arguments], input=given, catch_exceptions=False)


@pytest.fixture
def city():
    return make_unit("510900", "遂宁市", level=2)


def sheet(path, *rows):
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()
    return path


def test_divisions_are_loaded_for_a_province_and_a_day():
    done = run(importing.command, "divisions", "--under", "510000", "--on", "2012-05-25", "--depth", "2")

    assert done.exit_code == 0
    assert Unit.objects.get(code="510900").level == 2


def test_a_dry_run_of_divisions_enters_nothing():
    done = run(importing.command, "divisions", "--under", "510000", "--on", "2012-05-25", "--depth", "1", "--dry-run")

    assert done.output.splitlines()[-1].endswith("would be entered.")
    assert Unit.objects.count() == 0


def test_units_come_from_a_spreadsheet_after_a_dry_run(city, tmp_path):
    file = sheet(tmp_path / "units.xlsx", ["Code", "Name", "Kind", "Territory code"], ["510922", "射洪县", "Division", "510900"])

    tried = run(importing.command, "units", file, "--dry-run")
    before = Unit.objects.count()
    done = run(importing.command, "units", file)

    assert (tried.output, before) == ("1 rows would be entered.\n", 1)
    assert (done.output, Unit.objects.get(code="510922").territory) == ("1 rows entered.\n", city)


def test_cells_that_need_mending_are_named_and_the_command_fails(city, tmp_path):
    file = sheet(tmp_path / "people.xlsx", ["Name", "Unit code"], ["李敏", "519999"])

    done = run(importing.command, "people", file)

    assert done.exit_code == 1
    assert "people.xlsx B2 (Unit code): No unit has the code 519999." in done.output
    assert Person.objects.count() == 0


def test_what_is_exported_can_be_imported_again(city, tmp_path):
    run(exporting.command, "units", "-o", tmp_path / "units.xlsx")

    done = run(importing.command, "units", tmp_path / "units.xlsx")

    assert done.output == "0 rows entered; 1 are there already.\n"


def test_units_are_written_to_the_screen_as_csv(city):
    make_unit("510922", "射洪县", under=city)

    done = run(exporting.command, "units", "--format", "csv", "--under", "510922")

    rows = list(csv.reader(io.StringIO(done.output)))
    assert [row[:5] for row in rows] == [["Code", "Name", "Kind", "Level", "Territory code"], ["510922", "射洪县", "Division", "County", "510900"]]


def test_an_account_is_made_with_a_password_from_the_pipe_and_gets_a_role(city):
    run(accounts.command, "add", "hejia", "--name", "何佳", given="a long enough password\n")
    run(accounts.command, "grant", "hejia", "officer", "510900")

    user = User.objects.get(username="hejia")
    assert user.check_password("a long enough password")
    assert list(Grant.objects.values_list("person__username", "role", "unit__code")) == [("hejia", "officer", "510900")]
    assert "officer 510900" in run(accounts.command, "list").output


def test_a_role_is_taken_away(city):
    make_person("hejia", roles=[("officer", city)])

    run(accounts.command, "grant", "hejia", "officer", "510900", "--withdraw")

    assert Grant.objects.get().until is not None


def test_a_weak_password_is_refused_with_a_sentence(db):
    from xuanguan.accounts.actions import UnfitAccount

    with pytest.raises(UnfitAccount, match="too short"):
        run(accounts.command, "add", "hejia", given="12345\n")

    assert User.objects.count() == 0


def test_an_account_that_nobody_has_is_named(db):
    done = run(accounts.command, "password", "nobody", given="a long enough password\n")

    assert (done.exit_code, "Nobody signs in as nobody." in done.output) == (1, True)
