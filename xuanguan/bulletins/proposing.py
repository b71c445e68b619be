"""Figures that a number typed by hand may be: those of the draft's unit and period whose value fits what was typed."""
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import parse_qsl

from xuanguan.bulletins.models import Draft
from xuanguan.bulletins.standing import Desk, name_of
from xuanguan.campaigns.queries import expectations_of
from xuanguan.common.exceptions import NotAllowed
from xuanguan.figures.answers import CannotAsk, Definition, Figure, NoFiguresNow, Question, coverages, question, totals
from xuanguan.periods import Window
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.writing.draft import Bound, FigureRef, Section
from xuanguan.writing.rebinding import amount

MOST = 6
QUESTIONS = {
    Definition.ACTIVITIES: "activities", Definition.MEASURE: "measure", Definition.PERSONS: "persons", Definition.TAKING_PART: "taking_part",
    Definition.SHARES: "shares"}
# Words that count activities, whatever their kind.
OF_ACTIVITIES = {"", "项", "次", "场", "个", "场次", "件", "期"}
OF_UNITS = {"", "个", "家", "市州", "县", "单位"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A figure with its name and what it is now. front: the code of the front it is of."""

    figure: FigureRef
    name: str
    value: Quantity
    front: str = ""

    @property
    def address(self) -> str:
        return self.figure.address


def figure_ref(address: str) -> FigureRef:
    """The figure that an address names, as a form sends it back."""
    asked, _mark, said = address.partition("?")
    return FigureRef.of(asked, dict(parse_qsl(said)))


class Proposer:
    """Proposals for the numbers of one draft; the figures are asked once, and only if a number needs one."""

    def __init__(self, draft: Draft, desk: Desk):
        self.draft, self.desk = draft, desk
        self._all: list[Proposal] | None = None

    def proposals(self, piece: Bound, section: Section) -> list[Proposal]:
        """The likeliest first: of the section's front, then those whose value is just the one typed."""
        said = amount(piece)
        fitting = [one for one in self.candidates if _fits(said, one)]
        return sorted(fitting, key=lambda one: (one.front != section.front, one.value.value != said.value, bool(one.front)))[:MOST]

    @property
    def candidates(self) -> list[Proposal]:
        if self._all is None:
            try:
                self._all = list(self._figures())
            except (CannotAsk, NoFiguresNow, NotAllowed):
                self._all = []
        return self._all

    def _figures(self) -> Iterator[Proposal]:
        draft = self.draft
        asked = question(draft.campaign, self.desk.person, unit=draft.unit, period=Window(draft.first, draft.last), as_of=self.desk.as_of)
        for by in ((), ("front",), ("kind",), ("front", "kind")):
            for row in totals(asked, by=by):
                yield from (one for figure in (row.activities, *row.measures) if (one := self._of_figure(figure)))
        for answer in coverages(asked, expectations_of(draft.campaign)):
            figure = FigureRef.of("coverage", {**said_of(asked), "expectation": answer.expectation.code})
            front = answer.expectation.front
            yield Proposal(figure, f"{answer.expectation} · {draft.unit.short}", Quantity(Decimal(answer.reached)), front.code if front else "")

    def _of_figure(self, figure: Figure) -> Proposal | None:
        if figure.value is None:
            return None
        asked = figure.question
        return Proposal(
            FigureRef.of(QUESTIONS[figure.definition], said_of(asked)), name_of(asked, figure.name), figure.value, asked.front.code if asked.front else "")


def said_of(asked: Question) -> dict[str, str]:
    """The parameters of a figure with its period written out, without the day of knowledge."""
    said = {**asked.parameters, "campaign": asked.campaign.code, "from": asked.period.first.isoformat(), "to": asked.period.last.isoformat()}
    said.pop("as_of", None)
    return said


def _fits(said: Quantity, one: Proposal) -> bool:
    words = OF_UNITS if one.figure.question == "coverage" else OF_ACTIVITIES if one.figure.question == "activities" else {"", one.value.unit}
    if said.unit not in words:
        return False
    found = Quantity(one.value.value, one.value.qualifier, said.unit)
    return said.agrees_with(found) and not (said.qualifier is Qualifier.AT_LEAST and said.value * 2 <= found.value)
