"""What is expected of the person's units: of the campaign by its rosters, of the plans and of leaders' instructions."""
import datetime as dt
from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xuanguan.accounts.models import User
from xuanguan.campaigns.enums import DutyState
from xuanguan.campaigns.models import Campaign, Plan, PlanItem
from xuanguan.campaigns.queries import Duty, extensions_to_answer, my_list
from xuanguan.campaigns.queries.plans import (
    SOON,
    items_due,
    items_to_answer,
    items_to_close,
    items_to_settle,
    plans_returned_to,
    plans_to_decide,
)
from xuanguan.web.today.values import SHOWN, Few, Item, few, waiting, when_due

ONE_DAY = dt.timedelta(days=1)
# A longer text of an item is read on its page.
TITLE = 80
NOTHING = Few((), 0)


def expected(person: User, campaign: Campaign, day: dt.date, *, has_plans: bool) -> tuple[Few, Few]:
    """(overdue, due): what the rosters ask, then what plans and instructions ask; the earliest first."""
    open_ones = [duty for duty in my_list(person, campaign, day) if not duty.is_done and duty.state != DutyState.AHEAD]
    late = _duties([duty for duty in open_ones if duty.state == DutyState.OVERDUE], day)
    due = _duties([duty for duty in open_ones if duty.state != DutyState.OVERDUE], day)
    if has_plans:
        late += few(items_due(person, day, campaign, soon=-ONE_DAY), lambda item: _item(item, item.plan.unit.short, when_due(item.due, day)))
        due += few(items_due(person, day, campaign, soon=SOON).filter(due__gte=day), lambda item: _item(item, item.plan.unit.short, when_due(item.due, day)))
    return late, due


def plans_sent_back(person: User, campaign: Campaign) -> Few:
    return few(plans_returned_to(person, campaign), lambda plan: _plan(plan, _("returned by the level above")))


def more_time(person: User, campaign: Campaign, day: dt.date) -> Few:
    """Wishes for more time that wait for this person."""
    address = reverse("campaigns:extensions", args=[campaign.code])
    return few(extensions_to_answer(person, campaign), lambda one: Item(
        _("%(what)s until %(day)s") % {"what": one.expectation, "day": date_format(one.wanted, "SHORT_DATE_FORMAT")}, address,
        f"{one.unit.short} · {_('asks for more time')}", waiting(one.asked_on, day)))


def to_answer(person: User, campaign: Campaign, day: dt.date) -> Few:
    """Plans that were submitted, items that were asked, other terms, and what was reported as done."""
    def items(found: QuerySet[PlanItem], what: str) -> Few:
        return few(found, lambda item: _item(item, f"{item.plan.unit.short} · {what}", when_due(item.due, day)))

    return (few(plans_to_decide(person, campaign), lambda plan: _plan(plan, _("submitted to you"), waiting(plan.submitted_on, day)))
            + items(items_to_answer(person, campaign), _("asked of you")) + items(items_to_settle(person, campaign), _("other terms proposed"))
            + items(items_to_close(person, campaign), _("reported as done")))


def has_plans(campaign: Campaign) -> bool:
    return Plan.objects.filter(campaign=campaign).exists()


def _duties(found: Sequence[Duty], day: dt.date) -> Few:
    return Few([Item(
        f"{duty.expectation} ({duty.period})" if duty.period else duty.expectation, _address(duty), str(duty.unit), when_due(duty.due_by, day),
        duty.expectation.is_demo, duty.due_by) for duty in found[:SHOWN]], len(found))


def _address(duty: Duty) -> str:
    page = reverse("campaigns:expectation", args=[duty.expectation.campaign.code, duty.expectation.code])
    return f"{page}?period={duty.period}" if duty.period else page


def _plan(plan: Plan, note: str, when: str = "") -> Item:
    return Item(_("Plan of %(unit)s") % {"unit": plan.unit}, reverse("campaigns:plan", args=[plan.campaign.code, plan.pk]), note, when, plan.is_demo)


def _item(item: PlanItem, note: str, when: str) -> Item:
    """An instruction's item says whose it is: that comes before what the unit planned itself."""
    if item.instruction is not None:
        note = f"{note} · {item.instruction.leader}"
    return Item(item.text if len(item.text) <= TITLE else f"{item.text[:TITLE]}…", reverse("campaigns:plan-item", args=[item.plan.campaign.code, item.pk]),
                note, when, item.is_demo, item.due)
