"""The closed lists of activities."""
from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Self-reported")
    RETURNED = "returned", _("Returned")
    VERIFIED = "verified", _("Verified")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("Merged into another record")


# What figures count (counting.md, rule 3): itemised = verified + self-reported.
COUNTED = (ActivityState.SUBMITTED, ActivityState.VERIFIED)


class ParticipationRole(models.TextChoices):
    HOST = "host", _("Host")
    CO_HOST = "co_host", _("Co-host")
    PARTICIPANT = "participant", _("Took part")
    SPEAKER = "speaker", _("Speaker")
    PARTNER = "partner", _("Partner")


ORGANISING = (ParticipationRole.HOST, ParticipationRole.CO_HOST)


class Origin(models.TextChoices):
    FORM = "form", _("Form")
    BULLETIN = "bulletin", _("Bulletin")
    SPREADSHEET = "spreadsheet", _("Spreadsheet")


class Qualifier(models.TextChoices):
    EXACT = "exact", _("exactly")
    AT_LEAST = "at_least", _("at least")
    ABOUT = "about", _("about")
    AT_MOST = "at_most", _("at most")


class ReviewAct(models.TextChoices):
    SUBMIT = "submit", _("submitted")
    RETURN = "return", _("returned")
    VERIFY = "verify", _("verified")
    WITHDRAW = "withdraw", _("withdrew")
    REVISE = "revise", _("revised")
