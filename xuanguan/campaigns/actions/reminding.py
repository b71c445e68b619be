"""Reminders of what is due soon and of what is overdue: told once each, settled when it is done or no longer asked."""
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched, chain

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from xuanguan.accounts.models import User
from xuanguan.campaigns.actions.telling import people_of_units
from xuanguan.campaigns.enums import CampaignState, DutyState
from xuanguan.campaigns.models import Campaign, PlanItem
from xuanguan.campaigns.queries import Duty, can_be_fulfilled_by, duties_of, home_of
from xuanguan.campaigns.states import OPEN_ITEMS
from xuanguan.notices.actions import Told, settle, tell_many
from xuanguan.notices.enums import NoticeKind
from xuanguan.notices.models import Notice
from xuanguan.organisations.enums import Role
from xuanguan.organisations.models import Grant, Person, Succession, Unit

# Who is reminded: those who report. Whoever only reads or verifies sees it on their page of today.
REMINDED = (Role.OFFICER, Role.COORDINATOR)
SOON = dt.timedelta(days=7)
UNITS_AT_ONCE = 200

DUE_SOON = gettext_noop("%(unit)s: “%(what)s” is due on %(day)s")
DUE_SOON_PERIOD = gettext_noop("%(unit)s: “%(what)s” for %(period)s is due on %(day)s")
OVERDUE = gettext_noop("%(unit)s: “%(what)s” was due on %(day)s")
OVERDUE_PERIOD = gettext_noop("%(unit)s: “%(what)s” for %(period)s was due on %(day)s")
ITEM_DUE = gettext_noop("%(unit)s: “%(what)s” of its plan is due on %(day)s")
ITEM_OVERDUE = gettext_noop("%(unit)s: “%(what)s” of its plan was due on %(day)s")
ITEM_TEXTS = {NoticeKind.DUE: ITEM_DUE, NoticeKind.OVERDUE: ITEM_OVERDUE}
TEXTS = {(NoticeKind.DUE, False): DUE_SOON, (NoticeKind.DUE, True): DUE_SOON_PERIOD,
         (NoticeKind.OVERDUE, False): OVERDUE, (NoticeKind.OVERDUE, True): OVERDUE_PERIOD}


@dataclass(frozen=True, slots=True)
class Reminded:
    """What a run did: notices told, notices settled because the thing was done or is no longer asked."""

    told: int
    settled: int


def remind(*, on: dt.date | None = None, by=None) -> Reminded:
    """Tell those who report of everything that is due within a week or overdue, in all campaigns that run. Run it once a day, or oftener.

    `on`: the day it is looked at (today; the last day of a campaign that is over). Nothing is told twice; what is done settles.
    Computed by rosters × periods: nothing is stored but the notices.
    """
    day = on or timezone.localdate()
    told, pending = 0, set()
    for campaign in Campaign.objects.filter(state=CampaignState.RUNNING, begins__lte=day).order_by("pk"):
        at = min(day, campaign.ends) if campaign.ends else day
        for matters in batched(chain(matters_of(campaign, at), matters_of_plans(campaign, at)), 1000):
            told += tell_many(matters=matters, by=by)
            pending |= {matter.key for matter in matters}
    return Reminded(told, _settle_others(pending))


def matters_of(campaign: Campaign, on: dt.date) -> Iterator[Told]:
    """Of whom what is due soon or overdue."""
    owners = _owners()
    asked = {home.pk: home for held in owners.values() for _person, unit in held for home in (unit, home_of(unit))}
    by_home: dict[int, list[tuple[User, Unit]]] = defaultdict(list)
    for held in owners.values():
        for person, unit in held:
            by_home[home_of(unit).pk].append((person, unit))
    for units in batched(asked.values(), UNITS_AT_ONCE):
        for duty in duties_of(units, campaign, on):
            kind = kind_of(duty, on)
            if kind is None:
                continue
            people = [person for person, _unit in owners.get(duty.unit.pk, [])]
            people += [person for person, unit in by_home.get(duty.unit.pk, [])
                       if unit.pk != duty.unit.pk and can_be_fulfilled_by(duty.expectation, duty.unit, unit)]
            if people:
                yield _matter(duty, kind, people)


