"""Answers as a table for people, as csv or as json; each says what was asked and as of when."""
import csv
import io
import json
import unicodedata
from collections.abc import Sequence
from typing import Any

import click


def show(form: str, question, columns: Sequence[str], rows: Sequence[Sequence[Any]], notes: Sequence[str] = ()) -> None:
    """Columns of text on the left, of numbers on the right. notes: sentences below; in csv and json beside what is said about the question."""
    from django.utils import timezone

    from xuanguan.figures import exports

    said = {**exports.about(question), "notes": " ".join(notes)}
    if form == "json":
        click.echo(json.dumps({"about": said, "rows": [dict(zip(columns, map(_plain, row), strict=True)) for row in rows]}, ensure_ascii=False, indent=1))
        return
    if form == "csv":
        click.echo(exports.as_csv(exports.Export(said, tuple(dict(zip(columns, map(_plain, row), strict=True)) for row in rows), tuple(columns))), nl=False)
        return
    click.echo(f"{question.place} · {question.campaign}")
    click.echo(f"{question.period.first} – {question.period.last}, as of {question.as_of}")
    lines = [[str(name).capitalize().replace("_", " ") for name in columns], *[["" if cell is None else str(cell) for cell in row] for row in rows]]
    widths = [max(width(line[at]) for line in lines) for at in range(len(columns))]
    right = [bool(rows) and all(isinstance(row[at], int) or row[at] is None for row in rows) for at in range(len(columns))]
    for line in lines:
        click.echo("  ".join(pad(cell, widths[at], right=right[at]) for at, cell in enumerate(line)).rstrip())
    for note in notes:
        click.echo(note)
    at = timezone.localtime(question.reader.generation.at)
    click.echo(f"Figures of {at:%Y-%m-%d %H:%M:%S} (generation {question.reader.generation.number}).")
    if question.reader.generation.is_fallback:
        click.echo("The newest figures cannot be read; these are the last good ones. xuanguan figures rebuild makes them anew.", err=True)


def stream(columns: Sequence[str], rows) -> None:
    """csv line by line, however many there are."""
    from xuanguan.common.spreadsheets import safe_cell

    click.echo(_line(columns), nl=False)
    for row in rows:
        click.echo(_line([safe_cell(_plain(cell)) for cell in row]), nl=False)


def _line(row: Sequence[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(row)
    return out.getvalue()


def _plain(cell: Any) -> Any:
    return cell if cell is None or isinstance(cell, (int, float)) else str(cell)


def value(figure) -> str:
    """A figure's value as it is known: 130, ≥130, ≈130; in brackets what is only known as at most."""
    if figure is None or (figure.value is None and figure.upper_bound is None):
        return "–"
    besides = f" ({figure.upper_bound})" if figure.value is not None and figure.upper_bound is not None else ""
    return f"{figure.value if figure.value is not None else figure.upper_bound}{besides}"


def percent(share) -> str:
    """37%, ≤37%; – where there is nothing to divide by."""
    if share is None:
        return "–"
    signs = {"exact": "", "at_least": "≥", "about": "≈", "at_most": "≤"}
    return f"{signs[str(share.qualifier)]}{share.value * 100:.1f}%"


def width(text: str) -> int:
    """How many columns a terminal takes for it: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def pad(text: str, to: int, *, right: bool) -> str:
    space = " " * (to - width(text))
    return space + text if right else text + space
