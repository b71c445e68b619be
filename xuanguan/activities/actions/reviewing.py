"""A verifier looks at a report: verifies it, or returns it with a reason. Its officers may withdraw it."""
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from xuanguan.activities.actions.records import Gone, cease_to_count, locked, move, note_review, today
from xuanguan.activities.enums import ReviewAct
from xuanguan.activities.models import Activity
from xuanguan.activities.permissions import check_return, check_verify, check_withdraw
from xuanguan.activities.states import ACTIVITY_STATES
from xuanguan.common.exceptions import PersonError


@transaction.atomic
def verify_activity(*, activity: Activity, by, number: int | None = None, on: dt.date | None = None) -> Activity:
    """The report is right as it stands. `number` is the version that was looked at: another one was not verified."""
    activity = locked(activity, number=number)
    move(activity, "verify")
    check_verify(by, activity)
    activity.verified_on, activity.verified_by = today(on), by
    activity.save(update_fields=["state", "verified_on", "verified_by", "changed_at"])
    note_review(activity, ReviewAct.VERIFY, by=by, on=activity.verified_on)
    return activity


@dataclass(frozen=True, slots=True)
class Verified:
    """What became of one report of many: `sentence` says why it was not verified, and is empty where it was."""

    activity_id: int
    sentence: str = ""

    @property
    def done(self) -> bool:
        return not self.sentence


def verify_many(*, seen: Mapping[int, int], by, on: dt.date | None = None) -> list[Verified]:
    """Verify reports by id, each with the version number that was on the screen.

    Each in its own transaction: one that cannot be verified (somebody was quicker, it was changed, it is the person's own)
    does not hold back the others, and no record is left half done.
    """
    found = Activity.objects.in_bulk(list(seen))
    return [_verify_one(pk, number, found.get(pk), by=by, on=on) for pk, number in seen.items()]


def _verify_one(pk: int, number: int, activity: Activity | None, *, by, on: dt.date | None) -> Verified:
    try:
        if activity is None:
            raise Gone()
        verify_activity(activity=activity, number=number, by=by, on=on)
    except PersonError as error:
        return Verified(pk, error.sentence)
    return Verified(pk)


@transaction.atomic
def return_activity(*, activity: Activity, reason: str, by, number: int | None = None, on: dt.date | None = None) -> Activity:
    """Send a report back to its officers: it ceases to count until it is mended and submitted again."""
    if not reason.strip():
        raise ValidationError({"reason": [_("Say what is missing or wrong, so that the unit knows what to mend.")]})
    activity = locked(activity, number=number)
    check_return(by, activity)
    _leave(activity, "return", by=by, on=on)
    note_review(activity, ReviewAct.RETURN, by=by, reason=reason.strip(), on=today(on))
    return activity


@transaction.atomic
def withdraw_activity(*, activity: Activity, by, reason: str = "", on: dt.date | None = None) -> Activity:
    """Take a report back for good: it stays readable, and counts no more."""
    activity = locked(activity)
    check_withdraw(by, activity)
    _leave(activity, "withdraw", by=by, on=on)
    note_review(activity, ReviewAct.WITHDRAW, by=by, reason=reason.strip(), on=today(on))
    return activity


def _leave(activity: Activity, act: str, *, by, on: dt.date | None) -> None:
    """Move to a state that does not count. The kept image says the state in which it counted, so the state moves last."""
    ACTIVITY_STATES.check(act, activity.state)
    cease_to_count(activity, by=by, on=today(on))
    move(activity, act)
    activity.save(update_fields=["state", "number", "since", "verified_on", "verified_by", "changed_at"])
