"""Reading plans, limited to what the person may see: the plans of units that their roles reach, and of the levels above them.

A plan that is being written is seen only by those who may write it; units below read the plans above them once they are submitted.
An item that was handed down is seen by whoever handed it down, whatever the state of the plan it stands in.
"""
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, When

from xuanguan.campaigns.enums import EntryAct, PlanItemState, PlanState
from xuanguan.campaigns.hierarchy import Ladder
from xuanguan.campaigns.models import Campaign, Plan, PlanEntry, PlanItem
from xuanguan.campaigns.states import OPEN_ITEMS, PUBLISHED_PLANS, UNPUBLISHED_PLANS
from xuanguan.organisations.enums import Role, UnitKind
from xuanguan.organisations.models import Person, Unit
from xuanguan.organisations.permissions import grants_of, within_scope

WRITE = (Role.OFFICER, Role.COORDINATOR)
DECIDE = (Role.VERIFIER, Role.COORDINATOR)
SOON = dt.timedelta(days=14)


# What a person may see

def plans_seen_by(person, campaign: Campaign) -> QuerySet[Plan]:
    """In the order of the tree, with their units."""
    plans = Plan.objects.filter(campaign=campaign).select_related("unit", "above", "campaign").order_by("unit__level", "unit__first", "unit__code")
    if getattr(person, "is_superuser", False):
        return plans
    seen = within_scope(person, field="unit") & ~Q(state__in=UNPUBLISHED_PLANS) | within_scope(person, *WRITE, field="unit")
    return plans.filter(seen | Q(unit__in=units_above(person, campaign), state__in=PUBLISHED_PLANS))


def units_above(person, campaign: Campaign) -> set[int]:
    """The ids of the units on the lines above the person's own units, up to the lead unit."""
    own = own_units(person)
    if not own:
        return set()
    ladder = Ladder(campaign)
    return {pk for unit in own for pk in ladder.line(unit)} | {campaign.lead_unit_id}


def own_units(person) -> set[int]:
    """The ids of the units a person works for: the one their entry among the people names and those of their roles; where no entry
    names one, also the organs of the divisions of their roles, because a role on a division is held by somebody of an organ of it."""
    granted = {grant.unit_id for grant in grants_of(person)}
    entry = Person.objects.filter(user=person).values_list("unit_id", flat=True).first() if getattr(person, "pk", None) else None
    if entry:
        return granted | {entry}
    organs = Unit.objects.filter(territory__in=granted, territory__kind=UnitKind.DIVISION).exclude(kind=UnitKind.DIVISION)
    return granted | set(organs.values_list("pk", flat=True))


def items_seen_by(person, campaign: Campaign) -> QuerySet[PlanItem]:
    """Items of plans that the person may see, and those that a unit of theirs asked for."""
    items = PlanItem.objects.filter(plan__campaign=campaign)
    if getattr(person, "is_superuser", False):
        return items
    asked = within_scope(person, field="parent__plan__unit") & Q(parent__isnull=False) | within_scope(person, field="instruction__unit") & Q(instruction__isnull=False)
    return items.filter(Q(plan__in=plans_seen_by(person, campaign).order_by().values("pk")) | asked)


def with_all(items: QuerySet[PlanItem]) -> QuerySet[PlanItem]:
    """With everything that a row or a page of an item shows, in a fixed number of queries."""
    return items.select_related(
        "plan__unit__territory", "plan__unit__system", "plan__above", "plan__campaign", "parent__plan__unit", "task", "instruction__unit", "indicator", "kind").prefetch_related(
        "clauses", "kind__measures").annotate(
        below=Count("children", filter=~Q(children__state=PlanItemState.DROPPED), distinct=True),
        below_closed=Count("children", filter=Q(children__state=PlanItemState.CLOSED), distinct=True)).order_by("plan__unit__first", "order")


def items_of_plan(plan: Plan) -> QuerySet[PlanItem]:
    """The plan's items in their order, dropped ones last."""
    dropped = Case(When(state=PlanItemState.DROPPED, then=1), default=0, output_field=IntegerField())
    return with_all(plan.items.all()).order_by(dropped, "order")


def plans_in_list(person, campaign: Campaign) -> QuerySet[Plan]:
    """With how many items stand how."""
    def count(*states: str, **more) -> Count:
        return Count("items", filter=Q(items__state__in=states, **more), distinct=True)

    return plans_seen_by(person, campaign).annotate(
        item_count=Count("items", filter=~Q(items__state=PlanItemState.DROPPED), distinct=True), closed_count=count(PlanItemState.CLOSED),
        open_terms=count(PlanItemState.COUNTERED), unanswered=count(PlanItemState.ASKED))


# The conversation

def entries_of(thing: Plan | PlanItem) -> QuerySet[PlanEntry]:
    """What was said and done, the oldest first; of a plan only what is about it as a whole."""
    entries = PlanEntry.objects.select_related("by", "plan__unit", "plan__above")
    return entries.filter(plan=thing, item=None) if isinstance(thing, Plan) else entries.filter(item=thing)


# Taking from above, handing down

