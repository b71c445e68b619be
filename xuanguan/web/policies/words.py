"""How far a clause or target was checked, as one of the house's marks with its word."""
from collections import Counter
from typing import NamedTuple

from xuanguan.design.marks import Mark
from xuanguan.policies.enums import Certainty

# The same four shapes as everywhere: solid is certain, dotted is not there.
MARKS = {
    Certainty.CONFIRMED: Mark.VERIFIED,
    Certainty.NAME_CONFIRMED: Mark.SELF_REPORTED,
    Certainty.CONTENT_CONFIRMED: Mark.STATED,
    Certainty.MISSING: Mark.MISSING,
}


class Known(NamedTuple):
    """A certainty as a mark and a word, and how many there are of it."""

    mark: Mark
    word: str
    count: int = 0


def known(certainty: str, count: int = 0) -> Known:
    return Known(MARKS[Certainty(certainty)], str(Certainty(certainty).label), count)


def tally(certainties) -> list[Known]:
    """How many of each, in the order of the list, without those that do not occur."""
    counts = Counter(certainties)
    return [known(certainty, counts[certainty]) for certainty in Certainty if counts[certainty]]
