"""The figures behind the numbers of a bulletin, as they stand: what each is now, how it is known, and its records."""
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xuanguan.activities.enums import ActivityState
from xuanguan.activities.models import Statement
from xuanguan.analytics import questions as ground
from xuanguan.bulletins.models import Draft
from xuanguan.campaigns.models import Campaign, Expectation
from xuanguan.campaigns.queries import expectations_of
from xuanguan.common.exceptions import NotAllowed
from xuanguan.figures.answers import CannotAsk, CoverageAnswer, Figure, Question, children, coverage, figure, question_from
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.writing.draft import Bound, FigureRef, Known
from xuanguan.writing.editions import FigureKept
from xuanguan.writing.renewing import has_moved, renewed

# What a number can ask (writing.draft.FigureRef).
QUESTIONS = {"activities", "measure", "persons", "shares", "taking_part", "stated", "coverage", "units"}
# More records than these are not listed in an edition: it keeps how many they were.
MOST_RECORDS = 2000


class NoSuchFigure(Exception):
    """What a number names cannot be asked: a kind was taken away, a statement deleted, or it lies outside the person's reach."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One figure as it stands. question: where it opens; None for a stated total, which opens at `statement`."""

    figure: FigureRef
    name: str
    value: Quantity | None
    question: Question | None = field(compare=False, default=None)
    verified: Decimal = Decimal(0)
    self_reported: Decimal = Decimal(0)
    expected: int | None = None
    expectation: str = ""
    statement: int | None = None
    units: tuple[str, ...] = ()

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
        said = {name: value for name, value in ref.parameters.items() if name not in ("as_of", "expectation", "statement", "campaign")}
        if ref.question in ("taking_part", "shares"):
            said.setdefault("roles", "any")
        if self.as_of is not None:
            said["as_of"] = self.as_of.isoformat()
        try:
            return question_from(said, self.campaign, self.person)
        except (CannotAsk, NotAllowed) as error:
            raise NoSuchFigure from error

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
        if found.question is None or found.expectation:
            return (), ()
        asked = found.question.but(measure=None).asked
        rows = found.question.put(ground.records, asked, which="counted", measure=found.question.measure) or ()
        return tuple(sorted(one.activity for one in rows)), tuple(sorted(one.activity for one in rows if one.is_verified))

    def _ask(self, ref: FigureRef) -> Standing:
        if ref.question not in QUESTIONS:
            raise NoSuchFigure
        if ref.question == "stated" or "statement" in ref.parameters:
            return self._stated(ref)
        if "expectation" in ref.parameters:
            return self._coverage(ref)
        found: Figure = figure(self.question(ref))
        value = found.value or found.upper_bound
        if ref.question == "units":
            value = Quantity(Decimal(len(self._units(found.question))))
        return Standing(ref, name_of(found.question, found.name), value, found.question, found.verified, found.self_reported)

    def _coverage(self, ref: FigureRef) -> Standing:
        expectation = self._expectations.get(ref.parameters["expectation"])
        if expectation is None:
            raise NoSuchFigure
        question = self.question(ref)
        found: CoverageAnswer = coverage(question, expectation)
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
    """The number as its figure stands now; None where it has not moved, or was worked out of several figures."""
    if len(piece.figures) != 1 or (standing := desk.standing(piece.figures[0])) is None or standing.value is None:
        return None
    if not has_moved(piece, standing.value, standing.expected):
        return None
    return renewed(piece, standing.value, standing.expected, known=standing.known, language=language)


def name_of(question: Question, name: str) -> str:
    """讲座 · 场次 · 四川省: what is counted, and of whom."""
    parts: list[Any] = [question.front, question.kind, name, question.unit.short]
    return _(" · ").join(str(part) for part in parts if part)
