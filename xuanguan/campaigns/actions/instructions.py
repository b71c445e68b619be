"""A leader's instruction is broken down, pressed for, reported on, closed or sent back by the office: 督办, 催办, 销号."""
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xuanguan.audit.actions import record
from xuanguan.campaigns.actions.conversing import Gone, NeedsWords, locked_item, locked_items, move_item, needs_words, say, today
from xuanguan.campaigns.actions.handing_down import plans_for
from xuanguan.campaigns.actions.telling import tell_asked, tell_closed, tell_pressed, tell_reported, tell_sent_back
from xuanguan.campaigns.assigning import Problem
from xuanguan.campaigns.enums import EntryAct, InstructionState, PlanItemState, Side
from xuanguan.campaigns.hierarchy import Ladder, is_closed_on
from xuanguan.campaigns.models import Instruction, Plan, PlanEntry, PlanItem
from xuanguan.campaigns.permissions.plans import (
    check_close,
    check_follow_up,
    check_office,
    check_press,
    check_write,
)
from xuanguan.campaigns.planning import CannotPlan, InstructionItem, InstructionValues
from xuanguan.campaigns.states import INSTRUCTION_STATES, OPEN_ITEMS
from xuanguan.common.exceptions import PersonError

# For items of no instruction; an instruction has its own.
PRESS_DAYS = 7


class AskedAlready(PersonError):
    """Nobody is asked for the same thing twice within a period."""

    def __init__(self, sentence: str):
        self._sentence = sentence
        super().__init__(sentence)

    def __str__(self) -> str:
        return self._sentence


# The instruction

@transaction.atomic
def give_instruction(*, values: InstructionValues, items: Sequence[InstructionItem] = (), by, on: dt.date | None = None, is_demo: bool = False) -> Instruction:
    """Enter what a leader wrote or said, with its first items if there are any: all of it or nothing. Raises CannotPlan."""
    check_office(by, values.unit)
    problems = []
    if not values.leader.strip():
        problems.append(Problem("", _("Say whose instruction it is."), "leader"))
    if not values.text.strip():
        problems.append(Problem("", _("Enter the text of the instruction."), "text"))
    if values.due is not None and values.due < values.given_on:
        problems.append(Problem("", _("An instruction cannot be due before it was given."), "due"))
    if values.press_days < 1:
        problems.append(Problem("", _("At least one day lies between two reminders."), "press_days"))
    if problems:
        raise CannotPlan(problems)
    instruction = Instruction.objects.create(
        campaign=values.campaign, unit=values.unit, kind=values.kind, number=values.number.strip(), leader=values.leader.strip(), text=values.text.strip(),
        given_on=values.given_on, due=values.due, press_days=values.press_days, by=by, is_demo=is_demo)
    record("give_instruction", instruction, by=by, unit=values.unit.code, leader=instruction.leader, given_on=values.given_on)
    if items:
        break_down(instruction=instruction, items=items, by=by, on=on)
    return instruction


@transaction.atomic
def break_down(*, instruction: Instruction, items: Sequence[InstructionItem], by, on: dt.date | None = None) -> list[PlanItem]:
    """Make the instruction into items of the plans of units below, each with its day. All or none: raises CannotPlan."""
    instruction = _locked(instruction)
    check_follow_up(by, instruction)
    day = today(on)
    if instruction.state == InstructionState.CLOSED:
        raise NeedsWords(_("The instruction is closed: open it again before you add to it."))
    ladder = Ladder(instruction.campaign)
    if problems := [problem for one in items for problem in _problems(one, instruction, ladder, day)]:
        raise CannotPlan(problems)
    plans = plans_for(list({one.unit.pk: one.unit for one in items}.values()), instruction.campaign, ladder=ladder, by=by, is_demo=instruction.is_demo)
    last = dict(Plan.objects.filter(pk__in=[plan.pk for plan in plans.values()]).values_list("pk").annotate(last=Max("items__order")))
    made = []
    for one in items:
        plan = plans[one.unit.pk]
        last[plan.pk] = (last[plan.pk] or 0) + 1
        made.append(PlanItem(plan=plan, order=last[plan.pk], text=one.text.strip(), instruction=instruction, starts=one.starts, due=one.due, asked_due=one.due,
                             state=PlanItemState.ASKED, is_demo=instruction.is_demo))
    PlanItem.objects.bulk_create(made, batch_size=500)
    PlanEntry.objects.bulk_create(
        PlanEntry(plan=one.plan, item=one, act=EntryAct.ASK, side=Side.ABOVE, on=day, by=by, terms={"due": one.due.isoformat() if one.due else ""}) for one in made)
    record("break_down", instruction, by=by, on=day, items=len(made), units=sorted({one.unit.code for one in items}))
    tell_asked(made, by=by)
    return made


