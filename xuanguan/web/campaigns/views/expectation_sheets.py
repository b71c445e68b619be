"""What is expected from a spreadsheet: tried out first, then set whole; and out again in the same columns."""
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from xuanguan.activities.actions import tell_deeds_again
from xuanguan.campaigns import imports
from xuanguan.campaigns.imports.expectation_sheets import COLUMNS
from xuanguan.campaigns.permissions import check_run
from xuanguan.common.exceptions import PersonError, ValidationError
from xuanguan.common.files import read_upload
from xuanguan.common.spreadsheets import write_sheet
from xuanguan.organisations.imports.templates import template
from xuanguan.web.campaigns.tabs import campaign_asked_for, campaign_tabs
from xuanguan.web.campaigns.views.responsibility.bringing_in import forget, keep, kept

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SHOWN = 100


class ExpectationSheetForm(forms.Form):
    sheet = forms.FileField(label=gettext_lazy("Spreadsheet"), help_text=gettext_lazy("xlsx, xls or ods, at most 10 MB"), required=False,
                            widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods"}))

    def clean_sheet(self):
        upload = self.cleaned_data["sheet"]
        if not upload:
            return None
        try:
            return upload.name, read_upload(upload, limit=settings.SHEET_LIMIT)
        except PersonError as error:
            raise ValidationError(error.sentence) from None


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest, campaign: str) -> HttpResponse:
    """Tried out first; entered by a second press with the same file."""
    found = campaign_asked_for(request, campaign)
    check_run(request.user, found)
    form = ExpectationSheetForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"campaign": found, "tabs": campaign_tabs(found, "expectations")}
    if request.method == "POST" and form.is_valid():
        try:
            name, data = form.cleaned_data["sheet"] or kept(request)
            run = imports.read_expectations(data, name, campaign=found)
            if "apply" in request.POST and not run.errors:
                made = imports.import_expectations(data, name, campaign=found, by=request.user)
                forget(request)
                for one in made:
                    tell_deeds_again(expectation=one, by=request.user)
                messages.success(request, ngettext("%(n)s expectation was set.", "%(n)s expectations were set.", len(made)) % {"n": len(made)})
                return redirect("campaigns:expectations", found.code)
            if not run.errors:
                keep(request, name, data)
            context |= {"run": run, "file_name": name, "errors": run.errors[:MOST_SHOWN], "more_errors": max(0, len(run.errors) - MOST_SHOWN),
                        "rows": [] if run.errors else run.new[:MOST_SHOWN]}
        except PersonError as refused:
            form.add_error("sheet", refused.sentence)
    return render(request, "campaigns/coverage/sheet.html", context | {"form": form}, status=422 if form.errors or context.get("errors") else 200)


@require_safe
def sheet_template(request: HttpRequest, campaign: str) -> HttpResponse:
    check_run(request.user, campaign_asked_for(request, campaign))
    return HttpResponse(template(_("Expectations"), COLUMNS), content_type=XLSX, headers={"Content-Disposition": 'attachment; filename="expectations.xlsx"'})


@require_safe
def export(request: HttpRequest, campaign: str) -> HttpResponse:
    """In the columns that the import reads."""
    found = campaign_asked_for(request, campaign)
    data = write_sheet(_("Expectations"), imports.expectation_headings(), imports.expectation_rows(found))
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{found.code}-expectations.xlsx"'})
