"""How many activities cite a clause, of those the person may see."""
from xuanguan.activities.enums import COUNTED
from xuanguan.activities.models import Activity
from xuanguan.activities.queries import ActivityFilters, activities_seen_by, filtered, for_list
from xuanguan.campaigns.models import Campaign
from xuanguan.campaigns.queries import campaigns_seen_by
from xuanguan.policies.models import Clause, PolicyVersion
from xuanguan.policies.queries import clauses_with_those_below


def activities_per_clause(campaign: Campaign, version: PolicyVersion, person) -> dict[int, int]:
    """Per clause id the counted activities for it or for a clause below it, each once. Three queries."""
    chains = clauses_with_those_below(version)
    citations = Activity.clauses.through.objects.filter(
        clause__version=version, activity__in=activities_seen_by(person, campaign).filter(state__in=COUNTED).values("pk"))
    cited: dict[int, set[int]] = {}
    for activity, clause in citations.values_list("activity_id", "clause_id"):
        for above in chains[clause]:
            cited.setdefault(above, set()).add(activity)
    return {clause: len(activities) for clause, activities in cited.items()}


def activities_for(clause: Clause, campaign: Campaign, person):
    """The counted activities for a clause or one below it, as rows of a list, the latest first."""
    seen = filtered(activities_seen_by(person, campaign), ActivityFilters(state="counted", clause=clause), campaign)
    return for_list(seen)


def campaign_of(version: PolicyVersion, person, chosen: str | None) -> Campaign | None:
    """The campaign that carries this version out: the chosen one if it does, else the newest; None where none does."""
    campaigns = list(campaigns_seen_by(person).filter(version=version))
    return next((one for one in campaigns if one.code == chosen), campaigns[0] if campaigns else None)
