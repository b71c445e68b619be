"""Taking changed records into the figures: a refresh, or a rebuild from everything.

These acts have no actor: nothing that a person said changes. Each leaves a RefreshRun.
"""
import datetime as dt
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from xuanguan.activities.models import Change
from xuanguan.analytics import Changes, FiguresDamaged, Generation, NoFigures, RebuildNeeded
from xuanguan.campaigns.models import Expectation, Roster
from xuanguan.figures.facts import activity_batches, activity_facts, nothing_facts, roster_facts, statement_facts, trees
from xuanguan.figures.lock import one_refresher
from xuanguan.figures.models import RefreshRun
from xuanguan.figures.queries import last_run, what_was_read
from xuanguan.figures.snapshot import snapshot
from xuanguan.figures.store import the_store
from xuanguan.organisations.models import Affiliation, Succession

# Runs older than these are forgotten.
KEPT_RUNS = 500
IDS = 500

type Progress = Callable[[int], None]


def refresh() -> Generation:
    """Take in what waits in the outbox. Without changes the generation stays as it is.

    Builds everything anew where there is nothing to start from, or where units that have records moved in the tree.
    Safe to call from several processes at once, and again after being killed at any line. Raises RefreshBusy.
    """
    with one_refresher():
        run = last_run()
        try:
            if run is None or run.generation != str(the_store().folder.current()) or _map_changed(run):
                return _rebuild(None)
            return _refresh(run)
        except (NoFigures, FiguresDamaged, RebuildNeeded):
            return _rebuild(None)


def rebuild(progress: Progress | None = None) -> Generation:
    """A generation from all records; `progress` is told how many were read. Raises RefreshBusy."""
    with one_refresher():
        return _rebuild(progress)


@dataclass(frozen=True, slots=True)
class _Taken:
    """The outbox rows that a generation holds, and how units and rosters stood when it was read."""

    rows: list[tuple[int, str, int]] = field(default_factory=list)
    read: dict[str, Any] = field(default_factory=dict)

    def ids(self, thing: str) -> set[int]:
        return {thing_id for _pk, kind, thing_id in self.rows if kind == thing}


def _take() -> _Taken:
    """What is in the outbox now. By the ids that are there, never by the last number seen: a lower one may commit later."""
    return _Taken(list(Change.objects.values_list("pk", "thing", "thing_id")), what_was_read())


def _refresh(run: RefreshRun) -> Generation:
    begun = time.monotonic()
    store = the_store()
    with snapshot():
        taken = _take()
        if not taken.rows and taken.read == run.read:
            return store.reader().generation
        changes, now = _changes(taken, run), trees()
    generation = store.refresh(lambda: changes, now, at=timezone.now())
    _note(generation, taken, begun)
    return generation


def _rebuild(progress: Progress | None) -> Generation:
    begun = time.monotonic()
    with snapshot():
        taken = _take()
        everything = Changes(batches=activity_batches(), statements=statement_facts(), rosters=roster_facts(),
                             fulfilments=nothing_facts())
        generation = the_store().rebuild(everything, trees(), at=timezone.now(), progress=progress)
    _note(generation, taken, begun)
    return generation


def _changes(taken: _Taken, run: RefreshRun) -> Changes:
    activities, statements = taken.ids(Change.ACTIVITY), taken.ids(Change.STATEMENT)
    rosters_changed = taken.read["rosters"] != run.read.get("rosters") or bool(taken.ids(Change.CAMPAIGN))
    nothing_changed = taken.read["nothing"] != run.read.get("nothing")
    if taken.read["units"] != run.read.get("units"):
        activities.add(0)  # no record, but it makes the store look at the tree
    return Changes(
        activities=list(activity_facts(activities)), activity_ids=activities,
        statements=list(statement_facts(statements)), statement_ids=statements,
        rosters=list(roster_facts()) if rosters_changed else (), roster_ids=_up_to(_newest(Roster), *run.read.get("rosters", ())[:2]) if rosters_changed else (),
        fulfilments=list(nothing_facts()) if nothing_changed else (),
        expectation_ids=_up_to(_newest(Expectation), *run.read.get("nothing", ())[-1:]) if nothing_changed else ())


def _newest(model: type[Model]) -> int:
    return model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 0


def _up_to(newest: int, *before: int | None) -> range:
    """All that are and all that were: they are few, and what was deleted must go as well."""
    return range(1, max(newest, *(number or 0 for number in before), 1) + 1)


def _map_changed(run: RefreshRun) -> bool:
    """Whether the tree's day has passed a day on which units moved: then today's map is another one."""
    now = what_was_read()["day"]
    then = run.read.get("day", now)
    if then == now:
        return False
    first, last = sorted(dt.date.fromisoformat(day) for day in (then, now))
    return (Affiliation.objects.filter(since__gt=first, since__lte=last).exists()
            or Succession.objects.filter(on__gt=first, on__lte=last).exists())


def _note(generation: Generation, taken: _Taken, begun: float) -> None:
    """The generation holds these changes: their rows go, by id, and the run is kept."""
    with transaction.atomic():
        run = RefreshRun.objects.create(
            generation=str(generation.number), changes=len(taken.rows), seconds=time.monotonic() - begun, read=taken.read)
        _forget(pk for pk, _thing, _id in taken.rows)
        RefreshRun.objects.filter(pk__lte=run.pk - KEPT_RUNS).delete()


def _forget(rows: Iterable[int]) -> None:
    for some in batched(rows, IDS):
        Change.objects.filter(pk__in=some).delete()
