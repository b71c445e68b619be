"""Claims about one event: the records of its day, or one record that bears a number out."""
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from xuanguan.activities.models import Measure as Kept
from xuanguan.activities.queries import activities_seen_by
from xuanguan.bulletins.checking.asking import Figures
from xuanguan.bulletins.checking.findings import Part
from xuanguan.bulletins.checking.texts import Text, window_from_iso
from xuanguan.bulletins.enums import Verdict
from xuanguan.campaigns.models import ActivityKind
from xuanguan.figures.answers import Question
from xuanguan.quantities import Qualifier, Quantity
from xuanguan.reading.claims import Claim, Measure
from xuanguan.writing.agreeing import agreement
from xuanguan.writing.draft import FigureRef


@dataclass
class Singles:
    text: Text
    figures: Figures
    _kept: dict[tuple, dict[int, list[Kept]]] = field(default_factory=dict)

    def parts(self, claim: Claim, kind: ActivityKind) -> Iterator[Part]:
        """Each number of a claim that tells one event: some record of its day must tell it, whatever the reader took its kind for."""
        day = window_from_iso(claim.when)
        asked = self.figures.question if day is None or len(day) > 1 else self.figures.question.but(period=day)
        records = self._records(asked.but(front=None, kind=None))
        if not records:
            yield Part(claim.quote, claim.start, claim.end, Verdict.CANNOT, _("No record of that day was found."))
            return
        numbers = [one for one in claim.measures if not self._in_title(one)]
        for one in numbers:
            found = _bearing(records, one, self._codes(one))
            if found:
                yield Part(one.text, one.start, one.end, Verdict.MATCHES, _("So it stands in a record of that day."), self._ref(asked, found[0]), records=(found[0],))
            else:
                yield Part(one.text, one.start, one.end, Verdict.CONTRADICTS, _("No record of that day tells this number."))
        if not numbers:
            yield Part(claim.quote, claim.start, claim.end, Verdict.MATCHES, _("There are records of that day."), records=tuple(records)[:1] if len(records) == 1 else ())

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
