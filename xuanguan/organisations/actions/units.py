"""Units open, are renamed, moved, merged, split and closed: each from a day on, nothing before it changes."""
import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.organisations import hierarchy
from xuanguan.organisations.actions import impossible
from xuanguan.organisations.actions.impossible import Impossible
from xuanguan.organisations.enums import NameKind, SuccessionKind, UnitKind
from xuanguan.organisations.models import Affiliation, Membership, Succession, System, Unit, UnitName
from xuanguan.organisations.permissions import check_administer, check_administer_something, forget_grants
from xuanguan.organisations.pinyin import pinyin_of


@transaction.atomic
def create_unit(*, code: str, name: str, kind: str, level: int | None = None, territory: Unit | None = None, system: System | None = None,
                superior: Unit | None = None, since: dt.date | None = None, short: str = "", name_en: str = "", aliases: Iterable[str] = (),
                note: str = "", source: str = "", is_demo: bool = False, by, and_rebuild: bool = True) -> Unit:
    """Open a unit from `since` on (None: it was always there). Without a territory it is a partner outside the tree, or a root.

    `level` follows from the territory where it is not given: one below it for a division, the same for an organ. Whoever
    creates many says `and_rebuild=False` and rebuilds once. Raises Impossible, NotAllowed.
    """
    _check_may(by, territory)
    impossible.check_code_is_free(code)
    if not name.strip():
        raise Impossible(_("A unit needs a name."))
    if territory is not None:
        if level is None and territory.level is not None:
            level = territory.level + (kind == UnitKind.DIVISION)
        impossible.check_above(territory, level, is_division=kind == UnitKind.DIVISION)
        if since is not None:
            impossible.check_day_within(territory, since)
    unit = Unit.objects.create(
        code=code, kind=kind, level=level, opened=since, name_zh=name, name_en=name_en, short_zh=short, sort_key=pinyin_of(name)[0][:200],
        territory=territory, system=system, superior=superior, note=note, source=source, is_demo=is_demo)
    rows = [(NameKind.OFFICIAL, "zh", name), (NameKind.OFFICIAL, "en", name_en), (NameKind.SHORT, "zh", short)]
    rows += [(NameKind.ALIAS, "zh", alias) for alias in dict.fromkeys(aliases) if alias not in (name, short)]
    UnitName.objects.bulk_create(_name(unit, name_kind, language, one, since) for name_kind, language, one in rows if one)
    Affiliation.objects.create(unit=unit, since=since, territory=territory, system=system, superior=superior)
    record("create_unit", unit, by=by, code=code, name=name, territory=territory and territory.code, since=since)
    _rebuilt(and_rebuild, unit)
    return unit


@transaction.atomic
def rename_unit(*, unit: Unit, name: str, on: dt.date, short: str | None = None, name_en: str = "", by, and_rebuild: bool = True) -> Unit:
    """Give a unit another name from a day on; the old one stays known, in search and for the days before.

    `short`: its new short name, "" for none; None keeps the one it has. An English name ends with the Chinese one unless another
    is given. Raises Impossible, NotAllowed.
    """
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    _check_may(by, unit)
    impossible.check_day_within(unit, on)
    if not name.strip():
        raise Impossible(_("A unit needs a name."))
    held = _name_on(unit, NameKind.OFFICIAL, "zh", on)
    if held is not None and held.since == on:
        raise Impossible(_("%(unit)s already took the name “%(name)s” on %(on)s. Choose another day.") % {
            "unit": unit, "name": held.name, "on": impossible.day(on)})
    if held is not None and held.name == name:
        raise Impossible(_("%(unit)s has this name already.") % {"unit": unit})
    _follow(unit, NameKind.OFFICIAL, "zh", name, on)
    _follow(unit, NameKind.OFFICIAL, "en", name_en, on)
    if short is not None:
        _follow(unit, NameKind.SHORT, "zh", short, on)
    record("rename_unit", unit, by=by, before=held.name if held else "", name=name, on=on)
    _rebuilt(and_rebuild, unit)
    return unit


@transaction.atomic
def move_unit(*, unit: Unit, territory: Unit, on: dt.date, system: System | None = None, superior: Unit | None = None, by,
              and_rebuild: bool = True) -> Affiliation:
    """Affiliate a unit from a day on: with another territory, or the same one and another system or superior.

    `system` None keeps the system it has; `superior` None: whom it answers to follows from its place. Raises Impossible, NotAllowed.
    """
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    _check_may(by, unit)
    _check_may(by, territory)
    for one in (unit, territory):
        impossible.check_day_within(one, on)
    impossible.check_above(territory, unit.level, is_division=unit.is_division)
    impossible.check_no_circle(unit, territory, on)
    before = impossible.affiliation_on(unit, on)
    if before is not None and before.since == on:
        raise Impossible(_("%(unit)s is already entered to move on %(on)s. Choose another day.") % {"unit": unit, "on": impossible.day(on)})
    system = system or (before.system if before else None)
    if before and (before.territory_id, before.system_id, before.superior_id) == (territory.pk, system and system.pk, superior and superior.pk):
        raise Impossible(_("%(unit)s stands there already.") % {"unit": unit})
    affiliation = Affiliation.objects.create(unit=unit, since=on, territory=territory, system=system, superior=superior)
    record("move_unit", unit, by=by, before=before and before.territory and before.territory.code, territory=territory.code, on=on)
    _rebuilt(and_rebuild, unit)
    return affiliation


