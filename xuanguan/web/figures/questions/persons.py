"""Between how many persons lies an attendance."""
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xuanguan.analytics import MeasureKey
from xuanguan.analytics.questions import PersonBounds
from xuanguan.figures.answers import Definition, Question, figure, names_of, persons
from xuanguan.figures.exports import COLUMNS
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.web.figures import wording
from xuanguan.web.figures.forms import FiltersForm
from xuanguan.web.figures.questions.shown import (
    DATES,
    FILTERS,
    Answer,
    Cell,
    Head,
    QuestionPage,
    ShownTable,
    figure_cell,
    number,
    row_of,
    text,
)

# Measure words that count people: attendances and persons.
PEOPLE = ("人次", "人", "名")


class PersonsForm(FiltersForm):
    """Of which measure that counts people."""

    def __init__(self, question: Question, said: dict[str, str]):
        super().__init__(question)
        people = {f"{key.name}|{key.word}" for key in measures_of(question)}
        self.fields["counting"].choices = [("|", _("all that count people")), *(one for one in self.fields["counting"].choices if one[0] in people)]


def answer(question: Question, said: dict[str, str], _person) -> Answer:
    keys = (question.measure,) if question.measure else measures_of(question)
    found = [(figure(question.but(measure=key)), bounds) for key in keys if (bounds := persons(question, measures=(key,))) and bounds.activities]
    whole = persons(question, measures=keys) if keys else None
    lines = [[text(one.name), number(bounds.activities), lowest(bounds, one.word), highest(bounds, one.word), figure_cell(one)] for one, bounds in found]
    if whole and len(found) > 1:
        lines.append([text(_("Whoever came, in all")), number(whole.activities), lowest(whole), highest(whole), text("–", note=_("kinds do not add up"))])
    table = ShownTable("persons", _("Between how many persons"), (
        Head(_("What was counted")), Head(_("Activities that tell it"), True), Head(_("Persons, at least"), True), Head(_("Persons, at most"), True),
        Head(_("On record"))), lines)
    return Answer(
        question, {}, finding(whole), Definition.PERSONS.sentence, [table] if lines else [],
        notes=[_("At least as many as came to the largest single activity; at most as many as came to all of them, if nobody came twice. "
                 "Where one number is a floor (“more than 200”), there is no ceiling.")],
        rows=[row_of(one, activities=bounds.activities, at_least=f"{bounds.lowest.normalize():f}",
                     at_most="" if bounds.highest is None else f"{bounds.highest.normalize():f}") for one, bounds in found],
        columns=("activities", "at_least", "at_most", "from", "to", *COLUMNS))


def lowest(bounds: PersonBounds, word: str = "") -> Cell:
    sure = Quantity(bounds.lowest, bounds.lowest_qualifier if bounds.lowest_qualifier is Qualifier.ABOUT else Qualifier.EXACT)
    return Cell(wording.number(sure), is_number=True)


def highest(bounds: PersonBounds, word: str = "") -> Cell:
    return Cell(_("no ceiling") if bounds.highest is None else wording.number(Quantity(Decimal(bounds.highest))), is_number=True)


def finding(bounds: PersonBounds | None) -> str:
    if bounds is None or not bounds.activities:
        return _("No record here tells how many people came")
    low = wording.grouped(bounds.lowest)
    if bounds.highest is None:
        return _("At least %(lowest)s persons; no ceiling, because some numbers are floors") % {"lowest": low}
    return _("Between %(lowest)s and %(highest)s persons") % {"lowest": low, "highest": wording.grouped(bounds.highest)}


def measures_of(question: Question) -> tuple[MeasureKey, ...]:
    """All that count people, as the campaign's forms ask for them."""
    names = names_of(question.campaign)
    return tuple(key for key in names.measures if key.word in PEOPLE or not names.adds(key))


PAGE = QuestionPage(
    "persons", pgettext_lazy("question", "How many persons"), gettext_lazy("Between how many persons lies an attendance, when the same people may have come twice?"),
    PersonsForm, answer, fields=("counting", "unit", *DATES), rest=tuple(name for name in FILTERS if name != "roles"))
