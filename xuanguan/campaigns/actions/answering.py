"""A unit answers an expectation: nothing to report."""
import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.campaigns.actions.reminding import reminder_keys
from xuanguan.campaigns.deadlines import Due, due_dates
from xuanguan.campaigns.enums import FulfilmentState
from xuanguan.campaigns.models import Exemption, Expectation, Fulfilment, RosterEntry
from xuanguan.campaigns.permissions import check_answer_for
from xuanguan.campaigns.queries.gaps import nudge_key
from xuanguan.campaigns.rosters import holds_on
from xuanguan.common.exceptions import PersonError
from xuanguan.notices.actions import settle
from xuanguan.organisations.models import Unit


def asked_for(expectation: Expectation, unit: Unit, period: str, on: dt.date) -> Due:
    """The due date of what is expected of the unit in the period. Raises PersonError where nothing is."""
    due = next((due for due in due_dates(expectation, on) if due.period == period), None)
    if due is None:
        raise PersonError(_("The period %(period)s has not begun, or the campaign does not ask for it.") % {"period": period})
    entries = RosterEntry.objects.filter(roster=expectation.roster_id, unit=unit)
    if not any(holds_on(entry, due.counted_on(on)) for entry in entries) or Exemption.objects.filter(expectation=expectation, unit=unit).exists():
        raise PersonError(_("%(unit)s is not on the list of “%(expectation)s”.") % {"unit": unit, "expectation": expectation})
    return due


@transaction.atomic
def nothing_to_report(*, expectation: Expectation, unit: Unit, period: str, on: dt.date, by) -> Fulfilment:
    """The unit says that in this period there was nothing: a report, told apart from silence (counting.md, rule 5)."""
    check_answer_for(by, expectation, unit)
    if not expectation.nothing_counts:
        raise PersonError(_("“%(expectation)s” cannot be answered with “nothing to report”: it asks for something to be done.") % {
            "expectation": expectation})
    due = asked_for(expectation, unit, period, on)
    if due.last is not None and due.last > on:
        raise PersonError(_("The period runs until %(day)s: whether there was nothing is known when it is over.") % {"day": due.last.isoformat()})
    fulfilment, made = Fulfilment.objects.get_or_create(
        expectation=expectation, unit=unit, period=period, thing="nothing", until=None,
        defaults={"state": FulfilmentState.NOTHING, "by_unit": unit, "on": on, "done_on": due.last, "by": by})
    if made:
        settle(key=[nudge_key(expectation.pk, unit.pk, period), *reminder_keys(expectation.pk, unit.pk, period)])
        record("nothing_to_report", expectation, by=by, unit=unit.code, period=period)
    return fulfilment


@transaction.atomic
def take_back_nothing(*, expectation: Expectation, unit: Unit, period: str, by, on: dt.date | None = None) -> None:
    """There was something after all, as is known from the day `on` (None: today)."""
    check_answer_for(by, expectation, unit)
    day = on or timezone.localdate()
    said = Fulfilment.objects.filter(expectation=expectation, unit=unit, period=period, thing="nothing", until=None)
    if said.filter(on__gte=day).delete()[0] or said.update(until=day):
        record("take_back_nothing", expectation, by=by, unit=unit.code, period=period)
