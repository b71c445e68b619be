"""The demo made large: made-up towns and reports that are as true to the rules as real ones, and marked as made up."""
import datetime as dt

import pytest
from django.forms.models import model_to_dict

from tests.builders import make_campaign, make_person, make_policy_version, make_unit
from xuanguan.activities.actions.records import tell_campaign
from xuanguan.activities.enums import COUNTED, ActivityState
from xuanguan.activities.models import Activity, ActivityVersion, Measure, Participation, Review, Statement
from xuanguan.campaigns.models import Expectation, Fulfilment, Roster, RosterEntry
from xuanguan.demo import synthetic
from xuanguan.demo.synthetic.drawing import Draw, seeded
from xuanguan.demo.synthetic.rows import as_json, insert, reserve_ids
from xuanguan.figures.actions import rebuild
from xuanguan.figures.store import the_store
from xuanguan.organisations import hierarchy
from xuanguan.organisations.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo():
    """What the demo has that matters here: the campaign over two prefectures of two counties, its people and its loader."""
    province = make_unit("510000", "四川省")
    for prefecture in ("510900", "511000"):
        above = make_unit(prefecture, under=province)
        for county in range(2):
            make_unit(f"{prefecture[:4]}2{county}", under=above)
    hierarchy.rebuild(dt.date(2012, 5, 25))
    province.refresh_from_db()
    campaign = make_campaign(province, code="sichuan-2012", version=make_policy_version(clauses=4), ends=dt.date(2012, 5, 25))
    campaign.is_demo = True
    campaign.save()
    for name in ("demo-loader", "verifier", "suining-verifier", "neijiang-verifier"):
        make_person(name)
    return campaign


def enlarge(activities: int) -> list[str]:
    told: list[str] = []
    synthetic.enlarge(activities, told.append, province_towns=60)
    return told


def test_the_demo_grows_to_the_number_asked_for_and_everything_new_is_marked(demo):
    enlarge(400)

    assert Activity.objects.filter(campaign=demo).count() == 400
    assert not Activity.objects.filter(is_demo=False).exists()
    assert not Statement.objects.filter(is_demo=False).exists()
    assert {unit.level for unit in Unit.objects.filter(is_demo=True)} == {4}
    assert 55 <= Unit.objects.filter(is_demo=True).count() <= 65


def test_asked_again_it_adds_what_is_missing_and_no_towns(demo):
    enlarge(100)
    towns = Unit.objects.count()

    added = synthetic.enlarge(150, lambda _sentence: None)

    assert (added, Activity.objects.count(), Unit.objects.count()) == (50, 150, towns)


def test_asked_for_less_than_there_is_it_leaves_everything_alone(demo):
    enlarge(60)

    told = enlarge(40)

    assert Activity.objects.count() == 60
    assert told == ["the campaign has 60 activities already: nothing to add"]


def test_the_same_start_gives_the_same_reports(demo):
    draw = Draw(demo)

    one, other = ([draw.report(random) for _ in range(30)] for random in (seeded(3), seeded(3)))

    assert one == other


def test_every_made_up_report_keeps_the_rules_that_the_database_and_the_actions_hold(demo):
    enlarge(400)

    demo.territory.refresh_from_db()
    for activity in Activity.objects.select_related("reporting_unit"):
        activity.full_clean(exclude=["campaign", "kind", "front", "reporting_unit", "reported_by", "verified_by"])
        assert demo.begins <= activity.earliest <= activity.latest <= demo.ends
        assert demo.territory.first <= activity.reporting_unit.first <= demo.territory.last
    hosts = Participation.objects.filter(role="host").values_list("activity", flat=True)
    assert sorted(hosts) == sorted(Activity.objects.values_list("pk", flat=True))
    assert Measure.objects.filter(value__lte=0).count() == 0


