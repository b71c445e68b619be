"""A campaign is set up in the browser, step by step, left, taken up again, and issued; the steps show what a mistake is and keep what was typed."""
import datetime as dt
import re

import pytest
from django.test import Client

from tests.builders import make_person, make_policy_version, make_system, make_unit, number_units
from xuanguan.campaigns import actions
from xuanguan.campaigns.enums import CampaignState
from xuanguan.campaigns.models import Campaign
from xuanguan.campaigns.parsing import parse_template
from xuanguan.organisations.enums import Role, UnitKind
from xuanguan.organisations.models import Membership, Person, Unit

pytestmark = pytest.mark.django_db
TEMPLATE = parse_template("""
code: small
name_zh: 小模板
levels: [{code: prefecture, order: 2, name_zh: 市, name_en: prefecture}]
fronts:
- {code: government, order: 1, name_zh: 各级政府主导}
- {code: departments, order: 2, name_zh: 相关部门参与}
- {code: system, order: 3, name_zh: 系统内部深入}
- {code: media, order: 4, name_zh: 新闻媒体立体}
kinds:
- {code: training_course, name_zh: 培训班, usual_front: system, reads_as: [training_course], measures: [
    {code: sessions, name_zh: 场次, unit_zh: 期, order: 1, reads_as: sessions, units: [期, 场]},
    {code: participants, name_zh: 参加人数, unit_zh: 人, order: 2, reads_as: participants, additive: false}]}
- {code: radio, name_zh: 电台, usual_front: media}
- {code: agreement, name_zh: 签订协议, is_milestone: true}
defaults: {from: 2012-02-06}
expectations:
- {code: prefecture-bureau-plan, name_zh: 方案, roster: {by: rule, level: prefecture, organ: qts}, due: 2012-04-30}
- {code: monthly-report, name_zh: 月报, roster: {by: rule, level: prefecture, organ: qts}, rhythm: monthly}
- {code: agreed, name_zh: 协议, kinds: [agreement], roster: {by: rule, level: prefecture, organ: null}, due: 2012-06-30}
""", "small")


@pytest.fixture
def province() -> Unit:
    """A province with its bureau, a department, and two prefectures with their bureaus."""
    quality = make_system()
    province = make_unit("510000", "四川省", renumber=False)
    make_unit("510000-qts", "四川省质监局", under=province, kind=UnitKind.BUREAU, system=quality, renumber=False)
    make_unit("510000-fin", "四川省财政厅", under=province, kind=UnitKind.DEPARTMENT, renumber=False)
    for code, name in [("510100", "成都市"), ("510900", "遂宁市")]:
        city = make_unit(code, name, under=province, renumber=False)
        make_unit(f"{code}-qts", f"{name}质监局", under=city, kind=UnitKind.BUREAU, system=quality, renumber=False)
    number_units()
    return Unit.objects.get(code="510000")


@pytest.fixture
def coordinator(province):
    return make_person("coordinator", roles=[(Role.COORDINATOR, province)])


@pytest.fixture
def desk(client, coordinator) -> Client:
    client.force_login(coordinator)
    client.cookies["language"] = "en"
    return client


@pytest.fixture
def draft(province, coordinator) -> Campaign:
    return actions.prepare_campaign(
        template=TEMPLATE, code="outline", version=make_policy_version(), territory=province, lead_unit=Unit.objects.get(code="510000-qts"),
        begins=dt.date(2012, 2, 6), ends=dt.date(2012, 12, 31), name_zh="纲要宣贯", name_en="The Outline", by=coordinator)


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


HOME = "/campaigns/outline/set-up/"


