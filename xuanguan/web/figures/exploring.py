"""Exploring: a table of any two things, drawn as bars, a line, small lines or a map, that can be kept and taken away."""
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from xuanguan.analytics.questions import Dimension
from xuanguan.campaigns.models import Campaign
from xuanguan.design.charts import Bar, Column, Panel
from xuanguan.figures.answers import Figure, Question, Table, dimension, question_from, table, usual_step
from xuanguan.figures.answers.tables import NAMES, Heading
from xuanguan.web.figures import wording
from xuanguan.web.figures.asking import figure_address
from xuanguan.web.figures.forms import FiltersForm
from xuanguan.web.figures.maps import Entry, has_map, map_of
from xuanguan.web.figures.overview import plain

SHOWS = {"table": pgettext_lazy("drawing", "Table only"), "bars": pgettext_lazy("drawing", "Bars"), "line": pgettext_lazy("drawing", "Over time"),
         "multiples": pgettext_lazy("drawing", "Small lines, one for each"), "map": pgettext_lazy("drawing", "Map")}
SORTS = {"": gettext_lazy("as usual"), "most": gettext_lazy("the most first"), "least": gettext_lazy("the least first")}
# Bars beyond these say nothing more; the table has them all.
MOST_BARS = 40
MOST_PANELS = 24


@dataclass(frozen=True, slots=True)
class Exploration:
    """What an address of the page says: the question, the two things, how it is drawn and sorted."""

    question: Question
    rows: Dimension
    columns: Dimension | None
    show: str
    sort: str

    @property
    def parameters(self) -> dict[str, str]:
        said = {**self.question.parameters, "rows": str(self.rows), "columns": str(self.columns or ""), "show": self.show, "sort": self.sort}
        return {name: value for name, value in said.items() if value}

    @property
    def address(self) -> str:
        return f"{reverse('figures:explore', args=[self.question.campaign.code])}?{urlencode(self.parameters, safe=',')}"


def explored(said: dict[str, str], campaign: Campaign, person) -> Exploration:
    """Raises CannotAsk and NotAllowed. A drawing that the table does not allow falls back to the first that it does."""
    question = question_from(said, campaign, person, several=True)
    rows = dimension("rows", said.get("rows", "")) or (Dimension.CHILD if has_units(question) else Dimension.FRONT)
    columns = dimension("columns", said.get("columns", ""))
    possible = shows_of(question, rows, columns)
    show, sort = said.get("show", ""), said.get("sort", "")
    return Exploration(question, rows, columns, show if show in possible else possible[0], sort if sort in SORTS else "")


def has_units(question: Question) -> bool:
    """Whether a table can be asked by units: those below one division, or several asked together, each by itself."""
    return bool(question.others) or question.unit.is_division


def called(by: Dimension, question: Question) -> str:
    return str(_("Each unit") if by is Dimension.CHILD and question.others else NAMES[by])


def shows_of(question: Question, rows: Dimension, columns: Dimension | None) -> list[str]:
    """Which drawings the table allows, the most telling first."""
    if rows.grain:
        return ["multiples", "table"] if columns else ["line", "table"]
    if columns and columns.grain:
        return ["multiples", "bars", "table"]
    is_on_map = rows is Dimension.CHILD and not question.others and has_map(question.unit)
    return ["bars", *(["map"] if is_on_map else []), "table"]


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell ready to draw: `tenths` of it are verified; `words` say so."""

    value: str
    href: str
    tenths: int
    words: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    label: str
    href: str
    cells: list[ShownCell | None]
    total: ShownCell | None


def context(found: Exploration) -> dict[str, object]:
    """All that the page's template shows of the table. Raises CannotAsk and TooManyLines."""
    made = table(found.question, found.rows, found.columns)
    order = sorted_rows(made, found.sort)
    rows = [shown_row(made, at) for at in order]
    return {
        "table": made, "rows": rows, "columns": [label(heading, found.columns) for heading in made.columns],
        "column_sums": [shown_cell(one) for one in made.column_sums] if made.columns else [], "whole": shown_cell(made.whole),
        "row_name": called(found.rows, found.question), "counted": made.whole.name, "word": made.whole.word, "finding": finding(made),
        "note": note_of(made), "may_repeat": made.whole.may_repeat, **drawing(made, found.show, order),
    }


def sorted_rows(made: Table, sort: str) -> list[int]:
    positions = list(range(len(made.rows)))
    if sort == "most":
        positions.sort(key=lambda at: -made.row_sums[at].itemised)
    elif sort == "least":
        positions.sort(key=lambda at: made.row_sums[at].itemised)
    return positions


def shown_row(made: Table, at: int) -> ShownRow:
    heading, total = made.rows[at], made.row_sums[at]
    opening = figure_address(total.question) if heading.changes else ""
    return ShownRow(
        label(heading, made.by_rows), opening,
        [shown_cell(cell, opens=bool(heading.changes and column.changes)) if cell else None
         for cell, column in zip(made.row(at), made.columns, strict=True)],
        shown_cell(total, opens=bool(heading.changes)) if total.itemised or total.upper_bound else None)


def shown_cell(figure: Figure, *, opens: bool = True) -> ShownCell:
    words = _("%(verified)s verified, %(reported)s self-reported") % {
        "verified": wording.grouped(figure.verified), "reported": wording.grouped(figure.self_reported)}
    tenths = int(figure.verified * 10 / figure.itemised) if figure.itemised else 0
    # A little is not nothing, and nearly all is not all.
    tenths = max(tenths, 1) if figure.verified else 0
    return ShownCell(wording.value_of(figure), figure_address(figure.question) if opens else "", tenths, words)


def label(heading: Heading, by: Dimension | None) -> str:
    if by is None or by.grain is None or heading.thing is None:
        return heading.label
    return wording.bucket(heading.thing, by.grain)[1]


