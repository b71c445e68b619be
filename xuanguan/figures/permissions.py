"""Of which units a person may ask figures: of those that their roles reach, in any role.

A person's figures of a unit hold everything that lies in it. A role in one line (系统) sees that line only.
"""
from django.utils.translation import gettext as _

from xuanguan.campaigns.models import Campaign
from xuanguan.common.exceptions import NotAllowed
from xuanguan.organisations.models import Unit
from xuanguan.organisations.permissions import grants_of

type Within = tuple[tuple[int, int | None], ...]


def check_ask(person, unit: Unit) -> Within:
    """Raises NotAllowed. Returns what the person's figures of the unit are limited to, as (unit, system) pairs; () for nothing.

    `person` None is nobody with a reach: the shell of the machine itself.
    """
    if person is None or getattr(person, "is_superuser", False):
        return ()
    reaching = [grant for grant in grants_of(person) if grant.unit.first <= unit.first <= grant.unit.last]
    if not reaching:
        raise NotAllowed(_("The figures of %(unit)s lie outside your reach: ask for a unit where you have a role, or one below it.") % {
            "unit": unit})
    if any(grant.system_id is None for grant in reaching):
        return ()
    return tuple(sorted({(grant.unit_id, grant.system_id) for grant in grants_of(person)}, key=str))


def can_ask(person, unit: Unit) -> bool:
    try:
        check_ask(person, unit)
    except NotAllowed:
        return False
    return True


def usual_unit(person, campaign: Campaign) -> Unit:
    """Of whom a person asks first: the highest unit of their roles inside the campaign. Raises NotAllowed where there is none."""
    territory = campaign.territory
    if person is None or getattr(person, "is_superuser", False):
        return territory
    for grant in grants_of(person):  # the highest first
        if grant.unit.first <= territory.first <= grant.unit.last:
            return territory
        if territory.first <= grant.unit.first <= territory.last:
            return grant.unit
    raise NotAllowed(_("None of your roles lies in the territory of this campaign. Ask the administrator of your unit."))


def usual_units(person, campaign: Campaign) -> tuple[Unit, ...]:
    """All that a person's roles reach inside the campaign, to be asked together: the outermost units, in the order of the tree.

    Raises NotAllowed where there is none.
    """
    highest, territory = usual_unit(person, campaign), campaign.territory
    if highest == territory:
        return (territory,)
    found: list[Unit] = []
    for unit in sorted({grant.unit for grant in grants_of(person)}, key=lambda unit: (unit.first, -unit.last)):
        if territory.first <= unit.first <= territory.last and not any(other.first <= unit.first <= other.last for other in found):
            found.append(unit)
    return tuple(found)


def reach_of(person, campaign: Campaign) -> tuple[tuple[int, ...], Within]:
    """All units of the campaign that the person's roles reach, to be asked together, and what limits them to a line (系统).

    () where no role lies in the campaign's territory.
    """
    territory = campaign.territory
    if person is None or getattr(person, "is_superuser", False):
        return (territory.pk,), ()
    reaching = [grant for grant in grants_of(person)
                if grant.unit.first <= territory.first <= grant.unit.last or territory.first <= grant.unit.first <= territory.last]
    units = {territory.pk if grant.unit.first <= territory.first else grant.unit_id for grant in reaching}
    if all(grant.system_id is None for grant in reaching):
        return tuple(sorted(units)), ()
    return tuple(sorted(units)), tuple(sorted({(grant.unit_id, grant.system_id) for grant in reaching}, key=str))
