"""A unit typed by name or code: 荣县, 510321, or 荣县(510321) as the list of proposals writes it."""
import re

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xuanguan.campaigns.models import Campaign
from xuanguan.organisations.models import Unit, UnitName

MOST_PROPOSED = 12
_CODE_AT_THE_END = re.compile(r"[(（]([^()（）]+)[)）]\s*$")


def written(unit: Unit) -> str:
    return f"{unit} ({unit.code})"


class UnitField(forms.CharField):
    """Text that becomes a Unit of the campaign's territory. A name that several units bear is answered with those units."""

    def __init__(self, *, campaign: Campaign, **kwargs):
        self.campaign = campaign
        kwargs.setdefault("widget", forms.TextInput(attrs={
            "autocomplete": "off", "list": "proposed-units", "hx-get": reverse_lazy("activities:units"), "hx-target": "#proposed-units",
            "hx-swap": "innerHTML", "hx-trigger": "input changed delay:200ms", "hx-params": "*"}))
        super().__init__(**kwargs)

    def prepare_value(self, value):
        return written(value) if isinstance(value, Unit) else value

    def clean(self, value) -> Unit | None:
        text = super().clean(value)
        if not text:
            return None
        found = list(units_called(text, self.campaign)[:4])
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(_("No unit of this campaign is called “%(text)s”. Type its full name or its code.") % {"text": text})
        raise forms.ValidationError(_("Several units are called “%(text)s”: %(units)s. Type the code of the one you mean.") % {
            "text": text, "units": ", ".join(written(unit) for unit in found)})


def units_called(text: str, campaign: Campaign):
    """Units of the territory with that code, or that bear or bore that name."""
    text = text.strip()
    if match := _CODE_AT_THE_END.search(text):
        text = match[1].strip()
    inside = _inside(campaign)
    by_code = inside.filter(code=text)
    return by_code if by_code.exists() else inside.filter(pk__in=UnitName.objects.filter(name=text).values("unit"))


def proposed_units(text: str, campaign: Campaign) -> list[Unit]:
    """A dozen units whose name, code or pinyin begins with what was typed, the highest in the tree first."""
    text = text.strip()
    if not text:
        return []
    if match := _CODE_AT_THE_END.search(text):
        text = match[1].strip()
    names = UnitName.objects.filter(name__startswith=text) | UnitName.objects.filter(
        pinyin__startswith=text.lower()) | UnitName.objects.filter(initials__startswith=text.lower())
    inside = _inside(campaign)
    found = inside.filter(pk__in=names.values("unit")) | inside.filter(code__startswith=text)
    return list(found.filter(is_open=True).order_by("level", "first")[:MOST_PROPOSED])


def _inside(campaign: Campaign):
    return Unit.objects.filter(first__range=(campaign.territory.first, campaign.territory.last))


UNIT_HELP = gettext_lazy("Name, short name or code")
