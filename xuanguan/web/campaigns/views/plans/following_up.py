"""The register of leaders' instructions (督办台账): entered, broken down, pressed for, closed; what is overdue with whom."""
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xuanguan.campaigns.actions import instructions
from xuanguan.campaigns.enums import InstructionState, PlanItemState
from xuanguan.campaigns.exports.plans import days_late, register_sheet
from xuanguan.campaigns.models import Campaign, Instruction
from xuanguan.campaigns.permissions.plans import OFFICE, can_close, can_follow_up, can_press, check_follow_up
from xuanguan.campaigns.planning import CannotPlan
from xuanguan.campaigns.queries.instructions import items_of_instruction, overdue_by_unit, register
from xuanguan.campaigns.queries.plans import items_seen_by, own_units
from xuanguan.campaigns.states import OPEN_ITEMS
from xuanguan.common.exceptions import NotAllowed, PersonError
from xuanguan.organisations.enums import UnitKind
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import grants_of, within_scope
from xuanguan.web.campaigns.plan_forms import InstructionForm, RegisterForm, instruction_items
from xuanguan.web.campaigns.plan_rows import INSTRUCTION_TONES, ITEM_TONES, lines_of
from xuanguan.web.campaigns.tabs import campaign_asked_for, campaign_tabs, day_of
from xuanguan.web.campaigns.views.plans.finding import done, instruction_or_404, views_of
from xuanguan.web.campaigns.views.plans.reading import FILES

ON_A_PAGE = 30


@require_safe
def instruction_list(request: HttpRequest, campaign: str) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    on = day_of(request, found)
    form = RegisterForm(request.GET or None)
    page = Paginator(register(request.user, found, form.filters(), on), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "campaigns/plans/register.html", {
        "campaign": found, "tabs": campaign_tabs(found, "plans"), "views": views_of(found, "instructions"), "form": form, "page": page, "on": on,
        "rows": [(one, INSTRUCTION_TONES[InstructionState(one.state)], units_of(one)) for one in page], "is_narrowed": bool(request.GET),
        "may_enter": offices_of(request.user, found).exists()})


def units_of(instruction: Instruction) -> list[tuple[Unit, bool]]:
    """The units that do something for it, each once, with whether all of theirs is closed."""
    found: dict[int, tuple[Unit, bool]] = {}
    for item in instruction.standing:
        unit, closed = found.get(item.plan.unit_id, (item.plan.unit, True))
        found[item.plan.unit_id] = (unit, closed and item.state == PlanItemState.CLOSED)
    return list(found.values())


def offices_of(person, campaign: Campaign):
    """The units in whose name the person may enter instructions: organs at which, or at whose division, they coordinate; and those divisions."""
    scope = within_scope(person, *OFFICE)
    inside = Unit.objects.filter(scope, is_open=True, first__range=(campaign.territory.first, campaign.territory.last))
    if getattr(person, "is_superuser", False):
        near = inside.filter(territory=campaign.territory) | inside.filter(pk=campaign.territory_id)
    else:
        at = {grant.unit_id for grant in grants_of(person, *OFFICE)} | own_units(person)
        near = inside.filter(pk__in=at) | inside.filter(territory__in=at)
    near = near.filter(kind__in=(UnitKind.GOVERNMENT, UnitKind.PARTY_COMMITTEE, UnitKind.LEADING_GROUP, UnitKind.BUREAU, UnitKind.HOSPITAL, UnitKind.DIVISION))
    # A division speaks through its government; it stands last, for those that have none here.
    last = Case(When(kind=UnitKind.GOVERNMENT, then=0), When(kind=UnitKind.DIVISION, then=2), default=1, output_field=IntegerField())
    return near.order_by("level", last, "first")


@require_safe
def register_export(request: HttpRequest, campaign: str) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    on = day_of(request, found)
    data = register_sheet(register(request.user, found, RegisterForm(request.GET or None).filters(), on), on)
    return HttpResponse(data, content_type=FILES["xlsx"][0], headers={"Content-Disposition": f'attachment; filename="{found.code}-instructions.xlsx"'})


@require_http_methods(["GET", "HEAD", "POST"])
def new_instruction(request: HttpRequest, campaign: str) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    offices = offices_of(request.user, found)
    if not offices.exists():
        raise NotAllowed(_("Instructions are entered by the coordinators of the leader's unit."))
    form = InstructionForm(request.POST or None, offices=offices, campaign=found, initial={"given_on": found.day_at_hand})
    lines = instruction_items(request.POST or None)
    if request.method == "POST" and form.is_valid() & lines.is_valid():
        try:
            made = instructions.give_instruction(values=form.values(), items=lines.items(), by=request.user, on=day_of(request, found), is_demo=found.is_demo)
        except PersonError as refused:
            refuse(refused, form, lines)
        else:
            return done(request, _("The instruction is entered."), address_of(made))
    wrong = bool(form.errors or any(lines.errors) or lines.non_form_errors())
    return render(request, "campaigns/plans/new_instruction.html", {"campaign": found, "form": form, "lines": lines}, status=422 if wrong else 200)


