"""A map of the units below one: boundaries where a pack is there and whole for these units, else squares; the map says which."""
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xuanguan.design.charts import Tile
from xuanguan.design.maps import Shape
from xuanguan.figures.tiles import SQUARES
from xuanguan.organisations.boundaries import BadBoundaries, Joined, NotWhole, boundaries, shapes_for
from xuanguan.organisations.enums import UnitKind
from xuanguan.organisations.models import Unit

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit on the map: in the mark of `state`, a link, with a number."""

    unit: Unit
    state: str
    href: str
    value: str


def has_map(unit: Unit) -> bool:
    """Whether a map of the units below may be drawn: their squares are known, or some of them have boundaries."""
    if unit.code in SQUARES:
        return True
    try:
        pack = boundaries()
    except BadBoundaries:
        return False
    return pack is not None and any(code in pack.shapes for code in Unit.objects.filter(territory=unit, kind=UnitKind.DIVISION).values_list("code", flat=True))


def map_of(unit: Unit, entries: Sequence[Entry]) -> dict[str, object]:
    """What a page needs to draw it: `shapes` or `tiles`, with the `map_note` that stands under it; neither where no map can be drawn."""
    squares = SQUARES.get(unit.code, {})
    try:
        found = shapes_for([one.unit for one in entries])
    except BadBoundaries as problem:
        return _squares(squares, entries, str(problem))
    if isinstance(found, Joined):
        return {"shapes": [Shape(found.shapes[one.unit.pk], label=str(one.unit), short=_short(one.unit), state=one.state, href=one.href, value=one.value)
                           for one in entries], "map_note": _source(found)}
    return _squares(squares, entries, _why_not(found) if found else "")


def _squares(squares: dict[str, tuple[int, int]], entries: Sequence[Entry], why: str) -> dict[str, object]:
    note = _("Squares stand for divisions, not for their size.")
    tiles = [Tile(*squares[one.unit.code], label=str(one.unit), short=_short(one.unit), state=one.state, href=one.href, value=one.value)
             for one in entries if one.unit.code in squares]
    return {"tiles": tiles, "map_note": f"{note} {why}".strip()} if tiles else {"map_note": why}


def _short(unit: Unit) -> str:
    return unit.short_zh or unit.short


def _source(found: Joined) -> str:
    pack = found.pack
    sentences = [_("Boundaries as of %(day)s. Source: %(source)s.") % {"day": date_format(pack.day), "source": pack.source}]
    if pack.approval:
        sentences.append(_("Approval number of the map: %(number)s.") % {"number": pack.approval})
    if found.joined:
        sentences.append(_("Put together from what these became since: %(units)s.") % {"units": _named(found.joined)})
    return " ".join(sentences)


def _why_not(found: NotWhole) -> str:
    return _("Today's boundaries do not give these units as they were: %(units)s.") % {"units": _named(found.without)}


def _named(units: Sequence[Unit]) -> str:
    names = _(", ").join(_short(unit) for unit in units[:MOST_NAMED])
    more = len(units) - MOST_NAMED
    return names if more <= 0 else ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", more) % {"names": names, "count": more}
