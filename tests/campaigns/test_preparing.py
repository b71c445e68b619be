"""A campaign is set up in steps that can be left and taken up again, seen only by those who set it up, and then issued whole."""
import datetime as dt
from dataclasses import replace

import pytest

from tests.builders import make_campaign, make_person, make_policy_version, make_system, make_unit, number_units
from xuanguan.audit.models import Event
from xuanguan.campaigns import actions, imports, queries
from xuanguan.campaigns.assigning import AssignmentValues, DocumentValues, ItemValues, ReturnValues
from xuanguan.campaigns.burden import FIXED_FIELDS, Burden
from xuanguan.campaigns.enums import CampaignState, Rhythm, SetUpStep
from xuanguan.campaigns.models import Campaign, Exemption, Expectation, KindMeasure, ResponsibilityDocument, Roster, RosterEntry
from xuanguan.campaigns.parsing import FrontTemplate, KindTemplate, MeasureTemplate, parse_template
from xuanguan.campaigns.permissions import can_run
from xuanguan.campaigns.shifting import shifted
from xuanguan.campaigns.templating import as_template, template_text
from xuanguan.common.exceptions import NotAllowed
from xuanguan.organisations.actions import open_group
from xuanguan.organisations.enums import Role, UnitKind
from xuanguan.organisations.models import Unit
from xuanguan.policies.models import Clause, Policy, PolicyVersion

pytestmark = pytest.mark.django_db
BEGINS, ENDS = dt.date(2012, 2, 6), dt.date(2012, 12, 31)
TEMPLATE = """
code: small
name_zh: 小模板
levels:
- {code: province, order: 1, name_zh: 省}
- {code: prefecture, order: 2, name_zh: 市}
fronts:
- {code: government, name_zh: 政府}
- {code: media, name_zh: 媒体, order: 2, reads_as: [media]}
kinds:
- {code: lecture, name_zh: 讲座, order: 1, usual_front: government, measures: [
    {code: sessions, name_zh: 场次, unit_zh: 场, order: 1}, {code: people, name_zh: 人次, unit_zh: 人次, order: 2, usual_qualifier: at_least}]}
- {code: agreement, name_zh: 签订协议, order: 2, is_milestone: true}
defaults: {from: 2012-02-06}
expectations:
- {code: plan, name_zh: 方案, front: government, roster: {by: rule, level: prefecture, organ: qts}, due: 2012-04-30, due_after_days: 84}
- {code: report, name_zh: 月报, kinds: [lecture], roster: {by: rule, level: prefecture, organ: qts}, rhythm: monthly, nothing_to_report: true}
- {code: agree, name_zh: 协议, kinds: [agreement], roster: {by: stated, level: prefecture, organ: null, size: 16, named: ['510100']}, due: 2012-06-30}
"""


@pytest.fixture
def province() -> Unit:
    """A province with its bureau, and two prefectures with theirs."""
    quality = make_system()
    province = make_unit("510000", "四川省", renumber=False)
    make_unit("510000-qts", "四川省质监局", under=province, kind=UnitKind.BUREAU, system=quality, renumber=False)
    for code, name in [("510100", "成都市"), ("510900", "遂宁市")]:
        city = make_unit(code, name, under=province, renumber=False)
        make_unit(f"{code}-qts", f"{name}质监局", under=city, kind=UnitKind.BUREAU, system=quality, renumber=False)
    number_units()
    return Unit.objects.get(code="510000")


@pytest.fixture
def bureau(province) -> Unit:
    return Unit.objects.get(code="510000-qts")


@pytest.fixture
def coordinator(bureau):
    """Coordinates the lead unit, not the province."""
    return make_person("coordinator", roles=[(Role.COORDINATOR, bureau)])


