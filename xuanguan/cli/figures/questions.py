"""One word for each question of the figures. What it means is said in docs/reference/questions.md."""
import datetime as dt
from decimal import Decimal

import click

from xuanguan.cli.figures.asking import command, the_question
from xuanguan.cli.figures.printing import percent, show, stream, value

DAY = click.DateTime(formats=["%Y-%m-%d"])
SPLIT = ("value", "verified", "self_reported")


def split(figure) -> list[object]:
    return [value(figure), f"{figure.verified}", f"{figure.self_reported}"]


@command.command("children")
@click.pass_obj
def children_(said: dict[str, str]) -> None:
    """The units one level below, and the unit's own level."""
    from xuanguan.figures.answers import children

    question = the_question(said)
    found = children(question)
    rows = [[str(row.unit or "(this level itself)"), *(["–", "", ""] if row.is_empty else split(row.sum or row.activities))]
            for row in [*([found.own] if found.own else []), *found.rows]]
    show(said["form"], question, ("unit", *SPLIT), rows, [f"{found.joint} joint activities are counted in more than one row."] if found.joint else [])


@command.command("series")
@click.option("--grain", type=click.Choice(["day", "month", "quarter", "half_year", "year"]), help="Without it, what suits the period.")
@click.pass_obj
def series(said: dict[str, str], grain: str | None) -> None:
    """Over time, and what is in no single step of it."""
    from xuanguan.figures.answers import time_series

    question = the_question(said)
    found = time_series(question, grain)
    show(said["form"], question, ("period", *SPLIT), [[point.period.code, *split(point.figure)] for point in found.points],
         [f"+ {value(found.undated)} not dated to the {found.grain.replace('_', '-')}."] if found.undated.itemised else [])


@command.command("clauses")
@click.pass_obj
def clauses_(said: dict[str, str]) -> None:
    """Activities for each clause of the policy; one for a clause counts for those above it too."""
    from xuanguan.figures.answers import activities_per_clause
    from xuanguan.policies.models import Clause

    question = the_question(said)
    found = activities_per_clause(question)
    rows = [[one.code, str(one)[:60], found[one.pk].total, found[one.pk].verified, found[one.pk].self_reported]
            for one in Clause.objects.filter(pk__in=found).order_by("order", "pk")]
    show(said["form"], question, ("code", "clause", "activities", "verified", "self_reported"), rows, ["Clauses are not added up."])


@command.command("table")
@click.option("--rows", "down", required=True, metavar="NAME", help="front, kind, system, clause, child, role, day, month, quarter, half_year or year.")
@click.option("--columns", "across", default="", metavar="NAME", help="Another of them.")
@click.pass_obj
def table_(said: dict[str, str], down: str, across: str) -> None:
    """Any two things beside each other, as clause × unit: --rows clause --columns child."""
    from xuanguan.figures.answers import dimension, table

    question = the_question(said)
    found = table(question, dimension("rows", down), dimension("columns", across))
    names = [heading.label for heading in found.columns]
    unique = [name if names.count(name) == 1 else f"{name} ({at})" for at, name in enumerate(names, 1)]
    rows = [[heading.label, *(value(cell) for cell in found.row(at)), value(found.row_sums[at])] for at, heading in enumerate(found.rows)]
    rows.append(["in all", *map(value, found.column_sums), value(found.whole)])
    show(said["form"], question, (down, *unique, "in_all"), rows,
         ["One activity may stand in several places, so nothing here is added up."] if found.shares else [])


@command.command("ranking")
@click.option("--level", type=int, required=True, help="1 province, 2 prefecture, 3 county, 4 town.")
@click.option("--top", type=click.IntRange(0), default=10, show_default=True)
@click.option("--bottom", type=click.IntRange(0), default=10, show_default=True)
@click.pass_obj
def ranking_(said: dict[str, str], level: int, top: int, bottom: int) -> None:
    """Which units did most and least; those without a record stand apart."""
    from xuanguan.figures.answers import ranking

    question = the_question(said)
    found = ranking(question, level)
    first = found.top(top)
    last = [one for one in reversed(found.bottom(bottom)) if one not in first]
    rows = [[one.place, str(one.unit), *split(one.figure)] for one in [*first, *last]]
    silent = f"{len(found.nothing)} have nothing on record: {', '.join(map(str, found.nothing[:20]))}{' …' if len(found.nothing) > 20 else ''}."
    show(said["form"], question, ("place", "unit", *SPLIT), rows, [f"{len(found.ranked)} units have a record.", *([silent] if found.nothing else [])])


