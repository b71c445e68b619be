"""Two reports of one event become one activity, and can be taken apart again (counting.md, rule 1)."""
import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from xuanguan.activities.actions.records import cease_to_count, keep_version, locked, move, tell_figures, today
from xuanguan.activities.actions.telling import tell_of_reviews
from xuanguan.activities.enums import ORGANISING, ActivityState, ParticipationRole
from xuanguan.activities.facts import image_of
from xuanguan.activities.models import Activity, Measure, Merge, NotTheSame, Participation
from xuanguan.activities.permissions import check_merge, check_tell_apart, check_unmerge, had_a_hand_in
from xuanguan.activities.states import ACTIVITY_STATES
from xuanguan.audit.actions import record
from xuanguan.common.exceptions import NotInThisState


@transaction.atomic
def merge_activities(*, kept: Activity, absorbed: Activity, by, on: dt.date | None = None) -> Merge:
    """From `on`, `absorbed` counts as part of `kept`.

    Kept takes the units, clauses, campaigns and evidence of the other, the measures that it lacked itself, and the other's
    day where its own was not known. Both reports stay readable with their timelines. A verified record stays verified,
    unless the person who merges had a hand in it: nobody verifies their own.
    """
    day = today(on)
    kept, absorbed = _locked_pair(kept, absorbed)
    for activity in (kept, absorbed):
        ACTIVITY_STATES.check("merge", activity.state)
    if kept.pk == absorbed.pk:
        raise NotInThisState(act="merge", state=kept.state, label=ACTIVITY_STATES.labels[kept.state])
    check_merge(by, kept, absorbed)
    before = {"kept": image_of(kept), "absorbed": image_of(absorbed)}

    cease_to_count(absorbed, by=by, on=day)
    move(absorbed, "merge")
    absorbed.merged_into = kept
    absorbed.save(update_fields=["state", "number", "since", "verified_on", "verified_by", "merged_into", "changed_at"])

    keep_version(kept, by=by, on=day)
    added = _take_over(kept, absorbed)
    _count_anew(kept, by=by, on=day)
    merge = Merge.objects.create(kept=kept, absorbed=absorbed, image={**before, "added": added}, by=by)
    record("merge", kept, by=by, on=day, absorbed=absorbed.pk, added=added)
    record("merge", absorbed, by=by, on=day, kept=kept.pk)
    tell_figures(kept, on=day)
    tell_figures(absorbed, on=day)
    tell_of_reviews([kept, absorbed], by=by)
    return merge


@transaction.atomic
def unmerge(*, merge: Merge, by, on: dt.date | None = None) -> Merge:
    """They were two events after all: each counts for itself again, with what it had; both must be verified anew."""
    day = today(on)
    merge = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    merge.kept, merge.absorbed = _locked_pair(merge.kept, merge.absorbed)
    kept, absorbed = merge.kept, merge.absorbed
    check_unmerge(by, merge)
    move(absorbed, "unmerge")
    if merge.undone_at is not None:
        raise NotInThisState(act="unmerge", state=absorbed.state, label=ACTIVITY_STATES.labels[absorbed.state])

    absorbed.merged_into, absorbed.since = None, day
    absorbed.save(update_fields=["state", "merged_into", "since", "changed_at"])

    keep_version(kept, by=by, on=day)
    _give_back(kept, merge.image)
    if kept.is_counted:
        kept.state, kept.since, kept.verified_on, kept.verified_by = ActivityState.SUBMITTED, day, None, None
    kept.save()
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    record("unmerge", kept, by=by, on=day, absorbed=absorbed.pk)
    record("unmerge", absorbed, by=by, on=day, kept=kept.pk)
    tell_figures(kept, on=day)
    tell_figures(absorbed, on=day)
    tell_of_reviews([kept, absorbed], by=by)
    return merge


