"""`xuanguan figures` itself: what all its words share, and the totals that it gives without one."""
import click

from xuanguan.cli.figures.printing import pad, width


class Asking(click.Group):
    """Without a word it answers; with one it does something to the store."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # An option's value may be the same word as a command ("--measure participants"): only what is left over is one.
        _options, words, _order = self.make_parser(ctx).parse_args(list(args))
        if not words and not {"--help", "-h"} & set(args):
            args = [*args, "ask-"]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in self.commands if name != "ask-"]


@click.group("figures", cls=Asking, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--campaign", metavar="CODE", help="The campaign; without it the newest that runs where the unit lies.")
@click.option("--unit", metavar="CODE", default="", help="A division (510000) or a bureau (510000-qts); several with commas are asked together; without it the campaign's territory.")
@click.option("--from", "first", metavar="DAY", default="", help="First day, as 2012-02-06; without it the campaign's first day.")
@click.option("--to", "last", metavar="DAY", default="", help="Last day; without it the campaign's last.")
@click.option("--as-of", "as_of", metavar="DAY", default="", help="What was known at the end of this day; without it, now.")
@click.option("--by", default="front", show_default=True, metavar="NAMES", help="Groups: front, kind, system; several with commas; “none” for one sum.")
@click.option("--front", metavar="CODE", default="", help="Only this front.")
@click.option("--kind", metavar="CODE", default="", help="Only this kind of activity.")
@click.option("--state", type=click.Choice(["itemised", "verified", "self_reported"]), default="itemised", show_default=True,
              help="itemised: verified and self-reported together.")  # fmt: skip
@click.option("--system", metavar="CODE", default="", help="Only units of this system.")
@click.option("--clause", metavar="CODE", default="", help="Only activities for this clause of the policy, or one below it.")
@click.option("--measure", metavar="CODE", default="", help="How much of this measure, instead of how many activities; with --word where it has several.")
@click.option("--word", metavar="WORD", default="", help="The measure word, as 人次.")
@click.option("--roles", metavar="NAMES", default="", help="Of taking part instead of organising: any, or participant, speaker, partner.")
@click.option("--unit-kind", "unit_kind", metavar="NAME", default="", help="Only of what units of this kind did: bureau, government, enterprise, school, …")
@click.option("--tree", type=click.Choice(["day", "today"]), default="day", show_default=True,
              help="day: by the tree of each activity's last day; today: by today's map.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.pass_context
def command(ctx: click.Context, **said) -> None:
    """How many activities, and how much of what, at a unit in a period; every number with how it is known.

    \b
    xuanguan figures --unit 510000 --from 2012-02-06 --to 2012-05-25 --by front,kind
    xuanguan figures --unit 510900 --by kind --format csv > suining.csv
    xuanguan figures --as-of 2012-04-30 --by none          what we knew at the end of April

    A number is written as it is known: 130 exactly, ≥130 at least, ≈130 about, ≤130 at most. Activities count once,
    however many units organised them; what a unit only stated as a total is never added in.

    \b
    xuanguan figures --unit 510000 children
    xuanguan figures --measure participants ranking --level 3
    xuanguan figures --format csv records > records.csv
    """
    ctx.obj = said


@command.command("ask-", hidden=True)
@click.pass_obj
def ask(said: dict[str, str]) -> None:
    """The totals."""
    from xuanguan.figures import exports

    question = the_question(said)
    by = groups_of(said["by"])
    if said["form"] == "json":
        click.echo(exports.as_json(exports.totals_export(question, by)))
    elif said["form"] == "csv":
        click.echo(exports.as_csv(exports.totals_export(question, by)), nl=False)
    else:
        click.echo(table(question, by))


def the_question(said: dict[str, str]):
    """What the options ask. Raises CannotAsk, which is printed as its sentence."""
    from xuanguan.figures.answers import names_of, question_from

    campaign = the_campaign(said["campaign"], said["unit"].partition(",")[0])
    word = said["word"]
    if said["measure"] and not word:
        known = names_of(campaign).by_code.get(said["measure"])
        if known is None:
            raise click.ClickException(f"There is no measure “{said['measure']}”. Known: {', '.join(sorted(names_of(campaign).by_code)) or 'none'}.")
        word = known.unit_zh
    return question_from({**said, "word": word, "from": said["first"], "to": said["last"]}, campaign, several=True)


def the_campaign(code: str | None, unit: str = ""):
    """The campaign of this code; else the newest that runs where the unit lies, else the newest. A sentence where there is none."""
    from xuanguan.campaigns.enums import CampaignState
    from xuanguan.campaigns.models import Campaign
    from xuanguan.organisations.queries import unit_by_code

    campaigns = Campaign.objects.select_related("territory", "version").order_by("-begins", "id")
    if code:
        if found := campaigns.filter(code=code).first():
            return found
        known = ", ".join(campaigns.values_list("code", flat=True)) or "none yet"
        raise click.ClickException(f"There is no campaign “{code}”. Known: {known}.")
    if unit and (where := unit_by_code(unit)):
        campaigns = campaigns.filter(territory__first__lte=where.first, territory__last__gte=where.first)
    found = campaigns.filter(state=CampaignState.RUNNING).first() or campaigns.first() or Campaign.objects.select_related("territory").first()
    if found is None:
        raise click.ClickException("There is no campaign yet. Load the demo (xuanguan demo load) or start one in the browser.")
    return found


def groups_of(written: str) -> tuple[str, ...]:
    from xuanguan.figures.answers.totals import BY

    by = tuple(part.strip() for part in written.split(",") if part.strip() and part.strip() != "none")
    if unknown := [part for part in by if part not in BY]:
        raise click.ClickException(f"Figures are not grouped by “{unknown[0]}”. Choose from {', '.join(BY)}, or none.")
    return tuple(dict.fromkeys(by))


def table(question, by: tuple[str, ...]) -> str:
    """For people: a line for each group, its measures below."""
    from django.utils import timezone

    from xuanguan.figures.answers import totals

    head = [*(name.capitalize() for name in by), "Activities", "verified", "self-rep.", "undated"]
    lines, measures = [head], []
    for row in totals(question, by=by):
        groups = [str(getattr(row, name) or "—") for name in by]
        number = row.activities
        lines.append([*groups, str(number.value), f"{number.verified}", f"{number.self_reported}", f"+{number.undated}" if number.undated else ""])
        words = [f"{one.name} {one.value or one.upper_bound}" for one in row.measures]
        measures.append("; ".join(words))
    widths = [max(width(line[column]) for line in lines) for column in range(len(head))]
    out = [f"{question.place} · {question.campaign}", f"{question.period.first} – {question.period.last}, as of {question.as_of}"]
    for place, line in enumerate(lines):
        cells = [pad(cell, widths[column], right=column >= len(by)) for column, cell in enumerate(line)]
        out.append("  ".join(cells).rstrip())
        if place and measures[place - 1]:
            out.append(f"    {measures[place - 1]}")
    at = timezone.localtime(question.reader.generation.at)
    out.append(f"Figures of {at:%Y-%m-%d %H:%M:%S} (generation {question.reader.generation.number}).")
    return "\n".join(out)
