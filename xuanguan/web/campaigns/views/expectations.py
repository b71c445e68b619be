"""What is expected of whom by when; the person's own list; one expectation with everybody on its roster."""
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xuanguan.campaigns import actions, queries
from xuanguan.campaigns.deadlines import due_dates
from xuanguan.campaigns.enums import DutyState
from xuanguan.campaigns.models import Expectation
from xuanguan.campaigns.permissions import can_answer_for, can_run
from xuanguan.campaigns.queries import Slice, Standing
from xuanguan.design.values import Link
from xuanguan.organisations.models import Unit
from xuanguan.organisations.queries import unit_by_code
from xuanguan.web.campaigns.tabs import campaign_asked_for, campaign_tabs, day_of

UNITS_ON_A_PAGE = 100
# Done and not done in the house's marks; what is not due yet has none.
MARKS = {DutyState.VERIFIED: "verified", DutyState.REPORTED: "self_reported", DutyState.OVERDUE: "missing"}
TONES = {DutyState.NOTHING: "ended", DutyState.OPEN: "waiting", DutyState.AHEAD: "neutral", DutyState.EXTENDED: "attention"}
# The lists that the page of an expectation is narrowed to, each with whether an item belongs to it.
LISTS = {
    "done": lambda item: item.is_done, "late": lambda item: item.late, "missing": lambda item: item.state is DutyState.OVERDUE,
    "extended": lambda item: item.state is DutyState.EXTENDED, "open": lambda item: item.state in (DutyState.OPEN, DutyState.AHEAD)}


class Row:
    """A duty as a line of a list: its state as a mark or a status, and whether the person can say "nothing to report"."""

    def __init__(self, duty: queries.Duty, person, on) -> None:
        self.duty = duty
        self.mark = MARKS.get(duty.state, "")
        self.tone = TONES.get(duty.state, "neutral")
        over = duty.due.last is None or duty.due.last <= on
        self.may_say_nothing = bool(
            person and duty.expectation.nothing_counts and not duty.is_done and over and can_answer_for(person, duty.expectation, duty.unit))
        self.may_ask_for_time = bool(
            person and not duty.is_done and duty.due.due and duty.asked is None and duty.state != DutyState.AHEAD and can_answer_for(person, duty.expectation, duty.unit))


@require_safe
def expectation_list(request: HttpRequest, campaign: str) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    on = day_of(request, found)
    sizes = queries.roster_sizes(found, on)
    mine = queries.my_list(request.user, found, on)
    return render(request, "campaigns/expectations.html", {
        "campaign": found, "tabs": campaign_tabs(found, "expectations"), "on": on,
        "waiting": [Row(duty, request.user, on) for duty in mine if not duty.is_done],
        "done": [Row(duty, None, on) for duty in mine if duty.is_done],
        "expectations": [(one, sizes[one.roster_id]) for one in queries.expectations_of(found)], "may_run": can_run(request.user, found),
        "waiting_extensions": queries.extensions_to_answer(request.user, found).count(),
    })


@require_safe
def expectation(request: HttpRequest, campaign: str, expectation: str) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    on = day_of(request, found)
    one = get_object_or_404(queries.expectations_of(found), code=expectation)
    one.campaign = found
    under = unit_by_code(request.GET.get("under", "").strip()) if request.GET.get("under", "").strip() else None
    dues = due_dates(one, on)
    due = next((due for due in dues if due.period == request.GET.get("period", "")), dues[-1] if dues else None)
    standing = Standing(found, [Slice(one, each) for each in dues], on, under)
    context: dict[str, object] = {
        "campaign": found, "expectation": one, "on": on, "due": due, "under": under, "size": queries.roster_sizes(found, on)[one.roster_id],
        "periods": period_links(dues, due, request), "may_run": can_run(request.user, found), "exemptions": one.exemptions.select_related("unit").order_by("unit__first"),
        "by_period": by_period(standing, request) if len(dues) > 1 else []}
    if due is not None:
        asked = Slice(one, due)
        items = standing.items(asked)
        wanted = request.GET.get("state", "")
        chosen = {unit: item for unit, item in items.items() if LISTS[wanted](item)} if wanted in LISTS else items
        page = Paginator(list(chosen), UNITS_ON_A_PAGE).get_page(request.GET.get("page"))
        duties = queries.duties_for(asked, {unit: chosen[unit] for unit in page.object_list}, found, on)
        context |= {"lists": list_links(items, wanted, request), "page": page, "rows": [Row(duty, None, on) for duty in duties]}
    return render(request, "campaigns/expectation.html", context)


@require_POST
def nothing(request: HttpRequest, campaign: str) -> HttpResponse:
    """A unit had nothing to report in a period; or takes that back."""
    found = campaign_asked_for(request, campaign)
    one = get_object_or_404(Expectation.objects.select_related("campaign"), campaign=found, code=request.POST.get("expectation", ""))
    unit = get_object_or_404(Unit.objects.select_related("territory"), code=request.POST.get("unit", ""))
    period = request.POST.get("period", "")
    if "take-back" in request.POST:
        actions.take_back_nothing(expectation=one, unit=unit, period=period, on=day_of(request, found), by=request.user)
        messages.success(request, _("Taken back. The period is open again."))
    else:
        actions.nothing_to_report(expectation=one, unit=unit, period=period, on=day_of(request, found), by=request.user)
        messages.success(request, _("Noted: %(unit)s had nothing to report.") % {"unit": unit})
    return redirect("campaigns:expectations", found.code)


def period_links(dues, current, request: HttpRequest) -> list[Link]:
    """A tab for each period that has begun, the latest first; nothing where it is asked once."""
    query = request.GET.copy()
    query.pop("page", None)
    links = []
    for due in reversed(dues):
        query["period"] = due.period
        links.append(Link(due.period, f"?{query.urlencode()}", due == current))
    return links if len(dues) > 1 else []


def list_links(items: dict[int, queries.Item], current: str, request: HttpRequest) -> list[Link]:
    """All units, and those that are done, late, missing …, with how many; empty lists are left out."""
    words = {"done": _("Done"), "late": _("Late"), "missing": _("Not reported"), "extended": _("Extended"), "open": _("Not due yet")}
    query = request.GET.copy()
    query.pop("page", None)
    query["state"] = ""
    links = [Link(_("All"), f"?{query.urlencode()}", current not in LISTS, len(items))]
    for name, word in words.items():
        query["state"] = name
        if number := sum(map(LISTS[name], items.values())):
            links.append(Link(word, f"?{query.urlencode()}", name == current, number))
    return links


def by_period(standing: Standing, request: HttpRequest) -> list[tuple[Slice, queries.Counts, str]]:
    """Of every period that has begun how many of how many, the latest first."""
    counts = standing.counts()
    query = request.GET.copy()
    query.pop("page", None)
    rows = []
    for one in reversed(standing.slices):
        query["period"] = one.due.period
        rows.append((one, counts[one.key], f"?{query.urlencode()}"))
    return rows
