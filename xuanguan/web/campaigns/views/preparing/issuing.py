"""What is expected with its burden, the responsibilities so far, the preview of what every level is asked, and issuing with its progress."""
from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xuanguan.campaigns import actions, queries
from xuanguan.campaigns.burden import MINUTES_A_FIELD, MINUTES_A_FORM
from xuanguan.campaigns.enums import SetUpStep
from xuanguan.campaigns.models import Campaign
from xuanguan.common.exceptions import PersonError
from xuanguan.design.values import Problem
from xuanguan.web.campaigns.views.preparing.steps import address_of, campaign_to_set_up, context_of, draft_to_set_up, saved

# The page of the issuing is sent in two parts; between them a line for every roster that is written.
CUT = "<!-- how far it is -->"


@require_http_methods(["GET", "HEAD", "POST"])
def expectations(request: HttpRequest, campaign: str) -> HttpResponse:
    found = draft_to_set_up(request, campaign)
    if request.method == "POST" and "take-out" in request.POST:
        gone = get_object_or_404(found.expectations.select_related("campaign", "roster"), code=request.POST["take-out"])
        actions.remove_expectation(expectation=gone, by=request.user)
        messages.success(request, _("“%(expectation)s” will not be asked.") % {"expectation": gone})
        return redirect("campaigns:set-up-expectations", found.code)
    if request.method == "POST":
        return saved(request, found, SetUpStep.EXPECTATIONS)
    preview = queries.preview_of(found)
    asked = sorted(((once, one) for level in preview.levels for one in level.rosters for once in one.asked), key=lambda pair: pair[0].expectation.order)
    return render(request, "campaigns/preparing/expectations.html", context_of(found, SetUpStep.EXPECTATIONS) | {
        "asked": [(once, one, once.whole(one.units)) for once, one in asked], "preview": preview, "minutes": (MINUTES_A_FORM, MINUTES_A_FIELD),
    })


@require_http_methods(["GET", "HEAD", "POST"])
def responsibility(request: HttpRequest, campaign: str) -> HttpResponse:
    found = draft_to_set_up(request, campaign)
    if request.method == "POST":
        return saved(request, found, SetUpStep.RESPONSIBILITY)
    matrix = queries.matrix_of(found)
    return render(request, "campaigns/preparing/responsibility.html", context_of(found, SetUpStep.RESPONSIBILITY) | {
        "missing": queries.missing_in(matrix, found), "documents": matrix.documents})


@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, campaign: str) -> HttpResponseBase:
    """The preview; a press issues. The answer is written while the work is done, roster by roster, and ends when all of it is through."""
    found = draft_to_set_up(request, campaign)
    problems: list[Problem] = []
    if request.method == "POST":
        steps = actions.issuing(campaign=found, by=request.user)
        try:
            first = next(steps, None)  # whatever stands in the way is known before anything is sent
        except actions.CannotIssue as refused:
            problems = [Problem(f"{one.place}: {one.sentence}" if one.place else one.sentence, address_of(found, SetUpStep(one.field)) if one.field else "")
                        for one in refused.problems]
        else:
            request.session["campaign"] = found.code
            page = render_to_string("campaigns/preparing/issuing.html", context_of(found, SetUpStep.ISSUE) | {"cut": CUT}, request)
            return StreamingHttpResponse(told_of(page, [first] if first else [], steps, found, translation.get_language()))
    preview = queries.preview_of(found)
    problems = problems or [Problem(f"{one.place}: {one.sentence}" if one.place else one.sentence, address_of(found, SetUpStep(one.field)))
                            for one in preview.problems]
    return render(request, "campaigns/preparing/issue.html", context_of(found, SetUpStep.ISSUE) | {
        "preview": preview, "problems": problems, "minutes": (MINUTES_A_FORM, MINUTES_A_FIELD),
    }, status=422 if request.method == "POST" else 200)


def told_of(page: str, first: list[actions.Progress], steps: Iterable[actions.Progress], campaign: Campaign, language: str | None) -> Iterator[str]:
    """The page with a line for every roster, in the person's language although the request is over."""
    head, foot = page.split(CUT)
    yield head
    for told in (*first, *steps):
        with translation.override(language):
            yield format_html("<li>{}</li>\n", _("%(done)s of %(total)s: %(what)s") % {"done": told.done, "total": told.total, "what": told.what})
    yield foot


@require_POST
def discard(request: HttpRequest, campaign: str) -> HttpResponse:
    found = campaign_to_set_up(request, campaign)
    try:
        actions.discard_draft(campaign=found, by=request.user)
    except PersonError as refused:
        messages.error(request, refused.sentence)
        return redirect("campaigns:set-up", found.code)
    if request.session.get("campaign") == campaign:
        del request.session["campaign"]
    messages.success(request, _("“%(campaign)s” was thrown away. It was never issued.") % {"campaign": found})
    return redirect("campaigns:list")
