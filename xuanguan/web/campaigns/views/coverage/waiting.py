"""What waits: wishes for more time, queues that stand still, who stands in for whom."""
import datetime as dt

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xuanguan.accounts.models import User
from xuanguan.activities.stuck import Waits
from xuanguan.activities.stuck import stuck as stuck_queues
from xuanguan.campaigns import actions, queries
from xuanguan.campaigns.deadlines import due_dates
from xuanguan.campaigns.enums import ExtensionState
from xuanguan.campaigns.models import Delegation
from xuanguan.campaigns.permissions import can_answer_extension, can_answer_for, can_delegate, can_run
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.enums import Role
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import grants_of
from xuanguan.web.campaigns.forms import UnitField, day_input
from xuanguan.web.campaigns.tabs import campaign_asked_for, campaign_tabs, day_of
from xuanguan.web.campaigns.views.coverage.asking import Asked

ON_A_PAGE = 50
WAITS = {Waits.VERIFY: gettext_lazy("reports to verify"), Waits.MEND: gettext_lazy("reports to mend"), Waits.ANSWER: gettext_lazy("wishes for more time")}
TONES = {ExtensionState.ASKED: "waiting", ExtensionState.GRANTED: "good", ExtensionState.REFUSED: "attention", ExtensionState.WITHDRAWN: "ended"}
BAD_DAY = {"invalid": gettext_lazy("Enter a day such as 2026-03-09.")}


# More time

class ExtensionForm(forms.Form):
    wanted = forms.DateField(label=gettext_lazy("Until which day"), widget=day_input(), error_messages=BAD_DAY)
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
                             help_text=gettext_lazy("The level above reads it and decides by it."))


@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_extension(request: HttpRequest, campaign: str, expectation: str) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    on = day_of(request, found)
    one = get_object_or_404(queries.expectations_of(found), code=expectation)
    unit = get_object_or_404(Unit.objects.select_related("territory", "superior"), code=request.GET.get("unit", ""))
    period = request.GET.get("period", "")
    form = ExtensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_for_extension(expectation=one, unit=unit, period=period, on=on, by=request.user, **form.cleaned_data)
            messages.success(request, _("More time was asked for. You hear when it is answered."))
            return redirect("campaigns:expectations", found.code)
        except actions.CannotExtend as refused:
            form.add_error(refused.field, refused.sentence)
        except PersonError as refused:
            form.add_error(None, refused.sentence)
    due = next((due for due in due_dates(one, on) if due.period == period), None)
    return render(request, "campaigns/coverage/ask_extension.html", {
        "campaign": found, "tabs": campaign_tabs(found, "expectations"), "expectation": one, "unit": unit, "period": period, "due": due, "form": form,
        "may": can_answer_for(request.user, one, unit)}, status=422 if form.errors else 200)


@require_safe
def extensions(request: HttpRequest, campaign: str) -> HttpResponse:
    """All within reach; those that wait for this person first, each with its answer form."""
    asked = Asked.of(request, campaign)
    found = queries.extensions_seen_by(request.user, asked.campaign)
    waiting = [one for one in found.filter(state=ExtensionState.ASKED) if can_answer_extension(request.user, one)][:ON_A_PAGE]
    others = found.exclude(pk__in=[one.pk for one in waiting]).order_by("-asked_on", "-pk")
    page = Paginator(others, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "campaigns/coverage/extensions.html", asked.context("extensions") | {
        "waiting": waiting, "page": page, "rows": [(one, TONES[ExtensionState(one.state)], one.state == ExtensionState.ASKED and can_answer_for(
            request.user, one.expectation, one.unit)) for one in page]})


@require_POST
def answer(request: HttpRequest, campaign: str, extension: int) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    one = get_object_or_404(queries.extensions_seen_by(request.user, found), pk=extension)
    on = found.day_at_hand
    try:
        if "take-back" in request.POST:
            actions.take_back_extension(extension=one, by=request.user)
            messages.success(request, _("Taken back. It is due as before."))
        elif "refuse" in request.POST:
            actions.refuse_extension(extension=one, answer=request.POST.get("answer", ""), on=on, by=request.user)
            messages.success(request, _("Refused; %(unit)s is told.") % {"unit": one.unit})
        else:
            until = _day(request.POST.get("until", "")) or one.wanted
            actions.grant_extension(extension=one, until=until, answer=request.POST.get("answer", ""), on=on, by=request.user)
            messages.success(request, _("Granted; %(unit)s is told.") % {"unit": one.unit})
    except PersonError as refused:
        messages.error(request, refused.sentence)
    return redirect("campaigns:extensions", found.code)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


