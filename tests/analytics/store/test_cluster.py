"""Two servers answer every question as the plain oracle does, show generations whole, and are not missed when they leave."""

import itertools
from datetime import date, timedelta
from random import Random

import pytest

from tests.analytics.asking import NOW, differences, random_question
from tests.analytics.oracle import Oracle
from tests.analytics.store.servers import Servers
from tests.analytics.synthetic import small, versions
from xuanguan.analytics import ActivityFact, Affiliation, Changes, ClusterStore, DuckStore, FiguresAway, Measured, NoFigures, Trees
from xuanguan.analytics.questions import Asked, clauses, totals
from xuanguan.analytics.store.cluster.schema import rows_of
from xuanguan.analytics.store.schema import Shape

pytestmark = pytest.mark.cluster
DAY = date(2012, 5, 25)
TREES = Trees({1: 1, 2: 2, 3: 2}, [Affiliation(2, None, 1), Affiliation(3, None, 1)], today=DAY)
SHAPE = Shape(2)
LATER = NOW + timedelta(hours=1)
QUESTIONS = 60
_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    servers = Servers(tmp_path_factory.mktemp("clickhouse"))
    yield servers
    servers.stop_all()


def made_on(two: Servers, folder, **more) -> ClusterStore:
    """A store of its own on the servers."""
    return ClusterStore(two.servers, DuckStore(folder), database=f"figures{next(_numbers)}", **more)


@pytest.fixture
def store(two, tmp_path):
    return made_on(two, tmp_path / "figures")


def fact(activity: int, **changes) -> ActivityFact:
    return ActivityFact(**{"activity": activity, "version": 1, "since": DAY, "earliest": DAY, "latest": DAY, "organisers": (2,), **changes})


def how_many(reader) -> int:
    return sum(one.activities.total for one in totals(reader, Asked((1,), DAY)))


