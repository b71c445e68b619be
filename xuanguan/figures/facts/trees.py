"""The trees of all days, from the units, their affiliations and successions."""
import datetime as dt
from collections import defaultdict

from django.db.models import F

from xuanguan.analytics import Affiliation, Succession, Trees
from xuanguan.organisations import models
from xuanguan.organisations.enums import UnitKind
from xuanguan.organisations.hierarchy import tree_day

type Spell = tuple[dt.date | None, int | None, int | None]


def trees() -> Trees:
    """All units, where they stood on any day; today's map is that of the tree's day (organisations.hierarchy). Three queries.

    A division is a node of the tree; so is any other unit that stands a level below what it lies in, as a ward in its
    hospital. All others (bureaus, departments) stand at their territory.
    """
    spells: dict[int, list[Spell]] = defaultdict(list)
    for unit, since, territory, system in models.Affiliation.objects.order_by("unit_id", F("since").asc(nulls_first=True)).values_list(
            "unit_id", "since", "territory_id", "system_id"):
        spells[unit].append((since, territory, system))
    units = {pk: (kind, level) for pk, kind, level in models.Unit.objects.order_by().values_list("pk", "kind", "level")}
    nodes = {unit for unit in units if _is_node(unit, units, spells)}
    affiliations = [
        Affiliation(unit, since, _node_at(territory, nodes, spells), system)
        for unit, of_unit in spells.items() for since, territory, system in of_unit]
    successions = [
        Succession(old, new, on, stands_for)
        for old, new, on, stands_for in models.Succession.objects.order_by().values_list("predecessor_id", "successor_id", "on", "stands_for")
        if old != new]
    return Trees({unit: level if unit in nodes else None for unit, (_kind, level) in units.items()}, affiliations, successions, today=tree_day(),
                 kinds={unit: kind for unit, (kind, _level) in units.items()})


def _is_node(unit: int, units: dict[int, tuple[str, int | None]], spells: dict[int, list[Spell]]) -> bool:
    kind, level = units[unit]
    if level is None:
        return False
    above = [units[territory][1] for _since, territory, _system in spells.get(unit, ()) if territory is not None]
    if kind == UnitKind.DIVISION:
        return True
    return bool(spells.get(unit)) and all(one is not None and one < level for one in above)


def _node_at(territory: int | None, nodes: set[int], spells: dict[int, list[Spell]]) -> int | None:
    """The territory, or what that lies in where it is no node itself (a team inside a bureau)."""
    seen: set[int] = set()
    while territory is not None and territory not in nodes and territory not in seen:
        seen.add(territory)
        territory = next((above for _since, above, _system in reversed(spells.get(territory, ())) if above is not None), None)
    return territory if territory in nodes else None
