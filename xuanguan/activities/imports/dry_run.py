"""What would happen if a sheet were applied: its errors by cell, what looks known already, what would be created."""
import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from xuanguan.activities.actions import apply_rows
from xuanguan.activities.imports.fields import Columns
from xuanguan.activities.imports.likely import Likely, likely_records
from xuanguan.activities.imports.mapping import Mapping, guessed_mapping, kept_mapping, known_mapping, sheet_of
from xuanguan.activities.imports.rows import Reader, ReadRow
from xuanguan.activities.models import SheetImport
from xuanguan.campaigns.models import Campaign
from xuanguan.common.exceptions import PersonError, RowErrors
from xuanguan.common.spreadsheets import CellError, Sheet, read_tables
from xuanguan.organisations.models import Unit

type Progress = Callable[[int, int], None]


class ColumnsUnknown(PersonError):
    """The headings are not ours: a person must say what the columns are."""

    def __str__(self) -> str:
        return _("The columns of this sheet are not those of the template. Say once what each of them is; it is kept for the next time.")


class NothingToApply(PersonError):
    """Every row was left out."""

    def __str__(self) -> str:
        return _("No row is left to apply: all were left out. Tick fewer rows, or choose another file.")


@dataclass(frozen=True)
class OpenedSheet:
    """A sheet under its headings, and how its columns were understood; `is_guess`: a person has to confirm it."""

    sheet: Sheet
    columns: Columns
    mapping: Mapping
    is_guess: bool
    is_kept: bool = False

    @property
    def unread(self) -> list[str]:
        """Headings that no field takes: said, so that nobody believes them read."""
        return [heading for heading in self.sheet.headings if heading not in self.mapping.columns]


@dataclass(frozen=True)
class DryRun:
    """Nothing was written. `rows` can become reports; where there are `errors`, nothing can be applied."""

    opened: OpenedSheet
    rows: list[ReadRow]
    errors: list[CellError]
    likely: list[Likely]

    @property
    def by_kind(self) -> list[tuple[str, int]]:
        counts = Counter(row.values.kind.pk for row in self.rows)
        names = {row.values.kind.pk: str(row.values.kind) for row in self.rows}
        return [(names[pk], count) for pk, count in counts.most_common()]

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        if not self.rows:
            return None
        return min(row.values.when.earliest for row in self.rows), max(row.values.when.latest for row in self.rows)

    @property
    def units(self) -> int:
        return len({row.values.participations[0].unit.pk for row in self.rows})

    @property
    def rows_in_error(self) -> int:
        return len(self.opened.sheet.rows) - len(self.rows)


def open_sheet(data: bytes, name: str, *, campaign: Campaign, unit: Unit) -> OpenedSheet:
    """The sheet that speaks of activities and what its columns are. Raises UnreadableSheet, UnfitFile."""
    columns = Columns.of(campaign)
    sheet = sheet_of(read_tables(data, name), columns, name)
    if (kept := kept_mapping(sheet.headings, unit, columns)) is not None and kept.is_enough:
        return OpenedSheet(sheet, columns, kept, is_guess=False, is_kept=True)
    known = known_mapping(sheet.headings, columns)
    if known.is_enough:
        return OpenedSheet(sheet, columns, known, is_guess=False)
    return OpenedSheet(sheet, columns, guessed_mapping(sheet.headings, columns), is_guess=True)


def dry_run(data: bytes, name: str, *, campaign: Campaign, unit: Unit, by, on: dt.date | None = None, mapping: Mapping | None = None,
            progress: Progress | None = None) -> DryRun:
    """Read the whole sheet as applying it on the day `on` would. `mapping` overrules what the headings say.

    Raises ColumnsUnknown where the columns are not known, UnreadableSheet and UnfitFile for files that cannot be read.
    """
    opened = open_sheet(data, name, campaign=campaign, unit=unit)
    if mapping is not None:
        opened = OpenedSheet(opened.sheet, opened.columns, mapping, is_guess=not mapping.is_enough)
    if opened.is_guess:
        raise ColumnsUnknown()
    reader = Reader(opened.sheet, opened.mapping, campaign=campaign, unit=unit, columns=opened.columns, by=by, on=on or timezone.localdate())
    rows, errors = [], []
    total = len(opened.sheet.rows)
    for number, row in enumerate(opened.sheet.rows, start=1):
        read, wrong = reader.read(row)
        errors += wrong
        if read is not None:
            rows.append(read)
        if progress and (number % 1000 == 0 or number == total):
            progress(number, total)
    return DryRun(opened, rows, errors, likely_records(rows, campaign, person=by))


def apply_sheet(data: bytes, name: str, *, sha256: str, campaign: Campaign, unit: Unit, by, leave: Collection[int] = (),
                leave_likely: bool = False, on: dt.date | None = None, mapping: Mapping | None = None,
                progress: Progress | None = None) -> SheetImport:
    """Read the sheet again as things stand now, and make a report of every row, or of none.

    `leave` are numbers of rows to leave out; with `leave_likely` all that look like something known. Raises RowErrors with
    every cell that needs mending, and what `dry_run` and `actions.apply_rows` raise.
    """
    run = dry_run(data, name, campaign=campaign, unit=unit, by=by, on=on, mapping=mapping)
    if run.errors:
        raise RowErrors(run.errors)
    left = {*leave, *(one.row.number for one in run.likely if leave_likely)}
    rows = [(row.number, row.values) for row in run.rows if row.number not in left]
    if not rows:
        raise NothingToApply()
    return apply_rows(campaign=campaign, name=name, sha256=sha256, rows=rows, by=by, on=on, progress=progress)
