"""The requests of `benchmarks.pages`, in the database of the settings; writes what it measured as JSON."""
import argparse
import cProfile
import json
import os
import pstats
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xuanguan.config.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import NoReverseMatch, reverse  # noqa: E402

from xuanguan.accounts.models import User  # noqa: E402
from xuanguan.activities.models import Activity  # noqa: E402
from xuanguan.campaigns.models import Campaign  # noqa: E402
from xuanguan.config.settling import settle  # noqa: E402
from xuanguan.demo.sichuan import CODE  # noqa: E402
from xuanguan.figures.answers import reader  # noqa: E402
from xuanguan.organisations.models import Unit  # noqa: E402
from xuanguan.policies.models import Clause  # noqa: E402

WARM_UP = 2
# A page that takes long is asked less often, so that the whole run stays below its limit: never fewer than five times.
SECONDS, FEWEST = 5.0, 5


@dataclass(frozen=True, slots=True)
class Page:
    """Who asks for which addresses: `address` draws another one each time."""

    name: str
    username: str
    address: Callable[[Random], str]
    keeps_answers: bool = False


class Pages:
    """All that is asked for, from what is in the database."""

    def __init__(self) -> None:
        self.campaign = Campaign.objects.select_related("territory").get(code=CODE)
        below = Unit.objects.filter(first__range=(self.campaign.territory.first, self.campaign.territory.last), is_open=True)
        self.prefectures, self.counties = (list(below.filter(kind="division", level=level).values_list("code", flat=True)) for level in (2, 3))
        self.kinds = list(self.campaign.kinds.values_list("code", flat=True)[:12])
        self.fronts = list(self.campaign.fronts.values_list("code", flat=True))
        self.clauses = list(Clause.objects.filter(version=self.campaign.version_id, children=None).values_list("code", flat=True))
        self.records = list(Activity.objects.filter(campaign=self.campaign, state="verified").values_list("pk", flat=True)[:2000])
        self.policy = self.campaign.version.policy.code

    def all(self) -> list[Page]:
        campaign, listed = self.campaign.code, lambda **query: f"{reverse('activities:list')}?{encoded(query)}"
        return [
            Page("today", "coordinator", lambda _draw: reverse("today")),
            Page("overview, province", "coordinator", lambda _draw: reverse("campaigns:overview", args=[campaign])),
            Page("overview, province, again", "coordinator", lambda _draw: reverse("campaigns:overview", args=[campaign]), keeps_answers=True),
            Page("overview of a prefecture", "coordinator", lambda draw: f"{reverse('campaigns:overview', args=[campaign])}?unit={draw.choice(self.prefectures)}"),
            Page("figure, a kind in the province", "coordinator", lambda draw: f"{reverse('figures:figure', args=[campaign])}?kind={draw.choice(self.kinds)}"),
            Page("figure, a front in a county", "coordinator",
                 lambda draw: f"{reverse('figures:figure', args=[campaign])}?unit={draw.choice(self.counties)}&front={draw.choice(self.fronts)}"),
            Page("coverage of an expectation", "coordinator", lambda _draw: reverse("figures:coverage", args=[campaign, "prefecture-study"])),
            Page("activities, first page", "coordinator", lambda _draw: listed()),
            Page("activities, page 40", "coordinator", lambda _draw: listed(page=40)),
            Page("activities, kind + county + period", "coordinator", lambda draw: listed(
                kind=draw.choice(self.kinds), unit=draw.choice(self.counties), earliest="2012-03-01", latest="2012-04-30")),
            Page("activities, kind + prefecture", "coordinator", lambda draw: listed(kind=draw.choice(self.kinds), unit=draw.choice(self.prefectures))),
            Page("activities, words in the title", "coordinator", lambda draw: listed(text=draw.choice(("永兴", "讲座", "质监局", "没有这样的")))),
            Page("activities, a prefecture's verifier", "suining-verifier", lambda _draw: listed()),
            Page("activities, a county's officer", "shehong-officer", lambda _draw: listed()),
            Page("verification queue, province", "verifier", lambda _draw: reverse("activities:queue")),
            Page("verification queue, prefecture", "suining-verifier", lambda _draw: reverse("activities:queue")),
            Page("record", "coordinator", lambda draw: reverse("activities:activity", args=[draw.choice(self.records)])),
            Page("likely duplicates", "coordinator", lambda _draw: reverse("activities:duplicates")),
            Page("stated totals", "coordinator", lambda _draw: reverse("activities:statements")),
            Page("expectations", "coordinator", lambda _draw: reverse("campaigns:expectations", args=[campaign])),
            Page("unit, a county", "coordinator", lambda draw: reverse("organisations:unit", args=[draw.choice(self.counties)])),
            Page("units, the list", "coordinator", lambda _draw: reverse("organisations:list")),
            Page("bulletins", "coordinator", lambda _draw: reverse("bulletins:list")),
            Page("policy reader", "coordinator", lambda _draw: reverse("policies:policy", args=[self.policy])),
            Page("clause with its activities", "coordinator", lambda draw: reverse("policies:clause", args=[self.policy, draw.choice(self.clauses)])),
        ]


