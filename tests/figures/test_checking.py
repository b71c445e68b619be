"""`xuanguan figures verify`: a plain count over the records finds no difference, and finds each that is put there."""
import datetime as dt
import shutil
import tracemalloc
from decimal import Decimal
from types import SimpleNamespace

import duckdb
import pytest
from click.testing import CliRunner
from django.db import transaction
from django.test import override_settings

from tests.activities.province import Province, make_province
from tests.builders import make_report, make_unit
from tests.figures.history import live_through
from xuanguan.activities import actions
from xuanguan.activities.models import Activity, ActivityVersion, Measure, Participation, Statement
from xuanguan.activities.values import StatementValues
from xuanguan.campaigns.actions import nothing_to_report
from xuanguan.campaigns.enums import FulfilledBy, Rhythm
from xuanguan.campaigns.models import Expectation, Fulfilment, Roster, RosterEntry
from xuanguan.cli.figures import command
from xuanguan.figures.actions import rebuild, refresh
from xuanguan.figures.answers.reader import current_reader
from xuanguan.figures.checking import SEED, compare
from xuanguan.figures.checking.reading import each_record
from xuanguan.figures.store import the_store

QUESTIONS = {"totals", "timeseries", "clause × front", "participants", "participants taking part", "stated", "persons", "children", "ranking", "coverage",
             "completeness"}


@pytest.fixture(autouse=True)
def figures_folder():
    """Those of the history, unless a test has its own."""


@pytest.fixture(scope="module")
def lived(django_db_setup, django_db_blocker, tmp_path_factory):
    """A history of reports, edits, returns and merges, with clauses, people who took part, a monthly report and two stated totals."""
    with override_settings(FIGURES_FOLDER=tmp_path_factory.mktemp("figures")), django_db_blocker.unblock(), transaction.atomic():
        here = make_province()
        rebuild()
        live_through(here, 4)
        more(here)
        refresh()
        yield here
        transaction.set_rollback(True)


def more(here: Province) -> None:
    silent = make_unit("510700", "绵阳市", under=here.province)
    here.province.refresh_from_db()
    clauses = list(here.campaign.version.clauses.order_by("order"))
    parts = {"hosts": [here.city, here.other_city], "taking_part": [here.county]}
    report = make_report(here.campaign, here.city, by=here.coordinator, clauses=tuple(clauses[:2]), **parts)
    actions.verify_activity(activity=report, by=here.verifier, on=dt.date(2012, 3, 9))
    for rhythm, fulfilled_by in ((Rhythm.MONTHLY, FulfilledBy.SUBTREE), (Rhythm.ONCE, FulfilledBy.SELF), (Rhythm.MONTHLY, FulfilledBy.SAME_LEVEL)):
        roster = Roster.objects.create(campaign=here.campaign, code=f"cities-{fulfilled_by}", name_zh="市州", level=2)
        RosterEntry.objects.bulk_create(RosterEntry(roster=roster, unit=unit) for unit in (here.city, here.other_city, silent))
        made = Expectation.objects.create(campaign=here.campaign, code=f"{rhythm}-{fulfilled_by}", name_zh="报送", roster=roster, rhythm=rhythm, due_days=5,
                                          fulfilled_by=fulfilled_by, nothing_counts=True)
        made.kinds.set(here.campaign.kinds.all())
        if rhythm == Rhythm.MONTHLY:
            nothing_to_report(expectation=made, unit=here.other_city, period="201211", by=here.stranger, on=dt.date(2012, 12, 3))
    for unit, measure, value, named in ((here.city, "participants", 900, ()), (here.province, "", 2, (silent,))):
        actions.state_total(values=StatementValues(
            campaign=here.campaign, unit=unit, territory=unit, front=here.campaign.fronts.first(), kind=here.campaign.kinds.get(code="lecture"),
            value=Decimal(value), measure=measure, earliest=dt.date(2012, 2, 6), latest=dt.date(2012, 7, 31), named=named),
            by=here.coordinator, on=dt.date(2012, 7, 31))


@pytest.fixture
def here(lived, db):
    return lived


@pytest.mark.parametrize("seed", [SEED, 1, 2, 3])
def test_every_question_agrees_with_a_plain_count_whatever_is_drawn(here, seed):
    found = compare(66, seed)

    assert (set(found.compared), found.figures, found.differences) == (QUESTIONS, 66, ())


def test_one_seed_draws_the_same_figures_again(here):
    Activity.objects.filter(state="submitted").update(verified_on=dt.date(2012, 3, 3))

    assert compare(22, 7).differences == compare(22, 7).differences != compare(22, 8).differences


