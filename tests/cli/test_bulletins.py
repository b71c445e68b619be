"""`xuanguan import bulletins` in the shell."""
import pytest
from click.testing import CliRunner

from tests.bulletins.conftest import place  # noqa: F401  the same province
from tests.bulletins.sending import TEXT, mailed, zipped
from xuanguan.accounts.models import User
from xuanguan.bulletins.models import Bulletin
from xuanguan.cli.importing import command


def run(*arguments):
    return CliRunner().invoke(command, ["bulletins", *map(str, arguments), "--campaign", "campaign", "--unit", "510500-qts"], catch_exceptions=False)


@pytest.fixture
def folder(tmp_path, place):  # noqa: F811
    (tmp_path / "三月").mkdir()
    (tmp_path / "三月" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.zip").write_bytes(zipped({"泸州.txt": (TEXT + "二").encode()}, names="gb18030"))
    (tmp_path / "c.eml").write_bytes(mailed({"附件.txt": (TEXT + "三").encode()}))
    (tmp_path / ".hidden").write_text("x")
    return tmp_path


def test_a_folder_is_taken_in_with_what_is_inside_its_zips_and_letters(folder):
    result = run(folder, "--by", "officer")

    assert (result.exit_code, sorted(Bulletin.objects.values_list("file_name", flat=True))) == (0, ["a.txt", "泸州.txt", "附件.txt"])
    assert result.stdout.splitlines()[-1] == "3 taken in, 0 already here, 0 could not be read."


def test_the_same_folder_again_takes_nothing_in_twice(folder):
    run(folder, "--by", "officer")

    result = run(folder, "--by", "officer")

    assert (result.exit_code, Bulletin.objects.count(), result.stdout.splitlines()[-1]) == (0, 3, "0 taken in, 3 already here, 0 could not be read.")


def test_a_file_that_cannot_be_read_is_named_and_the_others_go_on(folder):
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600)

    result = run(folder, folder / "gone.txt", "--by", "officer")

    assert (result.exit_code, Bulletin.objects.count()) == (2, 3)
    assert ["Save it as .docx" in result.stderr, "gone.txt does not exist" in result.stderr] == [True, True]


def test_progress_is_told_file_by_file(folder):
    result = run(folder / "三月", "--by", "officer")

    assert result.stdout.splitlines()[0] == "[1/1] a.txt: 1 claim, issued by 泸州市质量技术监督局"


def test_without_an_account_the_one_superuser_takes_them_in(folder):
    User.objects.create_superuser("root", password="a long enough password")

    run(folder / "三月")

    assert Bulletin.objects.get().by.username == "root"


@pytest.mark.parametrize(("options", "sentence"), [
    (["--by", "nobody"], "Nobody signs in as nobody"), ([], "--by ACCOUNT"), (["--by", "officer", "--campaign", "none"], "There is no campaign none. Known: campaign."),
    (["--by", "officer", "--unit", "none"], "There is no unit none")])
def test_what_is_unknown_is_told_and_nothing_is_taken_in(folder, options, sentence):
    arguments = ["bulletins", str(folder), "--campaign", "campaign", "--unit", "510500-qts", *options]

    result = CliRunner().invoke(command, arguments, catch_exceptions=False)

    assert (result.exit_code, sentence in result.stderr, Bulletin.objects.count()) == (1, True, 0)
