"""The table of states: complete, and drawn as the docs show it."""
from xuanguan.activities.enums import ActivityState, ReviewAct
from xuanguan.activities.states import ACTIVITY_STATES, GONE

DIAGRAM = """\
stateDiagram-v2
    draft --> draft: save
    draft --> [*]: delete
    draft --> submitted: submit
    returned --> submitted: submit
    submitted --> verified: verify
    submitted --> returned: return
    verified --> returned: return
    returned --> returned: mend
    submitted --> submitted: revise
    verified --> submitted: revise
    returned --> withdrawn: withdraw
    submitted --> withdrawn: withdraw
    verified --> withdrawn: withdraw
    submitted --> merged: merge
    verified --> merged: merge
    merged --> submitted: unmerge"""


def test_the_diagram_of_the_docs_is_the_table():
    assert ACTIVITY_STATES.diagram() == DIAGRAM


def test_every_state_has_a_label_and_an_owner():
    states = set(ActivityState.values)

    assert set(ACTIVITY_STATES.labels) == states
    assert set(ACTIVITY_STATES.owners) == states


def test_every_state_is_reached_by_some_act_and_every_act_of_a_review_is_a_move():
    reached = {move.target for move in ACTIVITY_STATES.moves.values()} - {GONE}

    assert reached == set(ActivityState.values)
    assert set(ReviewAct.values) <= set(ACTIVITY_STATES.moves)


def test_a_withdrawn_report_rests():
    assert ACTIVITY_STATES.acts(ActivityState.WITHDRAWN) == []
