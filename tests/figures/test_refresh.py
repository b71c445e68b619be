"""What people do reaches the figures: taken from the outbox by id, in generations, again after any accident."""
import datetime as dt
import shutil

import pytest
from django.conf import settings

from tests.builders import make_person, make_report, make_unit
from xuanguan.activities import actions
from xuanguan.activities.models import Activity, Change
from xuanguan.activities.values import When
from xuanguan.analytics import RefreshBusy
from xuanguan.campaigns.models import Roster, RosterEntry
from xuanguan.figures.actions import rebuild, refresh
from xuanguan.figures.answers import figure, question
from xuanguan.figures.lock import one_refresher
from xuanguan.figures.models import RefreshRun
from xuanguan.figures.queries import changes_waiting
from xuanguan.figures.store import the_store
from xuanguan.organisations.enums import Role
from xuanguan.organisations.models import Affiliation


def shown(here, **which):
    number = figure(question(here.campaign, **which))
    return int(number.verified), int(number.self_reported)


def test_a_report_is_in_the_figures_after_a_refresh_and_the_outbox_is_empty(here):
    rebuild()
    make_report(here.campaign, here.county, by=here.officer)
    waiting = changes_waiting()

    refresh()

    assert (waiting, changes_waiting(), shown(here)) == (1, 0, (0, 1))


def test_a_verified_report_is_shown_as_verified_after_a_refresh(here):
    report = make_report(here.campaign, here.county, by=here.officer)
    refresh()

    actions.verify_activity(activity=report, by=here.verifier, on=dt.date(2012, 3, 5))
    refresh()

    assert shown(here) == (1, 0)


def test_a_returned_report_counts_no_more_but_did_on_its_days(here):
    report = make_report(here.campaign, here.county, by=here.officer, on=dt.date(2012, 3, 2))
    actions.return_activity(activity=report, reason="the number is missing", by=here.verifier, on=dt.date(2012, 3, 9))

    refresh()

    assert (shown(here), shown(here, as_of=dt.date(2012, 3, 8)), shown(here, as_of=dt.date(2012, 3, 1))) == ((0, 0), (0, 1), (0, 0))


def test_without_changes_the_generation_stays(here):
    make_report(here.campaign, here.county, by=here.officer)

    first, second = refresh(), refresh()

    assert (first.number, RefreshRun.objects.count()) == (second.number, 1)


def test_applying_the_same_changes_twice_is_harmless(here):
    report = make_report(here.campaign, here.county, by=here.officer)
    refresh()
    Change.objects.create(thing=Change.ACTIVITY, thing_id=report.pk)

    refresh()

    assert shown(here) == (0, 1)


def test_a_rebuild_and_many_refreshes_come_to_the_same(here):
    rebuild()
    for day in (1, 2, 3):
        make_report(here.campaign, here.county, by=here.officer, when=When.on(dt.date(2012, 3, day)), on=dt.date(2012, 3, day))
        refresh()
    refreshed = shown(here)

    rebuild()

    assert (refreshed, shown(here)) == ((0, 3), (0, 3))


def test_lost_figures_are_built_anew(here):
    make_report(here.campaign, here.county, by=here.officer)
    refresh()
    shutil.rmtree(settings.FIGURES_FOLDER)

    refresh()

    assert shown(here) == (0, 1)


def test_a_damaged_generation_is_built_anew(here):
    report = make_report(here.campaign, here.county, by=here.officer)
    number = refresh().number
    the_store().folder.file(number).write_bytes(b"not a database")
    Change.objects.create(thing=Change.ACTIVITY, thing_id=report.pk)

    refresh()

    assert shown(here) == (0, 1)


def test_figures_of_another_database_in_the_folder_are_not_trusted(here):
    make_report(here.campaign, here.county, by=here.officer)
    rebuild()
    RefreshRun.objects.all().delete()
    Activity.objects.update(state="draft", since=None)

    refresh()

    assert shown(here) == (0, 0)


def test_a_deleted_draft_in_the_outbox_hurts_nobody(here):
    rebuild()
    Change.objects.create(thing=Change.ACTIVITY, thing_id=987654)

    refresh()

    assert (shown(here), changes_waiting()) == ((0, 0), 0)


def test_a_unit_opened_since_can_report_at_once(here):
    rebuild()
    town = make_unit("510321001", "旭阳镇", under=here.county)
    here.campaign.territory.refresh_from_db()
    make_report(here.campaign, town, by=make_person("town officer", roles=[(Role.OFFICER, town)]))

    refresh()

    assert shown(here, unit=town) == (0, 1)


def test_a_county_that_moved_counts_where_it_lay_on_the_day_and_by_todays_map_where_it_lies(here):
    make_report(here.campaign, here.county, by=here.officer)
    rebuild()
    Affiliation.objects.create(unit=here.county, since=dt.date(2012, 6, 1), territory=here.other_city)

    refresh()

    places = [shown(here, unit=unit, tree=tree)[1] for unit in (here.city, here.other_city) for tree in ("day", "today")]
    assert places == [1, 0, 0, 1]


def test_a_roster_that_changed_is_read_again_with_the_next_refresh(here):
    roster = Roster.objects.create(campaign=here.campaign, code="cities", name_zh="市州")
    rebuild()
    RosterEntry.objects.create(roster=roster, unit=here.city)

    refresh()

    number = the_store().reader().rows("SELECT count(*) FROM roster_member")
    assert number == [(1,)]


def test_a_second_refresher_waits_and_then_says_so(here):
    with one_refresher(), pytest.raises(RefreshBusy), one_refresher(patience=0.05):
        raise AssertionError("two refreshers at once")
