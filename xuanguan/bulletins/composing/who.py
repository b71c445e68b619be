"""Who did it: on each front and of each kind the units one level below, those with most activities first, and the own level."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from xuanguan.activities.enums import ORGANISING
from xuanguan.activities.models import Participation
from xuanguan.analytics import questions as ground
from xuanguan.analytics.questions.crosstab import Dimension
from xuanguan.bulletins.composing import names
from xuanguan.bulletins.composing.references import known_of, reference
from xuanguan.figures.answers import Question, TotalsRow
from xuanguan.figures.permissions import Within
from xuanguan.organisations.models import Unit
from xuanguan.writing.lists import NAMED, joined
from xuanguan.writing.told import Actors

type Group = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Who:
    """records: ids of the activities of a group, where they are few. below: how many of each unit, by group; None: at the own level."""

    question: Question
    language: str
    counted: str
    units: dict[int, Unit]
    below: dict[Group, dict[int | None, int]] = field(default_factory=dict)
    records: dict[Group, tuple[int, ...]] = field(default_factory=dict)
    own: dict[Group, str] = field(default_factory=dict)
    has_below: bool = True

    def of(self, row: TotalsRow) -> Actors:
        """Of one kind on one front."""
        group = _group(row)
        counts = self.below.get(group, {})
        own = "" if counts and None not in counts else self.own.get(group) or self._itself
        asked = self.question.but(front=row.front, kind=row.kind, measure=None)
        return self._actors(asked, own, Counter({pk: n for pk, n in counts.items() if pk}), row)

    def all(self, question: Question) -> Actors | None:
        """The units below that organised anything."""
        counts: Counter[int] = Counter()
        for of_group in self.below.values():
            counts.update({pk: n for pk, n in of_group.items() if pk})
        return self._actors(question, "", counts, None) if counts else None

    def _actors(self, asked: Question, own: str, counts: Counter[int], row: TotalsRow | None) -> Actors:
        known = known_of(row.activities.verified, row.activities.self_reported) if row else known_of(1, 1)
        order = sorted((self.units[pk] for pk in counts if pk in self.units), key=lambda unit: (-counts[unit.pk], unit.first))
        return Actors(
            own, tuple(names.short(one) for one in order[:NAMED + 1]), tuple(names.full(one) for one in order[:NAMED]),
            tuple(one.code for one in order), len(order), self.counted if order else "", (reference(asked, "units"),), known)

    @property
    def _itself(self) -> str:
        if not self.has_below:
            return names.itself(self.question.unit)
        return names.at_its_own_level(self.question.unit, self.language)


def who_did(question: Question, rows: tuple[TotalsRow, ...], language: str, *, few: int) -> Who:
    """One question for each front that has something, and one for the records of groups that have few."""
    unit = question.unit
    has_below = unit.is_division and Unit.objects.filter(territory=unit, is_open=True, level__gt=unit.level or 0).exists()
    below: dict[Group, dict[int | None, int]] = defaultdict(dict)
    if has_below:
        for front in {row.front.pk: row.front for row in rows if row.front}.values():
            cells = question.put(ground.crosstab, question.but(front=front, measure=None).asked, rows=Dimension.CHILD, columns=Dimension.KIND) or ()
            for cell in cells:
                below[front.pk, cell.column][cell.row] = cell.activities.total  # type: ignore[index]
    ids = {pk for counts in below.values() for pk in counts if pk}
    units = Unit.objects.in_bulk(ids)
    level = min((one.level for one in units.values() if one.level is not None), default=None)
    groups = {_group(row): row for row in rows if row.front and row.kind and 0 < row.activities.itemised <= few}
    records = _few_records(question, groups)
    with_own = {group: ids for group, ids in records.items() if not has_below or None in below.get(group, {})}
    return Who(
        question, language, names.counted(question.campaign, level, language), units, dict(below), records,
        _own_names(unit, with_own, language, question.within, has_below=has_below), has_below)


def _few_records(question: Question, groups: dict[Group, TotalsRow]) -> dict[Group, tuple[int, ...]]:
    if not groups:
        return {}
    found = question.put(ground.records_of_groups, question.but(measure=None).asked, groups=tuple(sorted(groups))) or {}
    return {group: ids for group, ids in found.items() if len(ids) == groups[group].activities.itemised}


def _own_names(unit: Unit, records: dict[Group, tuple[int, ...]], language: str, within: Within, *, has_below: bool) -> dict[Group, str]:
    """Which organs of the unit's own level organised a kind, where they are few enough to be named.

    Someone who sees one line only is told the level: the organs of other lines are not theirs to know.
    """
    ids = {one for of_group in records.values() for one in of_group}
    if not ids or within:
        return {}
    organising = Participation.objects.filter(activity_id__in=ids, role__in=ORGANISING).select_related("unit")
    found: dict[int, dict[int, Unit]] = defaultdict(dict)
    for one in organising:
        if one.unit_id == unit.pk or (one.unit.territory_id == unit.pk and not one.unit.is_division):
            found[one.activity_id][one.unit_id] = one.unit
    named = {}
    for group, of_group in records.items():
        units = {pk: one for activity in of_group for pk, one in found[activity].items()}
        if 0 < len(units) <= NAMED:
            named[group] = joined([names.itself(one) for one in sorted(units.values(), key=lambda one: one.first)], language)
    return named


def _group(row: TotalsRow) -> Group:
    return (row.front.pk if row.front else 0, row.kind.pk if row.kind else 0)
