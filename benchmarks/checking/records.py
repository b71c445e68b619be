"""Makes the records that drafts are composed from: the demo with made-up reports of one seed. Runs in a process of its own."""

from __future__ import annotations

import argparse
import sys
from random import Random

REPORTS = 900


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--reports", type=int, default=REPORTS)
    chosen = parser.parse_args(arguments)
    from xuanguan.cli.main import start_django

    start_django()
    from django.db import transaction

    from xuanguan.accounts.models import User
    from xuanguan.campaigns.models import Campaign
    from xuanguan.demo import sichuan
    from xuanguan.demo.synthetic.drawing import Draw
    from xuanguan.demo.synthetic.fulfilments import Rosters
    from xuanguan.demo.synthetic.statements import write_statements
    from xuanguan.demo.synthetic.writing import write
    from xuanguan.figures.actions import rebuild
    from xuanguan.figures.models import RefreshRun

    campaign = Campaign.objects.select_related("territory", "version").get(code=sichuan.CODE)
    by = User.objects.get(username="demo-loader")
    random = Random(f"checking {chosen.seed}")
    draw = Draw(campaign)
    with transaction.atomic():
        write([draw.report(random) for _ in range(chosen.reports)], campaign=campaign, rosters=Rosters(campaign), by=by, random=random)
        write_statements(draw, random, number=40, by=by)
        RefreshRun.objects.all().delete()
    rebuild()


if __name__ == "__main__":
    main(sys.argv[1:])