def prepare(province, bureau, by, **changes) -> Campaign:
    values = {"template": parse_template(TEMPLATE, "small"), "code": "outline-2012", "version": None, "territory": province, "lead_unit": bureau,
              "begins": BEGINS, "ends": ENDS} | changes
    values["version"] = values["version"] or make_policy_version(f"policy-{values['code']}")
    return actions.prepare_campaign(**values, by=by)


@pytest.fixture
def draft(province, bureau, coordinator) -> Campaign:
    return prepare(province, bureau, coordinator)


# Who

def test_a_draft_is_seen_by_those_who_set_it_up_and_by_nobody_who_would_be_asked(draft, province, coordinator):
    people = [coordinator, make_person("admin", roles=[(Role.ADMINISTRATOR, province)]), make_person("officer", roles=[(Role.OFFICER, province)]),
              make_person("city", roles=[(Role.COORDINATOR, Unit.objects.get(code="510100"))]), make_person("nobody")]

    assert [queries.campaigns_seen_by(person).filter(pk=draft.pk).exists() for person in people] == [True, True, False, False, False]
    assert [can_run(person, draft) for person in people] == [True, True, False, False, False]
    assert RosterEntry.objects.filter(roster__by="rule").count() == 0


def test_once_issued_everybody_in_the_territory_sees_it(draft, coordinator):
    actions.issue_campaign(campaign=draft, by=coordinator)

    officer = make_person("officer", roles=[(Role.OFFICER, Unit.objects.get(code="510900-qts"))])
    assert queries.campaigns_seen_by(officer).get() == draft


def test_the_coordinator_of_a_citys_bureau_sets_nothing_up_for_the_province(province):
    bureau = Unit.objects.get(code="510900-qts")
    other = make_person("other", roles=[(Role.COORDINATOR, bureau)])

    with pytest.raises(NotAllowed, match="its own organ that leads"):
        prepare(province, bureau, other)


@pytest.mark.parametrize("act", [
    lambda draft, by: actions.confirm_step(campaign=draft, step="basics", by=by),
    lambda draft, by: actions.choose_group(campaign=draft, group=None, by=by),
    lambda draft, by: actions.write_fronts(campaign=draft, fronts=[FrontTemplate("", "政府")], by=by),
    lambda draft, by: actions.keep_kinds(campaign=draft, codes=["lecture"], by=by),
    lambda draft, by: actions.write_kind(campaign=draft, values=KindTemplate("", "会议"), by=by),
    lambda draft, by: actions.remove_expectation(expectation=draft.expectations.first(), by=by),
    lambda draft, by: actions.discard_draft(campaign=draft, by=by),
    lambda draft, by: actions.issue_campaign(campaign=draft, by=by)])
def test_an_officer_sets_nothing_up(draft, province, act):
    with pytest.raises(NotAllowed, match="is set up by the coordinators of 四川省质监局"):
        act(draft, make_person("officer", roles=[(Role.OFFICER, province)]))


# Steps

def test_whoever_comes_back_goes_on_at_the_first_step_that_nobody_confirmed(draft, coordinator):
    assert queries.next_step(draft) == SetUpStep.BASICS

    for step in ("basics", "group", "group"):
        actions.confirm_step(campaign=draft, step=step, by=coordinator)

    draft.refresh_from_db()
    assert queries.next_step(draft) == SetUpStep.FRONTS
    assert [(one.step.value, one.is_done, one.holds) for one in queries.steps_of(draft)] == [
        ("basics", True, f"{draft.version} · 2012-02-06 – 2012-12-31"),
        ("group", True, "no leading group"), ("fronts", False, "2 fronts"), ("kinds", False, "2 kinds"), ("expectations", False, "3 expectations"),
        ("responsibility", False, "3 of 3 without a lead"), ("issue", False, "not issued yet")]
    assert Event.objects.filter(act="confirm_step").count() == 2


def test_a_step_that_is_none_is_refused(draft, coordinator):
    with pytest.raises(actions.CannotSetUp, match="no step “sleep”"):
        actions.confirm_step(campaign=draft, step="sleep", by=coordinator)