def soon(store: ClusterStore) -> ClusterStore:
    """As a process that looks for the published generation now, not half a second later."""
    store._looked = 0
    return store


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_every_question_equals_the_plain_oracle(store, seed):
    random = Random(seed)
    made = small(random, activities=60)
    store.rebuild(made.facts(), made.trees(), at=NOW)
    reader, oracle = store.reader(), Oracle(made)

    wrong = [one for _ in range(QUESTIONS // 3) for one in differences(reader, oracle, made, random_question(made, random), random)]

    assert type(reader).__name__ == "ClusterReader"
    assert wrong == []


def test_every_question_equals_the_oracle_after_changes_too(store):
    random = Random(21)
    made = small(random, activities=40)
    store.rebuild(made.facts(), made.trees(), at=NOW)
    for step in range(3):
        changed = random.sample(range(1, 45), 6)
        made.activities = [one for one in made.activities if one.activity not in changed]
        for activity in changed[1:]:  # the first is gone
            made.activities += versions(made, random, activity)
        kept = [one for one in made.activities if one.activity in changed]
        store.refresh(lambda kept=kept, changed=changed: Changes(kept, changed), made.trees(), at=NOW + timedelta(minutes=step + 1))
    reader, oracle = soon(store).reader(), Oracle(made)

    wrong = [one for _ in range(QUESTIONS // 3) for one in differences(reader, oracle, made, random_question(made, random), random)]

    assert reader.generation.number == 4
    assert wrong == []


def test_activities_lie_on_one_server_each_and_every_server_has_the_units(two, store):
    store.rebuild(Changes([fact(number) for number in range(1, 11)]), TREES, at=NOW)

    activities = [sorted(one for (one,) in server.rows(f"SELECT activity FROM {rows_of(store.database, 'activity', SHAPE)}")) for server in two.servers]
    units = [sorted(one for (one,) in server.rows(f"SELECT unit FROM {rows_of(store.database, 'unit', SHAPE)}")) for server in two.servers]

    assert activities == [[2, 4, 6, 8, 10], [1, 3, 5, 7, 9]]
    assert units == [[1, 2, 3], [1, 2, 3]]


def test_a_change_is_seen_by_the_next_reader_and_the_old_one_keeps_its_generation(store):
    store.rebuild(Changes([fact(1), fact(2)]), TREES, at=NOW)
    before = store.reader()

    store.refresh(lambda: Changes([fact(2, until=DAY), fact(3)], [2, 3, 4]), TREES, at=LATER)

    assert (how_many(soon(store).reader()), how_many(before)) == (2, 2)
    assert sorted(row for (row,) in store.reader().rows("SELECT activity FROM activity WHERE until > 20120525")) == [1, 3]
    assert sorted(row for (row,) in before.rows("SELECT activity FROM activity")) == [1, 2]


def test_a_report_with_more_measures_and_other_clauses_than_any_before_is_seen_with_all_of_them(store):
    few, many = ((Measured("copies", 30, "exact", "册"),), tuple(Measured(f"m{n}", n, "exact") for n in range(1, 5)))
    store.rebuild(Changes([fact(1, measures=few, clauses=(7,))]), TREES, at=NOW)
    before = store.reader()

    store.refresh(lambda: Changes([fact(2, measures=many, clauses=(7, 9))], [2]), TREES, at=LATER)

    (total,) = totals(soon(store).reader(), Asked((1,), DAY))
    assert [(one.measure.name, one.parts.exact) for one in total.measures] == [("copies", 30), ("m1", 1), ("m2", 2), ("m3", 3), ("m4", 4)]
    assert [(one.clause, one.activities.total) for one in clauses(store.reader(), Asked((1,), DAY))] == [(7, 2), (9, 1)]
    assert [(one.clause, one.activities.total) for one in clauses(before, Asked((1,), DAY))] == [(7, 1)]


@pytest.mark.parametrize("step", ["rows", "touched", "shown"])
def test_a_refresher_that_dies_on_the_way_leaves_the_generation_that_was_and_loses_nothing(two, tmp_path, step):
    class Killed(Exception):
        pass

    def die(here):
        if here == step:
            raise Killed
    store = made_on(two, tmp_path / "figures")
    store.rebuild(Changes([fact(1), fact(2)]), TREES, at=NOW)
    store._on_step = die
    with pytest.raises(Killed):
        store.refresh(lambda: Changes([fact(3)], [3]), TREES, at=LATER)

    seen = how_many(soon(store).reader())
    store._on_step = lambda here: None
    store.refresh(lambda: Changes([fact(3), fact(4)], [3, 4]), TREES, at=LATER)

    assert seen == 2
    assert how_many(soon(store).reader()) == 4


def test_without_figures_the_error_says_to_rebuild(store):
    with pytest.raises(NoFigures, match="rebuild"):
        store.reader()


def test_generations_that_nobody_reads_are_swept_away(two, store):
    for number in range(1, 4):
        store.rebuild(Changes([fact(one) for one in range(1, number + 1)]), TREES, at=NOW)

    for server in two.servers:
        shown = {name for (name,) in server.rows(f"SELECT name FROM system.databases WHERE name LIKE '{store.database}_g%'")}
        bases = {base for (base,) in server.rows(f"SELECT DISTINCT base FROM {rows_of(store.database, 'unit', SHAPE)}")}
        assert shown == {f"{store.database}_g2", f"{store.database}_g3"}
        assert bases == {2, 3}


def test_where_a_server_is_away_the_local_file_answers_and_a_stranger_is_told(two, tmp_path):
    store = made_on(two, tmp_path / "figures")
    store.rebuild(Changes([fact(1), fact(2), fact(3)]), TREES, at=NOW)
    elsewhere = ClusterStore(two.servers, DuckStore(tmp_path / "nothing-here"), database=store.database)
    elsewhere.reader()
    two.stop(1)
    try:
        answered = soon(store).ask(how_many)
        with pytest.raises(FiguresAway, match=r"reached|does not answer"):
            soon(elsewhere).ask(how_many)
        with pytest.raises(FiguresAway):
            store.refresh(lambda: Changes([fact(4)], [4]), TREES, at=LATER)
    finally:
        two.start(1)
    store.refresh(lambda: Changes([fact(5)], [5]), TREES, at=LATER)

    assert answered == 3
    assert how_many(soon(store).reader()) == 5
    assert how_many(soon(elsewhere).reader()) == 5
