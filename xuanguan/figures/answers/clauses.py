"""How many activities carried out each clause."""
from xuanguan.analytics import Count
from xuanguan.analytics import questions as ground
from xuanguan.figures.answers.asking import Question


def activities_per_clause(question: Question) -> dict[int, Count]:
    """By the id of the clause; an activity counts for every clause above its own, once. Only those with something."""
    counts: dict[int, Count] = {}
    for one in question.put(ground.clauses, question.but(measure=None, roles=()).asked) or ():
        counts[one.clause] = counts.get(one.clause, Count()) + one.activities
    return counts
