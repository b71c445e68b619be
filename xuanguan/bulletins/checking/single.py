"""Claims about one event: the records of its day, or one record that bears a number out."""
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from xuanguan.activities.models import Activity
from xuanguan.activities.models import Measure as Kept
from xuanguan.activities.queries import activities_seen_by
from xuanguan.bulletins.checking.asking import Figures
from xuanguan.bulletins.checking.findings import Part
from xuanguan.bulletins.checking.texts import Text, window_from_iso
from xuanguan.bulletins.enums import Verdict
from xuanguan.campaigns.models import ActivityKind
from xuanguan.chinese.dates import Form, find_dates
from xuanguan.figures.answers import Question
from xuanguan.periods import Window
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.reading.claims import Claim, Measure
from xuanguan.writing.agreeing import agreement
from xuanguan.writing.draft import FigureRef
from xuanguan.writing.typography import set_chinese, without_end


@dataclass
class Singles:
    text: Text
    figures: Figures
    _kept: dict[tuple, dict[int, list[Kept]]] = field(default_factory=dict)

    def parts(self, claim: Claim, kind: ActivityKind) -> Iterator[Part]:
        """Each number of a claim that tells one event: the records that its sentence names must tell it, whatever the reader took its kind for."""
        start, end = self.text.sentence_at(claim.start)
        sentence = self.text.text[start:end]
        day = self._day(sentence)
        asked = self.figures.question.but(period=day) if day else self.figures.question.but(kind=kind)
        records = self._told_in(sentence, self._records(asked))
        if not records:
            yield Part(claim.quote, claim.start, claim.end, Verdict.CANNOT, _("No record of this event was found."))
            return
        numbers = [one for one in claim.measures if not self._in_title(one)]
        for one in numbers:
            found = _bearing(records, one, self._codes(one))
            if found:
                yield Part(one.text, one.start, one.end, Verdict.MATCHES, _("So it stands in its record."), self._ref(asked, found[0]), records=(found[0],))
            else:
                yield Part(one.text, one.start, one.end, Verdict.CONTRADICTS, _("Its record does not tell this number."), records=tuple(records)[:1])
        if not numbers:
            yield Part(claim.quote, claim.start, claim.end, Verdict.MATCHES, _("It is on record."), records=tuple(records)[:1])

    def _day(self, sentence: str) -> Window | None:
        """The day that the sentence itself tells; one that only an earlier sentence tells is not its own."""
        return next((window for one in find_dates(sentence, self.figures.question.period.last.isoformat())
                     if one.form is Form.DAY and (window := window_from_iso(one.iso)) is not None), None)

    def _told_in(self, sentence: str, records: dict[int, list[Kept]]) -> dict[int, list[Kept]]:
        """Of these records those whose title stands in the sentence, else those whose unit does."""
        by_title, by_unit = {}, {}
        about = Activity.objects.filter(pk__in=records).values_list("pk", "title", "reporting_unit__name_zh", "reporting_unit__short_zh")
        for pk, title, name, short in about:
            if title and without_end(set_chinese(title)) in sentence:
                by_title[pk] = records[pk]
            elif any(one and one in sentence for one in (name, short)):
                by_unit[pk] = records[pk]
        return by_title or by_unit

    def bearing(self, one: Measure, claim: Claim, kind: ActivityKind, question: Question) -> Part | None:
        """A single record of the kind that tells just this number."""
        records = self._records(question.but(kind=kind, front=None))
        found = _bearing(records, one, self._codes(one, kind))
        if not found:
            return None
        return Part(one.text, one.start, one.end, Verdict.MATCHES, _("One record of this kind tells just this number."), self._ref(question, found[0]), records=(found[0],))

    def _records(self, asked: Question) -> dict[int, list[Kept]]:
        """The measures of the records that the person may open, by record; one without numbers has none."""
        key = (asked.unit.pk, asked.period, asked.kind.pk if asked.kind else None)
        if key not in self._kept:
            ids = self.figures.records_in(asked)
            person = self.figures.person
            if person is not None and ids:
                ids = tuple(activities_seen_by(person, asked.campaign).filter(pk__in=ids).values_list("pk", flat=True))
            by_record: dict[int, list[Kept]] = defaultdict(list, {pk: [] for pk in ids})
            for one in Kept.objects.filter(activity__in=ids) if ids else ():
                by_record[one.activity_id].append(one)
            self._kept[key] = by_record
        return self._kept[key]

    def _codes(self, one: Measure, kind: ActivityKind | None = None) -> set[str]:
        """Of the measures that the words of the number may mean; of any kind where the reader is not to be trusted with it."""
        known = [m for pk, measures in self.figures.words.measures.items() if kind is None or pk == kind.pk for m in measures]
        return {m.code for m in known if one.quantity.unit == m.unit_zh or (one.quantity.unit in m.words and (kind is None or (m.reads_as or m.code) == one.name))}

    def _in_title(self, one: Measure) -> bool:
        """A number of the event's name, before the first comma of its sentence's title: 第2期, 3·15."""
        return bool(re.search(r"[第《“][^，。》”]{0,12}$", self.text.text[max(one.start - 14, 0):one.start]))

    @staticmethod
    def _ref(asked: Question, pk: int) -> FigureRef:
        return FigureRef.of("record", {"campaign": asked.campaign.code, "unit": asked.unit.code, "activity": str(pk)}, records=(pk,))


def _bearing(records: dict[int, list[Kept]], one: Measure, codes: set[str]) -> list[int]:
    return [pk for pk, kept in records.items() if any(other.code in codes and _bears(one, other) for other in kept)]


def _bears(one: Measure, kept: Kept) -> bool:
    if (one.quantity.unit == "人次") != (kept.unit_zh == "人次") and {one.quantity.unit, kept.unit_zh} & {"人", "名", "位"}:
        return False
    return agreement(one.quantity, Quantity(kept.value, Qualifier(kept.qualifier), kept.unit_zh), one.text).holds
