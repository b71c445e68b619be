"""The form of a check: a text, and the unit and period whose records it is held against."""
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xuanguan.bulletins.forms.reading import unit_called
from xuanguan.bulletins.unpacking import MOST_BYTES
from xuanguan.campaigns.models import Campaign
from xuanguan.periods import Window


class CheckForm(forms.Form):
    """A text pasted, or one file. Without a period the text's own is taken."""

    unit = forms.CharField(label=gettext_lazy("Whose records"), max_length=200, help_text=gettext_lazy("The unit that the text is about; name or code"))
    first = forms.DateField(
        label=gettext_lazy("Period from"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=gettext_lazy("Leave both days empty if the text says its period."))
    last = forms.DateField(label=gettext_lazy("Period to"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    text = forms.CharField(label=gettext_lazy("Text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 12}))
    file = forms.FileField(label=gettext_lazy("Or a file"), required=False, help_text=gettext_lazy("Text, HTML, docx, PDF with text, OFD or a saved e-mail."))

    def __init__(self, *args, campaign: Campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.campaign = campaign

    def clean_unit(self):
        unit = unit_called(self.cleaned_data["unit"], self.campaign, None)
        territory = self.campaign.territory
        if not territory.first <= unit.first <= territory.last:
            raise forms.ValidationError(_("%(unit)s lies outside the territory of this campaign, which is %(territory)s.") % {
                "unit": unit, "territory": territory})
        return unit

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is %(size)s MB; %(limit)s MB can be sent.") % {
                "size": file.size // 1048576, "limit": MOST_BYTES // 1048576})
        return file

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if bool(first) != bool(last) and not {"first", "last"} & set(self.errors):
            self.add_error("last" if first else "first", _("Give both days of the period, or neither."))
        if first and last and first > last:
            self.add_error("last", _("The first day must not lie after the last day."))
        has_text, has_file = bool((cleaned.get("text") or "").strip()), bool(cleaned.get("file"))
        if not has_text and not has_file and "file" not in self.errors:
            self.add_error("text", _("Paste the text, or choose its file."))
        if has_text and has_file:
            self.add_error("file", _("There is a text and a file. Keep one of them: empty the text, or leave the file out."))
        return cleaned

    @property
    def period(self) -> Window | None:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        return Window(first, last) if first and last else None

    @property
    def sent(self) -> tuple[str, bytes]:
        """(name, bytes) of what is to be checked."""
        file = self.cleaned_data["file"]
        return (file.name, file.read()) if file else ("", self.cleaned_data["text"].encode())
