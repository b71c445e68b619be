"""States of a draft and of what was handed up, as tables. An edition has none: it never changes."""
from django.utils.translation import gettext_lazy as _

from xuanguan.bulletins.enums import DraftState, SubmissionState
from xuanguan.common.states import Move, StateTable

DRAFT_STATES = StateTable(
    moves=[
        Move("save", frozenset({DraftState.WRITING}), DraftState.WRITING),
        Move("issue", frozenset({DraftState.WRITING}), DraftState.ISSUED),
        Move("delete", frozenset({DraftState.WRITING}), DraftState.DELETED),
        Move("restore", frozenset({DraftState.DELETED}), DraftState.WRITING),
    ],
    labels=dict(DraftState.choices),
    owners={
        DraftState.WRITING: _("the writers of the unit"),
        DraftState.ISSUED: _("nobody: it is printed"),
        DraftState.DELETED: _("the writers of the unit, who can bring it back"),
    })

SUBMISSION_STATES = StateTable(
    moves=[
        Move("take", frozenset({SubmissionState.SENT, SubmissionState.TAKEN}), SubmissionState.TAKEN),
        Move("decline", frozenset({SubmissionState.SENT}), SubmissionState.DECLINED),
    ],
    labels=dict(SubmissionState.choices),
    owners={
        SubmissionState.SENT: _("the editor of the level above"),
        SubmissionState.TAKEN: _("the editor of the level above, until it is printed"),
        SubmissionState.DECLINED: _("nobody: the reason stands on it"),
    })