def _problems(one: InstructionItem, instruction: Instruction, ladder: Ladder, on: dt.date) -> list[Problem]:
    def wrong(field: str, sentence: str) -> Problem:
        return Problem(one.place or one.unit.short, sentence, field)

    found = []
    if not one.text.strip():
        found.append(wrong("text", _("Say what is to be done.")))
    if one.unit.pk == instruction.unit_id:
        found.append(wrong("unit", _("Nothing is closed by the unit that does it: an item goes to a unit below %(unit)s.") % {"unit": instruction.unit}))
    elif not ladder.is_below(one.unit, instruction.unit):
        found.append(wrong("unit", _("It does not stand below %(unit)s.") % {"unit": instruction.unit}))
    elif is_closed_on(one.unit, on):
        found.append(wrong("unit", _("It is not open on %(day)s. Choose the unit that took its place.") % {"day": date_format(on)}))
    if one.starts is not None and one.due < one.starts:
        found.append(wrong("due", _("It is due on %(due)s, before it starts on %(starts)s.") % {"due": date_format(one.due), "starts": date_format(one.starts)}))
    elif one.due < instruction.given_on:
        found.append(wrong("due", _("It is due on %(due)s, before the instruction was given.") % {"due": date_format(one.due)}))
    elif instruction.due is not None and one.due > instruction.due:
        found.append(wrong("due", _("It is due on %(due)s, after the instruction itself must be carried out: %(last)s.") % {
            "due": date_format(one.due), "last": date_format(instruction.due)}))
    return found


@transaction.atomic
def close_instruction(*, instruction: Instruction, by, on: dt.date | None = None) -> Instruction:
    """Strike the instruction from the register (销号), when every item of it is closed or dropped."""
    instruction = _locked(instruction)
    check_follow_up(by, instruction)
    items = list(instruction.items.values_list("state", flat=True))
    waiting = sum(state not in (PlanItemState.CLOSED, PlanItemState.DROPPED) for state in items)
    if waiting or PlanItemState.CLOSED not in items:
        raise NeedsWords(ngettext("%(count)s item is not closed yet.", "%(count)s items are not closed yet.", waiting) % {"count": waiting}
                         if waiting else _("No item of it was carried out: break it down first."))
    instruction.state, instruction.closed_on = INSTRUCTION_STATES.check("close", instruction.state), today(on)
    instruction.save(update_fields=["state", "closed_on"])
    record("close_instruction", instruction, by=by, on=instruction.closed_on)
    return instruction


@transaction.atomic
def reopen_instruction(*, instruction: Instruction, reason: str, by, on: dt.date | None = None) -> Instruction:
    instruction = _locked(instruction)
    check_follow_up(by, instruction)
    text = needs_words(reason, _("Say why it is opened again."))
    instruction.state, instruction.closed_on = INSTRUCTION_STATES.check("reopen", instruction.state), None
    instruction.save(update_fields=["state", "closed_on"])
    record("reopen_instruction", instruction, by=by, on=today(on), reason=text)
    return instruction


def _locked(instruction: Instruction) -> Instruction:
    found = Instruction.objects.select_for_update(of=("self",)).select_related("campaign__territory", "campaign__lead_unit", "unit__territory").filter(
        pk=instruction.pk).first()
    if found is None:
        raise Gone()
    return found


# Following up: the same for items of instructions and of plans

@transaction.atomic
def report_item(*, item: PlanItem, text: str, by, things: Sequence[str] = (), is_done: bool = False, on: dt.date | None = None) -> PlanItem:
    """The unit says how far it is, with a note or with records that show it (`things`, as in activity:17); `is_done`: it can be closed."""
    item = locked_item(item)
    check_write(by, item.plan)
    if not text.strip() and not things:
        raise NeedsWords(_("Say what was done, or name the activity that shows it."))
    if is_done:
        move_item(item, "report")
        item.save(update_fields=["state"])
    elif item.state not in OPEN_ITEMS:
        raise NeedsWords(_("The item is not open any more: nothing can be reported on it."))
    say(item, EntryAct.REPORT if is_done else EntryAct.PROGRESS, by=by, side=Side.UNIT, on=today(on), text=text, things=things)
    if is_done:
        tell_reported(item, by=by)
    return item


