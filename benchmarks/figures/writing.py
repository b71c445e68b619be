"""What the figures cost those who write: accepting and editing reports with and without the line in the outbox and the image kept;
and what reading all records of a database anew takes.
"""

from __future__ import annotations

import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from benchmarks.databases import HOUSE, environment, with_activities, with_demo


def write_rates(reports: int) -> dict[str, float]:
    """Rates with the figures' part ÷ without it: of reports accepted, and of counted reports edited."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "var"
        shutil.copytree(with_demo(), place)
        said = subprocess.run([sys.executable, "-m", "benchmarks.figures.writing", str(reports)], cwd=HOUSE, env=environment(place),
                              check=True, capture_output=True, text=True)
    return json.loads(said.stdout)


def rebuild_from_records(activities: int) -> dict[str, float]:
    """Of a database of so many records: seconds of processor and elapsed for each million, the part that reading takes, and megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "var"
        shutil.copytree(with_activities(activities), place)
        said = subprocess.run([sys.executable, "-m", "benchmarks.figures.writing", "rebuild"], cwd=HOUSE, env=environment(place),
                              check=True, capture_output=True, text=True)
    return json.loads(said.stdout)


def _rebuild() -> dict[str, float]:
    import django

    django.setup()
    from xuanguan.figures.actions import rebuild
    from xuanguan.figures.facts import activity_batches

    began = time.process_time()
    records = sum(batch.versions for batch in activity_batches())
    reading = time.process_time() - began
    began, processor = time.perf_counter(), time.process_time()
    rebuild()
    of_a_million = 1_000_000 / records
    return {"elapsed": (time.perf_counter() - began) * of_a_million, "processor": (time.process_time() - processor) * of_a_million,
            "reading": reading * of_a_million, "records": records, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


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
    print(json.dumps(_rebuild() if sys.argv[1] == "rebuild" else _write(int(sys.argv[1]))))
