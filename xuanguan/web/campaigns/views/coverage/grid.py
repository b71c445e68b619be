"""The matrix of units and expectations. A page of it is joined as text, a template would take a second for 3,000 cells."""
from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from xuanguan.campaigns import queries
from xuanguan.campaigns.deadlines import due_dates
from xuanguan.campaigns.enums import DutyState
from xuanguan.campaigns.queries import GridRow, Item, Slice, Standing
from xuanguan.campaigns.standing_sheets import word
from xuanguan.organisations.models import Unit
from xuanguan.web.campaigns.views.coverage.asking import Asked

UNITS_ON_A_PAGE = 50
# The four marks of the house where it is known or missing; a short word where the mark alone would not say it.
MARKS = {DutyState.VERIFIED: "verified", DutyState.REPORTED: "self-reported", DutyState.OVERDUE: "missing"}
SHORT = {DutyState.NOTHING: gettext_lazy("nil"), DutyState.EXTENDED: gettext_lazy("ext."), DutyState.OPEN: "·", DutyState.AHEAD: "…"}


class Cells:
    """Cells in HTML; each look is made once."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], str] = {}

    def cell(self, item: Item | None) -> str:
        key = (item.state, item.late, bool(item.through)) if item else (None,)
        if key not in self._made:
            self._made[key] = self._drawn(item)
        return self._made[key]

    def _drawn(self, item: Item | None) -> str:
        said = escape(word(item))
        if item is None:
            return f'<td class="not-expected" title="{said}"><span class="visually-hidden">{said}</span></td>'
        late = f'<b class="late-word" aria-hidden="true">{escape(_("late"))}</b>' if item.late else ""
        if mark := MARKS.get(item.state):
            shape = f'<svg class="symbol" width="14" height="14" aria-hidden="true" focusable="false"><use href="#mark-{mark}"/></svg>'
        else:
            shape = f'<span aria-hidden="true">{escape(SHORT[item.state])}</span>'
        return f'<td class="s-{item.state}" title="{said}">{shape}{late}<span class="visually-hidden">{said}</span></td>'


def slices_of(asked: Asked) -> list[Slice]:
    """All expectations in their period at hand; of one expectation all its periods, the latest first."""
    if asked.one and not asked.request.GET.get("period"):
        return [Slice(asked.one, due) for due in reversed(due_dates(asked.one, asked.on))]
    return asked.slices


def page_of_units(standing: Standing, asked: Asked) -> tuple[object, list[Unit]]:
    """The page of units, and its units. Where only gaps are asked for, those that miss most come first."""
    if asked.request.GET.get("gaps"):
        page = Paginator(queries.units_with_gaps(standing, level=asked.level), UNITS_ON_A_PAGE).get_page(asked.request.GET.get("page"))
        units = Unit.objects.select_related("territory").in_bulk(page.object_list)
        return page, [units[pk] for pk in page.object_list]
    page = Paginator(queries.units_of(standing, level=asked.level), UNITS_ON_A_PAGE).get_page(asked.request.GET.get("page"))
    return page, list(page.object_list)


@require_safe
def grid(request: HttpRequest, campaign: str) -> HttpResponse:
    asked = Asked.of(request, campaign)
    slices = slices_of(asked)
    standing = Standing(asked.campaign, slices, asked.on, asked.under)
    page, units = page_of_units(standing, asked)
    rows = queries.grid_rows(standing, units)
    base = reverse("campaigns:expectation", args=[asked.campaign.code, "_"])
    return render(request, "campaigns/coverage/grid.html", asked.context("grid") | {
        "page": page, "gaps": bool(request.GET.get("gaps")), "heads": heads(slices, asked, base), "rows": body(rows), "listed": listed(rows, slices),
        "slice_count": len(slices), "legend": legend(),
    })


def heads(slices: Iterable[Slice], asked: Asked, base: str) -> SafeString:
    parts = []
    for one in slices:
        address = base.replace("/_/", f"/{one.expectation.code}/") + asked.query(expectation="", level="", period=one.due.period)
        due = date_format(one.due.due, "SHORT_DATE_FORMAT") if one.due.due else ""
        name = one.due.period if asked.one else str(one.expectation)
        period = f" {one.due.period}" if one.due.period and not asked.one else ""
        parts.append(format_html(
            '<th scope="col" class="unit-head" title="{}"><a href="{}">{}{}</a></th>', f"{one.expectation}{period} {due}".strip(), address,
            name if len(name) <= 24 else f"{name[:23]}…", period))
    return SafeString("".join(parts))


def body(rows: Iterable[GridRow]) -> SafeString:
    cells = Cells()
    parts = []
    for row in rows:
        name = row.unit.short if row.unit.territory is None or row.unit.level is None or row.unit.level < 4 else f"{row.unit.territory.short} {row.unit.short}"
        parts.append(
            f'<tr><th scope="row"><a href="{reverse("organisations:unit", args=[row.unit.code])}">{escape(name)}</a></th>'
            f'<td class="sum">{row.done}<span class="muted"> / {row.expected}</span></td>{"".join(map(cells.cell, row.cells))}</tr>')
    return mark_safe("".join(parts))  # noqa: S308  every piece of text above is escaped


def listed(rows: Iterable[GridRow], slices: list[Slice]) -> list[tuple[GridRow, list[str]]]:
    """For narrow screens: each unit with the names of what it misses."""
    return [(row, [f"{one.expectation} {one.due.period}".strip() for one, item in zip(slices, row.cells, strict=True)
                   if item is not None and item.state is DutyState.OVERDUE]) for row in rows]


def legend() -> SafeString:
    cells = Cells()
    items = [Item(DutyState.VERIFIED), Item(DutyState.REPORTED), Item(DutyState.NOTHING), Item(DutyState.REPORTED, late=True), Item(DutyState.EXTENDED),
             Item(DutyState.OPEN), Item(DutyState.OVERDUE), None]
    return mark_safe("".join(  # noqa: S308  made of the cells above
        f'<span class="grid-key"><span class="grid-cell">{cells.cell(item).replace("<td", "<span").replace("</td>", "</span>").replace("visually-hidden", "grid-word")}</span></span>'
        for item in items))
