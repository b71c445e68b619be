"""Who may do what with a report. `check_…` raises a sentence a person can read; `can_…` is its boolean.

Whether the state of the report allows it is another question: see `states.ACTIVITY_STATES`.
"""
from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xuanguan.activities.enums import ReviewAct
from xuanguan.activities.models import Activity, Merge, Review, SheetImport, Statement
from xuanguan.activities.turns import turn_of
from xuanguan.common.exceptions import NotAllowed
from xuanguan.organisations.enums import Role
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import check_role

# A writer confirms what a bulletin says, which makes reports and statements of the unit that issued it.
REPORTERS = (Role.OFFICER, Role.COORDINATOR, Role.WRITER)
REVIEWERS = (Role.VERIFIER, Role.COORDINATOR)


def check_report(person, unit: Unit) -> None:
    """To report in the name of a unit."""
    check_role(person, unit, *REPORTERS)


def check_edit(person, activity: Activity) -> None:
    """To change a report, submit it, withdraw it, or add evidence: whoever began it, and the officers of its unit."""
    if activity.reported_by_id != person.pk:
        check_role(person, activity.reporting_unit, *REPORTERS)


check_submit = check_withdraw = check_edit


def check_delete(person, activity: Activity) -> None:
    check_edit(person, activity)


def check_review(person, activity: Activity) -> None:
    """To verify or return a report: a verifier above its unit, or who stands in for one, who had no hand in it; when it is their turn."""
    turn = turn_of(person, activity)
    if turn is None:
        check_role(person, activity.reporting_unit, *REVIEWERS)
    elif turn.opens is not None:
        raise NotAllowed(_("This waits for the verifiers of %(unit)s. From %(day)s on you may verify it in their place.") % {
            "unit": turn.instead_of, "day": date_format(turn.opens)})
    if had_a_hand_in(person, activity) or (turn is not None and turn.on_behalf_of is not None and had_a_hand_in(turn.on_behalf_of, activity)):
        raise NotAllowed(_("Nobody verifies their own report. Another verifier of your unit or the level above will see it."))


check_verify = check_return = check_review


def check_merge(person, kept: Activity, absorbed: Activity) -> None:
    """To make two reports one: a verifier above both reporting units."""
    check_role(person, kept.reporting_unit, *REVIEWERS)
    check_role(person, absorbed.reporting_unit, *REVIEWERS)


def check_unmerge(person, merge: Merge) -> None:
    check_merge(person, merge.kept, merge.absorbed)


def check_tell_apart(person, one: Activity, other: Activity) -> None:
    """To say that two reports tell of two events: a verifier above one of them, or an officer of one of them."""
    if not any(can(person, activity) for activity in (one, other) for can in (can_edit, can_look_after)):
        check_role(person, one.reporting_unit, *REVIEWERS)


def check_undo_sheet(person, sheet: SheetImport) -> None:
    """To undo a spreadsheet: whoever applied it, or an officer of all units that it reported for."""
    if sheet.by_id != person.pk:
        for unit in Unit.objects.filter(pk__in=Activity.objects.filter(sheet=sheet).values("reporting_unit")):
            check_role(person, unit, *REPORTERS)


def check_look_after(person, activity: Activity) -> None:
    check_role(person, activity.reporting_unit, *REVIEWERS)


def check_state_total(person, unit: Unit) -> None:
    """To state a total in the name of a unit."""
    check_role(person, unit, *REPORTERS)


def check_change_statement(person, statement: Statement) -> None:
    check_role(person, statement.unit, *REPORTERS)


def had_a_hand_in(person, activity: Activity) -> bool:
    """Whether the person began the report or ever submitted or revised it."""
    return activity.reported_by_id == person.pk or Review.objects.filter(
        activity=activity, by=person, act__in=(ReviewAct.SUBMIT, ReviewAct.REVISE)).exists()


def _boolean(check: Callable[..., None]) -> Callable[..., bool]:
    def can(person, *things) -> bool:
        try:
            check(person, *things)
        except NotAllowed:
            return False
        return True
    return can


can_report = _boolean(check_report)
can_edit = _boolean(check_edit)
can_submit = _boolean(check_submit)
can_delete = _boolean(check_delete)
can_withdraw = _boolean(check_withdraw)
can_verify = _boolean(check_verify)
can_return = _boolean(check_return)
can_undo_sheet = _boolean(check_undo_sheet)
can_look_after = _boolean(check_look_after)
can_merge = _boolean(check_merge)
can_unmerge = _boolean(check_unmerge)
can_tell_apart = _boolean(check_tell_apart)
can_state_total = _boolean(check_state_total)
can_change_statement = _boolean(check_change_statement)
