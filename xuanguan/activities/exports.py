"""The list of activities as a file: xlsx, csv, json. What stands in it is what the person may see, as of the moment it says."""
import csv
import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xuanguan.activities.enums import ParticipationRole, Qualifier
from xuanguan.activities.models import Activity, Measure, Participation
from xuanguan.campaigns.models import Campaign, KindMeasure
from xuanguan.common.spreadsheets import safe_cell, write_sheet
from xuanguan.quantities import plain

AT_ONCE = 1_000
# Excel takes a file for UTF-8 only with this mark at its beginning.
MARK = "\ufeff"
CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8"}


@dataclass(frozen=True)
class Export:
    """Activities to be written, with what the file says of itself: the campaign, the filters in words, the moment."""

    campaign: Campaign
    activities: QuerySet[Activity]
    at: dt.datetime
    filters: str = ""

    @classmethod
    def now(cls, campaign: Campaign, activities: QuerySet[Activity], filters: str = "") -> "Export":
        return cls(campaign, activities, timezone.now(), filters)

    @property
    def as_of(self) -> str:
        """Activities of …, as of …; without any filter that is all the person may see."""
        moment = date_format(timezone.localtime(self.at), "DATETIME_FORMAT")
        if self.filters:
            return _("%(campaign)s: activities as of %(moment)s; %(filters)s") % {"campaign": self.campaign, "moment": moment, "filters": self.filters}
        return _("%(campaign)s: activities as of %(moment)s") % {"campaign": self.campaign, "moment": moment}

    @property
    def file_name(self) -> str:
        return f"{self.campaign.code}-{timezone.localtime(self.at):%Y%m%d-%H%M}"


def write_xlsx(export: Export) -> bytes:
    """Rows on the first sheet, the as-of line and the notes on the second."""
    measures = _measures_of(export)
    return write_sheet(_("Activities"), _headings(measures), _rows(export, measures), [export.as_of, *_notes()])


def stream_csv(export: Export) -> Iterator[str]:
    """Line by line, so that a hundred thousand records need no more memory than a hundred. The first line is the as-of line."""
    measures = _measures_of(export)
    line = csv.writer(_Echo())
    yield MARK + line.writerow([f"# {export.as_of}"])
    yield line.writerow([safe_cell(heading) for heading in _headings(measures)])
    for row in _rows(export, measures):
        yield line.writerow([safe_cell(value.isoformat() if isinstance(value, dt.date) else value) for value in row])


