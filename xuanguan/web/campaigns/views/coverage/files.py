"""Coverage, units by expectations, what is missing, clauses and queues as spreadsheets; each says as of when."""
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xuanguan.activities.clause_coverage import clause_lines
from xuanguan.activities.stuck import stuck
from xuanguan.campaigns import standing_sheets as sheets
from xuanguan.campaigns.queries import Standing
from xuanguan.common.spreadsheets import write_sheet
from xuanguan.web.campaigns.views.coverage import clauses, waiting
from xuanguan.web.campaigns.views.coverage.asking import Asked
from xuanguan.web.campaigns.views.coverage.gaps import gaps_of
from xuanguan.web.campaigns.views.coverage.grid import slices_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def export(request: HttpRequest, campaign: str, what: str) -> HttpResponse:
    asked = Asked.of(request, campaign)
    if what not in SHEETS:
        raise Http404
    title, headings, rows = SHEETS[what](asked)
    note = sheets.as_of_note(asked.on, asked.campaign, asked.under)
    return HttpResponse(write_sheet(title, headings, rows, [note]), content_type=XLSX, headers={
        "Content-Disposition": f'attachment; filename="{asked.campaign.code}-{what}-{asked.on.isoformat()}.xlsx"'})


def _coverage(asked: Asked):
    return _("Coverage"), sheets.coverage_headings(), sheets.coverage_rows(asked.standing, asked.campaign)


def _units(asked: Asked):
    standing = Standing(asked.campaign, slices_of(asked), asked.on, asked.under)
    return _("Units and expectations"), sheets.grid_headings(standing), list(sheets.grid_sheet(standing, level=asked.level))


def _gaps(asked: Asked):
    return _("Gaps"), sheets.gap_headings(), list(sheets.gap_rows(gaps_of(asked)))


def _clauses(asked: Asked):
    rows = [[line.clause.code, str(line.clause), str(clauses.WORDS[line.state]), line.planned, _("yes") if line.is_assigned else "", _("yes") if line.is_leaf else ""]
            for line in clause_lines(asked.campaign, asked.on)]
    return _("Clauses"), [_("Code"), _("Clause"), _("State"), _("Planned items"), _("Assigned"), _("Counted")], rows


def _stuck(asked: Asked):
    days = asked.request.GET.get("days", "")
    rows = [[row.unit.code if row.unit else "", str(row.unit or _("nobody has this role")), str(waiting.WAITS[row.waits]), row.number, row.since, row.days, "、".join(row.people)]
            for row in stuck(asked.request.user, asked.campaign, asked.on, least_days=int(days) if days.isdigit() else 0)]
    return _("Where it is stuck"), [_("Code"), _("Unit"), _("What waits"), _("How many"), _("Oldest since"), _("Days"), _("People")], rows


SHEETS = {"coverage": _coverage, "units": _units, "gaps": _gaps, "clauses": _clauses, "stuck": _stuck}