def with_harm_done(table: str, harm: str, which: str):
    """A comparison with a generation in which one row that stands today is gone or another."""
    store = the_store()
    folder, number = store.folder, store.folder.current()
    shutil.copy(folder.file(number), folder.building())
    with duckdb.connect(str(folder.building())) as connection:
        connection.execute(f"{harm} WHERE rowid = (SELECT max(rowid) FROM {table} WHERE until > 90000000 AND {which})")
    folder.publish(folder.building(), number + 1)
    folder.point_to(number + 1)
    return compare(88)


@pytest.fixture
def own_figures(here, settings, tmp_path):
    """A copy, so that what is done to it is done to nobody else's."""
    shutil.copytree(the_store().folder.path, tmp_path / "figures")
    settings.FIGURES_FOLDER = tmp_path / "figures"


@pytest.mark.parametrize(("table", "harm", "which", "question"), [
    ("activity", "DELETE FROM activity", "counts_from_d = 0", "totals of 510000"),
    ("activity", "UPDATE activity SET value1 = value1 + 1", "counts_from_d = 0 AND measures <> 0", "totals of 510000"),
    ("activity", "UPDATE activity SET clauses = 0", "counts_from_d = 0 AND clauses <> 0", "clause × front of"),
    ("part", "DELETE FROM part", "TRUE", "participants taking part of"), ("statement", "DELETE FROM statement", "TRUE", "stated of"),
    ("roster_member", "DELETE FROM roster_member", "TRUE", "coverage of")])
def test_a_row_that_the_store_lost_or_changed_is_found(here, own_figures, table, harm, which, question):
    found = with_harm_done(table, harm, which)

    assert [one for one in found.differences if one.startswith(question) and "a plain count says" in one] != []


@pytest.mark.parametrize(("change", "question"), [
    (lambda: Activity.objects.filter(state="submitted").update(earliest=dt.date(2010, 1, 1), latest=dt.date(2010, 1, 1)), "totals of "),
    (lambda: Measure.objects.filter(code="participants").update(value=1), "persons of "),
    (lambda: Participation.objects.filter(role="participant").update(role="speaker"), "participants taking part of "),
    (lambda: Activity.clauses.through.objects.all().delete(), "clause × front of "),
    (lambda: Statement.objects.filter(measure="participants").update(value=7), "stated of "),
    (lambda: Statement.named.through.objects.all().delete(), "coverage of "),
    (lambda: Fulfilment.objects.filter(state="nothing").delete(), "completeness of "),
    (lambda: ActivityVersion.objects.all().delete(), ", as of 2012-")])
def test_what_the_database_says_otherwise_is_found(here, change, question):
    change()

    found = compare(220)

    assert [one for one in found.differences if question in one] != []


def test_the_shell_says_what_was_compared_and_exits_with_1_where_something_differs(here):
    right = CliRunner().invoke(command, ["verify", "--sample", "11", "--seed", "5"])
    Activity.objects.filter(state="submitted").update(earliest=dt.date(2012, 2, 6), latest=dt.date(2012, 2, 6))
    wrong = CliRunner().invoke(command, ["verify", "--sample", "11", "--seed", "5"])

    assert (right.exit_code, wrong.exit_code) == (0, 1)
    assert "records, read one by one: 1 children, 1 clause × front, 1 completeness, 1 coverage" in right.output
    assert right.output.endswith("11 figures compared, 0 differ.\n")
    assert "the figures say" in wrong.output


def test_a_generation_that_comes_while_the_database_is_opened_is_not_taken_for_a_difference(here, monkeypatch):
    from xuanguan.figures import checking
    readers = [SimpleNamespace(generation=SimpleNamespace(number=-1)), *[current_reader()] * 3]
    monkeypatch.setattr(checking, "current_reader", lambda: readers.pop(0))

    assert (compare(11).differences, readers) == ((), [])


def test_before_the_figures_are_built_verify_says_so(db, settings, tmp_path):
    settings.FIGURES_FOLDER = tmp_path / "nothing"

    result = CliRunner().invoke(command, ["verify"])

    assert (result.exit_code, "The figures are not built yet." in result.output) == (1, True)


def test_records_are_read_in_batches_and_none_is_kept(here, monkeypatch):
    from xuanguan.figures.checking import reading
    whole = {versions[0].activity: versions for versions in each_record()}
    monkeypatch.setattr(reading, "BATCH", 3)

    assert {versions[0].activity: versions for versions in each_record()} == whole
    tracemalloc.start()
    for _versions in each_record():
        pass
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert held < 300_000
