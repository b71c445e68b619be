"""Plans and instructions in the browser: read, written, answered, handed down, decided, followed up; and what is said when it cannot be."""
import datetime as dt
import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.builders import make_person, make_report
from tests.campaigns.cascade import JUNE, MARCH, Cascade, make_cascade
from xuanguan.campaigns.actions import handing_down, instructions, negotiating, plans
from xuanguan.campaigns.models import Instruction, Plan, PlanItem, Roster, RosterEntry
from xuanguan.campaigns.planning import HandDown, InstructionItem, InstructionValues, Terms
from xuanguan.common.spreadsheets import write_sheet
from xuanguan.figures.actions import refresh
from xuanguan.organisations.enums import Role, SuccessionKind
from xuanguan.organisations.models import Affiliation, Succession, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(settings, tmp_path) -> Cascade:
    settings.FIGURES_FOLDER = tmp_path / "figures"
    return make_cascade()


@pytest.fixture
def open_as(client):
    """`open_as(person)` gives the browser of a person, in English."""
    def sign_in(person):
        client.force_login(person)
        client.cookies["language"] = "en"
        return client
    return sign_in


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def at(name: str, *arguments) -> str:
    return reverse(f"campaigns:{name}", args=["campaign", *arguments])


def said(response) -> list[str]:
    """The messages that the next page shows."""
    return [str(message) for message in response.context["messages"]] if response.context else []


def asked(here, value: int | None = 20) -> PlanItem:
    item = here.item(here.lead, word="场", value=Decimal(100))
    return handing_down.hand_down(item=item, to=[HandDown(here.city, value=Decimal(value) if value else None)], by=here.office, on=MARCH)[0]


def submitted(here) -> Plan:
    here.item(here.city, here.officer)
    return plans.submit_plan(plan=here.plan(here.city), by=here.officer)


# Plans

def test_a_unit_begins_its_plan_from_the_list(here, open_as):
    page = open_as(here.officer)
    assert "Begin the plan of 遂宁质监局" in words(page.get(at("plans")))

    answer = page.post(at("begin-plan"), {"unit": "510900-qts"}, follow=True)

    assert (said(answer), Plan.objects.get().unit) == (["The plan is begun with what the matrix assigns to 遂宁质监局."], here.city)


def test_the_list_shows_what_waits_and_is_narrowed(here, open_as):
    plan = submitted(here)
    page = open_as(here.verifier)

    shown = words(page.get(at("plans")))

    assert "To accept Plan of 遂宁质监局" in shown
    assert "No plan fits these filters" in words(page.get(at("plans"), {"words": "内江"}))
    assert plan.unit.name_zh in words(page.get(at("plans"), {"words": "遂宁", "state": "submitted"}))


def test_an_item_is_written_in_the_form_and_every_mistake_stands_at_its_field(here, open_as):
    page, plan = open_as(here.officer), here.plan(here.city, here.officer)
    address = at("new-plan-item", plan.pk)

    wrong = page.post(address, {"text": "", "due": "2011-01-01", "value": "x"})
    late = page.post(address, {"text": "讲座", "due": "2011-01-01", "counts": "lecture:sessions", "qualifier": "exact"})
    good = page.post(address, {"text": "讲座", "due": "2012-06-30", "counts": "lecture:sessions", "value": "5", "qualifier": "at_least", "clauses": ["1"]}, follow=True)

    item = PlanItem.objects.get()
    assert (wrong.status_code, late.status_code, said(good)) == (422, 422, ["The item stands in the plan."])
    assert "Say what is to be done." in words(wrong)
    assert "before the campaign begins" in words(late)
    assert (item.kind.code, item.measure, item.value, item.qualifier, item.word, [clause.code for clause in item.clauses.all()]) == ("lecture", "sessions", 5, "at_least", "场", ["1"])


