"""`xuanguan user`: accounts and roles. A password is asked for or read from standard input, never taken from the command line."""
import sys

import click


@click.group("user", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Accounts, and what they may do where.

    \b
    xuanguan user add hejia --name 何佳
    xuanguan user grant hejia officer 510900
    """


@command.command()
@click.argument("username")
@click.option("--name", default="", help="How colleagues know the person.")
@click.option("--email", default="")
@click.option("--administrator", is_flag=True, help="A system administrator: may do everything everywhere.")
def add(username: str, name: str, email: str, administrator: bool) -> None:
    """Make an account. The password is asked for twice; in a pipe it is the first line of standard input."""
    from xuanguan.accounts.actions import add_account

    add_account(username=username, password=_password(), name=name, email=email, is_superuser=administrator, by=None)
    click.echo(f"{username} can sign in." + ("" if administrator else f" Give a role next: xuanguan user grant {username} officer 510900"))


@command.command()
@click.argument("username")
@click.argument("role")
@click.argument("unit")
@click.option("--system", metavar="CODE", help="Only in this line of authority.")
@click.option("--withdraw", is_flag=True, help="Take the role away instead.")
def grant(username: str, role: str, unit: str, system: str | None, withdraw: bool) -> None:
    """Give a role in a unit and everything below it.

    ROLE is officer, verifier, coordinator, writer, analyst, assessor or administrator; UNIT is a code such as 510900. A role
    for a whole city is held on the city; on a bureau it reaches that bureau alone.
    """
    from xuanguan.organisations.actions import grant_role, withdraw_role
    from xuanguan.organisations.models import System
    from xuanguan.organisations.queries import unit_by_code

    person, place = _account(username), unit_by_code(unit)
    if place is None:
        raise click.ClickException(f"No unit has the code {unit}.")
    line = System.objects.filter(code=system).first() if system else None
    if system and line is None:
        raise click.ClickException(f"No system is called {system}. There are: {', '.join(System.objects.values_list('code', flat=True)) or 'none'}.")
    act = withdraw_role if withdraw else grant_role
    act(person=person, role=role, unit=place, system=line, by=None)
    click.echo(f"{username} is {'no longer ' if withdraw else ''}{role} of {place.code} {place.name_zh}.")


@command.command()
@click.argument("username")
def password(username: str) -> None:
    """Give an account another password (asked for twice, or the first line of standard input)."""
    from xuanguan.accounts.actions import change_password

    change_password(user=_account(username), password=_password(), by=None)
    click.echo(f"{username} has a new password.")


@command.command("list")
def list_accounts() -> None:
    """All accounts with their roles."""
    from xuanguan.accounts.models import User

    people = User.objects.prefetch_related("grants__unit").order_by("username")
    for person in people:
        roles = ", ".join(f"{grant.role} {grant.unit.code}" for grant in person.grants.all())
        kind = "system administrator" if person.is_superuser else roles or "no role"
        click.echo(f"{person.username:<24} {person.name:<12} {kind}{'' if person.is_active else ' (cannot sign in)'}")


def _account(username: str):
    from xuanguan.accounts.models import User

    person = User.objects.filter(username=username).first()
    if person is None:
        raise click.ClickException(f"Nobody signs in as {username}. `xuanguan user list` shows the accounts.")
    return person


def _password() -> str:
    if sys.stdin.isatty():
        return click.prompt("Password", hide_input=True, confirmation_prompt=True)
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise click.ClickException("No password came in. Type it at the prompt, or send it as the first line of standard input.")
    return line


def account_called(username: str | None):
    """The account of that name; None for no name. An unknown one ends the command with a sentence."""
    from xuanguan.accounts.models import User

    if username is None:
        return None
    person = User.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise click.ClickException(f"Nobody signs in as {username}. `xuanguan user list` shows the accounts.")
    return person
