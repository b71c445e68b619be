"""Reading about the figures themselves: what waits to be taken in, what the last refresh had read, what people keep."""
import datetime as dt
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from xuanguan.activities.models import Change
from xuanguan.campaigns.enums import FulfilmentState
from xuanguan.campaigns.models import Campaign, Expectation, Fulfilment, Roster, RosterEntry
from xuanguan.figures.models import Comment, Dashboard, RefreshRun, View
from xuanguan.organisations.hierarchy import tree_day
from xuanguan.organisations.models import Affiliation, Succession, Unit


def changes_waiting() -> int:
    """How many changes the figures do not hold yet."""
    return Change.objects.count()


def waiting_since() -> dt.datetime | None:
    """When the oldest of them was made: long ago means that the figures could not be refreshed."""
    return Change.objects.aggregate(at=Min("at"))["at"]


def last_run() -> RefreshRun | None:
    return RefreshRun.objects.order_by("-id").first()


def what_was_read() -> dict[str, Any]:
    """A cheap sign of how units, rosters and "nothing to report" stand: it differs when something was added, ended or taken away.

    Their rooms leave no line in the outbox (they lie below it), so a refresh compares this with what the last one saw.
    """
    units = Unit.objects.aggregate(n=Count("pk"), last=Max("pk"))
    spells = Affiliation.objects.aggregate(n=Count("pk"), last=Max("pk"))
    became = Succession.objects.aggregate(n=Count("pk"), last=Max("pk"))
    rosters = Roster.objects.aggregate(n=Count("pk"), last=Max("pk"), size=Sum("stated_size"))
    entries = RosterEntry.objects.aggregate(n=Count("pk"), last=Max("pk"), ended=Count("pk", filter=Q(until__isnull=False)))
    nothing = Fulfilment.objects.filter(state=FulfilmentState.NOTHING).aggregate(
        n=Count("pk"), last=Max("pk"), taken_back=Count("pk", filter=Q(until__isnull=False)))
    expectations = Expectation.objects.aggregate(last=Max("pk"))
    return {
        "nothing": [*nothing.values(), *expectations.values()],
        "units": [*units.values(), *spells.values(), *became.values()],
        "rosters": [*rosters.values(), *entries.values()],
        "day": tree_day().isoformat(),
    }


def views_seen_by(person, campaign: Campaign) -> QuerySet[View]:
    """The person's own and those for everybody. Each asks with the rights of whoever opens it."""
    return View.objects.filter(Q(by=person) | Q(is_shared=True), campaign=campaign).select_related("by")


def dashboards_seen_by(person, campaign: Campaign) -> QuerySet[Dashboard]:
    """The person's own and those for everybody."""
    return Dashboard.objects.filter(Q(by=person) | Q(is_shared=True), campaign=campaign).select_related("by")


def comments_on(campaign: Campaign, key: str) -> QuerySet[Comment]:
    """What was said of one figure, the oldest first. Whoever may ask the figure may read it: ask permissions first."""
    return Comment.objects.filter(campaign=campaign, key=key).select_related("by")