# Policy and period

def basics(draft: Campaign, **changes) -> dict:
    return {"version": draft.version, "territory": draft.territory, "lead_unit": draft.lead_unit, "begins": draft.begins, "ends": draft.ends,
            "name_zh": draft.name_zh, "name_en": "", "note": ""} | changes


def test_deadlines_move_with_the_first_day_where_that_is_asked(draft, coordinator):
    actions.change_basics(campaign=draft, **basics(draft, begins=dt.date(2012, 3, 6)), moves_deadlines=True, by=coordinator)

    assert dict(draft.expectations.values_list("code", "due")) == {"plan": dt.date(2012, 5, 31), "report": None, "agree": dt.date(2012, 7, 31)}


def test_deadlines_stay_where_that_is_not_asked(draft, coordinator):
    actions.change_basics(campaign=draft, **basics(draft, begins=dt.date(2012, 3, 6), note="按月推进"), by=coordinator)

    draft.refresh_from_db()
    assert (draft.begins, draft.note, draft.expectations.get(code="plan").due) == (dt.date(2012, 3, 6), "按月推进", dt.date(2012, 4, 30))


def test_a_campaign_that_would_end_before_it_begins_is_refused(draft, coordinator):
    with pytest.raises(actions.CannotStart) as refused:
        actions.change_basics(campaign=draft, **basics(draft, ends=dt.date(2012, 1, 1)), by=coordinator)

    assert refused.value.field == "ends"


def test_the_first_day_of_a_campaign_that_runs_stays_and_its_end_may_move(draft, coordinator):
    actions.issue_campaign(campaign=draft, by=coordinator)

    with pytest.raises(actions.CannotStart, match="was issued"):
        actions.change_basics(campaign=draft, **basics(draft, begins=dt.date(2012, 3, 6)), by=coordinator)
    actions.change_basics(campaign=draft, **basics(draft, ends=dt.date(2013, 3, 31)), by=coordinator)

    assert Campaign.objects.get().ends == dt.date(2013, 3, 31)


def test_another_policy_is_refused_while_clauses_of_the_first_are_assigned(draft, bureau, coordinator):
    actions.set_role(campaign=draft, unit=bureau, role="lead", clause=draft.version.clauses.first(), by=coordinator)

    with pytest.raises(actions.CannotStart) as refused:
        actions.change_basics(campaign=draft, **basics(draft, version=make_policy_version("other")), by=coordinator)

    assert refused.value.field == "version"


def test_a_territory_above_ones_own_cannot_be_chosen_later_either(draft, coordinator):
    elsewhere = make_unit("440000", "广东省")
    draft = Campaign.objects.get()  # the tree was numbered anew

    with pytest.raises(NotAllowed):
        actions.change_basics(campaign=draft, **basics(draft, territory=elsewhere), by=coordinator)


# The leading group

def test_only_a_leading_group_leads(draft, bureau, coordinator):
    with pytest.raises(actions.CannotSetUp, match="is no leading group"):
        actions.choose_group(campaign=draft, group=bureau, by=coordinator)
    group = open_group(name="宣贯领导小组", territory=draft.territory, superior=bureau, by=coordinator)
    actions.choose_group(campaign=Campaign.objects.get(), group=group, by=coordinator)

    assert Campaign.objects.get().leading_group == group


# Fronts, kinds, measures

def test_fronts_are_renamed_added_ordered_and_taken_away(draft, coordinator):
    actions.write_fronts(campaign=draft, fronts=[FrontTemplate("", "学校", "Schools"), FrontTemplate("media", "新闻媒体", "Media")], by=coordinator)

    assert list(draft.fronts.order_by("order").values_list("code", "name_zh", "name_en", "reads_as")) == [
        ("schools", "学校", "Schools", []), ("media", "新闻媒体", "Media", ["media"])]
    assert draft.kinds.get(code="lecture").usual_front is None


