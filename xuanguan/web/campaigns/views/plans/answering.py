"""One item: what is agreed, how far it is, what was said; the unit and the level above answer each other here."""
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from xuanguan.activities.queries import activities_seen_by
from xuanguan.campaigns.actions import instructions, negotiating, plans
from xuanguan.campaigns.actions.handing_down import hand_down
from xuanguan.campaigns.enums import PlanItemState, PlanState
from xuanguan.campaigns.models import PlanItem
from xuanguan.campaigns.permissions.plans import can_close, can_drop, can_press, can_settle, can_speak, can_write
from xuanguan.campaigns.planning import Terms
from xuanguan.campaigns.queries.plans import entries_of, handed_to, plans_seen_by
from xuanguan.campaigns.states import OPEN_ITEMS, PLAN_ITEM_STATES
from xuanguan.common.exceptions import PersonError
from xuanguan.web.campaigns.plan_forms import HandDownForm, TermsForm
from xuanguan.web.campaigns.plan_rows import ITEM_TONES, item_rows, lines_of
from xuanguan.web.campaigns.tabs import campaign_asked_for, day_of
from xuanguan.web.campaigns.views.plans.finding import done, item_address, item_or_404, plan_address

CHILDREN_SHOWN = 300
EVIDENCE_OFFERED = 15


class Unfit(PersonError):
    """A field of a small form that cannot be read."""

    def __init__(self, form: forms.Form):
        self.form = form
        super().__init__()

    def __str__(self) -> str:
        return " ".join(f"{self.form.fields[name].label}: {message}" if name in self.form.fields else message for name, many in self.form.errors.items() for message in many)


@require_safe
def item(request: HttpRequest, campaign: str, item: int) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    return render(request, "campaigns/plans/item.html", item_context(request, found, item_or_404(request, found, item)))


def item_context(request: HttpRequest, campaign, item: PlanItem, **more) -> dict:
    on = day_of(request, campaign)
    rows, has_figures = item_rows([item], request.user, on)
    may = acts_allowed(request.user, item)
    below = list(handed_to(item)[:CHILDREN_SHOWN])
    return {
        "campaign": campaign, "item": item, "plan": item.plan, "row": rows[0], "has_figures": has_figures, "on": on, "may": may,
        "owner": PLAN_ITEM_STATES.owners[PlanItemState(item.state)], "lines": lines_of(entries_of(item), request.user, item),
        "below": [(child, ITEM_TONES[PlanItemState(child.state)]) for child in below], "sees_plan": plans_seen_by(request.user, campaign).filter(pk=item.plan_id).exists(),
        "terms": TermsForm(auto_id="id_terms_%s"), "met": TermsForm(auto_id="id_met_%s"), "down": HandDownForm(item=item, auto_id="id_down_%s") if may["hand_down"] else None,
        "offered": offered(request.user, item) if may["report"] else [], "typed": {}, **more}


def acts_allowed(person, item: PlanItem) -> dict[str, bool]:
    """What the state allows and the person may do."""
    acts = set(PLAN_ITEM_STATES.acts(item.state))
    writes, settles = can_write(person, item.plan), can_settle(person, item)
    is_own_asker = item.asker.pk == item.plan.unit_id
    return {
        "edit": writes and "write" in acts and item.plan.state != PlanState.SUBMITTED,
        "accept": writes and "accept" in acts, "counter": writes and "counter" in acts and not is_own_asker,
        "agree": settles and not is_own_asker and (item.state == PlanItemState.COUNTERED or (item.state == PlanItemState.PROPOSED and item.plan.state == PlanState.ACCEPTED)),
        "insist": settles and not is_own_asker and "insist" in acts, "speak": can_speak(person, item),
        "report": writes and item.state in OPEN_ITEMS, "close": "close" in acts and can_close(person, item), "send_back": "send_back" in acts and can_close(person, item),
        "reopen": "reopen" in acts and can_close(person, item), "press": item.state in OPEN_ITEMS and not is_own_asker and can_press(person, item),
        "drop": "drop" in acts and can_drop(person, item),
        "hand_down": writes and item.state not in (PlanItemState.CLOSED, PlanItemState.DROPPED)}


def offered(person, item: PlanItem) -> list:
    """The unit's latest activities that the person may see, to be named as evidence; of the item's kind where it has one."""
    found = activities_seen_by(person, item.plan.campaign).filter(state__in=("submitted", "verified"), reporting_unit=item.plan.unit).select_related("kind")
    if item.kind_id:
        found = found.filter(kind=item.kind_id)
    return list(found.order_by("-latest", "-pk")[:EVIDENCE_OFFERED])


