"""What is due soon or overdue is told once to those who report it, and settles when it is done."""
import datetime as dt

import pytest

from tests.builders import make_person, make_unit
from tests.campaigns.test_duties import World
from xuanguan.campaigns.actions import forget_deed, nothing_to_report, remind
from xuanguan.campaigns.actions.plans import drop_item
from xuanguan.campaigns.enums import FulfilledBy, Rhythm
from xuanguan.campaigns.models import Extension
from xuanguan.notices.actions import tell
from xuanguan.notices.enums import NoticeKind
from xuanguan.notices.models import Notice
from xuanguan.notices.wording import address_of, sentence_of
from xuanguan.organisations.actions import add_person, merge_units
from xuanguan.organisations.enums import Role

APRIL_30 = dt.date(2012, 4, 30)


@pytest.fixture
def world(db) -> World:
    world = World()
    world.officer = make_person("officer", roles=[(Role.OFFICER, world.city)])
    return world


def open_ones() -> list[tuple[str, str, str]]:
    return sorted(Notice.objects.filter(settled_at=None).values_list("person__username", "kind", "key"))


def outcome(run) -> tuple[int, int]:
    return run.told, run.settled


@pytest.mark.parametrize(("on", "kinds"), [
    (APRIL_30 - dt.timedelta(days=8), []), (APRIL_30 - dt.timedelta(days=7), ["due"]), (APRIL_30, ["due"]), (APRIL_30 + dt.timedelta(days=1), ["overdue"])])
def test_a_week_before_it_is_due_soon_and_the_day_after_overdue(world, on, kinds):
    world.expect("plan", world.city, due=APRIL_30)

    remind(on=on)

    assert [kind for _person, kind, _key in open_ones()] == kinds


def test_it_is_told_once_and_told_anew_only_when_it_is_overdue(world):
    one = world.expect("plan", world.city, due=APRIL_30)
    days = [APRIL_30 - dt.timedelta(days=2), APRIL_30, APRIL_30 + dt.timedelta(days=1), APRIL_30 + dt.timedelta(days=9)]

    runs = [outcome(remind(on=day)) for day in days]

    assert runs == [(1, 0), (0, 0), (1, 1), (0, 0)]
    assert open_ones() == [("officer", "overdue", f"overdue:{one.pk}:{world.city.pk}:")]


def test_a_reminder_says_who_what_and_by_when_and_leads_there(world):
    world.expect("plan", world.city, due=APRIL_30)
    world.expect("monthly", world.city, rhythm=Rhythm.MONTHLY)

    remind(on=dt.date(2012, 4, 3))

    # April ends on a Monday of the long weekend before the first of May: nothing but March is due within the week.
    (notice,) = Notice.objects.filter(key__endswith=":201203")
    assert (sentence_of(notice).split(" is due on ")[0], address_of(notice), notice.about) == (
        "遂宁市: “monthly” for 201203", "/campaigns/campaign/expectations/monthly/", f"expectation:{notice.key.split(':')[1]}")


def test_what_is_done_settles_and_comes_back_when_it_counts_no_more(world):
    world.expect("plan", world.city, due=APRIL_30)
    late = APRIL_30 + dt.timedelta(days=5)
    remind(on=late)
    world.deed(world.city)
    at_once = open_ones()

    done = outcome(remind(on=late))
    forget_deed(thing="activity:1", on=late)
    again = outcome(remind(on=late))

    assert (at_once, done, again) == ([], (0, 0), (1, 0))


def test_nothing_to_report_ends_the_reminders_too(world):
    one = world.expect("monthly", world.city, rhythm=Rhythm.MONTHLY, nothing_counts=True)
    on = dt.date(2012, 3, 20)
    remind(on=on)

    nothing_to_report(expectation=one, unit=world.city, period="201202", on=on, by=world.officer)

    assert [key for _person, _kind, key in open_ones() if key.endswith("201202")] == []


