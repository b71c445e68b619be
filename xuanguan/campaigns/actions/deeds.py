"""What was done for an expectation, told by the rooms above that did it."""
import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import transaction
from django.utils import timezone

from xuanguan.campaigns.actions.reminding import reminder_keys
from xuanguan.campaigns.deadlines import period_holding
from xuanguan.campaigns.ground import Ground
from xuanguan.campaigns.models import ActivityKind, Campaign, Expectation, Fulfilment, RosterEntry
from xuanguan.campaigns.queries import can_be_fulfilled_by, entries_that_may_be_fulfilled_by, expectations_of
from xuanguan.campaigns.queries.gaps import nudge_key
from xuanguan.campaigns.rosters import holds_on
from xuanguan.notices.actions import settle
from xuanguan.organisations.models import Unit

IDS = 500
SAID = ("state", "by_unit", "on", "verified_on", "done_on", "by")


@dataclass(frozen=True, slots=True)
class Deed:
    """What a room above did (`thing`, as in activity:17), when, and the units that organised it or took part.

    on: the day since which it counts as reported; verified_on: since when it is verified.
    """

    thing: str
    kind: ActivityKind
    organising: tuple[Unit, ...]
    taking_part: tuple[Unit, ...]
    earliest: dt.date
    latest: dt.date
    state: str
    on: dt.date
    by: Any
    verified_on: dt.date | None = None


@transaction.atomic
def note_deed(*, campaign: Campaign, thing: str, kind: ActivityKind, organising: Sequence[Unit], taking_part: Sequence[Unit] = (),
              earliest: dt.date, latest: dt.date, state: str, on: dt.date, by, verified_on: dt.date | None = None,
              changed_on: dt.date | None = None) -> list[Fulfilment]:
    """A room above did something (`thing`, as in activity:17): write which expectations it fulfils, in place of what it did before.

    It fulfils an expectation of its kind (or of any kind) for each unit on the roster that one of the organising units may
    stand for on the day of the deed; the units taking part count only where the expectation says so. A window that no single
    period holds fulfils no period (counting.md, rule 7). In another campaign than its kind's, kinds of the same code are the
    same. `changed_on`: the day of this act (None: today); what it fulfilled before and does no more counted until then. No
    event of its own: the act that did the thing has one.
    """
    deed = Deed(thing, kind, tuple(organising), tuple(taking_part), earliest, latest, state, on, by, verified_on)
    return note_deeds(campaign=campaign, deeds=[deed], changed_on=changed_on)


@transaction.atomic
def note_deeds(*, campaign: Campaign, deeds: Sequence[Deed], changed_on: dt.date | None = None, only: Expectation | None = None) -> list[Fulfilment]:
    """As `note_deed`, for many at once: the expectations are read once, the rosters once for each group of doers and day.

    With `only` for this expectation alone; what the deeds fulfil beside it stays as it is.
    """
    expectations = [one for one in expectations_of(campaign) if only is None or one.pk == only.pk]
    there = _standing_for([deed.thing for deed in deeds], campaign)
    if only is not None:
        there = {key: one for key, one in there.items() if one.expectation_id == only.pk}
    near: dict[tuple[object, ...], list[RosterEntry]] = {}
    grounds: dict[dt.date, Ground] = {}
    found: list[Fulfilment] = []
    for deed in deeds if expectations else ():
        doers = [*deed.organising, *deed.taking_part]
        if deed.latest not in grounds:
            grounds[deed.latest] = Ground(deed.latest)
        ground = grounds[deed.latest]
        key = (*(unit.pk for unit in doers), deed.latest if ground.has_moved else None)
        if key not in near:
            near[key] = list(entries_that_may_be_fulfilled_by(doers, campaign, ground))
        found += _fulfilments(deed, expectations, near[key], ground)
    return _written(found, there, changed_on or timezone.localdate())


@transaction.atomic
def put_fulfilments(*, campaign: Campaign, thing: str, found: Sequence[Fulfilment], changed_on: dt.date) -> list[Fulfilment]:
    """What a thing of another sort fulfils (a plan), in place of what it fulfilled before."""
    return _written(list(found), _standing_for([thing], campaign), changed_on)


