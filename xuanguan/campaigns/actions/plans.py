"""A unit's plan: begun with what is assigned to it, written, submitted; the level above returns or accepts it."""
import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xuanguan.audit.actions import record
from xuanguan.campaigns.actions.conversing import (
    locked_item,
    locked_plan,
    move_item,
    move_plan,
    needs_words,
    say,
    side_of,
    today,
)
from xuanguan.campaigns.actions.deeds import forget_deed, put_fulfilments
from xuanguan.campaigns.actions.telling import tell_accepted, tell_dropped, tell_returned, tell_submitted, tell_taken_back
from xuanguan.campaigns.deadlines import period_holding
from xuanguan.campaigns.enums import EntryAct, FulfilmentState, GroupName, PlanItemState, PlanState, Side
from xuanguan.campaigns.ground import Ground
from xuanguan.campaigns.hierarchy import Ladder, is_closed_on
from xuanguan.campaigns.models import Assignment, Campaign, Expectation, Fulfilment, Plan, PlanEntry, PlanItem
from xuanguan.campaigns.permissions.plans import (
    check_decide,
    check_drop,
    check_issue,
    check_write,
    check_write_for,
)
from xuanguan.campaigns.planning import CannotPlan, PlanItemValues, problems_of
from xuanguan.campaigns.queries import can_be_fulfilled_by, entries_that_may_be_fulfilled_by
from xuanguan.campaigns.rosters import holds_on
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.enums import UnitKind
from xuanguan.organisations.models import Unit

# The reader's word for a plan that was issued: an expectation of such a kind is fulfilled by a plan that was accepted.
PLAN_KIND = "plan_issued"
_FIELDS = ("text", "number", "starts", "due", "kind", "only_citing", "measure", "value", "qualifier", "word", "indicator", "note")


class CannotSubmit(PersonError):
    """A plan that cannot go on as it is; the sentence says what must be answered first."""

    def __init__(self, sentence: str):
        self._sentence = sentence
        super().__init__(sentence)

    def __str__(self) -> str:
        return self._sentence


# Beginning

@transaction.atomic
def open_plan(*, campaign: Campaign, unit: Unit, by, on: dt.date | None = None, is_demo: bool = False, ladder: Ladder | None = None) -> Plan:
    """The unit's plan; where it has none it is begun, with what the responsibility matrix assigns to it. Raises NotAllowed, CannotSubmit."""
    check_write_for(by, unit)
    if known := Plan.objects.filter(campaign=campaign, unit=unit).first():
        return known
    if is_closed_on(unit, today(on)):
        raise CannotSubmit(_("%(unit)s is closed: the unit that took its place writes the plan.") % {"unit": unit})
    try:
        with transaction.atomic():
            plan = Plan.objects.create(campaign=campaign, unit=unit, above=(ladder or Ladder(campaign)).above(unit), is_demo=is_demo)
    except IntegrityError:  # somebody of the unit was a moment quicker
        return Plan.objects.get(campaign=campaign, unit=unit)
    record("open_plan", plan, by=by, unit=unit.code, campaign=campaign.code)
    take_assignments(plan=plan, by=by, on=on)
    return plan


@transaction.atomic
def take_assignments(*, plan: Plan, by, on: dt.date | None = None) -> list[PlanItem]:
    """Enter the tasks that the matrix gives to the unit and that its plan does not have yet, as asked by the level above.

    Also what the matrix gives to a group the unit is of: 成员单位, or all governments of a level (各市(州)人民政府).
    """
    plan = locked_plan(plan)
    check_write(by, plan)
    held = set(plan.items.filter(task__isnull=False).values_list("task_id", flat=True))
    order = _last_order(plan)
    items, clauses = [], []
    for assignment in assigned_or_grouped(plan.unit, plan.campaign):
        task = assignment.item
        if task.pk in held:
            continue
        held.add(task.pk)
        order += 1
        items.append(PlanItem(plan=plan, order=order, number=task.number[:40], text=task.text, task=task, role=assignment.role, due=task.due, asked_due=task.due,
                              state=PlanItemState.ASKED if plan.above_id else PlanItemState.AGREED, note=task.due_text[:300], is_demo=plan.is_demo))
        clauses.append(task.clause_id)
    _create(items, clauses)
    _note_many(items, EntryAct.ASK, side=Side.ABOVE, by=by, on=today(on))
    if items:
        record("take_assignments", plan, by=by, items=len(items))
    return items


