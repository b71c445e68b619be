"""A coordinator sets what is expected, changes it, takes it out; what it asks is shown before it is written."""
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from xuanguan.activities.actions import tell_deeds_again
from xuanguan.campaigns import actions, queries
from xuanguan.campaigns.deadlines import due_dates
from xuanguan.campaigns.expecting import ExpectationValues, members_of, problems_with, unsaved, years_unknown
from xuanguan.campaigns.models import Campaign, Expectation
from xuanguan.campaigns.permissions import check_run
from xuanguan.common.exceptions import PersonError
from xuanguan.web.campaigns.expectation_forms import ExpectationForm, initial_of
from xuanguan.web.campaigns.tabs import campaign_asked_for, campaign_tabs

DATES_SHOWN, UNITS_SHOWN = 14, 40


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, campaign: str) -> HttpResponse:
    return _form(request, campaign_asked_for(request, campaign), None)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, campaign: str, expectation: str) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    return _form(request, found, get_object_or_404(queries.expectations_of(found), code=expectation))


def _form(request: HttpRequest, campaign: Campaign, there: Expectation | None) -> HttpResponse:
    check_run(request.user, campaign)
    form = ExpectationForm(request.POST or None, campaign=campaign, initial=initial_of(there) if there else {})
    context: dict[str, object] = {"campaign": campaign, "tabs": campaign_tabs(campaign, "expectations"), "form": form, "there": there}
    if request.method == "POST" and form.is_valid():
        values = form.values()
        problems = problems_with(values, campaign, there=there)
        for problem in problems:
            form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        if not problems and "keep" in request.POST:
            one = actions.set_expectation(campaign=campaign, values=values, there=there, by=request.user)
            told = tell_deeds_again(expectation=one, by=request.user)
            messages.success(request, ngettext("Kept. %(n)s record fulfils it already.", "Kept. %(n)s records fulfil it already.", told) % {"n": told})
            return redirect("campaigns:expectation", campaign.code, one.code)
        if not problems:
            context |= previewed(values, campaign)
    return render(request, "campaigns/coverage/set.html", context, status=422 if form.errors else 200)


def previewed(values: ExpectationValues, campaign: Campaign) -> dict[str, object]:
    """Who would be asked and by when, before anything is written."""
    members = [] if not values.roster.named and values.roster.by == "stated" else members_of(values.roster, campaign)
    exempted = {unit.pk for unit, _reason in values.exemptions}
    asked = [member for member in members if member.unit.pk not in exempted]
    dues = due_dates(unsaved(values, campaign), campaign.ends or campaign.day_at_hand)
    return {
        "preview": True, "asked": asked[:UNITS_SHOWN], "asked_count": len({member.unit.pk for member in asked}), "size": values.roster.size,
        "more": max(0, len(asked) - UNITS_SHOWN), "dues": dues[:DATES_SHOWN], "more_dues": max(0, len(dues) - DATES_SHOWN),
        "unknown_years": years_unknown(values, campaign)}


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, campaign: str, expectation: str) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    check_run(request.user, found)
    one = get_object_or_404(queries.expectations_of(found), code=expectation)
    if request.method == "POST":
        try:
            actions.remove_expectation(expectation=one, by=request.user)
            messages.success(request, _("Taken out: “%(expectation)s” is not expected of anybody.") % {"expectation": one})
            return redirect("campaigns:expectations", found.code)
        except PersonError as refused:
            messages.error(request, refused.sentence)
            return redirect("campaigns:expectation", found.code, one.code)
    return render(request, "campaigns/coverage/remove.html", {"campaign": found, "tabs": campaign_tabs(found, "expectations"), "expectation": one})


@require_POST
def renew(request: HttpRequest, campaign: str) -> HttpResponse:
    """The rosters follow what is known of the units now."""
    found = campaign_asked_for(request, campaign)
    changed = actions.renew_rosters(campaign=found, by=request.user)
    if changed:
        messages.success(request, ngettext("%(n)s entry of the rosters changed.", "%(n)s entries of the rosters changed.", changed) % {"n": changed})
    else:
        messages.info(request, _("The rosters are as the units are: nothing changed."))
    return redirect("campaigns:expectations", found.code)
