"""A coordinator sets a campaign up from the Outline in one sitting and issues it; the matrix by keys; both at a desk and on a phone."""
import re

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.hands import until

HOME = "/campaigns/outline-next/set-up/"


def go_on(page) -> None:
    with page.expect_navigation():
        page.locator(".action-bar .button-primary").first.click()


def test_a_campaign_is_set_up_from_the_outline_left_taken_up_again_and_issued(visitor):
    coordinator = visitor(width=DESK).sign_in("coordinator")
    page = coordinator.page
    coordinator.open("/campaigns/start/")
    page.select_option("[name=template]", "five-fronts")
    page.select_option("[name=version]", page.locator("[name=version] option:has-text('质量发展纲要(2011-2020年)')").first.get_attribute("value"))
    for name, value in {"territory": "510000", "lead_unit": "510000-qts", "begins": "2013-02-04", "ends": "2013-12-31", "code": "outline-next"}.items():
        page.fill(f"[name={name}]", value)
    coordinator.check()
    coordinator.picture("set-up-start")
    go_on(page)
    assert page.url.endswith(HOME)
    assert page.locator(".set-up-steps li").count() == 7
    coordinator.check()
    coordinator.picture("set-up-steps")

    # Policy and period are there already; the leading group is new, its members pasted.
    coordinator.open(f"{HOME}group/")
    page.fill("[name=new_name]", "二〇一三年宣贯工作领导小组")
    page.fill("[name=members]", "省质监局、省发展改革委、省财政厅、省教育厅")
    with page.expect_navigation():
        page.click("button[name=leave]")
    coordinator.open(HOME)
    assert "4个成员单位" in page.locator(".set-up-steps").inner_text()
    with page.expect_navigation():
        page.locator(".button-primary").click()
    assert page.url.endswith("/set-up/fronts/"), "it goes on where it was left"
    coordinator.check()
    coordinator.picture("set-up-fronts")
    page.fill("[name=front-5-name_zh]", "学校教育普及")
    page.fill("[name=front-5-name_en]", "Through schools")
    go_on(page)
    coordinator.check()
    coordinator.picture("set-up-kinds")
    page.uncheck("#keep-radio")
    go_on(page)
    coordinator.check()
    coordinator.picture("set-up-expectations")
    page.locator("tr:has-text('协议') button, tr:has-text('报告') button").first.scroll_into_view_if_needed()
    go_on(page)
    coordinator.check()
    go_on(page)

    # What every level will be asked, with its burden; then it is issued, roster by roster.
    assert re.search(r"共向\d+个单位布置[\d,]+份表单", page.locator(".burden-whole").inner_text())
    coordinator.check()
    coordinator.picture("set-up-preview")
    go_on(page)
    assert "已开始" in page.locator("main").inner_text()
    coordinator.check()
    coordinator.picture("set-up-issued")

    # A bureau that is asked sees its list.
    bureau = visitor(width=PHONE).sign_in("suining-officer")
    bureau.open("/campaigns/outline-next/expectations/?on=2013-03-06")
    assert "每月" in bureau.page.locator("main").inner_text()


def test_every_step_can_be_walked_on_a_phone_in_english(visitor):
    coordinator = visitor(width=PHONE, language="en").sign_in("coordinator")
    page = coordinator.page
    coordinator.open("/campaigns/start/?copy=sichuan-2012")
    for name, value in {"begins": "2014-02-06", "ends": "2014-06-30", "code": "copied"}.items():
        page.fill(f"[name={name}]", value)
    go_on(page)
    for step in ("", "basics/", "group/", "fronts/", "kinds/", "kinds/training_course/", "expectations/", "responsibility/", "issue/"):
        coordinator.open(f"/campaigns/copied/set-up/{step}")
        coordinator.check()
        coordinator.picture(f"set-up-{step.strip('/').replace('/', '-') or 'steps'}")


def test_the_matrix_is_walked_and_set_by_keys(visitor):
    coordinator = visitor(width=DESK).sign_in("coordinator")
    page = coordinator.page
    coordinator.open("/campaigns/sichuan-2012/responsibility/")
    coordinator.check()
    coordinator.picture("matrix", docs=True, tall=1300)
    row = page.locator("#matrix tr.gap").first
    key = row.get_attribute("id")

    row.locator("td").nth(1).click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("1")
    until(lambda: page.locator("#matrix td.r-lead:focus").count() == 1)

    led = page.locator("#matrix tr:has(td.r-lead:focus)")
    assert "无牵头单位" not in led.inner_text()
    page.keyboard.press("0")
    until(lambda: page.locator("#matrix td:focus").count() == 1 and page.locator("#matrix td.r-lead:focus").count() == 0)
    assert key.startswith("c")
    coordinator.check(axe=False)


def test_the_matrix_is_a_list_on_a_phone_and_what_is_missing_are_lists(visitor):
    coordinator = visitor(width=PHONE).sign_in("coordinator")
    page = coordinator.page
    for address in ("", "missing/", "documents/", "bring-in/", "unit/510000-qts/"):
        coordinator.open(f"/campaigns/sichuan-2012/responsibility/{address}")
        coordinator.check()
        coordinator.picture(f"responsibility-{address.split('/')[0] or 'list'}")
    coordinator.open("/campaigns/sichuan-2012/responsibility/")
    assert (page.locator(".matrix-scroll").is_visible(), page.locator(".matrix-list").is_visible()) == (False, True)


def test_a_text_is_read_beside_what_it_says_and_entered_when_its_names_are_settled(visitor):
    coordinator = visitor(width=DESK).sign_in("coordinator")
    page = coordinator.page
    coordinator.open("/campaigns/sichuan-2012/responsibility/bring-in/")
    form = page.locator("form:has(textarea[name=text])")
    form.locator("[name=title]").fill("宣贯分工")
    form.locator("[name=text]").fill("一、开展质量月活动。由省质监局牵头，省发展改革委、省体育局配合，6月底前完成。")
    with page.expect_navigation():
        form.locator("button:not([type=button])").last.click()
    assert page.locator(".proposed").count() == 1
    assert page.locator(".open-name").inner_text().startswith("省体育局")
    coordinator.check()
    coordinator.picture("responsibility-review", docs=True)
    with page.expect_navigation():
        page.click("button[name=apply]")
    assert "没有叫省体育局的单位" in page.locator("main").inner_text()

    page.locator(".open-name input[type=checkbox]").check()
    with page.expect_navigation():
        page.click("button[name=apply]")

    assert "“宣贯分工”已录入，共1项任务。" in page.locator("body").inner_text()
