"""What is expected of a unit in a period, and how it stands."""
import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from xuanguan.campaigns.deadlines import Due, due_dates
from xuanguan.campaigns.enums import DONE, CampaignState, DutyState, ExtensionState
from xuanguan.campaigns.models import Campaign, Expectation, Extension, Fulfilment, RosterEntry
from xuanguan.campaigns.queries.campaigns import expectations_of
from xuanguan.campaigns.queries.rosters import can_be_fulfilled_by, home_of
from xuanguan.campaigns.queries.standing import Item, Slice, Standing
from xuanguan.campaigns.rosters import holds_on
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import grants_of
from xuanguan.organisations.queries import home_unit


@dataclass(frozen=True, slots=True)
class Duty:
    """What is expected of one unit in one period, and how it stands. Never stored: roster × periods, less what was done.

    late: done after the day it was due. extended: the day that was granted. asked: a wish for more time that waits for its
    answer. inherited: the unit that had done it before this one took its place.
    """

    expectation: Expectation
    unit: Unit
    due: Due
    state: DutyState
    fulfilments: tuple[Fulfilment, ...] = field(default=())
    # The person's own unit does it for the unit above: a bureau for its city.
    through: Unit | None = None
    late: bool = False
    extended: dt.date | None = None
    asked: Extension | None = None
    inherited: Unit | None = None

    @property
    def is_done(self) -> bool:
        return self.state in DONE

    @property
    def period(self) -> str:
        return self.due.period

    @property
    def due_by(self) -> dt.date | None:
        """The last day it is in time, with the time that was given."""
        return max(filter(None, (self.due.due, self.extended)), default=None)


def duties_of(units: Iterable[Unit], campaign: Campaign, on: dt.date) -> list[Duty]:
    """Everything expected of these units up to a day, done or not, the earliest due first. A fixed number of queries, for any number."""
    ids = [unit.pk for unit in units]
    slices = [Slice(expectation, due) for expectation in expectations_of(campaign) for due in due_dates(expectation, on)]
    if not ids or not slices:
        return []
    items = Standing(campaign, slices, on).items_of(ids)
    found = [(one, unit, item) for one in slices for unit, item in items[one.key].items()]
    duties = _duties(found, campaign, on)
    return sorted(duties, key=lambda duty: (duty.due.due or dt.date.max, duty.expectation.order, duty.unit.first))


def duties_for(one: Slice, items: dict[int, Item], campaign: Campaign, on: dt.date) -> list[Duty]:
    """Some items of a slice as duties, with their units and what was done; in the order given."""
    return _duties([(one, unit, item) for unit, item in items.items()], campaign, on)


def _duties(found: list[tuple[Slice, int, Item]], campaign: Campaign, on: dt.date) -> list[Duty]:
    ids = {unit for _one, unit, _item in found}
    units = Unit.objects.select_related("territory").in_bulk(ids | {item.through for _one, _unit, item in found if item.through})
    whose = {one.expectation.pk for one, _unit, _item in found}
    done: dict[tuple[int, int, str], list[Fulfilment]] = defaultdict(list)
    standing = Fulfilment.objects.filter(Q(until=None) | Q(until__gt=on), expectation__in=whose, unit__in=ids, on__lte=on)
    for fulfilment in standing.select_related("by_unit").order_by("on", "pk"):
        done[fulfilment.expectation_id, fulfilment.unit_id, fulfilment.period].append(fulfilment)
    asked = {
        (one.expectation_id, one.unit_id, one.period): one
        for one in Extension.objects.filter(expectation__in=whose, unit__in=ids, state=ExtensionState.ASKED)}
    return [
        Duty(one.expectation, units[unit], one.due, item.state, tuple(done[one.expectation.pk, unit, one.due.period]), late=item.late,
             extended=item.extended, asked=asked.get((one.expectation.pk, unit, one.due.period)),
             inherited=units.get(item.through) if item.through else None)
        for one, unit, item in found]


def was_expected(entry: RosterEntry, due: Due, on: dt.date) -> bool:
    """Whether the unit was on the roster when the period ended, or is today while it still runs."""
    return holds_on(entry, due.counted_on(on))


def expectations_due(unit: Unit, on: dt.date, campaign: Campaign | None = None) -> list[Duty]:
    """What is expected of a unit up to a day and was not done yet, in one campaign or in all that run."""
    campaigns = [campaign] if campaign else Campaign.objects.filter(state=CampaignState.RUNNING, begins__lte=on)
    return [duty for one in campaigns for duty in duties_of([unit], one, on) if not duty.is_done]


def my_list(person, campaign: Campaign, on: dt.date) -> list[Duty]:
    """What is expected of the units where the person has a role and of the one they work in, of units that these took the place of, and
    of their territories where those may fulfil it."""
    own = {grant.unit_id: grant.unit for grant in grants_of(person)}
    if home := home_unit(person):
        own[home.pk] = home
    own = {unit.pk: unit for unit in Unit.objects.filter(_those_and_whose_place_they_took(own)).select_related("territory").distinct()}
    homes = {home_of(unit).pk: home_of(unit) for unit in own.values()}
    found = []
    for duty in duties_of({**homes, **own}.values(), campaign, on):
        if duty.unit.pk in own:
            found.append(duty)
        elif through := next((unit for unit in own.values() if can_be_fulfilled_by(duty.expectation, duty.unit, unit)), None):
            found.append(Duty(duty.expectation, duty.unit, duty.due, duty.state, duty.fulfilments, through, duty.late, duty.extended, duty.asked, duty.inherited))
    return found


def _those_and_whose_place_they_took(ids: Collection[int]) -> Q:
    """The units, and the closed ones that they stand for."""
    return Q(pk__in=ids) | Q(closed__isnull=False, became__successor__in=ids, became__stands_for=True)


def standing(expectation: Expectation, due: Due, on: dt.date) -> list[Duty]:
    """How an expectation stands with every unit on its roster, for one period, in the order of the tree."""
    one = Slice(expectation, due)
    return duties_for(one, Standing(expectation.campaign, [one], on).items(one), expectation.campaign, on)
