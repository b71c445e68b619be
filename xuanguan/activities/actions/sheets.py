"""A spreadsheet applied as one, undone as one; and what the columns of somebody's ledger are, kept for the next time.

The reports of a sheet are the same as if each had been typed and submitted (a test compares them), but written in bulk: twenty
thousand reports one by one would hold the database for minutes.
"""
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xuanguan.activities.actions.checking import check_has_happened, check_values
from xuanguan.activities.actions.records import tell_campaign_of_many, today
from xuanguan.activities.actions.telling import tell_of_reviews
from xuanguan.activities.enums import ActivityState, Origin, ReviewAct
from xuanguan.activities.facts import images_of
from xuanguan.activities.models import (
    Activity,
    ActivityVersion,
    Change,
    Measure,
    Participation,
    Review,
    SheetImport,
    SheetMapping,
)
from xuanguan.activities.permissions import check_report, check_undo_sheet
from xuanguan.activities.queries import SHEET_STANDS, blocking_undo, measure_codes, standing_import
from xuanguan.activities.states import ACTIVITY_STATES
from xuanguan.activities.values import ActivityValues
from xuanguan.audit.actions import record, record_many
from xuanguan.campaigns.models import Campaign
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.models import Unit

AT_ONCE = 500

type Progress = Callable[[int, int], None]


class AlreadyApplied(PersonError):
    """The very same file was applied and not undone: applying it again would count everything twice."""

    def __init__(self, sheet: SheetImport):
        self.sheet = sheet
        super().__init__(sheet.pk)

    def __str__(self) -> str:
        return _("This very file was applied on %(day)s by %(person)s, and its %(rows)s reports are there. Undo it first if it should be applied anew.") % {
            "day": timezone.localdate(self.sheet.at), "person": self.sheet.by, "rows": self.sheet.rows}


class CannotUndo(PersonError):
    """Some reports of the sheet went on without it: verified, merged or changed since. `blocked` are those."""

    def __init__(self, blocked: list[Activity]):
        self.blocked = blocked
        super().__init__(len(blocked))

    def __str__(self) -> str:
        return _("%(count)s reports of this sheet were verified, merged or changed since it was applied, so it cannot be undone as one. "
                 "Withdraw the others and decide on these one by one.") % {"count": len(self.blocked)}


@dataclass(frozen=True, slots=True)
class Undone:
    """How many reports were withdrawn, and how many stay because something happened to them since."""

    withdrawn: int
    stay: int


@transaction.atomic
def apply_rows(*, campaign: Campaign, name: str, sha256: str, rows: Sequence[tuple[int, ActivityValues]], by, on: dt.date | None = None,
               progress: Progress | None = None) -> SheetImport:
    """A submitted report for each (number of the row, values): all of them, or none.

    Raises AlreadyApplied; NotAllowed and ValidationError as `report_activity` does.
    """
    day = today(on)
    # Two clicks, or two windows, wait for each other here; the second finds the first's sheet.
    get_user_model().objects.select_for_update(of=("self",)).get(pk=by.pk)
    if (before := standing_import(campaign, sha256)) is not None:
        raise AlreadyApplied(before)
    _check_rows(campaign, rows, by=by, on=day)
    sheet = SheetImport.objects.create(campaign=campaign, name=name[:200], sha256=sha256, by=by, rows=len(rows))
    record("apply_sheet", sheet, by=by, name=name, sha256=sha256, rows=len(rows), on=day)
    done = 0
    units: dict[int, Activity] = {}
    for chunk in batched(rows, AT_ONCE):
        made = _write_chunk(sheet, chunk, by=by, on=day)
        units |= {one.reporting_unit_id: one for one in made}
        done += len(chunk)
        if progress:
            progress(done, len(rows))
    tell_of_reviews(list(units.values()), by=by)
    return sheet


