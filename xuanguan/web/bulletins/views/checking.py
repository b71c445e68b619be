"""Checking: a text from anywhere, a draft, a bulletin that came in; what was found beside the text; checks that were kept."""
import json
from dataclasses import replace

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from xuanguan.bulletins import actions
from xuanguan.bulletins.checking import Checked, check_draft, check_text
from xuanguan.bulletins.enums import Verdict
from xuanguan.bulletins.forms import CheckForm
from xuanguan.bulletins.models import Bulletin, Check, Draft
from xuanguan.bulletins.permissions import can_forget
from xuanguan.bulletins.queries import bulletins_seen_by, checks_seen_by, drafts_seen_by
from xuanguan.campaigns.queries import current_campaign
from xuanguan.common.exceptions import NotAllowed, PersonError
from xuanguan.design.values import Link
from xuanguan.figures.answers import NoFiguresNow
from xuanguan.figures.permissions import usual_unit
from xuanguan.periods import Window
from xuanguan.web.bulletins.checks import ASKING, CheckPage, checked_as_kept
from xuanguan.web.bulletins.tabs import tabs_of
from xuanguan.web.bulletins.views.reading import proposes_units
from xuanguan.web.figures.refresh import refresh_soon


@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    campaign = current_campaign(request.session.get("campaign"), request.user)
    page = Paginator(checks_seen_by(request.user, campaign, for_list=True), 30).get_page(request.GET.get("page"))
    return render(request, "bulletins/checks.html", {"page": page, "tabs": tabs_of(request, "checks")})


def check_new(request: HttpRequest) -> HttpResponse:
    """The form; sent, what was found. Nothing is written down unless the person keeps it."""
    campaign = current_campaign(request.session.get("campaign"), request.user)
    if campaign is None:
        raise Http404
    form = CheckForm(request.POST or None, request.FILES or None, campaign=campaign, initial={"unit": first_unit(request.user, campaign)})
    proposes_units(form, campaign)
    if request.method == "POST" and form.is_valid():
        name, data = form.sent
        try:
            checked = asked(check_text, data, name=name, campaign=campaign, unit=form.cleaned_data["unit"], period=form.period, person=request.user)
        except NoFiguresNow:
            raise
        except PersonError as error:
            form.add_error("file" if name else "text", error.sentence)
        else:
            # Sent again to be filtered or kept, the text comes without its title line.
            checked = replace(checked, title=checked.title or request.POST.get("title", "")[:300])
            if request.POST.get("keep"):
                return kept(request, checked)
            return shown(request, checked, show=request.POST.get("show", ""))
    return render(request, "bulletins/check_new.html", {
        "form": form, "crumbs": crumbs(Link(_("Check a text"))), "tabs": tabs_of(request, "checks")}, status=422 if form.errors else 200)


def draft_check(request: HttpRequest, pk: int) -> HttpResponse:
    draft = get_object_or_404(drafts_seen_by(request.user), pk=pk)
    checked = asked(check_draft, draft, request.user)
    if request.method == "POST":
        return kept(request, checked, draft=draft)
    return shown(
        request, checked, show=request.GET.get("show", ""), address=reverse("bulletins:draft-check", args=[pk]), draft=draft,
        back=Link(draft.title, reverse("bulletins:draft", args=[pk])))


def bulletin_check(request: HttpRequest, pk: int) -> HttpResponse:
    """A bulletin that came in, against the records of the unit that issued it."""
    bulletin = get_object_or_404(bulletins_seen_by(request.user), pk=pk)
    checked = asked(check_text, bulletin.source_text, campaign=bulletin.campaign, unit=bulletin.unit, person=request.user)
    if request.method == "POST":
        return kept(request, checked, bulletin=bulletin)
    return shown(
        request, checked, show=request.GET.get("show", ""), address=reverse("bulletins:bulletin-check", args=[pk]), bulletin=bulletin,
        back=Link(bulletin.title, reverse("bulletins:bulletin", args=[pk])))


@require_safe
def check_page(request: HttpRequest, pk: int) -> HttpResponse:
    check = get_object_or_404(checks_seen_by(request.user), pk=pk)
    return shown(
        request, checked_as_kept(check), show=request.GET.get("show", ""), address=reverse("bulletins:check", args=[pk]), check=check,
        back=Link(_("Checks"), reverse("bulletins:checks")))


@require_safe
def check_json(request: HttpRequest, pk: int) -> HttpResponse:
    check = get_object_or_404(checks_seen_by(request.user), pk=pk)
    document = {**check.result, "title": check.title, "checked_by": str(check.by), "checked_at": check.at.isoformat(timespec="seconds"), "sha256": check.sha256}
    return HttpResponse(json.dumps(document, ensure_ascii=False, indent=1), content_type="application/json", headers={
        "Content-Disposition": f'attachment; filename="check-{check.pk}.json"'})


@require_POST
def check_forget(request: HttpRequest, pk: int) -> HttpResponse:
    check = get_object_or_404(checks_seen_by(request.user), pk=pk)
    actions.forget_check(check=check, by=request.user)
    messages.success(request, _("The check was deleted. What was checked is untouched."))
    return redirect("bulletins:checks")


def first_unit(person, campaign) -> str:
    """Whose records are offered first: those of the highest unit that the person may ask."""
    try:
        unit = usual_unit(person, campaign)
    except NotAllowed:
        return ""
    return f"{unit} ({unit.code})"


def asked(check, *args, **said) -> Checked:
    """Where no figures are built yet, that is begun."""
    try:
        return check(*args, **said)
    except NoFiguresNow:
        refresh_soon()
        raise


def kept(request: HttpRequest, checked: Checked, *, draft: Draft | None = None, bulletin: Bulletin | None = None) -> HttpResponse:
    check = actions.keep_check(checked=checked, by=request.user, draft=draft, bulletin=bulletin)
    messages.success(request, _("This check is kept, with the text and the state of the figures."))
    return redirect("bulletins:check", check.pk)


def shown(request: HttpRequest, checked: Checked, *, show: str, address: str = "", back: Link | None = None, draft: Draft | None = None,
          bulletin: Bulletin | None = None, check: Check | None = None) -> HttpResponse:
    page = CheckPage(checked, request.user, show if show in {ASKING, *map(str, Verdict)} else "", address)
    sent = {} if address else {
        "unit": f"{checked.unit} ({checked.unit.code})", "first": checked.period.first.isoformat(), "last": checked.period.last.isoformat(), "text": checked.text,
        "title": checked.title}
    return render(request, "bulletins/check.html", {
        "page": page, "checked": checked, "draft": draft, "bulletin": bulletin, "check": check, "sent": sent,
        "forgets": check is not None and can_forget(request.user, check), "period": Window(checked.period.first, checked.period.last),
        "crumbs": crumbs(*([back] if back else []), Link(_("Check")))})


def crumbs(*further: Link) -> list[Link]:
    return [Link(_("Bulletins"), reverse("bulletins:list")), *further]
