"""`xuanguan synth`: a made-up administration of any size, for tests, benchmarks and a look at the program at its real size."""
import json
import os
import time
from pathlib import Path

import click

# More than these are not written record by record into a transactional database: it takes some 2 ms each.
MOST_RECORDS = 2_000_000


@click.command("synth")
@click.option("--activities", type=click.IntRange(1, 200_000_000), required=True, metavar="N", help="How many.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="FOLDER", help="A new or empty folder.")
@click.option("--database", is_flag=True, help="Records in a database with accounts and pages, the demo enlarged, and figures made from them.")
@click.option("--seed", type=click.IntRange(0), default=20120525, show_default=True, help="Another seed makes another administration.")
@click.option("--memory", default="2GB", show_default=True, metavar="SIZE", help="What the engine may hold in memory; beyond it sorts on disk.")
def command(activities: int, out: Path, database: bool, seed: int, memory: str) -> None:
    """Make up an administration: the same number and seed always give the same facts.

    \b
    xuanguan synth --activities 10000000 --out country     figures only, in minutes: a column store of facts
    xuanguan synth --activities 20000 --out province --database
    XUANGUAN_VAR=province xuanguan serve --demo            … and look at it

    Few units do much; one report in ten is joint, over several parents; one in eight comes late; some were edited, returned or
    made one with another; counties were merged, split and moved; totals were stated without their parts.
    """
    if out.exists() and any(out.iterdir()):
        raise click.ClickException(f"The folder {out} is not empty. Give a new one, so that nothing is overwritten.")
    begun = time.monotonic()

    def say(sentence: str) -> None:
        click.echo(f"  {time.monotonic() - begun:6.1f} s  {sentence}")

    if database:
        _database(activities, out)
    else:
        _figures(activities, out, seed, memory, say)


def _figures(activities: int, out: Path, seed: int, memory: str, say) -> None:
    from datetime import datetime, time

    from xuanguan.analytics import DuckStore
    from xuanguan.demo.country import TODAY, country

    steps = {"staged": "all facts laid down; now put in order", "ordered": "in order", "checkpointed": "written"}
    store = DuckStore(out, threads=os.cpu_count() or 1, memory=memory, on_step=lambda step: say(steps[step]) if step in steps else None)
    made = country(activities, seed=seed)
    say(f"{len(made.administration.levels):,} units")
    generation = store.rebuild(
        made.changes(), made.trees(), at=datetime.combine(TODAY, time(18)), progress=lambda done: say(f"{done:,} versions of activities"))
    size = store.folder.file(generation.number).stat().st_size
    (out / "made.json").write_text(json.dumps({"activities": activities, "seed": seed}), encoding="utf-8")
    say(f"{size / 1e6:,.0f} MB in {out}")


def _database(activities: int, out: Path) -> None:
    if activities > MOST_RECORDS:
        raise click.ClickException(
            f"{activities:,} records would take hours to write one by one; at most {MOST_RECORDS:,} go into a database. Without --database "
            "the figures of any number are made in minutes.")
    if "XUANGUAN_DATABASE" in os.environ:
        raise click.ClickException("XUANGUAN_DATABASE names a database of yours. Made-up records go into the new folder's own: unset it first.")
    out.mkdir(parents=True, exist_ok=True)
    os.environ["XUANGUAN_VAR"] = str(out.resolve())
    from xuanguan.cli.main import start_django

    start_django()
    from xuanguan.cli.demo import enlarge, load

    load.callback(reset=False)  # type: ignore[misc]
    enlarge.callback(activities=activities)  # type: ignore[misc]
