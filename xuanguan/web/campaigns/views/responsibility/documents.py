"""Documents that divide tasks: the campaign's, and published ones to look up; as files; names of no unit settled by hand."""
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xuanguan.campaigns import actions, exports, queries
from xuanguan.campaigns.models import Assignment, ResponsibilityDocument
from xuanguan.campaigns.permissions import can_run
from xuanguan.policies.models import TargetCascade
from xuanguan.web.campaigns.forms import UnitField
from xuanguan.web.campaigns.matrix import MARKS
from xuanguan.web.campaigns.tabs import campaign_asked_for, campaign_tabs
from xuanguan.web.campaigns.views.responsibility.matrix import filters_of, views_of

FILES = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
}


@require_safe
def document_list(request: HttpRequest, campaign: str) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    return render(request, "campaigns/responsibility/documents.html", {
        "campaign": found, "tabs": campaign_tabs(found, "responsibility"), "views": views_of(found, "documents"),
        "own": queries.documents_of(found), "published": queries.published_documents(), "may_set": can_run(request.user, found),
        "cascades": TargetCascade.objects.prefetch_related("rows__target"),
    })


@require_http_methods(["GET", "HEAD", "POST"])
def document(request: HttpRequest, campaign: str, document: int) -> HttpResponse:
    """One document as it says it; a coordinator says which unit a name stands for."""
    found = campaign_asked_for(request, campaign)
    one = get_object_or_404(ResponsibilityDocument.objects.filter(Q(campaign=found) | Q(campaign=None)), pk=document)
    may_set = one.campaign_id is not None and can_run(request.user, found)
    problem, typed = "", ""
    if request.method == "POST":
        assignment = get_object_or_404(Assignment, pk=request.POST.get("assignment", "0"), item__document=one)
        typed = request.POST.get("unit", "")
        try:
            unit = UnitField(required=False).clean(typed)
        except ValidationError as refused:
            problem = " ".join(refused.messages)
        else:
            if unit is not None:
                places = actions.settle_name(assignment=assignment, unit=unit, by=request.user)
                messages.success(request, _("“%(name)s” stands for %(unit)s in %(places)s places.") % {"name": assignment.name, "unit": unit, "places": places})
            return redirect("campaigns:document", found.code, one.pk)
    items = list(queries.items_of(one))
    unknown: dict[str, Assignment] = {}
    for row in (row for item in items for row in item.assignments.all() if row.unit is None and not row.group):
        unknown.setdefault(row.name, row)
    return render(request, "campaigns/responsibility/document.html", {
        "campaign": found, "document": one, "may_set": may_set, "unknown": unknown.values() if may_set else [], "problem": problem, "typed": typed,
        "items": [(item, [(MARKS[row.role], row) for row in sorted(item.assignments.all(), key=lambda row: row.order)]) for item in items],
        "returns": one.returns.all(),
    }, status=422 if problem else 200)


@require_POST
def remove(request: HttpRequest, campaign: str, document: int) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    one = get_object_or_404(ResponsibilityDocument, pk=document, campaign=found)
    actions.remove_document(document=one, by=request.user)
    messages.success(request, _("“%(document)s” was taken out with its tasks.") % {"document": one})
    return redirect("campaigns:documents", found.code)


@require_safe
def export(request: HttpRequest, campaign: str, form: str) -> HttpResponse:
    """The matrix as filtered (xlsx), or the division of work as official documents print it (docx)."""
    found = campaign_asked_for(request, campaign)
    if form not in FILES:
        raise Http404
    filters = filters_of(request)
    documents = [one for one in queries.documents_of(found) if not filters.document or one.code == filters.document]
    if form == "xlsx":
        data = exports.matrix_workbook(queries.narrowed(queries.matrix_of(found, filters.document), filters), found, documents)
    else:
        data = exports.division_of_work(documents, found)
    kind, ending = FILES[form]
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{found.code}-responsibility.{ending}"'})