@command.command("compare")
@click.option("--before", type=(DAY, DAY), metavar="FROM TO", help="The other period; without it the same days a year earlier.")
@click.pass_obj
def compare(said: dict[str, str], before: tuple[dt.datetime, dt.datetime] | None) -> None:
    """Beside the same of another period: year on year."""
    from xuanguan.figures.answers import compared, year_on_year
    from xuanguan.periods import Window

    question = the_question(said)
    if before and before[0] > before[1]:
        raise click.ClickException("The other period begins after its end. Exchange the two days.")
    found = compared(question, Window(before[0].date(), before[1].date())) if before else year_on_year(question)
    rows = [[f"{one.question.period.first} – {one.question.period.last}", *split(one)] for one in (found.now, found.before)]
    show(said["form"], question, ("period", *SPLIT), rows, [f"Now ÷ then: {percent(found.share)}."])


@command.command("target")
@click.option("--number", type=Decimal, help="What is wanted.")
@click.option("--target", "code", metavar="CODE", help="A target of the campaign's policy, counted in the same unit of measure.")
@click.pass_obj
def target_(said: dict[str, str], number: Decimal | None, code: str | None) -> None:
    """How much of a target is reached."""
    from xuanguan.figures.answers import against_target
    from xuanguan.policies.models import Target

    question = the_question(said)
    if (number is None) == (code is None):
        raise click.ClickException("Say what is wanted: --number 1000, or --target with the code of a target of the policy.")
    wanted: Decimal | Target | None = number
    if code is not None:
        known = Target.objects.filter(version=question.campaign.version_id)
        wanted = known.filter(code=code).first()
        if wanted is None:
            raise click.ClickException(f"The policy has no target “{code}”. It has: {', '.join(known.values_list('code', flat=True)) or 'none'}.")
    found = against_target(question, wanted)  # type: ignore[arg-type]
    show(said["form"], question, ("figure", *SPLIT, "target", "share", "lacking"),
         [[found.figure.name, *split(found.figure), f"{found.target.normalize():f}", percent(found.share), f"{found.lacking.normalize():f}"]],
         ["Reached." if found.is_reached else "Not surely reached."])


@command.command("participants")
@click.pass_obj
def participants_(said: dict[str, str]) -> None:
    """By kind of unit and role; with --roles any of those that took part, with their own shares."""
    from xuanguan.figures.answers import participants

    question = the_question(said)
    rows = [[str(one.kind.label if one.kind else "–"), str(one.role.label if one.role else "organised"), one.units, *split(one.activities),
             "; ".join(f"{share.name} {value(share)}" for share in one.shares)] for one in participants(question)]
    show(said["form"], question, ("kind", "role", "units", *SPLIT, "own_shares"), rows, ["Rows share activities and are not added up."])


@command.command("persons")
@click.pass_obj
def persons_(said: dict[str, str]) -> None:
    """Between how many persons lies an attendance (--measure)."""
    from xuanguan.figures.answers import persons

    if not said["measure"]:
        raise click.ClickException("Say which measure counts people: --measure participants.")
    question = the_question(said)
    found = persons(question)
    rows = [[found.activities, f"{found.lowest}", "no ceiling" if found.highest is None else f"{found.highest}"]] if found else []
    show(said["form"], question, ("activities", "at_least", "at_most"), rows, ["The same people may have come more than once."])


@command.command("coverage")
@click.option("--expectation", "code", metavar="CODE", help="Only this one; without it all of the campaign.")
@click.pass_obj
def coverage_(said: dict[str, str], code: str | None) -> None:
    """n of N of what is expected, with how it is known."""
    from xuanguan.figures.answers import coverages

    question = the_question(said)
    rows = [[one.expectation.code, str(one.expectation), one.reached, one.size, len(one.verified), len(one.self_reported), len(one.named), len(one.perhaps),
             len(one.nothing), ", ".join(str(unit) for unit in one.without_record[:12])]
            for one in coverages(question, the_expectations(question, code))]
    show(said["form"], question, ("code", "expectation", "n", "of", "verified", "self_reported", "named", "perhaps", "nothing", "missing"), rows)


