"""The forms of figures: what is asked, as it stands in the address. What is wrong in it is said by the question."""
from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xuanguan.analytics import MeasureKey
from xuanguan.figures.answers import Question, names_of
from xuanguan.organisations.models import System, Unit
from xuanguan.policies.models import Clause

TAKING_PART = "any"


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class SelectorForm(forms.Form):
    """Units, period, tree and day of knowledge."""

    unit = forms.CharField(label=gettext_lazy("Unit"), required=False, widget=forms.TextInput(attrs={
        "autocomplete": "off", "list": "proposed-units", "hx-target": "#proposed-units", "hx-swap": "innerHTML",
        "hx-trigger": "input changed delay:200ms", "hx-params": "unit"}))
    first = forms.DateField(label=gettext_lazy("From"), required=False, widget=DayInput)
    last = forms.DateField(label=gettext_lazy("To"), required=False, widget=DayInput)
    tree = forms.ChoiceField(label=gettext_lazy("Units as they were"), required=False, choices=[
        ("day", gettext_lazy("on the day")), ("today", gettext_lazy("on today's map"))])
    as_of = forms.DateField(label=gettext_lazy("Known at the end of"), required=False, widget=DayInput)

    def __init__(self, question: Question):
        super().__init__(initial={
            "unit": _(", ").join(written(unit) for unit in question.units), "first": question.period.first, "last": question.period.last,
            "tree": question.tree, "as_of": question.as_of})
        self.fields["unit"].widget.attrs["hx-get"] = reverse("organisations:pick")

    def add_prefix(self, field_name: str) -> str:
        return {"first": "from", "last": "to"}.get(field_name, field_name)


class FiltersForm(SelectorForm):
    """What is counted besides, and of which part."""

    counting = forms.ChoiceField(label=gettext_lazy("Counting"), required=False)
    roles = forms.ChoiceField(label=gettext_lazy("What units"), required=False, choices=[
        ("", gettext_lazy("organised")), (TAKING_PART, gettext_lazy("took part in"))])
    state = forms.ChoiceField(label=gettext_lazy("How it is known"), required=False, choices=[
        ("", gettext_lazy("verified and self-reported")), ("verified", gettext_lazy("verified only")), ("self_reported", gettext_lazy("self-reported only"))])
    front = forms.ChoiceField(label=gettext_lazy("Only on the front"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Only of the kind"), required=False)
    system = forms.ChoiceField(label=gettext_lazy("Only in the system"), required=False)
    clause = forms.ChoiceField(label=gettext_lazy("Only for the clause"), required=False)

    def __init__(self, question: Question):
        super().__init__(question)
        names = names_of(question.campaign)
        everything = ("", _("all"))
        self.fields["counting"].choices = [("|", _("Activities")), *(
            (f"{key.name}|{key.word}", f"{names.called(key)} ({names.word(key)})") for key in names.measures)]
        self.fields["front"].choices = [everything, *((one.code, str(one)) for one in names.fronts.values())]
        self.fields["kind"].choices = [everything, *((one.code, str(one)) for one in names.kinds.values())]
        self.fields["system"].choices = [everything, *((one.code, str(one)) for one in System.objects.order_by("pk"))]
        self.fields["clause"].choices = [everything, *(
            (one.code, str(one)[:60]) for one in Clause.objects.filter(version=question.campaign.version_id).order_by("order"))]
        measure = question.measure or MeasureKey("")
        self.initial |= {
            "counting": f"{measure.name}|{measure.word}", "roles": TAKING_PART if question.roles else "",
            "state": question.state if question.state != "itemised" else "", "front": question.front.code if question.front else "",
            "kind": question.kind.code if question.kind else "", "system": question.system.code if question.system else "",
            "clause": question.clause.code if question.clause else ""}


def written(unit: Unit) -> str:
    return f"{unit} ({unit.code})"
