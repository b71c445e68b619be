"""Who answers for which task: what a document says, kept as it says it, and the unit that each name stands for.

Real documents do it in four ways (`LeadRule`); none is forced into another. A task may name several leads, only supporters,
or nobody at all, and its list may be open (等).
"""
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xuanguan.campaigns.enums import AssignmentRole, GroupName, LeadRule
from xuanguan.campaigns.models.campaigns import Campaign
from xuanguan.organisations.enums import UnitLevel
from xuanguan.organisations.models import Unit
from xuanguan.policies.models import Clause, PolicyVersion, Target


class ResponsibilityDocument(models.Model):
    """A document that divides tasks among units: a published one kept as a source, or the campaign's own table.

    `code` tells it apart within its campaign (or among the documents of no campaign).
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, null=True, blank=True, related_name="responsibility_documents", verbose_name=_("campaign"))
    code = models.SlugField(_("code"), max_length=60)
    title = models.CharField(_("title"), max_length=300)
    number = models.CharField(_("document number"), max_length=100, blank=True)
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    level = models.SmallIntegerField(_("level"), choices=UnitLevel, null=True, blank=True)
    # The division as the source gives it; a document of another province than the one that is loaded keeps it too.
    division_code = models.CharField(_("division code"), max_length=12, blank=True)
    implements = models.CharField(_("carries out"), max_length=100, blank=True)
    implements_checked = models.BooleanField(_("what it carries out was checked"), default=True)
    lead_rule = models.CharField(_("how the lead is marked"), max_length=12, choices=LeadRule, blank=True)
    lead_rule_text = models.CharField(_("the rule in its words"), max_length=200, blank=True)
    # Whether a task may have one lead only: labelled documents differ in this.
    one_lead = models.BooleanField(_("one lead for each task"), default=False)
    is_complete = models.BooleanField(_("complete"), default=True)
    size_text = models.CharField(_("size as told"), max_length=100, blank=True)
    target_year = models.PositiveSmallIntegerField(_("year of the targets"), null=True, blank=True)
    # The document as a policy of its own, where it sets targets.
    version = models.ForeignKey(PolicyVersion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("as a policy"))
    url = models.URLField(_("address"), max_length=500, blank=True)
    note = models.TextField(_("note"), blank=True)
    is_published = models.BooleanField(_("published document"), default=False)
    is_demo = models.BooleanField(_("demo data"), default=False)

    # The campaign's own table, in which cells are set by hand.
    OWN = "own"

    class Meta:
        ordering = ["campaign", "issued_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "code"], name="responsibility_document_once", nulls_distinct=False)]

    def __str__(self):
        return f"{self.title}（{self.number}）" if self.number else self.title

    @property
    def allows_one_lead(self) -> bool:
        return self.one_lead or self.lead_rule == LeadRule.FIRST_LISTED


class ResponsibilityItem(models.Model):
    """One task of a document, with the clause of the policy that it carries out where that is known."""

    document = models.ForeignKey(ResponsibilityDocument, models.CASCADE, related_name="items")
    order = models.PositiveIntegerField(_("order"))
    number = models.CharField(_("number"), max_length=40, blank=True)
    text = models.TextField(_("task"))
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, blank=True, related_name="responsibility_items", verbose_name=_("clause"))
    # Only where this task departs from its document.
    rule = models.CharField(_("how the lead is marked"), max_length=12, choices=LeadRule, blank=True)
    is_open = models.BooleanField(_("open list (等)"), default=False)
    due = models.DateField(_("due"), null=True, blank=True)
    due_text = models.CharField(_("deadline in its words"), max_length=60, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    targets = models.ManyToManyField(Target, blank=True, related_name="responsibility_items")

    class Meta:
        ordering = ["document", "order"]
        constraints = [models.UniqueConstraint(fields=["document", "order"], name="responsibility_item_once")]

    def __str__(self):
        return f"{self.number} {self.text}".strip()[:120]

    @property
    def lead_rule(self) -> str:
        return self.rule or self.document.lead_rule


class Assignment(models.Model):
    """A unit answers for a task in a role. The name stays as written, also where no unit of that name is known."""

    item = models.ForeignKey(ResponsibilityItem, models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="assignments", verbose_name=_("unit"))
    name = models.CharField(_("name as written"), max_length=120)
    role = models.CharField(_("role"), max_length=12, choices=AssignmentRole)
    order = models.PositiveSmallIntegerField(default=0)
    # 各县区政府, 成员单位: many units under one name. Which level, where it is a level's.
    group = models.CharField(_("group of units"), max_length=10, choices=GroupName, blank=True)
    group_level = models.SmallIntegerField(_("level"), choices=UnitLevel, null=True, blank=True)

    class Meta:
        ordering = ["item", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "name"], name="named_once_for_an_item"),
            models.UniqueConstraint(fields=["item", "unit"], condition=Q(unit__isnull=False), name="assigned_once_for_an_item",
                                    violation_error_message=_("The unit already has a role in this task.")),
        ]

    def __str__(self):
        return self.name


class RequiredReturn(models.Model):
    """What a document wants handed in, and by when."""

    document = models.ForeignKey(ResponsibilityDocument, models.CASCADE, related_name="returns")
    what = models.CharField(_("what"), max_length=200)
    due = models.DateField(_("due"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["document", "order"]

    def __str__(self):
        return self.what
