"""Units and what they were called, where they stood and whom they answered to, at any time.

All spells in time are half open: from `since` (None: always) up to, not including, `until` (None: still).
"""
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from xuanguan.organisations.enums import MemberRole, NameKind, Role, SuccessionKind, UnitKind, UnitLevel


class System(models.Model):
    """A line of authority (系统): quality supervision, health, …"""

    code = models.SlugField(_("code"), unique=True)
    name_zh = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)

    def __str__(self):
        return self.name_en if get_language() == "en" and self.name_en else self.name_zh


class Unit(models.Model):
    """Any organisation: a division, its government, bureaus, departments; an enterprise, a newspaper, a leading group.

    The names and the place in the tree kept here are today's (after `hierarchy.rebuild`); the spells hold the rest.
    `first` and `last` number the units in preorder: what lies in a unit's subtree has `first` between the two.
    """

    code = models.CharField(_("code"), max_length=40, unique=True, help_text=_("A division's is 510000, its organs' 510000-qts"))
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind, db_index=True)
    level = models.SmallIntegerField(_("level"), choices=UnitLevel, null=True, blank=True)
    opened = models.DateField(_("opened"), null=True, blank=True)
    closed = models.DateField(_("closed"), null=True, blank=True)
    name_zh = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    short_zh = models.CharField(_("short name"), max_length=60, blank=True)
    sort_key = models.CharField(max_length=200, blank=True, db_index=True, help_text=_("Pinyin of the name, for sorting"))
    territory = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="inside", verbose_name=_("territory"))
    system = models.ForeignKey(System, models.PROTECT, null=True, blank=True, verbose_name=_("system"))
    superior = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="subordinates", verbose_name=_("superior"))
    # Open on the day of the tree. A closed unit keeps a number inside its heir, or where it last lay, so that its records
    # stay within reach; whoever lists the units of a territory asks for the open ones.
    is_open = models.BooleanField(_("open"), default=True, editable=False)
    first = models.IntegerField(default=0, db_index=True)
    last = models.IntegerField(default=0)
    note = models.TextField(_("note"), blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    is_demo = models.BooleanField(_("demo data"), default=False)

    class Meta:
        ordering = ["first"]
        constraints = [models.CheckConstraint(
            condition=Q(opened=None) | Q(closed=None) | Q(closed__gt=F("opened")), name="unit_closes_after_it_opens",
            violation_error_message=_("A unit cannot close before it opens."))]

    def __str__(self):
        return self.name_en if get_language() == "en" and self.name_en else self.name_zh

    @property
    def short(self) -> str:
        """The short name in the language of the page."""
        return self.name_en if get_language() == "en" and self.name_en else self.short_zh or self.name_zh

    @property
    def is_division(self) -> bool:
        return self.kind == UnitKind.DIVISION


class TreeDay(models.Model):
    """The day whose tree the units carry (one row at most). `held`: it stays there, as in a campaign of the past that is shown."""

    on = models.DateField(_("day"))
    held = models.BooleanField(_("held at this day"), default=False)

    def __str__(self):
        return self.on.isoformat()


class UnitName(models.Model):
    """What a unit is called, in a spell of time. Search and the reader look here."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names")
    kind = models.CharField(_("kind"), max_length=10, choices=NameKind, default=NameKind.OFFICIAL)
    language = models.CharField(_("language"), max_length=5, default="zh")
    name = models.CharField(_("name"), max_length=200, db_index=True)
    pinyin = models.CharField(max_length=400, blank=True, db_index=True)
    initials = models.CharField(max_length=80, blank=True, db_index=True)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["unit", F("since").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "language", "name", "since"], name="unit_name_once", nulls_distinct=False),
            models.CheckConstraint(condition=Q(since=None) | Q(until=None) | Q(until__gt=F("since")), name="unit_name_ends_after_it_begins"),
        ]

    def __str__(self):
        return self.name


class Affiliation(models.Model):
    """Where a unit stands from a day on; it ends where the next one begins.

    territory: for a division the division above it, for an organ its division (块); none: outside the tree.
    system: its line (系统). superior: whom it answers to and who verifies (条).
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="affiliations")
    since = models.DateField(_("from"), null=True, blank=True)
    territory = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territory"))
    system = models.ForeignKey(System, models.PROTECT, null=True, blank=True, verbose_name=_("system"))
    superior = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("superior"))

    class Meta:
        ordering = ["unit", F("since").asc(nulls_first=True)]
        constraints = [models.UniqueConstraint(
            fields=["unit", "since"], name="one_affiliation_a_day", nulls_distinct=False,
            violation_error_message=_("The unit already has an affiliation that begins on this day."))]


class Succession(models.Model):
    """What became of a unit on a day: renamed, merged into, split off, moved."""

    kind = models.CharField(_("kind"), max_length=10, choices=SuccessionKind)
    on = models.DateField(_("day"))
    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="became")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="came_from")
    # Of several successors of a split, the one that stands for the closed unit on today's map.
    stands_for = models.BooleanField(default=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["on", "id"]
        constraints = [models.UniqueConstraint(fields=["kind", "on", "predecessor", "successor"], name="succession_once")]


class Person(models.Model):
    """Somebody named in the work, with or without an account."""

    name = models.CharField(_("name"), max_length=100)
    post = models.CharField(_("post"), max_length=100, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("unit"))
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="person")

    class Meta:
        verbose_name_plural = _("people")

    def __str__(self):
        return self.name


class Membership(models.Model):
    """A unit (through a person, where one is named) belongs to a leading group for a time."""

    group = models.ForeignKey(Unit, models.CASCADE, related_name="memberships", verbose_name=_("leading group"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="member_of", verbose_name=_("member unit"))
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=10, choices=MemberRole, default=MemberRole.MEMBER)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(
            condition=Q(unit__isnull=False) | Q(person__isnull=False), name="membership_of_somebody",
            violation_error_message=_("Name a member unit or a person."))]


class Grant(models.Model):
    """A person's role in a unit's subtree; with a system, only in that line (系统) within it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=15, choices=Role)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="grants", verbose_name=_("unit"))
    system = models.ForeignKey(System, models.CASCADE, null=True, blank=True, verbose_name=_("system"))
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "role", "unit", "system"], name="granted_once", nulls_distinct=False)]
