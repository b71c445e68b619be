"""What is expected of a unit in a period, and how it stands."""
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from xuanguan.campaigns.deadlines import Due, due_dates, state_of
from xuanguan.campaigns.enums import CampaignState, DutyState
from xuanguan.campaigns.models import Campaign, Expectation, Fulfilment, RosterEntry
from xuanguan.campaigns.queries.campaigns import expectations_of
from xuanguan.campaigns.queries.rosters import can_be_fulfilled_by, home_of
from xuanguan.campaigns.rosters import holds_on
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import grants_of
from xuanguan.organisations.queries import home_unit


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
