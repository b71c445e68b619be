"""Every figure a second time: slow, obvious, with sets over the plain facts. Nothing here comes from the star.

It knows the law of figures and the affiliations, and no paths, levels to count from, days as numbers or SQL.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import product

from tests.analytics.synthetic import TODAY, Administration
from xuanguan.analytics import ActivityFact, Affiliation, Count, Measured, MeasureKey, Parts, StatementFact, Sum, TakingPart
from xuanguan.analytics.questions import (
    AgainstTarget,
    Asked,
    Burden,
    Cell,
    Changed,
    Child,
    Children,
    ClauseCount,
    Compared,
    Completeness,
    Coverage,
    Dimension,
    Expected,
    Participants,
    PersonBounds,
    Point,
    Ranked,
    Ranking,
    RecordId,
    Share,
    Stated,
    StatedTotal,
    StatedUnits,
    TimeSeries,
    Total,
    UnitBurden,
)
from xuanguan.periods import Grain, Window, period_of
from xuanguan.quantities import Qualifier

ANY_TIME = Window(date.min, date.max)


class Oracle:
    def __init__(self, world: Administration) -> None:
        self.world = world
        self.order = world.trees().preorder()
        self.seen: dict[tuple[int, date], list[int]] = {}
        self.spells: dict[int, list[Affiliation]] = defaultdict(list)
        for one in sorted(world.affiliations, key=lambda one: one.since or date.min):
            self.spells[one.unit].append(one)

    # Where a unit stands

    def above(self, unit: int, day: date) -> list[int]:
        """The divisions a unit lies in on a day, its own node first, the root last; none outside the tree."""
        if (unit, day) in self.seen:
            return self.seen[unit, day]
        chain = self.seen[unit, day] = []
        at: int | None = self.stand_in(unit, day)
        while at is not None:
            if self.world.levels[at] is not None:
                chain.append(at)
            territory = self.territory(at, day)
            at = None if territory is None else self.stand_in(territory, day)
        return chain

    def territory(self, unit: int, day: date) -> int | None:
        spells = self.spells[unit]
        begun = [one for one in spells if (one.since or date.min) <= day]
        return begun[-1].territory if begun else spells[0].territory if spells else None

    def stand_in(self, unit: int, day: date) -> int | None:
        had = [one for one in self.spells[unit] if one.territory and (one.since or date.min) <= day]
        if not had or self.territory(unit, day) is not None:
            return unit
        heirs = {one.successor for one in self.world.successions if one.predecessor == unit and one.on <= day and one.stands_for}
        if len(heirs) == 1:
            return self.stand_in(heirs.pop(), day)
        return self.stand_in(max(had, key=lambda one: one.since or date.min).territory, day)

    def system(self, unit: int, day: date) -> int | None:
        spells = self.spells[unit]
        begun = [one for one in spells if (one.since or date.min) <= day] or spells[:1]
        while len(begun) > 1 and begun[-1].territory is None:
            begun.pop()
        return begun[-1].system if begun else None

    # What counts

    def units_of(self, fact: ActivityFact, asked: Asked) -> set[int]:
        """The units of an activity that make it count in what is asked."""
        if asked.roles:
            units = {one.unit for one in self.shares_of(fact, asked)}
        else:
            units = set(fact.organisers)
        return {unit for unit in units if self.is_asked(unit, fact, asked)}

    def shares_of(self, fact: ActivityFact, asked: Asked) -> list[TakingPart]:
        once = {(one.unit, one.role): one for one in fact.taking_part}
        return [one for one in once.values() if "any" in asked.roles or one.role in asked.roles]

    def is_asked(self, unit: int, fact: ActivityFact, asked: Asked) -> bool:
        chain = self.chain(unit, fact, asked)
        return (
            any(one in chain if self.world.levels[one] is not None else one == unit for one in asked.units)
            and self.fits(unit, fact, asked)
        )

    def fits(self, unit: int, fact: ActivityFact, asked: Asked) -> bool:
        chain = self.chain(unit, fact, asked)
        return (not asked.systems or self.system(unit, fact.latest) in asked.systems) and (
            not asked.levels or (bool(chain) and self.world.levels[chain[0]] in asked.levels)
        ) and (not asked.unit_kinds or self.world.kind(unit) in asked.unit_kinds) and self.is_within(unit, chain, self.system(unit, fact.latest), asked)

    def is_within(self, unit: int, chain: list[int], system: int | None, asked: Asked) -> bool:
        return not asked.within or any(
            (may in chain if self.world.levels[may] is not None else may == unit) and line in (None, system)
            for may, line in asked.within
        )

    def chain(self, unit: int, fact: ActivityFact, asked: Asked) -> list[int]:
        return self.above(unit, fact.latest if asked.tree == "day" else TODAY)

    def standing(self, asked: Asked) -> Iterator[ActivityFact]:
        """Versions that count as of the day and pass the filters, wherever and whenever they were."""
        for fact in self.world.activities:
            verified = is_verified(fact, asked)
            if (
                fact.since <= asked.as_of < (fact.until or date.max)
                and (asked.campaign is None or asked.campaign in fact.campaigns)
                and (not asked.fronts or fact.front in asked.fronts)
                and (not asked.kinds or fact.kind in asked.kinds)
                and (not asked.clauses or set(asked.clauses) & set(fact.clauses))
                and asked.state in ("itemised", "verified" if verified else "self_reported")
            ):
                yield fact

    def counted(self, asked: Asked) -> list[tuple[ActivityFact, set[int]]]:
        return [(fact, units) for fact in self.standing(asked) if is_inside(fact, asked) and (units := self.units_of(fact, asked))]

    # The questions

    def totals(self, asked: Asked, by: tuple[str, ...]) -> tuple[Total, ...]:
        groups: dict[tuple, list[ActivityFact]] = defaultdict(list)
        shares: dict[tuple, list[tuple[ActivityFact, Measured]]] = defaultdict(list)
        for fact in self.standing(asked):
            if not touches(fact, asked):
                continue
            for key in {self.key(fact, unit, by) for unit in self.units_of(fact, asked)}:
                groups[key].append(fact)
            if is_inside(fact, asked):
                for one in self.shares_of(fact, asked):
                    if self.is_asked(one.unit, fact, asked):
                        shares[self.key(fact, one.unit, by)] += [(fact, share) for share in one.shares]
        answer = []
        for key in sorted(groups, key=lambda key: tuple(part or 0 for part in key)):
            inside = [fact for fact in groups[key] if is_inside(fact, asked)]
            measured = shares[key] if asked.roles else [(fact, one) for fact in inside for one in fact.measures]
            first = asked.period.first if asked.period else date.min
            answer.append(Total(
                key, count(inside, asked), len(groups[key]) - len(inside),
                sum((fact.begun or fact.earliest) < first for fact in inside), sums(measured, asked),
            ))
        return tuple(answer)

    def key(self, fact: ActivityFact, unit: int, by: tuple[str, ...]) -> tuple:
        values = {"front": fact.front, "kind": fact.kind, "system": self.system(unit, fact.latest)}
        return tuple(values[one] for one in by)

    def children(self, asked: Asked, measure: MeasureKey | None) -> Children:
        (node,) = asked.units
        in_child: dict[int | None, list[ActivityFact]] = defaultdict(list)
        shares: dict[int | None, list[tuple[ActivityFact, Measured]]] = defaultdict(list)
        joint = 0
        for fact, units in self.counted(asked):
            of = {unit: self.child(self.chain(unit, fact, asked), node) for unit in units}
            joint += len(set(of.values())) > 1
            for child in set(of.values()):
                in_child[child].append(fact)
            for one in self.shares_of(fact, asked):
                if one.unit in units:
                    shares[of[one.unit]] += [(fact, share) for share in one.shares]
        rows = []
        for child in sorted(in_child, key=lambda child: self.order[child] if child else 0):
            facts = in_child[child]
            measured = shares[child] if asked.roles else [(fact, one) for fact in facts for one in fact.measures]
            rows.append(Child(child, count(facts, asked), one_sum(measured, measure, asked) if measure else None))
        return Children(tuple(rows), joint)

    def child(self, chain: list[int], node: int) -> int | None:
        at = chain.index(node)
        return chain[at - 1] if at else None

    def timeseries(self, asked: Asked, grain: str, measure: MeasureKey | None) -> TimeSeries:
        buckets: dict[object, list[tuple[ActivityFact, list[Measured]]]] = defaultdict(list)
        for fact, units in self.counted(asked):
            bucket = period_of(fact.latest, Grain(grain))
            own = [share for one in self.shares_of(fact, asked) if one.unit in units for share in one.shares]
            measured = own if asked.roles else list(fact.measures)
            buckets[bucket if fact.earliest in bucket else None].append((fact, measured))
        undated = buckets.pop(None, [])

        def figures(rows: list[tuple[ActivityFact, list[Measured]]]) -> tuple[Count, Sum | None]:
            pairs = [(fact, one) for fact, measured in rows for one in measured]
            return count([fact for fact, _ in rows], asked), one_sum(pairs, measure, asked) if measure else None

        points = tuple(Point(bucket, *figures(buckets[bucket])) for bucket in sorted(buckets))  # type: ignore[type-var]
        return TimeSeries(points, *figures(undated))

    def clauses(self, asked: Asked) -> tuple[ClauseCount, ...]:
        found: dict[tuple[int, int], list[ActivityFact]] = defaultdict(list)
        for fact, _ in self.counted(asked):
            for clause in set(fact.clauses):
                if not asked.clauses or clause in asked.clauses:
                    found[clause, fact.front or 0].append(fact)
        return tuple(ClauseCount(clause, front or None, count(found[clause, front], asked)) for clause, front in sorted(found))

    def crosstab(self, asked: Asked, rows: Dimension, columns: Dimension | None, measure: MeasureKey | None) -> tuple[Cell, ...]:
        dimensions = (rows,) if columns is None else (rows, columns)
        activities: dict[tuple, list[ActivityFact]] = defaultdict(list)
        measured: dict[tuple, list[tuple[ActivityFact, Measured]]] = defaultdict(list)
        for fact, units in self.counted(asked):
            own = [one for one in self.shares_of(fact, asked) if one.unit in units]
            standing = [(one.unit, one.role) for one in own] if asked.roles else [(unit, "") for unit in units]
            for place in {place for unit, role in standing for place in self.places(fact, unit, role, dimensions, asked)}:
                activities[place].append(fact)
                if not asked.roles:
                    measured[place] += [(fact, one) for one in fact.measures]
            for one in own:
                for place in self.places(fact, one.unit, one.role, dimensions, asked):
                    measured[place] += [(fact, share) for share in one.shares]
        return tuple(
            Cell(place[0], place[1] if columns else None, count(facts, asked), one_sum(measured[place], measure, asked) if measure else None)
            for place, facts in activities.items())

    def changes(self, asked: Asked, since: date, measure: MeasureKey | None) -> Changed:
        def standing(at: Asked) -> dict[int, RecordId]:
            return {
                fact.activity: RecordId(fact.activity, fact.version, fact.latest, is_verified(fact, at)) for fact, _ in self.counted(at)
                if measure is None or any(MeasureKey(one.name, one.word) == measure for one in self.carried(fact, at))}

        before, after = standing(asked.but(as_of=since)), standing(asked)
        newest = sorted({*before, *after}, key=lambda one: ((after.get(one) or before[one]).latest, one), reverse=True)
        return Changed(
            new=tuple(after[one] for one in newest if one not in before),
            gone=tuple(before[one] for one in newest if one not in after),
            edited=tuple(after[one] for one in newest if one in before and one in after and before[one].version != after[one].version),
            verified=tuple(
                after[one] for one in newest
                if one in before and one in after and before[one].version == after[one].version and before[one] != after[one]))

    def carried(self, fact: ActivityFact, asked: Asked) -> list[Measured]:
        if not asked.roles:
            return list(fact.measures)
        return [share for one in self.shares_of(fact, asked) if self.is_asked(one.unit, fact, asked) for share in one.shares]

    def places(self, fact: ActivityFact, unit: int, role: str, dimensions: tuple[Dimension, ...], asked: Asked) -> list[tuple]:
        keys: list[list] = []
        for dimension in dimensions:
            if dimension is Dimension.CLAUSE:
                keys.append([clause for clause in set(fact.clauses) if not asked.clauses or clause in asked.clauses])
            elif dimension is Dimension.CHILD:
                keys.append([self.child(self.chain(unit, fact, asked), asked.units[0])])
            elif dimension.grain:
                bucket = period_of(fact.latest, dimension.grain)
                keys.append([bucket if fact.earliest in bucket else None])
            else:
                keys.append([{"front": fact.front, "kind": fact.kind, "system": self.system(unit, fact.latest), "role": role}[dimension]])
        return list(product(*keys))

    def records(self, asked: Asked, which: str) -> tuple[RecordId, ...]:
        facts = [
            fact for fact in self.standing(asked)
            if self.units_of(fact, asked) and (is_inside(fact, asked) if which == "counted" else touches(fact, asked) and not is_inside(fact, asked))
        ]
        facts.sort(key=lambda fact: (fact.latest, fact.activity), reverse=True)
        return tuple(RecordId(fact.activity, fact.version, fact.latest, is_verified(fact, asked)) for fact in facts)

    def persons(self, asked: Asked, measures: tuple[MeasureKey, ...]) -> PersonBounds:
        given = [
            (fact, one) for fact, _ in self.counted(asked) for one in together(fact.measures)
            if MeasureKey(one.name, one.word) in measures
        ]
        values = [(Decimal(one.value), Qualifier(one.qualifier)) for _, one in given]
        sure = max((value for value, q in values if q in (Qualifier.EXACT, Qualifier.AT_LEAST)), default=Decimal(0))
        about = max((value for value, q in values if q is Qualifier.ABOUT), default=Decimal(0))
        open_ended = any(q is Qualifier.AT_LEAST for _, q in values)
        return PersonBounds(
            len({fact.activity for fact, _ in given}), max(sure, about), Qualifier.EXACT if sure >= about else Qualifier.ABOUT,
            None if open_ended else sum((value for value, _ in values), Decimal(0)), parts(one for _, one in given),
        )

    def roster(self, roster: int, units: tuple[int, ...], as_of: date) -> list[int]:
        (fact,) = (one for one in self.world.rosters if one.roster == roster)
        members = [one.unit for one in fact.members if (one.since or date.min) <= as_of < (one.until or date.max)]
        inside = [
            one for one in members
            if any(unit in self.above(one, as_of) if self.world.levels[unit] is not None else one == unit for unit in units)]
        return sorted(inside, key=lambda one: self.order[one])

    def coverage(
        self, asked: Asked, roster: int, fulfilled_by: str, expectation: int | None = None, period: str | None = None
    ) -> Coverage:
        members = self.roster(roster, asked.units, asked.as_of)
        (fact,) = (one for one in self.world.rosters if one.roster == roster)
        whole = [one.unit for one in fact.members if (one.since or date.min) <= asked.as_of < (one.until or date.max)]
        reached: dict[int, bool] = {}
        for member in whole:
            states = (
                self.fulfilments(asked, member, expectation, period) if expectation is not None
                else self.deeds(asked, member, fulfilled_by)
            )
            if states:
                reached[member] = any(states)
        statements = [] if expectation is not None and not asked.kinds else [
            one for one in self.statements(asked, anywhere=True) if one.measure is None
        ]
        names = {unit for one in statements for unit in one.named}
        named = [unit for unit in members if unit in names and unit not in reached]
        known = {*reached, *names}
        stated, perhaps, extra = [], set(), []
        for one in statements:
            scope = {unit for unit in whole if self.is_in_scope(unit, one, asked)}
            here = scope & set(members)
            if not here:
                continue
            stated.append(StatedUnits(one.statement, Decimal(one.value), Qualifier(one.qualifier), len(scope), len(scope & known)))
            more = int(one.value) - len(scope & known)
            if more > 0 or one.qualifier in ("at_least", "about"):
                perhaps |= here - known
            # However many of them lie elsewhere, so many are left for here.
            left = more - len({unit for unit in scope - known if unit not in members})
            if left > 0 and one.qualifier != "at_most":
                extra.append((min(left, len(here - known)), here))
        surely, taken = len([unit for unit in members if unit in known]), set()
        for more, here in sorted(extra, key=lambda pair: -pair[0]):
            if not here & taken:
                surely, taken = surely + more, taken | here
        nameless = max((fact.stated_size or 0) - len(members), 0) if len(whole) == len(members) else 0
        return Coverage(
            len(members) + nameless, nameless, tuple(unit for unit in members if reached.get(unit) is True),
            tuple(unit for unit in members if reached.get(unit) is False), tuple(named),
            tuple(unit for unit in members if unit in perhaps and unit not in known),
            tuple(unit for unit in members if unit not in known | perhaps), tuple(stated), surely,
        )

    def deeds(self, asked: Asked, member: int, fulfilled_by: str) -> list[bool]:
        return [is_verified(fact, asked) for fact in self.doing(asked, member, fulfilled_by)]

    def doing(self, asked: Asked, member: int, fulfilled_by: str) -> list[ActivityFact]:
        """The records that reach a member of a roster."""
        home = (self.above(member, TODAY) or [None])[0]
        found = []
        for fact in self.standing(asked):
            if not is_inside(fact, asked):
                continue
            units = {one.unit for one in self.shares_of(fact, asked)} if asked.roles else set(fact.organisers)
            for unit in units:
                chain = self.chain(unit, fact, asked)
                does = {
                    "self": unit == member,
                    "same_level": bool(chain) and chain[0] == home,
                    "subtree": home in chain,
                }[fulfilled_by]
                if does and self.fits(unit, fact, asked):
                    found.append(fact)
        return found

    def fulfilments(self, asked: Asked, member: int, expectation: int, period: str | None) -> list[bool]:
        return [
            one.verified is not None and one.verified <= asked.as_of for one in self.world.fulfilments
            if one.expectation == expectation and one.unit == member and (period is None or one.period == period)
            and one.since <= asked.as_of < (one.until or date.max)
        ]

    def completeness(
        self, asked: Asked, roster: int, periods: tuple[Expected, ...], fulfilled_by: str, nothing: int | None, also_taking_part: bool,
        exempted: tuple[int, ...] = (), more_time: tuple[tuple[str, int, date], ...] = (),
    ) -> tuple[Completeness, ...]:
        told_first: dict[tuple[int, int | None], date] = {}
        for fact in self.world.activities:
            if fact.since != fact.until and (asked.campaign is None or asked.campaign in fact.campaigns):
                key = (fact.activity, asked.campaign)
                told_first[key] = min(fact.since, told_first.get(key, date.max))
        answer = []
        for one in periods:
            expected = [unit for unit in self.roster(roster, asked.units, one.roster_on or asked.as_of) if unit not in exempted]
            due = dict.fromkeys(expected, one.due or date.max) | {unit: day for period, unit, day in more_time if period == one.period}
            days: dict[int, list[date]] = {}
            silent = []
            for member in expected:
                told = [
                    told_first[fact.activity, asked.campaign] for at in ([asked, asked.but(roles=("any",))] if also_taking_part else [asked])
                    for fact in self.doing(at.but(period=one.window), member, fulfilled_by)]
                said = [
                    each.since for each in self.world.fulfilments
                    if each.expectation == nothing and each.nothing and each.unit == member and each.period == one.period
                    and each.since <= asked.as_of < (each.until or date.max)]
                if told or said:
                    days[member] = told + said
                if said and not told:
                    silent.append(member)
            answer.append(Completeness(
                one.period, tuple(expected), tuple(unit for unit in expected if unit in days),
                tuple(unit for unit in expected if unit in days and min(days[unit]) <= due[unit]), tuple(silent)))
        return tuple(answer)

    def ranking(self, asked: Asked, level: int, measure: MeasureKey | None) -> Ranking:
        in_place: dict[int, list[ActivityFact]] = defaultdict(list)
        measured: dict[int, list[tuple[ActivityFact, Measured]]] = defaultdict(list)
        for fact, units in self.counted(asked):
            at = {unit: self.at_level(self.chain(unit, fact, asked), level) for unit in units}
            for place in set(at.values()) - {None}:
                in_place[place].append(fact)
                if not asked.roles:
                    measured[place] += [(fact, one) for one in fact.measures]
            for one in self.shares_of(fact, asked):
                if one.unit in units:
                    measured[at[one.unit]] += [(fact, share) for share in one.shares]
        values = {}
        for place, facts in in_place.items():
            if measure is None:
                values[place] = Decimal(count(facts, asked).total)
            elif any(MeasureKey(one.name, one.word) == measure for _, one in measured[place]):
                values[place] = sum(
                    (Decimal(one.value) for _, one in measured[place] if MeasureKey(one.name, one.word) == measure and one.qualifier != "at_most"), Decimal(0))
        ranked = tuple(
            Ranked(place, 1 + sum(other > values[place] for other in values.values()), count(in_place[place], asked),
                   one_sum(measured[place], measure, asked) if measure else None)
            for place in sorted(values, key=lambda place: (-values[place], self.order[place])))
        today = [
            unit for unit in self.order if self.world.levels[unit] == level and unit not in values
            and self.stand_in(unit, TODAY) == unit and asked.units[0] in self.above(unit, TODAY)]
        return Ranking(ranked, tuple(sorted(today, key=lambda unit: self.order[unit])))

    def at_level(self, chain: list[int], level: int) -> int | None:
        return next((unit for unit in chain if self.world.levels[unit] == level), None)

    def compared(self, asked: Asked, before: Window, measure: MeasureKey | None) -> Compared:
        halves = []
        for at in (asked, asked.but(period=before)):
            rows = self.counted(at)
            pairs = [
                (fact, one) for fact, units in rows
                for one in ([share for part in self.shares_of(fact, at) if part.unit in units for share in part.shares] if at.roles else fact.measures)]
            halves.append((count([fact for fact, _ in rows], at), one_sum(pairs, measure, at) if measure else None))
        return Compared(halves[0][0], halves[1][0], halves[0][1], halves[1][1])

    def against_target(self, asked: Asked, target: Decimal, measure: MeasureKey | None) -> AgainstTarget:
        found = self.compared(asked.but(period=asked.period or ANY_TIME), ANY_TIME, measure)
        known = found.sum.quantity().sum if found.sum else None
        value = known.value if known else Decimal(0 if measure else found.activities.total)
        qualifier = known.qualifier if known else Qualifier.EXACT
        share = Share(value, value / target, Qualifier.AT_LEAST if qualifier is Qualifier.AT_LEAST else qualifier)
        return AgainstTarget(target, found.activities, found.sum, share)

    def participants(self, asked: Asked) -> tuple[Participants, ...]:
        rows: dict[tuple[str, str | None], list[tuple[ActivityFact, int, tuple[Measured, ...]]]] = defaultdict(list)
        for fact, units in self.counted(asked):
            if asked.roles:
                for one in self.shares_of(fact, asked):
                    if one.unit in units:
                        rows[self.world.kind(one.unit), one.role].append((fact, one.unit, one.shares))
            else:
                for unit in units:
                    rows[self.world.kind(unit), None].append((fact, unit, ()))
        return tuple(
            Participants(
                kind, role, count([fact for fact, _, _ in found], asked), len({unit for _, unit, _ in found}),
                sums([(fact, share) for fact, _, shares in found for share in shares], asked))
            for (kind, role), found in sorted(rows.items(), key=lambda row: (row[0][0], row[0][1] or "")))

    def burden(self, asked: Asked, duties: tuple[tuple[int, int], ...]) -> Burden:
        due: dict[int, int] = defaultdict(int)
        for roster, times in duties:
            for unit in self.roster(roster, asked.units, asked.as_of):
                due[unit] += times
        told: dict[int, list[int]] = defaultdict(list)
        period = asked.period or ANY_TIME
        for fact in self.world.activities:
            for unit in set(fact.organisers):
                chain = self.chain(unit, fact, asked)
                if (fact.since in period and fact.since <= asked.as_of and fact.since != fact.until
                        and (asked.campaign is None or asked.campaign in fact.campaigns)
                        and any(node in chain if self.world.levels[node] is not None else node == unit for node in asked.units)):
                    told[unit].append(fact.activity)
        found = []
        for unit in {*due, *told}:
            home = self.above(unit, TODAY)
            records = len(set(told[unit]))
            level = self.depth_of(home)
            found.append(UnitBurden(unit, level, due[unit], records, len(told[unit]) - records))
        return Burden(tuple(sorted(found, key=lambda one: (-one.asked - one.written - one.rewritten, one.unit))))

    def depth_of(self, chain: list[int]) -> int | None:
        return self.world.levels[chain[0]] if chain else None

    # Statements

    def statements(self, asked: Asked, *, anywhere: bool = False) -> list[StatementFact]:
        window = asked.window or ANY_TIME
        standing = []
        for one in self.world.statements:
            verified = one.verified is not None and one.verified <= asked.as_of
            chain = self.above(one.territory, one.latest if asked.tree == "day" else TODAY)
            if (
                one.since <= asked.as_of < (one.until or date.max)
                and window.holds(Window(one.earliest, one.latest))
                and (anywhere or any(unit in chain or (unit == one.territory and self.world.levels[unit] is None) for unit in asked.units))
                and self.is_within(one.territory, chain, one.system, asked)
                and (asked.campaign is None or one.campaign == asked.campaign)
                and (not asked.systems or one.system in asked.systems)
                and (not asked.fronts or one.front in asked.fronts)
                and (not asked.kinds or one.kind in asked.kinds)
                and asked.state in ("itemised", "verified" if verified else "self_reported")
            ):
                standing.append(one)
        last = {}
        for one in sorted(standing, key=lambda one: (one.latest, one.since, one.statement)):
            last[one.unit, self.scope(one), one.earliest] = one
        return sorted(last.values(), key=lambda one: (one.earliest, -one.latest.toordinal(), one.statement))

    def scope(self, one: StatementFact) -> tuple:
        return one.territory, one.system, one.levels, one.front, one.kind, one.measure, one.word, one.campaign

    def is_in_scope(self, unit: int, one: StatementFact, asked: Asked) -> bool:
        chain = self.above(unit, TODAY)
        return (one.territory in chain or one.territory == unit) and (
            not one.levels or (bool(chain) and self.world.levels[chain[0]] in one.levels)
        )

    def stated(self, asked: Asked) -> Stated:
        rows = self.statements(asked)
        inside = {one.statement: [other for other in rows if self.holds(other, one, asked) and not self.holds(one, other, asked)] for one in rows}
        totals = []
        for one in rows:
            beside = [
                other.statement for other in rows
                if other is not one and not self.are_apart(one, other, asked)
                and self.holds(one, other, asked) == self.holds(other, one, asked)
            ]
            totals.append(StatedTotal(
                one.statement, one.unit, one.territory, one.system, one.levels, one.front, one.kind,
                MeasureKey(one.measure, one.word) if one.measure else None, one.word, Decimal(one.value),
                Qualifier(one.qualifier), Window(one.earliest, one.latest),
                one.verified is not None and one.verified <= asked.as_of,
                tuple(other.statement for other in inside[one.statement]), tuple(beside), self.share(one, asked),
            ))
        outermost = [one for one in rows if not inside[one.statement]]
        groups: dict[tuple, list[StatementFact]] = defaultdict(list)
        for one in outermost:
            groups[MeasureKey(one.measure, one.word) if one.measure else None, one.word].append(one)
        sums_ = {
            key: parts(Measured("", one.value, one.qualifier) for one in group) for key, group in groups.items()
            if all(one is other or self.are_apart(one, other, asked) for one in group for other in group)
        }
        return Stated(tuple(totals), sums_)

    def holds(self, outer: StatementFact, inner: StatementFact, asked: Asked) -> bool:
        chain = self.above(inner.territory, inner.latest if asked.tree == "day" else TODAY)
        return (
            outer.earliest <= inner.earliest and inner.latest <= outer.latest
            and (outer.territory in chain or outer.territory == inner.territory)
            and outer.system in (None, inner.system) and outer.front in (None, inner.front) and outer.kind in (None, inner.kind)
            and (not outer.levels or (bool(inner.levels) and set(inner.levels) <= set(outer.levels)))
            and (outer.measure, outer.word, outer.campaign) == (inner.measure, inner.word, inner.campaign)
        )

    def are_apart(self, one: StatementFact, other: StatementFact, asked: Asked) -> bool:
        chains = [{*self.above(each.territory, each.latest if asked.tree == "day" else TODAY), each.territory} for each in (one, other)]
        return (
            one.latest < other.earliest or other.latest < one.earliest
            or (one.measure, one.word, one.campaign) != (other.measure, other.word, other.campaign)
            or (one.territory not in chains[1] and other.territory not in chains[0])
            or (None not in (one.front, other.front) and one.front != other.front)
            or (None not in (one.kind, other.kind) and one.kind != other.kind)
            or (bool(one.levels) and bool(other.levels) and not set(one.levels) & set(other.levels))
        )

    def share(self, one: StatementFact, asked: Asked) -> Share | None:
        if not one.value:
            return None
        scope = Asked(
            units=(one.territory,), as_of=asked.as_of, tree=asked.tree, period=Window(one.earliest, one.latest),
            systems=(one.system,) if one.system else (), levels=one.levels, fronts=(one.front,) if one.front else (),
            kinds=(one.kind,) if one.kind else (), campaign=one.campaign, within=asked.within,
        )
        if one.measure:
            measured = [each for fact, _ in self.counted(scope) for each in fact.measures if (each.name, each.word) == (one.measure, one.word)]
        else:
            homes = {self.chain(unit, fact, scope)[0] for fact, units in self.counted(scope) for unit in units}
            measured = [Measured("", len(homes))]
        floor = [each for each in measured if each.qualifier != "at_most"]
        itemised = sum((Decimal(each.value) for each in floor), Decimal(0))
        qualifiers = {Qualifier(each.qualifier) for each in floor}
        known = Qualifier.ABOUT if Qualifier.ABOUT in qualifiers else Qualifier.AT_LEAST if Qualifier.AT_LEAST in qualifiers else Qualifier.EXACT
        qualifier = {
            ("exact", "exact"): Qualifier.EXACT, ("exact", "at_least"): Qualifier.AT_LEAST, ("at_least", "exact"): Qualifier.AT_MOST,
            ("at_most", "exact"): Qualifier.AT_LEAST, ("at_most", "at_least"): Qualifier.AT_LEAST,
        }.get((str(one.qualifier), known.value), Qualifier.ABOUT)
        return Share(itemised, itemised / Decimal(one.value), qualifier)


def is_inside(fact: ActivityFact, asked: Asked) -> bool:
    return (asked.window or ANY_TIME).holds(Window(fact.earliest, fact.latest))


def touches(fact: ActivityFact, asked: Asked) -> bool:
    return (asked.window or ANY_TIME).overlaps(Window(fact.earliest, fact.latest))


def is_verified(fact: ActivityFact, asked: Asked) -> bool:
    return fact.verified is not None and fact.verified <= asked.as_of


def count(facts: Iterable[ActivityFact], asked: Asked) -> Count:
    verified = {fact.activity: is_verified(fact, asked) for fact in facts}
    return Count(sum(verified.values()), len(verified) - sum(verified.values()))


def parts(measured: Iterable[Measured]) -> Parts:
    found: dict[str, Decimal] = {}
    for one in measured:
        name = Qualifier(one.qualifier).value
        found[name] = found.get(name, Decimal(0)) + Decimal(one.value)
    return Parts(**found)


def together(measured: tuple[Measured, ...]) -> list[Measured]:
    """What an activity says of one measure with one qualifier, added up: its one attendance."""
    found: dict[tuple, Decimal] = {}
    for one in measured:
        key = (one.name, one.word, one.qualifier)
        found[key] = found.get(key, Decimal(0)) + Decimal(one.value)
    return [Measured(name, value, qualifier, word) for (name, word, qualifier), value in found.items()]


def one_sum(measured: list[tuple[ActivityFact, Measured]], key: MeasureKey, asked: Asked) -> Sum:
    wanted = [(fact, one) for fact, one in measured if MeasureKey(one.name, one.word) == key]
    return Sum(
        key, parts(one for fact, one in wanted if is_verified(fact, asked)),
        parts(one for fact, one in wanted if not is_verified(fact, asked)),
    )


def sums(measured: list[tuple[ActivityFact, Measured]], asked: Asked) -> tuple[Sum, ...]:
    keys = sorted({(one.name, one.word) for _, one in measured})
    return tuple(one_sum(measured, MeasureKey(*key), asked) for key in keys)
