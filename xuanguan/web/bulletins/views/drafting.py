"""The editor of a draft: the page, saving, its numbers, its versions; putting it away."""
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from xuanguan.bulletins import actions
from xuanguan.bulletins.enums import DraftState
from xuanguan.bulletins.models import Draft, Revision
from xuanguan.bulletins.proposing import figure_ref
from xuanguan.bulletins.queries import deleted_drafts_of, drafts_seen_by, revisions_of
from xuanguan.common.exceptions import PersonError, ValidationError
from xuanguan.design.values import Link
from xuanguan.figures.answers import NoFiguresNow
from xuanguan.web.bulletins.editor import Page, files_listed, typing_of
from xuanguan.web.figures.refresh import refresh_soon
from xuanguan.writing.differences import Stretch, differences, is_changed
from xuanguan.writing.draft import Role
from xuanguan.writing.kept import from_json


@require_safe
def draft_page(request: HttpRequest, pk: int) -> HttpResponse:
    draft = draft_seen(request, pk)
    if draft.state == DraftState.ISSUED:
        return redirect("bulletins:edition", draft.editions.order_by("-pk").values_list("pk", flat=True)[0])
    return shown(request, draft)


def shown(request: HttpRequest, draft: Draft, *, conflicts: tuple = (), saved: bool = False) -> HttpResponse:
    try:
        page = Page(draft, request.user, conflicts)
        page.numbers  # noqa: B018  the figures are asked here, so that a missing store is told in a sentence
    except NoFiguresNow:
        refresh_soon()
        raise
    return render(request, "bulletins/draft.html", {
        **files_listed("draft-file", draft.pk, draft.language), "draft": draft, "page": page, "conflicts": conflicts,
        "check_address": reverse("bulletins:draft-check", args=[draft.pk]), "saved_line": saved_line(draft), "just_saved": saved or "saved" in request.GET,
        "crumbs": [Link(_("Bulletins"), reverse("bulletins:list")), Link(_("Drafts"), reverse("bulletins:drafts")), Link(draft.title)],
    }, status=409 if conflicts else 200)


def saved_line(draft: Draft) -> str:
    return _("version %(number)s, %(when)s, %(who)s") % {
        "number": draft.number, "when": date_format(timezone.localtime(draft.changed_at), "DATETIME_FORMAT"), "who": draft.changed_by}


@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Saved by the button: the page again. Saved by itself: what stands now, as JSON."""
    draft = draft_seen(request, pk)
    wants_json = bool(request.POST.get("auto"))
    try:
        done = actions.save_draft(draft=draft, typing=typing_of(request.POST, from_json(draft.document)), by=request.user)
    except (PersonError, ValidationError) as error:
        sentence = getattr(error, "sentence", None) or " ".join(error.messages)
        if wants_json:
            return JsonResponse({"sentence": sentence}, status=409)
        messages.error(request, sentence)
        return redirect("bulletins:draft", pk)
    if wants_json:
        return JsonResponse(as_it_stands(request, done))
    if done.conflicts:
        messages.warning(request, ngettext(
            "Somebody changed the same words in %(n)s place while you were writing. Both stand side by side below: decide, and save again.",
            "Somebody changed the same words in %(n)s places while you were writing. Both stand side by side below: decide, and save again.",
            len(done.conflicts)) % {"n": len(done.conflicts)})
        return shown(request, done.draft, conflicts=done.conflicts)
    return redirect(reverse("bulletins:draft", args=[pk]) + "?saved=1")


def as_it_stands(request: HttpRequest, done: actions.Saved) -> dict:
    page = Page(done.draft, request.user, done.conflicts)
    draft = done.draft
    return {
        "number": draft.number, "at": date_format(timezone.localtime(draft.changed_at), "H:i"), "conflicts": len(done.conflicts),
        "paragraphs": {one.key: {
            "text": one.paragraph.text, "html": part(request, "paragraph", paragraph=one),
            "conflict": part(request, "conflict", paragraph=one) if one.conflict else ""} for one in page.paragraphs},
        "margin": part(request, "margin", page=page, draft=draft)}


def part(request: HttpRequest, name: str, **context) -> str:
    return render_to_string(f"bulletins/draft.html#{name}", context, request=request).strip()


@require_safe
def paragraph(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One paragraph as saved."""
    found = Page(draft_seen(request, pk), request.user, proposes=False).one(key)
    if found is None:
        raise Http404
    return HttpResponse(part(request, "paragraph", paragraph=found))


