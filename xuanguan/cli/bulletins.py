"""`xuanguan import bulletins`: a folder, zips, e-mails and single files, each document read into claims that wait for a person."""
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click


@click.command("bulletins")
@click.argument("paths", nargs=-1, required=True, metavar="FOLDER|ZIP|FILE…", type=click.Path(path_type=Path))
@click.option("--campaign", "campaign_code", required=True, metavar="CODE", help="The campaign whose bulletins these are.")
@click.option("--unit", "unit_code", required=True, metavar="CODE", help="Who issued those that do not say so themselves.")
@click.option("--by", "username", metavar="ACCOUNT", help="Take in in the name of this account, within its roles. Without: the one superuser.")
def command(paths: tuple[Path, ...], campaign_code: str, unit_code: str, username: str | None) -> None:
    """Bulletins from files: text, HTML, docx, PDF, OFD, e-mails with attachments, and zips of these.

    A folder is read whole. Each document is taken in by itself: one that cannot be read is named with what to do, the others
    go on, and the exit code is then 2. What is here already is recognised by its content, so the same folder can be named again.

    \b
    xuanguan import bulletins 2012/ march.zip --campaign sichuan-2012 --unit 510000
    """
    from xuanguan.bulletins.enums import Intake
    from xuanguan.bulletins.imports import Outcome, take_in_many

    campaign, unit, by = campaign_called(campaign_code), unit_called(unit_code), person_called(username)
    counts: Counter[str] = Counter()
    files = list(files_in(paths))
    for number, path in enumerate(files, 1):
        for document in documents_at(path):
            outcome: Outcome = next(take_in_many(campaign=campaign, unit=unit, documents=[document], by=by))
            counts[outcome.state] += 1
            click.echo(f"[{number}/{len(files)}] {outcome.name}: {told(outcome)}", err=outcome.state == Intake.UNREAD)
    click.echo(f"{counts[Intake.TAKEN]} taken in, {counts[Intake.HERE]} already here, {counts[Intake.UNREAD]} could not be read.")
    if counts[Intake.UNREAD]:
        raise SystemExit(2)


def told(outcome) -> str:
    from xuanguan.bulletins.enums import Intake

    if outcome.state == Intake.TAKEN:
        return f"{outcome.claims} claim{'' if outcome.claims == 1 else 's'}, issued by {outcome.bulletin.unit.name_zh}"
    return f"already here as number {outcome.bulletin.pk}" if outcome.state == Intake.HERE else outcome.sentence


def files_in(paths: tuple[Path, ...]) -> Iterator[Path]:
    """Every file, folders read whole, without hidden files and what is in hidden folders."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        yield from sorted(one for one in path.rglob("*") if one.is_file() and not any(part.startswith(".") for part in one.relative_to(path).parts))


def documents_at(path: Path) -> list:
    from xuanguan.bulletins.unpacking import Document, documents_of, unfit
    from xuanguan.common.files import UnfitFile

    try:
        data = path.read_bytes()
    except FileNotFoundError:
        error = UnfitFile(f"{path} does not exist. Check the name.")
    except OSError as reason:
        error = UnfitFile(f"{path} cannot be opened: {reason.strerror or reason}.")
    else:
        return documents_of([(path.name, data)], most=None)
    return [Document(str(path), lambda: unfit(error))]


def campaign_called(code: str):
    from xuanguan.campaigns.models import Campaign

    campaign = Campaign.objects.filter(code=code).select_related("territory").first()
    if campaign is None:
        known = ", ".join(Campaign.objects.order_by("code").values_list("code", flat=True)[:10]) or "none yet"
        raise click.ClickException(f"There is no campaign {code}. Known: {known}.")
    return campaign


def unit_called(code: str):
    from xuanguan.organisations.queries import unit_by_code

    unit = unit_by_code(code)
    if unit is None:
        raise click.ClickException(f"There is no unit {code}. The Units page shows the codes.")
    return unit


def person_called(username: str | None):
    from xuanguan.accounts.models import User

    if username is not None:
        person = User.objects.filter(username=username, is_active=True).first()
        if person is None:
            raise click.ClickException(f"Nobody signs in as {username}. `xuanguan user list` shows the accounts.")
        return person
    superusers = list(User.objects.filter(is_superuser=True, is_active=True)[:2])
    if len(superusers) != 1:
        raise click.ClickException("Say in whose name the bulletins are taken in: --by ACCOUNT. `xuanguan user list` shows the accounts.")
    return superusers[0]
