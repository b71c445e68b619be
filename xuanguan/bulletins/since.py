"""What has become of the figures that an edition printed: printed 14, now 15, because …

Records are compared by their ids, as the edition kept them (counting.md, rule 9): it does not depend on what the column store
remembers.
"""
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from xuanguan.activities.enums import ActivityState
from xuanguan.activities.models import Activity, ActivityVersion
from xuanguan.activities.queries import activities_seen_by
from xuanguan.bulletins.models import Edition
from xuanguan.bulletins.standing import Desk, Standing
from xuanguan.organisations.models import Unit
from xuanguan.quantities import Quantity
from xuanguan.writing.editions import FigureKept, draft_in, figures_in

# Of each reason so many records are named, the others are counted.
MOST_NAMED = 12


class Why(StrEnum):
    """What happened to a record since."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    MERGED = "merged"
    EDITED = "edited"
    VERIFIED = "verified"
    LEFT = "left"
    REACHED = "reached"
    NO_LONGER = "no_longer"


WORDS = {
    Why.ADDED: gettext_lazy("reported since"), Why.WITHDRAWN: gettext_lazy("withdrawn since"), Why.RETURNED: gettext_lazy("returned since"),
    Why.MERGED: gettext_lazy("merged since into another record"), Why.EDITED: gettext_lazy("revised since"), Why.VERIFIED: gettext_lazy("verified since"),
    Why.LEFT: gettext_lazy("revised since, so that it belongs to another figure"), Why.REACHED: gettext_lazy("reached since"),
    Why.NO_LONGER: gettext_lazy("no longer reached"),
}
BECAME = {ActivityState.WITHDRAWN: Why.WITHDRAWN, ActivityState.RETURNED: Why.RETURNED, ActivityState.MERGED: Why.MERGED}


@dataclass(frozen=True, slots=True)
class Reason:
    """Records (or units, for a coverage) to which the same happened. more: how many beyond those named, or not the reader's to open."""

    why: Why
    activities: tuple[Activity, ...] = ()
    units: tuple[Unit, ...] = ()
    more: int = 0

    @property
    def words(self) -> str:
        return str(WORDS[self.why])

    @property
    def count(self) -> int:
        return len(self.activities) + len(self.units) + self.more

    def __str__(self) -> str:
        if self.units:
            names = _(", ").join(unit.short for unit in self.units)
            return _("%(names)s: %(why)s") % {"names": names, "why": self.words}
        return ngettext("%(n)s record %(why)s", "%(n)s records %(why)s", self.count) % {"n": self.count, "why": self.words}


@dataclass(frozen=True, slots=True)
class Since:
    """A figure that moved. printed: the words in which the edition prints it."""

    kept: FigureKept
    now: Standing | None
    printed: tuple[str, ...]
    reasons: tuple[Reason, ...]

    @property
    def was(self) -> str:
        return words_of(self.kept.value, self.kept.expected)

    @property
    def value(self) -> str:
        return words_of(self.now.value, self.now.expected) if self.now else _("cannot be asked any more")

    @property
    def value_moved(self) -> bool:
        return self.now is None or self.was != self.value

    @property
    def because(self) -> str:
        return _("; ").join(str(one) for one in self.reasons)

    def as_json(self) -> dict[str, Any]:
        """Kept with a correction."""
        return {
            "figure": self.kept.figure.address, "name": self.kept.name, "printed": list(self.printed), "was": self.was, "now": self.value,
            "verified": [str(self.kept.verified), str(self.now.verified if self.now else 0)],
            "because": [{"why": str(one.why), "records": [activity.pk for activity in one.activities], "units": [unit.code for unit in one.units],
                         "more": one.more} for one in self.reasons]}


