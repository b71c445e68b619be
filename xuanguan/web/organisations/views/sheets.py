"""Units, people and members from a spreadsheet: upload, see what it would do, then apply."""
import hashlib
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from xuanguan.common.exceptions import PersonError
from xuanguan.common.files import read_upload
from xuanguan.design.values import Link
from xuanguan.organisations import imports
from xuanguan.organisations.columns import MEMBERSHIP_COLUMNS, PEOPLE_COLUMNS, unit_columns
from xuanguan.organisations.imports.templates import template
from xuanguan.organisations.permissions import check_administer_something

MOST_SHOWN = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class SheetKind:
    label: Any
    columns: Any
    read: Any
    apply: Any


KINDS = {
    "units": SheetKind(gettext_lazy("Units"), unit_columns, imports.read_units, imports.import_units),
    "people": SheetKind(gettext_lazy("People of units"), lambda: PEOPLE_COLUMNS, imports.read_people, imports.import_people),
    "members": SheetKind(gettext_lazy("Members of leading groups"), lambda: MEMBERSHIP_COLUMNS, imports.read_memberships, imports.import_memberships),
}


class UploadForm(forms.Form):
    sheet = forms.FileField(
        label=gettext_lazy("Spreadsheet"), help_text=gettext_lazy("xlsx, xls or ods, at most 10 MB"),
        error_messages={"required": gettext_lazy("Choose a file first."), "empty": gettext_lazy("The file is empty. Save it again and choose it anew.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods"}))

    def clean_sheet(self):
        try:
            return self.cleaned_data["sheet"].name, read_upload(self.cleaned_data["sheet"], limit=settings.SHEET_LIMIT)
        except PersonError as error:
            raise ValidationError(error.sentence) from None


@require_http_methods(["GET", "HEAD", "POST"])
def sheet_import(request: HttpRequest, kind: str) -> HttpResponse:
    """First what the file would do, with every error by cell; then, with the same file, the act."""
    sheet_kind = _kind(kind)
    check_administer_something(request.user)
    form = UploadForm()
    context = {"kind": kind, "sheet_kind": sheet_kind, "tabs": [
        Link(label=one.label, href=reverse("organisations:import", args=[code]), current=code == kind) for code, one in KINDS.items()]}
    if request.POST.get("apply"):
        return _apply(request, kind, sheet_kind)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            name, data = form.cleaned_data["sheet"]
            try:
                context |= _dry_run(request, sheet_kind, name, data)
            except PersonError as error:
                form.add_error("sheet", error.sentence)
    return render(request, "organisations/import.html", context | {"form": form}, status=422 if form.errors else 200)


@require_safe
def sheet_template(request: HttpRequest, kind: str) -> HttpResponse:
    """The sheet to fill in, with help and drop-down lists, in the language of the page."""
    sheet_kind = _kind(kind)
    check_administer_something(request.user)
    return HttpResponse(template(str(sheet_kind.label), sheet_kind.columns()), content_type=XLSX, headers={
        "Content-Disposition": f'attachment; filename="{kind}.xlsx"'})


def _kind(kind: str) -> SheetKind:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _dry_run(request: HttpRequest, sheet_kind: SheetKind, name: str, data: bytes) -> dict:
    run = sheet_kind.read(data, name, by=request.user)
    headings = run.sheet.headings
    context = {
        "run": run, "file_name": name, "errors": run.errors[:MOST_SHOWN], "more_errors": max(0, len(run.errors) - MOST_SHOWN), "headings": headings,
        "rows": [(entry.reader.row.number, [entry.reader.row.text(heading) for heading in headings]) for entry in run.new[:MOST_SHOWN]],
        "more_rows": max(0, len(run.new) - MOST_SHOWN)}
    if run.new and not run.errors:
        context["kept"] = _keep(request, data)
    return context


def _apply(request: HttpRequest, kind: str, sheet_kind: SheetKind) -> HttpResponse:
    data = _kept(request, request.POST.get("kept", ""))
    here = redirect("organisations:import", kind=kind)
    if data is None:
        messages.error(request, _("The file is no longer here. Choose it again."))
        return here
    made = sheet_kind.apply(data, request.POST.get("file_name", "")[:100] or "sheet", by=request.user)
    default_storage.delete(_place(request, request.POST["kept"]))
    messages.success(request, ngettext("%(count)s row was entered.", "%(count)s rows were entered.", len(made)) % {"count": len(made)})
    return redirect("organisations:list") if kind == "units" else here


# Between the dry run and the act the file waits under the person's own number; what they left earlier is cleared.


def _place(request: HttpRequest, digest: str) -> str:
    return f"sheets/{request.user.pk}/{digest}"


def _keep(request: HttpRequest, data: bytes) -> str:
    folder = f"sheets/{request.user.pk}"
    if default_storage.exists(folder):
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")
    digest = hashlib.sha256(data).hexdigest()
    default_storage.save(_place(request, digest), ContentFile(data))
    return digest


def _kept(request: HttpRequest, digest: str) -> bytes | None:
    """The file again, if it is the one that was tried out."""
    if not digest.isalnum() or not default_storage.exists(_place(request, digest)):
        return None
    with default_storage.open(_place(request, digest)) as file:
        data = file.read()
    return data if hashlib.sha256(data).hexdigest() == digest else None
