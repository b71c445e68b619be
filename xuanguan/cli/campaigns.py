"""Campaigns and who answers for what, in and out: `xuanguan import campaign|responsibility`, `xuanguan export campaign|responsibility`."""
import datetime as dt
from pathlib import Path

import click

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
AS_PERSON = click.option("--as", "username", required=True, metavar="ACCOUNT", help="In whose name, within their roles.")
DAY = click.DateTime(["%Y-%m-%d"])
SHEETS = {".xlsx", ".xls", ".ods"}
FACTS = {".yaml", ".yml"}


@click.command("campaign")
@FILE
@click.option("--code", required=True, help="The new campaign's code, part of its address.")
@click.option("--policy", "policy_code", required=True, metavar="CODE", help="The policy that is carried out, in its current version.")
@click.option("--territory", "territory_code", required=True, metavar="CODE", help="The unit under which everybody is asked.")
@click.option("--lead", "lead_code", required=True, metavar="CODE", help="The unit that runs it.")
@click.option("--begins", type=DAY, required=True)
@click.option("--ends", type=DAY)
@click.option("--name", default="", help="Its name in Chinese. Without: the policy's with the template's.")
@click.option("--issue", is_flag=True, help="Issue it at once. Without: a draft, to be gone through on its page.")
@click.option("--dry-run", is_flag=True, help="Only say what it would ask of how many units.")
@AS_PERSON
def import_campaign(file: Path, code: str, policy_code: str, territory_code: str, lead_code: str, begins: dt.datetime, ends: dt.datetime | None, name: str,
                    issue: bool, dry_run: bool, username: str) -> None:
    """A campaign from a template file: fronts, kinds, measures, expectations.

    \b
    xuanguan export campaign sichuan-2012 --as coordinator -o five.yaml
    xuanguan import campaign five.yaml --code next --policy outline-2011-2020 --territory 510000 --lead 510000-qts --begins 2013-02-06 --as coordinator
    """
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from xuanguan.campaigns import actions, imports
    from xuanguan.cli.accounts import account_called

    by = account_called(username)
    template = imports.read_template(file)
    territory, lead = _unit(territory_code), _unit(lead_code)
    first, last = begins.date(), ends.date() if ends else None
    if dry_run:
        for one in imports.preview(template, territory=territory, begins=first, ends=last):
            click.echo("\t".join([one.expectation.code, one.name, one.of_whom, str(one.expected), one.due.isoformat() if one.due else "", " ".join(one.remarks)]))
        return
    try:
        with transaction.atomic():
            campaign = actions.prepare_campaign(template=template, code=code, version=_version(policy_code), territory=territory, lead_unit=lead, begins=first,
                                                ends=last, name_zh=name, by=by)
            if issue:
                actions.issue_campaign(campaign=campaign, by=by, progress=lambda told: click.echo(f"{told.done} of {told.total} rosters: {told.what}", err=True))
    except ValidationError as refused:
        raise click.ClickException(" ".join(refused.messages)) from None
    click.echo(f"{campaign.code}: {campaign.expectations.count()} expectations, {'issued' if issue else 'a draft: go through it on its page, then issue it'}.")


@click.command("campaign")
@click.argument("code")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; - or nothing writes to the screen.")
@AS_PERSON
def export_campaign(code: str, output: Path | None, username: str) -> None:
    """How a campaign is set up, as a template file that `import campaign` reads."""
    from xuanguan.campaigns.templating import as_template, template_text
    from xuanguan.cli.accounts import account_called

    text = template_text(as_template(_campaign(code, account_called(username))))
    if output is None or str(output) == "-":
        click.echo(text, nl=False)
        return
    output.write_text(text, encoding="utf-8")
    click.echo(f"Written: {output}")


@click.command("responsibility")
@FILE
@click.option("--campaign", "code", metavar="CODE", help="The campaign. A list of facts (yaml) may do without: then it is kept as published, for all to look up.")
@click.option("--title", help="Title of the document. Without: the file's name.")
@click.option("--one-lead", is_flag=True, help="Refuse a second lead of a task.")
@click.option("--keep-unknown", is_flag=True, help="Enter names that no unit bears as they are written.")
@click.option("--replace", is_flag=True, help="Let it replace the document of the same title.")
@click.option("--written", type=DAY, help="The day the text was written: a deadline without a year is the next after it.")
@click.option("--dry-run", is_flag=True, help="Only say what would be entered, and what needs mending.")
@AS_PERSON
def import_responsibility(file: Path, code: str | None, title: str | None, one_lead: bool, keep_unknown: bool, replace: bool, written: dt.datetime | None,
                          dry_run: bool, username: str) -> None:
    """Who answers for what: a spreadsheet (a row is a task), a text (txt: 由…牵头，…配合), or a list of facts (yaml). Whole, or not at all.

    \b
    xuanguan import responsibility division.xlsx --campaign sichuan-2012 --as coordinator --dry-run
    xuanguan import responsibility notice.txt --campaign sichuan-2012 --as coordinator --keep-unknown
    """
    from xuanguan.campaigns import actions
    from xuanguan.cli.accounts import account_called

    by = account_called(username)
    campaign = _campaign(code, by) if code else None
    kind = file.suffix.lower()
    if campaign is None and kind not in FACTS:
        raise click.ClickException("A spreadsheet or a text belongs to a campaign: --campaign CODE.")
    try:
        if kind in FACTS:
            said = _facts(file, campaign, replace, dry_run, by)
        elif kind in SHEETS:
            said = _sheet(file, campaign, title or file.stem, one_lead, keep_unknown, replace, dry_run, by)
        else:
            said = _text(file, campaign, title or file.stem, keep_unknown, replace, written.date() if written else None, dry_run, by)
    except actions.CannotAssign as refused:
        for problem in refused.problems:
            click.echo(f"{problem.place}: {problem.sentence}" if problem.place else problem.sentence, err=True)
        raise click.ClickException(f"{len(refused.problems)} to mend. Nothing was entered.") from None
    click.echo(said)


