"""The units that something is expected of."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from xuanguan.campaigns.enums import RosterBy
from xuanguan.campaigns.models.campaigns import Campaign, TwoNames
from xuanguan.organisations.models import Unit


class Roster(TwoNames):
    """The units that something is expected of. Where only its size is stated, `stated_size` says so and names may lack."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="rosters")
    code = models.SlugField(max_length=60)
    level = models.SmallIntegerField(_("level"), null=True, blank=True)
    by = models.CharField(_("made by"), max_length=10, choices=RosterBy, default=RosterBy.RULE)
    # The rule: units of `level` that are divisions themselves, or whose code ends so (qts), or (ANY) all of them.
    organ = models.CharField(_("organ"), max_length=20, blank=True)
    # The rule's territory (None: the campaign's), and the day whose tree it follows. Without a day it goes with the tree: a county
    # that opens is asked from that day on.
    under = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("under"))
    as_of = models.DateField(_("as of"), null=True, blank=True)
    stated_size = models.PositiveIntegerField(_("stated size"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    note_en = models.CharField(_("note in English"), max_length=300, blank=True)

    ANY, DIVISION = "*", ""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "code"], name="roster_code_once")]


class RosterEntry(models.Model):
    """A unit on a roster, from `since` (None: from the first) up to, not including, `until`."""

    roster = models.ForeignKey(Roster, models.CASCADE, related_name="entries")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="roster_entries")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    # Entered by succession: the unit whose place it took.
    instead_of = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("in place of"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roster", "unit", "since"], name="roster_entry_once", nulls_distinct=False)]
