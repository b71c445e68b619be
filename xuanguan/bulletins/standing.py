"""The figures behind the numbers of a bulletin, as they stand: what each is now, how it is known, and its records."""
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from django.utils import timezone
from django.utils.translation import gettext as _

from xuanguan.activities.enums import COUNTED, ActivityState
from xuanguan.activities.models import Activity, Measure, Statement
from xuanguan.activities.queries import activities_seen_by
from xuanguan.analytics import MeasureKey
from xuanguan.analytics import questions as ground
from xuanguan.bulletins.at_once import AtOnce
from xuanguan.bulletins.models import Draft
from xuanguan.campaigns.deadlines import due_dates
from xuanguan.campaigns.models import Campaign, Expectation
from xuanguan.campaigns.queries import expectations_of
from xuanguan.common.exceptions import NotAllowed
from xuanguan.figures.answers import (
    CannotAsk,
    CoverageAnswer,
    Figure,
    Question,
    StatedFigure,
    children,
    coverage,
    figure,
    names_of,
    question_from,
)
from xuanguan.figures.answers import stated as stated_totals
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.writing.draft import Bound, FigureRef, Known, Number
from xuanguan.writing.editions import FigureKept
from xuanguan.writing.renewing import has_moved, renewed, worked_out, worked_out_anew

# What a number can ask (writing.draft.FigureRef).
QUESTIONS = {"activities", "measure", "persons", "shares", "taking_part", "stated", "coverage", "units", "itemised", "undated", "missing", "record"}
NARROWING = ("front", "kind", "measure", "word", "state")
STATES = ("itemised", "verified", "self_reported")
# What says which figure it is, and is no part of the question.
NOT_ASKED = {"as_of", "expectation", "statement", "campaign", "activity"}
# More records than these are not listed in an edition: it keeps how many they were.
MOST_RECORDS = 2000


class NoSuchFigure(Exception):
    """What a number names cannot be asked: a kind was taken away, a statement deleted, or it lies outside the person's reach."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One figure as it stands. question: where it opens; a stated total opens at `statement`, a number of one record at `activity`.

    which: the records that it counts: "undated" are those whose dates stick out of the period.
    """

    figure: FigureRef
    name: str
    value: Quantity | None
    question: Question | None = field(compare=False, default=None)
    verified: Decimal = Decimal(0)
    self_reported: Decimal = Decimal(0)
    expected: int | None = None
    expectation: str = ""
    statement: int | None = None
    activity: int | None = None
    units: tuple[str, ...] = ()
    which: Literal["counted", "undated"] = "counted"

    @property
    def known(self) -> Known:
        if self.statement is not None:
            return Known.STATED
        if self.verified and self.self_reported:
            return Known.ITEMISED
        return Known.SELF_REPORTED if self.self_reported else Known.VERIFIED