def _facts(file: Path, campaign, replace: bool, dry_run: bool, by) -> str:
    from django.db import transaction

    from xuanguan.campaigns.imports import load_published, read_published

    with transaction.atomic():
        made = load_published(read_published(file.read_text(encoding="utf-8"), file.name), campaign=campaign, replaces=replace, by=by)
        tasks = sum(document.items.count() for document in made)
        if dry_run:
            transaction.set_rollback(True)
    return f"{len(made)} documents with {tasks} tasks {'would be ' if dry_run else ''}entered."


def _sheet(file: Path, campaign, title: str, one_lead: bool, keep_unknown: bool, replace: bool, dry_run: bool, by) -> str:
    from xuanguan.campaigns import imports

    options = imports.SheetOptions(title=title, code=imports.document_code(title), one_lead=one_lead, keeps_unknown=keep_unknown, replaces=replace)
    run = imports.read_responsibility_sheet(file.read_bytes(), file.name, campaign=campaign, options=options)
    for error in run.errors:
        click.echo(f"{file.name} {error.cell} ({error.column}): {error.sentence}", err=True)
    if run.errors:
        raise click.ClickException(f"{len(run.errors)} cells need mending. Nothing was entered.")
    if dry_run:
        return f"{len(run.new)} tasks would be entered."
    document = imports.import_responsibility_sheet(file.read_bytes(), file.name, campaign=campaign, options=options, by=by)
    return f"{document.items.count()} tasks entered: {document.title}"


def _text(file: Path, campaign, title: str, keep_unknown: bool, replace: bool, written: dt.date | None, dry_run: bool, by) -> str:
    from xuanguan.campaigns import actions, imports

    items = imports.propose(file.read_text(encoding="utf-8"), campaign=campaign, written=written)
    values, problems = imports.decided(items, imports.as_proposed(items, keeps_unknown=keep_unknown), campaign=campaign, title=title, code=imports.document_code(title))
    problems += actions.problems_of(values, campaign)
    if problems:
        raise actions.CannotAssign(problems)
    if dry_run:
        return "\n".join([f"{item.number}\t{item.text}\t{'、'.join(f'{one.name} ({one.role})' for one in item.assignments)}\t{item.due or item.due_text}"
                          for item in values.items] + [f"{len(values.items)} tasks would be entered."])
    document = actions.write_document(campaign=campaign, values=values, replaces=replace, by=by)
    return f"{document.items.count()} tasks entered: {document.title}"


@click.command("responsibility")
@click.option("--campaign", "code", required=True, metavar="CODE")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="What it ends with says the form: xlsx (matrix and list), docx (重点任务分工表).")
@AS_PERSON
def export_responsibility(code: str, output: Path, username: str) -> None:
    """Who answers for what, as a workbook or as the annex to a document."""
    from xuanguan.campaigns import exports
    from xuanguan.campaigns.queries import matrix_of
    from xuanguan.cli.accounts import account_called

    campaign = _campaign(code, account_called(username))
    matrix = matrix_of(campaign)
    forms = {".xlsx": lambda: exports.matrix_workbook(matrix, campaign, matrix.documents), ".docx": lambda: exports.division_of_work(matrix.documents, campaign)}
    if output.suffix.lower() not in forms:
        raise click.ClickException("The file's name must end in .xlsx or .docx.")
    output.write_bytes(forms[output.suffix.lower()]())
    click.echo(f"Written: {output}")


def _campaign(code: str, by):
    """The campaign of that code, if the account may see it."""
    from xuanguan.campaigns.queries import campaigns_seen_by

    campaign = campaigns_seen_by(by).filter(code=code).first()
    if campaign is None:
        raise click.ClickException(f"No campaign that {by.username} may see has the code {code}.")
    return campaign


def _unit(code: str):
    from xuanguan.organisations.queries import unit_by_code

    unit = unit_by_code(code)
    if unit is None:
        raise click.ClickException(f"No unit has the code {code}.")
    return unit


def _version(code: str):
    from xuanguan.policies.models import Policy
    from xuanguan.policies.queries import current_version

    policy = Policy.objects.filter(code=code).first()
    version = current_version(policy) if policy else None
    if version is None:
        raise click.ClickException(f"No policy has the code {code}.")
    return version