def test_whoever_comes_back_sees_which_steps_are_done_and_goes_on_at_the_next(desk, draft):
    first = desk.get(HOME)
    response = desk.post(f"{HOME}fronts/", formset("front", [], total=6, initial=[(f.code, f.name_zh, f.name_en) for f in draft.fronts.all()]) | {"leave": "1"})
    second = desk.get(HOME)

    assert "Go on: Policy and period" in words(first)
    assert response.url == HOME
    assert "Fronts 4 fronts confirmed Kinds of activity and measures 3 kinds not yet confirmed" in words(second)


def test_the_overview_of_a_draft_leads_to_its_steps(desk, draft):
    assert desk.get("/campaigns/outline/").url == HOME


@pytest.mark.parametrize("step", ["", "basics/", "group/", "fronts/", "kinds/", "kinds/add/", "kinds/radio/", "expectations/", "responsibility/", "issue/"])
def test_an_officer_of_the_province_does_not_find_a_draft(client, province, draft, step):
    client.force_login(make_person("officer", roles=[(Role.OFFICER, province)]))

    assert client.get(f"{HOME}{step}").status_code == 404


@pytest.mark.parametrize("step", ["basics/", "group/", "fronts/", "kinds/", "kinds/add/", "kinds/training_course/"])
def test_once_it_runs_an_officer_may_not_change_its_set_up_and_a_coordinator_may(client, province, draft, coordinator, step):
    actions.issue_campaign(campaign=draft, by=coordinator)
    client.force_login(make_person("officer", roles=[(Role.OFFICER, province)]))
    refused = client.get(f"{HOME}{step}").status_code
    client.force_login(coordinator)

    assert (refused, client.get(f"{HOME}{step}").status_code) == (403, 200)


@pytest.mark.parametrize("step", ["expectations/", "responsibility/", "issue/"])
def test_what_is_done_before_issuing_is_gone_afterwards(desk, draft, coordinator, step):
    actions.issue_campaign(campaign=draft, by=coordinator)

    assert desk.get(f"{HOME}{step}").status_code == 404


# Policy and period

def basics(draft: Campaign, **changes) -> dict:
    return {"version": draft.version_id, "territory": "四川省 (510000)", "lead_unit": "510000-qts", "begins": "2012-02-06", "ends": "2012-12-31",
            "name_zh": "纲要宣贯", "name_en": "", "note": "", "moves_deadlines": "on"} | changes


def test_the_first_day_is_moved_with_what_is_due(desk, draft):
    response = desk.post(f"{HOME}basics/", basics(draft, begins="2012-03-06"))

    assert response.url == f"{HOME}group/"
    assert draft.expectations.get(code="prefecture-bureau-plan").due == dt.date(2012, 5, 31)


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"ends": "2012-01-01"}, "cannot end before it begins"), ({"territory": "999999"}, "No unit has the code or the name"),
    ({"begins": "soon"}, "Enter a day such as"), ({"name_zh": ""}, "required")])
def test_a_mistake_in_the_basics_is_said_and_what_was_typed_stays(desk, draft, changes, sentence):
    response = desk.post(f"{HOME}basics/", basics(draft, note="记下", **changes))

    assert (response.status_code, sentence in words(response), "记下" in response.content.decode()) == (422, True, True)
    assert Campaign.objects.get().begins == dt.date(2012, 2, 6)


# The leading group

def test_a_new_leading_group_gets_its_members_from_a_pasted_list(desk, draft):
    response = desk.post(f"{HOME}group/", {"group": "", "new_name": "宣贯领导小组", "members": "省质监局、省财政厅\n510900"})

    group = Campaign.objects.get().leading_group
    assert response.url == f"{HOME}fronts/"
    assert (group.name_zh, sorted(Membership.objects.filter(group=group).values_list("unit__code", flat=True))) == (
        "宣贯领导小组", ["510000-fin", "510000-qts", "510900"])


def test_names_that_mean_no_unit_are_listed_and_nothing_is_kept(desk, draft):
    response = desk.post(f"{HOME}group/", {"group": "", "new_name": "宣贯领导小组", "members": "省质监局、省药监局、省体育局"})

    assert (response.status_code, "No single unit is meant by: 省药监局, 省体育局" in words(response)) == (422, True)
    assert Unit.objects.filter(kind=UnitKind.LEADING_GROUP).count() == 0


