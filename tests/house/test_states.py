"""Every state has moves, an owner and a label; the diagram in the docs is the table's."""
from pathlib import Path

from xuanguan.activities.enums import ActivityState
from xuanguan.activities.states import ACTIVITY_STATES

DOC = Path(__file__).resolve().parents[2] / "docs" / "reference" / "states.md"


def test_the_diagram_in_the_docs_is_drawn_from_the_table():
    assert f"```mermaid\n{ACTIVITY_STATES.diagram()}\n```" in DOC.read_text()


def test_every_state_has_a_label_and_an_owner():
    assert (set(ACTIVITY_STATES.labels), set(ACTIVITY_STATES.owners)) == (set(ActivityState), set(ActivityState))


def test_every_state_but_the_first_can_be_reached():
    reached = {move.target for move in ACTIVITY_STATES.moves.values()}

    assert set(ActivityState) - reached - {ActivityState.DRAFT} == set()
