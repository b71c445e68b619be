"""The best cases, chosen by rules that are shown: nobody's taste, and anybody can check them.

On each front, among its newest verified records, the one with (1) evidence before one without, (2) more kinds of number,
(3) more people reached or taking part, (4) the later day. It needs a title: a case that nobody named cannot be told.
"""

from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xuanguan.activities.enums import ORGANISING
from xuanguan.activities.models import Activity, Measure
from xuanguan.activities.queries import activities_seen_by
from xuanguan.analytics import MeasureKey
from xuanguan.analytics import questions as ground
from xuanguan.bulletins.composing import names
from xuanguan.bulletins.composing.references import reference
from xuanguan.figures.answers import Question, TotalsRow, names_of
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.writing.draft import Known
from xuanguan.writing.told import Case, Fact, MeasureTold

# So many of the newest verified records of a front are looked at: more would be read from the database than is told.
LOOKED_AT = 40
TOLD_NUMBERS = 3
PEOPLE = ("participants", "people_reached", "attendances")


def best_cases(question: Question, rows: tuple[TotalsRow, ...], person, language: str) -> tuple[Case, ...]:
    """One for each front that has a verified record with a title, in the order of the fronts."""
    fronts = {row.front.pk: row.front for row in rows if row.front and row.activities.verified}
    verified = question.but(measure=None, state="verified")
    chosen = {}
    for pk, front in fronts.items():
        found = verified.put(ground.records, verified.but(front=front).asked, limit=LOOKED_AT) or ()
        chosen[pk] = [one.activity for one in found]
    ids = [one for of_front in chosen.values() for one in of_front]
    seen = Activity.objects.all() if person is None else activities_seen_by(person, question.campaign)
    known = {one.pk: one for one in seen.filter(pk__in=ids).exclude(title="").select_related("kind").annotate(evidence_count=Count("evidence", distinct=True))
             .prefetch_related("measures", "participations__unit")} if ids else {}
    cases = []
    for pk, of_front in chosen.items():
        candidates = [known[one] for one in of_front if one in known]
        if candidates:
            best = max(candidates, key=_merit)
            cases.append(_case(best, len(candidates), question.but(front=fronts[pk]), language))
    return tuple(cases)


def _merit(activity: Any) -> tuple[bool, int, Decimal, Any, int]:
    return activity.evidence_count > 0, len(activity.measures.all()), _people(activity), activity.latest, -activity.pk


def _people(activity: Any) -> Decimal:
    return max((one.value for one in activity.measures.all() if one.code in PEOPLE), default=Decimal(0))


def _case(activity: Any, among: int, question: Question, language: str) -> Case:
    hosts = [one.unit for one in activity.participations.all() if one.role in ORGANISING]
    measures = tuple(_measure(one, activity, question) for one in list(activity.measures.all())[:TOLD_NUMBERS])
    return Case(
        question.front.code if question.front else "", activity.kind.reads_as[0] if activity.kind.reads_as else activity.kind.code, names.short(hosts[0]) if hosts else "", activity.title, activity.ends, measures,
        _why(activity, among), (reference(question, "record", records=(activity.pk,), activity=str(activity.pk)),))


def _why(activity: Any, among: int) -> str:
    """The rule in words, with what decided."""
    said = [_("verified")]
    if activity.evidence_count:
        said.append(ngettext("%(count)s piece of evidence", "%(count)s pieces of evidence", activity.evidence_count) % {"count": activity.evidence_count})
    if count := len(activity.measures.all()):
        said.append(ngettext("%(count)s number told", "%(count)s numbers told", count) % {"count": count})
    return _("Chosen among the %(among)s newest verified records of its front: %(reasons)s.") % {"among": among, "reasons": _(", ").join(said)}


def _measure(one: Measure, activity: Any, question: Question) -> MeasureTold:
    key = MeasureKey(one.code, one.unit_zh)
    known = names_of(question.campaign)
    figure = reference(question, "record", records=(activity.pk,), activity=str(activity.pk), measure=one.code, word=one.unit_zh)
    value = Quantity(one.value, Qualifier(one.qualifier), one.unit_zh)
    return MeasureTold(f"{one.code} {one.unit_zh}", known.called(key), known.word(key), Fact(value, Known.VERIFIED, (figure,)))
