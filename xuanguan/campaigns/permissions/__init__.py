"""Who may set up a campaign, answer for a unit, give more time, ask for what is missing, hand over a queue."""
from collections.abc import Sequence

from django.utils.translation import gettext as _

from xuanguan.campaigns.models import Campaign, Expectation, Extension
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


# Whoever answers for what lies below: the level above, or the campaign's own office.
ANSWER = (Role.VERIFIER, Role.COORDINATOR, Role.ADMINISTRATOR)


def can_answer_extension(person, extension: Extension) -> bool:
    try:
        check_answer_extension(person, extension)
    except NotAllowed:
        return False
    return True


def check_answer_extension(person, extension: Extension) -> None:
    """The level above decides: a role at the unit's superior (or the division above its own), or the coordinator of the campaign."""
    if extension.asked_by_id == person.pk:
        raise NotAllowed(_("Nobody grants their own wish for more time. The level above will see it."))
    if not _is_above(person, extension.unit, extension.expectation.campaign):
        raise NotAllowed(_("More time for %(unit)s is given by the level above it, or by the campaign's coordinator.") % {"unit": extension.unit})


def _is_above(person, unit: Unit, campaign: Campaign) -> bool:
    if can_run(person, campaign):
        return True
    home = home_of(unit)
    above = home.territory if home.territory_id else unit.superior
    return above is not None and has_role(person, above, *ANSWER)


def can_nudge(person, campaign: Campaign) -> bool:
    """Whether there is anybody in the campaign whom the person may ask for what is missing."""
    return has_role(person, campaign.territory, *ANSWER) or any(
        campaign.territory.first <= grant.unit.first <= campaign.territory.last for grant in grants_of(person, *ANSWER))


def check_nudge(person, campaign: Campaign, units: Sequence[Unit]) -> None:
    """To ask units for what they miss: a verifier or coordinator of theirs, or of a unit above them."""
    if has_role(person, campaign.territory, *ANSWER):
        return
    for unit in units:
        if not has_role(person, unit, *ANSWER):
            raise NotAllowed(_("%(unit)s is asked by its own verifiers and coordinators, or those above. Narrow the list to your units.") % {"unit": unit})


def can_delegate(person, campaign: Campaign, unit: Unit, of) -> bool:
    try:
        check_delegate(person, campaign, unit, of)
    except NotAllowed:
        return False
    return True


def check_delegate(person, campaign: Campaign, unit: Unit, of) -> None:
    """A verifier hands over their own queue; so may an administrator of the unit. Whose queue it is must verify there."""
    if not has_role(of, unit, Role.VERIFIER, Role.COORDINATOR):
        raise NotAllowed(_("%(person)s does not verify for %(unit)s, so there is nothing to hand over.") % {"person": of, "unit": unit})
    if person.pk != of.pk and not has_role(person, unit, Role.ADMINISTRATOR) and not can_run(person, campaign):
        raise NotAllowed(_("A queue is handed over by whoever holds it, or by an administrator of the unit."))
