"""A unit's plan: begun from what is assigned, written, handed down and up, returned and accepted; and what may not be."""
import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.builders import make_campaign, make_person, make_unit
from tests.campaigns.cascade import APRIL, JUNE, MARCH
from xuanguan.audit.models import Event
from xuanguan.campaigns import actions as responsibility
from xuanguan.campaigns.actions import handing_down, plans
from xuanguan.campaigns.actions.conversing import NeedsWords
from xuanguan.campaigns.assigning import AssignmentValues, DocumentValues, ItemValues
from xuanguan.campaigns.enums import AssignmentRole, FulfilmentState, GroupName, PlanItemState, PlanState
from xuanguan.campaigns.hierarchy import Ladder
from xuanguan.campaigns.models import Expectation, Fulfilment, Plan, PlanEntry, PlanItem, Roster, RosterEntry
from xuanguan.campaigns.planning import CannotPlan, HandDown, PlanItemValues, problems_of
from xuanguan.campaigns.states import PLAN_ITEM_STATES, PLAN_STATES
from xuanguan.common.exceptions import Changed, NotAllowed, NotInThisState
from xuanguan.notices.enums import NoticeKind
from xuanguan.notices.models import Notice
from xuanguan.organisations.enums import Role
from xuanguan.organisations.models import Unit


def submitted(here, unit, by=None) -> Plan:
    here.item(unit, by)
    return plans.submit_plan(plan=here.plan(unit), by=by or here.office, on=APRIL)


def acts(item: PlanItem) -> list[str]:
    return list(PlanEntry.objects.filter(item=item).values_list("act", flat=True))


# To whom a plan goes

@pytest.mark.parametrize(("unit", "above"), [
    ("510000-qts", None), ("510000-qlg", None), ("510000", None),  # the top of the campaign
    ("510000-fin", "510000-qts"),  # a member of the leading group
    ("510900-qts", "510000-qts"), ("510922-qts", "510900-qts"),  # along the line
    ("510900-gov", "510000-gov"), ("510000-gov", "510000-qts"), ("510900", "510000-qts"), ("510922", "510900"), ("aqsiq", "510000-qts")])
def test_a_plan_goes_to_the_level_above_within_the_campaign(here, unit, above):
    found = Ladder(here.campaign).above(here.units[unit])

    assert (found.code if found else None) == above


@pytest.mark.parametrize(("unit", "above", "is_below"), [
    ("510900-qts", "510000-qts", True), ("510922-qts", "510900-qts", True), ("510922", "510900-qts", True), ("510000-fin", "510000-qts", True),
    ("510922-qts", "510000-gov", True), ("510000-qts", "510000-gov", True),
    ("510900-gov", "510900-qts", False), ("511000-qts", "510900-qts", False), ("510000-qts", "510900-qts", False), ("510900-qts", "510900-qts", False),
    ("510000", "510000-qts", False), ("aqsiq", "510000-qts", False), ("510000-edu", "510000-fin", False)])
def test_who_stands_below_whom(here, unit, above, is_below):
    assert Ladder(here.campaign).is_below(here.units[unit], here.units[above]) is is_below


def test_directly_below_stand_the_units_whose_plans_come_in(here):
    ladder = Ladder(here.campaign)

    assert [unit.code for unit in ladder.directly_below(here.city)] == ["510922-qts"]
    assert [unit.code for unit in ladder.directly_below(here.lead)] == ["510000-fin", "510000-gov", "510900", "510900-qts", "511000", "511000-qts"]


# Beginning

