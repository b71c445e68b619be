"""A campaign at a glance: one sentence that says where it stands, the fronts as rows, the map beside the units, time, gaps,
stated totals beside what is on record, and what the week changed. Everything on it is of one generation and opens."""
import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.cache import cache
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from xuanguan.campaigns.models import Campaign, Expectation, Front, Fulfilment
from xuanguan.campaigns.queries import expectations_of
from xuanguan.design.charts import Bar, Column, Columns, lay_out_columns
from xuanguan.design.values import Cell, Link
from xuanguan.figures.answers import (
    ChildrenTable,
    ChildRow,
    CoverageAnswer,
    Figure,
    Question,
    Series,
    StatedFigure,
    TotalsRow,
    children,
    coverages,
    each_unit,
    names_of,
    series_by_front,
    stated,
    stated_of_parts,
    time_series,
    totals,
)
from xuanguan.organisations.permissions import grants_of
from xuanguan.quantities import Quantity
from xuanguan.web.figures import coverage_words, wording
from xuanguan.web.figures.asking import (
    address,
    figure_address,
    opens,
    overview_address,
    question_of,
    standing_note,
    units_above,
)
from xuanguan.web.figures.forms import SelectorForm
from xuanguan.web.figures.maps import Entry, map_of

TREND_HEIGHT = 44
# A drawing is of its generation for ever; it is let go to make room.
KEPT_SECONDS = 3600
GRAINS = {"day": gettext_lazy("by day"), "month": gettext_lazy("by month"), "quarter": gettext_lazy("by quarter"),
          "half_year": gettext_lazy("by half-year"), "year": gettext_lazy("by year")}


def overview(request: HttpRequest, campaign: Campaign, tabs: list[Link]) -> HttpResponse:
    """The page of a campaign's first tab. Raises CannotAsk, NotAllowed, NoFiguresNow: each becomes a sentence.

    Asking and drawing everything takes a good part of a second for a province with 100,000 activities, so what was drawn is
    kept: for one generation, one question (its rights included), one language, and nothing reported or expected since.
    """
    question = question_of(request, campaign)
    standing = standing_note(question)
    key = drawing_key(request, question, standing)
    body = cache.get(key)
    if body is None:
        body = render_to_string("figures/overview_body.html", overview_context(request, campaign, tabs, question) | standing, request)
        cache.set(key, body, KEPT_SECONDS)
    return render(request, "figures/overview.html", {"campaign": campaign, "body": body})


def drawing_key(request: HttpRequest, question: Question, standing: dict[str, object]) -> str:
    """Everything that the drawing depends on, in short: another value of any of it is another drawing."""
    generation = question.reader.generation
    # What a deed fulfilled goes with the deed, which makes a generation; only "nothing to report" comes and goes by itself.
    expected = list(Expectation.objects.filter(campaign=question.campaign).order_by("pk").values_list("pk", "name_zh", "roster", "fulfilled_by", "rhythm", "due"))
    said_nothing = Fulfilment.objects.filter(thing="nothing", expectation__in=[row[0] for row in expected])
    done = said_nothing.aggregate(Count("pk"), Max("pk"), Count("until")) | Fulfilment.objects.aggregate(last=Max("pk"))
    said = [generation.number, generation.at, sorted(done.items()), expected, question.within, question.codes, question.period,
            question.as_of, question.tree, request.get_full_path(), get_language(), sorted(standing.items()), question.campaign.pk,
            str(question.campaign), [(grant.unit_id, grant.system_id) for grant in grants_of(request.user)]]
    return "overview-" + hashlib.sha256(repr(said).encode()).hexdigest()


def overview_context(request: HttpRequest, campaign: Campaign, tabs: list[Link], question: Question) -> dict[str, object]:
    """All that the drawing shows."""
    answers = [one for one in coverages(question, expectations_of(campaign)) if one.size]
    whole, by_front = totals(question, measures=False)[0], totals(question, by=("front",), measures=False)
    series, chosen = time_series(question), chosen_coverage(request, answers)
    return {
        "campaign": campaign, "tabs": tabs, "question": question, "trail": units_above(question, request.user),
        "sentence": where_we_stand(question, whole, by_front, answers),
        "whole": shown(whole.activities), "fronts": front_rows(question, by_front, answers),
        "chosen": chosen, "choices": coverage_choices(question, answers, chosen), **where_it_was(question, chosen),
        "grain_words": GRAINS[series.grain], "series": columns(series), "series_title": series_title(series), "undated_note": undated_note(series),
        "gaps": gap_rows(question, answers), "stated": [stated_row(one) for one in stated(question, parts=False)],
        "stated_of_parts": stated_of_parts(question), "whole_href": figure_address(question), "week": week(question),
        "form": SelectorForm(question), "export": export_links(question), "period": wording.days(question.period),
    }


# One sentence

