"""The numbers of a draft of the house, each held against the figure that it is bound to."""
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from xuanguan.bulletins.checking import words
from xuanguan.bulletins.checking.asking import Figures, value_of
from xuanguan.bulletins.checking.findings import Part
from xuanguan.bulletins.checking.texts import Section as TextSection
from xuanguan.bulletins.checking.texts import Text, as_of_told, period_of
from xuanguan.bulletins.enums import Verdict
from xuanguan.bulletins.standing import Desk, Standing
from xuanguan.figures.answers import CoverageAnswer, TotalsRow, figure
from xuanguan.periods import Window
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.writing.agreeing import Agreement, agreement
from xuanguan.writing.amounts import share
from xuanguan.writing.draft import Bound, Coverage, Draft, FigureRef, Names, Number, Role
from xuanguan.writing.rebinding import amount
from xuanguan.writing.sentences import chinese, english

_TOLD_AS_STATED = re.compile(r"据汇总|据(?:不完全)?统计|据[^，。；]{0,8}(?:上报|报告)|含汇总数|[Ss]tated|[Rr]eported in total|[Tt]otals")
# What stands before the number on record of a stated total.
_WITHIN = ("逐项在案", "of these, ")
_ONE_BY_ONE = " are on record one by one"
_CASES = re.compile(r"典型|案例|做法")


@dataclass(frozen=True, slots=True)
class Placed:
    """A number of the draft and where it stands in the text. front: of the section in which it stands."""

    piece: Bound
    start: int
    front: str

    @property
    def end(self) -> int:
        return self.start + len(self.piece.text)


def laid_out_draft(draft: Draft) -> tuple[Text, list[Placed]]:
    """The draft's text as `Draft.text` gives it, its sections by their fronts, and its bound numbers in it."""
    sections: list[TextSection] = []
    placed: list[Placed] = []
    at = len(draft.title) + 1 + (len(draft.addressee) + 1 if draft.addressee else 0)
    for section in draft.sections:
        sections.append(TextSection(at, section.heading, section.front, not section.front and (
            bool(_CASES.search(section.heading)) or any(one.role is Role.CASE for one in section.paragraphs))))
        at += len(section.heading) + 1 if section.heading else 0
        for paragraph in section.paragraphs:
            if paragraph.role is Role.PICTURE:
                continue
            for piece in paragraph.pieces:
                if isinstance(piece, Number | Coverage | Names):
                    placed.append(Placed(piece, at, section.front))
                at += len(piece.text)
            at += 1
    text = draft.text
    return Text(text, tuple(sections), True, period_of(text), as_of_told(text), [one.start for one in sections]), [one for one in placed if one.piece.is_bound]


