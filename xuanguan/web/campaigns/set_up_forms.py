"""The forms of a campaign's set-up: its policy and period, leading group, fronts, kinds and measures."""
import re

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xuanguan.campaigns.assigning import NamesAtHand, looked_up_as
from xuanguan.campaigns.models import Campaign
from xuanguan.campaigns.queries import member_units, members_of_group
from xuanguan.organisations.enums import UnitKind
from xuanguan.organisations.models import Unit
from xuanguan.policies.enums import VersionState
from xuanguan.policies.models import PolicyVersion
from xuanguan.quantities import Qualifier
from xuanguan.web.campaigns.forms import UnitField, day_input

A_DAY = {"invalid": gettext_lazy("Enter a day such as 2026-03-09.")}
QUALIFIERS = [(Qualifier.EXACT.value, gettext_lazy("exactly")), (Qualifier.AT_LEAST.value, gettext_lazy("at least")),
              (Qualifier.ABOUT.value, gettext_lazy("about")), (Qualifier.AT_MOST.value, gettext_lazy("at most"))]


def versions_to_choose():
    """Every version of a policy that another one has not replaced, the newest first."""
    return PolicyVersion.objects.select_related("policy").exclude(state=VersionState.REPLACED).order_by(F("issued_on").desc(nulls_last=True), "pk")


def shown(unit: Unit) -> str:
    return f"{unit.name_zh} ({unit.code})"


class BasicsForm(forms.Form):
    version = forms.ModelChoiceField(PolicyVersion.objects.none(), label=gettext_lazy("Policy"), empty_label=None,
                                     help_text=gettext_lazy("The text that the campaign carries out."))
    territory = UnitField(label=gettext_lazy("Territory"), help_text=gettext_lazy("Code or full name of the unit under which everybody is asked, such as 510000."))
    lead_unit = UnitField(label=gettext_lazy("Lead unit"), help_text=gettext_lazy("Code or full name of the unit that runs the campaign."))
    begins = forms.DateField(label=gettext_lazy("Begins"), widget=day_input(), error_messages=A_DAY)
    ends = forms.DateField(label=gettext_lazy("Ends"), widget=day_input(), required=False, error_messages=A_DAY)
    moves_deadlines = forms.BooleanField(label=gettext_lazy("Deadlines move with the first day"), required=False, initial=True)
    name_zh = forms.CharField(label=gettext_lazy("Name in Chinese"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=200, required=False)
    note = forms.CharField(label=gettext_lazy("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)

    def __init__(self, *args, campaign: Campaign, **kwargs) -> None:
        super().__init__(*args, initial={
            "version": campaign.version_id, "territory": shown(campaign.territory), "lead_unit": shown(campaign.lead_unit), "begins": campaign.begins,
            "ends": campaign.ends, "name_zh": campaign.name_zh, "name_en": campaign.name_en, "note": campaign.note, "moves_deadlines": True}, **kwargs)
        self.fields["version"].queryset = versions_to_choose() | PolicyVersion.objects.select_related("policy").filter(pk=campaign.version_id)


class GroupForm(forms.Form):
    group = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Leading group"), required=False, empty_label=gettext_lazy("none"))
    new_name = forms.CharField(label=gettext_lazy("Or a new one, by its name"), max_length=120, required=False)
    members = forms.CharField(
        label=gettext_lazy("Member units"), required=False, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("A name, short name or code in each line, or with 、 between them: the document's list can be pasted."))

    def __init__(self, *args, campaign: Campaign, **kwargs) -> None:
        self.campaign = campaign
        units = member_units(campaign)
        self.before = {unit.pk for unit in units}
        super().__init__(*args, initial={"group": campaign.leading_group_id, "members": "\n".join(shown(unit) for unit in units)}, **kwargs)
        self.fields["group"].queryset = Unit.objects.filter(
            kind=UnitKind.LEADING_GROUP, is_open=True, first__gte=campaign.territory.first, first__lte=campaign.territory.last).order_by("first", "code")

    def clean_members(self) -> list[Unit]:
        written = [name for one in re.split(r"[\n、；;]+", self.cleaned_data["members"]) if (name := one.strip())]
        names = NamesAtHand((looked_up_as(name) for name in written), self.campaign.territory)
        units, unknown = [], []
        for name in written:
            known = names.find(looked_up_as(name))
            if known.unit is None:
                several = _(", ").join(shown(unit) for unit in known.several[:4])
                unknown.append(_("%(name)s (several: %(units)s)") % {"name": name, "units": several} if several else name)
            else:
                units.append(known.unit)
        if unknown:
            raise ValidationError(_("No single unit is meant by: %(names)s. Write the full name or the code.") % {"names": _(", ").join(unknown)})
        return list({unit.pk: unit for unit in units}.values())

    def clean(self):
        words = super().clean()
        # Members are written where there are some, or were: a group chosen for the first time keeps the members that it has.
        words["members_told"] = bool(words.get("members")) or (bool(self.before) and words.get("group") == self.campaign.leading_group)
        if words.get("members") and not words.get("group") and not words.get("new_name"):
            self.add_error("group", _("Say of which leading group these are members."))
        return words


class ContactForm(forms.Form):
    unit = forms.ModelChoiceField(Unit.objects.none(), label=gettext_lazy("Member unit"), empty_label=None)
    name = forms.CharField(label=gettext_lazy("Name of the person"), max_length=100)
    post = forms.CharField(label=gettext_lazy("Post"), max_length=100, required=False)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)

    def __init__(self, *args, campaign: Campaign, **kwargs) -> None:
        super().__init__(*args, prefix="contact", **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=[unit.pk for unit in members_of_group(campaign)]).order_by("first", "code")


class FrontForm(forms.Form):
    code = forms.SlugField(required=False, widget=forms.HiddenInput)
    name_zh = forms.CharField(label=gettext_lazy("Name in Chinese"), max_length=200, required=False)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=200, required=False)


class KindForm(forms.Form):
    name_zh = forms.CharField(label=gettext_lazy("Name in Chinese"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=200, required=False)
    usual_front = forms.ChoiceField(label=gettext_lazy("Usual front"), required=False, help_text=gettext_lazy("A report may choose another."))
    is_milestone = forms.BooleanField(label=gettext_lazy("A milestone: all that is asked is that it happened"), required=False)

    def __init__(self, *args, campaign: Campaign, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["usual_front"].choices = [("", "—"), *((front.code, str(front)) for front in campaign.fronts.all())]


class MeasureForm(forms.Form):
    code = forms.SlugField(required=False, widget=forms.HiddenInput)
    name_zh = forms.CharField(label=gettext_lazy("Name in Chinese"), max_length=200, required=False)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=200, required=False)
    unit_zh = forms.CharField(label=gettext_lazy("Unit of measure"), max_length=20, required=False)
    unit_en = forms.CharField(label=gettext_lazy("Unit of measure in English"), max_length=40, required=False)
    usual_qualifier = forms.ChoiceField(label=gettext_lazy("Usual qualifier"), choices=QUALIFIERS, initial=Qualifier.EXACT.value)
    is_additive = forms.BooleanField(label=gettext_lazy("Adds up"), required=False, initial=True)


FrontForms = forms.formset_factory(FrontForm, extra=2, can_delete=True, can_order=True, max_num=20)
MeasureForms = forms.formset_factory(MeasureForm, extra=2, can_delete=True, can_order=True, max_num=30)
