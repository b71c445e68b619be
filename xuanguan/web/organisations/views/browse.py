"""All units: by level, by any name they ever had, and as proposals for a field."""
import re

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xuanguan.design.values import Link
from xuanguan.organisations import queries
from xuanguan.organisations.enums import UnitLevel
from xuanguan.organisations.hierarchy import tree_day
from xuanguan.organisations.permissions import can_administer_something
from xuanguan.web.organisations.wording import counted, is_todays_list

ROWS = 60
MOST_FOUND = 50
MOST_PROPOSED = 12
ORGANS, OUTSIDE = "organs", "outside"
LAST_OF_SEVERAL = re.compile(r"(.*[,，、]\s*)?(.*)", re.DOTALL)


@require_safe
def unit_list(request: HttpRequest) -> HttpResponse:
    """Divisions level by level, then organs, then partners outside the tree."""
    counts = queries.level_counts()
    views = {str(level): count for level, count in counts.items()} | {
        ORGANS: queries.organs().count(), OUTSIDE: queries.partners().count()}
    chosen = request.GET.get("level", "")
    if chosen not in views:
        # The level below the top says most at first sight: the prefectures of a province.
        levels = [str(level) for level in counts]
        chosen = (levels[1:2] or levels[:1] or [ORGANS])[0]
    page = Paginator(_units_of(chosen).select_related("territory", "system", "superior"), ROWS).get_page(request.GET.get("page"))
    below = queries.counts_below(page)
    context = {
        "page": page, "chosen": chosen, "is_divisions": chosen.isdigit(), "day": tree_day(), "roots": _roots(),
        "rows": [(unit, counted(below[unit.pk]), is_todays_list(unit)) for unit in page],
        "tabs": [Link(label=_label(view), href=f"?level={view}", current=view == chosen, count=count) for view, count in views.items() if count],
        "administers": can_administer_something(request.user),
    }
    return _whole_or_part(request, "organisations/list.html", "rows", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Units by any name, code or pinyin."""
    text = request.GET.get("q", "").strip()
    found = queries.search_units(text, limit=MOST_FOUND)
    context = {"text": text, "found": found, "is_cut": len(found) == MOST_FOUND}
    return _whole_or_part(request, "organisations/search.html", "found", context)


@require_safe
def pick(request: HttpRequest) -> HttpResponse:
    """Open units for a field's list of proposals: options written as 荣县 (510321). The text is the first parameter, or `q`.

    Of several units with commas between them the last is looked for; the options keep those before it.
    """
    text = request.GET.get("q") or next((value for name, value in request.GET.items() if name != "under"), "")
    under = queries.unit_by_code(request.GET["under"]) if request.GET.get("under") else None
    before, wanted = LAST_OF_SEVERAL.fullmatch(text).groups("")
    found = queries.search_units(wanted.strip(), under=under, limit=MOST_PROPOSED, open_only=True)
    return render(request, "organisations/pick.html", {"found": found, "before": before})


def _units_of(view: str):
    if view == ORGANS:
        return queries.organs()
    if view == OUTSIDE:
        return queries.partners()
    return queries.divisions_at(level=int(view)).order_by("first")


def _label(view: str) -> str:
    if view == ORGANS:
        return _("Organs and units")
    return _("Outside the tree") if view == OUTSIDE else str(UnitLevel(int(view)).label)


def _roots() -> list[tuple]:
    roots = list(queries.roots()[:12])
    below = queries.counts_below(roots)
    return [(unit, counted(below[unit.pk])) for unit in roots]


def _whole_or_part(request: HttpRequest, template: str, partial: str, context: dict) -> HttpResponse:
    whole = not request.htmx or request.htmx.history_restore_request
    response = render(request, template if whole else f"{template}#{partial}", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def address_of(unit) -> str:
    return reverse("organisations:unit", args=[unit.code])
