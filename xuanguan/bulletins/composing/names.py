"""What units, levels and territories are called in a bulletin."""

import re

from xuanguan.campaigns.models import Campaign
from xuanguan.organisations.models import Unit
from xuanguan.writing.typography import set_chinese

# How official texts count them, where the campaign's own word has brackets that cannot be read aloud.
COUNTED_ZH = {"市(州)": "市州", "县(市、区)": "县区", "乡镇(街道)": "乡镇"}
ITSELF_ZH = {1: "省级单位", 2: "市级单位", 3: "县级单位", 4: "乡镇单位"}
_DIVISION_ENDS = "省市州盟县旗区镇乡"


def counted(campaign: Campaign, level: int | None, language: str) -> str:
    """个市州, 个县区; prefectures, counties. Units of no level are units."""
    names = campaign.level_names.get(str(level), {}) if level is not None else {}
    if language == "en":
        return _plural(names.get("en") or "unit")
    name = names.get("zh", "")
    return f"个{COUNTED_ZH.get(name) or set_chinese(name) or '单位'}"


def units_counted(language: str) -> str:
    return "units" if language == "en" else "个单位"


def subject(unit: Unit, language: str) -> str:
    """全省, 全市, 全集团; the unit's name in English, and of an organ in both."""
    if language == "en" or not unit.is_division:
        return unit.short
    if unit.level == 0:
        return "全国"
    end = unit.name_zh[-1:]
    return f"全{end}" if end in _DIVISION_ENDS else unit.short


def at_its_own_level(unit: Unit, language: str) -> str:
    """Units of the territory that lie in no unit below it."""
    if not unit.is_division:
        return unit.short
    if language == "en":
        return f"units of {unit.short} itself"
    return ITSELF_ZH.get(unit.level or 0, "") if unit.name_zh[-1:] in _DIVISION_ENDS else f"{unit.short}本级单位"


def itself(unit: Unit) -> str:
    """The unit of the bulletin, or an organ of its level, where it did something: 遂宁市, 省质监局."""
    return str(unit) if unit.is_division else unit.short


def short(unit: Unit) -> str:
    return unit.short


def full(unit: Unit) -> str:
    return str(unit)


def issuer(unit: Unit, campaign: Campaign) -> str:
    """Whoever leads the campaign speaks for its territory, and its system's unit in each part for that part; any other unit for itself."""
    if not unit.is_division:
        return str(unit)
    if unit.pk == campaign.territory_id:
        return str(campaign.lead_unit)
    lead = campaign.lead_unit
    below = Unit.objects.filter(territory=unit, system=lead.system_id, level=unit.level, is_open=True).order_by("first", "pk").first() if lead.system_id else None
    return str(below or unit)


def _plural(word: str) -> str:
    return re.sub(r"y$", "ies", word) if re.search(r"[^aeiou]y$", word) else f"{word}s"
