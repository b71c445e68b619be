"""A unit writes its plan: begins it, adds and changes items, takes items from above, hands the plan up; the level above decides."""
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from xuanguan.campaigns.actions import negotiating, plans
from xuanguan.campaigns.models import Plan
from xuanguan.campaigns.permissions.plans import check_write
from xuanguan.campaigns.planning import CannotPlan
from xuanguan.campaigns.queries.plans import items_above
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.models import Unit
from xuanguan.web.campaigns.plan_forms import ItemForm, PlanForm
from xuanguan.web.campaigns.plan_rows import item_rows
from xuanguan.web.campaigns.tabs import campaign_asked_for, day_of
from xuanguan.web.campaigns.views.plans.finding import done, item_address, item_or_404, plan_address, plan_or_404
from xuanguan.web.campaigns.views.plans.reading import plan_context


@require_POST
def begin(request: HttpRequest, campaign: str) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    unit = get_object_or_404(Unit.objects.select_related("territory"), code=request.POST.get("unit", ""))
    plan = plans.open_plan(campaign=found, unit=unit, by=request.user, on=day_of(request, found))
    return done(request, _("The plan is begun with what the matrix assigns to %(unit)s.") % {"unit": unit}, plan_address(plan))


@require_http_methods(["GET", "HEAD", "POST"])
def item_form(request: HttpRequest, campaign: str, plan: int, item: int | None = None) -> HttpResponse:
    """A new item, or one that the unit proposed and nobody answered yet."""
    found = campaign_asked_for(request, campaign)
    one = plan_or_404(request, found, plan)
    check_write(request.user, one)
    known = item_or_404(request, found, item) if item is not None else None
    if known is not None and known.plan_id != one.pk:
        raise Http404
    form = ItemForm(request.POST or None, plan=one, item=known)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        try:
            if known is None:
                made = plans.write_items(plan=one, new=[values], by=request.user, on=day_of(request, found))[0]
            else:
                made = known
                plans.write_items(plan=one, changed=[(known, values)], by=request.user, on=day_of(request, found))
        except CannotPlan as refused:
            for problem in refused.problems:
                form.add_error({"kind": "counts", "measure": "counts"}.get(problem.field, problem.field) or None, problem.sentence)
        except PersonError as refused:
            form.add_error(None, refused.sentence)
        else:
            return done(request, _("The item stands in the plan."), item_address(made) if known else plan_address(one))
    return render(request, "campaigns/plans/item_form.html", {"campaign": found, "plan": one, "item": known, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def head(request: HttpRequest, campaign: str, plan: int) -> HttpResponse:
    """Title, number, preface."""
    found = campaign_asked_for(request, campaign)
    one = plan_or_404(request, found, plan)
    check_write(request.user, one)
    form = PlanForm(request.POST or None, initial={"title": one.title, "number": one.number, "note": one.note})
    if request.method == "POST" and form.is_valid():
        plans.change_plan(plan=one, by=request.user, **form.cleaned_data)
        return done(request, _("Saved."), plan_address(one))
    return render(request, "campaigns/plans/head.html", {"campaign": found, "plan": one, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def from_above(request: HttpRequest, campaign: str, plan: int) -> HttpResponse:
    """Choose among the items of the plan of the level above."""
    found = campaign_asked_for(request, campaign)
    one = plan_or_404(request, found, plan)
    check_write(request.user, one)
    items = items_above(one)
    if request.method == "POST":
        chosen = [item for item in items if str(item.pk) in request.POST.getlist("item")]
        made = plans.take_from_above(plan=one, items=chosen, by=request.user, on=day_of(request, found))
        return done(request, ngettext("%(count)s item taken over.", "%(count)s items taken over.", len(made)) % {"count": len(made)}, plan_address(one))
    rows, _has_figures = item_rows(items, request.user, day_of(request, found))
    return render(request, "campaigns/plans/from_above.html", {"campaign": found, "plan": one, "rows": rows})


def _version(request: HttpRequest) -> int | None:
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() else None


@require_POST
def act(request: HttpRequest, campaign: str, plan: int, act: str) -> HttpResponse:
    """Submit, take back, accept, return, put in force; accept everything asked; take in what the matrix assigned since."""
    found = campaign_asked_for(request, campaign)
    one = plan_or_404(request, found, plan)
    if act not in ACTS:
        raise Http404
    try:
        sentence = ACTS[act](request, one, day_of(request, found))
    except PersonError as refused:
        if request.headers.get("HX-Request") or act not in WITH_WORDS:
            raise
        return render(request, "campaigns/plans/plan.html", plan_context(
            request, found, plan_or_404(request, found, plan), refused=refused.sentence, typed=request.POST.get("text", ""), typed_act=act), status=422)
    seen = Plan.objects.filter(pk=one.pk).exists()
    return done(request, sentence, plan_address(one)) if seen else redirect("campaigns:plans", found.code)


def _submit(request, plan, on) -> str:
    plans.submit_plan(plan=plan, by=request.user, version=_version(request), on=on)
    return _("Submitted. %(above)s will accept it or return it with a reason.") % {"above": plan.above}


def _take_back(request, plan, on) -> str:
    plans.take_back_plan(plan=plan, by=request.user, on=on)
    return _("Taken back. You can write on.")


def _accept(request, plan, on) -> str:
    plans.accept_plan(plan=plan, by=request.user, with_proposals="with_proposals" in request.POST, text=request.POST.get("text", ""), version=_version(request), on=on)
    return _("Accepted. The plan of %(unit)s is in force.") % {"unit": plan.unit}


def _return(request, plan, on) -> str:
    plans.return_plan(plan=plan, reason=request.POST.get("text", ""), by=request.user, version=_version(request), on=on)
    return _("Returned. %(unit)s sees your reason.") % {"unit": plan.unit}


def _issue(request, plan, on) -> str:
    plans.issue_plan(plan=plan, by=request.user, version=_version(request), on=on)
    return _("The plan is in force.")


def _accept_all(request, plan, on) -> str:
    count = negotiating.accept_all(plan=plan, by=request.user, on=on)
    return ngettext("%(count)s item accepted as asked.", "%(count)s items accepted as asked.", count) % {"count": count}


def _assignments(request, plan, on) -> str:
    made = plans.take_assignments(plan=plan, by=request.user, on=on)
    return ngettext("%(count)s task of the matrix taken in.", "%(count)s tasks of the matrix taken in.", len(made)) % {"count": len(made)}


ACTS = {"submit": _submit, "take-back": _take_back, "accept": _accept, "return": _return, "issue": _issue, "accept-all": _accept_all, "assignments": _assignments}
WITH_WORDS = {"accept", "return"}
