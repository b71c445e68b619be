"""What people keep of the figures: views, dashboards of them (on a desk, on a wall, on paper), comments."""
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xuanguan.campaigns.models import Campaign
from xuanguan.campaigns.permissions import can_set_up
from xuanguan.common.exceptions import PersonError
from xuanguan.design.values import Link
from xuanguan.figures import actions
from xuanguan.figures.answers import figure
from xuanguan.figures.models import Comment, Panel, View
from xuanguan.figures.queries import dashboards_seen_by, views_seen_by
from xuanguan.organisations.enums import Role
from xuanguan.web.figures import exploring, wording
from xuanguan.web.figures.asking import campaign_of, question_of, standing_note

# A wall asks anew so often; it stands in a room for days.
WALL_SECONDS = 60


@require_safe
def kept_page(request: HttpRequest, campaign: str) -> HttpResponse:
    """The views and dashboards that the person may open."""
    found = campaign_of(request, campaign)
    dashboards, views = dashboards_seen_by(request.user, found).prefetch_related("panels"), views_seen_by(request.user, found)
    return render(request, "figures/kept.html", {
        "campaign": found, "dashboards": dashboards,
        "views": [(view, address_of(view)) for view in views], "may_set_up": can_set_up(request.user, found.territory),
        "roles": [("", _("only for me")), *Role.choices], "trail": trail(found, _("Kept")),
    })


@require_POST
def view_keep(request: HttpRequest, campaign: str) -> HttpResponse:
    """Keeps the table whose parameters the form carries; they are read as a question first, so that nothing unreadable is kept."""
    found = campaign_of(request, campaign)
    said = {name: value for name, value in request.POST.dict().items() if name not in ("csrfmiddlewaretoken", "title", "is_shared")}
    asked = exploring.explored(said, found, request.user)
    try:
        view = actions.keep_view(campaign=found, title=request.POST.get("title", ""), parameters=asked.parameters,
                                 is_shared=bool(request.POST.get("is_shared")), by=request.user)
    except ValidationError as error:
        return refused(request, error, asked.address)
    messages.success(request, _("“%(view)s” is kept.") % {"view": view})
    return redirect("figures:kept", found.code)


@require_POST
def view_delete(request: HttpRequest, campaign: str, pk: int) -> HttpResponse:
    found = campaign_of(request, campaign)
    view = get_object_or_404(views_seen_by(request.user, found), pk=pk)
    actions.delete_view(view=view, by=request.user)
    messages.success(request, _("“%(view)s” is deleted.") % {"view": view})
    return redirect("figures:kept", found.code)


@require_POST
def dashboard_new(request: HttpRequest, campaign: str) -> HttpResponse:
    found = campaign_of(request, campaign)
    chosen = views_seen_by(request.user, found).filter(pk__in=[one for one in request.POST.getlist("views") if one.isdigit()])
    try:
        dashboard = actions.make_dashboard(
            campaign=found, title=request.POST.get("title", ""), views=list(chosen), role=request.POST.get("role", ""),
            is_shared=bool(request.POST.get("is_shared")), by=request.user)
    except ValidationError as error:
        return refused(request, error, reverse("figures:kept", args=[found.code]))
    except PersonError as error:
        messages.error(request, str(error))
        return redirect("figures:kept", found.code)
    return redirect("figures:dashboard", found.code, dashboard.pk)


@require_safe
def dashboard_page(request: HttpRequest, campaign: str, pk: int) -> HttpResponse:
    """`?wall=1`: large, without controls, asked anew every minute."""
    found = campaign_of(request, campaign)
    dashboard = get_object_or_404(dashboards_seen_by(request.user, found), pk=pk)
    panels = [drawn(panel, request) for panel in dashboard.panels.select_related("view")]
    is_wall = request.GET.get("wall") == "1"
    on_it = [panel.panel.view_id for panel in panels]
    response = render(request, "figures/dashboard.html", {
        "campaign": found, "dashboard": dashboard, "panels": panels, "is_wall": is_wall, "is_own": dashboard.by_id == request.user.pk,
        "others": views_seen_by(request.user, found).exclude(pk__in=on_it), "trail": trail(found, dashboard.title),
        "here": reverse("figures:dashboard", args=[found.code, dashboard.pk]),
    })
    if is_wall:
        response["Refresh"] = str(WALL_SECONDS)
    return response


