"""The same deed told twice in one text, so that who adds up counts it twice."""
from collections.abc import Iterator

from django.utils.translation import gettext as _

from xuanguan.bulletins.checking.findings import Part
from xuanguan.bulletins.checking.subjects import Subject, Subjects
from xuanguan.bulletins.checking.texts import Text
from xuanguan.bulletins.enums import Verdict
from xuanguan.reading.claims import Claim

# The same numbers in two sentences of one kind are chance where they are few and small: then the units must be the same as well.
LARGE = 20


def told_twice(claims: tuple[Claim, ...], text: Text, subjects: Subjects) -> Iterator[tuple[Claim, Part]]:
    """The later of two claims that tell the same numbers of the same kind, by units of which one is the other or lies in it.

    Single cases may tell again what the numbers hold, and so may a text that is no account of the records.
    """
    seen: list[tuple[Claim, Subject]] = []
    for claim in claims:
        if text.section_at(claim.start).cases or not claim.measures:
            continue
        subject = subjects.of(claim)
        for earlier, whose in seen:
            if _same(claim, subject, earlier, whose, text):
                yield claim, Part(claim.quote, claim.start, claim.end, Verdict.DOES_NOT_ADD_UP, _(
                    "“%(quote)s” stands in the text already. If it is the same event, it counts once.") % {"quote": earlier.quote})
                break
        seen.append((claim, subject))


def _same(one: Claim, whose: Subject, other: Claim, its: Subject, text: Text) -> bool:
    if one.activity != other.activity or (one.count_of_actors is None) != (other.count_of_actors is None):
        return False
    mine, theirs = (sorted((str(m.quantity)) for m in claim.measures) for claim in (one, other))
    if mine != theirs:
        return False
    if text.strict and text.section_at(one.start).front != text.section_at(other.start).front:
        return False  # what is told of another front is held against that front
    if not text.strict and (one.when != other.when or len(one.when or "") != 10):
        return False  # in a text of another kind only what is told of one day
    if not whose.units or not its.units:
        return whose.own and its.own and not whose.units and not its.units
    related = all(any(a.pk == b.pk or b.first <= a.first <= b.last or a.first <= b.first <= a.last for b in its.units) for a in whose.units)
    return related and len(whose.units) == len(its.units)
