"""How long `xuanguan remind` works: a province in which every unit reports monthly and nobody has done anything, at 1×, 4× and 16× of what is asked.

    python -m benchmarks.reminders

The second run of each size finds everything told already, as it does every day but one of a month. All is taken back at the end.
"""
import os
import subprocess
import sys
import time

from benchmarks.databases import HOUSE, environment, with_activities

SIZES = (1, 4, 16)
UNITS = 1_000


def main(arguments: list[str]) -> int:
    if "--inside" in arguments:
        measure()
        return 0
    return subprocess.call([sys.executable, "-m", "benchmarks.reminders", "--inside"], cwd=HOUSE, env=environment(with_activities(1_000)))


def measure() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xuanguan.config.settings")
    import django
    django.setup()
    from django.db import transaction

    from xuanguan.accounts.models import User
    from xuanguan.campaigns.actions import remind
    from xuanguan.campaigns.models import Campaign, Expectation, Roster, RosterEntry
    from xuanguan.demo.sichuan import CODE
    from xuanguan.organisations.models import Grant, Unit

    print(f"load {os.getloadavg()[0]:.1f}")
    print(f"{'asked':>8}{'told':>10}{'processor':>12}{'for 1,000':>12}{'run again':>12}")
    with transaction.atomic():
        campaign = Campaign.objects.get(code=CODE)
        units = list(Unit.objects.filter(first__range=(campaign.territory.first, campaign.territory.last), is_open=True, level=4).order_by("first")[:UNITS])
        User.objects.bulk_create([User(username=f"reminded-{unit.pk}", name=unit.name_zh, password="!") for unit in units])
        people = {person.username: person for person in User.objects.filter(username__startswith="reminded-")}
        Grant.objects.bulk_create([Grant(person=people[f"reminded-{unit.pk}"], role="officer", unit=unit) for unit in units])
        roster = Roster.objects.create(campaign=campaign, code="reminded", name_zh="各单位")
        RosterEntry.objects.bulk_create([RosterEntry(roster=roster, unit=unit) for unit in units])
        made = 0
        for size in SIZES:
            for n in range(made, size):
                Expectation.objects.create(campaign=campaign, code=f"reminded-{n}", name_zh=f"月报{n}", roster=roster, rhythm="monthly")
            made = size
            runs = []
            for _run in range(2):
                begun = time.process_time()
                told = remind().told
                runs.append((told, time.process_time() - begun))
            (told, first), (_nothing, again) = runs
            print(f"{size * len(units):8,}{told:10,}{first:10.1f} s{first / max(told, 1) * 1000:10.2f} s{again:10.1f} s", flush=True)
        transaction.set_rollback(True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
