"""A unit answers an expectation: nothing to report."""
import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from xuanguan.audit.actions import record
from xuanguan.campaigns.deadlines import due_dates
from xuanguan.campaigns.enums import FulfilmentState
from xuanguan.campaigns.models import Expectation, Fulfilment, RosterEntry
from xuanguan.campaigns.permissions import check_answer_for
from xuanguan.campaigns.rosters import holds_on
from xuanguan.common.exceptions import PersonError
from xuanguan.organisations.models import Unit


@transaction.atomic
def nothing_to_report(*, expectation: Expectation, unit: Unit, period: str, on: dt.date, by) -> Fulfilment:
    """The unit says that in this period there was nothing: a report, told apart from silence (counting.md, rule 5)."""
    check_answer_for(by, expectation, unit)
    if not expectation.nothing_counts:
        raise PersonError(_("“%(expectation)s” cannot be answered with “nothing to report”: it asks for something to be done.") % {
            "expectation": expectation})
    if not any(holds_on(entry, on) for entry in RosterEntry.objects.filter(roster=expectation.roster_id, unit=unit)):
        raise PersonError(_("%(unit)s is not on the list of “%(expectation)s”.") % {"unit": unit, "expectation": expectation})
    due = next((due for due in due_dates(expectation, on) if due.period == period), None)
    if due is None:
        raise PersonError(_("The period %(period)s has not begun, or the campaign does not ask for it.") % {"period": period})
    if due.last is not None and due.last > on:
        raise PersonError(_("The period runs until %(day)s: whether there was nothing is known when it is over.") % {"day": due.last.isoformat()})
    fulfilment, made = Fulfilment.objects.get_or_create(
        expectation=expectation, unit=unit, period=period, thing="nothing",
        defaults={"state": FulfilmentState.NOTHING, "by_unit": unit, "on": on, "by": by})
    if made:
        record("nothing_to_report", expectation, by=by, unit=unit.code, period=period)
    return fulfilment


@transaction.atomic
def take_back_nothing(*, expectation: Expectation, unit: Unit, period: str, by) -> None:
    """There was something after all."""
    check_answer_for(by, expectation, unit)
    if Fulfilment.objects.filter(expectation=expectation, unit=unit, period=period, thing="nothing").delete()[0]:
        record("take_back_nothing", expectation, by=by, unit=unit.code, period=period)
