"""A plan by spreadsheet: the template, what would happen, the entering."""
import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from xuanguan.campaigns.imports.plan_sheets import import_plan_sheet, read_plan_sheet
from xuanguan.campaigns.models import Plan
from xuanguan.campaigns.permissions.plans import check_write
from xuanguan.campaigns.plan_columns import plan_columns
from xuanguan.common.exceptions import PersonError, RowErrors
from xuanguan.organisations.imports.templates import template as sheet_template
from xuanguan.web.campaigns.plan_forms import SheetForm
from xuanguan.web.campaigns.tabs import campaign_asked_for, day_of
from xuanguan.web.campaigns.views.plans.finding import done, plan_address, plan_or_404
from xuanguan.web.campaigns.views.plans.reading import FILES

MOST_SHOWN = 200


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, campaign: str, plan: int) -> HttpResponse:
    """Tried out here; entered by a second press with the same file."""
    found = campaign_asked_for(request, campaign)
    one = plan_or_404(request, found, plan)
    check_write(request.user, one)
    sent = request.method == "POST"
    form, context = SheetForm(request.POST if sent else None, request.FILES if sent else None), {}
    if sent and form.is_valid():
        try:
            name, data = form.cleaned_data["sheet"] or kept(request, one)
            if "apply" in request.POST:
                run = import_plan_sheet(data, name, plan=one, by=request.user, on=day_of(request, found))
                forget(request, one)
                return done(request, ngettext("%(count)s row entered.", "%(count)s rows entered.", len(run.new)) % {"count": len(run.new)}, plan_address(one))
            context = tried(request, one, name, data, read_plan_sheet(data, name, plan=one, by=request.user, on=day_of(request, found)))
        except RowErrors:
            context = tried(request, one, name, data, read_plan_sheet(data, name, plan=one, by=request.user, on=day_of(request, found)))
        except PersonError as refused:
            form.add_error("sheet", refused.sentence)
    return render(request, "campaigns/plans/sheet.html", {"campaign": found, "plan": one, "form": form, **context},
                  status=422 if form.errors or context.get("errors") else 200)


@require_safe
def template(request: HttpRequest, campaign: str, plan: int) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    one = plan_or_404(request, found, plan)
    check_write(request.user, one)
    return HttpResponse(sheet_template(_("Plan"), plan_columns(found)), content_type=FILES["xlsx"][0], headers={
        "Content-Disposition": f'attachment; filename="plan-{one.unit.code}.xlsx"'})


def tried(request: HttpRequest, plan: Plan, name: str, data: bytes, run) -> dict:
    if not run.errors:
        keep(request, plan, name, data)
    headings = run.sheet.headings
    return {"run": run, "file_name": name, "errors": run.errors[:MOST_SHOWN], "more_errors": max(0, len(run.errors) - MOST_SHOWN), "headings": headings,
            "rows": [(row.reader.row.number, row.item is None, [row.reader.row.text(heading) for heading in headings]) for row in run.new[:MOST_SHOWN]],
            "more_rows": max(0, len(run.new) - MOST_SHOWN)}


# Between the dry run and the act the file waits under the person's and the plan's own number.

def _place(request: HttpRequest, plan: Plan) -> str:
    return f"sheets/{request.user.pk}/plan-{plan.pk}"


def keep(request: HttpRequest, plan: Plan, name: str, data: bytes) -> None:
    forget(request, plan)
    default_storage.save(_place(request, plan), ContentFile(data))
    request.session[f"plan-sheet-{plan.pk}"] = {"name": name, "sha256": hashlib.sha256(data).hexdigest()}


def kept(request: HttpRequest, plan: Plan) -> tuple[str, bytes]:
    """The file that was tried out, if it is still here and the same."""
    said = request.session.get(f"plan-sheet-{plan.pk}") or {}
    if not said or not default_storage.exists(_place(request, plan)):
        raise PersonError(_("Choose a file first."))
    with default_storage.open(_place(request, plan)) as file:
        data = file.read()
    if hashlib.sha256(data).hexdigest() != said["sha256"]:
        raise PersonError(_("The file is no longer here. Choose it again."))
    return said["name"], data


def forget(request: HttpRequest, plan: Plan) -> None:
    if default_storage.exists(_place(request, plan)):
        default_storage.delete(_place(request, plan))
