"""Errors planted in composed drafts: thirteen kinds, each where the draft and its figures allow one that is surely false.

What is planted is decided from the figures behind the draft, never by asking the checker.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import ROUND_CEILING, Decimal
from functools import cached_property
from random import Random

from xuanguan.bulletins.composing import compose
from xuanguan.chinese.numerals import format_numeral
from xuanguan.figures.answers import Question, children, question_from
from xuanguan.organisations.models import Unit
from xuanguan.periods import Window
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.writing.amounts import share, worded
from xuanguan.writing.draft import Bound, Coverage, Draft, Names, Number, Paragraph, Role, Section, Words
from xuanguan.writing.rebinding import rebound
from xuanguan.writing.sentences import chinese
from xuanguan.writing.spans import span_before

type Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class At:
    """A number of the draft: in which section and paragraph, from where in the paragraph's text."""

    place: Place
    start: int
    piece: Bound

    @property
    def said(self) -> dict[str, str]:
        return self.piece.figures[0].parameters


@dataclass(frozen=True, slots=True)
class Planted:
    """texts: paragraphs as somebody left them. where: the paragraph, and the planted words in it [start, end)."""

    kind: str
    texts: dict[Place, str]
    where: Place
    start: int
    end: int
    was: str = ""

    @property
    def words(self) -> str:
        return self.texts[self.where][self.start:self.end]


