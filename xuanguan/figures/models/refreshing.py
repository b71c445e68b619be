"""What came of each refresh of the column store."""
from django.db import models


class RefreshRun(models.Model):
    """One refresh of the column store: which generation came of it, and how many changes it took in."""

    at = models.DateTimeField(auto_now_add=True)
    generation = models.CharField(max_length=60)
    changes = models.PositiveIntegerField()
    seconds = models.FloatField()
    # How units and rosters stood when they were read: see queries.what_was_read.
    read = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"generation {self.generation}"
