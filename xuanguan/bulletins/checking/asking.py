"""The figures that a check asks: each group once, whole tables rather than single numbers, so that a text costs a few questions."""
import datetime as dt
from calendar import monthrange
from dataclasses import dataclass, field
from functools import cached_property

from xuanguan.activities.queries import activities_seen_by
from xuanguan.analytics import MeasureKey
from xuanguan.analytics import questions as ground
from xuanguan.analytics.questions.crosstab import Dimension
from xuanguan.bulletins.composing.references import reference
from xuanguan.bulletins.proposals import CampaignWords
from xuanguan.campaigns.models import ActivityKind, Expectation, Front
from xuanguan.campaigns.queries import expectations_of
from xuanguan.figures.answers import (
    CoverageAnswer,
    Definition,
    Figure,
    Question,
    StatedFigure,
    TotalsRow,
    children,
    coverages,
    persons,
    stated,
    totals,
)
from xuanguan.organisations.models import Unit
from xuanguan.periods import Window
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.writing.draft import FigureRef
from xuanguan.writing.typography import set_chinese

# So many records of one group are named beside a number; of more there is the figure, which opens to all.
FEW_RECORDS = 12
# Of an event the records of its day are looked through; more than these were hardly all read by anybody.
MOST_RECORDS = 2_000
NAMES = {
    Definition.ACTIVITIES: "activities", Definition.MEASURE: "measure", Definition.PERSONS: "persons", Definition.TAKING_PART: "taking_part",
    Definition.SHARES: "shares", Definition.STATED: "stated", Definition.COVERAGE: "coverage"}


@dataclass(frozen=True, slots=True)
class Doers:
    """Who organised activities of a kind on a front: how many each unit below (by its id), and how many the own level."""

    below: dict[int, int]
    own: int

    @property
    def are_joint(self) -> bool:
        return len(self.below) + bool(self.own) > 1


