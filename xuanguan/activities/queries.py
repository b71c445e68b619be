"""Reading activities: each answer is already limited to what the person may see.

A person sees the records whose reporting unit or organisers lie within the reach of any of their roles; drafts and returned
reports only where they may edit them. Nothing here joins participations to the list: a reach is a set of units, and records
are taken by it, so that a list of fifty costs the same whether the campaign has a hundred records or a hundred thousand.
"""
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from xuanguan.activities.enums import COUNTED, ORGANISING, ActivityState, Origin, ReviewAct
from xuanguan.activities.likeness import Likeness, likeness, organisers
from xuanguan.activities.models import Activity, Evidence, Measure, Merge, NotTheSame, Participation, Review, SheetImport, Statement
from xuanguan.activities.states import UNPUBLISHED
from xuanguan.activities.turns import delegated_reach, not_yet_theirs
from xuanguan.audit.models import Event
from xuanguan.audit.queries import events_of
from xuanguan.campaigns.models import ActivityKind, Campaign, Front
from xuanguan.organisations.enums import Role, UnitKind
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import grants_of, within_scope
from xuanguan.policies.models import Clause

EDITORS = (Role.OFFICER, Role.COORDINATOR, Role.WRITER)
REVIEWERS = (Role.VERIFIER, Role.COORDINATOR)
# More reports than this are not compared with one: who has so many of a kind at once needs the filters.
MOST_COMPARED = 300
# A person's own reports that the page of today looks at.
NEWEST = 200


# What a person may see

def activities_seen_by(person, campaign: Campaign | None = None) -> QuerySet[Activity]:
    """All that the person may see, in one campaign or in all; newest first."""
    activities = Activity.objects.all()
    if campaign is not None:
        activities = activities.filter(_of_campaign(campaign))
    if (reach := _units_in_reach(person, campaign)) is not None:
        activities = activities.filter(pk__in=_told_of(reach))
    return activities.filter(~Q(state__in=UNPUBLISHED) | _theirs_to_edit(person, campaign))


def activity_seen_by(person, pk: int) -> QuerySet[Activity]:
    """The one record, if the person may see it. Asked of that record alone: among 100,000 this takes 1 ms, the list's way 350."""
    return Activity.objects.filter(_may_see(person), pk=pk)


def statements_seen_by(person, campaign: Campaign | None = None) -> QuerySet[Statement]:
    """All stated totals that the person may see: by a unit within reach, or about one."""
    statements = Statement.objects.select_related("campaign", "unit", "territory", "system", "front", "kind")
    if campaign is not None:
        statements = statements.filter(campaign=campaign)
    if (reach := _units_in_reach(person, campaign)) is not None:
        statements = statements.filter(Q(unit__in=reach) | Q(territory__in=reach))
    return statements


def evidence_seen_by(person) -> QuerySet[Evidence]:
    """The files of records that the person may see, and what they sent themselves."""
    shown = Activity.objects.filter(_may_see(person), evidence=OuterRef("pk"))
    return Evidence.objects.filter(Exists(shown) | Q(by=person))


def drafts_of(person) -> QuerySet[Activity]:
    """What the person began and did not submit yet, the latest touched first."""
    return Activity.objects.filter(state=ActivityState.DRAFT, reported_by=person).order_by("-changed_at", "-id")


def returned_to(person, campaign: Campaign | None = None) -> QuerySet[Activity]:
    """What came back with a reason and waits for the person: their own reports and those of units they report for."""
    activities = Activity.objects.filter(state=ActivityState.RETURNED)
    if campaign is not None:
        activities = activities.filter(campaign=campaign)
    return activities.filter(_theirs_to_edit(person, campaign)).order_by("-changed_at", "-id")


def verified_lately(person, campaign: Campaign, since: dt.date) -> QuerySet[Activity]:
    """Of the person's newest reports those that were verified on a day or after it.

    Only so many are looked at: whoever entered ten thousand would wait for all of them to be read.
    """
    # As a list: as a query inside the other, SQLite reads all that was verified in the campaign.
    newest = list(Activity.objects.filter(reported_by=person).order_by("-id").values_list("pk", flat=True)[:NEWEST])
    return Activity.objects.filter(pk__in=newest, campaign=campaign, state=ActivityState.VERIFIED, verified_on__gte=since).order_by("-verified_on", "-id")


