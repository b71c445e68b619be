"""Who a claim says did it, as units: the whole territory, units of its own level, units below, or one named by itself."""
import re
from dataclasses import dataclass, field
from functools import cached_property

from xuanguan.bulletins.checking.asking import Figures
from xuanguan.bulletins.composing import names as called
from xuanguan.bulletins.proposals import COLLECTIVE, is_person
from xuanguan.organisations.models import Unit
from xuanguan.quantities import Quantity
from xuanguan.reading.claims import Claim
from xuanguan.writing.draft import FigureRef

_OWN_LEVEL = re.compile(r"^(?:[省市县区州]级单位|.*本级(?:单位)?|本[省市县区州]|我[省市县区州局委办厅]|该[省市县区州局]|[省市县区州]局机关|乡镇单位)$")


@dataclass(frozen=True, slots=True)
class Named:
    """A name as written and the unit that it means; `unit` None where none was found. places: where it stands in the text."""

    written: str
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class Subject:
    """named: units by name. count: how many there are in all, where the text counts them, and as what.

    own: the territory itself or its own level is among them. told: whether anything of it stands in the claim's own words.
    """

    named: tuple[Named, ...] = ()
    count: Quantity | None = None
    own: bool = False
    told: bool = False

    @property
    def units(self) -> tuple[Unit, ...]:
        return tuple(one.unit for one in self.named if one.unit is not None)

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(one.written for one in self.named if one.unit is None)


@dataclass
class Subjects:
    """Finds units by the names that a text uses, those below the unit asked before any other of that name."""

    figures: Figures
    _found: dict[str, Unit | None] = field(default_factory=dict)

    @property
    def unit(self) -> Unit:
        return self.figures.question.unit

    @cached_property
    def near(self) -> dict[str, Unit]:
        """Names of the unit itself and of those below."""
        found: dict[str, Unit] = {}
        for one in (self.unit, *self.figures.below.values()):
            for name in (one.name_zh, one.short_zh):
                if name:
                    found.setdefault(name, one)
        return found

    @cached_property
    def collective(self) -> set[str]:
        return {called.subject(self.unit, "zh-Hans"), called.at_its_own_level(self.unit, "zh-Hans"), self.unit.name_zh, self.unit.short_zh}

    def know(self, claims: tuple[Claim, ...]) -> None:
        """Fetch the units of all claims at once."""
        codes = {match.code for claim in claims for match in claim.units if match.written not in self.near}
        units = {unit.code: unit for unit in Unit.objects.filter(code__in=codes).select_related("territory")} if codes else {}
        for claim in claims:
            for match in claim.units:
                self._found.setdefault(match.written, self.near.get(match.written) or units.get(match.code))

    def of(self, claim: Claim) -> Subject:
        count = claim.count_of_actors.quantity if claim.count_of_actors else None
        named: list[Named] = []
        own = not claim.actors
        for actor in claim.actors:
            if actor in self.collective or _OWN_LEVEL.match(actor):
                own = True
            elif unit := self.near.get(actor) or self._found.get(actor):
                own = own or unit.pk == self.unit.pk
                named.append(Named(actor, unit))
            elif count is not None and re.match(r"^(?:全[省市县州区])?[\d,]+", actor):
                continue  # 21个市州局: the count alone
            elif COLLECTIVE.search(actor) or is_person((actor,)):
                own = True
            else:
                named.append(Named(actor, None))
        told = any(actor in claim.quote for actor in claim.actors)
        return Subject(tuple(one for one in named if one.unit is None or one.unit.pk != self.unit.pk), count, own, told)

    def is_below(self, unit: Unit) -> bool:
        return unit.pk in self.figures.below

    def is_own_organ(self, unit: Unit) -> bool:
        """At the level of the unit asked itself: an organ of it, in no unit below."""
        return unit.territory_id == self.unit.pk and not unit.is_division

    def child_of(self, unit: Unit) -> Unit | None:
        """The unit one level below in which a unit lies."""
        return next((one for one in self.figures.below.values() if one.first <= unit.first <= one.last), None)


def names_of(unit: Unit) -> set[str]:
    return {name for name in (unit.name_zh, unit.short_zh) if name}


def figure_of_units(figures: Figures, front: str, kind: str) -> FigureRef:
    """Which units did it."""
    from xuanguan.bulletins.composing.references import reference

    asked = figures.question.but(measure=None)
    return reference(asked, "units", front=front, kind=kind)
