"""Points for adoption, as published rules gave them: a rule set that can be switched on, and the reason why none is.

The facts stand in data/adoption-points.yaml with their sources. Rules of 2024 forbid such points as an item of assessment.
"""
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

DATA = Path(__file__).parent / "data" / "adoption-points.yaml"
ADOPTED = "adopted"


@dataclass(frozen=True, slots=True)
class Points:
    """What one event in one publication gives. `adds`: on top of the points of the adoption itself."""

    channel: str
    event: str
    points: int
    adds: bool


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A published rule. `is_complete` False: only the beginning of the document was seen."""

    code: str
    title: str
    number: str
    date: dt.date | None
    address: str
    is_complete: bool
    points: tuple[Points, ...]

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()

    @property
    def channels(self) -> list[str]:
        """The publications that an adoption in them gives points for."""
        return [one.channel for one in self.points if one.event == ADOPTED]

    def for_adoption(self, channel: str) -> int:
        """Points of one adopted passage in that publication; 0 where the rule does not name it."""
        return next((one.points for one in self.points if one.event == ADOPTED and one.channel == channel), 0)


@dataclass(frozen=True, slots=True)
class Limits:
    """The later rule that forbids them."""

    title: str
    issued: dt.date
    address: str
    rule: str
    rule_zh: str


@lru_cache(maxsize=1)
def rule_sets() -> dict[str, RuleSet]:
    """By code, in the order of the file."""
    return {
        one["id"]: RuleSet(
            one["id"], one["title"], one.get("number", ""), dt.date.fromisoformat(one["date"]) if one.get("date") else None, one["url"], one["complete"],
            tuple(Points(row["channel"], row["event"], row["points"], row.get("mode") == "add") for row in one["points"]))
        for one in _data()["rules"]}


@lru_cache(maxsize=1)
def limits() -> Limits:
    said = _data()["limits"]
    return Limits(said["title"], dt.date.fromisoformat(said["issued"]), said["url"], said["rule"].strip(), said["rule_zh"])


def _data() -> dict:
    return yaml.safe_load(DATA.read_text(encoding="utf-8"))
