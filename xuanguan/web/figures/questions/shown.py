"""What the page of a question shows: what was found in a sentence, a drawing, tables of figures that open, and the same to take away."""
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse

from xuanguan.design.charts import Bar
from xuanguan.design.values import Link
from xuanguan.figures.answers import Figure, Question
from xuanguan.figures.exports import COLUMNS, Export, about, figure_row
from xuanguan.organisations.models import Unit
from xuanguan.web.activities.rows import Row
from xuanguan.web.figures import overview, wording
from xuanguan.web.figures.asking import figure_address, overview_address
from xuanguan.web.figures.overview import Shown, plain


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, a link, or a figure with its line in the marks; `scale` makes the lines of a column comparable. parts: how far, as (n, of N)."""

    text: Any = ""
    href: str = ""
    note: Any = ""
    figure: Shown | None = None
    scale: float = 0
    is_number: bool = False
    parts: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column."""

    label: Any
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class ShownTable:
    """Each row has a cell for each head; the first names it."""

    name: str
    title: Any
    head: tuple[Head, ...]
    rows: Sequence[Sequence[Cell]]
    lead: Any = ""

    @property
    def lines(self) -> list[tuple[Cell, list[tuple[Head, Cell]]]]:
        """The naming cell of each row, and the others under their heads."""
        return [(row[0], list(zip(self.head[1:], row[1:], strict=True))) for row in self.rows]


@dataclass(frozen=True, slots=True)
class UnitList:
    """Units by name under a heading; those beyond `shown` are only counted."""

    name: str
    title: Any
    units: Sequence[Link]
    number: int
    lead: Any = ""

    @property
    def more(self) -> int:
        return self.number - len(self.units)


@dataclass(frozen=True, slots=True)
class RecordList:
    """Records under a heading: how many, and the newest that the person may open."""

    name: str
    title: Any
    number: int
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Horizontal bars in the marks, in the order given."""

    bars: Sequence[Bar]
    title: Any
    subtitle: Any = ""
    unit: Any = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """question: what was asked in the end (a page may fill in a period). said: what its address says besides. finding: in a sentence.

    ask: what must be chosen before there is an answer. rows, columns: the same to take away.
    """

    question: Question
    said: dict[str, str]
    finding: str
    definition: Any
    tables: Sequence[ShownTable] = ()
    drawing: Drawing | None = None
    notes: Sequence[Any] = ()
    lists: Sequence[UnitList] = ()
    records: Sequence[RecordList] = ()
    links: Sequence[Link] = ()
    links_title: Any = ""
    ask: Any = ""
    rows: Sequence[dict[str, Any]] = ()
    columns: tuple[str, ...] = COLUMNS

    @property
    def export(self) -> Export:
        """With the definition and the as-of line inside."""
        told = {**about(self.question), **self.said, "finding": self.finding, "definition": str(self.definition), "notes": " ".join(map(str, self.notes))}
        return Export(told, tuple({name: row.get(name, "") for name in self.columns} for row in self.rows), self.columns)


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question as a page.

    asks: the question in a sentence. fields: names of the form's fields that stand first. rest: those behind "More".
    is_of_a_figure: whether the question's filters are part of it. form: made of the question and of what the address says. answer: raises CannotAsk, which the page shows in its place.
    """

    name: str
    label: Any
    asks: Any
    form: Callable[[Question, dict[str, str]], forms.Form]
    answer: Callable[[Question, dict[str, str], Any], Answer]
    fields: tuple[str, ...]
    rest: tuple[str, ...] = ()
    is_of_a_figure: bool = True


DATES = ("first", "last")
FILTERS = ("roles", "state", "front", "kind", "system", "clause", "tree", "as_of")


def page_address(question: Question, name: str, form: str = "", **said: str) -> str:
    """The address of a question's page, or of what it gives to take away."""
    where = ("figures:question-export", [question.campaign.code, name, form]) if form else ("figures:question", [question.campaign.code, name])
    told = {**question.parameters, **{key: value for key, value in said.items() if value}}
    return f"{reverse(where[0], args=where[1])}?{urlencode(told, safe=',')}"


# Cells

def text(words: Any, *, href: str = "", note: Any = "") -> Cell:
    return Cell(words, href, note)


def number(value: int | Decimal | float, *, href: str = "") -> Cell:
    return Cell(wording.grouped(Decimal(str(value))), href, is_number=True)


def figure_cell(found: Figure, scale: float = 0) -> Cell:
    """A figure that opens to its records; a dash where nothing is on record."""
    return Cell(figure=overview.shown(found), scale=scale)


def split_cells(found: Figure) -> list[Cell]:
    """Its two parts, each of which opens by itself."""
    return [
        number(part, href=figure_address(found.question.but(state=state)) if part and found.question.state == "itemised" else "")
        for state, part in (("verified", found.verified), ("self_reported", found.self_reported))]


def unit_cell(question: Question, unit: Unit) -> Cell:
    """A unit that opens its own overview."""
    return text(unit.short, href=overview_address(question.but(unit=unit)))


def unit_links(question: Question, units: Sequence[Unit], most: int) -> list[Link]:
    return [Link(unit.short, overview_address(question.but(unit=unit))) for unit in units[:most]]


def scale_of(figures: Sequence[Figure]) -> float:
    return max((float(one.itemised) for one in figures), default=0)


def bar_of(found: Figure, label: Any, note: Any = "") -> Bar:
    return Bar(label, plain(found.verified), plain(found.self_reported), value=wording.value_of(found), href=overview.opens(found), note=note)


def row_of(found: Figure, **more: Any) -> dict[str, Any]:
    """A figure as a row to take away, with its period."""
    period = found.question.period
    return {**more, "from": period.first.isoformat(), "to": period.last.isoformat(), **figure_row(found)}
