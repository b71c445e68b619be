"""What was handed up to us: reading it, taking passages, declining; what was adopted, and points for it."""
from collections import Counter

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from xuanguan.bulletins import actions
from xuanguan.bulletins.enums import DraftState, SubmissionState
from xuanguan.bulletins.models import Adoption, Draft
from xuanguan.bulletins.permissions import can_switch_points
from xuanguan.bulletins.points import limits, rule_sets
from xuanguan.bulletins.queries import adopted_passages, drafts_seen_by, points_in_force, submissions_to
from xuanguan.campaigns.queries import current_campaign
from xuanguan.common.exceptions import ValidationError
from xuanguan.design.values import Link
from xuanguan.web.bulletins.editor import PrintedPage
from xuanguan.web.bulletins.tabs import tabs_of
from xuanguan.writing.kept import from_json


@require_safe
def received(request: HttpRequest) -> HttpResponse:
    campaign = current_campaign(request.session.get("campaign"), request.user)
    page = Paginator(submissions_to(request.user, campaign), 30).get_page(request.GET.get("page"))
    return render(request, "bulletins/received.html", {
        "page": page, "tabs": tabs_of(request, "received"), "draft": chosen_draft(request), "query": f"?draft={draft.pk}" if (draft := chosen_draft(request)) else ""})


def submission_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The text of what was handed up, passage by passage; those chosen go into a draft of ours."""
    submission = get_object_or_404(submissions_to(request.user), pk=pk)
    drafts = list(drafts_seen_by(request.user, submission.edition.campaign).filter(state=DraftState.WRITING))
    draft = chosen_draft(request) or (drafts[0] if drafts else None)
    if request.method == "POST":
        if draft is None:
            messages.error(request, _("Begin a draft first: passages are taken into a draft."))
            return redirect("bulletins:compose")
        try:
            before = from_json(draft.document)
            draft = actions.take_passages(
                submission=submission, paragraphs=request.POST.getlist("paragraphs"), draft=draft, section=request.POST.get("section", ""), by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(f"{request.path}?draft={draft.pk}")
        n = sum(1 for _one in from_json(draft.document).paragraphs) - sum(1 for _one in before.paragraphs)
        messages.success(request, ngettext("%(n)s passage was taken into the draft.", "%(n)s passages were taken into the draft.", n) % {"n": n})
        return redirect("bulletins:draft", draft.pk)
    taken = dict(Adoption.objects.filter(submission=submission).values_list("paragraph", "draft__title"))
    return render(request, "bulletins/submission.html", {
        "submission": submission, "page": PrintedPage(submission.edition, request.user), "drafts": drafts, "draft": draft, "taken": taken,
        "sections": from_json(draft.document).sections if draft else (), "open": submission.state != SubmissionState.DECLINED,
        "crumbs": [Link(_("Bulletins"), reverse("bulletins:list")), Link(_("Handed up to us"), reverse("bulletins:received")), Link(submission.edition.title)]})


@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    submission = get_object_or_404(submissions_to(request.user), pk=pk)
    try:
        actions.decline(submission=submission, reason=request.POST.get("reason", ""), by=request.user)
        messages.success(request, _("The unit that wrote it reads your reason."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("bulletins:submission", pk)


@require_safe
def adopted(request: HttpRequest) -> HttpResponse:
    """Which passages were printed above, and where; points only where somebody switched them on."""
    campaign = current_campaign(request.session.get("campaign"), request.user)
    if campaign is None:
        raise Http404
    found = adopted_passages(request.user, campaign)
    page = Paginator(found, 30).get_page(request.GET.get("page"))
    points = points_in_force(campaign)
    rules = rule_sets().get(points.rules) if points else None
    each = rules.for_adoption(points.channel) if points and rules else 0
    by_unit = Counter(found.order_by().values_list("submission__edition__unit__name_zh", flat=True)) if points else Counter()
    return render(request, "bulletins/adopted.html", {
        "page": page, "tabs": tabs_of(request, "adopted"), "points": points, "rules": rules, "each": each, "limits": limits(),
        "by_unit": [(unit, n, n * each) for unit, n in by_unit.most_common()], "rule_sets": rule_sets().values(),
        "switches": can_switch_points(request.user, campaign)})


@require_POST
def switch_points(request: HttpRequest) -> HttpResponse:
    campaign = current_campaign(request.session.get("campaign"), request.user)
    if campaign is None:
        raise Http404
    if request.POST.get("act") == "off":
        actions.switch_points_off(campaign=campaign, by=request.user)
        messages.success(request, _("Points are off."))
        return redirect("bulletins:adopted")
    rules, _bar, channel = request.POST.get("rules", "").partition("|")
    try:
        actions.switch_points_on(campaign=campaign, rules=rules, channel=channel, reason=request.POST.get("reason", ""), by=request.user)
        messages.success(request, _("Points are counted now, and the reason stands on this page."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("bulletins:adopted")


def chosen_draft(request: HttpRequest) -> Draft | None:
    pk = request.POST.get("draft") or request.GET.get("draft", "")
    return drafts_seen_by(request.user).filter(pk=pk, state=DraftState.WRITING).first() if pk.isdecimal() and len(pk) < 19 else None
