"""What a newcomer is meant to understand in five minutes: five fronts, what is verified and what is only stated, and what nobody knows."""
import re

from tests.journeys.conftest import DESK, PHONE

CAMPAIGN = "/campaigns/sichuan-2012/"


def test_fourteen_of_twenty_one_three_by_name_and_nobody_can_say_which_seven(visitor):
    newcomer = visitor(width=DESK).sign_in("leader")
    page = newcomer.page

    page.click("nav a[href='/campaigns/sichuan-2012/']")
    assert page.locator(".front-row").count() == 5
    studied = page.locator(".front-row").first.locator(".front-coverage a[href*='/coverage/']").first
    with page.expect_navigation():
        studied.click()

    said = page.locator("main").inner_text()
    assert re.search(r"14\s*/[，共\s]*21", said)
    assert "尚缺7个，但无人能说出是哪些" in said
    assert [one.inner_text().strip() for one in page.locator("#named li a").all()] == ["泸州", "遂宁", "资阳"]
    assert page.locator("#perhaps li a").count() == 18
    newcomer.check()


def test_in_the_plan_register_those_without_a_plan_are_listed_by_name(visitor):
    newcomer = visitor(width=DESK).sign_in("leader")
    page = newcomer.page
    page.goto(CAMPAIGN)

    with page.expect_navigation():
        page.locator(".front-coverage a[href*='/coverage/prefecture-bureau-plan/']").first.click()

    assert "6个尚未登记：攀枝花质监局、广安质监局、雅安质监局、资阳质监局、阿坝质监局、甘孜质监局。" in page.locator("main").inner_text()
    newcomer.check()


def test_a_months_strip_opens_that_month(visitor):
    newcomer = visitor(width=DESK).sign_in("leader")
    page = newcomer.page
    page.goto(CAMPAIGN)
    strip = page.locator("#gaps .coverage-strip, #gaps li").filter(has_text="每月报告").first
    reached = re.search(r"(\d+)\s*/", strip.inner_text())[1]

    with page.expect_navigation():
        strip.locator("a[href*='/coverage/monthly-report/']").first.click()

    assert re.search(rf"{reached}\s*/[，共\s]*21", page.locator("main").inner_text())
    assert "2012年4月1日至30日" in page.locator("main").inner_text()
    newcomer.check()


def test_four_clicks_from_a_figure_to_a_photograph(visitor):
    newcomer = visitor(width=PHONE).sign_in("leader")
    page = newcomer.page
    page.goto(CAMPAIGN)
    ways = [
        ".front-row:nth-of-type(2) .front-figure a",  # the figure of a front
        "main a[href*='state=verified']",  # what of it is verified
        "#records th a:has-text('高县质量工作联席会议')",  # a record behind it
        "a[href*='/evidence/']",  # its photograph
    ]

    for way in ways[:3]:
        with page.expect_navigation():
            page.locator(way).first.click()
    picture = newcomer.context.request.get(page.locator(ways[3]).first.get_attribute("href"))

    assert (picture.status, picture.headers["content-type"]) == (200, "image/jpeg")
    assert len(ways) == 4
    newcomer.check()
