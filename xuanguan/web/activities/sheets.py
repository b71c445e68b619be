"""Activities by spreadsheet: the template, the upload, what would happen, the applying, the undoing; and the list as a file."""
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xuanguan.activities import actions, exports
from xuanguan.activities.enums import ActivityState
from xuanguan.activities.imports import (
    ColumnsUnknown,
    DryRun,
    HeldSheet,
    NoLongerKept,
    NothingToApply,
    apply_sheet,
    dry_run,
    held,
    hold,
    open_sheet,
    write_template,
)
from xuanguan.activities.models import SheetImport
from xuanguan.activities.permissions import REPORTERS, can_undo_sheet
from xuanguan.activities.queries import activities_seen_by, blocking_undo, filtered, for_list, sheets_seen_by
from xuanguan.activities.values import ActivityValues
from xuanguan.campaigns.models import ActivityKind
from xuanguan.common.exceptions import NotAllowed, PersonError, RowErrors
from xuanguan.common.spreadsheets import write_sheet
from xuanguan.design.values import Link
from xuanguan.organisations.permissions import grants_of
from xuanguan.web.activities import wording
from xuanguan.web.activities.campaign import campaign_at_hand
from xuanguan.web.activities.forms.filters import FilterForm
from xuanguan.web.activities.forms.sheets import ColumnsForm, UploadForm
from xuanguan.web.activities.rows import rows_of

# So many are shown on the page; all errors are in the file.
MOST_ERRORS, MOST_LIKELY, MOST_ROWS, MOST_BLOCKED = 100, 200, 10, 50


@require_http_methods(["GET", "HEAD", "POST"])
def sheets(request: HttpRequest) -> HttpResponse:
    """The template, the upload, and the sheets applied so far."""
    campaign = campaign_at_hand(request)
    if not request.user.is_superuser and not grants_of(request.user, *REPORTERS):
        raise NotAllowed(_("To report by spreadsheet you need to report for a unit. Ask the administrator of your unit."))
    form = UploadForm(request.POST or None, request.FILES or None, campaign=campaign, person=request.user)
    if request.method == "POST" and form.is_valid():
        name = request.FILES["file"].name
        try:
            open_sheet(form.cleaned_data["file"], name, campaign=campaign, unit=form.cleaned_data["unit"])
        except PersonError as error:
            form.add_error("file", error.sentence)
        else:
            kept = hold(form.cleaned_data["file"], name, campaign=campaign, unit=form.cleaned_data["unit"], by=request.user)
            return HttpResponseRedirect(reverse("activities:sheet", args=[kept.sha256]))
    return render(request, "activities/sheet_upload.html", {
        "campaign": campaign, "form": form, "sheets": sheets_seen_by(request.user, campaign)[:20], "crumbs": crumbs()},
        status=422 if form.errors else 200)


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    campaign = campaign_at_hand(request)
    return attachment(write_template(campaign, person=request.user), f"{campaign.code}-{_('template')}.xlsx", exports.CONTENT_TYPES["xlsx"])


@require_safe
def sheet(request: HttpRequest, sha256: str) -> HttpResponse:
    """The dry run: nothing is written."""
    try:
        kept = held(sha256, by=request.user)
    except NoLongerKept as error:
        messages.warning(request, error.sentence)
        return HttpResponseRedirect(reverse("activities:sheets"))
    try:
        run = run_of(kept, request)
    except ColumnsUnknown as error:
        messages.info(request, error.sentence)
        return HttpResponseRedirect(reverse("activities:sheet-columns", args=[sha256]))
    return render(request, "activities/sheet_dry_run.html", {
        "kept": kept, "run": run, "errors": run.errors[:MOST_ERRORS], "more_errors": max(0, len(run.errors) - MOST_ERRORS),
        "likely": run.likely[:MOST_LIKELY], "all_likely_shown": len(run.likely) <= MOST_LIKELY, "first_rows": first_rows(run),
        "crumbs": crumbs(kept.name)})


@require_safe
def errors(request: HttpRequest, sha256: str) -> HttpResponse:
    """Every cell that needs mending, as a sheet to work through."""
    kept = held(sha256, by=request.user)
    found = run_of(kept, request).errors
    data = write_sheet(_("To mend"), [_("Cell"), _("Column"), _("What to do")], [(one.cell, one.column, one.sentence) for one in found])
    return attachment(data, f"{_('to mend')}-{kept.name.rsplit('.', 1)[0]}.xlsx", exports.CONTENT_TYPES["xlsx"])


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, sha256: str) -> HttpResponse:
    """What each column of a ledger is: said once, kept for the unit."""
    kept = held(sha256, by=request.user)
    opened = open_sheet(kept.data, kept.name, campaign=kept.campaign, unit=kept.unit)
    form = ColumnsForm(request.POST or None, opened=opened, campaign=kept.campaign)
    if request.method == "POST" and form.is_valid():
        actions.keep_mapping(unit=kept.unit, headings=opened.sheet.headings, fields=form.mapping.as_json(), by=request.user)
        return HttpResponseRedirect(reverse("activities:sheet", args=[sha256]))
    return render(request, "activities/sheet_columns.html", {"kept": kept, "form": form, "opened": opened, "crumbs": crumbs(kept.name)},
                  status=422 if form.errors else 200)


