"""A campaign is started from a template: any template, any tree of units."""
import datetime as dt
from pathlib import Path

import pytest
import yaml

from tests.builders import make_person, make_policy_version, make_system, make_unit, number_units
from xuanguan.audit.models import Event
from xuanguan.campaigns import imports, queries
from xuanguan.campaigns.actions import CannotStart, start_campaign
from xuanguan.campaigns.enums import CampaignState, FulfilledBy
from xuanguan.campaigns.models import Campaign, KindMeasure
from xuanguan.campaigns.parsing import TemplateError, parse_template
from xuanguan.common.exceptions import NotAllowed
from xuanguan.organisations.enums import Role, UnitKind
from xuanguan.organisations.models import Affiliation, Unit
from xuanguan.policies.imports import apply_import, plan_import, read_policy

pytestmark = pytest.mark.django_db
PACKAGE = Path(__file__).resolve().parents[2] / "xuanguan"
BEGINS, ENDS = dt.date(2012, 2, 6), dt.date(2012, 12, 31)


@pytest.fixture
def province() -> Unit:
    """A province with two prefectures, each with its bureau of quality supervision, and a county."""
    quality = make_system()
    province = make_unit("510000", "四川省", renumber=False)
    bureau = make_unit("510000-qts", "四川省质监局", under=province, kind=UnitKind.BUREAU, system=quality, renumber=False)
    for code, name in [("510100", "成都市"), ("510900", "遂宁市")]:
        city = make_unit(code, name, under=province, renumber=False)
        make_unit(f"{code}-qts", f"{name}质监局", under=city, kind=UnitKind.BUREAU, system=quality, superior=bureau, renumber=False)
    make_unit("510922", "射洪县", under=Unit.objects.get(code="510900"), renumber=False)
    number_units()
    return Unit.objects.get(code="510000")


def coordinator_of(unit: Unit):
    return make_person(f"coordinator-{unit.code}", roles=[(Role.COORDINATOR, unit)])


def start(territory: Unit, **changes) -> Campaign:
    values = {"template": imports.template_of("five-fronts"), "code": "outline-sichuan", "version": None, "territory": territory,
              "lead_unit": territory, "begins": BEGINS, "ends": ENDS, "by": None} | changes
    values["version"] = values["version"] or make_policy_version()
    values["by"] = values["by"] or coordinator_of(territory)
    return start_campaign(**values)


def test_a_coordinator_starts_the_five_front_campaign(province):
    campaign = start(province)

    assert campaign.state == CampaignState.RUNNING
    assert [front.code for front in campaign.fronts.all()] == ["government", "departments", "system", "enterprises", "media"]
    assert campaign.kinds.filter(is_milestone=True, measures__isnull=False).count() == 0
    assert Event.objects.get().act == "start_campaign"
    assert [unit.code for unit in queries.roster_on(campaign.expectations.get(code="prefecture-bureau-plan").roster, BEGINS)] == ["510100-qts", "510900-qts"]
    assert [unit.code for unit in queries.roster_on(campaign.expectations.get(code="prefecture-study").roster, BEGINS)] == ["510100", "510900"]


def test_expectations_of_the_same_units_share_one_roster(province):
    campaign = start(province)

    shared = campaign.expectations.filter(code__in=["prefecture-bureau-plan", "enterprise-training", "monthly-report"])
    assert {expectation.roster.code for expectation in shared} == {"level-2-qts"}


def test_a_stated_size_of_which_no_name_is_known_stays_a_size(province):
    campaign = start(province)

    roster = campaign.expectations.get(code="county-bureau-plan").roster
    size = queries.roster_sizes(campaign, BEGINS)[roster.pk]
    assert (size.named, size.expected, size.unnamed) == (0, 168, 168)


def test_persons_and_attendances_are_two_measures_of_a_kind(province):
    campaign = start(province)

    course = KindMeasure.objects.filter(kind__campaign=campaign, kind__code="training_course", code="participants")
    assert set(course.values_list("unit_zh", "is_additive")) == {("人", False), ("人次", True)}


def test_a_deadline_of_the_template_moves_with_the_campaigns_first_day(province):
    sichuan = start(province)
    later = start(province, code="again", begins=dt.date(2013, 3, 1), ends=dt.date(2013, 12, 31), version=sichuan.version, by=make_person(
        "another", roles=[(Role.ADMINISTRATOR, province)]))

    assert sichuan.expectations.get(code="prefecture-bureau-plan").due == dt.date(2012, 4, 30)
    assert later.expectations.get(code="prefecture-bureau-plan").due == dt.date(2013, 5, 24)


