"""Items go back and forth between a unit and the level above until both agree; what is lower than asked is said."""
import datetime as dt
from decimal import Decimal

import pytest

from tests.campaigns.cascade import APRIL, JUNE, MARCH
from xuanguan.campaigns.actions import conversing, handing_down, negotiating, plans
from xuanguan.campaigns.enums import EntryAct
from xuanguan.campaigns.models import PlanEntry, PlanItem
from xuanguan.campaigns.planning import CannotPlan, HandDown, PlanItemValues, Terms
from xuanguan.campaigns.queries.targets import higher_targets, lower_levels
from xuanguan.common.exceptions import NotAllowed, NotInThisState
from xuanguan.notices.models import Notice
from xuanguan.organisations.models import Unit
from xuanguan.policies.models import CascadeRow, Target, TargetCascade
from xuanguan.quantities import Quantity

MAY, JULY = dt.date(2012, 5, 1), dt.date(2012, 7, 1)


@pytest.fixture
def asked(here) -> PlanItem:
    """The lead unit asks the city for 20 lectures by the end of April; its own item is due at the end of June."""
    item = here.item(here.lead, word="场", value=Decimal(100))
    return handing_down.hand_down(item=item, to=[HandDown(here.city, due=dt.date(2012, 4, 30), value=Decimal(20))], by=here.office, on=MARCH)[0]


def conversation(item: PlanItem) -> list[tuple]:
    return [(entry.act, entry.side, entry.text, entry.terms) for entry in PlanEntry.objects.filter(item=item)]


def open_notices() -> list[tuple[str, str]]:
    return sorted(Notice.objects.filter(settled_at=None).values_list("person__username", "kind"))


def test_what_is_asked_is_accepted_as_asked(here, asked):
    assert open_notices() == [("officer", "waiting")]

    item = negotiating.accept_item(item=asked, by=here.officer, on=APRIL)

    assert (item.state, item.value, open_notices()) == ("agreed", 20, [])
    with pytest.raises(NotInThisState):
        negotiating.accept_item(item=asked, by=here.officer)


def test_everything_asked_is_accepted_at_once(here, asked):
    handing_down.hand_down(item=here.item(here.lead), to=[HandDown(here.city)], by=here.office, on=MARCH)

    assert negotiating.accept_all(plan=asked.plan, by=here.officer) == 2
    assert set(asked.plan.items.values_list("state", flat=True)) == {"agreed"}


def test_the_ball_goes_back_and_forth_and_reads_as_a_conversation(here, asked):
    negotiating.counter_item(item=asked, terms=Terms(MAY, Decimal(12)), text="人手不足", by=here.officer, on=MARCH)
    assert open_notices() == [("office", "waiting"), ("verifier", "waiting")]
    negotiating.insist_item(item=asked, terms=Terms(MAY, Decimal(15)), text="至少15场", by=here.verifier, on=MARCH)
    assert open_notices() == [("officer", "waiting")]
    negotiating.comment(item=asked, text="再商量一下", by=here.officer, on=MARCH)
    negotiating.counter_item(item=asked, terms=Terms(value=Decimal(14)), text="只能14场", by=here.officer, on=MARCH)
    item = negotiating.agree_item(item=asked, text="同意", by=here.verifier, on=APRIL)

    assert (item.state, item.due, item.value, item.asked_value) == ("agreed", MAY, 14, 15)
    assert conversation(asked) == [
        ("ask", "above", "", {"due": "2012-04-30", "value": "20"}),
        ("counter", "unit", "人手不足", {"due": "2012-05-01", "value": "12"}),
        ("insist", "above", "至少15场", {"due": "2012-05-01", "value": "15"}),
        ("comment", "unit", "再商量一下", {}),
        ("counter", "unit", "只能14场", {"value": "14"}),
        ("agree", "above", "同意", {"due": "2012-05-01", "value": "14"})]
    assert open_notices() == []


def test_insisting_gives_the_unit_the_terms_that_were_asked(here, asked):
    negotiating.counter_item(item=asked, terms=Terms(MAY, Decimal(12)), text="人手不足", by=here.officer)

    item = negotiating.insist_item(item=asked, text="不能少", by=here.verifier)

    assert (item.state, item.due, item.value) == ("asked", dt.date(2012, 4, 30), 20)


def test_a_day_after_the_item_above_can_be_proposed_but_not_agreed_to(here, asked):
    negotiating.counter_item(item=asked, terms=Terms(JULY), text="来不及", by=here.officer)

    with pytest.raises(CannotPlan) as refused:
        negotiating.agree_item(item=asked, by=here.verifier)

    assert refused.value.sentence == "It is due on 1 July 2012, after 四川质监局 itself must have done it: 30 June 2012."
    with pytest.raises(CannotPlan):
        negotiating.insist_item(item=asked, terms=Terms(JULY), text="那就七月", by=here.verifier)


