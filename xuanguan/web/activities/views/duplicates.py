"""Reports that look like one event: merged, told apart, taken apart again."""
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xuanguan.activities import actions
from xuanguan.activities.models import Activity, Merge
from xuanguan.activities.queries import activity_seen_by, likely_duplicates, likely_pairs
from xuanguan.web.activities.campaign import campaign_at_hand
from xuanguan.web.activities.rows import row_of
from xuanguan.web.activities.views.records import record_or_404
from xuanguan.web.activities.views.reviews import safe_address


@require_safe
def pairs(request: HttpRequest) -> HttpResponse:
    campaign = campaign_at_hand(request)
    found = [(pair, (row_of(pair.one), row_of(pair.other))) for pair in likely_pairs(request.user, campaign, limit=30)]
    return render(request, "activities/duplicates.html", {"campaign": campaign, "pairs": found})


@require_POST
def merge(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """The record at the address is kept; the other becomes part of it."""
    kept, absorbed = _pair(request, pk, other)
    actions.merge_activities(kept=kept, absorbed=absorbed, by=request.user)
    messages.success(request, _("The two reports are one record now. Both stay readable, and they can be taken apart again."))
    return _back(request, pk)


@require_POST
def apart(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    one, other_one = _pair(request, pk, other)
    actions.tell_apart(one=one, other=other_one, by=request.user)
    messages.success(request, _("Noted: two events. They are not proposed as one again."))
    return _back(request, pk)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = Merge.objects.select_related("kept", "absorbed").filter(pk=pk).first()
    if found is None or not activity_seen_by(request.user, found.kept_id).exists():
        raise Http404
    actions.unmerge(merge=found, by=request.user)
    messages.success(request, _("Taken apart: each report counts for itself again, and both wait to be verified."))
    return _back(request, found.kept_id)


def _pair(request: HttpRequest, pk: int, other: int) -> tuple[Activity, Activity]:
    """A record that the person sees, and another that they see or that looks like it: a county may say that its report and
    one of its city, which it does not see, are two events."""
    one = record_or_404(request.user, pk)
    alike = next((pair.activity for pair in likely_duplicates(one) if pair.activity.pk == other), None)
    return one, alike or record_or_404(request.user, other)


def _back(request: HttpRequest, pk: int) -> HttpResponse:
    return HttpResponseRedirect(safe_address(request, request.POST.get("next")) or reverse("activities:activity", args=[pk]))
