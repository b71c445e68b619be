"""How likely a claim is right: its kind, its place and all its numbers.

A few features that a person would also look at, weighed by a logistic table. The weights were fitted on documents whose
gold was known and are checked leaving one document out at a time (`benchmarks/reading.py` prints both); the table is
data, so that a corpus of one's own can replace it.
"""

from __future__ import annotations

import math

from xuanguan.reading.assembly import Deed

# Fitted on 121 claims of 14 bulletins read before any rule was changed for them (70 % right as they stood).
WEIGHTS: dict[str, float] = {
    "base": 1.22,
    "actors:sentence": 0.47,
    "actors:clause": 0.06,
    "actors:reporter": -0.15,
    "actors:carried": -0.38,
    "actors:several": -0.12,
    "rivals:one": -0.64,
    "rivals:many": -0.64,
    "numbers:none": -0.04,
    "numbers:many": -0.44,
    "numbers:tally": -0.48,
    "kind:broad": -0.83,
    "leans back": 0.3,
}
LEAST, MOST = 0.05, 0.98  # nothing read by rule is certain


def features(deed: Deed) -> tuple[str, ...]:
    """What is known of how a claim came about, as names of the table."""
    out = ["base", f"actors:{deed.named}"]
    if deed.rivals:
        out.append("rivals:one" if deed.rivals == 1 else "rivals:many")
    if not deed.numbers:
        out.append("numbers:none")
    elif deed.tally:
        out.append("numbers:tally")
    if len(deed.numbers) > 2:
        out.append("numbers:many")
    if deed.event.back >= 0:
        out.append("leans back")
    if deed.activity in _BROAD:
        out.append("kind:broad")
    if len(deed.actors) > 1:
        out.append("actors:several")
    return tuple(out)


# Kinds that many wordings share; the guidelines' own annotators disagreed most about them.
_BROAD = frozenset({"exhibition_or_street_event", "other", "conference", "lecture"})


def confidence(known: tuple[str, ...], weights: dict[str, float] | None = None) -> float:
    """The share of claims with these features that were right.

    >>> 0 < confidence(("base",)) < 1
    True
    """
    table = WEIGHTS if weights is None else weights
    score = sum([table.get(name, 0.0) for name in known])
    return min(MOST, max(LEAST, 1 / (1 + math.exp(-score))))
