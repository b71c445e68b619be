"""Every figure a second time, slow and obvious: records and versions read from the database one by one, sets, no star.

It knows the law of figures and the units' territories as they stand, nothing else.
"""
import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal

from xuanguan.activities.models import Activity, ActivityVersion
from xuanguan.campaigns.models import Campaign
from xuanguan.organisations.models import Unit


@dataclass(frozen=True)
class Plain:
    """What a record said from `since` until `until`."""

    activity: int
    since: dt.date
    until: dt.date | None
    verified: dt.date | None
    earliest: dt.date
    latest: dt.date
    front: int
    kind: int
    campaign: int
    organisers: frozenset[int]
    measures: tuple[tuple[str, Decimal, str], ...]

    def counts(self, as_of: dt.date) -> bool:
        return self.since <= as_of and (self.until is None or as_of < self.until)

    def is_verified(self, as_of: dt.date) -> bool:
        return self.verified is not None and self.verified <= as_of


def everything() -> list[Plain]:
    """All that counts or once counted."""
    found = [
        Plain(
            one.pk, one.since, None, one.verified_on, one.earliest, one.latest, one.front_id, one.kind_id, one.campaign_id,
            frozenset(part.unit_id for part in one.participations.all() if part.role in ("host", "co_host")),
            tuple((measure.code, measure.value, measure.qualifier) for measure in one.measures.all()))
        for one in Activity.objects.filter(state__in=("submitted", "verified"))]
    for version in ActivityVersion.objects.all():
        image = version.image
        found.append(Plain(
            version.activity_id, version.since, version.until, version.verified_on, dt.date.fromisoformat(image["earliest"]),
            dt.date.fromisoformat(image["latest"]), image["front"], image["kind"], image["campaign"],
            frozenset(part["unit"] for part in image["participations"] if part["role"] in ("host", "co_host")),
            tuple((measure["code"], Decimal(measure["value"]), measure["qualifier"]) for measure in image["measures"])))
    return found


def territory_of(unit: Unit) -> set[int]:
    """The unit and all that lies in it."""
    below, found = defaultdict(list), {unit.pk}
    for pk, territory in Unit.objects.values_list("pk", "territory_id"):
        below[territory].append(pk)
    waiting = [unit.pk]
    for one in waiting:
        waiting += below[one]
        found.add(one)
    return found


def counted(campaign: Campaign, unit: Unit, first: dt.date, last: dt.date, as_of: dt.date, front: int | None = None) -> list[Plain]:
    inside = territory_of(unit)
    return [
        one for one in everything()
        if one.campaign == campaign.pk and one.counts(as_of) and one.organisers & inside and first <= one.earliest and one.latest <= last
        and front in (None, one.front)]


def totals(rows: list[Plain], as_of: dt.date) -> dict[tuple[int, int], tuple[int, int, dict]]:
    """By front and kind: verified, self-reported, and per measure its sum and qualifier."""
    answer = {}
    for key in {(one.front, one.kind) for one in rows}:
        group = [one for one in rows if (one.front, one.kind) == key]
        verified = sum(one.is_verified(as_of) for one in group)
        answer[key] = (verified, len(group) - verified, sums(group))
    return answer


def sums(rows: list[Plain]) -> dict[str, tuple[Decimal, str]]:
    """Rule 2: exact only if all are; about with anything is about; upper bounds stay apart (they are not summed here)."""
    parts = defaultdict(list)
    for one in rows:
        for code, value, qualifier in one.measures:
            parts[code].append((value, qualifier))
    found = {}
    for code, values in parts.items():
        sure = [(value, qualifier) for value, qualifier in values if qualifier != "at_most"]
        words = {qualifier for _value, qualifier in sure}
        if sure:
            found[code] = (sum(value for value, _ in sure), "about" if "about" in words else "at_least" if "at_least" in words else "exact")
    return found


def months(rows: list[Plain]) -> Counter:
    """By the month that holds the whole window; None: no month does."""
    return Counter(
        (one.latest.year, one.latest.month) if (one.earliest.year, one.earliest.month) == (one.latest.year, one.latest.month) else None
        for one in rows)


def children(rows: list[Plain], unit: Unit) -> dict[int | None, int]:
    """Each activity once in every child that organised it; None: at this level itself."""
    found: Counter = Counter()
    below = {child.pk: territory_of(child) for child in Unit.objects.filter(territory=unit, kind="division")}
    for one in rows:
        inside = one.organisers & territory_of(unit)
        homes = {child for child, units in below.items() if units & inside}
        if any(all(organiser not in units for units in below.values()) for organiser in inside):
            homes.add(None)
        found.update(homes)
    return dict(found)