def test_fronts_without_a_name_or_twice_are_refused_with_all_that_is_wrong(draft, coordinator):
    with pytest.raises(actions.CannotSetUp) as refused:
        actions.write_fronts(campaign=draft, fronts=[FrontTemplate("", " "), FrontTemplate("", "甲"), FrontTemplate("", "甲")], by=coordinator)
    with pytest.raises(actions.CannotSetUp, match="at least one front"):
        actions.write_fronts(campaign=draft, fronts=[], by=coordinator)

    assert [(one.place, one.sentence) for one in refused.value.problems] == [
        ("front 1", "A front needs a name in Chinese."), ("", "“甲” stands twice. Keep it once.")]
    assert draft.fronts.count() == 2


def test_a_kind_that_alone_fulfils_something_stays(draft, coordinator):
    with pytest.raises(actions.CannotSetUp, match="“协议” is fulfilled by “签订协议” alone"):
        actions.keep_kinds(campaign=draft, codes=["lecture"], by=coordinator)
    actions.remove_expectation(expectation=draft.expectations.get(code="agree"), by=coordinator)
    actions.keep_kinds(campaign=draft, codes=["lecture"], by=coordinator)

    assert [list(draft.kinds.values_list("code", flat=True)), draft.rosters.filter(code="agree").count()] == [["lecture"], 0]


def test_a_campaign_keeps_at_least_one_kind(draft, coordinator):
    draft.expectations.all().delete()

    with pytest.raises(actions.CannotSetUp, match="Keep at least one"):
        actions.keep_kinds(campaign=draft, codes=["unknown"], by=coordinator)
    actions.keep_kinds(campaign=draft, codes=["lecture", "agreement"], by=coordinator)

    assert Event.objects.filter(act="keep_kinds").count() == 0


def measures(*said: tuple[str, str, str]) -> tuple[MeasureTemplate, ...]:
    return tuple(MeasureTemplate(code, name, unit_zh=unit) for code, name, unit in said)


def test_a_kind_is_written_with_its_measures(draft, coordinator):
    kept = replace(as_template(draft).kinds[0], name_zh="宣讲", measures=(*measures(("", "册数", "册")), as_template(draft).kinds[0].measures[1]))

    kind = actions.write_kind(campaign=draft, values=kept, by=coordinator)

    assert (kind.code, kind.name_zh, kind.usual_front.code) == ("lecture", "宣讲", "government")
    assert list(kind.measures.values_list("code", "name_zh", "unit_zh", "usual_qualifier")) == [
        ("measure-1", "册数", "册", "exact"), ("people", "人次", "人次", "at_least")]


def test_a_new_kind_gets_a_code_of_its_own_and_a_milestone_has_no_measures(draft, coordinator):
    made = [actions.write_kind(campaign=draft, values=KindTemplate("", name, english, is_milestone=milestone, measures=measures(("", "场次", "场"))), by=coordinator)
            for name, english, milestone in [("会议", "Lecture", False), ("写入报告", "", True)]]

    assert [(kind.code, kind.order, kind.measures.count()) for kind in made] == [("lecture-1", 3, 1), ("kind-1", 4, 0)]


def test_a_kind_with_mistakes_is_refused_with_all_of_them(draft, coordinator):
    values = KindTemplate("", "讲座", measures=measures(("", "", "场"), ("", "场次", "场"), ("", "场次", "场")))

    with pytest.raises(actions.CannotSetUp) as refused:
        actions.write_kind(campaign=draft, values=values, by=coordinator)
    with pytest.raises(actions.CannotSetUp, match="A kind needs a name"):
        actions.write_kind(campaign=draft, values=KindTemplate("", ""), by=coordinator)
    with pytest.raises(actions.CannotSetUp, match="no kind “gone”"):
        actions.write_kind(campaign=draft, values=KindTemplate("gone", "去"), by=coordinator)

    assert [(one.place, one.sentence) for one in refused.value.problems] == [
        ("", "“讲座” stands twice. Keep it once."), ("measure 1", "A measure needs a name and a unit of measure in Chinese, as 场次 and 场."),
        ("", "“场次（场）” stands twice. Keep it once.")]