def test_an_item_is_changed_in_the_form_with_what_it_holds(here, open_as):
    item = here.item(here.city, here.officer, kind=here.campaign.kinds.get(code="lecture"), value=Decimal(5))
    page, address = open_as(here.officer), at("edit-plan-item", item.plan_id, item.pk)

    form = page.get(address).context["form"]
    page.post(address, {"text": "大讲座", "due": "2012-06-01", "qualifier": "exact", "counts": form.initial["counts"], "value": "6"})
    plans.submit_plan(plan=item.plan, by=here.officer)
    refused = page.post(address, {"text": "太晚", "due": "2012-06-01", "qualifier": "exact"})

    item.refresh_from_db()
    assert (form.initial["counts"], str(form.initial["value"]), item.text, item.value, refused.status_code) == ("lecture", "5", "大讲座", 6, 422)
    assert page.get(at("edit-plan-item", here.plan(here.other_city).pk, item.pk)).status_code == 404


def test_title_and_number_are_set(here, open_as):
    plan = here.plan(here.city, here.officer)

    open_as(here.officer).post(at("plan-head", plan.pk), {"title": "方案", "number": "12号", "note": ""})

    plan.refresh_from_db()
    assert (plan.title, plan.number) == ("方案", "12号")


def test_items_are_taken_over_from_the_level_above(here, open_as):
    item = here.item(here.lead, text="全省讲座")
    page, plan = open_as(here.officer), here.plan(here.city, here.officer)
    assert "Nothing to take over" in words(page.get(at("plan-from-above", plan.pk)))
    plans.issue_plan(plan=here.plan(here.lead), by=here.office)
    assert "全省讲座" in words(page.get(at("plan-from-above", plan.pk)))

    answer = page.post(at("plan-from-above", plan.pk), {"item": [item.pk, 999]}, follow=True)

    assert (said(answer), plan.items.get().parent) == (["1 item taken over."], item)


def test_a_plan_goes_up_and_back_with_a_reason_and_is_accepted(here, open_as):
    here.item(here.city, here.officer)
    plan = here.plan(here.city)
    assert said(open_as(here.officer).post(at("plan-act", plan.pk, "submit"), {"version": plan.version}, follow=True)) == [
        "Submitted. 四川质监局 will accept it or return it with a reason."]
    page = open_as(here.verifier)
    assert {"Accept the plan", "Return it"} <= {text for text in ("Accept the plan", "Return it") if text in words(page.get(at("plan", plan.pk)))}

    without_reason = page.post(at("plan-act", plan.pk, "return"), {"text": " "})
    returned = page.post(at("plan-act", plan.pk, "return"), {"text": "请写明责任科室"}, follow=True)
    open_as(here.officer).post(at("plan-act", plan.pk, "submit"))
    accepted = open_as(here.verifier).post(at("plan-act", plan.pk, "accept"), {"text": "同意"}, follow=True)

    assert (without_reason.status_code, "Say what is missing or wrong" in words(without_reason)) == (422, True)
    assert (said(returned), said(accepted)) == (["Returned. 遂宁质监局 sees your reason."], ["Accepted. The plan of 遂宁质监局 is in force."])
    assert "请写明责任科室" in words(page.get(at("plan", plan.pk)))


@pytest.mark.parametrize(("act", "sentence"), [
    ("accept-all", "1 item accepted as asked."), ("assignments", "0 tasks of the matrix taken in."),
    ("submit", "1 item waits for your answer: accept it as asked, or propose other terms."),
    ("take-back", "This cannot be done now: the record is “Being written”. Somebody may have changed it a moment ago; reload the page to see how it stands.")])
def test_an_act_on_a_plan_says_what_it_did_or_why_not(here, open_as, act, sentence):
    plan = asked(here).plan

    assert said(open_as(here.officer).post(at("plan-act", plan.pk, act), follow=True, headers={"referer": at("plan", plan.pk)})) == [sentence]


