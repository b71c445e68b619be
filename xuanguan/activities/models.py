"""What was done: activities with who, when, how much and the evidence; and what was only stated.

Days (counting.md, rule 7): `begins` and `ends` are how long an activity lasted, where that is known. `earliest` and
`latest` are the window it counts in: its last day twice, or the bounds between which an undated activity took place.

An activity counts from `since` on (the day it was submitted); `verified_on` is the day it was verified. When a counted
activity changes, its image so far is kept as an ActivityVersion in the same transaction.
"""
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xuanguan.activities.enums import ActivityState, Origin, ParticipationRole, Qualifier, ReviewAct
from xuanguan.campaigns.models import ActivityKind, Campaign, Front
from xuanguan.organisations.models import System, Unit
from xuanguan.policies.models import Clause


class SheetImport(models.Model):
    """One spreadsheet that was applied: undone as one."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="sheet_imports")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField()
    undone_at = models.DateTimeField(null=True, blank=True)


class SheetMapping(models.Model):
    """How the headings of somebody's own ledger map to ours; kept for the next time."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="sheet_mappings")
    headings = models.JSONField()
    fields = models.JSONField()
    at = models.DateTimeField(auto_now=True)


class Activity(models.Model):
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="activities", verbose_name=_("campaign"))
    also_for = models.ManyToManyField(Campaign, blank=True, related_name="shared_activities")
    kind = models.ForeignKey(ActivityKind, models.PROTECT, related_name="activities", verbose_name=_("kind"))
    front = models.ForeignKey(Front, models.PROTECT, related_name="activities", verbose_name=_("front"))
    title = models.CharField(_("title"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    audience = models.CharField(_("audience"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    begins = models.DateField(_("first day"), null=True, blank=True)
    ends = models.DateField(_("last day"), null=True, blank=True)
    earliest = models.DateField(_("not before"))
    latest = models.DateField(_("not after"))
    clauses = models.ManyToManyField(Clause, blank=True, related_name="activities", verbose_name=_("clauses"))
    units = models.ManyToManyField(Unit, through="Participation", related_name="activities")

    state = models.CharField(_("state"), max_length=10, choices=ActivityState, default=ActivityState.DRAFT, db_index=True)
    reporting_unit = models.ForeignKey(Unit, models.PROTECT, related_name="reported", verbose_name=_("reporting unit"))
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reported", verbose_name=_("reported by"))
    origin = models.CharField(_("came from"), max_length=12, choices=Origin, default=Origin.FORM)
    sheet = models.ForeignKey(SheetImport, models.SET_NULL, null=True, blank=True, related_name="activities")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="absorbed")
    # "等": the text named some units and left the list open.
    and_others = models.BooleanField(_("and others not named"), default=False)
    is_demo = models.BooleanField(_("demo data"), default=False)

    number = models.PositiveIntegerField(default=1, help_text=_("Version: grows with every change while it counts"))
    since = models.DateField(null=True, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="verified", verbose_name=_("verified by"))
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    # A key made by the browser or the sheet, so that a report sent twice over a weak network is one report.
    once = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name_plural = _("activities")
        ordering = ["-latest", "-id"]
        indexes = [
            # The list of a campaign, and of a campaign in one state.
            models.Index(fields=["campaign", "-latest", "-id"]),
            models.Index(fields=["campaign", "state", "-latest", "-id"]),
            # The verifier's queue, oldest first, with all that it is limited by: 20,000 waiting reports are counted without reading them.
            models.Index(fields=["campaign", "state", "submitted_at", "id", "reported_by", "reporting_unit"], name="activity_queue"),
            models.Index(fields=["reporting_unit", "state"]),
            # A search for words reads every title of the campaign: from this index alone it takes a quarter of the time.
            models.Index(fields=["campaign", "-latest", "-id", "state", "title", "place", "reported_by", "reporting_unit"], name="activity_words"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(earliest__lte=F("latest")), name="activity_window_in_order",
                                   violation_error_message=_("The first day must not lie after the last day.")),
            models.CheckConstraint(condition=Q(begins=None) | Q(ends__gte=F("begins")), name="activity_lasts_forward",
                                   violation_error_message=_("The first day must not lie after the last day.")),
            models.CheckConstraint(condition=Q(verified_by=None) | ~Q(verified_by=F("reported_by")), name="nobody_verifies_their_own",
                                   violation_error_message=_("Nobody verifies their own report.")),
            models.CheckConstraint(condition=~Q(state="verified") | Q(verified_on__isnull=False, verified_by__isnull=False),
                                   name="verified_by_somebody_on_a_day", violation_error_message=_("A verified report names who verified it.")),
            models.CheckConstraint(condition=~Q(state__in=["submitted", "verified"]) | Q(since__isnull=False), name="counted_since_a_day",
                                   violation_error_message=_("A submitted report has the day it was submitted.")),
            models.UniqueConstraint(fields=["reported_by", "once"], condition=~Q(once=""), name="sent_once"),
        ]

    def __str__(self):
        return self.title or str(self.kind)

    @property
    def is_dated(self) -> bool:
        return self.ends is not None

    @property
    def is_counted(self) -> bool:
        return self.state in (ActivityState.SUBMITTED, ActivityState.VERIFIED)


class Participation(models.Model):
    """A unit's part in an activity. `shares` holds what of the measures was its own: "12 of ours went"."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="participations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="participations")
    role = models.CharField(_("role"), max_length=12, choices=ParticipationRole, default=ParticipationRole.HOST)
    order = models.PositiveSmallIntegerField(default=0)
    shares = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["activity", "order", "id"]
        constraints = [models.UniqueConstraint(fields=["activity", "unit", "role"], name="takes_part_once_in_a_role")]


class Measure(models.Model):
    """A value with its qualifier and unit of measure. Codes are the campaign's measures; kinds never add across."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="measures")
    code = models.SlugField(max_length=40)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2)
    qualifier = models.CharField(_("qualifier"), max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    unit_zh = models.CharField(_("unit of measure"), max_length=20, blank=True)
    text = models.CharField(_("as written"), max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["activity", "order", "id"]
        constraints = [models.CheckConstraint(condition=Q(value__gte=0), name="measure_not_negative",
                                              violation_error_message=_("A number cannot be negative."))]


class ActivityVersion(models.Model):
    """What a counted activity was before it changed: the image, and the days on which it counted so."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    since = models.DateField()
    verified_on = models.DateField(null=True, blank=True)
    until = models.DateField()
    image = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["activity", "number"]
        constraints = [models.UniqueConstraint(fields=["activity", "number"], name="activity_version_once")]


class Review(models.Model):
    """An act of the review: submitted, returned with a reason, verified, withdrawn. The timeline of a record."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="reviews")
    act = models.CharField(max_length=10, choices=ReviewAct)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Whose queue it was, where somebody stood in for them; and the unit whose verifiers let the time run out.
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("on behalf of"))
    instead_of = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("instead of"))
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["activity", "id"]
        # "Did this verifier submit it?", asked for every report in the queue: by the reviewer's own index SQLite read all that
        # the verifier ever did for each of them, and 20,000 waiting reports took longer than 90 seconds.
        # The second tells at once what a person had a hand in, so that the queue leaves it out.
        indexes = [models.Index(fields=["activity", "by", "act"]), models.Index(fields=["by", "act", "activity"])]


class Merge(models.Model):
    """Two reports of one event made one by a person. The image holds what is needed to take it apart again."""

    kept = models.ForeignKey(Activity, models.PROTECT, related_name="merges")
    absorbed = models.ForeignKey(Activity, models.PROTECT, related_name="merged_as")
    image = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)


class NotTheSame(models.Model):
    """A person said that two likely duplicates are two events: they are not proposed again."""

    one = models.ForeignKey(Activity, models.CASCADE, related_name="+")
    other = models.ForeignKey(Activity, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="told_apart_once")]