def test_once_the_campaign_runs_measures_may_come_but_not_go(draft, coordinator):
    actions.issue_campaign(campaign=draft, by=coordinator)
    lecture = as_template(draft).kinds[0]

    with pytest.raises(actions.CannotSetUp, match="the measure “人次” stays"):
        actions.write_kind(campaign=draft, values=replace(lecture, measures=lecture.measures[:1]), by=coordinator)
    actions.write_kind(campaign=draft, values=replace(lecture, measures=(*lecture.measures, *measures(("", "册数", "册")))), by=coordinator)

    assert KindMeasure.objects.filter(kind__campaign=draft).count() == 3


def test_what_records_stand_under_is_not_taken_away(province):
    from tests.builders import make_report

    campaign = make_campaign(province)
    by = make_person("both", roles=[(Role.COORDINATOR, province), (Role.OFFICER, province)])
    make_report(campaign, province, by=by)

    with pytest.raises(actions.CannotSetUp, match="Records stand under “Lecture”"):
        actions.keep_kinds(campaign=campaign, codes=["agreement"], by=by)
    with pytest.raises(actions.CannotSetUp, match="Records stand under “Government”"):
        actions.write_fronts(campaign=campaign, fronts=[FrontTemplate("system", "系统")], by=by)


# What every level is asked

def test_the_preview_counts_forms_fields_and_minutes_for_each_unit_and_in_all(draft):
    preview = queries.preview_of(draft)

    level = preview.levels[0]
    plan, report, agree = (one.burden for roster in level.rosters for one in roster.asked)
    # The longest form has two measures; the plan may be a report of any kind; eleven months have begun from 6 February on.
    assert [plan, report, agree] == [Burden(1, FIXED_FIELDS + 2), Burden(11, 11 * (FIXED_FIELDS + 2)), Burden(1, FIXED_FIELDS)]
    assert [(one.roster.code, one.units, one.named, one.per_unit.forms) for one in level.rosters] == [("level-2-qts", 2, 2, 12), ("agree", 16, 1, 1)]
    # Two bureaus are asked twelve times each, sixteen cities once; nobody is both.
    assert (level.name, level.units, level.least.forms, level.most.forms, level.whole.forms) == ("市", 18, 1, 12, 2 * 12 + 16)
    assert preview.whole == Burden(40, 2 * (plan.fields + report.fields) + 16 * FIXED_FIELDS)
    assert preview.whole.minutes == 40 * 2 + preview.whole.fields * 0.5


def test_a_unit_on_two_rosters_carries_both(draft, coordinator):
    roster = Roster.objects.create(campaign=draft, code="named", by="named", level=2, name_zh="试点")
    RosterEntry.objects.create(roster=roster, unit=Unit.objects.get(code="510900-qts"))
    Expectation.objects.create(campaign=draft, code="pilot", name_zh="试点总结", roster=roster, due=dt.date(2012, 12, 1), order=9)

    level = queries.preview_of(draft).levels[0]

    assert (level.units, level.most.forms) == (18, 13)


def test_a_unit_that_is_exempted_carries_nothing_of_it(draft):
    bureau = Unit.objects.get(code="510900-qts")
    Exemption.objects.create(expectation=draft.expectations.get(code="report"), unit=bureau, reason="正在撤并")

    level = queries.preview_of(draft).levels[0]

    # One bureau is asked for the plan and eleven reports, the other for the plan alone.
    assert (level.rosters[0].whole.forms, level.whole.forms, level.least.forms, level.most.forms) == (1 + 11 + 1, 13 + 16, 1, 12)


