"""`xuanguan export`: what is in the database, as files that people and programs read."""
import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from xuanguan.cli.campaigns import export_campaign, export_responsibility


@click.group("export", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Take out what is kept here.

    \b
    xuanguan export units --format xlsx -o units.xlsx
    xuanguan export units --under 510900 --format csv
    """


command.add_command(export_campaign)
command.add_command(export_responsibility)


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


@command.command()
@click.option("--campaign", "code", required=True, help="The campaign's code.")
@click.option("--as", "username", required=True, metavar="ACCOUNT", help="Whose view: what this account may see.")
@click.option("--unit", "unit_code", metavar="CODE", help="Only what this unit and those below it organised.")
@click.option("--state", type=click.Choice(["counted", "submitted", "verified", "returned", "withdrawn", "merged", "draft"]), help="Only in this state.")
@click.option("--from", "earliest", type=click.DateTime(["%Y-%m-%d"]), help="Not before this day.")
@click.option("--to", "latest", type=click.DateTime(["%Y-%m-%d"]), help="Not after this day.")
@click.option("--format", "form", type=click.Choice(["xlsx", "csv", "json"]), default="csv", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; - or nothing writes csv or json to the screen.")
def activities(code: str, username: str, unit_code: str | None, state: str | None, earliest, latest, form: str, output: Path | None) -> None:
    """The list of activities with its as-of line, as the page's own files have it."""
    from xuanguan.activities import exports
    from xuanguan.activities.queries import ActivityFilters, activities_seen_by, filtered
    from xuanguan.campaigns.models import Campaign
    from xuanguan.cli.importing import account_called
    from xuanguan.organisations.queries import unit_by_code

    campaign = Campaign.objects.select_related("territory").filter(code=code).first()
    unit = unit_by_code(unit_code) if unit_code else None
    if campaign is None or (unit_code and unit is None):
        raise click.ClickException(f"No campaign has the code {code}." if campaign is None else f"No unit has the code {unit_code}.")
    filters = ActivityFilters(state=state or "", unit=unit, earliest=earliest.date() if earliest else None, latest=latest.date() if latest else None)
    said = "; ".join(f"{name} {value}" for name, value in (("unit", unit_code), ("state", state), ("from", filters.earliest), ("to", filters.latest)) if value)
    export = exports.Export.now(campaign, filtered(activities_seen_by(account_called(username), campaign), filters, campaign), said)
    to_screen = output is None or str(output) == "-"
    if form == "xlsx":
        if to_screen:
            raise click.ClickException(f"A spreadsheet needs a file: -o {export.file_name}.xlsx (or --format csv).")
        output.write_bytes(exports.write_xlsx(export))
    elif to_screen:
        for piece in exports.stream_csv(export) if form == "csv" else exports.stream_json(export):
            click.echo(piece.removeprefix(exports.MARK), nl=False)
        return
    else:
        with output.open("w", encoding="utf-8", newline="") as file:
            file.writelines(exports.stream_csv(export) if form == "csv" else exports.stream_json(export))
    click.echo(f"Written: {output}")


@command.command()
@click.option("--campaign", "code", required=True, help="The campaign's code.")
@click.option("--unit", "unit_code", required=True, metavar="CODE", help="Whose plan.")
@click.option("--as", "username", required=True, metavar="ACCOUNT", help="Whose view: what this account may see.")
@click.option("--format", "form", type=click.Choice(["xlsx", "docx"]), default="xlsx", show_default=True)
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
def plan(code: str, unit_code: str, username: str, form: str, output: Path) -> None:
    """A unit's plan: as the sheet that `import plan` reads, or as an official table."""
    from xuanguan.campaigns.exports.plans import plan_document, plan_sheet
    from xuanguan.campaigns.queries.plans import items_of_plan, plans_seen_by
    from xuanguan.cli.importing import account_called, campaign_and_unit

    campaign, unit = campaign_and_unit(code, unit_code)
    found = plans_seen_by(account_called(username), campaign).filter(unit=unit).first()
    if found is None:
        raise click.ClickException(f"{unit} has no plan in this campaign that {username} may see.")
    output.write_bytes((plan_sheet if form == "xlsx" else plan_document)(found, list(items_of_plan(found))))
    click.echo(f"Written: {output}")


@command.command()
@click.option("--campaign", "code", required=True, help="The campaign's code.")
@click.option("--format", "form", type=click.Choice(["xlsx", "csv"]), default="xlsx", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; - or nothing writes csv to the screen.")
def expectations(code: str, form: str, output: Path | None) -> None:
    """Who must do or report what by when, in the columns that `import expectations` reads."""
    from xuanguan.campaigns.imports import expectation_headings, expectation_rows
    from xuanguan.cli.importing import campaign_called

    write("expectations", expectation_headings(), expectation_rows(campaign_called(code)), form, output)


@command.command()
@click.option("--campaign", "code", required=True, help="The campaign's code.")
@click.option("--what", type=click.Choice(["coverage", "units", "gaps"]), default="coverage", show_default=True,
              help="How many of how many; every unit with every expectation; what is missing.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="As of the end of this day. Without: today, or the campaign's last day.")
@click.option("--under", "unit_code", metavar="CODE", help="Only this unit and those below it, as it was on the day.")
@click.option("--period", default="", help="As 201203 or 2012Q1. Without: the last period that is over.")
@click.option("--format", "form", type=click.Choice(["xlsx", "csv"]), default="csv", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; - or nothing writes csv to the screen.")
def standing(code: str, what: str, on, unit_code: str | None, period: str, form: str, output: Path | None) -> None:
    """How what is expected stands, as the pages of coverage have it.

    \b
    xuanguan export standing --campaign sichuan-2012 --what gaps --on 2012-05-25
    """
    from xuanguan.campaigns import queries
    from xuanguan.campaigns import standing_sheets as sheets
    from xuanguan.cli.importing import campaign_called
    from xuanguan.organisations.queries import unit_by_code

    campaign = campaign_called(code)
    unit = unit_by_code(unit_code) if unit_code else None
    if unit_code and unit is None:
        raise click.ClickException(f"No unit has the code {unit_code}.")
    day = on.date() if on else campaign.day_at_hand
    expectations = list(queries.expectations_of(campaign))
    found = queries.Standing(campaign, queries.slices_at_hand(expectations, day, period), day, unit)
    if what == "coverage":
        headings, rows = sheets.coverage_headings(), sheets.coverage_rows(found, campaign)
    elif what == "units":
        headings, rows = sheets.grid_headings(found), sheets.grid_sheet(found)
    else:
        headings, rows = sheets.gap_headings(), sheets.gap_rows(queries.Gaps(found))
    write(what, headings, rows, form, output)


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