def test_members_without_a_group_are_asked_whose_they_are(desk, draft):
    response = desk.post(f"{HOME}group/", {"group": "", "new_name": "", "members": "省质监局"})

    assert (response.status_code, "Say of which leading group" in words(response)) == (422, True)


@pytest.fixture
def grouped(desk, draft) -> Campaign:
    desk.post(f"{HOME}group/", {"group": "", "new_name": "宣贯领导小组", "members": "510000-qts"})
    return Campaign.objects.get()


def test_a_contact_person_without_an_account_is_named_and_removed(desk, grouped):
    unit = Unit.objects.get(code="510000-qts")
    contact = {"contact-unit": unit.pk, "contact-name": "赵岚", "contact-post": "质量处", "contact-phone": "028-1", "contact-email": "", "add": "1"}

    added = desk.post(f"{HOME}group/", contact)
    again = desk.post(f"{HOME}group/", contact)
    page = words(desk.get(f"{HOME}group/"))
    desk.post(f"{HOME}group/", {"remove": Membership.objects.get(role="contact").pk})

    assert (added.status_code, again.status_code, "contact person of 四川省质监局 already" in words(again)) == (302, 422, True)
    assert ("赵岚" in page, Person.objects.get(name="赵岚").user, "赵岚" in words(desk.get(f"{HOME}group/"))) == (True, None, False)


def test_an_address_that_is_none_is_refused(desk, grouped):
    response = desk.post(f"{HOME}group/", {"contact-unit": Unit.objects.get(code="510000-qts").pk, "contact-name": "赵岚", "contact-email": "nowhere", "add": "1"})

    assert (response.status_code, Person.objects.filter(name="赵岚").count()) == (422, 0)


def test_members_are_taken_out_by_leaving_them_out(desk, grouped):
    desk.post(f"{HOME}group/", {"group": grouped.leading_group_id, "new_name": "", "members": ""})

    assert Membership.objects.count() == 0


# Fronts, kinds, measures

def formset(prefix: str, rows: list[dict], *, total: int | None = None, initial=()) -> dict:
    said = {f"{prefix}-TOTAL_FORMS": total or len(initial) + len(rows), f"{prefix}-INITIAL_FORMS": len(initial)}
    for n, (code, zh, en) in enumerate(initial):
        said |= {f"{prefix}-{n}-code": code, f"{prefix}-{n}-name_zh": zh, f"{prefix}-{n}-name_en": en, f"{prefix}-{n}-ORDER": n + 1}
    for n, row in enumerate(rows, len(initial)):
        said |= {f"{prefix}-{n}-{key}": value for key, value in row.items()}
    return said


def test_fronts_are_renamed_ordered_added_and_taken_out(desk, draft):
    fronts = [(front.code, front.name_zh, front.name_en) for front in draft.fronts.all()]
    said = formset("front", [{"code": "", "name_zh": "学校参与", "name_en": "Schools", "ORDER": "1"}], initial=fronts)
    said |= {"front-0-ORDER": "2", "front-1-DELETE": "on", "front-2-name_zh": "系统"}

    response = desk.post(f"{HOME}fronts/", said)

    assert response.url == f"{HOME}kinds/"
    assert list(draft.fronts.order_by("order").values_list("code", "name_zh")) == [
        ("schools", "学校参与"), ("government", "各级政府主导"), ("system", "系统"), ("media", "新闻媒体立体")]


def test_two_fronts_of_one_name_are_refused(desk, draft):
    fronts = [(front.code, "同名", "") for front in draft.fronts.all()]

    response = desk.post(f"{HOME}fronts/", formset("front", [], initial=fronts))

    assert (response.status_code, "“同名” stands twice" in words(response)) == (422, True)