def test_seven_reports_in_ten_are_verified_and_what_ceased_to_count_keeps_its_image(demo):
    enlarge(1000)

    states = {state: Activity.objects.filter(state=state).count() for state in ActivityState.values}
    assert 650 <= states["verified"] <= 750
    assert 150 <= states["submitted"] <= 250
    assert min(states[state] for state in ("returned", "draft", "withdrawn")) > 10
    left = Activity.objects.filter(state__in=("returned", "withdrawn"))
    edited = Activity.objects.filter(state__in=COUNTED, number=2)
    assert ActivityVersion.objects.filter(activity__in=left).count() == left.count()
    assert ActivityVersion.objects.filter(activity__in=edited).count() == edited.count() > 0
    assert Review.objects.filter(act="submit").count() == 1000 - states["draft"]


def test_joint_reports_reach_over_several_parents(demo):
    enlarge(600)

    joint = [activity for activity in Activity.objects.prefetch_related("participations__unit")
             if len([part for part in activity.participations.all() if part.role in ("host", "co_host")]) > 1]
    over_parents = [activity for activity in joint if len({part.unit.territory_id for part in activity.participations.all()}) > 1]
    assert 30 <= len(joint) <= 90
    assert over_parents


def test_what_the_reports_fulfil_is_what_the_actions_would_have_written(demo):
    make_duties(demo)
    enlarge(200)
    written = fulfilments()

    for activity in Activity.objects.filter(campaign=demo):
        tell_campaign(activity)

    assert fulfilments() == written
    assert len(written) > 100


def fulfilments() -> list[tuple]:
    return sorted(Fulfilment.objects.values_list("thing", "expectation__code", "unit", "period", "state", "by_unit", "on", "by"))


def make_duties(campaign) -> None:
    """A report of each prefecture every month by anybody there, and a lecture of each county by itself or with its guests."""
    for level, code, fulfilled_by, rhythm in ((2, "monthly", "subtree", "monthly"), (3, "lecture", "same_level", "once")):
        roster = Roster.objects.create(campaign=campaign, code=code, name_zh=code, level=level)
        RosterEntry.objects.bulk_create(RosterEntry(roster=roster, unit=unit) for unit in Unit.objects.filter(level=level))
        duty = Expectation.objects.create(
            campaign=campaign, code=code, name_zh=code, roster=roster, fulfilled_by=fulfilled_by, rhythm=rhythm, taking_part_counts=level == 3)
        duty.kinds.set(campaign.kinds.filter(code=code))


def test_the_figures_hold_as_many_as_count(demo):
    enlarge(300)

    rebuild()

    (counted,), = the_store().reader().rows("SELECT count(DISTINCT activity) FROM activity WHERE until > 29991231")
    assert counted == Activity.objects.filter(state__in=COUNTED).count()


def test_nothing_made_up_is_added_beside_a_real_campaign(demo):
    make_campaign(demo.territory, code="a-real-one", version=demo.version)

    with pytest.raises(synthetic.NotOnlyDemo):
        enlarge(10)

    assert Activity.objects.count() == 0


def test_without_the_demo_there_is_nothing_to_enlarge():
    with pytest.raises(synthetic.DemoNotLoaded, match="xuanguan demo load"):
        enlarge(10)


def test_a_row_is_inserted_as_an_object_would_be_saved(demo):
    kind, town = demo.kinds.first(), Unit.objects.last()
    saved = Activity.objects.create(
        campaign=demo, kind=kind, front=demo.fronts.first(), earliest=demo.begins, latest=demo.ends, reporting_unit=town, reported_by=make_person())
    columns = ("campaign_id", "kind_id", "front_id", "earliest", "latest", "reporting_unit_id", "reported_by_id")

    pk, = reserve_ids(Activity, 1)
    insert(Activity, ("id", *columns), [(pk, *(getattr(saved, column) for column in columns))])
    insert(Participation, ("activity_id", "unit_id", "shares"), [(pk, town.pk, as_json([{"value": "12"}]))])

    inserted = Activity.objects.get(pk=pk)
    assert pk > saved.pk
    assert model_to_dict(inserted, exclude=["id", "units"]) == model_to_dict(saved, exclude=["id", "units"])
    assert Participation.objects.get(activity=pk).shares == [{"value": "12"}]
    assert Activity.objects.create(
        campaign=demo, kind=kind, front=demo.fronts.first(), earliest=demo.begins, latest=demo.ends, reporting_unit=town, reported_by=saved.reported_by).pk > pk