class Desk:
    """Answers about the figures of one bulletin; each is asked once. person None: no limits. as_of None: as known today."""

    def __init__(self, campaign: Campaign, person=None, *, as_of: dt.date | None = None):
        self.campaign, self.person, self.as_of = campaign, person, as_of
        self._found: dict[str, Standing | None] = {}
        self._by_code: dict[str, Expectation] | None = None
        self._bases: dict[tuple[tuple[str, str], ...], AtOnce] = {}
        self._stated_totals: dict[tuple[tuple[str, str], ...], dict[int, StatedFigure]] = {}

    def standing(self, ref: FigureRef) -> Standing | None:
        """None where it cannot be asked any more."""
        if ref.address not in self._found:
            try:
                self._found[ref.address] = self._ask(ref)
            except NoSuchFigure:
                self._found[ref.address] = None
        return self._found[ref.address]

    def all_of(self, pieces: Iterable[Bound]) -> dict[str, Standing | None]:
        """By address, of every figure that the numbers name."""
        return {ref.address: self.standing(ref) for piece in pieces for ref in piece.figures}

    def question(self, ref: FigureRef) -> Question:
        """The question of the figure as known on the desk's day. Raises NoSuchFigure."""
        return self._at_once(ref)[1]

    def _at_once(self, ref: FigureRef) -> tuple[AtOnce, Question]:
        """What its figure is asked together with, and its question."""
        said = {name: value for name, value in ref.parameters.items() if name not in NOT_ASKED}
        if ref.question in ("taking_part", "shares"):
            said.setdefault("roles", "any")
        if self.as_of is not None:
            said["as_of"] = self.as_of.isoformat()
        narrowed = {name: said.pop(name) for name in NARROWING if name in said}
        known = tuple(sorted(said.items()))
        if known not in self._bases:
            try:
                self._bases[known] = AtOnce(question_from(said, self.campaign, self.person))
            except (CannotAsk, NotAllowed) as error:
                raise NoSuchFigure from error
        return self._bases[known], self._bases[known].base.but(**self._narrowing(narrowed))

    def _narrowing(self, said: dict[str, str]) -> dict[str, Any]:
        names = names_of(self.campaign)
        found: dict[str, Any] = {
            "front": next((one for one in names.fronts.values() if one.code == said.get("front")), None),
            "kind": next((one for one in names.kinds.values() if one.code == said.get("kind")), None)}
        if any(name in said and found[name] is None for name in found) or said.get("state", "itemised") not in STATES:
            raise NoSuchFigure
        if "measure" in said:
            found["measure"] = MeasureKey(said["measure"], said.get("word", ""))
        return {**found, "state": said.get("state", "itemised")}

    def kept(self, ref: FigureRef) -> FigureKept | None:
        """The figure with its records, to be frozen."""
        found = self.standing(ref)
        if found is None:
            return None
        records, verified = self.records(found)
        few = len(records) <= MOST_RECORDS
        return FigureKept(
            ref, found.name, found.value, found.verified, found.self_reported, found.expected, records if few else (), len(records),
            verified if few else (), found.units)

    def records(self, found: Standing) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """(ids of all activities that it counts, ids of the verified among them), sorted. A stated total has none."""
        if found.activity is not None:
            return (found.activity,), (found.activity,) if found.verified else ()
        if found.question is None or found.expectation:
            return (), ()
        asked = found.question.but(measure=None).asked
        rows = found.question.put(ground.records, asked, which=found.which, measure=found.question.measure) or ()
        return tuple(sorted(one.activity for one in rows)), tuple(sorted(one.activity for one in rows if one.is_verified))

    def _ask(self, ref: FigureRef) -> Standing:
        if ref.question not in QUESTIONS:
            raise NoSuchFigure
        if ref.question == "record":
            return self._record(ref)
        if ref.question == "itemised":
            return self._itemised(ref)
        if ref.question == "stated" or "statement" in ref.parameters:
            return self._stated(ref)
        if "expectation" in ref.parameters:
            return self._coverage(ref)
        at_once, asked = self._at_once(ref)
        if ref.question == "units" and asked.front is not None:
            return Standing(ref, name_of(asked, _("Units")), Quantity(Decimal(at_once.units(asked))), asked)
        found: Figure = at_once.figure(asked) if asked.system is None and not asked.roles else figure(asked)
        if ref.question == "undated":
            name = _("%(figure)s, not dated to the period") % {"figure": name_of(found.question, found.name)}
            return Standing(ref, name, Quantity(Decimal(found.undated)), found.question, which="undated")
        if ref.question == "units":  # how many of them is verified is a question of their activities, not of them
            return Standing(ref, name_of(asked, _("Units")), Quantity(Decimal(len(self._units(asked)))), asked)
        value = found.value or found.upper_bound
        return Standing(ref, name_of(found.question, found.name), value, found.question, found.verified, found.self_reported)

    def coverage_of(self, ref: FigureRef) -> CoverageAnswer:
        """Of the period that the figure names, where the expectation is asked again and again. Raises NoSuchFigure."""
        expectation = self._expectations.get(ref.parameters.get("expectation", ""))
        if expectation is None:
            raise NoSuchFigure
        question = self.question(ref)
        due = next((one for one in due_dates(expectation, question.as_of) if one.period and (one.first, one.last or one.first) == (
            question.period.first, question.period.last)), None)
        return coverage(question, expectation, due=due)

    def _coverage(self, ref: FigureRef) -> Standing:
        found = self.coverage_of(ref)
        expectation, question = found.expectation, self.question(ref)
        if ref.question == "missing":
            name = _("%(expectation)s · without a record") % {"expectation": expectation}
            without = found.without_record
            return Standing(ref, name, Quantity(Decimal(len(without))), question, expectation=expectation.code, units=tuple(unit.code for unit in without))
        reached = (*found.verified, *found.self_reported, *found.named)
        return Standing(
            ref, _(" · ").join([str(expectation), question.unit.short]), Quantity(Decimal(found.reached)), question, Decimal(len(found.verified)),
            Decimal(len(found.self_reported)), found.size, expectation.code, units=tuple(unit.code for unit in reached))

    def _stated(self, ref: FigureRef) -> Standing:
        written = ref.parameters.get("statement", "")
        one = Statement.objects.select_related("kind", "front", "territory").filter(pk=written, campaign=self.campaign).first() if written.isdigit() else None
        if one is None:
            raise NoSuchFigure
        counts = one.until is None and one.state in (ActivityState.SUBMITTED, ActivityState.VERIFIED)
        return Standing(
            ref, _(" · ").join([str(one.kind), one.territory.short]), Quantity(one.value, Qualifier(one.qualifier), one.unit_zh) if counts else None,
            statement=one.pk)

    def _itemised(self, ref: FigureRef) -> Standing:
        """What is on record within exactly the scope of a stated total."""
        asked = self.question(ref)
        said = tuple(sorted((name, value) for name, value in ref.parameters.items() if name != "statement"))
        if said not in self._stated_totals:
            self._stated_totals[said] = {one.statement.pk: one for one in stated_totals(asked, parts=False)}
        one = self._stated_totals[said].get(int(ref.parameters["statement"]))
        if one is None:
            raise NoSuchFigure
        name = _("%(figure)s, one by one") % {"figure": name_of(one.question, str(one.statement.kind))}
        return Standing(ref, name, Quantity(one.share.itemised if one.share else Decimal(0), unit=one.value.unit), one.question.but(measure=None))

    def _record(self, ref: FigureRef) -> Standing:
        """A number that one record tells, or the record itself."""
        said, pk = ref.parameters, ref.parameters.get("activity", "")
        seen = Activity.objects.filter(campaign=self.campaign) if self.person is None else activities_seen_by(self.person, self.campaign)
        one = seen.filter(pk=pk).select_related("kind", "reporting_unit").first() if pk.isdigit() else None
        if one is None:
            raise NoSuchFigure
        value: Quantity | None = Quantity(Decimal(1))
        if code := said.get("measure"):
            measure = Measure.objects.filter(activity=one, code=code, unit_zh=said.get("word", "")).first()
            value = Quantity(measure.value, Qualifier(measure.qualifier), measure.unit_zh) if measure else None
        if one.state not in COUNTED:
            value = None
        parts = (value.value if value else Decimal(0)), Decimal(0)
        verified, self_reported = parts if one.state == ActivityState.VERIFIED else parts[::-1]
        return Standing(
            ref, _(" · ").join([str(one.kind), one.title or one.reporting_unit.short]), value, verified=verified, self_reported=self_reported, activity=one.pk)

    def _units(self, question: Question) -> list[int]:
        return [row.unit.pk for row in children(question).rows if row.unit is not None and not row.is_empty]

    @property
    def _expectations(self) -> Mapping[str, Expectation]:
        if self._by_code is None:
            self._by_code = {one.code: one for one in expectations_of(self.campaign)}
        return self._by_code


