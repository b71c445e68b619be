"""Writing activities: what people do with reports, each in one transaction with its entry in the audit.

Every function is keyword-only and names the actor (`by`). `on` is the day of the act, today unless the demo or an import sets
it. An action locks the record, reads it afresh and returns it: go on with what it returns. What it may raise:
`NotAllowed` (permissions), `NotInThisState` (somebody was quicker), `Changed` (the record is not what was on the screen),
`Gone` (a draft that was deleted), `ValidationError` with the names of the fields.
"""
from xuanguan.activities.actions.evidence import attach_evidence, detach_evidence
from xuanguan.activities.actions.merging import merge_activities, tell_apart, unmerge
from xuanguan.activities.actions.records import Gone
from xuanguan.activities.actions.reporting import delete_draft, report_activity, revise_activity, save_draft, submit_activity
from xuanguan.activities.actions.reviewing import Verified, return_activity, verify_activity, verify_many, withdraw_activity
from xuanguan.activities.actions.sheets import AlreadyApplied, CannotUndo, Undone, apply_rows, keep_mapping, undo_sheet
from xuanguan.activities.actions.statements import change_statement, record_remark, state_total, withdraw_statement
from xuanguan.activities.actions.telling_again import tell_deeds_again

__all__ = [
    "AlreadyApplied", "CannotUndo", "Gone", "Undone", "Verified", "apply_rows", "attach_evidence", "change_statement",
    "delete_draft", "detach_evidence", "keep_mapping", "merge_activities", "record_remark", "report_activity",
    "return_activity", "revise_activity", "save_draft", "state_total", "submit_activity", "tell_apart", "tell_deeds_again", "undo_sheet",
    "unmerge", "verify_activity", "verify_many", "withdraw_activity", "withdraw_statement",
]
