"""What a bulletin can tell: figures with what they stand on, by kind of activity, put together by the floor above.

Names are in the language of the bulletin already. Nothing here knows where a figure came from; it only keeps its reference.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from xuanguan.periods import Window
from xuanguan.quantities import Quantity
from xuanguan.writing.draft import FigureRef, Known, Picture


@dataclass(frozen=True, slots=True)
class Fact:
    """A number and the figures it stands on."""

    quantity: Quantity
    known: Known
    figures: tuple[FigureRef, ...] = ()
    working: str = ""


@dataclass(frozen=True, slots=True)
class Actors:
    """Who did it. own: at the level of the unit itself (省级单位, 省质监局), "" for nobody.

    names: of units below, in the order in which they are named, short and full; total: how many of them did it;
    counted: what they are (个市州; prefectures).
    """

    own: str = ""
    names: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    total: int = 0
    counted: str = ""
    figures: tuple[FigureRef, ...] = ()
    known: Known = Known.ITEMISED

    @property
    def are_many(self) -> bool:
        return self.total + bool(self.own) > 1


@dataclass(frozen=True, slots=True)
class MeasureTold:
    """key: its code and measure word (participants 人次). name: as the campaign calls it, unit: its measure word as printed."""

    key: str
    name: str
    unit: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Deed:
    """All activities of one kind on one front. reads_as: the kind's general code, by which it is worded."""

    kind: str
    front: str
    reads_as: str
    name: str
    activities: Fact
    actors: Actors
    measures: tuple[MeasureTold, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedTold:
    """A total without its parts: it stands beside the records. measure None: it counts units, who are then the actors.

    itemised: what of it is on record within the same scope.
    """

    front: str
    reads_as: str
    name: str
    subject: str
    actors: Actors | None
    measure: MeasureTold | None
    itemised: Fact | None = None

    @property
    def is_less_than_itemised(self) -> bool:
        """More is on record than was stated."""
        said = self.measure.fact.quantity.value if self.measure else self.actors.total if self.actors else 0
        return self.itemised is not None and self.itemised.quantity.value > said


@dataclass(frozen=True, slots=True)
class ExpectedTold:
    """An expectation: how many of those expected did it, and who did not. missing: names of those without a record."""

    front: str
    name: str
    reached: int
    expected: int
    counted: str
    known: Known
    figures: tuple[FigureRef, ...]
    missing: Actors | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One activity worth telling, and why it was chosen. reads_as: its kind's general code; measures in the order they are told."""

    front: str
    reads_as: str
    who: str
    title: str
    on: date | None
    measures: tuple[MeasureTold, ...]
    why: str
    figures: tuple[FigureRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A front's, or the whole bulletin's, activities with their parts, and the same of the period before where it was asked."""

    total: Fact
    verified: Fact
    self_reported: Fact
    before: Fact | None = None
    undated: Fact | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """All that one bulletin can tell. subject: how the territory calls itself (全省, the province)."""

    language: str
    title: str
    issuer: str
    subject: str
    period: Window
    before: Window | None
    as_of: date
    campaign: str
    unit: str
    generation: int
    all: Standing
    active: Actors | None = None
    fronts: dict[str, Standing] = field(default_factory=dict)
    deeds: tuple[Deed, ...] = ()
    stated: tuple[StatedTold, ...] = ()
    expected: tuple[ExpectedTold, ...] = ()
    cases: tuple[Case, ...] = ()
    pictures: dict[str, Picture] = field(default_factory=dict)
    addressee: str = ""
    stated_elsewhere: bool = False

