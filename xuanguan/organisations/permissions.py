"""What a role on a unit lets a person do: in that unit and everything below it, of its system where one is named.

`check_…` raises a sentence a person can read; `can_…` is its boolean.
"""
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xuanguan.common.exceptions import NotAllowed
from xuanguan.organisations.enums import Role
from xuanguan.organisations.models import Grant, Unit


def grants_of(person, *roles: str) -> list[Grant]:
    """The person's roles in force today; only `roles` where any are named. Kept on the person for the length of a request."""
    if not getattr(person, "is_authenticated", False):
        return []
    if not hasattr(person, "_grants_in_force"):
        day = timezone.localdate()
        person._grants_in_force = list(
            Grant.objects.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gt=day), person=person)
            .select_related("unit", "system").order_by("unit__level", "unit__first"))
    return [grant for grant in person._grants_in_force if not roles or grant.role in roles]


def forget_grants(person) -> None:
    """The roles kept on the person are read again: a role or the tree has changed since."""
    if hasattr(person, "_grants_in_force"):
        del person._grants_in_force


def has_role(person, unit: Unit, *roles: str) -> bool:
    """Whether the person has one of the roles on `unit` or on a unit above it."""
    if getattr(person, "is_superuser", False):
        return True
    return any(
        grant.unit.first <= unit.first <= grant.unit.last and (grant.system_id is None or grant.system_id == unit.system_id)
        for grant in grants_of(person, *roles))


def check_role(person, unit: Unit, *roles: str) -> None:
    if not has_role(person, unit, *roles):
        raise NotAllowed(_("For this you need to be %(role)s of %(unit)s or of a unit above it. Ask the administrator of your unit.") % {
            "role": _(" or ").join(str(Role(role).label) for role in roles), "unit": unit})


def within_scope(person, *roles: str, field: str = "") -> Q:
    """A condition on units (or on the unit behind `field`) that holds for those the person's roles reach."""
    prefix = f"{field}__" if field else ""
    if getattr(person, "is_superuser", False):
        return Q()
    condition = Q(pk__in=[])
    for grant in grants_of(person, *roles):
        inside = Q(**{f"{prefix}first__gte": grant.unit.first, f"{prefix}first__lte": grant.unit.last})
        if grant.system_id:
            inside &= Q(**{f"{prefix}system": grant.system_id})
        condition |= inside
    return condition


def can_administer(person, unit: Unit) -> bool:
    return has_role(person, unit, Role.ADMINISTRATOR)


def check_administer(person, unit: Unit) -> None:
    check_role(person, unit, Role.ADMINISTRATOR)


def can_administer_something(person) -> bool:
    return getattr(person, "is_superuser", False) or bool(grants_of(person, Role.ADMINISTRATOR))


def check_administer_something(person) -> None:
    """For what lies outside the tree: partners are named by whoever administers a unit."""
    if not can_administer_something(person):
        raise NotAllowed(_("For this you need to be administrator of a unit. Ask the administrator of your unit."))


# Whose campaign a leading group leads.
KEEP_GROUPS = (Role.COORDINATOR, Role.ADMINISTRATOR)


def check_keep_group(person, territory: Unit, superior: Unit | None) -> None:
    """Coordinators and administrators of the group's territory, or of the unit in whose charge the group is."""
    if superior is None or not has_role(person, superior, *KEEP_GROUPS):
        check_role(person, territory, *KEEP_GROUPS)


# Whoever reports or writes for a unit knows what it is called.
NAMERS = (Role.OFFICER, Role.WRITER, Role.COORDINATOR, Role.ADMINISTRATOR)


def can_name(person, unit: Unit) -> bool:
    return has_role(person, unit, *NAMERS)


def check_name(person, unit: Unit) -> None:
    check_role(person, unit, *NAMERS)