def _fulfilments(deed: Deed, expectations: Sequence[Expectation], entries: Sequence[RosterEntry], ground: Ground) -> list[Fulfilment]:
    fulfilments: dict[tuple[int, int, str], Fulfilment] = {}
    for expectation in expectations:
        asked = {one.pk: one.code for one in expectation.kinds.all()}
        fits = not asked or deed.kind.pk in asked or (deed.kind.campaign_id != expectation.campaign_id and deed.kind.code in asked.values())
        period = period_holding(expectation, deed.earliest, deed.latest) if fits else None
        if period is None:
            continue
        doers = [*deed.organising, *deed.taking_part] if expectation.taking_part_counts else deed.organising
        for entry in entries:
            if entry.roster_id != expectation.roster_id or not holds_on(entry, deed.latest):
                continue
            doer = next((unit for unit in doers if can_be_fulfilled_by(expectation, entry.unit, unit, ground)), None)
            if doer is not None:
                fulfilments.setdefault((expectation.pk, entry.unit_id, period), Fulfilment(
                    expectation=expectation, unit=entry.unit, period=period, state=deed.state, by_unit=doer, thing=deed.thing,
                    on=deed.on, verified_on=deed.verified_on, done_on=deed.latest, by=deed.by))
    return list(fulfilments.values())


def _standing_for(things: Sequence[str], campaign: Campaign) -> dict[tuple[str, int, int, str], Fulfilment]:
    """What the things fulfil in the campaign now."""
    return {
        (one.thing, one.expectation_id, one.unit_id, one.period): one for chunk in batched(things, IDS)
        for one in Fulfilment.objects.filter(thing__in=chunk, expectation__campaign=campaign, until=None)}


def _written(found: list[Fulfilment], there: dict[tuple[str, int, int, str], Fulfilment], day: dt.date) -> list[Fulfilment]:
    """New rows are added, the same ones kept or changed, the others end. One that was verified and is no more ends, and goes on anew."""
    kept, new, changed, over = [], [], [], []
    for one in found:
        old = there.pop((one.thing, one.expectation_id, one.unit_id, one.period), None)
        if old is not None and old.verified_on in (None, one.verified_on):
            if any(getattr(old, name) != getattr(one, name) for name in SAID):
                for name in SAID:
                    setattr(old, name, getattr(one, name))
                changed.append(old)
            kept.append(old)
            continue
        over += [old.pk] if old is not None else []
        new.append(one)
    _end([*over, *(one.pk for one in there.values())], day)
    Fulfilment.objects.bulk_update(changed, SAID, batch_size=IDS)
    settle(key=[key for one in new for what in [(one.expectation_id, one.unit_id, one.period)] for key in (nudge_key(*what), *reminder_keys(*what))])
    return kept + Fulfilment.objects.bulk_create(new, batch_size=1000)


def _end(ids: Iterable[int], day: dt.date) -> int:
    """They count until the day; what never stood at the end of a day goes."""
    ended = 0
    for chunk in batched(ids, IDS):
        rows = Fulfilment.objects.filter(pk__in=chunk, until=None)
        ended += rows.filter(on__gte=day).delete()[0]
        rows.filter(verified_on__gte=day).update(verified_on=None)
        ended += rows.update(until=day)
    return ended


@transaction.atomic
def forget_deed(*, thing: str, on: dt.date | None = None) -> int:
    """The thing counts no more (returned, withdrawn, merged away) from a day on (None: today): what it fulfilled is open again. How many rows ended."""
    return forget_deeds(things=[thing], on=on)


@transaction.atomic
def forget_deeds(*, things: Sequence[str], on: dt.date | None = None) -> int:
    """As `forget_deed`, for many."""
    day = on or timezone.localdate()
    return sum(_end(list(Fulfilment.objects.filter(thing__in=chunk, until=None).values_list("pk", flat=True)), day) for chunk in batched(things, IDS))


@transaction.atomic
def forget_deeds_elsewhere(*, campaigns: Mapping[str, Collection[int]], on: dt.date | None = None) -> int:
    """Each thing is for these campaigns (their ids) and no other: what it fulfilled in another one is open again."""
    gone = [
        pk for chunk in batched(campaigns, IDS)
        for pk, thing, campaign in Fulfilment.objects.filter(thing__in=chunk, until=None).values_list("pk", "thing", "expectation__campaign")
        if campaign not in campaigns[thing]]
    return _end(gone, on or timezone.localdate())
