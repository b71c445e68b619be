"""Who may set up a campaign, and who may say that a unit has nothing to report."""
from django.utils.translation import gettext as _

from xuanguan.campaigns.models import Campaign, Expectation
from xuanguan.campaigns.queries import SET_UP, can_be_fulfilled_by, home_of
from xuanguan.common.exceptions import NotAllowed
from xuanguan.organisations.enums import Role
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import check_role, grants_of, has_role

REPORT = (Role.OFFICER, Role.COORDINATOR, Role.ADMINISTRATOR)


def can_set_up(person, territory: Unit | None = None) -> bool:
    """In a territory; without one: anywhere at all, so that the page may be offered."""
    if territory is None:
        return bool(getattr(person, "is_superuser", False) or grants_of(person, *SET_UP))
    return has_role(person, territory, *SET_UP)


def check_set_up(person, territory: Unit | None = None) -> None:
    if territory is not None:
        check_role(person, territory, *SET_UP)
    elif not can_set_up(person):
        raise NotAllowed(_("Campaigns are set up by coordinators and administrators. Ask one of your unit."))


def can_start(person, territory: Unit, lead_unit: Unit) -> bool:
    """Whoever coordinates the territory, or the unit that leads, where that is an organ of the territory or of one above it."""
    home = home_of(lead_unit)
    return can_set_up(person, territory) or (home.first <= territory.first <= home.last and has_role(person, lead_unit, *SET_UP))


def check_start(person, territory: Unit, lead_unit: Unit) -> None:
    if not can_start(person, territory, lead_unit):
        raise NotAllowed(_("A campaign in %(territory)s is set up by coordinators of %(territory)s or of a unit above it, or of its own organ that leads. "
                           "Ask the administrator of your unit.") % {"territory": territory})


def can_run(person, campaign: Campaign) -> bool:
    """Set up, issue and steer a campaign: the coordinators of its lead unit, and those of its territory or of a unit above it."""
    return can_set_up(person, campaign.territory) or has_role(person, campaign.lead_unit, *SET_UP)


def check_run(person, campaign: Campaign) -> None:
    if not can_run(person, campaign):
        raise NotAllowed(_("“%(campaign)s” is set up by the coordinators of %(unit)s. Ask one of them.") % {"campaign": campaign, "unit": campaign.lead_unit})


def can_answer_for(person, expectation: Expectation, unit: Unit) -> bool:
    """Whether the person reports for the unit, or for one that may fulfil the expectation in its place."""
    if has_role(person, unit, *REPORT):
        return True
    return any(can_be_fulfilled_by(expectation, unit, grant.unit) for grant in grants_of(person, *REPORT))


def check_answer_for(person, expectation: Expectation, unit: Unit) -> None:
    if not can_answer_for(person, expectation, unit):
        raise NotAllowed(_("For this you need to report for %(unit)s. Ask the administrator of your unit.") % {"unit": unit})
