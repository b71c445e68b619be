"""A verifier hands their queue to somebody else for a time."""
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xuanguan.campaigns.models.campaigns import Campaign
from xuanguan.organisations.models import Unit


class Delegation(models.Model):
    """`to` verifies in the name of `of` in a unit and below it, from `since` up to and including `until`. What is verified so carries a mark."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="delegations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegations_given", verbose_name=_("in whose name"))
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegations_held", verbose_name=_("who verifies"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="delegation_ends_after_it_begins",
                                   violation_error_message=_("A delegation cannot end before it begins.")),
            models.CheckConstraint(condition=~Q(of=F("to")), name="delegated_to_somebody_else",
                                   violation_error_message=_("Name somebody else: one cannot stand in for oneself.")),
        ]
