"""How far a plan is follows from what is on record: the figure of each item, beside its target."""
import datetime as dt
from decimal import Decimal

import pytest

from tests.builders import make_report, make_system, make_unit
from xuanguan.activities.enums import COUNTED, ORGANISING
from xuanguan.activities.models import Activity
from xuanguan.activities.values import When
from xuanguan.campaigns.actions import handing_down, plans
from xuanguan.campaigns.models import PlanItem
from xuanguan.campaigns.planning import HandDown, PlanItemValues
from xuanguan.campaigns.queries.plans import items_of_plan, with_all
from xuanguan.figures.actions import refresh
from xuanguan.figures.answers import progress_of
from xuanguan.figures.answers.progress import scope_of
from xuanguan.organisations.enums import UnitKind
from xuanguan.organisations.models import Unit

JUNE = dt.date(2012, 6, 30)


def planned(here, unit, **said) -> PlanItem:
    plan = plans.open_plan(campaign=here.campaign, unit=unit, by=here.coordinator)
    lecture = here.campaign.kinds.prefetch_related("measures").get(code="lecture")
    return plans.write_items(plan=plan, new=[PlanItemValues(**{"text": "讲座", "due": JUNE, "kind": lecture, "value": Decimal(4)} | said)], by=here.coordinator)[0]


def how_far(*items: PlanItem) -> list[tuple]:
    refresh()
    found = progress_of(with_all(PlanItem.objects.filter(pk__in=[item.pk for item in items])).order_by("pk"))
    return [(int(one.figure.verified), int(one.figure.self_reported), one.share, one.is_reached) for item in items for one in [found[item.pk]]]


def test_an_item_is_as_far_as_the_activities_on_record(here):
    item = planned(here, here.city)
    other = planned(here, here.other_city)
    for _n in range(3):
        make_report(here.campaign, here.city, by=here.city_officer)

    assert how_far(item, other) == [(0, 3, 75, False), (0, 0, 0, False)]


def test_a_joint_activity_counts_once_above_and_in_each_plan_below(here):
    above = planned(here, here.province, value=Decimal(2))
    below = handing_down.hand_down(item=above, to=[HandDown(here.city, value=Decimal(1)), HandDown(here.other_city, value=Decimal(1))], by=here.coordinator,
                                   on=dt.date(2012, 3, 1))
    make_report(here.campaign, here.city, by=here.city_officer, hosts=[here.city, here.other_city])

    assert how_far(above, *below) == [(0, 1, 50, False), (0, 1, 100, True), (0, 1, 100, True)]


def test_nothing_is_further_than_a_hundred_per_cent(here):
    item = planned(here, here.city, value=Decimal(1))
    for unit in (here.city, here.county, here.county):
        make_report(here.campaign, unit, by=here.city_officer)

    assert how_far(item) == [(0, 3, 100, True)]


@pytest.mark.parametrize(("said", "expected"), [
    ({"measure": "participants", "word": "人次", "value": Decimal(100)}, (0, 72, 72, False)),
    ({"measure": "sessions", "value": Decimal(2)}, (0, 2, 100, True)),
    ({"value": None}, (0, 2, None, None)),
    ({"value": Decimal(5), "qualifier": "at_most"}, (0, 2, None, True)),
    ({"value": Decimal(1), "qualifier": "at_most"}, (0, 2, None, False)),
    ({"starts": dt.date(2012, 4, 1), "value": Decimal(1)}, (0, 0, 0, False)),
    ({"starts": dt.date(2013, 4, 1), "due": dt.date(2013, 6, 1), "value": Decimal(1)}, (0, 0, 0, False))])
def test_what_counts_is_what_the_item_names(here, said, expected):
    item = planned(here, here.city, **said)
    for _n in range(2):
        make_report(here.campaign, here.city, by=here.city_officer)
    make_report(here.campaign, here.city, by=here.city_officer, kind="agreement", measures={})

    assert how_far(item) == [expected]


def test_only_what_cites_the_clause_counts_where_the_item_says_so(here):
    clause = here.campaign.version.clauses.get(code="1")
    any_kind = planned(here, here.city, kind=None, only_citing=True, clauses=(clause,), value=Decimal(2))
    lectures = planned(here, here.city, only_citing=True, clauses=(clause,), value=Decimal(2))
    make_report(here.campaign, here.city, by=here.city_officer, clauses=[clause])
    make_report(here.campaign, here.city, by=here.city_officer, clauses=[clause], kind="agreement", measures={})
    make_report(here.campaign, here.city, by=here.city_officer)

    assert how_far(any_kind, lectures) == [(0, 2, 100, True), (0, 1, 50, False)]


def test_what_is_late_still_counts(here):
    item = planned(here, here.city, due=dt.date(2012, 3, 1), value=Decimal(1))
    make_report(here.campaign, here.city, by=here.city_officer, when=When.on(dt.date(2012, 5, 1)), on=dt.date(2012, 5, 2))

    assert how_far(item) == [(0, 1, 100, True)]


def test_items_that_no_record_can_tell_of_have_no_progress(here):
    item = planned(here, here.city, kind=None, value=Decimal(98), word="%")
    refresh()

    assert progress_of(items_of_plan(item.plan)) == {}


def test_whose_activities_count_for_a_unit(here):
    quality = make_system()
    city = Unit.objects.get(pk=here.city.pk)
    bureau = make_unit("510300-qts", "自贡质监局", under=city, kind=UnitKind.BUREAU, system=quality)
    government = make_unit("510300-gov", "自贡政府", under=city, kind=UnitKind.GOVERNMENT)
    school = make_unit("510300-school", "自贡学校", under=city, kind=UnitKind.SCHOOL)

    assert [scope_of(unit) for unit in (city, government, bureau, school)] == [(city, None), (city, None), (city, quality), (school, None)]


def test_progress_agrees_with_counting_record_by_record(here):
    """The second, plain computation: distinct counted activities with an organiser inside the territory."""
    items = [planned(here, unit, value=Decimal(10)) for unit in (here.province, here.city, here.other_city, here.county)]
    for hosts in ([here.county], [here.county, here.other_city], [here.city, here.county], [here.other_city], [here.city]):
        make_report(here.campaign, here.city, by=here.city_officer, hosts=hosts)
    refresh()

    found = progress_of(with_all(PlanItem.objects.filter(pk__in=[item.pk for item in items])))

    assert {pk: int(one.figure.itemised) for pk, one in found.items()} == {item.pk: plainly(item) for item in items}
    assert [int(found[item.pk].figure.itemised) for item in items] == [5, 4, 2, 3]


def plainly(item: PlanItem) -> int:
    count = 0
    for activity in Activity.objects.all():
        hosts = [part.unit for part in activity.participations.select_related("unit") if part.role in ORGANISING]
        inside = any(item.plan.unit.first <= host.first <= item.plan.unit.last for host in hosts)
        count += activity.state in COUNTED and activity.kind_id == item.kind_id and inside
    return count