def test_a_plan_begins_with_what_the_matrix_assigns_to_the_unit(here):
    clause = here.campaign.version.clauses.get(code="1")
    responsibility.write_document(campaign=here.campaign, by=here.office, values=DocumentValues("plan", "分工", (
        ItemValues("推广先进质量管理方法", clause=clause, due=JUNE, assignments=(AssignmentValues("遂宁质监局", AssignmentRole.LEAD, here.city),)),
        ItemValues("各市局自查", assignments=(AssignmentValues("各市州局", AssignmentRole.JOINT, None, GroupName.LEVEL, 2),)),
        ItemValues("各市州政府保障经费", assignments=(AssignmentValues("各市州人民政府", AssignmentRole.LEAD, None, GroupName.LEVEL, 2),)),
        ItemValues("成员单位配合", assignments=(AssignmentValues("成员单位", AssignmentRole.BY_FUNCTION, None, GroupName.MEMBERS),)))))

    plan = here.plan(here.city, here.officer)

    assert [(item.text, item.role, item.due, item.state) for item in plan.items.all()] == [
        ("推广先进质量管理方法", "lead", JUNE, "asked"), ("各市局自查", "joint", None, "asked")]
    assert [clause.code for clause in plan.items.first().clauses.all()] == ["1"]
    assert [item.text for item in here.plan(here.units["510900-gov"]).items.all()] == ["各市局自查", "各市州政府保障经费"]
    assert [(item.text, item.state) for item in here.plan(here.units["510000-fin"]).items.all()] == [("成员单位配合", "asked")]
    assert [(item.text, item.state) for item in here.plan(here.lead).items.all()] == [("成员单位配合", "agreed")]  # nobody stands above to ask


def test_tasks_assigned_later_are_taken_in_once(here):
    plan = here.plan(here.city, here.officer)
    responsibility.write_document(campaign=here.campaign, by=here.office, values=DocumentValues("plan", "分工", (
        ItemValues("迟来的任务", assignments=(AssignmentValues("遂宁质监局", AssignmentRole.SUPPORT, here.city),)),)))

    first, again = (plans.take_assignments(plan=plan, by=here.officer) for _time in range(2))

    assert ([item.text for item in first], again) == (["迟来的任务"], [])


def test_a_plan_is_begun_once_and_only_by_those_who_write_for_the_unit(here):
    assert here.plan(here.city, here.officer) == here.plan(here.city)
    with pytest.raises(NotAllowed):
        here.plan(here.city, here.county_officer)
    with pytest.raises(NotAllowed):
        here.plan(here.other_city, here.officer)


def test_a_closed_unit_begins_no_plan(here):
    Unit.objects.filter(pk=here.county.pk).update(closed=dt.date(2012, 2, 1))

    with pytest.raises(plans.CannotSubmit) as refused:
        plans.open_plan(campaign=here.campaign, unit=Unit.objects.get(pk=here.county.pk), by=here.office)

    assert refused.value.sentence == "射洪质监局 is closed: the unit that took its place writes the plan."


# Writing

def test_everything_wrong_with_items_is_said_at_once_and_nothing_is_written(here):
    foreign = make_campaign(make_unit("440000", "广东省"), code="foreign")
    lecture = here.campaign.kinds.get(code="lecture")
    bad = [
        PlanItemValues(" ", place="row 3"),
        PlanItemValues("甲", starts=JUNE, due=APRIL, place="row 4"),
        PlanItemValues("乙", due=dt.date(2012, 1, 1), value=Decimal(-1), place="row 5"),
        PlanItemValues("丙", clauses=(foreign.version.clauses.first(),), only_citing=True, kind=foreign.kinds.first(), place="row 6"),
        PlanItemValues("丁", kind=lecture, measure="copies", value=Decimal(10) ** 14, place="row 7"),
        PlanItemValues("戊", only_citing=True, place="row 8")]

    with pytest.raises(CannotPlan) as refused:
        plans.write_items(plan=here.plan(here.city), new=[PlanItemValues("好的", due=JUNE), *bad], by=here.officer)

    assert [(one.place, one.field, one.sentence) for one in refused.value.problems] == [
        ("row 3", "text", "Say what is to be done."),
        ("row 4", "due", "It is due on 1 April 2012, before it starts on 30 June 2012."),
        ("row 5", "due", "It is due on 1 January 2012, before the campaign begins on 6 February 2012."),
        ("row 5", "value", "A target is a number of zero or more."),
        ("row 6", "clauses", "The clause 1 belongs to another policy."),
        ("row 6", "kind", "“Lecture” is a kind of another campaign."),
        ("row 7", "measure", "This measure does not belong to the kind of activity."),
        ("row 7", "value", "This number is too large to be a target."),
        ("row 8", "clauses", "Only activities that cite its clause count for the item: name exactly one clause, or the heading above several.")]
    assert refused.value.sentence.endswith("6 more to mend. Nothing was written.")
    assert PlanItem.objects.count() == 0


