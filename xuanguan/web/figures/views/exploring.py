"""The page on which a person puts a table together, and the table to take away."""
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xuanguan.design.values import Link
from xuanguan.figures import exports
from xuanguan.figures.answers import NoFiguresNow, table
from xuanguan.web.figures import exploring, wording
from xuanguan.web.figures.asking import address, campaign_of, overview_address, standing_note
from xuanguan.web.figures.refresh import refresh_soon
from xuanguan.web.figures.views.figures import FORMATS


@require_safe
def explore(request: HttpRequest, campaign: str) -> HttpResponse:
    """What cannot be asked becomes a sentence, as on every page of figures."""
    found = found_of(request, campaign)
    question = found.question
    return render(request, "figures/explore.html", {
        "campaign": question.campaign, "question": question, "found": found, "form": exploring.ExploreForm(found),
        "trail": [Link(question.campaign, overview_address(question)), Link(_("Explore"), current=True)], "period": wording.days(question.period),
        "suggestions": exploring.suggestions(question), "parameters": found.parameters, "here": found.address,
        "cite": request.build_absolute_uri(found.address),
        "export": [Link(form, f"{address('figures:explore-export', question, form)}&{rows_and_columns(found)}") for form in FORMATS],
        **exploring.context(found), **standing_note(question),
    })


@require_safe
def explore_export(request: HttpRequest, campaign: str, form: str) -> HttpResponse:
    """The table in the long form: a row for each cell, and for each sum at the margins."""
    if form not in FORMATS:
        raise Http404
    found = found_of(request, campaign)
    content_type, write = FORMATS[form]
    made = exports.table_export(table(found.question, found.rows, found.columns))
    response = HttpResponse(write(made), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="table-{found.question.unit.code}-{found.question.period.code}.{form}"'
    return response


def found_of(request: HttpRequest, campaign: str) -> exploring.Exploration:
    try:
        return exploring.explored(request.GET.dict(), campaign_of(request, campaign), request.user)
    except NoFiguresNow:
        refresh_soon()
        raise


def rows_and_columns(found: exploring.Exploration) -> str:
    return f"rows={found.rows}" + (f"&columns={found.columns}" if found.columns else "")
