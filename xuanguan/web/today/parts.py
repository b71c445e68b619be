"""The parts of the page of today, the most pressing first. Each asks one room and says what it found in the same small values."""
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from xuanguan.accounts.models import User
from xuanguan.activities.models import Activity
from xuanguan.activities.queries import drafts_of, reports_awaiting, returned_to, verified_lately
from xuanguan.bulletins.enums import BulletinState, SubmissionState
from xuanguan.bulletins.permissions import can_decide
from xuanguan.bulletins.queries import bulletins_seen_by, submissions_to
from xuanguan.campaigns.enums import DutyState
from xuanguan.campaigns.models import Campaign
from xuanguan.campaigns.queries import Duty, my_list
from xuanguan.notices.enums import ENDS_WHEN_READ
from xuanguan.notices.queries import open_notices
from xuanguan.notices.wording import address_of, sentence_of

SHOWN = 5
# More bulletins than this are not looked through for those that the person may decide about.
BULLETINS = 50
LATELY = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: where, about what, and how pressing (`when`: "3 days late")."""

    title: Any
    href: str
    note: str = ""
    when: str = ""
    is_demo: bool = False


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


def duties(person: User, campaign: Campaign, day: dt.date) -> Iterable[Group]:
    """What is overdue, then (after what came back and what waits) what is due: one look at the person's list."""
    open_ones = [duty for duty in my_list(person, campaign, day) if not duty.is_done and duty.state != DutyState.AHEAD]
    late = [duty for duty in open_ones if duty.state == DutyState.OVERDUE]
    address = reverse("campaigns:expectations", args=[campaign.code])
    yield Group("overdue", pgettext("glance", "overdue"), ngettext("%(count)s thing is overdue", "%(count)s things are overdue", len(late)) % {"count": len(late)},
                _duties(late, day), len(late), more=address, more_label=_("All that is expected"), is_pressing=True)
    yield from came_back(person, campaign)
    yield from waits(person, campaign, day)
    due = [duty for duty in open_ones if duty.state != DutyState.OVERDUE]
    yield Group("due", pgettext("glance", "due"), ngettext("%(count)s thing is due", "%(count)s things are due", len(due)) % {"count": len(due)},
                _duties(due, day), len(due), more=address, more_label=_("All that is expected"))


def _duties(found: Sequence[Duty], day: dt.date) -> list[Item]:
    return [Item(
        f"{duty.expectation} ({duty.period})" if duty.period else duty.expectation, _address(duty), str(duty.unit), when_due(duty.due_by, day),
        duty.expectation.is_demo) for duty in found[:SHOWN]]


def _address(duty: Duty) -> str:
    page = reverse("campaigns:expectation", args=[duty.expectation.campaign.code, duty.expectation.code])
    return f"{page}?period={duty.period}" if duty.period else page


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


def came_back(person: User, campaign: Campaign) -> Iterable[Group]:
    # The newest activities first, as an index holds them: by when they came back, all of thousands would be sorted.
    items, count = _reports(returned_to(person, campaign).order_by("-latest", "-id"), "activities:activity")
    yield Group("returned", pgettext("glance", "returned"), ngettext("%(count)s report came back to you", "%(count)s reports came back to you", count) % {"count": count},
                items, count, _("They do not count until they are mended and submitted again."),
                f"{reverse('activities:list')}?state=returned", _("All that came back"), is_pressing=True)


def waits(person: User, campaign: Campaign, day: dt.date) -> Iterable[Group]:
    """Reports to verify, the longest waiting first; then bulletins handed up."""
    items, count = _reports(reports_awaiting(person, campaign), "activities:activity", waiting_since=day)
    yield Group("verify", pgettext("glance", "to verify"), ngettext("%(count)s report waits for you to verify", "%(count)s reports wait for you to verify", count) % {"count": count},
                items, count, more=reverse("activities:queue"), more_label=_("Open the queue"))
    handed = submissions_to(person, campaign).filter(state=SubmissionState.SENT)
    found = list(handed[:SHOWN + 1])
    count = len(found) if len(found) <= SHOWN else handed.count()
    yield Group("handed-up", pgettext("glance", "handed up"), ngettext(
        "%(count)s bulletin was handed up to you", "%(count)s bulletins were handed up to you", count) % {"count": count},
        [Item(one.edition.title, reverse("bulletins:submission", args=[one.pk]), one.edition.unit.short) for one in found[:SHOWN]], count,
        more=reverse("bulletins:received"), more_label=_("All that was handed up"))


