"""Bulletins that are being written: the draft, its history, and outlines that somebody saved."""
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xuanguan.bulletins.enums import DraftState
from xuanguan.campaigns.models import Campaign
from xuanguan.organisations.models import Unit


class SavedOutline(models.Model):
    """An outline that somebody made for the bulletins of a campaign; `document` is writing.outline as data."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="saved_outlines", verbose_name=_("campaign"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="saved_outlines", verbose_name=_("unit"))
    name = models.CharField(_("name"), max_length=80)
    document = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(
            fields=["campaign", "unit", "name"], name="outline_name_once", violation_error_message=_("There is an outline of this name already."))]

    def __str__(self):
        return self.name


class Draft(models.Model):
    """A bulletin in the making. `document` is writing.draft as data: sections, paragraphs, numbers with their figures.

    number: grows with every save; who saves says on which number their text stands.
    corrects: the edition that this draft puts right; `reason` says why.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="drafts", verbose_name=_("campaign"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="drafts", verbose_name=_("unit"))
    title = models.CharField(_("title"), max_length=300)
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    outline = models.CharField(_("outline"), max_length=80)
    language = models.CharField(_("language"), max_length=10, default="zh")
    document = models.JSONField()
    number = models.PositiveIntegerField(default=1)
    state = models.CharField(_("state"), max_length=10, choices=DraftState, default=DraftState.WRITING)
    corrects = models.ForeignKey("Edition", models.PROTECT, null=True, blank=True, related_name="correcting_drafts", verbose_name=_("corrects"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("begun by"))
    at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("changed by"))
    changed_at = models.DateTimeField()
    is_demo = models.BooleanField(_("demo data"), default=False)

    class Meta:
        ordering = ["-changed_at", "-id"]
        indexes = [models.Index(fields=["campaign", "state", "-changed_at"])]
        constraints = [models.CheckConstraint(condition=Q(first__lte=F("last")), name="draft_period_in_order",
                                              violation_error_message=_("The first day must not lie after the last day."))]

    def __str__(self):
        return self.title


class Revision(models.Model):
    """A draft as it stood. Saves of one writer in one sitting are one running revision; one with a name stays as it is.

    aside: a text that could not be merged with what somebody else had saved; kept so that nothing is lost.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    document = models.JSONField()
    name = models.CharField(_("name"), max_length=80, blank=True)
    aside = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["draft", "-id"]

    def __str__(self):
        return self.name or f"{self.draft_id}/{self.number}"
