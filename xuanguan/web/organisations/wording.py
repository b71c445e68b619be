"""Words for units: what lies below them, and what happened to them when."""
import datetime as dt
from itertools import groupby

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xuanguan.design.values import Moment
from xuanguan.organisations.enums import SuccessionKind, UnitLevel
from xuanguan.organisations.imports.divisions import SOURCE, TOWNS_SOURCE
from xuanguan.organisations.models import Unit
from xuanguan.organisations.queries import Turn, unit_history


def counted(below: dict[int, int]) -> str:
    """How many divisions lie below, by level: 5 counties, 80 towns."""
    return _(", ").join(of_level(level, count) for level, count in below.items())


def of_level(level: int, count: int) -> str:
    return {
        UnitLevel.PROVINCE: ngettext("%(count)s province", "%(count)s provinces", count),
        UnitLevel.PREFECTURE: ngettext("%(count)s prefecture", "%(count)s prefectures", count),
        UnitLevel.COUNTY: ngettext("%(count)s county", "%(count)s counties", count),
        UnitLevel.TOWN: ngettext("%(count)s town", "%(count)s towns", count),
    }[UnitLevel(level)] % {"count": count}


def is_todays_list(unit: Unit) -> bool:
    """Towns come from today's list, whatever the day that is shown."""
    return unit.source == TOWNS_SOURCE


def day_of(on: dt.date | None, unit: Unit) -> str:
    """A day as it is known: the lists know most changes to the year only and put them on 1 January."""
    if on is None:
        return ""
    if unit.source == SOURCE and (on.month, on.day) == (1, 1):
        return _("%(year)s (year known only)") % {"year": on.year}
    return date_format(on, "DATE_FORMAT")


def moments(unit: Unit) -> list[Moment]:
    """The unit's life as entries of a timeline, the newest first; what happened on one day is one entry."""
    days = [(on, list(turns)) for on, turns in groupby(unit_history(unit), key=lambda turn: turn.on)]
    return [Moment(
        when=day_of(on, unit) or _("before the records begin"), machine_when=on.isoformat() if on else "", title=_title(turns[0]),
        text=_("; ").join(_title(turn) for turn in turns[1:]), href=_address(turns[0])) for on, turns in reversed(days)]


def _address(turn: Turn) -> str:
    return reverse("organisations:unit", args=[turn.unit.code]) if turn.unit is not None else ""


def _title(turn: Turn) -> str:
    names = {"name": turn.name, "unit": turn.unit}
    if turn.what == "became":
        return _("Merged into %(unit)s") % names if turn.kind == SuccessionKind.MERGE else _("%(unit)s was split off") % names
    if turn.what == "came_from":
        return _("%(unit)s was merged into it") % names if turn.kind == SuccessionKind.MERGE else _("Split off %(unit)s") % names
    return {
        "opened": _("Opened"), "closed": _("Closed"), "named": _("Called %(name)s"), "renamed": _("Renamed %(name)s"),
        "code": _("Code %(name)s"), "moved": _("In %(unit)s"),
    }[turn.what] % names
