"""A unit states a total without its parts, replaces it by a later one, or takes it back; a remark is kept with its sentence."""
import datetime as dt

from django.db import transaction

from xuanguan.activities.actions.checking import check_statement_values
from xuanguan.activities.actions.records import Gone, tell_figures, today
from xuanguan.activities.enums import ActivityState
from xuanguan.activities.models import Remark, Statement
from xuanguan.activities.permissions import check_change_statement, check_state_total
from xuanguan.activities.values import StatementValues
from xuanguan.audit.actions import record
from xuanguan.campaigns.models import Campaign, Front
from xuanguan.common.exceptions import NotInThisState
from xuanguan.organisations.models import Unit


@transaction.atomic
def state_total(*, values: StatementValues, by, on: dt.date | None = None, is_demo: bool = False) -> Statement:
    """A total that stands beside what is on record, and is never added to it (counting.md, rule 3)."""
    check_state_total(by, values.unit)
    check_statement_values(values)
    statement = _write(values, by=by, on=today(on), is_demo=is_demo)
    record("state_total", statement, by=by)
    tell_figures(statement)
    return statement


@transaction.atomic
def change_statement(*, statement: Statement, values: StatementValues, by, on: dt.date | None = None) -> Statement:
    """Replace a statement by what it should have said. Returns the new one; the old stays for questions as of an earlier day."""
    day = today(on)
    statement = _standing(statement, "change")
    check_change_statement(by, statement)
    if values.unit != statement.unit:
        check_state_total(by, values.unit)
    check_statement_values(values)
    _end(statement, on=day)
    successor = _write(values, by=by, on=day, is_demo=statement.is_demo, replaces=statement)
    record("change_statement", statement, by=by, replaced_by=successor.pk)
    record("state_total", successor, by=by, replaces=statement.pk)
    tell_figures(statement)
    tell_figures(successor)
    return successor


@transaction.atomic
def withdraw_statement(*, statement: Statement, by, on: dt.date | None = None) -> Statement:
    """Take a stated total back: it stays readable, and no figure shows it from `on`."""
    statement = _standing(statement, "withdraw")
    check_change_statement(by, statement)
    _end(statement, on=today(on))
    record("withdraw_statement", statement, by=by)
    tell_figures(statement)
    return statement


@transaction.atomic
def record_remark(*, campaign: Campaign, text: str, by, unit: Unit | None = None, front: Front | None = None, is_demo: bool = False) -> Remark:
    """Keep what a text says that cannot be counted."""
    check_state_total(by, unit or campaign.lead_unit)
    remark = Remark.objects.create(campaign=campaign, unit=unit, front=front, text=text, is_demo=is_demo)
    record("record_remark", remark, by=by)
    return remark


def _standing(statement: Statement, act: str) -> Statement:
    """The statement, locked, if it still stands; NotInThisState where it was withdrawn or replaced."""
    found = Statement.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=statement.pk).first()
    if found is None:
        raise Gone()
    if found.until is not None:
        raise NotInThisState(act=act, state=found.state, label=ActivityState(found.state).label)
    return found


def _end(statement: Statement, *, on: dt.date) -> None:
    statement.state, statement.until = ActivityState.WITHDRAWN, on
    statement.save(update_fields=["state", "until"])


def _write(values: StatementValues, *, by, on: dt.date, is_demo: bool, replaces: Statement | None = None) -> Statement:
    statement = Statement.objects.create(
        campaign=values.campaign, unit=values.unit, territory=values.territory, system=values.system, levels=list(values.levels),
        front=values.front, kind=values.kind, measure=values.measure, value=values.value, qualifier=values.qualifier,
        unit_zh=values.unit_zh, text=values.text, note=values.note, earliest=values.earliest, latest=values.latest,
        reported_by=by, since=on, is_demo=is_demo, replaces=replaces)
    statement.named.set(values.named)
    return statement
