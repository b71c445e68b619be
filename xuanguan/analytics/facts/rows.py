"""The facts that figures are computed from. All ids are those of the transactional database.

Three days run through all of them: `since` (it began to count: submitted), `verified` and `until` (it ceased to count:
edited, returned, withdrawn, merged). None: not yet. As of day t a fact counts if since <= t < until.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from xuanguan.quantities import Qualifier

if TYPE_CHECKING:
    from xuanguan.analytics.facts.batches import FactBatch


@dataclass(frozen=True, slots=True)
class Measured:
    """A value of a measure. Name and measure word together say what adds: 人次 and 人 do not."""

    name: str
    value: Decimal | int
    qualifier: Qualifier | str = Qualifier.EXACT
    word: str = ""


@dataclass(frozen=True, slots=True)
class TakingPart:
    """A unit that took part, in a role, with what of the measures was its own."""

    unit: int
    role: str = "participant"
    shares: tuple[Measured, ...] = ()


@dataclass(frozen=True, slots=True)
class ActivityFact:
    """One version of an activity: what it said from `since` until `until`.

    earliest, latest: the window it counts in (rule 7); its last day twice where the day is known.
    begun: its first day, where it lasted several and both are known.
    organisers: host and co-hosts; each counts it, a common ancestor once.
    clauses: with all clauses above them.
    campaigns: every campaign it is for; a question of one campaign sees it once, a question of all sees it once too.
    """

    activity: int
    version: int
    since: date
    earliest: date
    latest: date
    organisers: tuple[int, ...]
    front: int | None = None
    kind: int | None = None
    verified: date | None = None
    until: date | None = None
    begun: date | None = None
    campaigns: tuple[int, ...] = ()
    taking_part: tuple[TakingPart, ...] = ()
    clauses: tuple[int, ...] = ()
    measures: tuple[Measured, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementFact:
    """A total stated about a scope without its parts (rule 3), one row per version.

    measure None: it counts units ("14 of the prefectures"), of which `named` are given by name.
    system None: all; levels (): all; front or kind None: all.
    """

    statement: int
    unit: int
    territory: int
    value: Decimal | int
    earliest: date
    latest: date
    since: date
    qualifier: Qualifier | str = Qualifier.EXACT
    word: str = ""
    measure: str | None = None
    front: int | None = None
    kind: int | None = None
    system: int | None = None
    levels: tuple[int, ...] = ()
    named: tuple[int, ...] = ()
    campaign: int | None = None
    verified: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class RosterMember:
    """A unit on a roster, from `since` (None: always) up to, not including, `until` (None: still)."""

    unit: int
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class RosterFact:
    """The units that something is expected of. `stated_size`: how many they are said to be, if names may lack."""

    roster: int
    members: tuple[RosterMember, ...]
    stated_size: int | None = None


@dataclass(frozen=True, slots=True)
class FulfilmentFact:
    """What was done for an expectation in a period: the unit of whom it was expected, and the one that did it.

    period: a code of `periods` ("201203"), "" where the expectation has no rhythm.
    nothing: "nothing to report", which is a report received and not a deed.
    """

    expectation: int
    unit: int
    by_unit: int
    since: date
    period: str = ""
    verified: date | None = None
    until: date | None = None
    nothing: bool = False
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What to replace: everything known of the ids is forgotten, then the facts given are put in.

    An id without a fact is gone. Applying the same changes twice is harmless. `activities` holds every version of each
    id in `activity_ids`. In a rebuild the ids are not needed, and activities may come as columns, in `batches`.
    """

    activities: Iterable[ActivityFact] = ()
    activity_ids: Collection[int] = ()
    statements: Iterable[StatementFact] = ()
    statement_ids: Collection[int] = ()
    rosters: Iterable[RosterFact] = ()
    roster_ids: Collection[int] = ()
    fulfilments: Iterable[FulfilmentFact] = ()
    expectation_ids: Collection[int] = ()
    batches: Iterable[FactBatch] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.activity_ids or self.statement_ids or self.roster_ids or self.expectation_ids)
