"""Writing campaigns, a file per noun."""
from xuanguan.campaigns.actions.answering import nothing_to_report, take_back_nothing
from xuanguan.campaigns.actions.copying import Takes, copy_campaign
from xuanguan.campaigns.actions.deeds import Deed, forget_deed, forget_deeds, note_deed, note_deeds
from xuanguan.campaigns.actions.issuing import CannotIssue, Progress, issue_campaign, issuing
from xuanguan.campaigns.actions.preparing import (
    CannotSetUp,
    change_basics,
    choose_group,
    confirm_step,
    discard_draft,
    keep_kinds,
    take_out_expectation,
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

__all__ = [
    "RESERVED_CODES",
    "CannotAssign",
    "CannotIssue",
    "CannotSetUp",
    "CannotStart",
    "Deed",
    "Progress",
    "Reminded",
    "Takes",
    "add_item",
    "change_basics",
    "change_item",
    "choose_group",
    "confirm_step",
    "copy_campaign",
    "discard_draft",
    "forget_deed",
    "forget_deeds",
    "issue_campaign",
    "issuing",
    "keep_kinds",
    "note_deed",
    "note_deeds",
    "nothing_to_report",
    "prepare_campaign",
    "problems_of",
    "remind",
    "reminder_keys",
    "remove_document",
    "roster_code",
    "set_role",
    "settle_name",
    "start_campaign",
    "take_back_nothing",
    "take_out_expectation",
    "write_cascade",
    "write_document",
    "write_fronts",
    "write_kind",
]
