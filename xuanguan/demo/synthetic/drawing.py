"""What a made-up report says: drawn with the skew of real work, few kinds common, counties uneven, towns small and many."""
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate
from random import Random

from xuanguan.activities.enums import COUNTED, ActivityState, ParticipationRole, Qualifier
from xuanguan.activities.values import MeasureValue, ParticipationValue, When
from xuanguan.campaigns.models import ActivityKind, Campaign, Front, KindMeasure
from xuanguan.organisations.enums import UnitKind, UnitLevel
from xuanguan.organisations.models import Unit
from xuanguan.policies.models import Clause

SEED = 20120525

# Out of a hundred reports.
STATES = {ActivityState.VERIFIED: 70, ActivityState.SUBMITTED: 20, ActivityState.RETURNED: 4, ActivityState.DRAFT: 3, ActivityState.WITHDRAWN: 3}
LEVELS = {UnitLevel.TOWN: 45, UnitLevel.COUNTY: 40, UnitLevel.PREFECTURE: 13, UnitLevel.PROVINCE: 2}
# Kinds that make up most of what is reported; every other kind has weight 1.
COMMON = {"lecture": 24, "study_session": 18, "materials_distributed": 16, "exhibition_or_street_event": 12, "conference": 10,
          "training_course": 9, "outdoor_advert": 7, "consultation_service": 6, "website_column": 5, "enterprise_training": 5,
          "inspection": 4, "message_push": 3, "enterprise_visit": 3}
JOINT, MOST_ORGANISERS = 0.10, 6
LATE, EDITED = 0.12, 0.03
# What a number of a measure word looks like: the middle of a skewed draw.
MIDDLE = {"人次": 120, "人": 60, "册": 400, "份": 300, "条": 12, "场": 1, "次": 1, "期": 1, "篇": 2, "家": 9}


def seeded(*what: object) -> Random:
    """Lots that fall the same way every time for the same thing."""
    return Random(f"{SEED} {what}")  # noqa: S311  made-up data, not a secret


@dataclass(frozen=True, slots=True)
class Drawn:
    """One report: what it says, and what became of it on which day."""

    kind: ActivityKind
    front: Front
    when: When
    participations: list[ParticipationValue]
    measures: list[MeasureValue]
    clauses: list[Clause]
    state: ActivityState
    submitted: dt.date
    reviewed: dt.date
    is_edited: bool
    title: str
    place: str

    @property
    def unit(self) -> Unit:
        return self.participations[0].unit

    @property
    def counts(self) -> bool:
        return self.state in COUNTED

    @property
    def since(self) -> dt.date:
        """An edited report counts anew from the day of the edit."""
        return self.reviewed if self.is_edited else self.submitted


@dataclass(slots=True)
class _Places:
    """Units that can organise, by level, each with a weight; and who lies beside whom."""

    units: dict[int, list[Unit]] = field(default_factory=lambda: defaultdict(list))
    weights: dict[int, list[float]] = field(default_factory=dict)
    beside: dict[int | None, list[Unit]] = field(default_factory=lambda: defaultdict(list))
    by_id: dict[int, Unit] = field(default_factory=dict)


