"""Who must do what by when, and what was done for it."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xuanguan.campaigns.enums import DueBy, FulfilledBy, FulfilmentState, Rhythm
from xuanguan.campaigns.models.campaigns import ActivityKind, Campaign, Front, TwoNames
from xuanguan.campaigns.models.rosters import Roster
from xuanguan.organisations.models import Unit


class Expectation(TwoNames):
    """Who must do what by when, and by whom it can be fulfilled. The list is roster × periods; no row until something happens."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="expectations")
    code = models.SlugField(max_length=60)
    roster = models.ForeignKey(Roster, models.PROTECT, related_name="expectations")
    front = models.ForeignKey(Front, models.SET_NULL, null=True, blank=True, related_name="expectations")
    # What fulfils it: an activity of one of these kinds. None: a report of any kind, or "nothing to report".
    kinds = models.ManyToManyField(ActivityKind, blank=True, related_name="expectations")
    fulfilled_by = models.CharField(_("can be fulfilled by"), max_length=12, choices=FulfilledBy, default=FulfilledBy.SELF)
    taking_part_counts = models.BooleanField(_("taking part counts"), default=False)
    rhythm = models.CharField(_("how often"), max_length=12, choices=Rhythm, default=Rhythm.ONCE)
    due = models.DateField(_("due"), null=True, blank=True)
    # For a rhythm: so many days after the end of each period.
    due_days = models.PositiveSmallIntegerField(_("days after the end of the period"), default=5)
    due_by = models.CharField(_("counted in"), max_length=10, choices=DueBy, default=DueBy.CALENDAR)
    # 顺延: a deadline on a day off is the next working day.
    waits_for_work = models.BooleanField(_("a deadline on a day off moves to the next working day"), default=False)
    # Nobody is asked for the same thing again before so many days have passed.
    ask_again_days = models.PositiveSmallIntegerField(_("ask again after days"), default=7)
    note = models.CharField(_("note"), max_length=300, blank=True)
    nothing_counts = models.BooleanField(_("“nothing to report” fulfils it"), default=False)
    # Which records of a report say so, for campaigns that follow one.
    facts = models.JSONField(default=list, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    is_demo = models.BooleanField(_("demo data"), default=False)

    class Meta:
        ordering = ["campaign", "order"]
        constraints = [models.UniqueConstraint(fields=["campaign", "code"], name="expectation_code_once")]


class Exemption(models.Model):
    """A unit on the roster of whom it is not expected all the same, and why."""

    expectation = models.ForeignKey(Expectation, models.CASCADE, related_name="exemptions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="exemptions", verbose_name=_("unit"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["expectation", "unit"], name="exempted_once")]

    def __str__(self):
        return f"{self.unit}: {self.reason}"


class Fulfilment(models.Model):
    """What was done for an expectation in a period. Written by the room above that did it, with its address.

    It counts from `on` (reported) until `until` (returned, withdrawn, changed; None: still); verified from `verified_on` on.
    Ended rows stay, so that any earlier day can be asked.
    """

    expectation = models.ForeignKey(Expectation, models.CASCADE, related_name="fulfilments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="fulfilments", verbose_name=_("unit of whom it was expected"))
    period = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=FulfilmentState)
    by_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit that did it"))
    thing = models.CharField(max_length=40, help_text=_("What did it, as in activity:17"))
    on = models.DateField(_("reported on"))
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    until = models.DateField(_("counted until"), null=True, blank=True)
    # The last day of the deed itself, which decides before or after a re-organisation.
    done_on = models.DateField(_("done on"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(
            fields=["expectation", "unit", "period", "thing"], condition=models.Q(until=None), name="fulfilled_once_by_a_thing")]
        # The second answers every count by itself: no row is fetched, and the units of a period come in order.
        indexes = [
            models.Index(fields=["thing"]),
            models.Index(fields=["expectation", "period", "unit", "on", "until", "verified_on", "state"], name="fulfilment_standing"),
        ]
