"""Units as rows: what an export holds, and what an import reads again."""
from collections.abc import Iterator

from xuanguan.organisations.columns import unit_columns
from xuanguan.organisations.enums import NameKind, UnitLevel
from xuanguan.organisations.models import Unit, UnitName
from xuanguan.organisations.queries import units_at


def unit_headings() -> list[str]:
    return [column.heading for column in unit_columns()]


def unit_rows(under: Unit | None = None) -> Iterator[list[object]]:
    """Every open unit in the order of the tree, in the columns of the import; headings and labels in the language at hand."""
    aliases: dict[int, list[str]] = {}
    for owner, name in UnitName.objects.filter(kind=NameKind.ALIAS, language="zh").order_by("name").values_list("unit_id", "name"):
        aliases.setdefault(owner, []).append(name)
    for unit in units_at(under=under).select_related("territory", "system", "superior").order_by("first"):
        yield [
            unit.code, unit.name_zh, str(unit.get_kind_display()), str(UnitLevel(unit.level).label) if unit.level is not None else "",
            unit.territory.code if unit.territory else "", unit.system.code if unit.system else "",
            unit.superior.code if unit.superior and unit.superior != unit.territory else "", unit.opened, unit.short_zh, unit.name_en,
            "、".join(aliases.get(unit.pk, [])), unit.note]
