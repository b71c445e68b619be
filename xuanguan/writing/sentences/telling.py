"""From what can be told and an outline to a draft: which sentences each section has, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from xuanguan.writing.amounts import Rounding
from xuanguan.writing.draft import Draft, Paragraph, Piece, Role, Section
from xuanguan.writing.outline import Outline, Part, Tells
from xuanguan.writing.sentences import chinese, english
from xuanguan.writing.sentences.common import merged
from xuanguan.writing.told import Told

type Sentence = tuple[Piece, ...]
# A paragraph of more sentences is hard to read.
SENTENCES_IN_A_PARAGRAPH = 6


def told_draft(told: Told, outline: Outline, *, rounding: Rounding = Rounding.FIELD, today: date | None = None) -> Draft:
    """The draft. `today`: what is overdue is measured by it; without it, by the day the figures are of.

    A section that has nothing to tell is left out, but a front says that it has nothing.
    """
    words = english if told.language == "en" else chinese
    teller = _Teller(told, rounding, today or told.as_of, words)
    sections: list[Section] = []
    for part in outline.parts:
        paragraphs = tuple(teller.paragraphs(part))
        if not paragraphs:
            continue
        title = part.heading(told.language)
        place = sum(bool(one.heading) for one in sections) + 1
        sections.append(Section(words.heading(title, place) if title else "", part.front, paragraphs))
    sections.append(Section("", "", (Paragraph(words.sources(told), Role.NOTE),)))
    return Draft(
        language=told.language, title=told.title, issuer=told.issuer, addressee=told.addressee, period=told.period, as_of=told.as_of,
        sections=tuple(sections), campaign=told.campaign, unit=told.unit, generation=told.generation)


class _Teller:
    """Tells one bulletin in one language."""

    def __init__(self, told: Told, rounding: Rounding, today: date, words):
        self.told, self.rounding, self.today, self.words = told, rounding, today, words
        self.space = " " if told.language == "en" else ""

    def paragraphs(self, part: Part) -> Iterator[Paragraph]:
        for what in part.tells:
            yield from TELLING[what](self, part)

    def text(self, sentences: list[Sentence], role: Role = Role.BODY) -> Iterator[Paragraph]:
        said = [one for one in sentences if one]
        many = -(-len(said) // SENTENCES_IN_A_PARAGRAPH)
        for number in range(many):
            pieces: list[Piece | str] = []
            for place, one in enumerate(said[len(said) * number // many:len(said) * (number + 1) // many]):
                pieces += [self.space if place else "", *one]
            yield Paragraph(merged(pieces), role)

    def opening(self, part: Part) -> Iterator[Paragraph]:
        yield from self.text([self.words.opening(self.told)])

    def standing(self, part: Part) -> Iterator[Paragraph]:
        """Where nothing at all is on record, that is said once, in the opening."""
        if (one := self.told.fronts.get(part.front)) and (self.told.all.total.quantity.value or one.undated):
            yield from self.text([self.words.standing(one, self.told)])

    def deeds(self, part: Part) -> Iterator[Paragraph]:
        yield from self.text([self.words.deed(one, self.rounding) for one in self.told.deeds if part.front in ("", one.front)])

    def stated(self, part: Part) -> Iterator[Paragraph]:
        yield from self.text([self.words.stated([one for one in self.told.stated if part.front in ("", one.front)], self.rounding)])

    def expected(self, part: Part) -> Iterator[Paragraph]:
        yield from self.text([self.words.expected(one) for one in self.told.expected if part.front in ("", one.front)])

    def cases(self, part: Part) -> Iterator[Paragraph]:
        for one in self.told.cases:
            if part.front in ("", one.front):
                yield Paragraph(self.words.case(one, self.rounding), Role.CASE, one.why)

    def gaps(self, part: Part) -> Iterator[Paragraph]:
        asked = [one for one in self.told.expected if part.front in ("", one.front)]
        found = self.words.gaps(asked, self.today)
        yield from self.text(found or ([self.words.no_gaps()] if asked else []), Role.GAP)
        if self.told.stated_elsewhere and not part.front:
            yield from self.text([self.words.stated_note()], Role.GAP)

    def picture(self, part: Part, which: str) -> Iterator[Paragraph]:
        if found := self.told.pictures.get(which):
            yield Paragraph((found,), Role.PICTURE)

    def series(self, part: Part) -> Iterator[Paragraph]:
        yield from self.picture(part, "series")

    def coverage_strip(self, part: Part) -> Iterator[Paragraph]:
        yield from self.picture(part, "coverage_strip")


TELLING: dict[Tells, Callable[[_Teller, Part], Iterator[Paragraph]]] = {
    Tells.OPENING: _Teller.opening, Tells.STANDING: _Teller.standing, Tells.DEEDS: _Teller.deeds, Tells.STATED: _Teller.stated,
    Tells.EXPECTED: _Teller.expected, Tells.CASES: _Teller.cases, Tells.GAPS: _Teller.gaps, Tells.SERIES: _Teller.series,
    Tells.COVERAGE_STRIP: _Teller.coverage_strip,
}
