"""`xuanguan synth`: the same number always makes the same facts, and they hold what makes counting hard."""

from collections import Counter

import pytest
from click.testing import CliRunner

from xuanguan.analytics import DuckStore
from xuanguan.analytics.facts.batches import batch_of, facts_of
from xuanguan.analytics.questions import Asked, totals
from xuanguan.cli.synth import command
from xuanguan.demo.country import TODAY, country

NUMBER = 3_000


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("synth") / "out"
    said = CliRunner().invoke(command, ["--activities", str(NUMBER), "--out", str(folder)])
    assert said.exit_code == 0, said.output
    return folder


@pytest.fixture(scope="module")
def facts():
    return [fact for batch in country(NUMBER).batches() for fact in facts_of(batch)]


def test_a_folder_of_figures_can_be_asked(made):
    reader = DuckStore(made).reader()
    root, = reader.rows("SELECT unit FROM unit WHERE level = 1")[0]

    (whole,) = totals(reader, Asked((root,), TODAY, campaign=1))

    # Of a hundred one was merged away; one or two more were returned.
    assert NUMBER * 0.95 < whole.activities.total < NUMBER * 0.99


def test_the_same_facts_come_whatever_the_chunk(facts):
    in_chunks = [fact for batch in country(NUMBER).batches(chunk=701) for fact in facts_of(batch)]

    assert [(fact.activity, fact.version, set(fact.organisers), set(fact.measures), set(fact.clauses), fact.since) for fact in in_chunks] == [
        (fact.activity, fact.version, set(fact.organisers), set(fact.measures), set(fact.clauses), fact.since) for fact in facts]


def test_they_hold_what_makes_counting_hard(facts):
    administration = country(NUMBER).administration

    joint = sum(len(set(fact.organisers)) > 1 for fact in facts) / len(facts)
    late = sum((fact.since - fact.latest).days >= 20 for fact in facts if fact.version == 1) / NUMBER
    ended = Counter(fact.until is not None for fact in facts)[True] / NUMBER
    assert (0.07 < joint < 0.15, 0.07 < late < 0.17, 0.04 < ended < 0.12) == (True, True, True)
    assert {fact.version for fact in facts} == {1, 2}
    assert {one.qualifier for fact in facts for one in fact.measures} == {"exact", "at_least", "about", "at_most"}
    assert all(fact.earliest <= fact.latest <= fact.since for fact in facts)
    assert (len(administration.successions) > 3, any(fact.taking_part for fact in facts), any(len(fact.campaigns) == 2 for fact in facts)) == (True, True, True)


def test_of_two_reports_made_one_the_first_ceases_and_the_other_has_both_their_units(facts):
    by_id = {(fact.activity, fact.version): fact for fact in facts}
    absorbed, kept, after = by_id[99, 1], by_id[100, 1], by_id[100, 2]

    assert absorbed.until is not None
    assert kept.until == after.since
    assert set(after.organisers) == set(absorbed.organisers) | set(kept.organisers)


def test_facts_as_columns_read_back_as_they_were(facts):
    some = facts[:300]

    assert list(facts_of(batch_of(some))) == some


def test_nothing_is_written_into_a_folder_that_holds_something(made):
    said = CliRunner().invoke(command, ["--activities", "10", "--out", str(made)])

    assert said.exit_code == 1
    assert "is not empty. Give a new one" in said.output


def test_more_records_than_a_database_takes_in_an_hour_are_refused(tmp_path):
    said = CliRunner().invoke(command, ["--activities", "3000000", "--out", str(tmp_path / "out"), "--database"])

    assert said.exit_code == 1
    assert "at most 2,000,000 go into a database" in said.output
