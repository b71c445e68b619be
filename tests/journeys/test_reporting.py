"""A report's way: from a phone in a county, past a verifier's keys, back for mending, into the figures."""
import json
import re
import time

from tests.journeys.conftest import PHONE, Visitor
from tests.journeys.hands import Hands, photograph, until

CAMPAIGN = "sichuan-2012"


def report(person: Visitor, *, kind: str = "lecture", title: str = "", sessions: str = "2") -> str:
    """Fills in the form as quickly as it goes, submits, and gives the record's address."""
    page = person.page
    page.goto(f"/activities/new/?kind={kind}")
    page.locator("input[name^=value_]").first.fill(sessions)
    if title:
        page.locator("details:has([name=title]) > summary").click()
        page.fill("[name=title]", title)
    with page.expect_navigation():
        page.click("button[value=submit]")
    assert re.search(r"/activities/\d+/$", page.url), page.locator("main").inner_text()[:500]
    return page.url.removeprefix(person.house)


def activities_on_record(person: Visitor, unit: str) -> dict[str, int]:
    """Verified and self-reported activities of a unit as the figures export them."""
    answer = person.context.request.get(f"/figures/{CAMPAIGN}/export/json/?unit={unit}")
    assert answer.ok, answer.text()[:300]
    figure, = (one for one in json.loads(answer.text())["figures"] if one["definition"] == "activities" and not one["measure"])
    return {"verified": int(figure["verified"]), "self_reported": int(figure["self_reported"])}


def test_a_county_officer_reports_from_a_phone_in_six_fields_and_ten_taps(visitor):
    officer = visitor(width=PHONE)
    hands = Hands(officer.page)
    officer.open("/sign-in/")

    hands.tap_and_go("form:has(input[value=shehong-officer]) button")
    hands.tap_and_go("a[href='/activities/new/']")
    hands.choose(officer.page.locator("[name=kind]"), "lecture")
    numbers = officer.page.locator("input[name^=value_]")
    hands.fill(numbers.nth(0), "1")
    hands.fill(numbers.nth(1), "86")
    hands.photograph(officer.page.locator("[name=photo]"), "现场.jpg")
    hands.tap_and_go("button[value=submit]")

    assert re.search(r"/activities/\d+/$", officer.page.url)
    assert officer.page.locator("#evidence, section:has(#evidence)").first.locator("img").count() == 1
    assert (hands.fields <= 6, hands.taps <= 10) == (True, True), (hands.fields, hands.taps)
    officer.check()


def test_what_was_typed_outlives_a_lost_session(visitor):
    officer = visitor(width=PHONE).sign_in("shehong-officer")
    page = officer.page
    page.goto("/activities/new/")
    page.select_option("[name=kind]", "lecture")
    page.locator("input[name^=value_]").first.fill("3")
    page.locator("details:has([name=title]) > summary").tap()
    page.fill("[name=title]", "太和镇赶场日宣讲")
    until(lambda: page.evaluate("localStorage.length") > 0)
    officer.context.clear_cookies()

    with page.expect_navigation():
        page.tap("button[value=submit]")
    assert page.locator("main a[href*='/sign-in/']").count() == 1
    officer.complaints.clear()  # the browser writes the answer's status into its console
    officer.check()
    officer.sign_in("shehong-officer")
    page.goto("/activities/new/")
    page.tap("[name=draft][value=restore]")
    page.locator("input[name^=value_]").first.wait_for()
    until(lambda: page.locator("input[name^=value_]").first.input_value() == "3")

    assert page.input_value("[name=kind]") == "lecture"
    assert page.input_value("[name=title]") == "太和镇赶场日宣讲"
    officer.check()
    with page.expect_navigation():
        page.tap("button[value=submit]")
    page.goto("/activities/new/")
    assert page.locator("[name=draft][value=restore]").count() == 0


def test_a_verifier_returns_one_report_and_verifies_another_by_keys_and_the_figures_follow_within_two_seconds(visitor):
    officer = visitor().sign_in("shehong-officer")
    good = report(officer, title="键盘核实的一场")
    poor = report(officer, title="需要补充的一场")
    verifier = visitor().sign_in("suining-verifier")
    before = activities_on_record(verifier, "510922")

    # v verifies what is on screen.
    verifier.page.goto(f"/activities/queue/?record={good.split('/')[2]}")
    assert "键盘核实的一场" in verifier.page.locator("#record").inner_text()
    verifier.check()
    with verifier.page.expect_navigation():
        verifier.page.keyboard.press("v")
    verified_at = time.monotonic()
    while (now := activities_on_record(verifier, "510922"))["verified"] != before["verified"] + 1:
        assert time.monotonic() - verified_at < 2, f"not in the figures after 2 s: {now}"
        time.sleep(0.1)

    # r opens the place for a reason.
    verifier.page.goto(f"/activities/queue/?record={poor.split('/')[2]}")
    verifier.page.keyboard.press("r")
    verifier.page.keyboard.type("请补一张现场照片")
    with verifier.page.expect_navigation():
        verifier.page.click("form[action$='/return/'] button")

    # The officer sees it on Today, mends it, and it waits again.
    officer.page.goto("/")
    officer.page.get_by_role("link", name=re.compile("需要补充的一场")).first.click()
    officer.page.get_by_text("请补一张现场照片").first.wait_for()
    officer.check()
    officer.page.goto(f"{poor}edit/")
    officer.page.set_input_files("[name=photo]", {"name": "补充.jpg", "mimeType": "image/jpeg", "buffer": photograph()})
    with officer.page.expect_navigation():
        officer.page.click("button[value=submit]")
    verifier.page.goto(poor)
    assert verifier.page.locator("form[action$='/verify/'] button").count() == 1
    assert [one.inner_text() for one in verifier.page.locator(".evidence-name").all()] == ["补充.jpg"]


def test_a_page_in_traditional_characters_sends_what_is_stored_in_simplified(visitor):
    officer = visitor(language="zh-hant").sign_in("shehong-officer")
    page = officer.page

    officer.open("/activities/new/?kind=lecture")
    assert "質量" in page.locator("body").inner_text()
    page.fill("[name=unit_0]", "射洪县")
    page.locator("input[name^=value_]").first.fill("1")
    officer.check()
    with page.expect_navigation():
        page.click("button[value=submit]")

    shown = page.locator("main").inner_text()
    assert "射洪縣" in shown
    page.goto(f"{page.url}edit/")
    assert page.input_value("[name=unit_0]") == "射洪县 (510922)"