def assigned_or_grouped(unit: Unit, campaign: Campaign) -> list[Assignment]:
    """The unit's assignments under its own name first, then those of groups that it is of, in the order of the documents."""
    members = Ladder(campaign).members | {campaign.lead_unit_id}
    mine = Q(unit=unit)
    if unit.level is not None:
        mine |= Q(unit=None, group=GroupName.LEVEL, group_level=unit.level)
    if unit.pk in members:
        mine |= Q(unit=None, group=GroupName.MEMBERS)
    found = Assignment.objects.filter(mine, item__document__campaign=campaign).select_related("item").order_by("item__document", "item__order")
    return sorted((one for one in found if one.unit_id or _is_meant(unit, one)), key=lambda one: one.unit_id is None)


def _is_meant(unit: Unit, assignment: Assignment) -> bool:
    """各县区政府 are governments; a level's group without that word are its divisions and their bureaus alike."""
    if assignment.group == GroupName.LEVEL and "政府" in assignment.name:
        return unit.kind in (UnitKind.GOVERNMENT, UnitKind.DIVISION)
    return True


@transaction.atomic
def take_from_above(*, plan: Plan, items: Sequence[PlanItem], by, on: dt.date | None = None) -> list[PlanItem]:
    """Take items of the level above's plan into the unit's own, as its proposals. What it has already is left as it is."""
    plan = locked_plan(plan)
    _check_open(plan)
    check_write(by, plan)
    above = {plan.above_id} - {None}
    if any(item.plan.unit_id not in above or item.plan.campaign_id != plan.campaign_id for item in items):
        raise CannotSubmit(_("Only items of the plan of the level above can be taken over."))
    held = set(plan.items.exclude(state=PlanItemState.DROPPED).filter(parent__isnull=False).values_list("parent_id", flat=True))
    order = _last_order(plan)
    made, clauses = [], []
    for item in items:
        if item.pk in held:
            continue
        order += 1
        made.append(_copy(item, plan, order, state=PlanItemState.PROPOSED))
        clauses.append([clause.pk for clause in item.clauses.all()])
    _create(made, clauses)
    _note_many(made, EntryAct.ADD, side=Side.UNIT, by=by, on=today(on))
    record("take_from_above", plan, by=by, items=len(made))
    return made


def _copy(item: PlanItem, plan: Plan, order: int, **said) -> PlanItem:
    """The item for another plan: what, when and what counts; not the number, which was the other unit's."""
    kept = {name: getattr(item, name) for name in _FIELDS if name not in ("number", "value", "note")}
    return PlanItem(**{**kept, "plan": plan, "order": order, "parent": item, "is_demo": plan.is_demo, **said})


# Writing

@transaction.atomic
def write_items(*, plan: Plan, new: Sequence[PlanItemValues] = (), changed: Sequence[tuple[PlanItem, PlanItemValues]] = (), by,
                on: dt.date | None = None, is_demo: bool = False) -> list[PlanItem]:
    """Add and change the unit's own items, all of them or none. Raises CannotPlan with everything that is wrong."""
    plan = locked_plan(plan)
    _check_open(plan)
    check_write(by, plan)
    if problems := [problem for values in (*new, *(values for _item, values in changed)) for problem in problems_of(values, plan.campaign)]:
        raise CannotPlan(problems)
    order = _last_order(plan)
    made = [PlanItem(plan=plan, order=order + n, parent=values.parent, is_demo=is_demo or plan.is_demo, **_of(values)) for n, values in enumerate(new, 1)]
    _create(made, [[clause.pk for clause in values.clauses] for values in new])
    _note_many(made, EntryAct.ADD, side=Side.UNIT, by=by, on=today(on))
    for item, values in changed:
        _change(item, values, by=by, on=today(on))
    record("write_items", plan, by=by, new=len(made), changed=len(changed))
    return made


def _change(item: PlanItem, values: PlanItemValues, *, by, on: dt.date) -> None:
    item = locked_item(item)
    move_item(item, "write")
    for name, value in _of(values).items():
        setattr(item, name, value)
    item.save()
    item.clauses.set(values.clauses)
    say(item, EntryAct.CHANGE, by=by, side=Side.UNIT, on=on)


def _of(values: PlanItemValues) -> dict:
    return {name: getattr(values, name) for name in _FIELDS} | {"text": values.text.strip()}


