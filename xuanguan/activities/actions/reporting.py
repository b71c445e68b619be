"""An officer reports what was done: a draft, submitted; mended and submitted again; revised while it counts."""
import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from xuanguan.activities.actions.checking import check_has_happened, check_values
from xuanguan.activities.actions.evidence import attach_evidence
from xuanguan.activities.actions.records import keep_version, locked, move, note_review, today
from xuanguan.activities.enums import ActivityState, Origin, ReviewAct
from xuanguan.activities.models import Activity, Evidence, Measure, Participation, SheetImport
from xuanguan.activities.permissions import check_delete, check_edit, check_report, check_submit
from xuanguan.activities.states import ACTIVITY_STATES
from xuanguan.activities.values import ActivityValues
from xuanguan.audit.actions import record


@transaction.atomic
def report_activity(*, values: ActivityValues, by, activity: Activity | None = None, evidence: Sequence[Evidence] = (),
                    origin: str = Origin.FORM, sheet: SheetImport | None = None, once: str = "", on: dt.date | None = None,
                    is_demo: bool = False) -> Activity:
    """A report written (or written on, where `activity` is a draft or was returned) and submitted in one act.

    The same `once` from the same person is the same report, however often it comes.
    """
    activity = save_draft(values=values, by=by, activity=activity, evidence=evidence, origin=origin, sheet=sheet, once=once, is_demo=is_demo)
    if activity.state in (ActivityState.DRAFT, ActivityState.RETURNED):
        activity = submit_activity(activity=activity, by=by, on=on)
    return activity


@transaction.atomic
def save_draft(*, values: ActivityValues, by, activity: Activity | None = None, evidence: Sequence[Evidence] = (), origin: str = Origin.FORM,
               sheet: SheetImport | None = None, once: str = "", is_demo: bool = False) -> Activity:
    """Begin a report, or write on in one that is a draft or was returned.

    `once` is a key that the browser or the sheet made: a draft with it is written on; a report with it that was already
    submitted is given back as it is, because what came again is the same message over a weak network.
    """
    if activity is None and once:
        activity = Activity.objects.filter(reported_by=by, once=once).first()
        if activity is not None and activity.state not in (ActivityState.DRAFT, ActivityState.RETURNED):
            return activity
    if activity is None:
        activity = _begin(values, by=by, origin=origin, sheet=sheet, once=once, is_demo=is_demo)
        return _attach(activity, evidence, by=by)
    activity = locked(activity)
    move(activity, "mend" if activity.state == ActivityState.RETURNED else "save")
    check_edit(by, activity)
    if values.reporting_unit != activity.reporting_unit:
        check_report(by, values.reporting_unit)
    check_values(values)
    _write(activity, values)
    record("save_draft", activity, by=by)
    return _attach(activity, evidence, by=by)


@transaction.atomic
def submit_activity(*, activity: Activity, by, on: dt.date | None = None) -> Activity:
    """From now on it counts as self-reported, and stands in the queue of the verifier."""
    day = today(on)
    activity = locked(activity)
    move(activity, "submit")
    check_submit(by, activity)
    check_has_happened(activity.earliest, activity.ends, on=day)
    activity.since, activity.submitted_at = day, timezone.now()
    activity.save(update_fields=["state", "since", "submitted_at", "changed_at"])
    note_review(activity, ReviewAct.SUBMIT, by=by, on=day)
    return activity


@transaction.atomic
def revise_activity(*, activity: Activity, values: ActivityValues, by, evidence: Sequence[Evidence] = (), number: int | None = None,
                    on: dt.date | None = None) -> Activity:
    """Change a report that counts. What it was is kept; what it is now must be verified anew.

    `number` is the version that the person had on the screen: if somebody changed it meanwhile, Changed is raised.
    """
    day = today(on)
    activity = locked(activity, number=number)
    ACTIVITY_STATES.check("revise", activity.state)
    was = activity.state
    check_edit(by, activity)
    if values.reporting_unit != activity.reporting_unit:
        check_report(by, values.reporting_unit)
    check_values(values)
    check_has_happened(values.when.earliest, values.when.ends, on=day)
    # The image must be taken while the record still says what it said; the state moves after.
    keep_version(activity, by=by, on=day)
    move(activity, "revise")
    activity.since, activity.verified_on, activity.verified_by, activity.submitted_at = day, None, None, timezone.now()
    _write(activity, values)
    note_review(activity, ReviewAct.REVISE, by=by, on=day, was=was)
    return _attach(activity, evidence, by=by)


@transaction.atomic
def delete_draft(*, activity: Activity, by) -> None:
    """A draft that is not needed goes for good; the audit keeps that it was there."""
    activity = locked(activity)
    move(activity, "delete")
    check_delete(by, activity)
    record("delete_draft", activity, by=by, kind=activity.kind.code)
    activity.delete()


def _begin(values: ActivityValues, *, by, origin: str, sheet: SheetImport | None, once: str, is_demo: bool) -> Activity:
    check_report(by, values.reporting_unit)
    check_values(values)
    activity = Activity(reported_by=by, origin=origin, sheet=sheet, once=once, is_demo=is_demo)
    try:
        with transaction.atomic():
            _write(activity, values, is_new=True)
    except IntegrityError:
        # The same message came twice at the same moment, and the other copy was a moment quicker.
        if once and (twin := Activity.objects.filter(reported_by=by, once=once).first()):
            return twin
        raise
    record("begin", activity, by=by, origin=str(origin))
    return activity


def _attach(activity: Activity, evidence: Sequence[Evidence], *, by) -> Activity:
    for one in evidence:
        attach_evidence(activity=activity, evidence=one, by=by)
    return activity


def _write(activity: Activity, values: ActivityValues, *, is_new: bool = False) -> None:
    """Everything that the values say, in place of what the record said."""
    for name in ("campaign", "kind", "front", "reporting_unit", "title", "place", "audience", "note", "and_others"):
        setattr(activity, name, getattr(values, name))
    for name in ("begins", "ends", "earliest", "latest"):
        setattr(activity, name, getattr(values.when, name))
    activity.save()
    if not is_new:
        activity.participations.all().delete()
        activity.measures.all().delete()
    Participation.objects.bulk_create(
        Participation(activity=activity, unit=one.unit, role=one.role, order=order, shares=[share.as_json() for share in one.shares])
        for order, one in enumerate(values.participations))
    Measure.objects.bulk_create(
        Measure(activity=activity, code=one.code, value=one.value, qualifier=one.qualifier, unit_zh=one.unit_zh, text=one.text, order=order)
        for order, one in enumerate(values.measures))
    if values.clauses or not is_new:
        activity.clauses.set(values.clauses)
    if values.also_for or not is_new:
        activity.also_for.set(values.also_for)
