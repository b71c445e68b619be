"""Checking a text or a draft: read, laid out, asked, weighed."""
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from xuanguan.bulletins.actions.taking import Unreadable
from xuanguan.bulletins.checking.asking import Figures
from xuanguan.bulletins.checking.drafts import Binding, Placed, bound_parts, laid_out_draft
from xuanguan.bulletins.checking.explaining import Explainer
from xuanguan.bulletins.checking.findings import Checked, Finding, Part
from xuanguan.bulletins.checking.ledger import Ledger
from xuanguan.bulletins.checking.single import Singles
from xuanguan.bulletins.checking.subjects import Subjects
from xuanguan.bulletins.checking.texts import Text, laid_out
from xuanguan.bulletins.checking.totals_told import Totals
from xuanguan.bulletins.checking.twice import told_twice
from xuanguan.bulletins.checking.weighing import Weigher
from xuanguan.bulletins.enums import Verdict
from xuanguan.bulletins.lexicon import lexicon_for
from xuanguan.bulletins.models import Draft
from xuanguan.bulletins.standing import Desk
from xuanguan.campaigns.models import Campaign
from xuanguan.figures.answers import Question, question
from xuanguan.organisations.models import Unit
from xuanguan.periods import Window
from xuanguan.reading import Reading, UnreadableDocument, read
from xuanguan.reading.claims import Claim, Measure
from xuanguan.reading.reader import read_text
from xuanguan.writing.draft import Draft as Written
from xuanguan.writing.kept import from_json
from xuanguan.writing.numbers import numbers_in

# Doubts of the reader that are weighed here with the records at hand. More may be on record of a stated total than was stated.
_WEIGHED_HERE = {"perhaps_counted_twice"}


def check_text(data: bytes | str, *, campaign: Campaign, unit: Unit | None = None, period: Window | None = None, as_of: dt.date | None = None,
               name: str = "", person=None) -> Checked:
    """A text or a file of any kind that the reader opens, against the records of a unit in a period.

    unit: the territory whose bulletin it is; without it what the person asks first. period: without it the one that the text
    tells of itself, else the campaign's. person None: no limits.
    Raises Unreadable with a sentence, NotAllowed for a unit outside the person's reach, NoFiguresNow where none are built.
    """
    asked = question(campaign, person, unit=unit, period=period, as_of=as_of)
    try:
        reading = read(data, name=name, lexicon=lexicon_for(campaign, None), date=asked.period.last.isoformat(), issuer=asked.unit.name_zh)
    except UnreadableDocument as error:
        raise Unreadable(error) from error
    text = laid_out(reading.clean_text, campaign.fronts.order_by("order", "pk"))
    if period is None and text.period is not None:
        asked = asked.but(period=text.period[0])
    days = [day for day in (_day(reading.date), text.as_of[0] if text.as_of else None) if day]
    return _Check(asked, person, text, tuple(days)).of(reading)


def check_draft(draft: Draft, person=None) -> Checked:
    """A draft of the house: its bound numbers against their figures, all else as any text. Raises NotAllowed, NoFiguresNow."""
    return check_written(from_json(draft.document), campaign=draft.campaign, unit=draft.unit, period=Window(draft.first, draft.last), person=person)


def check_written(written: Written, *, campaign: Campaign, unit: Unit, period: Window | None = None, as_of: dt.date | None = None, person=None) -> Checked:
    """The same of a bulletin as a value. One in English is checked by its bindings alone: the reader reads Chinese."""
    asked = question(campaign, person, unit=unit, period=period or written.period, as_of=as_of)
    text, placed = laid_out_draft(written)
    check = _Check(asked, person, text, (written.as_of,))
    reading = None
    if written.language == "zh-Hans":
        reading = read_text(text.text, date=written.period.last.isoformat(), lexicon=lexicon_for(campaign, None), issuer=unit.name_zh)
    binding = Binding(text, Desk(campaign, person, as_of=as_of), check.figures)
    return check.of_draft(reading, written.title, binding, placed)


