"""The list of drafts, and beginning one."""
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xuanguan.bulletins import actions
from xuanguan.bulletins.composing import compose, outline_named, outlines_of
from xuanguan.bulletins.forms import BLANK, ComposeForm
from xuanguan.bulletins.permissions import can_write, check_write, check_write_something
from xuanguan.bulletins.queries import deleted_drafts_of, drafts_seen_by
from xuanguan.campaigns.queries import current_campaign
from xuanguan.common.exceptions import PersonError
from xuanguan.design.values import Link
from xuanguan.figures.answers import NoFiguresNow, usual_period
from xuanguan.organisations.models import Unit
from xuanguan.organisations.queries import home_unit
from xuanguan.web.bulletins.tabs import tabs_of
from xuanguan.web.bulletins.views.reading import proposes_units
from xuanguan.web.figures.refresh import refresh_soon
from xuanguan.writing.draft import Draft as Text

DELETED_SHOWN = 20


@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    campaign = current_campaign(request.session.get("campaign"), request.user)
    page = Paginator(drafts_seen_by(request.user, campaign, for_list=True), 30).get_page(request.GET.get("page"))
    return render(request, "bulletins/drafts.html", {
        "page": page, "deleted": list(deleted_drafts_of(request.user, campaign)[:DELETED_SHOWN]), "tabs": tabs_of(request, "drafts")})


def compose_draft(request: HttpRequest) -> HttpResponse:
    """Of whom, when, after which outline and in which language; composed; then the editor."""
    campaign = current_campaign(request.session.get("campaign"), request.user)
    if campaign is None:
        raise Http404
    check_write_something(request.user)
    home, usual = written_for(request.user), usual_period(campaign)
    language = "en" if get_language() == "en" else "zh-Hans"
    outlines = [(code, one.name(language)) for code, one in outlines_of(campaign, request.user).items()]
    form = ComposeForm(request.POST or None, campaign=campaign, outlines=outlines, initial={
        "outline": request.GET.get("outline", ""), "unit": f"{home} ({home.code})" if home else "", "first": usual.first, "last": min(usual.last, timezone.localdate()),
        "language": language})
    proposes_units(form, campaign)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            check_write(request.user, said["unit"])
            text = text_of(campaign, request.user, form)
            draft = actions.keep_draft(campaign=campaign, unit=said["unit"], text=text, outline=said["outline"], by=request.user)
        except NoFiguresNow:
            refresh_soon()
            raise
        except PersonError as error:
            form.add_error("unit", error.sentence)
        else:
            return redirect("bulletins:draft", draft.pk)
    return render(request, "bulletins/compose.html", {
        "form": form, "campaign": campaign,
        "crumbs": [Link(_("Bulletins"), reverse("bulletins:list")), Link(_("Drafts"), reverse("bulletins:drafts")), Link(_("Write a bulletin"))],
    }, status=422 if form.errors else 200)


def written_for(person) -> Unit | None:
    """The unit proposed: a bureau's writer writes for its territory, where their role reaches it."""
    home = home_unit(person)
    territory = home.territory if home is not None and not home.is_division else None
    return territory if territory is not None and can_write(person, territory) else home


def text_of(campaign, person, form: ComposeForm) -> Text:
    """Composed from the records within the person's reach, or an empty page."""
    said = form.cleaned_data
    if said["outline"] == BLANK:
        return actions.empty_text(campaign=campaign, unit=said["unit"], period=form.period, language=said["language"])
    return compose(
        campaign, person, unit=said["unit"], period=form.period, outline=outline_named(campaign, said["outline"], person), language=said["language"])
