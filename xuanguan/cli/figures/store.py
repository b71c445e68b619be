"""The column store: refresh, rebuild, verify."""
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from xuanguan.cli.figures.asking import command


@contextmanager
def in_a_sentence() -> Iterator[None]:
    """What goes wrong with the store becomes a sentence with what to do; readers keep the figures they had."""
    from xuanguan.analytics import FiguresError

    try:
        yield
    except FiguresError as error:
        raise click.ClickException(f"{error} The figures that stood before stand on.") from error


@command.command("refresh")
def refresh_() -> None:
    """Take in what changed since the last refresh."""
    from xuanguan.figures.actions import refresh
    from xuanguan.figures.queries import changes_waiting

    waiting = changes_waiting()
    with in_a_sentence():
        generation = refresh()
    click.echo(f"{waiting} changes taken in: generation {generation.number}.")


@command.command("rebuild")
def rebuild_() -> None:
    """Build the column store anew from the database; readers keep the old one until it is done."""
    from xuanguan.figures.actions import rebuild

    begun = time.monotonic()
    with in_a_sentence():
        generation = rebuild(lambda done: click.echo(f"  {time.monotonic() - begun:6.1f} s  {done:,} versions of activities"))
    click.echo(f"Built: generation {generation.number}.")


@command.command("verify")
@click.option("--sample", default=40, show_default=True, help="How many questions to compare.")
def verify(sample: int) -> None:
    """Compare a sample of figures with a plain count over the database. Exit code 1 where any differs."""
    from xuanguan.figures.checking import compare

    compared, differences = compare(sample)
    for difference in differences:
        click.echo(difference, err=True)
    click.echo(f"{compared} figures compared, {len(differences)} differ.")
    sys.exit(1 if differences else 0)
