"""The campaign that the pages of activities work in."""
from django.http import Http404, HttpRequest

from xuanguan.campaigns.models import Campaign
from xuanguan.campaigns.queries import current_campaign


def campaign_at_hand(request: HttpRequest) -> Campaign:
    """The one chosen, else the newest that runs. Without any there is nothing to show."""
    campaign = current_campaign(request.session.get("campaign"), request.user)
    if campaign is None:
        raise Http404
    return campaign
