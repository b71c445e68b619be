"""What a person should know about: a sentence and an address, until it is read or settled."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """One thing told to one person. `key` keeps anybody from being told the same twice."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    address = models.CharField(max_length=300)
    at = models.DateTimeField(_("when"), auto_now_add=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="notice_told_once")]
        indexes = [models.Index(fields=["person", "read_at", "-at"])]
