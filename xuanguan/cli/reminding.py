"""`xuanguan remind`: what is due and overdue, and the digests. For a timer."""
import click


@click.command("remind", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--no-mail", is_flag=True, help="Only the notices in the program; no digests by e-mail.")
def command(no_mail: bool) -> None:
    """Tell people what is due soon or overdue, and send each their digest, once.

    Run it every hour from a timer: nobody is told or mailed twice, quiet hours and working days are kept, and what is done
    disappears. Ends with 1 where a mail could not be delivered; the others went out.
    """
    from django.utils.translation import override

    from xuanguan.campaigns.actions import remind
    from xuanguan.notices.actions import send_digests

    with override("en"):
        reminded = remind()
        click.echo(f"Reminders: {reminded.told} new, {reminded.settled} settled.")
        if no_mail:
            return
        run = send_digests()
    click.echo(f"Digests: {run.sent} sent, {run.later} at another time, {len(run.failed)} not delivered.")
    for person, problem in run.failed:
        click.echo(f"  {person.username}: {problem}", err=True)
    if run.failed:
        raise click.exceptions.Exit(1)
