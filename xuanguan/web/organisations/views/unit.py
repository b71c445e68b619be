"""The page of one unit: what it is, what it was, what belongs to it."""
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xuanguan.design.values import Link
from xuanguan.organisations import hierarchy, queries
from xuanguan.organisations.enums import NameKind, UnitKind
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import can_administer, has_role
from xuanguan.web.figures.parts import unit_figures
from xuanguan.web.organisations.views.changes import CHANGES
from xuanguan.web.organisations.wording import counted, day_of, is_todays_list, moments


@require_safe
def unit_page(request: HttpRequest, code: str) -> HttpResponse:
    """By the unit's code; an older or later code leads on to it."""
    unit = queries.unit_by_code(code)
    if unit is None:
        raise Http404
    if unit.code != code:
        return HttpResponsePermanentRedirect(reverse("organisations:unit", args=[unit.code]))
    below = list(queries.divisions_of(unit))
    counts = queries.counts_below([unit, *below])
    return render(request, "organisations/unit.html", {
        "unit": unit, "trail": _trail(unit), "figures": unit_figures(request, unit), "day": hierarchy.tree_day(), "other_name": _other_name(unit), "is_todays_list": is_todays_list(unit),
        "opened": day_of(unit.opened, unit), "closed": day_of(unit.closed, unit),
        "heir": None if unit.is_open else hierarchy.successor_of(unit), "is_yet_to_open": bool(unit.opened and unit.opened > hierarchy.tree_day()),
        "moments": moments(unit), "names": _names(unit), "affiliations": _affiliations(unit),
        "counts": counted(counts[unit.pk]), "below": [(child, counted(counts[child.pk]), is_todays_list(child)) for child in below],
        "organs": list(queries.organs_of(unit)), "people": queries.people_of(unit), "sees_addresses": has_role(request.user, unit),
        "is_group": unit.kind == UnitKind.LEADING_GROUP, "members": queries.members_of(unit) if unit.kind == UnitKind.LEADING_GROUP else [],
        "groups": queries.groups_of(unit), "administers": can_administer(request.user, unit), "changes": CHANGES})


def _trail(unit: Unit) -> list[Link]:
    above = [Link(label=one.short, href=reverse("organisations:unit", args=[one.code])) for one in hierarchy.ancestors(unit)]
    return [Link(label=_("Units"), href=reverse("organisations:list")), *above, Link(label=unit.short)]


def _other_name(unit: Unit) -> str:
    """The name in the other language, marked as such for those who listen to the page."""
    if not unit.name_en:
        return ""
    language, name = ("zh-Hans", unit.name_zh) if get_language() == "en" else ("en", unit.name_en)
    return format_html('<span lang="{}">{}</span>', language, name)


def _names(unit: Unit) -> list[tuple]:
    languages = {"zh": _("Chinese"), "en": _("English")}
    return [(name.name, NameKind(name.kind).label, languages.get(name.language, name.language), day_of(name.since, unit), day_of(name.until, unit))
            for name in queries.names_of(unit)]


def _affiliations(unit: Unit) -> list[tuple]:
    return [(spell, day_of(spell.since, unit)) for spell in queries.affiliations_of(unit)]
