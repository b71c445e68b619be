"""The one short form of a report. What most reports need stands first; the rest is folded and may stay empty."""
import secrets
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xuanguan.activities.enums import ParticipationRole, Qualifier
from xuanguan.activities.models import Activity, Evidence
from xuanguan.activities.permissions import REPORTERS
from xuanguan.activities.values import ActivityValues, MeasureValue, ParticipationValue, When
from xuanguan.campaigns.models import ActivityKind, Campaign, Front, KindMeasure
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import grants_of, has_role
from xuanguan.organisations.queries import home_unit
from xuanguan.policies.models import Clause
from xuanguan.web.activities.forms.filters import DayInput
from xuanguan.web.activities.forms.units import UNIT_HELP, UnitField

ON, LASTED, BETWEEN = "on", "lasted", "between"
DATING = [(ON, gettext_lazy("On one day")), (LASTED, gettext_lazy("Over several days")), (BETWEEN, gettext_lazy("I only know the period"))]
# Rows for units: those that are there and so many empty ones.
EMPTY_ROWS, MOST_ROWS = 2, 40
# Where the errors of the actions are shown that name what the form calls otherwise.
PLACES = {"when": "first", "participations": "unit_0", "reporting_unit": "reporting_unit", "measures": None}


@dataclass(frozen=True)
class MeasureRow:
    """One number that the form asks for: a measure of the kind, or one that the record has besides."""

    key: str
    code: str
    unit_zh: str
    unit: str
    label: str


