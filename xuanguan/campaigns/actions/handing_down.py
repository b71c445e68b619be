"""A unit hands an item of its plan down to units below: each finds it in its own plan, as asked."""
import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.campaigns.actions.conversing import locked_item, move_item, today
from xuanguan.campaigns.actions.plans import CannotSubmit
from xuanguan.campaigns.actions.telling import tell_asked
from xuanguan.campaigns.enums import EntryAct, PlanItemState, Side
from xuanguan.campaigns.hierarchy import Ladder
from xuanguan.campaigns.models import Campaign, Plan, PlanEntry, PlanItem
from xuanguan.campaigns.permissions.plans import check_write
from xuanguan.campaigns.planning import CannotPlan, HandDown, Terms, problems_of_handing_down
from xuanguan.organisations.models import Unit

BATCH = 500
_KEPT = ("starts", "kind", "only_citing", "measure", "qualifier", "word", "indicator")


@transaction.atomic
def hand_down(*, item: PlanItem, to: Sequence[HandDown], by, on: dt.date | None = None, is_demo: bool = False) -> list[PlanItem]:
    """Ask each of these units for the item, on its terms. All of them or none: raises CannotPlan with everything that is wrong.

    A unit without a plan gets one to write. A unit that took the item over by itself, before it was asked, keeps its own terms:
    where they are the same both agree, else they stand as its proposal. A unit that has the item already is left as it is.
    The number of statements does not grow with the number of units.
    """
    item, day = locked_item(item), today(on)
    check_write(by, item.plan)
    if item.state in (PlanItemState.CLOSED, PlanItemState.DROPPED):
        raise CannotSubmit(_("An item that is closed or dropped is not handed down any more."))
    if not to:
        raise CannotSubmit(_("Choose the units to hand it down to."))
    ladder = Ladder(item.plan.campaign)
    if problems := problems_of_handing_down(item, to, ladder, day):
        raise CannotPlan(problems)
    plans = plans_for([one.unit for one in to], item.plan.campaign, ladder=ladder, by=by, is_demo=is_demo or item.is_demo)
    held = {one.plan_id: one for one in PlanItem.objects.select_for_update(of=("self",)).select_related("plan__unit").filter(
        parent=item, plan__in=[plan.pk for plan in plans.values()]).exclude(state=PlanItemState.DROPPED)}
    asked, met = [], []
    last = dict(Plan.objects.filter(pk__in=[plan.pk for plan in plans.values()]).values_list("pk").annotate(last=Max("items__order")))
    for one in to:
        plan = plans[one.unit.pk]
        if (known := held.get(plan.pk)) is None:
            asked.append(_asked(item, plan, one, order=(last[plan.pk] or 0) + 1, is_demo=is_demo or item.is_demo))
        elif known.state == PlanItemState.PROPOSED:
            met.append(_meet(known, one, item))
    PlanItem.objects.bulk_create(asked, batch_size=BATCH)
    PlanItem.objects.bulk_update(met, ["state", "asked_due", "asked_value"], batch_size=BATCH)
    _copy_clauses(item, asked)
    PlanEntry.objects.bulk_create((
        PlanEntry(plan=one.plan, item=one, act=EntryAct.ASK, side=Side.ABOVE, on=day, by=by, terms=Terms(one.asked_due, one.asked_value).as_json)
        for one in (*asked, *met)), batch_size=BATCH)
    record("hand_down", item, by=by, on=day, units=[one.unit.code for one in to], new=len(asked), met=len(met))
    tell_asked([one for one in asked if one.state == PlanItemState.ASKED], by=by)
    return [*asked, *met]


def _asked(item: PlanItem, plan: Plan, one: HandDown, *, order: int, is_demo: bool) -> PlanItem:
    due = one.due or item.due
    kept = {name: getattr(item, name) for name in _KEPT}
    return PlanItem(**{
        **kept, "plan": plan, "order": order, "parent": item, "text": one.text.strip() or item.text, "starts": one.starts or item.starts, "due": due,
        "asked_due": due, "value": one.value, "asked_value": one.value, "state": PlanItemState.ASKED, "is_demo": is_demo})


def _meet(known: PlanItem, one: HandDown, item: PlanItem) -> PlanItem:
    """What the unit had proposed by itself is now asked of it."""
    known.asked_due, known.asked_value = one.due or item.due, one.value
    move_item(known, "agree" if (known.due, known.value) == (known.asked_due, known.asked_value) else "meet")
    return known


def _copy_clauses(item: PlanItem, items: Sequence[PlanItem]) -> None:
    through = PlanItem.clauses.through
    clauses = list(item.clauses.values_list("pk", flat=True))
    through.objects.bulk_create((through(planitem_id=one.pk, clause_id=clause) for one in items for clause in clauses), batch_size=1000)


def plans_for(units: Sequence[Unit], campaign: Campaign, *, ladder: Ladder, by, is_demo: bool) -> dict[int, Plan]:
    """The plans of the units by unit id, locked; those that have none get one, with whom it goes to."""
    ids = [unit.pk for unit in units]
    known = set(Plan.objects.filter(campaign=campaign, unit__in=ids).values_list("unit_id", flat=True))
    new = [Plan(campaign=campaign, unit=unit, above=ladder.above(unit), is_demo=is_demo) for unit in units if unit.pk not in known]
    Plan.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    found = Plan.objects.select_for_update(of=("self",)).select_related("unit", "campaign", "above").filter(campaign=campaign, unit__in=ids)
    return {plan.unit_id: plan for plan in found.order_by("pk")}