def test_a_campaign_without_an_end_is_counted_for_a_year(draft):
    Campaign.objects.update(ends=None)

    preview = queries.preview_of(Campaign.objects.get())

    report = preview.levels[0].rosters[0].asked[1]
    assert (report.times, report.first_due, report.last_due) == (13, dt.date(2012, 3, 5), dt.date(2013, 3, 5))


def test_a_campaign_that_runs_is_previewed_from_the_units_on_its_rosters(draft, coordinator):
    actions.issue_campaign(campaign=draft, by=coordinator)
    RosterEntry.objects.filter(unit__code="510900-qts").delete()

    level = queries.preview_of(Campaign.objects.get()).levels[0]

    assert [(one.roster.code, one.units) for one in level.rosters] == [("level-2-qts", 1), ("agree", 16)]


def test_the_preview_says_what_to_look_at_first(draft):
    Expectation.objects.filter(code="plan").update(due=dt.date(2013, 1, 15))

    assert queries.preview_of(draft).remarks == [
        "市（据称16个）: 16 are stated, 1 known by name: coverage will say so.", "“方案” is due on 2013-01-15, after the campaign's last day.",
        "No leading group is named.", "3 of 3 tasks are led by nobody yet."]


def test_a_campaign_that_expects_nothing_says_so(draft):
    draft.expectations.all().delete()

    assert queries.preview_of(draft).remarks[0] == "Nothing is expected of anybody: units may report, and nobody can be missing."


# Issuing

def test_issuing_asks_every_unit_on_the_rosters_and_says_how_far_it_is(draft, coordinator):
    said = []

    issued = actions.issue_campaign(campaign=draft, on=dt.date(2012, 2, 7), progress=said.append, by=coordinator)

    assert (issued.state, issued.issued_on, issued.confirmed_steps) == (CampaignState.RUNNING, dt.date(2012, 2, 7), [step.value for step in SetUpStep])
    assert [(one.done, one.total) for one in said] == [(1, 1)]
    assert list(queries.roster_on(draft.rosters.get(code="level-2-qts"), BEGINS).values_list("code", flat=True)) == ["510100-qts", "510900-qts"]
    event = Event.objects.get(act="issue_campaign")
    assert (event.data["expectations"], event.data["units"]) == (3, 3)


def test_a_draft_issued_asks_what_a_campaign_started_at_once_asks(draft, province, bureau, coordinator):
    started = actions.start_campaign(template=parse_template(TEMPLATE, "small"), code="at-once", version=draft.version, territory=province, lead_unit=bureau,
                                     begins=BEGINS, ends=ENDS, by=coordinator)

    actions.issue_campaign(campaign=draft, by=coordinator)

    def asked(campaign):
        return [(one.code, one.due, sorted(one.roster.entries.values_list("unit__code", "since", "until"))) for one in campaign.expectations.all()]
    assert asked(draft) == asked(started)


def test_it_is_issued_once(draft, coordinator):
    actions.issue_campaign(campaign=draft, by=coordinator)

    with pytest.raises(actions.CannotIssue, match="was issued already"):
        actions.issue_campaign(campaign=draft, by=coordinator)
    with pytest.raises(actions.CannotSetUp, match="cannot be thrown away"):
        actions.discard_draft(campaign=draft, by=coordinator)


