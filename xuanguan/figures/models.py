"""What the figures keep in the transactional database: very little, for they are computed."""
from django.db import models


class RefreshRun(models.Model):
    """One refresh of the column store: which generation came of it, and how many changes it took in."""

    at = models.DateTimeField(auto_now_add=True)
    generation = models.CharField(max_length=60)
    changes = models.PositiveIntegerField()
    seconds = models.FloatField()
