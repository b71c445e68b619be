"""`xuanguan verify-edition`: whether a file is the edition that was issued. Needs no database and no network."""
import json
from pathlib import Path

import click

from xuanguan.writing.editions import NotAnEdition, verify


@click.command("verify-edition")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--sha256", "expected", default="", metavar="HASH", help="The hash as the page of the edition or its printed sheet gives it.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to answer.")
def command(file: Path, expected: str, form: str) -> None:
    """Check the exported file of an edition: its hash, and each number of its text against its figure.

    Exit code 0: it is whole; 1: something was altered; 2: it cannot be read. A file alone can only be held against itself:
    whoever alters it can also compute a new hash. So compare the hash with the one that was published, or give it with --sha256.

    \b
    xuanguan verify-edition bulletin-1.json
    xuanguan verify-edition bulletin-1.json --sha256 3f5a…
    """
    try:
        said = json.loads(file.read_bytes())
        found = verify(said, expected=expected)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be opened: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        sentence = str(error) if isinstance(error, NotAnEdition) else "it is no JSON. Choose the file that the edition's page gives as JSON."
        click.echo(f"{file}: {sentence}", err=True)
        raise SystemExit(2) from error
    if form == "json":
        click.echo(json.dumps({"whole": found.is_whole, "sha256": found.sha256, "problems": found.problems, "notes": found.notes}, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(told(said, found)))
    if not found.is_whole:
        raise SystemExit(1)


def told(said: dict, found) -> list[str]:
    about = said.get("edition", {})
    title = " ".join(part for part in (about.get("title", ""), about.get("document_number", "")) if part)
    if not found.is_whole:
        return [f"Altered: {title}", *(f"  {one}" for one in found.problems)]
    issued = about.get("issued", {})
    return [
        f"Whole: {title}", f"  issued by {about.get('unit', {}).get('name', '')} on {issued.get('on', '')}, {len(said['figures'])} figures, all agree with the text",
        *(f"  {one}" for one in found.notes), f"  sha256 {found.sha256}", "  Compare this hash with the one on the edition's page."]
