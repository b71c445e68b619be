"""Superset from PyPI in a folder of its own under var/bench/, made once; nothing of it enters Xuanguan's environment."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.databases import KEPT

VERSION = "6.1.0"
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
# What the version above says it runs on.
PYTHONS = ((3, 12), (3, 11), (3, 10))


class NotInstalled(Exception):
    """A sentence for whoever reads the results."""


def installed() -> Path:
    """The folder with its programs. Raises NotInstalled, with what failed."""
    folder, mark = KEPT / f"superset-{VERSION}", KEPT / f"superset-{VERSION}.made-by"
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if folder.exists() and mark.exists() and mark.read_text() == wanted:
        return folder / "bin"
    shutil.rmtree(folder, ignore_errors=True)
    print(f"installing Apache Superset {VERSION} into {folder.relative_to(KEPT.parent.parent)} (once; some 650 MB)", flush=True)
    _run([_python(), "-m", "venv", str(folder)])
    uv = Path(sys.executable).with_name("uv")
    if uv.exists():
        _run([str(uv), "pip", "install", "-q", "--python", str(folder / "bin" / "python"), "-r", str(REQUIREMENTS)])
    else:
        _run([str(folder / "bin" / "python"), "-m", "pip", "install", "-q", "-r", str(REQUIREMENTS)])
    mark.write_text(wanted)
    return folder / "bin"


def _python() -> str:
    if sys.version_info[:2] in PYTHONS:
        return sys.executable
    for major, minor in PYTHONS:
        if found := shutil.which(f"python{major}.{minor}"):
            return found
    raise NotInstalled(f"Superset {VERSION} runs on Python 3.10 to 3.12; here is {sys.version.split()[0]} and no other was found.")


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()][-6:]
        raise NotInstalled(f"{' '.join(command[:4])} … failed: {' / '.join(said)}")
