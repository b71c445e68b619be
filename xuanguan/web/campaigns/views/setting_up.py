"""How a campaign is set up: fronts, kinds with their measures, rosters, expectations; of a draft, its steps."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from xuanguan.campaigns import queries
from xuanguan.campaigns.burden import MINUTES_A_FIELD, MINUTES_A_FORM
from xuanguan.campaigns.enums import CampaignState
from xuanguan.campaigns.models import Campaign
from xuanguan.campaigns.permissions import can_run, check_run
from xuanguan.web.campaigns.tabs import campaign_asked_for, campaign_tabs, day_of
from xuanguan.web.campaigns.views.preparing.steps import address_of


@require_safe
def set_up(request: HttpRequest, campaign: str) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    may_run = can_run(request.user, found)
    if found.state == CampaignState.PREPARING:
        check_run(request.user, found)
        steps = queries.steps_of(found)
        return render(request, "campaigns/preparing/steps.html", {
            "campaign": found, "steps": [(one, address_of(found, one.step)) for one in steps], "next": address_of(found, queries.next_step(found)),
            "next_step": queries.next_step(found)})
    on = day_of(request, found)
    sizes = queries.roster_sizes(found, on)
    kinds = list(queries.kinds_of(found))
    fronts = list(found.fronts.all())
    return render(request, "campaigns/set_up.html", {
        "may_run": may_run, "preview": queries.preview_of(found) if may_run else None, "members": queries.members_of_group(found),
        "contacts": queries.contacts_of(found) if found.leading_group_id else [], "minutes": (MINUTES_A_FORM, MINUTES_A_FIELD),
        "campaign": found, "tabs": campaign_tabs(found, "set-up"), "on": on, "levels": levels_of(found),
        "fronts": [(front, [kind for kind in kinds if kind.usual_front_id == front.pk]) for front in fronts],
        "frontless": [kind for kind in kinds if kind.usual_front_id is None], "kind_count": len(kinds),
        "rosters": [(roster, sizes[roster.pk]) for roster in found.rosters.order_by("level", "code")],
        "expectations": [(one, sizes[one.roster_id]) for one in queries.expectations_of(found)],
    })


def levels_of(campaign: Campaign) -> list[tuple[str, bool]]:
    """The campaign's names of the levels from the top, each with whether it is asked."""
    language = "en" if get_language() == "en" else "zh"
    levels = sorted(campaign.level_names.items(), key=lambda item: int(item[0]))
    return [(names.get(language) or names["zh"], names.get("asked", True)) for _level, names in levels]
