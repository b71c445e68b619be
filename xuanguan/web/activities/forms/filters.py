"""The filters of the list, as they stand in its address."""
from django import forms
from django.utils.translation import gettext_lazy as _

from xuanguan.activities.enums import ActivityState, Origin
from xuanguan.activities.queries import ActivityFilters
from xuanguan.campaigns.models import ActivityKind, Campaign, Front
from xuanguan.policies.models import Clause
from xuanguan.web.activities.forms.units import UnitField

ANY = _("any")
STATES = [("", ANY), ("counted", _("all that counts")), *ActivityState.choices]


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class FilterForm(forms.Form):
    """A filter that cannot be read is left open and said, so that an old address still shows a list."""

    text = forms.CharField(label=_("Words in title or place"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), choices=STATES, required=False)
    kind = forms.ModelChoiceField(ActivityKind.objects.none(), to_field_name="code", label=_("Kind"), required=False, empty_label=ANY)
    front = forms.ModelChoiceField(Front.objects.none(), to_field_name="code", label=_("Front"), required=False, empty_label=ANY)
    earliest = forms.DateField(label=_("From"), required=False, widget=DayInput)
    latest = forms.DateField(label=_("To"), required=False, widget=DayInput)
    clause = forms.ModelChoiceField(Clause.objects.none(), to_field_name="code", label=_("Clause"), required=False, empty_label=ANY)
    origin = forms.ChoiceField(label=_("Came from"), choices=[("", ANY), *Origin.choices], required=False)
    undated = forms.BooleanField(label=_("Only those whose day is not known"), required=False)
    sort = forms.ChoiceField(choices=[("", ""), ("oldest", "")], required=False, widget=forms.HiddenInput)

    def __init__(self, *args, campaign: Campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(campaign=campaign, label=_("Unit and all below it"), required=False)
        self.fields["kind"].queryset = ActivityKind.objects.filter(campaign=campaign)
        self.fields["front"].queryset = Front.objects.filter(campaign=campaign)
        self.fields["clause"].queryset = Clause.objects.filter(version=campaign.version_id)

    @property
    def filters(self) -> ActivityFilters:
        self.is_valid()
        said = self.cleaned_data
        return ActivityFilters(
            state=said.get("state", ""), kind=said.get("kind"), front=said.get("front"), unit=said.get("unit"), earliest=said.get("earliest"),
            latest=said.get("latest"), clause=said.get("clause"), origin=said.get("origin", ""), text=said.get("text", ""),
            undated=bool(said.get("undated")), oldest_first=said.get("sort") == "oldest")

    @property
    def narrows(self) -> bool:
        """Whether any of the less used filters is set, so that they are shown open."""
        return any(self.data.get(name) for name in ("earliest", "latest", "clause", "origin", "undated"))