@dataclass
class Binding:
    """text: the draft's. figures: of its unit and period; desk: of anything else that a number may be bound to."""

    text: Text
    desk: Desk
    figures: Figures

    @property
    def period(self) -> Window:
        return self.figures.question.period

    def part(self, one: Placed) -> Part:
        piece = one.piece
        ref = piece.figures[0]
        if len(piece.figures) > 1 or (isinstance(piece, Number) and piece.quantity.unit == "%"):
            return self._derived(one)
        standing = self._standing(ref)
        if standing is None:
            return self._gone(one, ref)
        return self._misplaced(one, ref) or self._valued(one, standing)

    def _standing(self, ref: FigureRef) -> Standing | None:
        """From the tables that are at hand, where the figure is one of them; else asked by itself."""
        said, figures = ref.parameters, self.figures
        if said.get("unit") != figures.question.unit.code:
            return self.desk.standing(ref)
        window = _window(said)
        if ref.question == "coverage":
            found = next((one for one in figures.coverages if one.expectation.code == said.get("expectation") and one.question.period == window), None)
            return _of_coverage(ref, found) if found else self.desk.standing(ref)
        if ref.question not in ("activities", "measure", "persons", "units") or set(said) - _AT_HAND or window is None:
            return self.desk.standing(ref)
        front, kind = figures.front(said.get("front", "")), next((one for one in figures.words.all_kinds if one.code == said.get("kind")), None)
        if ref.question == "units":
            if window != self.period or not figures.below:
                return self.desk.standing(ref)
            row, value = figures.row(front, kind), Quantity(Decimal(len(figures.doers(front, kind).below)))
            return Standing(ref, "", value, verified=row.activities.verified if row else Decimal(0), self_reported=row.activities.self_reported if row else Decimal(0))
        return _of_row(ref, figures.row(front, kind, asked=figures.question.but(period=window)))

    def _misplaced(self, one: Placed, ref: FigureRef) -> Part | None:
        """It stands under another front, tells another time, or mixes persons and attendances."""
        said, piece = ref.parameters, one.piece
        if one.front and said.get("front") and said["front"] != one.front and "expectation" not in said:
            return self._told(one, Verdict.CONTRADICTS, _("The figure is of another front: %(front)s.") % {"front": self.figures.front(said["front"]) or said["front"]}, ref)
        window = _window(said)
        if window and window != self.period and "expectation" not in said and not self._tells(one, window):
            return self._told(one, Verdict.CONTRADICTS, _("The figure is of another period: %(period)s.") % {"period": words.period(window)}, ref)
        word = piece.quantity.unit if isinstance(piece, Number) else ""
        if {word, said.get("word", "")} == {"人", "人次"}:
            return self._told(one, Verdict.MIXES, _(
                "The records count this in %(word)s, the text in %(said)s. Attendances are not persons: somebody may have come twice.") % {
                    "word": said["word"], "said": word}, ref)
        return None

    def _tells(self, one: Placed, window: Window) -> bool:
        """The sentence itself names this period: 比2012年第一季度（41条）."""
        start, end = self.text.sentence_at(one.start)
        return any(tongue.period(window) in self.text.text[start:end] for tongue in (chinese, english))

    def _valued(self, one: Placed, standing: Standing) -> Part:
        piece, ref = one.piece, standing.figure
        if standing.value is None:
            return self._told(one, Verdict.CONTRADICTS, _("Nothing of it is on record any more."), ref)
        if isinstance(piece, Coverage):
            right = (piece.reached, piece.expected) == (int(standing.value.value), standing.expected)
            sentence = _("%(reached)s of %(expected)s.") % {"reached": f"{standing.value.value:.0f}", "expected": standing.expected}
            beyond = standing.value.value > standing.verified + standing.self_reported
            good = Verdict.STATED if beyond else Verdict.MATCHES
            return self._told(one, good if right else Verdict.CONTRADICTS, sentence, ref, asks=right and beyond and not _TOLD_AS_STATED.search(self._sentence(one, 24)))
        said, value = amount(piece), standing.value
        if value.qualifier is Qualifier.AT_MOST and said.qualifier is Qualifier.EXACT and said.value == value.value and len(ref.records) == 1:
            value = Quantity(value.value, Qualifier.EXACT, value.unit)
        found = agreement(said, value, piece.text)
        known = self._known(standing, value)
        if found.holds:
            return self._agreed(one, standing, found, known)
        if found is Agreement.SURER:
            if ref.question == "persons" or ref.parameters.get("word") == "人":
                return self._told(one, self._held(standing, Verdict.MATCHES), known, ref) if self._is_one_record(standing) else self._told(one, Verdict.MIXES, _(
                    "%(value)s is what the activities had together; the same people may have come more than once. Write 人次, or “at most”.") % {"value": value}, ref)
            return self._told(one, Verdict.CANNOT, _("%(known)s Nobody knows it more exactly: keep the “more than” or “about”.") % {"known": known}, ref, asks=True)
        # It was right when it was written: the figure has moved since.
        was = piece.value if isinstance(piece, Number) else None
        stale = was is not None and was != value.value and agreement(said, Quantity(was, value.qualifier), piece.text).holds
        return self._told(one, Verdict.STALE if stale else Verdict.CONTRADICTS, _("%(known)s It has moved since it was written.") % {"known": known} if stale else known, ref)

    def _agreed(self, one: Placed, standing: Standing, found: Agreement, known: str) -> Part:
        ref = standing.figure
        if standing.statement is not None:
            told = bool(_TOLD_AS_STATED.search(self._sentence(one)))
            return self._told(one, Verdict.STATED, known if told else _("%(known)s Say that it is a stated total.") % {"known": known}, ref,
                              asks=not told, statement=standing.statement)
        verdict = Verdict.MATCHES if found is Agreement.SAME or isinstance(one.piece, Names) else Verdict.ROUNDED
        return self._told(one, self._held(standing, verdict), known, ref)

    def _derived(self, one: Placed) -> Part:
        """A share or a change, worked out again from its figures."""
        piece = one.piece
        said = amount(piece)
        standings = [self._standing(ref) for ref in piece.figures]
        values = [found.value.value for found in standings if found is not None and found.value is not None]
        if len(values) < len(standings):
            return self._gone(one, piece.figures[0])
        first = standings[0]
        if len(values) == 1 and first is not None and first.expected:
            follows, sentence = share(values[0], Decimal(first.expected)), f"{values[0]:.0f} ÷ {first.expected}"
        elif len(values) == 2:
            follows, sentence = abs(values[0] - values[1]), f"{values[0]:.0f} − {values[1]:.0f}"
        else:
            return self._told(one, Verdict.CANNOT, _("It was worked out of several figures: %(working)s") % {"working": getattr(piece, "working", "")}, piece.figures[0])
        right = said.value == follows
        return self._told(one, Verdict.MATCHES if right else Verdict.DOES_NOT_ADD_UP, _("%(working)s is %(value)s.") % {"working": sentence, "value": follows}, piece.figures[0])

    def itemised_of(self, one: Placed, total: Placed) -> Part:
        """How much of a stated total is on record."""
        ref, statement = one.piece.figures[0], total.piece.figures[0].parameters.get("statement", "")
        found = next((stated for stated in self.figures.stated() if str(stated.statement.pk) == statement), None)
        if found is None:
            return self._gone(one, ref)
        known, was = found.share.itemised if found.share else Decimal(0), getattr(one.piece, "value", None)
        said = amount(one.piece)
        right = said.value == known or agreement(said, Quantity(known), one.piece.text).holds
        stale = was is not None and was != known and agreement(said, Quantity(was), one.piece.text).holds
        verdict = Verdict.MATCHES if right else Verdict.STALE if stale else Verdict.CONTRADICTS
        return self._told(one, verdict, _("On record within just what the total is about: %(known)s.") % {"known": f"{known:.0f}"}, ref)

    def _gone(self, one: Placed, ref: FigureRef) -> Part:
        return self._told(one, Verdict.CANNOT, _("The figure that it is bound to cannot be asked any more, or lies outside your reach."), ref)

    def _known(self, standing: Standing, value: Quantity) -> str:
        if standing.statement is not None:
            return _("Stated: %(value)s.") % {"value": value}
        if standing.verified or standing.self_reported:
            return _("On record: %(value)s (verified %(verified)s, self-reported %(reported)s).") % {
                "value": value, "verified": f"{standing.verified.normalize():f}", "reported": f"{standing.self_reported.normalize():f}"}
        return _("On record: %(value)s.") % {"value": value}

    def _held(self, standing: Standing, verdict: Verdict) -> Verdict:
        return Verdict.SELF_REPORTED if standing.self_reported and not standing.verified and standing.figure.parameters.get("state") != "self_reported" else verdict

    def _is_one_record(self, standing: Standing) -> bool:
        return standing.question is not None and figure(standing.question.but(measure=None)).itemised == 1

    def _sentence(self, one: Placed, more: int = 0) -> str:
        start, end = self.text.sentence_at(one.start)
        return self.text.text[start:max(one.end, min(end, one.end + more))]

    def _told(self, one: Placed, verdict: Verdict, sentence: str, ref: FigureRef, **also) -> Part:
        return Part(one.piece.text, one.start, one.end, verdict, sentence, ref, **{"records": ref.records, **also})


