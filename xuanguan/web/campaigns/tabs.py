"""What the pages of one campaign share: finding it, the day it is looked at, the tabs."""
import datetime as dt

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from xuanguan.campaigns.models import Campaign
from xuanguan.campaigns.queries import campaigns_seen_by
from xuanguan.design.values import Link


def campaign_asked_for(request: HttpRequest, code: str) -> Campaign:
    """The campaign of the address, if the person may see it."""
    campaign = campaigns_seen_by(request.user).filter(code=code).first()
    if campaign is None:
        raise Http404
    return campaign


def day_of(request: HttpRequest, campaign: Campaign) -> dt.date:
    """The day asked for (`?on=2012-05-25`), else the day the campaign stands at."""
    try:
        return dt.date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return campaign.day_at_hand


def campaign_tabs(campaign: Campaign, current: str) -> list[Link]:
    labels = {"overview": _("Overview"), "responsibility": _("Responsibilities"), "plans": _("Plans"), "expectations": _("What is expected"), "coverage": _("Coverage"),
              "set-up": _("Set-up")}
    tabs = [Link(label, reverse(f"campaigns:{name}", args=[campaign.code]), name == current) for name, label in labels.items()]
    tabs[1:1] = [Link(_("Questions"), reverse("figures:questions", args=[campaign.code]), current == "questions"),
                 Link(_("Explore"), reverse("figures:explore", args=[campaign.code]), current == "explore")]
    return tabs
