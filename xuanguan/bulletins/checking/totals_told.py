"""Claims that the text itself calls a total (据汇总, 据统计), held against what units stated."""
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from xuanguan.bulletins.checking import words
from xuanguan.bulletins.checking.asking import Figures, days_to_look_back
from xuanguan.bulletins.checking.explaining import Reason, told_by
from xuanguan.bulletins.checking.findings import Part
from xuanguan.bulletins.checking.subjects import Subject
from xuanguan.bulletins.enums import Verdict
from xuanguan.bulletins.proposals import place_measures
from xuanguan.campaigns.models import ActivityKind, Front
from xuanguan.chinese.quantities import find_quantities
from xuanguan.figures.answers import StatedFigure
from xuanguan.quantities import Quantity
from xuanguan.reading.claims import Claim
from xuanguan.writing.agreeing import agreement
from xuanguan.writing.draft import FigureRef

_ON_RECORD = re.compile(r"（(?:其中)?逐项在案([^（），]{1,16}(?:（[^（）]*）[^（），]*)?)(?:，多于汇总数)?）")


@dataclass
class Totals:
    """days: earlier days that the text names."""

    figures: Figures
    days: tuple[dt.date, ...] = ()

    def parts(self, claim: Claim, kind: ActivityKind, front: Front | None, subject: Subject) -> Iterator[Part]:
        """Of each number of the claim. Nothing where nobody stated a total of the kind."""
        stated = [one for one in self.figures.stated() if one.statement.kind == kind and front in (None, one.statement.front)]
        inside = _ON_RECORD.search(claim.quote)
        matched: StatedFigure | None = None
        if subject.count is not None:
            known = [one for one in stated if one.counts_units]
            matched = _agreeing(known, subject.count, "") or next(iter(known), None)
            start, end = claim.start, claim.start + len(claim.quote.split("个")[0]) + 1 + len(subject.count.unit) if "个" in claim.quote else claim.end
            yield self._part(claim.quote[:end - start], start, min(end, claim.end), subject.count, matched, extra=self._others(matched, subject))
        for one in claim.measures:
            if inside and claim.start + inside.start() <= one.start < claim.start + inside.end():
                continue
            placed, _unplaced = place_measures([one.to_json()], self.figures.words.measures.get(kind.pk, []), claim.quote)
            codes = {value.code for value in placed}
            known = [found for found in stated if not found.counts_units and found.statement.measure in codes]
            matched = _agreeing(known, one.quantity, one.text) or next(iter(known), None)
            yield self._part(one.text, one.start, one.end, one.quantity, matched)
        if inside and matched is not None:
            yield from self._itemised(claim.start + inside.start(1), inside[1], matched)

    def of_units(self, kind: ActivityKind, front: Front | None, number: Quantity, text: str) -> Reason | None:
        """A stated number of units that agrees."""
        known = [one for one in self.figures.stated() if one.counts_units and one.statement.kind == kind and front in (None, one.statement.front)]
        found = _agreeing(known, number, text)
        return Reason(Verdict.STATED, told_by(found), found.statement.pk) if found else None

    def _part(self, text: str, start: int, end: int, said: Quantity, found: StatedFigure | None, extra: str = "") -> Part:
        if found is None:
            return Part(text, start, end, Verdict.CONTRADICTS, _("No such total was stated for this territory and period."))
        ref = FigureRef.of("stated", {"campaign": found.statement.campaign.code, "unit": found.statement.territory.code, "statement": str(found.statement.pk)})
        value = Quantity(found.value.value, found.value.qualifier, found.word or found.value.unit)
        if extra:
            return Part(text, start, end, Verdict.CONTRADICTS, extra, ref, found.statement.pk)
        if not agreement(said, found.value, text).holds:
            return Part(text, start, end, Verdict.CONTRADICTS, _("%(unit)s stated %(value)s.") % {"unit": found.statement.unit, "value": value}, ref, found.statement.pk)
        return Part(text, start, end, Verdict.STATED, _("%(unit)s stated %(value)s; the text says that it is a stated total.") % {
            "unit": found.statement.unit, "value": value}, ref, found.statement.pk)

    def _others(self, found: StatedFigure | None, subject: Subject) -> str:
        """Units that the text names and the statement does not, where it names any."""
        if found is None or not (named := list(found.statement.named.all())):
            return ""
        strange = [one.unit.short for one in subject.named if one.unit and all(one.unit.pk != unit.pk for unit in named)]
        return _("The total does not name %(units)s.") % {"units": _(", ").join(strange)} if strange else ""

    def _itemised(self, start: int, written: str, found: StatedFigure) -> Iterator[Part]:
        said = next(iter(find_quantities(written)), None)
        if said is None:
            return
        sentence = _("On record within just what the total is about: %(known)s.") % {"known": f"{_itemised(found):.0f}"}
        text = written[said.start:said.end]
        verdict = Verdict.MATCHES if _fits(said.quantity, found, text) else Verdict.CONTRADICTS
        if verdict is Verdict.CONTRADICTS:
            for day in days_to_look_back(self.figures.question, self.days)[:3]:
                then = next((one for one in self.figures.stated(self.figures.question.but(as_of=day)) if one.statement == found.statement), None)
                if then is not None and _fits(said.quantity, then, text):
                    verdict, sentence = Verdict.STALE, _("%(sentence)s It was so on %(day)s; reports and corrections have come in since.") % {
                        "sentence": sentence, "day": words.day(day)}
                    break
        yield Part(written, start, start + len(written), verdict, sentence)


def _itemised(found: StatedFigure) -> Decimal:
    return found.share.itemised if found.share else Decimal(0)


def _fits(said: Quantity, found: StatedFigure, text: str) -> bool:
    return said.value == _itemised(found) or agreement(said, Quantity(_itemised(found)), text).holds


def _agreeing(known: list[StatedFigure], said: Quantity, text: str) -> StatedFigure | None:
    return next((one for one in known if agreement(said, one.value, text).holds), None)
