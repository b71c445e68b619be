"""Who may take a bulletin in and decide about its claims: officers, writers and coordinators of the unit that issued it, or above."""
from xuanguan.activities.permissions import REPORTERS
from xuanguan.bulletins.models import Bulletin
from xuanguan.common.exceptions import NotAllowed
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import check_role, has_role


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
