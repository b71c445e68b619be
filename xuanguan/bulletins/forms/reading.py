"""Forms of bulletins: taking some in, saying who issued one, and changing what a claim would become."""
import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xuanguan.activities.enums import COUNTED, Qualifier
from xuanguan.activities.models import Activity
from xuanguan.activities.values import MeasureValue, When
from xuanguan.bulletins.enums import Makes
from xuanguan.bulletins.proposals import Decision, Proposal
from xuanguan.bulletins.teaching import taught_by, teachable_name
from xuanguan.bulletins.unpacking import MOST_BYTES, Document
from xuanguan.campaigns.models import Campaign
from xuanguan.organisations.models import Unit
from xuanguan.organisations.queries import resolve


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; its value is a list, empty where none was chosen."""

    widget = FilesInput

    def clean(self, data, initial=None):
        return [super(FilesField, self).clean(one, initial) for one in (data or [])]


class TakeInForm(forms.Form):
    """A bulletin pasted or uploaded, and who issued it."""

    unit = forms.CharField(label=gettext_lazy("Issued by"), help_text=gettext_lazy("Name or code of the unit"), max_length=120)
    published = forms.DateField(
        label=gettext_lazy("Date of the bulletin"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=gettext_lazy("Leave it empty if the text says it."))
    text = forms.CharField(label=gettext_lazy("Text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 12}),
                           help_text=gettext_lazy("Paste the bulletin as it is; navigation and advertising are removed."))
    file = FilesField(label=gettext_lazy("Or files"), required=False, help_text=gettext_lazy(
        "Text, HTML, docx, PDF with text, OFD or a saved e-mail. At once up to 100 files, or a zip with up to 200 documents, 100 MB together. Of "
        "several, each belongs to the unit that its source line or title names; the unit above is for the others."))

    def __init__(self, *args, campaign: Campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.campaign = campaign

    def clean_unit(self):
        return unit_called(self.cleaned_data["unit"], self.campaign, self.data.get("published") or None)

    def clean_file(self):
        files = self.cleaned_data["file"]
        size = sum(file.size for file in files)
        if size > MOST_BYTES:
            raise forms.ValidationError(_("These files are %(size)s MB; %(limit)s MB can be sent at once. Send them in parts, or have them brought in on the server: xuanguan import bulletins.") % {
                "size": size // 1048576, "limit": MOST_BYTES // 1048576})
        return files

    def clean(self):
        cleaned = super().clean()
        has_text, has_file = bool((cleaned.get("text") or "").strip()), bool(cleaned.get("file"))
        if not has_text and not has_file and "file" not in self.errors:
            self.add_error("text", _("Paste the text of the bulletin, or choose its file."))
        if has_text and has_file:
            self.add_error("file", _("There is a text and a file. Keep one of them: empty the text, or leave the file out."))
        return cleaned

    def files_sent(self) -> Iterator[tuple[str, bytes]]:
        """(name, bytes) of each file."""
        for file in self.cleaned_data["file"]:
            yield file.name, file.read()

    def text_sent(self) -> Document:
        """The text that was pasted, as a document."""
        return Document("text.txt", self.cleaned_data["text"].encode)


class IssuerForm(forms.Form):
    """Another unit issued the bulletin."""

    unit = forms.CharField(label=gettext_lazy("Issued by"), help_text=gettext_lazy("Name or code of the unit"), max_length=120)

    def __init__(self, *args, campaign: Campaign, on=None, **kwargs):
        super().__init__(*args, auto_id="issuer-%s", **kwargs)
        self.campaign, self.on = campaign, on

    def clean_unit(self):
        return unit_called(self.cleaned_data["unit"], self.campaign, self.on)


def unit_called(name: str, campaign: Campaign, on):
    """The one unit of the campaign's territory with this name or code; a sentence with the candidates where there are several."""
    try:
        day = dt.date.fromisoformat(on) if isinstance(on, str) and on else on
    except ValueError:  # the date has an error of its own
        day = None
    # A proposal is written 荣县 (510321): its code is certain.
    code = re.search(r"[(（]([^()（）]+)[)）]\s*$", name)
    found = resolve(code[1] if code else name.strip(), on=day, scope=campaign.territory)
    if not found:
        raise forms.ValidationError(_("No unit called “%(name)s” was found in %(territory)s. Type part of its name, or its code.") % {
            "name": name, "territory": campaign.territory})
    if len(found) > 1:
        raise forms.ValidationError(_("“%(name)s” can be several units: %(units)s. Use the full name or the code.") % {
            "name": name, "units": _(", ").join(f"{unit} ({unit.code})" for unit in found[:6])})
    return found[0]


