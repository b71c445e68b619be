"""Which units did most, which least, and of whom nothing is on record."""
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from xuanguan.figures.answers import CannotAsk, Question, RankedUnit, figure, levels_below, ranking
from xuanguan.figures.exports import COLUMNS
from xuanguan.organisations.enums import UnitLevel
from xuanguan.web.figures import wording
from xuanguan.web.figures.forms import FiltersForm
from xuanguan.web.figures.questions.shown import (
    DATES,
    FILTERS,
    Answer,
    Drawing,
    Head,
    QuestionPage,
    ShownTable,
    UnitList,
    bar_of,
    figure_cell,
    number,
    row_of,
    scale_of,
    split_cells,
    unit_cell,
    unit_links,
)

MOST = (10, 20, 50, 100)
# Of whom nothing is known so many are named; the file to take away has them all.
NAMED = 200


class RankingForm(FiltersForm):
    """Of which level, and how many of each end."""

    level = forms.ChoiceField(label=gettext_lazy("Units of the level"), required=False)
    most = forms.ChoiceField(label=gettext_lazy("How many of each end"), required=False, choices=[(str(one), str(one)) for one in MOST])

    def __init__(self, question: Question, said: dict[str, str]):
        super().__init__(question)
        self.fields["level"].choices = [(str(one), UnitLevel(one).label) for one in levels_below(question)]
        self.initial |= {"level": said.get("level", ""), "most": said.get("most", str(MOST[0]))}


def answer(question: Question, said: dict[str, str], _person) -> Answer:
    level, most = level_of(question, said), most_of(said)
    found = ranking(question, level)
    top = found.top(most)
    last = [one for one in found.bottom(most) if one not in top]
    scale, levels = scale_of([one.figure for one in found.ranked]), UnitLevel(level).label
    # What is counted of all of them together says what the numbers are of; it is in no row.
    whole = figure(question)
    tables = [table("most", _("The most"), question, top, scale)] if top else []
    if last:
        tables.append(table("least", _("The least of those with a record"), question, last, scale))
    nothing = UnitList("nothing", _("Nothing on record"), unit_links(question, found.nothing, NAMED), len(found.nothing),
                       _("They stand in no place: nothing reported is not nothing done."))
    return Answer(
        question, {"level": str(level), "most": str(most)}, finding(question, found.ranked, len(found.nothing)), whole.definition.sentence, tables,
        drawing=Drawing([bar_of(one.figure, one.unit.short) for one in top], finding(question, found.ranked, len(found.nothing)),
                        _("%(what)s of each unit · %(level)s") % {"what": whole.name, "level": levels}, whole.word) if top else None,
        notes=[_("An activity of units of two of them counts once in each, so the rows may sum to more than the whole."),
               _("The number says how much is on record, not how well the policy is carried out.")],
        lists=[nothing] if found.nothing else [],
        rows=[row_of(one.figure, place=one.place, unit_name=str(one.unit)) for one in found.ranked]
        + [{"place": "", "unit_name": str(unit), "unit": unit.code} for unit in found.nothing],
        columns=("place", "unit_name", "from", "to", *COLUMNS))


def table(name: str, title: str, question: Question, ranked: tuple[RankedUnit, ...] | list[RankedUnit], scale: float) -> ShownTable:
    what = ranked[0].figure
    head = (Head(_("Unit")), Head(pgettext("in a ranking", "Place"), True), Head(f"{what.name} ({what.word})" if what.word else what.name), Head(_("Verified"), True),
            Head(_("Self-reported"), True))
    return ShownTable(name, title, head, [
        [unit_cell(question, one.unit), number(one.place), figure_cell(one.figure, scale), *split_cells(one.figure)] for one in ranked])


def finding(question: Question, ranked: tuple[RankedUnit, ...], nothing: int) -> str:
    if not ranked:
        return _("Nothing is on record of any of these units")
    first = [one for one in ranked if one.place == 1]
    most = _("%(unit)s: the most, with %(value)s") % {
        "unit": wording.some_of([one.unit.short for one in first], 3), "value": f"{wording.value_of(first[0].figure)} {first[0].figure.word}".strip()}
    if not nothing:
        return most
    return ngettext("%(most)s; of %(n)s of %(all)s units nothing is on record", "%(most)s; of %(n)s of %(all)s units nothing is on record", nothing) % {
        "most": most, "n": nothing, "all": len(ranked) + nothing}


def level_of(question: Question, said: dict[str, str]) -> int:
    """The level named, else the one just below. Raises CannotAsk."""
    possible = levels_below(question)
    if not possible:
        raise CannotAsk("unit", _("There are no divisions below %(unit)s, so there is nothing to rank. Ask for a unit above.") % {
            "unit": wording.place(question)})
    written = said.get("level", "").strip()
    if not written:
        return possible[0]
    if not written.isdecimal():
        raise CannotAsk("level", _("“%(written)s” is no level. Choose one of: %(known)s.") % {
            "written": written, "known": ", ".join(f"{one} ({UnitLevel(one).label})" for one in possible)})
    return int(written)


def most_of(said: dict[str, str]) -> int:
    written = said.get("most", "").strip()
    return int(written) if written in {str(one) for one in MOST} else MOST[0]


PAGE = QuestionPage(
    "ranking", pgettext_lazy("question", "Most and least"), gettext_lazy("Which units did most, which least, and of whom is nothing on record?"),
    RankingForm, answer, fields=("counting", "level", "most", "unit", *DATES), rest=FILTERS)
