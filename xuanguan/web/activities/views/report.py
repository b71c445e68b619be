"""The report form: new, written on, revised."""
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from xuanguan.activities import actions
from xuanguan.activities.enums import ActivityState
from xuanguan.activities.evidence import keep_evidence
from xuanguan.activities.models import Activity, Evidence
from xuanguan.activities.permissions import check_edit
from xuanguan.common.exceptions import Changed, NotInThisState
from xuanguan.common.files import UnfitFile
from xuanguan.web.activities.campaign import campaign_at_hand
from xuanguan.web.activities.forms.report import ReportForm
from xuanguan.web.activities.forms.units import proposed_units, written
from xuanguan.web.activities.views.records import record_or_404

# The browser forgets its draft when it meets this cookie: the server has the report now (draft.js).
SAVED = "draft_saved"
UPLOADS = ("photo", "document")


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    campaign = campaign_at_hand(request)
    if request.method != "POST":
        kind = campaign.kinds.filter(code=request.GET.get("kind", "")).select_related("usual_front").first()
        form = ReportForm(person=request.user, campaign=campaign, kind=kind, initial={"kind": kind} if kind else None)
        return _form(request, form)
    return _taken(request, ReportForm(request.POST, request.FILES, person=request.user, campaign=campaign))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    activity = record_or_404(request.user, pk)
    check_edit(request.user, activity)
    if activity.state in (ActivityState.WITHDRAWN, ActivityState.MERGED):
        raise NotInThisState(act="edit", state=activity.state, label=activity.get_state_display())
    if request.method != "POST":
        kind = activity.campaign.kinds.filter(code=request.GET.get("kind", "")).first()
        return _form(request, ReportForm(person=request.user, campaign=activity.campaign, activity=activity, kind=kind,
                                         initial={"kind": kind} if kind else None))
    return _taken(request, ReportForm(request.POST, request.FILES, person=request.user, campaign=activity.campaign, activity=activity))


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Proposals for a unit that is being typed: the options of a list, whatever the field is called."""
    typed = next((value for name, value in request.GET.items() if name.startswith(("unit", "territory", "named"))), "")
    found = proposed_units(typed, campaign_at_hand(request))
    return HttpResponse(format_html_join("", '<option value="{}"></option>', ((written(unit),) for unit in found)))


def _form(request: HttpRequest, form: ReportForm, status: int = 200) -> HttpResponse:
    return render(request, "activities/report.html", {"form": form, "activity": form.activity, "campaign": form.campaign}, status=status)


def _taken(request: HttpRequest, form: ReportForm) -> HttpResponse:
    """Save what was sent, or give the form back with what is wrong; files that were sent are kept either way."""
    if request.POST.get("more"):
        form.errors.clear()
        return _form(request, form)
    is_right = form.is_valid()
    evidence = _keep_files(request, form)
    if is_right and form.is_valid():
        try:
            activity = _save(request, form, evidence)
        except ValidationError as error:
            form.show(error)
        except Changed as error:
            # What was typed stays in the form; the next sending is against the version as it is now.
            form.add_error(None, error.sentence)
            form.data = form.data.copy()
            form.data["number"] = Activity.objects.get(pk=form.activity.pk).number
        else:
            response = HttpResponseRedirect(reverse("activities:activity", args=[activity.pk]))
            response.set_cookie(SAVED, form.cleaned_data["once"] or f"activity-{activity.pk}", max_age=3600, samesite="Lax")
            return response
    if evidence:
        form.keep(evidence)
    return _form(request, form, status=422)


def _keep_files(request: HttpRequest, form: ReportForm) -> list[Evidence]:
    evidence = form.kept_evidence()
    for name in UPLOADS:
        for upload in request.FILES.getlist(name):
            try:
                evidence.append(keep_evidence(upload=upload, by=request.user, keep_gps=form.campaign.keeps_gps))
            except UnfitFile as error:
                form.add_error(name, error.sentence)
    return evidence


def _save(request: HttpRequest, form: ReportForm, evidence: list[Evidence]) -> Activity:
    said = {"values": form.values(), "evidence": evidence, "by": request.user}
    if form.is_revision:
        activity = actions.revise_activity(activity=form.activity, number=form.cleaned_data["number"], **said)
        messages.success(request, _("The report was changed. It is self-reported again until somebody verifies it."))
    elif request.POST.get("act") == "save":
        activity = actions.save_draft(activity=form.activity, once=form.cleaned_data["once"], **said)
        messages.success(request, _("The draft is saved. Only you and the officers of your unit see it."))
    else:
        activity = actions.report_activity(activity=form.activity, once=form.cleaned_data["once"], **said)
        messages.success(request, _("The report is submitted. It counts as self-reported from now on."))
    return activity