class Evidence(models.Model):
    """A file that shows it. One file serves several records; it is known by the sha-256 of what was sent."""

    sha256 = models.CharField(max_length=64, unique=True)
    file = models.FileField(upload_to="evidence/%Y/%m")
    thumbnail = models.FileField(upload_to="thumbnails/%Y/%m", blank=True)
    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    activities = models.ManyToManyField(Activity, related_name="evidence", blank=True)

    class Meta:
        verbose_name_plural = _("evidence")

    def __str__(self):
        return self.name


class Statement(models.Model):
    """A total that a unit states about a scope without listing its parts (counting.md, rule 3).

    Scope: territory, system (None: all), levels (empty: all), front, kind, measure. With `measure` empty it counts units:
    "14 of the prefectures"; `named` are those it names, in `count_unit` (市州).
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="statements")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="statements", verbose_name=_("stated by"))
    territory = models.ForeignKey(Unit, models.PROTECT, related_name="stated_about", verbose_name=_("about"))
    system = models.ForeignKey(System, models.PROTECT, null=True, blank=True, verbose_name=_("system"))
    levels = models.JSONField(default=list, blank=True)
    front = models.ForeignKey(Front, models.PROTECT, related_name="statements", verbose_name=_("front"))
    kind = models.ForeignKey(ActivityKind, models.PROTECT, related_name="statements", verbose_name=_("kind"))
    measure = models.SlugField(_("measure"), max_length=40, blank=True)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2)
    qualifier = models.CharField(_("qualifier"), max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    unit_zh = models.CharField(_("unit of measure"), max_length=20, blank=True)
    text = models.CharField(_("as written"), max_length=200, blank=True)
    named = models.ManyToManyField(Unit, blank=True, related_name="named_in_statements", verbose_name=_("units named"))
    earliest = models.DateField(_("from"))
    latest = models.DateField(_("to"))
    state = models.CharField(_("state"), max_length=10, choices=ActivityState, default=ActivityState.SUBMITTED)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateField()
    verified_on = models.DateField(null=True, blank=True)
    # The day it ceased to count: withdrawn, or replaced by the statement whose `replaces` names it.
    until = models.DateField(null=True, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    note = models.CharField(_("note"), max_length=300, blank=True)
    is_demo = models.BooleanField(_("demo data"), default=False)

    class Meta:
        ordering = ["-latest", "-id"]
        constraints = [models.CheckConstraint(condition=Q(earliest__lte=F("latest")), name="statement_window_in_order",
                                              violation_error_message=_("The first day must not lie after the last day."))]

    def __str__(self):
        return self.text or f"{self.value} {self.unit_zh}"


class Remark(models.Model):
    """What a text says that cannot be counted; kept with its sentence."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="remarks")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="remarks")
    front = models.ForeignKey(Front, models.SET_NULL, null=True, blank=True, related_name="remarks")
    text = models.TextField(_("text"))
    at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(_("demo data"), default=False)


class Change(models.Model):
    """The outbox: something that the figures must read again. Written with every act, deleted when a generation holds it."""

    ACTIVITY, STATEMENT, CAMPAIGN = "activity", "statement", "campaign"
    thing = models.CharField(max_length=10)
    thing_id = models.BigIntegerField()
    at = models.DateTimeField(auto_now_add=True)
