"""Activities from spreadsheets: the campaign's template, or somebody's own ledger; first a dry run, then all of it or nothing."""
from xuanguan.activities.imports.dry_run import ColumnsUnknown, DryRun, NothingToApply, OpenedSheet, apply_sheet, dry_run, open_sheet
from xuanguan.activities.imports.holding import HeldSheet, NoLongerKept, held, hold
from xuanguan.activities.imports.likely import Likely
from xuanguan.activities.imports.mapping import Mapping
from xuanguan.activities.imports.rows import ReadRow
from xuanguan.activities.imports.template import unit_label, units_of, write_template

__all__ = [
    "ColumnsUnknown", "DryRun", "HeldSheet", "Likely", "Mapping", "NoLongerKept", "NothingToApply", "OpenedSheet", "ReadRow", "apply_sheet",
    "dry_run", "held", "hold", "open_sheet", "unit_label", "units_of", "write_template",
]
