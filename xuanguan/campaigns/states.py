"""The states of plans, their items and instructions: which act leads where, and whose turn it is."""
from django.utils.translation import gettext_lazy as _

from xuanguan.campaigns.enums import InstructionState, PlanItemState, PlanState
from xuanguan.common.states import Move, StateTable

DRAFT, SUBMITTED, RETURNED, ACCEPTED = PlanState.DRAFT, PlanState.SUBMITTED, PlanState.RETURNED, PlanState.ACCEPTED
PROPOSED, ASKED, COUNTERED, AGREED, REPORTED, CLOSED, DROPPED = (
    PlanItemState.PROPOSED, PlanItemState.ASKED, PlanItemState.COUNTERED, PlanItemState.AGREED, PlanItemState.REPORTED, PlanItemState.CLOSED,
    PlanItemState.DROPPED)

# What those see who may write it, and nobody else. A returned plan was seen by the level above before.
UNPUBLISHED_PLANS = (DRAFT,)
# What the units below may read and take items from.
PUBLISHED_PLANS = (SUBMITTED, ACCEPTED)
# Still to be done.
OPEN_ITEMS = (PROPOSED, ASKED, COUNTERED, AGREED)

PLAN_STATES = StateTable(
    moves=[
        Move("submit", frozenset({DRAFT, RETURNED}), SUBMITTED),
        Move("take_back", frozenset({SUBMITTED}), DRAFT),
        # An accepted plan in which a mistake comes to light is returned as well: what it fulfilled is open again.
        Move("return", frozenset({SUBMITTED, ACCEPTED}), RETURNED),
        Move("accept", frozenset({SUBMITTED}), ACCEPTED),
        # Only where nobody stands above the unit.
        Move("issue", frozenset({DRAFT, RETURNED}), ACCEPTED),
    ],
    labels=dict(PlanState.choices),
    owners={
        DRAFT: _("the unit"),
        SUBMITTED: _("the level above"),
        RETURNED: _("the unit"),
        ACCEPTED: _("nobody: it is in force"),
    })

PLAN_ITEM_STATES = StateTable(
    moves=[
        Move("write", frozenset({PROPOSED}), PROPOSED),
        Move("accept", frozenset({ASKED}), AGREED),
        Move("counter", frozenset({ASKED, AGREED, COUNTERED}), COUNTERED),
        # The level above asks for what the unit had proposed by itself, on other terms: the unit's stand as its proposal.
        Move("meet", frozenset({PROPOSED}), COUNTERED),
        Move("agree", frozenset({PROPOSED, COUNTERED}), AGREED),
        Move("insist", frozenset({COUNTERED}), ASKED),
        # A unit may act before its superior has agreed.
        Move("report", frozenset({PROPOSED, ASKED, COUNTERED, AGREED}), REPORTED),
        Move("close", frozenset({REPORTED}), CLOSED),
        Move("send_back", frozenset({REPORTED}), AGREED),
        Move("reopen", frozenset({CLOSED}), AGREED),
        Move("drop", frozenset({PROPOSED, ASKED, COUNTERED, AGREED}), DROPPED),
    ],
    labels=dict(PlanItemState.choices),
    owners={
        PROPOSED: _("the level above, once the plan is submitted"),
        ASKED: _("the unit"),
        COUNTERED: _("the level above"),
        AGREED: _("the unit"),
        REPORTED: _("the office that asked for it"),
        CLOSED: _("nobody: it is done"),
        DROPPED: _("nobody: it is no longer asked"),
    })

INSTRUCTION_STATES = StateTable(
    moves=[
        Move("close", frozenset({InstructionState.OPEN}), InstructionState.CLOSED),
        Move("reopen", frozenset({InstructionState.CLOSED}), InstructionState.OPEN),
    ],
    labels=dict(InstructionState.choices),
    owners={InstructionState.OPEN: _("the office of the leader's unit"), InstructionState.CLOSED: _("nobody: it is done")})
