"""Reading editions, what was handed up, and what was adopted there."""
from django.db.models import Exists, OuterRef, Q, QuerySet

from xuanguan.bulletins.models import Adoption, Edition, Erratum, PointsInForce, Submission
from xuanguan.bulletins.permissions import WRITERS
from xuanguan.campaigns.models import Campaign
from xuanguan.figures.models import Printed
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import within_scope


def editions_seen_by(person, campaign: Campaign | None = None, *, for_list: bool = False) -> QuerySet[Edition]:
    """Editions of units within the person's reach, and those handed to one of them; newest first. `corrected`: a later one puts it right.

    for_list: without the text.
    """
    handed = Submission.objects.filter(within_scope(person, field="to")).values("edition")
    editions = Edition.objects.filter(within_scope(person, field="unit") | Q(pk__in=handed))
    if campaign is not None:
        editions = editions.filter(campaign=campaign)
    editions = editions.select_related("campaign__territory", "unit__territory", "unit__superior", "by").annotate(
        corrected=Exists(Erratum.objects.filter(edition=OuterRef("pk"))), is_correction=Exists(Erratum.objects.filter(correction=OuterRef("pk"))),
    ).order_by("-issued_on", "-pk")
    return editions.defer("package") if for_list else editions


def submissions_to(person, campaign: Campaign | None = None) -> QuerySet[Submission]:
    """What was handed to units that the person writes for, newest first."""
    found = Submission.objects.filter(within_scope(person, *WRITERS, field="to"))
    if campaign is not None:
        found = found.filter(edition__campaign=campaign)
    return found.select_related("edition__unit", "edition__campaign", "to", "by", "answered_by").defer("edition__package").order_by("-at", "-pk")


def adopted_passages(person, campaign: Campaign | None = None) -> QuerySet[Adoption]:
    """Passages of editions of the person's units that a level above has printed, newest first; and those that they printed themselves."""
    found = Adoption.objects.filter(
        within_scope(person, field="submission__edition__unit") | within_scope(person, field="edition__unit"), edition__isnull=False)
    if campaign is not None:
        found = found.filter(submission__edition__campaign=campaign)
    return found.select_related("submission__edition__unit", "submission__to", "edition__unit").defer(
        "submission__edition__package", "edition__package").order_by("-edition__issued_on", "-pk")


def where_printed(person, printed: QuerySet[Printed]) -> QuerySet[Printed]:
    """Of the times that a figure was printed those in editions that the person may see."""
    return printed.filter(edition__in=editions_seen_by(person).order_by().values("pk"))


def units_above(unit: Unit) -> list[Unit]:
    """Whom a unit can hand its bulletin to: its superior, and the divisions that hold it, the nearest first."""
    divisions = list(Unit.objects.filter(first__lt=unit.first, last__gte=unit.last, is_open=True).order_by("-first"))
    superior = [unit.superior] if unit.superior_id and unit.superior is not None else []
    return list(dict.fromkeys([*superior, *divisions]))


def points_in_force(campaign: Campaign) -> PointsInForce | None:
    """The rule that somebody switched on; None, as it comes."""
    return PointsInForce.objects.filter(campaign=campaign).select_related("by").first()
