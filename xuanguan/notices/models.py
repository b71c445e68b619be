"""What a person is told, how they want to be told, and the mails that went out."""
import datetime as dt
import uuid

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from xuanguan.notices.enums import DigestState, NoticeKind, Rhythm, Weekday


class Notice(models.Model):
    """Something a person is told. `text` is a sentence of a catalog, `values` what stands in it: it is worded when it is read.

    `key` names the matter: a person has one notice of a key, however often they are told. Open until `settled_at`; a kind that
    only tells is settled by reading. `about` names the thing as activity:17 does, `link` the name and arguments of its address.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("person"))
    kind = models.CharField(_("kind"), max_length=20, choices=NoticeKind)
    key = models.CharField(max_length=120)
    text = models.CharField(max_length=300)
    values = models.JSONField(default=dict)
    about = models.CharField(max_length=100, blank=True)
    link = models.JSONField(default=list)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by"))
    read_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="told_once_of_a_matter")]
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="notices_of_a_person"),
            # The number in the head of every page.
            models.Index(fields=["person"], condition=Q(read_at=None, settled_at=None), name="unread_notices"),
            models.Index(fields=["key"], condition=Q(settled_at=None), name="open_notices_by_key"),
        ]

    @property
    def is_open(self) -> bool:
        return self.settled_at is None

    @property
    def is_unread(self) -> bool:
        return self.read_at is None and self.settled_at is None


class Preferences(models.Model):
    """How a person wants their digest. Who never chose has these values, without a row."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preferences")
    digest = models.CharField(_("digest by e-mail"), max_length=10, choices=Rhythm, default=Rhythm.DAILY)
    weekday = models.PositiveSmallIntegerField(_("day of the weekly digest"), choices=Weekday, default=Weekday.MONDAY)
    # Nothing is sent from `quiet_from` up to `quiet_until`, over midnight where the first is the later; equal: no quiet hours.
    quiet_from = models.TimeField(_("quiet from"), default=dt.time(18))
    quiet_until = models.TimeField(_("quiet until"), default=dt.time(8))
    working_days_only = models.BooleanField(_("on working days only"), default=True)

    class Meta:
        verbose_name_plural = _("preferences")


class Digest(models.Model):
    """A mail for a person and a span (`first`: the day, or the Monday of the week). The row is made before the mail: that one process sends it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests")
    rhythm = models.CharField(max_length=10, choices=Rhythm)
    first = models.DateField()
    state = models.CharField(max_length=10, choices=DigestState, default=DigestState.SENDING)
    notices = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=1)
    problem = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["person", "rhythm", "first"], name="one_digest_a_span")]


class CalendarAddress(models.Model):
    """A secret address under which a calendar program reads what is due. Its token is made from `seed` and the house's key, so a copy of the
    database opens nothing. `scope`: "" for all that is expected of the person, else the code of a unit, as the room above gives it.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_addresses")
    scope = models.CharField(max_length=60, blank=True)
    seed = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["scope", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "scope"], condition=Q(revoked_at=None), name="one_calendar_of_a_scope")]

    @property
    def token(self) -> str:
        return _calendar_signer.sign(self.seed.hex)

    @classmethod
    def seed_of(cls, token: str) -> uuid.UUID | None:
        """The seed in a token that this house signed; None for any other."""
        try:
            return uuid.UUID(_calendar_signer.unsign(token))
        except (BadSignature, ValueError):
            return None


_calendar_signer = Signer(salt="xuanguan.notices.calendar", sep=".")
