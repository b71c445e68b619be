"""The reasons of a claim as a tree: which rule, which words, where actors, numbers and day come from."""

from __future__ import annotations

from xuanguan.reading.assembly import Deed
from xuanguan.reading.claims import Step
from xuanguan.reading.tokens import Page

_ACTORS = {
    "clause": "actors: subject of its own clause",
    "sentence": "actors: subject earlier in the sentence",
    "carried": "actors: carried from the organisers named before",
    "reporter": "actors: the unit that reports, no other is named",
}


def derivation(page: Page, deed: Deed) -> tuple[Step, ...]:
    """Steps for the rule that matched, the actors, each number, the day and the front."""
    event = deed.event
    first = event.back if event.back >= 0 else event.start
    rule = Step(f"kind: {event.rule.name} → {deed.activity}", page.text[first : event.end], first, event.end)
    steps = [rule, _actors(page, deed)]
    for number in deed.numbers:
        found = number.found
        quantity = found.quantity
        parts = (
            Step(f"number {found.words} → {quantity.value:f}", found.words, found.start, found.end),
            Step(f"qualifier {quantity.qualifier}", "", found.start, found.end),
            Step(f"measure word {quantity.unit}" if quantity.unit else "no measure word", quantity.unit, found.start, found.end),
        )
        inside = deed.start <= found.start < deed.end
        name = f"measure: {number.name}" + ("" if inside else " (from a later clause of the same event)")
        steps.append(Step(name, page.text[found.start : found.end], found.start, found.end, parts))
    if deed.when:
        steps.append(Step(f"when: {deed.when}", "", deed.start, deed.end))
    if deed.front:
        steps.append(Step(f"front: {deed.front}", "", deed.start, deed.end))
    return tuple(steps)


def _actors(page: Page, deed: Deed) -> Step:
    subject = deed.subject
    where = _ACTORS[deed.named]
    if subject is None:
        return Step(where, "、".join(deed.actors), deed.start, deed.start)
    below = []
    written = tuple(name for name in subject.names if name)
    for name, full in zip(written, deed.actors, strict=False):
        if name != full:
            below.append(Step(f"{name} stands for {full}", name, subject.start, subject.end))
    if subject.count is not None:
        below.append(Step("count of actors", page.text[subject.count.start : subject.count.end], subject.count.start, subject.count.end))
    return Step(where, page.text[subject.start : subject.end], subject.start, subject.end, tuple(below))
