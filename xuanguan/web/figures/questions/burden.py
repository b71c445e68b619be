"""What is asked of units, and what they wrote."""
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xuanguan.campaigns.queries import expectations_of
from xuanguan.figures.answers import BurdenTable, Question, burden
from xuanguan.organisations.enums import UnitLevel
from xuanguan.web.figures import wording
from xuanguan.web.figures.forms import SelectorForm
from xuanguan.web.figures.questions.shown import DATES, Answer, Cell, Head, QuestionPage, ShownTable, number, text, unit_cell

# The busiest are named; the file to take away has all units.
NAMED = 25
COLUMNS = ("level", "unit", "unit_name", "units", "asked", "asked_of_the_middle", "asked_at_most", "written", "rewritten")


class BurdenForm(SelectorForm):
    def __init__(self, question: Question, said: dict[str, str]):
        super().__init__(question)


def answer(question: Question, said: dict[str, str], _person) -> Answer:
    found = burden(question, expectations_of(question.campaign))
    expected = reverse("campaigns:expectations", args=[question.campaign.code])
    levels = ShownTable(
        "levels", _("By level"),
        (Head(_("Level")), Head(_("Units"), True), Head(_("Asked in all"), True), Head(_("Of the unit in the middle"), True), Head(_("Of the busiest"), True),
         Head(_("Written"), True), Head(_("Written again"), True)),
        [[text(level_name(one.level)), number(one.units), number(one.asked, href=expected if one.asked else ""), number(one.asked_of_the_middle), number(one.asked_at_most),
          number(one.written), number(one.rewritten)] for one in found.levels])
    most = max((one.asked + one.written + one.rewritten for one in found.rows), default=0)
    busiest = ShownTable(
        "busiest", _("The busiest units"),
        (Head(_("Unit")), Head(_("Asked and written"), True), Head(_("Asked"), True), Head(_("Written"), True), Head(_("Written again"), True)),
        [[unit_cell(question, one.unit), share_of(one.asked + one.written + one.rewritten, most), number(one.asked, href=expected if one.asked else ""), number(one.written),
          number(one.rewritten)] for one in found.rows[:NAMED]])
    notes = [_("Fronts, kinds and the like are not looked at: a burden is the whole of it."),
             _("Written are records told in the period, whatever became of them since; written again is each edit and each new sending after a return.")]
    if len(found.rows) > NAMED:
        notes.append(_("%(n)s units stand in the file to take away.") % {"n": wording.grouped(len(found.rows))})
    return Answer(
        question, {}, finding(found), _("Asked is the roster of each expectation times its periods that are due in the period, added up over all that name the unit."),
        [levels, busiest] if found.rows else [], notes=notes,
        rows=[{"level": one.level, "units": one.units, "asked": one.asked, "asked_of_the_middle": one.asked_of_the_middle, "asked_at_most": one.asked_at_most,
               "written": one.written, "rewritten": one.rewritten} for one in found.levels]
        + [{"unit": one.unit.code, "unit_name": str(one.unit), "units": 1, "asked": one.asked, "written": one.written, "rewritten": one.rewritten}
           for one in found.rows],
        columns=COLUMNS)


def share_of(value: int, most: int) -> Cell:
    return Cell(wording.grouped(value), is_number=True, parts=(value, most) if most else None)


def level_name(level: int | None) -> str:
    if level is None:
        return _("Outside the tree")
    return str(UnitLevel(level).label) if level in UnitLevel.values else str(level)


def finding(found: BurdenTable) -> str:
    asked, written = sum(one.asked for one in found.rows), sum(one.written for one in found.rows)
    if not asked and not written:
        return _("Nothing is asked of these units in this period, and nothing was written")
    values = {"asked": wording.grouped(asked), "written": wording.grouped(written), "units": wording.grouped(len(found.rows))}
    return _("%(asked)s reports asked of %(units)s units, %(written)s written") % values


PAGE = QuestionPage(
    "burden", pgettext_lazy("question", "Burden"), gettext_lazy("How much is asked of each level and of the busiest units, and how much did they write?"),
    BurdenForm, answer, fields=("unit", *DATES), rest=("tree", "as_of"), is_of_a_figure=False)