# Queues

@require_safe
def stuck(request: HttpRequest, campaign: str) -> HttpResponse:
    asked = Asked.of(request, campaign)
    days = request.GET.get("days", "")
    waits = request.GET.get("waits", "")
    found = stuck_queues(request.user, asked.campaign, asked.on, least_days=int(days) if days.isdigit() else 0)
    rows = [row for row in found if waits not in set(Waits) or row.waits == waits]
    return render(request, "campaigns/coverage/stuck.html", asked.context("stuck") | {
        "page": Paginator([(row, WAITS[row.waits]) for row in rows], ON_A_PAGE).get_page(request.GET.get("page")), "days": days, "waits": waits,
        "choices": [(one.value, WAITS[one]) for one in Waits],
        "export": reverse("campaigns:coverage-export", args=[asked.campaign.code, "stuck"]) + f"?{request.GET.urlencode()}"})


# Standing in

class DelegationForm(forms.Form):
    unit = UnitField(label=gettext_lazy("For which unit"), help_text=gettext_lazy("Reports of this unit and of all below it."))
    of = forms.CharField(label=gettext_lazy("In whose name"), help_text=gettext_lazy("The account of whoever verifies there."), max_length=150)
    to = forms.CharField(label=gettext_lazy("Who verifies meanwhile"), help_text=gettext_lazy("Their account."), max_length=150)
    since = forms.DateField(label=gettext_lazy("From"), widget=day_input(), error_messages=BAD_DAY)
    until = forms.DateField(label=gettext_lazy("Until, this day included"), widget=day_input(), error_messages=BAD_DAY)
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300, required=False)

    def _account(self, name: str) -> User:
        person = User.objects.filter(username=self.cleaned_data[name].strip(), is_active=True).first()
        if person is None:
            raise forms.ValidationError(_("Nobody signs in as “%(name)s”.") % {"name": self.cleaned_data[name]})
        return person

    def clean_of(self) -> User:
        return self._account("of")

    def clean_to(self) -> User:
        return self._account("to")


@require_http_methods(["GET", "HEAD", "POST"])
def delegations(request: HttpRequest, campaign: str) -> HttpResponse:
    asked = Asked.of(request, campaign)
    mine = grants_of(request.user, Role.VERIFIER, Role.COORDINATOR)
    form = DelegationForm(request.POST or None, initial={"of": request.user.username, "unit": mine[0].unit.code if mine else "", "since": asked.on})
    if request.method == "POST" and form.is_valid():
        try:
            actions.delegate(campaign=asked.campaign, by=request.user, **form.cleaned_data)
            messages.success(request, _("Handed over. What is verified so carries a mark."))
            return redirect("campaigns:delegations", asked.campaign.code)
        except PersonError as refused:
            form.add_error(None, refused.sentence)
    rows = [(one, can_delegate(request.user, asked.campaign, one.unit, one.of)) for one in queries.delegations_of(asked.campaign)[:200]]
    return render(request, "campaigns/coverage/delegations.html", asked.context("delegations") | {
        "form": form, "rows": rows, "may": bool(mine) or can_run(request.user, asked.campaign), "may_run": can_run(request.user, asked.campaign)},
        status=422 if form.errors else 200)


@require_POST
def end_delegation(request: HttpRequest, campaign: str, delegation: int) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    one = get_object_or_404(Delegation.objects.select_related("campaign__territory", "campaign__lead_unit", "unit", "of"), campaign=found, pk=delegation)
    actions.end_delegation(delegation=one, on=found.day_at_hand, by=request.user)
    messages.success(request, _("Ended. From tomorrow on nobody stands in."))
    return redirect("campaigns:delegations", found.code)


@require_POST
def time_out(request: HttpRequest, campaign: str) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    said = request.POST.get("days", "").strip()
    if said and not (said.isdigit() and 0 < int(said) <= 365):
        messages.error(request, _("Write a number of days from 1 to 365, or leave it empty."))
    else:
        actions.set_time_out(campaign=found, days=int(said) if said else None, by=request.user)
        messages.success(request, _("Kept."))
    return redirect("campaigns:delegations", found.code)
