"""Whose turn it is hears of it, once; when it is done, nobody is asked any more.

A unit hears of what is asked of it once for its plan, however many items there are: the plan lists them. What the level above
must answer is told item by item.
"""
from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from xuanguan.accounts.models import User
from xuanguan.campaigns.enums import EntryAct, PlanItemState
from xuanguan.campaigns.models import Plan, PlanEntry, PlanItem
from xuanguan.campaigns.permissions.plans import DECIDERS, OFFICE, WRITERS
from xuanguan.campaigns.states import OPEN_ITEMS
from xuanguan.notices.actions import Told, settle, tell, tell_many
from xuanguan.notices.enums import NoticeKind
from xuanguan.organisations.models import Grant, Unit
from xuanguan.organisations.queries import people_nearest

Link = tuple[str | int, ...]


# The plan

def tell_submitted(plan: Plan, *, by) -> None:
    settle(key=[_key("returned", plan), _key("asked", plan)])
    if plan.above is not None:
        tell(people=people_nearest(plan.above, *DECIDERS, without=[by]), kind=NoticeKind.WAITING, key=_key("submitted", plan),
             text=gettext_noop("%(unit)s submitted its plan: accept it, or return it with a reason"), values={"unit": plan.unit}, about=plan,
             link=_to_plan(plan), by=by)


def tell_taken_back(plan: Plan) -> None:
    settle(key=_key("submitted", plan))


def tell_returned(plan: Plan, reason: str, *, by) -> None:
    settle(key=_key("submitted", plan))
    tell(people=_of_plan(plan), kind=NoticeKind.PLAN_RETURNED, key=_key("returned", plan),
         text=gettext_noop("%(above)s returned the plan of %(unit)s: %(reason)s"),
         values={"above": plan.above or "", "unit": plan.unit, "reason": reason[:300]}, about=plan, link=_to_plan(plan), by=by)


def tell_accepted(plan: Plan, *, by) -> None:
    settle(key=[_key("submitted", plan), _key("returned", plan), *(_key("terms", item) for item in plan.items.all())])
    tell(people=_of_plan(plan), kind=NoticeKind.PLAN_ACCEPTED, key=f"accepted:plan:{plan.pk}:{plan.version}",
         text=gettext_noop("%(above)s accepted the plan of %(unit)s"), values={"above": plan.above or "", "unit": plan.unit}, about=plan,
         link=_to_plan(plan), by=by)


def _of_plan(plan: Plan) -> list[User]:
    found = ([plan.submitted_by] if plan.submitted_by else []) + people_of_units([plan.unit], *WRITERS)[plan.unit_id]
    return list({one.pk: one for one in found}.values())


# What is asked of a unit

def tell_asked(items: Sequence[PlanItem], *, by) -> None:
    """By the plan, whoever asks; what a leader requires is told item by item."""
    people = people_of_units([item.plan.unit for item in items], *WRITERS)
    tell_many(by=by, matters=(
        Told(people[item.plan.unit_id], NoticeKind.INSTRUCTED, _key("instructed", item),
             gettext_noop("By instruction of %(leader)s, due on %(due)s: %(text)s"),
             {"leader": item.instruction.leader, "due": item.due or "", "text": item.text[:120]}, item, _to_item(item))
        if item.instruction is not None else
        Told(people[item.plan.unit_id], NoticeKind.WAITING, _key("asked", item.plan),
             gettext_noop("%(above)s asks %(unit)s for items of its plan: accept each, or propose other terms"),
             {"above": item.asker, "unit": item.plan.unit}, item.plan, _to_plan(item.plan))
        for item in items))


def settle_asked(item: PlanItem) -> None:
    """After an answer: of the plan nobody is asked any more once everything in it is answered."""
    settle(key=_key("instructed", item))
    if not item.plan.items.filter(state=PlanItemState.ASKED, instruction=None).exists():
        settle(key=_key("asked", item.plan))


# What the level above must answer

def tell_terms(item: PlanItem, reason: str, *, by) -> None:
    settle_asked(item)
    tell(people=people_nearest(item.asker, *DECIDERS, without=[by]), kind=NoticeKind.WAITING, key=_key("terms", item),
         text=gettext_noop("%(unit)s proposes other terms for “%(text)s”: %(reason)s"),
         values={"unit": item.plan.unit, "text": item.text[:60], "reason": reason[:200]}, about=item, link=_to_item(item), by=by)


