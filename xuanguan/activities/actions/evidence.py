"""Evidence is tied to a record, or taken from it. The file itself is kept by `xuanguan.activities.evidence`."""
from django.db import transaction

from xuanguan.activities.actions.records import locked
from xuanguan.activities.models import Activity, Evidence
from xuanguan.activities.permissions import check_edit
from xuanguan.audit.actions import record


@transaction.atomic
def attach_evidence(*, activity: Activity, evidence: Evidence, by) -> Activity:
    """Show the file with the record; one file may serve several. It changes no figure, so the record keeps its version."""
    activity = locked(activity)
    check_edit(by, activity)
    if not activity.evidence.filter(pk=evidence.pk).exists():
        activity.evidence.add(evidence)
        record("attach_evidence", activity, by=by, evidence=evidence.pk, name=evidence.name, sha256=evidence.sha256)
    return activity


@transaction.atomic
def detach_evidence(*, activity: Activity, evidence: Evidence, by) -> Activity:
    """Take a file from the record; the file and the audit's word of it stay."""
    activity = locked(activity)
    check_edit(by, activity)
    if activity.evidence.filter(pk=evidence.pk).exists():
        activity.evidence.remove(evidence)
        record("detach_evidence", activity, by=by, evidence=evidence.pk, name=evidence.name)
    return activity
