"""The page of one figure, of one expectation's coverage, and figures to take away."""
import datetime as dt

from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from xuanguan.bulletins.models import Claim
from xuanguan.bulletins.queries import bulletins_seen_by
from xuanguan.campaigns.deadlines import due_dates
from xuanguan.campaigns.queries import expectations_of
from xuanguan.design.values import Link
from xuanguan.figures import exports
from xuanguan.figures.answers import (
    CannotAsk,
    CoverageAnswer,
    Question,
    RecordsPage,
    children,
    coverage,
    each_unit,
    figure,
    key_of,
    persons,
    records,
    stated,
    time_series,
    totals,
    what_changed,
)
from xuanguan.figures.answers.records import ON_A_PAGE
from xuanguan.figures.answers.totals import BY
from xuanguan.figures.queries import comments_on
from xuanguan.organisations.enums import UnitKind
from xuanguan.web.activities.rows import rows_of
from xuanguan.web.figures import coverage_words, overview, wording
from xuanguan.web.figures.asking import address, campaign_of, figure_address, overview_address, question_of, standing_note, units_above
from xuanguan.web.figures.questions import PAGES, page_address

FORMATS = {
    "json": ("application/json", exports.as_json),
    "csv": ("text/csv; charset=utf-8", exports.as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", exports.as_xlsx),
}
SENTENCES_SHOWN = 12


@require_safe
def figure_page(request: HttpRequest, campaign: str) -> HttpResponse:
    """A figure: its value, how it is known, what it means, and the records behind it."""
    question = question_of(request, campaign_of(request, campaign))
    found, which = figure(question), "undated" if request.GET.get("which") == "undated" else "counted"
    behind = records(question, request.user, number=page_number(request), which=which)
    prefetch_related_objects(list(behind.records), "kind__measures")
    beside = [overview.stated_row(one) for one in stated(question)]
    by_kind = list(totals(question.but(measure=None), by=("kind",), measures=False)) if question.kind is None and question.measure is None else []
    series = time_series(question)
    bounds = persons(question) if found.may_repeat else None
    return render(request, "figures/figure.html", {
        "campaign": question.campaign, "question": question, "place": wording.place(question), "figure": found, "whole": overview.shown(found), "value": wording.value_of(found), "name": name_of(question, found.name),
        "trail": [Link(question.campaign, overview_address(question)), *units_above(question, request.user)[:-1], Link(short_place(question), overview_address(question)),
                  Link(name_of(question, found.name), current=True)],
        "verified": shown_state(question, "verified", found.verified), "self_reported": shown_state(question, "self_reported", found.self_reported),
        "bounds": bounds, "lowest": bounds and wording.grouped(bounds.lowest), "highest": bounds and bounds.highest is not None and wording.grouped(bounds.highest),
        "upper": found.upper_bound and wording.number(found.upper_bound) if found.value else "",
        "period": wording.days(question.period), "which": which, "undated_href": figure_address(question, which="undated"), "here": figure_address(question),
        "records": rows_of(behind.records), "behind": behind, "page": Paginator(range(behind.total), ON_A_PAGE).get_page(behind.number),
        "measures": [overview.shown(one) for one in totals(question.but(measure=None))[0].measures] if question.measure is None else [],
        "by_kind": [(row, overview.shown(row.activities)) for row in by_kind], "kind_scale": max((float(row.activities.itemised) for row in by_kind), default=0),
        "stated": beside, "sentences": sentences_of(request, question, behind), **child_links(question),
        "series": overview.columns(series), "series_title": overview.series_title(series), "undated_note": overview.undated_note(series),
        "cite": request.build_absolute_uri(f"{request.path}?{question.lasting_address}"), "export": export_links(question), **standing_note(question),
        "questions": [Link(page.label, page_address(question, page.name)) for page in PAGES.values() if page.is_of_a_figure], "comments": comments_on(question.campaign, key_of(question)), **changed_context(request, question),
    })


def changed_context(request: HttpRequest, question: Question) -> dict[str, object]:
    """`?since=2012-05-01`: what changed from the end of that day to the day that is asked as of."""
    written = request.GET.get("since", "").strip()
    said = {"since_written": written, "asked_parameters": question.parameters}
    if not written:
        return said
    try:
        since = dt.date.fromisoformat(written)
    except ValueError:
        raise CannotAsk("since", _("“%(written)s” is no day of the calendar. Write it as 2012-05-25.") % {"written": written}) from None
    found = what_changed(question, since, request.user)
    prefetch_related_objects([record for line in (found.new, found.gone, found.edited, found.verified) for record in line.shown], "kind__measures")
    lines = [(_("New"), found.new), (_("No longer counted"), found.gone), (_("Edited"), found.edited), (pgettext("what changed", "Verified since"), found.verified)]
    return said | {
        "what_changed": found, "since_day": date_format(since), "before_value": wording.value_of(found.before), "after_value": wording.value_of(found.after),
        "changed_lines": [(title, one.number, rows_of(one.shown)) for title, one in lines if one.number]}


def name_of(question: Question, name: str) -> str:
    """Lectures in 遂宁市: what is counted, and of whom."""
    parts = [str(one) for one in (question.front, question.kind, question.system) if one]
    if question.unit_kind:
        parts.append(str(UnitKind(question.unit_kind).label))
    return _(" · ").join([name, *parts])


def shown_state(question: Question, state: str, value) -> dict[str, str]:
    return {"value": wording.grouped(value), "href": figure_address(question.but(state=state))}


def short_place(question: Question) -> str:
    return wording.place(question) if question.others else question.unit.short


def child_links(question: Question) -> dict[str, object]:
    """The same of each unit below; of several units asked together, of each of them."""
    each = each_unit(question) if question.others else None
    rows = [row for row in (each.rows if each else children(question).rows) if not row.is_empty]
    scale = max((float((row.sum or row.activities).itemised) for row in rows), default=0)
    return {
        "children": [overview.UnitRow(row, figure_address(question.but(unit=row.unit)), overview.shown(row.sum or row.activities), scale) for row in rows],
        "more": overview.plain(each.more) if each else 0}


def sentences_of(request: HttpRequest, question: Question, behind: RecordsPage) -> list[Claim]:
    """Where the records of this page were read: sentences of bulletins that the person may see."""
    ids = [one.pk for one in behind.records]
    bulletins = bulletins_seen_by(request.user, question.campaign).order_by().values("pk")
    claims = Claim.objects.filter(activities__in=ids, bulletin__in=bulletins).select_related("bulletin").distinct()
    return list(claims.order_by("-bulletin__published", "number")[:SENTENCES_SHOWN])


def page_number(request: HttpRequest) -> int:
    try:
        return int(request.GET.get("page", "1"))
    except ValueError:
        return 1


def export_links(question: Question) -> list[Link]:
    return [Link(form, address("figures:export", question, form)) for form in FORMATS]


@require_safe
def coverage_page(request: HttpRequest, campaign: str, expectation: str) -> HttpResponse:
    """Who of those expected did it, who is only named, who perhaps, who not."""
    question = question_of(request, campaign_of(request, campaign))
    one = get_object_or_404(expectations_of(question.campaign), code=expectation)
    dues = due_dates(one, min(question.as_of, question.period.last))
    # A strip on the overview is one period of a rhythm and asks by its days; the links between periods ask by its name.
    wanted, days = request.GET.get("period"), (question.period.first, question.period.last)
    due = next((due for due in dues if (due.period == wanted if wanted else due.period and (due.first, due.last) == days)), None)
    answer = coverage(question, one, due=due)
    here = address("figures:coverage", question, one.code)
    return render(request, "figures/coverage.html", {
        "campaign": question.campaign, "question": question, "place": wording.place(question), "expectation": one, "answer": answer, "cells": coverage_words.cells(answer, ""),
        "note": coverage_words.note(answer), "gap": coverage_words.gap(answer), "said": coverage_words.totals_said(answer), "href": here,
        "trail": [Link(question.campaign, overview_address(question)), *units_above(question, request.user)[:-1],
                  Link(short_place(question), overview_address(question)), Link(one, current=True)],
        "periods": [Link(other.period, f"{here}&period={other.period}", bool(answer.due and other.period == answer.due.period)) for other in reversed(dues)]
        if len(dues) > 1 else [],
        "lists": lists_of(question, answer), "period": wording.days(answer.question.period),
        "kinds": [(kind, figure_address(question.but(kind=kind))) for kind in one.kinds.all()], **standing_note(question),
    })


def lists_of(question: Question, answer: CoverageAnswer) -> list[dict]:
    """The lists with their titles and what each means; empty ones are left out, but for the missing."""
    words = {
        "verified": (_("By a verified record"), ""),
        "self_reported": (_("By a self-reported record"), _("Submitted, not yet verified.")),
        "named": (_("Named by a statement"), _("A total names them; there is no record of their own yet.")),
        "perhaps": (
            _("Perhaps"),
            _("A total counts more units than it names. Nobody has said whether these are among them; ask them for a record.")),
        "nothing": (_("Nothing to report"), _("They said so: that is a report.")),
        "missing": (_("Missing"), _("No record, no statement.")),
    }
    one_kind = answer.expectation.kinds.all()[:1]
    narrowed = question.but(kind=one_kind[0] if len(answer.expectation.kinds.all()) == 1 else None)
    return [
        {"name": name, "title": title, "lead": lead, "mark": coverage_words.MARK_OF[name],
         "units": [(unit, figure_address(narrowed.but(unit=unit))) for unit in getattr(answer, name)]}
        for name, (title, lead) in words.items() if getattr(answer, name) or name == "missing"]


@require_safe
def export(request: HttpRequest, campaign: str, form: str) -> HttpResponse:
    """One figure, or with `by` a table of totals."""
    if form not in FORMATS:
        raise Http404
    question = question_of(request, campaign_of(request, campaign))
    by = tuple(part for part in request.GET.get("by", "").split(",") if part in BY)
    content_type, write = FORMATS[form]
    made = exports.totals_export(question, by) if by else exports.figure_export(figure(question))
    response = HttpResponse(write(made), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="figures-{question.codes.replace(",", "+")}-{question.period.code}.{form}"'
    return response
