"""What the parts of the page say things in; and how near a day is, in words."""
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

# Of each sort; the rest stands behind a link.
SHOWN = 5
LATELY = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: where, about what, and how pressing (`when`: "3 days late")."""

    title: Any
    href: str
    note: str = ""
    when: str = ""
    is_demo: bool = False
    # Its place among others of its sort; not shown.
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one sort. `short` stands in the glance at the head of the page, `count` may be more than is shown."""

    anchor: str
    short: str
    title: str
    items: Sequence[Item] = ()
    count: int = 0
    lead: str = ""
    more: str = ""
    more_label: str = ""
    # Somebody waits for it; a draft does not.
    is_work: bool = True
    is_pressing: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """What happened without asking anything: notices to read, reports verified."""

    told: Sequence[tuple[int, str, str]] = field(default=())
    verified: int = 0
    verified_href: str = ""


@dataclass(frozen=True, slots=True)
class Few:
    """The first of many and how many there are."""

    items: Sequence[Item]
    count: int

    def __add__(self, other: "Few") -> "Few":
        return Few([*self.items, *other.items], self.count + other.count)

    @property
    def shown(self) -> Sequence[Item]:
        return self.items[:SHOWN]

    @property
    def by_day(self) -> Sequence[Item]:
        """The earliest first."""
        return sorted(self.items, key=lambda item: item.day or dt.date.max)[:SHOWN]


def few(found: QuerySet, item: Callable[[Any], Item]) -> Few:
    """One query; a second only where there are more than are shown."""
    rows = list(found[:SHOWN + 1])
    return Few([item(row) for row in rows[:SHOWN]], len(rows) if len(rows) <= SHOWN else found.order_by().count())


def when_due(due: dt.date | None, day: dt.date) -> str:
    """"3 days late", "today", "in 2 days", or the date where it is far; "" without one."""
    if due is None:
        return ""
    left = (due - day).days
    if left < 0:
        return ngettext("%(count)s day late", "%(count)s days late", -left) % {"count": -left}
    if left == 0:
        return pgettext("glance", "today")
    if left <= LATELY.days:
        return ngettext("in %(count)s day", "in %(count)s days", left) % {"count": left}
    return _("by %(day)s") % {"day": date_format(due, "SHORT_DATE_FORMAT")}


def waiting(since: dt.date | None, day: dt.date) -> str:
    """"waits 12 days"; "" for what came today."""
    days = (day - since).days if since else 0
    return ngettext("waits %(count)s day", "waits %(count)s days", days) % {"count": days} if days > 0 else ""