def test_a_county_that_closes_while_the_campaign_runs_leaves_the_roster_that_day(province):
    county = Unit.objects.get(code="510922")
    Unit.objects.filter(pk=county.pk).update(closed=dt.date(2012, 7, 1))
    Unit.objects.create(code="510981", name_zh="新射洪市", kind=UnitKind.DIVISION, level=3, opened=dt.date(2012, 7, 1), territory=county.territory)
    Affiliation.objects.create(unit=Unit.objects.get(code="510981"), since=dt.date(2012, 7, 1), territory=county.territory)
    template = parse_template(BARE + "expectations:\n- {code: all, name_zh: 各县, roster: {by: rule, level: county, organ: null}}\n", "t")

    campaign = start(province, template=template)

    roster = campaign.rosters.get()
    assert [unit.code for unit in queries.roster_on(roster, dt.date(2012, 6, 30))] == ["510922"]
    assert [unit.code for unit in queries.roster_on(roster, dt.date(2012, 7, 1))] == ["510981"]


def test_a_county_that_moves_to_another_territory_leaves_the_roster_of_the_first(province):
    county, chengdu, suining = (Unit.objects.get(code=code) for code in ("510922", "510100", "510900"))
    Affiliation.objects.create(unit=county, since=dt.date(2012, 9, 1), territory=chengdu)
    template = parse_template(BARE + "expectations:\n- {code: all, name_zh: 各县, roster: {by: rule, level: county, organ: null}}\n", "t")

    left = start(suining, template=template, code="suining", by=coordinator_of(province)).rosters.get()
    joined = start(chengdu, template=template, code="chengdu", by=make_person("two", roles=[(Role.COORDINATOR, province)]),
                   version=make_policy_version("other")).rosters.get()

    days = [dt.date(2012, 8, 31), dt.date(2012, 9, 1)]
    assert [queries.roster_on(left, day).count() for day in days] == [1, 0]
    assert [queries.roster_on(joined, day).count() for day in days] == [0, 1]


def test_a_coordinator_of_one_city_cannot_start_a_campaign_of_the_province(province):
    city = coordinator_of(Unit.objects.get(code="510100"))

    with pytest.raises(NotAllowed):
        start(province, by=city)

    assert Campaign.objects.count() == 0


@pytest.mark.parametrize(("changes", "field"), [
    ({"code": "start"}, "code"),
    ({"ends": dt.date(2012, 1, 1)}, "ends"),
])
def test_a_campaign_that_cannot_be_gets_a_sentence_and_nothing_is_kept(province, changes, field):
    with pytest.raises(CannotStart) as refused:
        start(province, **changes)

    assert refused.value.field == field
    assert Campaign.objects.count() == 0


def load_hospital_group() -> Unit:
    """The demo's hospital group, from its file: no division, no government, no system in it."""
    levels = {"group": 1, "hospital": 2, "department": 3, "ward": 4}
    for row in yaml.safe_load((PACKAGE / "demo/data/hospital-group/units.yaml").read_text())["units"]:
        parent = Unit.objects.filter(code=row["parent"]).first()
        kind = row["kind"] if row["kind"] in UnitKind.values else UnitKind.OTHER
        make_unit(row["code"], row["name_zh"], under=parent, kind=kind, level=levels[row["level"]], renumber=False)
    number_units()
    return Unit.objects.get(code="QJ")


def test_a_hospital_group_runs_its_hand_hygiene_campaign_on_the_same_program():
    group = load_hospital_group()
    by = coordinator_of(group)
    version = apply_import(plan_import(read_policy((PACKAGE / "policies/data/hand-hygiene.md").read_bytes(), "hand-hygiene.md")), by=by)
    template = imports.template_of("hand-hygiene")

    campaign = start_campaign(
        template=template, code="hands-2026", version=version, territory=group, lead_unit=group, begins=template.begins,
        ends=dt.date(2026, 12, 31), by=by)

    sizes = queries.roster_sizes(campaign, template.begins)
    expected = {one.code: sizes[one.roster_id].expected for one in campaign.expectations.all()}
    assert expected == {"hospital-plan": 3, "ward-observation": 12, "department-training": 8, "hospital-supplies": 3, "ward-reminders": 12}
    assert campaign.level_names["4"]["zh"] == "病区"
    assert {front.code for front in campaign.fronts.all()} == {"leadership", "wards", "training", "supplies", "patients"}
    ward = Unit.objects.get(code="QJ-01-1-1")
    due = queries.expectations_due(ward, dt.date(2026, 4, 10), campaign)
    assert [(duty.expectation.code, duty.period) for duty in due] == [
        ("ward-observation", "202603"), ("ward-reminders", ""), ("ward-observation", "202604")]
    training = campaign.expectations.get(code="department-training")
    assert training.fulfilled_by == FulfilledBy.SUBTREE
    assert queries.can_be_fulfilled_by(training, Unit.objects.get(code="QJ-01-1"), ward)
    assert not queries.can_be_fulfilled_by(training, Unit.objects.get(code="QJ-01-2"), ward)


