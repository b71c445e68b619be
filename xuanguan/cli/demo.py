"""`xuanguan demo`: the demonstration."""
import time
from pathlib import Path

import click


@click.group("demo")
def command() -> None:
    """The demonstration: Sichuan 2012, and a hospital group on the same program."""


@command.command("load")
@click.option("--reset", is_flag=True, help="Delete the demo and load it afresh. Refused where a campaign of your own is in the same database.")
def load(reset: bool) -> None:
    """Load the demo into the database of the settings (var/xuanguan.sqlite3 unless XUANGUAN_DATABASE says otherwise).

    What is there already is kept; --reset starts afresh.
    """
    import shutil

    from django.conf import settings
    from django.core.management import call_command

    from xuanguan.demo import loading
    from xuanguan.figures.actions import rebuild, refresh

    begun = time.monotonic()

    def say(sentence: str) -> None:
        click.echo(f"  {time.monotonic() - begun:5.1f} s  {sentence}")

    click.echo("Xuanguan demo")
    say("database: tables")
    call_command("migrate", verbosity=0)
    if reset:
        loading.check_only_demo()
        say("deleting what the last demo left")
        call_command("flush", interactive=False, verbosity=0)
        shutil.rmtree(settings.FIGURES_FOLDER, ignore_errors=True)
        for folder in ("bulletins", "evidence", "thumbnails"):
            shutil.rmtree(Path(settings.MEDIA_ROOT) / folder, ignore_errors=True)
    if loading.is_loaded():
        click.echo("The demo is there already and is kept as it is. To start afresh: make demo RESET=1")
        return
    work = loading.load(say)
    say("figures: the column store")
    rebuild()
    loading.write_bulletins(work, say)
    refresh()
    say("done")


@command.command("accounts")
def accounts() -> None:
    """The demo's accounts and their password."""
    from xuanguan.demo.accounts import demo_accounts

    for account in demo_accounts():
        click.echo(f"{account.username:<22} {account.role:<14} {account.unit:<14} {account.password}")


@command.command("enlarge")
@click.option("--activities", type=click.IntRange(1, 20_000_000), default=100_000, show_default=True, help="How many the campaign shall have.")
def enlarge(activities: int) -> None:
    """Add made-up towns and reports to the loaded demo, to see the program at the size of a province.

    Refused where a campaign of your own is in the same database. Run again with a larger number, it adds what is missing.
    """
    from django.core.management import call_command

    from xuanguan.demo import synthetic
    from xuanguan.figures.actions import rebuild

    begun = time.monotonic()

    def say(sentence: str) -> None:
        click.echo(f"  {time.monotonic() - begun:5.1f} s  {sentence}")

    call_command("migrate", verbosity=0)
    if synthetic.enlarge(activities, say):
        say("figures: the column store, built afresh")
        rebuild()
    say("done")
