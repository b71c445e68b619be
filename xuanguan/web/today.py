"""Today: what waits for me, what came back, what is due. Everything links to where it is done; what is settled is gone."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xuanguan.activities.queries import drafts_of, for_list, reports_awaiting, returned_to
from xuanguan.bulletins.models import Bulletin
from xuanguan.bulletins.permissions import can_decide
from xuanguan.bulletins.queries import bulletins_seen_by
from xuanguan.campaigns.enums import DutyState
from xuanguan.campaigns.queries import current_campaign, my_list

SHOWN = 5


def today(request: HttpRequest) -> HttpResponse:
    person = request.user
    campaign = current_campaign(request.session.get("campaign"), person)
    if campaign is None:
        return render(request, "web/today.html", {"campaign": None})
    awaiting, returned, drafts = reports_awaiting(person, campaign), returned_to(person, campaign), drafts_of(person).filter(campaign=campaign)
    duties = [duty for duty in my_list(person, campaign, campaign.day_at_hand) if not duty.is_done and duty.state != DutyState.AHEAD]
    bulletins = open_bulletins(person, campaign)
    return render(request, "web/today.html", {
        "campaign": campaign, "day": campaign.day_at_hand,
        "awaiting": for_list(awaiting)[:SHOWN], "awaiting_count": awaiting.count(),
        "returned": for_list(returned)[:SHOWN], "returned_count": returned.count(),
        "drafts": for_list(drafts)[:SHOWN], "drafts_count": drafts.count(),
        "overdue": [duty for duty in duties if duty.state == DutyState.OVERDUE], "due": [duty for duty in duties if duty.state == DutyState.OPEN],
        "bulletins": bulletins[:SHOWN], "bulletins_count": len(bulletins),
    })


def open_bulletins(person, campaign) -> list[Bulletin]:
    """Bulletins with open claims that the person may decide about, the oldest first."""
    found = bulletins_seen_by(person, campaign).filter(open_count__gt=0).exclude(state="withdrawn").order_by("published", "pk")[:50]
    return [bulletin for bulletin in found if can_decide(person, bulletin)]