def desk_of(draft: Draft, person=None) -> Desk:
    """For the numbers of a draft. One composed as of an earlier day is asked as of that day; any other as known today."""
    as_of = dt.date.fromisoformat(draft.document["as_of"])
    return Desk(draft.campaign, person, as_of=as_of if as_of < timezone.localdate(draft.at) else None)


def moved_to(piece: Bound, desk: Desk, language: str) -> Bound | None:
    """The number as its figure stands now; None where it has not moved, or where it `has_turned`."""
    if isinstance(piece, Number) and piece.known is Known.DERIVED:
        value, values = _worked_out(piece, desk)
        return worked_out_anew(piece, value, values) if (
            value is not None and value != piece.quantity.value and (value > 0 or piece.quantity.unit == "%")) else None
    if len(piece.figures) != 1 or (standing := desk.standing(piece.figures[0])) is None or standing.value is None:
        return None
    if not has_moved(piece, standing.value, standing.expected):
        return None
    return renewed(piece, standing.value, standing.expected, known=standing.known, language=language)


def has_turned(piece: Bound, desk: Desk) -> bool:
    """Whether a difference that was worked out is none any more, or goes the other way: its sentence must be written anew."""
    if not isinstance(piece, Number) or piece.quantity.unit == "%":
        return False
    value, _values = _worked_out(piece, desk)
    return value is not None and value <= 0


def _worked_out(piece: Bound, desk: Desk) -> tuple[Decimal | None, list[tuple[Decimal, int | None]]]:
    standings = [desk.standing(ref) for ref in piece.figures]
    values = [(one.value.value if one.value else Decimal(0), one.expected) for one in standings if one is not None]
    return (worked_out(piece, values) if len(values) == len(standings) else None), values


def name_of(question: Question, name: str) -> str:
    """讲座 · 场次 · 四川省: what is counted, and of whom."""
    parts: list[Any] = [question.front, question.kind, name, question.unit.short]
    return _(" · ").join(str(part) for part in parts if part)