def test_a_submitted_plan_is_taken_back_and_an_own_one_put_in_force(here, open_as):
    plan = submitted(here)
    here.item(here.lead)
    assert said(open_as(here.officer).post(at("plan-act", plan.pk, "take-back"), follow=True)) == ["Taken back. You can write on."]
    assert said(open_as(here.office).post(at("plan-act", here.plan(here.lead).pk, "issue"), follow=True)) == ["The plan is in force."]
    assert open_as(here.office).post(at("plan-act", plan.pk, "sing")).status_code == 404


def test_a_plan_that_a_person_may_not_see_is_not_there(here, open_as):
    item = here.item(here.city, here.officer)
    page = open_as(here.county_officer)

    assert [page.get(at("plan", item.plan_id)).status_code, page.get(at("plan-item", item.pk)).status_code, page.get(at("plan-export", item.plan_id, "xlsx")).status_code] == [404] * 3
    assert open_as(here.verifier).get(at("plan", item.plan_id)).status_code == 404


def test_a_plan_is_written_only_by_its_unit(here, open_as):
    plan = submitted(here)
    page = open_as(here.county_officer)

    assert page.get(at("plan", plan.pk)).status_code == 200
    for name in ("new-plan-item", "plan-head", "plan-from-above", "plan-sheet", "plan-template"):
        assert page.get(at(name, plan.pk)).status_code == 403


def test_the_plan_of_a_closed_unit_says_who_took_its_place(here, open_as):
    plan = submitted(here)
    Unit.objects.filter(pk=here.city.pk).update(is_open=False, closed=dt.date(2012, 5, 1))
    Affiliation.objects.create(unit=here.city, since=dt.date(2012, 5, 1), territory=None)
    Succession.objects.create(kind=SuccessionKind.MERGE, on=dt.date(2012, 5, 1), predecessor=here.city, successor=here.other_city)

    assert "内江质监局 took its place" in words(open_as(here.verifier).get(at("plan", plan.pk)))


def test_how_far_an_item_is_stands_on_the_page_and_opens(here, open_as):
    lecture = here.campaign.kinds.get(code="lecture")
    here.item(here.city, here.officer, kind=lecture, value=Decimal(4))
    make_report(here.campaign, here.city, by=here.officer)
    plan = here.plan(here.city)
    page = open_as(here.officer)
    assert "The figures are not built yet" in words(page.get(at("plan", plan.pk)))
    refresh()

    shown = page.get(at("plan", plan.pk))

    assert "25% of the target" in words(shown)
    assert re.search(r'href="/figures/campaign/\?unit=510900&amp;system=quality&amp;kind=lecture|href="/figures/campaign/\?unit=510900[^"]*kind=lecture', shown.content.decode())


def test_the_page_costs_the_same_for_many_items(here, open_as, django_assert_max_num_queries):
    for n in range(30):
        here.item(here.city, here.officer, text=f"事项{n}")
    refresh()
    page = open_as(here.officer)
    page.get(at("plans"))

    with django_assert_max_num_queries(40):
        page.get(at("plan", here.plan(here.city).pk))


def test_items_are_narrowed_by_how_they_stand(here, open_as):
    item = asked(here)
    here.item(here.city, here.officer, text="自己的事项")
    page = open_as(here.officer)

    answer = words(page.get(at("plan", item.plan_id), {"show": "answer"}))

    assert ("举办讲座" in answer, "自己的事项" in answer) == (True, False)
    assert "No such item" in words(page.get(at("plan", item.plan_id), {"show": "closed"}))


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_plan_leaves_as_a_file(here, open_as, form):
    plan = submitted(here)

    answer = open_as(here.verifier).get(at("plan-export", plan.pk, form))

    assert (answer.status_code, answer.content[:2], answer.headers["Content-Disposition"]) == (200, b"PK", f'attachment; filename="510900-qts-plan.{form}"')
    assert open_as(here.verifier).get(at("plan-export", plan.pk, "pdf")).status_code == 404