def where_we_stand(question: Question, whole: TotalsRow, by_front: tuple[TotalsRow, ...], answers: list[CoverageAnswer]) -> str:
    """Composed from the figures below it, so that it cannot say anything else."""
    unit, all_fronts = wording.place(question), len(names_of(question.campaign).fronts)
    number = int(whole.activities.itemised)
    if not number:
        return _("%(unit)s has nothing on record yet in this period.") % {"unit": unit}
    first = ngettext(
        "%(unit)s has %(n)s activity on record, on %(fronts)s of %(all)s fronts: %(verified)s verified, %(reported)s self-reported.",
        "%(unit)s has %(n)s activities on record, on %(fronts)s of %(all)s fronts: %(verified)s verified, %(reported)s self-reported.", number) % {
            "unit": unit, "n": wording.grouped(whole.activities.itemised), "fronts": len(by_front), "all": all_fronts,
            "verified": wording.grouped(whole.activities.verified), "reported": wording.grouped(whole.activities.self_reported)}
    return wording.joined([first, said_of_coverage(answers)])


def said_of_coverage(answers: list[CoverageAnswer]) -> str:
    complete = [one for one in answers if one.reached >= one.size]
    open_ones = [one for one in answers if one.reached < one.size]
    if not answers:
        return ""
    if not open_ones:
        return ngettext("The %(n)s thing expected is done everywhere.", "All %(n)s things expected are done everywhere.", len(answers)) % {"n": len(answers)}
    widest = min(open_ones, key=lambda one: one.reached / one.size)
    return _("Of %(n)s things expected %(done)s are done everywhere; the widest gap is “%(what)s”, with %(reached)s of %(size)s.") % {
        "n": len(answers), "done": len(complete), "what": widest.expectation, "reached": widest.reached, "size": widest.size}


# The fronts

@dataclass(frozen=True, slots=True)
class Shown:
    """A figure ready for the component."""

    figure: Figure
    value: str
    href: str
    verified: float
    self_reported: float

    @property
    def scale(self) -> float:
        return self.verified + self.self_reported


def shown(figure: Figure) -> Shown:
    return Shown(figure, wording.value_of(figure), opens(figure), plain(figure.verified), plain(figure.self_reported))


@dataclass(frozen=True, slots=True)
class Strip:
    answer: CoverageAnswer
    cells: list[Cell]
    href: str
    note: str


@dataclass(frozen=True, slots=True)
class FrontRow:
    front: Front
    activities: Shown | None
    scale: float
    strips: list[Strip]
    trend: Columns
    trend_words: str


def front_rows(question: Question, by_front: tuple[TotalsRow, ...], answers: list[CoverageAnswer]) -> list[FrontRow]:
    """Every front of the campaign, those without a record too; lengths and trends on one scale."""
    found = {row.front.pk: shown(row.activities) for row in by_front if row.front}
    scale = max((one.scale for one in found.values()), default=0)
    fronts = list(names_of(question.campaign).fronts.values())
    series = {pk: columns(one) for pk, one in series_by_front(question).items()}
    highest = max((column.itemised for one in series.values() for column in one), default=0)
    return [
        FrontRow(
            front, found.get(front.pk), scale, [strip(one) for one in answers if one.expectation.front_id == front.pk],
            lay_out_columns(series[front.pk], height=TREND_HEIGHT, scale=highest, labels=2),
            _("; ").join(f"{column.name}: {column.itemised:g}" for column in series[front.pk]))
        for front in fronts]


def strip(answer: CoverageAnswer, *, with_cells: bool = True) -> Strip:
    href = address("figures:coverage", answer.question, answer.expectation.code)
    return Strip(answer, coverage_words.cells(answer, href) if with_cells else [], href, coverage_words.note(answer))


# Map and units

def where_it_was(question: Question, chosen: CoverageAnswer | None) -> dict[str, object]:
    """The units below on a map and as rows; of several units asked together each by itself, for they have no one map."""
    if question.others:
        each = each_unit(question)
        return {"bars": bars(each.rows), "children": child_rows(question, each.rows), "more": plain(each.more), "choices": []}
    below = children(question)
    drawn = map_of(question.unit, entries(question, below, chosen))
    return {
        **drawn, "bars": [] if "tiles" in drawn or "shapes" in drawn else bars(below.rows), "joint": below.joint,
        "children": child_rows(question, (*below.rows, *([below.own] if below.own else [])))[:len(below.rows)],
        "own": child_row(question, below.own, 0) if below.own else None}


def chosen_coverage(request: HttpRequest, answers: list[CoverageAnswer]) -> CoverageAnswer | None:
    """Whose marks the map bears: what the address asks for, else the first that is not done everywhere by named units."""
    with_names = [one for one in answers if one.size > one.nameless]
    by_code = {one.expectation.code: one for one in with_names}
    return by_code.get(request.GET.get("map", "")) or next((one for one in with_names if one.reached < one.size), next(iter(with_names), None))


def coverage_choices(question: Question, answers: list[CoverageAnswer], chosen: CoverageAnswer | None) -> list[Link]:
    return [Link(one.expectation, f"{overview_address(question)}&map={one.expectation.code}#map", one is chosen)
            for one in answers if one.size > one.nameless]