@require_POST
def act(request: HttpRequest, campaign: str, item: int, act: str) -> HttpResponse:
    """One act on an item. What cannot be done is said on the item's page, with what was typed."""
    found = campaign_asked_for(request, campaign)
    one = item_or_404(request, found, item)
    if act not in ACTS:
        raise Http404
    try:
        sentence = ACTS[act](request, one, day_of(request, found))
    except PersonError as refused:
        fresh = item_or_404(request, found, item)
        return render(request, "campaigns/plans/item.html", item_context(
            request, found, fresh, refused=refused.sentence, typed={act: request.POST.get("text", "")},
            **({"terms": TermsForm(request.POST, auto_id="id_terms_%s")} if act == "counter" else {}),
            **({"met": TermsForm(request.POST, auto_id="id_met_%s")} if act == "insist" else {}),
            **({"down": HandDownForm(request.POST, item=fresh, auto_id="id_down_%s")} if act == "hand-down" else {})), status=422)
    return done(request, sentence, plan_address(one.plan) if act == "drop" else item_address(one))


def _text(request) -> str:
    return request.POST.get("text", "")


def _terms(request) -> tuple[Terms, str]:
    form = TermsForm(request.POST)
    if not form.is_valid():
        raise Unfit(form)
    said = form.cleaned_data
    return Terms(said["due"], said["value"]), said["text"]


def _accept(request, item, on) -> str:
    negotiating.accept_item(item=item, by=request.user, on=on)
    return _("Accepted as asked.")


def _counter(request, item, on) -> str:
    terms, text = _terms(request)
    negotiating.counter_item(item=item, terms=terms, text=text, by=request.user, on=on)
    return _("Proposed. %(unit)s will agree, or stand by what was asked.") % {"unit": item.asker}


def _agree(request, item, on) -> str:
    negotiating.agree_item(item=item, text=_text(request), by=request.user, on=on)
    return _("Agreed.")


def _insist(request, item, on) -> str:
    terms, text = _terms(request)
    negotiating.insist_item(item=item, terms=terms, text=text, by=request.user, on=on)
    return _("%(unit)s is asked again.") % {"unit": item.plan.unit}


def _comment(request, item, on) -> str:
    negotiating.comment(item=item, text=_text(request), by=request.user, on=on)
    return _("Said.")


def _report(request, item, on) -> str:
    seen = set(activities_seen_by(request.user, item.plan.campaign).filter(pk__in=[pk for pk in request.POST.getlist("activity") if pk.isdecimal()]).values_list("pk", flat=True))
    is_done = "done" in request.POST
    instructions.report_item(item=item, text=_text(request), things=[f"activity:{pk}" for pk in sorted(seen)], is_done=is_done, by=request.user, on=on)
    return _("Reported as done. %(unit)s closes it, or sends it back.") % {"unit": item.asker} if is_done else _("Your report is noted.")


def _close(request, item, on) -> str:
    instructions.close_item(item=item, text=_text(request), by=request.user, on=on)
    return _("Closed.")


def _send_back(request, item, on) -> str:
    instructions.send_back_item(item=item, reason=_text(request), by=request.user, on=on)
    return _("Sent back. %(unit)s sees your reason.") % {"unit": item.plan.unit}


def _reopen(request, item, on) -> str:
    instructions.reopen_item(item=item, reason=_text(request), by=request.user, on=on)
    return _("Open again.")


def _press(request, item, on) -> str:
    instructions.press(items=[item], text=_text(request), by=request.user, on=on)
    return _("%(unit)s was pressed for it.") % {"unit": item.plan.unit}


def _drop(request, item, on) -> str:
    plans.drop_item(item=item, reason=_text(request), by=request.user, on=on)
    return _("Dropped. It stays readable in the plan.")


def _hand_down(request, item, on) -> str:
    form = HandDownForm(request.POST, item=item)
    if not form.is_valid():
        raise Unfit(form)
    made = hand_down(item=item, to=form.handed(on), by=request.user, on=on)
    return ngettext("Handed down to %(count)s unit.", "Handed down to %(count)s units.", len(made)) % {"count": len(made)}


ACTS = {"accept": _accept, "counter": _counter, "agree": _agree, "insist": _insist, "comment": _comment, "report": _report, "close": _close, "send-back": _send_back,
        "reopen": _reopen, "press": _press, "drop": _drop, "hand-down": _hand_down}
