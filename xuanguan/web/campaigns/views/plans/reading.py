"""The plans of a campaign, and one plan with its items; both as files."""
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xuanguan.campaigns.enums import PlanItemState, PlanState
from xuanguan.campaigns.exports.plans import plan_document, plan_sheet
from xuanguan.campaigns.models import Plan
from xuanguan.campaigns.permissions.plans import can_decide, can_issue, can_write, can_write_for
from xuanguan.campaigns.queries.plans import entries_of, items_of_plan, own_units, plans_in_list, waiting_for
from xuanguan.campaigns.queries.targets import lower_levels
from xuanguan.campaigns.states import PLAN_STATES, PUBLISHED_PLANS
from xuanguan.organisations.hierarchy import successor_of
from xuanguan.organisations.models import Unit
from xuanguan.web.campaigns.plan_rows import PLAN_TONES, item_rows, lines_of
from xuanguan.web.campaigns.tabs import campaign_asked_for, campaign_tabs, day_of
from xuanguan.web.campaigns.views.plans.finding import plan_or_404, views_of

PLANS_ON_A_PAGE, ITEMS_ON_A_PAGE = 50, 50
FILES = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", plan_sheet),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", plan_document)}
# Which items a plan's page shows, by the word in its address.
SHOWN = {
    "": (), "answer": (PlanItemState.ASKED,), "terms": (PlanItemState.COUNTERED,), "open": (PlanItemState.PROPOSED, PlanItemState.ASKED, PlanItemState.COUNTERED, PlanItemState.AGREED),
    "reported": (PlanItemState.REPORTED,), "closed": (PlanItemState.CLOSED,)}


@require_safe
def plan_list(request: HttpRequest, campaign: str) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    on = day_of(request, found)
    plans = plans_in_list(request.user, found)
    state, words = request.GET.get("state", ""), request.GET.get("words", "").strip()
    if state in PlanState.values:
        plans = plans.filter(state=state)
    if words:
        plans = plans.filter(unit__name_zh__icontains=words) | plans.filter(unit__short_zh__icontains=words)
    page = Paginator(plans, PLANS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "campaigns/plans/list.html", {
        "campaign": found, "tabs": campaign_tabs(found, "plans"), "views": views_of(found, "plans"), "page": page, "state": state, "words": words,
        "rows": [(plan, PLAN_TONES[PlanState(plan.state)]) for plan in page], "states": PlanState.choices, "waiting": waiting_for(request.user, found, on, most=8),
        "to_begin": units_without_plan(request.user, found), "lower": lower_levels(found), "on": on, "is_narrowed": bool(state or words)})


def units_without_plan(person, campaign) -> list[Unit]:
    """Units of the person that may have a plan and have none yet."""
    inside = Unit.objects.filter(pk__in=own_units(person), is_open=True).exclude(plans__campaign=campaign).select_related("territory")
    return [unit for unit in inside.order_by("level", "first")[:30] if can_write_for(person, unit) and not unit.is_division][:6]


@require_safe
def plan(request: HttpRequest, campaign: str, plan: int) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    return render(request, "campaigns/plans/plan.html", plan_context(request, found, plan_or_404(request, found, plan)))


def plan_context(request: HttpRequest, campaign, plan: Plan, **more) -> dict:
    on = day_of(request, campaign)
    show = request.GET.get("show", "")
    items = items_of_plan(plan)
    states = list(plan.items.values_list("state", flat=True))
    counts = {name: sum(state in wanted for state in states) for name, wanted in SHOWN.items() if wanted}
    if SHOWN.get(show):
        items = items.filter(state__in=SHOWN[show])
    page = Paginator(items, ITEMS_ON_A_PAGE).get_page(request.GET.get("page"))
    rows, has_figures = item_rows(list(page), request.user, on)
    acts = set(PLAN_STATES.acts(plan.state))
    writes, decides = can_write(request.user, plan), can_decide(request.user, plan)
    return {
        "campaign": campaign, "plan": plan, "tone": PLAN_TONES[PlanState(plan.state)], "owner": PLAN_STATES.owners[PlanState(plan.state)], "on": on, "page": page,
        "rows": rows, "has_figures": has_figures, "show": show, "counts": counts, "lines": lines_of(entries_of(plan), request.user),
        "may": {
            "write": writes, "add": writes and plan.state != PlanState.SUBMITTED, "submit": writes and "submit" in acts and plan.above_id is not None,
            "take_back": writes and "take_back" in acts, "accept": decides and "accept" in acts, "return": decides and "return" in acts,
            "issue": "issue" in acts and can_issue(request.user, plan), "accept_all": writes and counts["answer"] > 0},
        "successor": None if plan.unit.is_open else successor_of(plan.unit),
        "has_above": plan.above_id is not None and Plan.objects.filter(campaign=campaign, unit=plan.above_id, state__in=PUBLISHED_PLANS).exists(),
        "filters": [("", _("All")), ("answer", _("To be answered")), ("terms", _("Other terms proposed")), ("open", _("Still open")), ("reported", _("Reported as done")),
                    ("closed", _("Done and closed"))],
        **more}


@require_safe
def export(request: HttpRequest, campaign: str, plan: int, form: str) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    one = plan_or_404(request, found, plan)
    if form not in FILES:
        raise Http404
    content_type, write = FILES[form]
    return HttpResponse(write(one, list(items_of_plan(one))), content_type=content_type, headers={
        "Content-Disposition": content_disposition_header(True, f"{one.unit.code}-{_('plan')}.{form}")})
