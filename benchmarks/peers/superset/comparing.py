"""Both servers on the same records: what an answer takes, kept and not, what eight clients get, what the processes weigh."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

import psutil

from benchmarks.databases import HOUSE, environment, with_activities
from benchmarks.peers.analytics import Analytics
from benchmarks.peers.postgres import Database
from benchmarks.peers.superset import processes
from benchmarks.peers.superset.asking import CHARTS, FORMS, MONTH, OVERVIEW, VIEWS, Asked, Superset, Xuanguan, random_asked, set_up

CLIENTS = 8
type Client = Callable[[str, Asked, bool], list[float]]


def compare(activities: int, address: str, programs: Path, scratch: Path, rounds: int, seconds: float) -> dict[str, Any]:
    """`programs`: of an installed Superset. Times are elapsed milliseconds, at the client."""
    folder = scratch / "xuanguan"
    shutil.copytree(with_activities(activities), folder)
    prepared = json.loads(_told([sys.executable, "-m", "benchmarks.peers.superset.preparing", address], folder))
    database = Database(address)
    analytics = Analytics(database, prepared["depth"] + 1)
    built = database.cost_of_all(analytics.build)
    levels = ", ".join(f"u.{level}" for level in analytics.levels)
    for name, sql in VIEWS.items():
        database.run(f"CREATE VIEW {name} AS {sql.format(levels=levels, month=MONTH)}")
    database.run("CREATE DATABASE superset")
    found: dict[str, Any] = {"activities": activities, "participations": prepared["participations"], "rebuild": {
        "Xuanguan": _rebuilt(folder), "peer": (built.elapsed, built.processor)}}
    own = address.replace("postgresql://", "postgresql+psycopg2://")
    with processes.xuanguan(folder) as ours, processes.superset(programs, scratch / "superset", own.replace("/postgres?", "/superset?")) as theirs:
        token, datasets = set_up(own)

        def clients() -> dict[str, Client]:
            xuanguan, superset = Xuanguan(prepared), Superset(token, datasets)
            asking: dict[str, Client] = {"Xuanguan": lambda question, asked, fresh: xuanguan.ask(question, asked)}
            return asking | {form: lambda question, asked, fresh, form=form: superset.ask(question, asked, form, force=fresh) for form in FORMS}

        found["questions"], found["differences"] = asked_singly(prepared, clients(), rounds)
        found["questions"][OVERVIEW] = overview(prepared, [Superset(token, datasets) for _ in range(5)], clients()["Xuanguan"], rounds)
        working: dict[str, Callable[[], float]] = {
            "Xuanguan": lambda: processes.seconds_of(ours), "Superset": lambda: processes.seconds_of(theirs) + database.seconds_of_server()}
        found["clients"] = at_once(prepared, clients, working, seconds)
        found["memory"] = {name: processes.megabytes(server) for name, server in (("Xuanguan", ours), ("Superset", theirs))}
        found["memory"]["PostgreSQL"] = _megabytes_of(database)
    database.close()
    return found


def asked_singly(prepared: dict[str, Any], clients: dict[str, Client], rounds: int) -> tuple[dict[str, Any], list[str]]:
    """Every question by one client: first when nobody kept the answer, then at once again. Milliseconds by question, form and kept or not."""
    found: dict[str, Any] = {}
    wrong: list[str] = []
    for question in CHARTS:
        random = Random(question)
        times: dict[str, dict[str, list[float]]] = {form: {"first": [], "again": []} for form in clients}
        for number in range(rounds + 2):
            asked, answers = random_asked(prepared, random), {}
            for form in random.sample(list(clients), len(clients)):
                took = []
                for fresh in (True, False):
                    began = time.perf_counter()
                    answers[form] = clients[form](question, asked, fresh)
                    took.append((time.perf_counter() - began) * 1000)
                if number >= 2:  # the first ones start connections and load what is loaded late
                    times[form]["first"].append(took[0])
                    times[form]["again"].append(took[1])
            wrong += [f"{question}: {form} says {answers[form][-5:]}, Xuanguan {answers['Xuanguan'][-5:]}, of {asked}"
                      for form in FORMS[1:] if answers[form] != answers["Xuanguan"]]
        found[question] = {form: {kept: summary(some) for kept, some in of_form.items()} for form, of_form in times.items()}
    return found, wrong


def overview(prepared: dict[str, Any], supersets: list[Superset], xuanguan: Client, rounds: int) -> dict[str, Any]:
    """Xuanguan's page, drawn by the server, beside five charts' data fetched at once, as a browser does; Superset's page itself is not in it."""
    random = Random("overview")
    times: dict[str, dict[str, list[float]]] = {form: {"first": [], "again": []} for form in ("Xuanguan", *FORMS)}
    with ThreadPoolExecutor(5) as pool:
        for number in range(rounds + 2):
            asked = random_asked(prepared, random)
            for form in random.sample(list(times), len(times)):
                for kept, fresh in (("first", True), ("again", False)):
                    began = time.perf_counter()
                    if form == "Xuanguan":
                        xuanguan(OVERVIEW, asked, fresh)
                    else:
                        list(pool.map(lambda pair, form=form, asked=asked, fresh=fresh: pair[0].ask(pair[1], asked, form, force=fresh),
                                      zip(supersets, ("total", *CHARTS), strict=True)))
                    if number >= 2:
                        times[form][kept].append((time.perf_counter() - began) * 1000)
    return {form: {kept: summary(some) for kept, some in of_form.items()} for form, of_form in times.items()}


