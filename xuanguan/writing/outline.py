"""Which sections a bulletin has and what each tells: data, so that people can save their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MOST_PARTS = 30


class Tells(StrEnum):
    """What a section can tell, in the order written."""

    OPENING = "opening"  # how much in all, verified and self-reported, who took part, beside the last period
    STANDING = "standing"  # the same of one front
    DEEDS = "deeds"  # a sentence for each kind of activity
    STATED = "stated"  # totals without parts
    EXPECTED = "expected"  # n of N of what is expected
    CASES = "cases"  # the best cases, with why
    GAPS = "gaps"  # who is still to report, politely
    SERIES = "series"  # a chart over time
    COVERAGE_STRIP = "coverage_strip"  # a strip of all units below: who did something


class NotAnOutline(ValueError):
    """What was given is no outline: says what is wrong."""

    code = "not_an_outline"


@dataclass(frozen=True, slots=True)
class Part:
    """A section. front: its code where it tells of one front only, "" for all. A heading in each language."""

    tells: tuple[Tells, ...]
    front: str = ""
    heading_zh: str = ""
    heading_en: str = ""

    def heading(self, language: str) -> str:
        return self.heading_en or self.heading_zh if language == "en" else self.heading_zh


@dataclass(frozen=True, slots=True)
class Outline:
    name_zh: str
    name_en: str
    parts: tuple[Part, ...]

    def name(self, language: str) -> str:
        return self.name_en or self.name_zh if language == "en" else self.name_zh


def by_fronts(fronts: Sequence[tuple[str, str, str]]) -> Outline:
    """The usual outline: an opening, a section for each front (code, name in Chinese, name in English), cases, what is still open."""
    of_a_front = (Tells.STANDING, Tells.DEEDS, Tells.STATED, Tells.EXPECTED)
    return Outline("按战线", "By front", (
        Part((Tells.OPENING, Tells.COVERAGE_STRIP)),
        *(Part(of_a_front, code, zh, en) for code, zh, en in fronts),
        Part((Tells.CASES,), "", "典型做法", "Good practice"),
        Part((Tells.GAPS,), "", "需要关注的事项", "Still open")))


def short(fronts: Sequence[tuple[str, str, str]]) -> Outline:
    """One page: how much in all and what is still open."""
    return Outline("一页简况", "One page", (
        Part((Tells.OPENING, Tells.SERIES)), Part((Tells.DEEDS,), "", "主要活动", "Main activities"),
        Part((Tells.EXPECTED, Tells.GAPS), "", "应报事项", "What is expected")))


KNOWN = {"fronts": by_fronts, "short": short}


def as_json(outline: Outline) -> dict[str, Any]:
    return {"name_zh": outline.name_zh, "name_en": outline.name_en, "parts": [
        {"tells": [str(one) for one in part.tells], "front": part.front, "heading_zh": part.heading_zh, "heading_en": part.heading_en}
        for part in outline.parts]}


def from_json(said: Mapping[str, Any]) -> Outline:
    """Raises NotAnOutline with a sentence."""
    try:
        parts = tuple(
            Part(tuple(_tells(one) for one in part["tells"]), part.get("front", ""), part.get("heading_zh", ""), part.get("heading_en", ""))
            for part in said["parts"])
        found = Outline(said["name_zh"], said.get("name_en", ""), parts)
    except KeyError as error:
        raise NotAnOutline(f"This is no outline: {error.args[0]} is missing in it.") from error
    except (AttributeError, TypeError) as error:
        raise NotAnOutline(f"This is no outline: {error}.") from error
    if not 0 < len(parts) <= MOST_PARTS:
        raise NotAnOutline(f"An outline has 1 to {MOST_PARTS} sections; this has {len(parts)}.")
    return found


def _tells(word: str) -> Tells:
    try:
        return Tells(word)
    except ValueError:
        raise NotAnOutline(f"A section cannot tell “{word}”. Choose from {', '.join(Tells)}.") from None
