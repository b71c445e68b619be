"""Who may write a unit's plan, who decides on it, who chases an instruction. `check_…` raises a sentence, `can_…` is its boolean.

Whether the state allows it is another question: see `states`. Nobody decides on what they submitted or reported themselves, and
no item of an instruction is closed by the unit that does it.
"""
from collections.abc import Callable

from django.utils.translation import gettext as _

from xuanguan.campaigns.enums import EntryAct
from xuanguan.campaigns.models import Instruction, Plan, PlanEntry, PlanItem
from xuanguan.common.exceptions import NotAllowed
from xuanguan.organisations.enums import Role
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import check_role
from xuanguan.organisations.queries import home_unit

WRITERS = (Role.OFFICER, Role.COORDINATOR)
DECIDERS = (Role.VERIFIER, Role.COORDINATOR)
OFFICE = (Role.COORDINATOR,)


def check_write_for(person, unit: Unit) -> None:
    """To write a unit's plan, answer what is asked of it, report how far it is, hand items down."""
    check_role(person, unit, *WRITERS)


def check_write(person, plan: Plan) -> None:
    check_write_for(person, plan.unit)


def check_decide(person, plan: Plan) -> None:
    """To accept or return a plan: verifiers and coordinators of the level above who did not submit it."""
    if plan.above is None:
        raise NotAllowed(_("Nobody stands above %(unit)s in this campaign: it puts its plan in force itself.") % {"unit": plan.unit})
    check_role(person, plan.above, *DECIDERS)
    if plan.submitted_by_id is not None and plan.submitted_by_id == person.pk:
        raise NotAllowed(_("Nobody decides on the plan that they submitted. Another person of the level above does."))


def check_issue(person, plan: Plan) -> None:
    """To put a plan in force where nobody stands above: coordinators of the unit."""
    if plan.above is not None:
        raise NotAllowed(_("The plan of %(unit)s is accepted by %(above)s.") % {"unit": plan.unit, "above": plan.above})
    check_role(person, plan.unit, Role.COORDINATOR)


def check_settle(person, item: PlanItem) -> None:
    """To agree with a proposal or stand by what was asked: verifiers and coordinators of the unit that asks, not who proposed it."""
    check_role(person, item.asker, *DECIDERS)
    last = PlanEntry.objects.filter(item=item, act__in=(EntryAct.COUNTER, EntryAct.ADD)).order_by("-pk").first()
    if last is not None and last.by_id == person.pk and item.asker != item.plan.unit:
        raise NotAllowed(_("Nobody agrees with their own proposal. Another person of %(unit)s does.") % {"unit": item.asker})


def check_drop(person, item: PlanItem) -> None:
    """To drop an item: the unit its own proposal, the unit that asks what it asked for."""
    if item.parent is None and item.instruction is None and item.task is None:
        check_write(person, item.plan)
    else:
        check_role(person, item.asker, *DECIDERS, *WRITERS)


def check_close(person, item: PlanItem) -> None:
    """To close (销号), send back or open an item again: the office that it is owed to, never the unit that does it, never who reported it."""
    office = item.asker
    check_role(person, office, *(OFFICE if item.instruction is not None else DECIDERS))
    if item.instruction is not None and not getattr(person, "is_superuser", False) and home_unit(person) == item.plan.unit:
        raise NotAllowed(_("Nothing is closed by the unit that does it: the office of %(unit)s closes this item.") % {"unit": office})
    last = PlanEntry.objects.filter(item=item, act=EntryAct.REPORT).order_by("-pk").first()
    if last is not None and last.by_id == person.pk:
        raise NotAllowed(_("Nobody closes what they reported as done themselves. Another person of %(unit)s does.") % {"unit": office})


def check_press(person, item: PlanItem) -> None:
    """To press for an item: whoever it is owed to."""
    check_role(person, item.asker, *DECIDERS)


def check_speak(person, item: PlanItem) -> None:
    """To say something about an item: the unit, and whoever it is owed to."""
    if not can_write(person, item.plan):
        check_role(person, item.asker, *DECIDERS)


def check_office(person, unit: Unit) -> None:
    """To enter a leader's instruction, break it down, and close it: coordinators of the leader's unit."""
    check_role(person, unit, *OFFICE)


def check_follow_up(person, instruction: Instruction) -> None:
    check_office(person, instruction.unit)


def _boolean(check: Callable[..., None]) -> Callable[..., bool]:
    def can(person, *things) -> bool:
        try:
            check(person, *things)
        except NotAllowed:
            return False
        return True
    return can


can_write_for = _boolean(check_write_for)
can_write = _boolean(check_write)
can_decide = _boolean(check_decide)
can_issue = _boolean(check_issue)
can_settle = _boolean(check_settle)
can_drop = _boolean(check_drop)
can_close = _boolean(check_close)
can_press = _boolean(check_press)
can_speak = _boolean(check_speak)
can_office = _boolean(check_office)
can_follow_up = _boolean(check_follow_up)
