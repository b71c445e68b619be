"""Bulletins that came in, and the claims that the reader found in them."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xuanguan.activities.models import Activity, Remark, Statement
from xuanguan.bulletins.enums import BulletinState, ClaimState
from xuanguan.campaigns.models import Campaign
from xuanguan.organisations.models import Unit


class Bulletin(models.Model):
    """A text as it came, as it was cleaned, and what was removed. `reading` is the reader's whole answer (reading.md)."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="bulletins", verbose_name=_("campaign"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="bulletins", verbose_name=_("issued by"))
    title = models.CharField(_("title"), max_length=300)
    published = models.DateField(_("date of the bulletin"))
    file = models.FileField(upload_to="bulletins/%Y/%m", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    source_text = models.TextField()
    clean_text = models.TextField()
    reading = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=10, choices=BulletinState, default=BulletinState.READ)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(_("demo data"), default=False)

    class Meta:
        ordering = ["-published", "-id"]

    def __str__(self):
        return self.title


class Claim(models.Model):
    """One claim and what a person made of it. `data` is the reader's claim; `decided` what the person changed it to."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="claims")
    number = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    confidence = models.FloatField(default=0)
    data = models.JSONField()
    decided = models.JSONField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=ClaimState, default=ClaimState.OPEN)
    activities = models.ManyToManyField(Activity, blank=True, related_name="claims")
    statement = models.ForeignKey(Statement, models.SET_NULL, null=True, blank=True, related_name="claims")
    # A sentence with several stated numbers makes a statement for each; the first is `statement`.
    more_statements = models.ManyToManyField(Statement, blank=True, related_name="further_claims")
    remark = models.ForeignKey(Remark, models.SET_NULL, null=True, blank=True, related_name="claims")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["bulletin", "number"]
        constraints = [models.UniqueConstraint(fields=["bulletin", "number"], name="claim_number_once")]

    def __str__(self):
        return self.data.get("quote", "")[:200]
