"""A figure on both ways: as the answer says it, and counted while the records go by. Each keeps only what its figure needs."""
import datetime as dt
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from xuanguan.figures.answers import Question
from xuanguan.figures.checking.places import Path, Places
from xuanguan.figures.checking.reading import Version

# Of one figure so many differing parts are told.
MOST_TOLD = 4

type Parts = Mapping[Any, Any]


class Tally(ABC):
    """One figure. `name` is the question's, as the reference calls it.

    take: one record, in the version that counts as of the day, with all its versions. said: what the answer says, counted: what was
    counted; each as parts by a readable key, a part of nothing left out.
    """

    name = ""

    def __init__(self, question: Question, places: Places) -> None:
        self.question, self.places = question, places
        self.units = tuple(unit.pk for unit in question.units)
        self.front = question.front.pk if question.front else None
        self.kinds = frozenset({question.kind.pk} if question.kind else ())

    @abstractmethod
    def take(self, version: Version, versions: Sequence[Version]) -> None: ...

    @abstractmethod
    def said(self) -> Parts: ...

    @abstractmethod
    def counted(self) -> Parts: ...

    def see(self, versions: Sequence[Version]) -> None:
        """One record with all that it ever said."""
        asked = self.question
        for one in versions:
            if not one.counts_on(asked.as_of) or asked.campaign.pk not in one.campaigns:
                continue
            if (self.front is None or one.front == self.front) and (not self.kinds or one.kind in self.kinds) and self.fits_state(one):
                self.take(one, versions)

    def fits_state(self, version: Version) -> bool:
        return self.question.state == "itemised" or (self.question.state == "verified") == self.is_verified(version)

    def is_verified(self, version: Version) -> bool:
        return version.is_verified_on(self.question.as_of)

    def is_inside(self, version: Version) -> bool:
        period = self.question.period
        return period.first <= version.earliest and version.latest <= period.last

    def organisers_here(self, version: Version) -> list[int]:
        """The organising units that lie in what is asked: without one, the record is not in the figure."""
        return self.here(version.organisers, version.latest)

    def here(self, units: Sequence[int], day: dt.date) -> list[int]:
        tree, places = self.question.tree, self.places
        return [unit for unit in units if any(places.lies_in(unit, asked, day, tree) for asked in self.units)]

    def path(self, unit: int, version: Version) -> Path:
        return self.places.path_in(unit, version.latest, self.question.tree)

    @property
    def words(self) -> str:
        """The figure by name, for a person who has to ask it again."""
        asked = self.question
        tree, state = ("by today's map" if asked.tree == "today" else ""), (asked.state if asked.state != "itemised" else "")
        return ", ".join(filter(None, [
            f"{self.name} of {asked.codes}", asked.period.code, f"as of {asked.as_of}", asked.front.code if asked.front else "",
            asked.kind.code if asked.kind else "", state, tree]))

    def difference(self) -> str:
        """A sentence with the parts that differ; "" where none does."""
        said, counted = ({key: value for key, value in one.items() if value} for one in (self.said(), self.counted()))
        differing = [key for key in sorted({*said, *counted}, key=str) if said.get(key) != counted.get(key)]
        if not differing:
            return ""
        parts = [f"{key}: the figures say {said.get(key, 'nothing')}, a plain count says {counted.get(key, 'nothing')}" for key in differing[:MOST_TOLD]]
        more = f"; {len(differing) - MOST_TOLD} parts more" if len(differing) > MOST_TOLD else ""
        return f"{self.words}: {'; '.join(parts)}{more}."


class Pairs:
    """Activities by key, (verified, self-reported) each; several units of one record under one key count once."""

    def __init__(self) -> None:
        self._found: dict[Any, list[int]] = defaultdict(lambda: [0, 0])

    def add(self, key: Hashable, is_verified: bool) -> None:
        self._found[key][0 if is_verified else 1] += 1

    def told(self) -> dict[Any, tuple[int, int]]:
        return {key: (one[0], one[1]) for key, one in self._found.items()}


def pair(figure) -> tuple[int, int] | None:
    """A figure's (verified, self-reported); None where it is of nothing."""
    return (int(figure.verified), int(figure.self_reported)) if figure.itemised else None
