"""Superset from PyPI in a folder of its own under var/bench/, made once; nothing of it enters Xuanguan's environment."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.databases import KEPT

VERSION = "6.1.0"
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
# The newest Python that this version runs on, and the one its list was written for.
PYTHON = (3, 12)


class NotInstalled(Exception):
    """A sentence for whoever reads the results."""


def installed() -> Path:
    """The folder with its programs. Raises NotInstalled, with what failed, where there is no such Python or no network."""
    folder, mark = KEPT / f"superset-{VERSION}", KEPT / f"superset-{VERSION}.made-by"
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if folder.exists() and mark.exists() and mark.read_text() == wanted:
        return folder / "bin"
    shutil.rmtree(folder, ignore_errors=True)
    print(f"installing Apache Superset {VERSION} into {folder.relative_to(KEPT.parent.parent)} (once; some 650 MB)", flush=True)
    _run([_python(), "-m", "venv", str(folder)])
    python, uv = str(folder / "bin" / "python"), shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    # As scripts/setup does: uv where there is one, it is several times faster.
    _run([*([uv, "pip", "install", "--python", python] if uv else [python, "-m", "pip", "install"]), "-q", "-r", str(REQUIREMENTS)])
    mark.write_text(wanted)
    return folder / "bin"


def _python() -> str:
    """Xuanguan's own where it is one, else one that is on the machine."""
    name = ".".join(map(str, PYTHON))
    for candidate in (sys.executable, f"python{name}", *sorted(map(str, Path.home().glob(f".pyenv/versions/{name}.*/bin/python")))):
        try:
            said = subprocess.run([candidate, "-c", "import sys, venv, ensurepip; print(sys.version_info[:2])"], capture_output=True, text=True, check=False)
        except OSError:
            continue
        if said.stdout.strip() == str(PYTHON):
            return candidate
    raise NotInstalled(f"Superset {VERSION} is measured on Python {name}, and none was found; Xuanguan itself runs on {sys.version.split()[0]} here.")


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()][-6:]
        raise NotInstalled(f"{' '.join(command[:4])} … failed: {' / '.join(said)}")
