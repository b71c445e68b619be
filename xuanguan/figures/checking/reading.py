"""What counts in the database, record by record: every version of an activity with its days, in the words of the rules.

A second reading beside facts/, on purpose: what one of the two reads wrong, the other says. A batch of records is held at a time,
so it takes as much memory for a million records as for a thousand.
"""
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Max, Min

from xuanguan.activities.enums import COUNTED, ORGANISING
from xuanguan.activities.models import Activity, ActivityVersion, Measure, Participation
from xuanguan.figures.facts.words import MeasureWords
from xuanguan.policies.models import Clause

# Records read at a time: some 8 MB.
BATCH = 2_000

type Measured = tuple[str, str, Decimal, str]


@dataclass(frozen=True, slots=True)
class Version:
    """What a record said from the end of the day `since` until that of `until`. measures: (code, word, value, qualifier).

    begun: its first day, where it lasted; the bounds of its window otherwise. taking_part: (unit, role).
    """

    activity: int
    since: dt.date
    until: dt.date | None
    verified: dt.date | None
    begun: dt.date
    earliest: dt.date
    latest: dt.date
    front: int
    kind: int
    campaigns: tuple[int, ...]
    organisers: tuple[int, ...]
    taking_part: tuple[tuple[int, str], ...]
    clauses: frozenset[int]
    measures: tuple[Measured, ...]

    def counts_on(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def is_verified_on(self, day: dt.date) -> bool:
        return self.verified is not None and self.verified <= day


def each_record() -> Iterator[tuple[Version, ...]]:
    """All versions of each activity that counts or once counted, one activity after the other."""
    ends = Activity.objects.aggregate(first=Min("pk"), last=Max("pk"))
    reading = _Reading()
    for first in range(ends["first"] or 0, (ends["last"] or -1) + 1, BATCH):
        yield from reading.batch(first, first + BATCH - 1)


class _Reading:
    def __init__(self) -> None:
        self.words = MeasureWords()
        self.parents = dict(Clause.objects.values_list("pk", "parent_id"))

    def batch(self, first: int, last: int) -> Iterator[tuple[Version, ...]]:
        found: dict[int, list[Version]] = defaultdict(list)
        inside = {"activity__gte": first, "activity__lte": last}
        for activity, since, verified, ended, image in ActivityVersion.objects.filter(**inside).order_by().values_list(
                "activity_id", "since", "verified_on", "until", "image").iterator():
            if since < ended:
                found[activity].append(self.of_image(activity, since, verified, ended, image))
        parts, measures, clauses, others = (defaultdict(list) for _ in range(4))
        for activity, unit, role in Participation.objects.filter(**inside).order_by().values_list("activity_id", "unit_id", "role").iterator():
            parts[activity].append((unit, role))
        for activity, *measure in Measure.objects.filter(**inside).order_by().values_list(
                "activity_id", "code", "value", "qualifier", "unit_zh").iterator():
            measures[activity].append(measure)
        for activity, clause in Activity.clauses.through.objects.filter(**inside).order_by().values_list("activity_id", "clause_id").iterator():
            clauses[activity].append(clause)
        for activity, campaign in Activity.also_for.through.objects.filter(**inside).order_by().values_list("activity_id", "campaign_id").iterator():
            others[activity].append(campaign)
        standing = Activity.objects.filter(pk__gte=first, pk__lte=last, state__in=COUNTED, since__isnull=False).order_by().values_list(
            "pk", "since", "verified_on", "begins", "earliest", "latest", "front_id", "kind_id", "campaign_id", "reporting_unit_id")
        for pk, began, verified, begins, earliest, latest, front, kind, campaign, reporting in standing.iterator():
            found[pk].append(self.version(
                pk, began, None, verified, begins, earliest, latest, front, kind, (campaign, *others[pk]), reporting, parts[pk], clauses[pk], measures[pk]))
        for versions in found.values():
            yield tuple(versions)

    def of_image(self, activity: int, since: dt.date, verified: dt.date | None, until: dt.date, image: dict[str, Any]) -> Version:
        day = dt.date.fromisoformat
        return self.version(
            activity, since, until, verified, day(image["begins"]) if image["begins"] else None, day(image["earliest"]), day(image["latest"]), image["front"],
            image["kind"], (image["campaign"], *image["also_for"]), image["reporting_unit"], [(one["unit"], one["role"]) for one in image["participations"]],
            image["clauses"], [(one["code"], Decimal(one["value"]), one.get("qualifier", "exact"), one.get("unit_zh", "")) for one in image["measures"]])

    def version(self, activity, since, until, verified, begins, earliest, latest, front, kind, campaigns, reporting, parts, clauses, measures) -> Version:
        organisers = tuple({unit for unit, role in parts if role in ORGANISING}) or (reporting,)
        return Version(
            activity, since, until, verified, begins if begins and begins != latest else earliest, earliest, latest, front, kind, tuple(campaigns), organisers,
            tuple({(unit, role) for unit, role in parts if role not in ORGANISING}), frozenset(above for clause in clauses for above in self.with_above(clause)),
            tuple((code, self.words.word(kind, code, word), value, qualifier) for code, value, qualifier, word in measures))

    def with_above(self, clause: int) -> Iterator[int]:
        """The clause and all above it."""
        seen: set[int] = set()
        at: int | None = clause
        while at is not None and at not in seen:
            seen.add(at)
            yield at
            at = self.parents.get(at)
