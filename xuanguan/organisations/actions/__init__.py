"""Writing organisations. Each act names who does it (`by`; None is the machine), is one transaction and one event of the log."""
from xuanguan.organisations.actions.groups import add_contact, open_group, remove_contact, set_members
from xuanguan.organisations.actions.impossible import Impossible
from xuanguan.organisations.actions.names import add_alias, remove_alias
from xuanguan.organisations.actions.people import add_membership, add_person, end_membership, grant_role, withdraw_role
from xuanguan.organisations.actions.units import close_unit, create_unit, merge_units, move_unit, rename_unit, split_unit

__all__ = [
    "Impossible", "add_alias", "add_contact", "add_membership", "add_person", "close_unit", "create_unit", "end_membership", "grant_role",
    "merge_units", "move_unit", "open_group", "remove_alias", "remove_contact", "rename_unit", "set_members", "split_unit", "withdraw_role",
]
