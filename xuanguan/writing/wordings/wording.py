"""The shape of a wording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Wording:
    """How a kind is said after its subject. `{n}` is the number; in Chinese with its measure word, in English without.

    bare: without a number (举办专题讲座). counted: with how many activities (举办专题讲座{n}), and `word`, their measure word;
    the same as bare where only who did it counts, as with milestones.
    measures: each measure by its key (participants 人次), in the order told. leads: of these the ones that take the place of
    `counted` where they are known. times: leads that count the activities themselves, as sessions do.
    """

    bare: str
    counted: str
    word: str
    measures: Mapping[str, str] = field(default_factory=dict)
    leads: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
