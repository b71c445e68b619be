"""Stated totals: which stand, and what is on record within exactly their scope and period."""
from collections import defaultdict
from collections.abc import Collection, Sequence
from decimal import Decimal

from xuanguan.activities.models import Statement
from xuanguan.figures.answers import Question, StatedFigure, stated
from xuanguan.figures.checking.reading import Version
from xuanguan.figures.checking.tallies import Parts, Tally
from xuanguan.figures.facts.statements import NEVER_COUNTED
from xuanguan.figures.facts.words import MeasureWords
from xuanguan.quantities import Qualifier

# Of a country's thousands of statements so many are counted; that each stands is looked at of all.
MOST_COUNTED = 20


def standing_statements(asked: Question, fronts: Collection[int], kinds: Collection[int]) -> list[Statement]:
    """Those that stand as of the day inside the period, of these fronts and kinds (of all, where none is named), wherever they speak of: of
    one unit's with one scope and one start the latest."""
    words, latest = MeasureWords(), {}
    found = Statement.objects.exclude(state__in=NEVER_COUNTED).filter(campaign=asked.campaign, since__lte=asked.as_of)
    for one in sorted(found, key=lambda one: (one.latest, one.since, one.pk)):
        is_verified = one.verified_on is not None and one.verified_on <= asked.as_of
        if (one.until is not None and one.until <= asked.as_of) or not (asked.period.first <= one.earliest and one.latest <= asked.period.last):
            continue
        if (fronts and one.front_id not in fronts) or (kinds and one.kind_id not in kinds) or (
                asked.state != "itemised" and (asked.state == "verified") != is_verified):
            continue
        word = words.word(one.kind_id, one.measure, one.unit_zh) if one.measure else one.unit_zh
        latest[one.unit_id, one.territory_id, one.system_id, tuple(one.levels), one.front_id, one.kind_id, one.measure, word, one.earliest] = one
    return list(latest.values())


class Stated(Tally):
    name = "stated"

    def __init__(self, question, places) -> None:
        super().__init__(question, places)
        self.answers = stated(question)
        self.looked_at = self.answers[:MOST_COUNTED]
        self.sums: dict[int, Decimal] = defaultdict(Decimal)
        self.homes: dict[int, set[int]] = defaultdict(set)

    def see(self, versions: Sequence[Version]) -> None:
        """A statement has a scope of its own: the question's filters say which statements, not which records."""
        for one in versions:
            if self.looked_at and one.counts_on(self.question.as_of) and self.question.campaign.pk in one.campaigns:
                self.take(one, versions)

    def take(self, version: Version, versions: Sequence[Version]) -> None:
        for one in self.looked_at:
            scope, said = one.question, one.statement
            if not (scope.period.first <= version.earliest and version.latest <= scope.period.last) or (
                    said.front_id not in (None, version.front)) or said.kind_id not in (None, version.kind):
                continue
            units = self.units_in(one, version)
            if units and one.counts_units:
                self.homes[said.pk].update(home for unit in units if (home := self.places.node(unit, version.latest, self.question.tree)))
            elif units and scope.measure:
                self.sums[said.pk] += sum(
                    (value for code, word, value, qualifier in version.measures
                     if (code, word) == (scope.measure.name, scope.measure.word) and qualifier != Qualifier.AT_MOST), Decimal(0))

    def units_in(self, one: StatedFigure, version: Version) -> list[int]:
        """The organising units in the statement's territory, line and levels."""
        said, places, tree = one.statement, self.places, self.question.tree
        return [
            unit for unit in version.organisers
            if places.lies_in(unit, said.territory_id, version.latest, tree)
            and (said.system_id is None or places.system(unit, version.latest) == said.system_id)
            and (not said.levels or places.level(places.node(unit, version.latest, tree) or 0) in said.levels)]

    def counted(self) -> Parts:
        asked = self.question
        fronts, kinds = ({one.pk} if one else set() for one in (asked.front, asked.kind))
        standing = {one.pk: one.value for one in standing_statements(asked, fronts, kinds) if self.here((one.territory_id,), one.latest)}
        on_record: Parts = {
            (one.statement.pk, "on record"): Decimal(len(self.homes[one.statement.pk])) if one.counts_units else self.sums[one.statement.pk]
            for one in self.looked_at if one.value.value}
        return {**{(pk, "stated"): value for pk, value in standing.items()}, **on_record}

    def said(self) -> Parts:
        return {**{(one.statement.pk, "stated"): one.value.value for one in self.answers},
                **{(one.statement.pk, "on record"): one.share.itemised for one in self.looked_at if one.share}}
