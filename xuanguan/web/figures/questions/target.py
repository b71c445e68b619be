"""How much of a number that is wanted was reached."""
from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xuanguan.design.charts import Bar
from xuanguan.figures.answers import CannotAsk, Question, ReachedOfTarget, against_target, figure
from xuanguan.figures.exports import COLUMNS
from xuanguan.policies.models import Target
from xuanguan.quantities import Quantity
from xuanguan.web.figures import wording
from xuanguan.web.figures.forms import FiltersForm
from xuanguan.web.figures.overview import opens, plain
from xuanguan.web.figures.questions.shown import (
    DATES,
    FILTERS,
    Answer,
    Cell,
    Drawing,
    Head,
    QuestionPage,
    ShownTable,
    figure_cell,
    number,
    row_of,
    split_cells,
    text,
)


class TargetForm(FiltersForm):
    """A number, or a target of the policy."""

    number = forms.CharField(label=gettext_lazy("Wanted"), required=False, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
    target = forms.ChoiceField(label=gettext_lazy("or a target of the policy"), required=False)

    def __init__(self, question: Question, said: dict[str, str]):
        super().__init__(question)
        self.fields["target"].choices = [("", _("none")), *(
            (one.code, f"{one} ({one.number.normalize():f} {one.unit})"[:80]) for one in targets_of(question) if one.number is not None)]
        self.initial |= {"number": said.get("number", ""), "target": said.get("target", "")}


def answer(question: Question, said: dict[str, str], _person) -> Answer:
    wanted, told = wanted_of(question, said)
    if wanted is None:
        found = figure(question)
        return Answer(question, told, _("On record: %(value)s") % {"value": f"{wording.value_of(found)} {found.word}".strip()}, found.definition.sentence,
                      [ShownTable("target", _("On record"), (Head(_("What")), Head(_("On record"))), [[text(found.name), figure_cell(found)]])],
                      ask=_("Write the number that is wanted above, or choose a target of the policy."), rows=[row_of(found)], columns=("from", "to", *COLUMNS))
    one = against_target(question, wanted)
    found = one.figure
    head = (Head(_("What")), Head(_("On record")), Head(_("Verified"), True), Head(_("Self-reported"), True), Head(_("Wanted"), True), Head(_("Reached"), True),
            Head(_("Lacking"), True))
    row = [text(found.name), figure_cell(found, float(max(one.target, found.itemised))), *split_cells(found), number(one.target),
           Cell(wording.share(one.share), is_number=True), number(one.lacking)]
    return Answer(
        question, told, finding(one), found.definition.sentence, [ShownTable("target", _("Beside what is wanted"), head, [row])],
        drawing=Drawing([Bar(found.name, plain(found.verified), plain(found.self_reported), missing=plain(one.lacking), value=wording.share(one.share),
                             href=opens(found))], finding(one), _("Dotted: what is lacking of %(target)s") % {"target": wording.number(Quantity(one.target))}),
        notes=[_("What is only estimated, or only known as “at most”, reaches nothing for sure.")],
        rows=[row_of(found, target=f"{one.target.normalize():f}", share=f"{one.share.value:.4f}", share_qualifier=str(one.share.qualifier),
                     lacking=f"{one.lacking.normalize():f}", is_reached="yes" if one.is_reached else "no")],
        columns=("from", "to", "target", "share", "share_qualifier", "lacking", "is_reached", *COLUMNS))


def finding(one: ReachedOfTarget) -> str:
    values = {"what": one.figure.name, "target": wording.number(Quantity(one.target)), "share": wording.share(one.share)}
    if one.is_reached:
        return _("%(what)s: the %(target)s wanted are reached") % values
    if one.share.value >= 1:
        return _("%(what)s: the %(target)s wanted are perhaps reached, but not for sure") % values
    return _("%(what)s: %(share)s of the %(target)s wanted") % values


def wanted_of(question: Question, said: dict[str, str]) -> tuple[Decimal | Target | None, dict[str, str]]:
    """Raises CannotAsk. A number that is written goes before a target that is chosen."""
    written, code = said.get("number", "").strip(), said.get("target", "").strip()
    if written:
        try:
            wanted = Decimal(written.replace(",", "").replace("，", ""))
            if not wanted.is_finite():
                raise InvalidOperation
        except InvalidOperation:
            raise CannotAsk("number", _("“%(written)s” is no number. Write it as 1000.") % {"written": written}) from None
        return wanted, {"number": written}
    if not code:
        return None, {}
    found = targets_of(question).filter(code=code).first()
    if found is None:
        raise CannotAsk("target", _("The policy has no target “%(code)s”. It has: %(known)s.") % {
            "code": code, "known": ", ".join(targets_of(question).values_list("code", flat=True)) or "–"})
    return found, {"target": code}


def targets_of(question: Question):
    return Target.objects.filter(version=question.campaign.version_id)


PAGE = QuestionPage(
    "target", pgettext_lazy("question", "Beside a target"), gettext_lazy("How much of what is wanted is reached?"),
    TargetForm, answer, fields=("counting", "number", "target", "unit", *DATES), rest=FILTERS)
