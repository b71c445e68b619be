"""Digests go out: to each person at most one in a span, when they want it; an address that fails does not hold back the others."""
import datetime as dt
import logging
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from xuanguan.accounts.models import User
from xuanguan.audit.actions import record
from xuanguan.notices.digests import digest_mail, span_of
from xuanguan.notices.enums import DigestState
from xuanguan.notices.models import Digest, Notice, Preferences
from xuanguan.notices.queries import open_notices

# An address that refused three times in a span is left alone until the next.
MOST_ATTEMPTS = 3
log = logging.getLogger(__name__)


@dataclass(slots=True)
class Sent:
    """What became of a run: mails sent; people whose mail failed, with the reason; people who want it another time."""

    sent: int = 0
    failed: list[tuple[User, str]] = field(default_factory=list)
    later: int = 0


def send_digests(*, now: dt.datetime | None = None, by=None) -> Sent:
    """To everybody with an address who has something new: everything that is open, in one mail.

    Run it as often as you like, and in several processes at once: a row for person and span is made before the mail is, so
    one of them sends it. If a process dies in between, that mail is not sent again; what it told stands in the list all the same.
    """
    now = timezone.localtime(now)
    run = Sent()
    for person in with_something_new():
        preferences = getattr(person, "notice_preferences", None) or Preferences(person=person)
        first = span_of(preferences, now)
        digest = _claimed(person, preferences.digest, first, now) if first is not None else None
        if digest is None:
            run.later += 1
        elif problem := _send(person, digest, now, by=by):
            run.failed.append((person, problem))
        else:
            run.sent += 1
    return run


def with_something_new() -> QuerySet[User]:
    """Who has an address and an open notice that they neither read nor got by mail."""
    new = Notice.objects.filter(person=OuterRef("pk"), settled_at=None, read_at=None, mailed_at=None)
    return User.objects.filter(Exists(new), is_active=True).exclude(email="").select_related("notice_preferences").order_by("pk")


def _claimed(person: User, rhythm: str, first: dt.date, now: dt.datetime) -> Digest | None:
    """The row that says: this process sends it. None where another did, or where the address has failed too often."""
    try:
        with transaction.atomic():
            return Digest.objects.create(person=person, rhythm=rhythm, first=first, at=now)
    except IntegrityError:
        failed = Digest.objects.filter(person=person, rhythm=rhythm, first=first, state=DigestState.FAILED, attempts__lt=MOST_ATTEMPTS).first()
        if failed is None:
            return None
        # Only one of several that see it so changes it.
        again = Digest.objects.filter(pk=failed.pk, state=DigestState.FAILED, attempts=failed.attempts)
        taken = again.update(state=DigestState.SENDING, attempts=failed.attempts + 1, at=now)
        return Digest.objects.get(pk=failed.pk) if taken else None


def _send(person: User, digest: Digest, now: dt.datetime, *, by) -> str:
    """Sends the mail; "" or what went wrong."""
    notices = list(open_notices(person))
    try:
        digest_mail(person, notices).send()
    except Exception as error:
        # Whatever the mail system says of one address (refused, unknown, not an address) concerns that address alone.
        problem = f"{type(error).__name__}: {error}"[:300]
        Digest.objects.filter(pk=digest.pk).update(state=DigestState.FAILED, problem=problem)
        log.warning("The digest for account %s was not delivered: %s", person.pk, problem)
        return problem
    with transaction.atomic():
        Notice.objects.filter(pk__in=[one.pk for one in notices], mailed_at=None).update(mailed_at=now)
        Digest.objects.filter(pk=digest.pk).update(state=DigestState.SENT, notices=len(notices), problem="")
        record("send digest", person, by=by, notices=len(notices), first=digest.first)
    return ""
