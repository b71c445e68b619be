"""Where a target is lower than what a level above asks or has set itself: "Sichuan 2020: 90 %, nation 2015: 98 %"."""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from xuanguan.campaigns.models import Campaign, PlanItem
from xuanguan.organisations.enums import UnitLevel
from xuanguan.policies.enums import Relation
from xuanguan.policies.models import CascadeRow
from xuanguan.quantities import Qualifier, Quantity

# Measure words of rates, which do not depend on the size of the unit: a county asks for fewer lectures than its province, but for the same rate.
RATES = frozenset({"%", "％", "‰", "分", "级"})


@dataclass(frozen=True, slots=True)
class Higher:
    """What a level above asks or set: who, for which year (None: no year), how much."""

    who: str
    year: int | None
    quantity: Quantity
    source: str = ""


def higher_targets(items: Sequence[PlanItem]) -> dict[int, list[Higher]]:
    """Per item id what levels above ask or have set that goes beyond the item's target; items with nothing are left out. One query.

    Beyond: more, or less where both are upper bounds. Compared are numbers of one measure word: what was asked of the unit; for
    rates what the item above aims at; what the policy wants by the item's indicator, and what every level above set for it.
    """
    rows = _cascades({item.indicator_id for item in items if item.indicator_id})
    found = {}
    for item in items:
        if item.value is None:
            continue
        beyond = [one for one in _candidates(item, rows) if goes_beyond(one.quantity, item)]
        if beyond:
            found[item.pk] = list({(one.who, one.year, one.quantity): one for one in beyond}.values())
    return found


def goes_beyond(quantity: Quantity, item: PlanItem) -> bool:
    if item.value is None or quantity.unit != item.word:
        return False
    if item.qualifier == Qualifier.AT_MOST:
        return quantity.value < item.value
    return quantity.value > item.value


def _candidates(item: PlanItem, rows: dict[int, list[CascadeRow]]) -> Iterable[Higher]:
    qualifier = Qualifier(item.qualifier)
    if item.asked_value is not None:
        yield Higher(item.asker.short, item.asked_due.year if item.asked_due else None, Quantity(item.asked_value, qualifier, item.word))
    if item.parent is not None and item.parent.value is not None and item.parent.word in RATES:
        yield Higher(item.parent.plan.unit.short, item.parent.due.year if item.parent.due else None, Quantity(item.parent.value, qualifier, item.parent.word))
    target = item.indicator
    if target is None:
        return
    level = item.plan.unit.level
    told = rows.get(target.pk, [])
    if target.number is not None and target.relation != Relation.QUALITATIVE and not any(row.target_id == target.pk for row in told):
        yield Higher(str(target.version.policy), target.year, Quantity(_plain(target.number), Qualifier.EXACT, target.unit))
    for row in told:
        if level is None or row.level < level:
            yield Higher(str(UnitLevel(row.level).label), row.year, Quantity(_plain(row.number), Qualifier.EXACT, target.unit), row.source)


def _plain(number: Decimal) -> Decimal:
    return Decimal(number).normalize() + 0


def _cascades(targets: set[int]) -> dict[int, list[CascadeRow]]:
    """Per target the rows of the cascade that it stands in."""
    if not targets:
        return {}
    rows = CascadeRow.objects.filter(cascade__rows__target__in=targets).distinct().order_by("level", "year", "order")
    by_cascade: dict[int, list[CascadeRow]] = {}
    for row in rows:
        by_cascade.setdefault(row.cascade_id, []).append(row)
    return {row.target_id: many for many in by_cascade.values() for row in many if row.target_id in targets}


# Levels whose documents set less than the level above

@dataclass(frozen=True, slots=True)
class LowerLevel:
    """A level that set less for an indicator than a level above it: both rows."""

    indicator: str
    unit: str
    lower: CascadeRow
    higher: CascadeRow


def lower_levels(campaign: Campaign) -> list[LowerLevel]:
    """Of the cascades of targets those rows of the campaign's own territory (or below) that ask for less than a level above them."""
    code = campaign.territory.code
    inside = Q(division_code=code) | Q(division_code__startswith=code.rstrip("0")) if code.rstrip("0") else Q()
    rows = list(CascadeRow.objects.filter(inside | Q(level__lt=campaign.territory.level or 0)).select_related("cascade", "target").order_by("cascade", "level", "order"))
    found = []
    for row in rows:
        above = [other for other in rows if other.cascade_id == row.cascade_id and other.level < row.level and _less(row, other)]
        if above:
            target = above[0].target or row.target
            found.append(LowerLevel(row.cascade.indicator, target.unit if target else "%", row, above[0]))
    return found


def _less(row: CascadeRow, other: CascadeRow) -> bool:
    return row.number > other.number if other.relation == Relation.AT_MOST else row.number < other.number