def test_an_item_is_changed_while_it_is_only_proposed(here):
    item = here.item(here.city, here.officer)
    clause = here.campaign.version.clauses.get(code="2")
    plan = here.plan(here.city)

    plans.write_items(plan=plan, changed=[(item, PlanItemValues("举办两场讲座", number="一", clauses=(clause,), due=APRIL))], by=here.officer)
    submitted_plan = plans.submit_plan(plan=plan, by=here.officer)

    item.refresh_from_db()
    assert (item.text, item.number, item.due, [one.code for one in item.clauses.all()], acts(item)) == ("举办两场讲座", "一", APRIL, ["2"], ["add", "change"])
    with pytest.raises(plans.CannotSubmit) as refused:
        plans.write_items(plan=submitted_plan, new=[PlanItemValues("太晚")], by=here.officer)
    assert refused.value.sentence == "The plan lies with 四川质监局: take it back first, or wait for the answer."
    plans.accept_plan(plan=submitted_plan, by=here.verifier)
    with pytest.raises(NotInThisState):
        plans.write_items(plan=plan, changed=[(item, PlanItemValues("改"))], by=here.officer)


def test_a_plan_has_a_title_and_a_number(here):
    plan = here.plan(here.city)
    assert str(plan) == "Plan of 遂宁质监局"

    plan = plans.change_plan(plan=plan, title=" 遂宁方案 ", number="遂质监〔2012〕12号", note="", by=here.officer)

    assert (str(plan), plan.number) == ("遂宁方案", "遂质监〔2012〕12号")


def test_items_of_the_level_above_are_taken_over_as_ones_own_proposals(here):
    lecture = here.campaign.kinds.get(code="lecture")
    clause = here.campaign.version.clauses.get(code="1")
    above = here.item(here.lead, text="全省讲座", kind=lecture, measure="sessions", value=Decimal(100), word="场", clauses=(clause,), number="一")
    plans.issue_plan(plan=here.plan(here.lead), by=here.office)
    plan = here.plan(here.city, here.officer)

    taken = plans.take_from_above(plan=plan, items=[above], by=here.officer)
    again = plans.take_from_above(plan=plan, items=[above], by=here.officer)

    item = plan.items.get()
    assert (taken, again) == ([item], [])
    assert (item.parent, item.state, item.text, item.kind, item.measure, item.value, item.number) == (above, "proposed", "全省讲座", lecture, "sessions", None, "")
    assert [one.code for one in item.clauses.all()] == ["1"]
    other = here.item(here.other_city)
    with pytest.raises(plans.CannotSubmit):
        plans.take_from_above(plan=plan, items=[other], by=here.officer)


# Handing down

def test_an_item_handed_down_stands_in_the_plan_of_each_unit_as_asked(here):
    clause = here.campaign.version.clauses.get(code="1")
    item = here.item(here.lead, text="全省讲座", clauses=(clause,), starts=MARCH)

    made = handing_down.hand_down(item=item, to=[HandDown(here.city, value=Decimal(20)), HandDown(here.other_city, due=APRIL, text="内江讲座")], by=here.office, on=MARCH)

    assert [(one.plan.unit, one.text, one.starts, one.due, one.asked_due, one.value, one.asked_value, one.state, one.parent) for one in made] == [
        (here.city, "全省讲座", MARCH, JUNE, JUNE, 20, 20, "asked", item), (here.other_city, "内江讲座", MARCH, APRIL, APRIL, None, None, "asked", item)]
    assert [[one.code for one in each.clauses.all()] for each in made] == [["1"], ["1"]]
    assert [acts(one) for one in made] == [["ask"], ["ask"]]
    assert {plan.unit.code: plan.above.code for plan in Plan.objects.filter(above__isnull=False)} == {"510900-qts": "510000-qts", "511000-qts": "510000-qts"}
    assert Event.objects.filter(act="hand_down").get().data["units"] == ["510900-qts", "511000-qts"]
    assert list(Notice.objects.values_list("person__username", "kind")) == [("officer", NoticeKind.WAITING)]


def test_handing_down_again_changes_nothing(here):
    item = here.item(here.lead)

    first, again = (handing_down.hand_down(item=item, to=[HandDown(here.city)], by=here.office, on=MARCH) for _time in range(2))

    assert (len(first), again, item.children.count()) == (1, [], 1)


