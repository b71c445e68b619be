"""Bulletins as they were issued: they never change. What went up, what was adopted above, what was put right."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from xuanguan.bulletins.enums import ExportForm, SubmissionState
from xuanguan.bulletins.models.drafts import Draft
from xuanguan.campaigns.models import Campaign
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.models import Unit


class NeverChanges(PersonError):
    """Somebody tried to write over an edition."""

    def __str__(self):
        return str(_("An edition never changes. Issue a correction instead: both stay readable."))


class FrozenQuerySet(models.QuerySet):
    """Rows are made and read; nothing writes over them or takes them away."""

    def update(self, **kwargs):
        raise NeverChanges

    def bulk_update(self, objs, fields, batch_size=None):
        raise NeverChanges

    def delete(self):
        raise NeverChanges


class Frozen(models.Model):
    """Saved once."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise NeverChanges
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args, **kwargs):
        raise NeverChanges


class Edition(Frozen):
    """A bulletin as issued. `package` is all of it as data (writing.editions), `sha256` the hash over its canonical form.

    as_of, generation: the state of the figures that it was printed from.
    """

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="editions")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="editions", verbose_name=_("campaign"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="editions", verbose_name=_("issued by"))
    title = models.CharField(_("title"), max_length=300)
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    language = models.CharField(_("language"), max_length=10)
    issued_on = models.DateField(_("date of issue"))
    as_of = models.DateField(_("as of"))
    generation = models.CharField(max_length=60)
    package = models.JSONField()
    sha256 = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("issued in the name of the unit by"))
    at = models.DateTimeField()
    is_demo = models.BooleanField(_("demo data"), default=False)

    class Meta:
        ordering = ["-issued_on", "-id"]
        constraints = [models.UniqueConstraint(
            fields=["unit", "document_number"], condition=~models.Q(document_number=""), name="document_number_once",
            violation_error_message=_("The unit has issued a document of this number already."))]

    def __str__(self):
        return self.title


class EditionFile(Frozen):
    """An edition as a file, as it was made when it was issued."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="files")
    form = models.CharField(max_length=10, choices=ExportForm)
    file = models.FileField(upload_to="editions/%Y/%m")
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "form"], name="edition_form_once")]

    @property
    def data(self) -> bytes:
        with self.file.open("rb") as file:
            return file.read()


class Erratum(Frozen):
    """A later edition that puts an earlier one right: what was printed, what it is now, and why."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="errata", verbose_name=_("corrected edition"))
    correction = models.OneToOneField(Edition, models.PROTECT, related_name="erratum", verbose_name=_("correction"))
    reason = models.CharField(_("reason"), max_length=500)
    changes = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = _("errata")
        ordering = ["id"]


class Submission(models.Model):
    """An edition handed to a unit above, whose editor takes passages from it or declines with a reason."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="submissions")
    to = models.ForeignKey(Unit, models.PROTECT, related_name="submissions_here", verbose_name=_("submitted to"))
    state = models.CharField(_("state"), max_length=10, choices=SubmissionState, default=SubmissionState.SENT)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["edition", "to"], name="submitted_to_a_unit_once",
                                               violation_error_message=_("It was submitted to this unit already."))]


class Adoption(models.Model):
    """A passage of a submitted edition that the level above took into its own bulletin.

    paragraph: its id in the source; taken_as: the id of the paragraph that it became. The unit sees it once it is printed (`edition`).
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="adoptions")
    paragraph = models.CharField(max_length=40)
    text = models.TextField()
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="adoptions")
    taken_as = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="adoptions")
    printed_text = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["draft", "taken_as"], name="adopted_as_one_paragraph")]


class PointsInForce(models.Model):
    """A campaign counts points for adoption, because somebody switched a published rule on and said why."""

    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="adoption_points")
    rules = models.CharField(_("rules"), max_length=40)
    channel = models.CharField(_("publication"), max_length=60)
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = _("points in force")
