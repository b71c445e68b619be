"""How likely a claim is right: its kind, its place and all its numbers.

A few features that a person would also look at, weighed by a logistic table. The weights were fitted on documents whose
gold was known and are checked leaving one document out at a time (`benchmarks/reading.py` prints both); the table is
data, so that a corpus of one's own can replace it.
"""

from __future__ import annotations

import math

from xuanguan.reading.assembly import Deed

# Fitted on 218 claims of 22 bulletins read before any rule was changed for them (66 % right as they stood). Left out one
# by one, what it tells is what comes true, but it hardly tells claims apart: Brier 0.222, always saying the mean 0.226.
WEIGHTS: dict[str, float] = {
    "base": 0.8,
    "actors:sentence": 0.39,
    "actors:carried": -0.01,
    "actors:clause": -0.04,
    "actors:reporter": -0.34,
    "actors:several": 0.17,
    "rivals:one": -0.4,
    "rivals:many": -0.19,
    "numbers:none": 0.42,
    "numbers:many": -0.72,
    "numbers:tally": -0.77,
    "kind:broad": -0.48,
    "leans back": 0.09,
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
