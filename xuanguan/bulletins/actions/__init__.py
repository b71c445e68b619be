"""Writing bulletins: taking them in, saying who issued them, deciding about their claims; drafting, issuing and handing them up.

One transaction and one event an act.
"""
from xuanguan.bulletins.actions.checking import forget_check, keep_check
from xuanguan.bulletins.actions.deciding import Accepted, accept_claim, accept_confident, reject_claim, reopen_claim, withdraw_bulletin
from xuanguan.bulletins.actions.drafting import (
    NumberGone,
    Saved,
    bind_number,
    delete_draft,
    empty_text,
    explain_number,
    keep_draft,
    name_revision,
    place_picture,
    restore_draft,
    return_to_revision,
    save_draft,
    save_outline,
    update_numbers,
)
from xuanguan.bulletins.actions.handing_up import decline, hand_up, switch_points_off, switch_points_on, take_passages
from xuanguan.bulletins.actions.issuing import MovedSince, NothingToIssue, StillUnbound, begin_correction, check_issue, issue_edition
from xuanguan.bulletins.actions.taking import AlreadyHere, Unreadable, change_issuer, take_in

__all__ = [
    "Accepted", "AlreadyHere", "MovedSince", "NothingToIssue", "NumberGone", "Saved", "StillUnbound", "Unreadable", "accept_claim", "accept_confident",
    "begin_correction", "bind_number", "change_issuer", "check_issue", "decline", "delete_draft", "empty_text", "explain_number", "forget_check", "hand_up", "issue_edition", "keep_check", "keep_draft",
    "name_revision", "place_picture", "reject_claim", "reopen_claim", "restore_draft", "return_to_revision", "save_draft", "save_outline", "switch_points_off",
    "switch_points_on", "take_in", "take_passages", "update_numbers", "withdraw_bulletin",
]