@dataclass
class Source:
    """A composed draft and what errors are drawn from."""

    question: Question
    random: Random
    draft: Draft = field(init=False)

    def __post_init__(self) -> None:
        self.draft = self.composed()

    def composed(self, *, period: Window | None = None, as_of: dt.date | None = None) -> Draft:
        return compose(self.question.campaign, unit=self.question.unit, period=period or self.question.period, as_of=as_of or self.question.as_of)

    @cached_property
    def numbers(self) -> list[At]:
        return list(_numbers(self.draft))

    @cached_property
    def told(self) -> list[At]:
        """Numbers of deeds: how many activities of a kind, or how much of a measure, on record."""
        return [at for at in self.numbers if isinstance(at.piece, Number) and at.piece.figures[0].question in ("activities", "measure", "persons")
                and at.said.get("kind") and at.said.get("front") == self.draft.sections[at.place[0]].front and not self._within(at)]

    def _within(self, at: At) -> bool:
        return self.text(at.place)[:at.start].endswith("逐项在案")

    def paragraph(self, place: Place) -> Paragraph:
        return self.draft.sections[place[0]].paragraphs[place[1]]

    def text(self, place: Place) -> str:
        return self.paragraph(place).text

    def exchanged(self, kind: str, at: At, new: str, **also: str) -> Planted:
        text = self.text(at.place)
        return Planted(kind, {at.place: text[:at.start] + new + text[at.start + len(at.piece.text):]}, at.place, at.start, at.start + len(new), at.piece.text)

    def sentences(self, place: Place) -> Iterator[tuple[int, int]]:
        start = 0
        for match in re.finditer("。", self.text(place)):
            yield start, match.end()
            start = match.end()

    def deeds(self) -> list[tuple[Place, int, int]]:
        """Sentences that tell a kind of activity on record."""
        found = []
        for at in self.told:
            start, end = next((a, b) for a, b in self.sentences(at.place) if a <= at.start < b)
            found.append((at.place, start, end))
        return list(dict.fromkeys(found))

    def another(self, other: Draft, at: At) -> Number | None:
        """The same figure in another composition, whatever its day and period."""
        mine = {name: value for name, value in at.said.items() if name not in ("as_of", "from", "to")}
        for one in _numbers(other):
            if isinstance(one.piece, Number) and one.piece.figures[0].question == at.piece.figures[0].question and mine == {
                    name: value for name, value in one.said.items() if name not in ("as_of", "from", "to")}:
                return one.piece
        return None

    # The thirteen

    def told_twice(self) -> Iterator[Planted]:
        for place, start, end in self.shuffled(self.deeds()):
            sentence, text = self.text(place)[start:end], self.text(place)
            again = self.random.choice(("", "此外，")) + sentence
            yield Planted("told twice", {place: text + again}, place, len(text), len(text) + len(again))

    def wrong_sum(self) -> Iterator[Planted]:
        for at in self.shuffled(self.told):
            value = _value(at)
            factor = Decimal(str(self.random.choice((round(self.random.uniform(1.25, 2.2), 2), round(self.random.uniform(0.35, 0.75), 2)))))
            wrong = (value * factor).to_integral_value() if value >= 5 else value + self.random.randint(1, 3)
            yield from self._otherwise("wrong sum", at, wrong)

    def wrong_n(self) -> Iterator[Planted]:
        for at in self.shuffled(self.numbers):
            if isinstance(at.piece, Names) and at.piece.others and at.piece.figures[0].question == "units":
                wrong = at.piece.total + self.random.choice((-1, 1, 2))
                if wrong > len(at.piece.names):
                    yield self.exchanged("wrong n", at, at.piece.text.replace(f"等{at.piece.total}", f"等{wrong}"))
            elif isinstance(at.piece, Coverage) and f"已有{at.piece.reached}" in at.piece.text:
                wrong = at.piece.reached + self.random.choice((-2, -1, 1, 2))
                if 0 <= wrong <= at.piece.expected:
                    yield self._coverage("wrong n", at, wrong, at.piece.expected)

    def wrong_roster(self) -> Iterator[Planted]:
        for at in self.shuffled(self.numbers):
            if isinstance(at.piece, Coverage) and f"应报{at.piece.expected}" in at.piece.text:
                wrong = at.piece.expected + self.random.choice((-2, -1, 1, 3))
                if wrong > at.piece.reached:
                    yield self._coverage("wrong N", at, at.piece.reached, wrong)

    def persons(self) -> Iterator[Planted]:
        for at in self.shuffled(self.told):
            if at.piece.text.endswith("人次"):
                yield self.exchanged("persons for attendances", at, at.piece.text.removesuffix("次"))

    def stated(self) -> Iterator[Planted]:
        totals = [at for at in self.numbers if at.piece.figures[0].question == "stated"]
        for at in self.shuffled(totals):
            text = self.text(at.place)
            start, end = next((a, b) for a, b in self.sentences(at.place) if a <= at.start < b)
            item = next((one for one in text[start:end].removeprefix("据汇总，").rstrip("。").split("；") if at.piece.text in one), None)
            if item:
                bare = re.sub(r"（(?:其中)?逐项在案.*）$", "", item) + "。"
                at_number = start + bare.index(at.piece.text)
                yield Planted("stated for itemised", {at.place: text[:start] + bare + text[end:]}, at.place, at_number, at_number + len(at.piece.text))
            for other in self.told:
                if isinstance(at.piece, Number) and other.said["kind"] == at.said.get("kind") and other.said["front"] == at.said.get("front") and (
                        other.piece.quantity.unit == at.piece.quantity.unit) and _differs(at.piece.quantity, _value(other)):  # type: ignore[union-attr]
                    yield self.exchanged("stated for itemised", other, at.piece.text)

    def stale(self) -> Iterator[Planted]:
        days = (self.question.period.last - self.question.period.first).days
        day = self.question.period.first + dt.timedelta(days=int(days * self.random.uniform(0.4, 0.95)))
        earlier = self.composed(as_of=day)
        if self.random.random() < 0.3 and _all(earlier) != _all(self.draft):
            for place, paragraph in _paragraphs(self.draft):
                match = re.search(r"截至\d{4}年\d+月\d+日", paragraph.text)
                if match:
                    new = f"截至{chinese.day(day)}"
                    text = paragraph.text
                    yield Planted("stale date", {place: text[:match.start()] + new + text[match.end():]}, place, match.start(), match.start() + len(new), match[0])
        for at in self.shuffled(self.told):
            was = self.another(earlier, at)
            if was is not None and _differs(was.quantity, _value(at)):
                yield self.exchanged("stale date", at, was.text)

    def swapped(self) -> Iterator[Planted]:
        for at in self.shuffled(self.numbers):
            if not isinstance(at.piece, Names) or at.piece.figures[0].question != "units" or not at.piece.codes:
                continue
            did = set(at.piece.codes)
            one = Unit.objects.filter(code=at.piece.codes[0]).first()
            others = [unit for unit in Unit.objects.filter(territory=self.question.unit, level=one.level, is_open=True, kind=one.kind) if unit.code not in did] if one else []
            if not others:
                continue
            name, other = self.random.choice(at.piece.names), self.random.choice(others)
            new = other.name_zh if name == Unit.objects.filter(name_zh=name).values_list("name_zh", flat=True).first() else other.short
            planted = self.exchanged("swapped units", at, at.piece.text.replace(name, new, 1))
            start = at.start + at.piece.text.index(name)
            yield replace(planted, start=start, end=start + len(new))

    def rounding(self) -> Iterator[Planted]:
        for at in self.shuffled(self.told):
            value, unit = _value(at), at.piece.quantity.unit  # type: ignore[union-attr]
            if value < 30 or at.piece.quantity.qualifier in (Qualifier.ABOUT, Qualifier.AT_MOST):  # type: ignore[union-attr]
                continue
            step = Decimal(10) ** (value.adjusted() - (1 if value >= 100 else 0))
            above = (value / step).to_integral_value(ROUND_CEILING) * step
            if above == value:
                above += step
            yield self.exchanged("rounding past the truth", at, f"{format_numeral(above, style='mixed')}余{unit}")

    def percent(self) -> Iterator[Planted]:
        for at in self.shuffled(self.numbers):
            if isinstance(at.piece, Number) and at.piece.quantity.unit == "%":
                wrong = at.piece.quantity.value + Decimal(str(round(self.random.choice((-1, 1)) * self.random.uniform(2, 25), 1)))
                if 0 < wrong <= 100:
                    yield self.exchanged("percentage", at, f"{wrong.normalize():f}%")

    def joint(self) -> Iterator[Planted]:
        for at in self.shuffled(self.told):
            asked = question_from({**at.said, "as_of": ""}, self.question.campaign).but(as_of=self.question.as_of)
            table = children(asked)
            lines = [*table.rows, *([table.own] if table.own else [])]
            values = [(line.sum.value if asked.measure and line.sum else None if asked.measure else line.activities.value) for line in lines if not line.is_empty]
            added = sum((value.value for value in values if value is not None), Decimal(0))
            if table.joint and added > _value(at):
                yield from self._otherwise("joint counted twice", at, added)

    def other_period(self) -> Iterator[Planted]:
        period = self.question.period
        before = span_before(period)
        if self.random.random() < 0.3:
            for place, paragraph in _paragraphs(self.draft):
                if paragraph.text.startswith(said := chinese.period(period)):
                    new = chinese.period(before)
                    yield Planted("wrong period", {place: new + paragraph.text[len(said):]}, place, 0, len(new), said)
        campaign = self.question.campaign
        whole = Window(campaign.begins, campaign.ends or period.last)
        other = self.composed(period=before if before.last >= campaign.begins and (whole == period or self.random.random() < 0.5) else whole)
        for at in self.shuffled(self.told):
            was = self.another(other, at)
            if was is not None and _differs(was.quantity, _value(at)):
                yield self.exchanged("wrong period", at, was.text)

    def other_front(self) -> Iterator[Planted]:
        rows = {(at.said["front"], at.said["kind"]) for at in self.told}
        for place, start, end in self.shuffled(self.deeds()):
            kinds = {at.said["kind"] for at in self.told if at.place == place and start <= at.start < end}
            for number, section in self.shuffled(list(enumerate(self.draft.sections))):
                if not section.front or section.front == self.draft.sections[place[0]].front or any((section.front, kind) in rows for kind in kinds):
                    continue
                last = next((p for p in reversed(range(len(section.paragraphs))) if section.paragraphs[p].role is Role.BODY), None)
                if last is None:
                    continue
                text, there = self.text(place), self.text((number, last))
                sentence = text[start:end]
                yield Planted("wrong front", {place: text[:start] + text[end:], (number, last): there + sentence}, (number, last), len(there), len(there) + len(sentence))

    # How

    def _otherwise(self, kind: str, at: At, wrong: Decimal) -> Iterator[Planted]:
        """Another value, printed in the same manner, if what is then printed is surely false."""
        assert isinstance(at.piece, Number)
        printed = worded(Quantity(wrong, _qualifier(at), at.piece.quantity.unit), "zh")
        if _differs(printed.means, _value(at)) and printed.text != at.piece.text:
            yield self.exchanged(kind, at, printed.text)

    def _coverage(self, kind: str, at: At, reached: int, expected: int) -> Planted:
        """With the share worked out anew, so that only n or N is wrong."""
        assert isinstance(at.piece, Coverage)
        new = at.piece.text.replace(f"应报{at.piece.expected}", f"应报{expected}").replace(f"已有{at.piece.reached}", f"已有{reached}")
        planted = self.exchanged(kind, at, new)
        rest = planted.texts[at.place][planted.end:]
        fresh = re.sub(r"^([^。]*?完成率)[\d.]+%", lambda match: f"{match[1]}{share(Decimal(reached), Decimal(expected))}%", rest, count=1)
        return replace(planted, texts={at.place: planted.texts[at.place][:planted.end] + fresh})

    def shuffled[T](self, found: list[T]) -> list[T]:
        return self.random.sample(found, len(found))


