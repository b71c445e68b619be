"""Every page of the house, looked at once in each width and language: nothing too wide, nothing that axe finds, a silent console."""
import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import DESK, PHONE, TABLET

CAMPAIGN = "/campaigns/sichuan-2012/"


def first_link(page: Page, within: str) -> str:
    """The address of the first link to a record in a list."""
    return page.locator(f":is({within}) a[href]").first.get_attribute("href")


# What each account is shown: the picture's name, and the address or how to find it from the page before.
PAGES = {
    "": [("sign-in", "/sign-in/")],
    "coordinator": [
        ("today-coordinator", "/"),
        ("campaigns", "/campaigns/"),
        ("set-up", f"{CAMPAIGN}set-up/"),
        ("expectations", f"{CAMPAIGN}expectations/"),
        ("expectation", lambda page: first_link(page, "main table tbody")),
        ("expectation-new", f"{CAMPAIGN}expectations/set/"),
        ("coverage-by-level", f"{CAMPAIGN}coverage/"),
        ("coverage-of-units", f"{CAMPAIGN}coverage/units/"),
        ("gaps", f"{CAMPAIGN}coverage/missing/"),
        ("coverage-of-clauses", f"{CAMPAIGN}coverage/clauses/"),
        ("more-time", f"{CAMPAIGN}coverage/more-time/"),
        ("stuck", f"{CAMPAIGN}coverage/stuck/"),
        ("matrix", f"{CAMPAIGN}responsibility/"),
        ("matrix-gaps", f"{CAMPAIGN}responsibility/missing/"),
        ("documents", f"{CAMPAIGN}responsibility/documents/"),
        ("plans", f"{CAMPAIGN}plans/"),
        ("plan", lambda page: first_link(page, "main table tbody")),
        ("plan-item", lambda page: first_link(page, "main table tbody")),
        ("instructions", f"{CAMPAIGN}instructions/"),
        ("instruction", lambda page: page.locator("main a[href*='/instructions/'][href$='/']:not([href$='/new/'])").last.get_attribute("href")),
        ("notices", "/notices/"),
        ("settings", "/settings/"),
        ("start", "/campaigns/start/"),
        ("explore", "/figures/sichuan-2012/explore/"),
        ("explore-map", "/figures/sichuan-2012/explore/?rows=child&show=map"),
        ("explore-months", "/figures/sichuan-2012/explore/?rows=front&columns=month"),
        ("kept", "/figures/sichuan-2012/kept/"),
        ("questions", "/figures/sichuan-2012/questions/"),
        ("question-ranking", "/figures/sichuan-2012/questions/ranking/"),
        ("question-participants", "/figures/sichuan-2012/questions/participants/"),
        ("question-on-time", "/figures/sichuan-2012/questions/completeness/?expectation=monthly-report"),
        ("question-changes", "/figures/sichuan-2012/questions/changes/?since=2012-04-01"),
        ("overview-together", f"{CAMPAIGN}?unit=510300,510900"),
        ("overview", CAMPAIGN),
        ("coverage", lambda page: first_link(page, ".front-coverage")),
        ("figure", "/figures/sichuan-2012/?unit=510000&front=system"),
        ("activities", "/activities/"),
        ("activities-filtered", "/activities/?state=counted&unit=510922&earliest=2012-02-06"),
        ("activity", lambda page: first_link(page, "#rows tbody")),
        ("statements", "/activities/totals/"),
        ("statement", lambda page: first_link(page, "main table tbody")),
        ("statement-new", "/activities/totals/new/"),
        ("duplicates", "/activities/duplicates/"),
        ("sheets", "/activities/sheets/"),
        ("policies", "/policies/"),
        ("policy-outline", "/policies/outline-2011-2020/"),
        ("policy", "/policies/hand-hygiene/"),
        ("clause", lambda page: page.locator("main a[href*='/clauses/']").nth(4).get_attribute("href")),
        ("gallery", "/gallery/"),
        ("password", "/password/"),
    ],
    "verifier": [("today-verifier", "/"), ("queue", "/activities/queue/")],
    "writer": [
        ("bulletins", "/bulletins/"),
        ("reading", lambda page: page.locator("main table tbody tr:has-text('四川') a").first.get_attribute("href")),
        ("bulletin-new", "/bulletins/new/"),
        ("drafts", "/bulletins/drafts/"),
        ("draft", lambda page: first_link(page, "main table tbody")),
        ("compose", "/bulletins/drafts/new/"),
        ("editions", "/bulletins/editions/"),
        ("edition", lambda page: first_link(page, "main table tbody")),
        ("received", "/bulletins/received/"),
        ("adopted", "/bulletins/adopted/"),
        ("checks", "/bulletins/checks/"),
        ("check-new", "/bulletins/checks/new/"),
    ],
    "shehong-officer": [("today-officer", "/"), ("report", "/activities/new/"), ("report-of-a-kind", "/activities/new/?kind=lecture")],
    "administrator": [
        ("units", "/units/"),
        ("search", "/units/search/?q=元坝"),
        ("unit-yuanba", "/units/510811/"),
        ("unit-sichuan", "/units/510000/"),
        ("unit-aba", "/units/513200/"),
        ("units-import", "/units/import/units/"),
        ("policy-import", "/policies/import/"),
    ],
}
# Shown in the documentation (XUANGUAN_SCREENSHOTS=1), the top of each page.
IN_THE_DOCS = {"overview", "figure", "reading", "queue", "report-of-a-kind", "unit-yuanba", "policy"}
TOP = {PHONE: 1400, DESK: 1500}
MISSING = [("missing", "coordinator", "/units/999999/", 404), ("forbidden", "shehong-officer", "/campaigns/start/", 403)]
LOOKS = [(PHONE, "zh-hans", "light"), (PHONE, "en", "light"), (TABLET, "zh-hans", "light"), (DESK, "zh-hans", "light"), (DESK, "en", "light"),
         (DESK, "zh-hans", "dark")]


@pytest.mark.parametrize(("width", "language", "theme"), LOOKS)
def test_every_page_fits_is_accessible_and_is_translated(visitor, width, language, theme):
    complaints = []
    for account, pages in PAGES.items():
        person = visitor(width=width, language=language, theme=theme)
        if account:
            person.sign_in(account)
        for name, address in pages:
            person.open(address(person.page) if callable(address) else address)
            # The checker looks at a phone and a desk, light and dark; English has the same page with other words.
            try:
                person.check(axe=language != "en" and width != TABLET)
            except AssertionError as found:
                complaints.append(f"{name}: {str(found).split(chr(10) + 'assert')[0]}")
                person.complaints.clear()
            person.picture(name, tall=TOP.get(width, 0), docs=name in IN_THE_DOCS and theme == "light" and width in TOP)

    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize(("name", "account", "address", "status"), MISSING)
@pytest.mark.parametrize(("width", "language"), [(PHONE, "zh-hans"), (DESK, "en")])
def test_what_is_not_there_or_not_allowed_is_said_on_a_page(visitor, width, language, name, account, address, status):
    person = visitor(width=width, language=language).sign_in(account)

    person.open(address, status=status)

    person.complaints.clear()  # the browser itself writes the status into its console
    person.check()
    person.picture(name)
