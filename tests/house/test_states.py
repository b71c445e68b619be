"""Every state has moves, an owner and a label; the diagrams in the docs are the tables'."""
from pathlib import Path

import pytest

from xuanguan.activities.enums import ActivityState
from xuanguan.activities.states import ACTIVITY_STATES
from xuanguan.campaigns.enums import ExtensionState, InstructionState, PlanItemState, PlanState
from xuanguan.campaigns.extension_states import EXTENSION_STATES
from xuanguan.campaigns.states import INSTRUCTION_STATES, PLAN_ITEM_STATES, PLAN_STATES

DOC = Path(__file__).resolve().parents[2] / "docs" / "reference" / "states.md"
# Each table with its states, and the state in which a thing begins.
TABLES = [
    pytest.param(ACTIVITY_STATES, ActivityState, {ActivityState.DRAFT}, id="activity"),
    pytest.param(PLAN_STATES, PlanState, {PlanState.DRAFT}, id="plan"),
    pytest.param(PLAN_ITEM_STATES, PlanItemState, {PlanItemState.PROPOSED, PlanItemState.ASKED}, id="plan-item"),
    pytest.param(INSTRUCTION_STATES, InstructionState, {InstructionState.OPEN}, id="instruction"),
    pytest.param(EXTENSION_STATES, ExtensionState, {ExtensionState.ASKED}, id="extension"),
]


@pytest.mark.parametrize(("table", "states", "first"), TABLES)
def test_the_diagram_in_the_docs_is_drawn_from_the_table(table, states, first):
    assert f"```mermaid\n{table.diagram()}\n```" in DOC.read_text()


@pytest.mark.parametrize(("table", "states", "first"), TABLES)
def test_every_state_has_a_label_and_an_owner(table, states, first):
    assert (set(table.labels), set(table.owners)) == (set(states), set(states))


@pytest.mark.parametrize(("table", "states", "first"), TABLES)
def test_every_state_but_the_first_can_be_reached(table, states, first):
    reached = {move.target for move in table.moves.values()}

    assert set(states) - reached - first == set()
