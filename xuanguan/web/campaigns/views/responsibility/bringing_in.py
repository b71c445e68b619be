"""Bringing tasks in: from a spreadsheet (a dry run, then whole) and from prose (text left, what it says right, then whole)."""
import hashlib

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from xuanguan.campaigns import actions, imports
from xuanguan.campaigns.enums import AssignmentRole
from xuanguan.campaigns.imports.prose import MOST_CHARACTERS
from xuanguan.campaigns.imports.responsibility_sheets import COLUMNS
from xuanguan.campaigns.models import ResponsibilityDocument
from xuanguan.campaigns.permissions import check_run
from xuanguan.common.exceptions import PersonError
from xuanguan.common.files import read_upload
from xuanguan.design.values import Problem
from xuanguan.organisations.imports.templates import template
from xuanguan.web.campaigns.forms import day_input
from xuanguan.web.campaigns.matrix import MARKS, WORDS
from xuanguan.web.campaigns.tabs import campaign_asked_for, campaign_tabs
from xuanguan.web.campaigns.views.responsibility.documents import FILES
from xuanguan.web.campaigns.views.responsibility.matrix import views_of

MOST_SHOWN = 200


class SheetForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title of the document"), max_length=300)
    sheet = forms.FileField(label=gettext_lazy("Spreadsheet"), help_text=gettext_lazy("xlsx, xls or ods, at most 10 MB"), required=False,
                            widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods"}))
    one_lead = forms.BooleanField(label=gettext_lazy("Each task has one lead only"), required=False)
    keeps_unknown = forms.BooleanField(label=gettext_lazy("Keep names that no unit bears as they are written"), required=False)
    replaces = forms.BooleanField(label=gettext_lazy("Replace the document of the same title"), required=False)

    def clean_sheet(self):
        upload = self.cleaned_data["sheet"]
        if not upload:
            return None
        try:
            return upload.name, read_upload(upload, limit=settings.SHEET_LIMIT)
        except PersonError as error:
            raise ValidationError(error.sentence) from None

    def options(self) -> imports.SheetOptions:
        words = self.cleaned_data
        return imports.SheetOptions(title=words["title"], code=imports.document_code(words["title"]), one_lead=words["one_lead"], keeps_unknown=words["keeps_unknown"],
                                    replaces=words["replaces"])


class ProseForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title of the document"), max_length=300)
    written = forms.DateField(label=gettext_lazy("Written on"), required=False, widget=day_input(),
                              help_text=gettext_lazy("A deadline without a year is the next after this day."))
    text = forms.CharField(label=gettext_lazy("Text"), widget=forms.Textarea(attrs={"rows": 14}), max_length=MOST_CHARACTERS,
                           help_text=gettext_lazy("As the document has it: 由…牵头，…配合，6月底前完成; （…负责）; 牵头单位：…"))
    replaces = forms.BooleanField(label=gettext_lazy("Replace the document of the same title"), required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest, campaign: str) -> HttpResponse:
    """The ways in; a spreadsheet is tried out here, and entered by a second press with the same file."""
    found = campaign_asked_for(request, campaign)
    check_run(request.user, found)
    context = {"campaign": found, "tabs": campaign_tabs(found, "responsibility"), "views": views_of(found, "bring-in"), "prose": ProseForm()}
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            name, data = form.cleaned_data["sheet"] or kept(request)
            if "apply" in request.POST:
                document = imports.import_responsibility_sheet(data, name, campaign=found, options=form.options(), by=request.user)
                forget(request)
                messages.success(request, _("“%(document)s” was entered with %(count)s tasks.") % {"document": document, "count": document.items.count()})
                return redirect("campaigns:responsibility", found.code)
            context |= tried(request, name, data, imports.read_responsibility_sheet(data, name, campaign=found, options=form.options()))
        except actions.CannotAssign as refused:
            for problem in refused.problems:
                form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        except PersonError as refused:
            form.add_error("sheet", refused.sentence)
    return render(request, "campaigns/responsibility/bring_in.html", context | {"form": form}, status=422 if form.errors or context.get("errors") else 200)


def tried(request: HttpRequest, name: str, data: bytes, run) -> dict:
    if not run.errors:
        keep(request, name, data)
    headings = run.sheet.headings
    return {"run": run, "file_name": name, "errors": run.errors[:MOST_SHOWN], "more_errors": max(0, len(run.errors) - MOST_SHOWN), "headings": headings,
            "rows": [(one.reader.row.number, [one.reader.row.text(heading) for heading in headings]) for one in run.new[:MOST_SHOWN]],
            "more_rows": max(0, len(run.new) - MOST_SHOWN)}


@require_safe
def sheet_template(request: HttpRequest, campaign: str) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    check_run(request.user, found)
    return HttpResponse(template(_("Responsibilities"), COLUMNS), content_type=FILES["xlsx"][0], headers={
        "Content-Disposition": 'attachment; filename="responsibilities.xlsx"'})


@require_http_methods(["GET", "HEAD", "POST"])
def prose(request: HttpRequest, campaign: str) -> HttpResponse:
    """Text left, what it says right: each name with its role and its unit, the unknown ones to be chosen; then entered whole."""
    found = campaign_asked_for(request, campaign)
    check_run(request.user, found)
    form = ProseForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "campaigns/responsibility/bring_in.html", {
            "campaign": found, "tabs": campaign_tabs(found, "responsibility"), "views": views_of(found, "bring-in"), "form": SheetForm(), "prose": form,
        }, status=422 if form.errors else 200)
    words = form.cleaned_data
    text = words["text"].replace("\r\n", "\n")
    items = imports.propose(text, campaign=found, written=words["written"])
    problems: list[Problem] = []
    if "apply" in request.POST:
        values, open_points = imports.decided(items, request.POST, campaign=found, title=words["title"], code=imports.document_code(words["title"]))
        problems = [Problem(f"{one.place}: {one.sentence}" if one.place else one.sentence, f"#{one.field}" if one.field else "") for one in open_points]
        if not problems:
            try:
                document = actions.write_document(campaign=found, values=values, replaces=words["replaces"], by=request.user)
            except actions.CannotAssign as refused:
                problems = [Problem(f"{one.place}: {one.sentence}" if one.place else one.sentence) for one in refused.problems]
            else:
                messages.success(request, _("“%(document)s” was entered with %(count)s tasks.") % {"document": document, "count": document.items.count()})
                return redirect("campaigns:responsibility", found.code)
    return render(request, "campaigns/responsibility/review.html", {
        "campaign": found, "form": form, "problems": problems, "items": [review_of(item, request.POST, "apply" in request.POST) for item in items],
        "pieces": pieces_of(text, items), "roles": [(role.value, MARKS[role], WORDS[role]) for role in AssignmentRole],
        "clauses": found.version.clauses.order_by("order"), "unsettled": sum(not item.is_settled for item in items),
        "own": ResponsibilityDocument.OWN,
    }, status=422 if problems else 200)


