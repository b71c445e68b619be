"""Today: one look says what to do first; what is settled is gone."""
import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.activities.province import make_province
from tests.builders import make_draft, make_person, make_report
from tests.campaigns.cascade import MARCH as GIVEN
from tests.campaigns.cascade import make_cascade
from xuanguan.activities import actions
from xuanguan.campaigns.actions import handing_down, instructions, plans
from xuanguan.campaigns.models import Expectation, Extension, Roster, RosterEntry
from xuanguan.campaigns.planning import HandDown, InstructionItem, InstructionValues
from xuanguan.notices.actions import tell
from xuanguan.notices.enums import NoticeKind
from xuanguan.organisations.enums import Role
from xuanguan.web.today.values import waiting, when_due

pytestmark = pytest.mark.django_db
DAY = dt.date(2012, 4, 30)


@pytest.fixture
def here():
    here = make_province()
    here.campaign.ends = DAY  # the page stands at the campaign's last day
    here.campaign.save()
    return here


def expect(here, code: str, due: dt.date) -> Expectation:
    roster = Roster.objects.create(campaign=here.campaign, code=code, name_zh=code)
    RosterEntry.objects.create(roster=roster, unit=here.county)
    return Expectation.objects.create(campaign=here.campaign, code=code, name_zh=code, name_en=f"The {code}", roster=roster, due=due)