def test_kinds_that_are_not_ticked_go_and_one_that_is_needed_stays(desk, draft):
    codes = [kind.code for kind in draft.kinds.all()]

    refused = desk.post(f"{HOME}kinds/", {"keep": [code for code in codes if code != "agreement"]})
    kept = desk.post(f"{HOME}kinds/", {"keep": [code for code in codes if code != "radio"]})

    assert (refused.status_code, "alone. Keep the kind" in words(refused)) == (422, True)
    assert (kept.url, draft.kinds.filter(code="radio").count()) == (f"{HOME}expectations/", 0)


def test_a_new_kind_is_added_with_a_measure(desk, draft):
    said = {"name_zh": "知识竞赛", "name_en": "Contest", "usual_front": "media"} | formset("measure", [
        {"code": "", "name_zh": "参赛", "name_en": "", "unit_zh": "人次", "unit_en": "", "usual_qualifier": "about", "is_additive": "on", "ORDER": "1"},
        {"code": "", "name_zh": "", "name_en": "", "unit_zh": "", "unit_en": "", "usual_qualifier": "exact", "is_additive": "on", "ORDER": ""}])

    response = desk.post(f"{HOME}kinds/add/", said)

    made = draft.kinds.get(name_zh="知识竞赛")
    assert response.url == f"{HOME}kinds/#kinds"
    assert (made.code, made.usual_front.code, list(made.measures.values_list("name_zh", "unit_zh", "usual_qualifier"))) == ("contest", "media", [("参赛", "人次", "about")])


def test_a_kind_keeps_how_the_reader_knows_its_measures(desk, draft):
    kind = draft.kinds.get(code="training_course")
    before = list(kind.measures.values_list("code", "unit_zh", "reads_as", "words").order_by("order"))
    rows = [{"code": one.code, "name_zh": one.name_zh, "name_en": one.name_en, "unit_zh": one.unit_zh, "unit_en": one.unit_en,
             "usual_qualifier": one.usual_qualifier, "is_additive": "on" if one.is_additive else "", "ORDER": one.order} for one in kind.measures.all()]
    said = formset("measure", rows) | {"measure-INITIAL_FORMS": len(rows), "name_zh": "培训", "name_en": "", "usual_front": ""}

    response = desk.post(f"{HOME}kinds/training_course/", said)

    kind.refresh_from_db()
    assert (response.status_code, kind.name_zh, list(kind.measures.values_list("code", "unit_zh", "reads_as", "words").order_by("order"))) == (302, "培训", before)


def test_a_measure_without_a_unit_is_refused_and_what_was_typed_stays(desk, draft):
    said = {"name_zh": "知识竞赛"} | formset("measure", [{"code": "", "name_zh": "参赛", "unit_zh": "", "usual_qualifier": "exact", "is_additive": "on", "ORDER": "1"}])

    response = desk.post(f"{HOME}kinds/add/", said)

    assert (response.status_code, "measure 1: A measure needs a name and a unit" in words(response), "参赛" in response.content.decode()) == (422, True, True)


# What is expected, responsibilities, issuing

def test_the_burden_of_every_expectation_is_shown_and_one_is_taken_out(desk, draft):
    page = words(desk.get(f"{HOME}expectations/"))
    desk.post(f"{HOME}expectations/", {"take-out": "monthly-report"})
    response = desk.post(f"{HOME}expectations/", {})

    links = [desk.get(f"/campaigns/outline/expectations/{part}").status_code for part in ("set/", "sheet/", "agreed/change/")]
    assert links == [200] * 3
    assert ("Forms for each" in page, "Minutes are an estimate: 2 for a form" in page) == (True, True)
    assert (draft.expectations.filter(code="monthly-report").count(), response.url) == (0, f"{HOME}responsibility/")


