"""One record: what it says, what shows it, what was done to it, and what may be done now."""
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xuanguan.activities import actions
from xuanguan.activities.enums import COUNTED, ORGANISING, ActivityState
from xuanguan.activities.evidence import keep_evidence
from xuanguan.activities.models import Activity
from xuanguan.activities.permissions import (
    can_delete,
    can_edit,
    can_merge,
    can_return,
    can_tell_apart,
    can_unmerge,
    can_verify,
    can_withdraw,
)
from xuanguan.activities.queries import activity_seen_by, for_record, likely_duplicates, marks_of, timeline
from xuanguan.activities.states import ACTIVITY_STATES
from xuanguan.common.files import UnfitFile
from xuanguan.web.activities import wording
from xuanguan.web.activities.rows import row_of


@require_safe
def record(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "activities/record.html", record_context(request.user, record_or_404(request.user, pk)))


@require_POST
def add_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    activity = record_or_404(request.user, pk)
    upload = request.FILES.get("file")
    if upload is None:
        messages.warning(request, _("Choose a file first."))
    else:
        try:
            evidence = keep_evidence(upload=upload, by=request.user, keep_gps=activity.campaign.keeps_gps)
            actions.attach_evidence(activity=activity, evidence=evidence, by=request.user)
            messages.success(request, _("“%(name)s” now stands with the record.") % {"name": evidence.name})
        except UnfitFile as error:
            messages.error(request, error.sentence)
    return HttpResponseRedirect(reverse("activities:activity", args=[pk]) + "#evidence")


def record_or_404(person, pk: int) -> Activity:
    """The record with all that its page shows, if the person may see it: another's draft is as if it were not there."""
    activity = for_record(activity_seen_by(person, pk)).first()
    if activity is None:
        raise Http404
    return activity


def record_context(person, activity: Activity) -> dict:
    state = ActivityState(activity.state)
    return {
        "activity": activity, "verified_mark": marks_of([activity]).get(activity.pk, "") if state == ActivityState.VERIFIED else "", "row": row_of(activity), "owner": ACTIVITY_STATES.owners[state],
        "organisers": [one for one in activity.participations.all() if one.role in ORGANISING],
        "others": [one for one in activity.participations.all() if one.role not in ORGANISING],
        "moments": wording.moments(timeline(activity)),
        "claims": activity.claims.select_related("bulletin") if hasattr(activity, "claims") else [],
        "may": acts_allowed(person, activity),
        "duplicates": [
            {"pair": pair, "row": row_of(pair.activity), "may_merge": can_merge(person, activity, pair.activity),
             "may_tell_apart": can_tell_apart(person, activity, pair.activity),
             "seen": activity_seen_by(person, pair.activity.pk).exists()}
            for pair in (likely_duplicates(activity)[:5] if state in COUNTED else [])],
        "merges": [{"merge": merge, "may_undo": can_unmerge(person, merge)} for merge in activity.merges.all()],
    }


def acts_allowed(person, activity: Activity) -> dict[str, bool]:
    """What the state allows and the person may do, by the names of the acts."""
    rights = {"edit": can_edit, "submit": can_edit, "verify": can_verify, "return": can_return, "withdraw": can_withdraw, "delete": can_delete}
    open_acts = set(ACTIVITY_STATES.acts(activity.state))
    if open_acts & {"save", "mend", "revise"}:
        open_acts.add("edit")
    if activity.state == ActivityState.DRAFT:
        open_acts.discard("withdraw")
    return {act: act in open_acts and can(person, activity) for act, can in rights.items()}