def refuse(refused: PersonError, form, lines) -> None:
    """Each sentence at its field; of a line at that line."""
    problems = refused.problems if isinstance(refused, CannotPlan) else []
    if not problems:
        (form or lines.forms[0]).add_error(None, refused.sentence)
    places = {str(_("line %(n)s") % {"n": n}): line for n, line in enumerate(lines.forms, 1)}
    for problem in problems:
        target = places.get(problem.place, form or lines.forms[0])
        target.add_error(problem.field if problem.field in target.fields else None, problem.sentence)


@require_http_methods(["GET", "HEAD", "POST"])
def instruction(request: HttpRequest, campaign: str, instruction: int) -> HttpResponse:
    """One instruction with its items; the office adds items here."""
    found = campaign_asked_for(request, campaign)
    one = instruction_or_404(request, found, instruction)
    lines = instruction_items(request.POST or None)
    if request.method == "POST":
        check_follow_up(request.user, one)
        if lines.is_valid():
            try:
                made = instructions.break_down(instruction=one, items=lines.items(), by=request.user, on=day_of(request, found))
            except PersonError as refused:
                refuse(refused, None, lines)
            else:
                return done(request, ngettext("%(count)s item added.", "%(count)s items added.", len(made)) % {"count": len(made)}, address_of(one))
    return render(request, "campaigns/plans/instruction.html", instruction_context(request, found, one, lines=lines), status=422 if any(lines.errors) else 200)


def instruction_context(request: HttpRequest, campaign: Campaign, one: Instruction, **more) -> dict:
    on = day_of(request, campaign)
    rows = [{
        "item": item, "tone": ITEM_TONES[PlanItemState(item.state)], "late": days_late(item, on), "last": lines_of(list(item.entries.all())[-1:], request.user, item),
        "may_close": item.state == PlanItemState.REPORTED and can_close(request.user, item)} for item in items_of_instruction(one)]
    standing = [row["item"].state for row in rows if row["item"].state != PlanItemState.DROPPED]
    follows = can_follow_up(request.user, one)
    return {
        "campaign": campaign, "instruction": one, "tone": INSTRUCTION_TONES[InstructionState(one.state)], "rows": rows, "on": on, "follows": follows,
        "closed": sum(state == PlanItemState.CLOSED for state in standing), "total": len(standing), "late": sum(bool(row["late"]) for row in rows),
        "may_close": follows and one.state == InstructionState.OPEN and standing and all(state == PlanItemState.CLOSED for state in standing),
        "may_press": follows and any(row["late"] for row in rows), "may_reopen": follows and one.state == InstructionState.CLOSED, **more}


@require_POST
def instruction_act(request: HttpRequest, campaign: str, instruction: int, act: str) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    one = instruction_or_404(request, found, instruction)
    on = day_of(request, found)
    if act == "close":
        instructions.close_instruction(instruction=one, by=request.user, on=on)
        return done(request, _("Closed."), address_of(one))
    if act == "reopen":
        instructions.reopen_instruction(instruction=one, reason=request.POST.get("text", ""), by=request.user, on=on)
        return done(request, _("Open again."), address_of(one))
    if act == "press":
        late = [item for item in items_of_instruction(one) if days_late(item, on)]
        return done(request, pressed_in_words(instructions.press(items=late, text=request.POST.get("text", ""), by=request.user, on=on)), address_of(one))
    raise Http404


def pressed_in_words(pressed: instructions.Pressed) -> str:
    told = ngettext("%(count)s unit was pressed.", "%(count)s units were pressed.", pressed.units) % {"count": pressed.units}
    left = len(pressed.asked_already)
    if left:
        told += " " + ngettext("%(count)s item was left out: somebody pressed for it a short time ago.", "%(count)s items were left out: somebody pressed for them a short time ago.",
                               left) % {"count": left}
    return told


def address_of(one: Instruction) -> str:
    return reverse("campaigns:instruction", args=[one.campaign.code, one.pk])


# Overdue

@require_safe
def overdue(request: HttpRequest, campaign: str) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    on = day_of(request, found)
    only = request.GET.get("only") == "instructions"
    units = overdue_by_unit(request.user, found, on, only_instructions=only)
    page = Paginator(units, ON_A_PAGE).get_page(request.GET.get("page"))
    groups = [(one.unit, [(item, can_press(request.user, item) and item.asker.pk != item.plan.unit_id) for item in one.items]) for one in page]
    return render(request, "campaigns/plans/overdue.html", {
        "campaign": found, "tabs": campaign_tabs(found, "plans"), "views": views_of(found, "overdue"), "on": on, "only": only, "page": page, "groups": groups,
        "count": sum(len(one.items) for one in units), "unit_count": len(units), "may_press": any(may for _unit, items in groups for _item, may in items)})


@require_POST
def press(request: HttpRequest, campaign: str) -> HttpResponse:
    """Press for the items that were ticked."""
    found = campaign_asked_for(request, campaign)
    ids = [pk for pk in request.POST.getlist("item") if pk.isdecimal()]
    items = list(items_seen_by(request.user, found).filter(pk__in=ids, state__in=OPEN_ITEMS))
    if not items:
        raise NothingTicked()
    pressed = instructions.press(items=items, text=request.POST.get("text", ""), by=request.user, on=day_of(request, found))
    return done(request, pressed_in_words(pressed), reverse("campaigns:overdue", args=[found.code]))


class NothingTicked(PersonError):
    def __str__(self) -> str:
        return _("Tick the items to press for.")
