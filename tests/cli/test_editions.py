"""`xuanguan verify-edition` on a machine where nothing is set up."""
import json
import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from tests.writing.test_editions import altered, an_edition
from xuanguan.cli.editions import command

ROOT = Path(__file__).resolve().parents[2]


def verify(tmp_path, said, *options: str):
    file = tmp_path / "edition.json"
    file.write_text(said if isinstance(said, str) else json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return CliRunner().invoke(command, [str(file), *options])


def test_an_edition_as_issued_is_whole(tmp_path):
    done = verify(tmp_path, an_edition())

    assert done.exit_code == 0
    assert done.output.splitlines()[:2] == [
        "Whole: 简报 川质监简报〔2012〕1号", "  issued by 省质监局 on 2012-05-25, 2 figures, all agree with the text"]
    assert f"  sha256 {an_edition()['sha256']}" in done.output.splitlines()


def test_an_altered_number_is_told_in_a_sentence(tmp_path):
    done = verify(tmp_path, altered(lambda said: said["document"]["sections"][0]["paragraphs"][0]["pieces"][4].update(text="230余场")))

    assert done.exit_code == 1
    assert "  “230余场” does not say ≥130场, which is the number kept for it." in done.output.splitlines()


def test_as_json_for_programs(tmp_path):
    done = verify(tmp_path, an_edition(), "--format", "json")

    assert (done.exit_code, json.loads(done.output)["whole"]) == (0, True)


def test_what_is_no_edition_leaves_with_two(tmp_path):
    assert [verify(tmp_path, said).exit_code for said in ("no json", "[]", "[" * 100_000, {"format": "xuanguan-edition", "shape": 1})] == [2, 2, 2, 2]


def test_no_database_and_no_settings_are_needed(tmp_path):
    file = tmp_path / "edition.json"
    file.write_text(json.dumps(an_edition()), encoding="utf-8")
    environment = {**os.environ, "XUANGUAN_DATABASE": "postgresql://nobody:x@127.0.0.1:1/none", "XUANGUAN_VAR": str(tmp_path / "nothing"), "PYTHONPATH": str(ROOT)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)

    done = subprocess.run([sys.executable, "-m", "xuanguan", "verify-edition", str(file)], env=environment, cwd=tmp_path, capture_output=True, text=True)

    assert (done.returncode, (tmp_path / "nothing").exists()) == (0, False), done.stderr
