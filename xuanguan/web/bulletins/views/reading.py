"""Bulletins: the list, taking some in, and the reading page, text left and claims right."""
from collections import Counter

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from xuanguan.activities.models import Activity
from xuanguan.bulletins import actions
from xuanguan.bulletins.enums import ClaimState, Intake, Makes
from xuanguan.bulletins.forms import ClaimForm, IssuerForm, TakeInForm
from xuanguan.bulletins.imports import take_in_many
from xuanguan.bulletins.models import Bulletin, Claim
from xuanguan.bulletins.permissions import can_decide
from xuanguan.bulletins.queries import bulletins_seen_by, claims_of, proposals_of, same_events, tally_of
from xuanguan.bulletins.unpacking import documents_of
from xuanguan.campaigns.queries import current_campaign
from xuanguan.common.exceptions import PersonError
from xuanguan.common.files import UnfitFile
from xuanguan.design.values import Link
from xuanguan.organisations.queries import home_unit
from xuanguan.reading.confidence import reached
from xuanguan.web.bulletins.pages import Row, Threshold, View, arrivals_of, doubts_of, issuer_known, paragraphs_of, removed_of, rows_of
from xuanguan.web.bulletins.tabs import tabs_of

# A request that reads for longer makes people press the button again; what was not reached is told and sent again.
LONGEST_REQUEST = 25


def bulletins(request: HttpRequest) -> HttpResponse:
    campaign = current_campaign(request.session.get("campaign"), request.user)
    found = bulletins_seen_by(request.user, campaign)
    page = Paginator(found, 30).get_page(request.GET.get("page"))
    return render(request, "bulletins/list.html", {"page": page, "tabs": tabs_of(request, "list")})


def take_in_bulletin(request: HttpRequest) -> HttpResponse:
    campaign = current_campaign(request.session.get("campaign"), request.user)
    if campaign is None:
        raise Http404
    home = home_unit(request.user)
    form = TakeInForm(request.POST or None, request.FILES or None, campaign=campaign, initial={"unit": f"{home} ({home.code})" if home else ""})
    proposes_units(form, campaign)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["file"]:
                documents = documents_of(form.files_sent())
            else:
                documents = [form.text_sent()]
            if len(documents) > 1:
                return taken_in(request, campaign, form, documents)
            bulletin = actions.take_in(campaign=campaign, unit=form.cleaned_data["unit"], data=documents[0].load(), name=documents[0].name,
                                       published=form.cleaned_data["published"], by=request.user)
        except (actions.Unreadable, actions.AlreadyHere, UnfitFile) as error:
            form.add_error("file" if form.cleaned_data["file"] else "text", error.sentence)
        else:
            return redirect("bulletins:bulletin", bulletin.pk)
    return render(request, "bulletins/take_in.html", {"form": form}, status=422 if form.errors else 200)


def taken_in(request: HttpRequest, campaign, form: TakeInForm, documents: list) -> HttpResponse:
    """What became of each of several documents. Sent again by a reload, they are all here already, and the page says so."""
    outcomes = list(take_in_many(campaign=campaign, unit=form.cleaned_data["unit"], documents=documents, published=form.cleaned_data["published"],
                                 by=request.user, seconds=LONGEST_REQUEST))
    counts = Counter(str(one.state) for one in outcomes)
    return render(request, "bulletins/taken_in.html", {
        "outcomes": arrivals_of(outcomes, request.user), "counts": {str(state): counts[str(state)] for state in Intake},
        "crumbs": [Link(_("Bulletins"), reverse("bulletins:list")), Link(_("What became of the files"))]})


def proposes_units(form, campaign) -> None:
    """Units are proposed while the name is typed."""
    form.fields["unit"].widget.attrs |= {
        "list": "proposed-units", "autocomplete": "off", "hx-get": reverse("organisations:pick") + f"?under={campaign.territory.code}",
        "hx-trigger": "input changed delay:200ms", "hx-target": "#proposed-units", "hx-params": "unit"}


def reading_page(request: HttpRequest, pk: int) -> HttpResponse:
    bulletin = get_object_or_404(bulletins_seen_by(request.user), pk=pk)
    return reading_answer(request, bulletin)


def reading_answer(request: HttpRequest, bulletin: Bulletin, issuer_form: IssuerForm | None = None) -> HttpResponse:
    claims = claims_of(bulletin)
    decides = can_decide(request.user, bulletin)
    rows, view = rows_of(bulletin, claims), View.asked(request.GET)
    orders, choices = view.links(bulletin)
    shown = view.rows(rows)
    form = issuer_form or IssuerForm(campaign=bulletin.campaign, initial={"unit": f"{bulletin.unit} ({bulletin.unit.code})"})
    proposes_units(form, bulletin.campaign)
    return render(request, "bulletins/reading.html", {
        "bulletin": bulletin, "rows": shown, "view": view, "orders": orders, "choices": choices, "tally": tally_of(bulletin), "decides": decides,
        "paragraphs": paragraphs_of(bulletin, claims), "removed": removed_of(bulletin),
        "doubts": doubts_of(bulletin, claims, {row.claim.number for row in shown}), "plans": bulletin.reading.get("plans", []),
        "issuer_form": form, "issuer_known": issuer_known(bulletin), "undecided": all(claim.state == ClaimState.OPEN for claim in claims),
        "opinion_missing": bulletin.reading.get("second_opinion", {}).get("missing", False),
        "thresholds": Threshold.of(rows),
        "crumbs": [Link(_("Bulletins"), reverse("bulletins:list")), Link(bulletin.title)],
    }, status=422 if form.is_bound else 200)


