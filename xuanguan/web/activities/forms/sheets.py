"""Uploading a sheet, and saying what the columns of a ledger are."""
from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xuanguan.activities.imports import Mapping, OpenedSheet, unit_label
from xuanguan.activities.permissions import REPORTERS, can_report
from xuanguan.campaigns.models import Campaign
from xuanguan.common.exceptions import PersonError
from xuanguan.common.files import read_upload
from xuanguan.organisations.permissions import grants_of
from xuanguan.web.activities.forms.units import UnitField

PASSED_OVER = ""


class UploadForm(forms.Form):
    """A file, and the unit in whose name it reports."""

    file = forms.FileField(label=gettext_lazy("The filled-in sheet"), help_text=gettext_lazy("xlsx, xls or ods; at most 10 MB and 50,000 rows"),
                           widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods"}), allow_empty_file=True)

    def __init__(self, *args, campaign: Campaign, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        own = next((grant.unit for grant in grants_of(person, *REPORTERS)), None)
        self.fields["unit"] = UnitField(
            campaign=campaign, label=_("Reported in the name of"), initial=own,
            help_text=_("For rows that name no unit, or one that you do not report for."))

    def clean_file(self) -> bytes:
        try:
            return read_upload(self.cleaned_data["file"], limit=settings.SHEET_LIMIT)
        except PersonError as error:
            raise forms.ValidationError(error.sentence) from error

    def clean_unit(self):
        unit = self.cleaned_data["unit"]
        if not can_report(self.person, unit):
            raise forms.ValidationError(_("You do not report for %(unit)s. Name a unit that you report for.") % {"unit": unit_label(unit)})
        return unit


class ColumnsForm(forms.Form):
    """For each heading of the sheet what it is; and what holds for every row where no column says it."""

    def __init__(self, *args, opened: OpenedSheet, campaign: Campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.opened = opened
        choices = [(PASSED_OVER, _("is not read")), *((one.code, one.heading) for one in opened.columns.fields.values())]
        samples = {heading: next((row.text(heading) for row in opened.sheet.rows if row.text(heading)), "") for heading in opened.sheet.headings}
        for n, heading in enumerate(opened.sheet.headings):
            self.fields[f"column_{n}"] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=opened.mapping.columns.get(heading, PASSED_OVER),
                help_text=_("for example: %(sample)s") % {"sample": samples[heading][:40]} if samples[heading] else _("empty"))
        for name, label, things in (("kind", _("Kind of every row, where no column says it"), campaign.kinds.order_by("order")),
                                    ("front", _("Front of every row, where no column says it"), campaign.fronts.order_by("order"))):
            self.fields[name] = forms.ChoiceField(
                label=label, required=False, initial=opened.mapping.constants.get(name, ""),
                choices=[("", _("a column says it") if name == "kind" else _("a column says it, or the kind's usual front")),
                         *((one.code, str(one)) for one in things)])

    @property
    def columns(self):
        return [self[f"column_{n}"] for n in range(len(self.opened.sheet.headings))]

    def clean(self):
        said = super().clean()
        chosen: dict[str, str] = {}
        for n, heading in enumerate(self.opened.sheet.headings):
            code = said.get(f"column_{n}")
            if code and code in chosen:
                self.add_error(f"column_{n}", _("“%(one)s” and “%(other)s” cannot both be “%(field)s”. Choose another for one of them.") % {
                    "one": chosen[code], "other": heading, "field": self.opened.columns.fields[code].heading})
            elif code:
                chosen[code] = heading
        if not self.errors and not self.mapping.is_enough:
            if "kind" not in chosen and not said.get("kind"):
                self.add_error("kind", _("Say which column is the kind of activity, or choose one kind for all rows."))
            else:
                self.add_error("column_0", _("Say which column is the day: “first day”, or “not before” and “not after”."))
        return said

    @property
    def mapping(self) -> Mapping:
        said = self.cleaned_data
        columns = {heading: said[f"column_{n}"] for n, heading in enumerate(self.opened.sheet.headings) if said.get(f"column_{n}")}
        return Mapping(columns, {name: said[name] for name in ("kind", "front") if said.get(name)})
