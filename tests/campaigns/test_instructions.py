"""A leader's instruction is broken down, pressed for, reported on and closed by the office: never by the unit that does it."""
import datetime as dt

import pytest

from tests.builders import make_person
from tests.campaigns.cascade import APRIL, JUNE, MARCH
from xuanguan.campaigns.actions import conversing, instructions, negotiating
from xuanguan.campaigns.actions.instructions import AskedAlready
from xuanguan.campaigns.models import Instruction, PlanEntry, PlanItem
from xuanguan.campaigns.planning import CannotPlan, InstructionItem, InstructionValues, Terms
from xuanguan.campaigns.queries.instructions import RegisterFilters, items_of_instruction, overdue_by_unit, register
from xuanguan.campaigns.states import INSTRUCTION_STATES
from xuanguan.common.exceptions import NotAllowed, NotInThisState
from xuanguan.notices.models import Notice
from xuanguan.organisations.enums import Role
from xuanguan.organisations.models import Person, Unit

MAY = dt.date(2012, 5, 1)


def values(here, **said) -> InstructionValues:
    return InstructionValues(**{"campaign": here.campaign, "unit": here.units["510000-gov"], "leader": "周省长", "text": "请质监局抓好落实", "given_on": MARCH} | said)


@pytest.fixture
def instruction(here) -> Instruction:
    """Given on 1 March; the lead unit has until April, the city until the end of June."""
    return instructions.give_instruction(values=values(here, due=JUNE), by=here.office, on=MARCH, items=[
        InstructionItem(here.lead, "制定实施方案", APRIL), InstructionItem(here.city, "开展自查", JUNE)])


@pytest.fixture
def lead_item(instruction) -> PlanItem:
    return instruction.items.get(plan__unit__code="510000-qts")


@pytest.fixture
def city_item(instruction) -> PlanItem:
    return instruction.items.get(plan__unit__code="510900-qts")


def open_notices() -> list[tuple[str, str]]:
    return sorted(Notice.objects.filter(settled_at=None).values_list("person__username", "kind"))


# Breaking down

def test_an_instruction_becomes_items_in_the_plans_of_units(here, instruction):
    assert [(item.plan.unit.code, item.text, item.due, item.state) for item in items_of_instruction(instruction)] == [
        ("510000-qts", "制定实施方案", APRIL, "asked"), ("510900-qts", "开展自查", JUNE, "asked")]
    assert open_notices() == [("officer", "instructed")]  # who entered it is not told
    assert str(instruction) == "请质监局抓好落实"


def test_everything_wrong_with_an_instruction_is_said_and_nothing_is_kept(here):
    with pytest.raises(CannotPlan) as refused:
        instructions.give_instruction(values=values(here, leader=" ", text="", due=dt.date(2012, 1, 1), press_days=0), by=here.office)

    assert [(one.field, one.sentence) for one in refused.value.problems] == [
        ("leader", "Say whose instruction it is."), ("text", "Enter the text of the instruction."),
        ("due", "An instruction cannot be due before it was given."), ("press_days", "At least one day lies between two reminders.")]


def test_items_that_cannot_be_given_are_named_and_nothing_is_half_applied(here):
    Unit.objects.filter(pk=here.county.pk).update(closed=MARCH)
    items = [
        InstructionItem(here.city, "好的", APRIL), InstructionItem(here.city, " ", APRIL, place="row 2"), InstructionItem(here.units["510000-gov"], "自己做", APRIL),
        InstructionItem(here.units["aqsiq"], "上级做", APRIL), InstructionItem(Unit.objects.get(pk=here.county.pk), "撤销的", APRIL),
        InstructionItem(here.city, "倒着", APRIL, starts=JUNE), InstructionItem(here.city, "太早", dt.date(2012, 2, 1)), InstructionItem(here.city, "太晚", dt.date(2012, 7, 1))]

    with pytest.raises(CannotPlan) as refused:
        instructions.give_instruction(values=values(here, due=JUNE), items=items, by=here.office, on=MARCH)

    assert [(one.place, one.field, one.sentence) for one in refused.value.problems] == [
        ("row 2", "text", "Say what is to be done."),
        ("四川省政府", "unit", "Nothing is closed by the unit that does it: an item goes to a unit below 四川省政府."),
        ("质检总局", "unit", "It does not stand below 四川省政府."),
        ("射洪质监局", "unit", "It is not open on 1 March 2012. Choose the unit that took its place."),
        ("遂宁质监局", "due", "It is due on 1 April 2012, before it starts on 30 June 2012."),
        ("遂宁质监局", "due", "It is due on 1 February 2012, before the instruction was given."),
        ("遂宁质监局", "due", "It is due on 1 July 2012, after the instruction itself must be carried out: 30 June 2012.")]
    assert (Instruction.objects.count(), PlanItem.objects.count()) == (0, 0)


def test_only_the_office_enters_instructions(here):
    for person in (here.verifier, here.officer):
        with pytest.raises(NotAllowed):
            instructions.give_instruction(values=values(here), by=person)


# Pressing

