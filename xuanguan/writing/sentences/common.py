"""Numbers and names as bound pieces, and which numbers a kind's sentence says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from xuanguan.quantities import Qualifier
from xuanguan.writing.amounts import Rounding, worded
from xuanguan.writing.draft import Coverage, Known, Names, Number, Piece, Words
from xuanguan.writing.lists import NAMED, first_few, shown_of
from xuanguan.writing.numbers import numbers_in
from xuanguan.writing.told import Actors, Deed, ExpectedTold, Fact, MeasureTold
from xuanguan.writing.wordings import Wording

_PLURAL = re.compile(r"\(([^()/]*)/?([^()]*)\)")


def merged(pieces: Iterable[Piece | str]) -> tuple[Piece, ...]:
    """Pieces with neighbouring words as one; strings become words, empty ones go."""
    found: list[Piece] = []
    for piece in pieces:
        one = Words(piece) if isinstance(piece, str) else piece
        if isinstance(one, Words) and found and isinstance(found[-1], Words):
            found[-1] = Words(found[-1].text + one.text)
        elif one.text or not isinstance(one, Words):
            found.append(one)
    return tuple(found)


def number(fact: Fact, language: str, rounding: Rounding, word: str | None = None) -> Number:
    """A figure's number in print. word: another measure word than the figure's own (activities are counted as 场, 次 …)."""
    quantity = fact.quantity if word is None else replace(fact.quantity, unit=word)
    amount = worded(quantity, language, rounding)
    return Number(amount.text, amount.means, fact.known, fact.figures, fact.quantity.value, fact.working)


def exactly(fact: Fact, language: str, word: str = "") -> Number:
    """A count that is never rounded."""
    return number(fact, language, Rounding.EXACT, word)


def with_number(template: str, piece: Number, language: str) -> list[Piece | str]:
    """The template's words around the number; in English words in brackets follow the number."""
    before, after = template.split("{n}")
    if language == "en":
        one = piece.quantity.value == 1 and piece.quantity.qualifier is Qualifier.EXACT
        before, after = (_PLURAL.sub(lambda match: _ending(match, one), words) for words in (before, after))
    return [before, piece, after]


def _ending(match: re.Match[str], one: bool) -> str:
    """(s): nothing or s. (y/ies): the one or the other."""
    if "/" in match[0]:
        return match[1] if one else match[2]
    return "" if one else match[1]


def names(actors: Actors, language: str) -> Names | None:
    """The units below; None where there are none."""
    if not actors.total:
        return None
    full = actors.full if actors.total <= NAMED else ()
    text = first_few(actors.names, actors.total, actors.counted, language, full=full)
    shown = (full or actors.names)[:shown_of(actors.total, language)]
    return Names(text, tuple(shown), actors.total, actors.counted, actors.known, actors.codes, actors.figures)


def as_titled(title: str, source: str) -> list[Piece | str]:
    """A record's title with its numbers apart: nobody but the title vouches for them."""
    pieces: list[Piece | str] = []
    place = 0
    for one in numbers_in(title):
        pieces += [title[place:one.start], Number(one.text, one.quantity, Known.UNBOUND, working=source)]
        place = one.end
    return [*pieces, title[place:]]


def coverage(expected: ExpectedTold, text: str) -> Coverage:
    return Coverage(text, expected.reached, expected.expected, expected.counted, expected.known, expected.figures)


@dataclass(frozen=True, slots=True)
class Said:
    """A template with its number, or without one where nothing is counted."""

    template: str
    fact: Fact | None = None
    word: str | None = None


def phrases(deed: Deed, wording: Wording) -> Iterator[Said]:
    """What a kind's sentence says after its subject, in order.

    The first is a leading measure where one is known (发放资料8800份), else how many activities. Sessions lead only where they
    are no fewer than the activities; else some activities did not say how many sessions they had, and the activities are counted.
    """
    measures = {one.key: one for one in deed.measures}
    lead = next((key for key in wording.leads if key in measures and not _falls_short(deed, measures[key], wording)), None)
    if lead:
        yield Said(wording.measures[lead], measures[lead].fact)
    elif "{n}" in wording.counted:
        yield Said(wording.counted, deed.activities, wording.word)
    else:
        yield Said(wording.bare)
    for key, template in wording.measures.items():
        if key in measures and key != lead and key not in wording.times and not (key in wording.leads and key in _twice(wording, lead)):
            yield Said(template, measures[key].fact)
    for one in deed.measures:
        if one.key not in wording.measures:
            yield Said(f"{one.name}{{n}}", one.fact)


def _falls_short(deed: Deed, measure: MeasureTold, wording: Wording) -> bool:
    return measure.key in wording.times and measure.fact.quantity.value < deed.activities.quantity.value


def _twice(wording: Wording, lead: str | None) -> tuple[str, ...]:
    """Leads that would say the same words as the one that leads."""
    return tuple(key for key in wording.leads if lead and wording.measures[key] == wording.measures[lead])
