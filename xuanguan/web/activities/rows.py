"""A row of a list of activities: the record with the words that a table shows."""
from collections.abc import Iterable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from xuanguan.activities.enums import ORGANISING, ActivityState
from xuanguan.activities.models import Activity
from xuanguan.design.marks import Mark
from xuanguan.web.activities import wording

# A row names so many organisers and counts the rest.
MOST_NAMED = 2


@dataclass(frozen=True, slots=True)
class Row:
    activity: Activity
    when: str
    who: str
    measures: list[tuple[str, str]]
    mark: Mark | None
    tone: str
    badge: SafeString


def rows_of(activities: Iterable[Activity]) -> list[Row]:
    """Needs what `queries.for_list` fetches, and `kind__measures`. Each state's badge is drawn once, however many rows bear it."""
    badges: dict[ActivityState, SafeString] = {}
    return [_row(activity, badges) for activity in activities]


def row_of(activity: Activity) -> Row:
    return _row(activity, {})


def _row(activity: Activity, badges: dict[ActivityState, SafeString]) -> Row:
    state = ActivityState(activity.state)
    mark, tone = wording.MARKS.get(state), wording.TONES.get(state, "neutral")
    if state not in badges:
        badges[state] = render_to_string("activities/badge.html", {"mark": mark, "tone": tone, "label": state.label})
    return Row(
        activity, wording.days_of(activity), organisers_in_words(activity),
        wording.measures_in_words(activity.measures.all(), activity.kind.measures.all()), mark, tone, badges[state])


def organisers_in_words(activity: Activity) -> str:
    names = [one.unit.short for one in activity.participations.all() if one.role in ORGANISING]
    words = _(", ").join(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        return _("%(units)s and %(more)s more") % {"units": words, "more": len(names) - MOST_NAMED}
    return _("%(units)s and others") % {"units": words} if activity.and_others else words
