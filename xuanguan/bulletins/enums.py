"""The closed lists of bulletins."""
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BulletinState(models.TextChoices):
    READ = "read", _("To be gone through")
    DONE = "done", _("Gone through")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ClaimState(models.TextChoices):
    OPEN = "open", _("Open")
    ACCEPTED = "accepted", _("Accepted")
    CHANGED = "changed", _("Changed and accepted")
    REJECTED = "rejected", _("Rejected")


class Makes(models.TextChoices):
    """What becomes of a claim."""

    ACTIVITIES = "activities", _("an activity of each unit")
    JOINT = "joint", _("one joint activity")
    STATEMENT = "statement", _("a stated total")
    REMARK = "remark", _("a remark that is not counted")
    SAME = "same", _("the same event as a record already here")


class IssuerKnown(models.TextChoices):
    """How it is known who issued a bulletin."""

    CHOSEN = "chosen", _("chosen by the person who took it in")
    SOURCE = "source", _("from its source line")
    TITLE = "title", _("from its title")


class Intake(models.TextChoices):
    """What became of one document of a batch."""

    TAKEN = "taken", _("Taken in")
    HERE = "here", _("Already here")
    UNREAD = "unread", _("Could not be read")
    LATER = "later", _("Not reached")


class DraftState(models.TextChoices):
    WRITING = "writing", _("Being written")
    ISSUED = "issued", pgettext_lazy("bulletin", "Issued")
    DELETED = "deleted", _("Deleted")


class SubmissionState(models.TextChoices):
    """What became of an edition at the level above."""

    SENT = "sent", pgettext_lazy("bulletin", "Submitted")
    TAKEN = "taken", _("Taken")
    DECLINED = "declined", _("Not taken")


class ExportForm(models.TextChoices):
    """The files of an edition."""

    JSON = "json", "JSON"
    HTML = "html", "HTML"
    DOCX = "docx", "docx"
    PDF = "pdf", "PDF"
    TEXT = "text", _("Plain text")


class Verdict(models.TextChoices):
    """What the records say of a claim. They help the writer; none of them accuses."""

    MATCHES = "matches", _("matches")
    ROUNDED = "rounded", _("matches after rounding")
    SELF_REPORTED = "self_reported", _("only self-reported")
    STATED = "stated", _("only stated")
    CANNOT = "cannot_be_checked", _("cannot be checked")
    STALE = "stale", _("as of an earlier day")
    MIXES = "mixes_kinds", _("mixes persons and attendances")
    DOES_NOT_ADD_UP = "does_not_add_up", _("does not add up")
    CONTRADICTS = "contradicts", _("differs from the records")