@require_POST
def number(request: HttpRequest, pk: int) -> HttpResponse:
    """Bind a number, say its source, or word it anew after its figure."""
    draft, sent = draft_seen(request, pk), request.POST
    which = {"paragraph": sent.get("paragraph", ""), "place": int(sent.get("place", "0")) if sent.get("place", "0").isdecimal() else 0}
    try:
        match sent.get("act"):
            case "bind":
                actions.bind_number(draft=draft, **which, printed=sent.get("printed", ""), figure=figure_ref(sent.get("figure", "")), by=request.user)
                messages.success(request, _("“%(number)s” is bound to its figure.") % {"number": sent.get("printed", "")})
            case "explain":
                actions.explain_number(draft=draft, **which, printed=sent.get("printed", ""), source=sent.get("source", ""), by=request.user)
                messages.success(request, _("The source of “%(number)s” is kept with it.") % {"number": sent.get("printed", "")})
            case act:
                changed = actions.update_numbers(draft=draft, by=request.user, only=tuple(which.values()) if act == "update" else None)
                told = _(", ").join(f"{was} → {now}" for was, now in changed)
                messages.success(request, _("Updated: %(numbers)s") % {"numbers": told} if changed else _("No number has moved."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(reverse("bulletins:draft", args=[pk]) + "#numbers")


@require_POST
def place_picture(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.place_picture(draft=draft_seen(request, pk), which=request.POST.get("which", ""), section=request.POST.get("section", ""), by=request.user)
        messages.success(request, _("The picture is drawn from the records as they stand."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("bulletins:draft", pk)


@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    draft = draft_seen(request, pk)
    return render(request, "bulletins/versions.html", {
        "draft": draft, "revisions": list(revisions_of(draft)), "crumbs": crumbs_of(draft, _("Versions"))})


@require_POST
def name_version(request: HttpRequest, pk: int) -> HttpResponse:
    draft = draft_seen(request, pk)
    try:
        revision = actions.name_revision(draft=draft, name=request.POST.get("name", ""), by=request.user)
        messages.success(request, _("This version is kept as “%(name)s”.") % {"name": revision.name})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("bulletins:versions", pk)


@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Two versions, paragraph by paragraph, words that went and came marked."""
    draft = draft_seen(request, pk)
    before, after = (revision_of(draft, request.GET.get(name, "")) for name in ("one", "other"))
    if before and after and before.pk > after.pk:
        before, after = after, before
    if before is None or after is None:
        messages.warning(request, _("Choose two versions to compare."))
        return redirect("bulletins:versions", pk)
    return render(request, "bulletins/compare.html", {
        "draft": draft, "before": before, "after": after, "lines": compared(before, after), "crumbs": crumbs_of(draft, _("Versions"), _("Comparison"))})


def compared(before: Revision, after: Revision) -> list[tuple[str, list[Stretch], bool]]:
    """(heading or text, stretches, whether changed), in the order of the later; what is gone stands where it was."""
    def lines(revision: Revision) -> dict[str, tuple[str, str]]:
        text = from_json(revision.document)
        found = {"title": ("title", text.title)}
        for section in text.sections:
            found[section.key] = ("heading", section.heading)
            found |= {one.key: ("text", one.text) for one in section.paragraphs if one.role is not Role.PICTURE}
        return found
    old, new = lines(before), lines(after)
    order = list(new)
    for place, key in enumerate(old):
        if key not in new:
            above = next((one for one in reversed(list(old)[:place]) if one in order), None)
            order.insert(order.index(above) + 1 if above else 0, key)
    rows = []
    for key in order:
        kind = (new.get(key) or old[key])[0]
        stretches = list(differences(old.get(key, ("", ""))[1], new.get(key, ("", ""))[1]))
        if stretches:
            rows.append((kind, stretches, is_changed(stretches)))
    return rows


def revision_of(draft: Draft, pk: str) -> Revision | None:
    return Revision.objects.filter(draft=draft, pk=pk).select_related("by").first() if pk.isdecimal() and len(pk) < 19 else None


@require_POST
def return_to(request: HttpRequest, pk: int, revision: int) -> HttpResponse:
    draft = draft_seen(request, pk)
    actions.return_to_revision(draft=draft, revision=get_object_or_404(Revision, pk=revision, draft=draft), by=request.user)
    messages.success(request, _("The earlier version is the draft again. What stood until now is kept among the versions."))
    return redirect("bulletins:draft", pk)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    draft = draft_seen(request, pk)
    actions.delete_draft(draft=draft, by=request.user)
    messages.success(request, _("“%(title)s” was put away. It can be brought back below.") % {"title": draft.title})
    return redirect(reverse("bulletins:drafts") + "#deleted")


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    draft = get_object_or_404(deleted_drafts_of(request.user), pk=pk)
    actions.restore_draft(draft=draft, by=request.user)
    return redirect("bulletins:draft", pk)


def draft_seen(request: HttpRequest, pk: int) -> Draft:
    return get_object_or_404(drafts_seen_by(request.user), pk=pk)


def crumbs_of(draft: Draft, *further: str) -> list[Link]:
    return [
        Link(_("Bulletins"), reverse("bulletins:list")), Link(_("Drafts"), reverse("bulletins:drafts")),
        Link(draft.title, reverse("bulletins:draft", args=[draft.pk])),
        *(Link(one, reverse("bulletins:versions", args=[draft.pk])) if place + 1 < len(further) else Link(one) for place, one in enumerate(further))]