def changes_since(edition: Edition, person=None) -> list[Since]:
    """Every figure of the edition that is another now, or is known otherwise (verified since), in the order of the text.

    person: whose reach limits which records are named; None: nobody's. A fixed number of queries, besides one a figure.
    """
    text, desk = draft_in(edition.package), Desk(edition.campaign, person)
    printed: dict[str, list[str]] = {}
    for piece in text.bound:
        for ref in piece.figures:
            printed.setdefault(ref.address, []).append(piece.text)
    moved = []
    for kept in figures_in(edition.package):
        now = desk.standing(kept.figure)
        if now is None or has_changed(kept, now):
            moved.append((kept, now, desk.records(now) if now else ((), ())))
    known = _Records(edition, moved, person)
    return [Since(kept, now, tuple(dict.fromkeys(printed.get(kept.figure.address, ()))), known.reasons(kept, now, records)) for kept, now, records in moved]


def has_changed(kept: FigureKept, now: Standing) -> bool:
    return (
        words_of(kept.value, kept.expected) != words_of(now.value, now.expected) or (kept.verified, kept.self_reported) != (now.verified, now.self_reported)
        or (now.statement is None and set(kept.units) != set(now.units)))


def words_of(value: Quantity | None, expected: int | None) -> str:
    """14, ≥130场, 14 / 21."""
    if value is None:
        return _("nothing reported")
    return f"{value} / {expected}" if expected is not None else str(value)


class _Records:
    """The records behind all moved figures, fetched at once."""

    def __init__(self, edition: Edition, moved: list, person):
        came: set[int] = set()
        stayed: set[int] = set()
        for kept, _now, (ids, verified) in moved:
            before, after = set(kept.records), set(ids)
            came |= before ^ after | (set(verified) - set(kept.verified_records))
            stayed |= before & after
        self.edited = set(ActivityVersion.objects.filter(at__gt=edition.at, activity__in=stayed).values_list("activity_id", flat=True)) if stayed else set()
        self.activities = Activity.objects.select_related("kind", "reporting_unit").in_bulk(came | self.edited)
        self.seen = set(activities_seen_by(person, edition.campaign).filter(pk__in=self.activities).values_list("pk", flat=True)) if person is not None \
            else set(self.activities)
        codes = {code for kept, now, _records in moved for code in {*kept.units} ^ {*(now.units if now else ())}}
        self.units = {unit.code: unit for unit in Unit.objects.filter(code__in=codes).order_by(F("first"))}

    def reasons(self, kept: FigureKept, now: Standing | None, records: tuple[tuple[int, ...], tuple[int, ...]]) -> tuple[Reason, ...]:
        if now is None:
            return ()
        if now.expectation:
            return tuple(one for one in (
                self._of_units(Why.REACHED, set(now.units) - set(kept.units)), self._of_units(Why.NO_LONGER, set(kept.units) - set(now.units))) if one.count)
        if kept.total and not kept.records:
            return ()  # they were too many to be listed
        ids, verified = set(records[0]), set(records[1])
        before = set(kept.records)
        by_why: dict[Why, list[int]] = {}
        for pk in sorted(ids - before):
            by_why.setdefault(Why.ADDED, []).append(pk)
        for pk in sorted(before - ids):
            activity = self.activities.get(pk)
            by_why.setdefault(BECAME.get(ActivityState(activity.state), Why.LEFT) if activity else Why.LEFT, []).append(pk)
        for pk in sorted(before & ids):
            if pk in self.edited:
                by_why.setdefault(Why.EDITED, []).append(pk)
            elif pk in verified and pk not in kept.verified_records:
                by_why.setdefault(Why.VERIFIED, []).append(pk)
        return tuple(self._of_records(why, found) for why, found in by_why.items())

    def _of_records(self, why: Why, ids: Iterable[int]) -> Reason:
        ids = list(ids)
        named = [self.activities[pk] for pk in ids if pk in self.seen and pk in self.activities][:MOST_NAMED]
        return Reason(why, tuple(named), more=len(ids) - len(named))

    def _of_units(self, why: Why, codes: set[str]) -> Reason:
        named = [unit for code, unit in self.units.items() if code in codes][:MOST_NAMED]
        return Reason(why, units=tuple(named), more=len(codes) - len(named))
