"""The form that starts a campaign."""
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db.models import F, Q
from django.urls import reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from xuanguan.campaigns import imports
from xuanguan.campaigns.assigning import looked_up_as
from xuanguan.organisations.models import Unit
from xuanguan.policies.enums import VersionState
from xuanguan.policies.models import PolicyVersion

# Before the code of a campaign that is copied; no template has a colon in its name.
EARLIER = "campaign:"


class UnitField(forms.CharField):
    """A unit by its code or its full name, or both as the list of proposals writes them: 荣县 (510321). The list follows what is typed."""

    widget = forms.TextInput(attrs={
        "autocomplete": "off", "list": "proposed-units", "hx-get": reverse_lazy("organisations:pick"), "hx-target": "#proposed-units",
        "hx-swap": "innerHTML", "hx-trigger": "input changed delay:200ms"})

    def to_python(self, value):
        value = looked_up_as((super().to_python(value) or "").strip())
        if not value:
            return None
        found = list(Unit.objects.filter(Q(code=value) | Q(name_zh=value) | Q(name_en__iexact=value)).select_related("territory").order_by("first")[:3])
        if not found:
            raise ValidationError(_("No unit has the code or the name “%(value)s”. Look it up under Units."), params={"value": value}, code="unknown")
        if len(found) > 1:
            raise ValidationError(_("Several units are called “%(value)s”. Give the code instead."), params={"value": value}, code="several")
        return found[0]


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class StartForm(forms.Form):
    """The first step of a campaign: what it begins with, which policy, where, when. `campaigns`: earlier ones that may be copied."""

    template = forms.ChoiceField(label=_("Start from"), help_text=_("Fronts, kinds of activity, measures and expectations, from a template or as an earlier campaign has them. All of it can be changed before the campaign is issued."))
    takes_expectations = forms.BooleanField(label=_("Of an earlier campaign take the expectations, their dates shifted"), required=False, initial=True)
    takes_responsibilities = forms.BooleanField(label=_("Of an earlier campaign take the responsibilities"), required=False, initial=True)
    takes_group = forms.BooleanField(label=_("Of an earlier campaign take the leading group"), required=False, initial=True)
    version = forms.ModelChoiceField(
        PolicyVersion.objects.none(), label=_("Policy"), help_text=_("The text that the campaign carries out."), empty_label=None,
        error_messages={"required": _("Import the policy first, then start the campaign.")})
    territory = UnitField(label=_("Territory"), help_text=_("Code or full name of the unit under which everybody is asked, such as 510000."))
    lead_unit = UnitField(label=_("Lead unit"), help_text=_("Code or full name of the unit that runs the campaign."))
    begins = forms.DateField(label=_("Begins"), widget=day_input(), error_messages={"invalid": _("Enter a day such as 2026-03-09.")})
    ends = forms.DateField(label=_("Ends"), widget=day_input(), required=False, error_messages={"invalid": _("Enter a day such as 2026-03-09.")})
    code = forms.SlugField(
        label=_("Code"), max_length=60, help_text=_("Part of the campaign's address: letters, digits and hyphens."), validators=[validate_slug],
        error_messages={"invalid": _("Use letters, digits and hyphens only.")})
    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=200, required=False, help_text=_("Left empty, it is made of the policy and the template."))
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)

    def __init__(self, *args, campaigns=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        english = get_language() == "en"
        self.campaigns = {f"{EARLIER}{one.code}": one for one in campaigns}
        groups = [(_("Templates"), [(one.code, one.name_en if english and one.name_en else one.name_zh) for one in imports.templates()])]
        if self.campaigns:
            groups.append((_("Earlier campaigns"), [(key, str(one)) for key, one in self.campaigns.items()]))
        self.fields["template"].choices = groups
        self.fields["version"].queryset = PolicyVersion.objects.select_related("policy").exclude(
            state=VersionState.REPLACED).order_by(F("issued_on").desc(nulls_last=True), "pk")

    def clean_template(self):
        chosen = self.cleaned_data["template"]
        return self.campaigns.get(chosen) or imports.template_of(chosen)

    def clean(self):
        words = super().clean()
        if words.get("begins") and words.get("ends") and words["ends"] < words["begins"]:
            self.add_error("ends", _("A campaign cannot end before it begins."))
        return words
