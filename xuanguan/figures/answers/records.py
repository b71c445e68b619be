"""The records behind a figure: exactly those that it counts, newest first, as far as the person may see them."""
from dataclasses import dataclass

from xuanguan.activities.models import Activity
from xuanguan.activities.queries import activities_seen_by, for_list
from xuanguan.analytics import questions as ground
from xuanguan.figures.answers.asking import Question

ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class RecordsPage:
    """hidden: records that the figure counts and the person may not open (their unit organised it with another).

    changed: ids of those that were changed since the day asked about, so that they read differently now.
    """

    records: tuple[Activity, ...]
    ids: tuple[int, ...]
    total: int
    number: int
    hidden: int
    changed: frozenset[int]

    @property
    def pages(self) -> int:
        return max(-(-self.total // ON_A_PAGE), 1)


def records(question: Question, person=None, *, number: int = 1, which: str = "counted", on_a_page: int = ON_A_PAGE) -> RecordsPage:
    """which: "counted", or "undated": those whose window sticks out of the period. `person` None: no limits."""
    asked = question.but(measure=None).asked
    ids = question.put(ground.records, asked, which=which, measure=question.measure) or ()
    number = min(max(number, 1), max(-(-len(ids) // on_a_page), 1))
    page = ids[(number - 1) * on_a_page:number * on_a_page]
    seen = Activity.objects.all() if person is None else activities_seen_by(person, question.campaign)
    found = {activity.pk: activity for activity in for_list(seen.filter(pk__in=[one.activity for one in page]))}
    return RecordsPage(
        records=tuple(found[one.activity] for one in page if one.activity in found), ids=tuple(one.activity for one in ids), total=len(ids),
        number=number, hidden=sum(one.activity not in found for one in page),
        changed=frozenset(one.activity for one in page if one.activity in found and found[one.activity].number != one.version))
