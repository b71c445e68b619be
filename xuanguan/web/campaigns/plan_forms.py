"""The forms of plans, of what goes down and back, and of leaders' instructions."""
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from xuanguan.campaigns.enums import InstructionKind, InstructionState
from xuanguan.campaigns.hierarchy import Ladder
from xuanguan.campaigns.models import Campaign, Plan, PlanItem
from xuanguan.campaigns.models.plans import QUALIFIERS
from xuanguan.campaigns.plan_columns import ANYTHING, NOTHING, counted_by, what_can_count
from xuanguan.campaigns.planning import HandDown, InstructionItem, InstructionValues, PlanItemValues
from xuanguan.campaigns.queries import roster_on
from xuanguan.campaigns.queries.instructions import RegisterFilters
from xuanguan.common.exceptions import PersonError
from xuanguan.common.files import read_upload
from xuanguan.organisations.models import Unit
from xuanguan.policies.models import Target
from xuanguan.quantities import Qualifier
from xuanguan.web.campaigns.forms import UnitField, day_input

WRONG_DAY = {"invalid": _("Enter a day such as 2026-03-09.")}


def day_field(label, *, required: bool = False, help_text="") -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=day_input(), error_messages=WRONG_DAY, help_text=help_text)


class ItemForm(forms.Form):
    """One item as its unit writes it."""

    text = forms.CharField(label=_("What is to be done"), widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": _("Say what is to be done.")})
    number = forms.CharField(label=_("Number in the plan"), max_length=40, required=False)
    starts = day_field(_("Starts"))
    due = day_field(_("Due by"))
    clauses = forms.MultipleChoiceField(label=_("Clauses of the policy"), required=False, widget=forms.CheckboxSelectMultiple)
    counts = forms.ChoiceField(label=_("What counts"), required=False, help_text=_("How far the item is follows from these records. It is never typed."))
    only_citing = forms.BooleanField(label=_("Only what cites the clause counts"), required=False, help_text=_("Choose exactly one clause above."))
    value = forms.DecimalField(label=_("Target value"), required=False, error_messages={"invalid": _("Enter a number in digits.")})
    qualifier = forms.ChoiceField(label=_("Exactly, at least or about"), choices=QUALIFIERS, required=False)
    word = forms.CharField(label=_("Unit of measure"), max_length=20, required=False)
    indicator = forms.ModelChoiceField(Target.objects.none(), label=_("Target of the policy"), required=False, empty_label="—",
                                       help_text=_("Where this target is lower than what a level above set, the page says so."))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args, plan: Plan, item: PlanItem | None = None, **kwargs) -> None:
        self.item, campaign = item, plan.campaign
        super().__init__(*args, initial=initial_of(item) if item else {"due": campaign.ends}, **kwargs)
        self.clauses_by_code = {clause.code: clause for clause in campaign.version.clauses.order_by("order")}
        self.counted = {one.code: one for one in what_can_count(campaign)}
        self.fields["clauses"].choices = [(code, str(clause)) for code, clause in self.clauses_by_code.items()]
        self.fields["counts"].choices = [(NOTHING, _("no record can tell how far it is")), (ANYTHING, _("any activity that cites the clause")), *((one.code, str(one)) for one in self.counted.values())]
        self.fields["indicator"].queryset = Target.objects.filter(version=campaign.version_id).select_related("version__policy")

    def values(self) -> PlanItemValues:
        said = self.cleaned_data
        counted = self.counted.get(said["counts"])
        measure = next((one for one in counted.kind.measures.all() if one.code == counted.measure), None) if counted else None
        return PlanItemValues(
            text=said["text"], number=said["number"], clauses=tuple(self.clauses_by_code[code] for code in said["clauses"]), starts=said["starts"], due=said["due"],
            kind=counted.kind if counted else None, measure=counted.measure if counted else "", only_citing=said["only_citing"] or said["counts"] == ANYTHING,
            value=said["value"], qualifier=said["qualifier"] or Qualifier.EXACT.value, word=said["word"].strip() or (measure.unit_zh if measure else ""),
            indicator=said["indicator"], note=said["note"], parent=self.item.parent if self.item else None)


def initial_of(item: PlanItem) -> dict:
    return {
        "text": item.text, "number": item.number, "starts": item.starts, "due": item.due, "clauses": [clause.code for clause in item.clauses.all()],
        "counts": counted_by(item), "only_citing": item.only_citing, "value": item.value.normalize() + 0 if item.value is not None else None, "qualifier": item.qualifier,
        "word": item.word, "indicator": item.indicator_id, "note": item.note}


class PlanForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    number = forms.CharField(label=_("Document number"), max_length=100, required=False)
    note = forms.CharField(label=_("Preface"), widget=forms.Textarea(attrs={"rows": 3}), required=False)


