"""The matrix page with 60 units, and issuing a campaign with 40 expectations: at 1×, 4× and 16× (320 clauses; 4,400 units).

    python -m benchmarks.setting_up
    python -m benchmarks.setting_up --sizes 16 --rounds 5

Each size in a process and an SQLite database of its own. An expectation asks of a level (and organ), so forty of them stand on
seven rosters; with --own each has a roster of its own, the worst that a campaign can do.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.databases import HOUSE, environment, xuanguan

# Of 16 parts: prefectures with their bureaus, counties with theirs, towns.
WHOLE = {"prefectures": 21, "counties": 181, "towns": 3_996}
CLAUSES, UNITS, EXPECTATIONS = 320, 60, 40
SIZES = (1, 4, 16)
PAGE_LIMIT_MS, ISSUE_LIMIT_S = 200, 10


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="sixteenths of a province (1 4 16)")
    parser.add_argument("--rounds", type=int, default=15, help="requests for each page")
    parser.add_argument("--own", action="store_true", help="a roster of its own for every expectation")
    parser.add_argument("--inside", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.inside:
        print(json.dumps(measured(chosen.inside, chosen.rounds, chosen.own)))
        return 0
    results = {size: in_a_process(size, chosen) for size in chosen.sizes}
    for size, result in results.items():
        print(f"\n{size}×: {result['units']:,} units, {result['clauses']} clauses × {UNITS} units, {EXPECTATIONS} expectations on {result['rosters']} rosters, "
              f"{result['entries']:,} entries; load {os.getloadavg()[0]:.1f}")
        for name, page in result["pages"].items():
            print(f"{name:40}{page['median']:8.0f} ms median{page['p95']:8.0f} ms p95{page['processor']:8.0f} ms processor   {page['p95'] / PAGE_LIMIT_MS:.2f} of the limit   {page['kb']:.0f} kB")
        print(f"{'preview of what every level is asked':40}{result['preview']:8.2f} s processor")
        print(f"{'issuing':40}{result['issue_wall']:8.2f} s{result['issue']:8.2f} s processor   {result['issue_wall'] / ISSUE_LIMIT_S:.2f} of the limit   {result['told']} steps told")
    if len(results) > 1:
        first, last = results[chosen.sizes[0]], results[chosen.sizes[-1]]
        print(f"\ngrowth from {chosen.sizes[0]}× to {chosen.sizes[-1]}× (linear: {chosen.sizes[-1] / chosen.sizes[0]:.0f}):")
        for name in first["pages"]:
            print(f"{name:40}{last['pages'][name]['processor'] / first['pages'][name]['processor']:6.1f} times")
        print(f"{'preview':40}{last['preview'] / first['preview']:6.1f} times\n{'issuing':40}{last['issue'] / first['issue']:6.1f} times")
    return 0


def in_a_process(size: int, chosen: argparse.Namespace) -> dict:
    with tempfile.TemporaryDirectory(prefix="xuanguan-bench-") as folder:
        xuanguan(Path(folder), "manage", "migrate", "--verbosity", "0")
        command = [sys.executable, "-m", "benchmarks.setting_up", "--inside", str(size), "--rounds", str(chosen.rounds), *(["--own"] if chosen.own else [])]
        done = subprocess.run(command, cwd=HOUSE, env=environment(Path(folder)), check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def measured(size: int, rounds: int, own: bool) -> dict:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xuanguan.config.settings")
    django.setup()
    from django.conf import settings
    from django.test import Client

    from xuanguan.campaigns import actions, queries
    from xuanguan.campaigns.models import RosterEntry

    settings.ALLOWED_HOSTS = ["*"]
    units = make_units(size)
    campaign, by = make_draft(size, own)
    client = Client()
    client.force_login(by)
    pages = {name: ask(client, address, rounds) for name, address in {
        "matrix": f"/campaigns/{campaign.code}/responsibility/", "matrix, one unit": f"/campaigns/{campaign.code}/responsibility/?unit=d10",
        "what is missing": f"/campaigns/{campaign.code}/responsibility/missing/"}.items()}
    begun = time.process_time()
    queries.preview_of(campaign)
    preview = time.process_time() - begun
    told: list = []
    begun, wall = time.process_time(), time.perf_counter()
    actions.issue_campaign(campaign=campaign, by=by, progress=told.append)
    return {"units": units, "clauses": campaign.version.clauses.count(), "rosters": campaign.rosters.count(), "pages": pages, "preview": preview,
            "issue": time.process_time() - begun, "issue_wall": time.perf_counter() - wall, "told": len(told), "entries": RosterEntry.objects.count()}


def make_units(size: int) -> int:
    """A part of a province: its prefectures and counties with a bureau and a government each, and towns."""
    from xuanguan.organisations.hierarchy import rebuild
    from xuanguan.organisations.models import Affiliation, Unit, UnitName

    rows: list[tuple[Unit, Unit | None]] = []

    def add(code: str, kind: str, level: int, under: Unit | None) -> Unit:
        rows.append((Unit(code=code, kind=kind, level=level, name_zh=f"单位{code}", short_zh=f"单位{code}"), under))
        return rows[-1][0]

    def organs(division: Unit, level: int) -> None:
        for organ, kind in (("qts", "bureau"), ("gov", "government")):
            add(f"{division.code}-{organ}", kind, level, division)

    province = add("510000", "division", 1, None)
    organs(province, 1)
    counts = {name: max(1, number * size // 16) for name, number in WHOLE.items()}
    prefectures = [add(f"51{n:04}", "division", 2, province) for n in range(1, counts["prefectures"] + 1)]
    counties = [add(f"52{n:04}", "division", 3, prefectures[n % len(prefectures)]) for n in range(counts["counties"])]
    for division in (*prefectures, *counties):
        organs(division, division.level)
    for n in range(counts["towns"]):
        add(f"53{n:06}", "division", 4, counties[n % len(counties)])
    for n in range(UNITS):
        add(f"510000-d{n:02}", "department", 1, province)
    for unit, under in rows:
        unit.territory = under
        unit.save()
    UnitName.objects.bulk_create([UnitName(unit=unit, name=unit.name_zh) for unit, _under in rows], batch_size=500)
    Affiliation.objects.bulk_create([Affiliation(unit=unit, territory=under) for unit, under in rows], batch_size=500)
    rebuild()
    return len(rows)


def make_draft(size: int, own: bool):
    """A draft with forty expectations on every level, and a table in which three clauses of four have a lead."""
    import datetime as dt
    from random import Random

    from xuanguan.accounts.models import User
    from xuanguan.campaigns import actions
    from xuanguan.campaigns.assigning import AssignmentValues, DocumentValues, ItemValues
    from xuanguan.campaigns.parsing import ExpectationTemplate, FrontTemplate, KindTemplate, LevelName, RosterTemplate, Template
    from xuanguan.organisations.models import Unit
    from xuanguan.policies.models import Clause, Policy, PolicyVersion

    by = User.objects.create_superuser("bench", password="a long enough password")
    version = PolicyVersion.objects.create(policy=Policy.objects.create(code="p", title_zh="政策"), label="1")
    clauses = CLAUSES * size // 16
    chapters = [Clause.objects.create(version=version, code=f"{n}", order=n * 1000, number=f"{n}", heading=f"第{n}章") for n in range(1, 9)]
    Clause.objects.bulk_create(Clause(
        version=version, code=f"{n % 8 + 1}.{n}", order=(n % 8 + 1) * 1000 + n, depth=1, number=f"{n}", heading=f"第{n}项任务", parent=chapters[n % 8]) for n in range(clauses))
    asked = [(2, ""), (2, "qts"), (2, "gov"), (3, ""), (3, "qts"), (3, "gov"), (4, "")]
    places = [asked[n % len(asked)] for n in range(EXPECTATIONS)]
    template = Template(
        "bench", "测", "", "", "", tuple(LevelName(f"l{n}", n, f"级{n}") for n in range(5)), (FrontTemplate("f", "战线"),), (KindTemplate("k", "活动"),),
        tuple(ExpectationTemplate(f"e{n}", f"事项{n}", "", RosterTemplate("rule", level, organ), rhythm="monthly" if n % 2 else "once",
                                  due=None if n % 2 else dt.date(2012, 6, 30)) for n, (level, organ) in enumerate(places)))
    campaign = actions.prepare_campaign(template=template, code="bench", version=version, territory=Unit.objects.get(code="510000"),
                                        lead_unit=Unit.objects.get(code="510000-qts"), begins=dt.date(2012, 1, 1), ends=dt.date(2012, 12, 31), by=by)
    if own:
        for expectation in campaign.expectations.select_related("roster"):
            roster = expectation.roster
            roster.pk, roster.code = None, f"own-{expectation.code}"
            roster.save(force_insert=True)
            expectation.roster = roster
            expectation.save(update_fields=["roster"])
    draw, units = Random(16), list(Unit.objects.filter(code__startswith="510000-d"))
    items = []
    for n, clause in enumerate(Clause.objects.filter(version=version, depth=1).order_by("order")):
        chosen = draw.sample(units, 6)
        items.append(ItemValues(clause.heading, clause=clause, assignments=tuple(
            AssignmentValues(unit.name_zh, "support" if place or n % 4 == 3 else "lead", unit) for place, unit in enumerate(chosen))))
    actions.write_document(campaign=campaign, values=DocumentValues("own", "分解表", tuple(items)), by=by)
    return campaign, by


def ask(client, address: str, rounds: int) -> dict:
    client.get(address)
    walls, processor = [], []
    for _round in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        response = client.get(address)
        walls.append((time.perf_counter() - wall) * 1000)
        processor.append((time.process_time() - cpu) * 1000)
        assert response.status_code == 200, f"{address}: {response.status_code}"
    walls.sort()
    return {"median": statistics.median(walls), "p95": walls[int(len(walls) * 0.95) - 1 if len(walls) > 1 else 0], "processor": statistics.median(processor),
            "kb": len(response.content) / 1000}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
