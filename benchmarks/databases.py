"""Databases with the demo in them, made once under var/bench/ and kept until the code that makes them changes."""
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HOUSE = Path(__file__).parent.parent
KEPT = HOUSE / "var" / "bench"
# What decides how a database looks; anything else may change without building it again.
MADE_BY = ("xuanguan/demo/**/*.py", "xuanguan/demo/data/**/*", "xuanguan/*/migrations/*.py", "xuanguan/campaigns/templates_data/*.yaml",
           "xuanguan/analytics/store/*.py", "xuanguan/analytics/facts/*.py", "xuanguan/figures/facts/*.py")


def with_demo() -> Path:
    """The folder (as in XUANGUAN_VAR) of the plain demo."""
    return _kept("demo", None, ("demo", "load"))


def with_activities(number: int) -> Path:
    """The folder of a province with so many activities; made from the next smaller one that is there."""
    smaller = number // 10
    base = with_activities(smaller) if smaller >= 1_000 else with_demo()
    return _kept(str(number), base, ("demo", "enlarge", "--activities", str(number)))


def environment(folder: Path, database: str | None = None) -> dict[str, str]:
    """The variables under which the program works in this folder, and in no other database than its own or the one given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XUANGUAN_")}
    return {**kept, "XUANGUAN_VAR": str(folder)} | ({"XUANGUAN_DATABASE": database} if database else {})


def xuanguan(folder: Path, *arguments: str, database: str | None = None) -> None:
    subprocess.run([sys.executable, "-m", "xuanguan", *arguments], cwd=HOUSE, env=environment(folder, database), check=True)


def kept(name: str, base: Path, command: tuple[str, ...]) -> Path:
    """The folder of that name: a copy of `base` in which the command was run once."""
    return _kept(name, base, (), command)


def _kept(name: str, base: Path | None, make: tuple[str, ...], command: tuple[str, ...] = ()) -> Path:
    folder, mark = KEPT / name, KEPT / f"{name}.made-by"
    made_by = fingerprint()
    if folder.exists() and mark.exists() and mark.read_text() == made_by:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    mark.unlink(missing_ok=True)
    KEPT.mkdir(parents=True, exist_ok=True)
    print(f"building {folder.relative_to(HOUSE)} (once)", flush=True)
    begun = time.monotonic()
    if base is not None:
        shutil.copytree(base, folder)
    if command:
        subprocess.run(command, cwd=HOUSE, env=environment(folder), check=True)
    else:
        xuanguan(folder, *make)
    print(f"built in {time.monotonic() - begun:.0f} s", flush=True)
    mark.write_text(made_by)
    return folder


def fingerprint() -> str:
    digest = hashlib.sha256()
    for pattern in MADE_BY:
        for file in sorted(HOUSE.glob(pattern)):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.read_bytes())
    return digest.hexdigest()
