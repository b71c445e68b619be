"""Writing campaigns, a file per noun."""
from xuanguan.campaigns.actions.answering import nothing_to_report, take_back_nothing
from xuanguan.campaigns.actions.deeds import Deed, forget_deed, forget_deeds, note_deed, note_deeds
from xuanguan.campaigns.actions.responsibility import (
    CannotAssign,
    add_item,
    change_item,
    problems_of,
    remove_document,
    set_role,
    settle_name,
    write_cascade,
    write_document,
)
from xuanguan.campaigns.actions.starting import RESERVED_CODES, CannotStart, roster_code, start_campaign

__all__ = ["RESERVED_CODES", "CannotAssign", "CannotStart", "Deed", "add_item", "change_item", "forget_deed", "forget_deeds", "note_deed", "note_deeds",
           "nothing_to_report", "problems_of", "remove_document", "roster_code", "set_role", "settle_name", "start_campaign", "take_back_nothing",
           "write_cascade", "write_document"]