def matters_of_plans(campaign: Campaign, on: dt.date) -> Iterator[Told]:
    """Of whom what in plans, and of leaders' instructions, is due soon or overdue: those who write the unit's plan."""
    items = list(PlanItem.objects.filter(plan__campaign=campaign, state__in=OPEN_ITEMS, due__lte=on + SOON).select_related(
        "plan__unit__territory", "plan__campaign").order_by("due", "pk"))
    people = people_of_units([item.plan.unit for item in items], *REMINDED)
    for item in items:
        kind = NoticeKind.OVERDUE if item.due is not None and item.due < on else NoticeKind.DUE
        if people[item.plan.unit_id]:
            yield Told(people[item.plan.unit_id], kind, f"{kind.value}:plan-item:{item.pk}", ITEM_TEXTS[kind],
                       {"unit": item.plan.unit, "what": item.text[:120], "day": item.due}, item, ("campaigns:plan-item", campaign.code, item.pk))


def kind_of(duty: Duty, on: dt.date) -> NoticeKind | None:
    """Whether the duty is to be reminded of; not where it is done, has no day, or is far off."""
    day = duty.due_by
    if duty.is_done or duty.state == DutyState.AHEAD or day is None:
        return None
    if duty.state == DutyState.OVERDUE:
        return NoticeKind.OVERDUE
    return NoticeKind.DUE if day - on <= SOON else None


def reminder_keys(expectation: int, unit: int, period: str) -> list[str]:
    """The keys of both reminders of one thing: to be settled when it is done."""
    return [_key(kind, expectation, unit, period) for kind in (NoticeKind.DUE, NoticeKind.OVERDUE)]


def _key(kind: NoticeKind, expectation: int, unit: int, period: str) -> str:
    return f"{kind.value}:{expectation}:{unit}:{period}"


def _matter(duty: Duty, kind: NoticeKind, people: Iterable[User]) -> Told:
    values = {"unit": duty.unit, "what": duty.expectation, "day": duty.due_by} | ({"period": duty.period} if duty.period else {})
    return Told(tuple(people), kind, _key(kind, duty.expectation.pk, duty.unit.pk, duty.period), TEXTS[kind, bool(duty.period)], values, duty.expectation,
                ("campaigns:expectation", duty.expectation.campaign.code, duty.expectation.code))


def _owners() -> dict[int, list[tuple[User, Unit]]]:
    """Who reports for which unit: those with a role on it, and those who work in it and have such a role."""
    today = timezone.localdate()
    grants = Grant.objects.filter(
        Q(since=None) | Q(since__lte=today), Q(until=None) | Q(until__gt=today), role__in=REMINDED, person__is_active=True,
    ).select_related("person", "unit__territory").order_by("pk")
    found: dict[int, list[tuple[User, Unit]]] = defaultdict(list)
    reminded: set[int] = set()
    for grant in grants:
        reminded.add(grant.person_id)
        found[grant.unit_id].append((grant.person, grant.unit))
    for entry in Person.objects.filter(user__in=reminded, unit__isnull=False).select_related("user", "unit__territory"):
        if entry.user is not None and entry.unit is not None and (entry.user, entry.unit) not in found[entry.unit.pk]:
            found[entry.unit.pk].append((entry.user, entry.unit))
    # What was expected of a unit that closed is now for the one that stands for it.
    for change in Succession.objects.filter(successor__in=list(found), stands_for=True, predecessor__closed__isnull=False).select_related("predecessor__territory"):
        found[change.predecessor_id] += [(person, change.predecessor) for person, _unit in found[change.successor_id]]
    return found


def _settle_others(pending: set[str]) -> int:
    """Open reminders of what is not pending any more: done, extended, withdrawn with its campaign, or overdue instead of due."""
    kinds = (NoticeKind.DUE, NoticeKind.OVERDUE)
    keys = set(Notice.objects.filter(kind__in=kinds, settled_at=None).values_list("key", flat=True))
    ours = {key for key in keys if key.split(":", 1)[0] in {kind.value for kind in kinds}}
    return settle(key=sorted(ours - pending))
