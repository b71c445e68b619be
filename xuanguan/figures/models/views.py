"""What people keep of the figures: tables they put together, and pages of such tables."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xuanguan.campaigns.models import Campaign
from xuanguan.organisations.enums import Role


class View(models.Model):
    """A table as its address says it, kept under a name. It keeps the question, never the answer: whoever opens it asks anew,
    with their own rights."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="views")
    title = models.CharField(_("title"), max_length=120)
    parameters = models.JSONField(default=dict)
    is_shared = models.BooleanField(_("for everybody in the campaign"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [models.UniqueConstraint(
            fields=["campaign", "by", "title"], name="view_title_once",
            violation_error_message=_("You have a view of this name already. Choose another name, or delete the old one."))]

    def __str__(self):
        return self.title


class Dashboard(models.Model):
    """A page of kept tables. `role`: whose first page of figures it is, where it is shared."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="dashboards")
    title = models.CharField(_("title"), max_length=120)
    role = models.CharField(_("for the role"), max_length=15, choices=Role, blank=True)
    is_shared = models.BooleanField(_("for everybody in the campaign"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [models.UniqueConstraint(
            fields=["campaign", "by", "title"], name="dashboard_title_once",
            violation_error_message=_("You have a dashboard of this name already. Choose another name."))]

    def __str__(self):
        return self.title


class Panel(models.Model):
    """A view on a dashboard, in its order."""

    dashboard = models.ForeignKey(Dashboard, models.CASCADE, related_name="panels")
    view = models.ForeignKey(View, models.CASCADE, related_name="panels")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["dashboard", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["dashboard", "view"], name="view_once_on_a_dashboard")]


class Comment(models.Model):
    """What somebody said of a figure. `key` is the figure's (answers.key_of), so it stands there whenever it is asked;
    `as_of` and `value` are what the writer had before them."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="figure_comments")
    key = models.CharField(max_length=64, db_index=True)
    question = models.CharField(max_length=1000)
    value = models.CharField(max_length=60, blank=True)
    as_of = models.DateField()
    text = models.TextField(_("comment"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return self.text[:80]