@transaction.atomic
def close_item(*, item: PlanItem, by, text: str = "", on: dt.date | None = None) -> PlanItem:
    """The office strikes the item off (销号): never the unit that does it, never who reported it."""
    item = locked_item(item)
    check_close(by, item)
    move_item(item, "close")
    item.closed_on = today(on)
    item.save(update_fields=["state", "closed_on"])
    say(item, EntryAct.CLOSE, by=by, side=Side.ABOVE, on=item.closed_on, text=text)
    tell_closed(item)
    return item


@transaction.atomic
def send_back_item(*, item: PlanItem, reason: str, by, on: dt.date | None = None) -> PlanItem:
    """What was reported is not done yet: the unit goes on."""
    return _open_again(item, "send_back", EntryAct.SEND_BACK, reason, _("Say what is still missing."), by=by, on=on)


@transaction.atomic
def reopen_item(*, item: PlanItem, reason: str, by, on: dt.date | None = None) -> PlanItem:
    """A closed item turns out not to be done."""
    item = _open_again(item, "reopen", EntryAct.REOPEN, reason, _("Say why it is opened again."), by=by, on=on)
    if item.instruction_id is not None:
        Instruction.objects.filter(pk=item.instruction_id, state=InstructionState.CLOSED).update(state=InstructionState.OPEN, closed_on=None)
    return item


def _open_again(item: PlanItem, act: str, entry: EntryAct, reason: str, sentence: str, *, by, on: dt.date | None) -> PlanItem:
    item = locked_item(item)
    check_close(by, item)
    text = needs_words(reason, sentence)
    move_item(item, act)
    item.closed_on = None
    item.save(update_fields=["state", "closed_on"])
    say(item, entry, by=by, side=Side.ABOVE, on=today(on), text=text)
    tell_sent_back(item, text, by=by)
    return item


# Pressing

@dataclass(frozen=True, slots=True)
class Pressed:
    """Who was pressed for how many items; `asked_already`: items left out because somebody pressed for them within the period."""

    entries: tuple[PlanEntry, ...]
    asked_already: tuple[PlanItem, ...]

    @property
    def units(self) -> int:
        return len({entry.plan_id for entry in self.entries})


@transaction.atomic
def press(*, items: Sequence[PlanItem], by, text: str = "", on: dt.date | None = None) -> Pressed:
    """Press for items (催办). Each unit hears once, of all its items together; an item pressed for within the period is left out.

    Raises AskedAlready where nothing is left to press for.
    """
    day, items = today(on), locked_items(items)
    for item in items:
        check_press(by, item)
        if item.state not in OPEN_ITEMS:
            raise NeedsWords(_("“%(item)s” does not wait for the unit: nobody is pressed for it.") % {"item": item})
    last = last_pressed(items)
    waiting = [item for item in items if item.pk in last and (day - last[item.pk]).days < press_days(item)]
    left = [item for item in items if item not in waiting]
    if not left:
        first = waiting[0]
        raise AskedAlready(_("%(unit)s was pressed for this on %(day)s. Nobody is asked twice within %(days)s days.") % {
            "unit": first.plan.unit, "day": date_format(last[first.pk]), "days": press_days(first)})
    entries = tuple(say(item, EntryAct.PRESS, by=by, side=Side.ABOVE, on=day, text=text) for item in left)
    tell_pressed(left, text.strip(), by=by)
    return Pressed(entries, tuple(waiting))


def press_days(item: PlanItem) -> int:
    return item.instruction.press_days if item.instruction is not None else PRESS_DAYS


def last_pressed(items: Sequence[PlanItem]) -> dict[int, dt.date]:
    """Per item id the last day on which somebody pressed for it."""
    found = PlanEntry.objects.filter(item__in=[item.pk for item in items], act=EntryAct.PRESS).order_by()
    return {pk: last for pk, last in found.values_list("item").annotate(last=Max("on")) if last is not None}
