"""The list of what is missing, and asking for it: one click, recorded, nobody twice within the time set."""
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from xuanguan.campaigns import actions
from xuanguan.campaigns.permissions import can_nudge
from xuanguan.campaigns.queries import Gap, GapFilters, Gaps
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.models import Unit
from xuanguan.web.campaigns.views.coverage.asking import Asked

GAPS_ON_A_PAGE = 50


def gaps_of(asked: Asked) -> Gaps:
    said = asked.request.GET
    days = said.get("days", "")
    # The level of a unit, not of a roster: a list of names may hold several levels.
    level = asked.level if any(one.expectation.roster.level is None for one in asked.slices) else None
    return Gaps(asked.standing, GapFilters(level, int(days) if days.isdigit() else 0, bool(said.get("unasked"))))


@require_http_methods(["GET", "HEAD", "POST"])
def gaps(request: HttpRequest, campaign: str) -> HttpResponse:
    asked = Asked.of(request, campaign)
    found = gaps_of(asked)
    if request.method == "POST":
        return nudged(request, asked, found)
    page = Paginator(found, GAPS_ON_A_PAGE).get_page(request.GET.get("page"))
    units = Unit.objects.select_related("territory").in_bulk({gap.unit for gap in page.object_list})
    return render(request, "campaigns/coverage/gaps.html", asked.context("gaps") | {
        "page": page, "rows": [(gap, units[gap.unit]) for gap in page.object_list], "may_ask": can_nudge(request.user, asked.campaign), "days": request.GET.get("days", ""),
        "unasked": bool(request.GET.get("unasked")), "most": actions.MOST_AT_ONCE, "address": request.get_full_path(),
        "export": reverse("campaigns:coverage-export", args=[asked.campaign.code, "gaps"]) + f"?{request.GET.urlencode()}",
    })


def nudged(request: HttpRequest, asked: Asked, found: Gaps) -> HttpResponse:
    back = f"{reverse('campaigns:gaps', args=[asked.campaign.code])}?{request.GET.urlencode()}"
    wanted: list[Gap] = found.all() if "all" in request.POST and len(found) <= actions.MOST_AT_ONCE else found.of_keys(request.POST.getlist("gap"))
    try:
        if "all" in request.POST and len(found) > actions.MOST_AT_ONCE:
            raise actions.too_many(len(found))
        if not wanted:
            messages.error(request, _("Choose at least one line: nobody was asked."))
            return redirect(back)
        done = actions.nudge(campaign=asked.campaign, gaps=wanted, on=asked.on, by=request.user, text=request.POST.get("text", ""))
    except PersonError as refused:
        messages.error(request, refused.sentence)
        return redirect(back)
    said = ngettext("%(units)s unit was asked for %(n)s thing.", "%(units)s units were asked for %(n)s things.", done.units) % {"units": done.units, "n": len(done.asked)}
    if done.spared:
        said += " " + ngettext("%(n)s was asked for lately and is left in peace.", "%(n)s were asked for lately and are left in peace.", done.spared) % {"n": done.spared}
    (messages.success if done.asked else messages.warning)(request, said)
    return redirect(back)