def entries(question: Question, below: ChildrenTable, chosen: CoverageAnswer | None) -> list[Entry]:
    """Each unit below, in the mark of the chosen expectation, with its number of activities."""
    found = coverage_words.marks(chosen) if chosen else {}
    by_home: dict[int, str] = {}
    if chosen:
        for name in coverage_words.LISTS:
            by_home |= {unit.territory_id: coverage_words.MARK_OF[name] for unit in getattr(chosen, name) if unit.territory_id}
    return [
        Entry(row.unit, found.get(row.unit.pk) or by_home.get(row.unit.pk, "missing"), overview_address(question.but(unit=row.unit)),
              wording.value_of(row.activities) if not row.is_empty else "–")
        for row in below.rows if row.unit]


def bars(rows: Sequence[ChildRow]) -> list[Bar]:
    """Where no map can be drawn: the units ranked."""
    return [Bar(row.unit.short, plain(row.activities.verified), plain(row.activities.self_reported), href=opens(row.activities))
            for row in rows if row.unit and not row.is_empty]


@dataclass(frozen=True, slots=True)
class UnitRow:
    row: ChildRow
    href: str
    activities: Shown
    scale: float


def child_rows(question: Question, rows: Sequence[ChildRow]) -> list[UnitRow]:
    """All on one scale."""
    scale = max((float(row.activities.itemised) for row in rows), default=0)
    return [child_row(question, row, scale) for row in rows]


def child_row(question: Question, row: ChildRow, scale: float) -> UnitRow:
    href = overview_address(question.but(unit=row.unit)) if row.unit else ""
    return UnitRow(row, href, shown(row.activities), scale or float(row.activities.itemised))


# Time

def columns(series: Series) -> list[Column]:
    answer = []
    for point in series.points:
        label, name = wording.bucket(point.period, series.grain)
        answer.append(Column(label, plain(point.figure.verified), plain(point.figure.self_reported), name=name, href=opens(point.figure)))
    return answer


def plain(value: Decimal) -> int | float:
    """As charts take it."""
    return int(value) if value == int(value) else float(value)


def series_title(series: Series) -> str:
    """The finding: when most was done."""
    best = max(series.points, key=lambda point: point.figure.itemised, default=None)
    if best is None or not best.figure.itemised:
        return _("Nothing is dated within the period")
    return _("Most was done in %(period)s") % {"period": wording.bucket(best.period, series.grain)[1]}


def undated_note(series: Series) -> str:
    number = int(series.undated.itemised)
    if not number:
        return ""
    words = {"day": _("not dated to the day"), "month": _("not dated to the month"), "quarter": _("not dated to the quarter"),
              "half_year": _("not dated to the half-year"), "year": _("not dated to the year")}
    return f"+ {number} {words[series.grain]}"


# Gaps

@dataclass(frozen=True, slots=True)
class GapRow:
    strip: Strip
    sentence: str
    said: list[str]


def gap_rows(question: Question, answers: list[CoverageAnswer]) -> list[GapRow]:
    """What is not done everywhere, the widest gap first, with who is missing. Its cells stand in the rows of the fronts."""
    rows = [
        GapRow(strip(one, with_cells=one.expectation.front_id is None), coverage_words.gap(one), coverage_words.totals_said(one)) for one in answers]
    return sorted((row for row in rows if row.sentence or row.strip.answer.reached < row.strip.answer.size),
                  key=lambda row: row.strip.answer.reached / row.strip.answer.size)


# Stated beside itemised

@dataclass(frozen=True, slots=True)
class StatedRow:
    stated: StatedFigure
    value: str
    itemised: str
    share: str
    is_more: bool
    href: str


def stated_row(one: StatedFigure) -> StatedRow:
    itemised = one.share.itemised if one.share else 0
    href = figure_address(one.question.but(measure=None if one.counts_units else one.question.measure))
    return StatedRow(
        one, wording.number(one.value), wording.number(Quantity(itemised)) if one.share else "–", wording.share(one.share),
        bool(one.share and one.share.is_more_than_stated), href)


# What the week changed

@dataclass(frozen=True, slots=True)
class Week:
    title: str
    recorded: int
    verified: int


def week(question: Question) -> Week:
    """What is known more than a week ago; of a campaign that is over, its last week if nothing came since."""
    now = _change(question, question.as_of, _("In the last seven days"))
    ends = question.campaign.ends
    if now.recorded or now.verified or ends is None or ends >= question.as_of:
        return now
    return _change(question, ends, _("In the last week of the campaign, to %(day)s") % {"day": date_format(ends)})


def _change(question: Question, day: dt.date, title: str) -> Week:
    now, then = (totals(question.but(as_of=one), measures=False)[0].activities for one in (day, wording.week_before(day)))
    return Week(title, int(now.itemised - then.itemised), int(now.verified - then.verified))


def export_links(question: Question) -> list[Link]:
    return [Link(form.upper() if form == "csv" else form, address("figures:export", question, form, by="front,kind")) for form in ("xlsx", "csv", "json")]
