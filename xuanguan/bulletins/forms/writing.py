"""Forms of bulletins that are written: composing, outlines, issuing."""
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xuanguan.bulletins.exports import Official
from xuanguan.bulletins.forms.reading import unit_called
from xuanguan.campaigns.models import Campaign
from xuanguan.periods import Window
from xuanguan.writing.outline import MOST_PARTS, Outline, Part, Tells

# The outline that composes nothing: the writer begins with an empty page.
BLANK = "blank"
OFFICIAL, PLAIN = "official", "plain"
TELLS = {
    Tells.OPENING: gettext_lazy("how much in all, beside the last period"), Tells.STANDING: gettext_lazy("how much on this front"),
    Tells.DEEDS: gettext_lazy("what was done, a sentence for each kind"), Tells.STATED: gettext_lazy("totals that were only stated"),
    Tells.EXPECTED: gettext_lazy("what was expected: n of N"), Tells.CASES: gettext_lazy("best cases"), Tells.GAPS: gettext_lazy("who is still to report"),
    Tells.SERIES: gettext_lazy("a chart over time"), Tells.COVERAGE_STRIP: gettext_lazy("a map of all units below"),
}


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class IssueForm(forms.Form):
    """What stands around the text of an edition (GB/T 9704-2012). Everything but the day may stay empty."""

    document_number = forms.CharField(label=gettext_lazy("Document number"), required=False, max_length=80,
                                      help_text=gettext_lazy("As printed under the red head, if it has one"))
    issued_on = forms.DateField(label=gettext_lazy("Date of issue"), widget=_day())
    look = forms.ChoiceField(label=gettext_lazy("Layout"), required=False, choices=[
        (OFFICIAL, gettext_lazy("official: red head, room for the seal")), (PLAIN, gettext_lazy("plain"))])
    mark = forms.CharField(label=gettext_lazy("Red head"), required=False, max_length=60, help_text=gettext_lazy("Empty: the name of the issuer"))
    addressee = forms.CharField(label=gettext_lazy("Addressed to"), required=False, max_length=200)
    signed = forms.CharField(label=gettext_lazy("Signed by"), required=False, max_length=100, help_text=gettext_lazy("Empty: the name of the issuer"))
    attachments = forms.CharField(label=gettext_lazy("Attachments"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
                                  help_text=gettext_lazy("Their titles, one a line"))
    copies = forms.CharField(label=gettext_lazy("Copies to"), required=False, max_length=300)
    printed_by = forms.CharField(label=gettext_lazy("Printed by"), required=False, max_length=100)
    printed_on = forms.DateField(label=gettext_lazy("Printed on"), required=False, widget=_day())
    serial = forms.CharField(label=gettext_lazy("Copy number"), required=False, max_length=12)
    secret = forms.CharField(label=gettext_lazy("Classification"), required=False, max_length=20)
    urgency = forms.CharField(label=gettext_lazy("Urgency"), required=False, max_length=12)

    # The parts that are rarely given stand together, closed.
    RARE = ("attachments", "copies", "printed_by", "printed_on", "serial", "secret", "urgency")

    def __init__(self, *args, before: Official | None = None, language: str = "zh-Hans", **kwargs):
        """before: the parts of the unit's last edition, proposed again; what is of one edition only (number, attachments, days) is not."""
        known = before or Official(plain=language == "en")
        kept = {name: getattr(known, name) for name in ("mark", "addressee", "signed", "copies", "printed_by")}
        super().__init__(*args, initial={"issued_on": timezone.localdate(), "look": PLAIN if known.plain else OFFICIAL, **kept}, **kwargs)

    @property
    def usual(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.RARE]

    @property
    def rare(self) -> list[forms.BoundField]:
        return [self[name] for name in self.RARE]

    @property
    def has_rare(self) -> bool:
        return any(one.value() or one.errors for one in self.rare)

    @property
    def official(self) -> Official:
        """Of a valid form."""
        said = self.cleaned_data
        words = {name: said[name] for name in ("mark", "addressee", "signed", "copies", "printed_by", "printed_on", "serial", "secret", "urgency")}
        attachments = tuple(line.strip() for line in said["attachments"].splitlines() if line.strip())
        return Official(**words, number=said["document_number"], on=said["issued_on"], attachments=attachments, plain=said["look"] == PLAIN)


class ComposeForm(forms.Form):
    """Of whom, when, after which outline and in which language a bulletin is composed. `outlines`: (code, name) of those to choose from."""

    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=200, help_text=gettext_lazy("Its bulletin; name or code"))
    first = forms.DateField(label=gettext_lazy("Period from"), widget=_day())
    last = forms.DateField(label=gettext_lazy("Period to"), widget=_day())
    outline = forms.ChoiceField(label=gettext_lazy("Outline"))
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=[("zh-Hans", "简体中文"), ("en", "English")],
                                 help_text=gettext_lazy("A Chinese bulletin can be had in Traditional script as well: from its page, when it is written."))

    def __init__(self, *args, campaign: Campaign, outlines: list[tuple[str, str]], **kwargs):
        self.campaign = campaign
        super().__init__(*args, **kwargs)
        self.fields["outline"].choices = [*outlines, (BLANK, _("an empty page"))]

    def clean_unit(self):
        unit = unit_called(self.cleaned_data["unit"], self.campaign, None)
        territory = self.campaign.territory
        if not territory.first <= unit.first <= territory.last:
            raise forms.ValidationError(_("%(unit)s lies outside the territory of this campaign, which is %(territory)s.") % {
                "unit": unit, "territory": territory})
        return unit

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("first") and cleaned.get("last") and cleaned["first"] > cleaned["last"]:
            self.add_error("last", _("The first day must not lie after the last day."))
        return cleaned

    @property
    def period(self) -> Window:
        return Window(self.cleaned_data["first"], self.cleaned_data["last"])


