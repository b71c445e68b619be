"""What the steps of a set-up share: finding the campaign, the row of steps, where the next press leads."""
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from xuanguan.campaigns import actions
from xuanguan.campaigns.enums import CampaignState, SetUpStep
from xuanguan.campaigns.models import Campaign
from xuanguan.campaigns.permissions import check_run
from xuanguan.design.values import Link
from xuanguan.web.campaigns.tabs import campaign_asked_for

ADDRESSES = {step: f"campaigns:set-up-{step.value}" for step in SetUpStep}


def campaign_to_set_up(request: HttpRequest, code: str) -> Campaign:
    """The campaign of the address, if the person sets it up."""
    found = campaign_asked_for(request, code)
    check_run(request.user, found)
    return found


def draft_to_set_up(request: HttpRequest, code: str) -> Campaign:
    """As `campaign_to_set_up`, of what is done before it is issued only."""
    found = campaign_to_set_up(request, code)
    if found.state != CampaignState.PREPARING:
        raise Http404
    return found


def address_of(campaign: Campaign, step: SetUpStep) -> str:
    return reverse(ADDRESSES[step], args=[campaign.code])


def step_links(campaign: Campaign, current: SetUpStep) -> list[Link]:
    """The steps in a row; after issuing only those that still can be changed."""
    steps = list(SetUpStep) if campaign.state == CampaignState.PREPARING else [SetUpStep.BASICS, SetUpStep.GROUP, SetUpStep.FRONTS, SetUpStep.KINDS]
    return [Link(f"{n}. {step.label}", address_of(campaign, step), step == current) for n, step in enumerate(steps, 1)]


def context_of(campaign: Campaign, step: SetUpStep) -> dict:
    return {"campaign": campaign, "steps": step_links(campaign, step), "step": step, "is_draft": campaign.state == CampaignState.PREPARING}


def saved(request: HttpRequest, campaign: Campaign, step: SetUpStep) -> HttpResponse:
    """The step is confirmed; on to the next one, or ("leave") to the overview of the steps."""
    actions.confirm_step(campaign=campaign, step=step, by=request.user)
    messages.success(request, _("Saved: %(step)s.") % {"step": step.label})
    later = [one for one in SetUpStep if list(SetUpStep).index(one) > list(SetUpStep).index(step)]
    if "leave" in request.POST or campaign.state != CampaignState.PREPARING or not later:
        return redirect("campaigns:set-up", campaign.code)
    return redirect(address_of(campaign, later[0]))
