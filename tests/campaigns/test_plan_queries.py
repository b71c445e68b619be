"""Who sees which plans and items, and what waits for whom."""
import datetime as dt
from decimal import Decimal

from tests.builders import make_person
from tests.campaigns.cascade import APRIL, JUNE, MARCH
from xuanguan.accounts.models import User
from xuanguan.campaigns.actions import handing_down, instructions, negotiating, plans
from xuanguan.campaigns.planning import HandDown, InstructionItem, InstructionValues, Terms
from xuanguan.campaigns.queries.plans import (
    entries_of,
    items_above,
    items_seen_by,
    own_units,
    plans_in_list,
    plans_seen_by,
    waiting_for,
)
from xuanguan.organisations.enums import Role
from xuanguan.organisations.models import Person


def codes(found) -> list[str]:
    return [plan.unit.code for plan in found]


def test_a_plan_being_written_is_seen_only_by_those_who_may_write_it(here):
    here.item(here.city, here.officer)

    def seen(person) -> list[str]:
        return codes(plans_seen_by(person, here.campaign))

    assert (seen(here.officer), seen(here.office), seen(here.verifier), seen(here.county_officer)) == (["510900-qts"], ["510900-qts"], [], [])
    plans.submit_plan(plan=here.plan(here.city), by=here.officer)
    assert (seen(here.verifier), seen(here.county_officer)) == (["510900-qts"], ["510900-qts"])  # from above, and from below
    plans.return_plan(plan=here.plan(here.city), reason="改", by=here.verifier)
    assert (seen(here.verifier), seen(here.county_officer), seen(make_person())) == (["510900-qts"], [], [])
    assert seen(User.objects.create(username="root", is_superuser=True)) == ["510900-qts"]


def test_who_handed_an_item_down_sees_it_in_a_plan_being_written(here):
    item = handing_down.hand_down(item=here.item(here.lead), to=[HandDown(here.city)], by=here.office, on=MARCH)[0]

    assert item in items_seen_by(here.verifier, here.campaign)
    assert item not in items_seen_by(make_person(roles=[(Role.OFFICER, here.units["511000"])]), here.campaign)
    assert item in items_seen_by(User.objects.create(username="root", is_superuser=True), here.campaign)


def test_the_list_counts_how_the_items_stand(here):
    item = here.item(here.lead)
    asked = handing_down.hand_down(item=item, to=[HandDown(here.city)], by=here.office, on=MARCH)[0]
    here.item(here.city, here.officer)
    negotiating.counter_item(item=asked, terms=Terms(APRIL), text="提前", by=here.officer)
    plans.drop_item(item=here.item(here.city, here.officer), reason="不做", by=here.officer)

    plan = plans_in_list(here.officer, here.campaign).get(unit=here.city)

    assert (plan.item_count, plan.closed_count, plan.open_terms, plan.unanswered) == (2, 0, 1, 0)


def test_items_of_the_plan_above_are_offered_once_it_is_submitted(here):
    item = here.item(here.lead)
    plan = here.plan(here.city, here.officer)
    assert items_above(plan) == []

    plans.issue_plan(plan=here.plan(here.lead), by=here.office)
    assert items_above(plan) == [item]
    plans.take_from_above(plan=plan, items=[item], by=here.officer)
    assert (items_above(plan), items_above(here.plan(here.lead))) == ([], [])


def test_a_person_works_for_the_unit_of_their_entry_else_for_the_organs_of_their_division(here):
    assert own_units(here.officer) == {here.units["510900"].pk, here.city.pk, here.units["510900-gov"].pk}
    Person.objects.create(name="何佳", unit=here.city, user=here.officer)

    assert own_units(here.officer) == {here.units["510900"].pk, here.city.pk}
    assert own_units(make_person()) == set()


def waiting(here, person) -> dict[str, list[str]]:
    found = waiting_for(person, here.campaign, APRIL)
    return {name: [str(one) for one in getattr(found, name)] for name in ("decide", "returned", "answer", "settle", "close", "due") if getattr(found, name)}


def test_everything_that_waits_for_a_person(here):
    item = here.item(here.lead, text="讲座", value=Decimal(100), due=JUNE)
    asked = handing_down.hand_down(item=item, to=[HandDown(here.city, due=dt.date(2012, 4, 10))], by=here.office, on=MARCH)[0]
    assert waiting(here, here.officer) == {"answer": ["讲座"], "due": ["讲座"]}

    negotiating.counter_item(item=asked, terms=Terms(APRIL), text="提前", by=here.officer)
    plans.submit_plan(plan=here.plan(here.city), by=here.officer)
    assert waiting(here, here.verifier) == {"decide": ["Plan of 遂宁质监局"], "settle": ["讲座"]}
    assert waiting(here, here.officer) == {"due": ["讲座"]}

    plans.return_plan(plan=here.plan(here.city), reason="改", by=here.verifier)
    assert waiting(here, here.officer)["returned"] == ["Plan of 遂宁质监局"]
    negotiating.agree_item(item=asked, by=here.verifier)
    plans.submit_plan(plan=here.plan(here.city), by=here.officer)
    plans.accept_plan(plan=here.plan(here.city), by=here.verifier)
    here.item(here.city, here.officer, text="追加")
    instructions.report_item(item=asked, text="已完成", is_done=True, by=here.officer)

    assert waiting(here, here.verifier) == {"settle": ["追加"], "close": ["讲座"]}
    assert bool(waiting_for(here.county_officer, here.campaign, APRIL)) is False


def test_what_an_instruction_asks_waits_for_its_office(here):
    values = InstructionValues(campaign=here.campaign, unit=here.units["510000-gov"], leader="周省长", text="抓好落实", given_on=MARCH)
    item = instructions.give_instruction(values=values, by=here.office, on=MARCH, items=[InstructionItem(here.city, "自查", JUNE)]).items.get()
    instructions.report_item(item=item, text="已完成", is_done=True, by=here.officer)

    assert waiting(here, here.office) == {"close": ["自查"]}


def test_a_plan_s_conversation_is_about_the_plan_as_a_whole(here):
    here.item(here.city, here.officer)
    plan = plans.submit_plan(plan=here.plan(here.city), by=here.officer)

    assert [entry.act for entry in entries_of(plan)] == ["submit"]
