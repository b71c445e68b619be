"""Editions: issuing a draft, the edition's page and files, correcting it, handing it up."""
import io

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from xuanguan.bulletins import actions
from xuanguan.bulletins.enums import DraftState
from xuanguan.bulletins.exports import export, file_name, files_of
from xuanguan.bulletins.forms import IssueForm
from xuanguan.bulletins.models import Draft, Edition, Erratum
from xuanguan.bulletins.permissions import can_write
from xuanguan.bulletins.queries import drafts_seen_by, editions_seen_by, units_above
from xuanguan.bulletins.since import changes_since
from xuanguan.campaigns.queries import current_campaign
from xuanguan.common.exceptions import PersonError, ValidationError
from xuanguan.design.values import Link
from xuanguan.organisations.models import Unit
from xuanguan.web.bulletins.editor import Page, PrintedPage, files_listed
from xuanguan.web.bulletins.tabs import tabs_of
from xuanguan.web.bulletins.views.files import official_before
from xuanguan.writing.draft import Draft as Text
from xuanguan.writing.draft import Picture, Role
from xuanguan.writing.editing import paragraph_of
from xuanguan.writing.editions import draft_in
from xuanguan.writing.kept import from_json


def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """What would be frozen, what still keeps it from being issued, how the pages will look, and the act itself."""
    draft = get_object_or_404(drafts_seen_by(request.user), pk=pk)
    if draft.state != DraftState.WRITING:
        return redirect("bulletins:draft", pk)
    form = IssueForm(request.POST or None, before=official_before(draft), language=draft.language)
    if request.method == "POST" and form.is_valid() and "preview" in request.POST:
        text = from_json(draft.document)
        return FileResponse(io.BytesIO(export(text, "pdf", form.official)), filename=file_name(text, "pdf"), content_type="application/pdf")
    if request.method == "POST" and form.is_valid():
        try:
            edition = actions.issue_edition(
                draft=draft, by=request.user, document_number=form.cleaned_data["document_number"], issued_on=form.cleaned_data["issued_on"],
                official=form.official.kept(), files=files_of)
        except ValidationError as error:
            form.add_error(None, error)
        except PersonError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("Issued. The edition never changes; what comes later is told beside it."))
            return redirect("bulletins:edition", edition.pk)
    page = Page(draft, request.user, proposes=False)
    return render(request, "bulletins/issue.html", {
        "draft": draft, "form": form, "page": page, "crumbs": [
            Link(_("Bulletins"), reverse("bulletins:list")), Link(_("Drafts"), reverse("bulletins:drafts")),
            Link(draft.title, reverse("bulletins:draft", args=[pk])), Link(_("Issue"))],
    }, status=422 if form.errors else 200)


@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    campaign = current_campaign(request.session.get("campaign"), request.user)
    page = Paginator(editions_seen_by(request.user, campaign, for_list=True), 30).get_page(request.GET.get("page"))
    return render(request, "bulletins/editions.html", {"page": page, "tabs": tabs_of(request, "editions")})


@require_safe
def edition_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The edition as printed; beside it what has become of its figures, its corrections, files and hash."""
    edition = edition_seen(request, pk)
    writes = can_write(request.user, edition.unit)
    corrections = list(Erratum.objects.filter(edition=edition).select_related("correction"))
    corrects = Erratum.objects.filter(correction=edition).select_related("edition").first()
    handed = list(edition.submissions.select_related("to", "answered_by"))
    return render(request, "bulletins/edition.html", {
        "edition": edition, "page": PrintedPage(edition, request.user), **files_listed("edition-file", edition.pk, edition.language), "writes": writes,
        "since": changes_since(edition, request.user), "corrections": corrections, "corrects": corrects, "handed": handed,
        "above": [unit for unit in units_above(edition.unit) if unit not in {one.to for one in handed}] if writes else [],
        "origins": adopted_in(edition), "about": edition.package["edition"],
        "open_correction": Draft.objects.filter(corrects=edition, state=DraftState.WRITING).first() if writes else None,
        "crumbs": [Link(_("Bulletins"), reverse("bulletins:list")), Link(pgettext("bulletins", "Editions"), reverse("bulletins:editions")), Link(edition.title)]})


def adopted_in(edition: Edition) -> list[Unit]:
    """Whose passages it prints."""
    return list(Unit.objects.filter(editions__submissions__adoptions__edition=edition).distinct().order_by("first"))


@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    edition = edition_seen(request, pk)
    try:
        draft = actions.begin_correction(edition=edition, reason=request.POST.get("reason", ""), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(reverse("bulletins:edition", args=[pk]) + "#correct")
    messages.success(request, _("A correction was begun with the text as printed. Numbers that have moved are offered as updates."))
    return redirect("bulletins:draft", draft.pk)


@require_POST
def hand_up(request: HttpRequest, pk: int) -> HttpResponse:
    edition = edition_seen(request, pk)
    to = get_object_or_404(Unit, code=request.POST.get("to", ""))
    try:
        actions.hand_up(edition=edition, to=to, by=request.user)
        messages.success(request, _("Handed up to %(unit)s. You will see here what they take of it.") % {"unit": to})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("bulletins:edition", pk)


@require_safe
def draft_picture(request: HttpRequest, pk: int, key: str, place: int) -> HttpResponse:
    return picture(from_json(get_object_or_404(drafts_seen_by(request.user), pk=pk).document), key, place)


@require_safe
def edition_picture(request: HttpRequest, pk: int, key: str, place: int) -> HttpResponse:
    return picture(draft_in(edition_seen(request, pk).package), key, place)


def picture(text: Text, key: str, place: int) -> HttpResponse:
    paragraph = paragraph_of(text, key)
    pictures = [one for one in paragraph.pieces if isinstance(one, Picture)] if paragraph and paragraph.role is Role.PICTURE else []
    if place >= len(pictures):
        raise Http404
    return HttpResponse(pictures[place].svg, content_type="image/svg+xml")


def edition_seen(request: HttpRequest, pk: int) -> Edition:
    return get_object_or_404(editions_seen_by(request.user), pk=pk)
