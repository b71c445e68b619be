"""The image of a record: all that counts in it, as plain JSON. ActivityVersion keeps it; the figures read it.

Ids are those of the transactional database; days are ISO text; numbers are decimal text, so that nothing is rounded on the way.
"""
import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from xuanguan.activities.models import Activity, Measure, Statement

NEEDED = ("participations", "measures", "clauses", "also_for")


def image_of(activity: Activity) -> dict[str, Any]:
    """The activity as it stands: who, what, when, how much, how known.

    Takes four queries more unless `NEEDED` was prefetched: see `images_of` for many.
    """
    return {
        "id": activity.pk,
        "number": activity.number,
        "state": str(activity.state),
        "since": _day(activity.since),
        "verified_on": _day(activity.verified_on),
        "verified_by": activity.verified_by_id,
        "campaign": activity.campaign_id,
        "also_for": sorted(campaign.pk for campaign in activity.also_for.all()),
        "kind": activity.kind_id,
        "front": activity.front_id,
        "title": activity.title,
        "place": activity.place,
        "audience": activity.audience,
        "note": activity.note,
        "begins": _day(activity.begins),
        "ends": _day(activity.ends),
        "earliest": _day(activity.earliest),
        "latest": _day(activity.latest),
        "reporting_unit": activity.reporting_unit_id,
        "reported_by": activity.reported_by_id,
        "origin": str(activity.origin),
        "and_others": activity.and_others,
        "is_demo": activity.is_demo,
        "participations": [
            {"unit": one.unit_id, "role": str(one.role), "shares": one.shares} for one in activity.participations.all()],
        "measures": [_measure(one) for one in activity.measures.all()],
        "clauses": sorted(clause.pk for clause in activity.clauses.all()),
    }


def images_of(activities: QuerySet[Activity]) -> Iterator[dict[str, Any]]:
    """The images of many, in a fixed number of queries for each thousand."""
    many: Iterable[Activity] = activities.prefetch_related(*NEEDED).iterator(chunk_size=1000)
    for activity in many:
        yield image_of(activity)


def statement_image_of(statement: Statement) -> dict[str, Any]:
    """The statement as it stands: its scope, its number, its three days."""
    return {
        "id": statement.pk,
        "state": str(statement.state),
        "since": _day(statement.since),
        "verified_on": _day(statement.verified_on),
        "until": _day(statement.until),
        "campaign": statement.campaign_id,
        "unit": statement.unit_id,
        "territory": statement.territory_id,
        "system": statement.system_id,
        "levels": statement.levels,
        "front": statement.front_id,
        "kind": statement.kind_id,
        "measure": statement.measure,
        "value": str(statement.value),
        "qualifier": str(statement.qualifier),
        "unit_zh": statement.unit_zh,
        "text": statement.text,
        "named": sorted(unit.pk for unit in statement.named.all()),
        "earliest": _day(statement.earliest),
        "latest": _day(statement.latest),
        "is_demo": statement.is_demo,
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _measure(measure: Measure) -> dict[str, str]:
    return {"code": measure.code, "value": str(measure.value), "qualifier": str(measure.qualifier), "unit_zh": measure.unit_zh,
            "text": measure.text}