def test_a_sheet_is_tried_out_and_then_entered(here, open_as):
    plan = here.plan(here.city, here.officer)
    page, address = open_as(here.officer), at("plan-sheet", plan.pk)
    good = SimpleUploadedFile("plan.xlsx", write_sheet("p", ["What is to be done", "Due"], [["举办讲座", "2012-06-30"]]))
    bad = SimpleUploadedFile("plan.xlsx", write_sheet("p", ["What is to be done", "Due"], [["", "soon"]]))

    none = page.post(address, {})
    wrong = page.post(address, {"sheet": bad})
    tried = page.post(address, {"sheet": good})
    none_yet = plan.items.count()
    entered = page.post(address, {"apply": "1"}, follow=True)

    assert ([none.status_code, wrong.status_code, tried.status_code], none_yet) == ([422, 422, 200], 0)
    assert ("Choose a file first." in words(none), "2 cells of “plan.xlsx” need mending." in words(wrong)) == (True, True)
    assert (said(entered), plan.items.get().text) == (["1 row entered."], "举办讲座")
    assert page.get(at("plan-template", plan.pk)).content[:2] == b"PK"


# Items

def test_an_item_shows_what_may_be_done_with_it(here, open_as):
    item = asked(here)

    def may(person) -> set[str]:
        return {name for name, allowed in open_as(person).get(at("plan-item", item.pk)).context["may"].items() if allowed}

    assert may(here.officer) == {"accept", "counter", "speak", "report", "hand_down"}
    assert may(here.verifier) == {"speak", "press", "drop"}
    negotiating.counter_item(item=item, terms=Terms(value=Decimal(10)), text="少", by=here.officer)
    assert may(here.verifier) == {"agree", "insist", "speak", "press", "drop"}
    instructions.report_item(item=item, text="完成", is_done=True, by=here.officer)
    assert may(here.verifier) == {"speak", "close", "send_back"}
    instructions.close_item(item=item, by=here.verifier)
    assert may(here.verifier) == {"speak", "reopen"}


@pytest.mark.parametrize(("act", "fields", "sentence", "state"), [
    ("accept", {}, "Accepted as asked.", "agreed"),
    ("counter", {"value": "12", "text": "人手不足"}, "Proposed. 四川质监局 will agree, or stand by what was asked.", "countered"),
    ("comment", {"text": "请说明"}, "Said.", "asked"),
    ("report", {"text": "一半"}, "Your report is noted.", "asked"),
    ("report", {"text": "好了", "done": "1"}, "Reported as done. 四川质监局 closes it, or sends it back.", "reported")])
def test_the_unit_answers(here, open_as, act, fields, sentence, state):
    item = asked(here)

    answer = open_as(here.officer).post(at("plan-item-act", item.pk, act), fields, follow=True)

    item.refresh_from_db()
    assert (said(answer), item.state) == ([sentence], state)


@pytest.mark.parametrize(("before", "act", "fields", "sentence", "state"), [
    ("countered", "agree", {}, "Agreed.", "agreed"),
    ("countered", "insist", {"text": "不能少", "value": "15"}, "遂宁质监局 is asked again.", "asked"),
    ("asked", "press", {"text": "请尽快"}, "遂宁质监局 was pressed for it.", "asked"),
    ("asked", "drop", {"text": "取消"}, "Dropped. It stays readable in the plan.", "dropped"),
    ("reported", "close", {}, "Closed.", "closed"),
    ("reported", "send-back", {"text": "缺照片"}, "Sent back. 遂宁质监局 sees your reason.", "agreed"),
    ("closed", "reopen", {"text": "未完成"}, "Open again.", "agreed")])
def test_the_level_above_answers(here, open_as, before, act, fields, sentence, state):
    item = asked(here)
    if before == "countered":
        negotiating.counter_item(item=item, terms=Terms(value=Decimal(10)), text="少", by=here.officer)
    if before in ("reported", "closed"):
        instructions.report_item(item=item, text="完成", is_done=True, by=here.officer)
    if before == "closed":
        instructions.close_item(item=item, by=here.verifier)

    answer = open_as(here.verifier).post(at("plan-item-act", item.pk, act), fields)

    item.refresh_from_db()
    assert (answer.status_code, item.state) == (302, state)
    assert sentence in str(answer.wsgi_request._messages._queued_messages[0].message)


