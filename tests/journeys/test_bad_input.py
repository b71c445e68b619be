"""What people really send: the wrong sheet, a file too large, a picture that is none. A sentence each, and nothing half-applied."""
from tests.journeys.conftest import PHONE
from tests.journeys.hands import photograph, sheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_a_sheet_with_other_columns_is_answered_with_what_is_missing(visitor):
    administrator = visitor().sign_in("administrator")
    page = administrator.page
    page.goto("/units/import/units/")
    book = sheet(["水果", "斤数"], [["苹果", 3], ["梨", 5]])

    page.set_input_files("input[type=file]", {"name": "水果.xlsx", "mimeType": XLSX, "buffer": book})
    with page.expect_navigation():
        page.locator("form:has(input[type=file]) button").first.click()

    assert page.locator(".error-summary, .notice-error, [role=alert]").first.is_visible()
    administrator.complaints.clear()
    administrator.check()


def test_a_file_beyond_the_limit_is_refused_and_the_rest_of_the_form_stays(visitor, tmp_path):
    officer = visitor(width=PHONE).sign_in("shehong-officer")
    page = officer.page
    page.goto("/activities/new/?kind=lecture")
    page.locator("input[name^=value_]").first.fill("4")
    large = tmp_path / "很大.jpg"
    large.write_bytes(photograph() + b"\0" * (51 << 20))
    page.set_input_files("[name=photo]", large)

    with page.expect_navigation():
        page.tap("button[value=submit]")

    assert "MB" in page.locator(".error-summary").inner_text()
    assert page.locator("input[name^=value_]").first.input_value() == "4"
    officer.complaints.clear()
    officer.check()


def test_a_program_named_like_a_picture_is_refused(visitor):
    officer = visitor(width=PHONE).sign_in("shehong-officer")
    page = officer.page
    page.goto("/activities/new/?kind=lecture")
    page.locator("input[name^=value_]").first.fill("4")
    page.set_input_files("[name=photo]", {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": b"MZ\x90\x00" + b"\x01" * 4096})

    with page.expect_navigation():
        page.tap("button[value=submit]")

    assert page.locator(".error-summary").is_visible()
    officer.complaints.clear()
    officer.check()
