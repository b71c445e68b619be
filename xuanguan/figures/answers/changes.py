"""What changed in a figure since a day: the records that make the difference, as far as the person may see them."""
import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xuanguan.activities.models import Activity
from xuanguan.activities.queries import activities_seen_by, for_list
from xuanguan.analytics import questions as ground
from xuanguan.figures.answers.asking import CannotAsk, Question
from xuanguan.figures.answers.totals import figure
from xuanguan.figures.answers.values import Figure

MOST_SHOWN = 20
# Each of them is told by its id: more take a page's time and memory, and nobody reads them one by one.
MOST_TOLD = 200_000


@dataclass(frozen=True, slots=True)
class ChangedRecords:
    """One way of changing: how many records, and the newest of them that the person may open."""

    number: int
    shown: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """Between the end of the day `since` and the day that is asked as of."""

    since: dt.date
    before: Figure
    after: Figure
    new: ChangedRecords
    gone: ChangedRecords
    edited: ChangedRecords
    verified: ChangedRecords

    def __bool__(self) -> bool:
        return bool(self.new.number or self.gone.number or self.edited.number or self.verified.number)


def what_changed(question: Question, since: dt.date, person=None) -> WhatChanged:
    """`person` None: no limits. Raises CannotAsk for a day after the one that is asked as of, and where too many records changed."""
    if since > question.as_of:
        raise CannotAsk("since", _("What changed is asked from an earlier day: %(since)s lies after %(day)s, the day that is asked about.") % {
            "since": since.isoformat(), "day": question.as_of.isoformat()})
    before, after = figure(question.but(as_of=since)), figure(question)
    then, now = (figure(one.question.but(measure=None)) for one in (before, after)) if question.measure else (before, after)
    if max(abs(now.itemised - then.itemised), abs(now.verified - then.verified)) > MOST_TOLD:
        raise CannotAsk("since", _("More than %(most)s records changed since %(since)s. Ask since a later day, or of fewer units or fewer days.") % {
            "most": f"{MOST_TOLD:,}", "since": since.isoformat()})
    found = question.put(ground.changes, question.but(measure=None).asked, since=since, measure=question.measure) or ground.Changed()
    wanted = {one.activity for line in (found.new, found.gone, found.edited, found.verified) for one in line[:MOST_SHOWN]}
    seen = Activity.objects.all() if person is None else activities_seen_by(person, question.campaign)
    records = {one.pk: one for one in for_list(seen.filter(pk__in=wanted))}

    def shown(line: tuple[ground.RecordId, ...]) -> ChangedRecords:
        return ChangedRecords(len(line), tuple(records[one.activity] for one in line[:MOST_SHOWN] if one.activity in records))

    return WhatChanged(
        since, before, after, shown(found.new), shown(found.gone), shown(found.edited), shown(found.verified))