KINDS: dict[str, Callable[[Source], Iterator[Planted]]] = {
    "told twice": Source.told_twice, "wrong sum": Source.wrong_sum, "wrong n": Source.wrong_n, "wrong N": Source.wrong_roster,
    "persons for attendances": Source.persons, "stated for itemised": Source.stated, "stale date": Source.stale, "swapped units": Source.swapped,
    "rounding past the truth": Source.rounding, "percentage": Source.percent, "joint counted twice": Source.joint, "wrong period": Source.other_period,
    "wrong front": Source.other_front,
}


def as_typed(draft: Draft, planted: Planted) -> Draft:
    """The draft as the editor would save it: what stays as it was keeps its figure."""
    moved = [piece for place, text in planted.texts.items() for piece in _paragraph(draft, place).bound if piece.text not in text]
    return _with(draft, planted, lambda paragraph, text: replace(paragraph, pieces=rebound(paragraph.pieces, text, spare=moved)))


def as_text(draft: Draft, planted: Planted) -> str:
    return _with(draft, planted, lambda paragraph, text: replace(paragraph, pieces=(Words(text),))).text


def _with(draft: Draft, planted: Planted, change: Callable[[Paragraph, str], Paragraph]) -> Draft:
    return draft.but(sections=tuple(
        Section(section.heading, section.front, tuple(
            change(paragraph, planted.texts[s, p]) if (s, p) in planted.texts else paragraph for p, paragraph in enumerate(section.paragraphs)), section.key)
        for s, section in enumerate(draft.sections)))


