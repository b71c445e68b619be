"""The register of instructions (督办台账), and what is overdue with whom."""
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, Max, Prefetch, Q, QuerySet

from xuanguan.campaigns.enums import EntryAct, InstructionState, PlanItemState
from xuanguan.campaigns.models import Campaign, Instruction, PlanEntry, PlanItem
from xuanguan.campaigns.queries.plans import items_seen_by
from xuanguan.campaigns.states import OPEN_ITEMS
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import within_scope


def instructions_seen_by(person, campaign: Campaign) -> QuerySet[Instruction]:
    """Those of units that the person's roles reach, and those with an item for such a unit; the newest first."""
    found = Instruction.objects.filter(campaign=campaign).select_related("unit", "campaign", "by").order_by("-given_on", "-pk")
    if getattr(person, "is_superuser", False):
        return found
    told = PlanItem.objects.filter(within_scope(person, field="plan__unit"), instruction__isnull=False, plan__campaign=campaign)
    return found.filter(within_scope(person, field="unit") | Q(pk__in=told.values("instruction")))


@dataclass(frozen=True, slots=True)
class RegisterFilters:
    """What of the register is looked at; "" and None leave it open. `state`: open, closed, overdue, reported."""

    words: str = ""
    state: str = ""
    unit: Unit | None = None
    due_before: dt.date | None = None


def register(person, campaign: Campaign, filters: RegisterFilters, on: dt.date) -> QuerySet[Instruction]:
    """Instructions that fit, each with its items (all of them, in the order of the units) and how many stand how."""
    found = instructions_seen_by(person, campaign)
    for word in filters.words.split():
        found = found.filter(Q(text__icontains=word) | Q(leader__icontains=word) | Q(number__icontains=word) | Q(pk__in=_with_item(text__icontains=word)))
    late = {"state__in": OPEN_ITEMS, "due__lt": on}
    if filters.state == "overdue":
        found = found.filter(pk__in=_with_item(**late))
    elif filters.state == "reported":
        found = found.filter(pk__in=_with_item(state=PlanItemState.REPORTED))
    elif filters.state in InstructionState.values:
        found = found.filter(state=filters.state)
    if filters.unit is not None:
        found = found.filter(pk__in=_with_item(plan__unit=filters.unit))
    if filters.due_before is not None:
        found = found.filter(pk__in=_with_item(state__in=OPEN_ITEMS, due__lt=filters.due_before))
    standing = ~Q(items__state=PlanItemState.DROPPED)
    items = PlanItem.objects.exclude(state=PlanItemState.DROPPED).select_related("plan__unit").order_by("plan__unit__first", "order")
    return found.annotate(
        item_count=Count("items", filter=standing, distinct=True), closed_count=Count("items", filter=Q(items__state=PlanItemState.CLOSED), distinct=True),
        late_count=Count("items", filter=Q(items__state__in=OPEN_ITEMS, items__due__lt=on), distinct=True),
    ).prefetch_related(Prefetch("items", items, to_attr="standing"))


def _with_item(**conditions) -> QuerySet:
    return PlanItem.objects.filter(instruction__isnull=False, **conditions).values("instruction")


def items_of_instruction(instruction: Instruction) -> QuerySet[PlanItem]:
    return instruction.items.select_related("plan__unit", "plan__campaign", "plan__above", "instruction__unit", "parent__plan__unit").prefetch_related(
        Prefetch("entries", PlanEntry.objects.select_related("by", "plan__unit", "plan__above").order_by("pk"))).annotate(
            pressed_on=Max("entries__on", filter=Q(entries__act=EntryAct.PRESS))).order_by("plan__unit__first", "order")


# Overdue

@dataclass(slots=True)
class OverdueUnit:
    """A unit with what it has not done in time, the longest overdue first."""

    unit: Unit
    items: list[PlanItem] = field(default_factory=list)


def overdue_by_unit(person, campaign: Campaign, on: dt.date, *, only_instructions: bool = False) -> list[OverdueUnit]:
    """Open items whose day has passed, by unit in the order of the tree. Each item has `pressed_on` and `days_late`."""
    items = items_seen_by(person, campaign).filter(state__in=OPEN_ITEMS, due__lt=on)
    if only_instructions:
        items = items.filter(instruction__isnull=False)
    items = items.select_related("plan__unit", "plan__above", "plan__campaign", "parent__plan__unit", "instruction__unit").annotate(
        pressed_on=Max("entries__on", filter=Q(entries__act=EntryAct.PRESS))).order_by("plan__unit__first", "plan__unit__code", F("due"))
    return _by_unit(items, on)


def _by_unit(items: Iterable[PlanItem], on: dt.date) -> list[OverdueUnit]:
    found: dict[int, OverdueUnit] = {}
    for item in items:
        item.days_late = (on - item.due).days if item.due else 0  # type: ignore[attr-defined]
        found.setdefault(item.plan.unit_id, OverdueUnit(item.plan.unit)).items.append(item)
    return list(found.values())