class HandDownForm(forms.Form):
    """To whom, and on which terms: the same for all that are chosen at once."""

    roster = forms.ChoiceField(label=_("A whole roster"), required=False)
    units = forms.MultipleChoiceField(label=_("Units directly below"), required=False, widget=forms.CheckboxSelectMultiple)
    unit = UnitField(label=_("Another unit below"), required=False)
    due = day_field(_("Due by"), help_text=_("Empty: as the item itself."))
    value = forms.DecimalField(label=_("Target value of each"), required=False, error_messages={"invalid": _("Enter a number in digits.")})

    def __init__(self, *args, item: PlanItem, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        held = set(item.children.exclude(state="dropped").values_list("plan__unit_id", flat=True))
        self.below = {str(unit.pk): unit for unit in Ladder(item.plan.campaign).directly_below(item.plan.unit) if unit.pk not in held}
        self.rosters = {roster.code: roster for roster in item.plan.campaign.rosters.annotate(size=Count("entries")).filter(size__gt=0).order_by("level", "pk")}
        self.fields["units"].choices = [(pk, unit.short) for pk, unit in self.below.items()]
        self.fields["roster"].choices = [("", "—"), *((code, f"{roster} ({roster.size})") for code, roster in self.rosters.items())]

    def handed(self, on) -> list[HandDown]:
        said = self.cleaned_data
        chosen = {unit.pk: unit for unit in (self.below[pk] for pk in said["units"])}
        if said["roster"]:
            chosen |= {unit.pk: unit for unit in roster_on(self.rosters[said["roster"]], on).select_related("territory")}
        if said["unit"]:
            chosen[said["unit"].pk] = said["unit"]
        return [HandDown(unit, due=said["due"], value=said["value"]) for unit in chosen.values()]


class TermsForm(forms.Form):
    """Another day, another number, and why."""

    due = day_field(_("Other day"))
    value = forms.DecimalField(label=_("Other target value"), required=False, error_messages={"invalid": _("Enter a number in digits.")})
    text = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), required=False)


class SheetForm(forms.Form):
    sheet = forms.FileField(label=_("Spreadsheet"), help_text=_("xlsx, xls or ods, at most 10 MB"), required=False, widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods"}))

    def clean_sheet(self):
        upload = self.cleaned_data["sheet"]
        if not upload:
            return None
        try:
            return upload.name, read_upload(upload, limit=settings.SHEET_LIMIT)
        except PersonError as error:
            raise ValidationError(error.sentence) from None


# Instructions

class InstructionForm(forms.Form):
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit whose office chases it"), empty_label=None)
    kind = forms.ChoiceField(label=_("Written or said"), choices=InstructionKind)
    number = forms.CharField(label=_("Number in the register"), max_length=60, required=False)
    leader = forms.CharField(label=_("Instructed by"), max_length=100, help_text=_("Name and post"))
    text = forms.CharField(label=_("Text of the instruction"), widget=forms.Textarea(attrs={"rows": 4}))
    given_on = day_field(_("Day"), required=True)
    due = day_field(_("To be carried out by"))
    press_days = forms.IntegerField(label=_("Days between two reminders"), initial=7, min_value=1, max_value=365)

    def __init__(self, *args, offices, campaign: Campaign, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        self.fields["unit"].queryset = offices

    def values(self) -> InstructionValues:
        return InstructionValues(campaign=self.campaign, **self.cleaned_data)


class InstructionItemForm(forms.Form):
    """One line: who does what by when. An empty line is passed over."""

    unit = UnitField(label=_("Unit"), required=False)
    text = forms.CharField(label=_("What is to be done"), required=False)
    due = day_field(_("Due by"))

    def clean(self):
        said = super().clean()
        if any(said.get(name) for name in ("unit", "text", "due")) and not self.errors:
            for name, sentence in (("unit", _("Name the unit.")), ("text", _("Say what is to be done.")), ("due", _("Give the day by which it must be done."))):
                if not said.get(name):
                    self.add_error(name, sentence)
        return said


class BaseItems(forms.BaseFormSet):
    def items(self) -> list[InstructionItem]:
        return [InstructionItem(said["unit"], said["text"], said["due"], place=str(_("line %(n)s") % {"n": n}))
                for n, form in enumerate(self.forms, 1) if (said := form.cleaned_data) and said.get("unit")]


def instruction_items(data=None, *, lines: int = 3) -> BaseItems:
    return forms.formset_factory(InstructionItemForm, formset=BaseItems, extra=lines, max_num=50, absolute_max=60)(data, prefix="items")


class RegisterForm(forms.Form):
    """Filters of the register; they stand in its address."""

    words = forms.CharField(label=_("Words"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[
        ("", _("All")), *InstructionState.choices, ("overdue", _("With something overdue")), ("reported", _("With something to close"))])
    unit = UnitField(label=_("Unit that does it"), required=False)
    due_before = day_field(_("Due before"))

    def filters(self) -> RegisterFilters:
        said = self.cleaned_data if self.is_valid() else {}
        return RegisterFilters(words=said.get("words", ""), state=said.get("state", ""), unit=said.get("unit"), due_before=said.get("due_before"))


