"""A campaign carries a policy version out: fronts and kinds of activity with their measures."""
import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from xuanguan.campaigns.enums import CampaignState
from xuanguan.organisations.models import Unit
from xuanguan.policies.models import PolicyVersion
from xuanguan.quantities import Qualifier


class TwoNames(models.Model):
    """Something that a campaign names in Chinese and, where it can, in English."""

    name_zh = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name_en if get_language() == "en" and self.name_en else self.name_zh


class Campaign(TwoNames):
    code = models.SlugField(_("code"), unique=True, max_length=60)
    version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="campaigns", verbose_name=_("policy"))
    lead_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("lead unit"))
    territory = models.ForeignKey(Unit, models.PROTECT, related_name="campaigns", verbose_name=_("territory"))
    begins = models.DateField(_("begins"))
    ends = models.DateField(_("ends"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=CampaignState, default=CampaignState.RUNNING)
    template = models.CharField(max_length=60, blank=True)
    # Names of the levels of this campaign, by UnitLevel, where they are not nation … town: {"1": {"zh": …, "en": …}}
    level_names = models.JSONField(default=dict, blank=True)
    keeps_gps = models.BooleanField(_("photographs keep their place"), default=False)
    note = models.TextField(_("note"), blank=True)
    # A report that its verifier leaves lying so many days may be verified by the next level up (None: by any level above, at once).
    verify_within = models.PositiveSmallIntegerField(_("days after which the next level up may verify"), null=True, blank=True)
    leading_group = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("leading group"))
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies", verbose_name=_("copied from"))
    issued_on = models.DateField(_("issued"), null=True, blank=True)
    # Steps of the set-up (SetUpStep) that somebody went through and confirmed; what is left open is shown when they come back.
    confirmed_steps = models.JSONField(default=list, blank=True)
    is_demo = models.BooleanField(_("demo data"), default=False)

    class Meta:
        constraints = [models.CheckConstraint(
            condition=Q(ends=None) | Q(ends__gte=F("begins")), name="campaign_ends_after_it_begins",
            violation_error_message=_("A campaign cannot end before it begins."))]

    @property
    def day_at_hand(self) -> dt.date:
        """The day the campaign stands at: today while it runs, its last day once it is over."""
        today = timezone.localdate()
        return min(today, self.ends) if self.ends else today


class Front(TwoNames):
    """A side on which the campaign is carried on. `reads_as`: which codes of the reader it takes."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="fronts")
    code = models.SlugField(max_length=40)
    order = models.PositiveSmallIntegerField(default=0)
    reads_as = models.JSONField(default=list)

    class Meta:
        ordering = ["campaign", "order"]
        constraints = [models.UniqueConstraint(fields=["campaign", "code"], name="front_code_once")]


class ActivityKind(TwoNames):
    """A kind of activity that the campaign counts. A milestone's only measure is that it happened."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="kinds")
    code = models.SlugField(max_length=60)
    order = models.PositiveSmallIntegerField(default=0)
    usual_front = models.ForeignKey(Front, models.SET_NULL, null=True, blank=True, related_name="+")
    is_milestone = models.BooleanField(default=False)
    reads_as = models.JSONField(default=list)

    class Meta:
        ordering = ["campaign", "order"]
        constraints = [models.UniqueConstraint(fields=["campaign", "code"], name="kind_code_once")]


class KindMeasure(TwoNames):
    """A measure that the form of a kind asks for. Kinds of measure never add across."""

    kind = models.ForeignKey(ActivityKind, models.CASCADE, related_name="measures")
    code = models.SlugField(max_length=40)
    unit_zh = models.CharField(_("unit of measure"), max_length=20)
    unit_en = models.CharField(_("unit of measure in English"), max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    # The reader's name of the measure, with the measure words and verbs that tell apart what shares it ("" or []: any).
    reads_as = models.CharField(max_length=40, blank=True)
    words = models.JSONField(default=list, blank=True)
    verbs = models.JSONField(default=list, blank=True)
    usual_qualifier = models.CharField(_("usual qualifier"), max_length=10, choices=[(q.value, q.value) for q in Qualifier], default=Qualifier.EXACT)
    # Persons are never summed (counting.md, rule 6).
    is_additive = models.BooleanField(_("adds up"), default=True)

    class Meta:
        ordering = ["kind", "order"]
        constraints = [models.UniqueConstraint(fields=["kind", "code", "unit_zh"], name="kind_measure_once")]

    @property
    def unit(self) -> str:
        return self.unit_en if get_language() == "en" and self.unit_en else self.unit_zh
