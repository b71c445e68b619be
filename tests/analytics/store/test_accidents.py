"""A refresher killed at any line, or on a disk that is full: readers keep whole figures, and the next refresher loses nothing."""

import os
import resource
import shutil
import signal
import sys
from pathlib import Path

import pytest

from tests.analytics.store.test_duck import LATER, NOW, TREES, Changes, DuckStore, fact, how_many
from xuanguan.analytics import NoRoom
from xuanguan.analytics.store import duck, generations

# Where a kill could leave half a thing behind: what copies, writes, names, points and sweeps.
WATCHED = {module.__file__ for module in (duck, generations)}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    DuckStore(folder).rebuild(Changes([fact(1), fact(2)]), TREES, at=NOW)
    return folder


def in_a_child(work) -> int:
    """How it ended; whatever it does, this process goes on."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except NoRoom as error:
            os._exit(28 if "Make room" in str(error) else 2)
        except BaseException:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def refresh(folder: Path) -> None:
    DuckStore(folder).refresh(lambda: Changes([fact(3)], [3]), TREES, at=LATER)


def watching(reach, folder: Path) -> None:
    """Refreshes, and tells of every line that it comes to for the first time."""
    seen: set[tuple[str, int]] = set()

    def trace(frame, event, _argument):
        if frame.f_code.co_filename not in WATCHED:
            return None
        if event == "line" and (line := (frame.f_code.co_filename, frame.f_lineno)) not in seen:
            seen.add(line)
            reach(len(seen))
        return trace

    sys.settrace(trace)
    try:
        refresh(folder)
    finally:
        sys.settrace(None)


def test_a_refresher_killed_at_any_line_leaves_whole_figures_and_the_next_one_loses_nothing(built, tmp_path):
    lines: list[int] = []
    watching(lines.append, shutil.copytree(built, tmp_path / "counted"))

    for line in lines[::2]:  # every second one: those between them do nothing that stays

        def die(reached, line=line):
            if reached == line:
                os.kill(os.getpid(), signal.SIGKILL)  # no clean-up, no file closed

        folder = shutil.copytree(built, tmp_path / str(line))
        assert in_a_child(lambda die=die, folder=folder: watching(die, folder)) == -signal.SIGKILL, line

        assert how_many(DuckStore(folder).reader()) in (2, 3), line
        refresh(folder)
        assert how_many(DuckStore(folder).reader()) == 3, line
        assert [path.name for path in folder.iterdir() if path.name.startswith(("building", "staging", "current."))] == ["current.json"], line


def with_room_for(size: int, work):
    """No file of the process may grow beyond this: what a full disk is to it."""
    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
        work()

    return limited


@pytest.mark.parametrize("work", ["refresh", "rebuild"])
def test_on_a_full_disk_a_sentence_says_to_make_room_and_readers_keep_what_they_had(built, tmp_path, work):
    folder = shutil.copytree(built, tmp_path / "figures")
    size = (folder / "generation-00000001.duckdb").stat().st_size
    many = [fact(number) for number in range(3, 30_000)]

    def refreshing():
        DuckStore(folder).refresh(lambda: Changes(many, [one.activity for one in many]), TREES, at=LATER)

    def rebuilding():
        DuckStore(folder).rebuild(Changes(many), TREES, at=LATER)

    ended = in_a_child(with_room_for(size // 2 if work == "refresh" else 100_000, refreshing if work == "refresh" else rebuilding))

    assert ended == 28
    assert how_many(DuckStore(folder).reader()) == 2
    assert sorted(path.name for path in folder.iterdir()) == ["current.json", "generation-00000001.duckdb", "refresh.lock"]


def test_a_disk_that_cannot_hold_the_next_generation_is_seen_before_it_is_begun(built, tmp_path, monkeypatch):
    folder = shutil.copytree(built, tmp_path / "figures")
    monkeypatch.setattr(generations.shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 10**9, 1000))

    with pytest.raises(NoRoom, match="0 MB are free"):
        refresh(folder)

    assert how_many(DuckStore(folder).reader()) == 2
