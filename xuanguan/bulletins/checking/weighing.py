"""Holds the reader's claims against the figures: what each asks, what the figures answer, and which verdict follows.

Of a text that says its numbers are those on record (`Text.strict`) each number must be one of them. Any other text may tell of a part
of what was done: there a number that is smaller cannot be checked unless a record bears it out, and what nobody reported is not false.
"""
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from xuanguan.analytics import MeasureKey
from xuanguan.bulletins.checking import words
from xuanguan.bulletins.checking.asking import Figures, address_of, value_of
from xuanguan.bulletins.checking.explaining import Asked, Explainer
from xuanguan.bulletins.checking.findings import Finding, Part
from xuanguan.bulletins.checking.single import Singles
from xuanguan.bulletins.checking.subjects import Subject, Subjects
from xuanguan.bulletins.checking.texts import Section, Text, window_from_iso
from xuanguan.bulletins.checking.totals_told import Totals
from xuanguan.bulletins.composing.references import reference
from xuanguan.bulletins.enums import Verdict
from xuanguan.bulletins.proposals import COLLECTIVE, levels_of, place_measures
from xuanguan.campaigns.models import ActivityKind, Front, KindMeasure
from xuanguan.figures.answers import Figure, Question, TotalsRow
from xuanguan.organisations.models import Unit
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.reading.claims import Claim, Measure
from xuanguan.writing.agreeing import Agreement, agreement
from xuanguan.writing.typography import set_chinese
from xuanguan.writing.wordings import wording_of

# A number that counts the activities themselves, where it is the first of its claim.
COUNTS_ACTIVITIES = {"场", "次", "期", "份", "个", "处", "项", "件", "届", "堂", "台", "场次"}
_TOLD_AS_STATED = re.compile(r"据(?:不完全|初步)?(?:统计|汇总)|据[^，。；]{0,8}(?:上报|报告|反映)|汇总数")


@dataclass(frozen=True, slots=True)
class Asking:
    """What a claim asks: of which unit and time, on which fronts (tried in turn), of which kind."""

    question: Question
    fronts: tuple[Front | None, ...]
    kind: ActivityKind
    strict: bool