@pytest.mark.parametrize(("own_value", "state"), [(Decimal(20), "agreed"), (Decimal(10), "countered")])
def test_a_unit_may_act_before_its_superior(here, own_value, state):
    """It took the item over on terms of its own; when the level above asks later, equal terms are agreed, others stand as its proposal."""
    above = here.item(here.lead)
    plans.issue_plan(plan=here.plan(here.lead), by=here.office)
    own = plans.take_from_above(plan=here.plan(here.city, here.officer), items=[above], by=here.officer)[0]
    plans.write_items(plan=here.plan(here.city), changed=[(own, PlanItemValues("举办讲座", due=JUNE, value=own_value))], by=here.officer)

    met = handing_down.hand_down(item=above, to=[HandDown(here.city, value=Decimal(20))], by=here.office, on=MARCH)

    own.refresh_from_db()
    assert (met, own.state, own.value, own.asked_value) == ([own], state, own_value, 20)


def test_a_circle_a_unit_not_below_and_a_closed_one_are_refused_with_nothing_half_applied(here):
    government = here.units["510000-gov"]
    top = here.item(government)
    down = handing_down.hand_down(item=top, to=[HandDown(here.lead)], by=here.office, on=MARCH)[0]
    # The lead unit stands at the top of the campaign, and the government is inside its territory: only the item's own line tells the circle.
    Unit.objects.filter(pk=here.other_city.pk).update(closed=dt.date(2012, 2, 20))
    closed = Unit.objects.get(pk=here.other_city.pk)

    with pytest.raises(CannotPlan) as refused:
        handing_down.hand_down(item=down, by=here.office, on=MARCH, to=[
            HandDown(here.city), HandDown(here.city), HandDown(government), HandDown(here.units["aqsiq"]), HandDown(closed), HandDown(here.county, due=dt.date(2012, 7, 1)),
            HandDown(here.units["510900-gov"], starts=JUNE, due=APRIL), HandDown(here.units["510000-fin"], value=Decimal("NaN"))])

    assert [(one.place, one.sentence) for one in refused.value.problems] == [
        ("遂宁质监局", "It stands twice in the list."),
        ("四川省政府", "It handed this item down itself: the item would come round in a circle (四川省政府 → 四川质监局 → 四川省政府)."),
        ("质检总局", "It does not stand below 四川质监局."),
        ("内江质监局", "It is not open on 1 March 2012. Choose the unit that took its place."),
        ("射洪质监局", "It is due on 1 July 2012, after 四川质监局 itself must have done it: 30 June 2012."),
        ("遂宁政府", "It is due on 1 April 2012, before it starts on 30 June 2012."),
        ("四川财政厅", "A target is a number of zero or more.")]
    assert (down.children.count(), Plan.objects.filter(unit=here.city).count()) == (0, 0)


def test_a_unit_that_opens_later_gets_nothing_yet(here):
    item = here.item(here.lead)
    Unit.objects.filter(pk=here.city.pk).update(opened=APRIL)

    with pytest.raises(CannotPlan):
        handing_down.hand_down(item=item, to=[HandDown(Unit.objects.get(pk=here.city.pk))], by=here.office, on=MARCH)


def test_nothing_is_handed_down_to_nobody_or_from_a_dropped_item_or_by_others(here):
    item = here.item(here.lead)
    with pytest.raises(plans.CannotSubmit):
        handing_down.hand_down(item=item, to=[], by=here.office)
    with pytest.raises(NotAllowed):
        handing_down.hand_down(item=item, to=[HandDown(here.city)], by=here.officer)
    plans.drop_item(item=item, reason="取消", by=here.office)
    with pytest.raises(plans.CannotSubmit):
        handing_down.hand_down(item=item, to=[HandDown(here.city)], by=here.office)


def test_handing_down_takes_as_many_statements_for_many_units_as_for_two(here, django_assert_max_num_queries):
    item = here.item(here.lead)
    towns = [make_unit(f"5109{n:02}-qts", f"县局{n}", under=here.units["510900"], level=3, renumber=False, superior=here.city) for n in range(30, 60)]
    Unit.objects.filter(pk__in=[one.pk for one in towns]).update(first=here.units["510900"].first, last=here.units["510900"].first)
    for one in towns:
        one.first = one.last = here.units["510900"].first

    with django_assert_max_num_queries(20):
        handing_down.hand_down(item=item, to=[HandDown(one) for one in towns], by=here.office, on=MARCH)

    assert item.children.count() == 30