def _paragraph(draft: Draft, place: Place) -> Paragraph:
    return draft.sections[place[0]].paragraphs[place[1]]


def _paragraphs(draft: Draft) -> Iterator[tuple[Place, Paragraph]]:
    for s, section in enumerate(draft.sections):
        for p, paragraph in enumerate(section.paragraphs):
            if paragraph.role is not Role.PICTURE:
                yield (s, p), paragraph


def _numbers(draft: Draft) -> Iterator[At]:
    for place, paragraph in _paragraphs(draft):
        start = 0
        for piece in paragraph.pieces:
            if isinstance(piece, Number | Coverage | Names) and piece.figures:
                yield At(place, start, piece)
            start += len(piece.text)


def _all(draft: Draft) -> str:
    """The first number of all: how many activities are on record."""
    return next((at.piece.text for at in _numbers(draft)), "")


def _value(at: At) -> Decimal:
    assert isinstance(at.piece, Number)
    return at.piece.value if at.piece.value is not None else at.piece.quantity.value


def _qualifier(at: At) -> Qualifier:
    """Of the figure itself: a number that was exact may have been printed with 余 only because it was rounded."""
    assert isinstance(at.piece, Number)
    return Qualifier.EXACT if at.piece.quantity.qualifier is Qualifier.AT_LEAST and at.piece.value != at.piece.quantity.value else at.piece.quantity.qualifier


def _differs(printed: Quantity, truth: Decimal) -> bool:
    """Whether the printed words are surely false of the number: not by a rounding that somebody might defend."""
    if printed.qualifier is Qualifier.EXACT:
        return printed.value != truth
    if printed.qualifier is Qualifier.ABOUT:
        return abs(printed.value - truth) > max(printed.value, truth) * Decimal("0.12")
    if printed.qualifier is Qualifier.AT_MOST:
        return printed.value < truth
    return printed.value > truth or truth > printed.value * Decimal("2.2")
