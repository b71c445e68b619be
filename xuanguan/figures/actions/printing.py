"""Noting where a figure was printed. What prints it (the issue of an edition) is an act of the room above, and stands in the
audit there."""
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from xuanguan.figures.answers import Question, key_of
from xuanguan.figures.models import Printed
from xuanguan.quantities import Quantity


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure as an edition words it (`text`), and what it was to the last digit; None where nothing was reported."""

    question: Question
    text: str
    value: Quantity | None
    expectation: str = ""


def note_printed(*, edition: int, title: str, on: dt.date, figures: Iterable[PrintedFigure]) -> list[Printed]:
    """An edition tells which figures it prints, when it is issued. Call it inside that transaction."""
    return Printed.objects.bulk_create([
        Printed(
            campaign=one.question.campaign, key=key_of(one.question, one.expectation), question=one.question.lasting_address, expectation=one.expectation,
            edition=edition, title=title, on=on, text=one.text[:100], value=one.value.value if one.value else None,
            qualifier=str(one.value.qualifier) if one.value else "")
        for one in figures])
