"""All activities as columns, for a rebuild: what the database's driver gives becomes Arrow, with no object for each record.

Ten times as many records a second as one by one (`activities`), which a refresh does; a test holds that both say the same.
"""
import json
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
from django.db import connection
from django.db.models import F, Max, Min, QuerySet, TextField
from django.db.models.functions import Cast

from xuanguan.activities.enums import COUNTED, ORGANISING
from xuanguan.activities.models import Activity, ActivityVersion, Measure, Participation
from xuanguan.analytics import FactBatch
from xuanguan.analytics.facts.batches import batches_of
from xuanguan.figures.facts.activities import Reading

# Records read at a time: some 60 MB.
BATCH = 50_000
DAYS = ("since", "verified_on", "begins", "earliest", "latest")


def activity_batches() -> Iterator[FactBatch]:
    """Every version of every activity that counts, or once counted. A version that stands is numbered by its activity's id."""
    reading = Reading()
    ends = Activity.objects.aggregate(first=Min("pk"), last=Max("pk"))
    ranges = [(first, first + BATCH - 1) for first in range(ends["first"], ends["last"] + 1, BATCH)] if ends["first"] is not None else []
    for first, last in ranges:
        standing = _standing(reading, first, last)
        if standing.versions:
            yield standing
    # What records were before is kept as images, which have to be taken apart one by one; they are few.
    yield from batches_of(fact for first, last in ranges for fact in reading.versions(ActivityVersion.objects.filter(activity_id__gte=first, activity_id__lte=last)))


def _standing(reading: Reading, first: int, last: int) -> FactBatch:
    records, of_record = {"pk__gte": first, "pk__lte": last}, {"activity_id__gte": first, "activity_id__lte": last}
    counted = Activity.objects.filter(state__in=COUNTED, since__isnull=False, **records)
    pk, number, since, verified, begins, earliest, latest, front, kind, campaign, reporting = _columns(
        counted, "pk", "number", *DAYS, "front_id", "kind_id", "campaign_id", "reporting_unit_id")
    # Units, measures and clauses of records that do not count are read too, and find no version.
    organised_by = _columns(Participation.objects.filter(role__in=ORGANISING, **of_record), "activity_id", "unit_id")
    known = set(organised_by[0])
    alone = [at for at, one in enumerate(pk) if one not in known]
    taking_part = _columns(Participation.objects.filter(**of_record).exclude(role__in=ORGANISING), "activity_id", "unit_id", "role", "kind", "shares",
                           kind=F("activity__kind_id"))
    of, of_kind, code, value, qualifier, word = _columns(
        Measure.objects.filter(**of_record), "activity_id", "kind", "code", "value", "qualifier", "unit_zh", kind=F("activity__kind_id"))
    clauses = [(activity, above) for activity, clause in zip(*_columns(Activity.clauses.through.objects.filter(**of_record), "activity_id", "clause_id"), strict=True)
               for above in reading.with_those_above((clause,))]
    return FactBatch({
        "version": pa.table({
            "v": _whole(pk), "activity": _whole(pk), "version": _whole(number), "since": _days(since), "verified": _days(verified),
            "until": _days([None] * len(pk)), "begun": _days([None if one == end else one for one, end in zip(begins, latest, strict=True)]),
            "earliest": _days(earliest), "latest": _days(latest), "front": _whole(front), "kind": _whole(kind)}),
        "campaign": _campaigns(pk, campaign, of_record),
        "organiser": pa.table({"v": _whole([*organised_by[0], *(pk[at] for at in alone)]), "unit": _whole([*organised_by[1], *(reporting[at] for at in alone)])}),
        "part": pa.table({"v": _whole(taking_part[0]), "unit": _whole(taking_part[1]), "role": _text(taking_part[2])}),
        "share": _shares(reading, taking_part),
        "measure": pa.table({
            "v": _whole(of), "name": _text(code), "word": _text([reading.words.word(*one) for one in zip(of_kind, code, word, strict=True)]),
            "value": _values(value), "qualifier": _text(qualifier)}),
        "clause": pa.table({"v": _whole([v for v, _clause in clauses]), "clause": _whole([clause for _v, clause in clauses])}),
    })


def _campaigns(pk: Sequence[int], campaign: Sequence[int], of_record: dict[str, Any]) -> pa.Table:
    """A record's own campaign first, then those that it counts for too."""
    own, repeats = dict(zip(pk, campaign, strict=True)), [0] * len(pk)
    activities, campaigns = list(pk), list(campaign)
    also = zip(*_columns(Activity.also_for.through.objects.filter(**of_record), "activity_id", "campaign_id"), strict=True)
    told: dict[int, int] = {}
    for activity, other in sorted(also):
        if own.get(activity, other) != other:
            told[activity] = told.get(activity, 0) + 1
            activities.append(activity)
            campaigns.append(other)
            repeats.append(told[activity])
    return pa.table({"v": _whole(activities), "campaign": _whole(campaigns), "repeat": _whole(repeats)})


def _shares(reading: Reading, taking_part: Sequence[Sequence[Any]]) -> pa.Table:
    rows = [
        (activity, unit, role, one.name, one.word, one.value, str(one.qualifier))
        for activity, unit, role, kind, shares in zip(*taking_part, strict=True) if shares not in ("[]", [])
        for one in reading.shares(kind, json.loads(shares) if isinstance(shares, str) else shares)]
    v, unit, role, name, word, value, qualifier = zip(*rows, strict=True) if rows else [()] * 7
    return pa.table({"v": _whole(v), "unit": _whole(unit), "role": _text(role), "name": _text(name), "word": _text(word),
                     "value": pa.array(value, pa.decimal128(18, 2)), "qualifier": _text(qualifier)})


def _columns(rows: QuerySet[Any], *names: str, **named: F) -> list[Sequence[Any]]:
    """The columns as the driver gives them: on SQLite a decimal is a number, and a day its ISO text, which Arrow takes quicker than
    the driver makes a date of it."""
    is_text = connection.vendor == "sqlite"
    written = {f"{name}_written": Cast(name, TextField()) for name in names if name in DAYS and is_text}
    chosen = [f"{name}_written" if f"{name}_written" in written else name for name in names]
    sql, parameters = rows.annotate(**named, **written).order_by().values_list(*chosen).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        found = cursor.fetchall()
    return list(zip(*found, strict=True)) if found else [()] * len(names)


def _whole(numbers: Sequence[int | None]) -> pa.Array:
    return pa.array(numbers, pa.int64())


def _text(words: Sequence[str]) -> pa.Array:
    return pa.array(words, pa.string())


def _days(days: Sequence[Any]) -> pa.Array:
    return pa.array(days, pa.string() if connection.vendor == "sqlite" else pa.date32())


def _values(values: Sequence[Any]) -> pa.Array:
    return pa.array(values, pa.float64() if connection.vendor == "sqlite" else pa.decimal128(18, 2))