def reports_awaiting(person, campaign: Campaign | None = None) -> QuerySet[Activity]:
    """The verifier's queue: submitted within their reach or handed to them, oldest first, never what they had a hand in themselves.

    Where the campaign has a time-out, what nearer verifiers have first is not in it before their time is over."""
    # As a set that is made once: tried on each record, it takes five times as long among 100,000.
    own_hand = Review.objects.filter(by=person, act__in=(ReviewAct.SUBMIT, ReviewAct.REVISE)).values("activity")
    activities = Activity.objects.filter(state=ActivityState.SUBMITTED).exclude(reported_by=person)
    if campaign is not None:
        activities = activities.filter(campaign=campaign)
    theirs = _reported_within(person, campaign, *REVIEWERS)
    if campaign is not None and (not_yet := not_yet_theirs(person, campaign)) is not None:
        activities = activities.exclude(not_yet)
    if (delegated := delegated_reach(person, campaign)) is not None:
        theirs |= delegated
    return activities.filter(theirs).exclude(pk__in=own_hand).order_by("submitted_at", "id")


def measure_codes(campaign: Campaign) -> frozenset[str]:
    """The measures that any kind of the campaign knows."""
    return frozenset(ActivityKind.objects.filter(campaign=campaign, measures__isnull=False).values_list("measures__code", flat=True))


# Spreadsheets

# States in which a report of a sheet still says something: the others were withdrawn, or never submitted.
SHEET_STANDS = (ActivityState.SUBMITTED, ActivityState.RETURNED, ActivityState.VERIFIED, ActivityState.MERGED)


def sheets_seen_by(person, campaign: Campaign) -> QuerySet[SheetImport]:
    """The sheets that the person applied, and those with a report that they may edit; the newest first."""
    edits = Activity.objects.filter(_theirs_to_edit(person, campaign), sheet=OuterRef("pk"))
    return SheetImport.objects.filter(Q(by=person) | Exists(edits), campaign=campaign).select_related("by", "campaign").order_by("-at", "-pk")


def standing_import(campaign: Campaign, sha256: str) -> SheetImport | None:
    """The import of this very file that was not undone."""
    return SheetImport.objects.filter(campaign=campaign, sha256=sha256, undone_at=None).select_related("by").first()


def blocking_undo(sheet: SheetImport) -> QuerySet[Activity]:
    """Reports of a sheet to which something happened that an undo would undo as well: verified, merged, revised."""
    went_on = (Q(state__in=(ActivityState.VERIFIED, ActivityState.MERGED)) | Q(state=ActivityState.SUBMITTED, number__gt=1)
               | Q(pk__in=Activity.objects.filter(merged_into__sheet=sheet).values("merged_into")))
    return Activity.objects.filter(went_on, sheet=sheet, state__in=SHEET_STANDS).order_by("pk")


# Filters of the list

@dataclass(frozen=True, slots=True)
class ActivityFilters:
    """What a list is narrowed to; each as it stands in the address of the page. None and "" leave it open."""

    state: str = ""
    kind: ActivityKind | None = None
    front: Front | None = None
    unit: Unit | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None
    clause: Clause | None = None
    origin: Origin | str = ""
    text: str = ""
    undated: bool = False
    oldest_first: bool = False


def filtered(activities: QuerySet[Activity], filters: ActivityFilters, campaign: Campaign) -> QuerySet[Activity]:
    """Those that fit all filters. A period holds a record if it holds its whole window (counting.md, rule 7).

    `state` may be "counted": submitted or verified. A unit stands for everything in its subtree, in organising roles.
    """
    exact = {"state": filters.state, "kind": filters.kind, "front": filters.front, "origin": filters.origin,
             "earliest__gte": filters.earliest, "latest__lte": filters.latest}
    if filters.state == "counted":
        del exact["state"]
        activities = activities.filter(state__in=COUNTED)
    activities = activities.filter(**{name: value for name, value in exact.items() if value})
    if filters.undated:
        activities = activities.filter(ends=None)
    if filters.unit and not _covers(filters.unit, campaign):
        inside = Unit.objects.filter(first__range=(filters.unit.first, filters.unit.last)).values("pk")
        activities = activities.filter(pk__in=_organised_by(inside))
    if filters.clause:
        activities = activities.filter(pk__in=_under_clause(filters.clause))
    if filters.text:
        activities = activities.filter(Q(title__icontains=filters.text) | Q(place__icontains=filters.text))
    return activities.order_by("latest", "id") if filters.oldest_first else activities.order_by("-latest", "-id")


