"""The tree of units on a day, and the numbers that make "everything below" one comparison.

A unit stands in the tree from its affiliations: on a day the latest that has begun. It is closed where its territory ended
without another (or its closing day has come); it is outside the tree, as a partner, where it never had one.
"""

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from xuanguan.organisations.enums import NameKind, UnitKind
from xuanguan.organisations.models import Affiliation, Succession, TreeDay, Unit, UnitName


class TreeRow(NamedTuple):
    """A unit open on a day. Without a territory it is a root, or a partner outside the tree."""

    unit: int
    territory: int | None
    level: int | None
    system: int | None


# Which day


def tree_day() -> dt.date:
    """The day whose tree and names the units carry: the day it is held at, else today."""
    held = TreeDay.objects.filter(held=True).first()
    return held.on if held else timezone.localdate()


def rebuild(on: dt.date | None = None) -> int:
    """Write names, place, superior and numbers of every unit as they are on a day. Returns how many units changed.

    With `on`, the tree is held at that day from now on (a campaign of the past that is shown); `follow_today` lets it go.
    Without, it is the day it is held at, else today. Runs after every change of the organisations, and daily where the
    tree follows today, for changes that were entered beforehand.
    """
    with transaction.atomic():
        if on is not None:
            _keep_day(on, held=True)
        day = tree_day()
        if on is None:
            _keep_day(day, held=TreeDay.objects.filter(held=True).exists())
        return _write(_Tree(day))


def follow_today() -> int:
    """Let a held tree go: it is today's again."""
    with transaction.atomic():
        TreeDay.objects.update(held=False)
        return rebuild()


def is_due() -> bool:
    """Whether the tree was last written for another day than it should show."""
    kept = TreeDay.objects.first()
    return kept is None or kept.on != tree_day()


def _keep_day(on: dt.date, *, held: bool) -> None:
    TreeDay.objects.update_or_create(pk=1, defaults={"on": on, "held": held})


# Reading the tree


def tree_rows(on: dt.date | None = None) -> list[TreeRow]:
    """Every unit that is open on the day (None: the tree's day), by id: where it lies, its level and its system."""
    tree = _Tree(on or tree_day())
    return sorted(
        TreeRow(unit, place.territory, tree.units[unit].level, place.system)
        for unit, place in tree.places.items() if place.is_open)


def subtree_ids(unit: Unit, on: dt.date | None = None) -> list[int]:
    """The unit and every open unit below it, on the day (None: the tree's day)."""
    if on is None:
        return list(Unit.objects.filter(first__range=(unit.first, unit.last), is_open=True).values_list("pk", flat=True))
    below: dict[int | None, list[int]] = defaultdict(list)
    open_on_day = set()
    for row in tree_rows(on):
        below[row.territory].append(row.unit)
        open_on_day.add(row.unit)
    found = [unit.pk] if unit.pk in open_on_day else []
    for one in found:  # grows while it is read
        found += below.get(one, ())
    return found


def ancestors(unit: Unit, on: dt.date | None = None) -> list[Unit]:
    """The units that hold this one, the topmost first, on the day (None: the tree's day)."""
    if on is None:
        return list(Unit.objects.filter(first__lt=unit.first, last__gte=unit.last, is_open=True).order_by("first"))
    above = {row.unit: row.territory for row in tree_rows(on)}
    line: list[int] = []
    while (territory := above.get(line[-1] if line else unit.pk)) is not None and territory not in line:
        line.append(territory)
    units = Unit.objects.in_bulk(line)
    return [units[one] for one in reversed(line)]


def successor_of(unit: Unit, on: dt.date | None = None) -> Unit | None:
    """The unit that stands for this one on the map of a day (None: the tree's day): itself while it is open.

    A merged unit's heir; a split one's, where one part stands for it; else the territory it last lay in. None where
    nothing does.
    """
    tree = _Tree(on or tree_day())
    seen: set[int] = set()
    here: int | None = unit.pk
    while here is not None and here not in seen:
        if tree.places[here].is_open:
            return unit if here == unit.pk else Unit.objects.get(pk=here)
        seen.add(here)
        here = tree.shelf(here)
    return None