@pytest.mark.parametrize(("terms", "text", "sentence"), [
    (Terms(MAY), " ", "Say why other terms are needed: the level above decides by it."),
    (Terms(), "太难", "Propose another day or another number; to say something without proposing, write a comment."),
    (Terms(value=Decimal(-3)), "太难", "A target is a number of zero or more."),
    (Terms(dt.date(2011, 1, 1)), "太难", "It is due on 1 January 2011, before the campaign begins on 6 February 2012.")])
def test_terms_that_cannot_be_are_refused_in_a_sentence(here, asked, terms, text, sentence):
    with pytest.raises((CannotPlan, conversing.NeedsWords)) as refused:
        negotiating.counter_item(item=asked, terms=terms, text=text, by=here.officer)

    assert (refused.value.sentence, PlanItem.objects.get(pk=asked.pk).state) == (sentence, "asked")


def test_nobody_agrees_with_their_own_proposal(here, asked):
    negotiating.counter_item(item=asked, terms=Terms(MAY), text="来不及", by=here.office)

    with pytest.raises(NotAllowed):
        negotiating.agree_item(item=asked, by=here.office)
    with pytest.raises(NotAllowed):
        negotiating.agree_item(item=asked, by=here.officer)
    assert negotiating.agree_item(item=asked, by=here.verifier).state == "agreed"


def test_an_agreed_item_of_ones_own_can_be_negotiated_again(here):
    item = here.item(here.city, here.officer, value=Decimal(10))
    plan = plans.submit_plan(plan=here.plan(here.city), by=here.officer)
    plans.accept_plan(plan=plan, by=here.verifier)

    negotiating.counter_item(item=item, terms=Terms(value=Decimal(8)), text="减少", by=here.officer)
    item = negotiating.insist_item(item=item, text="不能减", by=here.verifier)

    assert (item.state, item.value, item.asked_value) == ("asked", 10, 10)


def test_what_is_added_to_an_accepted_plan_is_agreed_item_by_item(here):
    here.item(here.city, here.officer)
    draft = here.item(here.city, here.officer, text="草稿")
    with pytest.raises(plans.CannotSubmit):
        negotiating.agree_item(item=draft, by=here.verifier)
    plan = plans.submit_plan(plan=here.plan(here.city), by=here.officer)
    plans.accept_plan(plan=plan, by=here.verifier)

    late = plans.write_items(plan=plan, new=[PlanItemValues("追加", due=JUNE)], by=here.officer)[0]

    assert (late.state, negotiating.agree_item(item=late, by=here.verifier).state) == ("proposed", "agreed")


def test_a_plan_with_open_proposals_is_accepted_with_them_or_not_at_all(here, asked):
    negotiating.counter_item(item=asked, terms=Terms(value=Decimal(12)), text="人手不足", by=here.officer)
    plan = plans.submit_plan(plan=asked.plan, by=here.officer)

    with pytest.raises(plans.CannotSubmit) as refused:
        plans.accept_plan(plan=plan, by=here.verifier)
    assert refused.value.sentence == "1 item has other terms proposed: agree or stand by what was asked, or accept the plan with its proposals."

    plans.accept_plan(plan=plan, by=here.verifier, with_proposals=True)
    asked.refresh_from_db()
    assert (asked.state, asked.value) == ("agreed", 12)


def test_who_speaks_for_whom(here, asked):
    county = handing_down.hand_down(item=asked, to=[HandDown(here.county)], by=here.officer, on=MARCH)[0]

    said = [negotiating.comment(item=county, text="请抓紧", by=person).side for person in (here.county_officer, here.city_verifier, here.office)]

    assert said == ["unit", "above", "above"]
    with pytest.raises(NotAllowed):
        negotiating.comment(item=asked, text="我也说", by=here.county_officer)
    with pytest.raises(conversing.NeedsWords):
        negotiating.comment(item=asked, text=" ", by=here.officer)


def test_what_was_taken_out_meanwhile_is_gone(here, asked):
    PlanEntry.objects.filter(item=asked).delete()
    asked.delete()
    asked.pk = 1_000_000

    with pytest.raises(conversing.Gone):
        negotiating.accept_item(item=asked, by=here.officer)
    with pytest.raises(conversing.Gone):
        conversing.locked_plan(type(here.plan(here.city))(pk=1_000_000))


# Targets lower than asked

def rate(here, unit: Unit, value: int, **said) -> PlanItem:
    return here.item(unit, text="工程一次验收合格率", value=Decimal(value), word="%", **said)


