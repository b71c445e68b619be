"""Plans: the server's time for a plan's page with so many items, and for handing an item down to so many counties.

    python -m benchmarks.plans
    python -m benchmarks.plans --folder /some/demo     in a demo that is there already; nothing stays in it

Processor time, because other work on the machine lengthens elapsed time more. Each size is four times the one before; "times" is how many
times longer the largest takes than the smallest: sixteen would be linear. Everything happens in a transaction that is taken back.
"""
import argparse
import json
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

from benchmarks.databases import HOUSE, environment, with_demo

ITEMS, COUNTIES = (75, 300, 1200), (11, 45, 181)
LIMIT_MS = {"page": 200, "hand down": 10_000}
ROUNDS = 5


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, help="a demo that is there already (as in XUANGUAN_VAR)")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.measure:
        return measure()
    done = subprocess.run([sys.executable, "-m", "benchmarks.plans", "--measure"], cwd=HOUSE, env=environment(chosen.folder or with_demo()), check=True,
                          stdout=subprocess.PIPE)
    found = json.loads(done.stdout)
    print(f"a million additions take {found['yardstick']:.0f} ms of processor time")
    print(f"{'':34}{'processor':>12}{'of limit':>10}{'queries':>9}{'kB':>7}")
    for row in found["rows"]:
        print(f"{row['name']:34}{row['ms']:9.0f} ms{row['ms'] / LIMIT_MS[row['limit']]:10.2f}{row['queries']:9}{row['kb']:7.0f}")
    for name, times in found["growth"].items():
        print(f"{name:34}{times:9.1f} times for 16 times as many")
    return 0


def measure() -> int:
    """In the database of the settings."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xuanguan.config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.db import transaction

    settings.ALLOWED_HOSTS = ["*"]
    rows = []
    with transaction.atomic():
        rows += pages()
        transaction.set_rollback(True)
    with transaction.atomic():
        rows += handing_down()
        transaction.set_rollback(True)
    growth = {kind: many[-1]["ms"] / many[0]["ms"] for kind in ("page, first", "page, again", "handing down") if (many := [row for row in rows if row["name"].startswith(kind)])}
    print(json.dumps({"rows": rows, "growth": growth, "yardstick": yardstick()}))
    return 0


def pages() -> list[dict]:
    """The first page (50 items) of the lead unit's plan, with the figures' answers of the process dropped before, and again with them."""
    from django.test import Client
    from django.urls import reverse

    from xuanguan.accounts.models import User
    from xuanguan.campaigns.actions.plans import open_plan, write_items
    from xuanguan.campaigns.models import Campaign
    from xuanguan.campaigns.planning import PlanItemValues
    from xuanguan.demo.sichuan import CODE
    from xuanguan.figures.answers import reader

    campaign = Campaign.objects.select_related("lead_unit__territory", "version").get(code=CODE)
    coordinator = User.objects.get(username="coordinator")
    plan = open_plan(campaign=campaign, unit=campaign.lead_unit, by=coordinator, on=campaign.begins)
    kinds, clauses = list(campaign.kinds.prefetch_related("measures")), list(campaign.version.clauses.filter(children=None))
    address, client, found = reverse("campaigns:plan", args=[campaign.code, plan.pk]), Client(), []
    client.force_login(coordinator)
    for size in ITEMS:
        there = plan.items.count()
        write_items(plan=plan, by=coordinator, on=campaign.begins, new=[PlanItemValues(
            f"事项{n}", kind=kinds[n % len(kinds)], clauses=(clauses[n % len(clauses)],), only_citing=n % 3 == 0, value=Decimal(n + 1), due=campaign.ends)
            for n in range(there, size)])
        client.get(address)
        for name, drops in (("first", True), ("again", False)):
            best, queries, kb = timed(lambda drops=drops: (reader.forget_answers() if drops else None, client.get(address))[1])
            found.append({"name": f"page, {name}, {size} items", "limit": "page", "ms": best, "queries": queries, "kb": kb})
    return found


def handing_down() -> list[dict]:
    from django.db import transaction

    from xuanguan.accounts.models import User
    from xuanguan.campaigns.actions.handing_down import hand_down
    from xuanguan.campaigns.actions.plans import open_plan, write_items
    from xuanguan.campaigns.models import Campaign
    from xuanguan.campaigns.planning import HandDown, PlanItemValues
    from xuanguan.demo.sichuan import CODE
    from xuanguan.organisations.models import Unit

    campaign = Campaign.objects.select_related("lead_unit__territory", "version").get(code=CODE)
    by = User.objects.get(username="coordinator")
    counties = list(Unit.objects.filter(kind="division", level=3, is_open=True).select_related("territory").order_by("code"))
    plan = open_plan(campaign=campaign, unit=campaign.lead_unit, by=by, on=campaign.begins)
    found = []
    for size in COUNTIES:
        def once(size=size) -> None:
            with transaction.atomic():
                item = write_items(plan=plan, new=[PlanItemValues("下达", due=campaign.ends)], by=by, on=campaign.begins)[0]
                hand_down(item=item, to=[HandDown(unit) for unit in counties[:size]], by=by, on=campaign.begins)
                transaction.set_rollback(True)

        best, queries, _kb = timed(once)
        found.append({"name": f"handing down to {size} counties", "limit": "hand down", "ms": best, "queries": queries, "kb": 0})
    return found


def timed(act) -> tuple[float, int, float]:
    """The median processor time in ms, the number of queries and the size of the answer."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    times, kb = [], 0.0
    for _round in range(ROUNDS):
        begun = time.process_time()
        answer = act()
        times.append((time.process_time() - begun) * 1000)
        kb = len(answer.content) / 1024 if answer is not None else 0.0
    with CaptureQueriesContext(connection) as queries:
        act()
    return sorted(times)[ROUNDS // 2], len(queries), kb


def yardstick() -> float:
    begun = time.process_time()
    total = 0
    for n in range(1_000_000):
        total += n
    return (time.process_time() - begun) * 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