class ReportForm(forms.Form):
    kind = forms.ModelChoiceField(ActivityKind.objects.none(), to_field_name="code", label=gettext_lazy("Kind of activity"),
                                  empty_label=gettext_lazy("Choose a kind"))
    front = forms.ModelChoiceField(Front.objects.none(), to_field_name="code", label=gettext_lazy("Front"), required=False,
                                   empty_label=gettext_lazy("Choose a front"))
    dating = forms.ChoiceField(label=gettext_lazy("When"), choices=DATING, widget=forms.RadioSelect, initial=ON)
    first = forms.DateField(label=gettext_lazy("Day, or first day"), widget=DayInput)
    last = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput, required=False)
    photo = forms.FileField(label=gettext_lazy("Photograph"), required=False, widget=forms.FileInput(
        attrs={"accept": "image/*", "capture": "environment"}))
    document = forms.FileField(label=gettext_lazy("Picture or document from your files"), required=False, widget=forms.FileInput(
        attrs={"accept": "image/*,.pdf,.docx,.xlsx,.ofd,.mp4"}))
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, required=False)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200, required=False)
    audience = forms.CharField(label=gettext_lazy("Audience"), max_length=200, required=False)
    clauses = forms.ModelMultipleChoiceField(Clause.objects.none(), label=gettext_lazy("Clauses it carries out"), required=False,
                                             widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(label=gettext_lazy("Note"), required=False, widget=forms.Textarea)
    and_others = forms.BooleanField(label=gettext_lazy("and other units that are not named"), required=False)
    once = forms.CharField(max_length=64, widget=forms.HiddenInput, required=False)
    number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kept = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, files=None, *, person, campaign: Campaign, activity: Activity | None = None, kind: ActivityKind | None = None,
                 initial: dict[str, Any] | None = None):
        self.person, self.campaign, self.activity = person, campaign, activity
        starting = _said_by(activity) if activity else {"first": campaign.day_at_hand, "once": secrets.token_urlsafe(12)}
        super().__init__(data, files, initial=starting | (initial or {}))
        self.fields["kind"].queryset = ActivityKind.objects.filter(campaign=campaign).select_related("usual_front").prefetch_related("measures")
        self.fields["front"].queryset = Front.objects.filter(campaign=campaign)
        self.fields["clauses"].queryset = Clause.objects.filter(version=campaign.version_id)
        self.chosen_kind = kind or self._chosen_kind()
        if self.chosen_kind and "front" not in self.initial:
            self.initial["front"] = self.chosen_kind.usual_front
        self._add_reporting_unit()
        self._add_measures()
        self._add_units()

    def clean(self):
        said = super().clean()
        if said.get("kind") and not said.get("front") and "front" not in self.errors:
            said["front"] = said["kind"].usual_front
            if said["front"] is None:
                self.add_error("front", _("Choose the front: this kind has no usual one."))
        if said.get("first"):
            try:
                said["when"] = self._when(said)
            except ValidationError as error:
                self.add_error("last", error.messages)
        return said

    def values(self) -> ActivityValues:
        """What the actions take. Only for a valid form."""
        said = self.cleaned_data
        before = self.activity
        return ActivityValues(
            campaign=self.campaign, kind=said["kind"], front=said["front"], reporting_unit=self.reporting_unit(), when=said["when"],
            participations=tuple(self._participations()), measures=tuple(self._measures()), title=said["title"], place=said["place"],
            audience=said["audience"], note=said["note"], clauses=tuple(said["clauses"]),
            also_for=tuple(before.also_for.all()) if before else (), and_others=said["and_others"])

    def reporting_unit(self) -> Unit:
        return self.cleaned_data["reporting_unit"]

    def show(self, error: ValidationError) -> None:
        """Put what an action found wrong beside the field it is about."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, problems in error.error_dict.items():
            field = PLACES.get(name, name)
            self.add_error(field if field in self.fields else None, problems)

    def keep(self, evidence: list[Evidence]) -> None:
        """Remember files that were kept while the rest of the form was not right, so that they need not be sent again."""
        self.data = self.data.copy()
        self.data["kept"] = signing.dumps([one.pk for one in evidence], salt=self._salt)

    def kept_evidence(self) -> list[Evidence]:
        """What the same person sent with this form before. The list is signed: nobody can name the files of others in it."""
        try:
            return list(Evidence.objects.filter(pk__in=signing.loads(self.data.get("kept", ""), salt=self._salt)))
        except signing.BadSignature:
            return []

    # What the page shows

    @property
    def kept_files(self) -> list[Evidence]:
        return self.kept_evidence() if self.is_bound else []

    @property
    def measure_fields(self) -> list[tuple[MeasureRow, forms.BoundField, forms.BoundField]]:
        return [(row, self[f"value_{row.key}"], self[f"qualifier_{row.key}"]) for row in self.rows]

    @property
    def unit_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"unit_{place}"], self[f"role_{place}"]) for place in range(self.unit_rows)]

    @property
    def folded_is_open(self) -> bool:
        """The folded part opens where it holds something, or something wrong."""
        names = {"title", "place", "audience", "note", "clauses", "and_others", "document"}
        return bool(names & set(self.errors)) or any(self.initial.get(name) for name in names)

    @property
    def units_are_open(self) -> bool:
        return any(self[f"unit_{place}"].value() or self[f"unit_{place}"].errors for place in range(1, self.unit_rows))

    @property
    def is_revision(self) -> bool:
        return bool(self.activity and self.activity.is_counted)

    # How the fields are made

    @property
    def _salt(self) -> str:
        return f"evidence of {self.person.pk}"

    def _chosen_kind(self) -> ActivityKind | None:
        if not self.is_bound:
            return self.activity.kind if self.activity else None
        return self.fields["kind"].queryset.filter(code=self.data.get("kind", "")).first()

    def _add_reporting_unit(self) -> None:
        units = self._units_reported_for()
        if self.activity and self.activity.reporting_unit not in units:
            units.append(self.activity.reporting_unit)
        if not units and self.person.is_superuser:
            units = [self.campaign.lead_unit]
        widget = forms.HiddenInput if len(units) == 1 else forms.Select
        self.fields["reporting_unit"] = forms.ModelChoiceField(
            Unit.objects.filter(pk__in=[unit.pk for unit in units]), label=_("Reported by"), widget=widget, empty_label=None)
        self.initial.setdefault("reporting_unit", units[0] if units else None)

    def _units_reported_for(self) -> list[Unit]:
        """The unit the person works in first, then others where they report; not the territory of the first, which it stands for."""
        home = home_unit(self.person)
        units = [home] if home and has_role(self.person, home, *REPORTERS) else []
        stood_for = {units[0].territory_id} if units else set()
        units += [grant.unit for grant in grants_of(self.person, *REPORTERS) if grant.unit_id not in stood_for]
        return list({unit.pk: unit for unit in units}.values())

    def _add_measures(self) -> None:
        self.rows = list(_rows_of(self.chosen_kind, self.activity))
        before = {(one.code, one.unit_zh): one for one in self.activity.measures.all()} if self.activity else {}
        for row in self.rows:
            self.fields[f"value_{row.key}"] = forms.DecimalField(
                label=_("Number"), required=False, min_value=0, max_digits=16, decimal_places=2,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
            self.fields[f"qualifier_{row.key}"] = forms.ChoiceField(
                label=_("How exact"), choices=Qualifier.choices, initial=Qualifier.EXACT, required=False)
            if one := before.get((row.code, row.unit_zh)) or before.get((row.code, "")):
                self.initial[f"value_{row.key}"] = f"{one.value.normalize():f}"
                self.initial[f"qualifier_{row.key}"] = one.qualifier

    def _add_units(self) -> None:
        there = list(self.activity.participations.all()) if self.activity else []
        wanted = max(len(there), 1) + EMPTY_ROWS
        if self.is_bound:
            wanted = max(wanted, *(int(name[5:]) + 1 for name in self.data if name.startswith("unit_") and name[5:].isdecimal()), 0)
        self.unit_rows = min(wanted + (EMPTY_ROWS if self.data.get("more") == "units" else 0), MOST_ROWS)
        for place in range(self.unit_rows):
            one = there[place] if place < len(there) else None
            self.fields[f"unit_{place}"] = UnitField(
                campaign=self.campaign, label=_("Organised by") if place == 0 else _("Unit"), required=place == 0,
                help_text=UNIT_HELP if place == 0 else "", initial=one.unit if one else None)
            self.fields[f"role_{place}"] = forms.ChoiceField(
                label=_("Role"), choices=ParticipationRole.choices, required=False,
                initial=one.role if one else ParticipationRole.HOST if place == 0 else ParticipationRole.CO_HOST)
        if not there:
            self.fields["unit_0"].initial = self.initial["reporting_unit"]

    # How what was typed becomes values

    @staticmethod
    def _when(said: dict[str, Any]) -> When:
        if said.get("dating") in (LASTED, BETWEEN) and not said.get("last"):
            raise ValidationError(_("Give the last day too."))
        if said.get("dating") == LASTED:
            return When.lasting(said["first"], said["last"])
        if said.get("dating") == BETWEEN:
            return When.between(said["first"], said["last"])
        return When.on(said["first"])

    def _measures(self):
        for row in self.rows:
            value = self.cleaned_data.get(f"value_{row.key}")
            if value is not None:
                yield MeasureValue(row.code, Decimal(value), self.cleaned_data[f"qualifier_{row.key}"] or Qualifier.EXACT, row.unit_zh)

    def _participations(self):
        shares = {(one.unit_id, one.role): one.shares for one in self.activity.participations.all()} if self.activity else {}
        for place in range(self.unit_rows):
            unit = self.cleaned_data.get(f"unit_{place}")
            role = self.cleaned_data.get(f"role_{place}") or ParticipationRole.HOST
            if unit:
                own = tuple(MeasureValue(**share | {"value": Decimal(share["value"])}) for share in shares.get((unit.pk, role), []))
                yield ParticipationValue(unit, role, own)


def _rows_of(kind: ActivityKind | None, activity: Activity | None):
    """The measures of the kind, then what the record has besides (a bulletin may say more than the kind asks)."""
    measures = list(kind.measures.all()) if kind else []
    for one in measures:
        yield MeasureRow(str(one.pk), one.code, one.unit_zh, one.unit, str(one))
    known = {(one.code, one.unit_zh) for one in measures}
    codes = {one.code for one in measures}
    if activity and kind == activity.kind:
        for place, one in enumerate(activity.measures.all()):
            if (one.code, one.unit_zh) not in known and (one.unit_zh or one.code not in codes):
                name = KindMeasure.objects.filter(kind__campaign=kind.campaign_id, code=one.code).first()
                yield MeasureRow(f"also{place}", one.code, one.unit_zh, one.unit_zh or (name.unit if name else ""), str(name or one.code))


def _said_by(activity: Activity) -> dict[str, Any]:
    """The fields as the record says them."""
    lasted = activity.ends and activity.begins and activity.begins != activity.ends
    return {
        "kind": activity.kind, "front": activity.front, "reporting_unit": activity.reporting_unit,
        "dating": BETWEEN if activity.ends is None else LASTED if lasted else ON,
        "first": activity.earliest if activity.ends is None else activity.begins or activity.ends,
        "last": activity.latest if activity.ends is None else activity.ends if lasted else None,
        "title": activity.title, "place": activity.place, "audience": activity.audience, "note": activity.note,
        "clauses": list(activity.clauses.all()), "and_others": activity.and_others, "once": activity.once, "number": activity.number}
