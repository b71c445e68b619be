"""The records behind a figure: exactly those that it counts, newest first, as far as the person may see them."""
from collections.abc import Iterator
from dataclasses import dataclass

from xuanguan.activities.models import Activity
from xuanguan.activities.queries import activities_seen_by, for_list
from xuanguan.analytics import questions as ground
from xuanguan.figures.answers.asking import Question

ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class RecordsPage:
    """ids: of the records of this page, those too that the person may not open. hidden: records that the figure counts and the person may not open (their unit organised it with another).

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
    total = question.put(ground.how_many, asked, which=which, measure=question.measure) or 0
    number = min(max(number, 1), max(-(-total // on_a_page), 1))
    page = question.put(
        ground.records, asked, which=which, measure=question.measure, limit=on_a_page, offset=(number - 1) * on_a_page) or ()
    seen = Activity.objects.all() if person is None else activities_seen_by(person, question.campaign)
    found = {activity.pk: activity for activity in for_list(seen.filter(pk__in=[one.activity for one in page]))}
    return RecordsPage(
        records=tuple(found[one.activity] for one in page if one.activity in found), ids=tuple(one.activity for one in page), total=total,
        number=number, hidden=sum(one.activity not in found for one in page),
        changed=frozenset(one.activity for one in page if one.activity in found and found[one.activity].number != one.version))


def every_record(question: Question, *, at_a_time: int = 500) -> Iterator[Activity]:
    """All records behind a figure, newest first, read in pages: for exports, of a million rows too. No person's limits."""
    asked, last = question.but(measure=None).asked, None
    while page := ground.records(question.reader, asked, measure=question.measure, limit=at_a_time, after=last):
        found = {activity.pk: activity for activity in for_list(Activity.objects.filter(pk__in=[one.activity for one in page]))}
        yield from (found[one.activity] for one in page if one.activity in found)
        last = page[-1]