def drafts(person: User, campaign: Campaign, day: dt.date) -> Iterable[Group]:
    items, count = _reports(drafts_of(person).filter(campaign=campaign), "activities:edit")
    yield Group("drafts", pgettext("glance", "drafts"), ngettext("%(count)s draft of yours", "%(count)s drafts of yours", count) % {"count": count}, items, count,
                more=f"{reverse('activities:list')}?state=draft", more_label=_("All drafts"), is_work=False)


def bulletins(person: User, campaign: Campaign, day: dt.date) -> Iterable[Group]:
    """Bulletins that came in and have open claims that the person may decide about, the oldest first."""
    seen = bulletins_seen_by(person, campaign).filter(open_count__gt=0).exclude(state=BulletinState.WITHDRAWN)
    found = [one for one in seen.defer("source_text", "clean_text", "reading").order_by("published", "pk")[:BULLETINS] if can_decide(person, one)]
    yield Group("bulletins", pgettext("glance", "bulletins"), ngettext(
        "%(count)s bulletin has open claims", "%(count)s bulletins have open claims", len(found)) % {"count": len(found)},
        [Item(one.title, reverse("bulletins:bulletin", args=[one.pk]), f"{one.unit.short} · {date_format(one.published, 'SHORT_DATE_FORMAT')} · "
              + _("%(open)s of %(all)s open") % {"open": one.open_count, "all": one.claims_count}) for one in found[:SHOWN]],
        len(found), more=reverse("bulletins:list"), more_label=_("All bulletins"))


def _reports(found: QuerySet[Activity], name: str, waiting_since: dt.date | None = None) -> tuple[list[Item], int]:
    """The first few and how many there are. By ids first, which an index holds in order; then only what a line shows."""
    ids = list(found.values_list("pk", flat=True)[:SHOWN + 1])
    if not ids:
        return [], 0
    lines = Activity.objects.filter(pk__in=ids[:SHOWN]).select_related("kind", "reporting_unit").only(
        "title", "since", "is_demo", "kind__name_zh", "kind__name_en", "reporting_unit__name_zh", "reporting_unit__name_en", "reporting_unit__short_zh")
    shown = {one.pk: one for one in lines}
    items = [
        Item(one, reverse(name, args=[one.pk]), one.reporting_unit.short + (f" · {one.kind}" if one.title else ""),
             waiting(one.since, waiting_since) if waiting_since else "", one.is_demo) for one in (shown[pk] for pk in ids[:SHOWN])]
    return items, len(ids) if len(ids) <= SHOWN else found.order_by().count()


def waiting(since: dt.date | None, day: dt.date) -> str:
    days = (day - since).days if since else 0
    return ngettext("waits %(count)s day", "waits %(count)s days", days) % {"count": days} if days > 0 else ""


def changed_lately(person: User, campaign: Campaign, day: dt.date) -> Changed:
    """Notices that only tell and were not read; how many of the person's reports were verified in the last week."""
    told = open_notices(person).filter(kind__in=ENDS_WHEN_READ)[:SHOWN]
    return Changed([(one.pk, sentence_of(one), address_of(one)) for one in told], verified_lately(person, campaign, day - LATELY).count(),
                   f"{reverse('activities:list')}?state=verified")


# What other rooms bring to the page joins here.
PARTS: tuple[Callable[[User, Campaign, dt.date], Iterable[Group]], ...] = (duties, bulletins, drafts)
