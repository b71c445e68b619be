"""The store: generations appear whole or not at all, and readers never see less than they had."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.analytics.asking import NOW, differences, random_question
from tests.analytics.oracle import Oracle
from tests.analytics.synthetic import small, versions
from xuanguan.analytics import (
    ActivityFact,
    Affiliation,
    Changes,
    DuckStore,
    FactError,
    FiguresDamaged,
    Measured,
    NoFigures,
    RebuildNeeded,
    RefreshBusy,
    RosterFact,
    RosterMember,
    TakingPart,
    Trees,
    UnknownUnit,
)
from xuanguan.analytics.questions import Asked, clauses, totals

DAY = date(2012, 5, 25)
LEVELS = {1: 1, 2: 2, 3: 2}
AFFILIATIONS = [Affiliation(2, None, 1), Affiliation(3, None, 1)]
TREES = Trees(LEVELS, AFFILIATIONS, today=DAY)
ASKED = Asked((1,), DAY)
LATER = NOW + timedelta(hours=1)


def fact(activity: int, **changes) -> ActivityFact:
    return ActivityFact(**{"activity": activity, "version": 1, "since": DAY, "earliest": DAY, "latest": DAY, "organisers": (2,), **changes})


def how_many(reader) -> int:
    return sum(one.activities.total for one in totals(reader, ASKED))


@pytest.fixture
def store(tmp_path):
    made = DuckStore(tmp_path / "figures")
    made.rebuild(Changes([fact(1), fact(2)]), TREES, at=NOW)
    return made


def test_a_change_is_seen_by_the_next_reader_and_the_old_one_keeps_its_generation(store):
    before = store.reader()

    generation = store.refresh(lambda: Changes([fact(3)], [3]), TREES, at=LATER)

    assert (how_many(before), how_many(store.reader())) == (2, 3)
    assert (generation.number, generation.at) == (2, LATER)
    assert store.reader().generation == generation


def test_another_process_sees_the_change_too(store, tmp_path):
    other = DuckStore(tmp_path / "figures")
    assert how_many(other.reader()) == 2

    store.refresh(lambda: Changes([fact(3)], [3]), TREES, at=LATER)

    assert how_many(other.reader()) == 3


def test_an_activity_without_facts_is_gone(store):
    store.refresh(lambda: Changes((), [1]), TREES, at=LATER)

    assert how_many(store.reader()) == 1


def test_a_report_with_more_measures_and_other_clauses_than_any_before_is_seen_with_all_of_them(tmp_path):
    store = DuckStore(tmp_path / "figures")
    many = tuple(Measured(f"m{n}", n, "exact") for n in range(1, 5))
    speaks = tuple(TakingPart(3, "speaker", shares=many[:n]) for n in (1, 3))
    store.rebuild(Changes([fact(1, measures=many[:1], clauses=(7,), taking_part=speaks[:1])]), TREES, at=NOW)
    before = store.reader()

    store.refresh(lambda: Changes([fact(2, measures=many, clauses=(9, 7), taking_part=speaks[1:])], [2]), TREES, at=LATER)
    store.refresh(lambda: Changes([fact(3, clauses=(7, 9))], [3]), TREES, at=LATER)

    after = store.reader()
    assert [(one.measure.name, one.parts.exact) for one in totals(after, ASKED)[0].measures] == [("m1", 2), ("m2", 2), ("m3", 3), ("m4", 4)]
    assert [(one.measure.name, one.parts.exact) for one in totals(after, ASKED.but(roles=("any",)))[0].measures] == [("m1", 2), ("m2", 2), ("m3", 3)]
    assert [(one.clause, one.activities.total) for one in clauses(after, ASKED)] == [(7, 3), (9, 2)]
    assert after.rows("SELECT clauses, clause FROM clause_set ORDER BY ALL") == [(1, 7), (2, 7), (2, 9)]
    assert [(one.clause, one.activities.total) for one in clauses(before, ASKED)] == [(7, 1)]


def test_the_same_changes_twice_are_harmless(store):
    for _ in range(2):
        store.refresh(lambda: Changes([fact(2, organisers=(2, 3)), fact(3)], [2, 3]), TREES, at=LATER)

    assert how_many(store.reader()) == 3


def test_without_changes_no_generation_is_made(store):
    assert store.refresh(Changes, TREES, at=LATER).number == 1


def test_without_figures_the_error_says_to_rebuild(tmp_path):
    store = DuckStore(tmp_path / "nowhere")

    with pytest.raises(NoFigures, match="rebuild"):
        store.reader()
    with pytest.raises(NoFigures, match="rebuild"):
        store.refresh(lambda: Changes([fact(1)], [1]), TREES, at=NOW)


def test_a_rebuild_without_any_fact_answers_with_nothing(tmp_path):
    store = DuckStore(tmp_path)

    store.rebuild(Changes(), TREES, at=NOW)

    assert totals(store.reader(), ASKED) == ()


def test_a_unit_that_the_figures_do_not_know_is_named(store):
    with pytest.raises(UnknownUnit, match="77"):
        totals(store.reader(), Asked((77,), DAY))


def test_a_new_unit_needs_no_rebuild(store):
    grown = Trees({**LEVELS, 4: 2}, [*AFFILIATIONS, Affiliation(4, DAY, 1)], today=DAY)

    store.refresh(lambda: Changes([fact(3, organisers=(4,))], [3]), grown, at=LATER)

    assert how_many(store.reader()) == 3
    assert [one.activities.total for one in totals(store.reader(), Asked((4,), DAY))] == [1]


def test_a_unit_that_moved_needs_a_rebuild_and_readers_keep_what_they_had(store):
    moved = Trees({**LEVELS, 4: 1}, [*AFFILIATIONS, Affiliation(2, DAY, 4)], today=DAY)

    with pytest.raises(RebuildNeeded) as refused:
        store.refresh(lambda: Changes([fact(3)], [3]), moved, at=LATER)

    assert refused.value.fields["units"] == (2,)
    assert how_many(store.reader()) == 2


def test_a_change_that_was_entered_ahead_needs_a_rebuild_when_it_comes_into_force(tmp_path):
    ahead = [*AFFILIATIONS, Affiliation(4, None, 2), Affiliation(4, DAY + timedelta(days=1), 3)]
    store = DuckStore(tmp_path)
    store.rebuild(Changes([fact(1, organisers=(4,))]), Trees({**LEVELS, 4: 3}, ahead, today=DAY), at=NOW)
    store.refresh(lambda: Changes([fact(2)], [2]), Trees({**LEVELS, 4: 3}, ahead, today=DAY), at=LATER)

    with pytest.raises(RebuildNeeded):
        store.refresh(lambda: Changes([fact(2)], [2]), Trees({**LEVELS, 4: 3}, ahead, today=DAY + timedelta(days=1)), at=LATER)


def test_a_roster_that_names_an_unknown_unit_is_refused_with_its_number(store):
    with pytest.raises(FactError, match="77"):
        store.refresh(lambda: Changes(rosters=[RosterFact(1, (RosterMember(77),))], roster_ids=[1]), TREES, at=LATER)


def test_a_fact_that_cannot_be_a_row_leaves_the_figures_as_they_were(store):
    with pytest.raises(FactError):
        store.refresh(lambda: Changes([fact(3), fact(4, organisers=(77,))], [3, 4]), TREES, at=LATER)

    assert how_many(store.reader()) == 2
    store.refresh(lambda: Changes([fact(3)], [3]), TREES, at=LATER)
    assert how_many(store.reader()) == 3


def test_of_old_generations_only_the_last_two_stay(store, tmp_path):
    for activity in range(3, 8):
        store.refresh(lambda activity=activity: Changes([fact(activity)], [activity]), TREES, at=LATER)

    assert sorted(path.name for path in (tmp_path / "figures").glob("*.duckdb*")) == [
        "generation-00000005.duckdb", "generation-00000006.duckdb"]


@pytest.mark.parametrize("harm", ["missing", "empty", "cut off", "overwritten", "not a database"])
def test_a_damaged_generation_gives_way_to_the_last_good_one_until_the_rebuild(store, tmp_path, harm):
    store.refresh(lambda: Changes([fact(3)], [3]), TREES, at=LATER)
    current = tmp_path / "figures" / "generation-00000002.duckdb"
    _harm(current, harm)
    fresh = DuckStore(tmp_path / "figures")

    reader = fresh.ask(lambda reader: (how_many(reader), reader))[1]

    assert (how_many(reader), reader.generation.number, reader.generation.is_fallback) == (2, 1, True)
    with pytest.raises(FiguresDamaged):
        fresh.refresh(lambda: Changes([fact(4)], [4]), TREES, at=LATER)
    fresh.rebuild(Changes([fact(1), fact(2), fact(3)]), TREES, at=LATER)
    assert (how_many(fresh.reader()), fresh.reader().generation.is_fallback) == (3, False)


def test_damage_that_shows_only_while_reading_is_answered_from_the_last_good_one(tmp_path):
    store = DuckStore(tmp_path)
    store.rebuild(Changes([fact(1)]), TREES, at=NOW)
    store.refresh(lambda: Changes([fact(number) for number in range(2, 4000)], range(2, 4000)), TREES, at=LATER)
    current = tmp_path / "generation-00000002.duckdb"
    reader = store.reader()
    data = bytearray(current.read_bytes())
    data[3 * 4096 + 262144 :] = b"\xff" * (len(data) - 3 * 4096 - 262144)
    current.write_bytes(data)

    answer = store.ask(how_many)

    assert answer in (1, 3999)  # 3999 where the pages were read already
    assert reader.generation.number == 2


def test_an_unreadable_pointer_means_the_newest_generation(store, tmp_path):
    (tmp_path / "figures" / "current.json").write_text("{", encoding="utf-8")

    assert how_many(DuckStore(tmp_path / "figures").reader()) == 2


def test_without_any_good_generation_the_error_says_to_rebuild(store, tmp_path):
    _harm(tmp_path / "figures" / "generation-00000001.duckdb", "cut off")

    with pytest.raises(FiguresDamaged):
        DuckStore(tmp_path / "figures").reader()


KILLED = """
import os, sys
from tests.analytics.store.test_duck import Changes, DuckStore, LATER, TREES, fact

