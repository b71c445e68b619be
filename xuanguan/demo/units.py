"""Units of the demo's files: organs of divisions, partners outside the tree, a hospital group."""
from xuanguan.organisations.enums import NameKind, UnitKind
from xuanguan.organisations.hierarchy import rebuild
from xuanguan.organisations.models import Affiliation, System, Unit, UnitName
from xuanguan.organisations.pinyin import pinyin_of

LEVELS = {"nation": 0, "province": 1, "prefecture": 2, "county": 3, "town": 4, "group": 1, "hospital": 2, "department": 3, "ward": 4, None: None}


def make_units(rows: list[dict], systems: dict[str, System], *, is_demo: bool = False) -> dict[str, Unit]:
    """The units of `rows` (parents before children), with names and one affiliation without a beginning. Known codes are left alone."""
    known = {unit.code: unit for unit in Unit.objects.all()}
    new = [row for row in rows if row["code"] not in known]
    units = Unit.objects.bulk_create([
        Unit(code=row["code"], kind=UnitKind(row["kind"]), level=LEVELS[row.get("level")], name_zh=row["name_zh"], name_en=row.get("name_en", ""),
             short_zh=row.get("short_zh", ""), note=row.get("note_zh", ""), is_demo=is_demo or bool(row.get("demo"))) for row in new])
    known |= {unit.code: unit for unit in units}
    names, affiliations = [], []
    for row, unit in zip(new, units, strict=True):
        names += names_of(unit, row)
        territory = known.get(str(row.get("territory") or row.get("parent") or ""))
        affiliations.append(Affiliation(unit=unit, territory=territory, system=systems.get(row.get("system")), superior=known.get(row.get("superior"))))
    UnitName.objects.bulk_create(names)
    Affiliation.objects.bulk_create(affiliations)
    return known


def names_of(unit: Unit, row: dict) -> list[UnitName]:
    found = []
    for kind, language, name in ((NameKind.OFFICIAL, "zh", row["name_zh"]), (NameKind.SHORT, "zh", row.get("short_zh")), (NameKind.OFFICIAL, "en", row.get("name_en"))):
        if name:
            letters, initials = pinyin_of(name) if language == "zh" else ("", "")
            found.append(UnitName(unit=unit, kind=kind, language=language, name=name, pinyin=letters, initials=initials))
    return found


def settle(on) -> dict[str, Unit]:
    """Number the tree as of `on` and give every unit afresh, by code."""
    rebuild(on)
    return {unit.code: unit for unit in Unit.objects.select_related("territory")}
