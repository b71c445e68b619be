"""What was done for an expectation, told by the rooms above that did it."""
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db import transaction

from xuanguan.campaigns.deadlines import period_holding
from xuanguan.campaigns.models import ActivityKind, Campaign, Expectation, Fulfilment, RosterEntry
from xuanguan.campaigns.queries import can_be_fulfilled_by, entries_that_may_be_fulfilled_by, expectations_of
from xuanguan.campaigns.rosters import holds_on
from xuanguan.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class Deed:
    """What a room above did (`thing`, as in activity:17), when, and the units that organised it or took part."""

    thing: str
    kind: ActivityKind
    organising: tuple[Unit, ...]
    taking_part: tuple[Unit, ...]
    earliest: dt.date
    latest: dt.date
    state: str
    on: dt.date
    by: Any


@transaction.atomic
def note_deed(*, campaign: Campaign, thing: str, kind: ActivityKind, organising: Sequence[Unit], taking_part: Sequence[Unit] = (),
              earliest: dt.date, latest: dt.date, state: str, on: dt.date, by) -> list[Fulfilment]:
    """A room above did something (`thing`, as in activity:17): write which expectations it fulfils, in place of what it did before.

    It fulfils an expectation of its kind (or of any kind) for each unit on the roster that one of the organising units may
    stand for; the units taking part count only where the expectation says so. A window that no single period holds
    fulfils no period (counting.md, rule 7). No event of its own: the act that did the thing has one.
    """
    deed = Deed(thing, kind, tuple(organising), tuple(taking_part), earliest, latest, state, on, by)
    return note_deeds(campaign=campaign, deeds=[deed])


@transaction.atomic
def note_deeds(*, campaign: Campaign, deeds: Sequence[Deed]) -> list[Fulfilment]:
    """As `note_deed`, for many at once: the expectations are read once, the rosters once for each group of doers."""
    forget_deeds(things=[deed.thing for deed in deeds])
    expectations = list(expectations_of(campaign))
    if not expectations:
        return []
    near: dict[tuple[int, ...], list[RosterEntry]] = {}
    found: list[Fulfilment] = []
    for deed in deeds:
        doers = [*deed.organising, *deed.taking_part]
        key = tuple(unit.pk for unit in doers)
        if key not in near:
            near[key] = list(entries_that_may_be_fulfilled_by(doers, campaign))
        found += _fulfilments(deed, expectations, near[key])
    return Fulfilment.objects.bulk_create(found, batch_size=1000)


def _fulfilments(deed: Deed, expectations: Sequence[Expectation], entries: Sequence[RosterEntry]) -> list[Fulfilment]:
    fulfilments: dict[tuple[int, int, str], Fulfilment] = {}
    for expectation in expectations:
        asked = {one.pk for one in expectation.kinds.all()}
        period = period_holding(expectation, deed.earliest, deed.latest)
        if period is None or (asked and deed.kind.pk not in asked):
            continue
        doers = [*deed.organising, *deed.taking_part] if expectation.taking_part_counts else deed.organising
        for entry in entries:
            if entry.roster_id != expectation.roster_id or not holds_on(entry, deed.latest):
                continue
            doer = next((unit for unit in doers if can_be_fulfilled_by(expectation, entry.unit, unit)), None)
            if doer is not None:
                fulfilments.setdefault((expectation.pk, entry.unit_id, period), Fulfilment(
                    expectation=expectation, unit=entry.unit, period=period, state=deed.state, by_unit=doer, thing=deed.thing,
                    on=deed.on, by=deed.by))
    return list(fulfilments.values())


@transaction.atomic
def forget_deed(*, thing: str) -> int:
    """The thing counts no more (returned, withdrawn, merged away): what it fulfilled is open again. How many rows went."""
    return forget_deeds(things=[thing])


@transaction.atomic
def forget_deeds(*, things: Sequence[str]) -> int:
    """As `forget_deed`, for many."""
    return sum(Fulfilment.objects.filter(thing__in=chunk).delete()[0] for chunk in batched(things, 500))