# Up and back

def test_a_plan_goes_up_comes_back_with_a_reason_and_is_accepted(here):
    plan = submitted(here, here.city, here.officer)
    assert list(Notice.objects.filter(settled_at=None).values_list("person__username", "kind").order_by("person__username")) == [
        ("office", "waiting"), ("verifier", "waiting")]

    returned = plans.return_plan(plan=plan, reason=" 没有写明责任科室 ", by=here.verifier, version=plan.version, on=APRIL)
    assert (returned.state, PlanEntry.objects.filter(plan=plan, item=None).last().text) == (PlanState.RETURNED, "没有写明责任科室")
    assert list(Notice.objects.filter(settled_at=None).values_list("person__username", "kind")) == [("officer", "plan_returned")]
    again = plans.submit_plan(plan=plan, by=here.officer)
    accepted = plans.accept_plan(plan=again, by=here.verifier, text="可以", on=JUNE)

    assert (accepted.state, accepted.accepted_on, accepted.accepted_by, plan.items.get().state) == ("accepted", JUNE, here.verifier, "agreed")
    assert [entry.act for entry in PlanEntry.objects.filter(plan=plan, item=None)] == ["submit", "return", "submit", "accept_plan"]
    assert list(Notice.objects.filter(settled_at=None).values_list("person__username", "kind")) == [("officer", "plan_accepted")]


def test_a_submitted_plan_is_taken_back_and_nobody_waits_for_it_any_more(here):
    plan = submitted(here, here.city, here.officer)

    plan = plans.take_back_plan(plan=plan, by=here.officer)

    assert (plan.state, plan.submitted_on, Notice.objects.filter(settled_at=None).count()) == ("draft", None, 0)


def test_what_is_asked_needs_an_answer_before_the_plan_goes_up(here):
    item = here.item(here.lead)
    handing_down.hand_down(item=item, to=[HandDown(here.city)], by=here.office, on=MARCH)

    with pytest.raises(plans.CannotSubmit) as refused:
        plans.submit_plan(plan=here.plan(here.city), by=here.officer)

    assert refused.value.sentence == "1 item waits for your answer: accept it as asked, or propose other terms."


def test_an_empty_plan_stays_where_it_is(here):
    with pytest.raises(plans.CannotSubmit) as refused:
        plans.submit_plan(plan=here.plan(here.city), by=here.officer)

    assert refused.value.sentence == "The plan has no items yet. Add one, take over the tasks of the unit, or import from the level above."


def test_nobody_decides_on_the_plan_that_they_submitted(here):
    plan = submitted(here, here.city, here.office)

    with pytest.raises(NotAllowed):
        plans.accept_plan(plan=plan, by=here.office)
    with pytest.raises(NotAllowed):
        plans.return_plan(plan=plan, reason="不行", by=here.city_verifier)

    assert plans.accept_plan(plan=plan, by=here.verifier).state == "accepted"


def test_the_database_refuses_an_acceptance_by_the_submitter(here):
    plan = submitted(here, here.city, here.officer)

    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(state=PlanState.ACCEPTED, accepted_on=JUNE, accepted_by=here.officer)


def test_at_the_top_a_plan_is_put_in_force_by_its_own_coordinator(here):
    here.item(here.lead)
    plan = here.plan(here.lead)
    for refused in (plans.submit_plan, plans.accept_plan):
        with pytest.raises((plans.CannotSubmit, NotAllowed)) as said:
            refused(plan=plan, by=here.office)
        assert said.value.sentence == "Nobody stands above 四川质监局 in this campaign: it puts its plan in force itself."
    officer = make_person("lead-officer", roles=[(Role.OFFICER, here.units["510000"])])
    with pytest.raises(NotAllowed):
        plans.issue_plan(plan=plan, by=officer)

    assert plans.issue_plan(plan=plan, by=here.office).state == "accepted"
    with pytest.raises(NotAllowed):
        plans.issue_plan(plan=here.plan(here.city), by=here.office)


def test_a_decision_is_on_the_plan_that_was_on_the_screen(here):
    plan = submitted(here, here.city, here.officer)

    with pytest.raises(Changed):
        plans.accept_plan(plan=plan, by=here.verifier, version=plan.version - 1)


