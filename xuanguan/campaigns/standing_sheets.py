"""How what is expected stands, as rows for a spreadsheet: coverage, units by expectations, what is missing."""
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import batched

from django.utils.translation import gettext as _

from xuanguan.campaigns.enums import DutyState
from xuanguan.campaigns.models import Campaign
from xuanguan.campaigns.queries import Gaps, Item, Standing, grid_rows, level_name, units_of
from xuanguan.organisations.models import Unit

UNITS_AT_ONCE = 500


def word(item: Item | None) -> str:
    """How it stands, in words: for files, and for who does not see the mark."""
    if item is None:
        return _("not expected")
    said = _("missing") if item.state is DutyState.OVERDUE else str(item.state.label)
    if item.late:
        said = _("%(state)s, late") % {"state": said}
    if item.through:
        said = _("%(state)s, by its predecessor") % {"state": said}
    return said


def coverage_headings() -> list[str]:
    return [_("What"), _("Period"), _("Level"), _("Expected"), _("Known by name"), _("Done"), _("Verified"), _("Self-reported"), _("Nothing to report"),
            _("Late"), _("Extended"), _("Not due yet"), _("Missing"), _("Not expected"), _("Due by")]


def coverage_rows(standing: Standing, campaign: Campaign) -> list[list[object]]:
    counts = standing.counts()
    rows: list[list[object]] = []
    for one in standing.slices:
        n = counts[one.key]
        state = n.states.get
        rows.append([
            str(one.expectation), one.due.period, level_name(campaign, one.expectation.roster.level), n.expected, n.named, n.received,
            state(DutyState.VERIFIED, 0), state(DutyState.REPORTED, 0), state(DutyState.NOTHING, 0), n.late, state(DutyState.EXTENDED, 0),
            state(DutyState.OPEN, 0) + state(DutyState.AHEAD, 0), n.missing, n.exempted, one.due.due or ""])
    return rows


def grid_headings(standing: Standing) -> list[str]:
    return [_("Code"), _("Unit"), _("Done"), _("Expected"), _("Missing"), *(f"{one.expectation} {one.due.period}".strip() for one in standing.slices)]


def grid_sheet(standing: Standing, *, level: int | None = None) -> Iterator[list[object]]:
    """All units, so many read at a time."""
    for units in batched(units_of(standing, level=level), UNITS_AT_ONCE):
        for row in grid_rows(standing, list(units)):
            yield [row.unit.code, str(row.unit), row.done, row.expected, row.missing, *(word(item) for item in row.cells)]


def gap_headings() -> list[str]:
    return [_("Code"), _("Unit"), _("Territory"), _("What"), _("Period"), _("Due by"), _("Days overdue"), _("Last asked")]


def gap_rows(gaps: Gaps) -> Iterator[Sequence[object]]:
    for one in gaps.slices:
        found = gaps.of(one)
        units = _units(gap.unit for gap in found)
        for gap in found:
            unit = units[gap.unit]
            yield [unit.code, str(unit), str(unit.territory or ""), str(one.expectation), one.due.period, gap.due or "", gap.days, gap.asked or ""]


def _units(ids: Iterable[int]) -> dict[int, Unit]:
    found: dict[int, Unit] = {}
    for some in batched(ids, UNITS_AT_ONCE):
        found |= Unit.objects.select_related("territory").in_bulk(some)
    return found


def as_of_note(on: dt.date, campaign: Campaign, under: Unit | None) -> str:
    """What stands on the second sheet of every file."""
    return _("%(campaign)s, %(unit)s, as of %(day)s.") % {"campaign": campaign, "unit": under or campaign.territory, "day": on.isoformat()}
