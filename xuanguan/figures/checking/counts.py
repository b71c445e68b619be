"""Figures of activities: totals with measures and records, units below, time, clauses, who took part, persons, places in a ranking."""
import heapq
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from xuanguan.analytics import MeasureKey
from xuanguan.analytics.questions import Dimension
from xuanguan.figures.answers import children, names_of, participants, persons, ranking, records, table, time_series, totals
from xuanguan.figures.answers.records import ON_A_PAGE
from xuanguan.figures.checking.reading import Version
from xuanguan.figures.checking.tallies import Pairs, Parts, Tally, pair
from xuanguan.periods import Grain, periods_in
from xuanguan.quantities import Qualifier, Quantity, total


class Totals(Tally):
    """How many, how much of each measure, not dated, crossing; and the newest records behind it."""

    name = "totals"

    def __init__(self, question, places) -> None:
        super().__init__(question, places)
        self.pairs, self.undated, self.crossing = Pairs(), 0, 0
        self.sums: dict[tuple[str, str], dict[tuple[bool, str], Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        self.newest: list[tuple] = []

    def take(self, version: Version, versions: Sequence[Version]) -> None:
        period = self.question.period
        if version.latest < period.first or version.earliest > period.last or not self.organisers_here(version):
            return
        if not self.is_inside(version):
            self.undated += 1
            return
        is_verified = self.is_verified(version)
        self.pairs.add("activities", is_verified)
        self.crossing += version.begun < period.first
        for code, word, value, qualifier in version.measures:
            self.sums[code, word][is_verified, qualifier] += value
        found = (version.latest, version.activity)
        if len(self.newest) < ON_A_PAGE:
            heapq.heappush(self.newest, found)
        else:
            heapq.heappushpop(self.newest, found)

    def counted(self) -> Parts:
        newest = tuple(activity for _latest, activity in sorted(self.newest, reverse=True))
        sums: dict[tuple[str, str], tuple] = {}
        for key, parts in self.sums.items():
            whole = total(Quantity(value, Qualifier(qualifier)) for (_verified, qualifier), value in parts.items())
            sure = [sum((value for (is_verified, qualifier), value in parts.items() if is_verified is which and qualifier != Qualifier.AT_MOST), Decimal(0))
                    for which in (True, False)]
            sums[key] = (*sure, str(whole.sum.qualifier) if whole.sum else "", whole.upper_bounds.value if whole.upper_bounds else None)
        return {**self.pairs.told(), "not dated": self.undated, "begun before": self.crossing, "newest records": newest, **sums}

    def said(self) -> Parts:
        row, names = totals(self.question)[0], names_of(self.question.campaign)
        sums: dict[tuple[str, str], tuple] = {}
        for one in row.measures:
            key = one.question.measure or MeasureKey("")
            # Persons are shown as a ceiling, whatever their sum was.
            qualifier = "" if one.value is None else str(one.value.qualifier)
            if not names.adds(key) and qualifier == Qualifier.AT_MOST:
                qualifier = str(Qualifier.EXACT)
            sums[key.name, key.word] = (one.verified, one.self_reported, qualifier, one.upper_bound and one.upper_bound.value)
        return {"activities": pair(row.activities), "not dated": row.activities.undated, "begun before": row.activities.crossing,
                "newest records": records(self.question).ids, **sums}


class Children(Tally):
    """Of one division. None: at its own level."""

    name = "children"

    def __init__(self, question, places) -> None:
        super().__init__(question, places)
        self.pairs, self.joint, self.below = Pairs(), 0, (places.level(question.unit.pk) or 0) + 1

    def take(self, version: Version, versions: Sequence[Version]) -> None:
        if not self.is_inside(version):
            return
        paths = [self.path(unit, version) for unit in self.organisers_here(version)]
        below = {path[self.below] or None if self.below < len(path) else None for path in paths}
        for child in below:
            self.pairs.add(child, self.is_verified(version))
        self.joint += len(below) > 1

    def counted(self) -> Parts:
        return {**self.pairs.told(), "joint": self.joint}

    def said(self) -> Parts:
        found = children(self.question)
        own: Parts = {None: pair(found.own.activities)} if found.own else {}
        return {**own, **{row.unit.pk: pair(row.activities) for row in found.rows if row.unit}, "joint": found.joint}


class Ranking(Tally):
    """Of the divisions one level below."""

    name = "ranking"

    def __init__(self, question, places) -> None:
        super().__init__(question, places)
        self.pairs, self.level = Pairs(), (places.level(question.unit.pk) or 0) + 1

    def take(self, version: Version, versions: Sequence[Version]) -> None:
        if self.is_inside(version):
            found = {self.path(unit, version)[self.level] for unit in self.organisers_here(version)}
            for unit in found - {0}:
                # A level that is missing is filled with the division below, which is not of it.
                if self.places.level(unit) == self.level:
                    self.pairs.add(unit, self.is_verified(version))

    def counted(self) -> Parts:
        return self.pairs.told()

    def said(self) -> Parts:
        return {one.unit.pk: pair(one.figure) for one in ranking(self.question, self.level).ranked}


class Series(Tally):
    """By month; None: in no single month."""

    name = "timeseries"

    def __init__(self, question, places) -> None:
        super().__init__(question, places)
        self.pairs, self.months = Pairs(), {(one.first.year, one.first.month): one for one in periods_in(question.period, Grain.MONTH)}

    def take(self, version: Version, versions: Sequence[Version]) -> None:
        if self.is_inside(version) and self.organisers_here(version):
            month = self.months[version.latest.year, version.latest.month]
            self.pairs.add(month.code if month.first <= version.earliest else None, self.is_verified(version))

    def counted(self) -> Parts:
        return self.pairs.told()

    def said(self) -> Parts:
        found = time_series(self.question, Grain.MONTH)
        return {**{point.period.code: pair(point.figure) for point in found.points}, None: pair(found.undated)}


class Clauses(Tally):
    """Clause × front."""

    name = "clause × front"

    def __init__(self, question, places) -> None:
        super().__init__(question, places)
        self.pairs = Pairs()

    def take(self, version: Version, versions: Sequence[Version]) -> None:
        if self.is_inside(version) and version.clauses and self.organisers_here(version):
            for clause in version.clauses:
                self.pairs.add((clause, version.front), self.is_verified(version))

    def counted(self) -> Parts:
        return self.pairs.told()

    def said(self) -> Parts:
        found = table(self.question, Dimension.CLAUSE, Dimension.FRONT)
        return {(found.rows[row].key, found.columns[column].key): pair(one) for (row, column), one in found.cells.items() if found.rows[row].key}


class Organised(Tally):
    """Who organised, by kind of unit: activities, and how many different units."""

    name = "participants"

    def __init__(self, question, places) -> None:
        super().__init__(question, places)
        self.pairs = Pairs()
        self.units_of: dict[tuple[str, str | None], set[int]] = defaultdict(set)

    def take(self, version: Version, versions: Sequence[Version]) -> None:
        if self.is_inside(version):
            self.add({(self.places.kinds.get(unit, ""), None, unit) for unit in self.organisers_here(version)}, version)

    def add(self, found: set[tuple[str, str | None, int]], version: Version) -> None:
        for key in {(kind, role) for kind, role, _unit in found}:
            self.pairs.add(key, self.is_verified(version))
        for kind, role, unit in found:
            self.units_of[kind, role].add(unit)

    def counted(self) -> Parts:
        return {key: (*one, len(self.units_of[key])) for key, one in self.pairs.told().items()}

    def said(self) -> Parts:
        return {(str(row.kind or ""), str(row.role) if row.role else None): (*(pair(row.activities) or (0, 0)), row.units)
                for row in participants(self.question)}


class TookPart(Organised):
    """Who took part, by kind of unit and role."""

    name = "participants taking part"

    def __init__(self, question, places) -> None:
        super().__init__(question.but(roles=("any",)), places)

    def take(self, version: Version, versions: Sequence[Version]) -> None:
        if self.is_inside(version):
            self.add({(self.places.kinds.get(unit, ""), role, unit) for unit, role in version.taking_part if self.here((unit,), version.latest)}, version)


class Persons(Tally):
    """Between how many persons: of all measures that the figures know here."""

    name = "persons"

    def __init__(self, question, places) -> None:
        super().__init__(question, places)
        self.keys = tuple(names_of(question.campaign).measures)
        self.activities, self.largest, self.sum, self.is_open = 0, Decimal(0), Decimal(0), False

    def take(self, version: Version, versions: Sequence[Version]) -> None:
        values = [(value, qualifier) for code, word, value, qualifier in version.measures if MeasureKey(code, word) in self.keys]
        if not values or not self.is_inside(version) or not self.organisers_here(version):
            return
        self.activities += 1
        for value, qualifier in values:
            self.sum += value
            self.is_open |= qualifier == Qualifier.AT_LEAST
            if qualifier != Qualifier.AT_MOST:
                self.largest = max(self.largest, value)

    def counted(self) -> Parts:
        return {"activities": self.activities, "at least": self.largest, "at most": None if self.is_open else self.sum}

    def said(self) -> Parts:
        found = persons(self.question, measures=self.keys) if self.keys else None
        return {"activities": found.activities, "at least": found.lowest, "at most": found.highest} if found else {}

