"""Every setting of an installation is explained where those who run it look."""
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# A name in quotes is read from the environment or written there for another process.
READ = re.compile(r"""["'](XUANGUAN_[A-Z_]+)["']""")
ROW = re.compile(r"^\| `(XUANGUAN_[A-Z_]+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)


def settings_in_the_code() -> set[str]:
    return {name for file in (ROOT / "xuanguan").rglob("*.py") for name in READ.findall(file.read_text(encoding="utf-8"))}


def documented() -> list[tuple[str, str, str]]:
    return ROW.findall((ROOT / "docs" / "howto" / "run.md").read_text(encoding="utf-8"))


def test_every_setting_is_explained_in_the_how_to_and_none_that_is_gone():
    assert sorted(name for name, _default, _meaning in documented()) == sorted(settings_in_the_code())


def test_an_explanation_is_a_sentence():
    assert [name for name, _default, meaning in documented() if len(meaning) < 20 or not meaning.endswith(".")] == []
