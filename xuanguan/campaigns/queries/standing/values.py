"""What is counted: one expectation in one period, how one unit stands in it, and how many stand how."""
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from xuanguan.campaigns.deadlines import Due, due_at_hand, due_dates
from xuanguan.campaigns.enums import DONE, DutyState
from xuanguan.campaigns.models import Expectation

# How an item is known, the weakest first.
NOTHING, REPORTED, VERIFIED = 1, 2, 3
STATES = {NOTHING: DutyState.NOTHING, REPORTED: DutyState.REPORTED, VERIFIED: DutyState.VERIFIED}

# How it is known, since when it is reported, the last day on which it was done (where that was asked for).
type Found = tuple[int, dt.date, dt.date | None]


@dataclass(frozen=True, slots=True)
class Slice:
    """An expectation in one period."""

    expectation: Expectation
    due: Due

    @property
    def key(self) -> tuple[int, str]:
        return self.expectation.pk, self.due.period


@dataclass(frozen=True, slots=True)
class Item:
    """How one unit's item stands. late: done, but after the day it was due (or was given). extended: the day given.

    through: the unit that did it before this one took its place.
    """

    state: DutyState
    late: bool = False
    since: dt.date | None = None
    extended: dt.date | None = None
    through: int | None = None

    @property
    def is_done(self) -> bool:
        return self.state in DONE


@dataclass(slots=True)
class Counts:
    """Of one slice: how many units are on the list, and how many of them stand how. `unnamed` are only known to exist."""

    states: dict[DutyState, int] = field(default_factory=dict)
    late: int = 0
    exempted: int = 0
    unnamed: int = 0

    @property
    def named(self) -> int:
        return sum(self.states.values())

    @property
    def expected(self) -> int:
        return self.named + self.unnamed

    @property
    def received(self) -> int:
        """Done, whatever it was: "nothing to report" is a report (counting.md, rule 5)."""
        return sum(n for state, n in self.states.items() if state in DONE)

    @property
    def on_time(self) -> int:
        return self.received - self.late

    @property
    def missing(self) -> int:
        """Due and not done, by name."""
        return self.states.get(DutyState.OVERDUE, 0)

    def add(self, item: Item, n: int = 1) -> None:
        self.states[item.state] = self.states.get(item.state, 0) + n
        self.late += n * item.late


def slices_at_hand(expectations: Iterable[Expectation], on: dt.date, period: str = "") -> list[Slice]:
    """Of each expectation the last period that is over (or the first that has begun), or the period of this code where it has one."""
    found = []
    for one in expectations:
        dues = due_dates(one, on)
        due = next((due for due in dues if due.period == period), None) if period else None
        due = due or due_at_hand(dues, on)
        if due is not None:
            found.append(Slice(one, due))
    return found


def item_of(due: Due, found: Found, extended: dt.date | None = None, through: int | None = None) -> Item:
    """How an item that was done stands, by the day it was due or the day that was given."""
    code, since, _done = found
    last = due.due if extended is None else extended if due.due is None else max(due.due, extended)
    return Item(STATES[code], last is not None and since > last, since, extended, through)
