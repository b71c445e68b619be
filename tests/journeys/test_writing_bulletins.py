"""A writer composes the province's bulletin, edits it, issues it and takes it away as files; a number that moved since is told."""
import json
import re

from click.testing import CliRunner

from tests.journeys.conftest import PHONE, Visitor
from xuanguan.cli.editions import command as verify_edition


def press(writer: Visitor, name: str) -> None:
    with writer.page.expect_navigation():
        writer.page.get_by_role("button", name=name, exact=True).first.click()


def test_from_an_empty_draft_to_an_issued_and_exported_bulletin(visitor, tmp_path):
    writer = visitor().sign_in("writer")
    page = writer.page
    page.goto("/bulletins/drafts/new/")
    writer.check()
    press(writer, "生成")
    assert re.search(r"/bulletins/drafts/\d+/$", page.url), page.locator("main").inner_text()[:300]
    draft = page.url
    writer.check()
    writer.picture("draft", tall=1000, docs=True)

    # A number shows its figure, and opens it.
    number = page.locator(".paragraph-shown .told").first
    number.hover()
    assert number.inner_text() in page.locator("#number-card").inner_text()
    assert "/figures/" in (number.get_attribute("href") or "")

    # What is typed is saved by itself; its number stands on nothing until its source is told.
    standing = page.locator(".paper-section").nth(1).locator(".paragraph-shown").first
    standing.click()
    page.keyboard.press("End")
    page.keyboard.type("各地印发学习资料512册。")
    page.locator("#save-state[data-state=saved]").wait_for()
    page.locator(".paper-section").nth(2).locator(".paragraph-shown").first.click()
    page.locator(".told-loose").wait_for()
    page.goto(draft + "issue/")
    assert "512册" in page.locator(".notice").inner_text()
    page.goto(draft)
    loose = page.locator(".number-note-loose").first
    loose.locator("input[name=source]").fill("省质监局印刷登记")
    press(writer, "保存来源 512册")
    assert page.locator(".told-explained").inner_text() == "512册"

    # Issued in the official form; then it stays.
    page.goto(draft + "issue/")
    page.fill("[name=document_number]", "旅程〔2012〕9号")
    page.fill("[name=addressee]", "国家质量监督检验检疫总局")
    writer.check()
    press(writer, "印发")
    assert re.search(r"/bulletins/editions/\d+/$", page.url), page.locator("main").inner_text()[:300]
    writer.check()
    edition = page.url.removeprefix(writer.house)
    files = {form: page.context.request.get(f"{edition}{form}/") for form in ("pdf", "docx", "html", "text", "json", "jsonld")}
    assert {form: answer.status for form, answer in files.items()} == dict.fromkeys(files, 200)
    assert [files[form].body()[:4] for form in ("pdf", "docx")] == [b"%PDF", b"PK\x03\x04"]
    assert page.context.request.get(f"{edition}text/?script=hant").text().startswith("《質量發展綱要")

    # The file proves itself without the house, against the hash on the page.
    kept = tmp_path / "edition.json"
    kept.write_bytes(files["json"].body())
    done = CliRunner().invoke(verify_edition, [str(kept), "--sha256", page.locator(".hash").inner_text()])
    assert (done.exit_code, json.loads(kept.read_text())["edition"]["document_number"]) == (0, "旅程〔2012〕9号"), done.output

    reader = visitor(width=PHONE, language="en").sign_in("writer")
    reader.open(edition)
    reader.check()
    reader.open("/bulletins/drafts/new/")
    reader.check()


def test_a_newcomer_sees_what_was_printed_and_what_it_is_now(visitor):
    writer = visitor().sign_in("writer")
    page = writer.open("/bulletins/editions/")

    page.get_by_role("link", name=re.compile("四川宣贯工作简报")).last.click()
    page.locator("#since li").first.wait_for()

    told = re.search(r"印发时(\d+)，现为(\d+)，原因：1条记录其后新报", page.locator("#since").inner_text())
    assert told is not None
    assert int(told[2]) == int(told[1]) + 1
    writer.check()
    writer.picture("edition", tall=1000, docs=True)
    page.goto("/bulletins/received/")
    page.get_by_role("link", name=re.compile("遂宁市")).first.click()
    page.locator(".passage").first.wait_for()
    writer.check()
