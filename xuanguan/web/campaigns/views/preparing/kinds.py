"""Fronts, kinds of activity and their measures: what the template proposes, changed as this campaign needs it."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xuanguan.campaigns import actions, queries
from xuanguan.campaigns.enums import SetUpStep
from xuanguan.campaigns.models import ActivityKind, Campaign
from xuanguan.campaigns.parsing import FrontTemplate, KindTemplate, MeasureTemplate
from xuanguan.common.exceptions import PersonError
from xuanguan.design.values import Problem
from xuanguan.web.campaigns.set_up_forms import FrontForms, KindForm, MeasureForms
from xuanguan.web.campaigns.views.preparing.steps import campaign_to_set_up, context_of, saved


@require_http_methods(["GET", "HEAD", "POST"])
def fronts(request: HttpRequest, campaign: str) -> HttpResponse:
    found = campaign_to_set_up(request, campaign)
    rows = FrontForms(request.POST if request.method == "POST" else None, prefix="front", initial=[
        {"code": front.code, "name_zh": front.name_zh, "name_en": front.name_en} for front in found.fronts.all()])
    problems: list[Problem] = []
    if request.method == "POST" and rows.is_valid():
        try:
            actions.write_fronts(campaign=found, fronts=[FrontTemplate(words["code"], words["name_zh"], words["name_en"]) for words in kept(rows)], by=request.user)
            return saved(request, found, SetUpStep.FRONTS)
        except PersonError as refused:
            problems = told(refused)
    return render(request, "campaigns/preparing/fronts.html", context_of(found, SetUpStep.FRONTS) | {"rows": rows, "problems": problems},
                  status=422 if problems or (rows.is_bound and not rows.is_valid()) else 200)


def kept(rows) -> list[dict]:
    """The rows that say something and are not to go, in the order their numbers say."""
    left = [form for form in rows.ordered_forms if form.cleaned_data.get("name_zh") or form.cleaned_data.get("code")]
    return [form.cleaned_data for form in left]


def told(refused: PersonError) -> list[Problem]:
    if isinstance(refused, actions.CannotSetUp):
        return [Problem(f"{one.place}: {one.sentence}" if one.place else one.sentence) for one in refused.problems]
    return [Problem(refused.sentence)]


@require_http_methods(["GET", "HEAD", "POST"])
def kinds(request: HttpRequest, campaign: str) -> HttpResponse:
    """All kinds under their fronts, each to be kept or left out."""
    found = campaign_to_set_up(request, campaign)
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            actions.keep_kinds(campaign=found, codes=request.POST.getlist("keep"), by=request.user)
            return saved(request, found, SetUpStep.KINDS)
        except PersonError as refused:
            problems = told(refused)
    ticked = set(request.POST.getlist("keep")) if problems else None
    everything = list(queries.kinds_of(found))
    groups = [(str(front), [kind for kind in everything if kind.usual_front_id == front.pk]) for front in found.fronts.all()]
    groups.append((_("No usual front"), [kind for kind in everything if kind.usual_front_id is None]))
    return render(request, "campaigns/preparing/kinds.html", context_of(found, SetUpStep.KINDS) | {
        "groups": [(name, [(kind, ticked is None or kind.code in ticked) for kind in rows]) for name, rows in groups if rows], "problems": problems,
    }, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def new_kind(request: HttpRequest, campaign: str) -> HttpResponse:
    return kind_page(request, campaign_to_set_up(request, campaign), None)


@require_http_methods(["GET", "HEAD", "POST"])
def kind(request: HttpRequest, campaign: str, kind: str) -> HttpResponse:
    found = campaign_to_set_up(request, campaign)
    return kind_page(request, found, get_object_or_404(found.kinds.select_related("usual_front"), code=kind))


def kind_page(request: HttpRequest, campaign: Campaign, kind: ActivityKind | None) -> HttpResponse:
    measures = list(kind.measures.all()) if kind else []
    data = request.POST if request.method == "POST" else None
    form = KindForm(data, campaign=campaign, initial={
        "name_zh": kind.name_zh, "name_en": kind.name_en, "usual_front": kind.usual_front.code if kind.usual_front else "", "is_milestone": kind.is_milestone,
    } if kind else {})
    rows = MeasureForms(data, prefix="measure", initial=[
        {"code": one.code, "name_zh": one.name_zh, "name_en": one.name_en, "unit_zh": one.unit_zh, "unit_en": one.unit_en,
         "usual_qualifier": one.usual_qualifier, "is_additive": one.is_additive} for one in measures])
    problems: list[Problem] = []
    if data is not None and form.is_valid() and rows.is_valid():
        try:
            actions.write_kind(campaign=campaign, values=kind_values(kind, form.cleaned_data, kept(rows), measures), by=request.user)
            return redirect(f"{reverse('campaigns:set-up-kinds', args=[campaign.code])}#kinds")
        except PersonError as refused:
            problems = told(refused)
    return render(request, "campaigns/preparing/kind.html", context_of(campaign, SetUpStep.KINDS) | {
        "kind": kind, "form": form, "rows": rows, "problems": problems,
    }, status=422 if problems or form.errors or (rows.is_bound and not rows.is_valid()) else 200)


def kind_values(kind: ActivityKind | None, words: dict, rows: list[dict], measures) -> KindTemplate:
    """What the form says; what it does not ask (how the reader knows a measure) stays as it was."""
    known = {(one.code, one.unit_zh): one for one in measures}
    said = []
    for n, row in enumerate(rows, 1):
        before = known.get((row["code"], row["unit_zh"])) if row["code"] else None
        said.append(MeasureTemplate(
            row["code"], row["name_zh"], row["name_en"], row["unit_zh"], row["unit_en"], n, before.reads_as if before else "",
            tuple(before.words) if before else (row["unit_zh"],), tuple(before.verbs) if before else (), row["usual_qualifier"], row["is_additive"]))
    return KindTemplate(kind.code if kind else "", words["name_zh"], words["name_en"], usual_front=words["usual_front"], is_milestone=words["is_milestone"],
                        measures=tuple(said))
