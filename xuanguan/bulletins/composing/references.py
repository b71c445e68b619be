"""Figures as facts of a bulletin: the number, how it is known, and the address that opens it."""

from decimal import Decimal

from xuanguan.figures.answers import Definition, Figure, Question
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.writing.draft import FigureRef, Known
from xuanguan.writing.told import Fact

NAMES = {
    Definition.ACTIVITIES: "activities", Definition.MEASURE: "measure", Definition.PERSONS: "persons", Definition.TAKING_PART: "taking_part",
    Definition.SHARES: "shares", Definition.STATED: "stated", Definition.COVERAGE: "coverage",
}


def reference(question: Question, name: str, *, records: tuple[int, ...] = (), **more: str) -> FigureRef:
    """Of a question, with every day written out so that it means the same figure next year."""
    said = {
        **question.parameters, "campaign": question.campaign.code, "unit": question.unit.code, "from": question.period.first.isoformat(),
        "to": question.period.last.isoformat(), "as_of": question.as_of.isoformat(), **more}
    return FigureRef.of(name, said, generation=question.reader.generation.number, records=records)


def fact_of(figure: Figure, *, records: tuple[int, ...] = (), quantity: Quantity | None = None) -> Fact | None:
    """None where nothing was reported, which is not zero. An upper bound stands where nothing else is known."""
    value = quantity or figure.value or figure.upper_bound
    if value is None:
        return None
    return Fact(value, known_of(figure.verified, figure.self_reported), (reference(figure.question, NAMES[figure.definition], records=records),))


def known_of(verified: Decimal | int, self_reported: Decimal | int) -> Known:
    if verified and self_reported:
        return Known.ITEMISED
    return Known.SELF_REPORTED if self_reported else Known.VERIFIED


def in_state(figure: Figure, state: str) -> Fact:
    """The verified or the self-reported part of how many activities."""
    value = figure.verified if state == "verified" else figure.self_reported
    known = Known.VERIFIED if state == "verified" else Known.SELF_REPORTED
    return Fact(Quantity(value), known, (reference(figure.question.but(state=state), "activities"),))


def persons_of_one(figure: Figure) -> Quantity | None:
    """Persons of a single activity do not repeat: its number is exact again. Those of several are at most their sum, and no floor."""
    value = figure.value
    if value is None:
        return None
    one = value.qualifier is Qualifier.AT_MOST and figure.upper_bound is None
    return Quantity(value.value, Qualifier.EXACT, value.unit) if one else value
