"""Somebody is told of a matter, once; when it is done, nobody is asked any more.

    tell(people=[officer], kind=NoticeKind.RETURNED, key=f"returned:activity:{activity.pk}",
         text=gettext_noop("%(unit)s returned “%(title)s”: %(reason)s"), values={"unit": unit, "title": activity.title, "reason": reason},
         about=activity, link=("activities:activity", activity.pk), by=verifier)
    settle(key=f"returned:activity:{activity.pk}")

The rows are written in the transaction of the act that tells: if the act does not hold, nobody was told. Nothing else happens
here, so it costs two statements; mails are made later, by `xuanguan remind`. The act itself is in the audit, so this is not.
"""
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from xuanguan.accounts.models import User
from xuanguan.notices.enums import ENDS_WHEN_READ, NoticeKind
from xuanguan.notices.models import Notice
from xuanguan.notices.wording import kept

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Told:
    """Of one matter: who is told what. `key` names the matter, `text` is marked with gettext_noop, `link` is (name of an address, its arguments)."""

    people: Collection[User]
    kind: NoticeKind
    key: str
    text: str
    values: Mapping[str, Any] = field(default_factory=dict)
    about: models.Model | None = None
    link: tuple[str | int, ...] = ()


def tell(*, people: Iterable[User], kind: NoticeKind, key: str, text: str, by, values: Mapping[str, Any] | None = None,
         about: models.Model | None = None, link: tuple[str | int, ...] = ()) -> int:
    """Tell people of a matter. Returns how many were told: not who knows already, not who did it (`by`), not who has no account in use.

    key: names the matter, at most 120 characters; whoever has an open notice of it is not told again. One that was settled opens
    anew (a report returned a second time), unless its kind ends with reading.
    text: a sentence marked with gettext_noop; `%(name)s` stands for values: text, numbers, days, things with two names, lazy strings.
    link: the name of an address and its arguments, as ("activities:activity", 17).
    """
    return tell_many(matters=[Told(tuple(people), kind, key, text, values or {}, about, link)], by=by)


@transaction.atomic
def tell_many(*, matters: Iterable[Told], by) -> int:
    """As `tell`, of many matters at once, two statements for each five hundred notices."""
    now = timezone.now()
    rows = (
        Notice(person=person, kind=matter.kind, key=matter.key, text=matter.text, values=values, about=about, link=list(matter.link), at=now, by=by)
        for matter in matters
        for values in [_fitting(matter)]
        for about in [f"{matter.about._meta.label_lower.split('.')[-1]}:{matter.about.pk}" if matter.about is not None else ""]
        for person in {one.pk: one for one in matter.people}.values()
        if person.is_active and person.pk != getattr(by, "pk", None))
    return sum(_write(chunk) for chunk in batched(rows, AT_ONCE))


def _fitting(matter: Told) -> dict[str, Any]:
    """The values as they are kept. Raises KeyError where the sentence has a place that they do not fill."""
    values = {name: kept(value) for name, value in matter.values.items()}
    matter.text % values
    return values


def _write(notices: Collection[Notice]) -> int:
    """New matters are inserted; settled ones that ask again are opened anew. What is open stays as it is."""
    there = {
        (one.person_id, one.key): one for one in Notice.objects.filter(
            person__in={one.person_id for one in notices}, key__in={one.key for one in notices})}
    new = {(one.person_id, one.key): one for one in notices if (one.person_id, one.key) not in there}
    # Another process may tell the same at this moment: its row stands, and this one is dropped.
    Notice.objects.bulk_create(new.values(), ignore_conflicts=True)
    again = []
    for one in notices:
        old = there.get((one.person_id, one.key))
        if old is None or old.is_open or old.kind in ENDS_WHEN_READ:
            continue
        one.pk = old.pk
        again.append(one)
    Notice.objects.bulk_update(
        again, ["kind", "text", "values", "about", "link", "at", "by", "read_at", "settled_at", "mailed_at"], batch_size=100)
    return len(new) + len(again)


@transaction.atomic
def settle(*, key: str | Collection[str], people: Iterable[User] | None = None) -> int:
    """The matter is done (or gone): its open notices disappear from the lists and no mail speaks of it. Returns how many.

    With `people` only theirs: a report is in other hands now.
    """
    now, settled = timezone.now(), 0
    whose = None if people is None else [one.pk for one in people]
    for keys in batched([key] if isinstance(key, str) else key, AT_ONCE):
        notices = Notice.objects.filter(key__in=keys, settled_at=None)
        if whose is not None:
            notices = notices.filter(person__in=whose)
        settled += notices.update(settled_at=now)
    return settled