class OutlineForm(forms.Form):
    """The name of an outline that is saved."""

    name = forms.CharField(label=gettext_lazy("Name of the outline"), max_length=80)


class PartForm(forms.Form):
    """One section of an outline: where it stands, its headings, its front, what it tells. One that tells nothing is left out."""

    place = forms.IntegerField(label=gettext_lazy("Order"), min_value=0, max_value=999, required=False)
    heading_zh = forms.CharField(label=gettext_lazy("Heading in Chinese"), max_length=80, required=False)
    heading_en = forms.CharField(label=gettext_lazy("Heading in English"), max_length=80, required=False)
    front = forms.ChoiceField(label=gettext_lazy("Front"), required=False)
    tells = forms.MultipleChoiceField(label=gettext_lazy("Tells"), required=False, choices=[(str(one), words) for one, words in TELLS.items()],
                                      widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, fronts: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["front"].choices = [("", _("all fronts")), *fronts]

    def clean(self):
        cleaned = super().clean()
        if Tells.STANDING in cleaned.get("tells", ()) and not cleaned.get("front"):
            self.add_error("front", _("“How much on this front” needs a front: choose one."))
        return cleaned


class BasePartForms(forms.BaseFormSet):
    """The sections of an outline, and some empty ones."""

    @classmethod
    def of(cls, outline: Outline) -> list[dict]:
        return [{
            "place": place, "heading_zh": part.heading_zh, "heading_en": part.heading_en, "front": part.front, "tells": [str(one) for one in part.tells],
        } for place, part in enumerate(outline.parts, 1)]

    def outline(self, name: str) -> Outline:
        """Of valid forms, in the order of their places; what each tells in the order in which it is written."""
        order = list(TELLS)
        said = [(form.cleaned_data.get("place") or 1000, number, form.cleaned_data) for number, form in enumerate(self.forms)]
        return Outline(name, "", tuple(
            Part(tuple(sorted(map(Tells, one["tells"]), key=order.index)), one.get("front", ""), one.get("heading_zh", ""), one.get("heading_en", ""))
            for _place, _number, one in sorted(said, key=lambda row: row[:2]) if one.get("tells")))

    def clean(self):
        if not any(self.errors) and not any(form.cleaned_data.get("tells") for form in self.forms):
            raise forms.ValidationError(_("An outline needs at least one section that tells something."))


PartForms = forms.formset_factory(PartForm, formset=BasePartForms, extra=2, max_num=MOST_PARTS, absolute_max=MOST_PARTS)
