"""What the pages of plans share: finding a plan, an item, an instruction that the person may see; the tabs; the way back."""
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from xuanguan.campaigns.models import Campaign, Instruction, Plan, PlanItem
from xuanguan.campaigns.queries.instructions import instructions_seen_by
from xuanguan.campaigns.queries.plans import items_seen_by, plans_seen_by, with_all
from xuanguan.design.values import Link


def plan_or_404(request: HttpRequest, campaign: Campaign, pk: int) -> Plan:
    plan = plans_seen_by(request.user, campaign).select_related(
        "campaign__territory", "campaign__lead_unit", "campaign__version", "unit__territory", "above", "submitted_by", "accepted_by").filter(pk=pk).first()
    if plan is None:
        raise Http404
    return plan


def item_or_404(request: HttpRequest, campaign: Campaign, pk: int) -> PlanItem:
    item = with_all(items_seen_by(request.user, campaign).filter(pk=pk)).first()
    if item is None:
        raise Http404
    return item


def instruction_or_404(request: HttpRequest, campaign: Campaign, pk: int) -> Instruction:
    instruction = instructions_seen_by(request.user, campaign).filter(pk=pk).first()
    if instruction is None:
        raise Http404
    return instruction


def views_of(campaign: Campaign, current: str) -> list[Link]:
    """The ways to look at the cascade."""
    labels = {"plans": _("Plans"), "instructions": _("Instructions of leaders"), "overdue": _("Overdue")}
    return [Link(label, reverse(f"campaigns:{name}", args=[campaign.code]), name == current) for name, label in labels.items()]


def done(request: HttpRequest, sentence: str, address: str) -> HttpResponse:
    messages.success(request, sentence)
    return HttpResponseRedirect(address)


def plan_address(plan: Plan) -> str:
    return reverse("campaigns:plan", args=[plan.campaign.code, plan.pk])


def item_address(item: PlanItem) -> str:
    return reverse("campaigns:plan-item", args=[item.plan.campaign.code, item.pk])
