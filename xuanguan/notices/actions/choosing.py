"""A person chooses how they are told."""
import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.notices.enums import Rhythm
from xuanguan.notices.models import CalendarAddress, Preferences

SATURDAY = 5


@transaction.atomic
def change_preferences(*, digest: str, weekday: int, quiet_from: dt.time, quiet_until: dt.time, working_days_only: bool, by) -> Preferences:
    """Keep what the person chose for themselves. Raises ValidationError for a weekly digest on a day on which none is sent."""
    if digest == Rhythm.WEEKLY and working_days_only and weekday >= SATURDAY:
        raise ValidationError({"weekday": [_("On this day nothing is sent, because you chose working days only. Choose Monday to Friday, or allow all days.")]})
    chosen = {"digest": digest, "weekday": weekday, "quiet_from": quiet_from, "quiet_until": quiet_until, "working_days_only": working_days_only}
    preferences = Preferences.objects.filter(person=by).first() or Preferences(person=by)
    for name, value in chosen.items():
        setattr(preferences, name, value)
    preferences.full_clean(exclude=["person"])
    preferences.save()
    record("change notice preferences", by, by=by, **chosen)
    return preferences


@transaction.atomic
def stop_digest(*, by) -> None:
    """No digest any more, as the link at the foot of a mail says."""
    Preferences.objects.update_or_create(person=by, defaults={"digest": Rhythm.OFF})
    record("change notice preferences", by, by=by, digest=Rhythm.OFF)


@transaction.atomic
def make_calendar_address(*, scope: str = "", by) -> CalendarAddress:
    """A new secret address for the person's calendar, or that of a unit (`scope`, its code). The one there was opens nothing any more."""
    CalendarAddress.objects.filter(person=by, scope=scope, revoked_at=None).update(revoked_at=timezone.now())
    address = CalendarAddress.objects.create(person=by, scope=scope)
    record("make calendar address", by, by=by, scope=scope)
    return address


@transaction.atomic
def revoke_calendar_address(*, address: int, by) -> bool:
    """The address opens nothing any more. Returns whether the person had such an address in use."""
    mine = CalendarAddress.objects.filter(pk=address, person=by, revoked_at=None).first()
    if mine is None:
        return False
    mine.revoked_at = timezone.now()
    mine.save(update_fields=["revoked_at"])
    record("revoke calendar address", by, by=by, scope=mine.scope)
    return True
