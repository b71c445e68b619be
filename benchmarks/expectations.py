"""How long the pages of what is expected take: a province of 4,200 towns, 40 expectations every month for a year, 2 million expected items.

    python -m benchmarks.expectations
    python -m benchmarks.expectations --sizes 4200 --only matrix

An expected item is no row until something happens to it; six of ten have been done. Smaller provinces (a fourth and a sixteenth of
the towns) show how it grows. One process, one request at a time, through Django's test client.
"""
import argparse
import datetime as dt
import json
import subprocess
import sys
import time
from random import Random

from benchmarks.databases import HOUSE, environment, kept, with_demo

LIMIT_MS, LIMIT_ALL_S = 200, 2.0
SIZES = (262, 1_050, 4_200)
EXPECTATIONS, CLAUSES, DONE = 40, 300, 0.6
CODE, DAY = "bench-expectations", dt.date(2012, 12, 20)
ROUNDS = 30


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="towns of the province (262 1050 4200)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="requests for each page")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    parser.add_argument("--profile", action="store_true", help="print where the time of each page goes")
    parser.add_argument("--build", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.build:
        return build(chosen.build)
    if chosen.inside:
        return inside(chosen)
    results = {}
    for towns in chosen.sizes:
        folder = kept(f"expectations-{towns}", with_demo(), (sys.executable, "-m", "benchmarks.expectations", "--build", str(towns)))
        command = [sys.executable, "-m", "benchmarks.expectations", "--inside", "--rounds", str(chosen.rounds), "--only", chosen.only]
        done = subprocess.run([*command, *(["--profile"] if chosen.profile else [])], cwd=HOUSE, env=environment(folder), check=True, stdout=subprocess.PIPE)
        results[towns] = json.loads(done.stdout)
        show(towns, results[towns])
    if len(results) > 1:
        show_growth(results)
    return 0


def show(towns: int, result: dict) -> None:
    print(f"\n{towns:,} towns, {result['items']:,} expected items, {result['rows']:,} rows of what was done; load {result['load']:.1f}, "
          f"a million additions take {result['yardstick']:.0f} ms")
    print(f"{'page':44}{'median':>9}{'p95':>9}{'of limit':>10}{'processor':>11}{'queries':>9}{'kB':>7}{'requests':>10}")
    for name, page in result["pages"].items():
        if "missing" in page:
            print(f"{name:44}  {page['missing']}")
            continue
        print(f"{name:44}{page['median']:6.0f} ms{page['p95']:6.0f} ms{page['p95'] / LIMIT_MS:10.2f}{page['processor']:8.0f} ms{page['queries']:9}{page['kb']:7.0f}{page['requests']:10}")
    for name, (seconds, limit) in result["seconds"].items():
        print(f"{name:44}{seconds:7.3f} s  {seconds / limit:6.2f} of {limit} s (processor)")


def show_growth(results: dict[int, dict]) -> None:
    """Processor time against the smallest; 1.00 in the last column is as the number of items."""
    sizes = list(results)
    first, last = results[sizes[0]], results[sizes[-1]]
    factor = last["items"] / first["items"]
    print(f"\n{'growth (processor)':44}" + "".join(f"{results[size]['items']:>12,}" for size in sizes) + f"{'times':>9}{'of linear':>11}")
    for name in last["pages"]:
        times = [results[size]["pages"].get(name, {}).get("processor") for size in sizes]
        if all(times):
            print(f"{name:44}" + "".join(f"{one:9.0f} ms" for one in times) + f"{times[-1] / times[0]:9.1f}{times[-1] / times[0] / factor:11.2f}")
    for name in last["seconds"]:
        times = [results[size]["seconds"][name][0] for size in sizes]
        print(f"{name:44}" + "".join(f"{one * 1000:9.0f} ms" for one in times) + f"{times[-1] / times[0]:9.1f}{times[-1] / times[0] / factor:11.2f}")


def setup() -> None:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xuanguan.config.settings")
    django.setup()


def build(towns: int) -> int:
    """A campaign of its own in the demo's province."""
    setup()
    from django.db import transaction

    from xuanguan.accounts.models import User
    from xuanguan.campaigns.deadlines import due_dates
    from xuanguan.campaigns.enums import DueBy, ExtensionState, Rhythm, RosterBy
    from xuanguan.campaigns.models import Campaign, Exemption, Expectation, Extension, Fulfilment, Nudge, Roster, RosterEntry
    from xuanguan.demo.synthetic.towns import make_towns
    from xuanguan.demo.synthetic.writing import insert
    from xuanguan.organisations.hierarchy import rebuild
    from xuanguan.organisations.models import Unit
    from xuanguan.policies.models import Clause, Policy, PolicyVersion

    draw = Random(2012)
    province = Unit.objects.get(code="510000")
    make_towns(province, draw, wanted=towns)
    rebuild()
    province.refresh_from_db()
    units = list(Unit.objects.filter(level=4, kind="division", is_open=True, first__range=(province.first, province.last)).order_by("first").values_list("pk", flat=True))[:towns]
    people = {person.username: person for person in User.objects.filter(username__in=("coordinator", "verifier"))}
    with transaction.atomic():
        policy = Policy.objects.create(code=CODE, title_zh="基准政策")
        version = PolicyVersion.objects.create(policy=policy, label="1")
        Clause.objects.bulk_create(Clause(version=version, code=str(n), order=n, number=f"{n}", heading=f"第{n}条") for n in range(1, CLAUSES + 1))
        campaign = Campaign.objects.create(code=CODE, name_zh="基准", version=version, lead_unit=province, territory=province,
                                           begins=dt.date(2012, 1, 1), ends=dt.date(2012, 12, 31))
        roster = Roster.objects.create(campaign=campaign, code="towns", name_zh="各乡镇", level=4, by=RosterBy.RULE, organ="")
        RosterEntry.objects.bulk_create((RosterEntry(roster=roster, unit_id=unit) for unit in units), batch_size=2000)
        expectations = Expectation.objects.bulk_create(
            Expectation(campaign=campaign, code=f"e{n}", name_zh=f"第{n}项月报", roster=roster, rhythm=Rhythm.MONTHLY, due_days=5, order=n,
                        due_by=DueBy.WORKING if n % 4 == 0 else DueBy.CALENDAR, nothing_counts=n % 3 == 0) for n in range(1, EXPECTATIONS + 1))
        for one in expectations:
            one.campaign = campaign
            insert(Fulfilment, ("expectation_id", "unit_id", "period", "by_unit_id", "state", "thing", "on", "verified_on", "done_on"), [
                (one.pk, unit, due.period, unit, state, f"bench:{one.pk}-{unit}-{due.period}", on, on + dt.timedelta(days=9) if state == "verified" else None, due.last)
                for due in due_dates(one, DAY) for unit in units if draw.random() < DONE
                for on in [due.last + dt.timedelta(days=draw.randint(0, 12))] for state in [draw.choice(("verified", "verified", "reported"))]])
        Exemption.objects.bulk_create(Exemption(expectation=one, unit_id=draw.choice(units), reason="基准") for one in expectations)
        some = [(one, due, unit) for one in expectations for due in due_dates(one, DAY) for unit in draw.sample(units, max(1, len(units) // 100))]
        Extension.objects.bulk_create((Extension(
            expectation=one, unit_id=unit, period=due.period, state=ExtensionState.GRANTED, wanted=due.due, reason="汛期", asked_on=due.last, asked_by=people["coordinator"],
            until=due.due + dt.timedelta(days=20), answered_on=due.last, answered_by=people["verifier"]) for one, due, unit in some), batch_size=1000)
        Nudge.objects.bulk_create((Nudge(expectation=one, unit_id=unit, period=due.period, on=due.due + dt.timedelta(days=3), by=people["coordinator"])
                                   for one, due, unit in some), batch_size=1000)
    return 0


def inside(chosen: argparse.Namespace) -> int:
    setup()
    import os

    from django.urls import reverse

    from benchmarks.requests import Asking, Page, memory_mb, yardstick
    from xuanguan.campaigns import deadlines, queries
    from xuanguan.campaigns.models import Campaign, Fulfilment, RosterEntry
    from xuanguan.common import working_days
    from xuanguan.config.settling import settle
    from xuanguan.organisations.models import Unit

    settle()
    campaign = Campaign.objects.select_related("territory").get(code=CODE)
    prefectures = list(Unit.objects.filter(level=2, kind="division", is_open=True, territory=campaign.territory).values_list("code", flat=True))
    units = RosterEntry.objects.filter(roster__campaign=campaign).count()
    pages_of_units, day = max(1, units // 50), f"on={DAY.isoformat()}"
    address = {name: reverse(f"campaigns:{name}", args=[CODE]) for name in ("coverage", "grid", "gaps", "clause-coverage", "stuck")}
    pages = [
        Page("coverage, province", "coordinator", lambda _draw: f"{address['coverage']}?{day}"),
        Page("coverage, a month of the past", "coordinator", lambda draw: f"{address['coverage']}?{day}&period=2012{draw.randint(1, 11):02}"),
        Page("coverage, a prefecture", "coordinator", lambda draw: f"{address['coverage']}?{day}&under={draw.choice(prefectures)}"),
        Page("matrix, first page", "coordinator", lambda _draw: f"{address['grid']}?{day}"),
        Page("matrix, any page", "coordinator", lambda draw: f"{address['grid']}?{day}&page={draw.randint(1, pages_of_units)}"),
        Page("matrix, one expectation, its months", "coordinator", lambda draw: f"{address['grid']}?{day}&expectation=e{draw.randint(1, EXPECTATIONS)}"),
        Page("matrix, those that miss most", "coordinator", lambda _draw: f"{address['grid']}?{day}&gaps=1"),
        Page("gaps, first page", "coordinator", lambda _draw: f"{address['gaps']}?{day}"),
        Page("gaps, any page", "coordinator", lambda draw: f"{address['gaps']}?{day}&page={draw.randint(1, pages_of_units * 10)}"),
        Page("gaps, a prefecture", "coordinator", lambda draw: f"{address['gaps']}?{day}&under={draw.choice(prefectures)}"),
        Page("one expectation with its months", "coordinator", lambda draw: f"{reverse('campaigns:expectation', args=[CODE, f'e{draw.randint(1, EXPECTATIONS)}'])}?{day}"),
        Page("clauses", "coordinator", lambda _draw: f"{address['clause-coverage']}?{day}"),
        Page("stuck queues", "coordinator", lambda _draw: f"{address['stuck']}?{day}"),
    ]
    asking = Asking(chosen.rounds, chosen.profile)
    found = {page.name: asking.measure(page) for page in pages if chosen.only in page.name}
    expectations = list(queries.expectations_of(campaign))
    for one in expectations:
        one.campaign = campaign
    begun = time.process_time()
    for cache in (working_days.working_days_after, working_days.not_before_work, working_days.is_known, working_days.calendar_of, deadlines._periods):
        cache.cache_clear()
    slices = [queries.Slice(one, due) for one in expectations for due in deadlines.due_dates(one, DAY)]
    dated = time.process_time() - begun
    begun = time.process_time()
    queries.Standing(campaign, slices, DAY).counts()
    counted = time.process_time() - begun
    json.dump({
        "pages": found, "items": units * len(slices), "rows": Fulfilment.objects.filter(expectation__campaign=campaign).count(), "load": os.getloadavg()[0],
        "yardstick": yardstick(), "memory_mb": memory_mb(),
        "seconds": {"all deadlines recomputed": (dated, LIMIT_ALL_S), "how all items stand": (counted, LIMIT_ALL_S)}}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
