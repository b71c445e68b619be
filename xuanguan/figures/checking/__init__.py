"""A sample of figures compared with a plain count over the records in the database: the same law, without the star.

Every record is read once and shown to each figure of the sample, which counts it by the rules, one by one, in Python: slow, and it
cannot err in the same way. What the rules are is in docs/explanation/counting.md.
"""
from collections import Counter
from dataclasses import dataclass
from random import Random

from xuanguan.analytics import Reader
from xuanguan.campaigns.models import Campaign
from xuanguan.figures.answers.reader import current_reader
from xuanguan.figures.checking.places import Places
from xuanguan.figures.checking.reading import each_record
from xuanguan.figures.checking.sampling import sample
from xuanguan.figures.queries import changes_waiting
from xuanguan.figures.snapshot import snapshot

# The same sample every time, so that two runs can be compared; another seed asks other figures.
SEED = 20120525
# Generations follow each other by seconds; a view of the database is taken in milliseconds.
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """compared: how many figures of each question. records: how many were read. differences: a sentence each.

    waiting: changes that the figures do not hold yet; what they touch may differ.
    """

    compared: dict[str, int]
    records: int
    differences: tuple[str, ...]
    waiting: int = 0

    @property
    def figures(self) -> int:
        return sum(self.compared.values())


def compare(figures: int, seed: int = SEED) -> Comparison:
    """As many figures as are asked for, shared out to the campaigns. Take in what changed before; what changes meanwhile is not seen.

    Raises NoFiguresNow.
    """
    for _attempt in range(ATTEMPTS):
        reader = current_reader()
        with snapshot():
            waiting = changes_waiting()  # the first reading opens the view of the database
            # Where a generation came meanwhile, this view holds what that one took in, and the reader does not.
            if current_reader().generation.number == reader.generation.number:
                return _compared(figures, seed, reader, waiting)
    with snapshot():
        return _compared(figures, seed, current_reader(), changes_waiting())


def _compared(figures: int, seed: int, reader: Reader, waiting: int) -> Comparison:
    """In one view of the database, with one generation."""
    chosen, places = Random(seed), Places()  # noqa: S311  a sample, no secret
    campaigns = list(Campaign.objects.select_related("territory", "version").order_by("pk"))
    shares = [figures // len(campaigns) + (at < figures % len(campaigns)) for at in range(len(campaigns))] if campaigns else []
    tallies = [tally for campaign, share in zip(campaigns, shares, strict=True) for tally in sample(campaign, chosen, share, places, reader)]
    records = 0
    for versions in each_record():
        records += 1
        for tally in tallies:
            tally.see(versions)
    differences = tuple(sentence for tally in tallies if (sentence := tally.difference()))
    return Comparison(dict(Counter(tally.name for tally in tallies)), records, differences, waiting)
