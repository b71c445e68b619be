"""Rows that look like records already there, or like one another: of one kind, at one time, by one unit (counting.md, rule 1)."""
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xuanguan.activities.enums import COUNTED, ORGANISING
from xuanguan.activities.imports.rows import ReadRow
from xuanguan.activities.models import Participation
from xuanguan.activities.queries import activities_seen_by
from xuanguan.activities.values import ActivityValues
from xuanguan.campaigns.models import Campaign
from xuanguan.organisations.models import Unit

type Event = tuple[int, int, dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Likely:
    """A row that may tell of an event that is known already: from record `activity_id`, or from row `other_row` of the sheet.

    `can_open`: the person may see that record. `is_same`: the row says nothing that the other row does not.
    """

    row: ReadRow
    sentence: str
    activity_id: int | None = None
    can_open: bool = False
    other_row: int | None = None
    is_same: bool = False


def likely_records(rows: Sequence[ReadRow], campaign: Campaign, *, person) -> list[Likely]:
    """At most one for each row, in the order of the rows. Three queries, however many rows and records there are."""
    known = _known_events(rows, campaign)
    seen = set(activities_seen_by(person, campaign).filter(pk__in=list(_met(rows, known))).values_list("pk", flat=True))
    first_rows: dict[Event, ReadRow] = {}
    found = []
    for row in rows:
        events = events_of(row.values)
        record = next((known[event] for event in events if event in known), None)
        other = next((first_rows[event] for event in events if event in first_rows), None)
        for event in events:
            first_rows.setdefault(event, row)
        if record is not None:
            found.append(Likely(row, _("A report of this kind, at this time, by this unit is already there."), record, record in seen))
        elif other is not None:
            same = other.values == row.values
            sentence = _("The same as row %(row)s, word for word.") if same else _("Of the same kind, time and unit as row %(row)s.")
            found.append(Likely(row, sentence % {"row": other.number}, other_row=other.number, is_same=same))
    return found


def events_of(values: ActivityValues) -> list[Event]:
    """What tells an event: kind, organiser, and its last day or its window; one for each organiser."""
    return [(values.kind.pk, one.unit.pk, values.when.earliest, values.when.latest)
            for one in values.participations if one.role in ORGANISING]


def _known_events(rows: Sequence[ReadRow], campaign: Campaign) -> dict[Event, int]:
    """The newest record of each event within the kinds, days and units of the sheet; those nobody may see are told as well."""
    if not rows:
        return {}
    kinds = {row.values.kind.pk for row in rows}
    organised = Participation.objects.filter(
        role__in=ORGANISING, activity__campaign=campaign, activity__state__in=COUNTED, activity__kind__in=kinds,
        activity__latest__gte=min(row.values.when.latest for row in rows), activity__latest__lte=max(row.values.when.latest for row in rows))
    organised = organised.filter(unit__in=_near(rows)).order_by("activity")
    return {(kind, unit, earliest, latest): pk for pk, kind, unit, earliest, latest in organised.values_list(
        "activity", "activity__kind", "unit", "activity__earliest", "activity__latest").iterator(chunk_size=5000)}


def _near(rows: Sequence[ReadRow]):
    """Ids of the units between the first and the last organiser in the order of the tree: one condition for any number of them."""
    numbers = [one.unit.first for row in rows for one in row.values.participations if one.role in ORGANISING]
    return Unit.objects.filter(first__range=(min(numbers), max(numbers))).values("pk")


def _met(rows: Sequence[ReadRow], known: dict[Event, int]) -> set[int]:
    # No more are shown than the first few hundred, and a query does not take any number of ids.
    met = dict.fromkeys(known[event] for row in rows for event in events_of(row.values) if event in known)
    return set(list(met)[:900])
