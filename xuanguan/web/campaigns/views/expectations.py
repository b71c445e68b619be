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
from xuanguan.campaigns.permissions import can_answer_for
from xuanguan.design.values import Link
from xuanguan.organisations.models import Unit
from xuanguan.web.campaigns.tabs import campaign_asked_for, campaign_tabs, day_of

UNITS_ON_A_PAGE = 100
# Done and not done in the house's marks; what is not due yet has none.
MARKS = {DutyState.VERIFIED: "verified", DutyState.REPORTED: "self_reported", DutyState.OVERDUE: "missing"}
TONES = {DutyState.NOTHING: "ended", DutyState.OPEN: "waiting", DutyState.AHEAD: "neutral"}


class Row:
    """A duty as a line of a list: its state as a mark or a status, and whether the person can say "nothing to report"."""

    def __init__(self, duty: queries.Duty, person, on) -> None:
        self.duty = duty
        self.mark = MARKS.get(duty.state, "")
        self.tone = TONES.get(duty.state, "neutral")
        over = duty.due.last is None or duty.due.last <= on
        self.may_say_nothing = bool(
            person and duty.expectation.nothing_counts and not duty.is_done and over and can_answer_for(person, duty.expectation, duty.unit))


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
        "expectations": [(one, sizes[one.roster_id]) for one in queries.expectations_of(found)],
    })


@require_safe
def expectation(request: HttpRequest, campaign: str, expectation: str) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    on = day_of(request, found)
    one = get_object_or_404(queries.expectations_of(found), code=expectation)
    dues = due_dates(one, on)
    due = next((due for due in dues if due.period == request.GET.get("period", "")), dues[-1] if dues else None)
    standing = queries.standing(one, due, on) if due else []
    return render(request, "campaigns/expectation.html", {
        "campaign": found, "expectation": one, "on": on, "due": due, "size": queries.roster_sizes(found, on)[one.roster_id],
        "periods": period_links(dues, due, request), "counts": counts_of(standing),
        "page": Paginator([Row(duty, None, on) for duty in standing], UNITS_ON_A_PAGE).get_page(request.GET.get("page")),
    })


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


def counts_of(standing: list[queries.Duty]) -> list[tuple[str, int]]:
    """How many units stand how, in the order of the states, without those that none has."""
    return [(str(state.label), n) for state in reversed(DutyState) if (n := sum(duty.state == state for duty in standing))]