# How it is computed


class _Row(NamedTuple):
    """A unit as it is stored; the fields from `name_zh` on are those that a rebuild writes."""

    id: int
    code: str
    kind: str
    level: int | None
    name_zh: str
    name_en: str
    short_zh: str
    sort_key: str
    territory: int | None
    system: int | None
    superior: int | None
    is_open: bool
    first: int
    last: int


@dataclass(slots=True)
class _Place:
    """Where a unit stands on the day."""

    territory: int | None = None
    system: int | None = None
    superior: int | None = None
    is_open: bool = True
    last_territory: int | None = None
    next_territory: int | None = None


class _Tree:
    """All units as of a day. Which spells are in force is asked of the database: reading days into Python takes longer."""

    def __init__(self, day: dt.date) -> None:
        self.day = day
        stored = Unit.objects.order_by().values_list(
            "id", "code", "kind", "level", "name_zh", "name_en", "short_zh", "sort_key", "territory_id", "system_id", "superior_id",
            "is_open", "first", "last")
        self.units = {row[0]: _Row._make(row) for row in stored.iterator(chunk_size=5000)}
        self.places = {unit: _Place() for unit in self.units}
        self._affiliate()
        self.heirs = self._heirs()

    def _affiliate(self) -> None:
        columns = ("unit_id", "territory_id", "system_id", "superior_id")
        begun = Affiliation.objects.filter(Q(since=None) | Q(since__lte=self.day)).order_by(F("since").asc(nulls_first=True))
        for unit, territory, system, superior in begun.values_list(*columns):
            place = self.places[unit]
            if territory is None and place.last_territory is not None:
                place.territory = place.superior = None  # closed; the system stays, so that its records are still found by it
            else:
                place.territory, place.system, place.superior = territory, system, superior
                place.last_territory = territory or place.last_territory
        for unit, territory in Affiliation.objects.filter(since__gt=self.day).order_by("-since").values_list("unit_id", "territory_id"):
            self.places[unit].next_territory = territory
        for unit in Unit.objects.filter(Q(opened__gt=self.day) | Q(closed__lte=self.day)).order_by().values_list("id", flat=True):
            self.places[unit].is_open = False
        for place in self.places.values():
            if place.territory is None and place.last_territory is not None:
                place.is_open = False
            if not place.is_open:
                place.territory = place.superior = None

    def _heirs(self) -> dict[int, int]:
        """A closed unit's one heir."""
        found: dict[int, set[int]] = defaultdict(set)
        for old, new in Succession.objects.filter(on__lte=self.day, stands_for=True).values_list("predecessor_id", "successor_id"):
            if old != new:
                found[old].add(new)
        return {old: heirs.pop() for old, heirs in found.items() if len(heirs) == 1}

    def shelf(self, unit: int) -> int | None:
        """Under which unit this one is numbered; for a closed one its heir, else where it last lay (or will first lie)."""
        place = self.places[unit]
        if place.is_open:
            return place.territory
        return self.heirs.get(unit) or place.last_territory or place.next_territory

    def numbers(self) -> dict[int, tuple[int, int]]:
        """First and last of every unit, in preorder: organs before the divisions below, each by code."""
        below: dict[int | None, list[_Row]] = defaultdict(list)
        for row in sorted(self.units.values(), key=lambda row: (row.kind == UnitKind.DIVISION, row.code)):
            below[self.shelf(row.id)].append(row)
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        count = itertools.count(1)
        # A circle cannot be reached from a root: whoever is left over starts again as one.
        for root in itertools.chain(below[None], self.units.values()):
            waiting = [(root.id, False)] if root.id not in first else []
            while waiting:
                unit, is_done = waiting.pop()
                if is_done:
                    last[unit] = max([first[unit], *(last[child.id] for child in below.get(unit, ()) if child.id in last)])
                elif unit not in first:
                    first[unit] = next(count)
                    waiting.append((unit, True))
                    waiting.extend((child.id, False) for child in reversed(below.get(unit, ())))
        return {unit: (first[unit], last[unit]) for unit in first}

    def superiors(self) -> dict[int, int | None]:
        """Whom each open unit answers to: as its affiliation says, else the unit of its system one level up, else the government
        of its territory, else the territory."""
        of_system: dict[tuple[int, int], int] = {}
        government: dict[int, int] = {}
        for row in sorted(self.units.values(), key=lambda row: row.code):
            place = self.places[row.id]
            if not place.is_open or place.territory is None or row.kind == UnitKind.DIVISION:
                continue
            if place.system is not None:
                of_system.setdefault((place.territory, place.system), row.id)
            if row.kind == UnitKind.GOVERNMENT:
                government.setdefault(place.territory, row.id)
        return {unit: self._superior(unit, of_system, government) for unit in self.units}

    def _superior(self, unit: int, of_system: dict[tuple[int, int], int], government: dict[int, int]) -> int | None:
        place = self.places[unit]
        if not place.is_open or place.superior is not None or self.units[unit].kind == UnitKind.DIVISION:
            return place.superior or place.territory
        line = list(self._line(place.territory))
        in_line = (of_system.get((territory, place.system)) for territory in line[1:]) if place.system is not None else ()
        governments = (government.get(territory) for territory in line)
        territories = line[1:] if self.units[unit].kind == UnitKind.GOVERNMENT else line
        return next((one for one in itertools.chain(in_line, governments, territories) if one not in (None, unit)), None)

    def _line(self, territory: int | None) -> Iterator[int]:
        seen: set[int] = set()
        while territory is not None and territory not in seen:
            yield territory
            seen.add(territory)
            territory = self.places[territory].territory

    def names(self) -> dict[tuple[int, str, str], tuple[str, str]]:
        """(unit, kind, language) to the name in force and its pinyin; empty where none is in force any more or yet.

        Only an official name in Chinese goes on where none is in force: the last one, else the first to come.
        """
        names = UnitName.objects.filter(kind__in=(NameKind.OFFICIAL, NameKind.SHORT)).order_by(F("since").asc(nulls_first=True))
        past, to_come = names.filter(until__lte=self.day), names.filter(since__gt=self.day).reverse()
        in_force = names.filter(Q(since=None) | Q(since__lte=self.day), Q(until=None) | Q(until__gt=self.day))
        found = {}
        for spells, holds in ((to_come, False), (past, False), (in_force, True)):
            for unit, kind, language, name, pinyin in spells.values_list("unit_id", "kind", "language", "name", "pinyin"):
                goes_on = holds or (kind == NameKind.OFFICIAL and language == "zh")
                found[unit, kind, language] = (name, pinyin) if goes_on else ("", "")
        return found


