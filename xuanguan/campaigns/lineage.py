"""What became of whom while a campaign ran, so that an expectation and what was done for it pass to the successor.

A renamed unit is the same unit: nothing passes. Where a unit closed (merged, split up) or a part was split off, its successor
stands on the roster from that day on, and what was done before was done for its ground as well:

- a part that opened by a split: what the whole did before that day counts for it;
- a unit that opened by a merger: it is done where all the merged units on the roster had done it;
- a unit that was there before and took another in: only its own deeds count, as before.
"""
import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from xuanguan.organisations.models import Succession


@dataclass(frozen=True, slots=True)
class Origin:
    """A unit that opened on a day out of others."""

    on: dt.date
    predecessors: tuple[int, ...]


def origins(between: tuple[dt.date, dt.date], units: Collection[int] | None = None) -> dict[int, Origin]:
    """Of the units that opened by succession after the first day and up to the second, what they came out of. One query."""
    successions = Succession.objects.filter(on__gt=between[0], on__lte=between[1]).order_by("on", "pk")
    if units is not None:
        successions = successions.filter(successor__in=units)
    found: dict[int, list[tuple[dt.date, int]]] = defaultdict(list)
    for new, old, on, opened in successions.values_list("successor_id", "predecessor_id", "on", "successor__opened"):
        if new != old and opened is not None and opened >= on:
            found[new].append((on, old))
    return {new: Origin(min(on for on, _old in came), tuple(dict.fromkeys(old for _on, old in came))) for new, came in found.items()}
