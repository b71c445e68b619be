"""The same house without JavaScript: forms and lists are pages, and nothing needs a script to be done."""
import re

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.hands import photograph


def test_signing_in_filtering_reporting_and_verifying_need_no_script(visitor):
    officer = visitor(width=PHONE, script=False)
    page = officer.page
    officer.open("/sign-in/")
    page.fill("#id_username", "shehong-officer")
    page.fill("#id_password", "xuanguan-demo")
    page.click("#sign-in button")

    page.goto("/activities/")
    page.select_option("select[name=kind]", "lecture")
    page.click(".filter-bar button[type=submit], .filter-bar button")
    assert "kind=lecture" in page.url
    kinds = [one.inner_text() for one in page.locator("#rows th[scope=row] a").all()]
    assert kinds
    assert all(words.startswith("讲座") for words in kinds)

    page.goto("/activities/new/")
    page.select_option("[name=kind]", "lecture")
    page.click("button[name=more][value=kind]")
    page.locator("input[name^=value_]").first.fill("1")
    page.click("details:has([name=title]) > summary")
    page.fill("[name=title]", "不用脚本的一场")
    page.set_input_files("[name=photo]", {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": photograph()})
    page.click("button[value=submit]")
    assert re.search(r"/activities/\d+/$", page.url)
    record = page.url.split("/")[-2]

    verifier = visitor(width=DESK, script=False)
    verifier.page.goto("/sign-in/")
    verifier.page.click("form:has(input[value=suining-verifier]) button")
    verifier.page.goto(f"/activities/queue/?record={record}")
    assert "不用脚本的一场" in verifier.page.locator("#record").inner_text()
    verifier.page.click("#verify button")
    verifier.page.goto(f"/activities/{record}/")
    assert "已核实" in verifier.page.locator(".record-state").inner_text()


def test_a_claim_is_accepted_without_script(visitor):
    writer = visitor(width=DESK, script=False)
    page = writer.page
    page.goto("/sign-in/")
    page.click("form:has(input[value=writer]) button")
    page.goto("/bulletins/new/")
    page.fill("[name=unit]", "船山区")
    page.fill("[name=text]", "船山区宣讲《质量发展纲要》\n\n5月3日，船山区质监局举办《质量发展纲要》宣讲会1场，60人参加。\n\n船山区质量技术监督局\n2012年5月4日\n")
    page.click("form:has([name=text]) button:not([type=button])")

    page.locator("#claim-1 > details > summary").click()
    page.locator("#claim-1 button[value=accept]").click()
    # No heading says on which front it was: that is for the person to choose.
    page.get_by_text("请选择战线").wait_for()
    page.locator("#claim-1 > details > summary").click()
    page.locator("#claim-1 [name=front]").select_option(label="各级政府主导")
    page.locator("#claim-1 button[value=accept]").click()

    assert page.url.endswith("#claim-1")
    assert re.search(r"claim-(accepted|changed)", page.locator("#claim-1").get_attribute("class"))
