"""The states of an activity: which act leads where, and whose turn it is."""
from django.utils.translation import gettext_lazy as _

from xuanguan.activities.enums import ActivityState
from xuanguan.common.states import Move, StateTable

DRAFT, SUBMITTED, RETURNED, VERIFIED, WITHDRAWN, MERGED = (
    ActivityState.DRAFT, ActivityState.SUBMITTED, ActivityState.RETURNED, ActivityState.VERIFIED, ActivityState.WITHDRAWN,
    ActivityState.MERGED)

# What only those see who may still edit it.
UNPUBLISHED = (DRAFT, RETURNED)
# Mermaid's word for the end of a diagram: a deleted draft leaves only its entry in the audit.
GONE = "[*]"

ACTIVITY_STATES = StateTable(
    moves=[
        Move("save", frozenset({DRAFT}), DRAFT),
        Move("delete", frozenset({DRAFT}), GONE),
        Move("submit", frozenset({DRAFT, RETURNED}), SUBMITTED),
        Move("verify", frozenset({SUBMITTED}), VERIFIED),
        # A verified report in which a mistake comes to light is returned as well: it ceases to count until it is mended.
        Move("return", frozenset({SUBMITTED, VERIFIED}), RETURNED),
        Move("mend", frozenset({RETURNED}), RETURNED),
        # Whatever changes in a counted report must be looked at again.
        Move("revise", frozenset({SUBMITTED, VERIFIED}), SUBMITTED),
        Move("withdraw", frozenset({SUBMITTED, RETURNED, VERIFIED}), WITHDRAWN),
        Move("merge", frozenset({SUBMITTED, VERIFIED}), MERGED),
        Move("unmerge", frozenset({MERGED}), SUBMITTED),
    ],
    labels=dict(ActivityState.choices),
    owners={
        DRAFT: _("whoever began it"),
        SUBMITTED: _("the verifier above the reporting unit"),
        RETURNED: _("the reporting officer"),
        VERIFIED: _("nobody: it is done"),
        WITHDRAWN: _("nobody: it no longer counts"),
        MERGED: _("whoever owns the record it was merged into"),
    })