def settle_terms(item: PlanItem) -> None:
    settle(key=_key("terms", item))


def tell_reported(item: PlanItem, *, by) -> None:
    settle(key=[_key("instructed", item), _key("sent-back", item), *_reminders(item)])
    settle_pressed(item)
    roles = OFFICE if item.instruction_id else DECIDERS
    tell(people=people_nearest(item.asker, *roles, without=[by]), kind=NoticeKind.WAITING, key=_key("reported", item),
         text=gettext_noop("%(unit)s reports “%(text)s” as done: close it, or send it back"), values={"unit": item.plan.unit, "text": item.text[:60]},
         about=item, link=_to_item(item), by=by)


def tell_closed(item: PlanItem) -> None:
    settle(key=[_key("reported", item), _key("instructed", item), _key("sent-back", item)])


def tell_sent_back(item: PlanItem, reason: str, *, by) -> None:
    settle(key=_key("reported", item))
    tell(people=people_of_units([item.plan.unit], *WRITERS)[item.plan.unit_id], kind=NoticeKind.RETURNED, key=_key("sent-back", item),
         text=gettext_noop("%(office)s: “%(text)s” is not done yet: %(reason)s"),
         values={"office": item.asker, "text": item.text[:60], "reason": reason[:200]}, about=item, link=_to_item(item), by=by)


def tell_dropped(item: PlanItem) -> None:
    settle(key=[_key(what, item) for what in ("instructed", "terms", "reported", "sent-back")] + _reminders(item))
    settle_asked(item)
    settle_pressed(item)


# Pressing

def tell_pressed(items: Sequence[PlanItem], text: str, *, by) -> None:
    """Each unit hears once of all its items together, also where it did nothing about the last time."""
    together: dict[int, list[PlanItem]] = {}
    for item in items:
        together.setdefault(item.plan_id, []).append(item)
    settle(key=[_key("pressed", many[0].plan) for many in together.values()])
    people = people_of_units([many[0].plan.unit for many in together.values()], *WRITERS)
    tell_many(by=by, matters=(
        Told(people[many[0].plan.unit_id], NoticeKind.NUDGED, _key("pressed", many[0].plan),
             gettext_noop("%(office)s presses %(unit)s for %(count)s items, first “%(text)s”. %(words)s"),
             {"office": many[0].asker, "unit": many[0].plan.unit, "count": len(many), "text": many[0].text[:60], "words": text[:200]}, many[0].plan,
             _to_item(many[0]) if len(many) == 1 else _to_plan(many[0].plan))
        for many in together.values()))


def settle_pressed(item: PlanItem) -> None:
    """Once nothing of the plan that was pressed for waits for the unit."""
    if not PlanEntry.objects.filter(plan=item.plan_id, act=EntryAct.PRESS, item__state__in=OPEN_ITEMS).exists():
        settle(key=_key("pressed", item.plan))


# Who, what, where

def people_of_units(units: Iterable[Unit], *roles: str) -> dict[int, list[User]]:
    """Per unit id those with one of the roles on the unit or on the division whose organ it is, as organisations.people_at; one query for all."""
    units = list(units)
    places = {pk for unit in units for pk in (unit.pk, unit.territory_id) if pk}
    today = timezone.localdate()
    grants: dict[int, list[Grant]] = {}
    for grant in Grant.objects.filter(Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gt=today), role__in=roles, unit__in=places,
                                      person__is_active=True).select_related("person").order_by("pk"):
        grants.setdefault(grant.unit_id, []).append(grant)
    return {unit.pk: list({grant.person_id: grant.person for at in ((unit.pk,) if unit.is_division else (unit.pk, unit.territory_id or 0))
                           for grant in grants.get(at, []) if grant.system_id in (None, unit.system_id)}.values()) for unit in units}


def _reminders(item: PlanItem) -> list[str]:
    """What `reminding` told of the item's day."""
    return [_key(kind.value, item) for kind in (NoticeKind.DUE, NoticeKind.OVERDUE)]


def _key(what: str, thing: Plan | PlanItem) -> str:
    return f"{what}:{'plan' if isinstance(thing, Plan) else 'plan-item'}:{thing.pk}"


def _to_plan(plan: Plan) -> Link:
    return ("campaigns:plan", plan.campaign.code, plan.pk)


def _to_item(item: PlanItem) -> Link:
    return ("campaigns:plan-item", item.plan.campaign.code, item.pk)
