from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xuanguan.analytics import ActivityFact, Affiliation, FactError, Measured, TakingPart, Trees
from xuanguan.analytics.facts.columns import FAR, ORGANISER, PART, VERSION, Columns, Words

DAY = date(2012, 5, 25)
# A nation (0) of provinces, prefectures and counties, three of each below.
LEVELS = {0: 0}
AFFILIATIONS = []
for parent, level in ((0, 1), *((1 + n, 2) for n in range(3)), *((4 + n, 3) for n in range(9))):
    for _ in range(3):
        unit = len(LEVELS)
        LEVELS[unit] = level
        AFFILIATIONS.append(Affiliation(unit, None, parent, unit % 2 + 1))
LEVELS = {unit + 1: level for unit, level in LEVELS.items()}
TREES = Trees(
    LEVELS, [Affiliation(one.unit + 1, None, one.territory + 1, one.system) for one in AFFILIATIONS], today=DAY
)


def columns() -> Columns:
    return Columns(TREES, TREES.preorder(), Words())


def fact(**changes) -> ActivityFact:
    given_ = {"activity": 1, "version": 1, "since": DAY, "earliest": DAY, "latest": DAY, "organisers": (5,), **changes}
    return ActivityFact(**given_)


@settings(deadline=None, max_examples=300)
@given(units=st.lists(st.sampled_from(sorted(LEVELS)), min_size=1, max_size=7))
def test_at_any_node_just_one_row_of_a_version_counts_if_any_unit_lies_there(units):
    rows = columns().standings(units, DAY)
    by_number = {number: unit for unit, number in TREES.preorder().items()}

    for node, level in LEVELS.items():
        for system in (None, 1, 2):
            inside = [
                row for row in rows
                if TREES.path(by_number[row[0]], DAY)[level] == node and (system is None or row[1] == system)
            ]
            counting = [row for row in inside if row[4 if system is None else 6] <= level]
            assert len(counting) == min(len(inside), 1)
            below = {TREES.path(by_number[row[0]], DAY)[level + 1] for row in inside} if level < TREES.depth else set()
            counting_below = [row for row in inside if row[4 if system is None else 6] <= level + 1]
            assert level == TREES.depth or len(counting_below) == len(below)


def test_an_activity_on_a_known_day_has_that_day_as_its_window():
    taken = columns()
    taken.add(fact(front=3, kind=4, campaigns=(9,), clauses=(9, 7, 9)))

    version = dict(zip(VERSION, taken.tables["version"][0], strict=True))

    assert version == {
        "v": 1, "activity": 1, "version": 1, "campaign": 9, "repeat": 0, "since": 20120525, "verified": FAR, "until": FAR,
        "begun": 20120525, "earliest": 20120525, "latest": 20120525, "front": 3, "kind": 4, "clauses": "7,9",
    }


def test_an_activity_for_two_campaigns_has_a_row_for_each_and_one_that_does_not_repeat():
    taken = columns()
    taken.add(fact(campaigns=(1, 2)))

    assert [(row[3], row[4]) for row in taken.tables["version"]] == [(1, 0), (2, 1)]


def test_a_unit_named_twice_is_one_row():
    taken = columns()
    taken.add(fact(organisers=(5, 5, 6)))

    assert [row[ORGANISER.index("unit")] for row in taken.tables["organiser"]] == [TREES.preorder()[5], TREES.preorder()[6]]


def test_a_second_role_of_a_unit_counts_at_no_level():
    taken = columns()
    taken.add(fact(taking_part=(TakingPart(5, "speaker"), TakingPart(5, "partner"))))

    assert [row[PART.index("counts_from_d")] for row in taken.tables["part"]] == [0, TREES.depth + 1]


def test_a_version_that_was_replaced_on_its_first_day_never_stood_at_the_end_of_one():
    taken = columns()
    taken.add(fact(until=DAY))

    assert taken.tables["version"] == []


def test_two_values_of_one_measure_and_qualifier_are_added_up():
    taken = columns()
    taken.add(fact(measures=(Measured("copies", 30, "exact", "册"), Measured("copies", 5, "exact", "册"),
                             Measured("copies", 7, "about", "册"), Measured("copies", 1, "exact", "份"))))

    assert [row[1:] for row in taken.tables["measure"]] == [("1:0,1:2,2:0", Decimal(35), Decimal(7), Decimal(1))]


@pytest.mark.parametrize("wrong", [
    {"earliest": date(2012, 5, 26)},
    {"until": date(2012, 5, 24)},
    {"begun": date(2012, 5, 26)},
    {"organisers": (12345,)},
    {"measures": (Measured("copies", Decimal("0.125")),)},
    {"measures": (Measured("copies", 10**17),)},
])
def test_a_fact_that_cannot_be_a_row_is_refused_with_its_number(wrong):
    with pytest.raises(FactError) as refused:
        columns().add(fact(**wrong))

    assert refused.value.fields