@transaction.atomic
def tell_apart(*, one: Activity, other: Activity, by) -> None:
    """Two events that look alike: they are not proposed as one again."""
    check_tell_apart(by, one, other)
    first, second = sorted((one, other), key=lambda activity: activity.pk)
    _pair, is_new = NotTheSame.objects.get_or_create(one=first, other=second, defaults={"by": by})
    if is_new:
        record("tell_apart", first, by=by, other=second.pk)
        record("tell_apart", second, by=by, other=first.pk)


def _locked_pair(one: Activity, other: Activity) -> tuple[Activity, Activity]:
    """Both locked, always the lower id first: two people who merge the same pair wait for each other and do not deadlock."""
    found = {activity.pk: locked(activity) for activity in sorted((one, other), key=lambda activity: activity.pk)}
    return found[one.pk], found[other.pk]


def _count_anew(kept: Activity, *, by, on: dt.date) -> None:
    kept.since = on
    if kept.state == ActivityState.VERIFIED and not had_a_hand_in(by, kept):
        kept.verified_on, kept.verified_by = on, by
    else:
        kept.state, kept.verified_on, kept.verified_by = ActivityState.SUBMITTED, None, None
    kept.save()


def _take_over(kept: Activity, absorbed: Activity) -> dict[str, Any]:
    """Give `kept` what only the other report says. Returns what was added, so that it can be given back."""
    return {
        "participations": _take_units(kept, absorbed),
        "measures": _take_measures(kept, absorbed),
        "clauses": _take_related(kept.clauses, absorbed.clauses),
        "also_for": _take_related(kept.also_for, absorbed.also_for),
        "evidence": _take_related(kept.evidence, absorbed.evidence),
        "dated": _take_day(kept, absorbed),
    }


def _take_units(kept: Activity, absorbed: Activity) -> list[int]:
    """The other's organisers become co-hosts; a unit keeps the part that the kept report gave it, if that was organising."""
    there = {(one.unit_id, one.role) for one in kept.participations.all()}
    organising = {unit for unit, role in there if role in ORGANISING}
    order = len(there)
    added = []
    for one in absorbed.participations.all():
        role = ParticipationRole.CO_HOST if one.role in ORGANISING else one.role
        if (one.unit_id, role) in there or (role in ORGANISING and one.unit_id in organising):
            continue
        order += 1
        there.add((one.unit_id, role))
        added.append(Participation.objects.create(activity=kept, unit_id=one.unit_id, role=role, order=order, shares=one.shares).pk)
    return added


def _take_measures(kept: Activity, absorbed: Activity) -> list[int]:
    """A measure that both give stays as the kept report has it: it is one event, and numbers of one event never add."""
    there = {one.code for one in kept.measures.all()}
    return [
        Measure.objects.create(activity=kept, code=one.code, value=one.value, qualifier=one.qualifier, unit_zh=one.unit_zh, text=one.text,
                               order=len(there) + order).pk
        for order, one in enumerate(absorbed.measures.all()) if one.code not in there]


def _take_related(mine, theirs) -> list[int]:
    there = set(mine.values_list("pk", flat=True))
    added = [pk for pk in theirs.values_list("pk", flat=True) if pk not in there]
    mine.add(*added)
    return added


def _take_day(kept: Activity, absorbed: Activity) -> bool:
    if kept.ends is not None or absorbed.ends is None or not kept.earliest <= absorbed.ends <= kept.latest:
        return False
    kept.begins, kept.ends, kept.earliest, kept.latest = absorbed.begins, absorbed.ends, absorbed.earliest, absorbed.latest
    return True


def _give_back(kept: Activity, image: dict[str, Any]) -> None:
    added = image["added"]
    kept.participations.filter(pk__in=added["participations"]).delete()
    kept.measures.filter(pk__in=added["measures"]).delete()
    kept.clauses.remove(*added["clauses"])
    kept.also_for.remove(*added["also_for"])
    kept.evidence.remove(*added["evidence"])
    if added["dated"]:
        before = image["kept"]
        kept.begins = kept.ends = None
        kept.earliest, kept.latest = dt.date.fromisoformat(before["earliest"]), dt.date.fromisoformat(before["latest"])
