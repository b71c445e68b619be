"""The matrix, what is missing in it, and what one unit answers for."""
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xuanguan.campaigns import queries
from xuanguan.campaigns.enums import AssignmentRole
from xuanguan.campaigns.permissions import can_run
from xuanguan.design.values import Link
from xuanguan.organisations.models import Unit
from xuanguan.web.campaigns.matrix import MARKS, WORDS, MatrixRows, column_heads, column_sums
from xuanguan.web.campaigns.tabs import campaign_asked_for, campaign_tabs

# Beyond these the page is cut: 300 × 60 cells are what a browser still scrolls without a stutter.
LINES_ON_A_PAGE, UNITS_ON_A_PAGE = 300, 60


@require_safe
def matrix(request: HttpRequest, campaign: str) -> HttpResponse:
    found = campaign_asked_for(request, campaign)
    filters = filters_of(request)
    whole = queries.matrix_of(found, filters.document)
    shown = queries.narrowed(whole, filters)
    columns = Paginator(shown.columns, UNITS_ON_A_PAGE).get_page(request.GET.get("units"))
    lines = Paginator(shown.lines, LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    chapters = on_page(shown.chapters, lines) if lines.has_other_pages() else shown.chapters
    base = reverse("campaigns:responsibility", args=[found.code])
    rows = MatrixRows(columns.object_list, f"{base}line/")
    missing = queries.missing_in(whole, found)
    return render(request, "campaigns/responsibility/matrix.html", {
        "campaign": found, "tabs": campaign_tabs(found, "responsibility"), "views": views_of(found, "responsibility"), "filters": filters,
        "roles": [(role.value, MARKS[role], WORDS[role]) for role in AssignmentRole], "may_set": can_run(request.user, found),
        "matrix": shown, "columns": columns, "lines": lines, "heads": column_heads(columns.object_list, f"{base}unit/", found.territory.short.removesuffix(" Province")),
        "sums": column_sums(columns.object_list), "rows": rows.chapters(chapters), "missing": missing, "base": base,
        "listed": listed(chapters, shown), "is_empty": not whole.documents,
        "documents": whole.documents,
    })


def filters_of(request: HttpRequest) -> queries.MatrixFilters:
    said = request.GET
    role = said.get("role", "")
    return queries.MatrixFilters(
        words=said.get("words", "").strip()[:80], unit=said.get("unit", "").strip()[:60], role=role if role in AssignmentRole.values else "",
        gaps=bool(said.get("gaps")), document=said.get("document", "")[:60])


def views_of(campaign, current: str) -> list[Link]:
    labels = {"responsibility": _("Matrix"), "missing": _("What is missing"), "documents": _("Documents"), "bring-in": _("Bring in")}
    return [Link(label, reverse(f"campaigns:{name}", args=[campaign.code]), name == current) for name, label in labels.items()]


def on_page(chapters, lines):
    """Only the lines of the page, under their headings."""
    keys = {line.key for line in lines.object_list}
    cut = [type(chapter)(chapter.heading, [line for line in chapter.lines if line.key in keys]) for chapter in chapters]
    return [chapter for chapter in cut if chapter.lines]


def listed(chapters, shown):
    """For narrow screens: each line with its units by role, in words."""
    names = {column.key: column.short for column in shown.columns}
    for chapter in chapters:
        for line in chapter.lines:
            by_role: dict[str, list[str]] = {}
            for key, role in line.cells.items():
                if key in names:
                    by_role.setdefault(role, []).append(names[key])
            yield line, [(WORDS[role], by_role[role]) for role in AssignmentRole if role in by_role]


@require_safe
def missing(request: HttpRequest, campaign: str) -> HttpResponse:
    """Clauses without a lead, units without a task, clauses that nobody below leads, names of no unit."""
    found = campaign_asked_for(request, campaign)
    whole = queries.matrix_of(found)
    return render(request, "campaigns/responsibility/missing.html", {
        "campaign": found, "tabs": campaign_tabs(found, "responsibility"), "views": views_of(found, "missing"),
        "missing": queries.missing_in(whole, found), "may_set": can_run(request.user, found), "names": {one.key: one.short for one in whole.columns},
    })


@require_safe
def unit(request: HttpRequest, campaign: str, unit: str) -> HttpResponse:
    """What one unit answers for, what it leads first."""
    found = campaign_asked_for(request, campaign)
    one = get_object_or_404(Unit, code=unit)
    return render(request, "campaigns/responsibility/unit.html", {
        "campaign": found, "unit": one, "base": reverse("campaigns:responsibility", args=[found.code]), "assigned": [(MARKS[row.role], row) for row in queries.assigned_to(one, found)],
    })