def test_nobody_is_pressed_twice_within_the_period(here, city_item, lead_item):
    first = instructions.press(items=[city_item, lead_item], text="请尽快", by=here.office, on=APRIL)
    with pytest.raises(AskedAlready) as refused:
        instructions.press(items=[city_item], by=here.office, on=APRIL + dt.timedelta(days=6))
    later = instructions.press(items=[city_item], by=here.office, on=APRIL + dt.timedelta(days=7))

    assert (first.units, len(first.entries), first.asked_already, later.units) == (2, 2, (), 1)
    assert refused.value.sentence == "遂宁质监局 was pressed for this on 1 April 2012. Nobody is asked twice within 7 days."
    assert list(PlanEntry.objects.filter(act="press", item=city_item).values_list("on", "text")) == [(APRIL, "请尽快"), (APRIL + dt.timedelta(days=7), "")]
    assert ("officer", "nudged") in open_notices()


def test_pressing_for_many_leaves_out_those_asked_already(here, city_item, lead_item):
    instructions.press(items=[city_item], by=here.office, on=APRIL)

    again = instructions.press(items=[lead_item, city_item], by=here.office, on=MAY - dt.timedelta(days=25))

    assert ([entry.item for entry in again.entries], again.asked_already) == ([lead_item], (city_item,))


def test_nobody_is_pressed_for_what_does_not_wait_for_them_and_not_by_anybody(here, city_item):
    with pytest.raises(NotAllowed):
        instructions.press(items=[city_item], by=here.city_verifier)
    instructions.report_item(item=city_item, text="已完成", is_done=True, by=here.officer)
    with pytest.raises(conversing.NeedsWords) as refused:
        instructions.press(items=[city_item], by=here.office)
    assert refused.value.sentence == "“开展自查” does not wait for the unit: nobody is pressed for it."


def test_items_of_plans_are_pressed_for_too(here):
    item = here.item(here.city, here.officer)

    assert instructions.press(items=[item], by=here.verifier, on=MARCH).units == 1


# Reporting, closing

def test_a_unit_reports_and_the_office_closes(here, city_item):
    instructions.press(items=[city_item], by=here.office, on=APRIL)
    instructions.report_item(item=city_item, text="查了一半", by=here.officer, on=APRIL)
    reported = instructions.report_item(item=city_item, things=["activity:17"], text="", is_done=True, by=here.officer, on=MAY)
    assert (reported.state, open_notices()) == ("reported", [("office", "waiting")])

    closed = instructions.close_item(item=city_item, text="同意销号", by=here.office, on=MAY)

    assert (closed.state, closed.closed_on, open_notices()) == ("closed", MAY, [])
    assert [(entry.act, entry.side, entry.text, entry.things) for entry in PlanEntry.objects.filter(item=city_item)] == [
        ("ask", "above", "", []), ("press", "above", "", []), ("progress", "unit", "查了一半", []), ("report", "unit", "", ["activity:17"]),
        ("close", "above", "同意销号", [])]


def test_what_is_not_done_yet_is_sent_back_with_a_reason(here, city_item):
    instructions.report_item(item=city_item, text="已完成", is_done=True, by=here.officer)
    with pytest.raises(conversing.NeedsWords):
        instructions.send_back_item(item=city_item, reason="", by=here.office)

    item = instructions.send_back_item(item=city_item, reason="缺少照片", by=here.office)

    assert (item.state, open_notices()) == ("agreed", [("officer", "returned")])


def test_nothing_is_closed_by_the_unit_that_does_it(here, lead_item, city_item):
    """The coordinator works at the lead unit and may act for all units of the province; still the lead unit's own item is not theirs to close."""
    Person.objects.create(name="赵岚", unit=here.lead, user=here.office)
    instructions.report_item(item=lead_item, text="已制定", is_done=True, by=make_person(roles=[(Role.OFFICER, here.lead)]))
    with pytest.raises(NotAllowed) as refused:
        instructions.close_item(item=lead_item, by=here.office)
    assert refused.value.sentence == "Nothing is closed by the unit that does it: the office of 四川省政府 closes this item."
    assert instructions.close_item(item=lead_item, by=make_person(roles=[(Role.COORDINATOR, here.units["510000-gov"])])).state == "closed"

    instructions.report_item(item=city_item, text="已完成", is_done=True, by=here.officer)
    for person in (here.officer, here.city_verifier, here.verifier):
        with pytest.raises(NotAllowed):
            instructions.close_item(item=city_item, by=person)


def test_nobody_closes_what_they_reported(here, city_item):
    instructions.report_item(item=city_item, text="代报", is_done=True, by=here.office)

    with pytest.raises(NotAllowed) as refused:
        instructions.close_item(item=city_item, by=here.office)

    assert refused.value.sentence == "Nobody closes what they reported as done themselves. Another person of 四川省政府 does."


def test_a_report_says_something_and_only_while_the_item_is_open(here, city_item):
    with pytest.raises(conversing.NeedsWords) as refused:
        instructions.report_item(item=city_item, text=" ", by=here.officer)
    assert refused.value.sentence == "Say what was done, or name the activity that shows it."
    with pytest.raises(NotInThisState):
        instructions.close_item(item=city_item, by=here.office)
    instructions.report_item(item=city_item, text="已完成", is_done=True, by=here.officer)
    with pytest.raises(conversing.NeedsWords):
        instructions.report_item(item=city_item, text="还有", by=here.officer)


