"""What answers are made of: a figure that knows how it is known, what it means and where it opens."""
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from xuanguan.analytics import Count, Sum
from xuanguan.figures.answers.asking import Question
from xuanguan.figures.answers.names import names_of
from xuanguan.quantities import Qualifier, Quantity


class Definition(StrEnum):
    """What a figure means; its key stands in exports, its sentence on the page."""

    ACTIVITIES = "activities"
    MEASURE = "measure"
    PERSONS = "persons"
    TAKING_PART = "taking_part"
    SHARES = "shares"
    STATED = "stated"
    COVERAGE = "coverage"

    @property
    def sentence(self):
        return SENTENCES[self]


SENTENCES = {
    Definition.ACTIVITIES: _(
        "Activities that units in this territory organised, each counted once however many units organised it, whose whole time lies "
        "in the period. Verified and self-reported together; what is only stated is not in it."),
    Definition.MEASURE: _(
        "The sum of this measure over activities that units in this territory organised, each with its whole value, once. "
        "It is exact only if every part is; one “at least” makes it “at least”, one “about” makes it “about”."),
    Definition.PERSONS: _(
        "Persons are not added up: the same people may have come more than once. At least as many as the largest single activity had, "
        "at most as many as all activities together."),
    Definition.TAKING_PART: _("Activities in which units of this territory took part without organising them, each counted once."),
    Definition.SHARES: _("What participants from this territory contributed of their own, added up."),
    Definition.STATED: _("A total that a unit stated without listing its parts. It stands beside what is on record and is never added to it."),
    Definition.COVERAGE: _("Of the units that are expected to do it, those that did: by a record, or named by a statement."),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its parts.

    value: verified and self-reported together; None where nothing was reported, which is not zero.
    upper_bound: what is only known as "at most", which stands apart.
    undated: records whose window touches the period and sticks out of it. crossing: those that began before it.
    may_repeat: values of several activities that do not add (persons): the value is a ceiling.
    """

    definition: Definition
    question: Question
    name: str
    word: str
    value: Quantity | None
    verified: Decimal = Decimal(0)
    self_reported: Decimal = Decimal(0)
    upper_bound: Quantity | None = None
    undated: int = 0
    crossing: int = 0
    may_repeat: bool = False

    @property
    def address(self) -> str:
        return self.question.address

    @property
    def itemised(self) -> Decimal:
        return self.verified + self.self_reported


def figure_of_count(question: Question, activities: Count, *, name: str, undated: int = 0, crossing: int = 0) -> Figure:
    """How many activities."""
    return Figure(
        Definition.TAKING_PART if question.roles else Definition.ACTIVITIES, question.but(measure=None), name, "",
        Quantity(Decimal(activities.total)), Decimal(activities.verified), Decimal(activities.self_reported), undated=undated, crossing=crossing)


def figure_of_sum(question: Question, found: Sum) -> Figure:
    """How much of a measure. Persons of several activities are a ceiling, not a sum."""
    names, key = names_of(question.campaign), found.measure
    total = found.quantity()
    value, adds = total.sum, names.adds(key)
    if not adds and value is not None and value.qualifier is Qualifier.EXACT:
        value = Quantity(value.value, Qualifier.AT_MOST, value.unit)
    definition = Definition.SHARES if question.roles else Definition.MEASURE if adds else Definition.PERSONS
    return Figure(
        definition, question.but(measure=key), names.called(key), names.word(key), value,
        _plain_sum(found, "verified"), _plain_sum(found, "self_reported"), total.upper_bounds, may_repeat=not adds)


def _plain_sum(found: Sum, part: str) -> Decimal:
    """The length of a part's line: its values without their qualifiers, without upper bounds."""
    quantity = getattr(found, part).quantity().sum
    return quantity.value if quantity else Decimal(0)
