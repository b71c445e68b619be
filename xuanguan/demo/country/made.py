"""A made-up country or province with its facts, in batches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from xuanguan.analytics import Changes, FactBatch, FulfilmentFact, RosterFact, RosterMember, StatementFact, Trees
from xuanguan.demo.country.administration import COUNTRY, PROVINCE, Administration, administration
from xuanguan.demo.country.drawing import Drawing
from xuanguan.quantities import Qualifier

BEGINS, TODAY = date(2010, 1, 1), date(2012, 12, 31)
CAMPAIGN = 1
SEED = 20120525
# Fewer activities than these are a province's.
FROM_A_COUNTRY_ON = 300_000
# Activities drawn at a time: some 150 MB in columns.
CHUNK = 250_000
# One total stated for so many activities, 2,000 at most; what a report says in a sentence.
ACTIVITIES_PER_STATEMENT, MOST_STATEMENTS = 250, 2_000


@dataclass(frozen=True)
class Country:
    """`activities` numbered from 1 in the order in which they were reported."""

    administration: Administration
    activities: int
    seed: int

    def trees(self) -> Trees:
        return self.administration.trees()

    def batches(self, chunk: int = CHUNK) -> Iterator[FactBatch]:
        """All versions of all activities; the same facts whatever the chunk."""
        with Drawing(self.administration, self.activities, self.seed) as drawing:
            for first in range(1, self.activities + 1, chunk):
                yield drawing.batch(first, min(first + chunk - 1, self.activities))

    def changes(self) -> Changes:
        """Everything, as a rebuild takes it."""
        return Changes(batches=self.batches(), statements=self.statements(), rosters=self.rosters(), fulfilments=self.fulfilments())

    def statements(self) -> list[StatementFact]:
        """Totals of a system or of all, about some division, rounded as officers write them; one in ten counts units."""
        random = Random(f"{self.seed} statements")  # noqa: S311  made-up data, not a secret
        made = self.administration
        upper = [unit for level in sorted(made.divisions)[:-1] for unit in made.divisions[level]]
        found = []
        for number in range(1, min(MOST_STATEMENTS, self.activities // ACTIVITIES_PER_STATEMENT) + 1):
            territory = upper[int(len(upper) * random.random() ** 3)]
            first = BEGINS + timedelta(days=365 * random.randint(0, 2))
            last = min(first + timedelta(days=random.choice((89, 180, 364))), TODAY)
            since = min(last + timedelta(days=random.randint(0, 9)), TODAY)
            counts_units = random.random() < 0.1
            level = made.levels[territory] or 0
            found.append(StatementFact(
                statement=number, unit=territory, territory=territory, earliest=first, latest=last, since=since,
                value=random.randint(2, 12) if counts_units else Decimal(10 * int(random.lognormvariate(4, 1.5)) + 10),
                qualifier=random.choice((Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.AT_LEAST, Qualifier.ABOUT)),
                word="个" if counts_units else "场", measure=None if counts_units else "sessions",
                front=random.choice((None, 1, 2)), kind=None if random.random() < 0.5 else random.randint(1, 10),
                system=random.choice((None, None, 1)), levels=(level + 1,) if counts_units else (), campaign=CAMPAIGN,
                verified=since if random.random() < 0.5 else None,
                until=min(since + timedelta(days=40), TODAY) if random.random() < 0.1 and since < TODAY else None))
        return found

    def rosters(self) -> list[RosterFact]:
        """Roster n: all divisions of the n-th level below the top, and a stated size where some names lack."""
        made = self.administration
        return [
            RosterFact(number, tuple(RosterMember(unit) for unit in made.divisions[level]), len(made.divisions[level]) + (7 if number == 3 else 0))
            for number, level in enumerate(sorted(made.divisions)[1:], start=1)]

    def fulfilments(self) -> list[FulfilmentFact]:
        """“Nothing to report”, said to expectation 1 by units of the second roster, for a month."""
        random = Random(f"{self.seed} nothing")  # noqa: S311
        made = self.administration
        units = made.divisions[sorted(made.divisions)[2]]
        found = []
        for month in range(36):
            year, number = BEGINS.year + month // 12, month % 12 + 1
            due = (date(year, number, 28) + timedelta(days=4)).replace(day=1) + timedelta(days=random.randint(0, 9))
            if due <= TODAY:
                silent = random.sample(units, max(1, len(units) // 20))
                found += [FulfilmentFact(1, unit, unit, due, f"{year}{number:02}", nothing=True) for unit in silent]
        return found


def country(activities: int, *, seed: int = SEED) -> Country:
    """A province of some 4,800 units for up to 300,000 activities, a country of some 47,000 for more."""
    is_country = activities >= FROM_A_COUNTRY_ON
    made = administration(
        Random(f"{seed} units"), COUNTRY if is_country else PROVINCE, top=0 if is_country else 1, begins=BEGINS, today=TODAY,  # noqa: S311
        changes=60 if is_country else 16)
    return Country(made, activities, seed)