@command.command("completeness")
@click.option("--expectation", "code", metavar="CODE", required=True)
@click.pass_obj
def completeness_(said: dict[str, str], code: str) -> None:
    """Reports expected, received and on time, for each period."""
    from xuanguan.figures.answers import completeness

    question = the_question(said)
    (expectation,) = the_expectations(question, code)
    rows = [[one.due.period or "once", str(one.due.due or "–"), len(one.expected), len(one.received), len(one.on_time), len(one.late), len(one.nothing),
             len(one.missing)] for one in completeness(question, expectation)]
    show(said["form"], question, ("period", "due", "expected", "received", "on_time", "late", "nothing", "missing"), rows,
         ["“Nothing to report” is a report; silence is not zero."])


@command.command("burden")
@click.option("--units", type=click.IntRange(0), default=10, show_default=True, help="How many of the busiest units to name.")
@click.pass_obj
def burden_(said: dict[str, str], units: int) -> None:
    """What is asked of each level and of the busiest units, and what they wrote."""
    from xuanguan.figures.answers import burden

    question = the_question(said)
    found = burden(question, the_expectations(question, None))
    rows: list[list[object]] = [[f"level {one.level}" if one.level is not None else "outside", one.units, one.asked, f"{one.asked_of_the_middle:g}",
                                 one.asked_at_most, one.written, one.rewritten] for one in found.levels]
    rows += [[str(one.unit), 1, one.asked, f"{one.asked}", one.asked, one.written, one.rewritten] for one in found.rows[:units]]
    show(said["form"], question, ("of", "units", "asked", "of_the_middle", "at_most", "written", "rewritten"), rows)


@command.command("stated")
@click.pass_obj
def stated_(said: dict[str, str]) -> None:
    """Totals without their parts, each beside what is on record of just that scope."""
    from xuanguan.figures.answers import stated

    question = the_question(said)
    rows = [[str(one.statement.territory), one.name, f"{one.value}", "–" if one.share is None else f"{one.share.itemised.normalize():f}",
             percent(one.share), str(one.statement.unit)] for one in stated(question)]
    show(said["form"], question, ("about", "what", "stated", "on_record", "share", "stated_by"), rows)


@command.command("changes")
@click.option("--since", type=DAY, required=True, metavar="DAY", help="From the end of this day to the day that is asked as of.")
@click.pass_obj
def changes_(said: dict[str, str], since: dt.datetime) -> None:
    """What changed in the figure since a day, for instance since a bulletin."""
    from xuanguan.figures.answers import what_changed

    question = the_question(said)
    found = what_changed(question, since.date())
    rows = [[name, line.number, "; ".join(f"{one.pk} {one}" for one in line.shown[:3])]
            for name, line in (("new", found.new), ("gone", found.gone), ("edited", found.edited), ("verified", found.verified))]
    show(said["form"], question, ("what", "records", "such_as"), rows, [f"Then {value(found.before)}, now {value(found.after)}."])


@command.command("records")
@click.option("--page", type=click.IntRange(1), default=1, show_default=True, help="20 on a page; csv and json lines give all, one by one.")
@click.pass_obj
def records_(said: dict[str, str], page: int) -> None:
    """The records behind the figure, newest first. --format csv writes all of them, however many."""
    from xuanguan.figures.answers import every_record, records

    question = the_question(said)
    columns = ("id", "latest", "state", "unit", "kind", "title")
    if said["form"] == "csv":
        stream(columns, (_record(one) for one in every_record(question)))
        return
    found = records(question, number=page)
    show(said["form"], question, columns, [_record(one) for one in found.records], [f"Page {found.number} of {found.pages}, {found.total:,} records."])


def _record(one) -> list[object]:
    return [one.pk, one.latest.isoformat(), one.state, str(one.reporting_unit), str(one.kind), one.title]


def the_expectations(question, code: str | None) -> list:
    """All of the campaign, or the one of this code. A sentence where there is none."""
    from xuanguan.campaigns.queries import expectations_of

    found = list(expectations_of(question.campaign))
    if code is None:
        return found
    chosen = [one for one in found if one.code == code]
    if not chosen:
        raise click.ClickException(f"There is no expectation “{code}”. Known: {', '.join(one.code for one in found) or 'none'}.")
    return chosen
