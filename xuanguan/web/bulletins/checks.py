"""What the page of a check shows: the text cut at what was checked, and beside it a note for each claim."""
import itertools
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from xuanguan.activities.models import Activity
from xuanguan.bulletins.checking import Checked, Finding, Part
from xuanguan.bulletins.enums import Verdict
from xuanguan.bulletins.models import Check
from xuanguan.bulletins.queries import records_told
from xuanguan.design.values import Link
from xuanguan.periods import Window
from xuanguan.writing.draft import FigureRef

# What needs a look, whatever its verdict.
ASKING = "asking"
TONES = {Verdict.MATCHES: "good", Verdict.ROUNDED: "good"}
MARKS = {Verdict.SELF_REPORTED: "self_reported", Verdict.STATED: "stated"}


@dataclass(frozen=True)
class Note:
    """A claim beside the text."""

    number: int
    finding: Finding
    parts: tuple["ShownPart", ...]

    @property
    def verdict(self) -> Verdict:
        return self.finding.verdict

    @property
    def tone(self) -> str:
        return tone_of(self.finding.worst)


@dataclass(frozen=True)
class ShownPart:
    part: Part
    records: tuple[Activity, ...]

    @property
    def tone(self) -> str:
        return tone_of(self.part)

    @property
    def mark(self) -> str:
        return MARKS.get(self.part.verdict, "")

    @property
    def href(self) -> str:
        """Where the figure opens."""
        if self.part.statement:
            return reverse("activities:statement", args=[self.part.statement])
        return figure_href(self.part.figure) if self.part.figure else ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of the text; `note` is the number of the note that they belong to."""

    text: str
    note: int = 0
    look: str = ""
    begins: bool = False


@dataclass
class CheckPage:
    """A check for one person. show: one verdict, `asking`, or "" for all; address: of the page itself, "" where it has none."""

    checked: Checked
    person: object
    show: str = ""
    address: str = ""

    @cached_property
    def notes(self) -> list[Note]:
        ids = (pk for one in self.checked.findings for part in one.parts for pk in part.records)
        records = records_told(ids, self.checked.campaign, self.person)
        return [Note(number, one, tuple(ShownPart(part, tuple(records[pk] for pk in part.records if pk in records)) for part in one.parts))
                for number, one in enumerate(self.checked.findings, 1)]

    @property
    def shown(self) -> list[Note]:
        return [note for note in self.notes if self.is_shown(note.finding)]

    def is_shown(self, finding: Finding) -> bool:
        return not self.show or (finding.needs_a_look if self.show == ASKING else str(finding.verdict) == self.show)

    @property
    def filters(self) -> list[Link]:
        """All, what needs a look, and each verdict that there is, with how many."""
        checked = self.checked
        entries = [("", _("All"), len(checked.findings)), (ASKING, _("To look at"), len(checked.to_look_at)),
                   *((str(verdict), verdict.label, count) for verdict, count in checked.counts.items())]
        return [Link(label, f"{self.address}?show={value}" if value else self.address, current=value == self.show, count=count) for value, label, count in entries]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The same for a form, where the page has no address."""
        return [("", _("All")), (ASKING, _("To look at")), *((str(verdict), f"{verdict.label} ({count})") for verdict, count in self.checked.counts.items())]

    @cached_property
    def paragraphs(self) -> list[list[Stretch]]:
        """The text in lines, each cut where something that was checked begins or ends."""
        text = self.checked.text
        marked = [(part.start, part.end, note, part) for note in self.shown for part in note.finding.parts]
        cuts = sorted({0, len(text), *(place for start, end, _note, _part in marked for place in (start, end))})
        lines: list[list[Stretch]] = [[]]
        begun: set[int] = set()
        for start, end in itertools.pairwise(cuts):
            over = [(part.weight, -(b - a), note, part) for a, b, note, part in marked if a <= start and end <= b]
            note, part = max(over, key=lambda one: one[:2])[2:] if over else (None, None)
            for place, line in enumerate(text[start:end].split("\n")):
                if place:
                    lines.append([])
                if not line:
                    continue
                if note is None or part is None:
                    lines[-1].append(Stretch(line))
                else:
                    lines[-1].append(Stretch(line, note.number, look_of(part), note.number not in begun))
                    begun.add(note.number)
        return [line for line in lines if line]


def tone_of(part: Part) -> str:
    return "attention" if part.needs_a_look else TONES.get(part.verdict, "neutral")


def look_of(part: Part) -> str:
    return "asks" if part.needs_a_look else "unsure" if part.verdict is Verdict.CANNOT else "holds"


def figure_href(ref: FigureRef) -> str:
    """The page of the figure: its coverage, its record, or the figure itself."""
    said = ref.parameters
    campaign = said.pop("campaign", "")
    expectation = said.pop("expectation", "")
    if activity := said.pop("activity", ""):
        return reverse("activities:activity", args=[activity])
    said.pop("statement", "")
    if not campaign:
        return ""
    if expectation:
        return f"{reverse('figures:coverage', args=[campaign, expectation])}?{urlencode({name: said[name] for name in ('unit', 'from', 'to', 'as_of') if name in said})}"
    return f"{reverse('figures:figure', args=[campaign])}?{urlencode(said)}"


def checked_as_kept(check: Check) -> Checked:
    """A kept check as a value, to be shown like a fresh one."""
    said = check.result
    return Checked(
        check.title, said["text"], check.campaign, check.unit, Window(check.first, check.last), check.as_of, int(check.generation),
        tuple(Finding.from_json(one) for one in said["findings"]), tuple(said["notes"]))