def test_only_those_who_report_are_reminded_also_where_they_do_it_for_the_unit_above(world):
    make_person("verifier", roles=[(Role.VERIFIER, world.city)])
    make_person("at the bureau", roles=[(Role.OFFICER, world.bureau)])
    make_person("of the county", roles=[(Role.OFFICER, world.county)])
    world.expect("own", world.city, due=APRIL_30, fulfilled_by=FulfilledBy.SELF)
    world.expect("level", world.city, due=APRIL_30, fulfilled_by=FulfilledBy.SAME_LEVEL)

    remind(on=APRIL_30)

    told = sorted((notice.person.username, notice.values["what"]["en"]) for notice in Notice.objects.select_related("person"))
    assert told == [("at the bureau", "level"), ("officer", "level"), ("officer", "own")]


def test_who_works_in_a_unit_is_reminded_of_it_whatever_their_role_is_held_on(world):
    person = make_person("at the bureau", roles=[(Role.OFFICER, world.county)])
    add_person(name="何", unit=world.bureau, user=person, by=None)
    world.expect("plan", world.bureau, due=APRIL_30)

    remind(on=APRIL_30)

    assert [who for who, _kind, _key in open_ones()] == ["at the bureau"]


def test_what_was_expected_of_a_merged_county_is_reminded_to_those_of_its_heir(world):
    heir = make_unit("510923", "大英县", under=world.city)
    make_person("of the heir", roles=[(Role.OFFICER, heir)])
    world.expect("plan", world.county, due=APRIL_30)
    merge_units(units=[world.county], into=heir, on=dt.date(2012, 5, 10), by=None)

    remind(on=dt.date(2012, 5, 20))

    assert [who for who, _kind, _key in open_ones()] == ["of the heir"]


def test_more_time_moves_the_reminder_with_it(world):
    one = world.expect("plan", world.city, due=APRIL_30)
    may_20 = dt.date(2012, 5, 20)
    Extension.objects.create(expectation=one, unit=world.city, state="granted", wanted=may_20, until=may_20, reason="水灾", asked_on=APRIL_30,
                             asked_by=world.officer, answered_on=APRIL_30)

    kinds = []
    for day in (2, 13, 21):
        remind(on=dt.date(2012, 5, day))
        kinds.append([kind for _who, kind, _key in open_ones()])

    assert kinds == [[], ["due"], ["overdue"]]


def test_a_campaign_that_is_over_is_looked_at_as_it_ended_and_a_closed_one_asks_nobody(world):
    world.expect("plan", world.city, due=APRIL_30)
    remind(on=dt.date(2013, 6, 1))
    over = open_ones()
    world.campaign.state = "closed"
    world.campaign.save()

    run = remind(on=dt.date(2013, 6, 1))

    assert ([kind for _person, kind, _key in over], outcome(run), open_ones()) == (["overdue"], (0, 1), [])


def test_what_is_ahead_or_has_no_day_reminds_nobody(world):
    world.campaign.ends = None
    world.campaign.save()
    world.expect("some day", world.city)

    assert outcome(remind(on=APRIL_30)) == (0, 0)


def test_notices_of_other_rooms_are_left_alone(world):
    tell(people=[world.officer], kind=NoticeKind.DUE, key="instruction:7", text="Due soon", by=None)

    remind(on=APRIL_30)

    assert [key for _person, _kind, key in open_ones()] == ["instruction:7"]


def test_what_is_in_a_plan_is_reminded_of_to_those_who_write_it(here):
    here.item(here.city, here.officer, due=APRIL_30)

    told = [outcome(remind(on=APRIL_30 + dt.timedelta(days=days))) for days in (-8, -7, 1)]

    assert told == [(0, 0), (1, 0), (1, 1)]
    assert sentence_of(Notice.objects.get(kind="overdue")) == "遂宁质监局: “举办讲座” of its plan was due on 30 April 2012"


def test_an_item_that_is_dropped_reminds_nobody_any_more(here):
    item = here.item(here.city, here.officer, due=APRIL_30)
    remind(on=APRIL_30)

    drop_item(item=item, reason="不做", by=here.officer)

    assert open_ones() == []
