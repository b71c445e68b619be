"""The commands of the README work as they are written there, in the house with the demo."""
import re
import shlex
import shutil
import subprocess
import sys

import pytest

from tests.journeys.conftest import ROOT

BLOCKS = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
COMMANDS = [line.split(" #")[0].strip() for block in BLOCKS for line in block.splitlines() if line.startswith(".venv/bin/xuanguan")]
BULLETIN = ROOT / "xuanguan" / "demo" / "data" / "sichuan-2012" / "bulletins" / "510182-2012-03-21.txt"
# What each answers with, besides 0; a check ends in 1 where something differs.
MAY_END_IN = {"check": {0, 1}}


def test_the_readme_has_commands():
    assert len(COMMANDS) >= 6


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_works_as_written(command, installation, tmp_path):
    shutil.copy(BULLETIN, tmp_path / "bulletin.txt")
    words = shlex.split(command)[1:]

    done = subprocess.run([sys.executable, "-m", "xuanguan", *words], cwd=tmp_path, env=installation.environment, capture_output=True, text=True, check=False)

    assert done.returncode in MAY_END_IN.get(words[0], {0}), done.stderr
    assert done.stdout.strip()
    assert "Traceback" not in done.stderr
