"""What the figures cost those who write: accepting and editing reports with and without the line in the outbox and the image kept."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from benchmarks.databases import HOUSE, environment, with_demo


def write_rates(reports: int) -> dict[str, float]:
    """Rates with the figures' part ÷ without it: of reports accepted, and of counted reports edited."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "var"
        shutil.copytree(with_demo(), place)
        said = subprocess.run([sys.executable, "-m", "benchmarks.figures.writing", str(reports)], cwd=HOUSE, env=environment(place),
                              check=True, capture_output=True, text=True)
    return json.loads(said.stdout)


def _write(reports: int) -> dict[str, float]:
    import django

    django.setup()
    from xuanguan.activities import actions
    from xuanguan.activities.actions import records
    from xuanguan.activities.models import Activity, ActivityVersion, Change
    from xuanguan.activities.values import ActivityValues, MeasureValue, ParticipationValue, When
    from xuanguan.demo import sichuan

    campaign = sichuan.Campaign.objects.get(code=sichuan.CODE)
    by = Activity.objects.filter(campaign=campaign).first().reported_by
    kind, front, unit = campaign.kinds.filter(is_milestone=False).first(), campaign.fronts.first(), campaign.territory
    measure = kind.measures.first()

    def values(number: int) -> ActivityValues:
        return ActivityValues(
            campaign=campaign, kind=kind, front=front, reporting_unit=unit, when=When.on(campaign.begins), title=f"bench {number}",
            participations=(ParticipationValue(unit),), measures=(MeasureValue(measure.code, Decimal(number % 90 + 1), "exact", measure.unit_zh),))

    telling, keeping, imaging = Change.objects.create, ActivityVersion.objects.create, records.image_of

    def without_figures(without: bool) -> None:
        Change.objects.create = (lambda **_: None) if without else telling
        ActivityVersion.objects.create = (lambda **_: None) if without else keeping
        records.image_of = (lambda _: None) if without else imaging

    times: dict[str, list[float]] = {"accept": [], "accept without": [], "edit": [], "edit without": []}
    for number in range(reports * 2):
        without = number % 2 == 1  # in turn, so that both see the same machine and the same size of tables
        without_figures(without)
        began = time.perf_counter()
        report = actions.report_activity(values=values(number), by=by)
        told = time.perf_counter()
        actions.revise_activity(activity=report, values=values(number + 1), by=by)
        if number >= 10:
            times["accept without" if without else "accept"].append(told - began)
            times["edit without" if without else "edit"].append(time.perf_counter() - told)
    median = {name: statistics.median(some) for name, some in times.items()}
    return {"accept": median["accept without"] / median["accept"], "edit": median["edit without"] / median["edit"],
            "accepted a second": 1 / median["accept"], "edited a second": 1 / median["edit"]}


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xuanguan.config.settings")
    print(json.dumps(_write(int(sys.argv[1]))))
