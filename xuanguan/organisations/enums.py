"""The closed lists of organisations."""
from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    DIVISION = "division", _("Division")
    GOVERNMENT = "government", _("Government")
    PARTY_COMMITTEE = "party_committee", _("Party committee")
    BUREAU = "bureau", _("Bureau")
    DEPARTMENT = "department", _("Department")
    LEADING_GROUP = "leading_group", _("Leading group")
    ENTERPRISE = "enterprise", _("Enterprise")
    MEDIA = "media", _("Media")
    SCHOOL = "school", _("School or institute")
    HOSPITAL = "hospital", _("Hospital")
    WARD = "ward", _("Ward")
    OTHER = "other", _("Other")


class UnitLevel(models.IntegerChoices):
    """How deep in the tree of divisions. A campaign template may give the levels other names (group, hospital, ward)."""

    NATION = 0, _("Nation")
    PROVINCE = 1, _("Province")
    PREFECTURE = 2, _("Prefecture")
    COUNTY = 3, _("County")
    TOWN = 4, _("Town")


class NameKind(models.TextChoices):
    OFFICIAL = "official", _("Official name")
    SHORT = "short", _("Short name")
    ALIAS = "alias", _("Also called")
    CODE = "code", _("Code")  # codes change when a county becomes a district; whoever has an old one should find the unit


class SuccessionKind(models.TextChoices):
    RENAME = "rename", _("Renamed")
    MERGE = "merge", _("Merged")
    SPLIT = "split", _("Split")
    TRANSFER = "transfer", _("Moved to another superior")


class MemberRole(models.TextChoices):
    LEADER = "leader", _("Leader")
    MEMBER = "member", _("Member unit")
    CONTACT = "contact", _("Contact person")


class Role(models.TextChoices):
    """What a person may do in a unit and everything below it."""

    OFFICER = "officer", _("Reporting officer")
    VERIFIER = "verifier", _("Verifier")
    COORDINATOR = "coordinator", _("Campaign coordinator")
    WRITER = "writer", _("Bulletin writer")
    ANALYST = "analyst", _("Leader or analyst")
    ASSESSOR = "assessor", _("Assessor")
    ADMINISTRATOR = "administrator", _("Administrator")
