"""More time, asked for with a reason, and granted or refused by the level above."""
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xuanguan.campaigns.enums import ExtensionState
from xuanguan.campaigns.models.expectations import Expectation
from xuanguan.organisations.models import Unit


class Extension(models.Model):
    """A unit's wish for more time for one thing expected of it."""

    expectation = models.ForeignKey(Expectation, models.CASCADE, related_name="extensions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="extensions", verbose_name=_("unit"))
    period = models.CharField(_("period"), max_length=10, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ExtensionState, default=ExtensionState.ASKED)
    wanted = models.DateField(_("wanted until"))
    reason = models.CharField(_("reason"), max_length=500)
    asked_on = models.DateField(_("asked on"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    # The day granted, which may be earlier than the one wanted.
    until = models.DateField(_("granted until"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by"))

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["expectation", "unit", "period"], condition=Q(state="asked"), name="one_extension_asked_at_a_time",
                                    violation_error_message=_("More time was asked for already; the answer has not come yet.")),
            models.CheckConstraint(condition=~Q(state="granted") | Q(until__isnull=False, answered_on__isnull=False), name="granted_until_a_day"),
            models.CheckConstraint(condition=Q(answered_by=None) | ~Q(answered_by=F("asked_by")), name="nobody_grants_their_own_extension",
                                   violation_error_message=_("Nobody grants their own wish for more time.")),
        ]

    def __str__(self):
        return f"{self.unit}: {self.expectation} {self.period}".strip()
