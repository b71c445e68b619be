"""What a rule is: a name, words that wake it, a pattern, what it produces, and wordings that prove it.

A rule never sees the whole text. The engine finds all anchors in one pass and asks a rule only about the atoms in which
one of its anchors stands, so that the work grows with the length of the text and not with the number of rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum


class Rank(IntEnum):
    """The decision order of the guidelines: of two readings of one clause, the lower wins."""

    BRIEFING = 10
    DIRECTIVE = 20
    AGREEMENT = 30
    WORK_REPORT = 40
    ASSESSMENT = 50
    RESPONSIBILITY = 60
    PLAN = 70
    INTERVIEW = 80
    LECTURE_TO_CLASS = 85
    TRAINING = 90
    TEACHING_CHECK = 100
    ONLINE = 105
    STUDY = 110
    LECTURE = 120
    CONFERENCE = 130
    REFLECTION = 140
    QUIZ = 150
    PLEDGE = 160
    SUBSCRIPTION = 170
    MATERIALS = 180
    CONSULTATION = 190
    VISIT = 200
    DRILL = 205
    STREET = 210
    MEDIA = 250
    INSPECTION = 300
    OTHER = 310


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of saying that one kind of thing was done.

    `needs_number`: without a count in its own clause or the next, it is a means and no claim.
    `reaches_back`: the pattern may use the clauses before it in the sentence (…走进社区广场，开展宣传活动).
    `reads` and `leaves`: wordings that must give a claim of this activity, and wordings that must not.
    """

    name: str
    activity: str
    rank: int
    anchors: tuple[str, ...]
    pattern: re.Pattern[str]
    reads: tuple[str, ...]
    leaves: tuple[str, ...]
    needs_number: bool = False
    reaches_back: bool = False
    front: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A rule that matched: in which atom, where."""

    rule: Rule
    atom: int
    start: int
    end: int
    back: int = field(default=-1)  # where the words it leans on begin, if before its own atom
