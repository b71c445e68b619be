"""The cascade's way: a city's plan from the province's, handed on to a county, returned and accepted; an instruction that its office closes."""
import re

from tests.journeys.conftest import DESK, PHONE, Visitor

PLANS = "/campaigns/sichuan-2012/plans/"


def press(person: Visitor, selector: str) -> None:
    with person.page.expect_navigation():
        person.page.locator(selector).first.click()


def status(person: Visitor) -> str:
    """The first state that the page shows."""
    return person.page.locator(".record-line .status").first.inner_text()


def test_a_city_plans_from_the_province_s_plan_hands_down_and_is_returned_and_accepted(visitor):
    officer = visitor(width=PHONE).sign_in("suining-officer")
    page = officer.page
    officer.open(PLANS)
    press(officer, "#plan-rows a:has-text('遂宁市质量技术监督局')")
    plan = page.url.removeprefix(officer.house)
    press(officer, "form[action$='/act/accept-all/'] button")

    # It takes an item of the province's plan over, adds one of its own,
    press(officer, "a[href$='/above/']")
    officer.check()
    page.locator("label:has-text('印发宣传资料')").click()
    press(officer, "button:has-text('选取这些事项')")
    press(officer, "a[href$='/items/new/']")
    page.fill("[name=text]", "组织射洪酒业质量对标")
    page.select_option("[name=counts]", "enterprise_visit")
    page.fill("[name=value]", "2")
    officer.check()
    press(officer, "button:has-text('保存事项')")

    # and hands that one down to a county.
    press(officer, "#items a:has-text('组织射洪酒业质量对标')")
    item = page.url.removeprefix(officer.house)
    page.locator("details:has([name=roster]) > summary, details:has([action$='/hand-down/']) > summary").first.click()
    page.fill("[name=unit]", "510922-qts")
    press(officer, "form[action$='/hand-down/'] button[type=submit]")
    assert "射洪质监局" in page.locator("#below").inner_text()
    officer.check()
    officer.open(plan)
    press(officer, "form[action$='/act/submit/'] button")
    assert "已上报" in status(officer)
    officer.picture("plan", tall=1400)

    verifier = visitor(width=DESK).sign_in("verifier")
    verifier.open(plan)
    verifier.page.locator("details:has([name=text]) > summary").first.click()
    verifier.page.fill("#id_reason", "请写明各项工作的责任科室。")
    press(verifier, "form[action$='/act/return/'] button")
    officer.open(plan)
    assert "已退回" in status(officer)
    assert "请写明各项工作的责任科室。" in page.locator("#said").inner_text()
    press(officer, "form[action$='/act/submit/'] button")
    verifier.open(plan)
    press(verifier, "form[action$='/act/accept/'] button")

    assert "方案通过" in status(verifier)
    verifier.check()
    verifier.picture("plan-accepted", tall=1400, docs=True)
    county = visitor(width=PHONE).sign_in("shehong-officer")
    county.open(PLANS)
    assert "组织射洪酒业质量对标" in county.page.locator("#waiting").inner_text()
    assert county.open(item).locator(".conversation").count() == 1


def test_the_office_closes_an_instruction_s_item_and_presses_for_the_others(visitor):
    office = visitor(width=DESK).sign_in("coordinator")
    page = office.page
    office.open("/campaigns/sichuan-2012/instructions/")
    office.check()
    office.picture("instructions", tall=900, docs=True)
    press(office, "#register-rows a:has-text('制定贯彻')")
    office.check()
    assert re.search(r"1\s*/\s*4", page.locator(".progress").inner_text())

    press(office, "form[action*='/plan-items/'][action$='/act/close/'] button")
    assert "已销号" in status(office)
    office.check()
    page.go_back()
    page.reload()
    assert re.search(r"2\s*/\s*4", page.locator(".progress").inner_text())
    press(office, "form[action$='/act/press/'] button")
    assert "催办" in page.locator("main").inner_text()

    office.open("/campaigns/sichuan-2012/plans/overdue/")
    office.check()
    office.open("/campaigns/sichuan-2012/instructions/new/")
    office.check()
