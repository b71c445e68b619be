"""Reading campaigns, limited to what the person may see: those on, above or below a unit where they have a role."""
from django.db.models import Count, Prefetch, Q, QuerySet

from xuanguan.campaigns.enums import CampaignState
from xuanguan.campaigns.models import ActivityKind, Campaign, Expectation
from xuanguan.organisations.enums import Role
from xuanguan.organisations.permissions import grants_of

# Whose work it is to prepare a campaign.
SET_UP = (Role.COORDINATOR, Role.ADMINISTRATOR)


def campaigns_seen_by(person) -> QuerySet[Campaign]:
    """Campaigns whose territory holds, or lies within, a unit where the person has a role; the newest first.

    One that is being prepared is seen by those who may set it up (permissions.can_run), and by nobody who would be asked.
    """
    campaigns = Campaign.objects.select_related("version__policy", "territory", "lead_unit").order_by("-begins", "id")
    if getattr(person, "is_superuser", False):
        return campaigns
    seen = Q(pk__in=[])
    for grant in grants_of(person):
        above = Q(territory__first__lte=grant.unit.first, territory__last__gte=grant.unit.first)
        inside = Q(territory__first__gte=grant.unit.first, territory__first__lte=grant.unit.last)
        seen |= (above | inside) & ~Q(state=CampaignState.PREPARING)
        if grant.role in SET_UP:
            leads = Q(lead_unit__first__gte=grant.unit.first, lead_unit__first__lte=grant.unit.last)
            seen |= inside | leads if grant.system_id is None else leads & Q(lead_unit__system=grant.system_id)
    return campaigns.filter(seen)


def current_campaign(code: str | None, person) -> Campaign | None:
    """The campaign the person works in: the one chosen, else the newest that runs, else the newest.

    Kept on the person for the length of a request, as their grants are: the page, its menu and its view all ask.
    """
    kept = person.__dict__.setdefault("_campaigns_at_hand", {})
    if code not in kept:
        campaigns = campaigns_seen_by(person)
        kept[code] = (
            (campaigns.filter(code=code).first() if code else None)
            or campaigns.filter(state=CampaignState.RUNNING).first() or campaigns.first())
    return kept[code]


def campaigns_in_list(person) -> QuerySet[Campaign]:
    """With the numbers that a row of the list shows."""
    return campaigns_seen_by(person).annotate(
        front_count=Count("fronts", distinct=True), kind_count=Count("kinds", distinct=True),
        expectation_count=Count("expectations", distinct=True))


def kinds_of(campaign: Campaign) -> QuerySet[ActivityKind]:
    """The kinds with their front and measures, in three queries."""
    return campaign.kinds.select_related("usual_front").prefetch_related("measures").order_by("order", "pk")


def expectations_of(campaign: Campaign) -> QuerySet[Expectation]:
    """The expectations with all that says who, what and by when."""
    return campaign.expectations.select_related("campaign", "roster", "front").prefetch_related(
        Prefetch("kinds", ActivityKind.objects.order_by("order", "pk"))).order_by("order", "pk")
