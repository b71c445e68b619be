"""A policy, its versions, and the tree of clauses that the rest of the house points at."""
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from xuanguan.policies.enums import Certainty, VersionState


class Policy(models.Model):
    code = models.SlugField(_("code"), unique=True, max_length=60)
    title_zh = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    short_zh = models.CharField(_("short title"), max_length=60, blank=True)
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    number = models.CharField(_("document number"), max_length=100, blank=True)

    class Meta:
        verbose_name_plural = _("policies")
        ordering = ["code"]

    def __str__(self):
        return self.title_en if get_language() == "en" and self.title_en else self.title_zh


class PolicyVersion(models.Model):
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="versions")
    label = models.CharField(_("version"), max_length=60)
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=VersionState, default=VersionState.IN_FORCE)
    is_complete = models.BooleanField(_("complete text"), default=True)
    note = models.TextField(_("note"), blank=True)
    sources = models.JSONField(_("sources"), default=list)
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
    heading = models.CharField(_("heading"), max_length=300, blank=True)
    heading_en = models.CharField(_("heading in English"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    text_en = models.TextField(_("text in English"), blank=True)
    certainty = models.CharField(_("checked"), max_length=20, choices=Certainty, default=Certainty.CONFIRMED)

    class Meta:
        ordering = ["version", "order"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="clause_code_once")]

    def __str__(self):
        english = get_language() == "en"
        title = (self.heading_en if english else "") or self.heading or (self.text_en if english else "") or self.text
        return f"{self.number}{title[:60]}"


class Target(models.Model):
    """What the policy wants reached by a year."""

    version = models.ForeignKey(PolicyVersion, models.CASCADE, related_name="targets")
    clause = models.ForeignKey(Clause, models.SET_NULL, null=True, blank=True, related_name="targets")
    code = models.CharField(_("code"), max_length=20)
    year = models.PositiveSmallIntegerField(_("year"))
    category = models.CharField(_("category"), max_length=60, blank=True)
    indicator = models.CharField(_("indicator"), max_length=200)
    value = models.CharField(_("target"), max_length=120)
    certainty = models.CharField(_("checked"), max_length=20, choices=Certainty, default=Certainty.CONFIRMED)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["version", "id"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="target_code_once")]


class Crosswalk(models.Model):
    """A clause of one policy that carries on a clause of another."""

    source = models.ForeignKey(Clause, models.CASCADE, related_name="carried_on_by")
    target = models.ForeignKey(Clause, models.CASCADE, related_name="carries_on")
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "target"], name="crosswalk_once")]
