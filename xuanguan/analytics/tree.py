"""The trees of all days: where a unit stands on a day, and who stands for it when it is closed.

A tree has divisions, each with a level, and organs (bureaus, departments, schools), which have no level of their own
and stand at their territory. A *path* is a tuple as long as the tree is deep: the division at each level above the unit,
the unit's own node last, 0 below. Where a level is missing (a municipality's districts have no prefecture), it is
filled with the next division below, so that the children of any node of level k are what stands at k + 1.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from xuanguan.analytics.errors import TreeError

type Path = tuple[int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Affiliation:
    """From `since` on (None: always) the unit lies in `territory`, in the line `system`; it ends where the next begins.

    No territory: the root of a tree if the unit is a division that never had one; else closed, or outside the tree.
    """

    unit: int
    since: date | None
    territory: int | None
    system: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class Succession:
    """What became of a unit on a day. `stands_for`: of a split's several successors, the one that kept the code."""

    predecessor: int
    successor: int
    on: date
    stands_for: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit is shown. `divided` is False where it was split and is shown at the level above, not divided."""

    unit: int | None
    divided: bool = True


class Trees:
    """All trees of an administration, by day. Immutable; build once and keep until the organisations change.

    levels: every unit that may occur in a fact, with its level if it is a division, else None.
    today: the day of "today's map"; the floor above passes it, there is no clock here.
    kinds: what kind of unit each is, in a word of the floor above; "" where it says nothing.

    Raises TreeError for a territory that is not a division (on use) and for circles.
    """

    def __init__(
        self,
        levels: Mapping[int, int | None],
        affiliations: Iterable[Affiliation],
        successions: Iterable[Succession] = (),
        *,
        today: date,
        kinds: Mapping[int, str] | None = None,
    ) -> None:
        self.today = today
        self._kinds = dict(kinds or {})
        self._levels = dict(levels)
        self._spells: dict[int, list[Affiliation]] = defaultdict(list)
        for one in sorted(affiliations, key=lambda one: (one.unit, one.since or date.min)):
            self._spells[one.unit].append(one)
        self._became: dict[int, list[Succession]] = defaultdict(list)
        for became in sorted(successions, key=lambda one: (one.predecessor, one.on, one.successor)):
            self._became[became.predecessor].append(became)
        changes = {one.since for spells in self._spells.values() for one in spells if one.since}
        changes |= {became.on for all_became in self._became.values() for became in all_became}
        self._changes = sorted(changes)
        self._paths: dict[tuple[int, int], Path] = {}
        self._moves: dict[int, frozenset[date]] = {}
        self._starts = {unit: [one.since or date.min for one in spells] for unit, spells in self._spells.items()}
        self.depth = max((level for level in self._levels.values() if level is not None), default=0)
        self._outside: Path = (0,) * (self.depth + 1)

    @property
    def units(self) -> Mapping[int, int | None]:
        """Every unit with its own level."""
        return self._levels

    def kind(self, unit: int) -> str:
        return self._kinds.get(unit, "")

    def path(self, unit: int, day: date) -> Path:
        """The divisions above the unit and its own node, by level, in the tree of that day; all 0 outside the tree."""
        return self._path(unit, day, bisect_right(self._changes, day), ())

    def path_today(self, unit: int) -> Path:
        return self.path(unit, self.today)

    def system(self, unit: int, day: date) -> int | None:
        """The line that the unit belonged to on that day, or last before it closed."""
        spells = self._spells.get(unit)
        if not spells:
            return None
        at = self._spell_number(unit, day)
        while at > 0 and spells[at].territory is None:
            at -= 1
        return spells[at].system

    def place(self, unit: int, day: date) -> Place:
        """The unit that stands for this one on that day's map: itself while it is open.

        A merged or renamed unit is shown as its successor, a split one as the part that kept its code; where none or
        several did, at the territory it last lay in, "not divided".
        """
        seen: set[int] = set()
        divided = True
        while self._is_closed(unit, day):
            if unit in seen:
                raise TreeError(f"Unit {unit} succeeds itself: correct its successions.", unit=unit)
            seen.add(unit)
            heirs = {became.successor for became in self._became.get(unit, ()) if became.on <= day and became.stands_for}
            if len(heirs) == 1:
                unit = heirs.pop()
                continue
            divided = False
            last = [spell.territory for spell in self._spells[unit] if spell.territory and (spell.since or date.min) <= day]
            if not last:
                return Place(None, divided)
            unit = last[-1]
        return Place(unit, divided)

    def standing(self, unit: int) -> list[tuple[date, Path, int | None]]:
        """Every place the unit ever had: from which day on, its path, its line; the first from the first day of the calendar.

        Days on which something moved that can neither move it nor anything above it are not looked at. The path is empty for a
        time in which the affiliations make no tree: whoever asks for it is told.
        """
        found: list[tuple[date, Path, int | None]] = []
        for day in (date.min, *sorted(self._days_of(unit))):
            try:
                place: tuple[Path, int | None] = (self.path(unit, day), self.system(unit, day))
            except TreeError:
                place = ((), None)
            if not found or found[-1][1:] != place:
                found.append((day, *place))
        return found

    def preorder(self) -> dict[int, int]:
        """Every unit with a dense number from 1, a division before what lies in it; closed units where they last lay."""
        inside: dict[int | None, list[int]] = defaultdict(list)
        for unit in sorted(self._levels):
            territories = [spell.territory for spell in self._spells.get(unit, ()) if spell.territory is not None]
            inside[territories[-1] if territories else None].append(unit)
        numbers: dict[int, int] = {}
        waiting = list(reversed(inside[None]))
        while waiting:
            unit = waiting.pop()
            numbers[unit] = len(numbers) + 1
            waiting.extend(reversed(inside.get(unit, ())))
        for unit in sorted(self._levels):  # what a circle across different days left over
            numbers.setdefault(unit, len(numbers) + 1)
        return numbers

    @property
    def fingerprint(self) -> str:
        """Changes whenever anything that could move a row changes."""
        if not hasattr(self, "_fingerprint"):
            digest = hashlib.sha256(repr(bisect_right(self._changes, self.today)).encode())
            for unit in sorted(self._levels):
                digest.update(self.history_of(unit).encode())
            self._fingerprint = digest.hexdigest()
        return self._fingerprint

    def history_of(self, unit: int) -> str:
        """Everything known of where a unit stood, as text: equal text means that its rows stay where they are."""
        spells = ",".join(f"{one.since}:{one.territory}:{one.system}" for one in self._spells.get(unit, ()))
        became = ",".join(f"{one.on}:{one.successor}:{one.stands_for}" for one in self._became.get(unit, ()))
        return f"{unit}/{self._levels.get(unit)}/{self.kind(unit)}/{spells}/{became};"

    def _days_of(self, unit: int) -> frozenset[date]:
        """The days on which the unit, what it ever lay in or what ever stood for it moved."""
        found = self._moves.get(unit)
        if found is None:
            self._moves[unit] = frozenset(self._changes)  # what a circle comes back to: every day there is
            spells, became = self._spells.get(unit, ()), self._became.get(unit, ())
            days = {one.since for one in spells if one.since} | {one.on for one in became}
            others = {one.territory for one in spells if one.territory is not None} | {one.successor for one in became}
            found = self._moves[unit] = frozenset(days.union(*(self._days_of(other) for other in others)))
        return found

    def _path(self, unit: int, day: date, epoch: int, below: tuple[int, ...]) -> Path:
        """Remembered for all days between two changes: they have one tree."""
        found = self._paths.get((unit, epoch))
        if found is None:
            found = self._paths[unit, epoch] = self._walk(unit, day, epoch, below)
        return found

    def _walk(self, unit: int, day: date, epoch: int, below: tuple[int, ...]) -> Path:
        if unit in below:
            raise TreeError(f"Units {below} lie in one another in a circle on {day}.", units=below, day=day)
        node = self.place(unit, day).unit
        if node is None:
            return self._outside
        territory = self._territory(node, day)
        level = self._levels.get(node)
        above = self._outside if territory is None else self._path(territory, day, epoch, (*below, unit))
        if level is None:
            return above
        shared = sum(1 for one in above if one)
        if shared > level:
            raise TreeError(
                f"Unit {node} of level {level} lies in unit {territory}, which is not above it, on {day}.",
                unit=node, territory=territory, day=day,
            )
        return above[:shared] + (node,) * (level + 1 - shared) + self._outside[level + 1 :]

    def _territory(self, unit: int, day: date) -> int | None:
        spells = self._spells.get(unit)
        return spells[self._spell_number(unit, day)].territory if spells else None

    def _is_closed(self, unit: int, day: date) -> bool:
        spells = self._spells.get(unit)
        if not spells:
            return False
        at = self._spell_number(unit, day)
        return spells[at].territory is None and any(spell.territory is not None for spell in spells[:at])

    def _spell_number(self, unit: int, day: date) -> int:
        # A day before the first spell is read as the first: the record is older than what we know of the unit.
        return max(bisect_right(self._starts[unit], day) - 1, 0)
