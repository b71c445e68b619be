"""The form in which a coordinator says who must do or report what by when."""
import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xuanguan.campaigns.enums import DueBy, FulfilledBy, Rhythm, RosterBy
from xuanguan.campaigns.expecting import ExpectationValues, RosterValues
from xuanguan.campaigns.models import Campaign, Expectation, Roster
from xuanguan.campaigns.queries import level_name
from xuanguan.organisations.enums import UnitLevel
from xuanguan.organisations.models import Unit
from xuanguan.organisations.queries import unit_by_code
from xuanguan.web.campaigns.forms import UnitField, day_input

BAD_DAY = {"invalid": gettext_lazy("Enter a day such as 2026-03-09.")}
ANY, DIVISIONS = "*", "-"


class ExpectationForm(forms.Form):
    name_zh = forms.CharField(label=gettext_lazy("What is expected"), max_length=200, help_text=gettext_lazy("In a few words, as in: each county reports every month"))
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=200, required=False)
    code = forms.CharField(label=gettext_lazy("Code"), max_length=60, help_text=gettext_lazy("Part of its address: letters, digits and hyphens, as in monthly-report."))
    front = forms.ModelChoiceField(None, label=gettext_lazy("Front"), required=False, empty_label=gettext_lazy("any"))
    kinds = forms.ModelMultipleChoiceField(None, label=gettext_lazy("What fulfils it"), required=False, widget=forms.CheckboxSelectMultiple,
                                           help_text=gettext_lazy("An activity of one of these kinds. None chosen: a report of any kind."))
    by = forms.ChoiceField(label=gettext_lazy("Of whom"), choices=[
        (RosterBy.RULE, gettext_lazy("all units of a level")), (RosterBy.NAMED, gettext_lazy("a list of units")),
        (RosterBy.STATED, gettext_lazy("a stated number of units, not all known by name"))], widget=forms.RadioSelect, initial=RosterBy.RULE)
    level = forms.TypedChoiceField(label=gettext_lazy("Level"), coerce=int, required=False, empty_value=None)
    organ = forms.ChoiceField(label=gettext_lazy("Which units of the level"), required=False)
    under = UnitField(label=gettext_lazy("Under"), required=False, help_text=gettext_lazy("Code or full name; empty: the whole campaign."))
    as_of = forms.DateField(label=gettext_lazy("As of"), required=False, widget=day_input(), error_messages=BAD_DAY, help_text=gettext_lazy(
        "The list as it was on this day. Empty: it goes with the tree, and a county that opens is asked from that day on."))
    size = forms.IntegerField(label=gettext_lazy("How many units are there"), required=False, min_value=1, max_value=100_000)
    units = forms.CharField(label=gettext_lazy("The units"), required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=gettext_lazy(
        "Codes, one a line or with commas; a name after the code does no harm. Of a stated number: those known by name."))
    exemptions = forms.CharField(label=gettext_lazy("Exceptions"), required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=gettext_lazy(
        "Units of whom it is not expected all the same, one a line: code and reason, as in 510922 earthquake zone"))
    fulfilled_by = forms.ChoiceField(label=gettext_lazy("Can be fulfilled by"), choices=FulfilledBy.choices, initial=FulfilledBy.SELF)
    taking_part_counts = forms.BooleanField(label=gettext_lazy("Taking part counts, not only organising"), required=False)
    rhythm = forms.ChoiceField(label=gettext_lazy("How often"), choices=Rhythm.choices, initial=Rhythm.ONCE)
    due = forms.DateField(label=gettext_lazy("Due by"), required=False, widget=day_input(), error_messages=BAD_DAY, help_text=gettext_lazy(
        "Of what is asked once. Empty: the last day of the campaign."))
    due_days = forms.IntegerField(label=gettext_lazy("Days after each period"), required=False, min_value=0, max_value=366, initial=5,
                                  help_text=gettext_lazy("Of what is asked for every period."))
    due_by = forms.ChoiceField(label=gettext_lazy("Counted in"), choices=DueBy.choices, initial=DueBy.CALENDAR, help_text=gettext_lazy(
        "Working days leave out weekends and public holidays, and count the weekend days that are worked in their place."))
    waits_for_work = forms.BooleanField(label=gettext_lazy("A deadline on a day off moves to the next working day"), required=False)
    nothing_counts = forms.BooleanField(label=gettext_lazy("“Nothing to report” fulfils it"), required=False)
    ask_again_days = forms.IntegerField(label=gettext_lazy("Ask nobody again before so many days"), min_value=1, max_value=366, initial=7)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)

    def __init__(self, *args, campaign: Campaign, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        self.fields["front"].queryset = campaign.fronts.all()
        self.fields["kinds"].queryset = campaign.kinds.order_by("order", "pk")
        top = campaign.territory.level if campaign.territory.level is not None else 0
        levels = sorted({*(level.value for level in UnitLevel if level >= top), *(int(level) for level in campaign.level_names)})
        self.fields["level"].choices = [("", "—"), *((level, level_name(campaign, level)) for level in levels)]
        organs = sorted({roster.organ for roster in campaign.rosters.all()} - {Roster.ANY, Roster.DIVISION})
        self.fields["organ"].choices = [(DIVISIONS, _("the divisions themselves")), (ANY, _("any unit of the level")),
                                        *((organ, _("units whose code ends in -%(organ)s") % {"organ": organ}) for organ in organs)]

    def clean_units(self) -> tuple[Unit, ...]:
        return tuple(self._units("units", [part.split()[0] for part in re.split(r"[\n,，、;；]", self.cleaned_data["units"]) if part.strip()]))

    def clean_exemptions(self) -> tuple[tuple[Unit, str], ...]:
        lines = [line.strip().replace("：", " ").replace(":", " ").split(maxsplit=1) for line in self.cleaned_data["exemptions"].splitlines() if line.strip()]
        units = {unit.code: unit for unit in self._units("exemptions", [line[0] for line in lines])}
        return tuple((units[line[0]], line[1] if len(line) > 1 else "") for line in lines if line[0] in units)

    def _units(self, field: str, codes: list[str]) -> list[Unit]:
        by_code = {unit.code: unit for unit in Unit.objects.filter(code__in=codes).select_related("territory")}
        missing = [code for code in dict.fromkeys(codes) if code not in by_code]
        for code in list(missing):
            if (unit := unit_by_code(code)) is not None:  # a code that it had at another time
                by_code[code] = unit
                missing.remove(code)
        if missing:
            raise forms.ValidationError(_("No unit has the code %(codes)s.") % {"codes": ", ".join(missing[:20])})
        return [by_code[code] for code in dict.fromkeys(codes)]

    def values(self) -> ExpectationValues:
        said = self.cleaned_data
        rule = said["by"] == RosterBy.RULE
        once = said["rhythm"] == Rhythm.ONCE
        roster = RosterValues(
            by=said["by"], level=said["level"], organ={DIVISIONS: Roster.DIVISION}.get(said["organ"], said["organ"] or Roster.DIVISION) if rule else Roster.ANY,
            under=said["under"] if rule else None, as_of=said["as_of"] if rule else None, named=() if rule else said["units"],
            size=said["size"] if said["by"] == RosterBy.STATED else None)
        return ExpectationValues(
            code=said["code"], name_zh=said["name_zh"], name_en=said["name_en"], front=said["front"], kinds=tuple(said["kinds"]), roster=roster,
            fulfilled_by=said["fulfilled_by"], taking_part_counts=said["taking_part_counts"], rhythm=said["rhythm"], due=said["due"] if once else None,
            due_days=said["due_days"] if said["due_days"] is not None else 5, due_by=said["due_by"], waits_for_work=said["waits_for_work"],
            nothing_counts=said["nothing_counts"] and not once, ask_again_days=said["ask_again_days"], note=said["note"], exemptions=said["exemptions"])


def initial_of(one: Expectation) -> dict[str, object]:
    """What the form shows of an expectation that is there."""
    roster = one.roster
    named = [] if roster.by == RosterBy.RULE else [entry.unit for entry in roster.entries.filter(instead_of=None).select_related("unit").order_by("unit__first")]
    return {
        **{name: getattr(one, name) for name in ("name_zh", "name_en", "code", "front", "fulfilled_by", "taking_part_counts", "rhythm", "due", "due_days",
                                                 "due_by", "waits_for_work", "nothing_counts", "ask_again_days", "note")},
        "kinds": list(one.kinds.all()), "by": roster.by, "level": roster.level, "organ": roster.organ or DIVISIONS, "under": roster.under.code if roster.under else "",
        "as_of": roster.as_of, "size": roster.stated_size, "units": "\n".join(f"{unit.code} {unit}" for unit in named),
        "exemptions": "\n".join(f"{exemption.unit.code} {exemption.reason}" for exemption in one.exemptions.select_related("unit"))}
