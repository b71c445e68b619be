"""Reading bulletins: what a person may see, and a bulletin with its claims and what they would become."""
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from xuanguan.activities.enums import COUNTED
from xuanguan.activities.models import Activity
from xuanguan.bulletins.enums import ClaimState
from xuanguan.bulletins.models import Bulletin, Claim
from xuanguan.bulletins.proposals import CampaignWords, Proposal, propose
from xuanguan.campaigns.models import Campaign
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import within_scope


def bulletins_seen_by(person, campaign: Campaign | None = None) -> QuerySet[Bulletin]:
    """Bulletins of units that the person's roles reach, newest first, with how many claims are open."""
    bulletins = Bulletin.objects.filter(within_scope(person, field="unit"))
    if campaign is not None:
        bulletins = bulletins.filter(campaign=campaign)
    return bulletins.select_related("unit", "campaign").annotate(
        claims_count=Count("claims"), open_count=Count("claims", filter=Q(claims__state=ClaimState.OPEN))).order_by("-published", "-pk")


def claims_of(bulletin: Bulletin) -> list[Claim]:
    """The claims in the order of the text, with the records that were made of them."""
    made = Prefetch("activities", Activity.objects.select_related("kind", "reporting_unit"))
    claims = list(bulletin.claims.select_related("statement", "remark", "by").prefetch_related(made).order_by("start", "number"))
    for claim in claims:
        claim.bulletin = bulletin
    return claims


def proposals_of(bulletin: Bulletin, claims: list[Claim]) -> list[Proposal]:
    """What each claim would become; a fixed number of queries."""
    codes = {match["code"] for claim in claims for match in claim.data["units"]}
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=codes).select_related("territory")}
    words = CampaignWords.of(bulletin.campaign)
    return [propose(claim, words, units) for claim in claims]


def same_events(proposals: list[Proposal], most: int = 5) -> dict[int, list[Activity]]:
    """For each claim the records already here that may tell of the same event; two queries for all of them.

    Of the same kind, by the same units or in their division, in a window that meets; the latest first.
    """
    asked = {proposal.claim.pk: (proposal.decision, divisions_near(proposal.decision.units)) for proposal in proposals
             if proposal.decision.kind and proposal.decision.units and proposal.claim.state == ClaimState.OPEN}
    if not asked:
        return {}
    near = set().union(*(units for _decision, units in asked.values()))
    windows = [decision.when for decision, _units in asked.values()]
    known = list(
        Activity.objects.filter(
            campaign=proposals[0].claim.bulletin.campaign_id, state__in=COUNTED, kind__in={decision.kind for decision, _units in asked.values()},
            earliest__lte=max(when.latest for when in windows), latest__gte=min(when.earliest for when in windows), participations__unit__in=near)
        .select_related("kind", "reporting_unit").prefetch_related("participations").distinct().order_by("-latest", "-id")[:200])
    return {
        pk: [one for one in known if decision.kind and one.kind_id == decision.kind.pk and one.earliest <= decision.when.latest and one.latest >= decision.when.earliest
             and any(part.unit_id in units for part in one.participations.all())][:most]
        for pk, (decision, units) in asked.items()}


def divisions_near(units: tuple[Unit, ...]) -> set[int]:
    return {pk for unit in units for pk in (unit.pk, unit.pk if unit.is_division else unit.territory_id) if pk}


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a bulletin is gone through, and what came of it."""

    claims: int
    accepted: int
    changed: int
    rejected: int
    activities: int
    statements: int
    remarks: int

    @property
    def decided(self) -> int:
        return self.accepted + self.changed + self.rejected

    @property
    def open(self) -> int:
        return self.claims - self.decided


def tally_of(bulletin: Bulletin) -> Tally:
    counts = bulletin.claims.aggregate(
        claims=Count("pk", distinct=True),
        accepted=Count("pk", filter=Q(state=ClaimState.ACCEPTED), distinct=True),
        changed=Count("pk", filter=Q(state=ClaimState.CHANGED), distinct=True),
        rejected=Count("pk", filter=Q(state=ClaimState.REJECTED), distinct=True),
        activities=Count("activities", distinct=True), statements=Count("statement", distinct=True), remarks=Count("remark", distinct=True))
    return Tally(**counts)


def bulletins_told_of(activity: Activity) -> QuerySet[Claim]:
    """The sentences of bulletins that a record came from."""
    return activity.claims.select_related("bulletin__unit").order_by("bulletin__published")