@require_POST
def apply(request: HttpRequest, sha256: str) -> HttpResponse:
    """All rows, or none."""
    kept = held(sha256, by=request.user)
    leave = {int(number) for number in request.POST.getlist("leave") if number.isdecimal()}
    try:
        made = apply_sheet(kept.data, kept.name, sha256=sha256, campaign=kept.campaign, unit=kept.unit, by=request.user, leave=leave,
                           leave_likely=bool(request.POST.get("leave_likely")))
    except (RowErrors, NothingToApply, ColumnsUnknown) as error:
        messages.error(request, error.sentence)
        return HttpResponseRedirect(reverse("activities:sheet", args=[sha256]))
    except actions.AlreadyApplied as error:
        messages.error(request, error.sentence)
        return HttpResponseRedirect(reverse("activities:applied-sheet", args=[error.sheet.pk]))
    messages.success(request, ngettext("%(count)s report was made and submitted.", "%(count)s reports were made and submitted.", made.rows) % {"count": made.rows})
    return HttpResponseRedirect(reverse("activities:applied-sheet", args=[made.pk]))


@require_safe
def applied(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet that was applied: what became of its reports, and the undoing."""
    found = sheet_or_404(request, pk)
    seen = activities_seen_by(request.user, found.campaign).filter(sheet=found)
    counts = dict(seen.order_by().values_list("state").annotate(n=Count("pk")))
    states = [(label, counts[value]) for value, label in ActivityState.choices if value in counts]
    blocked = blocking_undo(found)
    standing = seen.exclude(state="withdrawn").exists()
    return render(request, "activities/sheet_applied.html", {
        "sheet": found, "states": states, "blocked_count": blocked.count(),
        "blocked": rows_for_page(blocked, MOST_BLOCKED), "rows": rows_for_page(seen.order_by("pk"), MOST_ROWS),
        "may_undo": standing and found.undone_at is None and can_undo_sheet(request.user, found), "crumbs": crumbs(found.name)})


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = sheet_or_404(request, pk)
    try:
        undone = actions.undo_sheet(sheet=found, by=request.user, leaving=bool(request.POST.get("leaving")))
    except actions.CannotUndo as error:
        messages.error(request, error.sentence)
    else:
        messages.success(request, ngettext("%(count)s report was withdrawn.", "%(count)s reports were withdrawn.", undone.withdrawn) % {"count": undone.withdrawn})
    return HttpResponseRedirect(reverse("activities:applied-sheet", args=[pk]))


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The list of activities with the filters of its page, as a file."""
    if form not in exports.CONTENT_TYPES:
        raise Http404
    campaign = campaign_at_hand(request)
    filter_form = FilterForm(request.GET, campaign=campaign)
    found = filtered(activities_seen_by(request.user, campaign), filter_form.filters, campaign)
    export = exports.Export.now(campaign, found, filters_in_words(filter_form))
    name = f"{export.file_name}.{form}"
    if form == "xlsx":
        return attachment(exports.write_xlsx(export), name, exports.CONTENT_TYPES[form])
    stream = exports.stream_csv(export) if form == "csv" else exports.stream_json(export)
    response = StreamingHttpResponse(in_language(stream, translation.get_language()), content_type=exports.CONTENT_TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def in_language(stream, language: str | None):
    """A stream is read after the request has left its language: each piece is made in it."""
    stream = iter(stream)
    while True:
        with translation.override(language):
            piece = next(stream, None)
        if piece is None:
            return
        yield piece


def filters_in_words(form: FilterForm) -> str:
    """Kind: Lecture; From: 2012-02-06."""
    said = []
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if value and name != "sort":
            words = dict(field.choices).get(value, value) if name in ("state", "origin") else _("yes") if value is True else value
            said.append(_("%(name)s: %(value)s") % {"name": field.label, "value": words})
    return "; ".join(said)


def run_of(kept: HeldSheet, request: HttpRequest) -> DryRun:
    return dry_run(kept.data, kept.name, campaign=kept.campaign, unit=kept.unit, by=request.user)


@dataclass(frozen=True, slots=True)
class FirstRow:
    """A row as it would become a report, with its numbers in words."""

    number: int
    values: ActivityValues
    measures: list[tuple[str, str]]


def first_rows(run: DryRun) -> list[FirstRow]:
    rows = run.rows[:MOST_ROWS]
    asked = {kind.pk: kind.measures.all() for kind in ActivityKind.objects.filter(
        pk__in={row.values.kind.pk for row in rows}).prefetch_related("measures")}
    return [FirstRow(row.number, row.values, wording.measures_in_words(row.values.measures, asked[row.values.kind.pk])) for row in rows]


def sheet_or_404(request: HttpRequest, pk: int) -> SheetImport:
    found = sheets_seen_by(request.user, campaign_at_hand(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def attachment(data: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


def crumbs(*names: str) -> list[Link]:
    trail = [Link(_("Activities"), reverse("activities:list")), Link(_("By spreadsheet"), reverse("activities:sheets"))]
    return [*trail, *(Link(name) for name in names)]


def rows_for_page(activities, most: int):
    return rows_of(for_list(activities).prefetch_related("kind__measures")[:most])