def items_above(plan: Plan) -> list[PlanItem]:
    """What the plan of the level above holds and this one does not have yet; nothing while that plan is being written."""
    if plan.above_id is None:
        return []
    held = plan.items.exclude(state=PlanItemState.DROPPED).filter(parent__isnull=False).values("parent")
    found = PlanItem.objects.filter(plan__campaign=plan.campaign_id, plan__unit=plan.above_id, plan__state__in=PUBLISHED_PLANS).exclude(pk__in=held)
    return list(with_all(found.exclude(state__in=(PlanItemState.DROPPED, PlanItemState.CLOSED))).order_by("order"))


def handed_to(item: PlanItem) -> QuerySet[PlanItem]:
    """The item as it stands at each unit below that has it."""
    return item.children.select_related("plan__unit", "parent__plan__unit", "instruction").exclude(state=PlanItemState.DROPPED).order_by("plan__unit__first", "pk")


# What waits for whom (for today pages and digests)

def plans_to_decide(person, campaign: Campaign | None = None) -> QuerySet[Plan]:
    """Submitted to a unit of the person and not by themselves, the oldest first."""
    plans = Plan.objects.filter(state=PlanState.SUBMITTED, above__in=own_units(person)).filter(within_scope(person, *DECIDE, field="above"))
    return _in(plans.exclude(submitted_by=person), campaign).select_related("unit", "campaign").order_by("submitted_on", "pk")


def plans_returned_to(person, campaign: Campaign | None = None) -> QuerySet[Plan]:
    """Returned with a reason to a unit of the person."""
    plans = Plan.objects.filter(state=PlanState.RETURNED, unit__in=own_units(person)).filter(within_scope(person, *WRITE, field="unit"))
    return _in(plans, campaign).select_related("unit", "campaign").order_by("changed_at", "pk")


def items_to_answer(person, campaign: Campaign | None = None) -> QuerySet[PlanItem]:
    """Asked of a unit of the person, and not answered yet; what is due first comes first."""
    return _rows(_own(person).filter(state=PlanItemState.ASKED), campaign)


def items_to_settle(person, campaign: Campaign | None = None) -> QuerySet[PlanItem]:
    """Other terms that units propose to a unit of the person; and what units added to plans that were accepted already."""
    waiting = Q(state=PlanItemState.COUNTERED) | Q(state=PlanItemState.PROPOSED, plan__state=PlanState.ACCEPTED)
    return _rows(PlanItem.objects.filter(waiting).filter(_owed_to(person, DECIDE)), campaign)


def items_to_close(person, campaign: Campaign | None = None) -> QuerySet[PlanItem]:
    """Reported as done to a unit of the person, by somebody else."""
    mine = PlanEntry.objects.filter(act=EntryAct.REPORT, by=person).values("item")
    items = PlanItem.objects.filter(state=PlanItemState.REPORTED).filter(_owed_to(person, DECIDE)).exclude(pk__in=mine)
    return _rows(items, campaign)


def items_due(person, on: dt.date, campaign: Campaign | None = None, *, soon: dt.timedelta = SOON) -> QuerySet[PlanItem]:
    """What units of the person must do within `soon`, and what is overdue."""
    return _rows(_own(person).filter(state__in=OPEN_ITEMS, due__lte=on + soon), campaign)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Everything of the cascade that waits for a person."""

    decide: tuple[Plan, ...]
    returned: tuple[Plan, ...]
    answer: tuple[PlanItem, ...]
    settle: tuple[PlanItem, ...]
    close: tuple[PlanItem, ...]
    due: tuple[PlanItem, ...]

    def __bool__(self) -> bool:
        return any((self.decide, self.returned, self.answer, self.settle, self.close, self.due))


def waiting_for(person, campaign: Campaign, on: dt.date, *, most: int = 20) -> Waiting:
    """At most `most` of each."""
    return Waiting(
        decide=tuple(plans_to_decide(person, campaign)[:most]), returned=tuple(plans_returned_to(person, campaign)[:most]),
        answer=tuple(items_to_answer(person, campaign)[:most]), settle=tuple(items_to_settle(person, campaign)[:most]),
        close=tuple(items_to_close(person, campaign)[:most]), due=tuple(items_due(person, on, campaign)[:most]))


def _own(person) -> QuerySet[PlanItem]:
    return PlanItem.objects.filter(plan__unit__in=own_units(person)).filter(within_scope(person, *WRITE, field="plan__unit"))


def _owed_to(person, roles: Iterable[str]) -> Q:
    """Items that are owed to a unit of the person (permissions.plans.asker_of)."""
    own = own_units(person)
    reach = {name: within_scope(person, *roles, field=name) & Q(**{f"{name}__in": own}) for name in ("instruction__unit", "parent__plan__unit", "plan__above")}
    return (Q(instruction__isnull=False) & reach["instruction__unit"]
            | Q(instruction=None, parent__isnull=False) & reach["parent__plan__unit"]
            | Q(instruction=None, parent=None) & reach["plan__above"])


def _rows(items: QuerySet[PlanItem], campaign: Campaign | None) -> QuerySet[PlanItem]:
    items = items if campaign is None else items.filter(plan__campaign=campaign)
    return items.select_related("plan__unit", "plan__campaign", "plan__above", "parent__plan__unit", "instruction__unit").order_by(
        F("due").asc(nulls_last=True), "plan__unit__first", "order")


def _in(plans: QuerySet[Plan], campaign: Campaign | None) -> QuerySet[Plan]:
    return plans if campaign is None else plans.filter(campaign=campaign)
