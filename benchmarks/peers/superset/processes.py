"""Server processes of both programs: started, waited for, weighed, ended."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psutil

from benchmarks.databases import HOUSE, environment
from benchmarks.peers.superset.installing import NotInstalled

# The same for both: two processes for two cores, four threads each, which is what `xuanguan serve` has.
WORKERS, THREADS = 2, 4
XUANGUAN_PORT, SUPERSET_PORT = 8160, 8161

SUPERSET_CONFIG = """
from datetime import timedelta
SECRET_KEY = "only-for-measuring-on-this-machine"
SQLALCHEMY_DATABASE_URI = {database!r}
WTF_CSRF_ENABLED = False
TALISMAN_ENABLED = False
JWT_ACCESS_TOKEN_EXPIRES = timedelta(hours=6)
DATA_CACHE_CONFIG = CACHE_CONFIG = {{"CACHE_TYPE": "FileSystemCache", "CACHE_DIR": {cache!r}, "CACHE_DEFAULT_TIMEOUT": 86400, "CACHE_THRESHOLD": 100000}}
"""


@contextmanager
def xuanguan(folder: Path) -> Iterator[psutil.Process]:
    """`xuanguan serve` in this folder."""
    command = [sys.executable, "-m", "xuanguan", "serve", "--port", str(XUANGUAN_PORT), "--workers", str(WORKERS)]
    with _running(command, environment(folder), folder=HOUSE, log=folder / "server.log", port=XUANGUAN_PORT, page="/sign-in/") as process:
        yield process


@contextmanager
def superset(programs: Path, scratch: Path, database: str) -> Iterator[psutil.Process]:
    """A new Superset whose own tables are in `database`, with one account (admin, admin). Raises NotInstalled where it cannot be set up."""
    scratch.mkdir()
    config = scratch / "superset_config.py"
    config.write_text(SUPERSET_CONFIG.format(database=database, cache=str(scratch / "cache")), encoding="utf-8")
    variables = {**os.environ, "SUPERSET_CONFIG_PATH": str(config), "SUPERSET_HOME": str(scratch), "FLASK_APP": "superset", "SUPERSET_SKIP_BANNER": "1"}
    for arguments in (("db", "upgrade"), ("fab", "create-admin", "--username", "admin", "--firstname", "A", "--lastname", "B",
                                          "--email", "admin@example.org", "--password", "admin"), ("init",)):
        done = subprocess.run([str(programs / "superset"), *arguments], env=variables, capture_output=True, text=True, check=False, cwd=scratch)
        if done.returncode:
            raise NotInstalled(f"superset {' '.join(arguments[:2])} failed: {done.stderr.strip()[-600:]}")
    command = [str(programs / "gunicorn"), "--workers", str(WORKERS), "--worker-class", "gthread", "--threads", str(THREADS), "--timeout", "300",
               "--keep-alive", "75", "--bind", f"127.0.0.1:{SUPERSET_PORT}", "superset.app:create_app()"]
    with _running(command, variables, folder=scratch, log=scratch / "server.log", port=SUPERSET_PORT, page="/health") as process:
        yield process


def megabytes(process: psutil.Process) -> float:
    """Of a server with all its processes; what they share counts once."""
    return sum(one.memory_full_info().pss for one in [process, *process.children(recursive=True)]) / 1e6


def seconds_of(process: psutil.Process) -> float:
    """Of processor, of a server with all its processes that run."""
    return sum(times.user + times.system for times in (one.cpu_times() for one in [process, *process.children(recursive=True)]))


@contextmanager
def _running(command: list[str], variables: Mapping[str, str], *, folder: Path, log: Path, port: int, page: str) -> Iterator[psutil.Process]:
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise SystemExit(f"Port {port} is taken by another server. End it, then measure again.")
    with log.open("wb") as written:
        server = subprocess.Popen(command, env=dict(variables), cwd=folder, stdout=written, stderr=written)
    try:
        until = time.monotonic() + 120
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{page}", timeout=10).close()
                break
            except OSError:
                if server.poll() is not None or time.monotonic() > until:
                    raise SystemExit(f"{command[0]} does not answer on port {port}:\n{log.read_text(errors='replace')[-3000:]}") from None
                time.sleep(0.3)
        yield psutil.Process(server.pid)
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
