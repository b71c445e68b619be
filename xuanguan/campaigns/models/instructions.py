"""What a leader wrote or said must be done, chased until every item of it is closed (督办)."""
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xuanguan.campaigns.enums import InstructionKind, InstructionState
from xuanguan.campaigns.models.campaigns import Campaign
from xuanguan.organisations.models import Unit


class Instruction(models.Model):
    """The text of a leader, with the unit whose office chases it. It is broken into plan items of the units below."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="instructions", verbose_name=_("campaign"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="instructions", verbose_name=_("unit whose office chases it"))
    kind = models.CharField(_("kind"), max_length=12, choices=InstructionKind, default=InstructionKind.WRITTEN)
    number = models.CharField(_("number"), max_length=60, blank=True)
    leader = models.CharField(_("leader"), max_length=100)
    text = models.TextField(_("text"))
    given_on = models.DateField(_("day"))
    due = models.DateField(_("due"), null=True, blank=True)
    # Nobody is asked for the same thing twice within so many days.
    press_days = models.PositiveSmallIntegerField(_("days between two reminders"), default=7)
    state = models.CharField(_("state"), max_length=10, choices=InstructionState, default=InstructionState.OPEN)
    closed_on = models.DateField(_("day of closing"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(_("demo data"), default=False)

    class Meta:
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(due=None) | Q(due__gte=F("given_on")), name="instruction_due_after_given",
                                   violation_error_message=_("An instruction cannot be due before it was given.")),
            models.CheckConstraint(condition=~Q(state="closed") | Q(closed_on__isnull=False), name="instruction_closed_on_a_day",
                                   violation_error_message=_("A closed instruction has the day it was closed.")),
        ]

    def __str__(self):
        return f"{self.number} {self.text}".strip()[:80]