@dataclass
class Figures:
    """question: of whom and when the text is checked; what is asked of other units and periods is derived from it. text: its words."""

    question: Question
    person: object = None
    text: str = ""
    _rows: dict[tuple, dict[tuple, TotalsRow]] = field(default_factory=dict)
    _alone: dict[tuple, TotalsRow] = field(default_factory=dict)
    _doers: dict[tuple, dict[int, Doers]] = field(default_factory=dict)
    _stated: dict[tuple, tuple[StatedFigure, ...]] = field(default_factory=dict)

    @cached_property
    def words(self) -> CampaignWords:
        return CampaignWords.of(self.question.campaign)

    def front(self, code: str) -> Front | None:
        return next((one for one in self.words.all_fronts if one.code == code), None)

    def row(self, front: Front | None, kind: ActivityKind | None, *, asked: Question | None = None) -> TotalsRow | None:
        """The figures of a kind on a front (either may be any). None where nothing was reported."""
        asked = asked or self.question
        by = tuple(name for name, one in (("front", front), ("kind", kind)) if one)
        return self.rows(asked, by).get(tuple(one.pk for one in (front, kind) if one))

    def alone(self, asked: Question, front: Front | None, kind: ActivityKind | None, *, measures: bool) -> TotalsRow | None:
        """The same of another day or period, asked for just this group: a tenth of the time of the whole table."""
        key = (asked.period, asked.as_of, front.pk if front else None, kind.pk if kind else None, measures)
        if key not in self._alone:
            self._alone[key] = totals(asked.but(front=front, kind=kind, measure=None), measures=measures)[0]
        return self._alone[key]

    def rows(self, asked: Question, by: tuple[str, ...]) -> dict[tuple, TotalsRow]:
        key = (asked.unit.pk, asked.period, asked.as_of, asked.state, by)
        if key not in self._rows:
            plain = asked.but(front=None, kind=None, measure=None)
            self._rows[key] = {tuple(getattr(row, name).pk for name in by if getattr(row, name)): row for row in totals(plain, by=by)}
        return self._rows[key]

    def doers(self, front: Front | None, kind: ActivityKind | None) -> Doers:
        """Of the unit asked. kind None: all kinds together."""
        key = (front.pk if front else None, kind is None)
        if key not in self._doers:
            self._doers[key] = self._who(front, by_kind=kind is not None)
        return self._doers[key].get(kind.pk if kind else 0, Doers({}, 0))

    def _who(self, front: Front | None, *, by_kind: bool) -> dict[int, Doers]:
        if not self.below:
            return {}
        asked = self.question.but(front=front, measure=None)
        cells = asked.put(ground.crosstab, asked.asked, rows=Dimension.CHILD, columns=Dimension.KIND if by_kind else None) or ()
        below: dict[int, dict[int, int]] = {}
        own: dict[int, int] = {}
        for cell in cells:
            kind = cell.column if by_kind else 0
            if cell.row is None:
                own[kind] = cell.activities.total  # type: ignore[index]
            else:
                below.setdefault(kind, {})[cell.row] = cell.activities.total  # type: ignore[index,arg-type]
        return {kind: Doers(below.get(kind, {}), own.get(kind, 0)) for kind in {*below, *own}}

    @cached_property
    def below(self) -> dict[int, Unit]:
        """The units one level below the one asked, by id; those that did something and have closed since as well."""
        unit = self.question.unit
        return {one.pk: one for one in Unit.objects.filter(territory=unit, level__gt=unit.level or 0, kind=unit.kind)} if unit.is_division else {}

    def rows_summed(self, front: Front | None, kind: ActivityKind, key: MeasureKey | None) -> Quantity | None:
        """What adding up the lines of the units would give: more than the figure where one activity stands in several lines."""
        asked = self.question.but(front=front, kind=kind, measure=key)
        table = children(asked)
        lines = [*table.rows, *([table.own] if table.own else [])]
        values = [line.sum.value if key and line.sum else line.activities.value for line in lines if not line.is_empty]
        known = [value for value in values if value is not None]
        return Quantity(sum(value.value for value in known), _weakest(known)) if known and table.joint else None  # type: ignore[arg-type]

    def stated(self, asked: Question | None = None, *, parts: bool = False) -> tuple[StatedFigure, ...]:
        asked = asked or self.question
        key = (asked.unit.pk, asked.period, asked.as_of, parts)
        if key not in self._stated:
            self._stated[key] = stated(asked.but(front=None, kind=None, measure=None), parts=parts)
        return self._stated[key]

    @cached_property
    def coverages(self) -> list[CoverageAnswer]:
        """Of the expectations that the text names, or of all."""
        wanted = [one for one in self.expectations if not self.text or set_chinese(one.name_zh) in self.text or one.name_zh in self.text]
        return [one for one in coverages(self.question, wanted) if one.size]

    @cached_property
    def expectations(self) -> list[Expectation]:
        return list(expectations_of(self.question.campaign))

    def bounds(self, figure: Figure) -> ground.PersonBounds | None:
        return persons(figure.question)

    def records_behind(self, front: Front | None, kind: ActivityKind) -> tuple[int, ...]:
        """Ids of the records of a kind, on one front or on all, where they are few and the person may open them."""
        found = [ids for (of_front, of_kind), ids in self._few.items() if of_kind == kind.pk and (front is None or of_front == front.pk)]
        row = self.row(front, kind)
        ids = sorted({pk for of_group in found for pk in of_group})
        return tuple(ids) if row is not None and row.activities.itemised <= FEW_RECORDS else ()

    @cached_property
    def _few(self) -> dict[tuple[int, int], tuple[int, ...]]:
        """By (front, kind) of all groups that have few, in one question."""
        groups = self.rows(self.question, ("front", "kind"))
        few = tuple(sorted(key for key, row in groups.items() if len(key) == 2 and 0 < row.activities.itemised <= FEW_RECORDS))
        found = self.question.put(ground.records_of_groups, self.question.but(front=None, kind=None, measure=None).asked, groups=few) or {} if few else {}
        if self.person is None:
            return found
        seen = set(activities_seen_by(self.person, self.question.campaign).filter(
            pk__in={pk for ids in found.values() for pk in ids}).values_list("pk", flat=True))
        return {key: tuple(pk for pk in ids if pk in seen) for key, ids in found.items()}

    def records_in(self, asked: Question) -> tuple[int, ...]:
        """Ids of the records, the newest first, as far as they are looked through."""
        found = asked.put(ground.records, asked.but(measure=None).asked, limit=MOST_RECORDS) or ()
        return tuple(one.activity for one in found)


def address_of(figure: Figure) -> FigureRef:
    return reference(figure.question, NAMES[figure.definition])


def value_of(figure: Figure, activities: Figure) -> Quantity | None:
    """What is known: the sum, or the ceiling where there is nothing else. Persons of one activity do not repeat."""
    value = figure.value or figure.upper_bound
    if value is not None and figure.may_repeat and activities.itemised == 1 and value.qualifier is Qualifier.AT_MOST and figure.upper_bound is None:
        return Quantity(value.value, Qualifier.EXACT, value.unit)
    return value


def days_to_look_back(question: Question, also: tuple[dt.date, ...] = ()) -> list[dt.date]:
    """Earlier days on which a text may have been written: those that it names, the end of its period, the ends of months around it."""
    last = question.period.last
    months = [last.replace(day=1) - dt.timedelta(days=1)]
    months.append(months[0].replace(day=1) - dt.timedelta(days=1))
    after = [_month_end(last)]
    after.append(_month_end(after[0] + dt.timedelta(days=1)))
    before_today = question.as_of.replace(day=1) - dt.timedelta(days=1)
    days = [*also, last, *after, *months, before_today]
    return [day for day in dict.fromkeys(days) if day < question.as_of]


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def other_periods(question: Question, before: Window) -> list[Window]:
    """Periods whose figure may have been taken by mistake: the one before, and the campaign so far."""
    so_far = Window(min(question.campaign.begins, question.period.last), question.period.last)
    return [one for one in (before, so_far) if one != question.period]


def _weakest(values: list[Quantity]) -> Qualifier:
    for qualifier in (Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.AT_MOST):
        if any(one.qualifier is qualifier for one in values):
            return qualifier
    return Qualifier.EXACT