def test_what_cannot_be_done_is_said_beside_what_was_typed(here, open_as):
    item = asked(here)
    page = open_as(here.officer)

    nothing = page.post(at("plan-item-act", item.pk, "counter"), {"text": "太多了"})
    no_number = page.post(at("plan-item-act", item.pk, "counter"), {"text": "太多了", "value": "many"})
    not_mine = page.post(at("plan-item-act", item.pk, "close"), {"text": "x"})

    assert [nothing.status_code, no_number.status_code, not_mine.status_code] == [422, 422, 422]
    assert "Propose another day or another number" in words(nothing)
    assert "太多了" in nothing.content.decode()
    assert "Other target value: Enter a number in digits." in words(no_number)
    assert page.post(at("plan-item-act", item.pk, "sing")).status_code == 404


def test_an_item_is_handed_down_to_a_roster_and_to_single_units(here, open_as):
    roster = Roster.objects.create(campaign=here.campaign, code="cities", name_zh="市州局", level=2)
    for unit in (here.city, here.other_city):
        RosterEntry.objects.create(roster=roster, unit=unit)
    item = here.item(here.lead)
    page, address = open_as(here.office), at("plan-item-act", item.pk, "hand-down")

    by_roster = page.post(address, {"roster": "cities", "due": "2012-06-01", "value": "5"})
    by_hand = page.post(address, {"units": [str(here.units["510000-fin"].pk)], "unit": "510922-qts"})
    outside = page.post(address, {"unit": "aqsiq"})
    no_unit = page.post(address, {"unit": "没有的局"})

    assert [by_roster.status_code, by_hand.status_code, outside.status_code, no_unit.status_code] == [302, 302, 422, 422]
    assert {(child.plan.unit.code, child.due, child.value) for child in item.children.all()} == {
        ("510900-qts", dt.date(2012, 6, 1), 5), ("511000-qts", dt.date(2012, 6, 1), 5), ("510000-fin", JUNE, None), ("510922-qts", JUNE, None)}
    assert "质检总局: It does not stand below 四川质监局." in words(outside)
    assert "射洪质监局" in words(page.get(at("plan-item", item.pk)))


def test_an_activity_shows_that_an_item_is_done(here, open_as):
    item = asked(here)
    activity = make_report(here.campaign, here.city, by=here.officer, title="三月讲座")
    page = open_as(here.officer)
    assert "三月讲座" in words(page.get(at("plan-item", item.pk)))

    page.post(at("plan-item-act", item.pk, "report"), {"activity": [activity.pk, 999, "x"], "done": "1"})

    assert item.entries.last().things == [f"activity:{activity.pk}"]
    assert "Shown by: 三月讲座" in words(page.get(at("plan-item", item.pk)))


def test_a_target_lower_than_asked_says_so_on_the_page(here, open_as):
    item = asked(here)
    negotiating.counter_item(item=item, terms=Terms(value=Decimal(12)), text="人手不足", by=here.officer)

    assert "遂宁质监局 2012: 12 场, 四川质监局 2012: 20 场" in words(open_as(here.officer).get(at("plan", item.plan_id)))


# Instructions

@pytest.fixture
def instruction(here) -> Instruction:
    values = InstructionValues(campaign=here.campaign, unit=here.units["510000-gov"], leader="周省长", text="抓好落实", given_on=MARCH)
    return instructions.give_instruction(values=values, by=here.office, on=MARCH, items=[InstructionItem(here.city, "开展自查", dt.date(2012, 4, 1))])


