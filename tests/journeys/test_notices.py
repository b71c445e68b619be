"""A returned report: its officer sees the notice and Today, mends it, the notice settles; settings; a calendar; mails stopped; a unit administered."""
import re

import pytest
from icalendar import Calendar

from tests.journeys.conftest import PHONE
from tests.journeys.test_reporting import report


def unread(person) -> int:
    found = re.search(r"\d+", person.page.locator(".head-notices").inner_text())
    return int(found.group()) if found else 0


def test_a_returned_report_tells_its_officer_until_it_is_submitted_again(visitor):
    officer = visitor(width=PHONE).sign_in("shehong-officer")
    before = unread(officer)
    address = report(officer, title="需要重报的一场")
    verifier = visitor().sign_in("suining-verifier")
    assert verifier.page.locator(".glance a[href='#verify']").count() == 1
    verifier.check()
    verifier.picture("today-verifier")
    verifier.page.goto(f"/activities/queue/?record={address.split('/')[2]}")
    verifier.page.keyboard.press("r")
    verifier.page.keyboard.type("请补签到表")
    with verifier.page.expect_navigation():
        verifier.page.click("form[action$='/return/'] button")

    # On the phone: the number in the head, the list, and Today all say so.
    officer.page.goto("/")
    assert unread(officer) == before + 1
    assert "需要重报的一场" in officer.page.locator("#returned").inner_text()
    officer.check()
    officer.picture("today-officer")
    officer.page.tap(".head-notices")
    officer.page.wait_for_url("**/notices/")
    officer.check()
    officer.picture("notices")
    with officer.page.expect_navigation():
        officer.page.get_by_role("button", name=re.compile("需要重报的一场.*请补签到表")).tap()
    assert officer.page.url.endswith(address)
    assert unread(officer) == before

    # Read, it stays open until the report is submitted again.
    officer.page.goto("/notices/")
    assert officer.page.get_by_text("需要重报的一场").count() == 1
    officer.page.goto(f"{address}edit/")
    with officer.page.expect_navigation():
        officer.page.click("button[value=submit]")
    officer.page.goto("/notices/")
    assert officer.page.get_by_text("需要重报的一场").count() == 0
    officer.page.goto("/notices/?show=all")
    assert officer.page.get_by_text("需要重报的一场").count() == 1
    officer.check()
    officer.page.goto("/")
    assert officer.page.get_by_text("需要重报的一场").count() == 0


def test_a_person_chooses_how_they_are_told_and_gives_their_calendar_an_address(visitor):
    officer = visitor(width=PHONE).sign_in("luzhou-officer")
    page = officer.open("/settings/")
    officer.check()
    page.check("[name=digest][value=weekly]")
    page.select_option("[name=weekday]", "6")
    with page.expect_navigation():
        page.click("form:has([name=digest]) button[type=submit]")
    assert page.locator(".field-error, .error-summary").count() >= 1  # nothing is sent on a Sunday
    officer.complaints.clear()  # the browser writes the answer's status into its console
    officer.check()
    page.select_option("[name=weekday]", "4")
    with page.expect_navigation():
        page.click("form:has([name=digest]) button[type=submit]")
    assert page.locator("[name=weekday]").input_value() == "4"

    with page.expect_navigation():
        page.locator("form[action='/notices/calendar/new/'] button").first.click()
    officer.check()
    officer.picture("settings")
    address = page.locator(".calendar-address").input_value()
    stranger = visitor()
    path = address[address.index("/notices/"):]
    answer = stranger.context.request.get(path)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert Calendar.from_ical(answer.body()).walk("VCALENDAR")

    with page.expect_navigation():
        page.locator("form[action$='/revoke/'] button").click()
    assert stranger.context.request.get(path).status == 404


@pytest.mark.parametrize(("width", "language"), [(360, "zh-hans"), (1440, "en")])
def test_an_administrator_looks_at_a_change_before_it_is_made(visitor, width, language):
    administrator = visitor(width=width, language=language).sign_in("administrator")
    page = administrator.open("/units/510923/")
    page.click("a[href$='/change/rename/']")
    page.fill("[name=name]", "大英新县")
    with page.expect_navigation():
        page.click("main form button[type=submit]")
    assert "大英新县" in page.locator("#would-be").inner_text()
    administrator.check()
    administrator.picture("change-of-a-unit")
    administrator.open("/units/510923/people/")
    administrator.check()
    administrator.picture("people-of-a-unit")
    assert "大英新县" not in administrator.open("/units/510923/").locator("main").inner_text()
