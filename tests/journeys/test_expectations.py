"""A coordinator expects something, sees the gaps and asks for them; a bureau asks for more time; the level above grants it."""
from tests.journeys.conftest import DESK, PHONE

CAMPAIGN = "/campaigns/sichuan-2012"
ON = "on=2012-05-25"


def test_a_coordinator_expects_something_asks_for_what_is_missing_and_a_bureau_gets_more_time(visitor):
    coordinator = visitor(width=DESK).sign_in("coordinator")
    page = coordinator.open(f"{CAMPAIGN}/expectations/set/")
    page.fill("[name=name_zh]", "各市(州)局报送宣贯小结")
    page.fill("[name=code]", "summary")
    page.locator("summary:has-text('可完成该事项的活动类型')").click()
    page.get_by_label("微博、微信等").check()
    page.select_option("[name=level]", "2")
    page.select_option("[name=organ]", "qts")
    page.fill("[name=due]", "2012-05-20")
    page.check("[name=waits_for_work]")
    coordinator.check()
    with page.expect_navigation():
        page.click(".expect-form button")
    assert page.locator("p:has-text('21个单位')").count() == 1
    with page.expect_navigation():
        page.click("[name=keep]")
    assert page.locator("h1").inner_text() == "各市(州)局报送宣贯小结"
    coordinator.check()

    page = coordinator.open(f"{CAMPAIGN}/coverage/?{ON}")
    coordinator.check()
    coordinator.picture("coverage")
    page = coordinator.open(f"{CAMPAIGN}/coverage/units/?{ON}")
    coordinator.check()
    coordinator.picture("coverage-units")
    page = coordinator.open(f"{CAMPAIGN}/coverage/missing/?{ON}&expectation=summary")
    missing = page.locator("#gap-list tbody tr").count()
    with page.expect_navigation():
        page.click("[name=ask]")
    coordinator.check()
    coordinator.picture("gaps")
    assert (missing, page.locator("#gap-list tbody td:has-text('2012年5月25日')").count()) == (21, 21)
    with page.expect_navigation():
        page.click("[name=ask]")
    assert page.locator(".notice").filter(has_text="21").count() >= 1

    officer = visitor(width=PHONE).sign_in("suining-officer")
    page = officer.open(f"{CAMPAIGN}/expectations/?{ON}")
    officer.check()
    with page.expect_navigation():
        page.locator("tr:has-text('宣贯小结') a:has-text('申请延期')").first.click()
    page.fill("[name=wanted]", "2012-06-10")
    page.fill("[name=reason]", "汛期值守，人员不足")
    officer.check()
    with page.expect_navigation():
        page.click("form:has([name=wanted]) button")

    page = coordinator.open(f"{CAMPAIGN}/coverage/more-time/")
    coordinator.check()
    with page.expect_navigation():
        page.locator(".answer button[name=grant]").first.click()
    page = officer.open(f"{CAMPAIGN}/coverage/more-time/")
    officer.check()
    assert page.locator("#extensions tr:has-text('宣贯小结')").inner_text().count("同意") == 1
    for address in ("coverage/clauses/", "coverage/stuck/", "coverage/standing-in/", "coverage/", "coverage/units/"):
        officer.open(f"{CAMPAIGN}/{address}")
        officer.check(axe=address in ("coverage/", "coverage/stuck/"))
