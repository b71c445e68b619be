"""`xuanguan read`: from files to claims, one JSON object a line or a table. Needs no database."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from xuanguan.reading import Reading, UnreadableDocument, read
from xuanguan.reading.explain import as_tree


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, metavar="FILE…", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "form", type=click.Choice(["json", "table"]), help="json: one object a line; table: for people. "
              "Without it, a table in a terminal and json in a pipe.")  # fmt: skip
@click.option("--explain", is_flag=True, help="Print the rules that made each claim, as an indented tree.")
@click.option("--date", metavar="YYYY-MM-DD", help="The day of the text, where it does not say one itself.")
@click.option("--issuer", metavar="NAME", help="Who issued the text (市局 and 我县 are read by it).")
def command(files: tuple[Path, ...], form: str | None, explain: bool, date: str | None, issuer: str | None) -> None:
    """Read bulletins: who did what, how much, when, for whom.

    FILE is text, HTML, MHTML, e-mail, docx, PDF or OFD; a folder is read whole; - is standard input.

    \b
    xuanguan read bulletin.txt                       a table of its claims
    xuanguan read --format json in/ > claims.jsonl   a folder, one JSON object a line
    pbpaste | xuanguan read - --explain              pasted text, with the reasons

    A file that cannot be read is named on standard error with what to do; the others are still read, and the exit code
    is then 2.
    """
    if not files:
        raise click.UsageError("Name at least one file or folder, or - for standard input.")
    form = form or ("table" if sys.stdout.isatty() else "json")
    failed = False
    for name, data in documents(files):
        if isinstance(data, str):
            failed = True
            click.echo(data, err=True)
            continue
        try:
            reading = read(data, name=name, date=date, issuer=issuer)
        except UnreadableDocument as error:
            failed = True
            click.echo(error.message_en, err=True)
            continue
        if form == "json":
            click.echo(json.dumps(reading.to_json(explain=explain), ensure_ascii=False))
        else:
            click.echo(_table(reading))
        if explain and form == "table":
            for claim in reading.claims:
                click.echo(as_tree(claim))
    sys.exit(2 if failed else 0)


def documents(files: tuple[Path, ...]) -> Iterator[tuple[str, bytes | str]]:
    """Name and bytes of every file; a sentence instead of bytes where it cannot be had."""
    for path in files:
        if str(path) == "-":
            yield "standard input", sys.stdin.buffer.read()
        elif path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
            if not inside:
                yield str(path), f"{path} is a folder without files."
            for one in inside:
                yield _bytes(one)
        else:
            yield _bytes(path)


def _bytes(path: Path) -> tuple[str, bytes | str]:
    try:
        return str(path), path.read_bytes()
    except FileNotFoundError:
        return str(path), f"{path} does not exist. Check the name."
    except OSError as error:
        return str(path), f"{path} cannot be opened: {error.strerror or error}."


def _table(reading: Reading) -> str:
    head = " · ".join(part for part in (reading.doc, reading.title, reading.date) if part)
    rows = [head or "(no title)"]
    for claim in reading.claims:
        numbers = ", ".join(f"{m.name} {m.text}" for m in claim.measures)
        line = f"{claim.id:>3}  {claim.activity:27} {claim.front:12} {'、'.join(claim.actors) or '?'}"
        rows.append(line + (f"  {claim.when}" if claim.when else "") + f"  [{claim.confidence:.2f}]")
        rows.append(f"     {claim.quote}")
        if numbers:
            rows.append(f"     = {numbers}")
    rows += [f"  ?  {doubt.working}" for doubt in reading.doubts]
    summary = f"     {len(reading.claims)} claims, {len(reading.plans)} plans, {len(reading.removed)} passages removed."
    return "\n".join([*rows, summary])
