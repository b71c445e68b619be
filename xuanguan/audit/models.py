"""Events: append-only. Each carries a hash of itself; a sealer chains them in the order it finds them."""
from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """One act of one person on one thing. Written by `audit.actions.record` and never changed."""

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    # Not a foreign key: the log must outlive the person's account, and stands below it.
    actor_id = models.BigIntegerField(_("who"), null=True)
    actor_name = models.CharField(max_length=150, blank=True)
    act = models.CharField(_("act"), max_length=40)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60)
    object_name = models.CharField(max_length=300, blank=True)
    data = models.JSONField(default=dict)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["object_type", "object_id", "id"])]


class Seal(models.Model):
    """The place of an event in the chain: its hash covers the event's and the one before."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="seal")
    position = models.BigIntegerField(unique=True)
    hash = models.CharField(max_length=64)
