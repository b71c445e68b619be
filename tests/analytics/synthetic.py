"""Made-up administrations as plain facts, of any size, from a seed: for the tests and the benchmarks of figures.

They hold what makes counting hard: joint activities of units under different parents, several reports' worth of edits,
returns and late reports, windows instead of days, re-organisations, missing levels, organs, partners outside the tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from xuanguan.analytics import (
    ActivityFact,
    Affiliation,
    Changes,
    FulfilmentFact,
    Measured,
    RosterFact,
    RosterMember,
    StatementFact,
    Succession,
    TakingPart,
    Trees,
)

BEGINS, TODAY = date(2010, 1, 1), date(2012, 12, 31)
DAYS = (TODAY - BEGINS).days
SYSTEMS = (1, 2, 3)
FRONTS = (1, 2, 3, 4, 5)
KINDS = tuple(range(1, 13))
MEASURES = (("attendances", "人次"), ("persons", "人"), ("copies", "册"))
QUALIFIERS = ("exact", "exact", "exact", "at_least", "about", "at_most")
# Clause → the clauses above it.
CLAUSES = {clause: tuple(dict.fromkeys((clause, 100 + clause // 6, 200))) for clause in range(1, 41)}


@dataclass
class Administration:
    levels: dict[int, int | None] = field(default_factory=dict)
    affiliations: list[Affiliation] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)
    divisions: dict[int, list[int]] = field(default_factory=dict)
    actors: list[int] = field(default_factory=list)
    outside: list[int] = field(default_factory=list)
    activities: list[ActivityFact] = field(default_factory=list)
    statements: list[StatementFact] = field(default_factory=list)
    rosters: list[RosterFact] = field(default_factory=list)
    fulfilments: list[FulfilmentFact] = field(default_factory=list)

    def trees(self) -> Trees:
        return Trees(self.levels, self.affiliations, self.successions, today=TODAY, kinds={unit: self.kind(unit) for unit in self.levels})

    def kind(self, unit: int) -> str:
        """Divisions, and bureaus and enterprises in turn."""
        return "division" if self.levels[unit] is not None else ("bureau", "enterprise")[unit % 2]

    def facts(self) -> Changes:
        return Changes(self.activities, (), self.statements, (), self.rosters, (), self.fulfilments)


def administration(random: Random, *, children: tuple[int, ...], organs: int = 1, top: int = 0, changes: int = 2, uneven: bool = True) -> Administration:
    """A tree with so many children at each level below the root (half as many at least, where uneven), organs at the upper
    levels, and re-organisations."""
    made = Administration()
    root = _new(made, top, None)
    parents = [root]
    for below, number in enumerate(children, start=1):
        level = top + below
        for parent in parents:
            for _ in range(random.randint(max(number // 2, 1), number) if uneven else number):
                _new(made, level, parent)
        # A municipality: what lies in it has no unit of the level between.
        if below < len(children) and random.random() < 0.5:
            _new(made, level + 1, random.choice(parents))
        parents = list(made.divisions[level])
    lowest = top + len(children)
    for level, divisions in made.divisions.items():
        for division in list(divisions):
            if level == lowest and len(children) > 3:
                made.actors.append(division)
                continue
            for _ in range(random.randint(1, organs)):
                organ = _new(made, None, division, random.choice((*SYSTEMS, None)))
                made.actors.append(organ)
            if random.random() < 0.3:
                made.actors.append(division)
    made.outside = [_new(made, None, None) for _ in range(2)]
    for _ in range(changes):
        _reorganise(made, random, top)
    return made


def small(random: Random, activities: int = 14) -> Administration:
    """A whole administration with everything in it, small enough for sets."""
    made = administration(
        random, children=random.choice(((2, 3), (3, 2, 2), (2,))), organs=2, top=random.choice((0, 1)), changes=random.randint(0, 4)
    )
    for activity in range(1, activities + 1):
        made.activities += versions(made, random, activity)
    divisions = [unit for level in made.divisions.values() for unit in level]
    for statement in range(1, random.randint(2, 14)):
        made.statements.append(_statement(made, random, statement, divisions))
    for roster in (1, 2):
        made.rosters.append(_roster(made, random, roster, divisions))
    for expectation in (1, 2):
        for _ in range(random.randint(0, 6)):
            made.fulfilments.append(_fulfilment(made, random, expectation))
    return made


def versions(made: Administration, random: Random, activity: int, *, plain: bool = False) -> list[ActivityFact]:
    """All versions of one activity: most have one; some were edited, returned, verified or merged away."""
    first = _version(made, random, activity, 1, plain)
    if random.random() < (0.95 if plain else 0.6):
        return [first]
    found, before = [], first
    for number in range(2, 2 + random.randint(1, 3)):
        until = max(before.since, min(before.since + timedelta(days=random.randint(0, 90)), TODAY))
        found.append(_replaced(before, until=until))
        if random.random() < 0.2:
            return found
        again = _version(made, random, activity, number, plain)
        since = until + timedelta(days=random.choice((0, 0, 0, 12)))
        verified = since if random.random() < 0.5 else None
        before = _replaced(again, since=since, verified=verified, until=None)
    return [*found, before]


def stream(made: Administration, random: Random, activities: int) -> Iterator[ActivityFact]:
    """So many activities one by one, skewed as work is: few units do much."""
    for activity in range(1, activities + 1):
        yield from versions(made, random, activity, plain=True)


def _new(made: Administration, level: int | None, territory: int | None, system: int | None = None) -> int:
    unit = 1000 + len(made.levels)
    made.levels[unit] = level
    if level is not None:
        made.divisions.setdefault(level, []).append(unit)
    if territory is not None:
        made.affiliations.append(Affiliation(unit, None, territory, system))
    return unit


def _reorganise(made: Administration, random: Random, top: int) -> None:
    level = random.choice([level for level in made.divisions if level > top])
    here = [unit for unit in made.divisions[level] if sum(one.unit == unit for one in made.affiliations) == 1]
    if len(here) < 2:
        return
    day = BEGINS + timedelta(days=random.randint(30, DAYS + 30))
    one, other = random.sample(here, 2)
    what = random.choice(("merge", "split", "transfer", "rename", "system"))
    territory = {each.unit: each.territory for each in made.affiliations}
    if what == "transfer":
        above = [unit for unit in made.divisions.get(level - 1, ()) if territory.get(unit) or level - 1 == top]
        made.affiliations.append(Affiliation(one, day, random.choice(above or [territory[one]]), None))
        return
    if what == "system":
        organs = [each for each in made.affiliations if made.levels[each.unit] is None and each.since is None]
        organ = random.choice(organs)
        made.affiliations = [each for each in made.affiliations if (each.unit, each.since) != (organ.unit, day)]
        made.affiliations.append(Affiliation(organ.unit, day, organ.territory, random.choice(SYSTEMS)))
        return
    heirs = [other] if what == "merge" else []
    for _ in range({"merge": 0, "split": 2, "rename": 1}[what]):
        heir = _new(made, level, None)
        made.affiliations.append(Affiliation(heir, day, territory[one], None))
        made.actors.append(heir)
        heirs.append(heir)
    keeps = random.random() < 0.5
    made.affiliations.append(Affiliation(one, day, None, None))
    made.successions += [Succession(one, heir, day, stands_for=len(heirs) == 1 or (keeps and at == 0)) for at, heir in enumerate(heirs)]


def _version(made: Administration, random: Random, activity: int, number: int, plain: bool) -> ActivityFact:
    latest = BEGINS + timedelta(days=int(DAYS * random.random()))
    earliest, begun = latest, None
    kind_of_day = random.random()
    if kind_of_day < (0.06 if plain else 0.3):
        earliest = latest - timedelta(days=random.choice((3, 20, 100, 200)))
    elif kind_of_day < 0.4:
        begun = latest - timedelta(days=random.randint(0, 20))
    since = min(latest + timedelta(days=int(random.expovariate(1 / 20))), TODAY)
    measures = tuple(
        Measured(name, random.randint(1, 400) if name != "copies" else random.randint(0, 9000), random.choice(QUALIFIERS), word)
        for name, word in random.sample(MEASURES, random.choice((0, 1, 1, 2)))
    )
    return ActivityFact(
        activity=activity, version=number, since=since, earliest=earliest, latest=latest, begun=begun,
        organisers=_organisers(made, random, plain),
        front=random.choice(FRONTS) if random.random() < 0.98 else None, kind=random.choice(KINDS),
        verified=min(since + timedelta(days=random.randint(0, 40)), TODAY) if random.random() < 0.7 else None,
        campaigns=random.choice(((1,), (1,), (1,), (2,), (1, 2))), taking_part=_taking_part(made, random, plain),
        clauses=tuple(above for clause in random.sample(sorted(CLAUSES), random.choice((0, 1, 1, 2, 3))) for above in CLAUSES[clause]),
        measures=measures if plain or random.random() < 0.9 else (*measures, *measures),
    )


def _organisers(made: Administration, random: Random, plain: bool) -> tuple[int, ...]:
    joint = random.random() < (0.1 if plain else 0.5)
    number = random.randint(2, 6) if joint else 1
    # Squared: the first units of the list do more than the last.
    chosen = [made.actors[int(len(made.actors) * random.random() ** 2)] for _ in range(number)]
    if not plain and random.random() < 0.05:
        chosen.append(random.choice(made.outside))
    return tuple(chosen)


def _taking_part(made: Administration, random: Random, plain: bool) -> tuple[TakingPart, ...]:
    if random.random() < (0.85 if plain else 0.5):
        return ()
    return tuple(
        TakingPart(
            random.choice((*made.actors, *made.outside)), random.choice(("participant", "speaker", "partner")),
            (Measured("persons", random.randint(1, 30), random.choice(QUALIFIERS), "人"),) if random.random() < 0.5 else (),
        )
        for _ in range(random.randint(1, 4))
    )


def _statement(made: Administration, random: Random, statement: int, divisions: list[int]) -> StatementFact:
    earliest = random.choice((BEGINS, BEGINS, date(2011, 1, 1), date(2012, 2, 6)))
    latest = random.choice((date(2011, 6, 30), date(2012, 5, 25), date(2012, 5, 25)))
    earliest, latest = min(earliest, latest), max(earliest, latest)
    measure, word = random.choice((*MEASURES, (None, "市州"), (None, "市州")))
    since = latest + timedelta(days=random.randint(0, 5))
    return StatementFact(
        statement=statement, unit=random.choice(made.actors), territory=random.choice(divisions), earliest=earliest,
        latest=latest, since=since, value=random.randint(0, 9) if measure is None else random.randint(0, 900),
        qualifier=random.choice(QUALIFIERS), word=word, measure=measure, front=random.choice((1, None, None)),
        kind=random.choice((1, 2, None, None)), system=random.choice((1, None, None, None)),
        levels=tuple(sorted(random.sample(sorted(made.divisions), random.choice((0, 0, 1))))),
        named=tuple(random.sample(divisions, min(random.choice((0, 1, 3)), len(divisions)))) if measure is None else (),
        campaign=1, verified=random.choice((since, None)), until=random.choice((None, None, since + timedelta(days=30))),
    )


def _roster(made: Administration, random: Random, roster: int, divisions: list[int]) -> RosterFact:
    pool = divisions if roster == 1 else made.actors
    members = tuple(
        RosterMember(unit, random.choice((None, None, date(2012, 6, 1))), random.choice((None, None, date(2012, 8, 1))))
        for unit in random.sample(sorted(set(pool)), min(len(set(pool)), 9))
    )
    return RosterFact(roster, members, random.choice((None, len(members), len(members) + 4)))


def _fulfilment(made: Administration, random: Random, expectation: int) -> FulfilmentFact:
    since = BEGINS + timedelta(days=random.randint(700, DAYS))
    unit = random.choice(made.actors)
    return FulfilmentFact(
        expectation, unit, random.choice((unit, random.choice(made.actors))), since, random.choice(("201203", "201204")),
        random.choice((None, since)), random.choice((None, None, since + timedelta(days=20))), random.random() < 0.2,
    )


def _replaced(fact: ActivityFact, **changes: object) -> ActivityFact:
    return replace(fact, **changes)  # type: ignore[arg-type]