@dataclass
class Weigher:
    text: Text
    figures: Figures
    subjects: Subjects
    explainer: Explainer
    totals: Totals
    singles: Singles
    _labels: dict[int, list[tuple[str, tuple[str, ...]]]] = field(default_factory=dict)

    def weigh(self, claim: Claim) -> Finding:
        section = self.text.section_at(claim.start)
        kind = self.figures.words.kinds.get(claim.activity)
        if kind is None:
            return self._cannot(claim, claim.activity, _("The campaign has no kind of activity for this."))
        about = self._about(kind, section)
        start, _end = self.text.sentence_at(claim.start)
        if _TOLD_AS_STATED.search(self.text.text, start, claim.end):
            parts = tuple(self.totals.parts(claim, kind, self.figures.front(section.front), self.subjects.of(claim)))
            if parts and (self.text.strict or not any(one.needs_a_look or one.verdict is Verdict.CANNOT for one in parts)):
                return Finding(claim.start, claim.end, claim.quote, about, parts)
        if section.cases and self.text.strict:
            return Finding(claim.start, claim.end, claim.quote, about, tuple(self.singles.parts(claim, kind)))
        return self._total(claim, kind, section, about)

    def _total(self, claim: Claim, kind: ActivityKind, section: Section, about: str) -> Finding:
        subject = self.subjects.of(claim)
        question = self._question(claim)
        front = self.figures.front(section.front)
        # The reader's front is a guess by the audience: any front may be meant, the widest is what all of them give.
        fronts = (front,) if front else tuple(dict.fromkeys((self.figures.words.fronts.get(claim.front) or self.figures.words.all_fronts[0], *self.figures.words.all_fronts, None)))
        if outside := [one for one in subject.units if not self._inside(one)]:
            return self._cannot(claim, about, _("%(units)s lie outside %(unit)s, whose records are asked.") % {
                "units": words.joined([one.short for one in outside]), "unit": self.figures.question.unit})
        asking = Asking(question, fronts, kind, self.text.strict)
        parts = tuple(self._parts(claim, subject, asking))
        return Finding(claim.start, claim.end, claim.quote, about, parts)

    def _question(self, claim: Claim) -> Question:
        """Of the time that the claim tells; of the whole period where that is only the text's own."""
        asked = self.figures.question
        window = window_from_iso(claim.when)
        own = self.text.period[0] if self.text.period else None
        if window is None or window in (asked.period, own) or self.text.strict or window.first > asked.as_of:
            return asked
        return asked.but(period=window)

    def _inside(self, unit: Unit) -> bool:
        asked = self.figures.question.unit
        return asked.first <= unit.first <= asked.last

    # Who did it

    def _parts(self, claim: Claim, subject: Subject, asking: Asking) -> Iterator[Part]:
        units = list(self._units(claim, subject, asking))
        alone = self._alone(subject, asking, units)
        if alone is not None:
            asking = Asking(asking.question.but(unit=alone), asking.fronts, asking.kind, asking.strict)
            units = []
        yield from units
        first = min((one.start for one in claim.measures), default=0)
        numbers = [self._number(one, claim, asking, subject, is_first=one.start == first) for one in claim.measures]
        yield from numbers
        if not units and not numbers:
            yield self._happened(claim, asking)

    def _alone(self, subject: Subject, asking: Asking, units: list[Part]) -> Unit | None:
        """The one unit of which the numbers are: they may be its own, where it is not the only one that did anything of the kind."""
        if subject.own or subject.count is not None or len(subject.named) != 1 or not subject.units:
            return None
        unit = subject.units[0]
        if asking.strict and (not units or not any(one.needs_a_look for one in units)):
            return None
        row = self._row(asking, asking.question.but(unit=unit))
        return unit if not asking.strict or (row is not None and row.activities.itemised) else None

    def _units(self, claim: Claim, subject: Subject, asking: Asking) -> Iterator[Part]:
        """The named units and how many they are, beside those that have records."""
        if not subject.named and subject.count is None:
            return
        front = asking.fronts[0] if asking.fronts[0] and self._row_of(asking.fronts[0], asking) else None
        doers = self.figures.doers(front if asking.strict else None, asking.kind)
        start, end = self._span(claim, subject)
        text = self.text.text[start:end]
        row = self._row(asking, asking.question)
        ref = reference(asking.question.but(measure=None, front=front, kind=asking.kind), "units")
        unknown = subject.unknown
        below = [one for one in subject.units if self.subjects.is_below(one)]
        strange = [one for one in below if one.pk not in doers.below]
        deeper = [one for one in subject.units if not self.subjects.is_below(one) and not self._did(one, asking)]
        if unknown and (subject.told or asking.strict):
            yield Part(text, start, end, Verdict.CANNOT, _("No unit of this name was found: %(names)s.") % {"names": words.joined(unknown)}, ref)
        if strange or deeper:
            verdict = Verdict.CONTRADICTS if asking.strict else Verdict.CANNOT
            yield Part(text, start, end, verdict, _("Nothing of this kind is on record for %(units)s in this period.") % {
                "units": words.joined([one.short for one in (*strange, *deeper)])}, ref)
            return
        number = subject.count if subject.count is not None else Quantity(Decimal(len(below))) if below and asking.strict and not unknown else None
        if number is not None:
            yield self._how_many(number, subject, doers.below, text, (start, end), asking, row, ref)
        elif subject.units:
            yield Part(text, start, end, self._held(row), _("On record of each of them.") if len(subject.units) > 1 else _("On record."), ref)

    def _how_many(self, number: Quantity, subject: Subject, below: dict[int, int], text: str, span: tuple[int, int], asking: Asking,
                  row: TotalsRow | None, ref) -> Part:
        level = next(iter(levels_of(number.unit)), None) if number.unit else None
        here = next((one.level for one in self.figures.below.values()), None)
        known = Quantity(Decimal(len(below)))
        found = agreement(Quantity(number.value, number.qualifier), known, text)
        if found.holds:
            verdict = self._held(row, Verdict.ROUNDED if found is Agreement.ROUNDED else Verdict.MATCHES)
            return Part(text, *span, verdict, self._units_known(below, row), ref)
        if subject.count is None and len(subject.named) == 1:
            # a single unit beside others that did the same: its own numbers are asked
            return Part(text, *span, Verdict.CONTRADICTS, self._units_known(below, row), ref)
        if counted := self.totals.of_units(asking.kind, asking.fronts[0], number, text):
            return Part(text, *span, Verdict.STATED, counted.sentence, ref, counted.statement, asks=asking.strict)
        if (level is not None and here is not None and level != here) or (number.unit and level is None and not asking.strict):
            return Part(text, *span, Verdict.CANNOT, _("“%(counted)s” are not the units one level below %(unit)s, and no total of them was stated.") % {
                "counted": number.unit, "unit": asking.question.unit}, ref)
        if not below and not asking.strict:
            return Part(text, *span, Verdict.CANNOT, _("Nothing of this kind is on record for the units below in this period."), ref)
        part_of = not asking.strict and found is Agreement.SHORT
        sentence = self._units_known(below, row)
        return Part(text, *span, Verdict.CANNOT if part_of else Verdict.CONTRADICTS, _("%(sentence)s The text may tell of a part of it.") % {
            "sentence": sentence} if part_of else sentence, ref)

    def _units_known(self, below: dict[int, int], row: TotalsRow | None) -> str:
        names = [one.short for one in sorted((self.figures.below[pk] for pk in below if pk in self.figures.below), key=lambda one: (-below[one.pk], one.first))]
        told = ngettext("%(n)s unit has records: %(names)s", "%(n)s units have records: %(names)s", len(below)) % {
            "n": len(below), "names": words.joined(names[:6])}
        return told + (_(" …") if len(names) > 6 else _(".")) if names else _("No unit below has records.")

    def _did(self, unit: Unit, asking: Asking) -> bool:
        if asking.question.within and self.subjects.is_own_organ(unit):
            return True  # someone who sees one line cannot know the organs of the others
        row = self._row(asking, asking.question.but(unit=unit))
        return row is not None and bool(row.activities.itemised)

    def _happened(self, claim: Claim, asking: Asking) -> Part:
        """A claim without any number: that it was done."""
        row = self._row(asking, asking.question)
        if row is None or not row.activities.itemised:
            verdict = Verdict.CONTRADICTS if asking.strict else Verdict.CANNOT
            return Part(claim.quote, claim.start, claim.end, verdict, _("Nothing of this kind is on record in this period."))
        return Part(claim.quote, claim.start, claim.end, self._held(row), words.of_agreement(Agreement.SAME, row.activities, row.activities.value, ""),
                    address_of(row.activities), records=self._records(row, asking))

    # How much

    def _number(self, one: Measure, claim: Claim, asking: Asking, subject: Subject, *, is_first: bool) -> Part:
        """The best answer among the fronts and measures that the words may mean."""
        candidates = list(self._candidates(one, claim, asking, is_first=is_first))
        if not candidates:
            return self._unplaced(one, asking)
        weighed = [(agreement(one.quantity, value, one.text), row, figure, value) for row, figure, value in candidates if value is not None and row and figure]
        good = [found for found in weighed if found[0].holds]
        if good:
            found, row, figure, value = min(good, key=lambda answer: answer[0] is not Agreement.SAME)
            if _mixes(one, figure):
                return Part(one.text, one.start, one.end, Verdict.MIXES, words.of_attendances(figure, value, one.quantity.unit), address_of(figure))
            return self._agreed(one, found, row, figure, value, asking)
        if mixed := self._persons(one, weighed):
            return mixed
        if weighed:
            # Of a text that names no front the widest is asked: less than that may be a part of it.
            return self._differs(one, weighed[0] if asking.strict else weighed[-1], asking, claim)
        verdict = Verdict.CONTRADICTS if asking.strict else Verdict.CANNOT
        nothing, without = candidates[0][0] is None, candidates[0][1]
        reason = self._reason(one, without, asking)
        sentence = _("Nothing of this kind is on record in this period.") if nothing else _("No record tells this number.")
        return Part(one.text, one.start, one.end, reason.verdict if reason else verdict, words.both(sentence, reason.sentence) if reason else sentence,
                    address_of(without) if without else None, reason.statement if reason else None, asks=reason.asks if reason else False)

    def _candidates(self, one: Measure, claim: Claim, asking: Asking, *, is_first: bool) -> Iterator[tuple[TotalsRow | None, Figure | None, Quantity | None]]:
        keys = self._keys(one, claim, asking.kind)
        for front in asking.fronts:
            row = self.figures.row(front, asking.kind, asked=asking.question)
            figures = [figure for key in keys for figure in (row.measures if row else ()) if figure.question.measure == key]
            counts = is_first and one.quantity.unit in COUNTS_ACTIVITIES and row is not None
            if counts and asking.strict and row is not None:
                figures = self._leading(figures, row, asking.kind)
                counts = not figures
            for figure in figures:
                yield row, figure, value_of(figure, row.activities)  # type: ignore[union-attr]
            if counts and row is not None:
                yield row, row.activities, row.activities.value
            elif not figures and (keys or is_first):
                yield row, None, None

    def _leading(self, figures: list[Figure], row: TotalsRow, kind: ActivityKind) -> list[Figure]:
        """Of the measures that a first number may be the one with which this house begins; none where it counts the activities.

        Sessions are told where they are no fewer than the activities: else some activities did not say how many they had.
        """
        wording = wording_of(kind.reads_as[0] if kind.reads_as else kind.code, kind.name_zh, "zh")
        known = {f"{figure.question.measure.name} {figure.question.measure.word}": figure for figure in figures if figure.question.measure and figure.value}
        for key in wording.leads:
            figure = known.get(key)
            if figure is not None and not (key in wording.times and figure.value and figure.value.value < row.activities.itemised):
                return [figure]
        return [] if "{n}" in wording.counted else figures

    def _keys(self, one: Measure, claim: Claim, kind: ActivityKind) -> list[MeasureKey]:
        """The measures of the kind that the words may mean, the surest first."""
        known: list[KindMeasure] = self.figures.words.measures.get(kind.pk, [])
        fitting = [m for m in known if one.quantity.unit in m.words or one.quantity.unit == m.unit_zh]
        if labelled := self._labelled(one, kind, fitting):
            return labelled
        placed, _unplaced = place_measures([one.to_json()], known, claim.quote)
        if placed:
            return [MeasureKey(placed[0].code, placed[0].unit_zh)]
        return [MeasureKey(m.code, m.unit_zh) for m in fitting]

    def _labelled(self, one: Measure, kind: ActivityKind, fitting: list[KindMeasure]) -> list[MeasureKey]:
        """By what stands before it: the words by which this house tells a measure, or the measure's own name."""
        labels = self._labels.get(kind.pk)
        if labels is None:
            wording = wording_of(kind.reads_as[0] if kind.reads_as else kind.code, kind.name_zh, "zh")
            labels = self._labels[kind.pk] = [
                *((template.split("{n}")[0], tuple(key.split(" "))) for key, template in wording.measures.items()),
                *((set_chinese(m.name_zh), (m.code, m.unit_zh)) for m in self.figures.words.measures.get(kind.pk, []))]
        before = self.text.text[max(one.start - 20, 0):one.start]
        keys = {(m.code, m.unit_zh) for m in fitting}
        found = [(len(label), key) for label, key in labels if key in keys and label and before.endswith(label)]
        longest = max((length for length, _key in found), default=0)
        return [MeasureKey(*key) for length, key in found if length == longest]

    def _agreed(self, one: Measure, found: Agreement, row: TotalsRow, figure: Figure, value: Quantity, asking: Asking) -> Part:
        verdict = self._held(row, Verdict.MATCHES if found is Agreement.SAME else Verdict.ROUNDED, figure)
        return Part(one.text, one.start, one.end, verdict, words.of_agreement(found, figure, value, one.text), address_of(figure),
                    records=self._records(row, asking))

    def _persons(self, one: Measure, weighed: list) -> Part | None:
        """Persons of several activities do not add: between two bounds nobody knows, and their sum is one of attendances."""
        for found, row, figure, value in weighed:
            if not figure.may_repeat or row.activities.itemised <= 1 or (found is Agreement.BEYOND and one.quantity.value != value.value):
                continue
            if one.quantity.value == value.value and one.quantity.qualifier is not Qualifier.AT_MOST:
                return Part(one.text, one.start, one.end, Verdict.MIXES, _(
                    "%(value)s is what the activities had together; the same people may have come more than once. Write 人次, or “at most”.") % {
                    "value": value}, address_of(figure))
            bounds = self.figures.bounds(figure)
            if bounds is not None and bounds.lowest <= one.quantity.value and (bounds.highest is None or one.quantity.value <= bounds.highest):
                return Part(one.text, one.start, one.end, Verdict.CANNOT, _("Between %(lowest)s and %(highest)s persons: the records do not say how many came twice.") % {
                    "lowest": bounds.lowest, "highest": bounds.highest if bounds.highest is not None else value.value}, address_of(figure))
        return None

    def _differs(self, one: Measure, weighed: tuple, asking: Asking, claim: Claim) -> Part:
        found, row, figure, value = weighed
        sentence = words.of_agreement(found, figure, value, one.text)
        if found is Agreement.SURER:
            return Part(one.text, one.start, one.end, Verdict.CANNOT, sentence, address_of(figure), asks=True)
        if not asking.strict and not self._is_of_all(claim) and (told := self.singles.bearing(one, claim, asking.kind, asking.question)):
            return told
        reason = self._reason(one, figure, asking)
        if reason:
            return Part(one.text, one.start, one.end, reason.verdict, words.both(sentence, reason.sentence), address_of(figure), reason.statement, asks=reason.asks)
        if found is Agreement.SHORT and not asking.strict:
            return Part(one.text, one.start, one.end, Verdict.CANNOT, _("%(sentence)s The text may tell of a part of it.") % {"sentence": sentence}, address_of(figure))
        return Part(one.text, one.start, one.end, Verdict.CONTRADICTS, sentence, address_of(figure), records=self._records(row, asking))

    def _is_of_all(self, claim: Claim) -> bool:
        """It tells of a whole territory or of counted units: no single record bears that out."""
        return claim.count_of_actors is not None or any(COLLECTIVE.search(actor) for actor in claim.actors)

    def _reason(self, one: Measure, figure: Figure | None, asking: Asking):
        if asking.question != self.figures.question:
            return None
        key = figure.question.measure if figure is not None else next(iter(self._keys_by_name(one, asking.kind)), None)
        return self.explainer.reason(Asked(asking.fronts[0] if asking.strict else None, asking.kind, key, one.quantity, one.text, figure.itemised if figure is not None else None))

    def _unplaced(self, one: Measure, asking: Asking) -> Part:
        """The kind has no such number: perhaps it has one in another measure word."""
        for key in self._keys_by_name(one, asking.kind):
            reason = next(self.explainer.other_word(Asked(asking.fronts[0], asking.kind, MeasureKey(key.name, one.quantity.unit), one.quantity, one.text)), None)
            if reason:
                return Part(one.text, one.start, one.end, reason.verdict, reason.sentence)
        return Part(one.text, one.start, one.end, Verdict.CANNOT, _("Reports of this kind tell no number of this sort (%(word)s).") % {"word": one.quantity.unit or one.text})

    def _keys_by_name(self, one: Measure, kind: ActivityKind) -> list[MeasureKey]:
        return [MeasureKey(m.code, m.unit_zh) for m in self.figures.words.measures.get(kind.pk, []) if (m.reads_as or m.code) == one.name]

    # What is common

    def _row(self, asking: Asking, question: Question) -> TotalsRow | None:
        found = (self.figures.row(front, asking.kind, asked=question) for front in asking.fronts)
        return next((row for row in found if row is not None), None)

    def _row_of(self, front: Front, asking: Asking) -> TotalsRow | None:
        return self.figures.row(front, asking.kind, asked=asking.question)

    def _held(self, row: TotalsRow | None, verdict: Verdict = Verdict.MATCHES, figure: Figure | None = None) -> Verdict:
        """The verdict of what agrees: weaker where nobody has verified any of it."""
        of = figure if figure is not None and figure.itemised else row.activities if row else None
        return Verdict.SELF_REPORTED if of is not None and of.self_reported and not of.verified else verdict

    def _records(self, row: TotalsRow, asking: Asking) -> tuple[int, ...]:
        if asking.question != self.figures.question or row.kind is None:
            return ()
        return self.figures.records_behind(row.front, row.kind)

    def _span(self, claim: Claim, subject: Subject) -> tuple[int, int]:
        """Where the names and their number stand."""
        names = [one.written for one in subject.named] or list(claim.actors)
        start, _end = self.text.sentence_at(claim.start)
        places = [self.text.text.find(name, start, claim.end) for name in names]
        known = [(place, place + len(name)) for place, name in zip(places, names, strict=True) if place >= 0]
        if not known:
            return claim.start, claim.end
        first, last = min(known)[0], max(end for _start, end in known)
        if subject.count is not None and (counted := re.compile(r"等?[\d,]+余?个?" + re.escape(subject.count.unit)).match(self.text.text, last)):
            last = counted.end()
        return first, last

    def _about(self, kind: ActivityKind, section: Section) -> str:
        front = self.figures.front(section.front)
        return _(" · ").join(str(one) for one in (front, kind) if one)

    def _cannot(self, claim: Claim, about: str, why: str) -> Finding:
        return Finding(claim.start, claim.end, claim.quote, about, (Part(claim.quote, claim.start, claim.end, Verdict.CANNOT, why),))


def _mixes(one: Measure, figure: Figure) -> bool:
    """One speaks of persons, the other of attendances."""
    key = figure.question.measure
    return key is not None and (one.quantity.unit == "人次") != (key.word == "人次") and bool({one.quantity.unit, key.word} & {"人", "名", "位"})

