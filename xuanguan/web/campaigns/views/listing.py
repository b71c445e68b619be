"""The campaigns a person may see, choosing the one to work in, and a campaign at a glance."""
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xuanguan.campaigns import queries
from xuanguan.campaigns.enums import CampaignState
from xuanguan.campaigns.permissions import can_set_up
from xuanguan.web.campaigns.tabs import campaign_asked_for, campaign_tabs
from xuanguan.web.figures.overview import overview as figures_overview


@require_safe
def campaign_list(request: HttpRequest) -> HttpResponse:
    return render(request, "campaigns/list.html", {
        "campaigns": queries.campaigns_in_list(request.user),
        "may_start": can_set_up(request.user),
    })


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keeps the campaign in the session: every page that needs one takes it from there."""
    campaign = campaign_asked_for(request, request.POST.get("campaign", ""))
    request.session["campaign"] = campaign.code
    messages.success(request, _("You now work in “%(campaign)s”.") % {"campaign": campaign})
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("campaigns:overview", args=[campaign.code])
    return HttpResponseRedirect(back)


@require_safe
def overview(request: HttpRequest, campaign: str) -> HttpResponse:
    """The campaign in figures: xuanguan.web.figures.overview."""
    found = campaign_asked_for(request, campaign)
    if found.state == CampaignState.PREPARING:
        return HttpResponseRedirect(reverse("campaigns:set-up", args=[found.code]))  # nothing can be on record yet
    return figures_overview(request, found, campaign_tabs(found, "overview"))