def lines(*rows: dict) -> dict:
    return {"items-TOTAL_FORMS": 3, "items-INITIAL_FORMS": 0} | {f"items-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}


def test_an_instruction_is_entered_with_its_items(here, open_as):
    page = open_as(here.office)
    assert "四川省政府" in words(page.get(at("new-instruction")))
    form = {"unit": here.units["510000-gov"].pk, "kind": "written", "leader": "周省长", "text": "抓好落实", "given_on": "2012-03-01", "press_days": "7"}

    half = page.post(at("new-instruction"), form | lines({"unit": "510900-qts", "text": ""}))
    late = page.post(at("new-instruction"), form | lines({"unit": "510900-qts", "text": "自查", "due": "2011-03-01"}))
    no_leader = page.post(at("new-instruction"), form | {"leader": " ", "due": "2012-01-01"} | lines())
    good = page.post(at("new-instruction"), form | lines({"unit": "510900-qts", "text": "自查", "due": "2012-04-01"}), follow=True)

    assert [half.status_code, late.status_code, no_leader.status_code, said(good)] == [422, 422, 422, ["The instruction is entered."]]
    assert "Say what is to be done." in words(half)
    assert "before the instruction was given" in words(late)
    assert Instruction.objects.get().items.get().plan.unit == here.city


def test_only_the_office_enters_instructions(here, open_as):
    assert open_as(here.officer).get(at("new-instruction")).status_code == 403


def test_the_register_is_read_narrowed_and_taken_away(here, open_as, instruction):
    page = open_as(here.office)

    assert "抓好落实" in words(page.get(at("instructions"), {"state": "open", "unit": "510900-qts"}))
    assert "No instruction fits these filters" in words(page.get(at("instructions"), {"words": "别的"}))
    assert page.get(at("instructions-export"), {"state": "overdue"}).content[:2] == b"PK"
    assert open_as(here.county_officer).get(at("instruction", instruction.pk)).status_code == 404


def test_an_instruction_is_broken_down_further_pressed_for_and_closed(here, open_as, instruction):
    page, address = open_as(here.office), at("instruction", instruction.pk)

    added = page.post(address, lines({"unit": "511000-qts", "text": "开展自查", "due": "2012-04-01"}), follow=True)
    wrong = page.post(address, lines({"unit": "aqsiq", "text": "上级", "due": "2012-04-01"}))
    pressed = page.post(at("instruction-act", instruction.pk, "press"), follow=True)
    again = page.post(at("instruction-act", instruction.pk, "press"), follow=True, headers={"referer": address})
    too_early = page.post(at("instruction-act", instruction.pk, "close"), follow=True, headers={"referer": address})
    for item in instruction.items.all():
        instructions.report_item(item=item, text="完成", is_done=True, by=here.officer if item.plan.unit == here.city else instruction_officer(here))
        page.post(at("plan-item-act", item.pk, "close"), follow=True)
    closed = page.post(at("instruction-act", instruction.pk, "close"), follow=True)
    reopened = page.post(at("instruction-act", instruction.pk, "reopen"), {"text": "补充"}, follow=True)

    assert (said(added), said(pressed), said(closed), said(reopened)) == (["1 item added."], ["2 units were pressed."], ["Closed."], ["Open again."])
    assert (wrong.status_code, "It does not stand below" in words(wrong)) == (422, True)
    assert ("Nobody is asked twice" in said(again)[0], said(too_early)) == (True, ["2 items are not closed yet."])
    assert page.post(at("instruction-act", instruction.pk, "sing")).status_code == 404


def instruction_officer(here):
    return make_person(roles=[(Role.OFFICER, here.other_city)])


def test_what_is_overdue_is_pressed_for_by_ticking(here, open_as, instruction):
    item = instruction.items.get()
    page = open_as(here.office)
    shown = page.get(at("overdue"), {"on": "2012-05-01"})
    assert "On 1 May 2012, 1 item is overdue with 1 unit." in words(shown)

    pressed = page.post(at("press") + "?on=2012-05-01", {"item": [item.pk]}, follow=True)
    nothing = page.post(at("press"), {}, follow=True, headers={"referer": at("overdue")})

    assert (said(pressed), said(nothing)) == (["1 unit was pressed."], ["Tick the items to press for."])
    assert "Nothing is overdue" in words(page.get(at("overdue"), {"on": "2012-03-02", "only": "instructions"}))