def _create(items: list[PlanItem], clauses: Sequence[int | list[int] | None]) -> None:
    """Rows with their clauses (an id, several, or none), in three statements for any number."""
    PlanItem.objects.bulk_create(items, batch_size=500)
    through = PlanItem.clauses.through
    rows = [(item.pk, clause) for item, said in zip(items, clauses, strict=True) for clause in (said if isinstance(said, list) else [said]) if clause]
    through.objects.bulk_create((through(planitem_id=item, clause_id=clause) for item, clause in rows), batch_size=1000)


def _note_many(items: Iterable[PlanItem], act: EntryAct, *, side: Side, by, on: dt.date) -> None:
    """The first line of each item's conversation. The act has one event for all of them."""
    PlanEntry.objects.bulk_create((PlanEntry(plan=item.plan, item=item, act=act, side=side, on=on, by=by) for item in items), batch_size=1000)


def _last_order(plan: Plan) -> int:
    return plan.items.aggregate(last=Max("order"))["last"] or 0


def _check_open(plan: Plan) -> None:
    if plan.state == PlanState.SUBMITTED:
        raise CannotSubmit(_("The plan lies with %(above)s: take it back first, or wait for the answer.") % {"above": plan.above})


@transaction.atomic
def drop_item(*, item: PlanItem, reason: str, by, on: dt.date | None = None) -> PlanItem:
    """Take an item out of the plan; it stays readable. What was handed down from it must have been dropped or closed before."""
    item = locked_item(item)
    check_drop(by, item)
    text = needs_words(reason, _("Say why the item is dropped."))
    still = item.children.exclude(state__in=(PlanItemState.DROPPED, PlanItemState.CLOSED)).count()
    if still:
        raise CannotSubmit(ngettext("%(count)s unit below still has this item: drop it there first.", "%(count)s units below still have this item: drop it there first.",
                                    still) % {"count": still})
    move_item(item, "drop")
    item.save(update_fields=["state"])
    is_own = item.parent_id is None and item.instruction_id is None and item.task_id is None
    say(item, EntryAct.DROP, by=by, side=Side.UNIT if is_own else Side.ABOVE, on=today(on), text=text)
    tell_dropped(item)
    return item


@transaction.atomic
def change_plan(*, plan: Plan, title: str, number: str, note: str, by) -> Plan:
    """Give the plan a title, a document number, a note."""
    plan = locked_plan(plan)
    check_write(by, plan)
    plan.title, plan.number, plan.note = title.strip(), number.strip(), note.strip()
    plan.save(update_fields=["title", "number", "note", "changed_at"])
    record("change_plan", plan, by=by, title=plan.title, number=plan.number)
    return plan


# Handing up

@transaction.atomic
def submit_plan(*, plan: Plan, by, version: int | None = None, on: dt.date | None = None) -> Plan:
    """Hand the plan to the level above. Everything that was asked must have its answer. Raises CannotSubmit, NotInThisState."""
    plan = locked_plan(plan, version=version)
    check_write(by, plan)
    if plan.above is None:
        raise CannotSubmit(_("Nobody stands above %(unit)s in this campaign: it puts its plan in force itself.") % {"unit": plan.unit})
    _check_whole(plan)
    move_plan(plan, "submit")
    plan.submitted_on, plan.submitted_by = today(on), by
    plan.save()
    say(plan, EntryAct.SUBMIT, by=by, side=Side.UNIT, on=plan.submitted_on)
    note_plan(plan, FulfilmentState.REPORTED, by=by)
    tell_submitted(plan, by=by)
    return plan


def _check_whole(plan: Plan) -> None:
    standing = list(plan.items.exclude(state=PlanItemState.DROPPED).values_list("state", flat=True))
    if not standing:
        raise CannotSubmit(_("The plan has no items yet. Add one, take over the tasks of the unit, or import from the level above."))
    asked = standing.count(PlanItemState.ASKED)
    if asked:
        raise CannotSubmit(ngettext(
            "%(count)s item waits for your answer: accept it as asked, or propose other terms.",
            "%(count)s items wait for your answer: accept each as asked, or propose other terms.", asked) % {"count": asked})


@transaction.atomic
def take_back_plan(*, plan: Plan, by, on: dt.date | None = None) -> Plan:
    """Take a submitted plan back before it is decided, to write on."""
    plan = locked_plan(plan)
    check_write(by, plan)
    move_plan(plan, "take_back")
    plan.submitted_on = plan.submitted_by = None
    plan.save()
    say(plan, EntryAct.TAKE_BACK, by=by, side=Side.UNIT, on=today(on))
    forget_deed(thing=thing_of(plan), on=today(on))
    tell_taken_back(plan)
    return plan