def encoded(query: dict) -> str:
    return "&".join(f"{name}={value}" for name, value in query.items())


class Asking:
    """One client for each person, signed in and working in the demo's campaign."""

    def __init__(self, rounds: int, profiles: bool) -> None:
        self.rounds, self.profiles = rounds, profiles
        self.clients: dict[str, Client] = {}

    def client(self, username: str) -> Client:
        if username not in self.clients:
            client = Client(SERVER_NAME="127.0.0.1")
            client.force_login(User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
            session = client.session
            session["campaign"] = CODE
            session.save()
            self.clients[username] = client
        return self.clients[username]

    def measure(self, page: Page) -> dict:
        draw, client = Random(page.name), self.client(page.username)
        try:
            for _ in range(WARM_UP):
                self.ask(client, page, page.address(draw))
        except NoReverseMatch:
            return {"missing": "there is no such page yet"}
        except NotShown as problem:
            return {"missing": str(problem)}
        times, processor, largest = [], [], 0
        until = time.monotonic() + SECONDS
        while len(times) < self.rounds and (len(times) < FEWEST or time.monotonic() < until):
            address = page.address(draw)
            begun, worked = time.perf_counter(), time.process_time()
            size = self.ask(client, page, address)
            times.append((time.perf_counter() - begun) * 1000)
            processor.append((time.process_time() - worked) * 1000)
            largest = max(largest, size)
        with counted_queries() as queries:
            self.ask(client, page, page.address(draw))
        if self.profiles:
            self.profile(client, page, draw)
        return {"median": statistics.median(times), "p95": statistics.quantiles(times, n=20)[-1], "processor": statistics.median(processor), "requests": len(times),
                "queries": len(queries), "kb": largest / 1024}

    def ask(self, client: Client, page: Page, address: str) -> int:
        """Bytes of the page. Raises NotShown for anything but a page."""
        if not page.keeps_answers:
            reader.forget_answers()
        answer = client.get(address)
        if answer.status_code != 200:
            raise NotShown(f"answers {answer.status_code} to {address}")
        return len(answer.content)

    def profile(self, client: Client, page: Page, draw: Random) -> None:
        """To the other stream, so that what is measured stays readable: the slowest queries of one request, and the functions of ten."""
        address = page.address(draw)
        with counted_queries() as queries:
            self.ask(client, page, address)
        print(f"\n{page.name}: {address}: {sum(ms for _sql, ms in queries):.0f} ms in {len(queries)} queries", file=sys.stderr)
        for sql, ms in sorted(queries, key=lambda query: -query[1])[:5]:
            print(f"  {ms:7.1f} ms  {sql[:1200]}", file=sys.stderr)
        with cProfile.Profile() as profile:
            for _ in range(10):
                self.ask(client, page, page.address(draw))
        pstats.Stats(profile, stream=sys.stderr).sort_stats("cumulative").print_stats("xuanguan|execute", 25)


class NotShown(Exception):
    """Not a page that can be measured."""


@contextmanager
def counted_queries() -> Iterator[list[tuple[str, float]]]:
    """What is asked of the transactional database inside: each statement with its milliseconds."""
    found: list[tuple[str, float]] = []

    def note(execute, sql, params, many, context):
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            found.append((sql, (time.perf_counter() - begun) * 1000))

    with connection.execute_wrapper(note):
        yield found


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--only", default="")
    parser.add_argument("--profile", action="store_true")
    chosen = parser.parse_args(arguments)
    settle()  # as the server does when it starts
    asking, found, first = Asking(chosen.rounds, chosen.profile), {}, 0
    for page in Pages().all():
        if chosen.only in page.name:
            found[page.name] = asking.measure(page)
            first = first or memory_mb()
    json.dump({"pages": found, "units": Unit.objects.count(), "vendor": connection.vendor, "load": os.getloadavg()[0], "yardstick": yardstick(),
               "memory_first_mb": first, "memory_mb": memory_mb()}, sys.stdout)


def yardstick() -> float:
    """Milliseconds of processor for a million additions: what else runs on a machine makes this longer, and every page with it."""
    times = []
    for _ in range(5):
        begun, total = time.process_time(), 0
        for number in range(1_000_000):
            total += number
        times.append((time.process_time() - begun) * 1000)
    return statistics.median(times)


def memory_mb() -> int:
    """The most that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(sys.argv[1:])
