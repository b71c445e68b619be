"""Writing campaigns, a file per noun."""
from xuanguan.campaigns.actions.answering import nothing_to_report, take_back_nothing
from xuanguan.campaigns.actions.deeds import Deed, forget_deed, forget_deeds, note_deed, note_deeds
from xuanguan.campaigns.actions.starting import RESERVED_CODES, CannotStart, roster_code, start_campaign

__all__ = ["RESERVED_CODES", "CannotStart", "Deed", "forget_deed", "forget_deeds", "note_deed", "note_deeds", "nothing_to_report",
           "roster_code", "start_campaign", "take_back_nothing"]
