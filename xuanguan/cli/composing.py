"""`xuanguan compose`: a bulletin written from the records, as text, a web page, Word, PDF or JSON."""
import datetime as dt
import sys
from pathlib import Path

import click

from xuanguan.cli.figures import the_campaign

FORMS = ("text", "html", "docx", "pdf", "json", "jsonld")
LANGUAGES = ("zh-Hans", "zh-Hant", "en")


@click.command("compose")
@click.option("--campaign", metavar="CODE", help="The campaign; without it the newest that runs where the unit lies.")
@click.option("--unit", metavar="CODE", default="", help="Whose bulletin: a division (510000) or an organ (510000-qts); without it the campaign's territory.")
@click.option("--from", "first", metavar="DAY", default="", help="First day, as 2012-02-06; without it the campaign's first day.")
@click.option("--to", "last", metavar="DAY", default="", help="Last day; without it the campaign's last.")
@click.option("--as-of", "as_of", metavar="DAY", default="", help="What was known at the end of this day; without it, now.")
@click.option("--outline", default="fronts", show_default=True, metavar="NAME", help="fronts, short, or the name of one that was saved.")
@click.option("--language", type=click.Choice(LANGUAGES), default="zh-Hans", show_default=True)
@click.option("--exact", is_flag=True, help="Every number to its last digit, none rounded.")
@click.option("--title", default="", help="Another title.")
@click.option("--number", default="", metavar="TEXT", help="Document number under the red head.")
@click.option("--addressee", default="", metavar="TEXT", help="To whom it is addressed.")
@click.option("--plain", is_flag=True, help="Without the red head (html, docx, pdf).")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="The file to write; without it, to standard output.")
def command(form: str, output: Path | None, **said) -> None:
    """Write the bulletin of a unit for a period from its records: every number is bound to its figure.

    \b
    xuanguan compose --campaign sichuan-2012 --unit 510000 --from 2012-02-06 --to 2012-05-25
    xuanguan compose --unit 510900 --from 2012-04-01 --to 2012-06-30 --format pdf -o suining.pdf
    xuanguan compose --outline short --language en --format docx -o short.docx

    Nothing is kept: to edit and issue it, compose it in the browser. JSON holds each number with its figure.
    """
    if output is None and form in ("docx", "pdf") and sys.stdout.isatty():
        raise click.ClickException(f"A {form} file cannot be shown here. Say where to write it: --output bulletin.{form}")
    data = composed(form, said)
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror or error}.") from error
    click.echo(f"{output}: {len(data):,} bytes")


def composed(form: str, said: dict) -> bytes:
    from xuanguan.bulletins.composing import compose, outline_named
    from xuanguan.bulletins.exports import Official, export
    from xuanguan.figures.answers import CannotAsk, question_from
    from xuanguan.writing.amounts import Rounding

    campaign = the_campaign(said["campaign"], said["unit"])
    try:
        asked = question_from({"unit": said["unit"], "from": said["first"], "to": said["last"], "as_of": said["as_of"]}, campaign)
    except CannotAsk as error:
        raise click.ClickException(str(error)) from error
    draft = compose(
        campaign, unit=asked.unit, period=asked.period, outline=outline_named(campaign, said["outline"]), language=said["language"],
        as_of=day_of(said["as_of"]), rounding=Rounding.EXACT if said["exact"] else Rounding.FIELD, title=said["title"], addressee=said["addressee"])
    return export(draft, form, Official(number=said["number"], plain=said["plain"]))


def day_of(written: str) -> dt.date | None:
    return dt.date.fromisoformat(written) if written else None
