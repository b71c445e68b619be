"""A total that a unit states without listing its parts."""
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xuanguan.activities.enums import Qualifier
from xuanguan.activities.models import Statement
from xuanguan.activities.permissions import REPORTERS
from xuanguan.activities.values import StatementValues
from xuanguan.campaigns.models import ActivityKind, Campaign, Front, KindMeasure
from xuanguan.organisations.enums import UnitLevel
from xuanguan.organisations.models import System, Unit
from xuanguan.organisations.permissions import grants_of
from xuanguan.web.activities.forms.filters import DayInput
from xuanguan.web.activities.forms.units import UnitField, units_called, written

PLACES = {"when": "latest", "territory": "territory"}


class TotalForm(forms.Form):
    """The scope first (about whom, what, when), then the number."""

    kind = forms.ModelChoiceField(ActivityKind.objects.none(), to_field_name="code", label=gettext_lazy("Kind of activity"),
                                  empty_label=gettext_lazy("Choose a kind"))
    front = forms.ModelChoiceField(Front.objects.none(), to_field_name="code", label=gettext_lazy("Front"), required=False,
                                   empty_label=gettext_lazy("The usual front of the kind"))
    earliest = forms.DateField(label=gettext_lazy("From"), widget=DayInput)
    latest = forms.DateField(label=gettext_lazy("To"), widget=DayInput)
    levels = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Of which levels"), coerce=int, choices=UnitLevel.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: all of them."))
    system = forms.ModelChoiceField(System.objects.all(), to_field_name="code", label=gettext_lazy("Of which system"), required=False,
                                    empty_label=gettext_lazy("all"))
    measure = forms.ChoiceField(label=gettext_lazy("What is counted"), required=False)
    value = forms.DecimalField(label=gettext_lazy("Number"), min_value=0, max_digits=16, decimal_places=2,
                               widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
    qualifier = forms.ChoiceField(label=gettext_lazy("How exact"), choices=Qualifier.choices, initial=Qualifier.EXACT)
    unit_zh = forms.CharField(label=gettext_lazy("Unit of measure"), max_length=20, required=False)
    named = forms.CharField(
        label=gettext_lazy("Units it names"), required=False, widget=forms.Textarea(attrs={"rows": "4"}),
        help_text=gettext_lazy("Only where units are counted. One on a line, by name or code. Leave out whom the text does not name."))
    text = forms.CharField(label=gettext_lazy("As it was written"), max_length=200, required=False)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)

    def __init__(self, data=None, *, person, campaign: Campaign, statement: Statement | None = None):
        super().__init__(data, initial=_said_by(statement) if statement else {})
        self.campaign, self.statement = campaign, statement
        self.fields["kind"].queryset = ActivityKind.objects.filter(campaign=campaign).select_related("usual_front")
        self.fields["front"].queryset = Front.objects.filter(campaign=campaign)
        words: dict[str, KindMeasure] = {}
        for one in KindMeasure.objects.filter(kind__campaign=campaign).order_by("code", "kind__order"):
            words.setdefault(one.code, one)
        self.fields["measure"].choices = [("", _("units that did it")), *((code, f"{one} ({one.unit})") for code, one in words.items())]
        self._words = words
        units = {grant.unit.pk: grant.unit for grant in grants_of(person, *REPORTERS)}
        if statement:
            units.setdefault(statement.unit_id, statement.unit)
        self.fields["unit"] = forms.ModelChoiceField(
            Unit.objects.filter(pk__in=units), label=_("Stated by"), empty_label=None, widget=forms.HiddenInput if len(units) == 1 else forms.Select)
        self.initial.setdefault("unit", next(iter(units.values()), None))
        self.fields["territory"] = UnitField(campaign=campaign, label=_("About"), help_text=_("The territory that the total is about"),
                                             initial=statement.territory if statement else self.initial["unit"])

    def clean_named(self) -> list[Unit]:
        found, problems = [], []
        for line in filter(None, (line.strip() for line in self.cleaned_data["named"].splitlines())):
            units = list(units_called(line, self.campaign)[:2])
            if len(units) == 1:
                found.append(units[0])
            elif units:
                problems.append(_("Several units are called “%(text)s”: %(units)s. Type the code of the one you mean.") % {
                    "text": line, "units": ", ".join(written(unit) for unit in units)})
            else:
                problems.append(_("No unit of this campaign is called “%(text)s”. Type its full name or its code.") % {"text": line})
        if problems:
            raise ValidationError(problems)
        return found

    def clean(self):
        said = super().clean()
        if said.get("kind") and not said.get("front"):
            said["front"] = said["kind"].usual_front
            if said["front"] is None:
                self.add_error("front", _("Choose the front: this kind has no usual one."))
        return said

    def values(self) -> StatementValues:
        said = self.cleaned_data
        word = self._words.get(said["measure"])
        return StatementValues(
            campaign=self.campaign, unit=said["unit"], territory=said["territory"], front=said["front"], kind=said["kind"], value=said["value"],
            earliest=said["earliest"], latest=said["latest"], measure=said["measure"], qualifier=said["qualifier"],
            unit_zh=said["unit_zh"] or (word.unit_zh if word else ""), system=said["system"], levels=tuple(said["levels"]),
            named=tuple(said["named"]) if not said["measure"] else (), text=said["text"], note=said["note"])

    def show(self, error: ValidationError) -> None:
        """Put what an action found wrong beside the field it is about."""
        for name, problems in error.error_dict.items():
            field = PLACES.get(name, name)
            self.add_error(field if field in self.fields else None, problems)


def _said_by(statement: Statement) -> dict[str, Any]:
    said = {name: getattr(statement, name) for name in (
        "kind", "front", "earliest", "latest", "levels", "system", "measure", "qualifier", "unit_zh", "text", "note", "unit")}
    return said | {"value": f"{statement.value.normalize():f}", "named": "\n".join(written(unit) for unit in statement.named.all())}
