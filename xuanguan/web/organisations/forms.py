"""Forms of an administrator: what becomes of a unit on a day; who may do what in it, and who belongs to it."""
from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xuanguan.accounts.models import User
from xuanguan.organisations.enums import MemberRole, Role
from xuanguan.organisations.models import System, Unit
from xuanguan.web.campaigns.forms import UnitField, day_input

NO_DAY = {"invalid": _("Enter a day such as 2026-03-09.")}


class DayForm(forms.Form):
    """Everything happens from a day on; nothing before it changes."""

    on = forms.DateField(label=_("From this day on"), widget=day_input(), initial=timezone.localdate, error_messages=NO_DAY)


class RenameForm(DayForm):
    name = forms.CharField(label=_("New name"), max_length=120)
    short = forms.CharField(label=_("New short name"), max_length=60, required=False)
    name_en = forms.CharField(label=_("New name in English"), max_length=200, required=False)
    field_order = ["name", "short", "name_en", "on"]


class MoveForm(DayForm):
    territory = UnitField(label=_("Lies in"), help_text=_("Code or full name of the division, such as 510900."))
    system = forms.ModelChoiceField(System.objects.order_by("code"), label=_("System"), required=False, empty_label=_("as it is"))
    superior = UnitField(label=_("Answers to"), required=False, help_text=_("Left empty, this follows from its place: the unit of its system one level up."))
    field_order = ["territory", "system", "superior", "on"]


class MergeForm(DayForm):
    into = UnitField(label=_("Merged into"), help_text=_("Code or full name of the unit that goes on. What lies in this one lies in it from then on."))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    field_order = ["into", "on", "note"]


class PartsField(forms.CharField):
    """One part a line: the code of a unit that is there, or a new code and a name. Gives [(code, name, Unit or None)]."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value):
        parts = []
        for number, line in enumerate((super().to_python(value) or "").splitlines(), 1):
            code, _space, name = line.strip().partition(" ")
            if not code:
                continue
            unit = Unit.objects.filter(code=code).first()
            if unit is None and not name.strip():
                raise ValidationError(_("Line %(number)s: no unit has the code %(code)s. To open one, write its name after the code."), params={
                    "number": number, "code": code})
            parts.append((code, name.strip(), unit))
        return parts


class SplitForm(DayForm):
    parts = PartsField(label=_("Parts"), help_text=_("One a line: the code of a unit that is there, or a new code, a space and a name: 511999 前锋区."))
    goes_on = forms.BooleanField(label=_("The unit itself goes on, without these parts"), required=False, initial=True)
    stands_for = forms.CharField(label=_("Stands for it on later maps"), required=False, help_text=_(
        "Where it closes: the code of the part that is shown in its place. Left empty, it is shown at its territory, not divided."))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    field_order = ["parts", "on", "goes_on", "stands_for", "note"]

    def clean(self):
        said = super().clean()
        heir, codes = said.get("stands_for", "").strip(), {code for code, _name, _unit in said.get("parts", [])}
        if heir and heir not in codes:
            self.add_error("stands_for", _("%(code)s is none of the parts.") % {"code": heir})
        if heir and said.get("goes_on"):
            self.add_error("stands_for", _("A unit that goes on stands for itself. Leave this empty, or let the unit close."))
        return said


class CloseForm(DayForm):
    on = forms.DateField(label=_("Closed from this day on"), widget=day_input(), initial=timezone.localdate, error_messages=NO_DAY, help_text=_(
        "The day before is its last. Its records stay; nothing may lie in it any more."))


# People

class AccountField(forms.CharField):
    """Somebody with an account, by the name they sign in with; a list of proposals follows what is typed."""

    def to_python(self, value):
        value = (super().to_python(value) or "").strip()
        if not value:
            return None
        # As the list of proposals writes it: 何佳 (suining-officer)
        username = value.rsplit("(", 1)[-1].rstrip(")").strip() if value.endswith(")") else value
        person = User.objects.filter(username=username, is_active=True).first()
        if person is None:
            raise ValidationError(_("Nobody signs in as “%(name)s”. Accounts are made by the system's administrator."), params={"name": username})
        return person


def account_input() -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off", "list": "proposed-accounts", "hx-get": reverse_lazy("organisations:pick-account"), "hx-target": "#proposed-accounts",
                                  "hx-swap": "innerHTML", "hx-trigger": "input changed delay:200ms"})


class GrantForm(forms.Form):
    person = AccountField(label=_("Account"), widget=account_input(), help_text=_("The name that the person signs in with."))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    system = forms.ModelChoiceField(System.objects.order_by("code"), label=_("Only in the system"), required=False, empty_label=_("all"))
    since = forms.DateField(label=_("From"), widget=day_input(), required=False, error_messages=NO_DAY)
    until = forms.DateField(label=_("Until"), widget=day_input(), required=False, error_messages=NO_DAY, help_text=_("The day before is its last."))


class PersonForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100)
    post = forms.CharField(label=_("Post"), max_length=100, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    user = AccountField(label=_("Account"), widget=account_input(), required=False, help_text=_("Left empty for people without one."))


class MembershipForm(forms.Form):
    unit = UnitField(label=_("Member unit"), help_text=_("Code or full name of the unit."))
    role = forms.ChoiceField(label=_("Part"), choices=MemberRole.choices, initial=MemberRole.MEMBER)
    since = forms.DateField(label=_("From"), widget=day_input(), required=False, error_messages=NO_DAY)
