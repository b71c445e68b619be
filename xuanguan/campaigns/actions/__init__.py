"""Writing campaigns, a file per noun."""
from xuanguan.campaigns.actions.answering import nothing_to_report, take_back_nothing
from xuanguan.campaigns.actions.copying import Takes, copy_campaign
from xuanguan.campaigns.actions.deeds import Deed, forget_deed, forget_deeds, forget_deeds_elsewhere, note_deed, note_deeds
from xuanguan.campaigns.actions.delegating import delegate, end_delegation, set_time_out
from xuanguan.campaigns.actions.expecting import remove_expectation, renew_rosters, set_expectation
from xuanguan.campaigns.actions.extending import CannotExtend, ask_for_extension, grant_extension, refuse_extension, take_back_extension
from xuanguan.campaigns.actions.issuing import CannotIssue, Progress, issue_campaign, issuing
from xuanguan.campaigns.actions.nudging import MOST_AT_ONCE, Nudged, nudge, too_many
from xuanguan.campaigns.actions.preparing import (
    CannotSetUp,
    change_basics,
    choose_group,
    confirm_step,
    discard_draft,
    keep_kinds,
    write_fronts,
    write_kind,
)
from xuanguan.campaigns.actions.reminding import Reminded, remind, reminder_keys
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
from xuanguan.campaigns.actions.starting import RESERVED_CODES, CannotStart, prepare_campaign, roster_code, start_campaign
from xuanguan.campaigns.expecting import CannotExpect

__all__ = [
    "MOST_AT_ONCE",
    "RESERVED_CODES",
    "CannotAssign",
    "CannotExpect",
    "CannotExtend",
    "CannotIssue",
    "CannotSetUp",
    "CannotStart",
    "Deed",
    "Nudged",
    "Progress",
    "Reminded",
    "Takes",
    "add_item",
    "ask_for_extension",
    "change_basics",
    "change_item",
    "choose_group",
    "confirm_step",
    "copy_campaign",
    "delegate",
    "discard_draft",
    "end_delegation",
    "forget_deed",
    "forget_deeds",
    "forget_deeds_elsewhere",
    "grant_extension",
    "issue_campaign",
    "issuing",
    "keep_kinds",
    "note_deed",
    "note_deeds",
    "nothing_to_report",
    "nudge",
    "prepare_campaign",
    "problems_of",
    "refuse_extension",
    "remind",
    "reminder_keys",
    "remove_document",
    "remove_expectation",
    "renew_rosters",
    "roster_code",
    "set_expectation",
    "set_role",
    "set_time_out",
    "settle_name",
    "start_campaign",
    "take_back_extension",
    "take_back_nothing",
    "too_many",
    "write_cascade",
    "write_document",
    "write_fronts",
    "write_kind",
]
