"""The page of today. Everything links to where it is done; what is settled is gone."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xuanguan.campaigns.queries import current_campaign
from xuanguan.organisations.enums import Role
from xuanguan.organisations.permissions import grants_of
from xuanguan.web.today.parts import PARTS, changed_lately


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    person = request.user
    campaign = current_campaign(request.session.get("campaign"), person)
    if campaign is None:
        return render(request, "web/today.html", {"campaign": None})
    day = campaign.day_at_hand
    groups = [group for part in PARTS for group in part(person, campaign, day) if group.items]
    return render(request, "web/today.html", {
        "campaign": campaign, "day": day, "groups": groups, "first": groups[0].items[0] if groups and groups[0].is_work else None,
        "changed": changed_lately(person, campaign, day), "looks_after": person.is_superuser or bool(grants_of(person, Role.COORDINATOR))})
