"""The page on which a person puts a table together, and the table to take away."""
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xuanguan.design.values import Link
from xuanguan.figures import exports
from xuanguan.figures.answers import NoFiguresNow, table
from xuanguan.web.figures import exploring, wording
from xuanguan.web.figures.asking import address, campaign_of, overview_address, said_of, standing_note
from xuanguan.web.figures.refresh import refresh_soon
from xuanguan.web.figures.taken_away import DRAWN_FORMATS, drawn, has_drawing
from xuanguan.web.figures.views.figures import FORMATS


@require_safe
def explore(request: HttpRequest, campaign: str) -> HttpResponse:
    """What cannot be asked becomes a sentence, as on every page of figures."""
    found = found_of(request, campaign)
    question, shown = found.question, exploring.context(found)
    forms = [*FORMATS, *(DRAWN_FORMATS if has_drawing(shown) else ())]
    return render(request, "figures/explore.html", {
        "campaign": question.campaign, "question": question, "place": wording.place(question), "found": found, "form": exploring.ExploreForm(found),
        "trail": [Link(question.campaign, overview_address(question)), Link(_("Explore"), current=True)], "period": wording.days(question.period),
        "suggestions": exploring.suggestions(question), "parameters": found.parameters, "here": found.address,
        "cite": request.build_absolute_uri(found.address),
        "export": [Link(form, f"{address('figures:explore-export', question, form)}&{as_it_is_shown(found)}") for form in forms],
        **shown, **standing_note(question),
    })


@require_safe
def explore_export(request: HttpRequest, campaign: str, form: str) -> HttpResponse:
    """The table in the long form, a row for each cell and for each sum at the margins; or its drawing."""
    if form not in FORMATS and form not in DRAWN_FORMATS:
        raise Http404
    found = found_of(request, campaign)
    if form in FORMATS:
        content_type, write = FORMATS[form]
        content: bytes | str | None = write(exports.table_export(table(found.question, found.rows, found.columns)))
    else:
        content_type, content = DRAWN_FORMATS[form], drawn(found, form, request.build_absolute_uri(found.address))
    if content is None:
        messages.error(request, _("This table is not drawn: choose bars, a line or a map, then take the drawing."))
        return redirect(found.address)
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="table-{found.question.codes.replace(",", "+")}-{found.question.period.code}.{form}"'
    return response


def found_of(request: HttpRequest, campaign: str) -> exploring.Exploration:
    try:
        return exploring.explored(said_of(request), campaign_of(request, campaign), request.user)
    except NoFiguresNow:
        refresh_soon()
        raise


def as_it_is_shown(found: exploring.Exploration) -> str:
    """What the address of a question does not say: the two things, the drawing, the order."""
    said = {"rows": found.rows, "columns": found.columns or "", "show": found.show, "sort": found.sort}
    return urlencode({name: str(value) for name, value in said.items() if value})