WRITTEN = ("name_zh", "name_en", "short_zh", "sort_key", "territory_id", "system_id", "superior_id", "is_open", "first", "last")
_stored = itemgetter(slice(_Row._fields.index("name_zh"), None))


def _write(tree: _Tree) -> int:
    numbers, superiors, names = tree.numbers(), tree.superiors(), tree.names()
    changed = []
    for unit, row in tree.units.items():
        place = tree.places[unit]
        name_zh, pinyin = names.get((unit, NameKind.OFFICIAL, "zh"), (row.name_zh, row.sort_key))
        name_en, _pinyin = names.get((unit, NameKind.OFFICIAL, "en"), (row.name_en, ""))
        short_zh, _pinyin = names.get((unit, NameKind.SHORT, "zh"), (row.short_zh, ""))
        written = (name_zh, name_en, short_zh, (pinyin or row.sort_key)[:200], place.territory, place.system, superiors[unit],
                   place.is_open, *numbers[unit])
        if written != _stored(row):
            changed.append((*written, unit))
    if changed:
        # One statement, many rows: bulk_update's CASE takes 20 times as long.
        columns = ", ".join(f"{connection.ops.quote_name(column)} = %s" for column in WRITTEN)
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {connection.ops.quote_name(Unit._meta.db_table)} SET {columns} WHERE id = %s", changed)  # noqa: S608
    return len(changed)