def test_everything_that_stands_in_the_way_is_listed_and_nothing_is_issued(draft, province, bureau, coordinator):
    closed = make_unit("510198", "已撤市", under=province)
    Unit.objects.filter(pk=closed.pk).update(closed=dt.date(2012, 1, 1))
    RosterEntry.objects.create(roster=draft.rosters.get(code="agree"), unit=closed)
    nobody = Roster.objects.create(campaign=draft, code="county", level=3, name_zh="各县")
    Expectation.objects.create(campaign=draft, code="county", name_zh="县报", roster=nobody, order=9)
    Expectation.objects.filter(code="plan").update(due=dt.date(2012, 1, 30))
    actions.write_document(campaign=draft, by=coordinator, values=DocumentValues("t", "表", (ItemValues("宣讲", due=dt.date(2012, 3, 1)),)))
    draft.responsibility_documents.get().items.update(due=dt.date(2012, 1, 1))

    with pytest.raises(actions.CannotIssue) as refused:
        actions.issue_campaign(campaign=draft, by=coordinator)

    assert [(one.place, one.field, one.sentence) for one in refused.value.problems] == [
        ("方案", "expectations", "It is due on 2012-01-30, before the start on 2012-02-06."),
        ("县报", "expectations", "Nobody would be asked: no unit is on “各县”. Take the expectation out, or import the units first."),
        ("", "expectations", "Closed before the campaign begins, so nothing can be expected of: 已撤市 (510198). Put their successors on the roster."),
        ("宣讲", "responsibility", "It is due on 2012-01-01, before the start on 2012-02-06.")]
    assert Campaign.objects.get().state == CampaignState.PREPARING


def test_a_campaign_without_fronts_or_kinds_is_not_issued(draft, coordinator):
    draft.expectations.all().delete()
    draft.kinds.all().delete()
    draft.fronts.all().delete()

    with pytest.raises(actions.CannotIssue) as refused:
        actions.issue_campaign(campaign=draft, by=coordinator)

    assert [one.field for one in refused.value.problems] == ["fronts", "kinds"]


def test_issuing_that_is_broken_off_leaves_a_draft(draft, coordinator):
    steps = actions.issuing(campaign=draft, by=coordinator)
    next(steps)
    steps.close()

    draft.refresh_from_db()
    assert (draft.state, RosterEntry.objects.filter(roster__by="rule").count()) == (CampaignState.PREPARING, 0)


def test_a_draft_is_thrown_away_and_the_log_keeps_that_it_was_there(draft, coordinator):
    actions.discard_draft(campaign=draft, by=coordinator)

    assert (Campaign.objects.count(), Event.objects.get(act="discard_draft").data["code"]) == (0, "outline-2012")


# An earlier campaign

@pytest.fixture
def earlier(draft, bureau, coordinator) -> Campaign:
    """The campaign of 2012, issued, with a leading group, a table of its own and a published document."""
    group = open_group(name="宣贯领导小组", territory=draft.territory, superior=bureau, by=coordinator)
    draft = Campaign.objects.get()  # the tree was numbered anew
    actions.choose_group(campaign=draft, group=group, by=coordinator)
    clause = Clause.objects.get(version=draft.version, code="2")
    tasks = (ItemValues("学习", clause=clause, due=dt.date(2012, 6, 30), assignments=(AssignmentValues("四川省质监局", "lead", bureau),)),)
    actions.write_document(campaign=draft, values=DocumentValues("own", "分解表", tasks, (ReturnValues("总结", dt.date(2012, 12, 20)),), lead_rule="labelled"), by=coordinator)
    actions.write_document(campaign=draft, values=DocumentValues("source", "已印发文件", tasks, is_published=True), by=coordinator)
    return actions.issue_campaign(campaign=draft, by=coordinator)


def copied(earlier, by, **changes) -> Campaign:
    return actions.copy_campaign(source=earlier, **{
        "code": "outline-2013", "version": earlier.version, "territory": earlier.territory, "lead_unit": earlier.lead_unit,
        "begins": dt.date(2013, 2, 6), "ends": dt.date(2013, 12, 31)} | changes, by=by)


