"""`xuanguan export`: what is in the database, as files that people and programs read."""
import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import click


@click.group("export", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Take out what is kept here.

    \b
    xuanguan export units --format xlsx -o units.xlsx
    xuanguan export units --under 510900 --format csv
    """


@command.command()
@click.option("--under", metavar="CODE", help="Only this unit and everything below it.")
@click.option("--format", "form", type=click.Choice(["xlsx", "csv"]), default="xlsx", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; - or nothing writes csv to the screen.")
def units(under: str | None, form: str, output: Path | None) -> None:
    """The open units in the order of the tree, in the columns that `import units` reads."""
    from xuanguan.organisations.exports import unit_headings, unit_rows
    from xuanguan.organisations.queries import unit_by_code

    top = unit_by_code(under) if under else None
    if under and top is None:
        raise click.ClickException(f"No unit has the code {under}.")
    write("units", unit_headings(), unit_rows(top), form, output)


def write(name: str, headings: Sequence[str], rows: Iterable[Sequence[object]], form: str, output: Path | None) -> None:
    """Rows as xlsx or csv (UTF-8 with a mark, so that Excel reads it) into a file, or csv on standard output."""
    from xuanguan.common.spreadsheets import safe_cell, write_sheet

    to_screen = output is None or str(output) == "-"
    if form == "xlsx":
        if to_screen:
            raise click.ClickException(f"A spreadsheet needs a file: -o {name}.xlsx (or --format csv).")
        output.write_bytes(write_sheet(name, headings, list(rows)))
    else:
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(headings)
        writer.writerows([safe_cell(value) for value in row] for row in rows)
        if to_screen:
            click.echo(text.getvalue(), nl=False)
            return
        output.write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode())
    click.echo(f"Written: {output}")