def test_the_preview_says_how_many_units_would_be_asked_and_what_to_look_at(province):
    asked = imports.preview(imports.template_of("five-fronts"), territory=province, begins=BEGINS, ends=ENDS)

    by_code = {one.expectation.code: one for one in asked}
    assert (by_code["prefecture-bureau-plan"].named, by_code["prefecture-bureau-plan"].expected) == (2, 2)
    assert (by_code["county-bureau-plan"].named, by_code["county-bureau-plan"].expected) == (0, 168)
    assert len(by_code["county-bureau-plan"].remarks) == 1
    assert Campaign.objects.count() == 0


def test_a_preview_for_an_empty_territory_says_that_nobody_would_be_asked():
    asked = imports.preview(imports.template_of("hand-hygiene"), territory=make_unit("X"), begins=BEGINS, ends=ENDS)

    assert [len(one.remarks) >= 1 for one in asked] == [True] * 5


BARE = """
code: bare
name_zh: 样板
levels: [{code: county, order: 3, name_zh: 县}]
fronts: [{code: all, name_zh: 全部}]
kinds: [{code: talk, name_zh: 讲座}]
"""


@pytest.mark.parametrize(("text", "words"), [
    ("just text", "keys"),
    ("code: x\n", "name_zh"),
    (BARE + "expectations:\n- {code: a, name_zh: 甲, roster: {by: rule, level: town}}\n", "town"),
    (BARE + "expectations:\n- {code: a, name_zh: 甲, kinds: [dance], roster: {by: rule, level: county}}\n", "dance"),
    (BARE + "expectations:\n- {code: a, name_zh: 甲, front: sea, roster: {by: rule, level: county}}\n", "sea"),
    (BARE + "expectations:\n- {code: a, name_zh: 甲, rhythm: hourly, roster: {by: rule, level: county}}\n", "hourly"),
    (BARE + "expectations:\n- {code: a, name_zh: 甲, due: soon, roster: {by: rule, level: county}}\n", "due"),
    (BARE + "expectations:\n- {code: a, name_zh: 甲, roster: {by: stated, level: county}}\n", "size"),
    (BARE + "expectations:\n- {code: a, name_zh: 甲}\n", "roster"),
    (BARE.replace("[{code: all, name_zh: 全部}]", "[{code: all, name_zh: 全部}, {code: all, name_zh: 又}]"), "all"),
    ("a: [", ""),
])
def test_a_template_with_a_mistake_says_where_it_is(text, words):
    with pytest.raises(TemplateError) as refused:
        parse_template(text, "mine.yaml")

    assert "mine.yaml" in refused.value.sentence
    assert words in refused.value.sentence


def test_both_templates_that_come_with_the_program_are_whole():
    assert {template.code for template in imports.templates()} == {"five-fronts", "hand-hygiene"}


def test_starting_a_campaign_takes_no_more_queries_for_more_units(province, django_assert_max_num_queries):
    for n in range(30):
        make_unit(f"5101{n:02}9", f"县{n}", under=Unit.objects.get(code="510100"), renumber=False)
    number_units()
    by, version = coordinator_of(Unit.objects.get(code="510000")), make_policy_version()
    template = parse_template(BARE + "expectations:\n- {code: all, name_zh: 各县, roster: {by: rule, level: county, organ: null}}\n", "t")

    with django_assert_max_num_queries(30):
        campaign = start(Unit.objects.get(code="510000"), template=template, by=by, version=version)

    assert campaign.rosters.get().entries.count() == 31


def test_a_person_sees_the_campaigns_above_and_below_their_unit(province):
    start(province)
    city, elsewhere = Unit.objects.get(code="510100"), make_unit("440000", "广东省")
    officer = make_person("officer", roles=[(Role.OFFICER, city)])
    stranger = make_person("stranger", roles=[(Role.OFFICER, elsewhere)])
    nation = make_person("nobody")

    seen = [queries.campaigns_seen_by(person).count() for person in (officer, stranger, nation)]

    assert seen == [1, 0, 0]
    assert queries.current_campaign("no-such-campaign", officer).code == "outline-sichuan"
    assert queries.current_campaign("outline-sichuan", stranger) is None