LEFT_OUT = "-"


class ClaimForm(forms.Form):
    """What a claim would become, filled in from the proposal; the person changes what is wrong."""

    makes = forms.ChoiceField(label=gettext_lazy("Becomes"), choices=Makes.choices)
    kind = forms.ModelChoiceField(label=gettext_lazy("Kind"), queryset=None, required=False)
    front = forms.ModelChoiceField(label=gettext_lazy("Front"), queryset=None, required=False)
    units = forms.CharField(label=gettext_lazy("Units"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
                            help_text=gettext_lazy("Names or codes, one a line"))
    count = forms.DecimalField(label=gettext_lazy("Number of units stated"), required=False, min_value=0, max_digits=10, decimal_places=0)
    earliest = forms.DateField(label=gettext_lazy("Not before"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    latest = forms.DateField(label=gettext_lazy("Not after"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    lasted = forms.BooleanField(label=gettext_lazy("These are its first and last day"), required=False)
    same_as = forms.ModelChoiceField(label=gettext_lazy("Same event as"), queryset=None, required=False)

    def __init__(self, *args, proposal: Proposal, same: list[Activity] = (), **kwargs):
        self.proposal, self.campaign, self.same = proposal, proposal.claim.bulletin.campaign, list(same)
        super().__init__(*args, initial=initial_of(proposal.decision), auto_id=f"claim-{proposal.claim.number}-%s", **kwargs)
        # The lists are fetched once for all claims of a page; the querysets only check what is sent back.
        self.fields["kind"].queryset = self.campaign.kinds.all()
        self.fields["kind"].choices = [("", _("choose")), *((kind.pk, str(kind)) for kind in proposal.words.all_kinds)]
        self.fields["front"].queryset = self.campaign.fronts.all()
        self.fields["front"].choices = [("", _("choose")), *((front.pk, str(front)) for front in proposal.words.all_fronts)]
        self.fields["same_as"].queryset = Activity.objects.filter(campaign=self.campaign, state__in=COUNTED)
        self.fields["same_as"].choices = [("", _("none")), *((one.pk, f"{one} · {one.reporting_unit.short}") for one in same)]
        if name := teachable_name(proposal):
            self.fields["remember"] = forms.BooleanField(
                label=_("Remember “%(name)s” as a name of the unit that you enter instead") % {"name": name}, required=False, initial=True)
        self.measure_rows, self.to_choose = [], []
        placed, unplaced = [*map(from_value, proposal.decision.measures)], [*map(from_reader, proposal.unplaced)]
        for place, measure in enumerate([*placed, *unplaced]):
            self.add_measure(place, measure, to_choose=place >= len(placed))

    def add_measure(self, place: int, measure: dict, *, to_choose: bool) -> None:
        """One number. `to_choose`: the kind has no place for it, so the person says which measure it is, or leaves it out."""
        kind = self.chosen_kind()
        codes = self.proposal.words.measures.get(kind.pk, []) if kind else []
        left_out = [("", _("choose")), (LEFT_OUT, _("leave out"))] if to_choose else [("", _("leave out"))]
        choices = [*left_out, *((f"{m.code}/{m.unit_zh}", f"{m} ({m.unit})") for m in codes)]
        names = {part: f"measure-{place}-{part}" for part in ("value", "qualifier", "measure")}
        self.fields[names["qualifier"]] = forms.ChoiceField(label=_("How exact"), choices=Qualifier.choices, initial=measure["qualifier"])
        self.fields[names["value"]] = forms.DecimalField(label=measure["text"], min_value=0, max_digits=14, decimal_places=2, initial=measure["value"], required=False)
        self.fields[names["measure"]] = forms.ChoiceField(label=_("Measure"), choices=choices, initial=measure["measure"], required=False)
        self.measure_rows.append((names, measure["text"]))
        if to_choose:
            self.to_choose.append((names["measure"], measure["text"]))

    def chosen_kind(self):
        """The kind whose measures are offered: the one just sent, else the proposal's."""
        sent = self.data.get("kind") if self.is_bound else None
        if sent:
            return next((kind for kind in self.proposal.words.all_kinds if str(kind.pk) == sent), None)
        return self.proposal.decision.kind

    def measures(self):
        """(value field, qualifier field, measure field, text as written) of each number."""
        return [(self[names["value"]], self[names["qualifier"]], self[names["measure"]], text) for names, text in self.measure_rows]

    def clean_units(self):
        names = [line.strip() for line in self.cleaned_data["units"].replace("、", "\n").splitlines() if line.strip()]
        return [unit_called(name, self.campaign, self.proposal.claim.bulletin.published) for name in names]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("earliest") and cleaned.get("latest") and cleaned["earliest"] > cleaned["latest"]:
            self.add_error("latest", _("The first day must not lie after the last day."))
        if cleaned.get("makes") not in (Makes.REMARK, Makes.SAME) and not cleaned.get("same_as"):
            for name, text in self.to_choose:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Choose the measure of “%(text)s”, or leave it out.") % {"text": text})
        return cleaned

    @property
    def is_changed(self) -> bool:
        """Whether the person changed anything of the claim itself."""
        return bool(set(self.changed_data) - {"remember"})

    def teaches(self, decision: Decision, by) -> tuple[str, Unit] | None:
        """(name, unit) that the lexicon may remember from this correction; None where nothing is to be learnt."""
        return taught_by(self.proposal, decision, by) if self.cleaned_data.get("remember") else None

    def decision(self) -> Decision:
        """What the person made of the claim. Call it on a valid form."""
        sent, was = self.cleaned_data, self.proposal.decision
        when = When.lasting(sent["earliest"], sent["latest"]) if sent["lasted"] else When.between(sent["earliest"], sent["latest"])
        measures = []
        for names, text in self.measure_rows:
            value, chosen = sent.get(names["value"]), sent.get(names["measure"])
            if value is not None and chosen and chosen != LEFT_OUT:
                code, _slash, unit_zh = chosen.partition("/")
                measures.append(MeasureValue(code, Decimal(value), sent[names["qualifier"]], unit_zh, text))
        count = None
        if sent.get("count") is not None and sent["makes"] == Makes.STATEMENT:
            word = was.count.unit_zh if was.count else "个"
            count = MeasureValue("", sent["count"], was.count.qualifier if was.count else Qualifier.EXACT, word, was.count.text if was.count else "")
        return Decision(
            makes=sent["makes"], kind=sent["kind"], front=sent["front"], units=tuple(sent["units"]), when=when, measures=tuple(measures),
            count=count, levels=was.levels, and_others=was.and_others and sent["makes"] == Makes.ACTIVITIES, title=was.title, note=was.note)


def initial_of(decision: Decision) -> dict:
    when = decision.when
    return {
        "makes": decision.makes, "kind": decision.kind, "front": decision.front, "units": "\n".join(unit.name_zh for unit in decision.units),
        "count": decision.count.value if decision.count else None, "earliest": when.begins or when.earliest, "latest": when.ends or when.latest,
        "lasted": when.ends is not None,
    }


def from_value(measure: MeasureValue) -> dict:
    return {"value": measure.value, "qualifier": measure.qualifier, "measure": f"{measure.code}/{measure.unit_zh}", "text": measure.text or str(measure.value)}


def from_reader(measure: dict) -> dict:
    return {"value": Decimal(str(measure["value"])), "qualifier": measure["qualifier"], "measure": "", "text": measure["text"]}