def bound_parts(binding: Binding, placed: list[Placed]) -> Iterator[Part]:
    """Of each number. What is on record of a stated total lies within the total's own scope, so it is asked with that total."""
    before: Placed | None = None
    for one in placed:
        text = binding.text.text
        inside = before is not None and before.piece.figures[0].question == "stated" and (
            text.endswith(_WITHIN, 0, one.start) or text.startswith(_ONE_BY_ONE, one.end))
        yield binding.itemised_of(one, before) if inside and before else binding.part(one)
        before = one


# What the tables of a check hold: the figures of the unit by front and kind.
_AT_HAND = {"campaign", "unit", "from", "to", "as_of", "front", "kind", "measure", "word", "state"}


def _of_row(ref: FigureRef, row: TotalsRow | None) -> Standing:
    said = ref.parameters
    if row is None:
        return Standing(ref, "", None if said.get("measure") else Quantity(Decimal(0)))
    found = row.activities if not said.get("measure") else next((
        one for one in row.measures if one.question.measure and (one.question.measure.name, one.question.measure.word) == (said["measure"], said.get("word", ""))), None)
    if found is None:
        return Standing(ref, "", None)
    if state := said.get("state"):
        part = found.verified if state == "verified" else found.self_reported
        return Standing(ref, "", Quantity(part), found.question, part if state == "verified" else Decimal(0), part if state != "verified" else Decimal(0))
    return Standing(ref, "", value_of(found, row.activities), found.question, found.verified, found.self_reported)


def _of_coverage(ref: FigureRef, found: CoverageAnswer) -> Standing:
    return Standing(ref, "", Quantity(Decimal(found.reached)), found.question, Decimal(len(found.verified)), Decimal(len(found.self_reported)),
                    found.size, found.expectation.code)


def _window(said: dict[str, str]) -> Window | None:
    try:
        return Window(dt.date.fromisoformat(said["from"]), dt.date.fromisoformat(said["to"]))
    except (KeyError, ValueError):
        return None
