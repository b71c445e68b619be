"""A row of a sheet becomes the values of a report, or the cells that need mending."""
import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from xuanguan.activities.actions.checking import check_has_happened, check_values
from xuanguan.activities.enums import ParticipationRole
from xuanguan.activities.imports.cells import CellProblem, read_number, read_when
from xuanguan.activities.imports.fields import PAIRS, Columns, SheetMeasure, bare, exactness_of
from xuanguan.activities.imports.lookups import Clauses, Units, finer_parts, fronts_of, kinds_of, parts
from xuanguan.activities.imports.mapping import Mapping
from xuanguan.activities.permissions import check_report
from xuanguan.activities.queries import measure_codes
from xuanguan.activities.values import ActivityValues, MeasureValue, ParticipationValue, When
from xuanguan.campaigns.models import ActivityKind, Campaign, Front
from xuanguan.common.exceptions import NotAllowed
from xuanguan.common.spreadsheets import FORMULA_STARTS, CellError, Sheet, SheetRow, as_text
from xuanguan.organisations.models import Unit
from xuanguan.policies.models import Clause

UNIT_FIELDS = ("host", "co_hosts", "participants", "reporting_unit")
LENGTHS = {"title": 200, "place": 200, "audience": 200, "note": 10_000}
# Where an error of the actions' checks is shown.
_SHOWN_AT = {"kind": "kind", "front": "front", "clauses": "clauses", "participations": "host", "reporting_unit": "reporting_unit", "when": "first_day"}


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row that can become a report."""

    number: int
    values: ActivityValues


class Reader:
    """Reads the rows of one sheet. Everything is looked up when it is made: a row costs no query."""

    def __init__(self, sheet: Sheet, mapping: Mapping, *, campaign: Campaign, unit: Unit, columns: Columns, by, on: dt.date):
        self.campaign, self.unit, self.columns, self.by, self.on = campaign, unit, columns, by, on
        self.headings, self.constants = mapping.headings, mapping.constants
        self.kinds, self.fronts, self.clauses = kinds_of(campaign), fronts_of(campaign), Clauses(campaign)
        self.units = Units(_unit_texts(sheet, self.headings), campaign)
        self.known = measure_codes(campaign)
        self.measures_by_name = {bare(name): one for one in columns.measures.values() for name in (one.key, one.zh, one.en)}
        self._may_report: dict[int, str] = {}

    def read(self, row: SheetRow) -> tuple[ReadRow | None, list[CellError]]:
        """The row's report, or what is wrong with it, cell by cell: all of it, so that nobody mends one cell at a time."""
        problems: list[CellProblem] = []
        values = self._values(row, problems)
        if values is not None and not problems:
            problems += self._checked(values, row)
        if problems or values is None:
            return None, [self._error(row, problem) for problem in problems]
        return ReadRow(row.number, values), []

    def _values(self, row: SheetRow, problems: list[CellProblem]) -> ActivityValues | None:
        def attempt[T](column: str, read: Callable[..., T], *said) -> T | None:
            try:
                return read(row, *said)
            except CellProblem as problem:
                problems.append(CellProblem(problem.sentence, problem.column or column))
                return None

        kind = attempt("kind", self._kind)
        front = attempt("front", self._front, kind)
        when = attempt("first_day", self._when)
        units = {name: attempt(name, self._units, name, when) for name in UNIT_FIELDS} if when else {}
        measures = self._measures(row, kind, problems) if kind else ()
        clauses = attempt("clauses", self._clauses)
        texts = {name: attempt(name, self._short, name) for name in LENGTHS}
        if problems or kind is None or front is None or when is None:
            return None
        hosts, reporting = units["host"] or [self.unit], units["reporting_unit"]
        reports = reporting[0] if reporting else hosts[0] if not self._refusal(hosts[0]) else self.unit
        roles = ((hosts[:1], ParticipationRole.HOST), ([*hosts[1:], *(units["co_hosts"] or [])], ParticipationRole.CO_HOST),
                 (units["participants"] or [], ParticipationRole.PARTICIPANT))
        taking_part = tuple(ParticipationValue(unit, role) for found, role in roles for unit in found)
        return ActivityValues(
            campaign=self.campaign, kind=kind, front=front, reporting_unit=reports, when=when, participations=taking_part, measures=measures,
            clauses=clauses or (), title=texts["title"] or "", place=texts["place"] or "", audience=texts["audience"] or "", note=texts["note"] or "")

    def _kind(self, row: SheetRow) -> ActivityKind:
        text = self._text(row, "kind") or self.constants.get("kind", "")
        if not text:
            raise CellProblem(_("The kind of activity is missing. Choose one from the list."))
        return self.kinds.find(text)

    def _front(self, row: SheetRow, kind: ActivityKind | None) -> Front | None:
        text = self._text(row, "front") or self.constants.get("front", "")
        if text:
            return self.fronts.find(text)
        if kind is not None and kind.usual_front is None:
            raise CellProblem(_("The front is missing, and “%(kind)s” has no usual one. Choose a front from the list.") % {"kind": kind})
        return kind.usual_front if kind else None

    def _when(self, row: SheetRow) -> When:
        return read_when(*(self._value(row, name) for name in ("first_day", "last_day", "not_before", "not_after")))

    def _clauses(self, row: SheetRow) -> tuple[Clause, ...]:
        return self.clauses.find_all(self._text(row, "clauses"))

    def _units(self, row: SheetRow, name: str, when: When) -> list[Unit]:
        found = []
        for part in parts(self._text(row, name)):
            try:
                found.append(self.units.find(part, when, near=self.unit))
            except CellProblem:
                finer = finer_parts(part)
                if len(finer) < 2:
                    raise
                found += [self.units.find(one, when, near=self.unit) for one in finer]
        return list(dict.fromkeys(found))

    def _measures(self, row: SheetRow, kind: ActivityKind, problems: list[CellProblem]) -> tuple[MeasureValue, ...]:
        found: dict[tuple[str, str], MeasureValue] = {}
        for measure, value, exactness, column in self._said_measures(row, problems):
            try:
                word = self._exactness(row, exactness)
                unit = measure.unit_for(kind)
                number, qualifier, text = read_number(value, word, unit=unit, words=measure.words)
            except CellProblem as problem:
                problems.append(CellProblem(problem.sentence, problem.column or column))
                continue
            if (measure.code, unit) in found:
                problems.append(CellProblem(_("“%(measure)s” is given twice in this row. Keep one of the two.") % {"measure": measure.label}, column))
            found[measure.code, unit] = MeasureValue(measure.code, number, qualifier, unit, text)
        return tuple(found.values())

    def _said_measures(self, row: SheetRow, problems: list[CellProblem]) -> Iterable[tuple[SheetMeasure, object, str, str]]:
        """(measure, what its cell says, the column of how exact, its own column) for every cell of numbers that is filled."""
        for key, measure in self.columns.measures.items():
            if self._text(row, f"measure:{key}"):
                yield measure, self._value(row, f"measure:{key}"), f"exact:{key}", f"measure:{key}"
        for n in range(1, PAIRS + 1):
            name, value = self._text(row, f"other:{n}"), self._value(row, f"value:{n}")
            if not name and not as_text(value):
                continue
            chosen = self.measures_by_name.get(bare(name))
            if not name:
                problems.append(CellProblem(_("A number without its measure. Choose from the list what it counts."), f"other:{n}"))
            elif chosen is None:
                problems.append(CellProblem(_("“%(text)s” is not a measure of this campaign. Choose from the list.") % {"text": name[:40]}, f"other:{n}"))
            elif not as_text(value):
                problems.append(CellProblem(_("The number is missing. Write it, or empty the measure beside it."), f"value:{n}"))
            else:
                yield chosen, value, f"exact:{n}", f"value:{n}"

    def _exactness(self, row: SheetRow, column: str) -> str | None:
        text = self._text(row, column)
        if not text:
            return None
        if (code := exactness_of(text)) is None:
            raise CellProblem(_("“%(text)s” does not say how exact the number is. Choose from the list.") % {"text": text[:40]}, column)
        return code

    def _short(self, row: SheetRow, name: str) -> str:
        text = self._text(row, name)
        if len(text) > LENGTHS[name]:
            raise CellProblem(_("This text has %(length)s characters; %(most)s fit. Shorten it, or move the rest to the note.") % {
                "length": len(text), "most": LENGTHS[name]})
        return text

    def _checked(self, values: ActivityValues, row: SheetRow) -> list[CellProblem]:
        """What the actions would refuse, asked beforehand: a dry run that passes can be applied."""
        problems = []
        if refusal := self._refusal(values.reporting_unit):
            problems.append(CellProblem(refusal, "reporting_unit" if self._text(row, "reporting_unit") else "host"))
        try:
            check_values(values, known=self.known)
            check_has_happened(values.when.earliest, values.when.ends, on=self.on)
        except ValidationError as error:
            for name, sentences in error.message_dict.items():
                problems += [CellProblem(sentence, _SHOWN_AT.get(name, "kind")) for sentence in sentences]
        return problems

    def _refusal(self, unit: Unit) -> str:
        """Why the person may not report for the unit; empty where they may."""
        if unit.pk not in self._may_report:
            try:
                check_report(self.by, unit)
                self._may_report[unit.pk] = ""
            except NotAllowed as error:
                self._may_report[unit.pk] = error.sentence
        return self._may_report[unit.pk]

    def _value(self, row: SheetRow, code: str) -> object:
        return row.values.get(self.headings.get(code, ""), "")

    def _text(self, row: SheetRow, code: str) -> str:
        heading = self.headings.get(code)
        text = row.text(heading) if heading else ""
        # What we wrote ourselves so that it is not run as a formula, see common.spreadsheets.safe_cell.
        return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text

    def _error(self, row: SheetRow, problem: CellProblem) -> CellError:
        """At the cell; where the sheet has no such column, at the nearest one that says when or what."""
        for code in (problem.column, "kind", "first_day", "host"):
            if heading := self.headings.get(code):
                return row.error(heading, problem.sentence)
        return row.error("", problem.sentence)


def _unit_texts(sheet: Sheet, headings: dict[str, str]) -> set[str]:
    texts = {row.text(headings[name]) for name in UNIT_FIELDS if name in headings for row in sheet.rows}
    return {part for text in texts for whole in parts(text) for part in (whole, *finer_parts(whole))}