@require_POST
def dashboard_add(request: HttpRequest, campaign: str, pk: int) -> HttpResponse:
    found = campaign_of(request, campaign)
    dashboard = get_object_or_404(dashboards_seen_by(request.user, found), pk=pk)
    view = get_object_or_404(views_seen_by(request.user, found), pk=request.POST.get("view") or 0)
    try:
        actions.put_on_dashboard(dashboard=dashboard, view=view, by=request.user)
    except PersonError as error:
        messages.error(request, str(error))
    return redirect("figures:dashboard", found.code, dashboard.pk)


@require_POST
def dashboard_remove(request: HttpRequest, campaign: str, pk: int, panel: int) -> HttpResponse:
    found = campaign_of(request, campaign)
    dashboard = get_object_or_404(dashboards_seen_by(request.user, found), pk=pk)
    actions.take_from_dashboard(panel=get_object_or_404(dashboard.panels, pk=panel), by=request.user)
    return redirect("figures:dashboard", found.code, dashboard.pk)


@require_POST
def dashboard_delete(request: HttpRequest, campaign: str, pk: int) -> HttpResponse:
    found = campaign_of(request, campaign)
    dashboard = get_object_or_404(dashboards_seen_by(request.user, found), pk=pk)
    actions.delete_dashboard(dashboard=dashboard, by=request.user)
    messages.success(request, _("“%(dashboard)s” is deleted; its tables stay kept.") % {"dashboard": dashboard})
    return redirect("figures:kept", found.code)


@require_POST
def comment(request: HttpRequest, campaign: str) -> HttpResponse:
    """On the figure that the address names."""
    question = question_of(request, campaign_of(request, campaign))
    here = f"{reverse('figures:figure', args=[campaign])}?{question.address}"
    try:
        actions.comment(question=question, text=request.POST.get("text", ""), value=wording.value_of(figure(question)), by=request.user)
    except ValidationError as error:
        return refused(request, error, f"{here}#comments")
    return redirect(f"{here}#comments")


@require_POST
def take_back(request: HttpRequest, campaign: str, pk: int) -> HttpResponse:
    found = campaign_of(request, campaign)
    said = get_object_or_404(Comment, campaign=found, pk=pk)
    actions.take_back_comment(said=said, by=request.user)
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe else reverse("figures:figure", args=[campaign]))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A panel with its answer, or the sentence that says why it has none for this person."""

    panel: Panel
    href: str
    answer: dict[str, object] | None
    sentence: str = ""
    standing: dict[str, object] | None = None

    @property
    def name(self) -> str:
        """Of its drawing, unique on the page."""
        return f"panel-drawn-{self.panel.pk}"


def drawn(panel: Panel, request: HttpRequest) -> Drawn:
    """Asked with the rights of whoever looks; what they may not ask is said in its place, and the others stand."""
    try:
        found = exploring.explored(panel.view.parameters, panel.dashboard.campaign, request.user)
        return Drawn(panel, found.address, exploring.context(found) | {"show": found.show, "period": wording.days(found.question.period),
                                                                       "unit": wording.place(found.question)}, standing=standing_note(found.question))
    except PersonError as error:
        return Drawn(panel, address_of(panel.view), None, str(error))


def address_of(view: View) -> str:
    # In an order of its own: one database keeps the order in which they were written, another does not.
    return f"{reverse('figures:explore', args=[view.campaign.code])}?{urlencode(sorted(view.parameters.items()))}"


def trail(campaign: Campaign, last: str) -> list[Link]:
    here = [Link(campaign, reverse("campaigns:overview", args=[campaign.code])), Link(_("Explore"), reverse("figures:explore", args=[campaign.code]))]
    return [*here, Link(last, current=True)]


def refused(request: HttpRequest, error: ValidationError, back: str) -> HttpResponse:
    """What is wrong with the form, as a message above the page it came from."""
    for sentence in error.messages:
        messages.error(request, sentence)
    return redirect(back)
