"""In the database of a folder with records: the peer's records laid down from the same facts, a session to ask with, and what there is to ask about.

    python -m benchmarks.peers.superset.preparing ADDRESS     prints JSON; the folder is the one of XUANGUAN_VAR
"""

from __future__ import annotations

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xuanguan.config.settings")

import django

django.setup()

from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.peers import records  # noqa: E402
from benchmarks.peers.postgres import Database  # noqa: E402
from xuanguan.accounts.models import User  # noqa: E402
from xuanguan.analytics.facts.batches import batches_of  # noqa: E402
from xuanguan.campaigns.models import Campaign  # noqa: E402
from xuanguan.config.settling import settle  # noqa: E402
from xuanguan.demo.sichuan import CODE  # noqa: E402
from xuanguan.figures.facts import activity_facts, trees  # noqa: E402
from xuanguan.organisations.models import Unit  # noqa: E402


def main(address: str) -> None:
    settle()  # as the server does when it starts
    campaign, database = Campaign.objects.select_related("territory").get(code=CODE), Database(address)
    tree = trees()
    participations = records.load(database, batches_of(activity_facts()), tree, as_of=timezone.localdate(), campaign=campaign.pk)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(username="coordinator"), backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["campaign"] = CODE
    session.save()
    below = Unit.objects.filter(first__range=(campaign.territory.first, campaign.territory.last), is_open=True, kind="division")
    units = {
        name: [(unit.pk, unit.code) for unit in below.filter(level=level).order_by("pk")]
        for name, level in (("province", 1), ("prefecture", 2), ("county", 3))}
    json.dump({
        "participations": participations, "depth": tree.depth, "cookie": f"sessionid={session.session_key}", "units": units,
        "begins": campaign.begins.isoformat(), "ends": (campaign.ends or timezone.localdate()).isoformat(),
        "explore": reverse("figures:explore-export", args=[CODE, "json"]), "overview": reverse("campaigns:overview", args=[CODE]),
    }, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
