"""`xuanguan import`: units, people, memberships from spreadsheets, China's divisions from the lists, bulletins from files."""
import datetime as dt
from pathlib import Path

import click

from xuanguan.cli.accounts import account_called
from xuanguan.cli.bulletins import command as bulletins
from xuanguan.cli.campaigns import import_campaign, import_responsibility

SHEET = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
DRY_RUN = click.option("--dry-run", is_flag=True, help="Only say what would be entered, and what needs mending.")
AS_PERSON = click.option("--as", "username", metavar="ACCOUNT", help="Enter in the name of this account, within its roles. Without: the machine.")


@click.group("import", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Bring in what stands elsewhere.

    A spreadsheet is tried out first: every cell that needs mending is named, and then it is entered whole or not at all.

    \b
    xuanguan import divisions --under 510000 --on 2012-05-25
    xuanguan import units bureaus.xlsx --dry-run
    xuanguan import bulletins 2012/ --campaign CODE --unit 510000
    """


command.add_command(bulletins)
command.add_command(import_campaign)
command.add_command(import_responsibility)


@command.command()
@SHEET
@DRY_RUN
@AS_PERSON
def units(file: Path, dry_run: bool, username: str | None) -> None:
    """Units from a spreadsheet (columns: code, name, kind, level, territory, system, …). The Units page gives out a template."""
    from xuanguan.organisations.imports import import_units, read_units

    _sheet(file, dry_run, username, read_units, import_units)


@command.command()
@SHEET
@DRY_RUN
@AS_PERSON
def people(file: Path, dry_run: bool, username: str | None) -> None:
    """People of units, with or without an account (columns: name, unit code, post, …)."""
    from xuanguan.organisations.imports import import_people, read_people

    _sheet(file, dry_run, username, read_people, import_people)


@command.command()
@SHEET
@DRY_RUN
@AS_PERSON
def members(file: Path, dry_run: bool, username: str | None) -> None:
    """Members of leading groups (columns: group, member unit, person, role, from, until)."""
    from xuanguan.organisations.imports import import_memberships, read_memberships

    _sheet(file, dry_run, username, read_memberships, import_memberships)


@command.command()
@SHEET
@click.option("--campaign", "code", required=True, help="The campaign's code.")
@click.option("--unit", "unit_code", required=True, metavar="CODE", help="In whose name rows report that name no unit of yours.")
@click.option("--as", "username", required=True, metavar="ACCOUNT", help="Who reports: their roles decide for which units.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day on which they count as submitted. Without: today.")
@click.option("--leave-likely", is_flag=True, help="Leave out rows that look like records already there, or like one another.")
@DRY_RUN
def activities(file: Path, code: str, unit_code: str, username: str, on: dt.datetime | None, leave_likely: bool, dry_run: bool) -> None:
    """Activities from the campaign's template, or from a ledger whose columns were mapped on the page "By spreadsheet".

    \b
    xuanguan import activities may.xlsx --campaign quality-2012 --unit 510900 --as officer --dry-run
    """
    import hashlib

    from xuanguan.activities import imports
    from xuanguan.campaigns.models import Campaign
    from xuanguan.organisations.queries import unit_by_code

    campaign = Campaign.objects.select_related("territory").filter(code=code).first()
    unit = unit_by_code(unit_code)
    if campaign is None or unit is None:
        raise click.ClickException(f"No campaign has the code {code}." if campaign is None else f"No unit has the code {unit_code}.")
    data, by, day = file.read_bytes(), account_called(username), on.date() if on else None
    run = imports.dry_run(data, file.name, campaign=campaign, unit=unit, by=by, on=day, progress=_progress("read"))
    for error in run.errors:
        click.echo(f"{file.name} {error.cell} ({error.column}): {error.sentence}", err=True)
    if run.errors:
        raise click.ClickException(f"{len(run.errors)} cells need mending. Nothing was entered.")
    for one in run.likely[:20]:
        click.echo(f"row {one.row.number}: {one.sentence}", err=True)
    left = len(run.likely) if leave_likely else 0
    if dry_run:
        click.echo(f"{len(run.rows) - left} reports would be made; {len(run.likely)} rows look known already.")
        return
    made = imports.apply_sheet(data, file.name, sha256=hashlib.sha256(data).hexdigest(), campaign=campaign, unit=unit, by=by, on=day,
                               leave_likely=leave_likely, progress=_progress("written"))
    click.echo(f"{made.rows} reports made and submitted. They can be undone as one on the page of the sheet.")


@command.command()
@SHEET
@click.option("--campaign", "code", required=True, help="The campaign's code.")
@click.option("--unit", "unit_code", required=True, metavar="CODE", help="Whose plan it is. Where it has none, it is begun.")
@click.option("--as", "username", required=True, metavar="ACCOUNT", help="Who writes: their roles decide for which units.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day on which it is written and handed down. Without: today.")
@DRY_RUN
def plan(file: Path, code: str, unit_code: str, username: str, on: dt.datetime | None, dry_run: bool) -> None:
    """A unit's plan: a row is an item, with the units it is handed down to. `export plan` writes the sheet.

    \b
    xuanguan import plan plan.xlsx --campaign quality-2012 --unit 510900-qts --as officer --dry-run
    """
    from django.db import transaction
    from django.utils import timezone

    from xuanguan.campaigns.actions.plans import open_plan
    from xuanguan.campaigns.imports.plan_sheets import import_plan_sheet, read_plan_sheet

    campaign, unit = campaign_and_unit(code, unit_code)
    by, day, data = account_called(username), on.date() if on else timezone.localdate(), file.read_bytes()
    with transaction.atomic():  # a plan that is begun only for a sheet with errors is not begun
        found = open_plan(campaign=campaign, unit=unit, by=by, on=day)
        run = read_plan_sheet(data, file.name, plan=found, by=by, on=day)
        for error in run.errors:
            click.echo(f"{file.name} {error.cell} ({error.column}): {error.sentence}", err=True)
        if run.errors:
            raise click.ClickException(f"{len(run.errors)} cells need mending. Nothing was entered.")
        already = f"; {run.there} are there already" if run.there else ""
        if dry_run:
            click.echo(f"{len(run.new)} rows would be entered{already}.")
            transaction.set_rollback(True)
            return
        import_plan_sheet(data, file.name, plan=found, by=by, on=day)
    click.echo(f"{len(run.new)} rows entered{already}.")


def campaign_and_unit(code: str, unit_code: str):
    """The campaign and the unit of these codes; an unknown one ends the command with a sentence."""
    from xuanguan.campaigns.models import Campaign
    from xuanguan.organisations.queries import unit_by_code

    campaign = Campaign.objects.select_related("territory", "lead_unit", "version").filter(code=code).first()
    unit = unit_by_code(unit_code)
    if campaign is None or unit is None:
        raise click.ClickException(f"No campaign has the code {code}." if campaign is None else f"No unit has the code {unit_code}.")
    return campaign, unit


@command.command()
@SHEET
@click.option("--campaign", "code", required=True, help="The campaign's code.")
@DRY_RUN
@click.option("--as", "username", required=True, metavar="ACCOUNT", help="Who sets them: a coordinator of the campaign.")
def expectations(file: Path, code: str, dry_run: bool, username: str) -> None:
    """Who must do or report what by when, in the columns that `export expectations` writes. A code that is there already is changed.

    \b
    xuanguan import expectations expected.xlsx --campaign quality-2012 --as coordinator --dry-run
    """
    from django.db import transaction

    from xuanguan.activities.actions import tell_deeds_again
    from xuanguan.campaigns.imports import import_expectations, read_expectations

    campaign, by = campaign_called(code), account_called(username)
    run = read_expectations(file.read_bytes(), file.name, campaign=campaign)
    for error in run.errors:
        click.echo(f"{file.name} {error.cell} ({error.column}): {error.sentence}", err=True)
    if run.errors:
        raise click.ClickException(f"{len(run.errors)} cells need mending. Nothing was entered.")
    if dry_run:
        click.echo(f"{len(run.new) - run.there} expectations would be set, {run.there} changed.")
        return
    with transaction.atomic():
        made = import_expectations(file.read_bytes(), file.name, campaign=campaign, by=by)
        told = sum(tell_deeds_again(expectation=one, by=by) for one in made)
    click.echo(f"{len(made)} expectations set or changed; {told} fulfilments are on record.")


@command.command("rosters")
@click.option("--campaign", "code", required=True, help="The campaign's code.")
@click.option("--as", "username", required=True, metavar="ACCOUNT", help="A coordinator of the campaign.")
def rosters(code: str, username: str) -> None:
    """Bring a campaign's rosters up to date with the units: who opened, closed, moved, took another's place."""
    from xuanguan.campaigns.actions import renew_rosters

    click.echo(f"{renew_rosters(campaign=campaign_called(code), by=account_called(username))} entries of the rosters changed.")


def campaign_called(code: str):
    """The campaign of that code. An unknown one ends the command with a sentence."""
    from xuanguan.campaigns.models import Campaign

    campaign = Campaign.objects.select_related("territory", "lead_unit").filter(code=code).first()
    if campaign is None:
        raise click.ClickException(f"No campaign has the code {code}.")
    return campaign


def _progress(word: str):
    """Says how far it is, for sheets that take their time."""
    return lambda done, total: click.echo(f"{done} of {total} {word}", err=True) if total > 1000 else None


@command.command()
@click.option("--under", default="000000", show_default=True, help="A province's code, or a prefecture's; 000000 is the whole country.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Whose codes are used: those of this day. Without: today's.")
@click.option("--depth", type=click.IntRange(1, 3), help="2 stops at prefectures.")
@click.option("--towns", is_flag=True, help="Also the towns of today's list, for the few counties that it holds.")
@click.option("--dry-run", is_flag=True, help="Only say how many there are on that day.")
def divisions(under: str, on: dt.datetime | None, depth: int | None, towns: bool, dry_run: bool) -> None:
    """China's divisions with their history since 1980.

    Also what came later and what is gone. What is there already is left as it is.
    """
    from django.db import transaction
    from django.utils import timezone

    from xuanguan.organisations.imports import load_divisions, load_towns

    day = on.date() if on else timezone.localdate()
    with transaction.atomic():
        loaded = load_divisions(under=under, on=day, depth=depth, progress=click.echo)
        if towns:
            click.echo(f"{load_towns().units} towns of today's list")
        if dry_run:
            transaction.set_rollback(True)
    click.echo(f"{loaded.units} units, {loaded.names} names and codes, {loaded.affiliations} affiliations, {loaded.successions} successions"
               + (" would be entered." if dry_run else " entered."))


def _sheet(file: Path, dry_run: bool, username: str | None, read, enter) -> None:
    by = account_called(username)
    run = read(file.read_bytes(), file.name, by=by)
    for error in run.errors:
        click.echo(f"{file.name} {error.cell} ({error.column}): {error.sentence}", err=True)
    if run.errors:
        raise click.ClickException(f"{len(run.errors)} cells need mending. Nothing was entered.")
    already = f"; {run.there} are there already" if run.there else ""
    if dry_run:
        click.echo(f"{len(run.new)} rows would be entered{already}.")
        return
    click.echo(f"{len(enter(file.read_bytes(), file.name, by=by))} rows entered{already}.")