def test_a_target_below_what_is_asked_says_so(here, asked):
    negotiating.counter_item(item=asked, terms=Terms(value=Decimal(12)), text="人手不足", by=here.officer)
    asked = PlanItem.objects.select_related("plan__unit", "parent__plan__unit").get(pk=asked.pk)

    found = higher_targets([asked])[asked.pk]

    assert [(one.who, one.year, one.quantity) for one in found] == [("四川质监局", 2012, Quantity(Decimal(20), unit="场"))]


def test_a_rate_below_the_rate_of_the_level_above_says_so_and_a_smaller_count_does_not(here):
    above = rate(here, here.lead, 98, due=dt.date(2015, 12, 31))
    count = here.item(here.lead, text="讲座", value=Decimal(100), word="场")
    lower, fewer = handing_down.hand_down(item=above, to=[HandDown(here.city)], by=here.office, on=MARCH), handing_down.hand_down(
        item=count, to=[HandDown(here.city, value=Decimal(20))], by=here.office, on=MARCH)
    PlanItem.objects.filter(pk=lower[0].pk).update(value=90)
    items = list(PlanItem.objects.filter(pk__in=[lower[0].pk, fewer[0].pk]).select_related("plan__unit", "parent__plan__unit", "indicator"))

    assert {pk: [(one.who, one.year, one.quantity.value) for one in many] for pk, many in higher_targets(items).items()} == {
        lower[0].pk: [("四川质监局", 2015, 98)]}


def test_an_upper_bound_is_weaker_the_higher_it_is(here):
    item = here.item(here.lead, text="投诉", value=Decimal(5), word="‰", qualifier="at_most")
    below = handing_down.hand_down(item=item, to=[HandDown(here.city, value=Decimal(5))], by=here.office, on=MARCH)[0]
    negotiating.counter_item(item=below, terms=Terms(value=Decimal(8)), text="做不到", by=here.officer)

    found = higher_targets([PlanItem.objects.get(pk=below.pk)])[below.pk]

    assert [one.quantity.value for one in found] == [5]


@pytest.fixture
def nation(here) -> Target:
    """Sichuan 2020: 90 %; the nation wanted 98 % by 2015."""
    target = Target.objects.create(version=here.campaign.version, code="T1", year=2015, indicator="其他工程一次验收合格率", value="≥98%", relation="at_least",
                                   number=Decimal(98), unit="%")
    cascade = TargetCascade.objects.create(indicator=target.indicator)
    CascadeRow.objects.create(cascade=cascade, order=1, level=0, division_code="000000", year=2015, number=98, relation="at_least", source="国发〔2012〕9号", target=target)
    CascadeRow.objects.create(cascade=cascade, order=2, level=1, division_code="510000", year=2020, number=90, relation="equal", source="四川省人民政府")
    return target


def test_a_plan_below_the_targets_of_several_levels_names_them(here, nation):
    at_the_top = rate(here, here.lead, 90, indicator=nation)
    in_a_city = rate(here, here.city, 88, indicator=nation)
    enough = rate(here, here.other_city, 99, indicator=nation)
    items = [PlanItem.objects.get(pk=one.pk) for one in (at_the_top, in_a_city, enough)]

    found = {pk: [(one.who, one.year, one.quantity.value, one.source) for one in many] for pk, many in higher_targets(items).items()}

    assert found == {
        at_the_top.pk: [("Nation", 2015, 98, "国发〔2012〕9号")],
        in_a_city.pk: [("Nation", 2015, 98, "国发〔2012〕9号"), ("Province", 2020, 90, "四川省人民政府")]}


def test_a_target_without_a_cascade_is_the_policy_s_own(here):
    target = Target.objects.create(version=here.campaign.version, code="T2", year=2015, indicator="满意度", value="≥80", relation="at_least", number=80, unit="分")

    item = here.item(here.city, value=Decimal(75), word="分", indicator=target)

    assert [(one.who, one.quantity.value) for one in higher_targets([item])[item.pk]] == [("Outline for Quality Development", 80)]
    assert higher_targets([here.item(here.city, indicator=target)]) == {}


def test_levels_that_set_less_than_the_level_above_are_listed(here, nation):
    assert [(one.indicator, one.lower.number, one.lower.year, one.higher.number, one.higher.year, one.unit) for one in lower_levels(here.campaign)] == [
        ("其他工程一次验收合格率", 90, 2020, 98, 2015, "%")]


def test_entries_speak_from_one_of_two_sides(here, asked):
    assert {entry.side for entry in PlanEntry.objects.all()} == {"unit", "above"}
    assert PlanEntry.objects.filter(act=EntryAct.ASK).get().plan == asked.plan
