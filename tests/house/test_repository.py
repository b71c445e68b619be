"""What must hold of the repository itself."""
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "xuanguan").rglob("*.py"))
TEMPLATES = sorted((ROOT / "xuanguan").rglob("templates/**/*.html"))


def relative(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


def test_no_template_holds_an_inline_script_or_style():
    inline = re.compile(r"<style|\sstyle=\"|\son(?:click|change|submit|load|input)=|<script>", re.I)

    assert relative(path for path in TEMPLATES if inline.search(path.read_text())) == []


def test_no_room_has_a_name_that_says_nothing():
    nothing = {"utils", "helpers", "services", "managers", "signals", "misc", "core"}

    assert relative(path for path in SOURCES if path.stem in nothing or path.parent.name in nothing) == []


def test_no_lock_file_records_an_address():
    assert [path.name for path in (ROOT / "requirements").glob("*.lock") if re.search(r"https?://", path.read_text())] == []


def test_nothing_unfinished_is_marked_in_the_code():
    marks = re.compile(r"\b(TODO|FIXME|XXX)\b")

    assert relative(path for path in SOURCES if "migrations" not in path.parts and marks.search(path.read_text())) == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_link_of_a_page_leads_somewhere(name):
    links = re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", (ROOT / name).read_text())

    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_command_of_the_makefile_is_explained_or_internal():
    done = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert [line.split()[0] for line in done.stdout.splitlines()] == ["help", "setup", "demo", "test", "check", "bench"]
