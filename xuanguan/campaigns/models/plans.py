"""What a unit will do by when: its plan, the items in it, and what the unit and the level above said to each other about them.

An item is the unit's own, or comes down: from an item of the level above (`parent`), from a task of the responsibility matrix
(`task`), from a leader's instruction (`instruction`). How far it is, is never stored: that follows from what is on record.
"""
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from xuanguan.campaigns.enums import AssignmentRole, EntryAct, PlanItemState, PlanState, Side
from xuanguan.campaigns.models.campaigns import ActivityKind, Campaign
from xuanguan.campaigns.models.instructions import Instruction
from xuanguan.campaigns.models.responsibility import ResponsibilityItem
from xuanguan.organisations.models import Unit
from xuanguan.policies.models import Clause, Target
from xuanguan.quantities import Qualifier, Quantity

QUALIFIERS = [(Qualifier.EXACT.value, _("exactly")), (Qualifier.AT_LEAST.value, _("at least")), (Qualifier.ABOUT.value, _("about")),
              (Qualifier.AT_MOST.value, _("at most"))]


class Plan(models.Model):
    """A unit's plan in a campaign. `above`: the unit that accepts it; none: nobody stands above the unit in this campaign."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="plans", verbose_name=_("campaign"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans", verbose_name=_("unit"))
    above = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="plans_below", verbose_name=_("level above"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    number = models.CharField(_("document number"), max_length=100, blank=True)
    note = models.TextField(_("note"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=PlanState, default=PlanState.DRAFT, db_index=True)
    # Grows whenever the state moves: who decides must have seen this one.
    version = models.PositiveIntegerField(default=1)
    submitted_on = models.DateField(_("handed up on"), null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    is_demo = models.BooleanField(_("demo data"), default=False)

    class Meta:
        ordering = ["campaign", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit"], name="one_plan_of_a_unit",
                                    violation_error_message=_("The unit already has a plan in this campaign.")),
            models.CheckConstraint(condition=~Q(state="accepted") | Q(accepted_on__isnull=False), name="plan_accepted_on_a_day",
                                   violation_error_message=_("An accepted plan has the day it was accepted.")),
            models.CheckConstraint(condition=~Q(state="submitted") | Q(submitted_on__isnull=False), name="plan_submitted_on_a_day",
                                   violation_error_message=_("A submitted plan has the day it was submitted.")),
            models.CheckConstraint(condition=Q(above=None) | Q(accepted_by=None) | Q(submitted_by=None) | ~Q(accepted_by=F("submitted_by")),
                                   name="nobody_accepts_their_own_plan", violation_error_message=_("Nobody accepts the plan that they submitted.")),
            models.CheckConstraint(condition=Q(above=None) | ~Q(above=F("unit")), name="plan_not_above_itself",
                                   violation_error_message=_("A unit does not stand above itself.")),
        ]

    def __str__(self):
        return self.title or (_("Plan of %(unit)s") % {"unit": self.unit})


class PlanItem(models.Model):
    """One thing a unit will do, with the terms that hold and those that the level above asks for.

    `value`, `qualifier`, `word` are the target: of the activities of `kind` (or of those that cite its clauses), of their
    `measure` where one is named; without a kind or clauses that count, no record can tell how far the item is.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="items", verbose_name=_("plan"))
    order = models.PositiveIntegerField(_("order"))
    number = models.CharField(_("number"), max_length=40, blank=True)
    text = models.TextField(_("what is to be done"))
    clauses = models.ManyToManyField(Clause, blank=True, related_name="plan_items", verbose_name=_("clauses"))
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("item of the level above"))
    task = models.ForeignKey(ResponsibilityItem, models.SET_NULL, null=True, blank=True, related_name="plan_items", verbose_name=_("task of the matrix"))
    role = models.CharField(_("role"), max_length=12, choices=AssignmentRole, blank=True)
    instruction = models.ForeignKey(Instruction, models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("instruction"))
    starts = models.DateField(_("starts"), null=True, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    kind = models.ForeignKey(ActivityKind, models.PROTECT, null=True, blank=True, related_name="plan_items", verbose_name=_("kind of activity"))
    only_citing = models.BooleanField(_("only activities that cite its clauses"), default=False)
    measure = models.SlugField(_("measure"), max_length=40, blank=True)
    value = models.DecimalField(_("target value"), max_digits=16, decimal_places=2, null=True, blank=True)
    qualifier = models.CharField(_("qualifier"), max_length=10, choices=QUALIFIERS, default=Qualifier.EXACT.value)
    word = models.CharField(_("unit of measure"), max_length=20, blank=True)
    indicator = models.ForeignKey(Target, models.SET_NULL, null=True, blank=True, related_name="plan_items", verbose_name=_("target of the policy"))
    asked_due = models.DateField(_("due as asked"), null=True, blank=True)
    asked_value = models.DecimalField(_("target as asked"), max_digits=16, decimal_places=2, null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=PlanItemState, default=PlanItemState.PROPOSED)
    closed_on = models.DateField(_("day of closing"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    is_demo = models.BooleanField(_("demo data"), default=False)

    class Meta:
        ordering = ["plan", "order"]
        indexes = [
            models.Index(fields=["state", "due"]),
            models.Index(fields=["instruction", "state"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["plan", "order"], name="plan_item_once"),
            models.UniqueConstraint(fields=["plan", "parent"], condition=Q(parent__isnull=False) & ~Q(state="dropped"), name="handed_down_once",
                                    violation_error_message=_("The unit already has this item of the level above.")),
            models.CheckConstraint(condition=Q(starts=None) | Q(due=None) | Q(due__gte=F("starts")), name="plan_item_due_after_start",
                                   violation_error_message=_("An item cannot be due before it starts.")),
            models.CheckConstraint(condition=Q(value=None) | Q(value__gte=0), name="plan_target_not_negative",
                                   violation_error_message=_("A target cannot be negative.")),
            models.CheckConstraint(condition=~Q(state="closed") | Q(closed_on__isnull=False), name="plan_item_closed_on_a_day",
                                   violation_error_message=_("A closed item has the day it was closed.")),
        ]

    def __str__(self):
        return f"{self.number} {self.text}".strip()[:120]

    @property
    def target(self) -> Quantity | None:
        return None if self.value is None else Quantity(self.value, Qualifier(self.qualifier), self.word)

    @property
    def asker(self) -> Unit:
        """The unit that the item is owed to: the instruction's, that of the item above it, the level above; itself where nobody asks."""
        if self.instruction is not None:
            return self.instruction.unit
        if self.parent is not None:
            return self.parent.plan.unit
        return self.plan.above or self.plan.unit

    @property
    def is_measured(self) -> bool:
        """Whether records can tell how far it is."""
        return self.kind_id is not None or self.only_citing


class PlanEntry(models.Model):
    """One line of the conversation between a unit and the level above: about an item, or about the plan as a whole.

    `terms` holds what was proposed or asked: due (ISO), value (decimal text). `things`: what shows it, as in activity:17.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="entries")
    item = models.ForeignKey(PlanItem, models.CASCADE, null=True, blank=True, related_name="entries")
    act = models.CharField(max_length=12, choices=EntryAct)
    side = models.CharField(max_length=5, choices=Side)
    text = models.TextField(blank=True)
    terms = models.JSONField(default=dict, blank=True)
    things = models.JSONField(default=list, blank=True)
    on = models.DateField(_("day"))
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = _("plan entries")
        ordering = ["pk"]
        indexes = [models.Index(fields=["item", "act", "on"])]


def kind_in_words(kind: ActivityKind, measure: str) -> str:
    """The measure of a kind by its name, the kind itself without one."""
    found = next((one for one in kind.measures.all() if one.code == measure), None) if measure else None
    if found is None:
        return str(kind)
    return f"{kind}: {found}" if get_language() == "en" else f"{kind}·{found}"