@transaction.atomic
def close_unit(*, unit: Unit, on: dt.date, by, and_rebuild: bool = True) -> Unit:
    """Close a unit: the day before `on` is its last. Nothing may lie in it any more. Its memberships end, its records stay.

    Raises Impossible, NotAllowed.
    """
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    _check_may(by, unit)
    _close(unit, on)
    record("close_unit", unit, by=by, on=on)
    _rebuilt(and_rebuild, unit)
    return unit


@transaction.atomic
def merge_units(*, units: Sequence[Unit], into: Unit, on: dt.date, note: str = "", by, and_rebuild: bool = True) -> list[Succession]:
    """Close units and let `into` stand for them from a day on; what lay in them lies in it. Raises Impossible, NotAllowed."""
    _check_may(by, into)
    impossible.check_day_within(into, on)
    if not units:
        raise Impossible(_("Name the units that are merged."))
    if into.pk in {unit.pk for unit in units}:
        raise Impossible(_("%(unit)s cannot be merged into itself.") % {"unit": into})
    successions = []
    for unit in Unit.objects.select_for_update().filter(pk__in=[unit.pk for unit in units]).order_by("pk"):
        _check_may(by, unit)
        impossible.check_closes_after_opening(unit, on)
        for row in hierarchy.tree_rows(on):
            if row.territory == unit.pk:
                _hand_over(Unit.objects.get(pk=row.unit), into, on)
        _close(unit, on)
        successions.append(Succession.objects.create(kind=SuccessionKind.MERGE, on=on, predecessor=unit, successor=into, note=note))
        record("merge_unit", unit, by=by, into=into.code, on=on)
    _rebuilt(and_rebuild, into)
    return successions


@transaction.atomic
def split_unit(*, unit: Unit, into: Sequence[Unit], on: dt.date, goes_on: bool, stands_for: Unit | None = None, note: str = "", by,
               and_rebuild: bool = True) -> list[Succession]:
    """Split parts (units that open on the day, or are there) off a unit, which goes on or closes.

    Where it closes, `stands_for` is the part that stands for it on later maps; without one it is shown at its territory, "not
    divided". Raises Impossible, NotAllowed.
    """
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    _check_may(by, unit)
    impossible.check_day_within(unit, on)
    if not into or unit.pk in {part.pk for part in into}:
        raise Impossible(_("Name the parts that %(unit)s is split into; it cannot be one of them.") % {"unit": unit})
    for part in into:
        impossible.check_not_closed(part, on)
    if not goes_on:
        _close(unit, on)
    heir = stands_for.pk if stands_for is not None and not goes_on else None
    # Several parts that all "stand for" it mean: none does. One that goes on stands for itself.
    successions = [Succession.objects.create(
        kind=SuccessionKind.SPLIT, on=on, predecessor=unit, successor=part, note=note,
        stands_for=not goes_on and heir in (None, part.pk)) for part in into]
    record("split_unit", unit, by=by, into=[part.code for part in into], on=on, goes_on=goes_on)
    _rebuilt(and_rebuild, unit)
    return successions


# Steps that several acts share


def _check_may(by, unit: Unit | None) -> None:
    if by is None:
        return
    forget_grants(by)  # their units' numbers may be from before the last rebuild
    if unit is None:
        check_administer_something(by)
    else:
        check_administer(by, Unit.objects.get(pk=unit.pk))


def _close(unit: Unit, on: dt.date) -> None:
    impossible.check_closes_after_opening(unit, on)
    impossible.check_nothing_below(unit, on)
    before = impossible.affiliation_on(unit, on)
    unit.closed = on
    unit.save(update_fields=["closed"])
    if before is not None and before.territory_id:
        Affiliation.objects.create(unit=unit, since=on, territory=None, system=before.system)
    still = Q(until=None) | Q(until__gt=on)
    # Membership that had not begun ends without having been.
    Membership.objects.filter(still, Q(unit=unit) | Q(group=unit), since__gte=on).delete()
    Membership.objects.filter(still, Q(unit=unit) | Q(group=unit)).update(until=on)


def _hand_over(unit: Unit, territory: Unit, on: dt.date) -> None:
    before = impossible.affiliation_on(unit, on)
    if before is not None and before.since == on:
        before.territory = territory
        before.save(update_fields=["territory"])
        return
    impossible.check_no_circle(unit, territory, on)
    Affiliation.objects.create(unit=unit, since=on, territory=territory, system=before.system if before else None,
                               superior=before.superior if before else None)


def _name_on(unit: Unit, kind: str, language: str, on: dt.date) -> UnitName | None:
    names = UnitName.objects.filter(Q(since=None) | Q(since__lte=on), Q(until=None) | Q(until__gt=on), unit=unit, kind=kind, language=language)
    return names.order_by(F("since").asc(nulls_first=True)).last()


def _follow(unit: Unit, kind: str, language: str, name: str, on: dt.date) -> None:
    """The name in force ends on the day; another, if there is one, takes its place for as long as it would have held."""
    held = _name_on(unit, kind, language, on)
    until = held.until if held else None
    if held is not None:
        if held.name == name:
            return
        if held.since == on:
            held.delete()
        else:
            held.until = on
            held.save(update_fields=["until"])
    if name:
        new = _name(unit, kind, language, name, on)
        new.until = until
        new.save()


def _name(unit: Unit, kind: str, language: str, name: str, since: dt.date | None) -> UnitName:
    letters, initials = pinyin_of(name) if language == "zh" else ("", "")
    return UnitName(unit=unit, kind=kind, language=language, name=name, pinyin=letters, initials=initials, since=since)


def _rebuilt(and_rebuild: bool, unit: Unit) -> None:
    if and_rebuild:
        hierarchy.rebuild()
        unit.refresh_from_db()