@require_POST
def change_issuer(request: HttpRequest, pk: int) -> HttpResponse:
    bulletin = get_object_or_404(bulletins_seen_by(request.user), pk=pk)
    form = IssuerForm(request.POST, campaign=bulletin.campaign, on=bulletin.published)
    if form.is_valid():
        try:
            changed = actions.change_issuer(bulletin=bulletin, unit=form.cleaned_data["unit"], by=request.user)
        except PersonError as error:
            form.add_error("unit", error.sentence)
        else:
            messages.success(request, _("The bulletin is now one of %(unit)s.") % {"unit": changed.unit})
            return redirect("bulletins:bulletin", bulletin.pk)
    return reading_answer(request, bulletin, form)


def file(request: HttpRequest, pk: int) -> FileResponse:
    """The file as it came, always as a download: a bulletin may be a page with anything in it."""
    bulletin = get_object_or_404(bulletins_seen_by(request.user), pk=pk)
    if not bulletin.file:
        raise Http404
    return FileResponse(bulletin.file.open(), as_attachment=True, filename=bulletin.file_name or "bulletin.txt", content_type="application/octet-stream")


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    claim = claim_seen(request, pk)
    proposal, = proposals_of(claim.bulletin, [claim])
    if not proposal.is_ready:
        return answer(request, claim, error=_("This claim needs a choice of yours first: open it, and fill in what is marked."))
    return decided(request, claim, decision=proposal.decision)


@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    claim = claim_seen(request, pk)
    proposal, = proposals_of(claim.bulletin, [claim])
    form = ClaimForm(request.POST, proposal=proposal, same=same_events([proposal]).get(claim.pk, []))
    if request.POST.get("again") or not form.is_valid():
        return answer(request, claim, form=form)
    decision = form.decision()
    same_as = form.cleaned_data["same_as"]
    if same_as:
        decision = type(decision)(**{**{name: getattr(decision, name) for name in decision.__slots__}, "makes": Makes.SAME})
    return decided(request, claim, decision=decision, same_as=same_as, changed=form.is_changed, form=form,
                   teaches=form.teaches(decision, request.user) if decision.makes != Makes.SAME else None)


def decided(request: HttpRequest, claim: Claim, *, decision, same_as: Activity | None = None, changed: bool = False, form: ClaimForm | None = None,
            teaches: tuple | None = None) -> HttpResponse:
    try:
        claim = actions.accept_claim(claim=claim, decision=decision, same_as=same_as, changed=changed, teaches=teaches, by=request.user)
    except ValidationError as error:
        return answer(request, claim, form=form, error=" ".join(error.messages))
    except PersonError as error:
        return answer(request, claim, error=error.sentence)
    return answer(request, claim)


@require_POST
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    claim = claim_seen(request, pk)
    try:
        return answer(request, actions.reject_claim(claim=claim, by=request.user))
    except PersonError as error:
        return answer(request, claim, error=error.sentence)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    claim = claim_seen(request, pk)
    try:
        return answer(request, actions.reopen_claim(claim=claim, by=request.user))
    except PersonError as error:
        return answer(request, claim, error=error.sentence)


@require_POST
def accept_many(request: HttpRequest, pk: int) -> HttpResponse:
    bulletin = get_object_or_404(bulletins_seen_by(request.user), pk=pk)
    # Only what was measured can be chosen; without a choice the highest, which is the surest.
    offered = {str(one["at_least"]): one["at_least"] for one in reached()}
    threshold = offered.get(request.POST.get("threshold", ""), max(offered.values(), default=1.0))
    done = actions.accept_confident(bulletin=bulletin, threshold=threshold, by=request.user)
    messages.success(request, ngettext("%(count)s claim was accepted.", "%(count)s claims were accepted.", done.accepted) % {"count": done.accepted})
    for number, reason in done.left[:5]:
        messages.warning(request, _("Claim %(number)s stays open: %(reason)s") % {"number": number, "reason": reason})
    return redirect("bulletins:bulletin", bulletin.pk)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    bulletin = get_object_or_404(bulletins_seen_by(request.user), pk=pk)
    actions.withdraw_bulletin(bulletin=bulletin, by=request.user)
    messages.success(request, _("The bulletin was taken back, and with it every record that only it had made."))
    return redirect("bulletins:list")


def claim_seen(request: HttpRequest, pk: int) -> Claim:
    claim = get_object_or_404(Claim.objects.select_related("bulletin__campaign__territory", "bulletin__unit__territory"), pk=pk)
    get_object_or_404(bulletins_seen_by(request.user), pk=claim.bulletin_id)
    return claim


def answer(request: HttpRequest, claim: Claim, *, form: ClaimForm | None = None, error: str = "") -> HttpResponse:
    """With htmx the claim's row and the tally; without script the page again, at the claim, with the error as a message."""
    bulletin: Bulletin = claim.bulletin
    if not request.htmx:
        sentences = [error] if error else [sentence for errors in (form.errors.values() if form else []) for sentence in errors]
        for sentence in sentences:
            messages.error(request, _("Claim %(number)s: %(sentence)s") % {"number": claim.number, "sentence": sentence})
        return redirect(reverse("bulletins:bulletin", args=[bulletin.pk]) + View.asked(request.GET).query + f"#claim-{claim.number}")
    fresh = next(one for one in claims_of(bulletin) if one.pk == claim.pk)
    proposal, = proposals_of(bulletin, [fresh])
    row = Row(fresh, proposal, form or ClaimForm(proposal=proposal, same=same_events([proposal]).get(claim.pk, [])), error=error, is_open=bool(error or form))
    return render(request, "bulletins/reading.html#answer", {"row": row, "bulletin": bulletin, "tally": tally_of(bulletin), "decides": True, "view": View.asked(request.GET)})
