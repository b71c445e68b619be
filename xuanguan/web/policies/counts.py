"""How many activities cite a clause, of those the person may see."""
from xuanguan.activities.queries import ActivityFilters, activities_seen_by, filtered, for_list
from xuanguan.campaigns.models import Campaign
from xuanguan.campaigns.queries import campaigns_seen_by
from xuanguan.figures.answers import NoFiguresNow, activities_per_clause_seen
from xuanguan.policies.models import Clause, PolicyVersion
from xuanguan.web.figures.refresh import refresh_soon


def counts_of(campaign: Campaign | None, person) -> dict[int, int]:
    """Per clause id the activities on record for it or for a clause below it, each once. Empty before the figures are built."""
    try:
        return activities_per_clause_seen(campaign, person) if campaign else {}
    except NoFiguresNow:
        refresh_soon()
        return {}


def activities_for(clause: Clause, campaign: Campaign, person):
    """The counted activities for a clause or one below it, as rows of a list, the latest first."""
    seen = filtered(activities_seen_by(person, campaign), ActivityFilters(state="counted", clause=clause), campaign)
    return for_list(seen)


def campaign_of(version: PolicyVersion, person, chosen: str | None) -> Campaign | None:
    """The campaign that carries this version out: the chosen one if it does, else the newest; None where none does."""
    campaigns = list(campaigns_seen_by(person).filter(version=version))
    return next((one for one in campaigns if one.code == chosen), campaigns[0] if campaigns else None)