def test_a_copy_is_a_draft_with_its_dates_a_year_on(earlier, coordinator):
    copy = copied(earlier, coordinator)

    assert (copy.state, copy.copied_from, copy.leading_group, copy.name_zh) == (CampaignState.PREPARING, earlier, earlier.leading_group, earlier.name_zh)
    assert [one.code for one in copy.kinds.order_by("order")] == ["lecture", "agreement"]
    assert dict(copy.expectations.values_list("code", "due")) == {"plan": dt.date(2013, 4, 30), "report": None, "agree": dt.date(2013, 6, 30)}
    document = copy.responsibility_documents.get()
    item = document.items.get()
    assert (document.code, item.clause.code, item.due, item.assignments.get().unit, document.returns.get().due) == (
        "own", "2", dt.date(2013, 6, 30), earlier.lead_unit, dt.date(2013, 12, 20))
    assert {one.roster.code for one in copy.expectations.all()} == {"level-2-qts", "agree"}
    assert list(copy.rosters.get(code="agree").entries.values_list("unit__code", flat=True)) == ["510100"]


def test_a_copy_may_leave_expectations_responsibilities_and_the_group(earlier, coordinator):
    copy = copied(earlier, coordinator, takes=actions.Takes(expectations=False, responsibilities=False, group=False), name_zh="二〇一三年宣贯")

    assert (copy.name_zh, copy.expectations.count(), copy.responsibility_documents.count(), copy.leading_group, copy.kinds.count()) == ("二〇一三年宣贯", 0, 0, None, 2)


def test_a_copy_for_another_policy_keeps_tasks_whose_clauses_it_does_not_have(earlier, coordinator):
    policy = Policy.objects.create(code="new", title_zh="新纲要")
    version = PolicyVersion.objects.create(policy=policy, label="1")

    copy = copied(earlier, coordinator, version=version)

    assert [(item.text, item.clause) for item in ResponsibilityDocument.objects.get(campaign=copy).items.all()] == [("学习", None)]


def test_what_one_may_not_see_one_does_not_copy(earlier):
    stranger = make_person("stranger", roles=[(Role.COORDINATOR, make_unit("440000", "广东省"))])

    with pytest.raises(NotAllowed):
        copied(earlier, stranger)


@pytest.mark.parametrize(("day", "earlier", "later", "moved"), [
    ("2012-04-30", "2012-02-06", "2013-02-06", "2013-04-30"),
    ("2012-04-30", "2012-02-06", "2012-03-06", "2012-05-31"),  # the last day of a month stays one
    ("2013-02-28", "2013-01-01", "2012-01-01", "2012-02-29"),
    ("2012-01-15", "2012-01-01", "2012-12-01", "2012-12-15"),
    ("2012-04-30", "2012-02-06", "2012-02-13", "2012-05-07")])  # a week later
def test_days_are_carried_over(day, earlier, later, moved):
    days = [dt.date.fromisoformat(one) for one in (day, earlier, later)]

    assert shifted(*days) == dt.date.fromisoformat(moved)


# As a file

def test_a_campaign_leaves_as_a_template_and_comes_back_the_same(draft, province, bureau, coordinator):
    template = as_template(draft)

    text = template_text(template)
    read = parse_template(text, "outline-2012.yaml")
    again = prepare(province, bureau, coordinator, template=read, code="again", version=draft.version)

    assert replace(read, defaults={}) == replace(template, defaults={})
    assert replace(as_template(again), code="", name_zh="", defaults={}) == replace(template, code="", name_zh="", defaults={})
    assert (read.defaults["from"], read.defaults["to"]) == (BEGINS, ENDS)


@pytest.mark.parametrize("name", ["five-fronts", "hand-hygiene"])
def test_templates_of_the_program_go_round_too(name):
    """What a template holds that a campaign does not (descriptions, the demo's marks, expected sizes) stays behind."""
    template = imports.template_of(name)

    read = parse_template(template_text(template), name)

    def kept(one):
        return replace(one, defaults={}, expectations=tuple(replace(e, demo=(), roster=replace(e.roster, expected_size=None)) for e in one.expectations))
    assert kept(read) == kept(template)


def test_the_rhythm_of_a_campaign_is_kept(draft):
    assert [one.rhythm for one in as_template(draft).expectations] == [Rhythm.ONCE, Rhythm.MONTHLY, Rhythm.ONCE]
