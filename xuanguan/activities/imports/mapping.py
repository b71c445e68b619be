"""What the columns of a sheet are: known by their headings, kept from an earlier time, or guessed for a person to confirm."""
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Self

from django.utils.translation import gettext as _

from xuanguan.activities.imports.fields import Columns, bare
from xuanguan.activities.models import SheetMapping
from xuanguan.common.spreadsheets import Sheet, UnreadableSheet, as_text, sheet_under
from xuanguan.organisations.models import Unit

# A heading may stand below a title, a line of who filled it in, and an empty row.
MOST_TITLE_ROWS = 30
# A guess below this likeness helps nobody; above it the person still confirms.
LIKE_ENOUGH = 0.6


@dataclass(frozen=True)
class Mapping:
    """Column of the sheet (its heading) → what it is (a field's code); and what holds for every row (`constants`: kind, front)."""

    columns: dict[str, str]
    constants: dict[str, str] = field(default_factory=dict)

    @property
    def headings(self) -> dict[str, str]:
        """What it is → the column it stands in."""
        return {code: heading for heading, code in self.columns.items()}

    @property
    def is_enough(self) -> bool:
        """A row needs a kind and a time; the unit may be the one that uploads."""
        has = {*self.columns.values(), *(name for name, value in self.constants.items() if value)}
        return "kind" in has and bool(has & {"first_day", "last_day", "not_before"})

    def as_json(self) -> dict[str, Any]:
        return {"columns": self.columns, "constants": self.constants}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        return cls(dict(kept.get("columns", {})), dict(kept.get("constants", {})))


def sheet_of(tables: dict[str, list[list]], columns: Columns, name: str) -> Sheet:
    """The table whose headings say most to us, under its headings. Raises UnreadableSheet where no row has two headings."""
    known = {bare(one) for each in columns.fields.values() for one in each.names if one}
    best: tuple[int, int, str, int] | None = None
    for order, (title, raw) in enumerate(tables.items()):
        for place, cells in enumerate(raw[:MOST_TITLE_ROWS]):
            texts = [as_text(value) for value in cells if as_text(value)]
            hits = sum(bare(text) in known for text in texts)
            score = (hits, -order, title, -place)
            if len(texts) >= 2 and not texts[0].startswith("#") and (best is None or score > best):
                best = score
    if best is None:
        raise UnreadableSheet(_("“%(name)s” is empty: no row with headings was found. Fill in the template, or choose the right file.") % {"name": name})
    _hits, _order, title, place = best
    found = sheet_under(title, tables[title], -place)
    if not found.rows:
        raise UnreadableSheet(_("“%(name)s” has headings but no rows below them. Fill in at least one row and send it again.") % {"name": name})
    return found


def known_mapping(headings: Sequence[str], columns: Columns) -> Mapping:
    """By the headings of our template alone, in either language."""
    ours = columns.by_heading()
    found: dict[str, str] = {}
    for heading in headings:
        code = ours.get(bare(heading))
        if code and code not in found.values():
            found[heading] = code
    return Mapping(found)


def kept_mapping(headings: Sequence[str], unit: Unit, columns: Columns) -> Mapping | None:
    """What the unit, or one above it, decided for these very headings; the nearest unit first. None where nobody did."""
    kept = SheetMapping.objects.filter(unit__first__lte=unit.first, unit__last__gte=unit.first).order_by("-unit__first", "-at")
    for one in kept:
        if one.headings == list(headings):
            mapping = Mapping.from_json(one.fields)
            return Mapping({heading: code for heading, code in mapping.columns.items() if code in columns.fields}, mapping.constants)
    return None


def guessed_mapping(headings: Sequence[str], columns: Columns) -> Mapping:
    """The best guess for each heading: its own name, a name that ledgers use, or one that looks much like it. Each field once."""
    scored = []
    for place, heading in enumerate(headings):
        for order, one in enumerate(columns.fields.values()):
            if one.code.split(":")[0] in ("exact", "other", "value") and bare(heading) not in {bare(one.zh), bare(one.en)}:
                continue
            likeness = max(_likeness(heading, name) for name in one.names if name)
            if likeness >= LIKE_ENOUGH:
                scored.append((-likeness, place, order, heading, one.code))
    found: dict[str, str] = {}
    for _score, _place, _order, heading, code in sorted(scored):
        if heading not in found and code not in found.values():
            found[heading] = code
    return Mapping({heading: found[heading] for heading in headings if heading in found})


def _likeness(heading: str, name: str) -> float:
    """1 for the same words; just below for the same words with something in parentheses; else by their letters."""
    mine, theirs = bare(heading), bare(name)
    if mine == theirs:
        return 1.0
    if mine.split("(")[0] == theirs.split("(")[0] and "(" in mine + theirs:
        return 0.9
    return SequenceMatcher(None, mine, theirs).ratio() * 0.85
