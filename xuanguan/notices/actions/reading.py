"""A person reads what they were told."""
from collections.abc import Collection

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, When
from django.utils import timezone

from xuanguan.audit.actions import record
from xuanguan.notices.enums import ENDS_WHEN_READ
from xuanguan.notices.models import Notice


@transaction.atomic
def mark_read(*, notices: Collection[int], by) -> int:
    """Of these ids the person's own, unread ones are read; those that only tell are over. Returns how many."""
    return _read(Notice.objects.filter(person=by, pk__in=notices), by)


@transaction.atomic
def mark_all_read(*, by) -> int:
    """Everything open is read. What asks for something stays open until it is done."""
    return _read(Notice.objects.filter(person=by), by)


def _read(notices: QuerySet[Notice], by) -> int:
    now = timezone.now()
    over = Case(When(Q(kind__in=ENDS_WHEN_READ, settled_at=None), then=now), default=F("settled_at"))
    read = notices.filter(read_at=None).update(read_at=now, settled_at=over)
    if read:
        record("read notices", by, by=by, notices=read)
    return read