def stop(step):
    if step == sys.argv[2]:
        os._exit(9)

DuckStore(sys.argv[1], on_step=stop).refresh(lambda: Changes([fact(3)], [3]), TREES, at=LATER)
"""


@pytest.mark.parametrize("step", ["locked", "copied", "loaded", "checkpointed", "published", "pointed"])
def test_a_refresher_killed_at_any_step_leaves_whole_figures_and_the_next_one_goes_on(store, tmp_path, step):
    folder = tmp_path / "figures"

    killed = subprocess.run([sys.executable, "-c", KILLED, str(folder), step], cwd=Path(__file__).parents[3], check=False)

    assert killed.returncode == 9
    assert how_many(DuckStore(folder).reader()) == (3 if step == "pointed" else 2)
    store.refresh(lambda: Changes([fact(3)], [3]), TREES, at=LATER)
    assert how_many(store.reader()) == 3
    assert [path.name for path in folder.iterdir() if path.name.startswith(("building", "staging"))] == []


def test_two_refreshers_at_once_lose_nothing(tmp_path):
    DuckStore(tmp_path).rebuild(Changes([fact(1)]), TREES, at=NOW)

    def refresh(activity):
        DuckStore(tmp_path).refresh(lambda: Changes([fact(activity)], [activity]), TREES, at=LATER)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(refresh, range(2, 12)))

    assert how_many(DuckStore(tmp_path).reader()) == 11


def test_a_refresher_that_waits_too_long_is_told_so(store, tmp_path):
    hurried = DuckStore(tmp_path / "figures", patience=0.05)
    held, release = threading.Event(), threading.Event()

    def slow():
        held.set()
        release.wait(10)
        return Changes([fact(3)], [3])

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(store.refresh, slow, TREES, at=LATER)
        held.wait(10)
        with pytest.raises(RefreshBusy):
            hurried.refresh(lambda: Changes([fact(4)], [4]), TREES, at=LATER)
        release.set()
        running.result()

    assert how_many(hurried.reader()) == 3


def test_many_threads_ask_while_generations_come_and_go(store):
    seen, stop = set(), threading.Event()

    def ask():
        while not stop.is_set():
            seen.add(store.ask(how_many))

    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask) for _ in range(4)]
        for activity in range(3, 9):
            store.refresh(lambda activity=activity: Changes([fact(activity)], [activity]), TREES, at=LATER)
        stop.set()
        for one in asking:
            one.result()

    assert seen <= set(range(2, 9))
    assert how_many(store.reader()) == 8


@pytest.mark.parametrize("seed", range(4))
def test_refreshed_figures_answer_as_if_they_had_been_rebuilt(tmp_path, seed):
    random = Random(seed)
    made = small(random, activities=60)
    store = DuckStore(tmp_path)
    store.rebuild(made.facts(), made.trees(), at=NOW)
    for _ in range(3):
        changed = {random.randint(1, 70) for _ in range(12)}
        arriving = [fact for activity in sorted(changed) for fact in versions(made, random, activity)]
        made.activities = [fact for fact in made.activities if fact.activity not in changed] + arriving
        made.statements = [replace(one, value=one.value + 1) for one in made.statements]
        changes = Changes(
            arriving, changed, made.statements, [one.statement for one in made.statements], made.rosters, [1, 2],
            made.fulfilments, [1, 2],
        )
        store.refresh(lambda changes=changes: changes, made.trees(), at=LATER)
    oracle = Oracle(made)

    found = [differences(store.reader(), oracle, made, random_question(made, random), random) for _ in range(8)]

    assert found == [[]] * 8


def test_the_moment_of_a_generation_is_the_one_that_was_given(store):
    assert store.reader().generation.at == datetime(2012, 12, 31, 18, 0)


def _harm(file: Path, harm: str) -> None:
    data = file.read_bytes()
    if harm == "missing":
        file.unlink()
        return
    file.write_bytes({
        "empty": b"", "cut off": data[: len(data) // 3], "overwritten": b"\0" * len(data), "not a database": b"hello, world",
    }[harm])
