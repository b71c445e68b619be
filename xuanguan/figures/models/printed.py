"""Where a figure was printed."""
from django.db import models

from xuanguan.campaigns.models import Campaign


class Printed(models.Model):
    """A figure as an edition of a bulletin printed it: the edition says so when it is issued, and it never changes.

    `key` is the figure's question without the day it is asked as of (answers.printed.key_of), so that the same figure asked next
    year finds it; `question` is the whole address, and names a coverage by `expectation`. `edition` and `title` are the words of
    the room above.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="printed_figures")
    key = models.CharField(max_length=64, db_index=True)
    question = models.CharField(max_length=1000)
    expectation = models.CharField(max_length=60, blank=True)
    edition = models.PositiveBigIntegerField(db_index=True)
    title = models.CharField(max_length=300)
    on = models.DateField()
    text = models.CharField(max_length=100)
    # What it was to the last digit, behind the words that were printed. None where nothing was reported.
    value = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    qualifier = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["-on", "-edition", "id"]

    def __str__(self):
        return f"{self.text} · {self.title}"
