"""`xuanguan check`: texts against the records, a table or JSON, and an exit code that a script can use."""
import json
import sys
from pathlib import Path

import click

from xuanguan.cli.reading import documents

MARKS = {
    "matches": "✓", "rounded": "≈", "self_reported": "▨", "stated": "□", "cannot_be_checked": "?", "stale": "↻", "mixes_kinds": "≠",
    "does_not_add_up": "Σ", "contradicts": "✗"}


@click.command("check", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, metavar="FILE…", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--campaign", metavar="CODE", help="The campaign; without it the newest that runs where the unit lies.")
@click.option("--unit", metavar="CODE", default="", help="Whose records: a division (510000) or a bureau (510000-qts); without it the campaign's territory.")
@click.option("--from", "first", metavar="DAY", default="", help="First day, as 2012-02-06. Without a period the one that the text tells of itself, else the campaign's.")
@click.option("--to", "last", metavar="DAY", default="", help="Last day.")
@click.option("--as-of", "as_of", metavar="DAY", default="", help="What was known at the end of this day; without it, now.")
@click.option("--asking", is_flag=True, help="Only what somebody should look at.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), help="json: one object a line; table: for people. Without it, a table in a terminal and json in a pipe.")
def command(files: tuple[Path, ...], campaign: str | None, unit: str, first: str, last: str, as_of: str, asking: bool, form: str | None) -> None:
    """Check bulletins against the records: each claim, what the records say of it, and the working.

    FILE is text, HTML, e-mail, docx, PDF or OFD; a folder is read whole; - is standard input.

    \b
    xuanguan check draft.docx --campaign sichuan-2012 --unit 510000
    xuanguan check - --unit 510900 --from 2012-04-01 --to 2012-06-30 < bulletin.txt
    xuanguan check in/ --format json | jq '.findings[] | select(.asks)'

    \b
    Exit code 0: nothing differs from the records; 1: something does, or does not add up; 2: a file could not be read (it is named on
    standard error, the others are still checked), or what was asked cannot be.
    """
    from xuanguan.bulletins.actions import Unreadable
    from xuanguan.bulletins.checking import check_text
    from xuanguan.cli.figures import the_campaign
    from xuanguan.figures.answers import question_from

    if not files:
        raise click.UsageError("Name at least one file or folder, or - for standard input.")
    form = form or ("table" if sys.stdout.isatty() else "json")
    asked = question_from({"unit": unit, "from": first, "to": last, "as_of": as_of}, the_campaign(campaign, unit))
    unread = differs = False
    for name, data in documents(files):
        if isinstance(data, str):
            unread = True
            click.echo(data, err=True)
            continue
        try:
            checked = check_text(data, name=name, campaign=asked.campaign, unit=asked.unit, period=asked.period if first or last else None, as_of=asked.as_of)
        except Unreadable as error:
            unread = True
            click.echo(error.error.message_en, err=True)
            continue
        differs = differs or checked.fails
        click.echo(json.dumps({"file": name, **checked.to_json()}, ensure_ascii=False) if form == "json" else table(name, checked, asking=asking))
    sys.exit(2 if unread else 1 if differs else 0)


def table(name: str, checked, *, asking: bool) -> str:
    """For people: each claim with its verdict; its parts below, where they say more."""
    lines = [f"{name} · {checked.title}" if checked.title else name,
             f"{checked.unit} · {checked.campaign} · {checked.period.first} – {checked.period.last}, as of {checked.as_of} (generation {checked.generation})", ""]
    for one in checked.to_look_at if asking else checked.findings:
        lines.append(f"{MARKS[one.verdict]} {one.verdict.label}: {one.quote}")
        lines += [f"    {MARKS[part.verdict]} {part.text}: {part.working}" for part in one.parts if part.needs_a_look or not asking]
    lines += ["", ", ".join(f"{count} {verdict.label}" for verdict, count in checked.counts.items()) or "No claim was found in the text.", *checked.notes]
    return "\n".join(lines)