class Draw:
    """All that reports are drawn from, read once."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign = campaign
        self.begins, self.ends = campaign.begins, campaign.day_at_hand
        self.fronts = list(campaign.fronts.all())
        self.kinds = list(campaign.kinds.select_related("usual_front"))
        self.kind_weights = list(accumulate(COMMON.get(kind.code, 1) for kind in self.kinds))
        self.measures: dict[int, list[KindMeasure]] = defaultdict(list)
        for measure in KindMeasure.objects.filter(kind__campaign=campaign):
            self.measures[measure.kind_id].append(measure)
        self.clauses = list(Clause.objects.filter(version=campaign.version_id, children=None))
        # The first clauses of a policy are worked on most: a long tail after them.
        self.clause_weights = list(accumulate(1 / (place + 2) for place in range(len(self.clauses))))
        self.places = _places(campaign.territory, seeded(campaign.code))
        levels = [level for level in LEVELS if self.places.units[level]]
        self.levels, self.level_weights = levels, list(accumulate(LEVELS[level] for level in levels))
        self.states, self.state_weights = list(STATES), list(accumulate(STATES.values()))

    def report(self, random: Random) -> Drawn:
        kind = random.choices(self.kinds, cum_weights=self.kind_weights)[0]
        front = kind.usual_front if kind.usual_front and random.random() < 0.8 else random.choice(self.fronts)
        host = self.unit(random)
        when = self.when(random)
        state = random.choices(self.states, cum_weights=self.state_weights)[0]
        submitted, reviewed = self.days(when, random)
        return Drawn(
            kind, front, when, self.participations(host, random), self.numbers(kind, random), self.chosen_clauses(random), state, submitted,
            reviewed, state in COUNTED and reviewed > submitted and random.random() < EDITED,
            f"{host.short_zh or host.name_zh}{kind.name_zh}", f"{host.name_zh}{random.choice(('会议室', '文化广场', '党校', '工业园区', '集市', ''))}")

    # Who

    def unit(self, random: Random) -> Unit:
        level = random.choices(self.levels, cum_weights=self.level_weights)[0]
        return random.choices(self.places.units[level], cum_weights=self.places.weights[level])[0]

    def participations(self, host: Unit, random: Random) -> list[ParticipationValue]:
        """One report in ten is joint: with neighbours, with the division above, with a unit of quite another part of the tree."""
        found = [ParticipationValue(host)]
        named = {host.pk}
        if random.random() < JOINT:
            for _ in range(min(1 + int(random.expovariate(0.8)), MOST_ORGANISERS - 1)):
                other = self.other(host, random)
                if other.pk not in named:
                    named.add(other.pk)
                    found.append(ParticipationValue(other, ParticipationRole.CO_HOST))
        if random.random() < 0.12:
            guest = self.other(host, random)
            if guest.pk not in named:
                shares = (MeasureValue("participants", Decimal(random.randint(3, 40)), Qualifier.EXACT, "人次"),) if random.random() < 0.5 else ()
                found.append(ParticipationValue(guest, ParticipationRole.PARTICIPANT, shares))
        return found

    def other(self, host: Unit, random: Random) -> Unit:
        where = random.random()
        if where < 0.45:
            return random.choice(self.places.beside[host.territory_id])
        if where < 0.75 and host.territory_id in self.places.by_id:
            return self.places.by_id[host.territory_id]
        return self.unit(random)

    # When

    def when(self, random: Random) -> When:
        """Campaigns swell towards their end. Some reports last for days, some know their day only as a window."""
        days = (self.ends - self.begins).days
        last = self.begins + dt.timedelta(days=int(days * random.betavariate(2, 1.3)))
        draw = random.random()
        if draw < 0.85:
            return When.on(last)
        length = dt.timedelta(days=random.randint(1, 25))
        first = max(self.begins, last - length)
        return When.lasting(first, last) if draw < 0.93 else When.between(first, last)

    def days(self, when: When, random: Random) -> tuple[dt.date, dt.date]:
        """When it was submitted, and when somebody looked at it. Never after the day the campaign stands at."""
        lag = random.randint(20, 60) if random.random() < LATE else int(random.expovariate(0.25))
        submitted = min(self.ends, when.latest + dt.timedelta(days=lag))
        return submitted, min(self.ends, submitted + dt.timedelta(days=int(random.expovariate(0.2))))

    # How much

    def numbers(self, kind: ActivityKind, random: Random) -> list[MeasureValue]:
        asked = self.measures[kind.pk]
        told = [measure for place, measure in enumerate(asked) if random.random() < (0.92 if place == 0 else 0.5 / place)]
        return [number_of(measure, random) for measure in told]

    def chosen_clauses(self, random: Random) -> list[Clause]:
        if not self.clauses or random.random() < 0.4:
            return []
        drawn = random.choices(self.clauses, cum_weights=self.clause_weights, k=random.choice((1, 1, 2)))
        return sorted(set(drawn), key=lambda clause: clause.pk)


def number_of(measure: KindMeasure, random: Random) -> MeasureValue:
    """A number as officers write it: exact when small, 余 and 约 with round ones."""
    value = max(1, round(MIDDLE.get(measure.unit_zh, 4) * random.lognormvariate(0, 0.8)))
    qualifier = measure.usual_qualifier if random.random() < 0.6 else Qualifier.EXACT
    if value < 20:
        return MeasureValue(measure.code, Decimal(value), Qualifier.EXACT, measure.unit_zh, f"{value}{measure.unit_zh}")
    if random.random() < 0.01:
        qualifier = Qualifier.AT_MOST
    if qualifier != Qualifier.EXACT:
        value = value // 10 * 10
    words = {Qualifier.AT_LEAST: "{}余", Qualifier.ABOUT: "约{}", Qualifier.AT_MOST: "不超过{}"}
    return MeasureValue(measure.code, Decimal(value), qualifier, measure.unit_zh, words.get(qualifier, "{}").format(value) + measure.unit_zh)


def _places(territory: Unit, random: Random) -> _Places:
    """The organisers of each level: a bureau where the division has one, else the division; some counties far busier than others."""
    found = _Places()
    inside = list(Unit.objects.filter(first__range=(territory.first, territory.last), is_open=True).order_by("first"))
    found.by_id = {unit.pk: unit for unit in inside}
    has_bureau = {unit.territory_id for unit in inside if unit.kind == UnitKind.BUREAU}
    kinds = {UnitKind.BUREAU: 6.0, UnitKind.GOVERNMENT: 2.0, UnitKind.DIVISION: 1.0}
    busy: dict[int | None, float] = {unit.pk: random.paretovariate(1.3) for unit in inside if unit.is_division}
    for level in LEVELS:
        of_level = [unit for unit in inside if unit.level == level and unit.kind in kinds and not (unit.is_division and unit.pk in has_bureau)]
        found.units[level] = of_level
        found.weights[level] = list(accumulate(
            kinds[UnitKind(unit.kind)] * min(40, busy.get(unit.territory_id, 1)) * min(40, busy.get(unit.pk, 1)) for unit in of_level))
        for unit in of_level:
            found.beside[unit.territory_id].append(unit)
    return found
