"""Figures to take away, each row with how it is known; definition, question and as-of line go with them."""
import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from xuanguan.common.spreadsheets import safe_cell, write_sheet
from xuanguan.figures.answers import Figure, Question, Table, TotalsRow, totals
from xuanguan.quantities import plain

COLUMNS = ("unit", "front", "kind", "system", "definition", "measure", "name", "value", "qualifier", "word", "verified", "self_reported",
           "at_most_besides", "undated", "crossing", "address")


@dataclass(frozen=True, slots=True)
class Export:
    """A table of figures and what must be known to read it."""

    about: dict[str, str]
    rows: tuple[dict[str, Any], ...]
    columns: tuple[str, ...] = COLUMNS


def totals_export(question: Question, by: tuple[str, ...] = ()) -> Export:
    """The totals in the long form: a row for each group and figure."""
    found = totals(question, by=by)
    return Export(about(question, by), tuple(one for row in found for one in _rows(question, row)))


def figure_export(figure: Figure) -> Export:
    """One figure."""
    return Export({**about(figure.question), "definition": str(figure.definition.sentence)}, (figure_row(figure),))


def table_export(table: Table) -> Export:
    """A row for each cell that has something, and for each sum at the margins, which are counted and not added up."""
    rows: list[dict[str, Any]] = []
    for at, heading in enumerate(table.rows):
        rows += [{"row": heading.label, "column": table.columns[place].label, **figure_row(cell)}
                 for place, cell in enumerate(table.row(at)) if cell]
    if table.columns:
        rows += [{"row": "", "column": heading.label, **figure_row(one)} for heading, one in zip(table.columns, table.column_sums, strict=True)]
    rows += [{"row": heading.label, "column": "", **figure_row(one)} for heading, one in zip(table.rows, table.row_sums, strict=True)]
    rows.append({"row": "", "column": "", **figure_row(table.whole)})
    by = [str(table.by_rows), *([str(table.by_columns)] if table.by_columns else [])]
    return Export({**about(table.question, by), "definition": str(table.whole.definition.sentence)}, tuple(rows), ("row", "column", *COLUMNS))


def about(question: Question, by: Iterable[str] = ()) -> dict[str, str]:
    generation = question.reader.generation
    return {
        "campaign": question.campaign.code, "unit": question.codes, "unit_name": question.place,
        "from": question.period.first.isoformat(), "to": question.period.last.isoformat(), "as_of": question.as_of.isoformat(),
        "tree": question.tree, "by": ",".join(by), "figures_of": timezone.localtime(generation.at).isoformat(timespec="seconds"),
        "generation": str(generation.number), "address": question.lasting_address,
    }


def figure_row(figure: Figure) -> dict[str, Any]:
    asked = figure.question
    return {
        "unit": asked.codes, "front": asked.front.code if asked.front else "", "kind": asked.kind.code if asked.kind else "",
        "system": asked.system.code if asked.system else "", "definition": str(figure.definition),
        "measure": asked.measure.name if asked.measure else "", "name": figure.name,
        "value": plain(figure.value.value) if figure.value else "", "qualifier": str(figure.value.qualifier) if figure.value else "",
        "word": figure.word, "verified": plain(figure.verified), "self_reported": plain(figure.self_reported),
        "at_most_besides": plain(figure.upper_bound.value) if figure.upper_bound else "",
        "undated": figure.undated, "crossing": figure.crossing, "address": asked.lasting_address,
    }


def _rows(question: Question, row: TotalsRow) -> list[dict[str, Any]]:
    return [figure_row(one) for one in (row.activities, *row.measures)]


def as_json(export: Export) -> str:
    return json.dumps({"about": export.about, "figures": export.rows}, ensure_ascii=False, indent=1)


def as_csv(export: Export) -> str:
    """With the about-lines first, each behind a #. A text that a spreadsheet would take for a formula is quoted."""
    out = io.StringIO()
    for name, value in export.about.items():
        out.write(f"# {name}: {' '.join(str(value).split())}\n")
    writer = csv.DictWriter(out, export.columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: safe_cell(value) for name, value in row.items()} for row in export.rows)
    return out.getvalue()


def as_xlsx(export: Export) -> bytes:
    """Two sheets: the figures, and what they are."""
    rows = [[row[name] for name in export.columns] for row in export.rows]
    return write_sheet("figures", export.columns, rows, notes=[f"{name}: {value}" for name, value in export.about.items()])