@transaction.atomic
def undo_sheet(*, sheet: SheetImport, by, leaving: bool = False, on: dt.date | None = None) -> Undone:
    """Withdraw every report of the sheet. Where some were verified, merged or changed since, CannotUndo names them.

    With `leaving` those stay as they are and the others are withdrawn; the sheet then counts as undone only when none stay.
    """
    day = today(on)
    sheet = SheetImport.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    check_undo_sheet(by, sheet)
    blocked = list(blocking_undo(sheet).select_for_update(of=("self",)))
    if blocked and not leaving:
        raise CannotUndo(blocked)
    standing = Activity.objects.filter(sheet=sheet, state__in=SHEET_STANDS).exclude(pk__in=[one.pk for one in blocked])
    withdrawn = 0
    ids = list(standing.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    for chunk in batched(ids, AT_ONCE):
        withdrawn += _withdraw_chunk(Activity.objects.filter(pk__in=chunk), by=by, on=day)
    if not blocked:
        sheet.undone_at = timezone.now()
        sheet.save(update_fields=["undone_at"])
    record("undo_sheet", sheet, by=by, withdrawn=withdrawn, stay=[one.pk for one in blocked], on=day)
    return Undone(withdrawn, len(blocked))


@transaction.atomic
def keep_mapping(*, unit: Unit, headings: Sequence[str], fields: dict[str, Any], by) -> SheetMapping:
    """From now on a sheet of the unit with these headings is read so."""
    check_report(by, unit)
    kept = next((one for one in SheetMapping.objects.filter(unit=unit) if one.headings == list(headings)), None)
    kept = kept or SheetMapping(unit=unit, headings=list(headings))
    kept.fields = fields
    kept.save()
    record("keep_mapping", kept, by=by, unit=unit.code, fields=fields)
    return kept


def _check_rows(campaign: Campaign, rows: Sequence[tuple[int, ActivityValues]], *, by, on: dt.date) -> None:
    known = measure_codes(campaign)
    for unit in {values.reporting_unit.pk: values.reporting_unit for _number, values in rows}.values():
        check_report(by, unit)
    for _number, values in rows:
        check_values(values, known=known)
        check_has_happened(values.when.earliest, values.when.ends, on=on)


def _write_chunk(sheet: SheetImport, rows: Sequence[tuple[int, ActivityValues]], *, by, on: dt.date) -> list[Activity]:
    now = timezone.now()
    made = Activity.objects.bulk_create([
        Activity(
            campaign=said.campaign, kind=said.kind, front=said.front, reporting_unit=said.reporting_unit, title=said.title, place=said.place,
            audience=said.audience, note=said.note, and_others=said.and_others, begins=said.when.begins, ends=said.when.ends,
            earliest=said.when.earliest, latest=said.when.latest, state=ActivityState.SUBMITTED, reported_by=by, origin=Origin.SPREADSHEET,
            sheet=sheet, once=f"sheet-{sheet.pk}-{number}", since=on, submitted_at=now)
        for number, said in rows])
    pairs = [(activity, said) for activity, (_number, said) in zip(made, rows, strict=True)]
    Participation.objects.bulk_create([
        Participation(activity=activity, unit=one.unit, role=one.role, order=order, shares=[share.as_json() for share in one.shares])
        for activity, said in pairs for order, one in enumerate(said.participations)])
    Measure.objects.bulk_create([
        Measure(activity=activity, code=one.code, value=one.value, qualifier=one.qualifier, unit_zh=one.unit_zh, text=one.text, order=order)
        for activity, said in pairs for order, one in enumerate(said.measures)])
    through = Activity.clauses.through
    through.objects.bulk_create([through(activity=activity, clause=clause) for activity, said in pairs for clause in said.clauses])
    also = Activity.also_for.through
    also.objects.bulk_create([also(activity=activity, campaign=one) for activity, said in pairs for one in said.also_for])
    Review.objects.bulk_create([Review(activity=activity, act=ReviewAct.SUBMIT, by=by) for activity in made])
    record_many(
        (event for activity in made for event in (
            ("begin", activity, {"origin": str(Origin.SPREADSHEET)}),
            (str(ReviewAct.SUBMIT), activity, {"number": activity.number, "on": on}))), by=by)
    _tell_figures(made, on=on)
    return made


def _withdraw_chunk(activities: QuerySet[Activity], *, by, on: dt.date) -> int:
    """As `withdraw_activity` does for one: what counted is kept as a version, and the record counts no more."""
    images = {image["id"]: image for image in images_of(activities)}
    found = list(activities.select_related("kind", "campaign", "reporting_unit"))
    versions = [
        ActivityVersion(activity=one, number=one.number, since=one.since, verified_on=one.verified_on, until=on, image=images[one.pk], by=by)
        for one in found if one.since is not None]
    ActivityVersion.objects.bulk_create(versions)
    counted = {version.activity_id for version in versions}
    for one in found:
        one.state = ACTIVITY_STATES.check("withdraw", one.state)
        one.number += one.pk in counted
        one.since = one.verified_on = one.verified_by = None
        one.changed_at = timezone.now()
    Activity.objects.bulk_update(found, ["state", "number", "since", "verified_on", "verified_by", "changed_at"], batch_size=100)
    Review.objects.bulk_create([Review(activity=one, act=ReviewAct.WITHDRAW, by=by) for one in found])
    record_many(((str(ReviewAct.WITHDRAW), one, {"number": one.number, "on": on}) for one in found), by=by)
    _tell_figures(found, on=on)
    tell_of_reviews(found, by=by)
    return len(found)


def _tell_figures(activities: Sequence[Activity], *, on: dt.date) -> None:
    Change.objects.bulk_create([Change(thing=Change.ACTIVITY, thing_id=one.pk) for one in activities])
    if activities:
        tell_campaign_of_many(activities[0].campaign, activities, on=on)
