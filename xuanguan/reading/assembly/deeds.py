"""A claim in the making, and which measures each kind of deed can have."""

from __future__ import annotations

from dataclasses import dataclass, field

from xuanguan.chinese.quantities import Found
from xuanguan.reading.grammar.actors import Subject
from xuanguan.reading.lexicon import MEASURES
from xuanguan.reading.rules import Event
from xuanguan.reading.tokens import Sentence

STREET = "exhibition_or_street_event"
# Which measures a kind of deed can have; a number that does not fit goes to the scene's event or nowhere.
FITS: dict[str, frozenset[str]] = {
    "materials_distributed": frozenset({"copies", "items"}),
    "consultation_service": frozenset({"consultations", "questions", "items"}),
    "signature_or_pledge": frozenset({"participants", "enterprises", "copies", "units", "sessions"}),
    "outdoor_advert": frozenset({"banners", "items", "boards", "posts"}),
    "message_push": frozenset({"messages", "posts", "people_reached", "units"}),
    "inspection": frozenset({"enterprises", "units", "items", "participants", "sessions"}),
    "plan_issued": frozenset({"activities", "items", "copies"}),
    "written_reflection": frozenset({"reports_written", "participants", "copies"}),
    "leaders_directive": frozenset(),
    "briefing_to_leaders": frozenset({"sessions"}),
    "work_report_inclusion": frozenset(),
    "performance_assessment": frozenset({"units"}),
    "enterprise_interview": frozenset({"enterprises", "participants", "sessions", "units"}),
}
# Every other kind takes all but the measures of advice given.
MOST = frozenset(MEASURES) - {"consultations"}


@dataclass(slots=True)
class Number:
    """A quantity given to a deed."""

    name: str
    found: Found
    in_quote: bool = True


@dataclass(slots=True)
class Deed:
    """A claim in the making."""

    event: Event
    activity: str
    sentence: Sentence
    start: int
    end: int
    actors: tuple[str, ...]
    subject: Subject | None
    when: str | None
    planned: bool
    numbers: list[Number] = field(default_factory=list)
    front: str = ""
    named: str = "reporter"  # where the actors stand: own clause, sentence, carried, reporter
    rivals: int = 0  # other kinds that the same clause could have been

    @property
    def tally(self) -> bool:
        """Whether it was given numbers from outside its own words."""
        return any(not number.in_quote or number.found.start >= self.end for number in self.numbers)

    def takes(self, name: str) -> bool:
        return name in FITS.get(self.activity, MOST)
