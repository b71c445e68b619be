"""A policy, its versions, and the tree of clauses that the rest of the house points at."""
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from xuanguan.organisations.enums import UnitLevel
from xuanguan.policies.enums import Certainty, Relation, VersionState


class Policy(models.Model):
    code = models.SlugField(_("code"), unique=True, max_length=60)
    title_zh = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    short_zh = models.CharField(_("short title"), max_length=60, blank=True)
    short_en = models.CharField(_("short title in English"), max_length=60, blank=True)
    # Other names under which texts mention it.
    aliases = models.JSONField(default=list, blank=True)
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    issuer_en = models.CharField(_("issuer in English"), max_length=200, blank=True)
    number = models.CharField(_("document number"), max_length=100, blank=True)

    class Meta:
        verbose_name_plural = _("policies")
        ordering = ["code"]

    def __str__(self):
        return self.title_en if get_language() == "en" and self.title_en else self.title_zh

    @property
    def short(self) -> str:
        """The short title in the language of the page, else the title."""
        return (self.short_en if get_language() == "en" else self.short_zh) or str(self)

    @property
    def issued_by(self) -> str:
        return self.issuer_en if get_language() == "en" and self.issuer_en else self.issuer


class PolicyVersion(models.Model):
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="versions")
    label = models.CharField(_("version"), max_length=60)
    adopted_on = models.DateField(_("adopted"), null=True, blank=True)
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    effective_on = models.DateField(_("in force from"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=VersionState, default=VersionState.IN_FORCE)
    is_complete = models.BooleanField(_("complete text"), default=True)
    note = models.TextField(_("note"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)
    sources = models.JSONField(_("sources"), default=list, blank=True)
    # What the indicators were before, as worded in the file.
    baselines = models.JSONField(_("baselines"), default=list, blank=True)
    is_demo = models.BooleanField(_("demo data"), default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["policy", "label"], name="version_label_once")]

    def __str__(self):
        return f"{self.policy} {self.label}".strip()


class Clause(models.Model):
    """A heading or a clause. `code` is stable: it stays when the text around it changes, and addresses carry it."""

    version = models.ForeignKey(PolicyVersion, models.CASCADE, related_name="clauses")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    code = models.CharField(_("code"), max_length=40)
    order = models.PositiveIntegerField()
    depth = models.PositiveSmallIntegerField(default=0)
    number = models.CharField(_("number"), max_length=30, blank=True, help_text=_("As printed: 三、 or (二)"))
    number_en = models.CharField(_("number in English"), max_length=30, blank=True)
    heading = models.CharField(_("heading"), max_length=300, blank=True)
    heading_en = models.CharField(_("heading in English"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    text_en = models.TextField(_("text in English"), blank=True)
    certainty = models.CharField(_("checked"), max_length=20, choices=Certainty, default=Certainty.CONFIRMED)
    # That it stands in this part of the policy is a judgment by its content, not by a source.
    place_is_judged = models.BooleanField(_("place judged by content"), default=False)
    # What we know of the clause; not the issuer's text.
    note = models.TextField(_("note"), blank=True)
    note_en = models.TextField(_("note in English"), blank=True)

    class Meta:
        ordering = ["version", "order"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="clause_code_once")]

    def __str__(self):
        english = get_language() == "en"
        title = (self.heading_en if english else "") or self.heading or (self.text_en if english else "") or self.text
        return f"{self.printed_number}{title[:60]}"

    @property
    def printed_number(self) -> str:
        """The number with the space its language needs before what follows: 二、 joins, Article 5. and 第五条 stand apart."""
        number = self.number_en if get_language() == "en" and self.number_en else self.number
        return number if number.endswith(("、", "）", ")")) or not number else f"{number} "

    @property
    def title(self) -> str:
        return self.heading_en if get_language() == "en" and self.heading_en else self.heading

    @property
    def body(self) -> str:
        return self.text_en if get_language() == "en" and self.text_en else self.text

    @property
    def remark(self) -> str:
        """What is known of the clause, in the language of the page."""
        return self.note_en if get_language() == "en" and self.note_en else self.note


class Target(models.Model):
    """What the policy wants reached by a year."""

    version = models.ForeignKey(PolicyVersion, models.CASCADE, related_name="targets")
    clause = models.ForeignKey(Clause, models.SET_NULL, null=True, blank=True, related_name="targets")
    code = models.CharField(_("code"), max_length=20)
    year = models.PositiveSmallIntegerField(_("year"))
    category = models.CharField(_("category"), max_length=60, blank=True)
    category_en = models.CharField(_("category in English"), max_length=60, blank=True)
    indicator = models.CharField(_("indicator"), max_length=200)
    indicator_en = models.CharField(_("indicator in English"), max_length=200, blank=True)
    value = models.CharField(_("target"), max_length=120)
    value_en = models.CharField(_("target in English"), max_length=120, blank=True)
    relation = models.CharField(_("relation"), max_length=12, choices=Relation, default=Relation.QUALITATIVE)
    number = models.DecimalField(_("number"), max_digits=16, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("unit of measure"), max_length=20, blank=True)
    certainty = models.CharField(_("checked"), max_length=20, choices=Certainty, default=Certainty.CONFIRMED)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["version", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="target_code_once")]

    def __str__(self):
        return f"{self.code} {self.title}"

    @property
    def title(self) -> str:
        return self.indicator_en if get_language() == "en" and self.indicator_en else self.indicator

    @property
    def wording(self) -> str:
        """The target as worded, in the language of the page."""
        return self.value_en if get_language() == "en" and self.value_en else self.value

    @property
    def group(self) -> str:
        return self.category_en if get_language() == "en" and self.category_en else self.category


class Crosswalk(models.Model):
    """A clause of one policy that carries on a clause of another."""

    source = models.ForeignKey(Clause, models.CASCADE, related_name="carried_on_by")
    target = models.ForeignKey(Clause, models.CASCADE, related_name="carries_on")
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "target"], name="crosswalk_once")]


class TargetCascade(models.Model):
    """One indicator as several levels of administration set it. A lower level may ask for less, and then the page says so."""

    indicator = models.CharField(_("indicator"), max_length=200, unique=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.indicator


class CascadeRow(models.Model):
    """What one level set for one year, as its document is cited; `target` where that document is kept here as a policy."""

    cascade = models.ForeignKey(TargetCascade, models.CASCADE, related_name="rows")
    order = models.PositiveSmallIntegerField(default=0)
    level = models.SmallIntegerField(_("level"), choices=UnitLevel)
    division_code = models.CharField(_("division code"), max_length=12)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.DecimalField(_("number"), max_digits=16, decimal_places=4)
    relation = models.CharField(_("relation"), max_length=12, choices=Relation)
    source = models.CharField(_("source"), max_length=200)
    note = models.CharField(_("note"), max_length=300, blank=True)
    target = models.ForeignKey(Target, models.SET_NULL, null=True, blank=True, related_name="cascade_rows")

    class Meta:
        ordering = ["cascade", "order"]
        constraints = [models.UniqueConstraint(fields=["cascade", "division_code", "year", "source"], name="cascade_row_once")]

    def __str__(self):
        return f"{self.division_code} {self.year}"
