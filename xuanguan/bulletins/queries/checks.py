"""Reading checks that were kept, and the records that a check names."""
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from xuanguan.activities.models import Activity
from xuanguan.activities.queries import activities_seen_by
from xuanguan.bulletins.models import Check
from xuanguan.bulletins.permissions import WRITERS
from xuanguan.campaigns.models import Campaign
from xuanguan.organisations.permissions import within_scope


def checks_seen_by(person, campaign: Campaign | None = None, *, for_list: bool = False) -> QuerySet[Check]:
    """The person's own, and those of units that the person writes for; newest first. for_list: without the text."""
    checks = Check.objects.filter(Q(by=person) | within_scope(person, *WRITERS, field="unit"))
    if campaign is not None:
        checks = checks.filter(campaign=campaign)
    checks = checks.select_related("campaign__territory", "unit", "by", "draft", "bulletin")
    return checks.defer("result", "draft__document", "bulletin__reading", "bulletin__clean_text", "bulletin__source_text") if for_list else checks


def records_told(ids: Iterable[int], campaign: Campaign, person) -> dict[int, Activity]:
    """Of the records with these ids those that the person may open."""
    wanted = set(ids)
    if not wanted:
        return {}
    return {one.pk: one for one in activities_seen_by(person, campaign).filter(pk__in=wanted).select_related("kind", "reporting_unit")}
