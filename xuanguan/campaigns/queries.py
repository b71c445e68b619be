"""Reading campaigns, limited to what the person may see: those on, above or below a unit where they have a role."""
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q, QuerySet

from xuanguan.campaigns.deadlines import Due, due_dates, state_of
from xuanguan.campaigns.enums import CampaignState, DutyState, FulfilledBy
from xuanguan.campaigns.models import ActivityKind, Campaign, Expectation, Fulfilment, Roster, RosterEntry
from xuanguan.campaigns.rosters import holds_on, in_force
from xuanguan.organisations.enums import UnitKind
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import grants_of
from xuanguan.organisations.queries import home_unit


def campaigns_seen_by(person) -> QuerySet[Campaign]:
    """Campaigns whose territory holds, or lies within, a unit where the person has a role; the newest first."""
    campaigns = Campaign.objects.select_related("version__policy", "territory", "lead_unit").order_by("-begins", "id")
    if getattr(person, "is_superuser", False):
        return campaigns
    seen = Q(pk__in=[])
    for grant in grants_of(person):
        seen |= Q(territory__first__lte=grant.unit.first, territory__last__gte=grant.unit.first)
        seen |= Q(territory__first__gte=grant.unit.first, territory__first__lte=grant.unit.last)
    return campaigns.filter(seen)


def current_campaign(code: str | None, person) -> Campaign | None:
    """The campaign the person works in: the one chosen, else the newest that runs, else the newest."""
    campaigns = campaigns_seen_by(person)
    return (
        (campaigns.filter(code=code).first() if code else None)
        or campaigns.filter(state=CampaignState.RUNNING).first() or campaigns.first())


def campaigns_in_list(person) -> QuerySet[Campaign]:
    """With the numbers that a row of the list shows."""
    return campaigns_seen_by(person).annotate(
        front_count=Count("fronts", distinct=True), kind_count=Count("kinds", distinct=True),
        expectation_count=Count("expectations", distinct=True))


def kinds_of(campaign: Campaign) -> QuerySet[ActivityKind]:
    """The kinds with their front and measures, in three queries."""
    return campaign.kinds.select_related("usual_front").prefetch_related("measures").order_by("order", "pk")


def expectations_of(campaign: Campaign) -> QuerySet[Expectation]:
    """The expectations with all that says who, what and by when."""
    return campaign.expectations.select_related("campaign", "roster", "front").prefetch_related(
        Prefetch("kinds", ActivityKind.objects.order_by("order", "pk"))).order_by("order", "pk")


# Rosters

@dataclass(frozen=True, slots=True)
class RosterSize:
    """How many are expected: N is the stated size where one is stated, else the number of names (counting.md, rule 4)."""

    named: int
    stated: int | None

    @property
    def expected(self) -> int:
        return self.named if self.stated is None else max(self.stated, self.named)

    @property
    def unnamed(self) -> int:
        return self.expected - self.named


def roster_on(roster: Roster, on: dt.date) -> QuerySet[Unit]:
    """The units on the roster on a day, in the order of the tree."""
    return Unit.objects.filter(pk__in=in_force(RosterEntry.objects.filter(roster=roster), on).values("unit")).order_by("first", "code")


def roster_sizes(campaign: Campaign, on: dt.date) -> dict[int, RosterSize]:
    """Per roster id its size on a day, in two queries."""
    named = dict(
        in_force(RosterEntry.objects.filter(roster__campaign=campaign), on).order_by().values_list("roster").annotate(n=Count("unit", distinct=True)))
    return {pk: RosterSize(named.get(pk, 0), stated) for pk, stated in campaign.rosters.values_list("pk", "stated_size")}


# By whom an expectation can be fulfilled

def home_of(unit: Unit) -> Unit:
    """The territory a unit stands for: an organ its division, every other unit itself."""
    if unit.kind != UnitKind.DIVISION and unit.territory is not None and unit.territory.kind == UnitKind.DIVISION:
        return unit.territory
    return unit


def can_be_fulfilled_by(expectation: Expectation, expected: Unit, doer: Unit) -> bool:
    """Whether what `doer` did counts for what is expected of `expected` (counting.md, rule 4). By today's tree."""
    if doer.pk == expected.pk:
        return True
    home = home_of(expected)
    inside = home.first <= doer.first <= home.last
    if expectation.fulfilled_by == FulfilledBy.SAME_LEVEL:
        return inside and doer.level == expected.level
    return inside and expectation.fulfilled_by == FulfilledBy.SUBTREE


