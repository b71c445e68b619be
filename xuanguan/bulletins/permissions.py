"""Who may take a bulletin in and decide about its claims: officers, writers and coordinators of the unit that issued it, or above.

Who writes and issues one: writers and coordinators of the unit, or above.
"""
from django.utils.translation import gettext as _

from xuanguan.activities.permissions import REPORTERS
from xuanguan.bulletins.models import Bulletin, Check, Draft, Edition, Submission
from xuanguan.campaigns.models import Campaign
from xuanguan.common.exceptions import NotAllowed
from xuanguan.organisations.enums import Role
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import check_role, grants_of, has_role

WRITERS = (Role.WRITER, Role.COORDINATOR)


def check_take_in(person, unit: Unit) -> None:
    check_role(person, unit, *REPORTERS)


def check_decide(person, bulletin: Bulletin) -> None:
    check_role(person, bulletin.unit, *REPORTERS)


def can_take_in(person, unit: Unit) -> bool:
    return has_role(person, unit, *REPORTERS)


def can_decide(person, bulletin: Bulletin) -> bool:
    try:
        check_decide(person, bulletin)
    except NotAllowed:
        return False
    return True


def check_write(person, unit: Unit) -> None:
    """Begin, edit, issue, hand up and correct bulletins of the unit."""
    check_role(person, unit, *WRITERS)


def can_write(person, unit: Unit) -> bool:
    return has_role(person, unit, *WRITERS)


def can_write_something(person) -> bool:
    return getattr(person, "is_superuser", False) or bool(grants_of(person, *WRITERS))


def check_write_something(person) -> None:
    if not can_write_something(person):
        raise NotAllowed(_("Bulletins are written by the bulletin writers and campaign coordinators of a unit. Ask the administrator of your unit."))


def check_edit(person, draft: Draft) -> None:
    check_write(person, draft.unit)


def check_hand_up(person, edition: Edition) -> None:
    check_write(person, edition.unit)


def check_answer(person, submission: Submission) -> None:
    """Take passages from what was handed to a unit, or decline it."""
    check_write(person, submission.to)


def check_forget(person, check: Check) -> None:
    """A kept check is put away by whoever kept it, or by those who write for its unit."""
    if check.by_id != person.pk:
        check_write(person, check.unit)


def can_forget(person, check: Check) -> bool:
    return check.by_id == person.pk or can_write(person, check.unit)


def check_switch_points(person, campaign: Campaign) -> None:
    check_role(person, campaign.territory, Role.COORDINATOR)


def can_switch_points(person, campaign: Campaign) -> bool:
    return has_role(person, campaign.territory, Role.COORDINATOR)
