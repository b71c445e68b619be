"""The names of units as the reader wants them: one row a unit and name, as of a day."""
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Q

from xuanguan.organisations.enums import NameKind, UnitLevel
from xuanguan.organisations.hierarchy import TreeRow, tree_day, tree_rows
from xuanguan.organisations.models import Unit, UnitName


@dataclass(frozen=True, slots=True)
class LexiconRow:
    """One unit as it was called on the day. Days are ISO, empty where open; `level` is a word (province, county, …) or empty."""

    code: str
    name: str
    short: str
    aliases: tuple[str, ...]
    level: str
    parent_code: str
    since: str
    until: str
    kind: str


def lexicon_rows(on: dt.date | None = None, scope: Unit | None = None) -> list[LexiconRow]:
    """Every unit open on the day (None: the day of the tree), below `scope` where one is given, in the order of the tree.

    Partners outside the tree are always among them: texts of any place name them. `aliases` are other short names, what people
    call it, and names it had before (texts go on using them), never a later one. `parent_code` is the territory's of that day.
    """
    day = on or tree_day()
    places = {row.unit: row for row in tree_rows(day)}
    units = {unit.pk: unit for unit in _in_scope(places, scope)}
    names: dict[int, list[UnitName]] = defaultdict(list)
    known = UnitName.objects.filter(Q(since=None) | Q(since__lte=day), language="zh").exclude(kind=NameKind.CODE)
    for name in known.order_by(F("since").asc(nulls_first=True)):
        names[name.unit_id].append(name)
    codes = dict(Unit.objects.values_list("pk", "code"))
    return [_row(unit, names[unit.pk], codes.get(places[unit.pk].territory or 0, ""), day) for unit in units.values()]


def _in_scope(places: dict[int, TreeRow], scope: Unit | None) -> list[Unit]:
    units = Unit.objects.order_by("first")
    if scope is None:
        return [unit for unit in units if unit.pk in places]
    inside: set[int] = {scope.pk}
    outside: set[int] = set()
    for unit in places:
        line: list[int] = []
        here: int | None = unit
        while here is not None and here not in inside and here not in outside and here not in line:
            line.append(here)
            here = places[here].territory if here in places else None
        (inside if here in inside else outside).update(line)
    holds_others = {place.territory for place in places.values()}
    partners = {unit for unit, place in places.items() if place.territory is None and unit not in holds_others}
    return [unit for unit in units if unit.pk in places and unit.pk in inside | partners]


def _row(unit: Unit, names: list[UnitName], parent_code: str, day: dt.date) -> LexiconRow:
    def in_force(kind: str) -> UnitName | None:
        held = [name for name in names if name.kind == kind and (name.until is None or day < name.until)]
        return held[-1] if held else None

    official, short = in_force(NameKind.OFFICIAL), in_force(NameKind.SHORT)
    name = official.name if official else unit.name_zh
    said = short.name if short else ("" if unit.short_zh == name else unit.short_zh)
    others = dict.fromkeys(one.name for one in names)
    return LexiconRow(
        code=unit.code, name=name, short=said, aliases=tuple(one for one in others if one not in (name, said)),
        level=UnitLevel(unit.level).name.lower() if unit.level is not None else "", parent_code=parent_code,
        since=official.since.isoformat() if official and official.since else "",
        until=official.until.isoformat() if official and official.until else "", kind=unit.kind)
