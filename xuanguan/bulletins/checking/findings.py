"""What a check finds: for each claim what the records say of it, part by part, with the working in a sentence."""
import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from xuanguan.bulletins.enums import Verdict
from xuanguan.campaigns.models import Campaign
from xuanguan.organisations.models import Unit
from xuanguan.periods import Window
from xuanguan.writing.draft import FigureRef

# From the gentlest to the gravest; a claim is as good as its worst part.
ORDER = (
    Verdict.MATCHES, Verdict.ROUNDED, Verdict.SELF_REPORTED, Verdict.STATED, Verdict.CANNOT, Verdict.STALE, Verdict.MIXES, Verdict.DOES_NOT_ADD_UP,
    Verdict.CONTRADICTS)
# These the writer should look at. A total that was only stated counts among them where the text does not say so (`Part.asks`).
ASKING = frozenset({Verdict.STALE, Verdict.MIXES, Verdict.DOES_NOT_ADD_UP, Verdict.CONTRADICTS})
# With these `xuanguan check` leaves with 1.
FAILING = frozenset({Verdict.CONTRADICTS, Verdict.DOES_NOT_ADD_UP})


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a claim says: a number, who did it, a period, a share.

    text, start, end: its words in the checked text. asks: the writer should look at it. figure: what it was held against.
    statement: the stated total, where it is one. records: ids of the records behind it, where they are few.
    """

    text: str
    start: int
    end: int
    verdict: Verdict
    working: str
    figure: FigureRef | None = None
    statement: int | None = None
    records: tuple[int, ...] = ()
    asks: bool = False

    @property
    def needs_a_look(self) -> bool:
        return self.asks or self.verdict in ASKING

    @property
    def weight(self) -> tuple[bool, int]:
        return self.needs_a_look, ORDER.index(self.verdict)

    def to_json(self) -> dict[str, Any]:
        return {
            "text": self.text, "start": self.start, "end": self.end, "verdict": str(self.verdict), "asks": self.needs_a_look, "working": self.working,
            "figure": self.figure.address if self.figure else "", "statement": self.statement, "records": list(self.records)}

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> "Part":
        asked, _mark, _rest = said["figure"].partition("?")
        return cls(
            said["text"], said["start"], said["end"], Verdict(said["verdict"]), said["working"], figure_of(said["figure"]) if asked else None,
            said["statement"], tuple(said["records"]), said["asks"])


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim of the text, in its words [start, end), and its parts in the order of the text. about: what it tells of."""

    start: int
    end: int
    quote: str
    about: str
    parts: tuple[Part, ...]

    @property
    def worst(self) -> Part:
        return max(self.parts, key=lambda part: part.weight)

    @property
    def verdict(self) -> Verdict:
        return self.worst.verdict

    @property
    def needs_a_look(self) -> bool:
        return self.worst.needs_a_look

    def to_json(self) -> dict[str, Any]:
        return {
            "start": self.start, "end": self.end, "quote": self.quote, "about": self.about, "verdict": str(self.verdict), "asks": self.needs_a_look,
            "working": self.worst.working, "parts": [part.to_json() for part in self.parts]}

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> "Finding":
        return cls(said["start"], said["end"], said["quote"], said["about"], tuple(map(Part.from_json, said["parts"])))


@dataclass(frozen=True)
class Checked:
    """A text and what the records say of it. generation: of the figures; notes: what a reader of the check must know besides."""

    title: str
    text: str
    campaign: Campaign
    unit: Unit
    period: Window
    as_of: dt.date
    generation: int
    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()

    @cached_property
    def counts(self) -> dict[Verdict, int]:
        """By verdict, the gravest first, of those there are."""
        found = Counter(one.verdict for one in self.findings)
        return {verdict: found[verdict] for verdict in reversed(ORDER) if found[verdict]}

    @property
    def fails(self) -> bool:
        """Whether something differs from the records or does not add up."""
        return any(part.verdict in FAILING for one in self.findings for part in one.parts)

    @property
    def to_look_at(self) -> list[Finding]:
        return [one for one in self.findings if one.needs_a_look]

    def to_json(self) -> dict[str, Any]:
        return {
            "title": self.title, "campaign": self.campaign.code, "unit": self.unit.code, "unit_name": str(self.unit),
            "from": self.period.first.isoformat(), "to": self.period.last.isoformat(), "as_of": self.as_of.isoformat(), "generation": self.generation,
            "counts": {str(verdict): count for verdict, count in self.counts.items()}, "fails": self.fails, "notes": list(self.notes),
            "text": self.text, "findings": [one.to_json() for one in self.findings]}


def figure_of(address: str) -> FigureRef:
    """The figure that an address names."""
    from urllib.parse import parse_qsl
    asked, _mark, said = address.partition("?")
    return FigureRef.of(asked, dict(parse_qsl(said)))