class _Check:
    """One text beside one set of figures."""

    def __init__(self, asked: Question, person, text: Text, days: tuple[dt.date, ...]):
        self.asked, self.text = asked, text
        self.figures = Figures(asked, person, text.text)
        self.subjects = Subjects(self.figures)
        self.explainer = Explainer(self.figures, tuple(day for day in days if day < asked.as_of))
        self.ledger = Ledger(text, self.figures, self.subjects, self.explainer)

    def of(self, reading: Reading) -> Checked:
        notes = [*reading.notes]
        if not self.text.strict:
            notes.append(_("The text does not say that its numbers are those on record. A number smaller than the records may tell of a part of them."))
        findings = [*self._read(reading), *self._own_sentences()]
        return self._checked(reading.title or "", findings, notes)

    def of_draft(self, reading: Reading | None, title: str, binding: Binding, placed: list[Placed]) -> Checked:
        read = [*self._read(reading), *self._own_sentences()] if reading else []
        notes = [] if reading else [_("Only the numbers that are bound to figures were checked: the reader reads Simplified Chinese.")]
        return self._checked(title, self._joined(read, list(bound_parts(binding, placed))), notes)

    def _read(self, reading: Reading) -> list[Finding]:
        claims = resettled(reading.claims, self.text) if self.text.strict else reading.claims
        self.subjects.know(claims)
        singles = Singles(self.text, self.figures)
        weigher = Weigher(self.text, self.figures, self.subjects, self.explainer, Totals(self.figures, self.explainer.days), singles)
        twice = {claim.id: part for claim, part in told_twice(claims, self.text, self.subjects)}
        found = []
        for claim in claims:
            one = weigher.weigh(claim)
            found.append(Finding(one.start, one.end, one.quote, one.about, (*one.parts, twice[claim.id])) if claim.id in twice else one)
        return [*found, *self._doubts(reading)]

    def _doubts(self, reading: Reading) -> Iterable[Finding]:
        from django.utils.translation import get_language
        for doubt in reading.doubts:
            start, end = min(span[0] for span in doubt.spans), max(span[1] for span in doubt.spans)
            words = self.text.text[start:end]
            if doubt.code in _WEIGHED_HERE or "逐项在案" in words:
                continue
            working = doubt.working if get_language() == "en" else doubt.working_zh
            yield Finding(start, end, words, _("Arithmetic"), (Part(words, start, end, Verdict.DOES_NOT_ADD_UP, working[:1].upper() + working[1:] + _(".")),))

    def _own_sentences(self) -> list[Finding]:
        return [*self.ledger.findings(), *self.ledger.period(), *self.ledger.as_of()]

    def _joined(self, read: list[Finding], bound: list[Part]) -> list[Finding]:
        """What the reading found, with each number that is bound held against its own figure; bound numbers of no claim by themselves.

        A bound number answers for itself, but not for the names and the time around it.
        """
        left = list(bound)
        joined = []
        for one in read:
            parts = []
            for part in one.parts:
                own = [known for known in left if known.start < part.end and part.start < known.end and known.end - known.start >= (part.end - part.start) // 2]
                if (own and part.text == own[0].text) or (own and part.verdict is Verdict.CANNOT):
                    parts += own
                    left = [known for known in left if known not in own]
                elif own and part.needs_a_look and own[0].needs_a_look:
                    parts.append(own[0])
                    left = [known for known in left if known not in own]
                else:
                    parts.append(part)
                    left = [known for known in left if known not in own]
            inside = [known for known in left if one.start <= known.start and known.end <= one.end]
            left = [known for known in left if known not in inside]
            joined.append(Finding(one.start, one.end, one.quote, one.about, tuple(dict.fromkeys([*parts, *inside]))))
        return [*joined, *(Finding(one.start, one.end, one.text, _("Number"), (one,)) for one in left)]

    def _checked(self, title: str, findings: list[Finding], notes: list[str]) -> Checked:
        asked = self.asked
        findings.sort(key=lambda one: (one.start, one.end))
        return Checked(title, self.text.text, asked.campaign, asked.unit, asked.period, asked.as_of, asked.reader.generation.number, tuple(findings), tuple(notes))


def resettled(claims: tuple[Claim, ...], text: Text) -> tuple[Claim, ...]:
    """Each number with the claim in whose sentence it stands.

    The reader gives a number of a closing tally to the deed that it sums up, sentences before. A text of the records has no tallies:
    every sentence tells its own.
    """
    moved: dict[int, list[Measure]] = {}
    kept = []
    for claim in claims:
        own = []
        for one in claim.measures:
            start, end = text.sentence_at(one.start)
            here = [other for other in claims if start <= other.start <= one.start and other.start < end] if not start <= claim.start < end else []
            if here:
                moved.setdefault(max(here, key=lambda other: other.start).id, []).append(one)
            else:
                own.append(one)
        kept.append(replace(claim, measures=tuple(own)))
    settled = [replace(one, measures=tuple(sorted([*one.measures, *moved.get(one.id, ())], key=lambda m: m.start))) for one in kept]
    return tuple(replace(one, measures=tuple(sorted([*one.measures, *passed_over(one, settled, text)], key=lambda m: m.start))) for one in settled)


def passed_over(claim: Claim, claims: list[Claim], text: Text) -> Iterator[Measure]:
    """Numbers of the claim's sentence that the reader took for nothing: in a text of the records each stands for one of its kind's."""
    _start, end = text.sentence_at(claim.start)
    later = [one.start for one in claims if claim.start < one.start < end]
    end = min([end, *later])
    if text.section_at(claim.start).cases or "据汇总" in text.text[_start:end]:
        return
    taken = [(one.start, one.end) for other in claims for one in other.measures]
    for one in numbers_in(text.text[claim.start:end]):
        first, last = claim.start + one.start, claim.start + one.end
        is_count = text.text[first - 1] == "等" or (claim.count_of_actors is not None and one.quantity.unit in ("", claim.count_of_actors.quantity.unit))
        if one.quantity.unit and not is_count and not any(first < b and a < last for a, b in taken):
            yield Measure("", one.quantity, one.text, first, last, in_quote=last <= claim.end)


def _day(written: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written) if written else None
    except ValueError:
        return None
