"""A small province that tests of the law share."""

from datetime import date

from xuanguan.analytics import ActivityFact, Affiliation, MeasureKey, Trees
from xuanguan.analytics.questions import Asked, totals
from xuanguan.periods import Window

# A province with two prefectures of two counties each; a bureau (system 1) in each, a health bureau (2) in the first.
PROVINCE, EAST, WEST, HILL, LAKE, MOOR, VALE = range(1, 8)
PROVINCE_BUREAU, HILL_BUREAU, LAKE_BUREAU, MOOR_BUREAU, HILL_HEALTH = range(11, 16)
LEVELS = {PROVINCE: 1, EAST: 2, WEST: 2, HILL: 3, LAKE: 3, MOOR: 3, VALE: 3} | dict.fromkeys(range(11, 16))
AFFILIATIONS = [
    Affiliation(EAST, None, PROVINCE), Affiliation(WEST, None, PROVINCE), Affiliation(HILL, None, EAST),
    Affiliation(LAKE, None, EAST), Affiliation(MOOR, None, WEST), Affiliation(VALE, None, WEST),
    Affiliation(PROVINCE_BUREAU, None, PROVINCE, 1), Affiliation(HILL_BUREAU, None, HILL, 1),
    Affiliation(LAKE_BUREAU, None, LAKE, 1), Affiliation(MOOR_BUREAU, None, MOOR, 1), Affiliation(HILL_HEALTH, None, HILL, 2),
]
MARCH, NOW = date(2012, 3, 15), date(2012, 6, 1)
CAMPAIGN = Window(date(2012, 2, 6), date(2012, 5, 25))
COPIES = MeasureKey("copies", "册")
TREES = Trees(LEVELS, AFFILIATIONS, today=NOW, kinds={unit: "bureau" if unit > 10 else "division" for unit in LEVELS})


def activity(number, *organisers, on=MARCH, **changes):
    return ActivityFact(**{
        "activity": number, "version": 1, "since": on, "earliest": on, "latest": on, "organisers": organisers, **changes})


def at(unit, **changes):
    return Asked(**{"units": (unit,), "as_of": NOW, **changes})


def how_many(reader, asked):
    return sum(one.activities.total for one in totals(reader, asked))
