"""States as a table: which act leads from which state to which, and who owns a thing while it is in a state."""
from collections.abc import Mapping
from dataclasses import dataclass

from xuanguan.common.exceptions import NotInThisState


@dataclass(frozen=True)
class Move:
    """An act, the states it may start from, and the state it leads to."""

    act: str
    sources: frozenset[str]
    target: str


class StateTable:
    """All moves of one noun. `labels` word the states, `owners` say whose turn it is in each."""

    def __init__(self, moves: list[Move], labels: Mapping, owners: Mapping):
        self.moves = {move.act: move for move in moves}
        self.labels = labels
        self.owners = owners

    def can(self, act: str, state: str) -> bool:
        return state in self.moves[act].sources

    def check(self, act: str, state: str) -> str:
        """The state that `act` leads to. Raises NotInThisState, which says in a sentence why not."""
        move = self.moves[act]
        if state not in move.sources:
            raise NotInThisState(act=act, state=state, label=self.labels.get(state, state))
        return move.target

    def acts(self, state: str) -> list[str]:
        return [act for act, move in self.moves.items() if state in move.sources]

    def diagram(self) -> str:
        """The table as a Mermaid state diagram, for the docs."""
        lines = ["stateDiagram-v2"]
        for move in self.moves.values():
            lines += [f"    {source} --> {move.target}: {move.act}" for source in sorted(move.sources)]
        return "\n".join(lines)