def test_another_day_may_be_asked_for(here, city_item):
    negotiating.counter_item(item=city_item, terms=Terms(dt.date(2012, 6, 1)), text="提前", by=here.officer)

    assert negotiating.agree_item(item=city_item, by=here.verifier).due == dt.date(2012, 6, 1)


# The instruction as a whole

def close(here, item: PlanItem) -> None:
    instructions.report_item(item=item, text="已完成", is_done=True, by=make_person(roles=[(Role.OFFICER, item.plan.unit)]))
    instructions.close_item(item=item, by=here.office, on=MAY)


def test_an_instruction_is_closed_when_all_its_items_are_and_opens_again_with_one_of_them(here, instruction, lead_item, city_item):
    close(here, lead_item)
    with pytest.raises(conversing.NeedsWords) as refused:
        instructions.close_instruction(instruction=instruction, by=here.office)
    assert refused.value.sentence == "1 item is not closed yet."
    close(here, city_item)

    closed = instructions.close_instruction(instruction=instruction, by=here.office, on=JUNE)
    assert (closed.state, closed.closed_on) == ("closed", JUNE)
    with pytest.raises(conversing.NeedsWords):
        instructions.break_down(instruction=instruction, items=[InstructionItem(here.city, "再加", JUNE)], by=here.office)
    instructions.reopen_item(item=city_item, reason="查实未完成", by=here.office)

    instruction.refresh_from_db()
    assert (instruction.state, instruction.closed_on, PlanItem.objects.get(pk=city_item.pk).state) == ("open", None, "agreed")


def test_an_instruction_without_items_is_not_closed_and_a_closed_one_is_opened_again_with_a_reason(here, lead_item, instruction, city_item):
    empty = instructions.give_instruction(values=values(here), by=here.office)
    with pytest.raises(conversing.NeedsWords) as refused:
        instructions.close_instruction(instruction=empty, by=here.office)
    assert refused.value.sentence == "No item of it was carried out: break it down first."
    close(here, lead_item)
    close(here, city_item)
    instructions.close_instruction(instruction=instruction, by=here.office)
    with pytest.raises(conversing.NeedsWords):
        instructions.reopen_instruction(instruction=instruction, reason=" ", by=here.office)

    assert instructions.reopen_instruction(instruction=instruction, reason="补充", by=here.office).state == "open"
    with pytest.raises(conversing.Gone):
        instructions.reopen_instruction(instruction=Instruction(pk=10**6), reason="x", by=here.office)


def test_a_move_that_the_table_does_not_know_is_refused():
    for act, move in INSTRUCTION_STATES.moves.items():
        for state in set(INSTRUCTION_STATES.labels) - move.sources:
            with pytest.raises(NotInThisState):
                INSTRUCTION_STATES.check(act, state)


# The register

@pytest.mark.parametrize(("filters", "found"), [
    (RegisterFilters(), 1), (RegisterFilters(words="自查"), 1), (RegisterFilters(words="周省长 落实"), 1), (RegisterFilters(words="别的"), 0),
    (RegisterFilters(state="open"), 1), (RegisterFilters(state="closed"), 0), (RegisterFilters(state="overdue"), 1), (RegisterFilters(state="reported"), 0),
    (RegisterFilters(due_before=APRIL), 0), (RegisterFilters(due_before=MAY), 1)])
def test_the_register_is_narrowed(here, instruction, filters, found):
    assert len(register(here.office, here.campaign, filters, MAY)) == found


def test_the_register_counts_and_shows_what_a_person_may_see(here, instruction):
    line = register(here.office, here.campaign, RegisterFilters(unit=here.city), MAY).get()
    assert (line.item_count, line.closed_count, line.late_count, [item.plan.unit.code for item in line.standing]) == (2, 0, 1, ["510000-qts", "510900-qts"])

    assert len(register(here.officer, here.campaign, RegisterFilters(), MAY)) == 1  # an item of it is theirs
    assert len(register(here.county_officer, here.campaign, RegisterFilters(), MAY)) == 0
    assert len(register(make_person(), here.campaign, RegisterFilters(), MAY)) == 0


def test_what_is_overdue_stands_by_unit(here, instruction, lead_item):
    own = here.item(here.lead, due=MARCH)
    instructions.press(items=[lead_item], by=here.office, on=APRIL)

    found = overdue_by_unit(here.office, here.campaign, MAY)

    assert [(one.unit, [(item.pk, item.days_late, item.pressed_on) for item in one.items]) for one in found] == [
        (here.lead, [(own.pk, 61, None), (lead_item.pk, 30, APRIL)])]
    assert [item.pk for one in overdue_by_unit(here.office, here.campaign, MAY, only_instructions=True) for item in one.items] == [lead_item.pk]
    assert overdue_by_unit(here.county_officer, here.campaign, MAY) == []
