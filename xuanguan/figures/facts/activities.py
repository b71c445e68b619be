"""Every version of every activity that counts, or once counted.

A record counts as it stands while it is submitted or verified; what it was before each change, and what counted until it
was returned, withdrawn or merged, is kept as an image in its versions.
"""
import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from itertools import batched
from typing import Any

from django.db.models import Q, QuerySet

from xuanguan.activities.enums import COUNTED, ORGANISING
from xuanguan.activities.models import Activity, ActivityVersion, Measure, Participation
from xuanguan.analytics import ActivityFact, Measured, TakingPart
from xuanguan.figures.facts.words import MeasureWords
from xuanguan.policies.models import Clause

# Ids that fit into one IN of every database.
IDS = 500


def activity_facts(ids: Collection[int]) -> Iterator[ActivityFact]:
    """All versions of these activities; nothing for those that never counted."""
    reading = Reading()
    for some in batched(sorted(ids), IDS):
        yield from reading.versions(ActivityVersion.objects.filter(activity_id__in=some))
        yield from reading.standing(some)


class Reading:
    """One pass: what all records share is read once."""

    def __init__(self) -> None:
        self.words = MeasureWords()
        self.parents = dict(Clause.objects.order_by().values_list("pk", "parent_id"))
        self.above: dict[int, tuple[int, ...]] = {}

    def standing(self, ids: Collection[int]) -> Iterator[ActivityFact]:
        """The records as they stand."""
        counted = Activity.objects.filter(pk__in=ids, state__in=COUNTED, since__isnull=False).order_by("pk").values_list(
            "pk", "number", "since", "verified_on", "begins", "earliest", "latest", "front_id", "kind_id", "campaign_id", "reporting_unit_id")
        rows = list(counted)
        if not rows:
            return
        on = Q(activity_id__in=ids)
        units = _by_activity(Participation.objects.filter(on).order_by("order", "pk").values_list("activity_id", "unit_id", "role", "shares"))
        measures = _by_activity(Measure.objects.filter(on).order_by("order", "pk").values_list("activity_id", "code", "value", "qualifier", "unit_zh"))
        clauses = _by_activity(Activity.clauses.through.objects.filter(on).order_by("clause_id").values_list("activity_id", "clause_id"))
        others = _by_activity(Activity.also_for.through.objects.filter(on).order_by("campaign_id").values_list("activity_id", "campaign_id"))
        for pk, number, since, verified, begins, earliest, latest, front, kind, campaign, reporting in rows:
            if since is None:  # a counted record has the day; the database keeps it so
                continue
            parts = units.get(pk, ())
            yield ActivityFact(
                activity=pk, version=number, since=since, verified=verified, earliest=earliest, latest=latest,
                begun=begins if begins != latest else None, front=front, kind=kind,
                organisers=tuple(unit for unit, role, _shares in parts if role in ORGANISING) or (reporting,),
                campaigns=(campaign, *(one for one, in others.get(pk, ()) if one != campaign)),
                taking_part=tuple(
                    TakingPart(unit, role, self.shares(kind, shares)) for unit, role, shares in parts if role not in ORGANISING),
                clauses=self.with_those_above(clause for clause, in clauses.get(pk, ())),
                measures=tuple(
                    Measured(code, value, qualifier, self.words.word(kind, code, word))
                    for code, value, qualifier, word in measures.get(pk, ())))

    def versions(self, versions: QuerySet[ActivityVersion]) -> Iterator[ActivityFact]:
        """What the records were before, from their images."""
        for activity, number, since, verified, until, image in versions.order_by("activity_id", "number").values_list(
                "activity_id", "number", "since", "verified_on", "until", "image"):
            if since < until:
                yield self.of_image(activity, number, since, verified, until, image)

    def of_image(self, activity: int, number: int, since: dt.date, verified: dt.date | None, until: dt.date, image: dict[str, Any]) -> ActivityFact:
        parts, kind = image["participations"], image["kind"]
        begins, latest = _day(image["begins"]), dt.date.fromisoformat(image["latest"])
        return ActivityFact(
            activity=activity, version=number, since=since, verified=verified, until=until,
            earliest=dt.date.fromisoformat(image["earliest"]), latest=latest, begun=begins if begins != latest else None,
            front=image["front"], kind=kind,
            organisers=tuple(one["unit"] for one in parts if one["role"] in ORGANISING) or (image["reporting_unit"],),
            campaigns=(image["campaign"], *(one for one in image["also_for"] if one != image["campaign"])),
            taking_part=tuple(
                TakingPart(one["unit"], one["role"], self.shares(kind, one["shares"])) for one in parts if one["role"] not in ORGANISING),
            clauses=self.with_those_above(image["clauses"]), measures=self.shares(kind, image["measures"]))

    def shares(self, kind: int, shares: Iterable[dict[str, str]]) -> tuple[Measured, ...]:
        """Numbers as images and shares write them."""
        return tuple(
            Measured(one["code"], Decimal(one["value"]), one.get("qualifier", "exact"), self.words.word(kind, one["code"], one.get("unit_zh", "")))
            for one in shares)

    def with_those_above(self, clauses: Iterable[int]) -> tuple[int, ...]:
        """An activity for a clause counts for every clause above it, once."""
        return tuple(dict.fromkeys(one for clause in clauses for one in self._chain(clause)))

    def _chain(self, clause: int) -> tuple[int, ...]:
        if clause not in self.above:
            chain: list[int] = []
            at: int | None = clause
            while at is not None and at not in chain:
                chain.append(at)
                at = self.parents.get(at)
            self.above[clause] = tuple(chain)
        return self.above[clause]


def _by_activity(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for activity, *row in rows:
        found[activity].append(tuple(row))
    return found


def _day(written: str | None) -> dt.date | None:
    return dt.date.fromisoformat(written) if written else None
