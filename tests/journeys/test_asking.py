"""From the overview to a question, from its table to the records behind a number, and back to what changed since a bulletin."""
from tests.journeys.conftest import DESK, PHONE


def test_a_leader_compares_two_months_of_two_prefectures_and_opens_the_number(visitor):
    leader = visitor(width=DESK, language="en").sign_in("leader")
    page = leader.open("/campaigns/sichuan-2012/?unit=510300,510900")

    page.get_by_role("link", name="Questions", exact=True).click()
    page.get_by_role("navigation", name="Views of the campaign").wait_for(state="detached")
    page.get_by_role("link", name="Two periods", exact=True).click()
    page.get_by_label("Unit", exact=False).first.fill("自贡市 (510300), 遂宁市 (510900)")
    page.get_by_label("From", exact=True).fill("2012-04-01")
    page.get_by_label("To", exact=True).fill("2012-04-30")
    page.get_by_role("button", name="Filter").click()
    page.wait_for_url("**before_from=**")
    leader.check()
    number = page.locator("#compared-table tbody tr").first.locator("td .figure").first
    value = number.locator(".figure-value").inner_text()
    number.click()

    page.wait_for_url("**/figures/sichuan-2012/?**")
    assert page.locator(".figure-large .figure-value").inner_text() == value
    assert page.locator("#records-behind tbody tr").count() == int(value)


def test_a_writer_sees_on_a_phone_what_changed_since_the_bulletin(visitor):
    writer = visitor(width=PHONE, language="zh-hans").sign_in("writer")
    writer.open("/bulletins/editions/").locator("main table tbody a").first.click()

    writer.page.get_by_role("link", name="此后记录的变化").click()

    writer.page.wait_for_url("**/questions/changes/**")
    assert writer.page.locator("h1").inner_text() == "变化情况"
    writer.check()
