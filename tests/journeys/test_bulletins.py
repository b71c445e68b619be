"""A writer takes a bulletin in and goes through its claims by keys; what cannot be read is said in a sentence."""
import re

from tests.journeys.conftest import PHONE, Visitor
from tests.journeys.hands import until

# In the project's own words. The lecture is one that the Suining bureau reports too (below).
BULLETIN = """大英县质监局走村入企宣讲《质量发展纲要》

5月8日，大英县质监局在蓬莱镇举办《质量发展纲要》宣讲会1场，86名企业负责人参加。5月10日，大英县人民政府召开常务会议，专题学习《纲要》。
截至5月15日，全县共发放《纲要》宣传资料3200余份，悬挂横幅26条。
下一步，县质监局将把《纲要》宣讲送进每个乡镇。

大英县质量技术监督局
2012年5月16日
"""


def take_in(writer: Visitor, text: str, unit: str = "大英县") -> None:
    page = writer.page
    page.goto("/bulletins/new/")
    page.fill("[name=unit]", unit)
    page.fill("[name=text]", text)
    with page.expect_navigation():
        page.locator("form:has([name=text]) button:not([type=button])").first.click()


def tally(writer: Visitor) -> list[int]:
    """Claims, accepted, changed, rejected, activities, statements."""
    return [int(number) for number in re.findall(r"\d+", writer.page.locator("#tally > p").inner_text())]


def states(writer: Visitor) -> list[str]:
    found = [one.get_attribute("class") or "" for one in writer.page.locator("#claims > .claim").all()]
    return [next(word[6:] for word in names.split() if word in {"claim-open", "claim-accepted", "claim-changed", "claim-rejected"}) for names in found]


def test_a_writer_reads_a_bulletin_by_keys_and_its_claims_become_records_that_lead_back(visitor):
    writer = visitor().sign_in("writer")
    page = writer.page
    take_in(writer, BULLETIN)
    assert re.search(r"/bulletins/\d+/$", page.url), page.locator("main").inner_text()[:300]
    address, claims = page.url, page.locator("#claims > .claim").count()
    assert claims >= 4
    assert tally(writer) == [claims, 0, 0, 0, 0, 0]
    writer.check()

    # j walks on and k back; e goes into the form; Escape comes out of it.
    assert page.locator("#claims > .is-current").get_attribute("data-number") == "1"
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.closest('.claim-form') !== null") is True
    page.keyboard.press("Escape")

    # a accepts and goes on to the next open claim; x rejects the last. Where the campaign has no front for the audience, the
    # front stands empty, and a says so until one is chosen.
    chosen = 0
    for done in range(1, claims):
        front = page.locator("#claims > .is-current select[name=front]")
        if front.input_value() == "":
            page.keyboard.press("a")
            page.locator("#claims > .is-current .notice-error").wait_for()
            page.locator("#claims > .is-current select[name=front]").select_option(index=1)
            page.keyboard.press("Escape")
            chosen += 1
        page.keyboard.press("a")
        until(lambda expected=done + 1: page.locator("#claims > .is-current").get_attribute("data-number") == str(expected))
        assert sum(tally(writer)[1:3]) == done
    page.keyboard.press("x")
    until(lambda: tally(writer)[3] == 1)
    assert states(writer).count("rejected") == 1
    assert "open" not in states(writer)
    assert chosen >= 1
    accepted, changed, _rejected, activities, statements = tally(writer)[1:]
    assert (accepted + changed, activities + statements >= claims - 1) == (claims - 1, True)
    writer.check()

    # A record leads back to its sentence.
    page.locator("#claims .claim-accepted summary").first.click()
    page.locator("#claims .claim-made a").first.click()
    page.locator("figure.claim a").first.click()
    page.wait_for_url(re.compile(re.escape(address) + r"#claim-\d+$"))


def test_a_claim_that_somebody_reported_already_is_offered_as_the_same_event(visitor):
    officer = visitor().sign_in("suining-officer")
    page = officer.page
    page.goto("/activities/new/?kind=lecture")
    page.fill("[name=unit_0]", "蓬溪县")
    page.fill("[name=first]", "2012-05-09")
    page.locator("input[name^=value_]").nth(0).fill("1")
    page.locator("input[name^=value_]").nth(1).fill("70")
    with page.expect_navigation():
        page.click("button[value=submit]")
    record = page.url.removeprefix(officer.house)
    writer = visitor().sign_in("writer")

    take_in(writer, "蓬溪县宣讲《质量发展纲要》\n\n5月9日，蓬溪县质监局举办《质量发展纲要》宣讲会1场，70人参加。\n\n蓬溪县质量技术监督局\n2012年5月11日\n", "蓬溪县")
    writer.page.locator("#claims > .claim").first.wait_for()
    same = writer.page.locator("[name$=same_as] option[value]:not([value=''])").first
    writer.page.locator("select[name$=same_as]").first.select_option(same.get_attribute("value"))
    writer.page.locator("#claims .claim-form button[value=accept]").first.click()
    until(lambda: sum(tally(writer)[1:3]) == 1)

    assert writer.page.locator(f"#claims .claim-made a[href='{record}']").count() == 1
    writer.page.goto(record)
    assert writer.page.locator("figure.claim blockquote").count() == 1


def test_a_page_saved_in_gb18030_is_read_as_it_was_meant(visitor):
    page_of_the_web = """<html><head><meta charset="gb2312"><title>安居区质监局宣讲《质量发展纲要》</title></head><body><div class="nav">首页 | 新闻 | 公告</div>
    <div id="content"><h1>安居区质监局宣讲《质量发展纲要》</h1><p>5月7日，安居区质监局举办《质量发展纲要》培训班2期，120名企业质量负责人参加，发放资料600余份。</p></div></body></html>"""
    writer = visitor(width=PHONE).sign_in("writer")
    page = writer.page
    page.goto("/bulletins/new/")
    page.fill("[name=unit]", "安居区")
    page.fill("[name=published]", "2012-05-09")
    page.set_input_files("[name=file]", {"name": "安居.html", "mimeType": "text/html", "buffer": page_of_the_web.encode("gb18030")})
    with page.expect_navigation():
        page.locator("form:has([name=text]) button:not([type=button])").first.tap()

    assert "120名企业质量负责人参加" in page.locator(".bulletin-text").inner_text()
    assert "首页" not in page.locator(".bulletin-text").inner_text()
    assert page.locator("#claims > .claim").count() >= 1
    writer.check()


def test_an_empty_bulletin_and_one_about_nothing_are_answered_in_words(visitor):
    writer = visitor(width=PHONE).sign_in("writer")

    take_in(writer, "   ")
    assert writer.page.locator(".error-summary").is_visible()
    writer.complaints.clear()  # the browser writes the answer's status into its console
    writer.check()
    take_in(writer, "今日天气晴好，微风，气温十八到二十六度，适宜外出散步和晾晒衣物，请注意防晒。2012年5月3日")

    assert writer.page.locator("#claims > .claim").count() == 0
    assert writer.page.locator(".empty-state").count() == 1
    writer.check()
