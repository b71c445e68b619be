"""Questions with a page of their own, and what they give to take away."""
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xuanguan.design.values import Link
from xuanguan.figures.answers import CannotAsk, Question
from xuanguan.web.figures import wording
from xuanguan.web.figures.asking import address, campaign_of, overview_address, question_of, said_of, standing_note, units_above
from xuanguan.web.figures.questions import PAGES, QuestionPage, page_address
from xuanguan.web.figures.views.figures import FORMATS, short_place

FILES = ("xlsx", "csv", "json")
SHORT = ("first", "last", "as_of", "since", "before_first", "before_last", "number", "most")


@require_safe
def questions_page(request: HttpRequest, campaign: str) -> HttpResponse:
    """Every question that the figures answer, of the units at hand."""
    question = question_of(request, campaign_of(request, campaign))
    return render(request, "figures/questions.html", {
        "campaign": question.campaign, "question": question, "place": wording.place(question), "period": wording.days(question.period),
        "trail": trail(request, question, _("Questions")), "pages": [(page, page_address(question, page.name)) for page in PAGES.values()],
        "overview": overview_address(question), "figure": address("figures:figure", question),
        "explore": f"{reverse('figures:explore', args=[question.campaign.code])}?{question.address}", **standing_note(question),
    })


@require_safe
def question_page(request: HttpRequest, campaign: str, name: str) -> HttpResponse:
    """What a page cannot be asked stands on it as a sentence, above the form in which it can be put right."""
    page = page_called(name)
    question, said = question_of(request, campaign_of(request, campaign)), said_of(request)
    found, refusal = None, ""
    try:
        found = page.answer(question, said, request.user)
    except CannotAsk as error:
        refusal = str(error)
    asked = found.question if found else question
    return render(request, "figures/question.html", {
        "campaign": asked.campaign, "question": asked, "place": wording.place(asked), "period": wording.days(asked.period), "page": page, "answer": found,
        "refusal": refusal, "trail": trail(request, asked, page.label), "tabs": tabs(question, page), "here": reverse("figures:question", args=[asked.campaign.code, name]),
        **fields_of(page, asked, {**said, **(found.said if found else {})}),
        "cite": request.build_absolute_uri(lasting(asked, page, found.said)) if found else "",
        "export": [Link(form, page_address(asked, page.name, form, **found.said)) for form in FILES] if found else [], **standing_note(asked),
    }, status=409 if refusal else 200)


@require_safe
def question_export(request: HttpRequest, campaign: str, name: str, form: str) -> HttpResponse:
    """The same answer as a file, with its definition and its as-of line. Raises CannotAsk."""
    page = page_called(name)
    if form not in FORMATS:
        raise Http404
    found = page.answer(question_of(request, campaign_of(request, campaign)), said_of(request), request.user)
    content_type, write = FORMATS[form]
    response = HttpResponse(write(found.export), content_type=content_type)
    units = found.question.codes.replace(",", "+")
    response["Content-Disposition"] = f'attachment; filename="{page.name}-{units}-{found.question.period.code}.{form}"'
    return response


def page_called(name: str) -> QuestionPage:
    if name not in PAGES:
        raise Http404
    return PAGES[name]


def trail(request: HttpRequest, question: Question, last: str) -> list[Link]:
    here = [Link(question.campaign, overview_address(question)), *units_above(question, request.user)[:-1],
            Link(short_place(question), overview_address(question))]
    if last != _("Questions"):
        here.append(Link(_("Questions"), f"{reverse('figures:questions', args=[question.campaign.code])}?{question.address}"))
    return [*here, Link(last, current=True)]


def tabs(question: Question, current: QuestionPage) -> list[Link]:
    """The other questions of the same units, days and filters."""
    return [Link(page.label, page_address(question, page.name), page is current) for page in PAGES.values()]


def fields_of(page: QuestionPage, question: Question, said: dict[str, str]) -> dict[str, object]:
    """The form's fields with their widths: those in sight, and those behind "More". A form that cannot read the address shows what it can."""
    try:
        form = page.form(question, said)
    except (CannotAsk, ValidationError):
        form = page.form(question, {})
    return {"fields": [(form[name], "short" if name in SHORT else "full") for name in page.fields],
            "rest": [(form[name], "short" if name in SHORT else "full") for name in page.rest]}


def lasting(question: Question, page: QuestionPage, said: dict[str, str]) -> str:
    """The address with every day written out, so that it asks the same next year."""
    period = question.period
    return page_address(question, page.name, **{
        **said, "from": period.first.isoformat(), "to": period.last.isoformat(), "as_of": question.as_of.isoformat()})
