"""The units of a made-up administration: divisions of every level, their bureaus, enterprises and partners, and what moved when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from xuanguan.analytics import Affiliation, Succession, Trees

# From the county up a division has a bureau of the first system; every third county one of the second, every prefecture one of the third.
SYSTEMS = (1, 2, 3)
# How many units lie below one of the level above.
PROVINCE = (21, 9, 22)
COUNTRY = (31, 11, 8, 14)
DIVISION, BUREAU, ENTERPRISE, SCHOOL, PARTNER = "division", "bureau", "enterprise", "school", "partner"


@dataclass(frozen=True, slots=True)
class Actor:
    """A unit that reports. `above`: the place in the list of the one that its division's parent has."""

    unit: int
    level: int
    above: int | None


@dataclass
class Administration:
    """`divisions` by level in the order of the tree; `actors` by level, likewise; guests take part and organise nothing."""

    begins: date
    today: date
    levels: dict[int, int | None] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    affiliations: list[Affiliation] = field(default_factory=list)
    successions: list[Succession] = field(default_factory=list)
    divisions: dict[int, list[int]] = field(default_factory=dict)
    actors: list[Actor] = field(default_factory=list)
    guests: list[int] = field(default_factory=list)

    def trees(self) -> Trees:
        return Trees(self.levels, self.affiliations, self.successions, today=self.today, kinds=self.kinds)

    def actors_of(self, level: int) -> range:
        """Their places in the list: those of a level stand together."""
        at = [place for place, one in enumerate(self.actors) if one.level == level]
        return range(at[0], at[-1] + 1) if at else range(0)

    @property
    def top(self) -> int:
        return min(self.divisions)


def administration(random: Random, children: tuple[int, ...], *, top: int, begins: date, today: date, changes: int) -> Administration:
    """`top`: the level of the uppermost division, 0 for a country, 1 for a province. `changes`: how many re-organisations."""
    made = Administration(begins, today)
    parent_of: dict[int, int] = {}
    _new(made, DIVISION, None, top)
    for below, number in enumerate(children, start=1):
        for parent in made.divisions[top + below - 1]:
            for _ in range(number):
                parent_of[_new(made, DIVISION, parent, top + below)] = parent
    # A municipality has no prefectures: its counties lie right below it.
    if top == 0:
        for province in made.divisions[1][:4]:
            parent_of[_new(made, DIVISION, province, 3)] = province
    _actors(made, parent_of)
    for county in made.divisions[top + len(children) - 1][::9]:
        made.guests += [_new(made, ENTERPRISE, county), _new(made, SCHOOL, county)]
    made.guests += [_new(made, PARTNER, None) for _ in range(20)]
    for _ in range(changes):
        _reorganise(made, random)
    return made


def _actors(made: Administration, parent_of: dict[int, int]) -> None:
    """One for each division below the top: its bureau, or at the lowest level itself. Some counties have a second, a third bureau."""
    lowest = max(made.divisions)
    place: dict[int, int] = {}
    for level in sorted(made.divisions):
        for number, division in enumerate(made.divisions[level]):
            unit = division if level == lowest else _new(made, BUREAU, division, system=1)
            place[division] = len(made.actors)
            made.actors.append(Actor(unit, level, place.get(parent_of.get(division, 0))))
            if level == lowest - 1 and number % 3 == 0:
                made.actors.append(Actor(_new(made, BUREAU, division, system=2), level, place.get(parent_of.get(division, 0))))
            if level == lowest - 2:
                made.actors.append(Actor(_new(made, BUREAU, division, system=3), level, place.get(parent_of.get(division, 0))))


def _new(made: Administration, kind: str, territory: int | None, level: int | None = None, system: int | None = None) -> int:
    unit = 1 + len(made.levels)
    made.levels[unit], made.kinds[unit] = level, kind
    if level is not None:
        made.divisions.setdefault(level, []).append(unit)
    if territory is not None:
        made.affiliations.append(Affiliation(unit, None, territory, system))
    return unit


def _reorganise(made: Administration, random: Random) -> None:
    """A division is merged into another, split in two, put under another parent or renamed; or a bureau changes its system."""
    day = made.begins + timedelta(days=random.randint(60, (made.today - made.begins).days - 60))
    what = random.choice(("merge", "split", "transfer", "rename", "system"))
    if what == "system":
        organ = random.choice([one for one in made.affiliations if made.kinds[one.unit] == BUREAU and one.since is None])
        if not any(one.unit == organ.unit and one.since for one in made.affiliations):
            made.affiliations.append(Affiliation(organ.unit, day, organ.territory, random.choice(SYSTEMS)))
        return
    level = random.choice([level for level in made.divisions if level > made.top + 1])
    moved = {one.unit for one in made.affiliations if one.since is not None} | {one.successor for one in made.successions}
    here = [unit for unit in made.divisions[level] if unit not in moved]
    territory = {one.unit: one.territory for one in made.affiliations if one.since is None}
    one, other = random.sample(here, 2)
    if what == "transfer":
        made.affiliations.append(Affiliation(one, day, territory[other]))
        return
    heirs = [other] if what == "merge" else list(_heirs(made, level, territory[one], day, 2 if what == "split" else 1))
    keeps = what != "split" or random.random() < 0.5
    made.affiliations.append(Affiliation(one, day, None))
    made.successions += [Succession(one, heir, day, stands_for=keeps and heir == heirs[0]) for heir in heirs]


def _heirs(made: Administration, level: int, territory: int | None, day: date, number: int) -> Iterator[int]:
    for _ in range(number):
        heir = _new(made, DIVISION, None, level)
        made.affiliations.append(Affiliation(heir, day, territory))
        yield heir