def stream_json(export: Export) -> Iterator[str]:
    """{"as_of": …, "campaign": …, "activities": [one object a line]}: codes and ISO days, the same in every language."""
    head = {"as_of": timezone.localtime(export.at).isoformat(timespec="seconds"), "campaign": export.campaign.code, "filters": export.filters}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "activities": ['
    comma = ""
    for activity in _fetched(export.activities):
        yield f"{comma}\n{json.dumps(_as_object(activity), ensure_ascii=False, cls=DjangoJSONEncoder)}"
        comma = ","
    yield "\n]}\n"


class _Echo:
    """A file for the csv writer that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _fetched(activities: QuerySet[Activity]) -> Iterable[Activity]:
    """A fixed number of queries for each thousand records."""
    return activities.select_related("kind", "front", "reporting_unit", "verified_by").prefetch_related(
        Prefetch("participations", Participation.objects.select_related("unit").order_by("order", "id")),
        Prefetch("measures", Measure.objects.order_by("order", "id")), "clauses").iterator(chunk_size=AT_ONCE)


type MeasureKey = tuple[str, str]


@dataclass(frozen=True)
class Measures:
    """Every measure that occurs in the export with its heading, in the order of the campaign; a kind's word where a record has none."""

    headings: dict[MeasureKey, str]
    words: dict[tuple[int, str], str]

    def key(self, kind: int, code: str, unit_zh: str) -> MeasureKey:
        return code, unit_zh or self.words.get((kind, code), "")


def _measures_of(export: Export) -> Measures:
    names: dict[MeasureKey, KindMeasure] = {}
    words: dict[tuple[int, str], str] = {}
    for one in KindMeasure.objects.filter(kind__campaign=export.campaign).order_by("kind__order", "order", "pk"):
        names.setdefault((one.code, one.unit_zh), one)
        words.setdefault((one.kind_id, one.code), one.unit_zh)
    measures = Measures({}, words)
    said = Measure.objects.filter(activity__in=export.activities.order_by().values("pk")).order_by()
    found = {measures.key(*one) for one in said.values_list("activity__kind", "code", "unit_zh").distinct()}
    known = [key for key in names if key in found]
    measures.headings.update({key: _measure_heading(key, names.get(key)) for key in [*known, *sorted(found - set(known))]})
    return measures


def _measure_heading(key: MeasureKey, name: KindMeasure | None) -> str:
    unit = (name.unit if name else "") or key[1]
    title = str(name) if name else key[0]
    if get_language() == "en":
        title = title.capitalize()
    return f"{title} ({unit})" if unit else title


def _headings(measures: Measures) -> list[str]:
    return [
        _("Record number"), _("Kind"), _("Front"), _("Title"), _("First day"), _("Last day"), _("Not before"), _("Not after"), _("Host"), _("Co-hosts"),
        _("Took part"), _("Place"), _("Audience"),
        *(heading for measure in measures.headings.values() for heading in (measure, _("%(measure)s: how exact") % {"measure": measure})),
        _("Clauses"), _("Note"), _("State"), _("Submitted on"), _("Verified on"), _("Verified by"), _("Reporting unit"), _("Came from"), _("Demo data")]


def _rows(export: Export, measures: Measures) -> Iterator[list[object]]:
    for activity in _fetched(export.activities):
        said: dict[MeasureKey, Measure] = {}
        for one in activity.measures.all():
            said.setdefault(measures.key(activity.kind_id, one.code, one.unit_zh), one)
        dated = activity.ends is not None
        yield [
            activity.pk, str(activity.kind), str(activity.front), activity.title, activity.begins, activity.ends,
            None if dated else activity.earliest, None if dated else activity.latest,
            _units(activity, ParticipationRole.HOST), _units(activity, ParticipationRole.CO_HOST), _units(activity, *_TAKING_PART),
            activity.place, activity.audience, *_numbers(said, measures),
            "; ".join(clause.code for clause in activity.clauses.all()), activity.note, str(activity.get_state_display()), activity.since,
            activity.verified_on, str(activity.verified_by or ""), f"{activity.reporting_unit} ({activity.reporting_unit.code})",
            str(activity.get_origin_display()), _("yes") if activity.is_demo else ""]


_TAKING_PART = (ParticipationRole.PARTICIPANT, ParticipationRole.SPEAKER, ParticipationRole.PARTNER)


def _units(activity: Activity, *roles: str) -> str:
    return "; ".join(f"{one.unit} ({one.unit.code})" for one in activity.participations.all() if one.role in roles)


def _numbers(said: dict[MeasureKey, Measure], measures: Measures) -> Iterator[object]:
    """Value and qualifier of each measure in turn; whole numbers as such, so that a spreadsheet can add them."""
    for key in measures.headings:
        one = said.get(key)
        yield (int(one.value) if one.value == int(one.value) else float(one.value)) if one else None
        yield str(Qualifier(one.qualifier).label) if one else None


def _as_object(activity: Activity) -> dict[str, object]:
    return {
        "id": activity.pk, "number": activity.number, "state": activity.state, "kind": activity.kind.code, "front": activity.front.code,
        "title": activity.title, "begins": activity.begins, "ends": activity.ends, "earliest": activity.earliest, "latest": activity.latest,
        "units": [{"code": one.unit.code, "name": one.unit.name_zh, "role": one.role} for one in activity.participations.all()],
        "and_others": activity.and_others, "place": activity.place, "audience": activity.audience, "note": activity.note,
        "measures": [{"code": one.code, "value": plain(one.value), "qualifier": one.qualifier, "unit": one.unit_zh, "text": one.text}
                     for one in activity.measures.all()],
        "clauses": [clause.code for clause in activity.clauses.all()], "reporting_unit": activity.reporting_unit.code, "since": activity.since,
        "verified_on": activity.verified_on, "origin": activity.origin, "is_demo": activity.is_demo}


def _notes() -> Sequence[str]:
    return (
        _("A joint activity stands here once, with all its units. Whoever adds up by unit counts it more than once."),
        _("Attendances and persons are two kinds of number and are never added to each other. “At least” is a floor."),
        _("Where the day is not known, the two days between which it lay are given instead."))