def review_of(item, said, is_answer: bool) -> dict:
    """One proposed task as its fields stand: as proposed at first, then as the person left them."""
    def value(key: str, proposed):
        return said.get(key, "") if is_answer else proposed

    deadline = item.divided.deadline
    return {
        "item": item, "keep": bool(said.get(f"{item.key}-keep")) if is_answer else True, "task": value(f"{item.key}-task", item.divided.task),
        "clause": value(f"{item.key}-clause", item.clause.code if item.clause else ""),
        "due": value(f"{item.key}-due", deadline.day.isoformat() if deadline and deadline.day else ""), "due_words": deadline.words if deadline else "",
        "names": [{
            "one": one, "role": value(f"{one.key}-role", one.name.role), "keep": bool(said.get(f"{one.key}-keep")) if is_answer else False,
            "unit": value(f"{one.key}-unit", f"{one.known.unit.name_zh} ({one.known.unit.code})" if one.known.unit else ""),
        } for one in item.names]}


def pieces_of(text: str, items) -> list[tuple[str, str]]:
    """The text in pieces: plain (""), or the words that name units, with the key of their task."""
    pieces, at = [], 0
    for item in items:
        pieces += [(text[at:item.divided.start], ""), (text[item.divided.start:item.divided.end], item.key)]
        at = item.divided.end
    return [(words, key) for words, key in [*pieces, (text[at:], "")] if words]


# Between the dry run and the act the file waits under the person's own number.

def _place(request: HttpRequest) -> str:
    return f"sheets/{request.user.pk}/responsibilities"


def keep(request: HttpRequest, name: str, data: bytes) -> None:
    forget(request)
    default_storage.save(_place(request), ContentFile(data))
    request.session["responsibilities"] = {"name": name, "sha256": hashlib.sha256(data).hexdigest()}


def kept(request: HttpRequest) -> tuple[str, bytes]:
    """The file that was tried out, if it is still here and the same."""
    said = request.session.get("responsibilities") or {}
    if not said or not default_storage.exists(_place(request)):
        raise PersonError(_("Choose a file first."))
    with default_storage.open(_place(request)) as file:
        data = file.read()
    if hashlib.sha256(data).hexdigest() != said["sha256"]:
        raise PersonError(_("The file is no longer here. Choose it again."))
    return said["name"], data


def forget(request: HttpRequest) -> None:
    if default_storage.exists(_place(request)):
        default_storage.delete(_place(request))
