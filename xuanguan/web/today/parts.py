"""The parts of the page of today, the most pressing first. Each asks one room and says what it found in the same small values."""
import datetime as dt
from collections.abc import Callable, Iterable

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
from xuanguan.campaigns.models import Campaign
from xuanguan.notices.enums import ENDS_WHEN_READ
from xuanguan.notices.queries import open_notices
from xuanguan.notices.wording import address_of, sentence_of
from xuanguan.web.today.expected import NOTHING, expected, has_plans, more_time, plans_sent_back, to_answer
from xuanguan.web.today.values import LATELY, SHOWN, Changed, Few, Group, Item, few, waiting

# More bulletins than this are not looked through for those that the person may decide about.
BULLETINS = 50


def work(person: User, campaign: Campaign, day: dt.date) -> Iterable[Group]:
    """What is overdue, came back, waits, and is due. The person's list is looked at once for the first and the last."""
    planned = has_plans(campaign)
    late, due = expected(person, campaign, day, has_plans=planned)
    address = reverse("campaigns:expectations", args=[campaign.code])
    yield Group("overdue", pgettext("glance", "overdue"), ngettext("%(count)s thing is overdue", "%(count)s things are overdue", late.count) % {"count": late.count},
                late.by_day, late.count, more=address, more_label=_("All that is expected"), is_pressing=True)
    if planned:
        yield from plans_that_came_back(person, campaign)
    yield from reports_that_came_back(person, campaign)
    if planned:
        yield from waits_for_an_answer(person, campaign, day)
    yield from wishes_for_more_time(person, campaign, day)
    yield from waits_to_be_verified(person, campaign, day)
    yield from handed_up(person, campaign)
    yield Group("due", pgettext("glance", "due"), ngettext("%(count)s thing is due", "%(count)s things are due", due.count) % {"count": due.count},
                due.by_day, due.count, more=address, more_label=_("All that is expected"))


def plans_that_came_back(person: User, campaign: Campaign) -> Iterable[Group]:
    found = plans_sent_back(person, campaign)
    yield Group("plans-returned", pgettext("glance", "plans returned"), ngettext(
        "%(count)s plan came back to you", "%(count)s plans came back to you", found.count) % {"count": found.count}, found.shown, found.count,
        more=reverse("campaigns:plans", args=[campaign.code]), more_label=_("All plans"), is_pressing=True)


def reports_that_came_back(person: User, campaign: Campaign) -> Iterable[Group]:
    # The newest activities first, as an index holds them: by when they came back, all of thousands would be sorted.
    found = _reports(returned_to(person, campaign).order_by("-latest", "-id"), "activities:activity")
    yield Group("returned", pgettext("glance", "returned"), ngettext(
        "%(count)s report came back to you", "%(count)s reports came back to you", found.count) % {"count": found.count}, found.items, found.count,
        _("They do not count until they are mended and submitted again."), f"{reverse('activities:list')}?state=returned", _("All that came back"), is_pressing=True)


def waits_for_an_answer(person: User, campaign: Campaign, day: dt.date) -> Iterable[Group]:
    found = to_answer(person, campaign, day)
    yield Group("answer", pgettext("glance", "to answer"), ngettext(
        "%(count)s thing in plans waits for your answer", "%(count)s things in plans wait for your answer", found.count) % {"count": found.count},
        found.shown, found.count, more=reverse("campaigns:plans", args=[campaign.code]), more_label=_("All plans"))


def wishes_for_more_time(person: User, campaign: Campaign, day: dt.date) -> Iterable[Group]:
    found = more_time(person, campaign, day)
    yield Group("more-time", pgettext("glance", "more time"), ngettext(
        "%(count)s unit asks you for more time", "%(count)s wishes for more time wait for your answer", found.count) % {"count": found.count},
        found.shown, found.count, more=reverse("campaigns:extensions", args=[campaign.code]), more_label=_("All wishes for more time"))


