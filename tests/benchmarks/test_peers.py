"""What `make bench PEERS=1` compares is the same question: the peer's tables, counted honestly, say what Xuanguan says."""
import os
import secrets
from random import Random

import psycopg
import pytest

from benchmarks.figures.kept import NOW
from benchmarks.peers import records
from benchmarks.peers.analytics import Analytics
from benchmarks.peers.comparing import over_honest
from benchmarks.peers.postgres import Database
from benchmarks.peers.questions import FORMS, QUESTIONS, Place, measures_of, random_asked
from xuanguan.analytics import DuckStore
from xuanguan.demo.country import CAMPAIGN, TODAY, country

ADDRESS = os.environ.get("XUANGUAN_DATABASE", "")
pytestmark = pytest.mark.skipif(not ADDRESS.startswith("postgres"), reason="asks PostgreSQL: scripts/with_postgres starts one")
ACTIVITIES = 3_000


@pytest.fixture(scope="module")
def database():
    """A database of its own beside the one of the tests."""
    name = f"peers_{secrets.token_hex(4)}"
    with psycopg.connect(ADDRESS, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        opened = Database(psycopg.conninfo.make_conninfo(ADDRESS, dbname=name))
        yield opened
        opened.close()
        connection.execute(f"DROP DATABASE {name}")


@pytest.fixture(scope="module")
def made():
    return country(ACTIVITIES)


@pytest.fixture(scope="module")
def analytics(database, made):
    records.load(database, made.batches(), made.trees(), as_of=TODAY, campaign=CAMPAIGN)
    built = Analytics(database, made.trees().depth + 1)
    built.build()
    return built


@pytest.fixture(scope="module")
def place(tmp_path_factory, database, made, analytics):
    store = DuckStore(tmp_path_factory.mktemp("figures"))
    store.rebuild(made.changes(), made.trees(), at=NOW)
    return Place(store.reader(), database, measures_of(database))


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_peers_rows_counted_distinct_and_the_records_joined_say_what_xuanguan_says(question, place, made):
    random = Random(question)
    for level in sorted(made.administration.divisions)[:-1]:
        for _ in range(3):
            asked = random_asked(made.administration, level, random)
            answers = dict(zip(FORMS, (form(place, asked) for form in QUESTIONS[question]), strict=True))
            assert answers["rows DISTINCT"] == answers["Xuanguan"]
            assert answers["records joined"] == answers["Xuanguan"]


def test_rows_added_up_count_a_joint_activity_at_each_of_its_organisers(place, made, database):
    """By plain arithmetic on the records: at the uppermost unit the rows are the participations."""
    over = over_honest(made, place)["activities, province"]
    participations = database.one("SELECT count(*) FROM records.organiser AS o JOIN records.activity AS a USING (activity) JOIN records.unit AS u USING (unit) WHERE u.uidlevel2 IS NOT NULL")
    activities = database.one("SELECT count(DISTINCT activity) FROM records.organiser JOIN records.unit AS u USING (unit) WHERE u.uidlevel2 IS NOT NULL")
    assert over == pytest.approx(participations / activities - 1)
    assert over > 0.05


def test_a_table_of_the_latest_says_the_same_as_building_everything_anew(database, analytics):
    columns = "event, dx, co, ou, front, kind, state, monthly, value"
    rows = f"SELECT {columns} FROM analytics UNION ALL SELECT {columns} FROM analytics_clause ORDER BY 1, 2, 3, 4"
    with database.connection.transaction(force_rollback=True):
        database.run("UPDATE records.activity SET front = 'F0000000004', lastupdated = now() WHERE activity % 7 = 0")
        before = database.rows(rows)
        analytics.latest()
        with_latest = database.rows(rows)
        analytics.build()
        assert with_latest == database.rows(rows)
        assert with_latest != before