def today(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client.get("/")


def shown(response) -> list[tuple[str, int, list[str]]]:
    return [(group.anchor, group.count, [str(item.title) for item in group.items]) for group in response.context["groups"]]


def test_an_officer_sees_what_is_late_then_what_came_back_then_what_is_due_then_drafts(client, here):
    for code, days in (("plan", -3), ("report", 2)):
        expect(here, code, DAY + dt.timedelta(days=days))
    report = make_report(here.campaign, here.county, by=here.officer, title="一次讲座")
    actions.return_activity(activity=report, reason="缺少佐证", by=here.verifier, on=dt.date(2012, 3, 5))
    make_draft(here.campaign, here.county, by=here.officer, title="草稿")

    response = today(client, here.officer)

    assert shown(response) == [("overdue", 1, ["The plan"]), ("returned", 1, ["一次讲座"]), ("due", 1, ["The report"]), ("drafts", 1, ["草稿"])]
    assert str(response.context["first"].title) == "The plan"
    assert [item.when for group in response.context["groups"] for item in group.items] == ["3 days late", "", "in 2 days", ""]


def test_a_verifier_sees_the_longest_waiting_first_five_of_all_and_how_many(client, here):
    reports = [make_report(here.campaign, here.county, by=here.officer, title=f"讲座{n}", on=dt.date(2012, 3, 2 + n)) for n in range(7)]

    response = today(client, here.verifier)

    assert shown(response) == [("verify", 7, [report.title for report in reports[:5]])]
    assert response.context["groups"][0].items[0].when == "waits 59 days"
    assert "5 of 7 are shown" in response.content.decode()


def test_where_nothing_waits_the_page_says_so(client, here):
    assert "Nothing waits for you" in today(client, here.stranger).content.decode()


def test_only_a_draft_is_no_thing_to_begin_with(client, here):
    make_draft(here.campaign, here.county, by=here.officer)

    assert today(client, here.officer).context["first"] is None


def test_who_has_no_campaign_is_told_whom_to_ask(client, db):
    assert "No campaign yet" in today(client, make_person()).content.decode()


def test_what_changed_is_shown_until_it_was_read(client, here):
    report = make_report(here.campaign, here.county, by=here.officer, on=dt.date(2012, 4, 20))
    actions.verify_activity(activity=report, by=here.verifier, on=dt.date(2012, 4, 28))
    tell(people=[here.officer], kind=NoticeKind.PASSAGES_TAKEN, key="k", text="Taken into a bulletin above", by=None)
    told = today(client, here.officer).context["changed"]

    client.post(f"/notices/{told.told[0][0]}/open/")

    assert (told.verified, [sentence for _pk, sentence, _address in told.told]) == (1, ["Taken into a bulletin above"])
    assert client.get("/").context["changed"].told == []


def test_reports_verified_long_ago_are_no_news(client, here):
    report = make_report(here.campaign, here.county, by=here.officer)
    actions.verify_activity(activity=report, by=here.verifier, on=dt.date(2012, 3, 5))

    assert today(client, here.officer).context["changed"].verified == 0


@pytest.mark.parametrize(("days", "words"), [(-1, "1 day late"), (-3, "3 days late"), (0, "today"), (1, "in 1 day"), (7, "in 7 days"), (8, "by 2012-05-08")])
def test_how_pressing_it_is_is_said_in_days_as_long_as_it_is_near(days, words):
    assert when_due(DAY + dt.timedelta(days=days), DAY) == words


def test_what_has_no_day_is_not_pressing():
    assert (when_due(None, DAY), waiting(None, DAY), waiting(DAY, DAY), waiting(DAY - dt.timedelta(days=1), DAY)) == ("", "", "", "waits 1 day")


def test_the_number_of_queries_does_not_grow_with_what_waits(client, here):
    counts = []
    today(client, here.officer)
    for n in range(24):
        report = make_report(here.campaign, here.county, by=here.officer)
        expect(here, f"e{n}", DAY)
        make_draft(here.campaign, here.county, by=here.officer)
        actions.return_activity(activity=report, reason="再核", by=here.verifier, on=dt.date(2012, 3, 5))
        if n in (11, 23):
            with CaptureQueriesContext(connection) as queries:
                client.get("/")
            counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_wish_for_more_time_waits_for_who_may_grant_it_and_who_coordinates_is_led_to_what_is_missing(client, here):
    one = expect(here, "plan", DAY)
    Extension.objects.create(expectation=one, unit=here.county, wanted=dt.date(2012, 5, 20), reason="水灾", asked_on=DAY - dt.timedelta(days=2), asked_by=here.officer)

    response = today(client, here.coordinator)

    assert shown(response) == [("more-time", 1, ["The plan until 2012-05-20"])]
    assert [(item.note, item.when) for item in response.context["groups"][0].items] == [("荣县 · asks for more time", "waits 2 days")]
    assert [f"/campaigns/campaign/coverage/{page}/" in response.content.decode() for page in ("missing", "stuck")] == [True, True]
    assert "/coverage/missing/" not in today(client, here.officer).content.decode()


# Plans and instructions

@pytest.fixture
def cascade():
    cascade = make_cascade()
    cascade.campaign.ends = DAY
    cascade.campaign.save()
    return cascade


def test_what_a_plan_holds_stands_among_what_is_overdue_and_due_the_earliest_first(client, cascade):
    roster = Roster.objects.create(campaign=cascade.campaign, code="r", name_zh="r")
    RosterEntry.objects.create(roster=roster, unit=cascade.units["510900"])
    Expectation.objects.create(campaign=cascade.campaign, code="plan", name_zh="方案", roster=roster, due=DAY - dt.timedelta(days=2))
    for text, days in (("逾期的讲座", -5), ("今天的讲座", 0), ("下周的讲座", 6), ("远期的讲座", 60)):
        cascade.item(cascade.city, cascade.officer, text=text, due=DAY + dt.timedelta(days=days))

    response = today(client, cascade.officer)

    assert shown(response) == [("overdue", 2, ["逾期的讲座", "方案"]), ("due", 2, ["今天的讲座", "下周的讲座"])]
    assert [item.when for item in response.context["groups"][0].items] == ["5 days late", "2 days late"]


def test_whoever_must_answer_sees_plans_asked_items_other_terms_and_what_was_reported_as_done(client, cascade):
    cascade.item(cascade.city, cascade.officer)
    plans.submit_plan(plan=cascade.plan(cascade.city), by=cascade.officer, on=DAY - dt.timedelta(days=3))
    asked = handing_down.hand_down(item=cascade.item(cascade.lead, text="抓好落实"), to=[HandDown(cascade.other_city)], by=cascade.office, on=GIVEN)

    for_office = today(client, cascade.verifier)
    other = make_person("other", roles=[(Role.OFFICER, cascade.units["511000"])])
    for_city = today(client, other)

    assert shown(for_office) == [("answer", 1, ["Plan of 遂宁质监局"])]
    assert [(item.note, item.when) for item in for_office.context["groups"][0].items] == [("submitted to you", "waits 3 days")]
    assert [(group.anchor, [item.href for item in group.items]) for group in for_city.context["groups"]] == [
        ("answer", [f"/campaigns/campaign/plan-items/{asked[0].pk}/"])]


def test_a_returned_plan_comes_back_to_those_who_write_it(client, cascade):
    cascade.item(cascade.city, cascade.officer)
    plans.submit_plan(plan=cascade.plan(cascade.city), by=cascade.officer)
    plans.return_plan(plan=cascade.plan(cascade.city), reason="目标偏低", by=cascade.verifier)

    response = today(client, cascade.officer)

    assert ("plans-returned", 1, ["Plan of 遂宁质监局"]) in shown(response)


def test_an_instruction_says_whose_it_is(client, cascade):
    values = InstructionValues(campaign=cascade.campaign, unit=cascade.units["510000-gov"], leader="周省长", text="抓好落实", given_on=GIVEN)
    instructions.give_instruction(values=values, by=cascade.office, on=GIVEN, items=[InstructionItem(cascade.city, "开展自查" * 30, DAY - dt.timedelta(days=1))])

    item = today(client, cascade.officer).context["groups"][0].items[0]

    assert (item.title, item.note) == ("开展自查" * 20 + "…", "遂宁质监局 · 周省长")
