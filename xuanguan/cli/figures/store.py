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
@click.option("--sample", type=click.IntRange(1), default=60, show_default=True, help="How many figures to compare.")
@click.option("--seed", type=int, help="Which: each number draws other figures, the same number the same ones again.")
def verify(sample: int, seed: int | None) -> None:
    """Compare a sample of figures with a plain count over the database. Exit code 1 where any differs.

    Every question with a plain count comes in turn (totals, units below, time, clauses, participants, coverage, completeness, stated totals,
    persons, rankings), of units drawn by the seed, one or several, as of today or an earlier day, by the tree of the day or today's map.
    """
    from xuanguan.common.exceptions import PersonError
    from xuanguan.figures.checking import SEED, compare

    try:
        found = compare(sample, SEED if seed is None else seed)
    except PersonError as error:
        raise click.ClickException(str(error)) from error
    for difference in found.differences:
        click.echo(difference, err=True)
    click.echo(f"Compared with {found.records:,} records, read one by one: {', '.join(f'{number} {name}' for name, number in sorted(found.compared.items()))}.")
    if found.waiting:
        click.echo(f"{found.waiting:,} changes are not in the figures yet; what they touch may differ. xuanguan figures refresh takes them in.", err=True)
    click.echo(f"{found.figures} figures compared, {len(found.differences)} differ.")
    sys.exit(1 if found.differences else 0)
