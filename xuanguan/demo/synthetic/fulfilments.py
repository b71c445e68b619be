"""What the made-up reports fulfil: as campaigns.note_deeds would write it, with the rosters held in memory.

note_deeds asks the rosters for every new set of organisers, which for a hundred thousand reports takes longer than all else.
"""
from collections.abc import Iterable, Sequence

from xuanguan.accounts.models import User
from xuanguan.activities.enums import ORGANISING
from xuanguan.campaigns.deadlines import period_holding
from xuanguan.campaigns.enums import FulfilmentState
from xuanguan.campaigns.models import Campaign, Expectation, Fulfilment, RosterEntry
from xuanguan.campaigns.queries import can_be_fulfilled_by, expectations_of
from xuanguan.campaigns.rosters import holds_on
from xuanguan.demo.synthetic.drawing import Drawn
from xuanguan.demo.synthetic.rows import insert
from xuanguan.organisations.models import Unit


class Rosters:
    """Who is on which roster, and for whom a unit can act: worked out once for each unit that organises."""

    def __init__(self, campaign: Campaign) -> None:
        self.expectations = [(one, {kind.pk for kind in one.kinds.all()}) for one in expectations_of(campaign)]
        self.entries: dict[int, list[RosterEntry]] = {}
        for entry in RosterEntry.objects.filter(roster__campaign=campaign).select_related("unit__territory").order_by("unit__first", "pk"):
            self.entries.setdefault(entry.roster_id, []).append(entry)
        self._for: dict[tuple[int, int], list[RosterEntry]] = {}

    def entries_for(self, expectation: Expectation, doer: Unit) -> list[RosterEntry]:
        key = expectation.pk, doer.pk
        if key not in self._for:
            self._for[key] = [entry for entry in self.entries.get(expectation.roster_id, ()) if can_be_fulfilled_by(expectation, entry.unit, doer)]
        return self._for[key]

    def fulfilled_by(self, one: Drawn) -> Iterable[tuple[int, int, str, int]]:
        """Expectation, unit, period and doer, each unit of whom it was expected once."""
        for expectation, kinds in self.expectations:
            period = period_holding(expectation, one.when.earliest, one.when.latest)
            if period is None or (kinds and one.kind.pk not in kinds):
                continue
            # Whoever organised comes before whoever took part.
            organisers = [part.unit for part in one.participations if part.role in ORGANISING]
            guests = [part.unit for part in one.participations if part.role not in ORGANISING] if expectation.taking_part_counts else []
            doers: dict[int, int] = {}
            for unit in (*organisers, *guests):
                for entry in self.entries_for(expectation, unit):
                    if holds_on(entry, one.when.latest):
                        doers.setdefault(entry.unit_id, unit.pk)
            for expected, doer in doers.items():
                yield expectation.pk, expected, period, doer


def write_fulfilments(pairs: Sequence[tuple[int, Drawn]], verifiers: dict[int, User], rosters: Rosters, by: User) -> None:
    """For the reports that count; `verifiers` by activity, of those that are verified."""
    insert(Fulfilment, ("expectation_id", "unit_id", "period", "by_unit_id", "state", "thing", "on", "verified_on", "done_on", "by_id"), [
        (*row, str(FulfilmentState.VERIFIED if pk in verifiers else FulfilmentState.REPORTED), f"activity:{pk}",
         one.submitted, one.reviewed if pk in verifiers else None, one.when.latest, verifiers.get(pk, by).pk)
        for pk, one in pairs if one.counts for row in rosters.fulfilled_by(one)])