def test_the_responsibilities_of_a_draft_are_a_step_too(desk, draft):
    page = words(desk.get(f"{HOME}responsibility/"))

    assert ("3 of 3 without a lead" in page, desk.post(f"{HOME}responsibility/").url) == (True, f"{HOME}issue/")


def test_the_preview_tells_each_level_what_it_will_be_asked_and_issuing_tells_how_far_it_is(desk, draft, client):
    preview = words(desk.get(f"{HOME}issue/"))
    response = desk.post(f"{HOME}issue/")
    told = b"".join(response.streaming_content).decode()

    assert "units are asked for" in preview
    assert [line in told for line in ("<li>1 of 2: ", "<li>2 of 2: ", "every unit on its rosters sees its own list", "</html>")] == [True] * 4
    assert (Campaign.objects.get().state, desk.session["campaign"]) == (CampaignState.RUNNING, "outline")
    client.force_login(make_person("officer", roles=[(Role.OFFICER, Unit.objects.get(code="510900-qts"))]))
    assert client.get("/campaigns/outline/expectations/").status_code == 200


def test_what_stands_in_the_way_is_listed_with_the_step_that_mends_it(desk, draft):
    draft.expectations.filter(code="prefecture-bureau-plan").update(due=dt.date(2011, 1, 1))

    shown, tried = desk.get(f"{HOME}issue/"), desk.post(f"{HOME}issue/")

    assert (shown.status_code, tried.status_code) == (200, 422)
    for page in (shown, tried):
        assert f'href="{HOME}expectations/"' in page.content.decode()
        assert "before the start on 2012-02-06" in words(page)
        assert "Issue to all these units" not in words(page)
    assert Campaign.objects.get().state == CampaignState.PREPARING


def test_a_draft_is_thrown_away_and_one_that_runs_is_not(desk, draft, coordinator):
    actions.issue_campaign(campaign=draft, by=coordinator)
    kept = desk.post(f"{HOME}discard/")
    Campaign.objects.update(state=CampaignState.PREPARING)
    gone = desk.post(f"{HOME}discard/")

    assert (kept.url, gone.url, Campaign.objects.count()) == (HOME, "/campaigns/", 0)


# An earlier campaign

def test_a_campaign_is_copied_from_its_page(desk, draft, coordinator):
    actions.issue_campaign(campaign=draft, by=coordinator)
    page = desk.get("/campaigns/start/?copy=outline")
    form = {"template": "campaign:outline", "takes_expectations": "on", "version": draft.version_id, "territory": "510000", "lead_unit": "510000-qts",
            "begins": "2013-02-06", "ends": "2013-12-31", "code": "outline-2013", "name_zh": "再宣贯", "name_en": ""}

    response = desk.post("/campaigns/start/", form)

    copy = Campaign.objects.get(code="outline-2013")
    assert 'value="campaign:outline" selected' in page.content.decode()
    assert (response.url, copy.copied_from, copy.leading_group) == ("/campaigns/outline-2013/set-up/", draft, None)
    assert copy.expectations.get(code="prefecture-bureau-plan").due == dt.date(2013, 4, 30)
    assert "Copied from “The Outline”" in words(desk.get(response.url))


def test_a_campaign_one_cannot_see_is_not_offered_for_copying(client, draft):
    other = make_unit("440000", "广东省")
    client.force_login(make_person("elsewhere", roles=[(Role.COORDINATOR, other)]))

    assert "campaign:outline" not in client.get("/campaigns/start/?copy=outline").content.decode()


def test_the_set_up_of_a_campaign_that_runs_shows_its_burden_to_those_who_ask_only(client, draft, coordinator, province):
    actions.issue_campaign(campaign=draft, by=coordinator)
    client.cookies["language"] = "en"
    seen = []
    for person in (coordinator, make_person("officer", roles=[(Role.OFFICER, province)])):
        client.force_login(person)
        seen.append("The burden of it" in words(client.get(HOME)))

    assert seen == [True, False]
