"""How many activities carried out each clause."""
from xuanguan.analytics import Count
from xuanguan.analytics import questions as ground
from xuanguan.campaigns.models import Campaign
from xuanguan.figures.answers.asking import Question, question
from xuanguan.figures.permissions import reach_of


def activities_per_clause(question: Question) -> dict[int, Count]:
    """By the id of the clause; an activity counts for every clause above its own, once. Only those with something."""
    counts: dict[int, Count] = {}
    for one in question.put(ground.clauses, question.but(measure=None, roles=()).asked) or ():
        counts[one.clause] = counts.get(one.clause, Count()) + one.activities
    return counts


def activities_per_clause_seen(campaign: Campaign, person) -> dict[int, int]:
    """As `activities_per_clause`, of all units that the person's roles reach, each activity once. Empty where none do."""
    units, within = reach_of(person, campaign)
    if not units:
        return {}
    asked = question(campaign)
    found = asked.put(ground.clauses, asked.asked.but(units=units, within=within)) or ()
    counts: dict[int, int] = {}
    for one in found:
        counts[one.clause] = counts.get(one.clause, 0) + one.activities.total
    return counts
