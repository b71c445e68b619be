"""A sheet of units: read with every error by cell, then applied whole or not at all."""
import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.organisations.columns import unit_columns
from xuanguan.organisations.enums import NameKind, UnitKind, UnitLevel
from xuanguan.organisations.hierarchy import rebuild, tree_day
from xuanguan.organisations.imports.cells import DryRun, Reader, UnitsAtHand, many, open_sheet, put_in_order, readers
from xuanguan.organisations.models import Affiliation, System, Unit, UnitName
from xuanguan.organisations.permissions import can_administer, can_administer_something
from xuanguan.organisations.pinyin import pinyin_of


@dataclass
class NewUnit:
    """A row that becomes a unit. The territory is a unit, or the code of another row."""

    reader: Reader
    code: str
    name: str
    kind: str
    level: int | None = None
    territory: Unit | None = None
    territory_code: str = ""
    system: System | None = None
    superior: Unit | None = None
    superior_code: str = ""
    since: dt.date | None = None
    short: str = ""
    name_en: str = ""
    aliases: list[str] = field(default_factory=list)
    note: str = ""


def read_units(data: bytes, name: str, *, by=None) -> DryRun[NewUnit]:
    """What the sheet would make. Units that are there already under the same name are passed over. Raises UnreadableSheet."""
    columns = unit_columns()
    sheet, headings, errors = open_sheet(data, name, columns)
    run: DryRun[NewUnit] = DryRun(sheet, errors=errors)
    if errors:
        return run
    units = UnitsAtHand()
    systems = {system.code: system for system in System.objects.all()}
    rows: dict[str, NewUnit] = {}
    for reader in readers(sheet, headings, columns, errors):
        row = _row(reader, systems)
        if not row.code:
            continue
        if row.code in rows:
            reader.wrong("code", _("The code %(code)s stands in row %(row)s already.") % {"code": row.code, "row": rows[row.code].reader.row.number})
        elif (there := units.by_code.get(row.code)) is not None:
            if there.name_zh == row.name:
                run.there += 1
            else:
                reader.wrong("code", _("The code %(code)s belongs to %(unit)s.") % {"code": row.code, "unit": there})
        else:
            rows[row.code] = row
    for row in rows.values():
        _find_place(row, rows, units)
    for row in rows.values():
        _check_place(row, rows, by)
    run.new = _territories_first(rows)
    put_in_order(errors)
    return run


@transaction.atomic
def import_units(data: bytes, name: str, *, by=None) -> list[Unit]:
    """Make the units of a sheet: all of them, or none. Raises RowErrors with every cell, UnreadableSheet."""
    run = read_units(data, name, by=by)
    run.raise_errors()
    if not run.new:
        return []
    made: dict[str, Unit] = {}
    for row in run.new:  # territories first: a row may lie in another one's unit
        territory = row.territory or made.get(row.territory_code)
        level = row.level if row.level is not None else _level_in(territory, row.kind)
        made[row.code] = Unit(
            code=row.code, kind=row.kind, level=level, opened=row.since, name_zh=row.name, name_en=row.name_en, short_zh=row.short,
            sort_key=pinyin_of(row.name)[0][:200], territory=territory, system=row.system, note=row.note, source=name[:200])
    _save_by_depth(run.new, made)
    UnitName.objects.bulk_create((one for row in run.new for one in _names(made[row.code], row)), batch_size=1000)
    Affiliation.objects.bulk_create((Affiliation(
        unit=made[row.code], since=row.since, territory=made[row.code].territory, system=row.system,
        superior=row.superior or made.get(row.superior_code)) for row in run.new), batch_size=1000)
    rebuild()
    units = list(made.values())
    record("import_units", units[0], by=by, file=name, units=[unit.code for unit in units])
    return units


def _row(reader: Reader, systems: dict[str, System]) -> NewUnit:
    code = reader.text("code")
    if any(letter.isspace() or letter == "/" for letter in code) or len(code) > 40:
        reader.wrong("code", _("A code has no spaces or slashes and at most 40 characters."))
    level = reader.choice("level")
    return NewUnit(
        reader, code=code, name=reader.text("name"), kind=reader.choice("kind"), level=UnitLevel[level.upper()] if level else None,
        system=systems.get(reader.choice("system")), since=reader.day("since"), short=reader.text("short")[:60], name_en=reader.text("name_en"),
        aliases=many(reader.text("aliases")), note=reader.text("note"))


def _find_place(row: NewUnit, rows: dict[str, NewUnit], units: UnitsAtHand) -> None:
    for key in ("territory", "superior"):
        written = row.reader.text(key)
        code = written.split()[0] if written else ""
        if code in rows:
            setattr(row, f"{key}_code", code)
        elif code:
            setattr(row, key, row.reader.unit(key, units, row.since or tree_day()))


def _check_place(row: NewUnit, rows: dict[str, NewUnit], by) -> None:
    seen, here = [row.code], row.territory_code
    while here in rows:
        if here in seen:
            row.reader.wrong("territory", _("%(code)s lies in itself: %(line)s.") % {"code": row.code, "line": " → ".join([*seen, here])})
            return
        seen.append(here)
        here = rows[here].territory_code
    top = rows[seen[-1]]
    if row.territory is not None and row.territory.level is None:
        row.reader.wrong("territory", _("%(unit)s has no level: nothing lies in it. Choose a division.") % {"unit": row.territory})
    if by is None:
        return
    if top.territory is not None and not can_administer(by, top.territory):
        row.reader.wrong("territory", _("You do not administer %(unit)s.") % {"unit": top.territory})
    elif top.territory is None and not top.reader.row.text(top.reader.headings.get("territory", "")) and not can_administer_something(by):
        row.reader.wrong("code", _("Units outside the tree are named by whoever administers a unit."))


def _territories_first(rows: dict[str, NewUnit]) -> list[NewUnit]:
    def depth(row: NewUnit) -> int:
        steps, here = 0, row.territory_code
        while here in rows and steps <= len(rows):
            steps, here = steps + 1, rows[here].territory_code
        return steps

    return sorted(rows.values(), key=depth)


def _save_by_depth(rows: list[NewUnit], made: dict[str, Unit]) -> None:
    """Units that lie in others of the sheet need those saved before them."""
    waiting = list(rows)
    while waiting:
        ready = [row for row in waiting if row.territory_code not in made or made[row.territory_code].pk]
        for row in ready:
            made[row.code].territory = row.territory or made.get(row.territory_code)
        Unit.objects.bulk_create([made[row.code] for row in ready], batch_size=1000)
        waiting = [row for row in waiting if made[row.code].pk is None]


def _level_in(territory: Unit | None, kind: str) -> int | None:
    if territory is None or territory.level is None:
        return None
    return territory.level + (kind == UnitKind.DIVISION)


def _names(unit: Unit, row: NewUnit) -> list[UnitName]:
    wanted = [(NameKind.OFFICIAL, "zh", row.name), (NameKind.OFFICIAL, "en", row.name_en), (NameKind.SHORT, "zh", row.short)]
    wanted += [(NameKind.ALIAS, "zh", alias[:200]) for alias in dict.fromkeys(row.aliases)]
    names = []
    for kind, language, text in wanted:
        if text:
            letters, initials = pinyin_of(text) if language == "zh" else ("", "")
            names.append(UnitName(unit=unit, kind=kind, language=language, name=text, pinyin=letters, initials=initials, since=row.since))
    return names
