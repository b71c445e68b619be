"""An item goes back and forth until both agree: accepted as asked, other terms proposed, agreed to or not; and what is said about it."""
import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from xuanguan.campaigns.actions.conversing import NeedsWords, locked_item, locked_plan, move_item, needs_words, say, today
from xuanguan.campaigns.actions.plans import CannotSubmit
from xuanguan.campaigns.actions.telling import settle_asked, settle_terms, tell_asked, tell_terms
from xuanguan.campaigns.assigning import Problem
from xuanguan.campaigns.enums import EntryAct, PlanItemState, PlanState, Side
from xuanguan.campaigns.models import Plan, PlanEntry, PlanItem
from xuanguan.campaigns.permissions.plans import DECIDERS, can_write, check_settle, check_speak, check_write
from xuanguan.campaigns.planning import CannotPlan, Terms, problems_of_days, problems_of_value
from xuanguan.organisations.permissions import has_role


@transaction.atomic
def accept_item(*, item: PlanItem, by, on: dt.date | None = None) -> PlanItem:
    """The unit takes what is asked as it is asked."""
    item = locked_item(item)
    check_write(by, item.plan)
    move_item(item, "accept")
    item.save(update_fields=["state"])
    say(item, EntryAct.ACCEPT, by=by, side=Side.UNIT, on=today(on))
    settle_asked(item)
    return item


@transaction.atomic
def accept_all(*, plan: Plan, by, on: dt.date | None = None) -> int:
    """The unit takes everything that is asked of it and not answered yet. How many items."""
    plan = locked_plan(plan)
    check_write(by, plan)
    waiting = list(plan.items.filter(state=PlanItemState.ASKED).select_related("plan__unit"))
    for item in waiting:
        accept_item(item=item, by=by, on=on)
    return len(waiting)


@transaction.atomic
def counter_item(*, item: PlanItem, terms: Terms, text: str, by, on: dt.date | None = None) -> PlanItem:
    """The unit proposes another day or another number, with a reason. Raises CannotPlan for terms that cannot be."""
    item = locked_item(item)
    check_write(by, item.plan)
    text = needs_words(text, _("Say why other terms are needed: the level above decides by it."))
    if terms.due is None and terms.value is None:
        raise NeedsWords(_("Propose another day or another number; to say something without proposing, write a comment."))
    _check_terms(item, terms)
    if item.asked_due is None and item.asked_value is None:
        # Nobody asked: what was agreed so far is what the level above holds on to.
        item.asked_due, item.asked_value = item.due, item.value
    move_item(item, "counter")
    item.due = terms.due or item.due
    item.value = item.value if terms.value is None else terms.value
    item.save(update_fields=["state", "due", "value", "asked_due", "asked_value"])
    say(item, EntryAct.COUNTER, by=by, side=Side.UNIT, on=today(on), text=text, terms=terms)
    tell_terms(item, text, by=by)
    return item


@transaction.atomic
def agree_item(*, item: PlanItem, by, text: str = "", on: dt.date | None = None) -> PlanItem:
    """The level above agrees with what the unit proposes. A day after its own item's is refused: its own must be moved first."""
    item = locked_item(item)
    check_settle(by, item)
    if item.state == PlanItemState.PROPOSED and item.plan.state != PlanState.ACCEPTED:
        raise CannotSubmit(_("This item is agreed with its plan, when %(unit)s submits it.") % {"unit": item.plan.unit})
    if problems := problems_of_days(item.starts, item.due, item.plan.campaign, item.parent):
        raise CannotPlan([Problem("", sentence, field) for field, sentence in problems])
    move_item(item, "agree")
    item.save(update_fields=["state"])
    say(item, EntryAct.AGREE, by=by, side=Side.ABOVE, on=today(on), text=text, terms=Terms(item.due, item.value))
    settle_terms(item)
    return item


@transaction.atomic
def insist_item(*, item: PlanItem, text: str, by, terms: Terms | None = None, on: dt.date | None = None) -> PlanItem:
    """The level above stands by what it asked, or meets the unit on terms of its own (`terms`). The unit answers again."""
    item = locked_item(item)
    check_settle(by, item)
    text = needs_words(text, _("Say why, so that the unit can answer."))
    asked = terms or Terms()
    _check_terms(item, asked, item.parent)
    move_item(item, "insist")
    item.asked_due = asked.due or item.asked_due
    item.asked_value = item.asked_value if asked.value is None else asked.value
    item.due, item.value = item.asked_due, item.asked_value
    item.save(update_fields=["state", "asked_due", "asked_value", "due", "value"])
    say(item, EntryAct.INSIST, by=by, side=Side.ABOVE, on=today(on), text=text, terms=Terms(item.asked_due, item.asked_value))
    settle_terms(item)
    tell_asked([item], by=by)
    return item


@transaction.atomic
def comment(*, item: PlanItem, text: str, by, on: dt.date | None = None) -> PlanEntry:
    """Say something about an item; nothing about it changes."""
    item = locked_item(item)
    check_speak(by, item)
    text = needs_words(text, _("Write what you want to say."))
    side = Side.UNIT if can_write(by, item.plan) and not _speaks_for_above(by, item) else Side.ABOVE
    return say(item, EntryAct.COMMENT, by=by, side=side, on=today(on), text=text)


def _speaks_for_above(person, item: PlanItem) -> bool:
    """A coordinator of the level above may write for all units below: what they say about another unit's item is said from above."""
    asker = item.asker
    return asker.pk != item.plan.unit_id and has_role(person, asker, *DECIDERS)


def _check_terms(item: PlanItem, terms: Terms, parent: PlanItem | None = None) -> None:
    problems = [Problem("", sentence, field) for field, sentence in problems_of_days(item.starts, terms.due, item.plan.campaign, parent)]
    problems += [Problem("", sentence, "value") for sentence in problems_of_value(terms.value)]
    if problems:
        raise CannotPlan(problems)

