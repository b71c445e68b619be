"""Drawn reports into the database, thousands in a handful of statements, as the actions would have left them."""
import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import batched
from random import Random

from django.utils import timezone

from xuanguan.accounts.models import User
from xuanguan.activities.enums import ActivityState, Origin, ReviewAct
from xuanguan.activities.facts import images_of
from xuanguan.activities.models import Activity, ActivityVersion, Measure, Participation, Review
from xuanguan.campaigns.models import Campaign
from xuanguan.demo.synthetic.drawing import Drawn
from xuanguan.demo.synthetic.fulfilments import Rosters, write_fulfilments
from xuanguan.demo.synthetic.rows import as_json, as_time, insert, reserve_ids

REASONS = ("请补充佐证材料。", "参加人次与签到表不符，请核对。", "活动日期写错，请改正。", "与本县另一条记录重复，请说明。")
# States in which a report ceased to count, and the act that led there.
LEFT = {ActivityState.RETURNED: ReviewAct.RETURN, ActivityState.WITHDRAWN: ReviewAct.WITHDRAW}

ACTIVITY = ("id", "campaign_id", "kind_id", "front_id", "title", "place", "begins", "ends", "earliest", "latest", "state", "reporting_unit_id",
            "reported_by_id", "origin", "is_demo", "number", "since", "verified_on", "verified_by_id", "submitted_at")


def write(reports: Sequence[Drawn], *, campaign: Campaign, rosters: Rosters, by: User, random: Random) -> None:
    """To be called inside a transaction. The outbox is not told: see synthetic.enlarge."""
    verifiers = _Verifiers()
    pairs = list(zip(reserve_ids(Activity, len(reports)), reports, strict=True))
    insert(Activity, ACTIVITY, [(pk, campaign.pk, *_activity(one, by, verifiers)) for pk, one in pairs])
    insert(Participation, ("activity_id", "unit_id", "role", "order", "shares"), [
        (pk, part.unit.pk, str(part.role), order, as_json([share.as_json() for share in part.shares]))
        for pk, one in pairs for order, part in enumerate(one.participations)])
    insert(Measure, ("activity_id", "code", "value", "qualifier", "unit_zh", "text", "order"), [
        (pk, told.code, str(told.value), str(told.qualifier), told.unit_zh, told.text, order)
        for pk, one in pairs for order, told in enumerate(one.measures)])
    insert(Activity.clauses.through, ("activity_id", "clause_id"), [(pk, clause.pk) for pk, one in pairs for clause in one.clauses])
    insert(Review, ("activity_id", "act", "by_id", "reason"), [
        (pk, *review) for pk, one in pairs for review in _reviews(one, by, verifiers, random)])
    _write_versions(pairs, by, random)
    write_fulfilments(pairs, {pk: verifiers(one) for pk, one in pairs if one.state == ActivityState.VERIFIED}, rosters, by)


class _Verifiers:
    """The prefecture's verifier where the demo has one, else the province's: never whoever reported."""

    def __init__(self) -> None:
        people = {person.username: person for person in User.objects.filter(username__in=("verifier", "suining-verifier", "neijiang-verifier"))}
        self.of_prefecture = {"5109": people["suining-verifier"], "5110": people["neijiang-verifier"]}
        self.of_province = people["verifier"]

    def __call__(self, one: Drawn) -> User:
        return self.of_prefecture.get(one.unit.code[:4], self.of_province) if one.unit.level and one.unit.level > 2 else self.of_province


def _activity(one: Drawn, by: User, verifiers: _Verifiers) -> tuple[object, ...]:
    """The columns after the campaign's."""
    is_verified = one.state == ActivityState.VERIFIED
    return (
        one.kind.pk, one.front.pk, one.title, one.place, one.when.begins, one.when.ends, one.when.earliest, one.when.latest, str(one.state),
        one.unit.pk, by.pk, str(Origin.FORM), True, 2 if one.is_edited or one.state in LEFT else 1,
        one.since if one.counts else None, one.reviewed if is_verified else None, verifiers(one).pk if is_verified else None,
        None if one.state == ActivityState.DRAFT else as_time(_morning(one.since)))


def _morning(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(9, 30)))


def _reviews(one: Drawn, by: User, verifiers: _Verifiers, random: Random) -> Iterator[tuple[str, int, str]]:
    """Act, who, reason."""
    if one.state == ActivityState.DRAFT:
        return
    yield str(ReviewAct.SUBMIT), by.pk, ""
    if one.is_edited:
        yield str(ReviewAct.REVISE), by.pk, ""
    if one.state == ActivityState.VERIFIED:
        yield str(ReviewAct.VERIFY), verifiers(one).pk, ""
    elif one.state == ActivityState.RETURNED:
        yield str(ReviewAct.RETURN), verifiers(one).pk, random.choice(REASONS)
    elif one.state == ActivityState.WITHDRAWN:
        yield str(ReviewAct.WITHDRAW), by.pk, ""


def _write_versions(pairs: Sequence[tuple[int, Drawn]], by: User, random: Random) -> None:
    """What counted before: of those that were edited, returned or withdrawn, the image as it was while it counted."""
    were = {pk: one for pk, one in pairs if one.is_edited or one.state in LEFT}
    rows = []
    for some in batched(were, 500):
        for image in images_of(Activity.objects.filter(pk__in=some).order_by("pk")):
            one = were[image["id"]]
            image |= {"number": 1, "state": str(ActivityState.SUBMITTED), "since": one.submitted.isoformat(), "verified_on": None, "verified_by": None}
            if one.is_edited:  # another number stood there
                image["measures"] = [{**told, "value": str(round(float(told["value"]) * random.choice((0.5, 0.9, 1.2, 2))))} for told in image["measures"]]
            rows.append((image["id"], 1, one.submitted, one.reviewed, as_json(image), by.pk))
    insert(ActivityVersion, ("activity_id", "number", "since", "until", "image", "by_id"), rows)
