"""Sichuan 2012-2013 as it was: 名山 and 达县 became districts, 元坝 was renamed, 前锋 and 恩阳 were split off, while a campaign ran."""
import datetime as dt

import pytest

from tests.builders import make_campaign, make_person
from tests.campaigns import plain
from xuanguan.campaigns import actions, queries
from xuanguan.campaigns.deadlines import due_dates
from xuanguan.campaigns.enums import RosterBy
from xuanguan.campaigns.expecting import ExpectationValues, RosterValues
from xuanguan.campaigns.queries import Slice, Standing
from xuanguan.organisations.enums import Role
from xuanguan.organisations.imports import load_divisions
from xuanguan.organisations.models import Unit
from xuanguan.organisations.queries import name_of, unit_by_code

pytestmark = pytest.mark.django_db
MINGSHAN, ENYANG, QIANFENG, YUANBA, DAXIAN = dt.date(2012, 11, 6), dt.date(2013, 1, 31), dt.date(2013, 2, 22), dt.date(2013, 4, 17), dt.date(2013, 7, 18)
DAYS = [day + dt.timedelta(days=n) for day in (MINGSHAN, ENYANG, QIANFENG, YUANBA, DAXIAN) for n in (-1, 0, 1)]
DAY = dt.timedelta(days=1)


@pytest.fixture
def sichuan():
    load_divisions(under="510000", on=dt.date(2012, 5, 25))
    province = unit_by_code("510000")
    campaign = make_campaign(province, begins=dt.date(2012, 2, 6), ends=dt.date(2013, 12, 31))
    return campaign, make_person("coordinator", roles=[(Role.COORDINATOR, province)])


def expect(campaign, by, code="county-plan", **roster):
    return actions.set_expectation(campaign=campaign, by=by, values=ExpectationValues(
        code=code, name_zh="各县方案", due=dt.date(2012, 6, 30), roster=RosterValues(RosterBy.RULE, level=3, organ="", **roster)))


def done(expectation, unit: Unit, day: dt.date) -> None:
    unit = Unit.objects.select_related("territory").get(pk=unit.pk)
    actions.note_deed(campaign=expectation.campaign, thing=f"activity:{unit.pk}", kind=expectation.campaign.kinds.get(code="lecture"), organising=[unit],
                      earliest=day, latest=day, state="reported", on=day, by=None, changed_on=day)


def test_coverage_is_right_before_on_and_after_each_of_the_five_changes(sichuan):
    campaign, coordinator = sichuan
    expectation = expect(campaign, coordinator)
    whole = {code: unit_by_code(code) for code in ("511902", "511602", "511821", "511721", "510811")}  # 巴州, 广安, 名山, 达县, 元坝
    for unit in whole.values():
        done(expectation, unit, dt.date(2012, 6, 1))
    one = Slice(expectation, due_dates(expectation, DAYS[-1])[0])
    near = set(Unit.objects.filter(territory__code__in=("511600", "511900"), kind="division").values_list("pk", flat=True)) | {unit.pk for unit in whole.values()}

    for on in DAYS:
        items = Standing(campaign, [one], on).items(one)
        listed = plain.listed(expectation, on)
        expected = {unit: plain.state(expectation, "", one.due.first, on, one.due.due, unit, on)[0] for unit in listed & near}
        parts = (on >= ENYANG) + (on >= QIANFENG)
        assert set(items) == listed, on
        assert {unit: item.state.value for unit, item in items.items() if unit in near} == expected, on
        assert (len(items), sum(item.is_done for item in items.values())) == (181 + parts, 5 + parts), on
        counts = Standing(campaign, [one], on).counts()[one.key]
        assert (counts.expected, counts.received, counts.missing) == (181 + parts, 5 + parts, 176), on


def test_a_part_that_was_split_off_owes_it_itself_where_the_whole_had_not_done_it(sichuan):
    campaign, coordinator = sichuan
    expectation = expect(campaign, coordinator)
    one = Slice(expectation, due_dates(expectation, DAYS[-1])[0])
    part = unit_by_code("511603")

    before = Standing(campaign, [one], QIANFENG).items(one)[part.pk].state.value
    done(expectation, unit_by_code("511602"), QIANFENG + DAY)
    after = Standing(campaign, [one], QIANFENG + 2 * DAY).items(one)

    assert (before, after[part.pk].state.value, after[unit_by_code("511602").pk].state.value) == ("overdue", "overdue", "reported")


def test_a_renamed_county_keeps_its_history_under_the_name_of_the_day(sichuan):
    campaign, coordinator = sichuan
    expectation = expect(campaign, coordinator)
    one = Slice(expectation, due_dates(expectation, DAYS[-1])[0])
    mingshan, yuanba, daxian = (unit_by_code(code) for code in ("511803", "510811", "511703"))
    for unit in (mingshan, yuanba, daxian):
        done(expectation, unit, dt.date(2012, 6, 1))

    names = [(name_of(unit, day - DAY, language="zh"), name_of(unit, day, language="zh")) for unit, day in ((mingshan, MINGSHAN), (yuanba, YUANBA), (daxian, DAXIAN))]
    states = [Standing(campaign, [one], day).items(one)[unit.pk].state.value for unit in (mingshan, yuanba, daxian) for day in DAYS]

    assert names == [("名山县", "名山区"), ("元坝区", "昭化区"), ("达县", "达川区")]
    assert set(states) == {"reported"}


def test_a_roster_as_of_a_day_stays_as_it_was_on_that_day(sichuan):
    campaign, coordinator = sichuan
    fixed = expect(campaign, coordinator, as_of=dt.date(2012, 5, 25))
    later = expect(campaign, coordinator, code="later", as_of=dt.date(2013, 12, 1))

    sizes = [queries.roster_on(one.roster, day).count() for one in (fixed, later) for day in (dt.date(2012, 5, 25), DAXIAN)]

    assert sizes == [181, 181, 183, 183]


def test_a_roster_under_a_prefecture_holds_its_counties_and_grows_with_them(sichuan):
    campaign, coordinator = sichuan
    guangan = expect(campaign, coordinator, under=unit_by_code("511600"))

    assert [queries.roster_on(guangan.roster, day).count() for day in (QIANFENG - DAY, QIANFENG)] == [5, 6]
