"""Reading notices: everybody reads their own, nobody another's."""
from django.db.models import Case, QuerySet, Value, When

from xuanguan.notices.enums import NoticeKind
from xuanguan.notices.models import CalendarAddress, Notice, Preferences


def notices_of(person) -> QuerySet[Notice]:
    """All that the person was ever told, the newest first."""
    return Notice.objects.filter(person=person).select_related("by").order_by("-at", "-id")


def open_notices(person) -> QuerySet[Notice]:
    """What still asks something of the person, or was not read, in the order of a mail."""
    order = Case(*[When(kind=kind, then=Value(place)) for place, kind in enumerate(NoticeKind.values)], default=Value(len(NoticeKind.values)))
    return Notice.objects.filter(person=person, settled_at=None).select_related("by").alias(place=order).order_by("place", "at", "id")


def unread_count(person) -> int:
    """Open and not read. One query on an index of just these."""
    return Notice.objects.filter(person=person, read_at=None, settled_at=None).count()


def has_open(key: str) -> bool:
    """Whether somebody's notice of this matter is open."""
    return Notice.objects.filter(key=key, settled_at=None).exists()


def preferences_of(person) -> Preferences:
    """What the person chose, or what holds for those who did not (not saved)."""
    return Preferences.objects.filter(person=person).first() or Preferences(person=person)


def calendar_addresses_of(person) -> QuerySet[CalendarAddress]:
    """Those in use."""
    return CalendarAddress.objects.filter(person=person, revoked_at=None)


def calendar_address_by_token(token: str) -> CalendarAddress | None:
    """The address that the token opens; None where it is not ours, was revoked, or its person has no account in use."""
    seed = CalendarAddress.seed_of(token)
    if seed is None:
        return None
    return CalendarAddress.objects.filter(seed=seed, revoked_at=None, person__is_active=True).select_related("person").first()
