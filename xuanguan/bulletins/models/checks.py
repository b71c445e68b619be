"""Checks that somebody kept: what the records said of a text on a day."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xuanguan.bulletins.models.bulletins import Bulletin
from xuanguan.bulletins.models.drafts import Draft
from xuanguan.campaigns.models import Campaign
from xuanguan.organisations.models import Unit


class Check(models.Model):
    """A check as it stood: `result` is the whole of it as data (checking.Checked), with the text.

    draft, bulletin: what was checked, where it is one of the house; neither: a text from elsewhere. as_of, generation: the state of the figures.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="checks", verbose_name=_("campaign"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="checks", verbose_name=_("unit"))
    draft = models.ForeignKey(Draft, models.SET_NULL, null=True, blank=True, related_name="checks")
    bulletin = models.ForeignKey(Bulletin, models.SET_NULL, null=True, blank=True, related_name="checks")
    title = models.CharField(_("title"), max_length=300, blank=True)
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    as_of = models.DateField(_("as of"))
    generation = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    result = models.JSONField()
    claims = models.PositiveIntegerField(_("claims"))
    to_look_at = models.PositiveIntegerField(_("to look at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("checked by"))
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["campaign", "-at"])]

    def __str__(self):
        return self.title or self.result.get("text", "")[:60]