def for_list(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """With what a row of a list shows, in a fixed number of queries."""
    return activities.select_related("kind", "front", "reporting_unit").prefetch_related(
        Prefetch("participations", Participation.objects.select_related("unit").order_by("order", "id")),
        Prefetch("measures", Measure.objects.order_by("order", "id")))


def for_record(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """With all that the page of a record shows."""
    return for_list(activities).select_related(
        "campaign__territory", "campaign__version", "reported_by", "verified_by", "merged_into__kind",
    ).prefetch_related(
        "clauses", "also_for", "evidence", "kind__measures",
        Prefetch("absorbed", Activity.objects.select_related("kind", "reporting_unit")),
        Prefetch("merges", Merge.objects.filter(undone_at=None).select_related(
            "absorbed__kind", "absorbed__reporting_unit", "kept__reporting_unit", "by")))


# The same event told twice

def likely_duplicates(activity: Activity) -> list[Likeness]:
    """Counted reports that may tell of the same event, the likeliest first, without those that a person told apart.

    Of the same kind, with a window that meets, by an organiser in the same place or one level apart. What the person may do
    about them is for the permissions: a county must hear that its city reported the same, though it may not edit that report.
    """
    mine = Prefetch("participations", Participation.objects.select_related("unit__territory"))
    one = Activity.objects.prefetch_related(mine, "measures").get(pk=activity.pk)
    near = _near(organisers(one))
    if near is None:
        return []
    others = (
        Activity.objects.filter(campaign=one.campaign_id, kind=one.kind_id, state__in=COUNTED)
        .filter(earliest__lte=one.latest, latest__gte=one.begins or one.earliest)
        .filter(pk__in=_organised_by(near)).exclude(pk=one.pk).exclude(pk__in=_told_apart_from(one))
        .select_related("kind", "reporting_unit").prefetch_related(mine, "measures", "kind__measures").order_by("-latest", "-id")[:MOST_COMPARED])
    found = [likeness(one, other) for other in others]
    return sorted((pair for pair in found if pair.is_likely), key=lambda pair: (-pair.score, pair.activity.pk))


@dataclass(frozen=True, slots=True)
class LikelyPair:
    """Two reports that may be one event."""

    one: Activity
    likeness: Likeness

    @property
    def other(self) -> Activity:
        return self.likeness.activity


def likely_pairs(person, campaign: Campaign, limit: int = 100) -> list[LikelyPair]:
    """Among the newest reports that the person may merge: pairs of one kind on one day that look like one event.

    A fixed number of queries, however many there are. Undated reports are compared on their own page only: their windows meet too many.
    """
    fetch = (Prefetch("participations", Participation.objects.select_related("unit__territory")), "measures", "kind__measures")
    counted = Activity.objects.filter(campaign=campaign, state__in=COUNTED, ends__isnull=False).filter(
        _reported_within(person, campaign, *REVIEWERS))
    newest = list(counted.order_by("-id").select_related("kind", "reporting_unit").prefetch_related(*fetch)[:limit * 2])
    told_apart = {(pair.one_id, pair.other_id) for pair in NotTheSame.objects.filter(one__in=[one.pk for one in newest])}
    by_day: dict[tuple, list[Activity]] = {}
    for activity in newest:
        by_day.setdefault((activity.kind_id, activity.ends), []).append(activity)
    pairs = []
    for day in by_day.values():
        day.sort(key=lambda activity: activity.pk)
        for place, one in enumerate(day):
            pairs += [LikelyPair(one, likeness(one, other)) for other in day[place + 1:] if (one.pk, other.pk) not in told_apart]
    return sorted((pair for pair in pairs if pair.likeness.is_likely), key=lambda pair: (-pair.likeness.score, pair.one.pk))[:limit]


# What happened to a record

@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a record's timeline: an act of the review with its reason, or another act from the audit."""

    at: dt.datetime
    act: str
    who: str
    reason: str = ""


def timeline(activity: Activity) -> list[Entry]:
    """Everything that was done to the record, oldest first: the reviews in their words, the rest from the audit."""
    reviews = Review.objects.filter(activity=activity).select_related("by", "on_behalf_of", "instead_of")
    entries = [Entry(review.at, review.act, who_reviewed(review), review.reason) for review in reviews]
    acts_of_review = set(ReviewAct.values)
    events: QuerySet[Event] = events_of(activity)
    entries += [Entry(event.at, event.act, event.actor_name, event.data.get("reason", "")) for event in events if event.act not in acts_of_review]
    return sorted(entries, key=lambda entry: entry.at)


def who_reviewed(review: Review) -> str:
    """The person, with the mark of what was done in somebody's place."""
    if review.on_behalf_of is not None:
        return _("%(person)s, on behalf of %(of)s") % {"person": review.by, "of": review.on_behalf_of}
    if review.instead_of is not None:
        return _("%(person)s, after the time of %(unit)s ran out") % {"person": review.by, "unit": review.instead_of}
    return str(review.by)


def marks_of(activities: Sequence[Activity]) -> dict[int, str]:
    """Of the verified ones that were verified in somebody's place: by whom and for whom. One query."""
    reviews = Review.objects.filter(Q(on_behalf_of__isnull=False) | Q(instead_of__isnull=False), activity__in=[one.pk for one in activities], act=ReviewAct.VERIFY)
    return {review.activity_id: who_reviewed(review) for review in reviews.select_related("by", "on_behalf_of", "instead_of").order_by("pk")}


# How reach becomes a condition

def _of_campaign(campaign: Campaign) -> Q:
    """Of the campaign, or also for it. The second half is asked only where there are such: with it no index gives the order."""
    through = Activity.also_for.through.objects.filter(campaign=campaign)
    if through.exists():
        return Q(campaign=campaign) | Q(pk__in=through.values("activity"))
    return Q(campaign=campaign)


def _units_in_reach(person, campaign: Campaign | None, *roles: str) -> QuerySet | None:
    """Ids of the units that the person's roles reach; None when they reach all of the campaign, so nothing need be asked."""
    if getattr(person, "is_superuser", False):
        return None
    if campaign is not None and any(grant.system_id is None and _covers(grant.unit, campaign) for grant in grants_of(person, *roles)):
        return None
    return Unit.objects.filter(within_scope(person, *roles)).values("pk")


def _covers(unit: Unit, campaign: Campaign) -> bool:
    """Reports of a campaign come from its territory only (actions.check_values): who has the territory has them all."""
    return unit.first <= campaign.territory.first and campaign.territory.last <= unit.last


def _reported_within(person, campaign: Campaign | None, *roles: str) -> Q:
    reach = _units_in_reach(person, campaign, *roles)
    return _EVERY if reach is None else Q(reporting_unit__in=reach)


def _may_see(person) -> Q:
    """What `activities_seen_by` asks, as a condition to be tried on each record instead of a set that is made first."""
    published = ~Q(state__in=UNPUBLISHED) | _theirs_to_edit(person, None)
    if (reach := _units_in_reach(person, None)) is None:
        return published
    organised = Participation.objects.filter(activity=OuterRef("pk"), role__in=ORGANISING, unit__in=reach)
    return published & (Q(reporting_unit__in=reach) | Q(Exists(organised)))


# Said as a condition, because an empty Q that stands beside another with "or" would vanish.
_EVERY = Q(reporting_unit__isnull=False)


def _theirs_to_edit(person, campaign: Campaign | None) -> Q:
    return Q(reported_by=person) | _reported_within(person, campaign, *EDITORS)


def _organised_by(units: QuerySet) -> QuerySet:
    return Participation.objects.filter(role__in=ORGANISING, unit__in=units).values("activity_id")


def _told_of(units: QuerySet) -> QuerySet:
    """Ids of the records that the units organised or reported: a union, so that each half goes by its own index."""
    return _organised_by(units).union(Activity.objects.filter(reporting_unit__in=units).order_by().values("pk"))


def _under_clause(clause: Clause) -> QuerySet:
    """Ids of the records for the clause or any below it."""
    children: dict[int | None, list[int]] = {}
    for pk, parent in Clause.objects.filter(version=clause.version_id).values_list("pk", "parent"):
        children.setdefault(parent, []).append(pk)
    below = [clause.pk]
    for pk in below:
        below += children.get(pk, [])
    return Activity.clauses.through.objects.filter(clause__in=below).values("activity")


def _near(units: list[Unit]) -> QuerySet | None:
    """Ids of the units in the divisions of `units`, in those below, and in the one directly above (without its other parts)."""
    condition = Q()
    for unit in units:
        division = unit if unit.is_division else unit.territory
        if division is None:
            condition |= Q(pk=unit.pk)
            continue
        condition |= Q(first__range=(division.first, division.last))
        if division.territory_id:
            condition |= Q(pk=division.territory_id) | (Q(territory=division.territory_id) & ~Q(kind=UnitKind.DIVISION))
    return Unit.objects.filter(condition).values("pk") if condition else None


def _told_apart_from(activity: Activity) -> list[int]:
    pairs = NotTheSame.objects.filter(Q(one=activity) | Q(other=activity)).values_list("one", "other")
    return [other if one == activity.pk else one for one, other in pairs]
