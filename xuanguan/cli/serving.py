"""`xuanguan serve`: the web application."""
import os
import socket
import subprocess
import sys
import threading
import time

import click

A_DAY = 24 * 60 * 60


@click.command()
@click.option("--port", default=8000, show_default=True, help="The port on this machine.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on; 0.0.0.0 for every network.")
@click.option("--workers", default=1, show_default=True, help="Processes that answer.")
@click.option("--demo", is_flag=True, help="Offer the demo accounts on the sign-in page.")
def command(port: int, host: str, workers: int, demo: bool) -> None:
    """Serve Xuanguan in the browser.

    Migrates the database first, so that a new version starts by itself. Stop with Ctrl-C.
    """
    from django.conf import settings
    from django.core.management import call_command

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise click.ClickException(f"Port {port} is taken on {host}. Choose another: --port {port + 1} (or PORT={port + 1} make demo).") from None
    from xuanguan.audit.actions import seal
    from xuanguan.organisations.hierarchy import is_due, rebuild

    call_command("migrate", verbosity=0)
    if is_due():  # a new day may have renamed or moved a unit
        rebuild()
    seal()  # every start chains what the log gained since the last one
    if "XUANGUAN_ADDRESS" not in os.environ:  # links in mails and calendars lead back here, at least on this machine
        os.environ["XUANGUAN_ADDRESS"] = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"  # noqa: S104
    if demo:
        os.environ["XUANGUAN_DEMO"] = "1"
        settings.DEMO = True
        from xuanguan.demo.accounts import demo_accounts
        click.echo(f"\n  Xuanguan is at  http://{host}:{port}\n\n  Demo accounts (the sign-in page offers them too):")
        for account in demo_accounts():
            click.echo(f"    {account.username:<22} {account.role}, {account.unit}")
        click.echo(f"  Password for all: {demo_accounts()[0].password}\n")
        remind_daily()
    else:
        click.echo(f"Xuanguan is at http://{host}:{port}")

    from granian.constants import Interfaces
    from granian.server import Server

    Server("xuanguan.config.wsgi:application", address=host, port=port, workers=workers, interface=Interfaces.WSGI,
           blocking_threads=4, log_enabled=True, log_access=False).serve()


def remind_daily() -> None:
    """In a demo nobody sets up a timer: `xuanguan remind` runs now and every day, in a process of its own. Ends with this one."""
    def run() -> None:
        while True:
            subprocess.run([sys.executable, "-m", "xuanguan", "remind"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            time.sleep(A_DAY)
    threading.Thread(target=run, daemon=True, name="remind").start()