def waits_to_be_verified(person: User, campaign: Campaign, day: dt.date) -> Iterable[Group]:
    """The longest waiting first."""
    found = _reports(reports_awaiting(person, campaign), "activities:activity", waiting_since=day)
    yield Group("verify", pgettext("glance", "to verify"), ngettext(
        "%(count)s report waits for you to verify", "%(count)s reports wait for you to verify", found.count) % {"count": found.count},
        found.items, found.count, more=reverse("activities:queue"), more_label=_("Open the queue"))


def handed_up(person: User, campaign: Campaign) -> Iterable[Group]:
    found = few(submissions_to(person, campaign).filter(state=SubmissionState.SENT), lambda one: Item(
        one.edition.title, reverse("bulletins:submission", args=[one.pk]), one.edition.unit.short))
    yield Group("handed-up", pgettext("glance", "handed up"), ngettext(
        "%(count)s bulletin was handed up to you", "%(count)s bulletins were handed up to you", found.count) % {"count": found.count},
        found.items, found.count, more=reverse("bulletins:received"), more_label=_("All that was handed up"))


def bulletins(person: User, campaign: Campaign, day: dt.date) -> Iterable[Group]:
    """Bulletins that came in and have open claims that the person may decide about, the oldest first."""
    seen = bulletins_seen_by(person, campaign).filter(open_count__gt=0).exclude(state=BulletinState.WITHDRAWN)
    found = [one for one in seen.defer("source_text", "clean_text", "reading").order_by("published", "pk")[:BULLETINS] if can_decide(person, one)]
    yield Group("bulletins", pgettext("glance", "bulletins"), ngettext(
        "%(count)s bulletin has open claims", "%(count)s bulletins have open claims", len(found)) % {"count": len(found)},
        [Item(one.title, reverse("bulletins:bulletin", args=[one.pk]), f"{one.unit.short} · {date_format(one.published, 'SHORT_DATE_FORMAT')} · "
              + _("%(open)s of %(all)s open") % {"open": one.open_count, "all": one.claims_count}) for one in found[:SHOWN]],
        len(found), more=reverse("bulletins:list"), more_label=_("All bulletins"))


def drafts(person: User, campaign: Campaign, day: dt.date) -> Iterable[Group]:
    found = _reports(drafts_of(person).filter(campaign=campaign), "activities:edit")
    yield Group("drafts", pgettext("glance", "drafts"), ngettext("%(count)s draft of yours", "%(count)s drafts of yours", found.count) % {"count": found.count},
                found.items, found.count, more=f"{reverse('activities:list')}?state=draft", more_label=_("All drafts"), is_work=False)


def _reports(found: QuerySet[Activity], name: str, waiting_since: dt.date | None = None) -> Few:
    """As `few`, by ids first, which an index holds in order; then only what a line shows."""
    ids = list(found.values_list("pk", flat=True)[:SHOWN + 1])
    if not ids:
        return NOTHING
    lines = Activity.objects.filter(pk__in=ids[:SHOWN]).select_related("kind", "reporting_unit").only(
        "title", "since", "is_demo", "kind__name_zh", "kind__name_en", "reporting_unit__name_zh", "reporting_unit__name_en", "reporting_unit__short_zh")
    shown = {one.pk: one for one in lines}
    items = [
        Item(one, reverse(name, args=[one.pk]), one.reporting_unit.short + (f" · {one.kind}" if one.title else ""),
             waiting(one.since, waiting_since) if waiting_since else "", one.is_demo) for one in (shown[pk] for pk in ids[:SHOWN])]
    return Few(items, len(ids) if len(ids) <= SHOWN else found.order_by().count())


def changed_lately(person: User, campaign: Campaign, day: dt.date) -> Changed:
    """Notices that only tell and were not read; how many of the person's reports were verified in the last week."""
    told = open_notices(person).filter(kind__in=ENDS_WHEN_READ)[:SHOWN]
    return Changed([(one.pk, sentence_of(one), address_of(one)) for one in told], verified_lately(person, campaign, day - LATELY).count(),
                   f"{reverse('activities:list')}?state=verified")


# What other rooms bring to the page joins here.
PARTS: tuple[Callable[[User, Campaign, dt.date], Iterable[Group]], ...] = (work, bulletins, drafts)