def entries_that_may_be_fulfilled_by(doers: Iterable[Unit], campaign: Campaign) -> QuerySet[RosterEntry]:
    """Roster entries of the doers, of the units above them and of the organs of the divisions above them: few, for any roster."""
    near = Q(pk__in=[])
    for doer in doers:
        near |= Q(unit=doer) | Q(unit__first__lte=doer.first, unit__last__gte=doer.first) | Q(
            unit__territory__kind=UnitKind.DIVISION, unit__territory__first__lte=doer.first, unit__territory__last__gte=doer.first)
    return RosterEntry.objects.filter(near, roster__campaign=campaign).select_related("unit__territory").order_by("unit__first", "pk")


# What is due

@dataclass(frozen=True, slots=True)
class Duty:
    """What is expected of one unit in one period, and how it stands. Never stored: roster × periods, less what was done."""

    expectation: Expectation
    unit: Unit
    due: Due
    state: DutyState
    fulfilments: tuple[Fulfilment, ...] = field(default=())
    # The person's own unit does it for the unit above: a bureau for its city.
    through: Unit | None = None

    @property
    def is_done(self) -> bool:
        return self.state in (DutyState.REPORTED, DutyState.VERIFIED, DutyState.NOTHING)

    @property
    def period(self) -> str:
        return self.due.period


def duties_of(units: Iterable[Unit], campaign: Campaign, on: dt.date) -> list[Duty]:
    """Everything expected of these units up to a day, done or not, the earliest due first. Four queries, for any number."""
    ids = [unit.pk for unit in units]
    entries: dict[int, list[RosterEntry]] = {}
    for entry in RosterEntry.objects.filter(roster__campaign=campaign, unit__in=ids).select_related("unit__territory").order_by("unit__first"):
        entries.setdefault(entry.roster_id, []).append(entry)
    done: dict[tuple[int, int, str], list[Fulfilment]] = {}
    for fulfilment in Fulfilment.objects.filter(expectation__campaign=campaign, unit__in=ids).select_related("by_unit").order_by("on", "pk"):
        done.setdefault((fulfilment.expectation_id, fulfilment.unit_id, fulfilment.period), []).append(fulfilment)
    duties = [
        Duty(expectation, entry.unit, due, state_of(due, {f.state for f in did}, on), tuple(did))
        for expectation in expectations_of(campaign)
        for due in due_dates(expectation, on)
        for entry in entries.get(expectation.roster_id, [])
        if was_expected(entry, due, on)
        for did in [done.get((expectation.pk, entry.unit_id, due.period), [])]]
    return sorted(duties, key=lambda duty: (duty.due.due or dt.date.max, duty.expectation.order, duty.unit.first))


def was_expected(entry: RosterEntry, due: Due, on: dt.date) -> bool:
    """Whether the unit was on the roster when the period ended, or is today while it still runs."""
    day = on if due.last is None or due.last > on else due.last
    return holds_on(entry, max(day, due.first))


def expectations_due(unit: Unit, on: dt.date, campaign: Campaign | None = None) -> list[Duty]:
    """What is expected of a unit up to a day and was not done yet, in one campaign or in all that run."""
    campaigns = [campaign] if campaign else Campaign.objects.filter(state=CampaignState.RUNNING, begins__lte=on)
    return [duty for one in campaigns for duty in duties_of([unit], one, on) if not duty.is_done]


def my_list(person, campaign: Campaign, on: dt.date) -> list[Duty]:
    """What is expected of the units where the person has a role and of the one they work in, and of their territories where those may fulfil it."""
    own = {grant.unit_id: grant.unit for grant in grants_of(person)}
    if home := home_unit(person):
        own[home.pk] = home
    own = {unit.pk: unit for unit in Unit.objects.filter(pk__in=own).select_related("territory")}
    homes = {home_of(unit).pk: home_of(unit) for unit in own.values()}
    found = []
    for duty in duties_of({**homes, **own}.values(), campaign, on):
        if duty.unit.pk in own:
            found.append(duty)
        elif through := next((unit for unit in own.values() if can_be_fulfilled_by(duty.expectation, duty.unit, unit)), None):
            found.append(Duty(duty.expectation, duty.unit, duty.due, duty.state, duty.fulfilments, through))
    return found


def standing(expectation: Expectation, due: Due, on: dt.date) -> list[Duty]:
    """How an expectation stands with every unit on its roster, for one period, in the order of the tree. Two queries."""
    done: dict[int, list[Fulfilment]] = {}
    for fulfilment in expectation.fulfilments.filter(period=due.period).select_related("by_unit").order_by("on", "pk"):
        done.setdefault(fulfilment.unit_id, []).append(fulfilment)
    entries = RosterEntry.objects.filter(roster=expectation.roster_id).select_related("unit").order_by("unit__first", "unit__code", "pk")
    return [
        Duty(expectation, entry.unit, due, state_of(due, {f.state for f in did}, on), tuple(did))
        for entry in entries if was_expected(entry, due, on) for did in [done.get(entry.unit_id, [])]]
