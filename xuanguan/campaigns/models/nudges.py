"""A unit was asked for what is missing."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xuanguan.campaigns.models.expectations import Expectation
from xuanguan.organisations.models import Unit


class Nudge(models.Model):
    """Somebody asked a unit for one missing thing on a day, from the list of gaps."""

    expectation = models.ForeignKey(Expectation, models.CASCADE, related_name="nudges")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="nudges", verbose_name=_("unit"))
    period = models.CharField(_("period"), max_length=10, blank=True)
    on = models.DateField(_("day"))
    text = models.CharField(_("words"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["expectation", "period", "unit", "on"], name="nudge_lately")]