def finding(made: Table) -> str:
    """The title of the drawing: where most is."""
    named = [pair for pair in zip(made.row_sums, made.rows, strict=True) if pair[1].thing]
    best = max(named, key=lambda pair: pair[0].itemised, default=None)
    if best is None or not best[0].itemised:
        return _("Nothing on record here")
    return _("%(what)s: most in %(where)s, with %(value)s") % {
        "what": made.whole.name, "where": label(best[1], made.by_rows), "value": wording.value_of(best[0]) + made.whole.word}


def note_of(made: Table) -> str:
    if not made.shares:
        return ""
    return _("One activity may stand in several lines here, so lines may sum to more than their whole; sums are counted, not added up.")


def drawing(made: Table, show: str, order: list[int]) -> dict[str, object]:
    """What the chosen drawing needs; the table stands under it in any case."""
    if show == "bars":
        with_something = [at for at in order if made.row_sums[at].itemised]
        left_out = len(with_something) - MOST_BARS
        return {"bars": [bar(made, at) for at in with_something[:MOST_BARS]], "left_out": ngettext(
            "%(n)s line more stands in the table.", "%(n)s lines more stand in the table.", left_out) % {"n": left_out} if left_out > 0 else ""}
    if show == "line":
        return {"line": [column(made.row_sums[at], heading, made.by_rows) for at, heading in enumerate(made.rows) if heading.thing]}
    if show == "multiples":
        panels = panels_of(made, order)
        left_out = len(panels) - MOST_PANELS
        return {"panels": panels[:MOST_PANELS], "left_out": ngettext(
            "%(n)s line more stands in the table.", "%(n)s lines more stand in the table.", left_out) % {"n": left_out} if left_out > 0 else ""}
    if show == "map":
        return map_of(made.question.unit, entries(made))
    return {}


def bar(made: Table, at: int) -> Bar:
    total, heading = made.row_sums[at], made.rows[at]
    return Bar(label(heading, made.by_rows), plain(total.verified), plain(total.self_reported), value=wording.value_of(total),
               href=figure_address(total.question) if heading.changes else "")


def column(figure: Figure | None, heading: Heading, by: Dimension) -> Column:
    assert by.grain is not None
    short, name = wording.bucket(heading.thing, by.grain)
    if figure is None:
        return Column(short, name=name)
    return Column(short, plain(figure.verified), plain(figure.self_reported), name=name, href=figure_address(figure.question))


def panels_of(made: Table, order: list[int]) -> list[Panel]:
    """A small line for each thing that is not time, on one scale."""
    if made.by_rows.grain:
        steps = [(at, heading) for at, heading in enumerate(made.rows) if heading.thing]
        return [
            Panel(heading.label, [column(made.cells.get((at, place)), step, made.by_rows) for at, step in steps],
                  value=wording.value_of(made.column_sums[place]), href=figure_address(made.column_sums[place].question) if heading.changes else "")
            for place, heading in enumerate(made.columns)]
    assert made.by_columns is not None
    steps = [(at, heading) for at, heading in enumerate(made.columns) if heading.thing]
    return [
        Panel(made.rows[at].label, [column(made.cells.get((at, place)), step, made.by_columns) for place, step in steps],
              value=wording.value_of(made.row_sums[at]), href=figure_address(made.row_sums[at].question) if made.rows[at].changes else "")
        for at in order if made.row_sums[at].itemised]


def entries(made: Table) -> list[Entry]:
    return [
        Entry(heading.thing, mark_of(total), figure_address(total.question), wording.value_of(total) if total.itemised else "–")
        for heading, total in zip(made.rows, made.row_sums, strict=True) if heading.thing]


def mark_of(figure: Figure) -> str:
    """Solid where all is verified, hatched where anything is only self-reported."""
    if not figure.itemised:
        return "missing"
    return "self_reported" if figure.self_reported else "verified"


# The form

class ExploreForm(FiltersForm):
    """What is counted, by what, how it is drawn."""

    rows = forms.ChoiceField(label=pgettext_lazy("of a table", "Rows"), required=False)
    columns = forms.ChoiceField(label=pgettext_lazy("of a table", "Columns"), required=False)
    show = forms.ChoiceField(label=gettext_lazy("Drawn as"), required=False)
    sort = forms.ChoiceField(label=gettext_lazy("Sorted"), required=False, choices=list(SORTS.items()))

    def __init__(self, found: Exploration):
        super().__init__(found.question)
        asked = found.question
        usable = [one for one in Dimension if one is not (Dimension.CLAUSE if asked.roles else Dimension.ROLE)]
        self.fields["rows"].choices = [(str(one), called(one, asked)) for one in usable]
        self.fields["columns"].choices = [("", _("none")), *((str(one), called(one, asked)) for one in usable)]
        self.fields["show"].choices = [(one, SHOWS[one]) for one in shows_of(asked, found.rows, found.columns)]
        self.initial |= {"rows": str(found.rows), "columns": str(found.columns or ""), "show": found.show, "sort": found.sort}


def suggestions(question: Question) -> list[tuple[str, str]]:
    """Tables that people begin with, as (label, query)."""
    step = usual_step(question.period)
    pairs = [(Dimension.CHILD, Dimension.FRONT), (Dimension.FRONT, step), (Dimension.KIND, Dimension.CHILD), (Dimension.CLAUSE, Dimension.FRONT)]
    return [
        (_("%(rows)s by %(columns)s") % {"rows": called(rows, question), "columns": called(columns, question)},
         urlencode({**question.parameters, "rows": str(rows), "columns": str(columns)}))
        for rows, columns in pairs if has_units(question) or Dimension.CHILD not in (rows, columns)]