@transaction.atomic
def return_plan(*, plan: Plan, reason: str, by, version: int | None = None, on: dt.date | None = None) -> Plan:
    """Send the plan back with a reason. What it fulfilled is open again until it is submitted anew."""
    plan = locked_plan(plan, version=version)
    check_decide(by, plan)
    text = needs_words(reason, _("Say what is missing or wrong, so that the unit knows what to mend."))
    move_plan(plan, "return")
    plan.accepted_on = plan.accepted_by = None
    plan.save()
    say(plan, EntryAct.RETURN, by=by, side=Side.ABOVE, on=today(on), text=text)
    forget_deed(thing=thing_of(plan), on=today(on))
    tell_returned(plan, text, by=by)
    return plan


@transaction.atomic
def accept_plan(*, plan: Plan, by, with_proposals: bool = False, text: str = "", version: int | None = None, on: dt.date | None = None) -> Plan:
    """Accept the plan: its proposed items are agreed, and what is expected of the unit as a plan is fulfilled.

    Other terms that the unit proposed must be answered first, or are agreed with all at once (`with_proposals`).
    """
    plan = locked_plan(plan, version=version)
    check_decide(by, plan)
    open_terms = plan.items.filter(state=PlanItemState.COUNTERED).count()
    if open_terms and not with_proposals:
        raise CannotSubmit(ngettext(
            "%(count)s item has other terms proposed: agree or stand by what was asked, or accept the plan with its proposals.",
            "%(count)s items have other terms proposed: answer each, or accept the plan with its proposals.", open_terms) % {"count": open_terms})
    move_plan(plan, "accept")
    _put_in_force(plan, EntryAct.ACCEPT_PLAN, by=by, on=today(on), text=text)
    tell_accepted(plan, by=by)
    return plan


@transaction.atomic
def issue_plan(*, plan: Plan, by, version: int | None = None, on: dt.date | None = None) -> Plan:
    """Put a plan in force that nobody stands above."""
    plan = locked_plan(plan, version=version)
    check_issue(by, plan)
    _check_whole(plan)
    move_plan(plan, "issue")
    plan.submitted_on, plan.submitted_by = today(on), by
    _put_in_force(plan, EntryAct.ISSUE, by=by, on=today(on))
    return plan


def _put_in_force(plan: Plan, act: EntryAct, *, by, on: dt.date, text: str = "") -> None:
    plan.accepted_on, plan.accepted_by = on, by
    plan.save()
    plan.items.filter(state__in=(PlanItemState.PROPOSED, PlanItemState.COUNTERED)).update(state=PlanItemState.AGREED)
    say(plan, act, by=by, side=side_of(plan.unit, plan) if act == EntryAct.ISSUE else Side.ABOVE, on=on, text=text)
    note_plan(plan, FulfilmentState.VERIFIED, by=by)


# What a plan fulfils

def thing_of(plan: Plan) -> str:
    return f"plan:{plan.pk}"


def note_plan(plan: Plan, state: FulfilmentState, *, by) -> list[Fulfilment]:
    """Write which expectations of a plan ("each bureau issues its plan by 30 April") this one fulfils, dated by the day it was handed in."""
    day = plan.submitted_on
    expectations = [one for one in Expectation.objects.filter(campaign=plan.campaign).select_related("campaign").prefetch_related("kinds")
                    if any(PLAN_KIND in kind.reads_as for kind in one.kinds.all())]
    if day is None:
        forget_deed(thing=thing_of(plan))
        return []
    ground = Ground(day)
    entries = [entry for entry in entries_that_may_be_fulfilled_by([plan.unit], plan.campaign, ground) if holds_on(entry, day)]
    verified = plan.accepted_on if state == FulfilmentState.VERIFIED else None
    found: dict[tuple[int, int], Fulfilment] = {}
    for expectation in expectations:
        period = period_holding(expectation, day, day)
        for entry in entries:
            if period is not None and entry.roster_id == expectation.roster_id and can_be_fulfilled_by(expectation, entry.unit, plan.unit, ground):
                found.setdefault((expectation.pk, entry.unit_id), Fulfilment(
                    expectation=expectation, unit=entry.unit, period=period, state=state, by_unit=plan.unit, thing=thing_of(plan), on=day, verified_on=verified,
                    done_on=day, by=by))
    return put_fulfilments(campaign=plan.campaign, thing=thing_of(plan), found=list(found.values()), changed_on=verified or day)


