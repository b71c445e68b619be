"""Random questions about an administration, and every question put to both: the layer and the oracle."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from tests.analytics.oracle import Oracle
from tests.analytics.synthetic import BEGINS, DAYS, FRONTS, KINDS, SYSTEMS, TODAY, Administration
from xuanguan.analytics import MeasureKey, Reader
from xuanguan.analytics.questions import (
    Asked,
    Cell,
    Dimension,
    Expected,
    against_target,
    burden,
    changes,
    children,
    clauses,
    compared,
    completeness,
    coverage,
    crosstab,
    how_many,
    participants,
    persons,
    ranking,
    records,
    stated,
    timeseries,
    totals,
    year_before,
)
from xuanguan.periods import HalfYear, Month, Quarter, Window, Year

NOW = datetime(2012, 12, 31, 18, 0)
PEOPLE = (MeasureKey("attendances", "人次"), MeasureKey("persons", "人"))


def random_question(made: Administration, random: Random) -> Asked:
    """A node, organ or union; any filters; a day; either tree."""
    units = sorted(made.levels)
    number = random.choice((1, 1, 1, 1, 2, 3))
    day = BEGINS + timedelta(days=random.randint(0, DAYS))
    filters = {
        "systems": random.choice(((1,), (2, 3), SYSTEMS)),
        "fronts": random.choice(((1,), FRONTS[:3])),
        "kinds": random.choice((KINDS[:3], KINDS[:8])),
        "clauses": random.choice(((1, 2, 3), (100,), (200,))),
        "levels": random.choice(((1,), (1, 2))),
        "state": random.choice(("verified", "self_reported")),
        "campaign": random.choice((1, 1, 2)),
        "within": tuple((random.choice(_upper(made)), random.choice((None, 1, 2))) for _ in range(random.randint(1, 3))),
        "roles": random.choice((("any",), ("participant", "speaker"))),
        "unit_kinds": random.choice((("bureau",), ("bureau", "enterprise"), ("division",))),
    }
    chosen = random.sample(sorted(filters), random.choice((0, 1, 1, 2, 2, 3, 4)))
    return Asked(
        units=tuple(random.choice(_upper(made) if random.random() < 0.7 else units) for _ in range(number)),
        as_of=random.choice((TODAY, TODAY, TODAY, date(2012, 5, 25), day)),
        tree=random.choice(("day", "today")),
        period=random.choice((None, None, None, Year.of(day), HalfYear.of(day), Quarter.of(day), Month.of(day), Window(day, TODAY))),
        **{name: filters[name] for name in chosen},
    )


def _upper(made: Administration) -> list[int]:
    """The divisions of the two uppermost levels, where most lies below."""
    return [unit for level in sorted(made.divisions)[:2] for unit in made.divisions[level]]


def differences(reader: Reader, oracle: Oracle, made: Administration, asked: Asked, random: Random) -> list[str]:
    """What the layer answers otherwise than the oracle; empty is right."""
    measure = random.choice((None, *PEOPLE))
    by = random.choice(((), ("front",), ("front", "kind"), ("system",), ("system", "front")))
    grain = random.choice(("day", "month", "quarter", "half_year", "year"))
    fulfilled_by = random.choice(("self", "same_level", "subtree"))
    roster, expectation = random.choice((1, 2)), random.choice((1, 2))
    period = random.choice((None, "201203"))
    division = random.choice(_upper(made) if random.random() < 0.7 else [unit for units in made.divisions.values() for unit in units])
    at = asked.but(units=(division,))
    together = asked.but(units=(division, *random.sample(_upper(made), random.choice((0, 1, 2)))))
    organised = asked.but(roles=())
    rows, columns = random_table(at, random)
    since = asked.as_of - timedelta(days=random.randint(0, 60))
    due = (Expected("201203", Month(2012, 3).window, date(2012, 4, 5)), Expected("201204", Month(2012, 4).window, roster_on=date(2012, 4, 30)))
    exempted, more_time = tuple(random.sample(sorted(made.levels), 2)), tuple(("201203", unit, date(2012, 6, 1)) for unit in made.levels if unit % 3 == 0)
    also_taking_part, nothing = random.random() < 0.3 and not asked.roles, random.choice((None, expectation))
    level = random.choice([level for level in made.divisions if level > (made.levels[division] or 0)] or [0])
    dated = at if at.period else at.but(period=Year(2011))
    before = random.choice((year_before(dated.period), Window(BEGINS, TODAY)))
    target, duties = Decimal(random.randint(1, 500)), ((1, random.randint(1, 3)), (2, 1))
    pairs = {
        f"totals by {by}": (totals(reader, asked, by=by), oracle.totals(asked, by)),
        f"children of {division} by {measure}": (children(reader, at, measure=measure), oracle.children(at, measure)),
        f"timeseries {grain} of {measure}": (timeseries(reader, asked, grain, measure=measure), oracle.timeseries(asked, grain, measure)),
        f"crosstab {rows} by {columns} of {measure}": (
            in_order(crosstab(reader, at, rows=rows, columns=columns, measure=measure)), in_order(oracle.crosstab(at, rows, columns, measure))),
        "clauses": (clauses(reader, organised), oracle.clauses(organised)),
        f"changes since {since} of {measure}": (changes(reader, asked, since=since, measure=measure), oracle.changes(asked, since, measure)),
        "records": (records(reader, asked), oracle.records(asked, "counted")),
        "how many records": (how_many(reader, asked), len(oracle.records(asked, "counted"))),
        "records not dated": (records(reader, asked, which="undated"), oracle.records(asked, "undated")),
        "persons": (persons(reader, organised, measures=PEOPLE), oracle.persons(organised, PEOPLE)),
        f"coverage of {roster} by {fulfilled_by}": (
            coverage(reader, together, roster=roster, fulfilled_by=fulfilled_by), oracle.coverage(together, roster, fulfilled_by)),
        f"coverage of {roster} by expectation {expectation}": (
            coverage(reader, together, roster=roster, expectation=expectation, period=period),
            oracle.coverage(together, roster, "self", expectation, period)),
        "stated": (stated(reader, organised), oracle.stated(organised)),
        f"completeness of {roster} by {fulfilled_by}": (
            completeness(reader, together, roster=roster, periods=due, fulfilled_by=fulfilled_by, nothing=nothing, also_taking_part=also_taking_part,
                         exempted=exempted, more_time=more_time),
            oracle.completeness(together, roster, due, fulfilled_by, nothing, also_taking_part, exempted, more_time)),
        f"compared with {before} of {measure}": (
            compared(reader, asked.but(period=dated.period), before=before, measure=measure),
            oracle.compared(asked.but(period=dated.period), before, measure)),
        f"against {target} of {measure}": (
            against_target(reader, asked, target=target, measure=measure), oracle.against_target(asked, target, measure)),
        "participants": (participants(reader, asked), oracle.participants(asked)),
        f"burden of {division}": (burden(reader, together, duties=duties), oracle.burden(together, duties)),
    }
    if level:
        pairs[f"ranking of level {level} in {division} by {measure}"] = (
            ranking(reader, at, level=level, measure=measure), oracle.ranking(at, level, measure))
    return [f"{name}, {asked}:\n  {got}\n  {wanted}" for name, (got, wanted) in pairs.items() if got != wanted]


def random_table(asked: Asked, random: Random) -> tuple[Dimension, Dimension | None]:
    """Rows and columns that can be asked together."""
    usable = [one for one in Dimension if one is not (Dimension.CLAUSE if asked.roles else Dimension.ROLE)]
    rows = random.choice(usable)
    others = [one for one in usable if one is not rows and not (one.grain and rows.grain)]
    return rows, random.choice((None, *others))


def in_order(cells: tuple[Cell, ...]) -> list[Cell]:
    return sorted(cells, key=lambda cell: (str(cell.row), str(cell.column)))
