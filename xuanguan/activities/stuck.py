"""Whose queue holds what, and for how long: reports to verify, reports to mend, wishes for more time to answer."""
import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Min, Q
from django.utils import timezone

from xuanguan.activities.enums import ActivityState
from xuanguan.activities.models import Activity
from xuanguan.activities.queries import EDITORS, REVIEWERS
from xuanguan.campaigns.enums import ExtensionState
from xuanguan.campaigns.models import Campaign, Extension
from xuanguan.organisations.models import Grant, Unit
from xuanguan.organisations.permissions import has_role, within_scope


class Waits(StrEnum):
    """What waits."""

    VERIFY = "verify"
    MEND = "mend"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Holder:
    """A unit in whose queue something waits; None where nobody in the line has the role. people: the names of who could do it."""

    unit: Unit | None
    waits: Waits
    number: int
    since: dt.date
    days: int
    people: tuple[str, ...]


def stuck(person, campaign: Campaign, on: dt.date, *, least_days: int = 0) -> list[Holder]:
    """Within reach of the person's roles, what has waited longest first. Five queries."""
    reach = None if has_role(person, campaign.territory) else Unit.objects.filter(within_scope(person)).values("pk")
    verify = _by_unit(Activity.objects.filter(campaign=campaign, state=ActivityState.SUBMITTED, since__lte=on), "reporting_unit", "since", reach)
    mend = _by_unit(Activity.objects.filter(campaign=campaign, state=ActivityState.RETURNED), "reporting_unit", "changed_at", reach)
    answer = _by_unit(Extension.objects.filter(expectation__campaign=campaign, state=ExtensionState.ASKED, asked_on__lte=on), "unit", "asked_on", reach)
    found: dict[tuple[int | None, Waits], list] = {}
    roles = _Nearest()
    units = Unit.objects.in_bulk({row[0] for rows in (verify, mend, answer) for row in rows})
    for waits, rows, held in ((Waits.VERIFY, verify, REVIEWERS), (Waits.MEND, mend, EDITORS), (Waits.ANSWER, answer, REVIEWERS)):
        for pk, number, since in rows:
            holder = roles.of(units[pk], held, above=waits is Waits.ANSWER)
            known = found.setdefault((holder, waits), [0, since])
            known[0] += number
            known[1] = min(known[1], since)
    holders = Unit.objects.in_bulk([unit for unit, _waits in found if unit is not None])
    queues = [
        Holder(holders.get(unit) if unit is not None else None, waits, number, since, max((on - since).days, 0), roles.people(unit, EDITORS if waits is Waits.MEND else REVIEWERS))
        for (unit, waits), (number, since) in found.items()]
    return sorted((row for row in queues if row.days >= least_days), key=lambda row: (-row.days, -row.number, row.waits))


def _by_unit(rows, unit: str, since: str, reach) -> list[tuple[int, int, dt.date]]:
    if reach is not None:
        rows = rows.filter(**{f"{unit}__in": reach})
    found = rows.order_by().values_list(unit).annotate(Count("pk"), Min(since))
    return [(pk, number, timezone.localtime(day).date() if isinstance(day, dt.datetime) else day) for pk, number, day in found]


class _Nearest:
    """Who holds which role where, read once."""

    def __init__(self) -> None:
        day = timezone.localdate()
        grants = Grant.objects.filter(
            Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gt=day), role__in={*REVIEWERS, *EDITORS}, person__is_active=True,
        ).select_related("unit", "person").order_by("unit__first", "-unit__last", "pk")
        self.grants = list(grants)

    def of(self, unit: Unit, roles: Iterable[str], *, above: bool = False) -> int | None:
        """The nearest unit, from this one upward (or strictly above it), where somebody has one of the roles."""
        held = [grant for grant in self.grants if grant.role in roles]
        at = bisect_right([grant.unit.first for grant in held], unit.first)
        for grant in reversed(held[:at]):
            if grant.unit.last >= unit.first and not (above and grant.unit_id in (unit.pk, unit.territory_id) and grant.unit.level == unit.level):
                return grant.unit_id
        return None

    def people(self, unit: int | None, roles: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(grant.person) for grant in self.grants if grant.unit_id == unit and grant.role in roles))
