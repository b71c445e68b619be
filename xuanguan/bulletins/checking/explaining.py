"""Why a number may differ from the records: told as what it would be right for, so that the writer finds the slip at once.

Tried in this order, and only for numbers that do not agree: another measure word, a sum of lines that counts joint activities
twice, only the verified part, a stated total, an earlier day, another period, another front.
"""
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from xuanguan.analytics import MeasureKey
from xuanguan.bulletins.checking import words
from xuanguan.bulletins.checking.asking import Figures, days_to_look_back, other_periods, value_of
from xuanguan.bulletins.enums import Verdict
from xuanguan.campaigns.models import ActivityKind, Front
from xuanguan.figures.answers import Figure, Question, StatedFigure, TotalsRow
from xuanguan.quantities import Quantity
from xuanguan.writing.agreeing import agreement
from xuanguan.writing.spans import span_before

# A text in which more numbers differ has another trouble than slips; the rest are told without a reason.
MOST_EXPLAINED = 15


@dataclass(frozen=True, slots=True)
class Asked:
    """A number that does not agree. key: its measure, None for how many activities. known: what is on record, None for nothing."""

    front: Front | None
    kind: ActivityKind | None
    key: MeasureKey | None
    said: Quantity
    text: str
    known: Decimal | None = None

    def within(self, least: float, most: float) -> bool:
        """Whether it is so many times what is on record; what is not, no question need be put about."""
        return self.known is None or float(self.known) * least <= float(self.said.value) <= float(self.known) * most


@dataclass(frozen=True, slots=True)
class Reason:
    """verdict: what the slip is; the sentence says what the number would be right for."""

    verdict: Verdict
    sentence: str
    statement: int | None = None
    asks: bool = True


@dataclass
class Explainer:
    """days: earlier days that the text or its draft names."""

    figures: Figures
    days: tuple[dt.date, ...] = ()
    left: int = MOST_EXPLAINED

    def reason(self, asked: Asked) -> Reason | None:
        if self.left <= 0:
            return None
        self.left -= 1
        return next((found for attempt in ATTEMPTS for found in attempt(self, asked)), None)

    def other_word(self, asked: Asked) -> Iterator[Reason]:
        """人 for 人次 or the other way round."""
        row = self.figures.row(asked.front, asked.kind)
        for figure in row.measures if row and asked.key else ():
            key = figure.question.measure
            if key and asked.key and key.name == asked.key.name and key.word != asked.key.word and self._agrees(asked, row, key):
                yield Reason(Verdict.MIXES, words.of_attendances(figure, value_of(figure, row.activities), asked.said.unit or asked.key.word))  # type: ignore[union-attr]

    def joint_twice(self, asked: Asked) -> Iterator[Reason]:
        if asked.kind is None or not asked.within(1, 3) or not self.figures.doers(asked.front, asked.kind).are_joint:
            return
        added = self.figures.rows_summed(asked.front, asked.kind, asked.key)
        if added is not None and agreement(asked.said, added, asked.text).holds:
            yield Reason(Verdict.CONTRADICTS, _(
                "It is what adding up the units gives. Joint activities stand in the line of each unit that organised them, and count once in all."))

    def part_only(self, asked: Asked) -> Iterator[Reason]:
        row = self.figures.row(asked.front, asked.kind)
        figure = _figure(row, asked.key)
        if figure is None:
            return
        for part, sentence in ((figure.verified, _("It is the verified part alone.")), (figure.self_reported, _("It is the self-reported part alone."))):
            if part and part != figure.itemised and agreement(asked.said, Quantity(part), asked.text).holds and asked.said.value > 1:
                yield Reason(Verdict.CONTRADICTS, sentence)

    def stated(self, asked: Asked) -> Iterator[Reason]:
        for one in self.figures.stated():
            if one.statement.kind == asked.kind and asked.front in (None, one.statement.front) and (
                    one.question.measure == asked.key or (asked.key is None and not one.counts_units)) and agreement(asked.said, one.value, asked.text).holds:
                yield Reason(Verdict.STATED, told_by(one), one.statement.pk)

    def earlier(self, asked: Asked) -> Iterator[Reason]:
        if not asked.within(0, 1.5):
            return  # records come in; they hardly ever go
        for day in days_to_look_back(self.figures.question, self.days):
            row = self.figures.alone(self.figures.question.but(as_of=day), asked.front, asked.kind, measures=asked.key is not None)
            if self._agrees(asked, row, asked.key):
                yield Reason(Verdict.STALE, _("It was so on %(day)s; reports and corrections have come in since.") % {"day": words.day(day)})
                return

    def other_period(self, asked: Asked) -> Iterator[Reason]:
        question: Question = self.figures.question
        for window in other_periods(question, span_before(question.period)):
            row = self.figures.alone(question.but(period=window), asked.front, asked.kind, measures=asked.key is not None)
            if self._agrees(asked, row, asked.key):
                yield Reason(Verdict.CONTRADICTS, _("It is the figure of another period: %(period)s.") % {"period": words.period(window)})
                return

    def other_front(self, asked: Asked) -> Iterator[Reason]:
        if asked.front is None:
            return
        for (front, kind), row in self.figures.rows(self.figures.question, ("front", "kind")).items():
            if kind == (asked.kind.pk if asked.kind else None) and front != asked.front.pk and self._agrees(asked, row, asked.key):
                yield Reason(Verdict.CONTRADICTS, _("It is the figure of another front: %(front)s.") % {"front": row.front})

    def _agrees(self, asked: Asked, row: TotalsRow | None, key: MeasureKey | None) -> bool:
        figure = _figure(row, key)
        value = value_of(figure, row.activities) if figure and row else None
        return value is not None and value.value > 0 and agreement(asked.said, value, asked.text).holds


ATTEMPTS: tuple[Callable[[Explainer, Asked], Iterator[Reason]], ...] = (
    Explainer.other_word, Explainer.joint_twice, Explainer.stated, Explainer.earlier, Explainer.other_period, Explainer.part_only, Explainer.other_front)


def told_by(one: StatedFigure) -> str:
    """Who stated a total, and what of it is on record."""
    said = {"unit": one.statement.unit, "value": Quantity(one.value.value, one.value.qualifier, one.word or one.value.unit)}
    if one.share is not None and one.share.itemised:
        return _("%(unit)s stated %(value)s without listing the parts; %(itemised)s of it are on record. Say that it is a stated total.") % {
            **said, "itemised": f"{one.share.itemised:f}".rstrip("0").rstrip(".") if one.share.itemised % 1 else f"{one.share.itemised:.0f}"}
    return _("%(unit)s stated %(value)s without listing the parts; none of it is on record. Say that it is a stated total.") % said


def _figure(row: TotalsRow | None, key: MeasureKey | None) -> Figure | None:
    if row is None:
        return None
    return row.activities if key is None else next((one for one in row.measures if one.question.measure == key), None)
