"""What can go wrong with figures, each with a code for the floor above to word and what to do next in English."""

from __future__ import annotations


class FiguresError(Exception):
    """Base of all. `code` is stable; `fields` hold what the sentence needs."""

    code = "figures"

    def __init__(self, message: str, **fields: object) -> None:
        super().__init__(message)
        self.fields = fields


class NoFigures(FiguresError):
    """No generation has been built in this folder yet: rebuild."""

    code = "no_figures"


class FiguresDamaged(FiguresError):
    """The current generation is missing or unreadable. Readers fall back by themselves; a refresher must rebuild."""

    code = "figures_damaged"


class RebuildNeeded(FiguresError):
    """The tree changed for units that already have facts, or grew deeper: changed rows alone would not be right."""

    code = "figures_rebuild_needed"


class RefreshBusy(FiguresError):
    """Another process is refreshing and did not finish in time."""

    code = "figures_busy"


class NoRoom(FiguresError):
    """The disk is too full for a new generation. Readers keep the one they have; nothing is lost."""

    code = "figures_no_room"


class FiguresAway(FiguresError):
    """A server of figures, or one that it asks, does not answer, and there is no local file to read instead."""

    code = "figures_away"


class UnknownUnit(FiguresError):
    """A question names a unit that the current generation does not know."""

    code = "figures_unknown_unit"


class TreeError(FiguresError):
    """The affiliations do not make a tree: a circle, or a division at or above the level of what it lies in."""

    code = "figures_tree"


class FactError(FiguresError):
    """A fact that cannot be a row: days in the wrong order, or a value finer than hundredths."""

    code = "figures_fact"
