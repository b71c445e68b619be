"""Who may bring policies in. Policies are public texts: everybody who is signed in reads them."""
from django.utils.translation import gettext as _

from xuanguan.common.exceptions import NotAllowed
from xuanguan.organisations.enums import Role
from xuanguan.organisations.permissions import grants_of


def can_import_policies(person) -> bool:
    return bool(getattr(person, "is_superuser", False) or grants_of(person, Role.ADMINISTRATOR, Role.COORDINATOR))


def check_import_policies(person) -> None:
    if not can_import_policies(person):
        raise NotAllowed(_("Policies are imported by administrators and campaign coordinators. Ask one of your unit."))
