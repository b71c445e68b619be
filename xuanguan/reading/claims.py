"""What reading a text gives: claims with their measures, actors and places, as values and as the JSON contract."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from xuanguan.quantities import Qualifier, Quantity


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of a claim: its name from the closed list and its words [start, end) in the clean text."""

    name: str
    quantity: Quantity
    text: str
    start: int
    end: int
    in_quote: bool = True

    def to_json(self) -> dict[str, Any]:
        value = self.quantity.value
        return {
            "name": self.name,
            "value": int(value) if value == value.to_integral_value() else float(value),
            "qualifier": str(self.quantity.qualifier),
            "unit": self.quantity.unit,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "in_quote": self.in_quote,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Measure:
        quantity = Quantity(Decimal(str(data["value"])), Qualifier(data["qualifier"]), data.get("unit", ""))
        return cls(data["name"], quantity, data["text"], data["start"], data["end"], data.get("in_quote", True))


@dataclass(frozen=True, slots=True)
class CountOfActors:
    """How many units acted, where the text says so: 14个市州."""

    quantity: Quantity

    def to_json(self) -> dict[str, Any]:
        return {"value": int(self.quantity.value), "qualifier": str(self.quantity.qualifier), "unit": self.quantity.unit}


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A unit that a name may mean; `candidates` are the others it could be, best first."""

    code: str
    name: str
    written: str
    confidence: float = 1.0
    candidates: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "confidence": round(self.confidence, 2), "candidates": list(self.candidates)}


class Step(NamedTuple):
    """One step of a derivation: the rule, the words it rests on, and the steps below it."""

    rule: str
    words: str
    start: int
    end: int
    below: tuple[Step, ...] = ()

    def to_json(self) -> dict[str, Any]:
        out: dict[str, Any] = {"rule": self.rule, "words": self.words, "start": self.start, "end": self.end}
        if self.below:
            out["below"] = [step.to_json() for step in self.below]
        return out


@dataclass(frozen=True, slots=True)
class Claim:
    """One activity of one kind by one set of actors that the text says was done; a plan has `tense` "planned"."""

    id: int
    quote: str
    start: int
    end: int
    source_span: tuple[int, int]
    actors: tuple[str, ...]
    front: str
    activity: str
    measures: tuple[Measure, ...] = ()
    count_of_actors: CountOfActors | None = None
    when: str | None = None
    tense: str = "done"
    units: tuple[UnitMatch, ...] = ()
    confidence: float = 0.0
    why: tuple[Step, ...] = ()

    def to_json(self, *, explain: bool = False) -> dict[str, Any]:
        out: dict[str, Any] = {
            "id": self.id,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "source_span": list(self.source_span),
            "actors": list(self.actors),
            "count_of_actors": self.count_of_actors.to_json() if self.count_of_actors else None,
            "front": self.front,
            "activity": self.activity,
            "measures": [measure.to_json() for measure in self.measures],
            "when": self.when,
            "tense": self.tense,
            "units": [unit.to_json() for unit in self.units],
            "confidence": round(self.confidence, 2),
        }
        if explain:
            out["why"] = [step.to_json() for step in self.why]
        return out

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Claim:
        """The claim that `to_json` wrote (without its derivation)."""
        count = data.get("count_of_actors")
        return cls(
            id=data["id"], quote=data["quote"], start=data["start"], end=data["end"],
            source_span=(data["source_span"][0], data["source_span"][1]), actors=tuple(data["actors"]),
            front=data["front"], activity=data["activity"],
            measures=tuple(Measure.from_json(one) for one in data["measures"]),
            count_of_actors=CountOfActors(Quantity(Decimal(count["value"]), Qualifier(count["qualifier"]), count["unit"]))
            if count else None,
            when=data["when"], tense=data["tense"],
            units=tuple(UnitMatch(u["code"], u["name"], u["written"], u["confidence"], tuple(u["candidates"])) for u in data["units"]),
            confidence=data["confidence"],
        )


@dataclass(frozen=True, slots=True)
class Removed:
    """A stretch of the source that is not body, and why."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that does not add up, with the working, in words a writer can use."""

    code: str
    working: str
    working_zh: str
    spans: tuple[tuple[int, int], ...]
    claims: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {"code": self.code, "working": self.working, "working_zh": self.working_zh,
                "spans": [list(span) for span in self.spans], "claims": list(self.claims)}


@dataclass(frozen=True)
class Reading:
    """A text read: what it says was done, what it plans, what was removed, what does not add up."""

    doc: str
    title: str | None
    date: str | None
    source: str | None
    clean_text: str
    claims: tuple[Claim, ...] = ()
    plans: tuple[Claim, ...] = ()
    removed: tuple[Removed, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def to_json(self, *, explain: bool = False) -> dict[str, Any]:
        """The contract: one JSON object a document. `explain` adds each claim's derivation under `why`."""
        return {
            "doc": self.doc,
            "title": self.title,
            "date": self.date,
            "source": self.source,
            "clean_text": self.clean_text,
            "removed": [{"start": r.start, "end": r.end, "why": r.why} for r in self.removed],
            "claims": [claim.to_json(explain=explain) for claim in self.claims],
            "plans": [plan.to_json(explain=explain) for plan in self.plans],
            "does_not_add_up": [doubt.to_json() for doubt in self.doubts],
            "notes": list(self.notes),
        }