@pytest.mark.parametrize(("act", "said"), [(plans.take_back_plan, {}), (plans.accept_plan, {}), (plans.return_plan, {"reason": "不行"})])
def test_a_draft_is_not_decided(here, act, said):
    here.item(here.city)

    with pytest.raises(NotInThisState):
        act(plan=here.plan(here.city), by=here.office, **said)


def test_a_plan_is_not_returned_without_a_reason(here):
    plan = submitted(here, here.city, here.officer)

    with pytest.raises(NeedsWords) as refused:
        plans.return_plan(plan=plan, reason="  ", by=here.verifier)

    assert refused.value.sentence == "Say what is missing or wrong, so that the unit knows what to mend."


# Dropping

def test_an_item_is_dropped_with_a_reason_once_nobody_below_has_it(here):
    item = here.item(here.lead)
    below = handing_down.hand_down(item=item, to=[HandDown(here.city)], by=here.office, on=MARCH)[0]

    with pytest.raises(plans.CannotSubmit) as refused:
        plans.drop_item(item=item, reason="取消", by=here.office)
    assert refused.value.sentence == "1 unit below still has this item: drop it there first."
    with pytest.raises(NotAllowed):
        plans.drop_item(item=below, reason="不想做", by=here.officer)
    plans.drop_item(item=below, reason="取消", by=here.office)
    plans.drop_item(item=item, reason="取消", by=here.office)

    assert list(PlanItem.objects.values_list("state", flat=True)) == ["dropped", "dropped"]
    assert handing_down.hand_down(item=here.item(here.lead), to=[HandDown(here.city)], by=here.office, on=MARCH)[0].state == "asked"


# What a plan fulfils

@pytest.fixture
def expected(here) -> Expectation:
    """Each city's bureau issues its plan by 30 April; and beside it a report of any kind, which a plan does not fulfil."""
    kind = here.campaign.kinds.create(code="plan", name_zh="制定方案", order=9, is_milestone=True, reads_as=["plan_issued"])
    roster = Roster.objects.create(campaign=here.campaign, code="cities", name_zh="市州局")
    for unit in (here.city, here.other_city):
        RosterEntry.objects.create(roster=roster, unit=unit)
    expectation = Expectation.objects.create(campaign=here.campaign, code="plan", name_zh="方案", roster=roster, due=dt.date(2012, 4, 30))
    expectation.kinds.set([kind])
    Expectation.objects.create(campaign=here.campaign, code="report", name_zh="报告", roster=roster)
    return expectation


def fulfilled(expectation) -> list[tuple]:
    return list(Fulfilment.objects.filter(until=None).order_by("pk").values_list("expectation__code", "unit__code", "state", "on", "thing"))


def test_an_accepted_plan_fulfils_the_expectation_of_a_plan(here, expected):
    plan = submitted(here, here.city, here.officer)
    thing = f"plan:{plan.pk}"
    assert fulfilled(expected) == [("plan", "510900-qts", FulfilmentState.REPORTED, APRIL, thing)]

    plans.accept_plan(plan=plan, by=here.verifier, on=JUNE)
    assert fulfilled(expected) == [("plan", "510900-qts", FulfilmentState.VERIFIED, APRIL, thing)]  # handed in on time, whenever it was accepted

    plans.return_plan(plan=plan, reason="附件缺失", by=here.verifier)
    assert fulfilled(expected) == []


def test_a_plan_taken_back_fulfils_nothing(here, expected):
    plans.take_back_plan(plan=submitted(here, here.city, here.officer), by=here.officer)

    assert fulfilled(expected) == []


# The tables

@pytest.mark.parametrize("table", [PLAN_STATES, PLAN_ITEM_STATES])
def test_a_move_that_the_table_does_not_know_is_refused(table):
    for act, move in table.moves.items():
        for state in table.labels:
            if state in move.sources:
                assert table.check(act, state) == move.target
            else:
                with pytest.raises(NotInThisState):
                    table.check(act, state)


def test_an_item_without_days_is_an_item(here):
    assert problems_of(PlanItemValues("甲"), here.campaign) == []
    assert here.item(here.city, due=None).state == PlanItemState.PROPOSED