def at_once(prepared: dict[str, Any], clients: Callable[[], dict[str, Client]], working: dict[str, Callable[[], float]], seconds: float) -> dict[str, Any]:
    """Answers a second that eight clients get: of questions not asked before, and of forty asked over and over.

    working: seconds of processor that a program has spent, with the PostgreSQL that Superset asks; what an answer takes of it is told too.
    """
    each = [clients() for _ in range(CLIENTS)]
    some = Random("kept")
    forty = [(some.choice(CHARTS), random_asked(prepared, some)) for _ in range(40)]
    found: dict[str, Any] = {}

    def client(number: int, form: str, fresh: bool, until: float) -> int:
        random, done = Random(f"{number} {form} {until}"), 0
        while time.perf_counter() < until:
            question, asked = (random.choice(CHARTS), random_asked(prepared, random)) if fresh else random.choice(forty)
            each[number][form](question, asked, fresh)
            done += 1
        return done

    with ThreadPoolExecutor(CLIENTS) as pool:
        for form in ("Xuanguan", *FORMS):
            for client_of in each if form == "Xuanguan" else each[:1]:  # each of Xuanguan's processes keeps its own answers
                for question, asked in forty:
                    client_of[form](question, asked, False)
            worked = working["Xuanguan" if form == "Xuanguan" else "Superset"]
            for kept, fresh in (("first", True), ("again", False)):
                began, before = time.perf_counter(), worked()
                done = sum(pool.map(lambda number, form=form, fresh=fresh, until=began + seconds: client(number, form, fresh, until), range(CLIENTS)))
                took = time.perf_counter() - began
                found.setdefault(form, {})[kept] = {"a second": done / took, "processor ms": (worked() - before) * 1000 / done}
    return found


def summary(times: list[float]) -> dict[str, float]:
    return {"median": statistics.median(times), "p95": statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]}


def _rebuilt(folder: Path) -> tuple[float, float]:
    """`xuanguan figures rebuild`: everything from the records of the database, with starting the program."""
    began, worked = time.perf_counter(), _children()
    _told([sys.executable, "-m", "xuanguan", "figures", "rebuild"], folder)
    return (time.perf_counter() - began) * 1000, (_children() - worked) * 1000


def _told(command: list[str], folder: Path) -> str:
    """What a command of Xuanguan's prints in this folder."""
    done = subprocess.run(command, cwd=HOUSE, env=environment(folder), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[1:4])} failed:\n{done.stderr[-3000:]}")
    return done.stdout


def _children() -> float:
    times = psutil.Process().cpu_times()
    return times.children_user + times.children_system


def _megabytes_of(database: Database) -> float:
    """Of the server of a database, with what it shares between its processes counted once."""
    server = psutil.Process(database.connection.info.backend_pid).parent()
    return processes.megabytes(server) if server else 0.0
